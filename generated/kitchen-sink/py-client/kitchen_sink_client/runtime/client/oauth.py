# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Tokens of an OAuth 2 token endpoint (RFC 6749)."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus, urlencode

from .body import whole
from .effects import Ask, ReadAll, Send, Steps
from .errors import TokenError
from .flight import Flight, Share

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class TokenSet:
    """What a token endpoint answers (RFC 6749, section 5.1)."""

    access_token: str = field(repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    expires_at: float | None = None
    """As `time.time` counts; None where the server didn't say."""


class _KeptToken:
    """Keeps a token until it ends; calls that need a new one at the same time share one request."""

    def __init__(
        self,
        token_url: str,
        client_id: str,
        client_secret: str | None = None,
        *,
        scopes: Sequence[str] = (),
        in_form: bool = False,
        parameters: Mapping[str, str] | None = None,
        leeway: float = 30.0,
        timeout: float = 30.0,
        on_tokens: Callable[[TokenSet], Any] | None = None,
    ) -> None:
        self._token_url = token_url
        self._client_id = client_id
        self._client_secret = client_secret
        self._scopes = scopes
        self._in_form = in_form
        self._parameters = dict(parameters or {})
        self._leeway = leeway
        self._timeout = timeout
        self._on_tokens = on_tokens
        self._tokens: TokenSet | None = None
        self._flight = Flight()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._token_url!r}, {self._client_id!r})"

    def _grant(self) -> dict[str, str]:
        raise NotImplementedError

    def token(self) -> Steps[str | None]:
        tokens = self._tokens
        if tokens is None or not tokens.access_token or self._is_over(tokens):
            yield Share(self._flight, lambda: self._request(tokens))
        return self._tokens.access_token if self._tokens is not None else None

    def _is_over(self, tokens: TokenSet) -> bool:
        return tokens.expires_at is not None and tokens.expires_at - time.time() < self._leeway

    def renew(self, refused: str) -> Steps[None]:
        tokens = self._tokens
        if tokens is None or tokens.access_token == refused:
            yield Share(self._flight, lambda: self._request(tokens))

    def _request(self, before: TokenSet | None) -> Steps[None]:
        if self._tokens is not before:
            # Somebody was faster.
            return
        tokens = yield from self._fetch()
        if tokens.refresh_token is None and before is not None:
            tokens = TokenSet(tokens.access_token, before.refresh_token, tokens.expires_at)
        self._tokens = tokens
        if self._on_tokens is not None:
            yield Ask(self._on_tokens, tokens)

    def _fetch(self) -> Steps[TokenSet]:
        form = self._grant()
        if self._scopes:
            form["scope"] = " ".join(self._scopes)
        form |= self._parameters
        headers = [(b"accept", b"application/json"), (b"content-type", FORM.encode())]
        if self._client_secret is not None and not self._in_form:
            # Both are form-encoded first (RFC 6749, section 2.3.1).
            pair = f"{quote_plus(self._client_id)}:{quote_plus(self._client_secret)}"
            headers.append((b"authorization", b"Basic " + base64.b64encode(pair.encode())))
        else:
            form["client_id"] = self._client_id
            if self._client_secret is not None:
                form["client_secret"] = self._client_secret
        limits = dict.fromkeys(("connect", "read", "write", "pool"), self._timeout)
        # No redirect is followed: it would take the secret along.
        body = whole(FORM, urlencode(form).encode())
        response = yield Send("POST", self._token_url, headers, None, body, {"timeout": limits}, False)
        return read_tokens(response.status_code, (yield ReadAll(response)))


class ClientCredentials(_KeptToken):
    """A credential by the client credentials grant (RFC 6749, section 4.4). The token is kept until it ends or the
    server refuses it.

    `in_form`: the client names itself in the form, else in the Authorization header. `parameters` are further members
    of the form, such as audience or resource. `leeway`: how many seconds before its end a token is renewed.
    """

    def _grant(self) -> dict[str, str]:
        return {"grant_type": "client_credentials"}


class RefreshTokens(_KeptToken):
    """A credential by a refresh token (RFC 6749, section 6). `on_tokens` is told of new tokens, so that they can be
    kept: servers may replace the refresh token, too."""

    def __init__(
        self,
        token_url: str,
        client_id: str,
        client_secret: str | None = None,
        *,
        refresh_token: str,
        access_token: str = "",
        **more: Any,
    ) -> None:
        super().__init__(token_url, client_id, client_secret, **more)
        self._tokens = TokenSet(access_token, refresh_token)

    def _grant(self) -> dict[str, str]:
        kept = self._tokens.refresh_token if self._tokens is not None else None
        return {"grant_type": "refresh_token", "refresh_token": kept or ""}


def read_tokens(status: int, content: bytes) -> TokenSet:
    """Reads what a token endpoint answered.

    Raises:
        TokenError: if it refused.
    """
    try:
        answer = json.loads(content)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise TokenError(status)
    access = answer.get("access_token")
    if status != 200 or not isinstance(access, str) or not access:
        raise TokenError(status, text_in(answer, "error"), text_in(answer, "error_description"))
    refresh = answer.get("refresh_token")
    try:
        # Some servers send it as a text.
        seconds: float | None = float(answer["expires_in"])
    except (KeyError, TypeError, ValueError):
        seconds = None
    ends = None if seconds is None else time.time() + seconds
    return TokenSet(access, refresh if isinstance(refresh, str) else None, ends)


def text_in(answer: dict[str, Any], name: str) -> str:
    """A member that is a text."""
    value = answer.get(name)
    return value if isinstance(value, str) else ""
