# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Formats of names of hosts and of mailboxes."""

from __future__ import annotations

import re
from typing import Final

from .format_addresses import is_ipv4, is_ipv6

__all__ = ["is_email", "is_hostname", "is_idn_email", "is_idn_hostname"]

_MAX_NAME: Final = 253
#: Bytes that stand before the @ of a mail address, and behind it.
_MAX_LOCAL: Final = 64
_MAX_DOMAIN: Final = 255
#: Bytes that a code point has at most.
_MAX_BYTES: Final = 4

_LABEL: Final = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
#: Letters, digits and inner hyphens, 63 characters each.
_LABELS: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})*").fullmatch
_ENCODED_LABEL: Final = re.compile(r"(?:^|\.)[Xx][Nn]--").search
#: What people type as a dot (RFC 3490, 3.1).
_DOTS: Final = str.maketrans("\u3002\uff0e\uff61", "...")

#: Dot-string and Quoted-string of RFC 5321, 4.1.2; with what RFC 6531, 3.3 adds.
_ATEXT: Final = r"A-Za-z0-9!#$%&'*+\-/=?^_`{|}~"
_LOCAL_TEXT: Final = r"(?:[{0}{1}]++(?:\.[{0}{1}]++)*|\"(?:[ !#-\[\]-~{1}]++|\\[ -~])*\")@"
_LOCAL: Final = re.compile(_LOCAL_TEXT.format(_ATEXT, "")).match
_IDN_LOCAL: Final = re.compile(_LOCAL_TEXT.format(_ATEXT, "\x80-\U0010ffff")).match


def is_hostname(text: str) -> bool:
    """RFC 1123, 2.1; labels that begin with xn-- stand for a valid label (RFC 5890, 2.3.2.1)."""
    if not _are_labels(text):
        return False
    if _ENCODED_LABEL(text) is None:
        return True
    from .idna import is_international_name

    return is_international_name(text.split("."))


def is_idn_hostname(text: str) -> bool:
    """Say whether a text is a hostname, or one with labels in Unicode (RFC 5890, 2.3.2.3; RFC 5891 to 5893)."""
    if text.isascii():
        return is_hostname(text)
    # Each code point takes one byte of a name's 253 at least.
    if _count_bytes(text) > _MAX_BYTES * _MAX_NAME:
        return False
    from .idna import is_international_name

    return is_international_name(text.translate(_DOTS).split("."))


def is_email(text: str) -> bool:
    """Mailbox of RFC 5321, 4.1.2, within the lengths of 4.5.3.1."""
    local = _LOCAL(text, 0, _MAX_LOCAL + 1)
    if local is None:
        return False
    domain = text[local.end() :]
    return _are_labels(domain) or _is_address_literal(domain)


def is_idn_email(text: str) -> bool:
    """Mailbox with what RFC 6531, 3.3 adds. A domain may stand in any normalization form."""
    local = _IDN_LOCAL(text, 0, _MAX_LOCAL + 1)
    if local is None or _count_bytes(local[0]) > _MAX_LOCAL + 1:
        return False
    domain = text[local.end() :]
    if _is_address_literal(domain):
        return True
    if domain.isascii():
        return is_hostname(domain)
    if _count_bytes(domain) > 2 * _MAX_BYTES * _MAX_DOMAIN:
        return False
    from .normalization import to_nfc

    return is_idn_hostname(to_nfc(domain))


def _are_labels(text: str) -> bool:
    return len(text) <= _MAX_NAME and _LABELS(text) is not None


def _count_bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _is_address_literal(text: str) -> bool:
    if text[:1] != "[" or text[-1:] != "]" or len(text) > 60:
        return False
    address = text[1:-1]
    if address[:5].lower() == "ipv6:":
        return is_ipv6(address[5:])
    return is_ipv4(address)
