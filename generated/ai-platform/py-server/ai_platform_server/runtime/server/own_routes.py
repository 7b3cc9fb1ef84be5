# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What a server answers beside its contract: health, readiness, the contract itself, a page about it."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Final

from .docs import docs_reply
from .options import Health, Options
from .reply import Reply
from .spec import Contract

OwnRoute = Callable[[], Awaitable[Reply]]


def plan_own_routes(contract: Contract, options: Options, is_open: Callable[[], bool]) -> dict[str, OwnRoute]:
    """Plans the server's own routes, by path. The contract's paths come first: a template that a path fits is asked
    before these."""
    health, docs = options.health, options.docs
    routes: dict[str | None, OwnRoute] = {
        health.live: _answer_live,
        health.ready: _plan_readiness(health, is_open),
    }
    if contract.document:
        place = Path(contract.file).with_name("openapi.json")

        @cache
        def read() -> str:
            return place.read_text(encoding="utf-8")

        routes[docs.document] = _plan_document(read)
        routes[docs.page] = _plan_page(contract.title or "API", read)
    return {path: route for path, route in routes.items() if path is not None}


_JSON: Final = (b"content-type", b"application/json")
_NO_STORE: Final = (b"cache-control", b"no-store")


def _health_reply(is_good: bool) -> Reply:
    reply = Reply(200 if is_good else 503)
    reply.lines = [_JSON, _NO_STORE]
    reply.body = b'{"status":"ok"}' if is_good else b'{"status":"unavailable"}'
    return reply


async def _answer_live() -> Reply:
    return _health_reply(True)


def _plan_readiness(health: Health, is_open: Callable[[], bool]) -> OwnRoute:
    async def answer() -> Reply:
        is_good = is_open()
        if is_good and health.is_ready is not None:
            said = health.is_ready()
            is_good = bool(await said if inspect.isawaitable(said) else said)
        return _health_reply(is_good)

    return answer


def _plan_document(read: Callable[[], str]) -> OwnRoute:
    async def answer() -> Reply:
        reply = Reply(200)
        reply.lines = [_JSON]
        reply.body = read().encode()
        return reply

    return answer


def _plan_page(title: str, read: Callable[[], str]) -> OwnRoute:
    @cache
    def make() -> Reply:
        return docs_reply(title, read())

    async def answer() -> Reply:
        page = make()
        reply = Reply(200)
        reply.lines = [*page.lines]
        reply.body = page.body
        return reply

    return answer
