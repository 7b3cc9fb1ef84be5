"""Where requests stand in their traces, with and without OpenTelemetry."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from runtime.server import current_call
from runtime.server.trace import open_trace
from tests.server.shop import Item, Item200, Lines, Shop, ask, make_server

TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = "b7ad6b7169203331"


@pytest.mark.parametrize(
    ("header", "flags"),
    [
        (f"00-{TRACE}-{PARENT}-01", "01"),
        (f"00-{TRACE}-{PARENT}-00", "00"),
        (f"00-{TRACE}-{PARENT}-ff", "01"),
        (f"cc-{TRACE}-{PARENT}-02", "00"),
        (f"cc-{TRACE}-{PARENT}-01-more", "01"),
    ],
)
def test_goes_on_with_the_clients_trace(header: str, flags: str) -> None:
    opened = open_trace(header.encode())
    assert (opened.trace_id, opened.parent_id, opened.flags) == (TRACE, PARENT, flags)
    assert opened.span_id not in (PARENT, "0" * 16) and len(opened.span_id) == 16
    assert opened.traceparent == f"00-{TRACE}-{opened.span_id}-{flags}"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "00",
        f"00-{TRACE}-{PARENT}",
        f"00-{TRACE}-{PARENT}-01-more",
        f"cc-{TRACE}-{PARENT}-01more",
        f"ff-{TRACE}-{PARENT}-01",
        f"00-{'0' * 32}-{PARENT}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE.upper()}-{PARENT}-01",
        f"00-{TRACE}-{PARENT}-0g",
        f"00-{TRACE}-{PARENT}-01\n",
        f" 00-{TRACE}-{PARENT}-01",
    ],
)
def test_begins_a_trace_where_the_header_is_broken(header: str) -> None:
    opened = open_trace(header.encode())
    assert opened.trace_id != TRACE and len(opened.trace_id) == 32 and opened.parent_id == "" and opened.flags == "01"


def telling(seen: list[Any]) -> Any:
    async def get_item(id: int) -> Any:
        call = current_call()
        seen.append((call.trace_id, call.traceparent, trace.get_current_span().get_span_context()))
        return Item200(Item(name="cup"))

    return get_item


def test_a_trace_without_telemetry(tmp_path: Path) -> None:
    seen: list[Any] = []
    lines = Lines()
    app = make_server(tmp_path, Shop(get_item=telling(seen)), lines).app()
    asyncio.run(ask(app, "GET", "/items/7", traceparent=f"00-{TRACE}-{PARENT}-01"))
    assert seen[0][0] == TRACE and lines.last["trace_id"] == TRACE and lines.last["parent_id"] == PARENT
    assert seen[0][1] == f"00-{TRACE}-{lines.last['span_id']}-01" and not seen[0][2].is_valid


def ids_of(span: ReadableSpan) -> tuple[str, str]:
    own = span.get_span_context()
    assert own is not None
    return f"{own.trace_id:032x}", f"{own.span_id:016x}"


def telemetry() -> tuple[Any, InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    return provider.get_tracer("test"), exporter


def test_spans(tmp_path: Path) -> None:
    seen: list[Any] = []
    lines = Lines()
    tracer, exporter = telemetry()
    app = make_server(tmp_path, Shop(get_item=telling(seen)), lines, tracer=tracer).app()
    asyncio.run(ask(app, "GET", "/items/7", traceparent=f"00-{TRACE}-{PARENT}-01"))
    (span,) = exporter.get_finished_spans()
    assert span.name == "GET /items/{id}" and span.kind is trace.SpanKind.SERVER
    assert span.attributes == {
        "http.request.method": "GET",
        "http.route": "/items/{id}",
        "openapi.operation.id": "getItem",
        "http.response.status_code": 200,
    }
    assert span.parent is not None and f"{span.parent.span_id:016x}" == PARENT and span.parent.is_remote
    assert ids_of(span) == (TRACE, lines.last["span_id"]) and lines.last["trace_id"] == TRACE
    assert seen[0][2] == span.get_span_context() and lines.last["parent_id"] == PARENT


def test_spans_of_failures(tmp_path: Path) -> None:
    async def get_item(id: int) -> Any:
        raise RuntimeError("x")

    tracer, exporter = telemetry()
    app = make_server(tmp_path, Shop(get_item=get_item), tracer=tracer).app()
    answer = asyncio.run(ask(app, "GET", "/items/7"))
    (span,) = exporter.get_finished_spans()
    assert span.status.status_code is trace.StatusCode.ERROR and span.events[0].name == "exception"
    assert ids_of(span)[0] == answer.json["trace_id"]


def test_a_span_that_stands_around_is_told(tmp_path: Path) -> None:
    lines = Lines()
    tracer, exporter = telemetry()
    app = make_server(tmp_path, Shop(), lines, tracer=tracer).app()

    async def around() -> None:
        with tracer.start_as_current_span("around"):
            await ask(app, "GET", "/items/7", traceparent=f"00-{TRACE}-{PARENT}-01")

    asyncio.run(around())
    (span,) = exporter.get_finished_spans()
    assert span.name == "around" and (span.attributes or {})["openapi.operation.id"] == "getItem"
    assert lines.last["trace_id"] == ids_of(span)[0]


def test_the_provider_of_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    app = make_server(tmp_path, Shop()).app()
    asyncio.run(ask(app, "GET", "/items/7"))
    monkeypatch.setattr(trace, "_TRACER_PROVIDER", provider)
    asyncio.run(ask(app, "GET", "/items/7"))
    assert [span.name for span in exporter.get_finished_spans()] == ["GET /items/{id}"]
