# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""The formats of texts that the wire profile asserts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["FORMATS", "SURE_FORMATS", "format_function", "is_format", "rust_format"]

#: By format, the module beside this one and the function that know it.
_PLACES: Mapping[str, tuple[str, str]] = {
    "date": ("format_dates", "is_date"),
    "time": ("format_dates", "is_time"),
    "date-time": ("format_dates", "is_date_time"),
    "duration": ("format_dates", "is_duration"),
    "email": ("format_names", "is_email"),
    "idn-email": ("format_names", "is_idn_email"),
    "hostname": ("format_names", "is_hostname"),
    "idn-hostname": ("format_names", "is_idn_hostname"),
    "ipv4": ("format_addresses", "is_ipv4"),
    "ipv6": ("format_addresses", "is_ipv6"),
    "uri": ("format_uris", "is_uri"),
    "uri-reference": ("format_uris", "is_uri_reference"),
    "iri": ("format_uris", "is_iri"),
    "iri-reference": ("format_uris", "is_iri_reference"),
    "uri-template": ("format_templates", "is_uri_template"),
    "uuid": ("format_texts", "is_uuid"),
    "json-pointer": ("format_texts", "is_json_pointer"),
    "relative-json-pointer": ("format_texts", "is_relative_json_pointer"),
    "regex": ("pattern", "is_regex"),
    "byte": ("format_texts", "is_byte"),
}

#: The names of the formats of texts that are asserted; all others hold for every text.
FORMATS = frozenset(_PLACES)

_TIME_OF_DAY = r"[0-9]{2}:[0-9]{2}:[0-5][0-9](\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
_BASE64 = "[A-Za-z0-9+/]"
_NO_CODED_LABEL = {"not": {"pattern": "[Xx][Nn]--"}}
_PRINTABLE = {"pattern": "^[ -~]*$"}

#: By format, keywords by which jsonschema-rs 0.60 (`validate_formats=True`) never says yes where `is_format` says no.
#: It reads digits of dates that are none, takes leap seconds of any month, and has other rules for encoded labels: so
#: they are kept from it.
_SURE: Mapping[str, Mapping[str, object]] = {
    "date": {"format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "time": {"format": "time", "pattern": f"^{_TIME_OF_DAY}$"},
    "date-time": {"format": "date-time", "pattern": f"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[Tt]{_TIME_OF_DAY}$"},
    "email": {"format": "email", **_PRINTABLE},
    "idn-email": {"format": "email", **_PRINTABLE, **_NO_CODED_LABEL},
    "hostname": {"format": "hostname", **_NO_CODED_LABEL},
    "idn-hostname": {"format": "hostname", **_NO_CODED_LABEL},
    "iri": {"format": "uri"},
    "iri-reference": {"format": "uri-reference"},
    "uri-template": {"format": "uri-template", **_PRINTABLE},
    "byte": {"pattern": f"^({_BASE64}{{4}})*({_BASE64}{{2}}==|{_BASE64}{{3}}=)?$"},
}

#: The formats of which jsonschema-rs itself never says yes where `is_format` says no.
SURE_FORMATS = frozenset(
    {"duration", "ipv4", "ipv6", "json-pointer", "relative-json-pointer", "uri", "uri-reference", "uuid"}
)

_known: dict[str, Callable[[str], bool]] = {}


def format_function(name: str) -> Callable[[str], bool] | None:
    """Give the function that says whether a text has a format; None for formats that assert nothing of texts."""
    known = _known.get(name)
    if known is None and name in _PLACES:
        module, function = _PLACES[name]
        known = _known[name] = getattr(import_module(f".{module}", __package__), function)
    return known


def is_format(name: str, text: str) -> bool:
    """Say whether a text has a format. Every text has one that asserts nothing of texts, such as int32."""
    known = format_function(name)
    return known is None or known(text)


def rust_format(name: str) -> Mapping[str, object] | None:
    """Give keywords that stand for a format of texts in a schema of jsonschema-rs; None where only `is_format` may
    say yes.

    Where they hold for a text, it has the format; where they don't, it may have it still. Beside a `pattern` of the
    schema's own they belong into an `allOf`.
    """
    return _SURE.get(name) or ({"format": name} if name in SURE_FORMATS else None)
