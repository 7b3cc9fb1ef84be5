# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What a user's application has for errors: `@app.exception_handler(...)`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from fastapi.exception_handlers import http_exception_handler, request_validation_exception_handler
from starlette.exceptions import HTTPException

from .broken import BrokenAnswer
from .call import Scope
from .problem import ProblemError

_OF_FASTAPI: Final = (http_exception_handler, request_validation_exception_handler)
"""These answer in a form that is not the contract's."""


def app_handler_of(scope: Scope, error: BaseException) -> Callable[..., Any] | None:
    """Finds the handler that a user gave the application for an error. What the contract demands is said as the
    contract says it."""
    handlers = getattr(scope.get("app"), "exception_handlers", None)
    if not handlers or not isinstance(error, Exception) or isinstance(error, BrokenAnswer):
        return None
    if isinstance(error, ProblemError):
        return _own(handlers.get(ProblemError))
    handler = handlers.get(error.status_code) if isinstance(error, HTTPException) else None
    for kind in type(error).__mro__:
        handler = handler or _own(handlers.get(kind))
    if handler is None and not isinstance(error, HTTPException):
        handler = handlers.get(500)
    return handler


def _own(handler: Any) -> Callable[..., Any] | None:
    return None if handler in _OF_FASTAPI else handler
