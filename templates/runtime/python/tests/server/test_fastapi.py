"""The contract in applications of FastAPI's: beside own routes, behind prefixes, middleware, dependencies."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, Header, HTTPException, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from runtime.server import ProblemError, current_call
from runtime.server.deliver import StreamCut
from tests.server.shop import Answer, Item, Item200, ItemDefault, Lines, Shop, Stream200, ask, make_server


def get(app: ASGIApp, target: str, method: str = "GET", **options: Any) -> Answer:
    return asyncio.run(ask(app, method, target, **options))


def own_routes(app: FastAPI | APIRouter) -> None:
    @app.get("/own/{name}")
    async def own(name: str) -> dict[str, str]:
        return {"own": name}

    @app.post("/items/{id}")
    async def post_item(id: str) -> dict[str, str]:
        return {"posted": id}


def test_own_routes_stand_beside_an_app(tmp_path: Path) -> None:
    app = make_server(tmp_path, Shop()).app()
    own_routes(app)
    assert get(app, "/own/a").json == {"own": "a"}
    assert get(app, "/items/7", "POST").json == {"posted": "7"}
    assert get(app, "/items/7").json["name"] == "item 7"
    assert get(app, "/items/7", "DELETE").headers["allow"] == "GET, HEAD, PUT"
    assert get(app, "/nowhere").json["code"] == "not_found"
    assert get(app, "/own/a/").json["code"] == "not_found"
    assert get(app, "/items/7/").json["code"] == "not_found"


def test_a_router_leaves_other_paths_to_others(tmp_path: Path) -> None:
    app = FastAPI()
    app.include_router(make_server(tmp_path, Shop()).router())
    own_routes(app)
    assert get(app, "/items/7").json["name"] == "item 7"
    assert get(app, "/own/a").json == {"own": "a"}
    assert get(app, "/items/7", "POST").json == {"posted": "7"}
    assert get(app, "/nowhere").json == {"detail": "Not Found"}
    assert get(app, "/watch/").status == 404, "no redirect"
    assert get(app, "/items/7", "DELETE").json["code"] == "method_not_allowed"
    assert get(app, "/healthz").json == {"status": "ok"}
    assert "title" in get(app, "/openapi.json").json["info"], "FastAPI's own"


def test_prefixes(tmp_path: Path) -> None:
    outer = APIRouter(prefix="/outer")
    outer.include_router(make_server(tmp_path, Shop()).router(), prefix="/in ner")
    app = FastAPI(openapi_url=None)
    app.include_router(outer, prefix="/api")
    lines = "/api/outer/in%20ner"
    assert get(app, f"{lines}/items/7").json["name"] == "item 7"
    assert get(app, f"{lines}/items/x").status == 400
    assert get(app, f"{lines}/openapi.json").json["info"]["title"] == "<shop>"
    assert get(app, "/items/7").status == 404
    assert get(app, f"{lines}items/7").status == 404


def test_a_prefix_with_a_parameter(tmp_path: Path) -> None:
    async def get_item(id: int) -> Any:
        return Item200(Item(name=current_call().request.path_params["tenant"]))

    app = FastAPI()
    app.include_router(make_server(tmp_path, Shop(get_item=get_item)).router(), prefix="/tenants/{tenant}")
    assert get(app, "/tenants/a%2Fb/items/7").json["name"] == "a/b"
    assert get(app, "/tenants//items/7").status == 404


def test_an_app_in_an_app(tmp_path: Path) -> None:
    outer = FastAPI()
    outer.mount("/mounted", make_server(tmp_path, Shop()).app())
    assert get(outer, "/mounted/items/7").json["name"] == "item 7"
    assert get(outer, "/mounted/nowhere").json["code"] == "not_found"
    app = make_server(tmp_path, Shop()).app()
    assert get(app, "/proxied/items/7", scope={"root_path": "/proxied"}).json["name"] == "item 7"
    assert get(app, "/items/7", scope={"root_path": "/proxied"}).json["name"] == "item 7"


def test_two_contracts_in_one_app(tmp_path: Path) -> None:
    app = FastAPI()
    for name in ("a", "b"):

        async def get_item(id: int, name: str = name) -> Any:
            return Item200(Item(name=name))

        (tmp_path / name).mkdir()
        app.include_router(make_server(tmp_path / name, Shop(get_item=get_item)).router(), prefix=f"/{name}")
    assert [get(app, f"/{name}/items/7").json["name"] for name in "ab"] == ["a", "b"]


class Outer:
    """Middleware of ASGI's."""

    def __init__(self, app: ASGIApp, seen: list[Any]) -> None:
        self.app = app
        self.seen = seen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)
        if "route" in scope:
            self.seen.append((scope["route"].path, scope["route"].name, scope["path_params"]))


