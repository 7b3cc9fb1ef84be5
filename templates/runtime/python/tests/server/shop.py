"""A small contract, written by hand as generators print it, and what asks its server."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Literal
from urllib.parse import unquote

from pydantic import BaseModel
from starlette.types import ASGIApp, Message

from runtime.server import Headers, Options, Server
from runtime.server.spec import (
    INTEGER,
    Body,
    Content,
    Contract,
    Header,
    Parameter,
    Requirement,
    Response,
    Route,
    Scheme,
)


class Item(BaseModel):
    name: str
    secret: str | None = None


@dataclass(frozen=True, slots=True)
class Item200:
    status: ClassVar[Literal[200]] = 200
    body: Item
    _: KW_ONLY
    location: str | None = None
    headers: Headers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item204:
    status: ClassVar[Literal[204]] = 204
    _: KW_ONLY
    headers: Headers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemDefault:
    body: Item
    _: KW_ONLY
    status: int
    headers: Headers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stream200:
    status: ClassVar[Literal[200]] = 200
    body: Any
    _: KW_ONLY
    headers: Headers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cookies200:
    status: ClassVar[Literal[200]] = 200
    body: str
    _: KW_ONLY
    cookies: list[str] | None = None
    headers: Headers = field(default_factory=dict)


_ITEM = Content("application/json", type=Item, rule="Item")

ROUTES = (
    Route(
        id="getItem",
        method="GET",
        path="/items/{id}",
        handler="get_item",
        tags=("items",),
        parameters=(Parameter("id", "path", argument="id", type=int, text=INTEGER, rule="Id", required=True),),
        responses=(
            Response(
                200,
                Item200,
                body="body",
                contents=(_ITEM,),
                headers=(Header("Location", "location", rule="Short"),),
            ),
            Response(204, Item204),
            Response("default", ItemDefault, body="body", contents=(_ITEM,), problem="Item"),
        ),
    ),
    Route(
        id="putItem",
        method="PUT",
        path="/items/{id}",
        handler="put_item",
        security=((Requirement("token", ("write",)),), (Requirement("key"),)),
        parameters=(Parameter("id", "path", argument="id", type=int, text=INTEGER, rule="Id", required=True),),
        body=Body((_ITEM,), required=True),
        responses=(Response(204, Item204),),
    ),
    Route(
        id="watch",
        method="GET",
        path="/watch",
        handler="watch",
        responses=(
            Response(200, Stream200, body="body", contents=(Content("text/event-stream", "events", Item, "Item"),)),
        ),
    ),
    Route(
        id="lines",
        method="GET",
        path="/lines",
        handler="lines",
        responses=(
            Response(200, Stream200, body="body", contents=(Content("application/jsonl", "lines", Item, "Item"),)),
        ),
    ),
    Route(
        id="download",
        method="GET",
        path="/download",
        handler="download",
        responses=(Response(200, Stream200, body="body", contents=(Content("application/octet-stream", "binary"),)),),
    ),
    Route(
        id="upload",
        method="POST",
        path="/upload",
        handler="upload",
        body=Body((Content("application/octet-stream", "binary"),), required=True),
        responses=(Response(204, Item204),),
    ),
    Route(
        id="text",
        method="GET",
        path="/text",
        handler="text",
        responses=(
            Response(
                200,
                Cookies200,
                body="body",
                contents=(Content("text/plain", "text", str),),
                headers=(Header("Set-Cookie", "cookies", type=list[str]),),
            ),
        ),
    ),
)

SCHEMES = (Scheme("token", "bearer"), Scheme("key", "header", "X-Key"))

_RULES = {
    "Id": {"type": "integer", "minimum": 1},
    "Short": {"type": "string", "maxLength": 5},
    "Item": {
        "type": "object",
        "required": ["name"],
        "properties": {"name": {"type": "string", "maxLength": 10}, "secret": {"type": ["string", "null"]}},
    },
}


class Shop:
    """Answers as tests say."""

    def __init__(self, **methods: Any) -> None:
        self.__dict__.update(methods)

    async def get_item(self, id: int) -> Any:
        return Item200(Item(name=f"item {id}"))

    async def put_item(self, id: int, body: Item) -> Any:
        return Item204()

    async def watch(self) -> Any:
        return Stream200(count_items(3))

    lines = watch

    async def download(self) -> Any:
        return Stream200(b"bytes")

    async def upload(self, body: AsyncIterator[bytes]) -> Any:
        async for _ in body:
            pass
        return Item204()

    async def text(self) -> Any:
        return Cookies200("hello")


async def count_items(count: int) -> AsyncIterator[Item]:
    for index in range(count):
        yield Item(name=f"item {index}")


def write_contract(folder: Path) -> Contract:
    """Puts rules.json and openapi.json into a folder."""
    (folder / "rules.json").write_text(json.dumps({"$defs": _RULES}))
    (folder / "openapi.json").write_text('{"openapi":"3.2.0","info":{"title":"<shop>"}}')
    return Contract(title="<shop>", file=str(folder / "contract.py"), routes=ROUTES, schemes=SCHEMES)


class Lines(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    @property
    def last(self) -> dict[str, Any]:
        """The fields of the last line."""
        fields: dict[str, Any] = self.records[-1].__dict__["fields"]
        return fields


def make_logger(lines: Lines) -> logging.Logger:
    logger = logging.Logger("shop")
    logger.addHandler(lines)
    return logger


async def verify_token(token: str, scopes: Sequence[str]) -> str | None:
    return "ada" if token == "good" else None


def verify_key(key: str, scopes: Sequence[str]) -> str | None:
    return "key's" if key == "good" else None


def make_server(folder: Path, service: object, lines: Lines | None = None, **options: Any) -> Server:
    """A server of the contract. Answers are checked."""
    chosen: dict[str, Any] = {
        "verifiers": {"token": verify_token, "key": verify_key},
        "check_responses": "always",
        "logger": make_logger(lines or Lines()),
    }
    return Server(write_contract(folder), service, Options(**{**chosen, **options}))


@dataclass(slots=True)
class Answer:
    """What an application sent."""

    status: int = 0
    lines: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    pieces: list[bytes] = field(default_factory=list)
    is_whole: bool = False

    @property
    def headers(self) -> Mapping[str, str]:
        return dict(self.lines)

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def take(self, message: Message) -> None:
        """Notes what an application sends, as servers do."""
        assert not self.is_whole, "the answer was over"
        if message["type"] == "http.response.start":
            assert self.status == 0, "the answer had begun"
            self.status = message["status"]
            self.lines = [(name.decode(), value.decode("utf-8")) for name, value in message["headers"]]
            assert all(name == name.lower() for name, _ in self.lines)
            return
        assert self.status != 0
        self.body += message.get("body", b"")
        if message.get("body"):
            self.pieces.append(message["body"])
        self.is_whole = not message.get("more_body", False)


async def ask(
    app: ASGIApp,
    method: str,
    target: str,
    body: bytes = b"",
    *,
    leaves: Callable[[], Awaitable[object]] | None = None,
    answer: Answer | None = None,
    scope: Mapping[str, Any] | None = None,
    **headers: str,
) -> Answer:
    """Asks as an ASGI server does. Leaves: what the client waits for, behind its request, before it is gone."""
    path, _, query = target.partition("?")
    answer = Answer() if answer is None else answer
    over = asyncio.Event()
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        if messages:
            return messages.pop()
        await (over.wait() if leaves is None else leaves())
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        answer.take(message)
        await asyncio.sleep(0)

    names = {name.replace("_", "-").lower(): value for name, value in headers.items()}
    if body:
        names.setdefault("content-length", str(len(body)))
    asked: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in names.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        **(scope or {}),
    }
    try:
        await app(asked, receive, send)
    finally:
        over.set()
    return answer
