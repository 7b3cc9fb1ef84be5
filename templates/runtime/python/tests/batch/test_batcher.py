"""Batches: what is put together, what is refused, what becomes of errors and of callers that leave."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import pytest

from runtime.batch.batcher import Batcher, BatchError, QueueFull
from runtime.batch.report import BatchReport
from tests.clocks import now, run_by_own_clock

Run = Callable[[Sequence[Any]], Awaitable[Sequence[Any]] | Sequence[Any]]


def open_batcher(
    run: Run, *, is_async: bool = True, reports: list[BatchReport] | None = None, **limits: Any
) -> Batcher:
    limits = {"max_size": 4, "max_wait_ms": 1000, "max_queue": 100} | limits
    on_batch = None if reports is None else reports.append
    return Batcher("predict", run, is_async=is_async, on_batch=on_batch, **limits)


class Model:
    """Doubles numbers, when it may."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.batches: list[list[Any]] = []
        self.gate: asyncio.Event | None = None

    async def __call__(self, requests: Sequence[Any]) -> Sequence[Any]:
        self.batches.append(list(requests))
        if self.gate is not None:
            await self.gate.wait()
        await asyncio.sleep(self.seconds)
        return [2 * request for request in requests]


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.001)


def test_a_lone_call_waits_for_nobody() -> None:
    async def main() -> None:
        model = Model()
        batcher = open_batcher(model)
        assert [await batcher.call(number) for number in range(5)] == [0, 2, 4, 6, 8]
        assert now() == 0
        assert model.batches == [[0], [1], [2], [3], [4]]

    run_by_own_clock(main())


def test_what_comes_during_a_batch_makes_the_next_in_order_and_no_larger_than_allowed() -> None:
    async def main() -> None:
        model = Model(0.01)
        batcher = open_batcher(model)
        assert await asyncio.gather(*(batcher.call(number) for number in range(11))) == [
            2 * number for number in range(11)
        ]
        assert model.batches == [[0], [1, 2, 3, 4], [5, 6, 7, 8], [9, 10]]

    asyncio.run(main())


def test_callers_that_come_together_again_are_put_together() -> None:
    async def main() -> None:
        model = Model(0.002)
        batcher = open_batcher(model, max_size=100)

        async def ask(rounds: int) -> None:
            for number in range(rounds):
                await batcher.call(number)
                await asyncio.sleep(0.001)

        await asyncio.gather(*(ask(10) for _ in range(20)))
        assert now() < 0.1, "nobody waits for callers that don't come"
        assert len(model.batches) < 25
        assert max(map(len, model.batches)) == 20

    run_by_own_clock(main())


def test_callers_that_come_in_turns_are_brought_together() -> None:
    async def main() -> None:
        model = Model(0.03)
        batcher = open_batcher(model, max_size=100, max_wait_ms=20)

        async def ask(rounds: int) -> None:
            for number in range(rounds):
                await batcher.call(number)

        early = [asyncio.create_task(ask(6)) for _ in range(10)]
        await asyncio.sleep(0.01)
        await asyncio.gather(*early, *(ask(6) for _ in range(10)))
        sizes = list(map(len, model.batches))
        assert sizes[:2] != [20, 20]
        assert sizes.count(20) >= 4, f"who waited while others were answered waits for these, too: {sizes}"

    run_by_own_clock(main())


def test_fewer_callers_than_lately_wait_once_and_no_longer_than_allowed() -> None:
    async def main() -> None:
        model = Model(0.001)
        batcher = open_batcher(model, max_wait_ms=50, max_size=100)
        for _ in range(3):
            await asyncio.gather(*(batcher.call(number) for number in range(10)))
        took = []
        for _ in range(4):
            began = now()
            await batcher.call(1)
            took.append(now() - began)
        assert 0.049 < took[0] < 0.06
        assert sum(took[2:]) < 0.01

    run_by_own_clock(main())


def test_a_full_queue_refuses_and_says_when_to_come_again() -> None:
    async def main() -> None:
        model = Model()
        model.gate = asyncio.Event()
        batcher = open_batcher(model, max_size=2, max_queue=3)
        calls = [asyncio.create_task(batcher.call(number)) for number in range(4)]
        await until(lambda: len(model.batches) == 1)
        with pytest.raises(QueueFull) as refusal:
            await batcher.call(4)
        assert refusal.value.retry_after == 1
        batcher._seconds = 2.0
        assert batcher.retry_after == 5, "one batch is being answered, and two wait"
        # Who leaves makes room.
        calls[3].cancel()
        await asyncio.sleep(0)
        calls.append(asyncio.create_task(batcher.call(5)))
        await asyncio.sleep(0.01)
        model.gate.set()
        results = await asyncio.gather(*calls, return_exceptions=True)
        assert [result for result in results if isinstance(result, int)] == [0, 2, 4, 10]
        assert sum(map(len, model.batches)) == 4

    asyncio.run(main())


