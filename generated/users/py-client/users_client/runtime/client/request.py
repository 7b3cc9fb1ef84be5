# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Calls on their way out: what the arguments of an operation become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .body import Body, body_of, whole
from .codecs import encode, parts_of, tree_of
from .errors import RequestError
from .escape import check_header, escape, join_query
from .forms import form_text, write_content
from .media import is_range
from .multipart import multipart_body
from .spec import Content, Operation, Parameter
from .texts import Tree, ascii_json
from .values import UNSET
from .write_items import items_body


class Written:
    """A call, ready for any base URL."""

    __slots__ = ("body", "cookies", "headers", "path", "query", "values")

    def __init__(self) -> None:
        self.path = ""
        self.query = ""
        self.headers: dict[str, str] = {}
        self.cookies: list[str] = []
        self.body: Body | None = None
        self.values: dict[int, Tree] = {}
        """Those of parameters, where pages are to be turned."""


def write_request(
    operation: Operation[Any],
    arguments: Sequence[Any],
    body: Any = UNSET,
    content_type: str = "",
    asked: Mapping[int, Tree] | None = None,
) -> Written:
    """Writes a call. `arguments` are those of the operation's parameters, in their order: UNSET is absent. `asked` are
    values that replace them: pages are turned so.

    Raises:
        RequestError: for what can't be put on the wire.
    """
    try:
        written = Written()
        texts: dict[int, str] = {}
        for index, argument in enumerate(arguments):
            if is_there(argument, operation.parameters[index].nullable) and not (asked and index in asked):
                _put(operation, written, texts, index, tree_of(operation.parameters[index].type, argument))
        for index, value in (asked or {}).items():
            _put(operation, written, texts, index, value)
        _place(operation, written, texts)
        if is_there(body, operation.body_required or operation.body_nullable):
            written.body = write_body(operation, body, content_type)
        elif operation.body_required:
            raise RequestError("the body is missing")
        return written
    except RequestError as error:
        raise RequestError(f"{operation.id}: {error}") from error.__cause__


def is_there(value: Any, nullable: bool) -> bool:
    """Whether an argument is given. None is, where it is null."""
    return value is not UNSET and (value is not None or nullable)


def _put(operation: Operation[Any], written: Written, texts: dict[int, str], index: int, value: Tree) -> None:
    if operation.pagination is not None:
        written.values[index] = value
    writer = operation.plan.writers[index]
    text = writer.write(value) if writer is not None else _content_text(operation.parameters[index], value)
    if text is not None:
        texts[index] = text


def _content_text(parameter: Parameter, value: Tree) -> str:
    """Writes a parameter of one media type, ready for its place."""
    content = parameter.content
    assert content is not None
    text = write_content(content, value)
    if parameter.place == "header":
        return check_header(parameter.name, ascii_json(text) if content.kind == "json" else text)
    if parameter.place == "querystring":
        return text if content.kind == "form" else escape(text)
    return escape(text) if parameter.place == "path" else f"{escape(parameter.name)}={escape(text)}"


def _place(operation: Operation[Any], written: Written, texts: Mapping[int, str]) -> None:
    written.path = _path(operation, texts)
    query = operation.plan.query
    for index, text in texts.items():
        parameter = operation.parameters[index]
        match parameter.place:
            case "query":
                query = join_query(query, text)
            case "querystring":
                query = text or query
            case "header":
                written.headers[parameter.name.lower()] = text
            case "cookie":
                written.cookies.append(text)
            case "path":
                pass
    written.query = query


def _path(operation: Operation[Any], texts: Mapping[int, str]) -> str:
    """Fills the template of the path."""
    made = ""
    for segment in operation.plan.segments:
        own = name = ""
        is_fixed = True
        for part in segment:
            if isinstance(part, str):
                own += part
                continue
            name, index = part
            is_fixed = False
            if index is None or index not in texts:
                raise RequestError(f"path parameter {name!r} is missing")
            own += texts[index]
        # Servers and proxies remove such segments: the request would reach another resource.
        if not is_fixed and own in ("", ".", ".."):
            raise RequestError(f"path parameter {name!r} would make the path segment {own!r}, which leads elsewhere")
        made += "/" + own
    return made


OTHERWISE = {"json": "application/json", "text": "text/plain; charset=utf-8", "lines": "application/jsonl"}
"""What is sent where the contract says a range, and the caller nothing."""


def write_body(operation: Operation[Any], value: Any, content_type: str) -> Body:
    """Writes a body in one of the operation's media types: the caller's, else the first."""
    content = choose_content(operation.body, content_type)
    media_type = content.media_type
    if is_range(media_type):
        media_type = content_type or OTHERWISE.get(content.kind, "application/octet-stream")
    check_header("Content-Type", media_type)
    match content.kind:
        case "json":
            return whole(media_type, encode(content.type, value))
        case "text":
            return whole(media_type, str(tree_of(content.type or str, value)).encode())
        case "form":
            text = form_text(content, tree_of(content.type, value))
            return whole("application/x-www-form-urlencoded", text.encode())
        case "multipart":
            return multipart_body(content, parts_of(content.type, value))
        case "binary":
            return body_of(media_type, value)
        case "events" | "lines":
            return items_body(content, media_type, value)


def choose_content(contents: Sequence[Content], content_type: str) -> Content:
    """The media type that a caller means.

    Raises:
        RequestError: for one that the contract doesn't have.
    """
    if not contents:
        raise RequestError("the operation takes no body")
    if not content_type:
        return contents[0]
    from .media import essence_of, find_content

    found = find_content(contents, essence_of(content_type))
    if found is None:
        raise RequestError(f"the operation takes no {content_type!r}")
    return found