def test_middleware_of_an_app(tmp_path: Path) -> None:
    seen: list[Any] = []
    app = make_server(tmp_path, Shop()).app()
    app.add_middleware(CORSMiddleware, allow_origins=["https://a.test"])
    app.add_middleware(GZipMiddleware, minimum_size=1)
    app.add_middleware(Outer, seen=seen)

    @app.middleware("http")
    async def stamp(request: Request, call_next: Any) -> Response:
        response: Response = await call_next(request)
        response.headers["X-Stamp"] = request.url.path
        return response

    answer = get(app, "/items/7", origin="https://a.test", accept_encoding="gzip")
    assert answer.headers["x-stamp"] == "/items/7" and answer.headers["content-encoding"] == "gzip"
    assert answer.headers["access-control-allow-origin"] == "https://a.test"
    assert seen == [("/items/{id}", "get_item", {"id": "7"})]
    preflight = get(app, "/items/7", "OPTIONS", origin="https://a.test", access_control_request_method="GET")
    assert preflight.status == 200


@pytest.mark.parametrize("form", ["app", "router"])
def test_a_stream_that_fails_is_cut_behind_middleware_too(tmp_path: Path, form: str) -> None:
    async def failing() -> AsyncIterator[bytes]:
        yield b"a"
        raise RuntimeError("SECRET")

    async def download() -> Any:
        return Stream200(failing())

    server = make_server(tmp_path, Shop(download=download))
    app = server.app() if form == "app" else FastAPI()
    if form == "router":
        app.include_router(server.router())

    async def dispatch(request: Request, call_next: Any) -> Response:
        response: Response = await call_next(request)
        return response

    app.add_middleware(BaseHTTPMiddleware, dispatch=dispatch)
    answer = Answer()
    with pytest.raises(StreamCut):
        get(app, "/download", answer=answer)
    assert answer.body == b"a" and not answer.is_whole


def test_a_client_that_leaves_behind_middleware(tmp_path: Path) -> None:
    said: list[str] = []

    async def get_item(id: int) -> Any:
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            said.append("cancelled")
            raise

    app = make_server(tmp_path, Shop(get_item=get_item)).app()

    async def dispatch(request: Request, call_next: Any) -> Response:
        response: Response = await call_next(request)
        return response

    app.add_middleware(BaseHTTPMiddleware, dispatch=dispatch)
    asyncio.run(asyncio.wait_for(ask(app, "GET", "/items/7", leaves=lambda: asyncio.sleep(0.1)), 5))
    assert said == ["cancelled"]


def raising(error: BaseException) -> Any:
    async def get_item(id: int) -> Any:
        raise error

    return get_item


@pytest.mark.parametrize("form", ["app", "router"])
@pytest.mark.parametrize(
    ("key", "error"),
    [
        (KeyError, KeyError("x")),
        (LookupError, KeyError("x")),
        (Exception, KeyError("x")),
        (500, KeyError("x")),
        (HTTPException, HTTPException(418)),
        (418, HTTPException(418)),
        (ProblemError, ProblemError("not_found")),
    ],
)
def test_own_handlers_of_errors_answer(tmp_path: Path, form: str, key: Any, error: BaseException) -> None:
    lines = Lines()
    server = make_server(tmp_path, Shop(get_item=raising(error)), lines)
    app = server.app() if form == "app" else FastAPI()
    if form == "router":
        app.include_router(server.router())

    @app.exception_handler(key)
    def answer_error(request: Request, error: Exception) -> JSONResponse:
        return JSONResponse({"own": type(error).__name__}, 418)

    answer = get(app, "/items/7")
    assert answer.status == 418 and answer.json == {"own": type(error).__name__}
    assert lines.last["status"] == 418


def test_an_own_handler_that_fails(tmp_path: Path) -> None:
    lines = Lines()
    app = make_server(tmp_path, Shop(get_item=raising(KeyError("x"))), lines).app()

    @app.exception_handler(KeyError)
    async def fail(request: Request, error: KeyError) -> JSONResponse:
        raise ValueError("SECRET")

    answer = get(app, "/items/7")
    assert answer.status == 500 and answer.json["code"] == "internal" and lines.last["error"] == "ValueError: SECRET"


def test_broken_answers_are_no_business_of_own_handlers(tmp_path: Path) -> None:
    async def get_item(id: int) -> Any:
        return "nothing"

    app = make_server(tmp_path, Shop(get_item=get_item)).app()

    @app.exception_handler(HTTPException)
    async def answer_error(request: Request, error: Exception) -> JSONResponse:
        return JSONResponse({}, 418)

    assert get(app, "/items/7").status == 500


