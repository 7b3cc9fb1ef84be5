# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""One line a request in the log. No query, header or body is in it: nothing that can hold a secret, unless a path
does."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from time import perf_counter
from typing import Any, Final

from .call import Call
from .problem import violation_json

_OWN: Final = "mortise.requests"


def standard_logger() -> logging.Logger:
    """Gives the logger `mortise.requests`, which writes a line of JSON a request on standard output, unless it has been
    told what to do."""
    logger = logging.getLogger(_OWN)
    if not logger.handlers and logger.level == logging.NOTSET:
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(JsonFormatter())
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
    return logger


class JsonFormatter(logging.Formatter):
    """Writes records as lines of JSON: time, level, msg, and the fields of a request's line."""

    _last: tuple[int, str] = (-1, "")
    """The second of the line before, and what is written of it."""

    def format(self, record: logging.LogRecord) -> str:
        """Gives the line. Whatever texts hold, it is one line, and ASCII."""
        line: dict[str, Any] = {
            "time": self._time_of(record.created),
            "level": record.levelname,
            "msg": record.getMessage(),
        }
        fields = getattr(record, "fields", None)
        if isinstance(fields, dict):
            line.update(fields)
        if record.exc_info and record.exc_info[0] is not None:
            line["stack"] = "".join(traceback.format_exception(*record.exc_info))
        return _encode(line)

    def _time_of(self, created: float) -> str:
        """A moment of RFC 3339, in UTC. Most lines are of the second of the one before."""
        second = int(created)
        known, moment = self._last
        if second != known:
            moment = datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%S")
            self._last = (second, moment)
        return f"{moment}.{int((created - second) * 1000):03d}Z"


def _shown(value: object) -> str:
    """Fields of handlers may be of any type; none of them keeps a line from being written."""
    try:
        return str(value)
    except Exception:
        return f"<{type(value).__qualname__}>"


_encode: Final = json.JSONEncoder(default=_shown, separators=(",", ":")).encode


def log_request(logger: logging.Logger, call: Call) -> None:
    """Writes the request's line. Standard formatters find its fields in the record's `fields`."""
    failure = call.failure
    level = logging.INFO
    if call.status >= 500 or failure is not None:
        level = logging.ERROR
    elif call.status >= 400:
        level = logging.WARNING
    if not logger.isEnabledFor(level):
        return
    trace = call.trace
    fields = {**call.log_fields}
    if call.operation is not None:
        fields["operation"] = call.operation.route.id
    fields["method"] = call.scope["method"]
    fields["path"] = call.path
    fields["status"] = call.status
    fields["duration"] = round((perf_counter() - call.started) * 1000, 3)
    fields["trace_id"] = trace.trace_id
    fields["span_id"] = trace.span_id
    if trace.parent_id:
        fields["parent_id"] = trace.parent_id
    if call.is_aborted:
        fields["aborted"] = True
    info = None
    if failure is not None:
        error = failure.error
        fields["error"] = f"{type(error).__qualname__}: {_shown(error)}"
        if failure.violations:
            fields["violations"] = [violation_json(each) for each in failure.violations]
        if not failure.is_expected:
            info = (type(error), error, error.__traceback__)
    # To look for the caller, as Logger.log does, costs more than the line.
    record = logger.makeRecord(logger.name, level, __file__, 0, "request", (), info, "log_request", {"fields": fields})
    logger.handle(record)
