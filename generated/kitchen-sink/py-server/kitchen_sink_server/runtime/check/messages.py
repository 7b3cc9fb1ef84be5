# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What a violation says: fixed text, made of the rule and never of the value (wire profile, "Errors").

The same as in every other language that Mortise prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from .written import Raw, text_of

NOT_ALLOWED: Final = "is not allowed"
IS_REQUIRED: Final = "is required"
TOO_LONG: Final = "takes too long to match the pattern"
"""Of a matcher that gives up."""

_LONGEST: Final = 200
"""Constants and patterns longer than this are cut."""

_TYPES: Final[Mapping[str, str]] = {
    "null": "null",
    "boolean": "a boolean",
    "integer": "an integer",
    "number": "a number",
    "string": "a string",
    "array": "an array",
    "object": "an object",
}

_FORMATS: Final[Mapping[str, str]] = {
    "date": "a date such as 2024-12-31",
    "time": "a time such as 23:59:59Z",
    "date-time": "a date and time such as 2024-12-31T23:59:59Z",
    "duration": "a duration such as P3DT12H",
    "email": "an email address",
    "idn-email": "an email address",
    "hostname": "a host name",
    "idn-hostname": "a host name",
    "ipv4": "an IPv4 address",
    "ipv6": "an IPv6 address",
    "uri": "a URI",
    "uri-reference": "a URI reference",
    "iri": "an IRI",
    "iri-reference": "an IRI reference",
    "uri-template": "a URI template",
    "uuid": "a UUID",
    "json-pointer": "a JSON pointer",
    "relative-json-pointer": "a relative JSON pointer",
    "regex": "a regular expression",
    "int32": "an integer of 32 bits",
    "int64": "an integer of 64 bits",
    "uint32": "an unsigned integer of 32 bits",
    "uint64": "an unsigned integer of 64 bits",
    "byte": "base64",
}

_LIMITS: Final[Mapping[str, str]] = {
    "multipleOf": "must be a multiple of",
    "minimum": "must be at least",
    "exclusiveMinimum": "must be greater than",
    "maximum": "must be at most",
    "exclusiveMaximum": "must be less than",
}

_COUNTS: Final[Mapping[str, tuple[str, str]]] = {
    "minLength": ("at least", "character"),
    "maxLength": ("at most", "character"),
    "minItems": ("at least", "item"),
    "maxItems": ("at most", "item"),
    "minProperties": ("at least", "member"),
    "maxProperties": ("at most", "member"),
}

PLAIN: Final[Mapping[str, str]] = {
    "uniqueItems": "must have no item twice",
    "propertyNames": "has a member whose name is not allowed",
    "anyOf": "must fit at least one of the forms that are allowed here",
    "oneOf": "must fit exactly one of the forms that are allowed here",
    "not": "has a form that is not allowed here",
    "if": "breaks a rule for values of its kind",
    "unevaluatedItems": "has an item that is not allowed",
    "unevaluatedProperties": "has a member that is not allowed",
}
"""The messages of keywords that say nothing of their value."""


def scalar_message(keyword: str, value: Raw) -> str:
    """Say what a number, text, array or object has to be by one keyword that mentions no schema."""
    if keyword in _LIMITS:
        return f"{_LIMITS[keyword]} {text_of(value)}"
    if keyword in _COUNTS and isinstance(value, int):
        bound, thing = _COUNTS[keyword]
        return f"must have {bound} {_count(value, thing)}"
    if keyword == "pattern":
        return f"must match the pattern {_cut(str(value))}"
    if keyword == "format":
        return f"must be {_FORMATS.get(str(value), f'a valid {value}')}"
    return PLAIN[keyword]


def type_message(types: Sequence[str]) -> str:
    """Say which types are allowed."""
    return f"must be {_join([_TYPES[each] for each in types], 'or')}"


def enum_message(values: Iterable[Raw]) -> str:
    """Say which constants are allowed."""
    return f"must be one of: {_cut(', '.join(map(text_of, values)))}"


def const_message(value: Raw) -> str:
    """Say which constant is allowed."""
    return f"must be {_cut(text_of(value))}"


def tag_message(member: str, values: Iterable[Raw]) -> str:
    """Say which constants the member has by which the branches of a union are told apart."""
    return f"must have the member {text_of(member)}, which is one of: {_cut(', '.join(map(text_of, values)))}"


def too_few_message(limit: int) -> str:
    """`contains` with fewer matching items than it wants."""
    return f"must have at least {_count(limit, 'item')} of the form that is wanted"


def too_many_message(limit: int) -> str:
    """`contains` with more matching items than it wants."""
    return f"must have at most {_count(limit, 'item')} of the form that is counted"


def dependent_message(name: str, requires: Sequence[str]) -> str:
    """One entry of `dependentRequired`."""
    return f"must have {_cut(_join([text_of(other) for other in requires], 'and'))} where it has {_cut(text_of(name))}"


def _count(limit: int, thing: str) -> str:
    return f"{limit} {thing}{'' if limit == 1 else 's'}"


def _join(words: Sequence[str], last: str) -> str:
    *others, final = words or [""]
    return f"{', '.join(others)} {last} {final}" if others else final


def _cut(text: str) -> str:
    """The length is that of UTF-16, which JavaScript counts; what is left are code points."""
    length = len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
    return text if length <= _LONGEST else f"{text[:_LONGEST]}..."
