"""Serves a generated Python server whose methods record what they get, and answer what they were told.

`recorder.py FOLDER PACKAGE ECHO`: FOLDER holds the package, ECHO the modules `echo` and `main` of the golden requests. What is told and asked is
as in go-server/main.go; it goes to /-recorder of the server itself.
"""

from __future__ import annotations

import base64
import dataclasses
import importlib
import json
import logging
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

FOLDER, PACKAGE, ECHO = sys.argv[1:4]
sys.path[:0] = [FOLDER, ECHO]

from echo import echo
from fastapi import FastAPI, Request, Response
from main import serve


def load(name: str) -> Any:
    return importlib.import_module(f"{PACKAGE}.{name}")


server = load("runtime.server")
wire = load("runtime.wire")
reader = load("runtime.wire.json")


class Recorder(logging.Handler):
    """What one request is about: requests come one after the other."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.setFormatter(load("runtime.server.log").JsonFormatter())
        self.begin({})

    def begin(self, told: dict[str, Any]) -> None:
        self.told = told
        self.got: dict[str, Any] | None = None
        self.said = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the lines that tell of faults of the server."""
        if "error" in getattr(record, "fields", ()):
            self.said += self.format(record)

    def make_method(self, route: Any) -> Any:
        async def answer(arguments: dict[str, Any]) -> Any:
            self.got = await record(route, arguments)
            if self.told.get("Operation") != route.id:
                raise LookupError(f"{route.id} was never told what to answer")
            return make_result(route, self.told)

        async def method(_: Any, **arguments: Any) -> Any:
            return await answer(arguments)

        async def batch_method(_: Any, requests: Sequence[Any]) -> Any:
            return [
                await answer({field.name: getattr(each, field.name) for field in dataclasses.fields(each)})
                for each in requests
            ]

        return batch_method if route.batch else method

    async def control(self, request: Request) -> Response:
        """Tells what to answer (PUT), and asks what was received (GET)."""
        if request.method == "PUT":
            self.begin(reader.read_json(await request.body(), max_depth=500))
            return Response()
        return Response("".join(pieces_of({"got": self.got, "said": self.said})))


async def record(route: Any, arguments: dict[str, Any]) -> dict[str, Any]:
    """What a method received, its body's media type too. What is absent is no argument, which null is."""
    got = {**await echo(route, arguments), "operation": route.id}
    if route.body is None or "body" not in arguments:
        return got
    contents = {each.media_type: each for each in route.body.contents}
    media_type = arguments.get(route.body.content_type) or next(iter(contents))
    got["contentType"] = media_type
    got.setdefault("body", None)
    if getattr(contents.get(media_type), "kind", "") in ("events", "lines") and got["body"] == {"base64": ""}:
        got["body"] = []
    return got


def make_result(route: Any, told: dict[str, Any]) -> Any:
    """The result that a service would make."""
    response, content = (int(each) for each in told["Way"].split("/"))
    answers = [list(each) for _, each in groupby(route.responses, lambda each: each.status)]
    plan = answers[response][max(content, 0)]
    values: dict[str, Any] = {} if isinstance(plan.status, int) else {"status": told["Status"]}
    for header in plan.headers:
        if header.name in told["Headers"]:
            values[header.attribute] = wire.codec_of(header.type).read(told["Headers"].pop(header.name))
    if told["Headers"]:
        raise LookupError(f"there is no place for the headers {told['Headers']}")
    if content >= 0:
        values[plan.body] = make_body(plan.contents[0], told)
        if "*" in plan.contents[0].media_type:
            values["content_type"] = told["ContentType"]
    return plan.result(**values)


def make_body(content: Any, told: dict[str, Any]) -> Any:
    if content.kind == "binary":
        return stream([base64.b64decode(told["Bytes"])])
    codec = wire.codec_of(content.type)
    if content.kind in ("events", "lines"):
        return stream([codec.read(item) for item in told["Body"]])
    return codec.read(told["Body"])


async def stream(items: list[Any]) -> AsyncIterator[Any]:
    for item in items:
        yield item


def pieces_of(value: Any) -> Iterator[str]:
    """Writes JSON with every digit."""
    if isinstance(value, dict):
        for index, (name, member) in enumerate(value.items()):
            yield from ("," if index else "{", json.dumps(name), ":", *pieces_of(member))
        yield "}" if value else "{}"
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from ("," if index else "[", *pieces_of(item))
        yield "]" if value else "[]"
    else:
        yield str(value) if isinstance(value, Decimal) else json.dumps(value)


def anybody(_: Any, __: Any) -> str:
    return "somebody"


def main() -> None:
    recorder = Recorder()
    logger = logging.getLogger("recorder")
    logger.propagate = False
    logger.addHandler(recorder)
    contract = load("contract").CONTRACT
    base = next(
        own
        for name, own in vars(load("service")).items()
        if name.startswith("Unimplemented")
        and name.removeprefix("Unimplemented") == f"{contract.title.replace(' ', '')}Service"
    )
    service = type("Service", (base,), {route.handler: recorder.make_method(route) for route in contract.routes})()
    kinds = load("security").Security
    security = kinds(**{field.name: anybody for field in dataclasses.fields(kinds)})
    options = server.Options(logger=logger, check_responses="always")
    app: FastAPI = load("app").create_app(service, security=security, options=options)
    app.add_route("/-recorder", recorder.control, methods=["PUT", "GET"])
    serve(app, PACKAGE)


main()
