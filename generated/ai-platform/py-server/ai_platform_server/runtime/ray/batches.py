# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Batches that Ray Serve makes (x-mortise-batch)."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from ray import serve

from ..server.call import Call
from ..server.invoke import is_async
from ..server.spec import Batch, Route
from ..server.threads import without_thread


class RayBatch:
    """Answers calls of one operation together, by `ray.serve.batch`. It is called as any other handler."""

    def __init__(self, route: Route, batch: Batch, service: object, on_batch: object = None) -> None:
        """Takes the service of the replica. Nobody is told of batches: Ray measures them (`serve_batch_*`)."""
        method: Callable[..., Any] = getattr(service, route.handler)
        function = getattr(method, "__func__", method)
        self._request: Final = batch.request
        self._run: Final = (
            method if is_async(without_thread(function)) else _in_thread(without_thread(function), service, route.id)
        )
        # Nothing of the call that happens to begin a batch is to be seen in it: no principal, no trace.
        self._context: Final = contextvars.copy_context()
        limits: dict[str, Any] = {"max_batch_size": batch.max_size, "batch_wait_timeout_s": batch.max_wait_ms / 1000}

        async def run(requests: list[Any]) -> list[Any]:
            task = asyncio.get_running_loop().create_task(self._run(requests), context=self._context.copy())
            return list(await task)

        self._ask: Final[Callable[[Any], Any]] = serve.batch(**limits)(run)

    async def __call__(self, call: Call, arguments: dict[str, Any]) -> Any:
        """Gives the result of a call, or raises its error."""
        result = await self._ask(self._request(**arguments))
        if isinstance(result, BaseException):
            raise result
        return result


def _in_thread(function: Callable[..., Any], service: object, name: str) -> Callable[..., Any]:
    """Gives a coroutine function of one that blocks, which it calls in one thread of its own."""
    thread = ThreadPoolExecutor(1, f"batch-{name}")

    async def run(requests: list[Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(thread, function, service, requests)

    return run
