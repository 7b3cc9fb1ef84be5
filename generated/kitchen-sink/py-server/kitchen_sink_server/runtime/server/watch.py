# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Looks whether a client is still there while it is being answered."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Generator
from types import CoroutineType
from typing import Any, Final

from .call import Call

PATIENCE: Final = 0.05
"""Seconds. Most answers are there sooner: only for others is it worth a task to look."""


class Watch:
    """Cancels the task that answers a call when the client leaves: nobody waits for what it does.

    The rest of a body that nobody reads is read, and dropped.
    """

    __slots__ = ("_call", "_looking", "_loop", "_task", "_timer")

    def __init__(self, call: Call) -> None:
        self._call: Final = call
        self._loop: Final = asyncio.get_running_loop()
        self._task: Final = asyncio.current_task()
        self._looking: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def start_late(self) -> None:
        """Begins to look if the call is still under way after a while."""
        self._timer = self._loop.call_later(PATIENCE, self.start)

    def start(self) -> None:
        """Begins to look."""
        self._looking = self._loop.create_task(self._look())

    def stop(self) -> None:
        """Looks no more."""
        if self._timer is not None:
            self._timer.cancel()
        if self._looking is not None:
            self._looking.cancel()

    async def _look(self) -> None:
        receive = self._call.receive
        while (await receive())["type"] != "http.disconnect":
            pass
        self._call.has_left = True
        if self._task is not None:
            self._task.cancel()


class Watched:
    """Awaits what answers a call, and looks whether the client is still there as soon as that has to wait for
    something: most answers don't, and then it costs nothing.
    """

    __slots__ = ("_awaitable", "_call")

    def __init__(self, call: Call, awaitable: Awaitable[Any]) -> None:
        self._call: Final = call
        self._awaitable: Final = awaitable

    def __await__(self) -> Generator[Any, Any, Any]:
        awaitable = self._awaitable
        steps: Any = awaitable if type(awaitable) is CoroutineType else awaitable.__await__()
        try:
            waits_for = steps.send(None)
        except StopIteration as over:
            return over.value
        watch = Watch(self._call)
        watch.start_late()
        try:
            while True:
                try:
                    sent = yield waits_for
                except BaseException as error:
                    waits_for = steps.throw(error)
                else:
                    waits_for = steps.send(sent)
        except StopIteration as over:
            return over.value
        finally:
            watch.stop()


def is_cancelled_by_client(call: Call, error: BaseException) -> bool:
    """Tells whether an error is the cancellation of a Watch, and takes that back."""
    if not call.has_left or not isinstance(error, asyncio.CancelledError):
        return False
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        task.uncancel()
    return True
