# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""The body of a request as it comes, with its limit kept."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from .call import Call, Message, Receive
from .problem import ProblemError


class ClientLeft(Exception):
    """The client left before its request was complete. There is nobody to answer."""


async def read_whole(receive: Receive, limit: int) -> bytes:
    """Reads a body to its end. Raises ClientLeft, and the problem of a body beyond the limit as soon as it is."""
    message = await receive()
    chunk, is_last = _chunk_of(message)
    if is_last:
        if len(chunk) > limit:
            raise ProblemError("payload_too_large")
        return chunk
    body = bytearray(chunk)
    while not is_last:
        if len(body) > limit:
            raise ProblemError("payload_too_large")
        chunk, is_last = _chunk_of(await receive())
        body += chunk
    if len(body) > limit:
        raise ProblemError("payload_too_large")
    return bytes(body)


async def read_chunks(receive: Receive, limit: int) -> AsyncGenerator[bytes, None]:
    """Gives a body piece by piece, none of them empty. Raises as `read_whole` does."""
    is_last = False
    while not is_last:
        chunk, is_last = _chunk_of(await receive())
        limit -= len(chunk)
        if limit < 0:
            raise ProblemError("payload_too_large")
        if chunk:
            yield chunk


def _chunk_of(message: Message) -> tuple[bytes, bool]:
    if message["type"] != "http.request":
        raise ClientLeft
    return message.get("body", b""), not message.get("more_body", False)


async def has_begun(call: Call) -> bool:
    """Whether a body has a first byte, which is waited for, and read again from `call.receive`."""
    while True:
        message = await call.receive()
        chunk, is_last = _chunk_of(message)
        if chunk or is_last:
            call.receive = _again(message, call.receive)
            return chunk != b""


def _again(message: Message, receive: Receive) -> Receive:
    held: list[Message] = [message]

    async def receive_again() -> Message:
        return held.pop() if held else await receive()

    return receive_again