@pytest.mark.parametrize("form", ["app", "router"])
def test_lifespan_and_readiness(tmp_path: Path, form: str) -> None:
    seen: list[Any] = []
    server = make_server(tmp_path, Shop())

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, str]]:
        seen.append(server.is_open)
        yield {"database": "open"}
        seen.append(server.is_open)

    app = server.app(lifespan) if form == "app" else FastAPI(lifespan=lifespan)
    if form == "router":
        app.include_router(server.router())
    assert get(app, "/readyz").status == 200, "where nobody runs the lifespan, nothing has to start"

    async def live() -> Answer:
        messages: asyncio.Queue[Any] = asyncio.Queue()
        sent: asyncio.Queue[Any] = asyncio.Queue()
        state: dict[str, Any] = {}
        scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": state}
        task = asyncio.create_task(app(scope, messages.get, sent.put))
        messages.put_nowait({"type": "lifespan.startup"})
        assert (await sent.get())["type"] == "lifespan.startup.complete"
        answer = await ask(app, "GET", "/readyz", scope={"state": state})
        messages.put_nowait({"type": "lifespan.shutdown"})
        assert (await sent.get())["type"] == "lifespan.shutdown.complete"
        await task
        assert state == {"database": "open"}
        return answer

    assert asyncio.run(live()).status == 200
    assert get(app, "/readyz").status == 503 and get(app, "/healthz").status == 200
    assert len(seen) == 2 and (form == "router" or seen == [False, False])


def test_state_reaches_handlers(tmp_path: Path) -> None:
    async def get_item(id: int) -> Any:
        request = current_call().request
        path = request.app.url_path_for("get_item", id="a/b")
        return Item200(Item(name=request.state.database), headers={"Path": path, "Client": str(request.client)})

    app = make_server(tmp_path, Shop(get_item=get_item)).app()
    answer = get(app, "/items/7", scope={"state": {"database": "open"}})
    assert answer.json["name"] == "open" and answer.headers["path"] == "/items/a%2Fb"
    assert "127.0.0.1" in answer.headers["client"]


class Session:
    """What a request has of its own."""

    def __init__(self, seen: list[str]) -> None:
        self.seen = seen


def with_dependency(tmp_path: Path, seen: list[str], get_item: Any, lines: Lines | None = None) -> Any:
    async def get_session(x_tenant: str = Header("none")) -> AsyncIterator[Session]:
        seen.append(f"opened for {x_tenant}")
        try:
            yield Session(seen)
        except BaseException as error:
            seen.append(f"rolled back for {type(error).__name__}")
            raise
        finally:
            seen.append("closed")

    opened = Depends(get_session)

    async def get_service(background: BackgroundTasks, session: Session = opened) -> Shop:
        background.add_task(seen.append, "background")
        own = Shop()

        async def bound(id: int) -> Any:
            return await get_item(session, id)

        own.get_item = bound  # type: ignore[method-assign]
        return own

    server = make_server(tmp_path, Depends(get_service), lines)
    return server, get_service


@pytest.mark.parametrize("form", ["app", "router"])
def test_a_service_of_each_request(tmp_path: Path, form: str) -> None:
    seen: list[str] = []

    async def get_item(session: Session, id: int) -> Any:
        session.seen.append("handled")
        return Item200(Item(name=current_call().operation_id))

    server, _ = with_dependency(tmp_path, seen, get_item)
    app = server.app() if form == "app" else FastAPI()
    if form == "router":
        app.include_router(server.router(), prefix="/api")
    path = "/items" if form == "app" else "/api/items"
    answer = get(app, f"{path}/7", x_tenant="a")
    assert answer.status == 200 and answer.json["name"] == "getItem"
    assert seen == ["opened for a", "handled", "background", "closed"]
    seen.clear()
    assert get(app, f"{path}/0").status == 400 and seen == [], "nothing is opened for what breaks the contract"


@pytest.mark.parametrize(
    ("error", "status"), [(ProblemError("not_found"), 404), (HTTPException(409), 409), (RuntimeError("SECRET"), 500)]
)
def test_a_dependency_is_told_what_went_wrong(tmp_path: Path, error: Exception, status: int) -> None:
    seen: list[str] = []
    lines = Lines()

    async def get_item(session: Session, id: int) -> Any:
        raise error

    server, _ = with_dependency(tmp_path, seen, get_item, lines)
    answer = get(server.app(), "/items/7")
    assert answer.status == status and answer.headers["content-type"] == "application/problem+json"
    assert seen == ["opened for none", f"rolled back for {type(error).__name__}", "closed"]
    assert len(lines.records) == 1 and lines.last["status"] == status


