# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What a handler may know and say of its request beside the values of it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextvars import ContextVar
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, TypeVar, overload

from starlette.types import Message, Receive, Scope, Send

from ..check.report import Report
from .headers import join_lines
from .trace import Trace, open_trace

if TYPE_CHECKING:
    from starlette.requests import Request

    from .operation import Operation
    from .outcome import Failure
    from .server import Server

__all__ = ["CALLS", "Call", "Message", "Receive", "Scope", "Send", "current_call"]

P = TypeVar("P")

CALLS: Final[ContextVar[Call]] = ContextVar("mortise_call")


def current_call() -> Call:
    """Gives the call that this code runs for: in handlers, also in threads and tasks that they start, in middleware and
    security functions.

    Raises LookupError elsewhere.
    """
    return CALLS.get()


class Call:
    """One request, from its head to the last byte of its answer."""

    # Most requests need few of these: an attribute that isn't set costs nothing.
    server: Server
    operation: Operation | None = None
    """What the request asks for; None: nothing of the contract."""
    service: Any = None
    """The service that answers this call, where each has one of its own."""
    arguments: dict[str, Any] | None = None
    path_values: tuple[str, ...] = ()
    """The texts of the path's parameters as they were sent."""
    principals: Mapping[str, Any] = {}
    """Who calls: scheme -> what its security function said. Of the alternative that held."""
    status: int = 0
    """Of the answer; 0: there is none yet."""
    is_aborted: bool = False
    """Whether the client left, or the answer was cut."""
    has_left: bool = False
    """Whether the client left before it was answered."""
    failure: Failure | None = None
    is_read: bool = False
    """Whether nothing more of the request's body is to come."""
    body: AsyncGenerator[bytes, None] | None = None
    """The pieces of a body that the handler reads."""
    log_fields: Mapping[str, Any] = {}
    released: tuple[Callable[[], object], ...] = ()
    _headers: dict[bytes, bytes] | None = None
    _report: Report | None = None
    _trace: Trace | None = None

    def __init__(self, scope: Scope, receive: Receive, send: Send, path: str, query: str) -> None:
        self.scope: Final = scope
        self.receive = receive
        """Gives what is left of the request."""
        self.send: Final = send
        self.path: Final = path
        """The path as it was sent, behind the prefix of the router."""
        self.query: Final = query
        """The query as it was sent."""
        self.started: Final = perf_counter()

    @property
    def headers(self) -> Mapping[bytes, bytes]:
        """The request's headers by lower-case name. Lines of the same name are joined."""
        if self._headers is None:
            self._headers = join_lines(self.scope["headers"])
        return self._headers

    def header(self, name: str) -> str | None:
        """Gives a request header by its name, whatever its case."""
        value = self.headers.get(name.lower().encode("latin-1", "replace"))
        return None if value is None else value.decode("latin-1").strip(" \t")

    @property
    def request(self) -> Request:
        """What Starlette has of the request: its state, client and app. The body has been read, unless the operation
        streams it."""
        from starlette.requests import Request

        return Request(self.scope)

    @property
    def operation_id(self) -> str:
        """The operation's id in the contract."""
        return "" if self.operation is None else self.operation.route.id

    @overload
    def principal(self, verifier: Callable[..., Awaitable[P | None]]) -> P | None: ...
    @overload
    def principal(self, verifier: Callable[..., P | None]) -> P | None: ...
    @overload
    def principal(self, verifier: str) -> Any: ...
    def principal(self, verifier: Callable[..., Any] | str) -> Any:
        """Gives who calls, as a security function said, which is told by itself or by the name of its scheme.

        None: the alternative that held doesn't have the scheme.
        """
        if isinstance(verifier, str):
            return self.principals.get(verifier)
        verifiers = self.server.options.verifiers
        return next((who for scheme, who in self.principals.items() if verifiers.get(scheme) == verifier), None)

    @property
    def trace(self) -> Trace:
        """Where the request stands in its trace. Ids are made when somebody asks for them."""
        if self._trace is None:
            self._trace = open_trace(self.headers.get(b"traceparent"))
        return self._trace

    def go_on(self, trace: Trace) -> None:
        """Takes the ids of a span for the call's."""
        self._trace = trace

    @property
    def trace_id(self) -> str:
        """32 hexadecimal digits (W3C Trace Context)."""
        return self.trace.trace_id

    @property
    def traceparent(self) -> str:
        """The header for calls to other servers: this request is their parent."""
        return self.trace.traceparent

    def log(self, **fields: Any) -> None:
        """Adds fields to the request's line in the log."""
        self.log_fields = {**self.log_fields, **fields}

    @property
    def report(self) -> Report:
        """What is wrong with the request."""
        if self._report is None:
            self._report = Report()
        return self._report

    @property
    def is_faulty(self) -> bool:
        """Whether something has been found wrong with the request."""
        return self._report is not None and not self._report.is_empty

    def release(self, function: Callable[[], object]) -> None:
        """Calls a function when the answer has been sent, such as one that removes temporary files."""
        self.released = (*self.released, function)
