"""Connections from strangers, on sockets."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from runtime.server import protocol
from runtime.server.call import Receive, Scope, Send
from runtime.server.protocol import Protocol

App = Callable[[Scope, Receive, Send], Awaitable[None]]
Open = Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]


async def _say_target(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with the target, at once: what a body has is read by nobody."""
    body = scope["raw_path"] + b"?" + scope["query_string"]
    head = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": body})


async def _count_slowly(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with the number of the body's bytes, a moment later."""
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size += len(message["body"])
        more = message["more_body"]
    await asyncio.sleep(0.1)
    body = str(size).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def _serve(app: App) -> AsyncIterator[Open]:
    config = uvicorn.Config(app, log_level="critical", access_log=False)
    config.load()
    state = ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Protocol(config, state, {}), "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()

    async def connect() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(host, port)

    try:
        yield connect
    finally:
        server.close()
        for connection in list(state.connections):
            connection.transport.close()
        await asyncio.sleep(0)


def _exchange(app: App, *pieces: bytes) -> bytes:
    """Sends pieces with a moment between them, and gives all that comes until the server closes."""

    async def run() -> bytes:
        async with _serve(app) as connect:
            reader, writer = await connect()
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0.02)
            try:
                return await asyncio.wait_for(reader.read(), 5)
            finally:
                writer.close()

    return asyncio.run(run())


def _statuses(answer: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3})", answer)]


def _problem(answer: bytes) -> Any:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head.lower()
    assert b"connection: close" in head.lower()
    document = json.loads(body)
    assert re.fullmatch("[0-9a-f]{32}", document.pop("trace_id"))
    return document


def _get(target: bytes, *lines: bytes) -> bytes:
    return b"\r\n".join([b"GET " + target + b" HTTP/1.1", b"Host: a", b"Connection: close", *lines, b"", b""])


@pytest.mark.parametrize(
    ("target", "want"),
    [
        (b"/a%2Fb?c=%zz", b"/a%2Fb?c=%zz"),
        (b"http://host/a?b", b"/a?b"),
        (b"http://host", b"/?"),
        (b"http://host?a/b", b"/?a/b"),
        (b"*", b"*?"),
    ],
)
def test_targets(target: bytes, want: bytes) -> None:
    assert _exchange(_say_target, _get(target)).endswith(b"\r\n\r\n" + want)


NOT_HTTP = {
    "type": "about:blank",
    "title": "Bad Request",
    "status": 400,
    "code": "invalid_request",
    "detail": "The request is not well-formed HTTP.",
}
LONG_HEAD = {
    "type": "about:blank",
    "title": "Request Header Fields Too Large",
    "status": 431,
    "code": "invalid_request",
    "detail": "The headers are larger than the server takes.",
}


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        _get(b"/\xff"),
        _get(b"/", b"a b: c"),
        _get(b"/", b"Content-Length: 2", b"Content-Length: 3"),
        _get(b"/", b"Content-Length: 2", b"Transfer-Encoding: chunked"),
        b"\x16\x03\x01\x00\xa5\x01\x00",
    ],
)
def test_what_is_no_http(sent: bytes) -> None:
    assert _problem(_exchange(_say_target, sent)) == NOT_HTTP


def test_a_body_that_is_no_http() -> None:
    head = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert _problem(_exchange(_count_slowly, head, b"zz\r\n")) == NOT_HTTP
    # Behind the answer there is nothing more to be said.
    assert _statuses(_exchange(_say_target, head, b"zz\r\n")) == [200]


@pytest.mark.parametrize(
    "pieces",
    [
        (_get(b"/", b"X-A: " + b"a" * 20_000),),
        (_get(b"/" + b"a" * 20_000),),
        (_get(b"/", *[b"X-%d: a" % index for index in range(5_000)]),),
        (b"GET / HTTP/1.1\r\nX-A: ", *[b"a" * 1_000] * 20),
        (b"GET /", *[b"a" * 10_000] * 4),
        (_get(b"/", *[b"X-A: a"] * 5_000)[:-2], b"\r\n"),
    ],
    ids=range(6),
)
def test_long_heads(pieces: tuple[bytes, ...]) -> None:
    assert _problem(_exchange(_say_target, *pieces)) == LONG_HEAD


def test_heads_in_pieces_and_long_bodies_are_no_long_heads() -> None:
    head = _get(b"/", b"X-A: " + b"a" * 10_000, b"Content-Length: 100000")
    pieces = [head[at : at + 1_000] for at in range(0, len(head), 1_000)]
    assert _exchange(_count_slowly, *pieces, b"x" * 100_000).endswith(b"100000")
    keep = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + b"x" * 100_000
    assert _statuses(_exchange(_count_slowly, keep + keep + _get(b"/"))) == [200, 200, 200]


def test_heads_that_do_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "_HEAD_SECONDS", 0.1)
    assert _exchange(_say_target) == b""
    assert _exchange(_say_target, b"GET / HTTP/1.1\r\nX-A: ") == b""
    # Bodies and answers may take their time.
    head = b"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 10\r\n\r\n"
    assert _exchange(_count_slowly, head, *[b"x"] * 10).endswith(b"10")


def test_requests_that_do_not_wait_for_answers() -> None:
    keep = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    assert _statuses(_exchange(_count_slowly, keep + keep + _get(b"/"))) == [200, 200, 200]
    assert _statuses(_exchange(_count_slowly, keep + b"nonsense\r\n\r\n")) == [200]
    assert _statuses(_exchange(_count_slowly, keep + keep + _get(b"/", b"X-A: " + b"a" * 20_000))) == [200, 200]


def test_who_is_still_sending_sees_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    head = b"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 30000000\r\n\r\n"
    # All is sent before the first byte of the answer is read.
    assert _statuses(_exchange(_say_target, head, *[b"x" * 1_000_000] * 30)) == [200]
    assert _statuses(_exchange(_say_target, _get(b"/", b"X-A: " + b"a" * 3_000_000))) == [431]

    async def stays() -> bytes:
        async with _serve(_say_target) as connect:
            reader, writer = await connect()
            writer.write(head)
            answer = await asyncio.wait_for(reader.read(), 5)
            with pytest.raises(OSError):
                while True:
                    writer.write(b"x" * 1_000)
                    await writer.drain()
                    await asyncio.sleep(0.02)
            return answer

    monkeypatch.setattr(protocol, "_LINGER_SECONDS", 0.1)
    assert _statuses(asyncio.run(asyncio.wait_for(stays(), 10))) == [200]
