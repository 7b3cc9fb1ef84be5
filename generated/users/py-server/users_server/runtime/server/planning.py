# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What plans of requests are made with, once, when a server is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .findings import Rules
from .options import UnknownQuery

Convert = Callable[[Any], Any]
"""Makes the typed value of an accepted tree; ValueError: the type can't hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning:
    """The rules and types of a contract, and what may be set about reading requests."""

    rules_of: Callable[[str], Rules | None]
    """Gives the rules of a name; None where it is empty."""
    convert_of: Callable[[Any], Convert | None]
    """Gives what makes values of a type; None: the trees are the values."""
    max_body_bytes: int
    max_depth: int
    unknown_query: UnknownQuery = "ignore"
    known_query: frozenset[str] = frozenset()
    """Names in the query that `reject` lets pass although no parameter has them: those of API keys."""
