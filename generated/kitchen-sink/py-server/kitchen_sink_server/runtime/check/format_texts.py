# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Formats of texts that say where something is, and what."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_byte", "is_json_pointer", "is_relative_json_pointer", "is_uuid"]

_BYTE: Final = re.compile(r"[A-Za-z0-9+/]*={0,2}").fullmatch
_UUID: Final = re.compile(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}").fullmatch
_BAD_TILDE: Final = re.compile(r"~(?![01])").search
_MANIPULATION: Final = re.compile(r"(?:0|[1-9][0-9]*)(?:[+-](?:0|[1-9][0-9]*))?").match


def is_byte(text: str) -> bool:
    """Base64 with its padding and without line breaks (RFC 4648, 3.2, 3.3 and 4).

    The unused bits at the end are not looked at (3.5).
    """
    return len(text) % 4 == 0 and _BYTE(text) is not None


def is_uuid(text: str) -> bool:
    """RFC 9562, section 4, of any version and variant."""
    return len(text) == 36 and _UUID(text) is not None


def is_json_pointer(text: str) -> bool:
    """RFC 6901, section 3."""
    return (text == "" or text[0] == "/") and _BAD_TILDE(text) is None


def is_relative_json_pointer(text: str) -> bool:
    """draft-bhutton-relative-json-pointer-00, section 3, which has an index manipulation (0-1)."""
    start = _MANIPULATION(text)
    if start is None:
        return False
    rest = text[start.end() :]
    return rest == "#" or is_json_pointer(rest)
