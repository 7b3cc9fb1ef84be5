"""Serves one contract of the golden requests with a generated Python server, as README.md says."""

from __future__ import annotations

import dataclasses
import importlib
import json
import logging
import os
import socket
import sys
import threading
from typing import Any

import uvicorn
from echo import echo, to_json
from fastapi import FastAPI
from pydantic import TypeAdapter, ValidationError


def main() -> None:
    asked = json.loads(sys.argv[1])
    package = asked["package"]
    load = lambda name: importlib.import_module(f"{package}.{name}")  # noqa: E731
    server = load("runtime.server")
    contract = load("contract").CONTRACT
    service = make_service(load("service"), contract, server)
    chosen = {"security": make_security(load("security"), server)} if contract.schemes else {}
    hooks = load("app").Problems if hasattr(load("app"), "Problems") else None
    if hooks is not None:
        chosen["problems"] = hooks(failure=make_hook(package))
    chosen["options"] = make_options(asked, contract, server)
    if asked["form"] == "app":
        app = load("app").create_app(service, **chosen)
    else:
        app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
        app.include_router(load("app").create_router(service, **chosen))
    serve(app, package)


def serve(app: FastAPI, package: str) -> None:
    """Serves until standard input ends, on a port that is told on standard output."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", 0))
    listener.listen(1024)
    print(listener.getsockname()[1], flush=True)
    protocol = importlib.import_module(f"{package}.runtime.server.protocol").Protocol
    running = uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False, http=protocol))

    def wait() -> None:
        sys.stdin.read()
        running.should_exit = True

    threading.Thread(target=wait, daemon=True).start()
    running.run(sockets=[listener])


def make_options(asked: dict[str, Any], contract: Any, server: Any) -> Any:
    logger = logging.getLogger("parity")
    logger.propagate = False
    logger.addHandler(logging.StreamHandler() if os.environ.get("PARITY_LOG") else logging.NullHandler())
    options: dict[str, Any] = {
        "logger": logger,
        "health": server.Health(live=None, ready=None),
        "docs": server.Docs(document=None, page=None),
        "check_responses": "never" if asked.get("responseCheck") == "off" else "always",
        "operations": {route.id: server.OperationOptions(max_body_bytes=1000) for route in contract.routes if "Limited" in route.id},
    }
    if asked.get("maxDepth"):
        options["max_depth"] = asked["maxDepth"]
    if asked.get("unknownQuery"):
        options["unknown_query"] = asked["unknownQuery"]
    return server.Options(**options)


def make_security(module: Any, server: Any) -> Any:
    """Good has all scopes, weak none; nothing else is known."""

    async def verify(credential: Any, scopes: Any) -> Any:
        name = getattr(credential, "username", credential)
        if name == "weak" and scopes:
            raise server.ProblemError("forbidden")
        return name if name in ("good", "weak") else None

    return module.Security(**{field.name: verify for field in dataclasses.fields(module.Security)})


def make_hook(package: str) -> Any:
    failure = importlib.import_module(f"{package}.models").Failure

    def render(problem: Any) -> Any:
        rules = [violation.rule for violation in problem.violations]
        return failure(reason=problem.code, rules=rules) if rules else failure(reason=problem.code)

    return render


def make_service(module: Any, contract: Any, server: Any) -> Any:
    base = next(own for name, own in vars(module).items() if name.startswith("Unimplemented"))
    methods = {route.handler: make_method(route, server) for route in contract.routes if not route.id.startswith("absent")}
    return type("Service", (base,), methods)()


def make_method(route: Any, server: Any) -> Any:
    kind = next((kind for kind in ("echo", "answer", "fail", "crash") if route.id.startswith(kind)), "")

    async def method(self: Any, **arguments: Any) -> Any:
        if kind == "echo":
            return route.responses[0].result(await echo(route, arguments))
        if kind == "answer":
            return answer(route, await to_json(arguments["body"]))
        if kind == "fail":
            raise server.ProblemError((await to_json(arguments["body"]))["code"])
        if kind == "crash":
            raise RuntimeError("SECRET")
        return next(each for each in route.responses if each.status == 204).result()

    return method


def answer(route: Any, asked: dict[str, Any]) -> Any:
    """Gives the result that a request asks for. What no type of the operation can hold fails, as no type checker would take it."""
    status = asked["status"]
    for response in route.responses:
        content = response.contents[0] if response.contents else None
        if response.status not in (status, f"{status // 100}XX", "default"):
            continue
        if content is not None and asked.get("contentType") not in (None, content.media_type):
            continue
        return fill(response, content, asked)
    raise RuntimeError(f"no response has the status {status}")


def fill(response: Any, content: Any, asked: dict[str, Any]) -> Any:
    values: dict[str, Any] = {}
    if not isinstance(response.status, int):
        values["status"] = asked["status"]
    if content is not None:
        values["body"] = asked["body"] if content.type is None else make_body(content.type, asked["body"])
    given = {name.lower(): (name, value) for name, value in (asked.get("headers") or {}).items()}
    for header in response.headers:
        if (found := given.pop(header.name.lower(), None)) is not None:
            values[header.attribute] = TypeAdapter(header.type).validate_python(found[1])
    values["headers"] = {name: value if isinstance(value, list) else str(value) for name, value in given.values()}
    return response.result(**values)


def make_body(type_: Any, value: Any) -> Any:
    """A value of a type. Where rules of the contract stand against it, it is made as somebody would who doesn't care for them."""
    try:
        return TypeAdapter(type_).validate_python(value)
    except ValidationError as error:
        if not isinstance(type_, type) or any(each["type"] == "missing" or each["type"].endswith("_type") for each in error.errors()):
            raise
        return type_.model_construct(**{name: value[field.alias or name] for name, field in type_.model_fields.items() if (field.alias or name) in value})


if __name__ == "__main__":
    main()
