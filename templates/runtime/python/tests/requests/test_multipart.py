"""Multipart bodies: RFC 7578, RFC 2046, and OpenAPI 3.2, 4.15."""

from __future__ import annotations

import asyncio
import gc
from inspect import isawaitable
from pathlib import Path
from typing import Any

import pytest

from runtime.server.call import Call
from runtime.server.problem import ProblemError
from runtime.server.request import RequestPlan
from runtime.server.spec import Body, Content, Part, Text
from runtime.wire.file import File
from tests.clocks import takes_at_most
from tests.requests.reading import TypeRules, Wire, call_of, lines_of, planning_of, route_of

BINARY = Content("application/octet-stream", "binary")
JSON = Content("application/json")
RULES = {
    "form": TypeRules(
        {
            "type": "object",
            "members": {
                "age": {"type": "integer"},
                "file": {"type": "string"},
                "files": {"type": "array", "items": {"type": "string"}},
            },
        }
    )
}
FORM = Content(
    "multipart/*",
    "multipart",
    rule="form",
    members={
        "name": Part(),
        "age": Part(text=Text("integer")),
        "tags": Part(text=Text("list")),
        "meta": Part(content=JSON),
        "rows": Part(content=JSON, list=True),
        "joined": Part(style="form", explode=False, text=Text("list", items=Text("integer"))),
        "spread": Part(
            style="form", explode=True, text=Text("object", members={"R": Text("integer"), "G": Text("integer")})
        ),
        "file": Part(content=BINARY),
        "files": Part(content=BINARY, list=True),
        "image": Part(content=BINARY, content_types=("image/png", "image/x-*")),
    },
)


def _part(head: str, content: str) -> str:
    line = f"{head}\r\n" if head else ""
    return f"--b\r\n{line}\r\n{content}\r\n"


def _field(name: str, content: str, more: str = "") -> str:
    return _part(f'Content-Disposition: form-data; name="{name}"{more}', content)


END = "--b--\r\n"


async def _spell(value: Any) -> Any:
    """Writes files as `name|type|content|size`."""
    if isinstance(value, list):
        return [await _spell(item) for item in value]
    if isinstance(value, dict):
        return {name: await _spell(member) for name, member in value.items()}
    if isinstance(value, File):
        return f"{value.filename}|{value.content_type}|{(await value.read()).decode()}|{value.size}"
    return value


async def _open(content: Content, wire: Wire, **settings: Any) -> tuple[Call, Any]:
    call = call_of(wire)
    route = route_of(body=Body((content,), required=True))
    try:
        return call, (await RequestPlan(route, planning_of(RULES, **settings)).read(call))["body"]
    except ProblemError as problem:
        return call, lines_of(problem)


async def _release(call: Call) -> None:
    for release in call.released:
        done = release()
        assert isawaitable(done)
        await done


