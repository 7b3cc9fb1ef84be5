"""Servers on uvicorn, and what clients see of them on the wire."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from starlette.middleware.base import BaseHTTPMiddleware

from tests.server.shop import Item, Item200, Item204, Lines, Shop, Stream200, make_server


class Running:
    """A server in a thread."""

    def __init__(self, app: Any, **settings: Any) -> None:
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self.address = self._listener.getsockname()
        usual = {"log_level": "critical", "access_log": False, "timeout_graceful_shutdown": 1}
        self._server = uvicorn.Server(uvicorn.Config(app, **{**usual, **settings}))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._listener]}, daemon=True)
        self._thread.start()
        until(lambda: self._server.started)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        assert not self._thread.is_alive()
        self._listener.close()

    def connect(self) -> socket.socket:
        return socket.create_connection(self.address, 5)

    def ask(self, head: str, body: bytes = b"") -> bytes:
        """Sends a request, and gives all that comes until the server closes or says nothing for a while."""
        with self.connect() as client:
            client.sendall(f"{head}\r\nHost: a\r\nConnection: close\r\n\r\n".encode() + body)
            return read_all(client)


def read_all(client: socket.socket) -> bytes:
    got = b""
    with contextlib.suppress(TimeoutError, ConnectionResetError):
        while piece := client.recv(65536):
            got += piece
    return got


def until(is_so: Any) -> None:
    end = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


@contextlib.contextmanager
def running(app: Any, **settings: Any) -> Iterator[Running]:
    server = Running(app, **settings)
    try:
        yield server
    finally:
        server.stop()


async def failing() -> AsyncIterator[bytes]:
    yield b"begun"
    await asyncio.sleep(0.05)
    raise RuntimeError("SECRET")


@pytest.mark.parametrize("form", ["app", "router", "app behind middleware", "router behind middleware"])
def test_a_stream_that_fails_has_no_end(tmp_path: Path, form: str) -> None:
    async def download() -> Any:
        return Stream200(failing())

    server = make_server(tmp_path, Shop(download=download))
    app = server.app() if form.startswith("app") else FastAPI()
    if form.startswith("router"):
        app.include_router(server.router())
    if form.endswith("middleware"):

        async def dispatch(request: Any, call_next: Any) -> Any:
            return await call_next(request)

        app.add_middleware(BaseHTTPMiddleware, dispatch=dispatch)
    with running(app) as server_:
        got = server_.ask("GET /download HTTP/1.1")
        assert b"200 OK" in got and got.endswith(b"5\r\nbegun\r\n") and b"SECRET" not in got
        assert b"200 OK" in server_.ask("GET /items/7 HTTP/1.1"), "the server goes on"


def test_a_client_that_leaves_ends_its_handler(tmp_path: Path) -> None:
    seen: list[str] = []
    lines = Lines()

    async def get_item(id: int) -> Any:
        try:
            await asyncio.sleep(30)
        finally:
            seen.append("left")

    with running(make_server(tmp_path, Shop(get_item=get_item), lines).app()) as server:
        client = server.connect()
        client.sendall(b"GET /items/7 HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(0.2)
        assert seen == []
        client.close()
        until(lambda: lines.records)
        assert seen == ["left"] and lines.last["status"] == 499 and lines.last["aborted"] is True


def test_a_client_that_leaves_ends_its_stream(tmp_path: Path) -> None:
    seen: list[str] = []
    lines = Lines()

    async def ticks() -> AsyncIterator[Any]:
        try:
            while True:
                yield Item(name="tick")
                await asyncio.sleep(0.01)
        finally:
            seen.append("left")

    async def watch() -> Any:
        return Stream200(ticks())

    with running(make_server(tmp_path, Shop(watch=watch), lines).app()) as server:
        client = server.connect()
        client.sendall(b"GET /watch HTTP/1.1\r\nHost: a\r\n\r\n")
        assert b"tick" in client.recv(65536) + client.recv(65536)
        client.close()
        until(lambda: lines.records)
        assert seen == ["left"] and lines.last["status"] == 200 and lines.last["aborted"] is True


def test_a_server_that_ends_gives_streams_their_time_and_cuts_them_then(tmp_path: Path) -> None:
    seen: list[str] = []

    async def waiting() -> AsyncIterator[Any]:
        try:
            yield Item(name="one")
            await asyncio.sleep(60)
        finally:
            seen.append("closed")

    async def watch() -> Any:
        return Stream200(waiting())

    async def get_item(id: int) -> Any:
        await asyncio.sleep(0.4)
        return Item200(Item(name="finished"))

    server = Running(make_server(tmp_path, Shop(watch=watch, get_item=get_item)).app())
    with server.connect() as stream, server.connect() as plain:
        stream.sendall(b"GET /watch HTTP/1.1\r\nHost: a\r\n\r\n")
        assert b"200 OK" in stream.recv(65536)
        plain.sendall(b"GET /items/7 HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(0.1)
        begun = time.monotonic()
        server.stop()
        assert time.monotonic() - begun < 5
        assert b"finished" in read_all(plain)
        assert not read_all(stream).endswith(b"0\r\n\r\n") and seen == ["closed"]


def test_head_and_no_content(tmp_path: Path) -> None:
    async def get_item(id: int) -> Any:
        return Item204() if id == 1 else Item200(Item(name="cup"))

    with running(make_server(tmp_path, Shop(get_item=get_item)).app()) as server:
        got = server.ask("HEAD /items/7 HTTP/1.1")
        assert b"200 OK" in got and b"content-length: " in got and got.endswith(b"\r\n\r\n")
        got = server.ask("GET /items/1 HTTP/1.1")
        assert b"204 No Content" in got and b"content-length" not in got and got.endswith(b"\r\n\r\n")
        assert server.ask("HEAD /watch HTTP/1.1").endswith(b"\r\n\r\n")


def test_a_connection_is_kept_behind_a_body_that_nobody_reads(tmp_path: Path) -> None:
    with running(make_server(tmp_path, Shop()).app()) as server, server.connect() as client:
        for _ in range(2):
            client.sendall(b"PUT /items/7 HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n" + b"x" * 1000)
            assert b"401 Unauthorized" in client.recv(65536)
        client.sendall(b"GET /items/7 HTTP/1.1\r\nHost: a\r\n\r\n")
        assert b"200 OK" in client.recv(65536)


def test_handlers_that_block_hold_up_nobody(tmp_path: Path) -> None:
    is_free = threading.Event()

    def get_item(id: int) -> Any:
        if id == 1:
            is_free.wait(5)
        return Item200(Item(name=str(id)))

    with running(make_server(tmp_path, Shop(get_item=get_item)).app()) as server, server.connect() as client:
        client.sendall(b"GET /items/1 HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(0.1)
        assert b"200 OK" in server.ask("GET /items/2 HTTP/1.1")
        is_free.set()
        assert b"200 OK" in client.recv(65536)
