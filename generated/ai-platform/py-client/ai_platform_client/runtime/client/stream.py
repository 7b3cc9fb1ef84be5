# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Answers that come item by item, over as many connections as it takes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from types import TracebackType
from typing import Any, Generic, NoReturn, Self, TypeVar

import httpx

from .call import Call
from .codecs import decode
from .effects import Discard, Sleep, Steps, run, run_async
from .errors import OffContractError, RequestError, Unreadable
from .events import Cutter, EventCutter, cutter_of
from .exchange import broken, exchange
from .media import essence_of
from .options import Reconnect
from .results import Answer
from .spec import Content

T = TypeVar("T")


class Stream(Generic[T]):
    """The items of an answer, as they come, once: `for item in stream` from the sync client, `async for` from the async
    one. Who leaves the loop early closes it: by `with`, or `close`.

    A connection that breaks off is made anew, where that neither loses nor repeats an item: see `Reconnect`.
    """

    __slots__ = (
        "_answer",
        "_call",
        "_content",
        "_count",
        "_cutter",
        "_failures",
        "_is_begun",
        "_is_closed",
        "_response",
    )

    def __init__(self, call: Call, response: httpx.Response, content: Content, answer: Answer) -> None:
        self._call = call
        self._response = response
        self._content = content
        self._answer = answer
        self._cutter = self._new_cutter()
        self._count = 0
        self._failures = 0
        """How many connections in a row had no item."""
        self._is_begun = False
        self._is_closed = False
        never_late(response)

    def __repr__(self) -> str:
        return f"Stream({self._content.media_type!r})"

    # ------------------------------------------------------------ sync

    def __iter__(self) -> Iterator[T]:
        self._begin(httpx.Client)
        try:
            while True:
                ended: httpx.HTTPError | None = None
                try:
                    for chunk in self._response.iter_bytes():
                        yield from self._items(chunk)
                        if self._cutter.is_over:
                            return
                    yield from self._items(None)
                except httpx.HTTPError as error:
                    ended = error
                http: Any = self._call.settings.http
                if self._is_closed or not run(http, self._reconnect(ended)):
                    return
        except Unreadable as error:
            self._fail(error)
        finally:
            self.close()

    def close(self) -> None:
        """Ends the stream."""
        self._is_closed = True
        self._response.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------ async

    async def __aiter__(self) -> AsyncIterator[T]:
        self._begin(httpx.AsyncClient)
        try:
            while True:
                ended: httpx.HTTPError | None = None
                try:
                    async for chunk in self._response.aiter_bytes():
                        for item in self._items(chunk):
                            yield item
                        if self._cutter.is_over:
                            return
                    for item in self._items(None):
                        yield item
                except httpx.HTTPError as error:
                    ended = error
                http: Any = self._call.settings.http
                if self._is_closed or not await run_async(http, self._reconnect(ended)):
                    return
        except Unreadable as error:
            self._fail(error)
        finally:
            await self.aclose()

    async def aclose(self) -> None:
        """Ends the stream."""
        self._is_closed = True
        await self._response.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    # ------------------------------------------------------------ both

    def _begin(self, wanted: type[Any]) -> None:
        if not isinstance(self._call.settings.http, wanted):
            loop = "for" if wanted is httpx.AsyncClient else "async for"
            raise RequestError(f"the items of this client's streams come by '{loop}'")
        if self._is_begun or self._is_closed:
            raise RequestError("the stream has been walked through or closed: its items come once")
        self._is_begun = True

    def _new_cutter(self) -> Cutter:
        essence = essence_of(self._response.headers.get("content-type", ""))
        return cutter_of(self._content.kind, essence, self._content.event)

    def _items(self, chunk: bytes | None) -> Iterator[T]:
        """The items that bytes bring; None: the end does."""
        for text in self._cutter.end() if chunk is None else self._cutter.feed(chunk):
            item = decode(self._content.type, text)
            self._count += 1
            self._failures = 0
            yield item

    def _fail(self, error: Unreadable) -> NoReturn:
        what = "an event: " if self._content.kind == "events" else "a line: "
        raise OffContractError(self._answer, what + error.reason) from error

    def _reconnect(self, ended: httpx.HTTPError | None) -> Steps[bool]:
        """Makes another connection after one has ended; False: the stream is over.

        Raises:
            ApiConnectionError: if it broke off, and can't go on.
        """
        call = self._call
        options = call.settings.reconnect or Reconnect()
        headers, is_safe = self._resume(options)
        wanted = options.when == "always" or (is_safe and (call.settings.reconnect is not None or call.is_repeatable))
        hopeless = options.when == "never" or not wanted or not call.can_repeat or self._failures >= options.attempts
        if ended is None and (hopeless or not options.after_end):
            return False
        if hopeless:
            assert ended is not None
            raise broken(call.method, call.url, ended) from ended
        asked = self._cutter.delay
        delay = options.delay * 2**self._failures if asked is None else asked
        self._failures += 1
        yield Sleep(delay)
        response = yield from exchange(call.again(headers), self._take)
        if response is None:
            return False
        self._go_on(response)
        return True

    def _resume(self, options: Reconnect) -> tuple[Mapping[str, str], bool]:
        """Headers that make the server go on behind the last item; False: going on could lose or repeat items."""
        if isinstance(self._cutter, EventCutter):
            if self._cutter.last_id:
                return {"last-event-id": self._cutter.last_id}, True
            return {}, self._count == 0 or self._cutter.delay is not None
        if self._count > 0 and options.resume is not None:
            return options.resume(self._count), True
        return {}, self._count == 0

    def _take(self, response: httpx.Response, attempt: int) -> Steps[httpx.Response | None]:
        """Looks at the answer of another connection. 204 says that there is no more."""
        types = [essence_of(each.headers.get("content-type", "")) for each in (response, self._response)]
        if response.status_code == self._answer.status and types[0] == types[1]:
            return response
        yield Discard(response)
        if response.status_code == 204:
            return None
        raise OffContractError(self._answer, f"a stream can't go on with {response.status_code} {types[0]}")

    def _go_on(self, response: httpx.Response) -> None:
        last_id, delay = self._cutter.last_id, self._cutter.delay
        self._response = response
        never_late(response)
        self._cutter = self._new_cutter()
        self._cutter.last_id, self._cutter.delay = last_id, delay


def never_late(response: httpx.Response) -> None:
    """A stream may be silent as long as it likes: the time limit was for its beginning."""
    limits = response.request.extensions.get("timeout")
    if isinstance(limits, dict):
        limits["read"] = None
