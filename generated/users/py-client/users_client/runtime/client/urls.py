# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""URLs: what may be shown of them, and where they lead."""

from __future__ import annotations

import httpx

PORTS = {"http": 80, "https": 443}


def origin_of(url: httpx.URL) -> tuple[str, str, int | None]:
    """Scheme, host and port."""
    return url.scheme, url.host, url.port or PORTS.get(url.scheme)


def bare_url(url: str) -> str:
    """A URL without what may hold secrets: for messages and logs."""
    bare = url.partition("#")[0].partition("?")[0]
    scheme, mark, rest = bare.partition("://")
    authority, slash, path = rest.partition("/")
    return scheme + mark + authority.rpartition("@")[2] + slash + path


def path_of(url: str) -> str:
    """The path of a whole URL."""
    path = bare_url(url).partition("://")[2].partition("/")[2]
    return "/" + path
