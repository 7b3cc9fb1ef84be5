# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Calls functions of users: coroutine functions as they are, others in a thread, so that none holds up the rest."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from anyio.to_thread import run_sync

Invocation = Callable[..., Awaitable[Any]]


def is_async(function: Callable[..., Any]) -> bool:
    """Tells whether a call gives a coroutine, as far as can be seen: also of partial functions and of objects that can
    be called."""
    while isinstance(function, functools.partial):
        function = function.func
    if inspect.iscoroutinefunction(function):
        return True
    call = None if inspect.isroutine(function) or inspect.isclass(function) else getattr(function, "__call__", None)  # noqa: B004
    return inspect.iscoroutinefunction(call)


def plan_invocation(function: Callable[..., Any]) -> Invocation:
    """Gives a coroutine function that does what a function does."""
    if is_async(function):
        return function

    async def invoke(*arguments: Any, **named: Any) -> Any:
        return await invoke_in_thread(function, *arguments, **named)

    return invoke


async def invoke_in_thread(function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
    """Calls a function in a thread of anyio's, in this context (contextvars). What it gives to await is awaited
    here."""
    given = await run_sync(functools.partial(_contained, function, *arguments, **named))
    return await given if inspect.isawaitable(given) else given


def _contained(function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
    try:
        return function(*arguments, **named)
    except StopIteration as error:
        # A future can't hold it: who waits for it would wait for ever.
        raise RuntimeError("the function raised StopIteration") from error
