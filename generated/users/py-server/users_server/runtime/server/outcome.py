# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What is said to a request that came to no good end."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from ..check.report import Violation
from .answer import put
from .broken import BrokenAnswer
from .call import Call
from .problem import Problem, ProblemError, code_of, problem_text
from .reply import Reply

if TYPE_CHECKING:
    from .operation import Operation

STATUS_LEFT: Final = 499
"""In the log, the status of a client that left before there was an answer."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What has gone wrong with a request, as the log is told."""

    error: BaseException
    violations: Sequence[Violation] = ()
    is_expected: bool = False
    """The log needs no stack."""


def is_for_process(error: BaseException) -> bool:
    """Tells whether an error is none of the request's: the process ends, or the task has been cancelled from
    outside."""
    if isinstance(error, asyncio.CancelledError):
        task = asyncio.current_task()
        return task is not None and task.cancelling() > 0
    return isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit)


def only_error(error: BaseException) -> BaseException:
    """Gives the one error of a group, such as task groups make: it means what it means alone."""
    while isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
        error = error.exceptions[0]
    return error


def problem_of(call: Call, error: BaseException) -> ProblemError:
    """Gives the problem that an error is answered with, and notes what the log is to be told."""
    error = only_error(error)
    if isinstance(error, HTTPException) and 400 <= error.status_code <= 599:
        headers = dict(error.headers or {})
        detail = error.detail if isinstance(error.detail, str) else ""
        translated = ProblemError(code_of(error.status_code), detail, status=error.status_code, headers=headers)
        translated.__cause__ = error.__cause__
        error = translated
    elif isinstance(error, RequestValidationError):
        # What a dependency of the service's wanted of the request.
        error = ProblemError(
            "invalid_request", status=None if call.operation is None else call.operation.violation_status
        )
    if isinstance(error, ProblemError) and error.is_sendable:
        if error.status >= 500 and error.code != "not_implemented":
            call.failure = Failure(error.__cause__ or error, is_expected=error.__cause__ is None)
        return error
    violations = error.violations if isinstance(error, BrokenAnswer) else ()
    call.failure = Failure(error, violations, is_expected=isinstance(error, BrokenAnswer))
    return ProblemError("internal")


def refuse(call: Call, problem: ProblemError) -> Reply:
    """Gives the answer of a problem.

    In the contract's own error schema, where it has one and there is a hook for it, else as a problem document. Where a
    hook fails, there is still the problem document.
    """
    document = problem.document(call.trace_id)
    operation = call.operation
    if operation is not None:
        try:
            reply = operation.render(document)
            if reply is not None:
                _put_headers(reply, problem, operation)
                return reply
        except Exception as error:
            call.failure = Failure(error, error.violations if isinstance(error, BrokenAnswer) else ())
    return _problem_reply(problem, document, operation)


def _problem_reply(problem: ProblemError, document: Problem, operation: Operation | None) -> Reply:
    reply = Reply(problem.status)
    _put_headers(reply, problem, operation)
    reply.lines.append((b"content-type", b"application/problem+json"))
    reply.body = problem_text(document)
    return reply


def _put_headers(reply: Reply, problem: ProblemError, operation: Operation | None) -> None:
    """Whoever says 401 says by what one may come in (RFC 9110, section 15.5.2)."""
    headers: Mapping[str, Any] = problem.headers
    names = {name.lower() for name in headers}
    if (
        problem.status == 401
        and operation is not None
        and operation.security is not None
        and "www-authenticate" not in names
    ):
        put(reply, b"www-authenticate", operation.security.challenges)
    for name, value in headers.items():
        try:
            put(reply, name.lower().encode("ascii"), str(value))
        except (BrokenAnswer, UnicodeError):
            # A problem that can't say one thing says the others.
            continue
