"""Who may call."""

from __future__ import annotations

import asyncio
import base64
import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from runtime.server import BasicCredential, Options, ProblemError, Server, current_call
from runtime.server.credentials import challenge_of
from runtime.server.spec import Requirement, Scheme
from tests.server.shop import Answer, Item204, Lines, Shop, ask, make_server, verify_key, verify_token, write_contract

ITEM = b'{"name":"cup"}'


def put(tmp_path: Path, service: Any = None, lines: Lines | None = None, **given: Any) -> Answer:
    """Puts an item; what is given is a header, or, where it is a function, a verifier."""
    verifiers = {"token": verify_token, "key": verify_key} | {name: own for name, own in given.items() if callable(own)}
    headers = {name: own for name, own in given.items() if not callable(own)}
    app = make_server(tmp_path, service or Shop(), lines, verifiers=verifiers).app()
    return asyncio.run(ask(app, "PUT", "/items/7", ITEM, content_type="application/json", **headers))


def test_a_credential_is_wanted_before_all_else(tmp_path: Path) -> None:
    app = make_server(tmp_path, Shop()).app()
    answer = asyncio.run(ask(app, "PUT", "/items/none", b"{", content_type="text/none"))
    assert answer.status == 401 and answer.json["code"] == "unauthorized"
    assert answer.headers["www-authenticate"] == 'Bearer realm="api", ApiKey realm="api"'


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("Bearer good", 204),
        ("bearer  good ", 204),
        ("BEARER good", 204),
        ("Bearer bad", 401),
        ("Bearer", 401),
        ("Bearer ", 401),
        ("Bearergood", 401),
        ("Basic good", 401),
        ("good", 401),
        ("", 401),
    ],
)
def test_a_bearer(tmp_path: Path, header: str, status: int) -> None:
    assert put(tmp_path, authorization=header).status == status


def test_the_second_alternative(tmp_path: Path) -> None:
    assert put(tmp_path, authorization="Bearer bad", x_key="good").status == 204


def test_principals(tmp_path: Path) -> None:
    seen: list[Any] = []

    async def put_item(id: int, body: Any) -> Any:
        call = current_call()
        seen.append((call.principal("token"), call.principal(verify_key), call.principal(verify_token)))
        return Item204(headers={"Who": repr(call.principals)})

    answer = put(tmp_path, Shop(put_item=put_item), x_key="good")
    assert seen == [(None, "key's", None)] and answer.headers["who"] == repr({"key": "key's"})


@pytest.mark.parametrize("principal", [None, False, 0, "", [], {}])
def test_what_is_falsy_is_nobody(tmp_path: Path, principal: Any) -> None:
    async def verify(token: str, scopes: Sequence[str]) -> Any:
        return principal

    assert put(tmp_path, authorization="Bearer good", token=verify).status == 401


def test_forbidden(tmp_path: Path) -> None:
    scopes_seen: list[Sequence[str]] = []

    async def verify(token: str, scopes: Sequence[str]) -> Any:
        scopes_seen.append(scopes)
        raise ProblemError("forbidden")

    answer = put(tmp_path, authorization="Bearer good", token=verify)
    assert answer.status == 403 and "www-authenticate" not in answer.headers and scopes_seen == [("write",)]
    assert put(tmp_path, authorization="Bearer good", x_key="good", token=verify).status == 204
    assert put(tmp_path, authorization="Bearer good", x_key="bad", token=verify).status == 403


class Unsure:
    def __bool__(self) -> bool:
        raise RuntimeError("SECRET")


class OddError(BaseException):
    pass


@pytest.mark.parametrize("error", [RuntimeError("SECRET"), KeyError("x"), OddError("SECRET"), asyncio.CancelledError()])
def test_a_security_function_that_fails_lets_nobody_in(tmp_path: Path, error: BaseException) -> None:
    called: list[bool] = []

    async def put_item(id: int, body: Any) -> Any:
        called.append(True)
        return Item204()

    def verify(token: str, scopes: Sequence[str]) -> Any:
        raise error

    async def verify_later(token: str, scopes: Sequence[str]) -> Any:
        raise error

    lines = Lines()
    for function in (verify, verify_later):
        answer = put(tmp_path, Shop(put_item=put_item), lines, authorization="Bearer x", x_key="good", token=function)
        assert answer.status == 500 and b"SECRET" not in answer.body and not called
        assert "error" in lines.last


def test_a_principal_that_cant_be_told_is_500(tmp_path: Path) -> None:
    assert put(tmp_path, authorization="Bearer x", token=lambda token, scopes: Unsure()).status == 500


def test_a_problem_of_a_security_function(tmp_path: Path) -> None:
    def verify(token: str, scopes: Sequence[str]) -> Any:
        raise ProblemError("unavailable")

    assert put(tmp_path, authorization="Bearer x", token=verify).status == 503


