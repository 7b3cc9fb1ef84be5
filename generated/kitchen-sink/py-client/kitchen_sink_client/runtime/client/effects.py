# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What a call does to the world, apart from how it is done: `now` in threads, `later` in async code.

A call is a generator of effects. `run` and `run_async` are all that the sync and the async client have to themselves.
"""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Generator
from typing import Any, Protocol, TypeVar

import anyio
import httpx
from httpx import USE_CLIENT_DEFAULT

from .body import Body
from .errors import RequestError

T = TypeVar("T")


class Effect(Protocol):
    """One thing to do."""

    def now(self, http: httpx.Client) -> Any: ...
    async def later(self, http: httpx.AsyncClient) -> Any: ...


Steps = Generator[Effect, Any, T]
"""What gives a T, step by step."""


def run(http: httpx.Client, steps: Steps[T]) -> T:
    """Does what steps ask for."""
    try:
        effect = next(steps)
        while True:
            try:
                value = effect.now(http)
            except BaseException as error:
                effect = steps.throw(error)
            else:
                effect = steps.send(value)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]


async def run_async(http: httpx.AsyncClient, steps: Steps[T]) -> T:
    """Does the same in async code."""
    try:
        effect = next(steps)
        while True:
            try:
                value = await effect.later(http)
            except BaseException as error:
                effect = steps.throw(error)
            else:
                effect = steps.send(value)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]


class Send:
    """Sends a request, and gives the head of the answer. Redirects are not followed."""

    __slots__ = ("body", "cookies", "extensions", "headers", "is_home", "method", "url")

    def __init__(
        self,
        method: str,
        url: str,
        headers: list[tuple[bytes, bytes]],
        cookies: httpx.Cookies | None,
        body: Body | None,
        extensions: dict[str, Any],
        is_home: bool,
    ) -> None:
        self.method = method
        self.url = url
        self.headers = headers
        self.cookies = cookies
        self.body = body
        self.extensions = extensions
        self.is_home = is_home

    def _request(self, content: Any) -> httpx.Request:
        return httpx.Request(
            self.method,
            self.url,
            headers=self.headers,
            content=content,
            cookies=self.cookies,
            extensions=self.extensions,
        )

    def now(self, http: httpx.Client) -> httpx.Response:
        request = self._request(self.body.now() if self.body is not None else None)
        auth = USE_CLIENT_DEFAULT if self.is_home else None
        return show_location(http.send(request, stream=True, auth=auth, follow_redirects=False))

    async def later(self, http: httpx.AsyncClient) -> httpx.Response:
        request = self._request(self.body.later() if self.body is not None else None)
        auth = USE_CLIENT_DEFAULT if self.is_home else None
        return show_location(await http.send(request, stream=True, auth=auth, follow_redirects=False))


OURS = "mortise"
"""The extension of our requests, which says which call they belong to."""

_HEADERS = "mortise.headers"


def hide_location(response: httpx.Response) -> None:
    """A hook of httpx that keeps it from looking at where redirects lead: it fails for what is no URL, though nobody
    wants to go there."""
    if "location" in response.headers and OURS in response.request.extensions:
        response.extensions[_HEADERS] = response.headers
        response.headers = httpx.Headers([pair for pair in response.headers.raw if pair[0].lower() != b"location"])


async def hide_location_later(response: httpx.Response) -> None:
    """The same hook for async code."""
    hide_location(response)


def show_location(response: httpx.Response) -> httpx.Response:
    """Undoes `hide_location`."""
    headers = response.extensions.pop(_HEADERS, None)
    if headers is not None:
        response.headers = headers
    return response


def add_hook(http: httpx.Client | httpx.AsyncClient) -> None:
    """Adds the hook to an httpx client, once. It does nothing for requests that aren't ours."""
    hook: Any = hide_location_later if isinstance(http, httpx.AsyncClient) else hide_location
    hooks = http.event_hooks
    if hook not in hooks["response"]:
        http.event_hooks = {**hooks, "response": [*hooks["response"], hook]}


class ReadAll:
    """Reads a body to its end, and gives its bytes."""

    __slots__ = ("response",)

    def __init__(self, response: httpx.Response) -> None:
        self.response = response

    def now(self, http: httpx.Client) -> bytes:
        return self.response.read()

    async def later(self, http: httpx.AsyncClient) -> bytes:
        return await self.response.aread()


SHORT_BYTES = 64 * 1024


class Discard:
    """Lets go of an answer that nobody reads; a short one is read, so that its connection can be used again. Gives how
    it begins."""

    __slots__ = ("most", "response")

    def __init__(self, response: httpx.Response, most: int = SHORT_BYTES) -> None:
        self.response = response
        self.most = most

    def now(self, http: httpx.Client) -> bytes:
        made = bytearray()
        try:
            for chunk in self.response.iter_bytes():
                made += chunk
                if len(made) > self.most:
                    break
        except (httpx.HTTPError, httpx.StreamError):
            pass
        finally:
            self.response.close()
        return bytes(made)

    async def later(self, http: httpx.AsyncClient) -> bytes:
        made = bytearray()
        try:
            async for chunk in self.response.aiter_bytes():
                made += chunk
                if len(made) > self.most:
                    break
        except (httpx.HTTPError, httpx.StreamError):
            pass
        finally:
            await self.response.aclose()
        return bytes(made)


class Close:
    """Ends an answer."""

    __slots__ = ("response",)

    def __init__(self, response: httpx.Response) -> None:
        self.response = response

    def now(self, http: httpx.Client) -> None:
        self.response.close()

    async def later(self, http: httpx.AsyncClient) -> None:
        await self.response.aclose()


class Sleep:
    """Waits."""

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def now(self, http: httpx.Client) -> None:
        time.sleep(self.seconds)

    async def later(self, http: httpx.AsyncClient) -> None:
        await anyio.sleep(self.seconds)


class Ask:
    """Calls a function of the user's, which may be async where the client is."""

    __slots__ = ("arguments", "function")

    def __init__(self, function: Callable[..., Any], *arguments: Any) -> None:
        self.function = function
        self.arguments = arguments

    def now(self, http: httpx.Client) -> Any:
        value = self.function(*self.arguments)
        if inspect.isawaitable(value):
            if inspect.iscoroutine(value):
                value.close()
            raise RequestError("an async function can only be used by the async client")
        return value

    async def later(self, http: httpx.AsyncClient) -> Any:
        value = self.function(*self.arguments)
        return await value if inspect.isawaitable(value) else value
