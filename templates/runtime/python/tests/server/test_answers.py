"""What is sent of a result, and what is not."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from runtime.server import ProblemError, current_call
from runtime.wire.file import File
from tests.server.shop import (
    Answer,
    Cookies200,
    Item,
    Item200,
    Item204,
    ItemDefault,
    Lines,
    Shop,
    Stream200,
    ask,
    make_server,
)


def answer_of(tmp_path: Path, result: Any, method: str = "GET", target: str = "/items/7", **options: Any) -> Answer:
    """What a server sends of a result."""

    async def give(**_: Any) -> Any:
        return result

    service = Shop(get_item=give, text=give, download=give, watch=give, lines=give)
    return asyncio.run(ask(make_server(tmp_path, service, **options).app(), method, target))


def test_json(tmp_path: Path) -> None:
    result = Item200(Item(name="cup"), location="/i/1", headers={"X-Many": ["a", "b"], "X-One": "ü"})
    answer = answer_of(tmp_path, result)
    assert answer.status == 200 and answer.is_whole
    assert answer.lines == [
        ("content-type", "application/json"),
        ("location", "/i/1"),
        ("x-many", "a"),
        ("x-many", "b"),
        ("x-one", "ü"),
        ("content-length", str(len(answer.body))),
    ]
    assert answer.json["name"] == "cup"


def test_head_has_the_head_alone(tmp_path: Path) -> None:
    answer = answer_of(tmp_path, Item200(Item(name="cup")), "HEAD")
    assert answer.status == 200 and answer.body == b"" and int(answer.headers["content-length"]) > 0


def test_head_of_a_stream_lets_go_of_it(tmp_path: Path) -> None:
    closed: list[bool] = []

    async def pieces() -> Any:
        try:
            yield b"a"
        finally:
            closed.append(True)

    source = pieces()

    async def download() -> Any:
        await anext(source)
        return Stream200(source)

    answer = asyncio.run(ask(make_server(tmp_path, Shop(download=download)).app(), "HEAD", "/download"))
    assert answer.status == 200 and answer.body == b"" and closed == [True]


def test_no_content(tmp_path: Path) -> None:
    answer = answer_of(tmp_path, Item204(headers={"X-One": "1"}))
    assert answer.status == 204 and answer.lines == [("x-one", "1")] and answer.body == b""


@pytest.mark.parametrize("status", [204, 205, 304])
def test_a_status_without_a_body_has_none(tmp_path: Path, status: int) -> None:
    answer = answer_of(tmp_path, ItemDefault(Item(name="cup"), status=status))
    assert answer.status == status and answer.body == b""
    assert answer.headers == ({"content-length": "0"} if status == 205 else {})


def test_text_and_cookies(tmp_path: Path) -> None:
    answer = answer_of(tmp_path, Cookies200("grüß", cookies=["a=1, 2", "b=2"]), target="/text")
    assert answer.body == "grüß".encode()
    assert answer.lines[:3] == [
        ("content-type", "text/plain; charset=utf-8"),
        ("set-cookie", "a=1, 2"),
        ("set-cookie", "b=2"),
    ]


@pytest.mark.parametrize("status", [199, 600, 99, 1000])
def test_a_status_that_is_none(tmp_path: Path, status: int) -> None:
    assert answer_of(tmp_path, ItemDefault(Item(name="cup"), status=status)).status == 500


@pytest.mark.parametrize(
    "result",
    [
        None,
        "text",
        Stream200(b""),
        Item200(Item(name="much too long a name", secret="SECRET")),
        Item200(Item(name="cup"), location="longer than five"),
        Item200(Item.model_construct(name=7, secret="SECRET")),
        Item200({"name": "cup", "secret": "SECRET"}),  # type: ignore[arg-type]
        Item200(Item(name="cup"), headers={"X-One": "a\r\nX-Two: b"}),
        Item200(Item(name="cup"), headers={"X-One": "a\nb"}),
        Item200(Item(name="cup"), headers={"X-One": "a\0b"}),
        Item200(Item(name="cup"), headers={"X One": "a"}),
        Item200(Item(name="cup"), headers={"X:One\r\n": "a"}),
        Item200(Item(name="cup"), headers={"": "a"}),
        Item200(Item(name="cup"), location="a\r\nb"),
        ProblemError("rate_limited"),
    ],
)
def test_a_broken_answer_is_logged_and_nothing_of_it_leaks(tmp_path: Path, result: Any) -> None:
    lines = Lines()

    async def give(id: int) -> Any:
        return result

    answer = asyncio.run(ask(make_server(tmp_path, Shop(get_item=give), lines).app(), "GET", "/items/7"))
    assert answer.status == 500 and answer.json["code"] == "internal"
    assert b"SECRET" not in answer.body and "X-Two" not in str(answer.lines)
    assert answer.json["trace_id"] == lines.last["trace_id"] and "error" in lines.last


def test_violations_of_an_answer_are_logged(tmp_path: Path) -> None:
    lines = Lines()

    async def give(id: int) -> Any:
        return Item200(Item(name="much too long a name"))

    asyncio.run(ask(make_server(tmp_path, Shop(get_item=give), lines).app(), "GET", "/items/7"))
    (violation,) = lines.last["violations"]
    assert (violation["in"], violation["pointer"], violation["rule"]) == ("body", "/name", "maxLength")


def test_unchecked_answers_are_sent(tmp_path: Path) -> None:
    result = Item200(Item(name="much too long a name"))
    assert answer_of(tmp_path, result, check_responses="never").status == 200


def test_production_is_told_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = Item200(Item(name="much too long a name"))
    assert answer_of(tmp_path, result, check_responses="outside production").status == 500
    monkeypatch.setenv("APP_ENV", "production")
    assert answer_of(tmp_path, result, check_responses="outside production").status == 200


def test_carriers_headers_are_its_own(tmp_path: Path) -> None:
    extra = {"Content-Length": "1", "Transfer-Encoding": "chunked", "Connection": "close", "Content-Type": "text/html"}
    answer = answer_of(tmp_path, Item200(Item(name="cup"), headers=extra))
    assert [name for name, _ in answer.lines] == ["content-type", "content-length"]
    assert answer.headers["content-length"] == str(len(answer.body))


async def two_pieces() -> Any:
    yield b"a"
    yield b""
    yield b"bc"


class Readable:
    """What can be read, and knows that it has been closed."""

    def __init__(self) -> None:
        self.rest = [b"abc", b""]
        self.is_closed = False

    def read(self, size: int) -> bytes:
        assert threading.current_thread() is not threading.main_thread()
        return self.rest.pop(0)

    def close(self) -> None:
        self.is_closed = True


@pytest.mark.parametrize(
    "make",
    [
        two_pieces,
        lambda: b"abc",
        lambda: bytearray(b"abc"),
        lambda: iter([b"a", b"bc"]),
        Readable,
        lambda: File.of(b"abc"),
    ],
)
def test_bytes(tmp_path: Path, make: Any) -> None:
    body = make()
    answer = answer_of(tmp_path, Stream200(body), target="/download")
    assert answer.status == 200 and answer.body == b"abc" and answer.is_whole
    assert answer.headers["content-type"] == "application/octet-stream"
    if isinstance(body, Readable):
        assert body.is_closed


@pytest.mark.parametrize("body", [None, 7, "text"])
def test_what_is_no_stream(tmp_path: Path, body: Any) -> None:
    assert answer_of(tmp_path, Stream200(body), target="/download").status == 500
    assert answer_of(tmp_path, Stream200(body), target="/watch").status == 500


def test_a_method_that_blocks_runs_in_a_thread_in_its_context(tmp_path: Path) -> None:
    def get_item(id: int) -> Any:
        assert threading.current_thread() is not threading.main_thread()
        current_call().log(seen=id)
        return Item200(Item(name=current_call().operation_id))

    lines = Lines()
    answer = asyncio.run(ask(make_server(tmp_path, Shop(get_item=get_item), lines).app(), "GET", "/items/7"))
    assert answer.json["name"] == "getItem" and lines.last["seen"] == 7


def test_a_method_that_raises_stop_iteration_in_a_thread(tmp_path: Path) -> None:
    def get_item(id: int) -> Any:
        raise StopIteration

    async def ask_in_time() -> Answer:
        return await asyncio.wait_for(ask(make_server(tmp_path, Shop(get_item=get_item)).app(), "GET", "/items/7"), 5)

    assert asyncio.run(ask_in_time()).status == 500


def test_a_result_of_a_derived_class(tmp_path: Path) -> None:
    class Mine(Item200):
        pass

    assert answer_of(tmp_path, Mine(Item(name="cup"))).status == 200


@pytest.mark.parametrize("status", [200, 204])
def test_unchecked_answers_have_their_head(tmp_path: Path, status: int) -> None:
    result = Item200(Item(name="cup"), location="/i") if status == 200 else Item204()
    answer = answer_of(tmp_path, result, check_responses="never")
    assert answer.status == status
    if status == 200:
        assert answer.json["name"] == "cup"
        assert [name for name, _ in answer.lines] == ["content-type", "location", "content-length"]
    broken = Item200(Item(name="cup"), headers={"X": "a\r\nb"})
    assert answer_of(tmp_path, broken, check_responses="never").status == 500
    assert answer_of(tmp_path, Item200("no item"), check_responses="never").status == 500  # type: ignore[arg-type]
