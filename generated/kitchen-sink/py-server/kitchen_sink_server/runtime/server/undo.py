# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""How texts of a request were written for their place, and how that is taken off.

Texts of paths, queries and headers are `latin-1`: one character a byte, as they came. Those of forms and parts have
been read as UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from .findings import PERCENT_MESSAGE, UTF8_MESSAGE

Undo = Callable[[str], str | None]
"""Takes off how a text was written for its place. None: it was not written so."""


class Undoing(NamedTuple):
    """How the texts of a place are undone, and what is said of those that can't be."""

    undo: Undo
    message: str


_broken_escape = re.compile(r"%(?![0-9A-Fa-f]{2})").search
_escapes = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")


def unescape(raw: str) -> str | None:
    """Decodes percent-encoded UTF-8, strictly (RFC 3986, section 2.1): no lone "%", no overlong or cut sequence, no
    surrogate.

    Other characters stand for themselves. None of them completes an escaped sequence: their own UTF-8 begins anew.
    """
    if "%" not in raw:
        return raw
    if _broken_escape(raw):
        return None
    try:
        return _escapes.sub(_bytes_of, raw.encode()).decode()
    except UnicodeError:
        return None


def _bytes_of(escapes: re.Match[bytes]) -> bytes:
    return bytes.fromhex(escapes.group().replace(b"%", b"").decode())


def undo_percent(raw: str) -> str | None:
    """Undoes percent-encoding where nothing beyond ASCII may stand as it is: in a path."""
    return unescape(raw) if raw.isascii() else None


def undo_query(raw: str) -> str | None:
    """Does the same in a query, where "+" is a space."""
    return unescape(raw.replace("+", " ")) if raw.isascii() else None


def undo_form(raw: str) -> str | None:
    """Does the same in a form body: other characters may stand in it as they are."""
    return unescape(raw.replace("+", " "))


def undo_raw(raw: str) -> str | None:
    """Takes bytes as UTF-8, as cookies of style cookie are."""
    if raw.isascii():
        return raw
    try:
        return raw.encode("latin-1").decode()
    except UnicodeError:
        return None


def undo_header(raw: str) -> str | None:
    """Takes a header as UTF-8. Spaces around it go, as those around the commas of a list (RFC 9110, section 5.6.1)."""
    return undo_raw(raw.strip(" \t"))


def undo_cookie(raw: str) -> str | None:
    """Undoes a cookie of style form: percent-encoded, and a "+" is a plus."""
    text = undo_raw(raw)
    return None if text is None else unescape(text)


def undo_nothing(raw: str) -> str | None:
    """Is for parts of a multipart body, which are not encoded any further."""
    return raw


IN_PATH = Undoing(undo_percent, PERCENT_MESSAGE)
IN_QUERY = Undoing(undo_query, PERCENT_MESSAGE)
IN_HEADER = Undoing(undo_header, UTF8_MESSAGE)
IN_COOKIE = Undoing(undo_cookie, PERCENT_MESSAGE)
IN_RAW_COOKIE = Undoing(undo_raw, UTF8_MESSAGE)
IN_FORM = Undoing(undo_form, PERCENT_MESSAGE)
IN_PART = Undoing(undo_nothing, UTF8_MESSAGE)
IN_FORM_QUERY = Undoing(undo_raw, PERCENT_MESSAGE)
"""A query that is a form as a whole: what of it is escaped is undone member by member."""


def is_well_escaped(text: str) -> bool:
    """Tells whether every "%" begins a well-formed UTF-8 sequence."""
    return unescape(text) is not None
