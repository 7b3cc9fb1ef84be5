# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Reads JSON as the wire profile wants it: I-JSON (RFC 7493) with exact numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from json import JSONDecoder
from math import isinf
from typing import Any, Final, Literal, NoReturn, TypeAlias, cast

from pydantic_core import from_json, to_json

from .numbers import Exact, read_number

__all__ = ["DEFAULT_DEPTH", "Exact", "Json", "JsonFault", "JsonRule", "read_json", "read_number"]

Json: TypeAlias = "bool | int | float | Decimal | str | list[Json] | dict[str, Json] | None"
"""A JSON value. A number is an int where it is written as one, a float where that loses nothing, else an Exact."""

JsonRule = Literal["json", "duplicate", "encoding"]
"""What can be wrong with a JSON text: its grammar, depth or numbers; a member name that comes twice; its UTF-8."""

DEFAULT_DEPTH: Final = 100
"""How deep arrays and objects may stand in each other where nobody says otherwise."""

_MESSAGES: Final[dict[JsonRule, str]] = {
    "json": "must be one JSON value",
    "duplicate": "must not have a member name twice",
    "encoding": "must be UTF-8",
}


class JsonFault(ValueError):
    """Why bytes are not the one strict JSON value that they have to be. It says nothing of the text."""

    def __init__(self, rule: JsonRule) -> None:
        self.rule = rule
        self.message = _MESSAGES[rule]
        super().__init__(self.message)


class _TwiceError(ValueError):
    """A name comes twice in an object."""


Scan = Callable[[str, int], tuple[Any, int]]
"""Reads the value at a position, and says where it ends. Raises ValueError, StopIteration or RecursionError."""


def read_json(body: bytes | bytearray, max_depth: int = DEFAULT_DEPTH) -> Json:
    """Read the one JSON value of a text that keeps I-JSON.

    Raises JsonFault. Of several things that are wrong with a text it tells the first of: no UTF-8, or a byte order
    mark (encoding); not the grammar, too deep, or a number beyond the range of doubles (json); half a character as an
    escape (encoding); a name that comes twice (duplicate). Python itself holds no more than some hundreds of levels.
    """
    signs = body.translate(_SIGNS)
    # To look for single signs is much faster than to count them.
    may_be_deep = len(signs) - len(signs.replace(b"[", b"", max_depth + 1)) > max_depth
    quick = None if may_be_deep else _read_quickly(body, signs)
    if quick is not None:
        return quick
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise JsonFault("encoding") from None
    if may_be_deep and _is_deeper(body, max_depth):
        raise JsonFault("encoding" if text.startswith("\ufeff") else "json")
    scan = _scan_exact if _may_lose_digits(body, signs) else _scan_plain
    start = 0
    if text[:1] not in "{[":
        start = len(text) - len(text.lstrip(_SPACE))
    try:
        value: Json
        value, end = scan(text, start)
    except (ValueError, StopIteration, RecursionError):
        raise _fault_of(text, start) from None
    if end != len(text) and text[end:].strip(_SPACE):
        raise JsonFault("json")
    if "\\" in text and _has_half(text):
        raise JsonFault("encoding")
    return value


def _read_quickly(body: bytes | bytearray, signs: bytes | bytearray) -> Json:
    """Reads an array or object by the reader of Pydantic, which is fast, and strict but for two things: of two members
    of a name it takes the last, and it makes a float of every number with a fraction or exponent. None: this is not
    sure to be right.
    """
    if body[:1] not in (b"{", b"["):
        return None
    try:
        value: Json = from_json(body, allow_inf_nan=False, cache_strings="keys")
    except ValueError:
        return None
    return value if _says_all(to_json(value), body, signs) else None


def _says_all(written: bytes, body: bytes | bytearray, signs: bytes | bytearray) -> bool:
    """Whether a value that was read quickly is what its text says, by the text that is written of it anew.

    Most clients write as we do, or with more white space. Others may write numbers in another way, so where none can
    have lost anything, and nothing is escaped, it is enough that both have as many members: a colon each.
    """
    if written == body or (len(written) < len(body) and _close_up(written) == _close_up(body)):
        return not (_EXPONENT in written and _is_huge(written)) and not (_LONG in signs and _is_wide(written))
    return b"\\" not in body and not _may_lose_digits(body, signs) and written.count(b":") == body.count(b":")


def _close_up(text: bytes | bytearray) -> bytes | bytearray:
    """A text without its white space, also that of its strings: what is JSON stays JSON, with as many values."""
    return text.translate(None, b" \n\r\t")


