# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What is told of batches: to a function of the user's, and to OpenTelemetry, where it is installed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

try:
    from opentelemetry import metrics

    _METER: Final = metrics.get_meter("mortise")
except ImportError:  # The package's extra `otel` brings it.
    _METER = None  # type: ignore[assignment,misc]


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What became of one batch. Times are in seconds."""

    operation: str
    """The operation's id."""
    size: int
    """How many calls it had."""
    waits: tuple[float, ...]
    """How long each call waited for it to begin, in their order: the first is the longest."""
    duration: float
    """How long the service took."""
    failed: int
    """How many calls it failed."""
    left: int
    """How many of its callers left before it was over."""
    queued: int
    """How many calls waited for the next one when it was over."""


OnBatch = Callable[[BatchReport], object]
"""Is told of each batch when it is over. Its errors are logged, and change nothing."""


class Meter:
    """Records what batches of one operation are like, in histograms of OpenTelemetry."""

    def __init__(self, operation: str) -> None:
        """Takes the operation's id."""
        self._attributes: Final = {"openapi.operation.id": operation}
        self._is_on: Final = _METER is not None
        if self._is_on:
            self._size: Final = _METER.create_histogram("mortise.batch.size", "{call}", "Calls in a batch")
            self._wait: Final = _METER.create_histogram(
                "mortise.batch.wait", "s", "Time that a call waits for its batch"
            )
            self._duration: Final = _METER.create_histogram("mortise.batch.duration", "s", "Time that a batch takes")
            self._refused: Final = _METER.create_counter(
                "mortise.batch.refused", "{call}", "Calls that found the queue full"
            )

    def record(self, report: BatchReport) -> None:
        """Records a batch that is over."""
        if self._is_on:
            self._size.record(report.size, self._attributes)
            self._duration.record(report.duration, self._attributes)
            for wait in report.waits:
                self._wait.record(wait, self._attributes)

    def refuse(self) -> None:
        """Records a call that found the queue full."""
        if self._is_on:
            self._refused.add(1, self._attributes)
