# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What a server knows of one operation, planned once."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final

from .answer import AnswerPlan
from .broken import BrokenAnswer
from .call import Call
from .incoming import ClientLeft
from .invoke import invoke_in_thread, is_async
from .options import Handler, Options
from .planning import Planning
from .problem import Problem
from .refusal import violation_status
from .reply import Reply
from .request import RequestPlan
from .security import plan_security
from .spec import Contract, Route, Status
from .watch import Watched

if TYPE_CHECKING:
    from ..check.rules import Rules


class Operation:
    """How one operation is answered."""

    def __init__(
        self, route: Route, contract: Contract, rules: Rules, planning: Planning, options: Options, service: object
    ) -> None:
        """Takes the service, or None where each call has its own. Raises ValueError where a security scheme has no
        function."""
        self.route: Final = route
        self.security: Final = plan_security(route, contract.schemes, options.verifiers)
        self.request: Final = RequestPlan(route, planning)
        self.violation_status: Final = violation_status(route)
        checks = is_checking(options)
        self._answers: Final = {each.result: AnswerPlan(each, rules, is_checked=checks) for each in route.responses}
        self._renderers: Final = {
            plan.response.status: plan for plan in self._answers.values() if _renders(plan, options)
        }
        self._problems: Final = {name: hook for name, hook in options.problems.items() if hook is not None}
        self._statuses: Final = {each.status for each in route.responses}
        self._innermost: Final = plan_handler(route, service, options)
        self._handle: Final = surround(self._innermost, route, options)

    async def perform(self, call: Call, arguments: dict[str, Any]) -> Reply:
        """Calls the service, and writes what that says."""
        handling = self._handle(call, arguments)
        # A handler that reads the body is told there if the client leaves.
        result = await (handling if call.body is not None else Watched(call, handling))
        plan = self._answers.get(type(result)) or self._plan_of_base(result)
        try:
            if call.has_left:
                # The handler has finished all the same.
                raise ClientLeft
            return plan.write(result)
        except BaseException:
            await plan.let_go(result)
            raise

    def _plan_of_base(self, result: Any) -> AnswerPlan:
        """Finds how results of a class that is derived from one of the operation's are written."""
        plan = next((self._answers[each] for each in type(result).__mro__ if each in self._answers), None)
        if plan is None:
            raise BrokenAnswer(f"{type(result).__qualname__} is no response of the operation")
        return plan

    async def close(self) -> None:
        """Lets what has begun come to its end, where calls are answered in batches."""
        close = getattr(self._innermost, "close", None)
        if close is not None:
            await close()

    def render(self, problem: Problem) -> Reply | None:
        """Writes a problem in the contract's own schema; None: it has none for this status, or there is no hook for
        it."""
        if not self._renderers:
            return None
        wanted: tuple[Status, ...] = (problem.status, "4XX" if problem.status < 500 else "5XX", "default")
        status = next((each for each in wanted if each in self._statuses), None)
        plan = None if status is None else self._renderers.get(status)
        if plan is None:
            return None
        rendered = self._problems[plan.response.problem](problem)
        return plan.write_problem(problem.status, rendered)


def _renders(plan: AnswerPlan, options: Options) -> bool:
    return options.problems.get(plan.response.problem) is not None and plan.json is not None


def is_checking(options: Options) -> bool:
    """Tells whether answers are checked."""
    if options.check_responses == "outside production":
        return __debug__ and os.environ.get("APP_ENV", "").lower() != "production"
    return options.check_responses == "always"


def plan_handler(route: Route, service: object, options: Options) -> Handler:
    """Gives what calls the method of a service, or where that is None, the method of the call's own."""
    if route.batch is not None:
        open_batch = options.open_batch or route.batch.open
        handler: Handler = open_batch(route, route.batch, service, options.on_batch)
        return handler
    if service is None:
        return _own_handler(route.handler)
    method: Callable[..., Any] = getattr(service, route.handler)
    if is_async(method):

        def call_method(call: Call, arguments: dict[str, Any]) -> Awaitable[Any]:
            awaitable: Awaitable[Any] = method(**arguments)
            return awaitable

        return call_method

    async def call_in_thread(call: Call, arguments: dict[str, Any]) -> Any:
        return await invoke_in_thread(method, **arguments)

    return call_in_thread


def _own_handler(name: str) -> Handler:
    async def call_method(call: Call, arguments: dict[str, Any]) -> Any:
        method = getattr(call.service, name)
        if is_async(method):
            return await method(**arguments)
        return await invoke_in_thread(method, **arguments)

    return call_method


def surround(handler: Handler, route: Route, options: Options) -> Handler:
    """Puts middleware around a handler, the first outermost: that of all operations, of tags, of this one."""
    own = options.operations.get(route.id)
    layers = [*options.middleware]
    for tag in route.tags:
        layers += options.tag_middleware.get(tag, ())
    layers += () if own is None else own.middleware
    for layer in reversed(layers):
        handler = layer(handler)
    return handler
