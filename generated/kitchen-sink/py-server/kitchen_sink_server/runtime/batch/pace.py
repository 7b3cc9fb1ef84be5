# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""When a batch begins."""

from __future__ import annotations


class Pace:
    """Knows how many calls a batch should wait for: as many as were there at the same time lately.

    A call that comes alone, as the one before it did, waits for nobody. Where many callers come at once, again and
    again, those who come first wait for the rest, which makes few large batches of many small ones; never longer than
    the contract's `max_wait_ms`, counted from when there is a call and the service is free. So the wait is paid only
    where there is something to be had for it, and where fewer come than lately, once.
    """

    __slots__ = ("_lately", "_seen")

    def __init__(self) -> None:
        """Starts without any experience: the first call is not kept waiting."""
        self._lately = 1
        self._seen = 0

    @property
    def expected(self) -> int:
        """How many calls are worth waiting for."""
        return self._lately

    def arrived(self, present: int) -> None:
        """Takes notice of a call, with which so many are there: in the queue, or being answered."""
        self._seen = max(self._seen, present)

    def began(self) -> None:
        """Takes notice of a batch that begins: what was seen up to it is what is expected of the next."""
        self._lately = max(self._seen, 1)
        self._seen = 0
