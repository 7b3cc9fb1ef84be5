# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Answers that are not what the contract says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..check.report import Violation

NO_BODY: Final = "The answer has no body, but the contract promises one"
BROKEN: Final = "The answer breaks the contract"
UNLIMITED: Final = 1 << 20
"""Nesting of what this server wrote itself."""


class BrokenAnswer(Exception):
    """Says that an answer breaks the contract. It goes to the log; the client gets 500, and nothing of the value."""

    def __init__(self, reason: str, violations: Sequence[Violation] = ()) -> None:
        super().__init__(reason)
        self.violations = violations