def _fault_of(text: str, start: int) -> JsonFault:
    """Says what is wrong with a text that can't be read, or that has a name twice."""
    if text.startswith("\ufeff"):
        return JsonFault("encoding")
    try:
        _, end = _scan_twice(text, start)
    except (ValueError, StopIteration, RecursionError):
        return JsonFault("json")
    if text[end:].strip(_SPACE):
        return JsonFault("json")
    return JsonFault("encoding" if _has_half(text) else "duplicate")


_SPACE: Final = " \n\r\t"


def _table(changes: dict[bytes, bytes]) -> bytes:
    """Maps each of some signs to one, and all others to themselves."""
    table = bytearray(range(256))
    for signs, one in changes.items():
        for sign in signs:
            table[sign] = one[0]
    return bytes(table)


_SIGNS: Final = _table({b"0123456789.": b"0", b"eE": b"e", b"{[": b"["})
"""Makes what has to be looked for findable at the speed of memory."""

_LONG: Final = b"0" * 16
"""A number that is shorter and has no exponent loses nothing as a float."""

_HEADS: Final = _table({b"eE": b"e", b",:[": b","})
_MANTISSAS: Final = b"0123456789.- \n\r\t"


_EXPONENT: Final = b"+" if b"+" in to_json(1e16) else b"e"
_is_huge: Final = re.compile(rb"e[+]?[0-9]{1,3}[,}\]]").search
"""Finds floats that have to be ints, as Pydantic writes them: with an exponent from 1e16 on (in this version of
Pydantic or in that with a plus), ..."""

_is_wide: Final = re.compile(rb"(?<![0-9.])[0-9]{16}").search
"""... and without one below that. So many digits may also be an int beyond the range of doubles."""


def _may_lose_digits(body: bytes | bytearray, signs: bytes | bytearray) -> bool:
    """Whether there may be a number that a float isn't sure to hold."""
    return _LONG in signs or (b"0e" in signs and _has_exponent(body))


def _has_exponent(body: bytes | bytearray) -> bool:
    """Whether a number may have an exponent: without its digits, an e is left behind what stands before it.

    UUIDs have many an e behind digits.
    """
    return b",e" in body.translate(_HEADS, _MANTISSAS) or body[:1] not in b"{["


_BRACKETS: Final = _table({b"{": b"[", b"}": b"]"})
_OTHERS: Final = bytes(sign for sign in range(256) if sign not in b'[]{}"')


def _is_deeper(body: bytes | bytearray, depth: int) -> bool:
    """Whether arrays and objects stand in each other deeper than that; of what is no JSON, either."""
    if b"\\" in body:
        body = re.sub(rb"\\.", b"", body, flags=re.DOTALL)
    signs = body.translate(_BRACKETS, _OTHERS)
    plain = signs.replace(b'""', b"")
    # Where brackets stand in texts, quotation marks are left.
    signs = re.sub(rb'"[^"]*"', b"", signs) if b'"' in plain else plain
    for _ in range(depth):
        # The innermost go.
        inner, signs = signs, signs.replace(b"[]", b"")
        if len(inner) == len(signs):
            return False
    return bool(signs)


_WHOLE: Final = re.compile(
    r"(?:[^\\]++|\\(?:[^u]|u(?![dD][89a-fA-F])|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}))*+"
)


def _has_half(text: str) -> bool:
    """Whether half a surrogate pair stands in a text of JSON as an escape."""
    return ("\\ud" in text or "\\uD" in text) and _WHOLE.fullmatch(text) is None


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _TwiceError
    return members


def _no_constant(_: str) -> NoReturn:
    """Python's own reader takes NaN and Infinity."""
    raise ValueError


def _float(literal: str) -> int | float | Exact:
    if isinf(float(literal)):
        raise ValueError
    _, sign, power = literal.lower().partition("e")
    if (
        sign
        and len(power.lstrip("+-").lstrip("0")) > _LONGEST_EXPONENT
        and literal.lower().partition("e")[0].strip("-0.")
    ):
        raise ValueError
    return read_number(literal)


_LONGEST_EXPONENT: Final = 9
"""There is no end of small numbers but of what can be reckoned with."""


def _int(literal: str) -> int:
    if len(literal) > _SAFE and isinf(float(literal)):
        raise ValueError
    return int(literal)


_SAFE: Final = 300


def _scanner(**settings: Any) -> Scan:
    """Give the reader that JSONDecoder has inside, in C where Python has it."""
    scan: Scan = cast(Any, JSONDecoder(parse_constant=_no_constant, **settings)).scan_once
    return scan


_scan_plain: Final = _scanner(object_pairs_hook=_object)
_scan_exact: Final = _scanner(object_pairs_hook=_object, parse_float=_float, parse_int=_int)
_scan_twice: Final = _scanner(parse_float=_float, parse_int=_int)
