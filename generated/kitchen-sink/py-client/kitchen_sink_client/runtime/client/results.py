# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What calls give: a class for each documented status, each with what is common to all answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, NoReturn, Protocol, Self, TypeVar

import httpx

from .errors import ApiError

B = TypeVar("B")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What every answer has, whatever its status."""

    status: int = 0
    headers: httpx.Headers = field(default_factory=httpx.Headers, repr=False)
    operation: str = ""
    """The operation's id in the contract."""
    method: str = ""
    path: str = ""
    """That of the URL, without the query."""
    url: str = field(default="", repr=False)
    """The final URL, behind redirects."""
    content: bytes | None = field(default=None, repr=False)
    """The body as it came; None where it is read as it comes."""
    request_id: str | None = None
    """The id under which the server knows the request (X-Request-Id or Request-Id), else the one that was sent."""
    attempts: int = 1
    """How often the request was sent."""


NO_ANSWER = Answer()


class Result(Protocol):
    """What results have in common."""

    @property
    def answer(self) -> Answer: ...
    def unwrap(self) -> Any: ...
    def raise_for_status(self) -> Any: ...


class Success(Generic[B]):
    """A result that the caller hoped for."""

    __slots__ = ()
    body: B
    answer: Answer

    @property
    def headers(self) -> httpx.Headers:
        """All headers of the answer."""
        return self.answer.headers

    def unwrap(self) -> B:
        """Gives the body of a success, and raises for a failure: `user = client.get_user(7).unwrap()`.

        Raises:
            ApiError: for a failure that the contract documents.
        """
        return self.body

    def raise_for_status(self) -> Self:
        """Gives the success itself, with its headers, and raises for a failure.

        Raises:
            ApiError: for a failure that the contract documents.
        """
        return self


class Failure(Generic[B]):
    """A result that the contract documents, and nobody hopes for."""

    __slots__ = ()
    body: B
    answer: Answer

    @property
    def headers(self) -> httpx.Headers:
        """All headers of the answer."""
        return self.answer.headers

    def unwrap(self) -> NoReturn:
        """Raises `ApiError`: there is nothing to be had."""
        raise ApiError(self.answer, self)

    def raise_for_status(self) -> NoReturn:
        """Raises `ApiError`."""
        raise ApiError(self.answer, self)


class Either(Generic[B]):
    """A result that its status makes a success or a failure: `default`, where no success is documented."""

    __slots__ = ()
    body: B
    answer: Answer

    @property
    def headers(self) -> httpx.Headers:
        """All headers of the answer."""
        return self.answer.headers

    def unwrap(self) -> B:
        """Gives the body of a success.

        Raises:
            ApiError: where the status is none of success.
        """
        if not 200 <= self.answer.status < 300:
            raise ApiError(self.answer, self)
        return self.body

    def raise_for_status(self) -> Self:
        """Gives the success itself, with its headers.

        Raises:
            ApiError: where the status is none of success.
        """
        if not 200 <= self.answer.status < 300:
            raise ApiError(self.answer, self)
        return self
