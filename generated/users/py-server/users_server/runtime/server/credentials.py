# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What a security scheme asks for, found in a request."""

from __future__ import annotations

import base64
import binascii
from typing import Any, NamedTuple

from .call import Call
from .header_value import is_token
from .spec import Scheme
from .undo import undo_raw, unescape


class BasicCredential(NamedTuple):
    """A user name and a password (RFC 7617)."""

    username: str
    password: str


def credential_of(scheme: Scheme, call: Call) -> Any:
    """Finds what a scheme asks for: a text, a BasicCredential, for mutual TLS the Request. None: it isn't there, or
    can't be one."""
    match scheme.kind:
        case "bearer":
            return _after_scheme(call, "Bearer") or None
        case "http":
            return _after_scheme(call, scheme.parameter) or None
        case "basic":
            return _read_basic(_after_scheme(call, "Basic"))
        case "header":
            return _header(call, scheme.parameter) or None
        case "query":
            return _only_member(call.query, "&", scheme.parameter, plus=True)
        case "cookie":
            return _only_member(_header(call, "cookie"), ";", scheme.parameter, plus=False)
        case "mutualTLS":
            return call.request


def challenge_of(scheme: Scheme) -> str:
    """Gives what WWW-Authenticate says of a scheme.

    RFC 9110, section 11.6.1; Bearer needs a parameter by RFC 6750, section 3, Basic a realm by RFC 7617. API keys and
    client certificates have no registered scheme, and a 401 must have a challenge.
    """
    match scheme.kind:
        case "bearer":
            return 'Bearer realm="api"'
        case "basic":
            return 'Basic realm="api", charset="UTF-8"'
        case "http":
            return f'{scheme.parameter if is_token(scheme.parameter) else "Other"} realm="api"'
        case "mutualTLS":
            return 'MutualTLS realm="api"'
        case "header" | "query" | "cookie":
            return 'ApiKey realm="api"'


def _header(call: Call, name: str) -> str:
    """A header as UTF-8, which tokens and keys are; what isn't stays as it came, and nobody's."""
    raw = call.header(name) or ""
    text = undo_raw(raw)
    return raw if text is None else text


def _after_scheme(call: Call, scheme: str) -> str:
    """What follows the scheme's name in the Authorization header."""
    header = _header(call, "authorization")
    if header[len(scheme) : len(scheme) + 1] != " " or header[: len(scheme)].lower() != scheme.lower():
        return ""
    return header[len(scheme) :].strip(" \t")


def _read_basic(text: str) -> BasicCredential | None:
    """A user name has no colon, a password may (RFC 7617)."""
    try:
        raw = text.encode("ascii")
        decoded = base64.b64decode(raw if len(raw) % 4 == 0 else raw + b"=" * (-len(raw) % 4), validate=True).decode()
    except (ValueError, binascii.Error):
        return None
    username, colon, password = decoded.partition(":")
    return BasicCredential(username, password) if colon else None


def _only_member(text: str, separator: str, name: str, *, plus: bool) -> str | None:
    """The value of a name that comes once: of two keys, none is taken."""
    found, count = "", 0
    for pair in text.split(separator):
        label, _, raw = pair.strip(" \t").partition("=")
        # What isn't percent-encoded UTF-8 is not the key.
        if _decode(label, plus) != name:
            continue
        value = _decode(raw, plus)
        if value is not None:
            found = value
            count += 1
        elif count > 0:
            count += 1
    return found if count == 1 and found else None


def _decode(raw: str, plus: bool) -> str | None:
    text = undo_raw(raw)
    return None if text is None else unescape(text.replace("+", " ") if plus else text)
