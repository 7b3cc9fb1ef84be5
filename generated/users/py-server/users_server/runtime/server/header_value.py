# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Headers with parameters, such as Content-Type and Content-Disposition."""

from __future__ import annotations

import re
from typing import NamedTuple


class HeaderValue(NamedTuple):
    """A header with parameters."""

    value: str
    """What stands before the first parameter, in lower case."""
    parameters: dict[str, str]
    """By lower-case name; of two of one name, the first."""


_token = re.compile(r"[A-Za-z0-9!#$%&'*+\-.^_`|~]+")
_blanks = re.compile(r"[ \t]*")
_bare = re.compile(r'[^;"]*')


def parse_header_value(text: str) -> HeaderValue | None:
    """Cuts a header at its parameters (RFC 9110, section 5.6.6); None: it is not well-formed.

    In quotes a backslash stands for itself: so do browsers write file names (WHATWG HTML, 4.10.22.8), and no media
    type's parameter needs one.
    """
    mark = text.find(";")
    if mark < 0:
        return HeaderValue(text.strip().lower(), {})
    parsed = HeaderValue(text[:mark].strip().lower(), {})
    at = mark
    while at < len(text):
        at = _skip_blanks(text, at + 1)
        name = _token.match(text, at)
        if name is not None:
            at = _skip_blanks(text, name.end())
            if not text.startswith("=", at):
                return None
            value = _read_value(text, _skip_blanks(text, at + 1))
            if value is None:
                return None
            parsed.parameters.setdefault(name.group().lower(), value[0])
            at = _skip_blanks(text, value[1])
        if at < len(text) and text[at] != ";":
            return None
    return parsed


def _read_value(text: str, at: int) -> tuple[str, int] | None:
    """A parameter's value, and where it ends."""
    if text.startswith('"', at):
        end = text.find('"', at + 1)
        return None if end < 0 else (text[at + 1 : end], end + 1)
    bare = _bare.match(text, at)
    return None if bare is None else (bare.group().strip(), bare.end())


def _skip_blanks(text: str, at: int) -> int:
    blanks = _blanks.match(text, at)
    return at if blanks is None else blanks.end()


def is_token(text: str) -> bool:
    """Tells whether a text is a token (RFC 9110, section 5.6.2)."""
    return _token.fullmatch(text) is not None
