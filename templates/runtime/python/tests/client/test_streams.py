"""Answers that come item by item."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from runtime.client.errors import ApiConnectionError, OffContractError, RequestError, Unreadable
from runtime.client.events import LONGEST_ITEM, EventCutter, LineCutter
from runtime.client.options import Reconnect, Retries
from tests.client.pets import answer, async_client, cries, sync_client


def cut(kind: Any, *chunks: bytes) -> list[bytes]:
    """The items of an event stream that comes in such pieces."""
    cutter = EventCutter(kind)
    return [item for chunk in chunks for item in cutter.feed(chunk)] + list(cutter.end())


EVENTS: list[tuple[str, tuple[bytes, ...], list[bytes]]] = [
    ("data", (b"data: 1\n\ndata:2\n\n",), [b"1", b"2"]),
    ("data", (b"\xef\xbb\xbfdata: 1\r", b"\n\r", b"\ndata: 2\r\rdata: 3\n\n"), [b"1", b"2", b"3"]),
    ("data", (b": hello\n\ndata: [1,\ndata: 2]\n\ndata: lost",), [b"[1,\n2]"]),
    ("data", (b"data: 1\n\ndata: [DONE]\n\ndata: 2\n\n",), [b"1"]),
    ("text", (b"data: [DONE]\n\ndata\n\n",), [b'"[DONE]"', b'""']),
    ("event", (b"event: a\nid: 7\nretry: 010\ndata: x\n\n",), [b'{"event":"a","data":"x","id":"7","retry":10}']),
    ("json", (b"id: 7\ndata: {}\nretry: x\n\n",), [b'{"data":{},"id":"7"}']),
    ("data", (b"da", b"ta: 1", b"\n", b"\n"), [b"1"]),
    ("data", (b"data: 1\r", b"\r"), [b"1"]),
]


@pytest.mark.parametrize(("kind", "chunks", "items"), EVENTS)
def test_events(kind: str, chunks: tuple[bytes, ...], items: list[bytes]) -> None:
    assert cut(kind, *chunks) == items
    whole = b"".join(chunks)
    assert cut(kind, *[whole[at : at + 1] for at in range(len(whole))]) == items


def test_lines() -> None:
    cutter = LineCutter(b"\n")
    items = [item for chunk in (b"1\n\n  \n2", b"3\n4") for item in cutter.feed(chunk)]
    assert items + list(cutter.end()) == [b"1", b"23", b"4"]
    cutter = LineCutter(b"\x1e")
    assert list(cutter.feed(b"\x1e1\n\x1e2\n")) + list(cutter.end()) == [b"1\n", b"2\n"]


@pytest.mark.parametrize("cutter", [LineCutter(b"\n"), EventCutter("data")])
def test_items_without_end(cutter: Any) -> None:
    with pytest.raises(Unreadable, match="longer than"):
        for _ in range(LONGEST_ITEM // 2**20 + 2):
            list(cutter.feed(b"x" * 2**20))


def test_events_cost_no_more_than_they_are_long() -> None:
    cutter = EventCutter("data")
    for _ in range(20_000):
        assert list(cutter.feed(b"x" * 100)) == []


SSE = {"content-type": "text/event-stream; charset=utf-8"}


class Pieces(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that comes in pieces, and may break off."""

    def __init__(self, *pieces: bytes | Exception) -> None:
        self.pieces = pieces
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        self.closed = True

    async def aclose(self) -> None:
        self.closed = True


BREAK = httpx.ReadError("broke off")


def test_leaving_early_closes() -> None:
    body = Pieces(b"data: 1\n\n", b"data: 2\n\n", b"data: 3\n\n")
    client = sync_client(lambda request: httpx.Response(200, stream=body, headers=SSE))
    with client._call(cries(), (), None).unwrap() as stream:
        for item in stream:
            assert item == 1
            break
    assert body.closed
    with pytest.raises(RequestError, match="its items come once"):
        list(stream)


def test_async_streams() -> None:
    async def go() -> list[int]:
        body = Pieces(b"data: 1\n\n", b"data: 2\n\n")
        client = async_client(lambda request: httpx.Response(200, stream=body, headers=SSE))
        stream = (await client._call(cries(), (), None)).unwrap()
        with pytest.raises(RequestError, match="async for"):
            list(stream)
        return [item async for item in stream]

    assert asyncio.run(go()) == [1, 2]


def servers(*bodies: Pieces | httpx.Response) -> tuple[list[httpx.Request], Any]:
    """A server with an answer for each request."""
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        body = bodies[len(seen) - 1]
        return body if isinstance(body, httpx.Response) else httpx.Response(200, stream=body, headers=SSE)

    return seen, handler


def test_streams_go_on_behind_the_last_event() -> None:
    seen, handler = servers(Pieces(b"retry: 0\nid: a\ndata: 1\n\nda", BREAK), Pieces(BREAK), Pieces(b"data: 2\n\n"))
    assert list(sync_client(handler)._call(cries(), (), None).unwrap()) == [1, 2]
    assert [request.headers.get("last-event-id") for request in seen] == [None, "a", "a"]


def test_streams_that_could_lose_items_end() -> None:
    seen, handler = servers(Pieces(b"data: 1\n\n", BREAK), Pieces(b"data: 2\n\n"))
    stream = iter(sync_client(handler)._call(cries(), (), None).unwrap())
    assert next(stream) == 1
    with pytest.raises(ApiConnectionError, match="broke off"):
        next(stream)
    assert len(seen) == 1
    seen, handler = servers(Pieces(b"data: 1\n\n", BREAK), Pieces(b"data: 2\n\n"))
    client = sync_client(handler, reconnect=Reconnect(when="always", delay=0))
    assert list(client._call(cries(method="POST"), (), None).unwrap()) == [1, 2]


def test_streams_end_by_204_and_never_by_something_else() -> None:
    options: dict[str, Any] = {"reconnect": Reconnect(delay=0, after_end=True)}
    _, handler = servers(Pieces(b"retry: 0\ndata: 1\n\n"), httpx.Response(204))
    assert list(sync_client(handler, **options)._call(cries(), (), None).unwrap()) == [1]
    _, handler = servers(Pieces(b"retry: 0\ndata: 1\n\n"), answer(200))
    with pytest.raises(OffContractError, match="can't go on with"):
        list(sync_client(handler, **options)._call(cries(), (), None).unwrap())


def test_json_lines_resume_by_count() -> None:
    seen, handler = servers(
        httpx.Response(200, stream=Pieces(b"1\n2\n", BREAK), headers={"content-type": "application/jsonl"}),
        httpx.Response(200, stream=Pieces(b"3\n"), headers={"content-type": "application/jsonl"}),
    )
    reconnect = Reconnect(delay=0, resume=lambda count: {"x-after": str(count)})
    client = sync_client(handler, reconnect=reconnect)
    assert list(client._call(cries("application/jsonl"), (), None).unwrap()) == [1, 2, 3]
    assert seen[1].headers["x-after"] == "2"


def test_items_off_the_contract() -> None:
    _, handler = servers(Pieces(b'data: 1\n\ndata: "x"\n\n'))
    with pytest.raises(OffContractError, match="an event: "):
        list(sync_client(handler, retries=Retries())._call(cries(), (), None).unwrap())
