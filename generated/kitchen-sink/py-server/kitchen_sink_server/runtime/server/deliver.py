# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Sends answers. From the first byte on nothing else can be said."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Final

from .broken import BrokenAnswer
from .call import Call, Message
from .headers import Line
from .incoming import ClientLeft
from .outcome import Failure, is_for_process, only_error
from .reply import Reply, close
from .watch import Watch, is_cancelled_by_client

_EMPTY: Final[Line] = (b"content-length", b"0")
_CLOSE: Final[Line] = (b"connection", b"close")
_MUCH: Final = 64 * 1024


class StreamCut(Exception):
    """An answer fails midway: it is cut, never ended. What stands around the router must not make a whole answer of
    it."""


class _CutPiece(bytes):
    """A piece of a body that raises StreamCut in the hands of who looks at it.

    Middleware may run an application in a task of its own, and end the answer before it looks at what that has raised,
    as BaseHTTPMiddleware of Starlette does. So the error goes the way of the answer.
    """

    def __len__(self) -> int:
        raise StreamCut(_CUT)


_CUT: Final = "the answer failed midway: the connection is cut"


async def deliver(call: Call, reply: Reply) -> None:
    """Sends an answer. Raises ClientLeft, and StreamCut where a stream fails."""
    lines = reply.lines
    if not call.is_read and _has_much_left(call):
        lines.append(_CLOSE)
    if reply.stream is not None:
        await _deliver_stream(call, reply)
        return
    body = reply.body
    if body is not None:
        lines.append((b"content-length", b"%d" % len(body)))
    elif reply.status != 204 and reply.status != 304:
        lines.append(_EMPTY)
    call.status = reply.status
    try:
        await call.send({"type": "http.response.start", "status": reply.status, "headers": lines})
        await call.send(
            {"type": "http.response.body", "body": b"" if body is None or call.scope["method"] == "HEAD" else body}
        )
    except OSError:
        raise ClientLeft from None
    if reply.unsent is not None:
        await close(reply.unsent)


def _has_much_left(call: Call) -> bool:
    """Whether reading what is left of a body, just to keep the connection, is not worth it."""
    if call.body is not None and getattr(call.body, "ag_frame", None) is None:
        return False
    length = call.headers.get(b"content-length")
    if length is None:
        return b"transfer-encoding" in call.headers
    return not length.isdigit() or int(length) > _MUCH


async def _deliver_stream(call: Call, reply: Reply) -> None:
    """Sends a body as it is made."""
    stream = reply.stream
    assert stream is not None
    call.status = reply.status
    is_head = call.scope["method"] == "HEAD"
    watch = None if is_head or call.body is not None else Watch(call)
    try:
        await _send(call, {"type": "http.response.start", "status": reply.status, "headers": reply.lines})
        if watch is not None:
            watch.start()
        if not is_head:
            async for piece in stream:
                if piece:
                    await _send(call, {"type": "http.response.body", "body": piece, "more_body": True})
        await _send(call, {"type": "http.response.body", "body": b""})
    except BaseException as error:
        cut = _note_end(call, error)
        with suppress(Exception):
            await call.send({"type": "http.response.body", "body": _CutPiece(), "more_body": True})
        raise cut from error
    finally:
        if watch is not None:
            watch.stop()
        await _let_go(call, reply)


def _note_end(call: Call, error: BaseException) -> StreamCut:
    """Says what becomes of a stream that came to no end. Raises what is not its own."""
    call.is_aborted = True
    if isinstance(error, ClientLeft) or is_cancelled_by_client(call, error):
        raise ClientLeft from None
    if is_for_process(error):
        raise error
    error = only_error(error)
    is_broken = isinstance(error, BrokenAnswer)
    call.failure = Failure(error, error.violations if isinstance(error, BrokenAnswer) else (), is_expected=is_broken)
    return StreamCut(_CUT)


async def _let_go(call: Call, reply: Reply) -> None:
    """Closes what a stream is made of: its generators run to their ends."""
    for each in (reply.stream, reply.unsent):
        try:
            await close(each)
        except Exception as error:
            call.failure = call.failure or Failure(error)


async def _send(call: Call, message: Message) -> Any:
    try:
        await call.send(message)
    except OSError:
        raise ClientLeft from None
