"""What can go wrong with a call."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .results import Answer, Result


class ClientError(Exception):
    """Whatever a client raises."""


class ApiError(ClientError):
    """An answer that is no success, raised by those who asked for one: `unwrap`, `raise_for_status`, and walks through
    pages.

    `result` is the answer as the contract describes it: `match error.result: case GetUser404(body=problem): ...`.
    """

    def __init__(self, answer: Answer, result: Result | None = None, *, reason: str = "") -> None:
        super().__init__(answer, result, reason)
        self.answer = answer
        self.result = result

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.answer.status

    @property
    def request_id(self) -> str | None:
        """The id under which the server knows the request, else the one that was sent."""
        return self.answer.request_id

    def __str__(self) -> str:
        answer = self.answer
        return f"{answer.operation}: {answer.method} {answer.path} answered {answer.status}{title_of(answer.content)}"


class OffContractError(ApiError):
    """An answer that the contract doesn't describe: of a status that it doesn't name, or with a body that isn't what it
    promises. The status is real; `reason` says what is not as promised."""

    def __init__(self, answer: Answer, reason: str) -> None:
        super().__init__(answer, None, reason=reason)
        self.reason = reason

    def __reduce__(self) -> tuple[Any, ...]:
        return OffContractError, (self.answer, self.reason)

    def __str__(self) -> str:
        answer = self.answer
        head = f"{answer.operation}: {answer.method} {answer.path} answered {answer.status}"
        return f"{head}, but {self.reason}{excerpt(answer.content)}"


class ApiConnectionError(ClientError, ConnectionError):
    """No answer came: the name didn't resolve, the connection was refused or broke off. `url` is without its query,
    which may hold secrets."""

    def __init__(self, method: str, url: str, reason: str, *, connected: bool = True) -> None:
        super().__init__(method, url, reason)
        self.method = method
        self.url = url
        self.reason = reason
        self.connected = connected
        """False: the connection was never made, so that the request has done nothing."""

    def __str__(self) -> str:
        return f"{self.method} {self.url}: {self.reason}"


class ApiTimeoutError(ApiConnectionError, TimeoutError):
    """No answer came in time."""


class RequestError(ClientError, ValueError):
    """A call can't be put on the wire as it was made: nothing was sent."""


class CredentialError(ClientError):
    """A credential could not be had, or not be renewed. The reason is its cause."""

    def __init__(self, scheme: str, reason: str) -> None:
        super().__init__(scheme, reason)
        self.scheme = scheme
        """The name of the security scheme."""
        self.reason = reason

    def __str__(self) -> str:
        return f"credential of {self.scheme}: {self.reason}"


class TokenError(ClientError):
    """The token endpoint refused (RFC 6749, section 5.2)."""

    def __init__(self, status: int, code: str = "", description: str = "") -> None:
        super().__init__(status, code, description)
        self.status = status
        self.code = code
        """invalid_client, invalid_grant and the like."""
        self.description = description

    def __str__(self) -> str:
        code = f" {self.code}" if self.code else ""
        return f"the token endpoint answered {self.status}{code}" + (
            f": {self.description}" if self.description else ""
        )


class Unreadable(Exception):
    """A body that isn't what the contract promises. Who knows the answer makes an `OffContractError` of it."""

    def __init__(self, reason: str, text: bytes = b"") -> None:
        super().__init__(reason)
        self.reason = reason
        self.text = text


def title_of(content: bytes | None) -> str:
    """The line that most error bodies have for people: title (RFC 9457), else message or error.message."""
    try:
        value: object = json.loads(content or b"null")
    except (ValueError, RecursionError):
        return ""
    for _ in range(4):
        if not isinstance(value, dict):
            return ""
        for name in ("title", "message"):
            if isinstance(value.get(name), str):
                return f": {value[name]}"
        value = value.get("error")
    return ""


def excerpt(content: bytes | None) -> str:
    """How a body begins, for messages."""
    if not content:
        return ""
    text = content[:1000].decode("utf-8", "replace")
    if "\ufffd" in text[:200]:
        return ""
    return f": {text}" if len(text) <= 200 and len(content) <= 1000 else f": {text[:200]} …"