def _read(
    body: str | bytes | list[bytes], content: Content = FORM, kind: str = "multipart/form-data; boundary=b"
) -> Any:
    async def run() -> Any:
        call, value = await _open(content, Wire(headers={"content-type": kind}, body=body))
        try:
            return await _spell(value)
        finally:
            await _release(call)

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("body", "want"),
    [
        (_field("name", "Ada") + _field("age", "36"), {"name": "Ada", "age": 36}),
        (_field("name", ""), {"name": ""}),
        (_field("name", "\r\n--c\r\n\r\n--\r\r\n-"), {"name": "\r\n--c\r\n\r\n--\r\r\n-"}),
        (_field("tags", "a") + _field("tags", "b"), {"tags": ["a", "b"]}),
        (_field("tags", "a"), {"tags": ["a"]}),
        (_field("meta", '{"a": [1]}'), {"meta": {"a": [1]}}),
        (_part('Content-Disposition: form-data; name="meta"\r\nContent-Type: application/json', "1"), {"meta": 1}),
        (_field("rows", "1") + _field("rows", "{}"), {"rows": [1, {}]}),
        (_field("joined", "1,2"), {"joined": [1, 2]}),
        (_field("spread", "R=1&G=2"), {"spread": {"R": 1, "G": 2}}),
        (
            _part('Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain', "abc"),
            {"file": "a.txt|text/plain|abc|3"},
        ),
        (_field("file", "abc"), {"file": "||abc|3"}),
        (_field("file", "", '; filename=""'), {"file": "|||0"}),
        (
            _field("files", "1", '; filename="a"') + _field("files", "2", '; filename="b"'),
            {"files": ["a||1|1", "b||2|1"]},
        ),
        (_field("file", "x", '; filename="../../etc/passwd"'), {"file": "passwd||x|1"}),
        (_field("files", "x", '; filename="C:\\\\a.txt"'), {"files": ["a.txt||x|1"]}),
        (_field("file", "x", '; filename=".."'), {"file": "||x|1"}),
        (_field("na%22me%0D%0A", "x"), {'na"me\r\n': ""}),
        (_field("file", "x", '; filename="%22ü.txt"'), {"file": '"ü.txt||x|1'}),
        (_field("file", "x", "; filename*=UTF-8''na%C3%AFve.txt"), {"file": "naïve.txt||x|1"}),
        (_part('content-disposition: form-data; filename="; name=x"; name=file', "x"), {"file": "; name=x||x|1"}),
        (
            _part('Content-Disposition: form-data; name="image"\r\nContent-Type: image/PNG; q=1', "x"),
            {"image": "|image/PNG; q=1|x|1"},
        ),
        (
            _part('Content-Disposition: form-data; name="image"\r\nContent-Type: image/x-icon', "x"),
            {"image": "|image/x-icon|x|1"},
        ),
        (_field("__proto__", "1") + _field("constructor", "2"), {"__proto__": "", "constructor": ""}),
        ("", {}),
        (_field("age", "x"), ["body /age type"]),
        (_field("name", "a") + _field("name", "b"), ["body /name duplicate"]),
        (_field("file", "a") + _field("file", "b"), ["body /file duplicate"]),
        (_field("meta", "{"), ["body /meta json"]),
        (_field("rows", "1") + _field("rows", "{"), ["body /rows/1 json"]),
        (
            _part('Content-Disposition: form-data; name="image"\r\nContent-Type: text/html', "x"),
            ["415 unsupported_media_type"],
        ),
    ],
)
def test_parts(body: str, want: Any) -> None:
    text = (body + END).encode()
    assert _read(text) == want
    assert _read([bytes([byte]) for byte in text]) == want


def test_no_utf8() -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\n\xff\r\n' + END.encode()
    assert _read(body) == ["body /name encoding"]
    assert _read(body.replace(b'"name"', b'"tags"') * 1) == ["body /tags/0 encoding"]


def test_by_position() -> None:
    content = Content("multipart/*", "multipart", prefix=(Part(content=JSON),), items=Part(content=BINARY))
    body = _part("Content-Type: application/json", '{"a":1}') + _part("Content-Type: image/png", "x") + _part("", "y")
    assert _read(body + END, content, 'multipart/mixed; boundary="b"') == [{"a": 1}, "|image/png|x|1", "||y|1"]
    assert _read(_part("", "{") + END, content, "multipart/mixed; boundary=b") == ["body /0 json"]


WHOLE = _field("name", "a")
MALFORMED = ["body  encoding"]


@pytest.mark.parametrize(
    ("body", "want"),
    [
        (f"hello\r\n{WHOLE}{END}bye", {"name": "a"}),
        ("--b \t\r\nContent-Disposition: form-data; name=name\r\n\r\na\r\n--b--", {"name": "a"}),
        (WHOLE, MALFORMED),
        (f"{WHOLE}--b-", MALFORMED),
        (f"{WHOLE}--b-x", MALFORMED),
        ("hello", MALFORMED),
        ('--b\nContent-Disposition: form-data; name="name"\n\na\n--b--\n', MALFORMED),
        (f"--bb\r\n\r\nx\r\n{END}", MALFORMED),
        (_part("Content-Type: text/plain", "x") + END, MALFORMED),
        (_part("nonsense", "x") + END, MALFORMED),
        (_part("A: 1\r\na: 2", "x") + END, MALFORMED),
        (_part('Content-Disposition: form-data;\r\n name="name"', "x") + END, MALFORMED),
        ("--b\r\n" + "X: y\r\n" * 10_000, MALFORMED),
        ("--b" + " " * 1000, MALFORMED),
    ],
)
def test_framing(body: str, want: Any) -> None:
    assert _read(body) == want
    assert _read([bytes([byte]) for byte in body.encode()]) == want


@pytest.mark.parametrize("boundary", ["", '; boundary=""', "; boundary=ü", "; boundary=" + "b" * 71, '; boundary="b "'])
def test_boundaries_that_are_none(boundary: str) -> None:
    assert _read(WHOLE + END, FORM, "multipart/form-data" + boundary) == MALFORMED


