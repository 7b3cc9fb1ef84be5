"""What all the hard patterns of one value may take together.

Many texts that are just not too hard would stop a server as well as one that is.
"""

from __future__ import annotations

from math import inf
from threading import local
from typing import Final

__all__ = ["forget", "renew", "spend", "steps_left"]

#: Steps of backtracking for one value, texts with simple patterns not counted: about half a second.
_MOST: Final = 1_000_000


class _Allowance(local):
    """Of a thread, which judges one value at a time."""

    left: float = inf


_own = _Allowance()


def renew() -> None:
    """Begin with a value."""
    _own.left = _MOST


def forget() -> None:
    """End with a value: what is matched now is not counted with others."""
    _own.left = inf


def steps_left() -> float:
    """Give the steps that are left; no end of them where no value is judged."""
    return _own.left


def spend(steps: float) -> None:
    """Note that steps were taken."""
    _own.left -= steps
