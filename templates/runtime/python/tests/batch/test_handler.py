"""Batches behind a server: how a full queue is told, and whose calls are put together."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from runtime.batch.handler import BatchHandler
from runtime.batch.report import BatchReport
from runtime.server.call import Call
from runtime.server.problem import ProblemError
from runtime.server.spec import Batch, Response, Route
from runtime.server.threads import in_thread


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictRequest:
    number: int


class Service:
    def __init__(self) -> None:
        self.sizes: list[int] = []

    async def predict(self, requests: Sequence[PredictRequest]) -> Sequence[Any]:
        self.sizes.append(len(requests))
        await asyncio.sleep(0.01)
        return [2 * each.number for each in requests]


class SyncService:
    def predict(self, requests: Sequence[PredictRequest]) -> Sequence[Any]:
        return [threading.current_thread().name] * len(requests)


class TypedSyncService:
    @in_thread
    def predict(self, requests: Sequence[PredictRequest]) -> Sequence[Any]:
        return [threading.current_thread().name] * len(requests)


def open_handler(
    service: object, statuses: Sequence[int] = (200,), reports: list[BatchReport] | None = None
) -> BatchHandler:
    batch = Batch(request=PredictRequest, max_size=2, max_wait_ms=10, max_queue=2, open=BatchHandler)
    responses = tuple(Response(status, object) for status in statuses)
    route = Route(id="predict", method="POST", path="/predict", handler="predict", responses=responses, batch=batch)
    return BatchHandler(route, batch, service, None if reports is None else reports.append)


async def never(message: Any = None) -> Any:
    raise AssertionError("nothing is received or sent here")


def open_call(service: object = None) -> Call:
    call = Call({}, never, never, "/predict", "")
    call.service = service
    return call


@pytest.mark.parametrize(
    ("statuses", "code"),
    [((200,), "unavailable"), ((200, 429), "rate_limited"), ((200, 429, 503), "unavailable"), ((503,), "unavailable")],
)
def test_a_full_queue_is_told_as_the_contract_can(statuses: Sequence[int], code: str) -> None:
    async def main() -> None:
        reports: list[BatchReport] = []
        handler = open_handler(Service(), statuses, reports)
        calls = [handler(open_call(), {"number": number}) for number in range(4)]
        *given, refused = await asyncio.gather(*calls, return_exceptions=True)
        assert given == [0, 2, 4]
        assert isinstance(refused, ProblemError)
        assert (refused.code, refused.headers) == (code, {"Retry-After": "1"})
        assert [(report.operation, report.size) for report in reports] == [("predict", 1), ("predict", 2)]
        await handler.close()

    asyncio.run(main())


@pytest.mark.parametrize("service", [SyncService(), TypedSyncService()])
@pytest.mark.parametrize("is_shared", [True, False])
def test_methods_that_block_are_called_in_the_thread_of_the_batcher(service: object, is_shared: bool) -> None:
    async def main() -> None:
        handler = open_handler(service if is_shared else None)
        calls = [handler(open_call(service), {"number": 1}) for _ in range(3)]
        assert await asyncio.gather(*calls) == ["batch-predict_0"] * 3
        await handler.close()

    asyncio.run(main())


def test_calls_of_one_service_are_put_together_and_services_are_let_go() -> None:
    async def main() -> None:
        handler = open_handler(None)
        services = [Service(), Service()]
        calls = [handler(open_call(service), {"number": 1}) for service in services for _ in range(3)]
        assert await asyncio.gather(*calls) == [2] * 6
        assert [service.sizes for service in services] == [[1, 2], [1, 2]]
        assert len(handler._batchers) == 2
        calls.clear()
        services.clear()
        await asyncio.sleep(0)
        gc.collect()
        assert handler._batchers == {}

    asyncio.run(main())
