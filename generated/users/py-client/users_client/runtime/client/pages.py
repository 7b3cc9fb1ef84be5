# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Walks through pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import httpx

from ..wire.json import read_json
from .answer import read_answer
from .call import Call
from .codecs import DEEPEST, decode_tree
from .effects import Steps
from .errors import ClientError
from .exchange import exchange
from .links import find_link
from .options import Settings
from .request import write_request
from .spec import Operation, Pagination
from .texts import Tree, json_text, text_of
from .urls import bare_url, origin_of
from .values import UNSET

if TYPE_CHECKING:
    from .results import Result


class PageError(ClientError):
    """The next page can't be asked for."""


class Walk:
    """Where a walk through pages stands."""

    def __init__(
        self,
        settings: Settings,
        operation: Operation[Any],
        arguments: Sequence[Any],
        body: Any = UNSET,
        content_type: str = "",
    ) -> None:
        assert operation.pagination is not None
        self._settings = settings
        self._operation = operation
        self._pagination: Pagination = operation.pagination
        self._arguments = arguments
        self._body = body
        self._content_type = content_type
        self._asked: dict[int, Tree] = {}
        self._at = ""
        self._seen: set[str] = set()
        """A server that gives the same page again and again would be asked for ever."""
        self._number = 0
        self._before = 0
        """How many items were on the pages before this one."""
        self._values: Mapping[int, Tree] = {}
        self._page: Tree = None
        self._is_over = False

    def turn(self) -> Steps[Result | None]:
        """Calls the operation for the next page; None: there is none.

        Raises:
            ApiError: for a failure that the contract documents.
        """
        if self._is_over:
            return None
        written = write_request(self._operation, self._arguments, self._body, self._content_type, self._asked)
        if written.body is not None and written.body.once:
            raise PageError(f"{self._operation.id}: a body that is sent once can't ask for pages")
        self._values = written.values
        call = Call(self._settings, self._operation, written, at=self._at)
        result: Result = yield from exchange(call, lambda response, attempt: read_answer(call, response, attempt))
        page: Result = result.raise_for_status()
        self._number += 1
        self._page = read_json((page.answer.content or b"null").removeprefix(b"\xef\xbb\xbf"), max_depth=DEEPEST)
        self._is_over = not self._next(page)
        return page

    def items(self) -> list[Any]:
        """The items of the page.

        Raises:
            Unreadable: if there is something else.
        """
        found = find(self._page, self._pagination.items)
        return [decode_tree(self._pagination.item, item) for item in found] if isinstance(found, list) else []

    def _next(self, page: Result) -> bool:
        """Finds out how the next page is asked for; False: there is none."""
        plan = self._pagination
        found = find(self._page, plan.items)
        items: list[Tree] = found if isinstance(found, list) else []
        is_last = bool(plan.more) and find(self._page, plan.more) is False
        match plan.next:
            case "link":
                return self._to_url(page, find_link(page.answer.headers.get_list("link"), "next"))
            case "url":
                url = find(self._page, plan.value)
                return self._to_url(page, url if isinstance(url, str) else "")
            case "cursor":
                return not is_last and self._to_value(find(self._page, plan.value), items)
            case "last_item":
                return not is_last and bool(items) and self._to_value(find(items[-1], plan.value), items)
            case "offset":
                offset = self._current(0) + len(items)
                total = number_at(self._page, plan.total)
                return bool(items) and (total is None or offset < total) and self._to_value(offset, items)
            case "page":
                more = bool(items) and not self._is_last_page(len(items))
                self._before += len(items)
                return more and self._to_value(self._current(plan.first) + 1, items)

    def _is_last_page(self, items: int) -> bool:
        plan = self._pagination
        total = number_at(self._page, plan.total)
        if total is None:
            return False
        number = self._current(plan.first) - plan.first + 1
        if "page" in plan.total[-1].lower():
            return number >= total
        # Pages before the one that the walk began with were as long as its pages are.
        size = self._before / (self._number - 1) if self._number > 1 else items
        return self._before + items + (number - self._number) * size >= total

    def _current(self, otherwise: int) -> int:
        """What the parameter was in this page's request."""
        value = self._values.get(self._pagination.parameter)
        try:
            return int(text_of(value))
        except ValueError:
            return otherwise

    def _to_value(self, value: Tree, items: list[Tree]) -> bool:
        if value is None or value == "":
            return False
        self._asked[self._pagination.parameter] = value
        return self._is_new(json_text(value), bool(items))

    def _is_new(self, page: str, has_items: bool) -> bool:
        """An end at a page that came before would look like the last page's, and data be missing unseen; behind an
        empty page it is one."""
        if page not in self._seen:
            self._seen.add(page)
            return True
        if has_items:
            raise PageError(f"{self._operation.id}: the page that follows has been there before")
        return False

    def _to_url(self, page: Result, link: str) -> bool:
        """Takes a link, which may be relative to the page it stands in. It takes the credentials along, so it must not
        leave the origin."""
        if not link:
            return False
        from_url = httpx.URL(page.answer.url)
        try:
            at = from_url.join(link)
        except httpx.InvalidURL:
            raise PageError(f"{self._operation.id}: the link to the next page is broken") from None
        if origin_of(at) != origin_of(from_url):
            where = f"at {bare_url(str(at))}, another origin than {bare_url(str(from_url))}"
            raise PageError(f"{self._operation.id}: the next page is {where}: credentials must not go there")
        self._at = str(at)
        return self._is_new(self._at, bool(find(self._page, self._pagination.items)))


def find(value: Tree, path: Sequence[str]) -> Tree:
    """Gives what stands at a path of member names; None: nothing does."""
    for name in path:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def number_at(value: Tree, path: Sequence[str]) -> float | None:
    """A number at a path."""
    found = find(value, path) if path else None
    try:
        return None if found is None or isinstance(found, (bool, list, dict)) else float(found)
    except ValueError:
        return None
