# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""The lines of a request's head."""

from __future__ import annotations

from collections.abc import Iterable

Line = tuple[bytes, bytes]


def join_lines(lines: Iterable[Line]) -> dict[bytes, bytes]:
    """Gives headers by their lower-case names.

    Lines of the same name are joined by ", " (RFC 9110, section 5.3), cookies by "; ".
    """
    lines = list(lines)
    headers = dict(lines)
    if len(headers) == len(lines):
        return headers
    # As many lines as there may be of one name: they are put together at once.
    values: dict[bytes, list[bytes]] = {}
    for name, value in lines:
        values.setdefault(name, []).append(value)
    return {name: (b"; " if name == b"cookie" else b", ").join(each) for name, each in values.items()}
