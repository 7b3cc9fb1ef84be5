# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What can be set. Generated code has it with the contract's own types."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from .call import Call
from .problem import Problem

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer

MEBIBYTE: Final = 1 << 20

Handler = Callable[[Call, dict[str, Any]], Awaitable[Any]]
"""Answers an operation: takes the arguments of the service's method, gives one of the operation's results."""

Middleware = Callable[[Handler], Handler]
"""Stands around handlers: after the request has been read and checked, before the answer is written.

    def timed(handler: Handler) -> Handler:
        async def run(call: Call, arguments: dict[str, Any]) -> Any:
            ...
            return await handler(call, arguments)
        return run
"""

Verifier = Callable[[Any, Sequence[str]], Any]
"""Says whose credential this is, in a function or a coroutine function: a text, a BasicCredential, or a Request for
mutual TLS, and the scopes that the operation requires of the scheme, all of them.

What is falsy says that it is not valid (401), as does ProblemError("unauthorized"); ProblemError("forbidden") that it
is valid, but may not do this (403). Any other error is a failure of the server (500): nobody gets in by it.
"""

ProblemHook = Callable[[Problem], Any]
"""Renders a problem into the contract's own schema for a status."""

CheckResponses = Literal["always", "never", "outside production"]
"""Whether answers are checked against the contract before they are sent. One that breaks it is logged, and answered
500. Production is where the environment variable APP_ENV is "production", or Python runs with -O."""

UnknownQuery = Literal["ignore", "reject"]
"""What becomes of query parameters that the contract doesn't know: no notice is taken of them, or each is a
violation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationOptions:
    """What holds for one operation only."""

    max_body_bytes: int | None = None
    """The most bytes that a body may have. None: as for all."""
    middleware: Sequence[Middleware] = ()
    """Stands around this operation, the first outermost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Where liveness and readiness are answered, as orchestrators ask for them. A path of the contract is never
    shadowed."""

    live: str | None = "/healthz"
    """Always 200. None: nowhere."""
    ready: str | None = "/readyz"
    """200, or 503 while the server starts or closes, or `is_ready` says no. None: nowhere."""
    is_ready: Callable[[], bool | Awaitable[bool]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Docs:
    """Where the contract and a page about it are served."""

    document: str | None = "/openapi.json"
    """The OpenAPI document. None: nowhere."""
    page: str | None = "/docs"
    """A page about it, which needs nothing from elsewhere. None: nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What can be set."""

    verifiers: Mapping[str, Verifier] = field(default_factory=dict)
    middleware: Sequence[Middleware] = ()
    """Stands around all operations, the first outermost; then that of tags, then that of one operation."""
    tag_middleware: Mapping[str, Sequence[Middleware]] = field(default_factory=dict)
    operations: Mapping[str, OperationOptions] = field(default_factory=dict)
    """By operation id."""
    max_body_bytes: int = 10 * MEBIBYTE
    max_depth: int = 100
    """Of nesting, in JSON."""
    unknown_query: UnknownQuery = "ignore"
    check_responses: CheckResponses = "outside production"
    on_batch: Callable[[Any], object] | None = None
    """Is told of each batch (a BatchReport) when it is over, where the contract has any (x-mortise-batch)."""
    open_batch: Callable[..., Handler] | None = None
    """What makes batches in place of the server's own queue, such as Ray Serve. None: that queue."""
    problems: Mapping[str, ProblemHook | None] = field(default_factory=dict)
    """By the names that routes have for them."""
    logger: logging.Logger | None = None
    """Where each request has a line. None: one that writes JSON to standard output."""
    tracer: Tracer | None = None
    """None: that of OpenTelemetry, where it is installed."""
    health: Health = Health()
    docs: Docs = Docs()
