"""What a method of a generated service received, as JSON, without the codecs under test."""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import AsyncIterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

PLACES = {"path": "path", "query": "query", "header": "headers", "cookie": "cookies"}


async def echo(route: Any, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Says what a method was called with. What is absent is no argument at all."""
    said: dict[str, Any] = {}
    for parameter in route.parameters:
        argument = parameter.argument or parameter.name
        if argument not in arguments:
            continue
        value = arguments[argument]
        if parameter.place == "querystring":
            said["querystring"] = await to_json(value)
        else:
            said.setdefault(PLACES[parameter.place], {})[parameter.name] = await to_json(value)
    body = arguments.get("body")
    if body is not None or (route.body is not None and route.body.required):
        said["body"] = await to_json(body)
    if route.id.endswith("Typed"):
        said["contentType"] = arguments.get("content_type") or route.body.contents[0].media_type
    return said


async def to_json(value: Any) -> Any:
    """Gives the JSON of a value of whatever generated type."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | float | str | Decimal):
        return value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if hasattr(value, "model_fields_set"):
        return await model_json(value)
    if isinstance(value, Mapping):
        return {name: await to_json(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [await to_json(item) for item in value]
    if hasattr(value, "filename"):
        return await file_json(value)
    if isinstance(value, AsyncIterator):
        return await stream_json(value)
    raise TypeError(f"no JSON for {type(value)}")


async def model_json(value: Any) -> Any:
    if "root" in type(value).model_fields:
        return await to_json(value.root)
    members = {
        field.alias or name: await to_json(getattr(value, name))
        for name, field in type(value).model_fields.items()
        if name in value.model_fields_set or getattr(value, name) is not None
    }
    return members | {name: await to_json(member) for name, member in (value.model_extra or {}).items()}


async def file_json(file: Any) -> dict[str, Any]:
    said = {"base64": base64.b64encode(await file.read()).decode()}
    if file.filename:
        said["filename"] = file.filename
    if file.content_type:
        said["contentType"] = file.content_type
    return said


async def stream_json(stream: AsyncIterator[Any]) -> Any:
    items = [item async for item in stream]
    if all(isinstance(item, bytes) for item in items) and (items or not is_of_items(stream)):
        return {"base64": base64.b64encode(b"".join(items)).decode()}
    return [await to_json(item) if not dataclasses.is_dataclass(item) else await to_json(vars_of(item)) for item in items]


def is_of_items(stream: AsyncIterator[Any]) -> bool:
    return bool(getattr(stream, "is_of_items", False))


def vars_of(item: Any) -> dict[str, Any]:
    return {field.name: getattr(item, field.name) for field in dataclasses.fields(item) if getattr(item, field.name) is not None}
