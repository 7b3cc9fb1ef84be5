# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Recursion without Python's own stack: the groups of a pattern may stand in each other a thousand deep."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, TypeVar

__all__ = ["Walk", "walk"]

T = TypeVar("T")

#: What a recursive function makes that yields its calls, and is sent what they return.
Walk = Generator[Any, Any, T]


def walk(first: Walk[T]) -> T:
    """Run a walk to its end, and all that it yields."""
    stack: list[Walk[Any]] = [first]
    result: Any = None
    while stack:
        try:
            stack.append(stack[-1].send(result))
            result = None
        except StopIteration as ended:
            stack.pop()
            result = ended.value
    return result  # type: ignore[no-any-return]
