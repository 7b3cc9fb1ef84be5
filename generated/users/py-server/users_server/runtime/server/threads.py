# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Methods that block, as coroutine functions."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from types import CoroutineType
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

from .invoke import invoke_in_thread

S = TypeVar("S")
P = ParamSpec("P")
R = TypeVar("R")

_BLOCKING: Final[WeakKeyDictionary[Callable[..., Any], Callable[..., Any]]] = WeakKeyDictionary()
"""What in_thread has made -> what it was made of."""


def in_thread(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], CoroutineType[Any, Any, R]]:
    """Makes a coroutine function of a method that blocks: it runs in a thread, so that it holds up no other request.

        @in_thread
        def predict(self, body: Features) -> Predict200:
            return Predict200(self.model(body))

    A service may have plain methods without it, too. It is for type checkers, which want a coroutine function in place
    of one.
    """

    @wraps(method)
    async def run(self: S, /, *arguments: P.args, **named: P.kwargs) -> R:
        result: R = await invoke_in_thread(method, self, *arguments, **named)
        return result

    _BLOCKING[run] = method
    # Type checkers differ in what `async def` makes: mypy says Coroutine, pyright CoroutineType, which is one.
    return cast("Callable[Concatenate[S, P], CoroutineType[Any, Any, R]]", run)


def without_thread(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives the function that in_thread was given, for who has a thread for it; any other function as it is."""
    return _BLOCKING.get(function, function)
