# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Bodies of application/x-www-form-urlencoded, and parameters of a media type (OpenAPI 3.2, 4.15.1)."""

from __future__ import annotations

from collections.abc import Mapping

from .escape import escape
from .spec import Content, Part
from .styles import StyleWriter
from .texts import Tree, json_text, text_of

PLAIN = Part()


def write_content(content: Content, value: Tree) -> str:
    """Writes a value as one media type."""
    if content.kind == "json":
        return json_text(value)
    return form_text(content, value) if content.kind == "form" else text_of(value)


def form_text(content: Content, value: Tree) -> str:
    """Writes members. Without a style of its own a list is repeated, an object is JSON."""
    if not isinstance(value, Mapping):
        return text_of(value)
    texts = [_member(content.members.get(name) or content.rest or PLAIN, name, item) for name, item in value.items()]
    return "&".join(text for text in texts if text is not None)


def _member(part: Part, name: str, value: Tree) -> str | None:
    is_styled = part.style is not None or part.explode is not None
    is_whole = part.content is not None and not (part.list and isinstance(value, list))
    if not is_styled and (is_whole or isinstance(value, Mapping)):
        text = text_of(value) if part.content is not None and part.content.kind != "json" else json_text(value)
        return f"{escape(name)}={escape(text)}"
    return StyleWriter(name, "query", part).write(value)
