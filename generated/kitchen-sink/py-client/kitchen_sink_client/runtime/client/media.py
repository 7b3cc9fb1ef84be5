# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Media types, and which of a contract's is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

import httpx

from .spec import Content


def essence_of(media_type: str) -> str:
    """Gives a media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


_PARAMETER = re.compile(r';[ \t]*([^\s=;"]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))', re.DOTALL)


def parameters_of(header: str) -> dict[str, str]:
    """The parameters of a header such as Content-Type (RFC 9110, section 5.6.6), names in lower case. `filename*=` wins
    over `filename=` (RFC 6266, section 4.3)."""
    made: dict[str, str] = {}
    for name, quoted, plain in _PARAMETER.findall(header):
        made.setdefault(name.lower(), re.sub(r'\\(["\\])', r"\1", quoted) or plain)
    extended = made.get("filename*", "").split("'", 2)
    if len(extended) == 3 and extended[0].lower() in ("utf-8", "iso-8859-1"):
        made["filename"] = unquote(extended[2], encoding=extended[0])
    return made


def is_json(essence: str) -> bool:
    """Whether what stands for a media type is JSON."""
    return essence.endswith(("/json", "+json"))


def is_range(media_type: str) -> bool:
    """It says what may come, not what is sent."""
    return "*" in media_type


def find_content(contents: Iterable[Content], essence: str) -> Content | None:
    """Gives what a contract has for a media type: the same one, else another JSON for JSON, else the narrowest range
    (RFC 9110, 12.5.1)."""
    best: Content | None = None
    best_rank = 0
    for content in contents:
        rank = _rank(essence_of(content.media_type), essence)
        if rank > best_rank:
            best, best_rank = content, rank
    return best


def _rank(known: str, essence: str) -> int:
    if known == essence:
        return 5
    if known == "*/*":
        return 1
    begin, star, end = known.partition("*")
    if star:
        fits = len(essence) > len(begin) + len(end) and essence.startswith(begin) and essence.endswith(end)
        return (3 if end else 2) if fits else 0
    return 4 if is_json(known) and is_json(essence) else 0


def filename_of(headers: httpx.Headers) -> str | None:
    """The name that an answer gives its file (RFC 6266): without any folder; None where it gives none."""
    name = parameters_of(headers.get("content-disposition", "")).get("filename", "")
    name = name.replace("\\", "/").rpartition("/")[2]
    return None if name in ("", ".", "..") else name
