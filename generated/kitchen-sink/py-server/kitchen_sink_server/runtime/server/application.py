# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""The contract as a router of a user's application, and as an application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import Any, Final

from fastapi import APIRouter, FastAPI
from starlette.applications import Starlette
from starlette.types import Lifespan

from .call import Call, Receive, Scope, Send
from .contract_route import ANY_PATH, ContractRoute, make_endpoint, params_of
from .router import Found
from .server import Server
from .target import cut_target


def make_router(server: Server) -> APIRouter:
    """Gives a router that answers the contract's requests.

    Paths that the contract doesn't know are left to other routes.
    """
    router = APIRouter(lifespan=_lifespan(server, None), redirect_slashes=False)
    _add_contract(router, server)
    return router


def _add_contract(router: APIRouter, server: Server) -> ContractRoute:
    router.add_api_route(
        ANY_PATH,
        make_endpoint(server),
        name=server.contract.title,
        include_in_schema=False,
        route_class_override=ContractRoute,
    )
    route = router.routes[-1]
    assert isinstance(route, ContractRoute)
    return route


def make_app(server: Server, lifespan: Lifespan[FastAPI] | None) -> FastAPI:
    """Gives an application that answers the contract's requests. What neither it nor routes beside it know is answered
    404."""
    return ContractApp(server, lifespan)


class ContractApp(FastAPI):
    """An application of one contract. Own routes, middleware, exception handlers and mounts can be added as to any
    other.

    FastAPI's own documents are off: they would know nothing of the contract. Until there is middleware, the contract's
    requests take a short way.
    """

    def __init__(self, server: Server, lifespan: Lifespan[FastAPI] | None) -> None:
        """Takes what answers, and what begins and ends with the application."""
        super().__init__(
            title=server.contract.title,
            openapi_url=None,
            docs_url=None,
            redoc_url=None,
            redirect_slashes=False,
            lifespan=_lifespan(server, lifespan),
        )
        self.server: Final = server
        self._contract: Final = _add_contract(self.router, server)
        self._is_short: bool | None = None
        self.router.default = self._answer_unknown

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or runs the lifespan."""
        if scope["type"] == "http":
            is_short = self._is_short
            if is_short is None:
                is_short = self._is_short = self._finds_nothing_between()
            if is_short and not scope.get("root_path"):
                path, query = cut_target(scope)
                target = self.server.find(path)
                if isinstance(target, Found):
                    operation = target.entry.method(scope["method"])
                    if operation is not None:
                        scope["app"] = self
                        scope["router"] = self.router
                        scope["route"] = self._contract.views[operation]
                        scope["path_params"] = params_of(operation, target) if target.values else {}
                        await self.server.answer(Call(scope, receive, send, path, query), target)
                        return
        await super().__call__(scope, receive, send)

    def _finds_nothing_between(self) -> bool:
        """Whether nobody stands between the server and the contract: middleware, dependencies, or tools that put
        themselves into Starlette."""
        return (
            not self.user_middleware
            and not self._contract.dependant.dependencies
            and not self.root_path
            and "build_middleware_stack" not in vars(self)
            and all(kind.__call__.__module__ == kind.__module__ for kind in (Starlette, FastAPI))
        )

    async def _answer_unknown(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await APIRouter().not_found(scope, receive, send)
            return
        path, query = cut_target(scope)
        await self.server.answer(Call(scope, receive, send, path, query), None)


def _lifespan(server: Server, lifespan: Lifespan[FastAPI] | None) -> Lifespan[Any]:
    """The server is ready when what it needs has started, until it is asked to stop."""

    @asynccontextmanager
    async def run(app: Any) -> AsyncIterator[Any]:
        server.is_open = False
        async with nullcontext() if lifespan is None else lifespan(app) as state:
            server.is_open = True
            try:
                yield state
            finally:
                server.is_open = False
                for operation in server.operations:
                    await operation.close()

    return run
