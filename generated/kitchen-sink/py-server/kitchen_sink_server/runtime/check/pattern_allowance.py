# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What all the hard patterns of one value may take together.

Many texts that are just not too hard would stop a server as well as one that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from threading import local
from typing import Final

__all__ = ["one_allowance", "spend", "steps_left"]

#: Steps of backtracking for one value, texts with simple patterns not counted: about half a second.
_MOST: Final = 1_000_000


class _Allowance(local):
    """Of a thread, which judges one value at a time."""

    left: float = inf


_own = _Allowance()


@contextmanager
def one_allowance() -> Iterator[None]:
    """Judge one value. What is matched elsewhere is not counted with others."""
    _own.left = _MOST
    try:
        yield
    finally:
        _own.left = inf


def steps_left() -> float:
    """Give the steps that are left; no end of them where no value is judged."""
    return _own.left


def spend(steps: float) -> None:
    """Note that steps were taken."""
    _own.left -= steps
