"""A small contract, and clients of it whose server is a function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, final

import httpx

from runtime.client.client import AsyncBaseClient, SyncClient
from runtime.client.results import NO_ANSWER, Answer, Failure, Success
from runtime.client.spec import Content, Contract, Header, Operation, Parameter, Response, Scheme
from runtime.client.stream import Stream

PETS = Contract(
    title="Pets",
    servers=("https://{region}.example.com/v1", "https://example.com"),
    schemes=(
        Scheme("token", "bearer"),
        Scheme("key", "header", "X-Key"),
        Scheme("query", "query", "k y"),
        Scheme("cookie", "cookie", "session"),
        Scheme("basic", "basic"),
    ),
)

EVERYBODY = (("token",), ("key",), ("query",), ("cookie",), ("basic",))


@final
@dataclass(frozen=True, slots=True)
class Pet200(Success[str]):
    """A pet."""

    status: ClassVar[Literal[200]] = 200
    body: str
    colors: list[str] | None = field(default=None, kw_only=True)
    answer: Answer = field(default=NO_ANSWER, kw_only=True, repr=False, compare=False)


@final
@dataclass(frozen=True, slots=True)
class Pet404(Failure[str]):
    """No such pet."""

    status: ClassVar[Literal[404]] = 404
    body: str
    answer: Answer = field(default=NO_ANSWER, kw_only=True, repr=False, compare=False)


@final
@dataclass(frozen=True, slots=True)
class Cries200(Success[Stream[int]]):
    """What pets say."""

    status: ClassVar[Literal[200]] = 200
    body: Stream[int]
    answer: Answer = field(default=NO_ANSWER, kw_only=True, repr=False, compare=False)


def pet(method: str = "GET", path: str = "/pets/{id}", **more: Any) -> Operation[Pet200 | Pet404]:
    """An operation that gives a pet."""
    return Operation(
        id="pet",
        method=method,
        path=path,
        parameters=more.pop("parameters", (Parameter("id", "path"),)),
        security=more.pop("security", EVERYBODY),
        responses=(
            Response(
                200, Pet200, (Content("application/json", type=str),), (Header("X-Colors", "colors", type=list[str]),)
            ),
            Response(404, Pet404, (Content("application/json", type=str),)),
        ),
        **more,
    )


def cries(media_type: str = "text/event-stream", method: str = "GET", **more: Any) -> Operation[Cries200]:
    """An operation that gives a stream of numbers."""
    kind: Any = "events" if media_type == "text/event-stream" else "lines"
    return Operation(
        id="cries",
        method=method,
        path="/cries",
        responses=(Response(200, Cries200, (Content(media_type, kind, int, **more),)),),
    )


Handler = Callable[[httpx.Request], httpx.Response]


def sync_client(handler: Handler, base_url: str = "https://example.com", **options: Any) -> SyncClient:
    """A client whose requests a function answers."""
    credentials = options.pop("credentials", {})
    client = SyncClient(PETS, base_url, credentials, None, {"retries": 0, **options})
    client._http._transport = httpx.MockTransport(handler)
    client._http._mounts = {}
    return client


def async_client(handler: Any, base_url: str = "https://example.com", **options: Any) -> AsyncBaseClient:
    """The same for async code."""
    credentials = options.pop("credentials", {})
    client = AsyncBaseClient(PETS, base_url, credentials, None, {"retries": 0, **options})
    client._http._transport = httpx.MockTransport(handler)
    client._http._mounts = {}
    return client


def answer(status: int = 200, body: Any = "Rex", **more: Any) -> httpx.Response:
    """An answer in JSON."""
    return httpx.Response(status, json=body, **more)
