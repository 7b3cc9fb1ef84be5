"""Serves the kitchen sink with a generated server whose every operation gives the one answer that answers.json has for it.

    python main.py PACKAGE PORT

The credentials that are valid are those that begin with "good".
"""

from __future__ import annotations

import base64
import dataclasses
import importlib
import logging
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any


def main() -> None:
    package, port = sys.argv[1], int(sys.argv[2])
    load = lambda name: importlib.import_module(f"{package}.{name}")  # noqa: E731
    server, codec_of = load("runtime.server"), load("runtime.wire.codec").codec_of
    contract = load("contract").CONTRACT
    answers = load("runtime.wire.json").read_json(Path("answers.json").read_bytes(), 100)

    async def verify(credential: Any, scopes: Any) -> Any:
        text = getattr(credential, "username", credential)
        return isinstance(text, str) and text.startswith("good")

    def method_of(route: Any) -> Any:
        async def method(self: Any, **arguments: Any) -> Any:
            return make_result(route, answers[route.id], codec_of)

        async def method_of_batches(self: Any, requests: Any) -> Any:
            return [make_result(route, answers[route.id], codec_of) for _ in requests]

        return method if route.batch is None else method_of_batches

    base = next(own for name, own in vars(load("service")).items() if name.startswith("Unimplemented"))
    service = type("Service", (base,), {route.handler: method_of(route) for route in contract.routes})()
    schemes = load("security").Security
    security = schemes(**{field.name: verify for field in dataclasses.fields(schemes)})
    logger = logging.getLogger("failures")
    logger.setLevel(logging.ERROR)
    app = load("app").create_app(service, security=security, options=server.Options(logger=logger, check_responses="always"))
    server.run(app, port=port, log_level="critical")


def make_result(route: Any, given: dict[str, Any], codec_of: Any) -> Any:
    """Makes the result that an answer stands for."""
    status = given["status"]
    wanted = (status, f"{status // 100}XX", "default")
    found = [each for each in route.responses if each.status in wanted]
    response = min(found, key=lambda each: wanted.index(each.status))
    media_type = given.get("contentType")
    # Where a status has several media types, each may have a class of its own.
    for each in found:
        if each.status == response.status and media_type and any(media_type == content.media_type for content in each.contents):
            response = each
    values: dict[str, Any] = {} if isinstance(response.status, int) else {"status": status}
    content = next((each for each in response.contents if media_type in (None, each.media_type)), next(iter(response.contents), None))
    if content is not None and response.body:
        values[response.body] = make_body(content, given, codec_of)
    names = {field.name for field in dataclasses.fields(response.result)}
    if media_type and "content_type" in names:
        values["content_type"] = media_type
    headers = {name.lower(): value for name, value in (given.get("headers") or {}).items()}
    for header in response.headers:
        if header.name.lower() in headers and header.attribute in names:
            values[header.attribute] = codec_of(header.type).read(headers[header.name.lower()])
    return response.result(**values)


def make_body(content: Any, given: dict[str, Any], codec_of: Any) -> Any:
    if "base64" in given:
        return base64.b64decode(given["base64"])
    if content.kind in ("events", "lines"):
        return items([codec_of(content.type).read(item) for item in given["body"]])
    return codec_of(content.type).read(given["body"])


async def items(values: list[Any]) -> AsyncIterator[Any]:
    for value in values:
        yield value


if __name__ == "__main__":
    main()
