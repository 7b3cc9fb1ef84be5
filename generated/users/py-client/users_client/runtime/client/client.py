# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What generated clients are made of: the same calls, sent from threads and from async code. A client doesn't change,
so it can be shared."""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack

import httpx

from .answer import read_answer
from .auth import AnyCredential
from .body import AsyncBytes, Bytes, body_of
from .call import Call, raw_written
from .effects import ReadAll, Steps, add_hook, run, run_async
from .errors import RequestError
from .escape import join_query
from .exchange import exchange
from .options import CallOptions, ClientOptions, Settings, change, settle
from .pages import Walk
from .request import write_request
from .results import Result
from .spec import Contract, Operation
from .urls import origin_of
from .values import UNSET

R = TypeVar("R", bound=Result)

Arguments = Sequence[Any]


def plan_call(
    settings: Settings,
    operation: Operation[R],
    arguments: Arguments,
    body: Any,
    content_type: str,
    options: CallOptions | None,
    streams: bool,
) -> Steps[R]:
    """A call of an operation, from its arguments to its result."""
    if options:
        settings = change(settings, options)
    call = Call(settings, operation, write_request(operation, arguments, body, content_type), streams=streams)
    result: Any = yield from exchange(call, lambda response, attempt: read_answer(call, response, attempt))
    return result  # type: ignore[no-any-return]


def plan_request(
    settings: Settings,
    method: str,
    url: str,
    headers: Mapping[str, str] | None,
    content: Any,
    options: CallOptions | None,
) -> Steps[httpx.Response]:
    """A request that the contract doesn't know, below the base URL. Every status is an answer."""
    if options:
        settings = change(settings, options)
    method = method.upper()
    security = tuple((name,) for name in settings.credentials)
    at = place_raw(settings, url)
    own = dict(headers or {})
    content_type = next(
        (value for name, value in own.items() if name.lower() == "content-type"), "application/octet-stream"
    )
    body = None if content is None else body_of(content_type, content)
    operation: Operation[Any] = Operation(
        id=f"{method} {url.partition('?')[0]}", method=method, path=url.partition("?")[0], security=security
    )
    call = Call(settings, operation, raw_written(method, own, body), at=at)

    def read(response: httpx.Response, attempt: int) -> Steps[httpx.Response]:
        yield ReadAll(response)
        return response

    return (yield from exchange(call, read))


def place_raw(settings: Settings, url: str) -> str:
    """Where a request goes.

    Raises:
        RequestError: for a whole URL of another origin: credentials must not go there.
    """
    given = httpx.URL(url)
    if given.host or given.scheme:
        if origin_of(given) != origin_of(httpx.URL(settings.base_url)):
            raise RequestError(
                f"{given.scheme}://{given.host} is another origin than the client's: send that by httpx itself"
            )
        return str(given)
    path, _, query = url.partition("#")[0].partition("?")
    whole = f"{settings.base_url}/{path.lstrip('/')}"
    query = join_query(settings.base_query, query)
    return f"{whole}?{query}" if query else whole


class BaseClient:
    """What both clients have."""

    _settings: Settings

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._settings.base_url!r})"

    @property
    def base_url(self) -> str:
        """Where the API lives."""
        return self._settings.base_url

    def with_options(self, **options: Unpack[ClientOptions]) -> Self:
        """Gives another client, with these options on top. Both share their connections."""
        other = copy.copy(self)
        other._settings = change(self._settings, options)
        return other


class SyncClient(BaseClient):
    """Calls operations from threads."""

    def __init__(
        self,
        contract: Contract,
        base_url: str,
        credentials: Mapping[str, AnyCredential | None],
        http: httpx.Client | None,
        options: Mapping[str, Any],
    ) -> None:
        self._http = http or httpx.Client()
        add_hook(self._http)
        self._settings = settle(contract, base_url, credentials, self._http, http is None, options)

    def close(self) -> None:
        """Closes its connections, but not those of an httpx client of your own."""
        if self._settings.owns_http:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: Bytes | None = None,
        options: CallOptions | None = None,
    ) -> httpx.Response:
        """Sends what the contract doesn't know, with this client's base URL, headers, credentials and retries:
        `client.request("GET", "/beta")`. Every status is an answer."""
        return run(self._http, plan_request(self._settings, method, url, headers, content, options))

    def _call(
        self,
        operation: Operation[R],
        arguments: Arguments,
        options: CallOptions | None,
        body: Any = UNSET,
        content_type: str = "",
        streams: bool = False,
    ) -> R:
        return run(self._http, plan_call(self._settings, operation, arguments, body, content_type, options, streams))

    def _pages(
        self,
        operation: Operation[Any],
        arguments: Arguments,
        options: CallOptions | None,
        body: Any = UNSET,
        content_type: str = "",
    ) -> Iterator[Any]:
        walk = Walk(change(self._settings, options or {}), operation, arguments, body, content_type)
        while (page := run(self._http, walk.turn())) is not None:
            yield page

    def _items(
        self,
        operation: Operation[Any],
        arguments: Arguments,
        options: CallOptions | None,
        body: Any = UNSET,
        content_type: str = "",
    ) -> Iterator[Any]:
        walk = Walk(change(self._settings, options or {}), operation, arguments, body, content_type)
        while run(self._http, walk.turn()) is not None:
            yield from walk.items()


class AsyncBaseClient(BaseClient):
    """Calls operations from async code."""

    def __init__(
        self,
        contract: Contract,
        base_url: str,
        credentials: Mapping[str, AnyCredential | None],
        http: httpx.AsyncClient | None,
        options: Mapping[str, Any],
    ) -> None:
        self._http = http or httpx.AsyncClient()
        add_hook(self._http)
        self._settings = settle(contract, base_url, credentials, self._http, http is None, options)

    async def aclose(self) -> None:
        """Closes its connections, but not those of an httpx client of your own."""
        if self._settings.owns_http:
            await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: AsyncBytes | None = None,
        options: CallOptions | None = None,
    ) -> httpx.Response:
        """Sends what the contract doesn't know, with this client's base URL, headers, credentials and retries:
        `await client.request("GET", "/beta")`. Every status is an answer."""
        return await run_async(self._http, plan_request(self._settings, method, url, headers, content, options))

    async def _call(
        self,
        operation: Operation[R],
        arguments: Arguments,
        options: CallOptions | None,
        body: Any = UNSET,
        content_type: str = "",
        streams: bool = False,
    ) -> R:
        return await run_async(
            self._http, plan_call(self._settings, operation, arguments, body, content_type, options, streams)
        )

    async def _pages(
        self,
        operation: Operation[Any],
        arguments: Arguments,
        options: CallOptions | None,
        body: Any = UNSET,
        content_type: str = "",
    ) -> AsyncIterator[Any]:
        walk = Walk(change(self._settings, options or {}), operation, arguments, body, content_type)
        while (page := await run_async(self._http, walk.turn())) is not None:
            yield page

    async def _items(
        self,
        operation: Operation[Any],
        arguments: Arguments,
        options: CallOptions | None,
        body: Any = UNSET,
        content_type: str = "",
    ) -> AsyncIterator[Any]:
        walk = Walk(change(self._settings, options or {}), operation, arguments, body, content_type)
        while await run_async(self._http, walk.turn()) is not None:
            for item in walk.items():
                yield item
