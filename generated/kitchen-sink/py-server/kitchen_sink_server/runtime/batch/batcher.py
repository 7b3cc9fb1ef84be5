# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""A queue in front of a function that answers many requests at once."""

from __future__ import annotations

import asyncio
import contextvars
import logging
import math
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import Any, Final, cast

from .pace import Pace
from .report import BatchReport, Meter, OnBatch

_logger: Final = logging.getLogger("mortise")


class QueueFull(Exception):
    """There is no room for one more call, or the server is closing."""

    def __init__(self, retry_after: int) -> None:
        """Takes the seconds after which there may be room."""
        super().__init__(f"the queue is full; there may be room in {retry_after} s")
        self.retry_after: Final = retry_after


class BatchError(Exception):
    """The service gave no list with a result for each request."""


class _Entry:
    """A call that waits for its answer."""

    __slots__ = ("answer", "arrived", "batch", "request")

    def __init__(self, request: Any, answer: asyncio.Future[Any]) -> None:
        self.request: Final = request
        self.answer: Final = answer
        self.arrived: Final = perf_counter()
        self.batch: _Batch | None = None


class _Batch:
    """Calls that are being answered."""

    __slots__ = ("began", "entries", "failed", "left", "task")

    def __init__(self, entries: list[_Entry]) -> None:
        self.entries: Final = entries
        self.began: Final = perf_counter()
        self.left = 0
        self.failed = 0
        self.task: asyncio.Task[None] | None = None


