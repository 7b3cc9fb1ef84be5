"""Values that no JSON has."""

from __future__ import annotations

import enum


class Unset(enum.Enum):
    """The type of UNSET."""

    UNSET = "UNSET"

    def __repr__(self) -> str:
        return "UNSET"

    def __bool__(self) -> bool:
        return False


UNSET = Unset.UNSET
"""An argument that isn't given, where None would be null."""
