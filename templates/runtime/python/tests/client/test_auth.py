"""Credentials: which goes out, and how it is renewed."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

import anyio
import httpx
import pytest

from runtime.client.auth import Refreshable
from runtime.client.errors import CredentialError, OffContractError, RequestError, TokenError
from runtime.client.oauth import ClientCredentials, RefreshTokens, TokenSet
from tests.client.pets import Handler, answer, async_client, pet, sync_client


def kept(seen: list[httpx.Request]) -> Callable[[httpx.Request], httpx.Response]:
    """A server that keeps what it gets."""

    def serve(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return answer()

    return serve


def note(seen: list[httpx.Request]) -> Handler:
    """A server that notes requests."""

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return answer()

    return handler


@pytest.mark.parametrize(
    ("credentials", "name", "value"),
    [
        ({"token": "t"}, "authorization", "Bearer t"),
        ({"token": lambda: "t"}, "authorization", "Bearer t"),
        ({"key": "k", "basic": ("a", "b")}, "x-key", "k"),
        ({"basic": ("ä", "b:c")}, "authorization", "Basic w6Q6Yjpj"),
        ({"basic": lambda: ("a", "b")}, "authorization", "Basic YTpi"),
        ({"cookie": "a;b"}, "cookie", "session=a%3Bb"),
        ({"token": lambda: None, "key": "k"}, "x-key", "k"),
    ],
)
def test_where_credentials_stand(credentials: dict[str, Any], name: str, value: str) -> None:
    seen: list[httpx.Request] = []
    sync_client(kept(seen), credentials=credentials)._call(pet(), ("7",), None)
    assert seen[0].headers[name] == value


def test_keys_in_queries() -> None:
    seen: list[httpx.Request] = []
    client = sync_client(kept(seen), credentials={"query": "a&b"})
    client._call(pet(path="/pets/{id}?x=1"), ("7",), None)
    assert seen[0].url.query == b"x=1&k%20y=a%26b"


def test_credentials_that_fail() -> None:
    def broken() -> str:
        raise OSError("no keyring")

    with pytest.raises(CredentialError, match="credential of token: no keyring"):
        sync_client(lambda request: answer(), credentials={"token": broken})._call(pet(), ("7",), None)
    with pytest.raises(RequestError) as caught:
        sync_client(lambda request: answer(), credentials={"token": "a\nb"})._call(pet(), ("7",), None)
    assert "a\nb" not in str(caught.value)

    async def later() -> str:
        return "t"

    with pytest.raises(RequestError, match="async"):
        sync_client(lambda request: answer(), credentials={"token": later})._call(pet(), ("7",), None)


def test_threads_share_a_refresh() -> None:
    refreshed: list[str] = []

    def refresh(refused: str) -> str:
        refreshed.append(refused)
        time.sleep(0.05)
        return "new"

    barrier = threading.Barrier(8)

    def handler(request: httpx.Request) -> httpx.Response:
        if request.headers["authorization"] == "Bearer old":
            barrier.wait(5)
            return answer(401)
        return answer()

    client = sync_client(handler, credentials={"token": Refreshable("old", refresh)})
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: client._call(pet(), ("7",), None).unwrap(), range(8)))
    assert (results, refreshed) == (["Rex"] * 8, ["old"])


def test_tasks_share_a_refresh_and_a_cancelled_one_is_done_by_another() -> None:
    async def go() -> None:
        refreshed: list[str] = []

        async def refresh(refused: str) -> str:
            refreshed.append(refused)
            await anyio.sleep(0.05)
            return "new"

        async def handler(request: httpx.Request) -> httpx.Response:
            await anyio.sleep(0.01)
            return answer(401 if request.headers["authorization"] == "Bearer old" else 200)

        client = async_client(handler, credentials={"token": Refreshable("old", refresh)})
        tasks = [asyncio.create_task(client._call(pet(), ("7",), None)) for _ in range(5)]
        await anyio.sleep(0.03)
        tasks[0].cancel()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        assert isinstance(done[0], asyncio.CancelledError)
        assert [each.unwrap() for each in done[1:] if not isinstance(each, BaseException)] == ["Rex"] * 4
        assert refreshed == ["old", "old"]

    asyncio.run(go())


def test_a_refresh_that_changes_nothing_leaves_the_401() -> None:
    tries: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        tries.append(request.headers["authorization"])
        return answer(401)

    for source in ("old", Refreshable("old", lambda refused: None)):
        with pytest.raises(OffContractError):
            sync_client(handler, credentials={"token": source})._call(pet(), ("7",), None)
    assert tries == ["Bearer old"] * 2


def token_server(tokens: list[str], more: dict[str, Any]) -> Any:
    """A server that gives tokens, and takes the last."""

    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/token":
            form = {name: values[0] for name, values in parse_qs(request.read().decode()).items()}
            tokens.append(f"{form['grant_type']} {form.get('scope', '')} {form.get('refresh_token', '')}".strip())
            if form.get("scope") == "bad":
                return answer(400, {"error": "invalid_scope", "error_description": "no"})
            return answer(
                200,
                {"access_token": f"t{len(tokens)}", **more},
                headers={"x-basic": request.headers.get("authorization", "")},
            )
        return answer(200 if request.headers.get("authorization") == f"Bearer t{len(tokens)}" else 401)

    return handler


def test_client_credentials() -> None:
    tokens: list[str] = []
    source = ClientCredentials("https://id.example.com/token", "id", "s&cret", scopes=["a", "b"])
    client = sync_client(token_server(tokens, {"expires_in": "3600"}), credentials={"token": source})
    assert client._call(pet(), ("7",), None).unwrap() == "Rex"
    assert client._call(pet(), ("7",), None).unwrap() == "Rex"
    assert tokens == ["client_credentials a b"]
    tokens.append("the server forgets")
    assert client._call(pet(), ("7",), None).unwrap() == "Rex"
    assert tokens == ["client_credentials a b", "the server forgets", "client_credentials a b"]
    assert "s&cret" not in repr(source)


def test_tokens_that_end_and_tokens_that_are_kept() -> None:
    tokens: list[str] = []
    kept: list[TokenSet] = []
    source = RefreshTokens("https://id.example.com/token", "id", refresh_token="r1", on_tokens=kept.append)
    client = sync_client(token_server(tokens, {"expires_in": 10, "refresh_token": "r2"}), credentials={"token": source})
    for _ in range(2):
        client._call(pet(), ("7",), None).unwrap()
    assert tokens == ["refresh_token  r1", "refresh_token  r2"]
    assert kept[1].refresh_token == "r2"
    assert "r2" not in repr(kept[1])


def test_token_endpoints_that_refuse() -> None:
    source = ClientCredentials("https://id.example.com/token", "id", "s", scopes=["bad"])
    with pytest.raises(TokenError, match="the token endpoint answered 400 invalid_scope: no"):
        sync_client(token_server([], {}), credentials={"token": source})._call(pet(), ("7",), None)
