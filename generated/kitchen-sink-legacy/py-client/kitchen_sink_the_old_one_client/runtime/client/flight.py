# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Work that all who need it at the same time share."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import anyio
import httpx

from .effects import Steps, run, run_async


class Landing:
    """How a flight ends. One that was cancelled says nothing of the work: those who waited do it themselves."""

    __slots__ = ("cancelled", "done", "error")

    def __init__(self) -> None:
        self.done = threading.Event()
        self.error: Exception | None = None
        self.cancelled = False


class Flight:
    """At most one flight is under way. It may be shared by threads, event loops, sync and async clients."""

    __slots__ = ("_lock", "_pending")

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pending: Landing | None = None

    def board(self) -> tuple[Landing, bool]:
        """Gives the flight under way, or a new one, which the caller has to bring to its end."""
        with self._lock:
            if self._pending is not None:
                return self._pending, False
            self._pending = Landing()
            return self._pending, True

    def land(self, landing: Landing, error: BaseException | None) -> None:
        """Ends a flight for all who wait."""
        if isinstance(error, Exception):
            landing.error = error
        landing.cancelled = error is not None and landing.error is None
        with self._lock:
            self._pending = None
        landing.done.set()

    @property
    def pending(self) -> bool:
        """Whether one is under way."""
        return self._pending is not None


class Share:
    """Does work, or waits for who does it already."""

    __slots__ = ("flight", "work")

    def __init__(self, flight: Flight, work: Callable[[], Steps[None]]) -> None:
        self.flight = flight
        self.work = work

    def now(self, http: httpx.Client) -> None:
        while True:
            landing, leads = self.flight.board()
            if leads:
                return self._lead(landing, lambda: run(http, self.work()))
            landing.done.wait()
            if not landing.cancelled:
                return raise_of(landing)

    def _lead(self, landing: Landing, work: Callable[[], Any]) -> None:
        try:
            work()
        except BaseException as error:
            self.flight.land(landing, error)
            raise
        self.flight.land(landing, None)

    async def later(self, http: httpx.AsyncClient) -> None:
        while True:
            landing, leads = self.flight.board()
            if leads:
                try:
                    await run_async(http, self.work())
                except BaseException as error:
                    self.flight.land(landing, error)
                    raise
                return self.flight.land(landing, None)
            # Who leads may be in another thread or loop, whose end no event of this loop can tell.
            pause = 0.001
            while not landing.done.is_set():
                await anyio.sleep(pause)
                pause = min(2 * pause, 0.02)
            if not landing.cancelled:
                return raise_of(landing)


def raise_of(landing: Landing) -> None:
    """What failed for one who shared the work has failed for all."""
    if landing.error is not None:
        raise landing.error
