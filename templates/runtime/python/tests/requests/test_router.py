"""Templates, and what of a request's target is its path."""

from __future__ import annotations

import pytest

from runtime.server.router import Router
from runtime.server.target import cut_target
from tests.clocks import takes_at_most


def _router(*templates: str) -> Router[str]:
    router: Router[str] = Router()
    for path in templates:
        router.add("GET", path, path)
    return router


_ROUTER = _router(
    "/",
    "/users",
    "/users/{id}",
    "/users/me",
    "/users/{id}/parts",
    "/users/{id}/{action}",
    "/{kind}/first",
    "/files/{name}.{type}",
    "/files/{name}.json",
    "/files/{name}",
    "/jobs/{id}:run",
    "/jobs/{id}:stop",
    "/größe/{x}-cm",
    "/a%20b",
    "/a%2Fb/c",
    "/x/{a}/y/{b}",
    "/{a}{b}z/two",
)


@pytest.mark.parametrize(
    ("path", "want", "values"),
    [
        ("/", "/", ()),
        ("", None, ()),
        ("/users", "/users", ()),
        ("/users/", None, ()),
        ("//users", None, ()),
        ("/users//parts", None, ()),
        ("/users/7", "/users/{id}", ("7",)),
        ("/users/me", "/users/me", ()),
        ("/%75sers/m%65", "/users/me", ()),
        ("/users/a%2Fb", "/users/{id}", ("a%2Fb",)),
        ("/users%2F7", None, ()),
        ("/users/7/parts", "/users/{id}/parts", ("7",)),
        ("/users/me/parts", "/users/{id}/parts", ("me",)),
        ("/users/7/sell", "/users/{id}/{action}", ("7", "sell")),
        # Both fit; there is more literal text in the first.
        ("/users/first", "/users/{id}", ("first",)),
        ("/things/first", "/{kind}/first", ("things",)),
        ("/files/a", "/files/{name}", ("a",)),
        ("/files/a.json", "/files/{name}.json", ("a",)),
        ("/files/a.b.json", "/files/{name}.json", ("a.b",)),
        ("/files/a.b.txt", "/files/{name}.{type}", ("a", "b.txt")),
        ("/files/.txt", "/files/{name}", (".txt",)),
        ("/files/%zz", "/files/{name}", ("%zz",)),
        ("/%zz/first", "/{kind}/first", ("%zz",)),
        ("/jobs/7:run", "/jobs/{id}:run", ("7",)),
        ("/jobs/a%3Arun:stop", "/jobs/{id}:stop", ("a%3Arun",)),
        ("/jobs/7%3Arun", None, ()),
        ("/gr%c3%b6%C3%9fe/5-cm", "/größe/{x}-cm", ("5",)),
        ("/größe/5-cm", "/größe/{x}-cm", ("5",)),
        ("/a%20b", "/a%20b", ()),
        ("/a%2Fb/c", "/a%2Fb/c", ()),
        ("/a%2fb/c", "/a%2Fb/c", ()),
        ("/a/b/c", None, ()),
        ("/x/1/y/2", "/x/{a}/y/{b}", ("1", "2")),
        ("/abz/two", "/{a}{b}z/two", ("a", "b")),
    ],
)
def test_templates(path: str, want: str | None, values: tuple[str, ...]) -> None:
    found = _ROUTER.find(path.encode().decode("latin-1"))
    assert (found and found.entry.method("GET")) == want
    assert (() if found is None else found.values) == values


def test_templates_of_one_form_are_one_path() -> None:
    router: Router[int] = Router()
    router.add("GET", "/users/{id}", 1)
    router.add("PUT", "/users/{name}", 2)
    found = router.find("/users/7")
    assert found is not None
    assert found.entry.allow == "GET, HEAD, PUT"
    assert [found.entry.method(name) for name in ("GET", "HEAD", "PUT", "POST")] == [1, 1, 2, None]


def test_many_templates_that_fit_in_part_do_not_take_long() -> None:
    templates = [
        "".join("/a" if bits >> bit & 1 else "/{p}" for bit in range(10)) + f"/{bits}" for bits in range(1 << 10)
    ]
    router = _router(*templates)
    with takes_at_most(5):
        for _ in range(10):
            assert router.find("/a" * 10 + "/none") is None


def test_long_paths_take_linear_time() -> None:
    with takes_at_most(5):
        for path in (
            "/a" * 1_000_000,
            "/users/" + "a" * 1_000_000,
            "/users/" + "%41" * 300_000,
            "/files/" + "." * 1_000_000,
        ):
            _ROUTER.find(path)
            cut_target({"raw_path": path.encode(), "query_string": b""})
            cut_target({"raw_path": path.encode() + b"/..", "query_string": b""})


@pytest.mark.parametrize(
    ("target", "path", "query"),
    [
        ("/a/b?c=d", "/a/b", "c=d"),
        ("/a%2Fb", "/a%2Fb", ""),
        ("//a", "//a", ""),
        ("/a/./b/../c", "/a/c", ""),
        ("/a/%2e%2E/b", "/b", ""),
        ("/a/..", "/", ""),
        ("/a/.", "/a/", ""),
        ("/..", "/", ""),
        ("/a\\b", "/a/b", ""),
        ("/.well-known/x", "/.well-known/x", ""),
        ("/a?b#c", "/a", "b"),
        ("/a#b?c", "/a", ""),
        ("http://host", "/", ""),
        ("http://host/a?b", "/a", "b"),
        ('/a"b<c', '/a"b<c', ""),
        ("/é", "/Ã©", ""),
        ("*", "*", ""),
    ],
)
def test_targets(target: str, path: str, query: str) -> None:
    raw_path, _, query_string = target.encode().partition(b"?")
    assert cut_target({"raw_path": raw_path, "query_string": query_string}) == (path, query)


def test_a_scope_without_the_path_as_it_was_sent() -> None:
    assert cut_target({"path": "/a b/ü:1", "query_string": b""}) == ("/a%20b/%C3%BC:1", "")
