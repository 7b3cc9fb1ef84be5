# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""An answer that is ready to be sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from .headers import Line


def may_have_body(status: int) -> bool:
    """Tells whether an answer of this status has a body at all (RFC 9110, section 6.4.1)."""
    return status not in (204, 205, 304)


class Reply:
    """An answer that is ready to be sent."""

    __slots__ = ("body", "is_live", "lines", "status", "stream", "unsent")

    def __init__(self, status: int) -> None:
        self.status = status
        self.lines: list[Line] = []
        """Of the head, names in lower case."""
        self.body: bytes | None = None
        self.stream: AsyncIterator[bytes] | None = None
        """A body that comes as it is made."""
        self.is_live = False
        """Whether its pieces are for now."""
        self.unsent: Any = None
        """What a stream is made of, until it has been sent."""


async def close(unsent: Any) -> None:
    """Lets go of a stream that is not sent: an asynchronous iterator, a generator, or a file."""
    aclose = getattr(unsent, "aclose", None)
    if aclose is not None:
        await aclose()
        return
    close = getattr(unsent, "close", None)
    if close is not None:
        close()
