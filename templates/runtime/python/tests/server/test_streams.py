"""Answers that come as they are made."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from starlette.types import ASGIApp

from runtime.server.deliver import StreamCut
from tests.server.shop import Answer, Item, Item204, Lines, Shop, Stream200, ask, count_items, make_server


def giving(body: Any) -> Any:
    async def watch() -> Any:
        return Stream200(body)

    return watch


def test_events(tmp_path: Path) -> None:
    answer = asyncio.run(ask(make_server(tmp_path, Shop()).app(), "GET", "/watch"))
    assert answer.headers["content-type"] == "text/event-stream"
    assert answer.headers["cache-control"] == "no-store" and answer.headers["x-accel-buffering"] == "no"
    assert len(answer.pieces) == 3 and answer.is_whole
    assert answer.pieces[0].startswith(b'data: {"name":"item 0"') and answer.pieces[0].endswith(b"}\n\n")


def test_a_handler_says_how_events_are_kept(tmp_path: Path) -> None:
    async def watch() -> Any:
        return Stream200(count_items(1), headers={"Cache-Control": "no-cache"})

    answer = asyncio.run(ask(make_server(tmp_path, Shop(watch=watch)).app(), "GET", "/watch"))
    assert [value for name, value in answer.lines if name == "cache-control"] == ["no-cache"]


def test_lines_of_a_plain_generator(tmp_path: Path) -> None:
    app = make_server(tmp_path, Shop(lines=giving(Item(name=name) for name in "ab"))).app()
    answer = asyncio.run(ask(app, "GET", "/lines"))
    assert len(answer.pieces) == 2 and all(piece.endswith(b"}\n") for piece in answer.pieces)


async def failing(seen: list[str], error: BaseException | None) -> AsyncIterator[Any]:
    try:
        yield Item(name="one")
        if error is None:
            yield Item(name="much too long a name")
        else:
            raise error
    finally:
        seen.append("closed")


@pytest.mark.parametrize("error", [RuntimeError("SECRET"), None, StopAsyncIteration("x"), asyncio.CancelledError()])
def test_a_stream_that_fails_is_cut_and_never_ended(tmp_path: Path, error: BaseException | None) -> None:
    lines = Lines()
    seen: list[str] = []
    app = make_server(tmp_path, Shop(lines=giving(failing(seen, error))), lines).app()
    answer = Answer()
    with pytest.raises(StreamCut):
        asyncio.run(ask(app, "GET", "/lines", answer=answer))
    assert answer.status == 200 and len(answer.pieces) == 1 and not answer.is_whole
    assert seen == ["closed"]
    assert lines.last["aborted"] is True and lines.last["status"] == 200 and lines.last["error"]
    assert lines.records[0].levelname == "ERROR" and len(lines.records) == 1


def test_a_stream_that_fails_at_once_has_begun(tmp_path: Path) -> None:
    async def download() -> Any:
        async def pieces() -> AsyncIterator[bytes]:
            raise RuntimeError
            yield b""

        return Stream200(pieces())

    answer = Answer()
    with pytest.raises(StreamCut):
        asyncio.run(ask(make_server(tmp_path, Shop(download=download)).app(), "GET", "/download", answer=answer))
    assert answer.status == 200 and not answer.is_whole


def test_what_is_no_bytes_cuts_the_stream(tmp_path: Path) -> None:
    async def pieces() -> AsyncIterator[Any]:
        yield b"a"
        yield "text"

    lines = Lines()
    answer = Answer()
    with pytest.raises(StreamCut):
        app = make_server(tmp_path, Shop(download=giving(pieces())), lines).app()
        asyncio.run(ask(app, "GET", "/download", answer=answer))
    assert answer.body == b"a" and not answer.is_whole


async def endless(seen: list[str]) -> AsyncIterator[Any]:
    try:
        while True:
            yield Item(name="again")
            await asyncio.sleep(0.01)
    finally:
        # Cleaning up may take a while.
        await asyncio.sleep(0)
        seen.append("closed")


async def in_time(app: ASGIApp, target: str, seconds: float = 0.1) -> Answer:
    return await asyncio.wait_for(ask(app, "GET", target, leaves=lambda: asyncio.sleep(seconds)), 5)


@pytest.mark.parametrize("target", ["/watch", "/lines"])
def test_a_client_that_leaves_ends_the_generator(tmp_path: Path, target: str) -> None:
    seen: list[str] = []
    lines = Lines()
    stream = giving(endless(seen))
    answer = asyncio.run(in_time(make_server(tmp_path, Shop(watch=stream, lines=stream), lines).app(), target))
    assert answer.status == 200 and not answer.is_whole and len(answer.pieces) > 2
    assert seen == ["closed"]
    assert lines.last["aborted"] is True and lines.last["status"] == 200 and "error" not in lines.last


def test_a_client_that_leaves_a_generator_that_waits(tmp_path: Path) -> None:
    seen: list[str] = []

    async def waiting() -> AsyncIterator[Any]:
        try:
            yield Item(name="one")
            await asyncio.sleep(30)
        finally:
            seen.append("closed")

    asyncio.run(in_time(make_server(tmp_path, Shop(watch=giving(waiting()))).app(), "/watch"))
    assert seen == ["closed"]


def test_a_server_that_ends_cancels_streams(tmp_path: Path) -> None:
    seen: list[str] = []
    lines = Lines()
    app = make_server(tmp_path, Shop(watch=giving(endless(seen))), lines).app()

    async def cancel() -> None:
        task = asyncio.create_task(ask(app, "GET", "/watch"))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancel())
    assert seen == ["closed"] and lines.last["aborted"] is True


def test_a_stream_of_a_broken_answer_is_let_go(tmp_path: Path) -> None:
    seen: list[str] = []
    source = endless(seen)

    async def watch() -> Any:
        await anext(source)
        return Stream200(source, headers={"X": "a\nb"})

    assert asyncio.run(ask(make_server(tmp_path, Shop(watch=watch)).app(), "GET", "/watch")).status == 500
    assert seen == ["closed"]


def test_an_upload_is_read_as_it_comes(tmp_path: Path) -> None:
    got: list[bytes] = []

    async def upload(body: AsyncIterator[bytes]) -> Any:
        async for chunk in body:
            got.append(chunk)
        return Item204()

    app = make_server(tmp_path, Shop(upload=upload)).app()
    answer = asyncio.run(ask(app, "POST", "/upload", b"abc", content_type="application/octet-stream"))
    assert answer.status == 204 and got == [b"abc"] and "connection" not in answer.headers


def test_an_upload_that_is_not_read_ends_the_connection(tmp_path: Path) -> None:
    async def upload(body: AsyncIterator[bytes]) -> Any:
        return Item204()

    app = make_server(tmp_path, Shop(upload=upload)).app()
    answer = asyncio.run(ask(app, "POST", "/upload", b"x" * 100_000, content_type="application/octet-stream"))
    assert answer.status == 204 and answer.headers["connection"] == "close"


def test_an_upload_whose_client_leaves(tmp_path: Path) -> None:
    lines = Lines()
    app = make_server(tmp_path, Shop(), lines).app()

    async def leave() -> None:
        messages: list[Any] = [
            {"type": "http.disconnect"},
            {"type": "http.request", "body": b"a", "more_body": True},
        ]

        async def receive() -> Any:
            return messages.pop()

        async def send(message: Any) -> None:
            pass

        scope = {"type": "http", "method": "POST", "path": "/upload", "raw_path": b"/upload", "query_string": b""}
        headers = [(b"content-type", b"application/octet-stream"), (b"content-length", b"9")]
        await app({**scope, "headers": headers, "http_version": "1.1", "root_path": ""}, receive, send)

    asyncio.run(leave())
    assert lines.last["status"] == 499 and "error" not in lines.last


def test_a_body_is_over_when_its_request_is(tmp_path: Path) -> None:
    kept: list[AsyncIterator[bytes]] = []

    async def upload(body: AsyncIterator[bytes]) -> Any:
        kept.append(body)
        return Item204()

    app = make_server(tmp_path, Shop(upload=upload)).app()

    async def read_late() -> list[bytes]:
        await ask(app, "POST", "/upload", b"abc", content_type="application/octet-stream")
        return [chunk async for chunk in kept[0]]

    assert asyncio.run(read_late()) == []
