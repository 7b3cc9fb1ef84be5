# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Link headers (RFC 8288)."""

from __future__ import annotations

import re

_TARGET = re.compile(r"[ \t,]*<([^>]*)>")
_PARAMETER = re.compile(r'[ \t]*;[ \t]*([^\s=;,"]*)[ \t]*(?:=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^;,\s]*)))?', re.DOTALL)


def find_link(headers: list[str], relation: str) -> str:
    """Finds the target of the first link with a relation (RFC 8288, section 3); empty: there is none. Parameters are
    read one after the other: a quoted title may hold anything, `; rel=next` too."""
    for header in headers:
        at = 0
        while target := _TARGET.match(header, at):
            at = target.end()
            relations: str | None = None
            while parameter := _PARAMETER.match(header, at):
                at = parameter.end()
                if parameter[1].lower() == "rel" and relations is None:
                    relations = parameter[2] if parameter[2] is not None else parameter[3]
            if relation in (relations or "").lower().split():
                return target[1].strip()
            at = _skip(header, at)
    return ""


def _skip(header: str, at: int) -> int:
    """Where the next link may begin."""
    comma = header.find(",", at)
    return len(header) if comma < 0 else comma
