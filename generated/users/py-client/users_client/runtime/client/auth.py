# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Credentials: where they come from, where they stand, how they are renewed."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from .effects import Ask, Steps
from .errors import ClientError, CredentialError, RequestError
from .escape import check_header, escape, join_query
from .flight import Flight, Share
from .spec import Contract, Scheme

Token = str | None
"""None or empty: nobody is signed in."""


class Renewable(Protocol):
    """A credential that can be renewed when the server answers 401."""

    def token(self) -> Steps[Token]:
        """Gives the credential."""
        ...

    def renew(self, refused: str) -> Steps[None]:
        """Gets another for what the server refused."""
        ...


AskToken = Callable[[], Token | Awaitable[Token]]
Credential = str | AskToken | Renewable
"""A credential, or a function that is asked for it at each attempt (for the async client, it may be async), or one that
is renewed."""

AskPassword = Callable[[], tuple[str, str] | Awaitable[tuple[str, str] | None] | None]
BasicCredential = tuple[str, str] | AskPassword
"""User name and password (RFC 7617), or a function that gives them."""

AnyCredential = Credential | BasicCredential


class Refreshable:
    """A credential that is renewed when the server answers 401. Calls that meet the 401 at the same time share one
    refresh, and each is sent once more. It may be shared by clients.

    `token` gives the credential; `refresh` gets what the server refused, and gives another, or None where there is
    none.
    """

    def __init__(self, token: AskToken | str, refresh: Callable[[str], Token | Awaitable[Token]]) -> None:
        self._given = token
        self._refresh = refresh
        self._flight = Flight()
        self._replaced: tuple[Token, str] | None = None
        """What `token` gave when it was renewed, and what goes out instead as long as it still does."""

    def __repr__(self) -> str:
        return "Refreshable()"

    def token(self) -> Steps[Token]:
        if self._flight.pending:
            yield Share(self._flight, nothing)
        given = (yield Ask(self._given)) if callable(self._given) else self._given
        if given and self._replaced is not None and self._replaced[0] == given:
            return self._replaced[1]
        return given

    def renew(self, refused: str) -> Steps[None]:
        if (yield from self.token()) == refused:
            yield Share(self._flight, lambda: self._work(refused))

    def _work(self, refused: str) -> Steps[None]:
        given: Token = (yield Ask(self._given)) if callable(self._given) else self._given
        current = self._replaced[1] if self._replaced is not None and self._replaced[0] == given else given
        if current != refused:
            return
        replacement = yield Ask(self._refresh, refused)
        if replacement:
            self._replaced = (given or refused, replacement)


def nothing() -> Steps[None]:
    """No work at all."""
    yield from ()


@dataclass(slots=True)
class Outgoing:
    """Where credentials are written."""

    headers: dict[str, str] = field(default_factory=dict)
    query: str = ""
    cookies: list[str] = field(default_factory=list)


def place(scheme: Scheme, credential: str, to: Outgoing) -> None:
    """Writes a credential where its scheme says. Errors name no credential."""
    match scheme.kind:
        case "bearer":
            to.headers["authorization"] = "Bearer " + check_header("Authorization", credential)
        case "basic":
            to.headers["authorization"] = "Basic " + base64.b64encode(credential.encode()).decode()
        case "http":
            to.headers["authorization"] = f"{scheme.parameter} {check_header('Authorization', credential)}"
        case "header":
            to.headers[scheme.parameter.lower()] = check_header(scheme.parameter, credential)
        case "query":
            to.query = join_query(to.query, f"{escape(scheme.parameter)}={escape(credential)}")
        case "cookie":
            to.cookies.append(f"{scheme.parameter}={escape(credential)}")
        case "mutualTLS":
            pass


@dataclass(frozen=True, slots=True, repr=False)
class Used:
    """A credential that goes out with an attempt."""

    scheme: Scheme
    source: AnyCredential
    token: str


def authorize(
    contract: Contract, sources: Mapping[str, AnyCredential], security: tuple[tuple[str, ...], ...]
) -> Steps[list[Used]]:
    """Chooses the first alternative of an operation's security for which there are credentials, and asks for them. If
    there is none the request goes out without: it is the server who says 401."""
    for alternative in security:
        found = yield from satisfy(contract, sources, alternative)
        if found:
            return found
    return []


def satisfy(contract: Contract, sources: Mapping[str, AnyCredential], names: tuple[str, ...]) -> Steps[list[Used]]:
    """Asks for the credentials of one alternative; empty: one of them isn't there."""
    found: list[Used] = []
    for name in names:
        scheme = contract.scheme(name)
        if scheme is not None and scheme.kind == "mutualTLS":
            continue
        source = sources.get(name)
        if scheme is None or source is None:
            return []
        token = yield from token_of(scheme, source)
        if not token:
            return []
        found.append(Used(scheme, source, token))
    return found


def token_of(scheme: Scheme, source: AnyCredential) -> Steps[Token]:
    """Asks a source.

    Raises:
        CredentialError: if it fails.
    """
    if isinstance(source, str):
        return source
    try:
        value: Any
        if isinstance(source, tuple):
            value = source
        elif callable(source):
            value = yield Ask(source)
        else:
            value = yield from source.token()
    except ClientError:
        raise
    except Exception as error:
        raise CredentialError(scheme.name, str(error) or type(error).__name__) from error
    if isinstance(value, tuple):
        username, password = value
        if ":" in username:
            raise CredentialError(scheme.name, "a user name can't have a colon (RFC 7617, section 2)")
        return f"{username}:{password}"
    if value is not None and not isinstance(value, str):
        raise RequestError(f"the credential of {scheme.name} is a {type(value).__name__}, no text")
    return value


def renew(all_used: list[Used]) -> Steps[bool]:
    """Gets new credentials after a 401, where that is possible. True: the call is worth another try."""
    changed = False
    for used in all_used:
        if isinstance(used.source, (str, tuple)) or callable(used.source):
            continue
        try:
            yield from used.source.renew(used.token)
        except ClientError:
            raise
        except Exception as error:
            raise CredentialError(used.scheme.name, str(error) or type(error).__name__) from error
        current = yield from token_of(used.scheme, used.source)
        changed = changed or bool(current and current != used.token)
    return changed
