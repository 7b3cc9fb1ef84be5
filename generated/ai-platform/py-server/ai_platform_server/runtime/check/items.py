# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What arrays have in them (Core 10.3.1)."""

from __future__ import annotations

from typing import cast

from .messages import too_few_message, too_many_message
from .run import Check, Judge, Run, Steps


def check_item(index: int, judge: Judge) -> Check:
    """One entry of `prefixItems`."""

    def check(run: Run, value: object) -> Steps:
        items = cast("list[object]", value)
        if index < len(items):
            run.path.append(index)
            yield judge, items[index], False
            run.path.pop()

    return check


def check_items(after: int, judge: Judge) -> Check:
    """`items`, of those behind `prefixItems`."""

    def check(run: Run, value: object) -> Steps:
        items = cast("list[object]", value)
        for index in range(after, len(items)):
            run.path.append(index)
            yield judge, items[index], False
            run.path.pop()

    return check


def check_contains(least: int, most: int | None, judge: Judge | None) -> Check:
    """`contains`, with minContains and maxContains."""

    def check(run: Run, value: object) -> Steps:
        items = cast("list[object]", value)
        enough = least if most is None else max(least, most + 1)
        count = 0
        for item in items:
            if count >= enough:
                break
            if judge is None or (yield judge, item, True):
                count += 1
        if count < least:
            run.found("contains" if least == 1 else "minContains", too_few_message(least))
        if most is not None and count > most:
            run.found("maxContains", too_many_message(most))

    return check
