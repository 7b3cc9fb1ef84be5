"""Calls from their arguments to their results, and what goes wrong on the way."""

from __future__ import annotations

import asyncio
import logging
import pickle
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

import httpx
import pytest

from runtime.client.errors import ApiConnectionError, ApiError, ApiTimeoutError, OffContractError, RequestError
from runtime.client.options import Retries
from runtime.client.results import NO_ANSWER, Answer, Success
from runtime.client.spec import Content, Operation, Parameter, Response
from tests.client.pets import Pet200, Pet404, answer, async_client, pet, sync_client


@dataclass(frozen=True, slots=True)
class Leads303(Success[None]):
    """Look there."""

    status: ClassVar[Literal[303]] = 303
    body: None = None
    answer: Answer = field(default=NO_ANSWER, kw_only=True, repr=False, compare=False)


def test_success_failure_and_what_all_answers_have() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("7"):
            return answer(headers={"X-Colors": "red, blue", "X-Request-Id": "abc"})
        return answer(404, "none")

    with sync_client(handler) as client:
        found = client._call(pet(), ("7",), None)
        match found:
            case Pet200(body):
                assert body == "Rex"
            case Pet404():
                pytest.fail("there is one")
        assert found.status == 200
        assert found.raise_for_status().colors is None  # A str header of type list: what isn't promised is None.
        assert (found.answer.request_id, found.answer.path, found.answer.content) == ("abc", "/pets/7", b'"Rex"')
        assert found.unwrap() == "Rex"
        missing = client._call(pet(), ("8",), None)
        assert missing == Pet404("none")
        with pytest.raises(ApiError, match="pet: GET /pets/8 answered 404") as caught:
            missing.unwrap()
        assert caught.value.result == missing
        assert caught.value.status == 404


def test_async_client_says_the_same() -> None:
    async def go() -> None:
        async with async_client(lambda request: answer()) as client:
            assert (await client._call(pet(), ("7",), None)).unwrap() == "Rex"

    asyncio.run(go())


OFF: list[tuple[httpx.Response, str]] = [
    (answer(500), "the contract doesn't know that status"),
    (answer(200, 7), "the body is not what the contract promises"),
    (
        httpx.Response(200, text="<html>", headers={"content-type": "text/html"}),
        "as 'text/html', where the contract promises",
    ),
    (httpx.Response(200, content=b"{", headers={"content-type": "application/json"}), "the body is not"),
    (httpx.Response(200, content=b"", headers={"content-type": "application/json"}), "the body is empty"),
]


@pytest.mark.parametrize(("response", "reason"), OFF)
def test_off_the_contract(response: httpx.Response, reason: str) -> None:
    with pytest.raises(OffContractError) as caught:
        sync_client(lambda request: response)._call(pet(), ("7",), None)
    assert reason in caught.value.reason
    assert caught.value.status == response.status_code
    copied = pickle.loads(pickle.dumps(caught.value))
    assert str(copied) == str(caught.value)


def test_json_under_another_name_and_without_one() -> None:
    named: list[dict[str, str]] = [{"content-type": "application/vnd.pet+json; charset=utf-8"}, {}]
    for headers in named:

        def handler(request: httpx.Request, headers: dict[str, str] = headers) -> httpx.Response:
            return httpx.Response(200, content=b'"Rex"', headers=headers)

        client = sync_client(handler)
        assert client._call(pet(), ("7",), None).unwrap() == "Rex"


def test_urls_and_headers() -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return answer()

    parameters = (
        Parameter("id", "path"),
        Parameter("tags", "query", type=list[str]),
        Parameter("X-Trace", "header"),
        Parameter("crumb", "cookie"),
    )
    client = sync_client(handler, "https://example.com/v1/?fixed=1", headers={"X-Team": "a", "x-trace": "gives way"})
    client._call(pet(parameters=parameters), ("a/b ü", ["x", "y&z"], "ünï", "c d"), None)
    request = seen[0]
    assert request.url.raw_path == b"/v1/pets/a%2Fb%20%C3%BC?fixed=1&tags=x&tags=y%26z"
    assert dict(request.headers)["x-team"] == "a"
    raw = dict(request.headers.raw)
    assert raw[b"x-trace"] == "ünï".encode()
    assert raw[b"cookie"] == b"crumb=c%20d"
    assert raw[b"accept"] == b"application/json"
    client._call(pet(parameters=parameters), ("7", [], "t", "c"), {"headers": {"accept": "application/pet"}})
    assert seen[1].url.raw_path == b"/v1/pets/7?fixed=1"
    assert seen[1].headers["accept"] == "application/pet"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((".",), "leads elsewhere"),
        (("",), "leads elsewhere"),
        (("\ud800",), "half a surrogate pair"),
    ],
)
def test_refused_before_anything_is_sent(arguments: tuple[Any, ...], message: str) -> None:
    client = sync_client(lambda request: pytest.fail("sent"))
    with pytest.raises(RequestError, match=message):
        client._call(pet(), arguments, None)
    with pytest.raises(RequestError, match="line break"):
        client.with_options(headers={"X-A": "b\r\nc"})


def test_bodies_that_are_sent_again() -> None:
    seen: list[bytes] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request.read())
        return answer(200 if len(seen) % 2 == 0 else 503)

    operation = pet("PUT", "/pets", parameters=(), body=(Content("image/png", "binary"),))
    client = sync_client(handler, retries=Retries(limit=1, delay=0))
    for body in (b"png", [b"p", b"ng"]):
        assert client._call(operation, (), None, body).unwrap() == "Rex"
    assert seen == [b"png"] * 4
    with pytest.raises(OffContractError):
        client._call(operation, (), None, iter([b"png"]))
    assert len(seen) == 5


