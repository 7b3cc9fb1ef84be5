"""Attempts, redirects and retries, and what is done about a 401."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import TypeVar

import httpx

from .auth import authorize, renew
from .call import Call, Hop, is_harmless
from .effects import Close, Discard, Sleep, Steps
from .errors import ApiConnectionError, ApiTimeoutError, RequestError
from .log import CallLog, start_log
from .options import Retries
from .plan import REDIRECTS
from .urls import bare_url, origin_of

T = TypeVar("T")

MOST_REDIRECTS = 20


Read = Callable[[httpx.Response, int], Steps[T]]
"""What reads an answer, and the number of the attempt that it came to."""


def exchange(call: Call, read: Read[T]) -> Steps[T]:
    """Sends a call as often as it takes, and reads the answer that stands. One that breaks off while it is read counts
    as no answer."""
    log = start_log(call)
    while True:
        log.attempt += 1
        log.status = 0
        failure: ApiConnectionError | None = None
        try:
            response = yield from dispatch(call, log)
            log.status = response.status_code
            delay = delay_after_answer(call, response, log.attempt)
            if delay is None:
                made = yield from reading(call, response, log.attempt, read)
                log.end(None)
                return made
            yield Discard(response)
        except ApiConnectionError as error:
            delay = delay_after_failure(call, error, log.attempt)
            if delay is None:
                log.end(error)
                raise
            failure = error
        except BaseException as error:
            log.end(error)
            raise
        log.again(failure, delay)
        yield Sleep(delay)


def reading(call: Call, response: httpx.Response, attempt: int, read: Read[T]) -> Steps[T]:
    """Reads an answer; one that can't be read is let go."""
    try:
        return (yield from read(response, attempt))
    except httpx.HTTPError as error:
        yield Close(response)
        raise broken(call.method, call.url, error) from error
    except Exception:
        yield Close(response)
        raise


def dispatch(call: Call, log: CallLog) -> Steps[httpx.Response]:
    """Sends a call once; after a 401 once more, if a credential can be renewed."""
    if call.is_foreign:
        return (yield from follow(call, call.hop([], log.attempt)))
    settings, security = call.settings, call.operation.security
    used = yield from authorize(settings.contract, settings.credentials, security)
    response = yield from follow(call, call.hop(used, log.attempt))
    if response.status_code != 401 or not used or not call.can_repeat:
        return response
    try:
        changed = yield from renew(used)
    except Exception:
        yield Discard(response)
        raise
    if not changed:
        return response
    yield Discard(response)
    log.status = 401
    log.again(None, 0.0)
    used = yield from authorize(settings.contract, settings.credentials, security)
    return (yield from follow(call, call.hop(used, log.attempt)))


def follow(call: Call, hop: Hop) -> Steps[httpx.Response]:
    """Sends a request, and follows where it is redirected to."""
    for _ in range(MOST_REDIRECTS + 1):
        try:
            response: httpx.Response = yield hop.effect(call.settings)
        except httpx.HTTPError as error:
            raise broken(hop.method, hop.url, error) from error
        except (httpx.InvalidURL, UnicodeEncodeError) as error:
            raise RequestError(f"{call.operation.id}: {error}") from error
        if call.stays or response.status_code not in REDIRECTS or "location" not in response.headers:
            return response
        try:
            following = next_hop(hop, response)
        finally:
            yield Discard(response)
        hop = following
    raise ApiConnectionError(hop.method, bare_url(hop.url), f"more than {MOST_REDIRECTS} redirects")


def next_hop(hop: Hop, response: httpx.Response) -> Hop:
    """Where a redirect leads (WHATWG Fetch, section 4.5). To another origin nothing goes along that could be a secret.

    Raises:
        ApiConnectionError: for a Location that is no URL of http, and for a body that can't be sent again.
    """
    from_url = httpx.URL(hop.url)
    location = response.headers["location"]
    try:
        url = from_url.join(location)
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        raise ApiConnectionError(hop.method, bare_url(hop.url), f"redirected to {bare_url(location)!r}, no URL")
    status = response.status_code
    becomes_get = hop.method not in ("GET", "HEAD") if status == 303 else status <= 302 and hop.method == "POST"
    if not becomes_get and hop.body is not None and hop.body.once:
        raise ApiConnectionError(
            hop.method, bare_url(hop.url), "redirected, but its body is a stream that can't be sent again"
        )
    stays_home = origin_of(url) == origin_of(from_url)
    headers = {
        name: value
        for name, value in hop.headers.items()
        if (stays_home or is_harmless(name)) and not (becomes_get and name.startswith("content-"))
    }
    return Hop(
        "GET" if becomes_get else hop.method,
        str(url.copy_with(userinfo=b"", fragment=None)),
        headers,
        None if becomes_get else hop.body,
        hop.is_home and stays_home,
        hop.extensions,
    )


def broken(method: str, url: str, error: httpx.HTTPError) -> ApiConnectionError:
    """The error of a connection."""
    connected = not isinstance(
        error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
    )
    if isinstance(error, httpx.TimeoutException):
        what = {httpx.ConnectTimeout: "no connection", httpx.PoolTimeout: "no free connection"}.get(
            type(error), "no answer"
        )
        return ApiTimeoutError(method, bare_url(url), f"{what} in time", connected=connected)
    return ApiConnectionError(method, bare_url(url), str(error) or type(error).__name__, connected=connected)


# ---------------------------------------------------------------- retries


def delay_after_answer(call: Call, response: httpx.Response, attempt: int) -> float | None:
    """How long to wait after an answer that passes; None: it stands. 429 says that nothing was done (RFC 6585), so the
    method needn't be idempotent."""
    policy = call.settings.retries
    status = response.status_code
    if status not in policy.statuses or attempt > policy.limit or not call.can_repeat:
        return None
    if not call.is_repeatable and status != 429:
        return None
    asked = retry_after(response.headers.get("retry-after", ""), time.time())
    if asked is None:
        return back_off(policy, attempt)
    return asked if asked <= policy.max_retry_after else None


def delay_after_failure(call: Call, error: ApiConnectionError, attempt: int) -> float | None:
    """The same after no answer. A connection that was never made has done nothing, whatever the method."""
    policy = call.settings.retries
    if attempt > policy.limit or not call.can_repeat or not (call.is_repeatable or not error.connected):
        return None
    return back_off(policy, attempt)


def back_off(policy: Retries, attempt: int) -> float:
    """Exponential, with full jitter: calls that failed together don't come back together."""
    return random.random() * min(policy.max_delay, policy.delay * 2.0 ** min(attempt - 1, 60))


def retry_after(header: str, now: float) -> float | None:
    """Reads a Retry-After (RFC 9110, section 10.2.3): seconds or a date."""
    header = header.strip()
    try:
        seconds = float(header)
        return min(seconds, 1e9) if seconds >= 0 else None
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None
