"""What a client tells of its calls: log records, and spans. No headers, queries or bodies."""

from __future__ import annotations

import logging
import secrets
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .call import Call


def start_trace(call: Call) -> None:
    """Opens the span of a call, and puts it into the headers (W3C Trace Context). OpenTelemetry is used only where the
    program does already."""
    settings = call.settings
    if "traceparent" in call.headers or call.is_foreign:
        return
    api = sys.modules.get("opentelemetry.trace")
    if api is not None:
        tracer = settings.tracer or api.get_tracer("mortise")
        call.span = tracer.start_span(
            call.operation.id,
            kind=api.SpanKind.CLIENT,
            attributes={
                "http.request.method": call.method,
                "url.template": call.operation.path,
                "url.full": call.shown_url,
            },
        )
        context = call.span.get_span_context()
        if context.is_valid:
            call.headers["traceparent"] = f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"
            if context.trace_state:
                call.headers["tracestate"] = context.trace_state.to_header()
            return
    if settings.trace:
        call.headers["traceparent"] = f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"


def end_trace(call: Call, status: int, error: BaseException | None) -> None:
    """Closes the span."""
    if call.span is None:
        return
    if status:
        call.span.set_attribute("http.response.status_code", status)
    if error is not None or status >= 400:
        api = sys.modules["opentelemetry.trace"]
        call.span.set_status(api.Status(api.StatusCode.ERROR))
    call.span.end()
    call.span = None


def start_log(call: Call) -> CallLog:
    """A call begins."""
    start_trace(call)
    log = CallLog(call)
    if call.settings.logger.isEnabledFor(logging.DEBUG):
        log.write(logging.DEBUG, "call begins")
    return log


class CallLog:
    """Where a call stands, for those who look on."""

    __slots__ = ("attempt", "call", "started", "status")

    def __init__(self, call: Call) -> None:
        self.call = call
        self.attempt = 0
        self.status = 0
        """That of the last answer; 0: there is none."""
        self.started = time.monotonic()

    def again(self, error: BaseException | None, delay: float) -> None:
        """The call is tried again."""
        if self.call.settings.logger.isEnabledFor(logging.INFO):
            self.write(logging.INFO, "call is tried again", **self._outcome(error), delay=round(delay, 3))

    def end(self, error: BaseException | None) -> None:
        """The call ends."""
        end_trace(self.call, self.status, error)
        if self.call.settings.logger.isEnabledFor(logging.DEBUG):
            duration = round(time.monotonic() - self.started, 6)
            self.write(logging.DEBUG, "call ends", **self._outcome(error), duration=duration)

    def _outcome(self, error: BaseException | None) -> dict[str, Any]:
        """How an attempt ended. Errors of answers have their bodies in them, which are not logged."""
        if self.status:
            return {"status": self.status}
        return {"error": str(error) or type(error).__name__} if error is not None else {}

    def write(self, level: int, message: str, **more: Any) -> None:
        """Writes a record; all that it says is in `record.call`, too."""
        call = self.call
        about: dict[str, Any] = {
            "operation": call.operation.id,
            "method": call.method,
            "path": call.operation.path,
            "url": call.shown_url,
            "attempt": max(1, self.attempt),
        }
        if call.request_id is not None:
            about["request_id"] = call.request_id
        if "traceparent" in call.headers:
            about["trace_id"] = call.headers["traceparent"][3:35]
        about |= more
        text = " ".join(f"{name}={value}" for name, value in about.items())
        call.settings.logger.log(level, "%s: %s", message, text, extra={"call": about})
