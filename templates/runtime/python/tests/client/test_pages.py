"""Walks through pages, of all kinds."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, final

import httpx
import pytest

from runtime.client.links import find_link
from runtime.client.pages import PageError
from runtime.client.results import NO_ANSWER, Answer, Success
from runtime.client.spec import Content, Operation, Pagination, Parameter, Response
from runtime.client.values import UNSET
from tests.client.pets import answer, async_client, sync_client


@final
@dataclass(frozen=True, slots=True)
class Page200(Success[Any]):
    """A page."""

    status: ClassVar[Literal[200]] = 200
    body: Any
    answer: Answer = field(default=NO_ANSWER, kw_only=True, repr=False, compare=False)


def listing(**pagination: Any) -> Operation[Page200]:
    """An operation with pages."""
    return Operation(
        id="list",
        method="GET",
        path="/list",
        parameters=(Parameter("at", "query", type=int | str), Parameter("q", "query")),
        responses=(Response(200, Page200, (Content("application/json", type=Any),)),),
        pagination=Pagination(item=int, **pagination),
    )


def serve(pages: dict[str, httpx.Response]) -> Any:
    """A server with an answer for each value of `at`."""
    return lambda request: pages[request.url.params.get("at", "")]


WALKS: list[tuple[dict[str, Any], dict[str, httpx.Response], list[int]]] = [
    (
        {"next": "cursor", "items": ("items",), "value": ("next",)},
        {"": answer(body={"items": [1, 2], "next": "b"}), "b": answer(body={"items": [3], "next": None})},
        [1, 2, 3],
    ),
    (
        {"next": "cursor", "items": ("items",), "value": ("next",), "more": ("more",)},
        {
            "": answer(body={"items": [1], "next": "b", "more": True}),
            "b": answer(body={"items": [2], "next": "c", "more": False}),
        },
        [1, 2],
    ),
    (
        {"next": "offset", "total": ("total",), "items": ("items",)},
        {"": answer(body={"items": [1, 2], "total": 3}), "2": answer(body={"items": [3], "total": 3})},
        [1, 2, 3],
    ),
    ({"next": "offset"}, {"": answer(body=[1, 2]), "2": answer(body=[])}, [1, 2]),
    ({"next": "page", "first": 1}, {"": answer(body=[1]), "2": answer(body=[2]), "3": answer(body=[])}, [1, 2]),
    (
        {"next": "page", "first": 1, "total": ("total_pages",), "items": ("items",)},
        {"": answer(body={"items": [1], "total_pages": 2}), "2": answer(body={"items": [2], "total_pages": 2})},
        [1, 2],
    ),
    (
        {"next": "link"},
        {
            "": answer(body=[1], headers={"Link": '<?at=b&x=1>; title="a; rel=next"; rel="prev next"'}),
            "b": answer(body=[2]),
        },
        [1, 2],
    ),
    (
        {"next": "url", "items": ("items",), "value": ("next",)},
        {"": answer(body={"items": [1], "next": "/list?at=z"}), "z": answer(body={"items": [2]})},
        [1, 2],
    ),
    ({"next": "last_item"}, {"": answer(body=[1, 2]), "2": answer(body=[3]), "3": answer(body=[])}, [1, 2, 3]),
]


@pytest.mark.parametrize(("pagination", "pages", "items"), WALKS)
def test_walks(pagination: dict[str, Any], pages: dict[str, httpx.Response], items: list[int]) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        found = pages[request.url.params.get("at", "")]
        return httpx.Response(found.status_code, content=found.read(), headers=found.headers)

    assert list(sync_client(handler)._items(listing(**pagination), (UNSET, "q"), None)) == items

    async def go() -> list[Any]:
        return [page.body async for page in async_client(handler)._pages(listing(**pagination), (UNSET, "q"), None)]

    assert len(asyncio.run(go())) == len(pages)


def test_pages_that_come_again() -> None:
    client = sync_client(lambda request: answer(body={"items": [1], "next": "b"}))
    walk = client._items(listing(next="cursor", items=("items",), value=("next",)), (), None)
    assert [next(walk)] == [1]
    with pytest.raises(PageError, match="has been there before"):
        list(walk)
    client = sync_client(lambda request: answer(body={"items": [], "next": "b"}))
    assert list(client._items(listing(next="cursor", items=("items",), value=("next",)), (), None)) == []


def test_credentials_stay_at_home() -> None:
    client = sync_client(lambda request: answer(body=[1], headers={"Link": "<https://evil.example/list>; rel=next"}))
    with pytest.raises(PageError, match="another origin"):
        list(client._pages(listing(next="link"), (), None))


@pytest.mark.parametrize(
    ("headers", "target"),
    [
        (["</a>; rel=next"], "/a"),
        (["</a>; rel=prev, </b>; rel=next"], "/b"),
        (['</a>; title="x\\"; rel=next", </b>; REL="Next"'], "/b"),
        (["</a>; rel=prev; rel=next"], ""),
        (["</a>", "</c,d>; x; rel=next"], "/c,d"),
        (["garbage"], ""),
    ],
)
def test_links(headers: list[str], target: str) -> None:
    assert find_link(headers, "next") == target