def test_one_item_may_fail_alone() -> None:
    async def run(requests: Sequence[int]) -> Sequence[Any]:
        return [ValueError(f"{request} is odd") if request % 2 else request for request in requests]

    async def main() -> None:
        reports: list[BatchReport] = []
        batcher = open_batcher(run, reports=reports)
        results = await asyncio.gather(*(batcher.call(number) for number in range(5)), return_exceptions=True)
        assert [str(result) for result in results] == ["0", "1 is odd", "2", "3 is odd", "4"]
        assert [(report.size, report.failed) for report in reports] == [(1, 0), (4, 2)]

    asyncio.run(main())


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([1], "the service gave 1 results for 4 requests"),
        (None, "the service gave no list of results, but NoneType"),
        ([StopIteration()] * 4, "the service gave StopIteration"),
        ([asyncio.CancelledError()] * 4, "the service gave CancelledError"),
        (LookupError("the model is gone"), "the model is gone"),
    ],
)
@pytest.mark.parametrize("is_async", [True, False])
def test_a_batch_may_fail_as_a_whole(given: Any, message: str, is_async: bool) -> None:
    def run(requests: Sequence[Any]) -> Sequence[Any]:
        if requests == ["first"]:
            return ["ok"]
        if isinstance(given, LookupError):
            raise given
        return given  # type: ignore[no-any-return]

    async def run_later(requests: Sequence[Any]) -> Sequence[Any]:
        return run(requests)

    async def main() -> None:
        batcher = open_batcher(run_later if is_async else run, is_async=is_async, max_wait_ms=20)
        first, *rest = await asyncio.gather(
            *(batcher.call(each) for each in ("first", 1, 2, 3, 4)), return_exceptions=True
        )
        assert first == "ok"
        assert [str(each) for each in rest] == [message] * 4
        assert all(isinstance(each, BatchError | LookupError) for each in rest)
        assert await batcher.call("first") == "ok", "others are served after that"
        await batcher.close()

    asyncio.run(main())


def test_who_leaves_is_left_out_and_a_batch_of_nobody_is_cancelled() -> None:
    async def main() -> None:
        model = Model()
        model.gate = asyncio.Event()
        reports: list[BatchReport] = []
        batcher = open_batcher(model, reports=reports)
        running = asyncio.create_task(batcher.call(0))
        await until(lambda: len(model.batches) == 1)
        waiting = [asyncio.create_task(batcher.call(number)) for number in (1, 2, 3)]
        await asyncio.sleep(0)
        waiting[1].cancel()
        running.cancel()
        await until(lambda: len(model.batches) == 2)
        assert model.batches == [[0], [1, 3]]
        waiting[0].cancel()
        await asyncio.sleep(0)
        model.gate.set()
        assert await waiting[2] == 6
        assert [(report.size, report.left) for report in reports] == [(1, 1), (2, 1)]

    asyncio.run(main())


def test_those_who_come_and_go_leave_nothing_behind() -> None:
    async def main() -> None:
        model = Model()
        model.gate = asyncio.Event()
        batcher = open_batcher(model, max_queue=10)
        first = asyncio.create_task(batcher.call(0))
        await until(lambda: len(model.batches) == 1)
        for _ in range(50):
            calls = [asyncio.create_task(batcher.call(1)) for _ in range(10)]
            await asyncio.sleep(0)
            for call in calls:
                call.cancel()
            await asyncio.gather(*calls, return_exceptions=True)
        assert len(batcher._queue) <= 21
        model.gate.set()
        assert await first == 0
        assert await batcher.call(4) == 8

    asyncio.run(main())


def test_a_function_runs_in_one_thread_of_its_own() -> None:
    async def main() -> None:
        threads: set[int] = set()
        loop = asyncio.get_running_loop()

        def run(requests: Sequence[int]) -> Sequence[int]:
            threads.add(threading.get_ident())
            turned = threading.Event()
            loop.call_soon_threadsafe(turned.set)
            assert turned.wait(10), "the loop goes on meanwhile"
            return requests

        batcher = open_batcher(run, is_async=False)
        assert await asyncio.gather(*(batcher.call(number) for number in range(40))) == list(range(40))
        assert len(threads) == 1 and threading.get_ident() not in threads
        await batcher.close()

    asyncio.run(main())


def test_closing_answers_what_waits_at_once_and_refuses_the_rest() -> None:
    async def main() -> None:
        model = Model(0.01)
        batcher = open_batcher(model, max_wait_ms=60_000)
        await asyncio.gather(*(batcher.call(number) for number in range(9)))
        late = asyncio.create_task(batcher.call(1))
        await asyncio.sleep(0.01)
        assert not late.done(), "it waits for more"
        await asyncio.wait_for(batcher.close(), 1)
        assert await late == 2
        with pytest.raises(QueueFull):
            await batcher.call(1)

    asyncio.run(main())


def test_a_batch_sees_nothing_of_its_callers() -> None:
    who: contextvars.ContextVar[str] = contextvars.ContextVar("who", default="nobody")

    async def main() -> None:
        async def run(requests: Sequence[int]) -> Sequence[str]:
            return [who.get()] * len(requests)

        batchers = [open_batcher(run), open_batcher(lambda requests: [who.get()] * len(requests), is_async=False)]
        who.set("somebody")
        for batcher in batchers:
            given: Any = await asyncio.gather(batcher.call(1), batcher.call(2))
            assert list(given) == ["nobody", "nobody"]
            await batcher.close()

    asyncio.run(main())


def test_reports_say_how_long_calls_waited() -> None:
    async def main() -> None:
        reports: list[BatchReport] = []
        batcher = open_batcher(Model(0.02), reports=reports)
        await asyncio.gather(*(batcher.call(number) for number in range(3)))
        first, second = reports
        assert (first.operation, first.size, first.queued, second.size, second.queued) == ("predict", 1, 2, 2, 0)
        assert 0 <= first.waits[0] < second.waits[0]
        assert min(second.waits[0], first.duration) > 0.015

    asyncio.run(main())


def test_a_failing_hook_is_logged_and_changes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def fail(report: BatchReport) -> None:
        raise ValueError("no")

    async def main() -> None:
        batcher = Batcher("predict", Model(), is_async=True, max_size=2, max_wait_ms=1, max_queue=2, on_batch=fail)
        assert await batcher.call(1) == 2
        await asyncio.sleep(0)

    asyncio.run(main())
    assert "the hook for batches failed" in caplog.text