class Batcher:
    """Answers calls of one operation in batches, one after the other, first come first served.

    While a batch is being answered, calls queue up for the next. It begins as soon as the one before is over, unless
    more calls are to be expected (see Pace): then when they have come, or after `max_wait_ms`. A coroutine function is
    awaited, any other function is called in a thread of its own, always the same: models may keep to it.
    """

    def __init__(
        self,
        operation: str,
        run: Callable[[Sequence[Any]], Awaitable[Sequence[Any]] | Sequence[Any]],
        *,
        is_async: bool,
        max_size: int,
        max_wait_ms: float,
        max_queue: int,
        on_batch: OnBatch | None = None,
    ) -> None:
        """Takes the operation's id, what answers it, and the limits. `max_queue` counts the calls that wait, not those
        being answered.
        """
        self._operation: Final = operation
        self._run: Final = run
        self._is_async: Final = is_async
        self._max_size: Final = max(max_size, 1)
        self._max_wait: Final = max_wait_ms / 1000
        self._max_queue: Final = max(max_queue, 1)
        self._on_batch: Final = on_batch
        self._meter: Final = Meter(operation)
        self._pace: Final = Pace()
        # Nothing of the call that happens to begin a batch is to be seen in it: no principal, no trace.
        self._context: Final = contextvars.copy_context()
        self._queue: deque[_Entry] = deque()
        self._waiting = 0
        self._batch: _Batch | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._idle: asyncio.Future[None] | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._is_closing = False
        self._is_closed = False
        self._seconds = 0.0
        self._free_since = 0.0

    async def call(self, request: Any) -> Any:
        """Gives the result of a request, or raises its error.

        Raises QueueFull where there is no room. Who is cancelled while waiting leaves the queue; a batch of which all
        have left is cancelled.
        """
        if self._is_closed or self._waiting >= self._max_queue:
            self._meter.refuse()
            raise QueueFull(self.retry_after)
        entry = _Entry(request, asyncio.get_running_loop().create_future())
        self._queue.append(entry)
        self._waiting += 1
        self._pace.arrived(self._waiting + (0 if self._batch is None else len(self._batch.entries)))
        if self._batch is None:
            self._begin()
        try:
            return await entry.answer
        except asyncio.CancelledError:
            self._leave(entry)
            raise

    @property
    def retry_after(self) -> int:
        """Whole seconds in which the calls that wait will have been answered, going by how long batches took; at least
        one.
        """
        return max(math.ceil((self._waiting / self._max_size + 1) * self._seconds), 1)

    async def close(self) -> None:
        """Answers the calls that wait, without waiting for others, then ends the thread. Calls that come later find no
        room.
        """
        self._is_closing = True
        if self._batch is None:
            self._begin()
        if self._batch is not None:
            self._idle = asyncio.get_running_loop().create_future()
            await self._idle
        self._is_closed = True
        if self._thread is not None:
            self._thread.shutdown(wait=False)

    def _begin(self) -> None:
        """Begins the next batch, or sees to it that it begins in time."""
        if self._waiting == 0:
            self._queue.clear()
            self._stop_timer()
            return
        wanted = 1 if self._is_closing else min(self._pace.expected, self._max_size)
        if self._waiting < wanted:
            first = next(entry for entry in self._queue if not entry.answer.done())
            # What a call waits while the model has others is no waiting for company.
            rest = max(first.arrived, self._free_since) + self._max_wait - perf_counter()
            if rest > 0:
                if self._timer is None:
                    self._timer = asyncio.get_running_loop().call_later(rest, self._expire)
                return
        self._stop_timer()
        self._start(self._take())

    def _expire(self) -> None:
        self._timer = None
        if self._batch is None and self._waiting > 0:
            self._start(self._take())

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _take(self) -> list[_Entry]:
        entries: list[_Entry] = []
        while len(entries) < self._max_size and self._queue:
            entry = self._queue.popleft()
            if not entry.answer.done():
                entries.append(entry)
        self._waiting -= len(entries)
        return entries

    def _start(self, entries: list[_Entry]) -> None:
        batch = self._batch = _Batch(entries)
        for entry in entries:
            entry.batch = batch
        self._pace.began()
        context = self._context.copy()
        batch.task = asyncio.get_running_loop().create_task(self._answer(batch, context), context=context)

    async def _answer(self, batch: _Batch, context: contextvars.Context) -> None:
        try:
            self._deliver(batch, await self._ask([entry.request for entry in batch.entries], context))
        except asyncio.CancelledError:
            for entry in batch.entries:
                entry.answer.cancel()
            # All have left, or the loop ends.
            raise
        except BaseException as error:
            self._fail(batch, error)
            if not isinstance(error, Exception):
                raise
        finally:
            self._finish(batch)

    async def _ask(self, requests: list[Any], context: contextvars.Context) -> Sequence[Any]:
        run: Callable[[Sequence[Any]], Any] = self._run
        if self._is_async:
            return cast("Sequence[Any]", await run(requests))
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, f"batch-{self._operation}")
        loop = asyncio.get_running_loop()
        given: Any = await loop.run_in_executor(self._thread, context.copy().run, _contained, run, requests)
        return cast("Sequence[Any]", await given if isinstance(given, Awaitable) else given)

    def _deliver(self, batch: _Batch, results: Sequence[Any]) -> None:
        wanted = len(batch.entries)
        if not isinstance(results, Sequence):
            raise BatchError(f"the service gave no list of results, but {type(results).__name__}")
        if len(results) != wanted:
            raise BatchError(f"the service gave {len(results)} results for {wanted} requests")
        for entry, result in zip(batch.entries, results, strict=True):
            if isinstance(result, BaseException):
                batch.failed += 1
                _raise(entry, result)
            elif not entry.answer.done():
                entry.answer.set_result(result)

    def _fail(self, batch: _Batch, error: BaseException) -> None:
        batch.failed = len(batch.entries)
        for entry in batch.entries:
            _raise(entry, error)

    def _finish(self, batch: _Batch) -> None:
        now = perf_counter()
        duration = now - batch.began
        self._seconds = duration if self._seconds == 0 else 0.8 * self._seconds + 0.2 * duration
        self._batch = None
        self._free_since = now
        queued = self._waiting
        if not asyncio.get_running_loop().is_closed():
            self._begin()
        if self._batch is None and self._idle is not None and not self._idle.done():
            self._idle.set_result(None)
        self._report(batch, duration, queued)

    def _report(self, batch: _Batch, duration: float, queued: int) -> None:
        waits = tuple(batch.began - entry.arrived for entry in batch.entries)
        report = BatchReport(self._operation, len(waits), waits, duration, batch.failed, batch.left, queued)
        try:
            self._meter.record(report)
            if self._on_batch is not None:
                self._on_batch(report)
        except Exception:
            _logger.exception("the hook for batches failed")

    def _leave(self, entry: _Entry) -> None:
        batch = entry.batch
        if batch is None:
            self._waiting -= 1
            # Those who left are taken out when a batch is made; where that takes long, they must not pile up.
            if len(self._queue) > 2 * self._max_queue:
                self._queue = deque(each for each in self._queue if not each.answer.done())
            return
        batch.left += 1
        if batch.left == len(batch.entries) and self._is_async and batch.task is not None:
            batch.task.cancel()


def _raise(entry: _Entry, error: BaseException) -> None:
    if entry.answer.done():
        return
    if isinstance(error, StopIteration | asyncio.CancelledError):
        # A future takes no StopIteration, and the call was not cancelled.
        wrapped = BatchError(f"the service gave {type(error).__name__}")
        wrapped.__cause__ = error
        error = wrapped
    entry.answer.set_exception(error)


def _contained(run: Callable[[Sequence[Any]], Any], requests: Sequence[Any]) -> Any:
    try:
        return run(requests)
    except StopIteration as error:
        raise BatchError("the service raised StopIteration") from error
