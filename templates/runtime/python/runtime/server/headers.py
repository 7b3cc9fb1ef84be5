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
    headers.clear()
    for name, value in lines:
        before = headers.get(name)
        if before is None:
            headers[name] = value
        else:
            headers[name] = before + (b"; " if name == b"cookie" else b", ") + value
    return headers
