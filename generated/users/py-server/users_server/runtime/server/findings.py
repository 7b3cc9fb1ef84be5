# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What is wrong with one part of a request."""

from __future__ import annotations

from enum import Enum
from typing import Final, Protocol

from ..check.report import Place, Report

REQUIRED_MESSAGE: Final = "is required"
DUPLICATE_MESSAGE: Final = "must not come more than once"
PERCENT_MESSAGE: Final = "must be percent-encoded UTF-8"
UTF8_MESSAGE: Final = "must be UTF-8"
STYLE_MESSAGE: Final = "must be written in the style of the contract"
UNKNOWN_MESSAGE: Final = "is not allowed"
UNFIT_MESSAGE: Final = "must be a value that the server can hold"
MULTIPART_MESSAGE: Final = "must be a well-formed multipart body"
"""Messages of the rules that no schema states (wire profile, "Errors"), the same in every language."""


class Missing(Enum):
    """Says what has become of a text, parameter or part that gave no value."""

    ABSENT = 1
    UNREADABLE = 2
    """What is wrong with it has been said."""
    MALFORMED = 3
    """It is no JSON at all, which has been said."""


ABSENT: Final = Missing.ABSENT
UNREADABLE: Final = Missing.UNREADABLE
MALFORMED: Final = Missing.MALFORMED


class Rules(Protocol):
    """The rules of one value, as a Gate has them."""

    def is_sure(self, value: object) -> bool:
        """Says yes to what keeps them, as fast as can be. A no means nothing."""
        ...

    def accepts(self, value: object) -> bool:
        """Whether a value keeps them."""
        ...

    def explain(self, value: object, report: Report, place: Place, pointer: str) -> bool:
        """Puts into the report which of them a value breaks, and says whether that is none."""
        ...


class Findings:
    """Takes what is wrong with one part of a request. Base stands before every pointer."""

    __slots__ = ("base", "place", "report")

    def __init__(self, report: Report, place: Place, base: str = "") -> None:
        self.report = report
        self.place: Place = place
        self.base = base

    def add(self, pointer: str, rule: str, message: str) -> None:
        """Notes a violation."""
        self.report.add(self.place, self.base + pointer, rule, message)

    def twice(self, pointer: str) -> Missing:
        """Notes that something came more than once."""
        self.add(pointer, "duplicate", DUPLICATE_MESSAGE)
        return UNREADABLE

    def below(self, at: str) -> Findings:
        """Findings whose pointers begin with one more."""
        return Findings(self.report, self.place, self.base + at) if at else self


def pointer_to(at: str, name: str) -> str:
    """Puts one token (RFC 6901) behind a pointer."""
    if "~" in name or "/" in name:
        name = name.replace("~", "~0").replace("/", "~1")
    return f"{at}/{name}"
