# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Formats of identifiers of resources: RFC 3986 and 3987."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from .format_addresses import is_ipv6
from .format_signs import ALPHANUMERICS, ENCODED, IRI_POINTS, KEEP, PRIVATE_POINTS, SUB_DELIMS, UNRESERVED

__all__ = ["is_iri", "is_iri_reference", "is_uri", "is_uri_reference"]

_SCHEME: Final = rf"[A-Za-z][{ALPHANUMERICS}+.\-]*+:"
#: A colon in the first segment would make it a scheme (RFC 3986, 4.2).
_NO_SCHEME: Final = r"(?![^:/?#]*+:)"
#: Unreserved characters and sub-delimiters.
_PLAIN: Final = UNRESERVED + SUB_DELIMS
#: IPvFuture of RFC 3986, 3.2.2.
_FUTURE: Final = re.compile(rf"[Vv][0-9A-Fa-f]+\.[{_PLAIN}:]+").fullmatch


def _matcher(start: str, points: str, private: str) -> Callable[[str], bool]:
    """Make the function of a grammar: what stands before the hierarchy, and what may stand beyond ASCII, in queries
    too.
    """

    def signs(others: str) -> str:
        return rf"(?:[{_PLAIN}{others}]++|{ENCODED})*{KEEP}"

    user, name, path, fragment = signs(f":{points}"), signs(points), signs(f":@/{points}"), signs(f":@/?{points}")
    query = signs(f":@/?{points}{private}")
    authority = rf"(?:{user}@)?(?:\[([^\]/?#]*+)\]|(?!\[){name})(?::[0-9]*+)?(?![^/?#])"
    matches = re.compile(rf"(?:{start})(?://{authority}|(?!//)){path}(?:\?{query})?(?:#{fragment})?").fullmatch

    def is_one(text: str) -> bool:
        found = matches(text)
        if found is None:
            return False
        address = found[1]
        return address is None or is_ipv6(address) or _FUTURE(address) is not None

    return is_one


#: RFC 3986, section 3: with a scheme.
is_uri: Final = _matcher(_SCHEME, "", "")
#: RFC 3986, section 4.1.
is_uri_reference: Final = _matcher(f"{_SCHEME}|{_NO_SCHEME}", "", "")
#: RFC 3987, section 2.2: with a scheme.
is_iri: Final = _matcher(_SCHEME, IRI_POINTS, PRIVATE_POINTS)
#: RFC 3987, section 2.2.
is_iri_reference: Final = _matcher(f"{_SCHEME}|{_NO_SCHEME}", IRI_POINTS, PRIVATE_POINTS)
