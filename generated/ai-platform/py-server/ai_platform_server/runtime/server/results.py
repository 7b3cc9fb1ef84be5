# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What the results of operations have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Headers: TypeAlias = Mapping[str, str | Sequence[str]]
"""Headers of an answer beside those that the contract describes. Of several values each has a line of its own."""
