"""Time that doesn't depend on what else the machine does."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from selectors import DefaultSelector
from time import process_time
from typing import Any


@contextmanager
def takes_at_most(seconds: float) -> Iterator[None]:
    """Bounds the work of the processor for this process, whoever else has the processor meanwhile.

    Limits are many times what the work takes, and a small part of what it would take if it grew with the square.
    """
    begun = process_time()
    yield
    took = process_time() - begun
    assert took < seconds, f"took {took:.2f} s"


class _SkippingSelector(DefaultSelector):
    """Doesn't wait: the clock goes to where waiting would have ended."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> Any:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        ready = super().select(0)
        if not ready:
            self.now += timeout
        return ready


class _OwnClockLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._skipping = _SkippingSelector()
        super().__init__(self._skipping)

    def time(self) -> float:
        return self._skipping.now


def run_by_own_clock(main: Coroutine[Any, Any, None]) -> None:
    """Runs what nothing but tasks and timers has a part in. Its time begins at 0 and passes by waiting alone."""
    with asyncio.Runner(loop_factory=_OwnClockLoop) as runner:
        runner.run(main)


def now() -> float:
    """The time of the running loop's clock."""
    return asyncio.get_running_loop().time()
