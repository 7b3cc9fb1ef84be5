# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""The contract's paths as one route of Starlette's and FastAPI's."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any, Final
from urllib.parse import quote

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.datastructures import URLPath
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, NoMatchFound

from .call import Call, Receive, Scope, Send
from .deliver import deliver
from .operation import Operation
from .reply import Reply
from .router import Found
from .server import Delegate, Server, Target
from .target import cut_target
from .undo import unescape

ANY_PATH: Final = "/{path:path}"
_KEY: Final = "mortise"
"""In a scope: what the path leads to, then the call."""
_MATCH: Final = "mortise.match"
"""In a scope: what was last found, and by which route."""


class OperationRoute(BaseRoute):
    """What `scope["route"]` says of the operation that answers: metrics and logs of others look at its path and
    name."""

    def __init__(self, operation: Operation) -> None:
        """Takes what it tells of."""
        route = operation.route
        self.path: Final = route.path
        self.path_format: Final = route.path
        self.name: Final = route.handler
        self.methods: Final = {route.method}
        self.tags: Final = list(route.tags)
        self.operation_id: Final = route.id


class PerformedReply(Response):
    """An answer of the contract on its way through FastAPI, which closes dependencies when it has been sent."""

    def __init__(self, call: Call, reply: Reply) -> None:
        """Takes what is to be sent."""
        super().__init__(status_code=reply.status)
        self._call: Final = call
        self._reply: Final = reply

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the answer, then does what is left to do in the background."""
        await deliver(self._call, self._reply)
        if self.background is not None:
            await self.background()


def make_endpoint(server: Server) -> Callable[..., Any]:
    """Gives what FastAPI calls when it has solved what stands around handlers: dependencies of routers, and that of the
    service."""
    dependency = server.dependency

    async def perform(request: Request) -> Response:
        return await _perform(request, None)

    async def perform_by(request: Request, service: Any = dependency) -> Response:
        return await _perform(request, service)

    function: Any = perform if dependency is None else perform_by
    function.mortise_server = server
    return function  # type: ignore[no-any-return]


async def _perform(request: Request, service: Any) -> Response:
    call: Call = request.scope[_KEY]
    operation = call.operation
    assert operation is not None and call.arguments is not None
    call.service = service
    return PerformedReply(call, await operation.perform(call, call.arguments))


class ContractRoute(APIRoute):
    """All paths of one contract. They are found by the contract's rules, and not by Starlette's, which decodes before
    it cuts."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        """Takes the path behind which the contract's begin, and an endpoint that `make_endpoint` made."""
        super().__init__(path, endpoint, **options)
        self.server: Final[Server] = endpoint.mortise_server  # type: ignore[attr-defined]
        self.views: Final = {operation: OperationRoute(operation) for operation in self.server.operations}
        self._prefixes: Final[dict[str, re.Pattern[str]]] = {}

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Finds the operation. A path of the contract's with another method is answered 405 if nobody else answers."""
        if scope["type"] != "http":
            return Match.NONE, {}
        # FastAPI asks twice of routers that are included.
        known = scope.get(_MATCH)
        if known is not None and known[0] is self and known[1] is self._included(scope) and known[2] is scope["path"]:
            return known[3]  # type: ignore[no-any-return]
        found = self._match(scope)
        scope[_MATCH] = (self, self._included(scope), scope["path"], found)
        return found

    def _match(self, scope: Scope) -> tuple[Match, Scope]:
        path, query = cut_target(scope)
        start, params = self._cut_prefix(scope, path)
        target = None if start is None else self.server.find(path[start:])
        if target is None:
            return Match.NONE, {}
        child: Scope = {
            _KEY: (target, path[start:], query),
            "endpoint": self.endpoint,
            "path_params": {**scope.get("path_params", {}), **params},
            "route": self,
        }
        if isinstance(target, Found):
            operation = target.entry.method(scope["method"])
            if operation is None:
                return Match.PARTIAL, child
            child["route"] = self.views[operation]
            child["path_params"].update(params_of(operation, target))
        return Match.FULL, child

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request that has been found to be the contract's."""
        target: Target
        target, path, query = scope[_KEY]
        call = scope[_KEY] = Call(scope, receive, send, path, query)
        operation = target.entry.method(scope["method"]) if isinstance(target, Found) else None
        if operation is not None:
            scope["route"] = self.views[operation]
        await self.server.answer(call, target, self._delegate(scope))

    def _delegate(self, scope: Scope) -> Delegate | None:
        """FastAPI's own way to an endpoint, where there are dependencies to solve."""
        included = self._included(scope)
        owner = self if included is None else included
        if not owner.dependant.dependencies:
            return None
        app = owner.app

        async def solve(scope: Scope, receive: Receive, send: Send) -> None:
            async with AsyncExitStack() as stack:
                own = {**scope, "fastapi_middleware_astack": stack}
                # Errors are answered as the contract says, and not there.
                own.pop("starlette.exception_handlers", None)
                await app(own, receive, send)

        return solve

    def _included(self, scope: Scope) -> Any:
        """What FastAPI knows of this route where a router has included it; None: it stands where it was made."""
        context = scope.get("fastapi", {}).get("effective_route_context")
        return context if getattr(context, "original_route", None) is self else None

    def _cut_prefix(self, scope: Scope, path: str) -> tuple[int | None, dict[str, str]]:
        """Says where the contract's path begins, None: it is something else, and what parameters the prefix has."""
        included = self._included(scope)
        template = (self.path if included is None else included.path).removesuffix(ANY_PATH)
        start = _end_of_root(scope.get("root_path"), path)
        if not template:
            return start, {}
        pattern = self._prefixes.get(template)
        if pattern is None:
            pattern = self._prefixes[template] = _prefix_pattern(template)
        match = pattern.match(path, start)
        if match is None:
            return None, {}
        return match.end(), {name: unescape(value) or value for name, value in match.groupdict().items()}

    def url_path_for(self, name: str, /, **path_params: Any) -> URLPath:
        """Gives the path of an operation, by the name of the service's method."""
        for operation in self.server.operations:
            if operation.route.handler == name:
                template = self.path.removesuffix(ANY_PATH) + operation.route.path
                names = _names_of(template)
                if set(names) == set(path_params):
                    return URLPath(_fill(template, path_params), "http")
        raise NoMatchFound(name, path_params)


