"""One call, ready to be sent as often as it takes."""

from __future__ import annotations

import copy
import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

import httpx

from .auth import Outgoing, Used, place
from .body import Body
from .effects import OURS, Send
from .errors import RequestError
from .escape import check_header, join_query
from .options import Settings
from .request import Written
from .spec import Operation
from .urls import bare_url, origin_of

IDEMPOTENCY_KEY = "idempotency-key"


class CallInfo(NamedTuple):
    """Which call a request belongs to: `request.extensions["mortise"]`, for event hooks and transports of httpx."""

    operation: str
    method: str
    path: str
    """The template of the contract: /users/{id}."""
    attempt: int
    """1 for the first."""


class Call:
    """What is sent, but for credentials and what is new with each attempt."""

    __slots__ = (
        "body",
        "headers",
        "is_foreign",
        "is_repeatable",
        "method",
        "operation",
        "own_headers",
        "request_id",
        "settings",
        "span",
        "stays",
        "streams",
        "url",
        "written",
    )

    def __init__(
        self, settings: Settings, operation: Operation[Any], written: Written, *, streams: bool = False, at: str = ""
    ) -> None:
        plan = operation.plan
        self.settings = settings
        self.operation = operation
        self.written = written
        self.method = operation.method
        self.body = written.body
        self.streams = streams
        base = base_of(settings, operation)
        self.url = at or url_at(base, settings.base_query if base is settings.base_url else "", written)
        self.is_foreign = bool(at) and origin_of(httpx.URL(at)) != origin_of(httpx.URL(settings.base_url))
        """The URL leads to another origin than the client's: neither credentials nor the client's headers go there."""
        self.stays = plan.wants_redirect
        """Redirects are not followed."""
        self.own_headers = written.headers
        given = {} if self.is_foreign else settings.headers
        self.headers = {**given, "accept": given.get("accept", "")} if given else {}
        self._finish(plan.accept_stream if streams else plan.accept)
        self.span: Any = None

    def _finish(self, accept: str) -> None:
        """Adds what is made up for a call, unless the caller says it. What the call says itself goes first; only
        Accept, which says what the contract knows, yields to the client's."""
        settings, headers, own = self.settings, self.headers, self.own_headers
        chosen = headers.get("accept") or own.get("accept") or accept
        headers.update(own)
        headers["accept"] = chosen
        if self.body is not None and self.body.content_type:
            headers["content-type"] = self.body.content_type
        name = settings.request_id_header.lower()
        if name:
            headers.setdefault(name, secrets.token_hex(16))
        self.request_id = headers.get(name) if name else None
        if settings.idempotency_key and not own.get(IDEMPOTENCY_KEY):
            headers[IDEMPOTENCY_KEY] = settings.idempotency_key
        elif settings.idempotency_keys and self.method in ("POST", "PATCH"):
            headers.setdefault(IDEMPOTENCY_KEY, secrets.token_hex(16))
        self.is_repeatable = self.method in settings.retries.methods or IDEMPOTENCY_KEY in headers
        """Sending it twice does no harm."""

    @property
    def can_repeat(self) -> bool:
        """Whether the call can be sent once more."""
        return self.body is None or not self.body.once

    @property
    def shown_url(self) -> str:
        """Where it goes, without what may hold secrets."""
        return bare_url(self.url)

    def again(self, headers: Mapping[str, str]) -> Call:
        """The same call once more, with headers on top."""
        other = copy.copy(self)
        other.headers = {**self.headers, **{name.lower(): value for name, value in headers.items()}}
        return other

    def hop(self, used: list[Used], attempt: int) -> Hop:
        """The first request of an attempt."""
        to = Outgoing()
        for each in used:
            place(each.scheme, each.token, to)
        headers = {**self.headers, **to.headers}
        cookies = [*self.written.cookies, *to.cookies]
        if cookies:
            headers["cookie"] = "; ".join([headers["cookie"], *cookies] if headers.get("cookie") else cookies)
        url = self.url
        if to.query:
            head, _, query = url.partition("?")
            url = f"{head}?{join_query(query, to.query)}"
        info = CallInfo(self.operation.id, self.method, self.operation.path, attempt)
        return Hop(
            self.method,
            url,
            headers,
            self.body,
            not self.is_foreign,
            {"timeout": dict(self.settings.timeout), OURS: info},
        )


class Hop(NamedTuple):
    """One request on the way through redirects."""

    method: str
    url: str
    headers: dict[str, str]
    body: Body | None
    is_home: bool
    extensions: dict[str, Any]

    def effect(self, settings: Settings) -> Send:
        """Sends it. Headers and cookies of a user's own httpx client go along."""
        http = settings.http
        given = DEFAULT_HEADERS if settings.owns_http else dict(http.headers.items())
        if not self.is_home:
            given = {name: value for name, value in given.items() if is_harmless(name)}
        pairs = [(name.encode(), value.encode()) for name, value in {**given, **self.headers}.items()]
        if self.body is not None and self.body.data is None and self.body.length is not None:
            pairs.append((b"content-length", str(self.body.length).encode()))
        cookies = None if settings.owns_http or not http.cookies else http.cookies
        return Send(self.method, self.url, pairs, cookies, self.body, self.extensions, self.is_home)


DEFAULT_HEADERS = {
    "accept-encoding": "gzip, deflate",
    "connection": "keep-alive",
    "user-agent": f"mortise python-httpx/{httpx.__version__}",
}


def is_harmless(name: str) -> bool:
    """Whether a header says nothing of who calls."""
    return name in ("accept", "connection", "user-agent") or name.startswith(("accept-", "content-"))


def base_of(settings: Settings, operation: Operation[Any]) -> str:
    """Where an operation lives."""
    if not operation.server or not settings.is_contracts:
        return settings.base_url
    return str(httpx.URL(settings.base_url).join(operation.server)).rstrip("/")


def url_at(base: str, base_query: str, written: Written) -> str:
    """Where a call goes, below a base."""
    query = join_query(base_query, written.query)
    return f"{base}{written.path}?{query}" if query else base + written.path


def raw_written(method: str, headers: dict[str, str], body: Body | None) -> Written:
    """What of a request that the contract doesn't know is written."""
    made = Written()
    made.headers = {name.lower(): check_header(name, value) for name, value in headers.items()}
    made.body = body
    if not method.isalpha():
        raise RequestError(f"{method!r} is no method")
    return made