def test_broken_answers_of_a_service_of_each_request(tmp_path: Path) -> None:
    seen: list[str] = []

    async def get_item(session: Session, id: int) -> Any:
        return Item200(Item(name="much too long a name"))

    server, _ = with_dependency(tmp_path, seen, get_item)
    assert get(server.app(), "/items/7").json["code"] == "internal"
    assert "rolled back for BrokenAnswer" in seen


def test_dependencies_can_be_overridden(tmp_path: Path) -> None:
    async def get_item(session: Session, id: int) -> Any:
        raise AssertionError

    server, get_service = with_dependency(tmp_path, [], get_item)
    app = server.app()
    app.dependency_overrides[get_service] = lambda: Shop()
    assert get(app, "/items/7").json["name"] == "item 7"
    outer = FastAPI()
    outer.include_router(server.router())
    outer.dependency_overrides[get_service] = lambda: Shop()
    assert get(outer, "/items/7").json["name"] == "item 7"


def test_dependencies_of_a_router_guard_the_contract(tmp_path: Path) -> None:
    def guard(x_guard: str = Header()) -> None:
        if x_guard != "good":
            raise HTTPException(403, "Not you.")

    app = FastAPI()
    app.include_router(make_server(tmp_path, Shop()).router(), dependencies=[Depends(guard)])
    assert get(app, "/items/7", x_guard="good").json["name"] == "item 7"
    answer = get(app, "/items/7", x_guard="bad")
    assert answer.status == 403 and answer.json["code"] == "forbidden" and answer.json["detail"] == "Not you."
    answer = get(app, "/items/7")
    assert answer.status == 400 and answer.json["code"] == "invalid_request"
    inner = FastAPI(dependencies=[Depends(guard)])
    inner.include_router(make_server(tmp_path, Shop()).router())
    assert get(inner, "/items/7", x_guard="bad").status == 403


def test_streams_of_a_service_of_each_request(tmp_path: Path) -> None:
    seen: list[str] = []

    async def get_service() -> AsyncIterator[Shop]:
        async def download() -> Any:
            async def pieces() -> AsyncIterator[bytes]:
                seen.append("piece")
                yield b"a"

            return Stream200(pieces())

        yield Shop(download=download)
        seen.append("closed")

    app = make_server(tmp_path, Depends(get_service)).app()
    assert get(app, "/download").body == b"a" and seen == ["piece", "closed"]


def test_methods_that_block_of_a_service_of_each_request(tmp_path: Path) -> None:
    def get_item(id: int) -> Any:
        return ItemDefault(Item(name="cup"), status=404)

    app = make_server(tmp_path, Depends(lambda: Shop(get_item=get_item))).app()
    assert get(app, "/items/7").status == 404


def test_middleware_of_operations_stands_around_handlers(tmp_path: Path) -> None:
    from runtime.server import OperationOptions

    seen: list[str] = []

    def layer(name: str) -> Any:
        def surround(handler: Any) -> Any:
            async def run(call: Any, arguments: dict[str, Any]) -> Any:
                seen.append(f"{name} {arguments}")
                return await handler(call, {"id": arguments["id"] + 1})

            return run

        return surround

    app = make_server(
        tmp_path,
        Shop(),
        middleware=[layer("all")],
        tag_middleware={"items": [layer("tag")], "other": [layer("other")]},
        operations={"getItem": OperationOptions(middleware=[layer("own")])},
    ).app()
    assert get(app, "/items/7").json["name"] == "item 10"
    assert seen == ["all {'id': 7}", "tag {'id': 8}", "own {'id': 9}"]
    seen.clear()
    get(app, "/text")
    assert len(seen) == 1


def test_background_tasks_of_middleware_see_the_call_no_more(tmp_path: Path) -> None:
    app = make_server(tmp_path, Shop()).app()

    @app.get("/own")
    async def own() -> PlainTextResponse:
        with pytest.raises(LookupError):
            current_call()
        return PlainTextResponse("own")

    assert get(app, "/own").body == b"own"


def test_a_task_that_a_handler_starts_knows_its_call(tmp_path: Path) -> None:
    async def get_item(id: int) -> Any:
        async def later() -> str:
            await asyncio.sleep(0)
            return current_call().operation_id

        return Item200(Item(name=await asyncio.create_task(later())))

    assert get(make_server(tmp_path, Shop(get_item=get_item)).app(), "/items/7").json["name"] == "getItem"
