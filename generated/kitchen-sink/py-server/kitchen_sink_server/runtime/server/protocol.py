# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""How uvicorn takes requests from strangers.

Heads have limits, what is no HTTP is answered with a problem, and who is still sending sees the answer.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any, Final, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from .problem import ProblemError, problem_text
from .trace import open_trace

_HEAD_BYTES: Final = 16 * 1024
"""What a head may have."""
_HALF: Final = _HEAD_BYTES // 2
"""Of a longer head, either the first piece or the others have more."""
_HEAD_SECONDS: Final = 10
"""A head may take so long, and so may a connection until the first one begins."""
_LINGER_SECONDS: Final = 2
"""What a client still sends is taken for so long behind the answer."""


class LongHeadError(Exception):
    """A head has more bytes than the server takes."""


class Protocol(HttpToolsProtocol):
    """One connection of uvicorn's."""

    is_over = False
    """Nothing more is taken."""
    _head_bytes = 0
    """Of a head that came in several pieces, without the first."""
    _may_be_long = False
    _is_long = False
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to wait for a head."""
        lingering = LingeringTransport(transport, self)
        super().connection_made(cast(asyncio.Transport, lingering))
        self._timer = self.loop.call_later(_HEAD_SECONDS, self._close_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        """Lets go of everything."""
        self._stop_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Takes what has come. Most heads come in one piece, so what counts bytes and seconds is out of their way."""
        if self.is_over:
            return
        if self._timer is None:
            self._may_be_long = len(data) > _HALF
        else:
            self._head_bytes += len(data)
            self._may_be_long = self._may_be_long or self._head_bytes > _HALF
        super().data_received(data)
        if not self._is_in_head():
            if self._timer is not None:
                self._stop_timer()
        elif self._head_bytes > _HEAD_BYTES:
            self._refuse_head()
        elif self._timer is None and not self.is_over:
            self._timer = self.loop.call_later(_HEAD_SECONDS, self._close_slow)

    def _is_in_head(self) -> bool:
        """Whether a request has begun whose head is not complete."""
        scope = self.scope
        return scope is not None and "query_string" not in scope

    def on_headers_complete(self) -> None:
        """Called with the last byte of a head."""
        if self._may_be_long and self._size_of_head() > _HEAD_BYTES:
            self._is_long = True
            raise LongHeadError
        if not self.url.startswith(b"/"):
            self.url = _with_path(self.url)
        super().on_headers_complete()

    def _size_of_head(self) -> int:
        return len(self.url) + sum(len(name) + len(value) + len(": \r\n") for name, value in self.headers)

    def handle_websocket_upgrade(self) -> None:
        """Leaves the connection to another protocol."""
        self._stop_timer()
        super().handle_websocket_upgrade()

    def send_400_response(self, msg: str) -> None:
        """Says what is wrong with what came, if nothing has been said yet."""
        if self._is_long:
            self._refuse_head()
        else:
            self._refuse(ProblemError("invalid_request", "The request is not well-formed HTTP."))

    def _refuse_head(self) -> None:
        self._refuse(ProblemError("invalid_request", "The headers are larger than the server takes.", status=431))

    def _refuse(self, problem: ProblemError) -> None:
        self._stop_timer()
        cycle = self.cycle
        if cycle is not None and not cycle.response_complete and not cycle.more_body:
            # The request before is still being answered. That is the last answer.
            cycle.keep_alive = False
            self.flow.pause_reading()
            return
        is_in_body = cycle is not None and cycle.more_body and not self._is_in_head()
        if not is_in_body or not cycle.response_started:
            self.transport.write(_answer_of(problem))
        cast(LingeringTransport, self.transport).linger()

    def is_sending(self) -> bool:
        """Whether more of a request is to come."""
        return self.cycle is not None and self.cycle.more_body

    def _stop_timer(self) -> None:
        self._head_bytes = 0
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _close_slow(self) -> None:
        self._timer = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()


def _with_path(target: bytes) -> bytes:
    """A target in absolute form may have no path (RFC 9112, section 3.2.2)."""
    scheme, mark, rest = target.partition(b"://")
    if not mark or b"/" in rest.partition(b"?")[0]:
        return target
    host, question, query = rest.partition(b"?")
    return scheme + mark + host + b"/" + question + query


def _answer_of(problem: ProblemError) -> bytes:
    body = problem_text(problem.document(open_trace(None).trace_id))
    phrase = HTTPStatus(problem.status).phrase.encode()
    return (
        b"HTTP/1.1 %d %s\r\nContent-Type: application/problem+json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
    ) % (problem.status, phrase, len(body), body)


class LingeringTransport:
    """A connection that isn't closed while the client is sending.

    It would be reset, and the client lose the answer (RFC 9112, section 9.6).
    """

    def __init__(self, transport: asyncio.Transport, protocol: Protocol) -> None:
        self.write = transport.write
        self._transport = transport
        self._protocol = protocol

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def is_closing(self) -> bool:
        """Whether nothing more is sent."""
        return self._protocol.is_over or self._transport.is_closing()

    def close(self) -> None:
        """Ends the connection behind what has been written."""
        if self._protocol.is_sending() and not self.is_closing():
            self.linger()
        else:
            self._transport.close()

    def linger(self) -> None:
        """Does so once the client has taken notice, or had the time to do so."""
        self._protocol.is_over = True
        self._protocol.loop.call_later(_LINGER_SECONDS, self._transport.close)
        self._transport.resume_reading()
        if self._transport.can_write_eof():
            self._transport.write_eof()
