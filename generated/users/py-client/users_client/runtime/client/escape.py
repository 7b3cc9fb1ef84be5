# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What texts have to look like to stand in URLs, headers and cookies."""

from __future__ import annotations

import re
from urllib.parse import quote

from .errors import RequestError

_PLAIN = re.compile(r"[A-Za-z0-9._~-]*\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_NO_COOKIE = re.compile(r"[\x00-\x1f\x7f;]")
_TEMPLATE = re.compile(r"%[0-9A-Fa-f]{2}|[A-Za-z0-9._~:@!$&'()*+,;=-]+")


def escape(text: str) -> str:
    """Percent-encodes everything but the unreserved characters of RFC 3986.

    Raises:
        RequestError: for half a surrogate pair, which has no UTF-8 form.
    """
    if _PLAIN.match(text):
        return text
    try:
        return quote(text, safe="")
    except UnicodeEncodeError:
        raise RequestError("a text is no UTF-8: it has half a surrogate pair") from None


def escape_reserved(text: str, *, in_path: bool, delimiters: str) -> str:
    """Escapes for allowReserved (RFC 6570, section 3.2.3): reserved characters stay as they are, but for those that
    would change what the URL means there, and "%": so every value comes back as it was sent."""
    kept = ":@!$&'()*+,;=" if in_path else "/?:@!$'()*,;="
    try:
        return quote(text, safe="".join(char for char in kept if char not in delimiters))
    except UnicodeEncodeError:
        raise RequestError("a text is no UTF-8: it has half a surrogate pair") from None


def escape_template(text: str) -> str:
    """Escapes text of a path template, which is meant as it stands: only what can't stand in a path (RFC 3986, section
    3.3)."""
    pieces: list[str] = []
    at = 0
    for found in _TEMPLATE.finditer(text):
        pieces += [quote(text[at : found.start()], safe=""), found.group()]
        at = found.end()
    return "".join(pieces) + quote(text[at:], safe="")


def check_header(name: str, text: str) -> str:
    """Gives the text of a header.

    Raises:
        RequestError: for control characters, such as line breaks. The error has no text in it, which may be a secret.
    """
    if _CONTROL.search(text):
        raise RequestError(f"header {name!r} has a control character, such as a line break")
    return text


def check_cookie(name: str, text: str) -> str:
    """Gives a text that a cookie of style cookie can hold as it is (RFC 6265, section 4.1.1).

    Raises:
        RequestError: for all others.
    """
    if text.strip() != text or _NO_COOKIE.search(text):
        raise RequestError(f"cookie {name!r} can't hold control characters, semicolons or outer spaces")
    return text


def join_query(*parts: str) -> str:
    """Puts pieces of a query together."""
    return "&".join(part for part in parts if part)
