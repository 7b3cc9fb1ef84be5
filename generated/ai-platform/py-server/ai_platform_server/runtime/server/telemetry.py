# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Spans of OpenTelemetry, where it is installed and has been told where they go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .call import Call
from .trace import Trace

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer

try:
    from opentelemetry import context, trace
    from opentelemetry.trace import (
        NonRecordingSpan,
        ProxyTracerProvider,
        SpanContext,
        SpanKind,
        Status,
        StatusCode,
        TraceFlags,
    )

    HAS_TELEMETRY: Final = True
except ImportError:  # The package's extra `opentelemetry` brings it.
    HAS_TELEMETRY = False  # type: ignore[misc]


class CallSpan:
    """The span of one call."""

    __slots__ = ("_is_own", "_span", "_token")

    def __init__(self, span: Span, token: Any, *, is_own: bool) -> None:
        self._span: Final = span
        self._token: Final = token
        self._is_own: Final = is_own

    def end(self, call: Call) -> None:
        """Says what became of the call."""
        self._span.set_attribute("http.response.status_code", call.status)
        if call.failure is not None:
            self._span.record_exception(call.failure.error)
        if call.status >= 500 or call.failure is not None:
            self._span.set_status(Status(StatusCode.ERROR))
        if self._is_own:
            context.detach(self._token)
            self._span.end()


def start_span(call: Call, tracer: Tracer | None) -> CallSpan | None:
    """Begins the span of a call, in the client's trace if it sent one.

    Where somebody outside has begun a span for the request, that is told the operation; where nobody takes spans, there
    is none.
    """
    if call.operation is None or (tracer is None and not _is_told()):
        return None
    route = call.operation.route
    attributes = {"http.request.method": route.method, "http.route": route.path, "openapi.operation.id": route.id}
    current = trace.get_current_span()
    if current.is_recording():
        current.set_attributes(attributes)
        _go_on(call, current, "")
        return CallSpan(current, None, is_own=False)
    if tracer is None:
        tracer = trace.get_tracer("mortise")
    client = call.trace
    span = tracer.start_span(f"{route.method} {route.path}", _context_of(client), SpanKind.SERVER, attributes)
    if not span.is_recording():
        return None
    _go_on(call, span, client.parent_id)
    return CallSpan(span, context.attach(trace.set_span_in_context(span)), is_own=True)


def _is_told() -> bool:
    """Whether somebody has said where spans go."""
    # To ask for the provider in the way that is documented looks into the environment each time.
    if not HAS_TELEMETRY or getattr(trace, "_TRACER_PROVIDER", trace) is None:
        return False
    return not isinstance(trace.get_tracer_provider(), ProxyTracerProvider)


def _context_of(client: Trace) -> Any:
    """The context of the client's span."""
    if not client.parent_id:
        return None
    parent = SpanContext(int(client.trace_id, 16), int(client.parent_id, 16), True, TraceFlags(int(client.flags, 16)))
    return trace.set_span_in_context(NonRecordingSpan(parent))


def _go_on(call: Call, span: Span, parent_id: str) -> None:
    """Makes the ids of a span those of the call."""
    own = span.get_span_context()
    if own.is_valid:
        call.go_on(Trace(f"{own.trace_id:032x}", f"{own.span_id:016x}", parent_id, f"{own.trace_flags:02x}"))
