# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""The path and query of a request, as they were sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote


def cut_target(scope: Mapping[str, Any]) -> tuple[str, str]:
    """Gives path and query of an ASGI scope, percent-encoded, one character a byte (latin-1).

    Both are cut at a fragment that shouldn't be there. Dot segments are taken out, as a URL parser does: a path means
    the same whatever carried it (RFC 9112, section 3.2).
    """
    raw = scope.get("raw_path")
    path = quote(scope["path"], safe="/-_.!~*'();:@&=+$,") if raw is None else raw.decode("latin-1")
    query = scope["query_string"].decode("latin-1")
    return (path, query) if _is_plain(path, query) else _mend(path, query)


def _is_plain(path: str, query: str) -> bool:
    return (
        path[:1] == "/"
        and "/." not in path
        and "/%2" not in path
        and "#" not in path
        and "\\" not in path
        and "#" not in query
    )


def _mend(path: str, query: str) -> tuple[str, str]:
    if not path.startswith("/"):
        path = _behind_host(path)
    path, mark, _ = path.partition("#")
    query = "" if mark else query.partition("#")[0]
    return without_dots(path.replace("\\", "/")), query


def _behind_host(target: str) -> str:
    """The path of a target in absolute form: some servers hand it on as it came."""
    _, scheme, rest = target.partition("://")
    if not scheme:
        return target
    slash = rest.find("/")
    return "/" if slash < 0 else rest[slash:]


def without_dots(path: str) -> str:
    """Takes the dot segments out of an absolute path (WHATWG URL, section 4.4)."""
    if not path.startswith("/"):
        return path
    kept: list[str] = []
    segments = path[1:].split("/")
    for index, segment in enumerate(segments):
        is_last = index == len(segments) - 1
        dots = segment.lower().replace("%2e", ".") if len(segment) <= 6 else ""
        if dots == "..":
            if kept:
                kept.pop()
        elif dots != ".":
            kept.append(segment)
            continue
        if is_last:
            kept.append("")
    return "/" + "/".join(kept)
