"""Media types, and what of bodies is the request's (wire profile, "Media types")."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from runtime.server.incoming import ClientLeft
from runtime.server.problem import ProblemError
from runtime.server.request import RequestPlan
from runtime.server.spec import Body, Branch, Content, Part, Response, Text
from tests.clocks import takes_at_most
from tests.requests.reading import (
    TypeRules,
    Wire,
    call_of,
    lines_of,
    parameter_of,
    planning_of,
    read,
    route_of,
)

RULES = {
    "user": TypeRules({"type": "object", "members": {"id": {"type": "integer"}}, "required": ["id"]}),
    "form": TypeRules(
        {
            "type": "object",
            "members": {"age": {"type": "integer"}, "joined": {"type": "array", "items": {"type": "integer"}}},
        }
    ),
    "null": TypeRules({"type": "null"}),
    "integer": TypeRules({"type": "integer"}),
}
JSON = Content("application/json", rule="user")
FORM = "application/x-www-form-urlencoded"
MEBIBYTE = 1024 * 1024


def _body(*contents: Content, required: bool = False, **given: Any) -> Any:
    return route_of(body=Body(contents, required, content_type="content_type"), **given)


def _typed(content_type: str, body: Any = None) -> Wire:
    return Wire(headers={"content-type": content_type}, body=body)


def _good(content_type: str, body: Any) -> Any:
    return {"content_type": content_type, "body": body}


CONTENTS = (JSON, Content("Text/Plain", "text"), Content(FORM, "form"))
RANGES = (
    Content("text/*", "text"),
    Content("application/*+json", rule="user"),
    Content("application/*", "text"),
    Content("image/png", "text"),
    Content("*/*", "text"),
)
UNSUPPORTED = ["415 unsupported_media_type"]


@pytest.mark.parametrize(
    ("content_type", "want"),
    [
        ("application/json", _good("application/json", {"id": 1})),
        ("APPLICATION/Json", _good("application/json", {"id": 1})),
        ("application/json; charset=utf-8", _good("application/json", {"id": 1})),
        ('application/json;charset="UTF-8";v=1', _good("application/json", {"id": 1})),
        ("application/json;", _good("application/json", {"id": 1})),
        ("application/json; charset=iso-8859-1", UNSUPPORTED),
        ("application/json; charset=utf-16", UNSUPPORTED),
        ("application/json; charset=utf8", UNSUPPORTED),
        ("application/x-www-form-urlencoded; charset=latin1", UNSUPPORTED),
        ("application/problem+json", UNSUPPORTED),
        ("application/jsonp", UNSUPPORTED),
        ("application/json, application/json", UNSUPPORTED),
        ("application/json; a", UNSUPPORTED),
        ("application/xml", UNSUPPORTED),
        ("json", UNSUPPORTED),
        ("", UNSUPPORTED),
        ("text/plain", _good("Text/Plain", '{"id": 1}')),
        ("text/plain; charset=us-ascii", _good("Text/Plain", '{"id": 1}')),
        ("text/plain; charset=koi8-r", UNSUPPORTED),
    ],
)
def test_media_types(content_type: str, want: Any) -> None:
    assert read(_body(*CONTENTS), _typed(content_type, '{"id": 1}'), RULES) == want


@pytest.mark.parametrize(
    ("content_type", "want"),
    [
        ("text/html", _good("text/html", '{"id": 1}')),
        ("application/vnd.acme+json", _good("application/vnd.acme+json", {"id": 1})),
        ("Application/Pdf", _good("application/pdf", '{"id": 1}')),
        ("image/png", _good("image/png", '{"id": 1}')),
        ("image/gif", _good("image/gif", '{"id": 1}')),
        ("nonsense", UNSUPPORTED),
        ("a/b c", UNSUPPORTED),
    ],
)
def test_ranges(content_type: str, want: Any) -> None:
    assert read(_body(*RANGES), _typed(content_type, '{"id": 1}'), RULES) == want


@pytest.mark.parametrize(
    ("route", "wire", "want"),
    [
        (_body(*CONTENTS), Wire(body="{}"), UNSUPPORTED),
        (_body(*CONTENTS), Wire(body=[b"", b"{}"]), UNSUPPORTED),
        (_body(*CONTENTS), Wire(body=[b"", b""]), {}),
        (_body(*CONTENTS), Wire(), {}),
        (_body(*CONTENTS, required=True), Wire(), ["body  required"]),
        (_body(*CONTENTS, required=True), _typed("application/json"), ["body  required"]),
        (_body(*CONTENTS, required=True), _typed("application/json", ""), ["body  required"]),
        (_body(*CONTENTS, required=True), _typed("application/json", [b""]), ["body  required"]),
        (_body(*CONTENTS), _typed("application/json", ""), {}),
        (_body(*CONTENTS, required=True), Wire(body=""), ["body  required"]),
        (_body(*CONTENTS, required=True), _typed("text/plain", ""), _good("Text/Plain", "")),
        (_body(*CONTENTS, required=True), _typed(FORM, ""), _good(FORM, {})),
        (
            _body(Content("application/json", rule="null")),
            _typed("application/json", "null"),
            _good("application/json", None),
        ),
        (route_of(), _typed("application/json", "{"), {}),
        (_body(*CONTENTS), _typed("application/xml", "x" * 10_485_761), ["413 payload_too_large"]),
        (_body(*CONTENTS), _typed("text/plain", [bytes(6_000_000)] * 2), ["413 payload_too_large"]),
        (_body(*CONTENTS), _typed("text/plain", [bytes(10_485_761)]), ["413 payload_too_large"]),
        (
            _body(*CONTENTS),
            Wire(headers={"content-type": "text/plain", "content-encoding": "gzip"}, body="x"),
            UNSUPPORTED,
        ),
        (
            _body(*CONTENTS),
            Wire(headers={"content-type": "text/plain", "content-encoding": "Identity"}, body="x"),
            _good("Text/Plain", "x"),
        ),
    ],
)
def test_presence_and_size(route: Any, wire: Wire, want: Any) -> None:
    assert read(route, wire, RULES) == want


def test_as_large_as_it_may_be() -> None:
    got = read(_body(*CONTENTS), _typed("text/plain", "x" * 10_485_760), RULES)
    assert len(got["body"]) == 10_485_760


def test_headers_that_later_versions_of_http_do_not_need() -> None:
    async def run(wire: Wire) -> Any:
        call = call_of(wire)
        call.scope["headers"] = [line for line in call.scope["headers"] if line[0] == b"content-type"]
        call.scope["http_version"] = "2"
        try:
            return await RequestPlan(_body(*CONTENTS, required=True), planning_of(RULES)).read(call)
        except ProblemError as problem:
            return lines_of(problem)

    assert asyncio.run(run(_typed("application/json", [b"", b'{"id"', b":1}"]))) == _good("application/json", {"id": 1})
    assert asyncio.run(run(Wire(body=[b"", b"x"]))) == UNSUPPORTED
    assert asyncio.run(run(_typed("application/json", [b""]))) == ["body  required"]
    assert asyncio.run(run(Wire())) == ["body  required"]


@pytest.mark.parametrize("body", [[b"{", b'"id"'], [b"x" * 100_000]])
@pytest.mark.parametrize("content_type", ["application/json", "text/plain", FORM])
def test_clients_that_leave(content_type: str, body: Any) -> None:
    with pytest.raises(ClientLeft):
        read(_body(*CONTENTS), Wire(headers={"content-type": content_type}, body=body, leaves=True), RULES)


def _malformed(rule: str) -> list[str]:
    return ["400 malformed_json", f"body  {rule}"]


@pytest.mark.parametrize(
    ("body", "want"),
    [
        ('{"id": 7}', _good("application/json", {"id": 7})),
        ('{"id": "7"}', ["body /id type"]),
        ("{}", ["body /id required"]),
        ('{"id": 7', _malformed("json")),
        ('{"id": 7} 1', _malformed("json")),
        ('{"id": 7, "id": 7}', _malformed("duplicate")),
        (b'"\xff"', _malformed("encoding")),
        (" ", _malformed("json")),
    ],
)
def test_json(body: Any, want: Any) -> None:
    assert read(_body(JSON), _typed("application/json", body), RULES) == want


def test_malformed_json_beside_a_wrong_parameter() -> None:
    rules = dict(RULES)
    parameters = (parameter_of("query", {"type": "integer"}, rules, name="limit", required=True),)
    route = _body(JSON, parameters=parameters)
    wire = _typed("application/json", "{")
    assert read(route, wire, rules) == ["400 malformed_json", "query /limit required", "body  json"]
    route = _body(JSON, parameters=parameters, responses=(Response(422, object),))
    assert read(route, wire, rules) == ["422 malformed_json", "query /limit required", "body  json"]


def test_what_a_type_makes_of_it() -> None:
    def no(_: Any) -> Any:
        raise ValueError

    assert read(
        _body(Content("application/json", type=lambda tree: tree["a"])), _typed("application/json", '{"a":1}')
    ) == _good("application/json", 1)
    assert read(_body(Content("application/json", type=no)), _typed("application/json", "{}")) == ["body  type"]


@pytest.mark.parametrize(
    ("body", "want"),
    [
        ("ünïcode 🍅".encode(), "ünïcode 🍅"),
        (b"\xef\xbb\xbfa", "\ufeffa"),
        (b"\xc0\xaf", ["body  encoding"]),
        (b"\xed\xa0\x80", ["body  encoding"]),
    ],
)
def test_texts(body: bytes, want: Any) -> None:
    got = read(_body(Content("text/plain", "text")), _typed("text/plain", body))
    assert (got if isinstance(got, list) else got["body"]) == want


MEMBERS = Content(
    FORM,
    "form",
    rule="form",
    members={
        "name": Part(),
        "age": Part(text=Text("integer")),
        "tags": Part(text=Text("list")),
        "joined": Part(style="form", explode=False, text=Text("list", items=Text("integer"))),
        "deep": Part(style="deepObject", text=Text("object", members={"a": Text("integer")})),
        "address": Part(text=Text("object", members={"city": Text()})),
        "meta": Part(content=Content("application/json")),
        "rows": Part(content=Content("application/json"), list=True),
        "nothing": Part(text=Text("union", any_of=(Branch(Text("null"), "null"), Branch(Text("integer"), "integer")))),
    },
)


@pytest.mark.parametrize(
    ("body", "want"),
    [
        ("name=Ada+L%26&age=36", {"name": "Ada L&", "age": 36}),
        ("tags=a&tags=b", {"tags": ["a", "b"]}),
        ("tags=a", {"tags": ["a"]}),
        ("joined=1,2", {"joined": [1, 2]}),
        ("deep%5Ba%5D=1", {"deep": {"a": 1}}),
        ("deep=1", {"deep": "1"}),
        ("address=%7B%22city%22%3A%22Rome%22%7D", {"address": {"city": "Rome"}}),
        ("meta=%5B1%5D", {"meta": [1]}),
        ("rows=1&rows=%7B%7D", {"rows": [1, {}]}),
        ("nothing=", {"nothing": None}),
        ("other=1&other=2", {"other": "1"}),
        ("name=ü", {"name": "ü"}),
        ("name", {"name": ""}),
        ("__proto__=1&constructor=2", {"__proto__": "1", "constructor": "2"}),
        ("age=x", ["body /age type"]),
        ("age=", ["body /age type"]),
        ("joined=1,x,y", ["body /joined/1 type", "body /joined/2 type"]),
        ("name=a&name=b", ["body /name duplicate"]),
        ("name=%FF&age=%", ["body /age encoding", "body /name encoding"]),
        ("other=%FF", ["body /other encoding"]),
        ("%FF=1", ["body  encoding"]),
        ("meta=%7B", ["body /meta json"]),
        ("meta=1&meta=1", ["body /meta duplicate"]),
        ("rows=1&rows=x", ["body /rows/1 json"]),
    ],
)
def test_forms(body: str, want: Any) -> None:
    got = read(_body(MEMBERS), _typed(FORM, body), RULES)
    assert (got if isinstance(got, list) else got["body"]) == want


def test_members_without_a_row_of_their_own() -> None:
    content = Content(FORM, "form", rest=Part(text=Text("integer")))
    assert read(_body(content), _typed(FORM, "a=1&b=2"))["body"] == {"a": 1, "b": 2}


LARGE = Content(
    FORM,
    "form",
    rule="large",
    members={
        "a": Part(text=Text("list", items=Text("integer"))),
        "s": Part(),
        "j": Part(content=Content("application/json")),
    },
)


def _megabytes(piece: str) -> str:
    return piece * (3 * MEBIBYTE // len(piece))


@pytest.mark.parametrize(
    ("body", "want"),
    [
        (lambda: "s=" + _megabytes("x"), None),
        (lambda: "s=" + _megabytes("%C3%A9"), None),
        (lambda: "s=" + _megabytes("%41b"), None),
        (lambda: "s=" + _megabytes("%C3%A9") + "%", 1),
        (lambda: "s=" + _megabytes("+"), None),
        (lambda: "j=" + _megabytes("["), 1),
        (lambda: _megabytes("a=1&"), None),
        (lambda: _megabytes("a=%&"), 100),
        (lambda: _megabytes("&"), None),
        (lambda: _megabytes("n&"), None),
        (lambda: "&".join(f"n{index}=1" for index in range(500_000)), None),
    ],
    ids=range(11),
)
def test_forms_of_megabytes_take_linear_time(body: Any, want: int | None) -> None:
    rules = {"large": TypeRules({"type": "object", "members": {"a": {"type": "array", "items": {"type": "integer"}}}})}
    text = body()
    with takes_at_most(10):
        got = read(_body(LARGE), _typed(FORM, text), rules)
    assert (len(got) if isinstance(got, list) else None) == want


async def _items(content: Content, wire: Wire) -> Any:
    arguments = await RequestPlan(_body(content, required=True), planning_of(RULES)).read(call_of(wire))
    items = []
    try:
        async for item in arguments["body"]:
            items.append(item)
    except ProblemError as problem:
        return items + lines_of(problem)
    return items


@pytest.mark.parametrize(
    ("content_type", "body", "want"),
    [
        ("application/jsonl", b'{"id":1}\n{"id":2}\n', [{"id": 1}, {"id": 2}]),
        ("application/jsonl", b'{"id":1}\r\n\r\n{"id":2}', [{"id": 1}, {"id": 2}]),
        ("application/jsonl", b"", []),
        ("application/json-seq", b'\x1e{"id":1}\n\x1e{"id":2}\n', [{"id": 1}, {"id": 2}]),
        ("application/jsonl", b'{"id":1}\n{"id":"x"}\n{"id":2}', [{"id": 1}, "body /1/id type"]),
        ("application/jsonl", b'{"id":1}\n{\n', [{"id": 1}, "400 malformed_json", "body /1 json"]),
        ("application/jsonl", b"\xff", ["body  encoding"]),
    ],
)
def test_json_lines(content_type: str, body: bytes, want: Any) -> None:
    content = Content("*/*", "lines", rule="user")
    assert asyncio.run(_items(content, _typed(content_type, body))) == want
    pieces = [bytes([byte]) for byte in body] or [b""]
    assert asyncio.run(_items(content, _typed(content_type, pieces))) == want


DATA = Content("text/event-stream", "events", rule="user")
TEXTS = Content("text/event-stream", "events", event="text")
WHOLE = Content("text/event-stream", "events", event="event")
PARSED = Content("text/event-stream", "events", event="json")


@pytest.mark.parametrize(
    ("content", "body", "want"),
    [
        (DATA, 'data: {"id":1}\n\ndata: {"id":\ndata: 2}\n\n', [{"id": 1}, {"id": 2}]),
        (DATA, "data: {}\n\n", ["body /0/id required"]),
        (DATA, "data: {\n\n", ["400 malformed_json", "body /0 json"]),
        (TEXTS, ": hello\ndata: a\ndata: b\n\ndata: c\n", ["a\nb"]),
        (TEXTS, "\ufeffdata: a\r\rdata:b\r\n\r\ndata:  c\n\n", ["a", "b", " c"]),
        (TEXTS, "data\n\n\ndata\n\n", ["", ""]),
        (WHOLE, "event: x\nid: 7\ndata: a\n\n", [{"event": "x", "id": "7", "data": "a"}]),
        (
            WHOLE,
            "id\nretry: 0070\ndata: a\n\nretry: x\nid: \0\ndata: b\n\n",
            [{"id": "", "retry": 70, "data": "a"}, {"data": "b"}],
        ),
        (WHOLE, f"retry: {'9' * 400}\ndata: a\n\n", ["400 malformed_json", "body /0 json"]),
        (PARSED, "event: x\ndata: [1]\n\n", [{"event": "x", "data": [1]}]),
        (PARSED, "data: [\n\n", ["400 malformed_json", "body /0/data json"]),
    ],
)
def test_events(content: Content, body: str, want: Any) -> None:
    assert asyncio.run(_items(content, _typed("text/event-stream", body))) == want
    pieces = [bytes([byte]) for byte in body.encode()]
    assert asyncio.run(_items(content, _typed("text/event-stream", pieces))) == want


@pytest.mark.parametrize(
    ("content", "body"),
    [
        (TEXTS, lambda: b"\r" * (3 * MEBIBYTE)),
        (TEXTS, lambda: b"data:" * MEBIBYTE),
        (TEXTS, lambda: b"data:\n" * (MEBIBYTE // 2)),
        (Content("*/*", "lines"), lambda: b"\n" * (3 * MEBIBYTE)),
        (Content("*/*", "lines"), lambda: b'"' + b"x" * (9 * MEBIBYTE) + b'"'),
    ],
    ids=range(5),
)
def test_streams_of_megabytes_take_linear_time(content: Content, body: Any) -> None:
    text = body()
    pieces = [text[at : at + 65_536] for at in range(0, len(text), 65_536)]
    with takes_at_most(20):
        asyncio.run(_items(content, _typed("text/event-stream", pieces)))


def test_bytes_reach_the_handler_within_the_limit() -> None:
    content = Content("*/*", "binary")
    assert asyncio.run(_items(content, _typed("image/png", "abc"))) == [b"abc"]
    assert asyncio.run(_items(content, _typed("image/png", ""))) == []
    got = asyncio.run(_items(content, _typed("image/png", [bytes(6_000_000)] * 2)))
    assert [len(got[0]), *got[1:]] == [6_000_000, "413 payload_too_large"]
    assert read(_body(content, required=True), Wire(), RULES) == ["body  required"]
    with pytest.raises(ClientLeft):
        asyncio.run(_items(content, Wire(headers={"content-type": "image/png"}, body=[b"x"], leaves=True)))


def test_wrong_parameters_are_answered_before_a_stream_is_read() -> None:
    rules = dict(RULES)
    parameters = (parameter_of("query", {"type": "integer"}, rules, name="limit", required=True),)
    route = _body(Content("*/*", "binary"), parameters=parameters)
    assert read(route, _typed("image/png", "abc"), rules) == ["query /limit required"]


def test_others_are_served_while_a_large_body_is_read() -> None:
    async def run() -> int:
        turns = 0

        async def take_turns() -> None:
            nonlocal turns
            while True:
                await asyncio.sleep(0.001)
                turns += 1

        others = asyncio.create_task(take_turns())
        await asyncio.sleep(0)
        rules = {"large": TypeRules({"type": "object"})}
        text = "&".join(f"n{index}=1" for index in range(500_000))
        await RequestPlan(_body(LARGE), planning_of(rules)).read(call_of(_typed(FORM, text)))
        others.cancel()
        return turns

    assert asyncio.run(run()) > 5
