# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Rules of rules.json by which the branches of unions are told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .rules import Rules


class BranchRules:
    """The rules of a package, loaded when a value is first to be told."""

    __slots__ = ("_file", "_rules")

    def __init__(self, file: str) -> None:
        """`file`: `__file__` of the module that rules.json stands beside."""
        self._file = file
        self._rules: Rules | None = None

    def fits(self, name: str, value: Any) -> bool:
        """Whether a value keeps the rules of a name."""
        if self._rules is None:
            from .rules import load_rules

            self._rules = load_rules(self._file)
        return self._rules.gate(name).accepts(value)
