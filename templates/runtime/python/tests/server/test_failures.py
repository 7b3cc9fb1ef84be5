"""Requests that come to no good end."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.exceptions import HTTPException

from runtime.server import ProblemError
from runtime.server.log import JsonFormatter
from tests.server.shop import Answer, Item, Item200, ItemDefault, Lines, Shop, ask, make_server


class OtherError(BaseException):
    """Is no Exception."""


def raising(error: BaseException) -> Any:
    async def get_item(id: int) -> Any:
        raise error

    return get_item


def answer_of(tmp_path: Path, error: BaseException, lines: Lines | None = None, **options: Any) -> Answer:
    return asyncio.run(
        ask(make_server(tmp_path, Shop(get_item=raising(error)), lines, **options).app(), "GET", "/items/7")
    )


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("SECRET"),
        OtherError("SECRET"),
        ExceptionGroup("SECRET", [ValueError("SECRET"), KeyError("SECRET")]),
        BaseExceptionGroup("SECRET", [OtherError("SECRET"), KeyError("SECRET")]),
        asyncio.CancelledError("SECRET"),
        StopAsyncIteration("SECRET"),
        TimeoutError("SECRET"),
        HTTPException(303, "SECRET"),
        ProblemError("internal", "SECRET", status=200),
        ProblemError("internal", "SECRET", status=600),
        ProblemError("nothing", "SECRET"),  # type: ignore[arg-type]
    ],
)
def test_what_a_handler_raises_is_500(tmp_path: Path, error: BaseException) -> None:
    lines = Lines()
    answer = answer_of(tmp_path, error, lines)
    assert answer.status == 500 and answer.is_whole
    assert answer.json == {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
        "code": "internal",
        "detail": "The server failed to answer.",
        "trace_id": lines.last["trace_id"],
    }
    assert len(lines.records) == 1 and lines.records[0].levelname == "ERROR"
    assert type(error).__qualname__ in lines.last["error"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3)])
def test_what_ends_the_process_does(tmp_path: Path, error: BaseException) -> None:
    lines = Lines()
    with pytest.raises(type(error)):
        answer_of(tmp_path, error, lines)
    assert lines.last["aborted"] is True


def test_a_problem(tmp_path: Path) -> None:
    lines = Lines()
    answer = answer_of(tmp_path, ProblemError("rate_limited", "Slowly.", headers={"Retry-After": "3"}), lines)
    assert answer.status == 429 and answer.headers["retry-after"] == "3"
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["title"] == "Too Many Requests" and answer.json["detail"] == "Slowly."
    assert lines.records[0].levelname == "WARNING" and "error" not in lines.last


def test_a_problem_alone_in_groups_is_the_problem(tmp_path: Path) -> None:
    group = ExceptionGroup("outer", [ExceptionGroup("inner", [ProblemError("rate_limited")])])
    assert answer_of(tmp_path, group).status == 429


def test_the_cause_of_a_problem_is_logged(tmp_path: Path) -> None:
    async def get_item(id: int) -> Any:
        try:
            raise ConnectionError("SECRET")
        except ConnectionError as error:
            raise ProblemError("bad_gateway") from error

    lines = Lines()
    answer = asyncio.run(ask(make_server(tmp_path, Shop(get_item=get_item), lines).app(), "GET", "/items/7"))
    assert answer.status == 502 and b"SECRET" not in answer.body
    assert lines.last["error"] == "ConnectionError: SECRET"


def test_headers_of_a_problem_stay_one_line(tmp_path: Path) -> None:
    headers = {"X-One": "a\r\nX-Two: b", "Retry-After": "3", "Bad Näme": "x"}
    answer = answer_of(tmp_path, ProblemError("rate_limited", headers=headers))
    assert answer.status == 429 and answer.headers["retry-after"] == "3"
    assert not {"x-one", "x-two"} & set(answer.headers) and not any("bad" in name for name in answer.headers)


@pytest.mark.parametrize(("status", "code"), [(404, "not_found"), (409, "invalid_request"), (503, "unavailable")])
def test_an_http_exception_is_a_problem(tmp_path: Path, status: int, code: str) -> None:
    answer = answer_of(tmp_path, HTTPException(status, "None here.", {"X-One": "1"}))
    assert answer.status == status and answer.json["code"] == code and answer.json["detail"] == "None here."
    assert answer.headers["x-one"] == "1"


def test_a_hook_renders_problems(tmp_path: Path) -> None:
    hooks = {"Item": lambda problem: Item(name=problem.code[:10])}
    answer = answer_of(tmp_path, ProblemError("not_found", headers={"X-One": "1"}), problems=hooks)
    assert answer.status == 404 and answer.json["name"] == "not_found" and answer.headers["x-one"] == "1"
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "hook", [lambda problem: 1 / 0, lambda problem: Item(name="much too long a name"), lambda problem: None]
)
def test_a_hook_that_fails_leaves_the_problem(tmp_path: Path, hook: Any) -> None:
    lines = Lines()
    answer = answer_of(tmp_path, ProblemError("not_found"), lines, problems={"Item": hook})
    assert answer.status == 404 and answer.headers["content-type"] == "application/problem+json"
    assert "error" in lines.last


def test_paths_and_methods(tmp_path: Path) -> None:
    app = make_server(tmp_path, Shop()).app()
    assert asyncio.run(ask(app, "GET", "/nowhere")).json["code"] == "not_found"
    assert asyncio.run(ask(app, "GET", "/items/7/")).status == 404
    answer = asyncio.run(ask(app, "POST", "/items/7"))
    assert answer.status == 405 and answer.headers["allow"] == "GET, HEAD, PUT"
    answer = asyncio.run(ask(app, "OPTIONS", "/items/7"))
    assert answer.status == 405 and answer.json["code"] == "method_not_allowed"


def test_violations(tmp_path: Path) -> None:
    answer = asyncio.run(ask(make_server(tmp_path, Shop()).app(), "GET", "/items/0"))
    assert answer.status == 400
    assert [(each["in"], each["pointer"], each["rule"]) for each in answer.json["violations"]] == [
        ("path", "/id", "minimum")
    ]


def test_a_client_that_leaves_cancels_the_handler(tmp_path: Path) -> None:
    said: list[str] = []

    async def get_item(id: int) -> Any:
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            said.append("cancelled")
            raise

    lines = Lines()
    app = make_server(tmp_path, Shop(get_item=get_item), lines).app()
    asyncio.run(asyncio.wait_for(ask(app, "GET", "/items/7", leaves=lambda: asyncio.sleep(0.1)), 5))
    assert said == ["cancelled"]
    assert lines.last["status"] == 499 and lines.last["aborted"] is True and "error" not in lines.last


def test_a_handler_may_finish_what_it_began(tmp_path: Path) -> None:
    """Cancellation that a handler swallows is not raised again."""

    async def get_item(id: int) -> Any:
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            return Item200(Item(name="late"))

    lines = Lines()
    app = make_server(tmp_path, Shop(get_item=get_item), lines).app()
    asyncio.run(asyncio.wait_for(ask(app, "GET", "/items/7", leaves=lambda: asyncio.sleep(0.1)), 5))
    assert lines.last["aborted"] is True


def test_cancellation_from_outside_goes_on(tmp_path: Path) -> None:
    async def get_item(id: int) -> Any:
        await asyncio.sleep(30)

    lines = Lines()
    app = make_server(tmp_path, Shop(get_item=get_item), lines).app()

    async def cancel() -> None:
        task = asyncio.create_task(ask(app, "GET", "/items/7"))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancel())
    assert lines.last["aborted"] is True


def test_a_client_that_leaves_before_its_body_is_there(tmp_path: Path) -> None:
    lines = Lines()
    app = make_server(tmp_path, Shop(), lines).app()
    headers = {"content_type": "application/json", "content_length": "100", "x_key": "good"}

    async def leave() -> Answer:
        answer = Answer()

        async def receive() -> Any:
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            answer.take(message)

        scope = {"type": "http", "method": "PUT", "path": "/items/7", "raw_path": b"/items/7", "query_string": b""}
        lines_ = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        await app({**scope, "headers": lines_, "http_version": "1.1", "root_path": ""}, receive, send)
        return answer

    asyncio.run(leave())
    assert lines.last["status"] == 499 and lines.last["aborted"] is True


def test_much_of_a_body_that_nobody_reads_ends_the_connection(tmp_path: Path) -> None:
    app = make_server(tmp_path, Shop(), max_body_bytes=100).app()
    large: dict[str, Any] = {"content_type": "application/json", "x_key": "good"}
    answer = asyncio.run(ask(app, "PUT", "/items/7", b"x" * 100_000, **large))
    assert answer.status == 413 and answer.headers["connection"] == "close"
    answer = asyncio.run(ask(app, "PUT", "/items/7", b"x" * 1000, **large))
    assert answer.status == 413 and "connection" not in answer.headers
    answer = asyncio.run(ask(app, "PUT", "/items/7", b"x" * 100_000, content_type="text/plain", x_key="bad"))
    assert answer.status == 401 and answer.headers["connection"] == "close"


def test_log_lines_are_one_line(tmp_path: Path) -> None:
    lines = Lines()

    async def get_item(id: int) -> Any:
        raise RuntimeError('a\n{"level":"INFO"}\x1b[31m\u2028')

    app = make_server(tmp_path, Shop(get_item=get_item), lines).app()
    asyncio.run(ask(app, "GET", "/items/7"))
    scope = {"path": "/no\n", "raw_path": b'/no\xff"'}
    asyncio.run(ask(app, "GET", "/", scope=scope))
    for record in lines.records:
        text = JsonFormatter().format(record)
        assert text.isascii() and "\n" not in text and "\x1b" not in text
        assert json.loads(text)["msg"] == "request"
    assert "RuntimeError" in json.loads(JsonFormatter().format(lines.records[0]))["stack"]


def test_fields_of_any_type_are_logged(tmp_path: Path) -> None:
    class Odd:
        def __str__(self) -> str:
            raise ValueError

    async def get_item(id: int) -> Any:
        from runtime.server import current_call

        current_call().log(odd=Odd(), many={1, 2})
        return ItemDefault(Item(name="cup"), status=404)

    lines = Lines()
    asyncio.run(ask(make_server(tmp_path, Shop(get_item=get_item), lines).app(), "GET", "/items/7"))
    fields = json.loads(JsonFormatter().format(lines.records[0]))
    assert fields["operation"] == "getItem" and fields["status"] == 404 and fields["level"] == "WARNING"
    assert fields["path"] == "/items/7" and len(fields["span_id"]) == 16


def test_a_service_is_no_class(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="Shop is a class"):
        make_server(tmp_path, Shop)
