# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""How values are written in headers and forms (OpenAPI 3.2, 4.21)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from .spec import Coding, Content, Part


def plain_text(value: Any) -> str:
    """The text of a value in headers and forms: null is empty, a nested list or object is JSON."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return number_text(value)
    return json_text(value)


def number_text(value: float | Decimal) -> str:
    """Digits only for whole numbers: clients read no exponent in an integer."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    return f"{value:f}" if value == value.to_integral_value() else str(value)


def json_text(value: Any, *, ascii_only: bool = False) -> str:
    """Writes a value as JSON."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list | tuple):
        return f"[{','.join(json_text(item, ascii_only=ascii_only) for item in value)}]"
    if isinstance(value, dict):
        pairs = (
            f"{json_text(name, ascii_only=ascii_only)}:{json_text(member, ascii_only=ascii_only)}"
            for name, member in value.items()
        )
        return f"{{{','.join(pairs)}}}"
    return json.dumps(value, ensure_ascii=ascii_only, allow_nan=False)


def header_text(coding: Coding, value: Any) -> str:
    """Writes a value as a header: in the style simple, or as a media type."""
    if coding.content is not None:
        if coding.content.kind == "json":
            # JSON in headers stays within ASCII, which every client reads alike.
            return json_text(value, ascii_only=True)
        return form_text(coding.content, value) if coding.content.kind == "form" else plain_text(value)
    if isinstance(value, list | tuple):
        return ",".join(plain_text(item) for item in value)
    if isinstance(value, dict):
        if coding.explode:
            return ",".join(f"{name.replace('=', '%3D')}={plain_text(member)}" for name, member in value.items())
        return ",".join(text for name, member in value.items() for text in (name, plain_text(member)))
    return plain_text(value)


def form_text(content: Content, value: Any) -> str:
    """Writes members as application/x-www-form-urlencoded. Without a style of its own a list is repeated, an object is
    JSON."""
    if not isinstance(value, dict):
        return plain_text(value)
    return "&".join(
        text
        for name, member in value.items()
        for text in _form_member(escape(name), member, content.members.get(name) or content.rest or _PLAIN)
    )


_PLAIN = Part()


def _form_member(label: str, value: Any, part: Part) -> Iterator[str]:
    is_styled = part.style is not None or part.explode is not None
    explodes = part.style in (None, "form") if part.explode is None else part.explode
    if not is_styled and (part.content is not None or isinstance(value, dict)):
        yield f"{label}={escape(json_text(value))}"
    elif part.style == "deepObject":
        yield from _deep(label, value)
    elif isinstance(value, list) and explodes:
        for item in value:
            yield f"{label}={escape(plain_text(item))}"
    elif isinstance(value, dict) and explodes:
        for name, member in value.items():
            yield f"{escape(name)}={escape(plain_text(member))}"
    else:
        yield f"{label}={_joined(part, value)}"


def _joined(part: Part, value: Any) -> str:
    """The values of a list, or the names and values of an object, in one text."""
    if isinstance(value, list):
        texts = [escape(plain_text(item)) for item in value]
    elif isinstance(value, dict):
        texts = [escape(text) for name, member in value.items() for text in (name, plain_text(member))]
    else:
        return escape(plain_text(value))
    return {"spaceDelimited": "%20", "pipeDelimited": "%7C"}.get(part.style or "", ",").join(texts)


def _deep(path: str, value: Any) -> Iterator[str]:
    """Writes filter[name][first]=Ada."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _deep(f"{path}%5B{escape(name)}%5D", member)
    elif isinstance(value, list):
        for item in value:
            yield f"{path}={escape(plain_text(item))}"
    else:
        yield f"{path}={escape(plain_text(value))}"


def escape(text: str) -> str:
    """Percent-encodes everything but the unreserved characters of RFC 3986."""
    return quote(text, safe="-._~")
