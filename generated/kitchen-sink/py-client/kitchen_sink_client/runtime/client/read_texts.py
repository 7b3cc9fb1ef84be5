# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What came as a text, as JSON values: headers and forms."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import unquote_to_bytes

import httpx

from ..wire.json import read_json
from .codecs import DEEPEST, decode_tree
from .errors import Unreadable
from .spec import Content, Header, Part, Text
from .texts import Tree

_ABSENT: Any = object()


def read_json_text(text: str) -> Tree:
    """Reads JSON.

    Raises:
        ValueError: for what is none.
    """
    return read_json(text.encode(), max_depth=DEEPEST)


def value_of(kind: Text, text: str) -> Tree:
    """The value that one text stands for."""
    nested = (text[:1] == "[" and kind.find("list")) or (text[:1] == "{" and kind.find("object"))
    if nested:
        try:
            return read_json_text(text)
        except ValueError:
            pass
    if text == "" and kind.find("null"):
        return None
    if text in ("true", "false") and kind.find("boolean"):
        return text == "true"
    if (kind.find("integer") or kind.find("number")) and text.strip(" \t\r\n") == text:
        try:
            value = read_json_text(text)
        except ValueError:
            return text
        if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
            return value
    return text


def list_of(kind: Text, texts: Sequence[str]) -> list[Tree]:
    """The list whose items are texts."""
    return [value_of(kind.item(index), text) for index, text in enumerate(texts)]


def object_of(kind: Text, pairs: Sequence[tuple[str, str]]) -> dict[str, Tree]:
    """The object whose members are texts. Members that it doesn't have fall out."""
    found = [(name, text, kind.member(name)) for name, text in pairs]
    return {name: value_of(member, text) for name, text, member in found if member is not None}


# ---------------------------------------------------------------- headers


def read_header(headers: httpx.Headers, header: Header) -> Any:
    """Reads a header of an answer. One that is absent, or isn't what the contract promises, is None: its text stands
    among the others."""
    values = headers.get_list(header.name)
    if not values:
        return None
    try:
        return decode_tree(header.type, header_tree(values, header))
    except (Unreadable, ValueError):
        return None


def header_tree(values: list[str], header: Header) -> Tree:
    """What a header says: in the style simple, or as a media type (OpenAPI 3.2, 4.21)."""
    text = ", ".join(values)
    content = header.content
    if content is not None and content.kind == "json":
        return read_json_text(text)
    if content is not None and content.kind == "form":
        return form_tree(content, text)
    if content is not None:
        return text
    as_list = header.text.find("list")
    if as_list is not None and header.name.lower() == "set-cookie":
        # One line a cookie, which may have commas (RFC 6265, section 3).
        return list_of(as_list, values)
    if as_list is not None and not text.startswith("["):
        return list_of(as_list, cut_list(text))
    as_object = header.text.find("object")
    if as_object is not None and not text.startswith("{"):
        return object_of(as_object, pairs_of(cut_list(text), header.explode is True))
    return value_of(header.text, text)


def cut_list(text: str) -> list[str]:
    """Cuts at commas, around which spaces may stand (RFC 9110, section 5.6.1)."""
    return [piece.strip(" \t") for piece in text.split(",")] if text else []


def pairs_of(pieces: list[str], exploded: bool) -> list[tuple[str, str]]:
    """R,100,G,200 or R=100,G=200."""
    if exploded:
        cut = [piece.partition("=") for piece in pieces]
        return [(name.replace("%3D", "="), value) for name, _, value in cut]
    return list(zip(pieces[::2], pieces[1::2], strict=False))


# ---------------------------------------------------------------- forms


def unquote_form(text: str) -> str:
    """Undoes the encoding of a form.

    Raises:
        ValueError: for bytes that are no UTF-8.
    """
    return unquote_to_bytes(text.replace("+", " ")).decode()


def form_tree(content: Content, text: str) -> dict[str, Tree]:
    """Reads the members of a form.

    Raises:
        ValueError: for bytes that are no UTF-8.
    """
    texts: dict[str, list[str]] = {}
    for pair in text.split("&"):
        if pair:
            name, _, value = pair.partition("=")
            texts.setdefault(unquote_form(name), []).append(value)
    made: dict[str, Tree] = {}
    for name, part in content.members.items():
        value = _take_object(part, name, texts) if _is_spread(part) else _take(part, name, texts)
        if value is not _ABSENT:
            made[name] = value
    if content.rest is not None:
        for name, values in texts.items():
            made[name] = member_tree(content.rest, values)
    return made


def _is_spread(part: Part) -> bool:
    """Its members are pairs of the form: filter[first]=Ada, or first=Ada."""
    if part.style == "deepObject":
        return True
    return part.style is not None and part.explodes() and part.text.find("object") is not None


def _take(part: Part, name: str, texts: dict[str, list[str]]) -> Tree:
    values = texts.pop(name, None)
    return _ABSENT if values is None else member_tree(part, values)


def _take_object(part: Part, name: str, texts: dict[str, list[str]]) -> Tree:
    kind = part.text.find("object") or part.text
    is_deep = part.style == "deepObject"
    pairs: list[tuple[str, str]] = []
    for key in list(texts):
        inner = key
        if is_deep:
            if not key.startswith(name + "["):
                continue
            inner = key.removeprefix(name + "[").removesuffix("]")
        if kind.member(inner) is not None:
            pairs.append((inner, unquote_form(texts.pop(key)[0])))
    return object_of(kind, pairs) if pairs else _ABSENT


DELIMITERS = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}


def member_tree(part: Part, texts: list[str]) -> Tree:
    """A member, of the texts that came under its name, still encoded."""
    kind = part.text.find("list")
    if kind is not None and part.style is not None and not part.explodes():
        texts = texts[0].split(DELIMITERS.get(part.style, ",")) if texts[0] else []
        return list_of(kind, [unquote_form(text) for text in texts])
    return plain_tree(part, [unquote_form(text) for text in texts])


def plain_tree(part: Part, texts: list[str]) -> Tree:
    """The same for texts that are not encoded any further."""
    is_json = part.content is not None and part.content.kind == "json"
    if part.list:
        return [read_json_text(text) if is_json else value_of(part.text, text) for text in texts]
    if is_json:
        return read_json_text(texts[0])
    as_list = part.text.find("list")
    if as_list is not None:
        return list_of(as_list, texts)
    as_object = part.text.find("object")
    if as_object is not None and part.style is not None:
        return object_of(as_object, pairs_of(texts[0].split(","), False))
    return value_of(part.text, texts[0])
