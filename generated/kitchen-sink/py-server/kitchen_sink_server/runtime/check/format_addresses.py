# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Formats of addresses of the internet protocol."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_ipv4", "is_ipv6"]

_BYTE: Final = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_IPV4: Final = re.compile(rf"{_BYTE}(?:\.{_BYTE}){{3}}").fullmatch
_GROUP: Final = re.compile(r"[0-9A-Fa-f]{1,4}").fullmatch


def is_ipv4(text: str) -> bool:
    """Four numbers, without leading zeros (RFC 2673, 3.2)."""
    return len(text) <= 15 and _IPV4(text) is not None


def is_ipv6(text: str) -> bool:
    """RFC 4291, 2.2, without zone and prefix length."""
    if len(text) > 45:
        return False
    before, gap, after = text.partition("::")
    if gap == "":
        return _count_groups(text, True) == 8
    first, last = _count_groups(before, False), _count_groups(after, True)
    # The gap stands for one group at least.
    return first >= 0 and last >= 0 and first + last <= 7


def _count_groups(text: str, is_last: bool) -> int:
    """Count the groups of a part of an address, of which the last may be an IPv4 address, which is two; -1: there is
    something else.
    """
    if text == "":
        return 0
    groups = text.split(":")
    count = len(groups)
    if is_last and "." in groups[-1]:
        if not is_ipv4(groups.pop()):
            return -1
        count += 1
    return count if all(map(_GROUP, groups)) else -1
