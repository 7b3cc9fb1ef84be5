"""Reads a request as a server does, and says what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from runtime.check.report import Place, Report
from runtime.server.call import Call, Message
from runtime.server.planning import Planning
from runtime.server.problem import ProblemError
from runtime.server.request import RequestPlan
from runtime.server.spec import Branch, Parameter, Route, Text

Schema = Mapping[str, Any]
"""A schema that says nothing but types: of the value, of a list's items, of an object's members; which are required."""


def text_of(schema: Schema, rules: dict[str, TypeRules]) -> Text:
    """Gives the text that such a schema has. Rules of branches are put among the rules, by a name of their own."""
    kind = schema["type"]
    if isinstance(kind, list):
        branches = []
        for each in kind:
            own = {**schema, "type": each}
            name = f"branch {len(rules)}"
            rules[name] = TypeRules(own)
            branches.append(Branch(text_of(own, rules), name))
        return Text("union", any_of=tuple(branches))
    if kind == "array":
        return Text("list", items=text_of(schema["items"], rules) if "items" in schema else None)
    if kind == "object":
        return Text("object", members={name: text_of(each, rules) for name, each in schema.get("members", {}).items()})
    plain: Text = Text(kind)
    return plain


class TypeRules:
    """Stands for the rules of a schema of types."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def accepts(self, value: object) -> bool:
        return self.explain(value, Report(), "body", "")

    is_sure = accepts

    def explain(self, value: object, report: Report, place: Place, pointer: str) -> bool:
        found: list[tuple[str, str]] = []
        _look(self._schema, value, pointer, found)
        for at, rule in found:
            report.add(place, at, rule, "is wrong")
        return not found


def _look(schema: Schema, value: Any, at: str, found: list[tuple[str, str]]) -> None:
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(_KINDS[kind](value) for kind in kinds):
        found.append((at, "type"))
    elif isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            _look(schema["items"], item, f"{at}/{index}", found)
    elif isinstance(value, dict):
        found += [(f"{at}/{name}", "required") for name in schema.get("required", []) if name not in value]
        for name, member in schema.get("members", {}).items():
            if name in value:
                _look(member, value[name], f"{at}/{name}", found)


_KINDS: dict[str, Callable[[Any], bool]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int | float) and not isinstance(value, bool) and value == int(value),
    "number": lambda value: isinstance(value, int | float | Decimal) and not isinstance(value, bool),
    "string": lambda value: isinstance(value, str) or hasattr(value, "filename"),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


@dataclass(kw_only=True)
class Wire:
    """A request as a test writes it."""

    path: Sequence[str] = ()
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | bytes | Sequence[bytes] | None = None
    leaves: bool = False
    """The client leaves when it has sent the body, without an end."""


def call_of(wire: Wire) -> Call:
    """Makes the call of a request."""
    body = wire.body.encode() if isinstance(wire.body, str) else wire.body
    chunks = list(body) if isinstance(body, Sequence) and not isinstance(body, bytes) else [body or b""]
    headers = [(name.lower().encode(), value.encode()) for name, value in wire.headers.items()]
    if isinstance(body, bytes):
        headers.append((b"content-length", str(len(body)).encode()))
    elif body is not None:
        headers.append((b"transfer-encoding", b"chunked"))
    messages: list[Message] = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    if wire.leaves:
        messages.append({"type": "http.disconnect"})
    elif messages:
        messages[-1]["more_body"] = False
    else:
        messages.append({"type": "http.request"})
    messages.reverse()

    async def receive() -> Message:
        return messages.pop()

    async def send(_: Message) -> None:
        raise AssertionError("nothing is sent while a request is read")

    scope = {"type": "http", "http_version": "1.1", "method": "POST", "headers": headers}
    call = Call(scope, receive, send, "/", wire.query.encode().decode("latin-1"))
    call.path_values = tuple(text.encode().decode("latin-1") for text in wire.path)
    return call


def planning_of(rules: Mapping[str, TypeRules], **settings: Any) -> Planning:
    """The usual settings."""
    usual = {"max_body_bytes": 10 * 1024 * 1024, "max_depth": 100}
    return Planning(
        rules_of=lambda name: rules[name] if name else None,
        convert_of=lambda given: given if callable(given) and not isinstance(given, type) else None,
        **{**usual, **settings},
    )


def route_of(**given: Any) -> Route:
    return Route(**{"id": "op", "method": "POST", "path": "/x/{color}", "handler": "op", **given})


def lines_of(problem: ProblemError) -> list[str]:
    """`400 invalid_request`, but where that goes without saying, and one line a violation."""
    usual = problem.status == 400 and problem.code == "invalid_request"
    head = [] if usual else [f"{problem.status} {problem.code}"]
    return head + [f"{each.place} {each.pointer} {each.rule}" for each in problem.violations]


async def read_async(route: Route, wire: Wire, rules: Mapping[str, TypeRules], **settings: Any) -> Any:
    """Gives the arguments of the method, or the lines of what is wrong."""
    call = call_of(wire)
    try:
        return await RequestPlan(route, planning_of(rules, **settings)).read(call)
    except ProblemError as problem:
        return lines_of(problem)


def read(route: Route, wire: Wire, rules: Mapping[str, TypeRules] | None = None, **settings: Any) -> Any:
    """Does the same, from outside an event loop."""
    return asyncio.run(read_async(route, wire, rules or {}, **settings))


def parameter_of(place: Any, schema: Schema, rules: dict[str, TypeRules], **given: Any) -> Parameter:
    """A parameter by its schema."""
    name = f"parameter {len(rules)}"
    rules[name] = TypeRules(schema)
    return Parameter(**{"name": "color", "place": place, "rule": name, "text": text_of(schema, rules), **given})
