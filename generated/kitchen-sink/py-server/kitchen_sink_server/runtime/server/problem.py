# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Problem documents (RFC 9457), and the error that ends a request with one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from ..check.report import Violation

ProblemCode = Literal[
    "malformed_json",
    "invalid_request",
    "unauthorized",
    "forbidden",
    "not_found",
    "method_not_allowed",
    "payload_too_large",
    "unsupported_media_type",
    "rate_limited",
    "internal",
    "not_implemented",
    "bad_gateway",
    "unavailable",
    "timeout",
]
"""Says what went wrong, for machines: one word, the same in every language."""

_CODES: Final[Mapping[str, tuple[int, str]]] = {
    "malformed_json": (400, "The body is not well-formed JSON."),
    "invalid_request": (400, "The request breaks the contract."),
    "unauthorized": (401, "The request needs a valid credential."),
    "forbidden": (403, "The credential does not allow this operation."),
    "not_found": (404, "No operation has this path."),
    "method_not_allowed": (405, "No operation has this method at this path."),
    "payload_too_large": (413, "The body is larger than this operation takes."),
    "unsupported_media_type": (415, "The operation takes no body of this media type."),
    "rate_limited": (429, "Too many requests."),
    "internal": (500, "The server failed to answer."),
    "not_implemented": (501, "The operation is not implemented yet."),
    "bad_gateway": (502, "A server behind this one gave no usable answer."),
    "unavailable": (503, "The server takes no requests now."),
    "timeout": (504, "A server behind this one took too long."),
}
"""The status and the sentence of each code, which every language repeats letter by letter."""

_TITLES: Final[Mapping[int, str]] = {
    400: "Bad Request",
    401: "Unauthorized",
    402: "Payment Required",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    408: "Request Timeout",
    409: "Conflict",
    410: "Gone",
    411: "Length Required",
    412: "Precondition Failed",
    413: "Content Too Large",
    414: "URI Too Long",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    501: "Not Implemented",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}
"""The phrases of RFC 9110, section 15: those of problems of type about:blank (RFC 9457, section 4.2.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A problem document (RFC 9457) as it is sent."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    trace_id: str
    violations: Sequence[Violation] = ()
    truncated: bool = False
    """There were more violations than are listed."""


class ProblemError(Exception):
    """Ends a request with a problem document. Services, middleware and security functions raise it:

        raise ProblemError("rate_limited", headers={"Retry-After": "3"})

    Answers that the contract describes are better returned as results. What it is raised `from` goes to the log, never
    to the client.
    """

    def __init__(
        self,
        code: ProblemCode,
        detail: str = "",
        *,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
        violations: Sequence[Violation] = (),
        truncated: bool = False,
    ) -> None:
        """Takes a status from 400 to 599, by itself that of the code, and a detail that reaches the client: no secrets,
        no internals."""
        usual_status, sentence = _CODES.get(code, (0, ""))
        super().__init__(code, detail or sentence)
        self.code = code
        self.detail = detail or sentence
        self.status = usual_status if status is None else status
        self.headers: Mapping[str, str] = headers or {}
        self.violations = violations
        self.truncated = truncated

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"

    @property
    def is_sendable(self) -> bool:
        """Whether this can be a problem at all: its code is one, and so is its status."""
        return self.code in _CODES and isinstance(self.status, int) and 400 <= self.status <= 599

    def document(self, trace_id: str) -> Problem:
        """Gives what is sent."""
        return Problem(
            title=title_of(self.status),
            status=self.status,
            code=self.code,
            detail=self.detail,
            trace_id=trace_id,
            violations=self.violations,
            truncated=self.truncated,
        )


CODES: Final = frozenset(get_args(ProblemCode))


def code_of(status: int) -> ProblemCode:
    """Gives the code that comes closest to a status from 400 to 599."""
    if status in (408, 504):
        return "timeout"
    for code in get_args(ProblemCode):
        if code != "malformed_json" and _CODES[code][0] == status:
            return code  # type: ignore[no-any-return]
    return "invalid_request" if status < 500 else "internal"


def title_of(status: int) -> str:
    """Gives the phrase of a status."""
    return _TITLES.get(status) or _TITLES[400 if status < 500 else 500]


def problem_json(problem: Problem) -> dict[str, Any]:
    """Gives the JSON value of a document, its members in the order of the wire profile."""
    document: dict[str, Any] = {
        "type": problem.type,
        "title": problem.title,
        "status": problem.status,
        "code": problem.code,
        "detail": problem.detail,
        "trace_id": problem.trace_id,
    }
    if problem.violations:
        document["violations"] = [violation_json(each) for each in problem.violations]
    if problem.truncated:
        document["truncated"] = True
    return document


def violation_json(violation: Violation) -> dict[str, str]:
    """Gives the JSON value of a violation."""
    place, pointer, rule, message = violation
    return {"in": place, "pointer": pointer, "rule": rule, "message": message}


def problem_text(problem: Problem) -> bytes:
    """Writes a document as JSON."""
    text = json.dumps(problem_json(problem), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")