def test_whoever_says_401_says_how_to_come_in(tmp_path: Path) -> None:
    async def put_item(id: int, body: Any) -> Any:
        raise ProblemError("unauthorized")

    answer = put(tmp_path, Shop(put_item=put_item), authorization="Bearer good")
    assert answer.status == 401 and answer.headers["www-authenticate"].startswith("Bearer ")

    async def put_other(id: int, body: Any) -> Any:
        raise ProblemError("unauthorized", headers={"WWW-Authenticate": "Own"})

    assert put(tmp_path, Shop(put_item=put_other), authorization="Bearer good").headers["www-authenticate"] == "Own"


def test_a_key_that_comes_twice_is_none(tmp_path: Path) -> None:
    app = make_server(tmp_path, Shop()).app()

    async def ask_twice() -> Answer:
        keys = [(b"x-key", b"good"), (b"x-key", b"good"), (b"content-type", b"application/json")]
        return await ask(app, "PUT", "/items/7", ITEM, scope={"headers": keys})

    assert asyncio.run(ask_twice()).status == 401


def test_a_scheme_without_a_function_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'token'"):
        make_server(tmp_path, Shop(), verifiers={"key": verify_key})


def with_schemes(tmp_path: Path, security: Any, schemes: tuple[Scheme, ...], **verifiers: Any) -> Any:
    contract = write_contract(tmp_path)
    (put_item,) = (route for route in contract.routes if route.id == "putItem")
    route = dataclasses.replace(put_item, security=security, body=None, handler="put_it")

    async def put_it(id: int) -> Any:
        return Item204(headers={"Who": repr(dict(current_call().principals))})

    return Server(
        dataclasses.replace(contract, routes=(route,), schemes=schemes),
        Shop(put_it=put_it),
        Options(verifiers=verifiers, check_responses="always"),
    ).app()


def basic(text: bytes) -> str:
    return "Basic " + base64.b64encode(text).decode()


def give(credential: Any, scopes: Sequence[str]) -> Any:
    return credential


@pytest.mark.parametrize(
    ("scheme", "asked", "who"),
    [
        (Scheme("a", "basic"), {"authorization": "Basic " + base64.b64encode(b"ada:a:b").decode()}, ("ada", "a:b")),
        (
            Scheme("a", "basic"),
            {"authorization": "Basic " + base64.b64encode(b"ada:").decode().rstrip("=")},
            ("ada", ""),
        ),
        (Scheme("a", "basic"), {"authorization": "Basic " + base64.b64encode(b"ada").decode()}, None),
        (Scheme("a", "basic"), {"authorization": "Basic " + base64.b64encode(b"\xff:a").decode()}, None),
        (Scheme("a", "basic"), {"authorization": "Basic !!"}, None),
        (Scheme("a", "http", "Digest"), {"authorization": "digest abc"}, "abc"),
        (Scheme("a", "cookie", "id"), {"cookie": "x=1; id=a%20b"}, "a b"),
        (Scheme("a", "cookie", "id"), {"cookie": "id=a; id=a"}, None),
        (Scheme("a", "cookie", "id"), {"cookie": "id=%FF"}, None),
        (Scheme("a", "query", "key"), {"query": "x=1&key=a+b%2B"}, "a b+"),
        (Scheme("a", "query", "key"), {"query": "key=a&key=b"}, None),
        (Scheme("a", "query", "key"), {"query": "key="}, None),
        (Scheme("a", "query", "key"), {"query": "Key=a"}, None),
    ],
)
def test_credentials(tmp_path: Path, scheme: Scheme, asked: dict[str, Any], who: Any) -> None:
    app = with_schemes(tmp_path, ((Requirement("a"),),), (scheme,), a=give)
    query = asked.pop("query", "")
    answer = asyncio.run(ask(app, "PUT", f"/items/7?{query}", **asked))
    if who is None:
        assert answer.status == 401 and answer.headers["www-authenticate"] == challenge_of(scheme)
        return
    assert answer.status == 204
    shown = BasicCredential(*who) if isinstance(who, tuple) else who
    assert answer.headers["who"] == repr({"a": shown})


def test_all_of_an_alternative_and_each_function_once(tmp_path: Path) -> None:
    asked: list[str] = []

    def verify(credential: Any, scopes: Sequence[str]) -> Any:
        asked.append(credential)
        return credential

    schemes = (Scheme("a", "header", "A"), Scheme("b", "header", "B"), Scheme("c", "mutualTLS"))
    security = ((Requirement("a"), Requirement("b")), (Requirement("a"), Requirement("c")), ())
    app = with_schemes(tmp_path, security, schemes, a=verify, b=verify, c=lambda request, scopes: request.method)
    answer = asyncio.run(ask(app, "PUT", "/items/7", A="x"))
    assert answer.headers["who"] == "{'a': 'x', 'c': 'PUT'}" and asked == ["x"]
    assert asyncio.run(ask(app, "PUT", "/items/7")).headers["who"] == "{}"
