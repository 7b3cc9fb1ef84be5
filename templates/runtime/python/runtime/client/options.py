"""What can be set of a client, and of one call."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, TypedDict

import httpx

from .auth import AnyCredential
from .errors import RequestError
from .escape import check_header
from .spec import Contract

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer

TimeoutTypes = float | httpx.Timeout | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retries:
    """When and how a call is tried again."""

    limit: int = 2
    """How many attempts may follow the first."""
    methods: Collection[str] = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "QUERY"})
    """Those that may be repeated though the server may have acted: the idempotent ones of RFC 9110, and QUERY."""
    statuses: Collection[int] = frozenset({408, 429, 500, 502, 503, 504})
    """Answers that pass."""
    delay: float = 0.5
    """Seconds: the wait before retry n is random between 0 and `delay` times 2 to the power of n-1."""
    max_delay: float = 8.0
    """The longest such wait."""
    max_retry_after: float = 60.0
    """The longest Retry-After to wait for; if the server asks for more, its answer stands."""


DEFAULT_TIMEOUT: Final = 60.0
LOGGER: Final = logging.getLogger(__name__.rpartition(".")[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconnect:
    """How streams go on after the connection broke off. Without it those of GET and its like do, where that neither
    loses nor repeats an item."""

    when: Literal["safe", "always", "never"] = "safe"
    """`always`: come what may, also of other methods, also where items could be lost or repeated."""
    attempts: int = 5
    """How many in a row without an item before the stream gives up."""
    delay: float = 1.0
    """Seconds before the first attempt, doubled for each further one; a server's `retry:` field wins."""
    after_end: bool = False
    """Also after the server ended the stream in good order."""
    resume: Callable[[int], Mapping[str, str]] | None = None
    """For JSON lines, which have no ids: gives the headers that make the server go on behind as many items."""


class SharedOptions(TypedDict, total=False):
    """What can be set of a client, or of one call."""

    timeout: TimeoutTypes
    """Seconds that each step of an attempt may take: to connect, to send, to read on. As httpx has it; None: for ever.
    Default: 60."""
    headers: Mapping[str, str]
    """Sent with each request. They give way to headers of the operation itself, but for Accept."""
    retries: Retries | int
    """When and how calls are tried again, or how often; 0: never. Default: idempotent calls are, twice, after what
    passes."""
    request_id_header: str
    """Sends an id in this header, such as X-Request-Id, new for each call."""
    reconnect: Reconnect
    """How streams go on after the connection broke off."""
    trace: bool
    """Starts a trace (W3C Trace Context) where OpenTelemetry has none. With it, calls are spans and its trace goes out
    by itself."""


class ClientOptions(SharedOptions, total=False):
    """What can be set of a client."""

    idempotency_keys: bool
    """Sends an Idempotency-Key with POST and PATCH, new for each call and the same for each of its attempts, which
    makes them safe to retry. Only for servers that know the header."""
    logger: logging.Logger
    """Is told of calls (debug) and retries (info), without headers, queries or bodies. Default: that of this
    package."""
    tracer: Tracer
    """Makes a span for each call. Default: that of OpenTelemetry, if the program uses it."""


class CallOptions(SharedOptions, total=False):
    """What can be set of one call. What it says nothing of is the client's."""

    idempotency_key: str
    """Makes the call safe to retry. Only for servers that know the header."""
    base_url: str
    """Sends this call elsewhere, credentials too."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Settings:
    """The options of a client, or of a client and one call, with everything settled."""

    contract: Contract
    base_url: str
    """Without a slash at the end, and without its query."""
    base_query: str = ""
    is_contracts: bool = False
    """The base is one of the contract's servers, so that operations may have servers of their own."""
    credentials: Mapping[str, AnyCredential]
    headers: Mapping[str, str]
    retries: Retries = Retries()
    timeout: Mapping[str, float | None]
    idempotency_keys: bool = False
    idempotency_key: str = ""
    request_id_header: str = ""
    reconnect: Reconnect | None = None
    trace: bool = False
    logger: logging.Logger = LOGGER
    tracer: Any = None
    http: httpx.Client | httpx.AsyncClient
    owns_http: bool = True
    """False: it is the user's own, whose headers and cookies go along, and which stays open."""

    def __repr__(self) -> str:
        return f"Settings({self.base_url!r})"


def settle(
    contract: Contract,
    base_url: str,
    credentials: Mapping[str, AnyCredential | None],
    http: httpx.Client | httpx.AsyncClient,
    owns_http: bool,
    options: Mapping[str, Any],
) -> Settings:
    """Makes the settings of a new client. An empty base URL is the contract's first server.

    Raises:
        RequestError: for a base URL that isn't whole, and for headers that can't be.
    """
    url, query = split_base(base_url or contract.default_server)
    made = Settings(
        contract=contract,
        base_url=url,
        base_query=query,
        is_contracts=not base_url or is_server(contract.servers, base_url),
        credentials={name: each for name, each in credentials.items() if each is not None},
        headers={},
        timeout=limits_of(DEFAULT_TIMEOUT if owns_http else http.timeout),
        http=http,
        owns_http=owns_http,
    )
    return change(made, options)


def change(settings: Settings, options: Mapping[str, Any]) -> Settings:
    """Gives settings with options on top."""
    if not options:
        return settings
    given = dict(options)
    if "headers" in given:
        added = {name.lower(): check_header(name, value) for name, value in given["headers"].items()}
        given["headers"] = {**settings.headers, **added}
    if "timeout" in given:
        given["timeout"] = limits_of(given["timeout"])
    if isinstance(given.get("retries"), int):
        given["retries"] = replace(settings.retries, limit=given["retries"])
    if "idempotency_key" in given:
        check_header("Idempotency-Key", given["idempotency_key"])
    if "base_url" in given:
        base_url = given["base_url"]
        given["base_url"], given["base_query"] = split_base(base_url)
        given["is_contracts"] = is_server(settings.contract.servers, base_url)
    return replace(settings, **given)


def limits_of(timeout: TimeoutTypes) -> Mapping[str, float | None]:
    """A timeout as httpx hands it to its transport."""
    return httpx.Timeout(timeout).as_dict()


def split_base(text: str) -> tuple[str, str]:
    """Cuts a base URL into what stands before the query, without a slash at the end, and the query.

    Raises:
        RequestError: for one that says no host, or has credentials in it.
    """
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        raise RequestError("the base URL must be a whole one, such as https://api.example.com/v1")
    if url.userinfo:
        raise RequestError("a base URL can't have a user name or password: give them as credential")
    return str(url.copy_with(query=None, fragment=None)).rstrip("/"), url.query.decode()


def is_server(servers: Collection[str], base_url: str) -> bool:
    """Tells whether a URL is one of the contract's servers, whatever its variables are."""
    return any(_fits(server.rstrip("/"), base_url.rstrip("/")) for server in servers)


def _fits(template: str, text: str) -> bool:
    pieces = [re.escape(piece) for piece in re.split(r"\{[^}]*\}", template)]
    return re.fullmatch(".*?".join(pieces), text, re.DOTALL) is not None


def fill_server(template: str, variables: Mapping[str, str]) -> str:
    """Puts the values of variables into a server's URL."""
    return re.sub(r"\{([^}]*)\}", lambda found: variables.get(found[1], found[0]), template)
