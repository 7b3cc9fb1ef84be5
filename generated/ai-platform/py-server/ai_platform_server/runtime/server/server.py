# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Answers the requests of one contract."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from fastapi import params

from ..check.rules import load_rules
from ..wire.codec import codec_of
from .app_handlers import app_handler_of
from .call import CALLS, Call, Message, Receive, Scope, Send
from .deliver import StreamCut, deliver
from .incoming import ClientLeft
from .log import log_request, standard_logger
from .operation import Operation
from .options import Options
from .outcome import STATUS_LEFT, Failure, is_for_process, only_error, problem_of, refuse
from .own_routes import OwnRoute, plan_own_routes
from .planning import Planning
from .problem import ProblemError
from .router import Found, Router
from .spec import Contract
from .target import cut_target
from .telemetry import start_span
from .watch import is_cancelled_by_client

if TYPE_CHECKING:
    from fastapi import APIRouter, FastAPI
    from starlette.types import Lifespan

    from .reply import Reply

Target = Found[Operation] | OwnRoute
"""What a path leads to."""

Delegate = Callable[[Scope, Receive, Send], Awaitable[None]]
"""Does what stands between a request that has been read and the handler: FastAPI, where it has dependencies to
solve."""


class Server:
    """Answers the requests of one contract. Plans all operations when it is made."""

    def __init__(self, contract: Contract, service: object, options: Options | None = None) -> None:
        """Takes a service, or `Depends(...)` of what gives one.

        Raises ValueError where a security scheme that an operation needs has no function, TypeError for a class.
        """
        self.contract: Final = contract
        options = options or Options()
        self.options: Final = options
        if inspect.isclass(service):
            raise TypeError(f"{service.__qualname__} is a class: give a service that is made of it, or Depends(...)")
        self.dependency: Final = service if isinstance(service, params.Depends) else None
        self.logger: Final = options.logger or standard_logger()
        self.is_open = True
        """Whether more requests are welcome, as /readyz says."""
        self.operations: Final[list[Operation]] = []
        self._router: Final[Router[Operation]] = Router()
        self._own: Final = plan_own_routes(contract, options, lambda: self.is_open)
        rules = load_rules(contract.file)
        service = None if self.dependency is not None else service
        for route in contract.routes:
            planning = _plan_reading(contract, options, route.id, rules)
            operation = Operation(route, contract, rules, planning, options, service)
            self.operations.append(operation)
            self._router.add(route.method, route.path, operation)

    def find(self, path: str) -> Target | None:
        """Finds what a path, as it was sent, leads to: the contract's, or one of the server's own."""
        return self._router.find(path) or self._own.get(path)

    async def answer(self, call: Call, target: Target | None, delegate: Delegate | None = None) -> None:
        """Answers a call. What it leads to, if anything, has been found. Raises StreamCut where an answer fails
        midway."""
        call.server = self
        token = CALLS.set(call)
        span = None
        try:
            if isinstance(target, Found):
                call.operation = operation = target.entry.method(call.scope["method"])
                call.path_values = target.values
                span = start_span(call, self.options.tracer)
                if operation is None:
                    raise ProblemError("method_not_allowed", headers={"Allow": target.entry.allow})
                if operation.security is not None:
                    await operation.security.authorize(call)
                arguments = await operation.request.read(call)
                call.is_read = call.body is None
                if delegate is None:
                    await deliver(call, await operation.perform(call, arguments))
                else:
                    call.arguments = arguments
                    await delegate(call.scope, call.receive, call.send)
            else:
                await deliver(call, await _answer_own(call, target))
        except BaseException as error:
            await self._recover(call, error)
        finally:
            try:
                if call.body is not None or call.released:
                    await _release(call)
            finally:
                if span is not None:
                    span.end(call)
                CALLS.reset(token)
                log_request(self.logger, call)

    async def _recover(self, call: Call, error: BaseException) -> None:
        """Answers a request that came to no good end. Raises what is not the request's own."""
        error = only_error(error)
        if isinstance(error, StreamCut):
            raise error
        if isinstance(error, ClientLeft) or is_cancelled_by_client(call, error):
            await _leave(call)
            return
        if is_for_process(error):
            call.is_aborted = True
            raise error
        if call.status:
            # The answer has begun, or has even been sent.
            call.failure = call.failure or Failure(error)
            raise StreamCut("the answer failed midway") from error
        try:
            if await _answer_by_app(call, error):
                return
            await deliver(call, refuse(call, problem_of(call, error)))
        except ClientLeft:
            await _leave(call)

    def close(self) -> None:
        """Says that no more requests are welcome: /readyz says so."""
        self.is_open = False

    def router(self) -> APIRouter:
        """Gives a router that answers the contract's requests, for `app.include_router`."""
        from .application import make_router

        return make_router(self)

    def app(self, lifespan: Lifespan[FastAPI] | None = None) -> FastAPI:
        """Gives an application that answers the contract's requests."""
        from .application import make_app

        return make_app(self, lifespan)


