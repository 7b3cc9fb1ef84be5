"""A bare ASGI function with pydantic-core: about the least that a Python server of these models can do."""

from __future__ import annotations

from typing import Any

from idiomatic import Order
from pydantic import ValidationError


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        return
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    status = 200
    try:
        text = Order.__pydantic_serializer__.to_json(Order.__pydantic_validator__.validate_json(body))
    except ValidationError as error:
        status, text = 422, error.json().encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(text))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})
