"""The formats of texts that the wire profile asserts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["FORMATS", "SURE_FORMATS", "is_format"]

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

#: The formats of which jsonschema-rs never says yes where `is_format` says no.
SURE_FORMATS: frozenset[str] = frozenset()

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