def test_zero_bytes_are_no_body() -> None:
    assert _read("") == ["body  required"]
    assert _read([b""]) == ["body  required"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def _head(name: str) -> bytes:
    return f'\r\n--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()


def _wire(*body: bytes, **given: Any) -> Wire:
    return Wire(headers={"content-type": "multipart/form-data; boundary=b"}, body=list(body), **given)


def test_large_files_are_spooled(folder: Path) -> None:
    async def run() -> None:
        pieces = [bytes([97 + index % 26]) * 50_000 for index in range(30)]
        body = [_head("files"), b"x" * 1000, _head("files"), *pieces, _head("files"), b"z" * 2000, b"\r\n--b--"]
        call, value = await _open(FORM, _wire(*body))
        files: list[File] = value["files"]
        assert [file.size for file in files] == [1000, 1_500_000, 2000]
        assert [await file.read() for file in files] == [b"x" * 1000, b"".join(pieces), b"z" * 2000]
        # Again, in pieces, several at a time, and as files of threads are read.
        got = await asyncio.gather(*(_chunks(file) for file in files))
        assert got == [b"x" * 1000, b"".join(pieces), b"z" * 2000]
        with files[1].open() as source:
            source.seek(-10, 2)
            assert (source.read(), source.seek(1_000_000), source.read(3)) == (b"d" * 10, 1_000_000, b"uuu")
        await _release(call)
        assert not list(folder.iterdir())

    asyncio.run(run())


async def _chunks(file: File) -> bytes:
    return b"".join([chunk async for chunk in file.chunks(10_000)])


def test_files_are_gone_with_their_request(folder: Path) -> None:
    async def run() -> None:
        call, value = await _open(FORM, _wire(_head("file"), b"x" * 2_000_000, b"\r\n--b--"))
        await _release(call)
        with pytest.raises(ValueError, match="gone"):
            await value["file"].read()

    asyncio.run(run())


def test_nothing_is_left_of_a_request_that_is_refused(folder: Path) -> None:
    async def run() -> None:
        large = [_head("file"), b"x" * 3_000_000, b"\r\n--b--"]
        got = []
        for body, limit in ((large, 2_000_000), (large[:2], 10_000_000), ([_head("age"), b"x", *large], 10_000_000)):
            call, value = await _open(FORM, _wire(*body), max_body_bytes=limit)
            await _release(call)
            got.append(value)
        assert got == [["413 payload_too_large"], MALFORMED, ["body /age type"]]
        assert not list(folder.iterdir())
        gc.collect()

    asyncio.run(run())


def test_texts_are_held_in_memory_however_much_a_body_may_have() -> None:
    body = [_head("name"), *[b"x" * 1024 * 1024] * 11, b"\r\n--b--"]
    assert asyncio.run(_open(FORM, _wire(*body), max_body_bytes=2**30))[1] == ["413 payload_too_large"]


LARGE = Content(
    "multipart/form-data", "multipart", members={"t": Part(text=Text("list")), "f": Part(content=BINARY, list=True)}
)
A70 = "a" * 70


def _megabytes(piece: str) -> str:
    return piece * (5 * 1024 * 1024 // len(piece))


@pytest.mark.parametrize(
    ("body", "boundary", "want"),
    [
        (lambda: _field("t", "x") * 30_000 + "--b--", "b", None),
        (lambda: _field("f", "x") * 30_000 + "--b--", "b", None),
        (lambda: "".join(_field(f"n{index}", "") for index in range(30_000)) + "--b--", "b", None),
        (lambda: _field("f", _megabytes("\r")) + "--b--", "b", None),
        (lambda: _field("f", _megabytes("\r\n--")) + "--b--", "b", None),
        (
            lambda: (
                f'--{A70}\r\nContent-Disposition: form-data; name="f"\r\n\r\n'
                + _megabytes(f"\r\n--{A70[1:]}")
                + f"\r\n--{A70}--"
            ),
            A70,
            None,
        ),
        (lambda: _megabytes("\r\n"), "b", 1),
        (lambda: "--b\r\n" + _megabytes("x"), "b", 1),
        (lambda: _field("f", "x", "; a=b" * 3000) * 200 + "--b--", "b", None),
    ],
    ids=range(9),
)
def test_bodies_of_megabytes_take_linear_time(body: Any, boundary: str, want: int | None) -> None:
    text = body().encode()
    pieces = [text[at : at + 65_536] for at in range(0, len(text), 65_536)]
    with takes_at_most(10):
        got = _read(pieces, LARGE, f"multipart/form-data; boundary={boundary}")
    assert (len(got) if isinstance(got, list) else None) == want