def test_which_calls_are_tried_again() -> None:
    tries: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        tries.append(request.method + request.headers.get("idempotency-key", ""))
        if len(tries) < 3:
            return answer(503, headers={"Retry-After": "0"})
        return answer()

    client = sync_client(handler, retries=2)
    assert client._call(pet(), ("7",), None).answer.attempts == 3
    tries.clear()
    with pytest.raises(OffContractError):
        client._call(pet("POST"), ("7",), None)
    assert tries == ["POST"]
    tries.clear()
    assert client._call(pet("POST"), ("7",), {"idempotency_key": "k"}).unwrap() == "Rex"
    assert tries == ["POSTk"] * 3
    tries.clear()
    client.with_options(idempotency_keys=True)._call(pet("POST"), ("7",), None)
    assert len(tries) == 3
    assert len(set(tries)) == 1


def test_a_long_retry_after_stands() -> None:
    client = sync_client(lambda request: answer(404, headers={"Retry-After": "3600"}), retries=Retries(statuses={404}))
    assert isinstance(client._call(pet(), ("7",), None), Pet404)


def test_no_answer() -> None:
    errors: list[Exception] = [
        httpx.ConnectError("refused"),
        httpx.ReadTimeout("late"),
        httpx.RemoteProtocolError("broke off"),
    ]
    kinds = [ApiConnectionError, ApiTimeoutError, ApiConnectionError]
    for error, kind in zip(errors, kinds, strict=True):

        def handler(request: httpx.Request, error: Exception = error) -> httpx.Response:
            raise error

        with pytest.raises(kind) as caught:
            sync_client(handler)._call(pet(), ("7?secret",), None)
        assert "secret" not in str(caught.value) or "%3F" in str(caught.value)
        assert caught.value.connected == (not isinstance(error, httpx.ConnectError))
    assert issubclass(ApiConnectionError, ConnectionError)
    assert issubclass(ApiTimeoutError, TimeoutError)


def test_redirects_take_no_secret_to_another_origin() -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if request.url.host == "other.example" and request.url.path == "/back":
            return httpx.Response(307, headers={"Location": "https://example.com/home"})
        if request.url.path.startswith("/pets"):
            return httpx.Response(307, headers={"Location": "https://other.example/back"})
        return answer()

    client = sync_client(handler, credentials={"token": "secret"}, headers={"X-Api": "also secret"})
    assert client._call(pet("POST", body=(Content("text/plain", "text"),)), ("7",), None, "hi").unwrap() == "Rex"
    assert [request.headers.get("authorization") for request in seen] == ["Bearer secret", None, None]
    assert [request.headers.get("x-api") for request in seen] == ["also secret", None, None]
    assert [request.method for request in seen] == ["POST"] * 3
    assert [request.read() for request in seen] == [b"hi"] * 3


def test_redirects_that_change_the_method_or_never_end() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            return httpx.Response(303, headers={"Location": "/seen"})
        return answer()

    assert sync_client(handler)._call(pet("POST"), ("7",), None).unwrap() == "Rex"
    with pytest.raises(ApiConnectionError, match="more than 20 redirects"):
        sync_client(lambda request: httpx.Response(302, headers={"Location": "/on"}))._call(pet(), ("7",), None)
    with pytest.raises(ApiConnectionError, match="no URL"):
        sync_client(lambda request: httpx.Response(302, headers={"Location": "ftp://a/b"}))._call(pet(), ("7",), None)


def test_redirects_that_nobody_wants_to_follow_may_lead_nowhere() -> None:
    for location in ("urn:x:y", "http://[::1"):
        client = sync_client(lambda request, to=location: httpx.Response(303, headers={"Location": to}))  # type: ignore[misc]
        with pytest.raises(ApiConnectionError, match="no URL"):
            client._call(pet(), ("7",), None)
        operation: Operation[Any] = Operation(id="leads", method="GET", path="/", responses=(Response(303, Leads303),))
        assert client._call(operation, (), None).answer.headers["location"] == location


def test_raw_requests_stay_at_home() -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return answer(418)

    client = sync_client(handler, "https://example.com/v1", credentials={"key": "k"})
    response = client.request("get", "beta/pets?deep=true", headers={"X-A": "b"})
    assert (response.status_code, response.json()) == (418, "Rex")
    assert str(seen[0].url) == "https://example.com/v1/beta/pets?deep=true"
    assert seen[0].headers["x-key"] == "k"
    for url in ("https://evil.example/", "//evil.example/", "http://example.com/v1"):
        with pytest.raises(RequestError, match="another origin"):
            client.request("GET", url)


def test_logs_hold_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    parameters = (Parameter("id", "path"), Parameter("q", "query"))
    client = sync_client(
        lambda request: answer(503),
        credentials={"query": "s3cret"},
        retries=Retries(limit=1, delay=0),
        request_id_header="X-Request-Id",
    )
    with pytest.raises(OffContractError):
        client._call(pet(parameters=parameters), ("7", "s3cret"), {"headers": {"X-A": "s3cret"}})
    messages = [record.message for record in caplog.records if record.name.startswith("runtime.client")]
    assert [message.split(":")[0] for message in messages] == ["call begins", "call is tried again", "call ends"]
    assert "s3cret" not in "".join(messages)
    assert "operation=pet" in messages[0]
    assert "request_id=" in messages[0]
    assert "s3cret" not in repr(client)


def test_base_urls() -> None:
    for url in ("", "/v1", "ftp://a", "https://user:pass@example.com"):
        with pytest.raises(RequestError, match="base URL"):
            sync_client(lambda request: answer(), url)
