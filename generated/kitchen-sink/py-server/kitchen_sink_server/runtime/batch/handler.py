# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Batches behind a server: the handler of an operation with x-mortise-batch."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, Final

from ..server.call import Call
from ..server.invoke import is_async
from ..server.problem import ProblemCode, ProblemError
from ..server.spec import Batch, Route
from ..server.threads import without_thread
from .batcher import Batcher, QueueFull
from .report import OnBatch


class BatchHandler:
    """Answers calls of one operation together. It is called as any other handler."""

    def __init__(self, route: Route, batch: Batch, service: object, on_batch: OnBatch | None = None) -> None:
        """Takes the service, or None where each call has its own: then those of one service are answered together."""
        self._route: Final = route
        self._batch: Final = batch
        self._on_batch: Final = on_batch
        self._batchers: Final[dict[int, Batcher]] = {}
        self._code: Final = _code_of(route)
        self._shared: Final = None if service is None else self._open(service, lambda: service)

    async def __call__(self, call: Call, arguments: dict[str, Any]) -> Any:
        """Gives the result of a call, or raises its error. A full queue is 503, or where the contract has only that,
        429.
        """
        batcher = self._shared or self._batcher_of(call.service)
        try:
            return await batcher.call(self._batch.request(**arguments))
        except QueueFull as full:
            raise ProblemError(self._code, headers={"Retry-After": str(full.retry_after)}) from None

    async def close(self) -> None:
        """Answers what waits, and ends the threads."""
        for batcher in [*self._batchers.values(), *([self._shared] if self._shared else ())]:
            await batcher.close()

    def _batcher_of(self, service: object) -> Batcher:
        key = id(service)
        batcher = self._batchers.get(key)
        if batcher is None:
            # It doesn't keep the service, which its calls do: with the last of them, both go.
            batcher = self._batchers[key] = self._open(service, weakref.ref(service))
            weakref.finalize(service, self._batchers.pop, key, None)
        return batcher

    def _open(self, service: object, find: Callable[[], object]) -> Batcher:
        method: Callable[..., Any] = getattr(service, self._route.handler)
        run = function = getattr(method, "__func__", method)
        if function is not method:
            # The batcher has a thread for what blocks.
            function = without_thread(function)
            run = lambda requests: function(find(), requests)  # noqa: E731
        return Batcher(
            self._route.id,
            run,
            is_async=is_async(function),
            max_size=self._batch.max_size,
            max_wait_ms=self._batch.max_wait_ms,
            max_queue=self._batch.max_queue,
            on_batch=self._on_batch,
        )


def _code_of(route: Route) -> ProblemCode:
    """Gives how a full queue is told: 429 where the operation has that status and not 503."""
    statuses = {response.status for response in route.responses}
    return "rate_limited" if 429 in statuses and 503 not in statuses else "unavailable"
