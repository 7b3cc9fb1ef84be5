# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Values as texts: in parameters, headers and forms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from .errors import RequestError

Tree = Any
"""A JSON value: None, bool, int, float, Decimal, str, list, dict. Floats that were read keep their text as a
Decimal."""


def read_tree(text: bytes) -> Tree:
    """Reads JSON of our own, with numbers as they are written."""
    return json.loads(text, parse_float=Decimal)


def json_text(value: Tree) -> str:
    """The JSON text of a value.

    Raises:
        RequestError: for what has no JSON, such as infinity.
    """
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join([json_text(item) for item in value]) + "]"
    if isinstance(value, Mapping):
        return "{" + ",".join([f"{json_text(str(name))}:{json_text(item)}" for name, item in value.items()]) + "}"
    if isinstance(value, Decimal):
        return number_text(value)
    try:
        return json.dumps(value, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise RequestError(f"a value can't be written: {error}") from error


def number_text(value: float | Decimal) -> str:
    """A number as JSON has it; of whole ones digits only: servers read no exponent in an integer."""
    text = str(value)
    if not text.strip("+-0123456789"):
        return text
    if isinstance(value, float) and not ("e" in text or "n" in text):
        return text[:-2] if text.endswith(".0") else text
    number = value if isinstance(value, Decimal) else Decimal(value)
    if not number.is_finite():
        raise RequestError(f"{text} has no JSON")
    if "E" in text.upper() and number == number.to_integral_value():
        return format(number, "f")
    return text


def text_of(value: Tree) -> str:
    """The text of a value in parameters and forms: null is empty, a nested list or object is JSON."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (float, Decimal)):
        return number_text(value)
    return json_text(value)


def ascii_json(text: str) -> str:
    """JSON in headers stays within ASCII, which every server reads alike."""
    if text.isascii():
        return text
    return "".join(char if char.isascii() else json.dumps(char)[1:-1] for char in text)