def _end_of_root(root_path: str | None, path: str) -> int:
    """Where what stands behind an application's root begins. Some servers leave the root out of the path."""
    if not root_path:
        return 0
    root = quote(root_path.rstrip("/"), safe="/-_.!~*'();:@&=+$,")
    return len(root) if path.startswith(root + "/") else 0


_parameter: Final = re.compile(r"\{([^{}]*)\}")


def _names_of(template: str) -> list[str]:
    return _parameter.findall(template)


def _fill(template: str, values: dict[str, Any]) -> str:
    return _parameter.sub(lambda match: quote(str(values[match[1]]), safe=""), template)


def _prefix_pattern(template: str) -> re.Pattern[str]:
    """The prefix of a router, which may have parameters: /tenants/{tenant}."""
    texts = _parameter.split(template)
    parts = [
        f"(?P<{text.partition(':')[0]}>[^/]+)" if index % 2 else re.escape(quote(text, safe="/-_.!~*'();:@&=+$,"))
        for index, text in enumerate(texts)
    ]
    return re.compile("".join(parts) + "(?=/)")


def params_of(operation: Operation, found: Found[Operation]) -> dict[str, str]:
    """The texts of a path's parameters, as others than the contract's handlers may want them."""
    names = _names_of(operation.route.path)
    return {name: unescape(value) or value for name, value in zip(names, found.values, strict=False)}