def _plan_reading(contract: Contract, options: Options, operation_id: str, rules: Any) -> Planning:
    own = options.operations.get(operation_id)
    limit = None if own is None else own.max_body_bytes
    return Planning(
        rules_of=lambda name: rules.gate(name) if name else None,
        convert_of=lambda type_: None if type_ is None else codec_of(type_).read,
        max_body_bytes=options.max_body_bytes if limit is None else limit,
        max_depth=options.max_depth,
        unknown_query=options.unknown_query,
        known_query=frozenset(scheme.parameter for scheme in contract.schemes if scheme.kind == "query"),
    )


def open_call(scope: Scope, receive: Receive, send: Send, prefix: str = "") -> Call:
    """Gives the call of a request. Prefix: what stands before the contract's paths, as it was sent."""
    path, query = cut_target(scope)
    return Call(scope, receive, send, path[len(prefix) :] if prefix else path, query)


async def _answer_own(call: Call, route: OwnRoute | None) -> Reply:
    if route is None:
        raise ProblemError("not_found")
    if call.scope["method"] not in ("GET", "HEAD"):
        raise ProblemError("method_not_allowed", headers={"Allow": "GET, HEAD"})
    return await route()


async def _leave(call: Call) -> None:
    """Ends a call whose client left. There is nobody to read it; the status is for the log."""
    call.is_aborted = True
    if call.status:
        return
    call.status = STATUS_LEFT
    # Middleware may wait for an answer.
    messages: list[Message] = [
        {
            "type": "http.response.start",
            "status": 400,
            "headers": [(b"connection", b"close"), (b"content-length", b"0")],
        },
        {"type": "http.response.body", "body": b""},
    ]
    try:
        for message in messages:
            await call.send(message)
    except BaseException as error:
        if is_for_process(error) and not is_cancelled_by_client(call, error):
            raise


async def _answer_by_app(call: Call, error: BaseException) -> bool:
    """Answers by what the application has for an error of this kind, and says whether it has something."""
    handler = app_handler_of(call.scope, error)
    if handler is None:
        return False
    call.failure = None if isinstance(error, ProblemError) else Failure(error)

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            call.status = message["status"]
        await call.send(message)

    try:
        response = handler(call.request, error)
        if inspect.isawaitable(response):
            response = await response
        if response is None:
            return False
        await response(call.scope, call.receive, send)
    except Exception as failure:
        if call.status:
            raise
        call.failure = Failure(failure)
        await deliver(call, refuse(call, ProblemError("internal")))
    return True


async def _release(call: Call) -> None:
    """Lets go of what a request holds."""
    if call.body is not None:
        with suppress(Exception):
            await call.body.aclose()
    for function in call.released:
        with suppress(Exception):
            done: Any = function()
            if inspect.isawaitable(done):
                await done
