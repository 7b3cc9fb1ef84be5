"""Results, as type checkers see them: mypy is the test, pytest runs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal, assert_type, final

from runtime.client.results import NO_ANSWER, Answer, Failure, Success


class User:
    """Somebody."""


class Problem:
    """What went wrong."""


@final
@dataclass(frozen=True, slots=True)
class GetUser200(Success[User]):
    status: ClassVar[Literal[200]] = 200
    body: User
    location: str | None = field(default=None, kw_only=True)
    answer: Answer = field(default=NO_ANSWER, kw_only=True, repr=False, compare=False)


@final
@dataclass(frozen=True, slots=True)
class GetUser404(Failure[Problem]):
    status: ClassVar[Literal[404]] = 404
    body: Problem
    answer: Answer = field(default=NO_ANSWER, kw_only=True, repr=False, compare=False)


@final
@dataclass(frozen=True, slots=True)
class GetUserDefault(Failure[Problem]):
    body: Problem
    status: int = field(kw_only=True)
    answer: Answer = field(default=NO_ANSWER, kw_only=True, repr=False, compare=False)


@final
@dataclass(frozen=True, slots=True)
class DeleteUser204(Success[None]):
    status: ClassVar[Literal[204]] = 204
    body: None = None
    answer: Answer = field(default=NO_ANSWER, kw_only=True, repr=False, compare=False)


def get() -> GetUser200 | GetUser404 | GetUserDefault:
    return GetUser200(User())


def delete() -> DeleteUser204 | GetUser404:
    return DeleteUser204()


def test_successes_are_had_with_their_types() -> None:
    assert_type(get().unwrap(), User)
    assert_type(get().raise_for_status(), GetUser200)
    assert_type(delete().unwrap(), None)
    match get():
        case GetUser200(user):
            assert_type(user, User)
        case GetUser404(body=problem):
            assert_type(problem, Problem)
        case GetUserDefault(status=status):
            assert_type(status, int)
    assert (get().status, delete().status) == (200, 204)
