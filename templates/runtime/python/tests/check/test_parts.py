"""What a library says yes to is not gone through, and what is told is the same."""

from __future__ import annotations

import json
from copy import deepcopy
from random import Random
from typing import Any

import pytest

from runtime.check.native import Native
from runtime.check.report import Report, Violation
from runtime.check.rules import Rules, rules_of
from runtime.check.run import Run

_DEFINITIONS = {
    "Order": {
        "type": "object",
        "required": ["id", "items"],
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "items": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Item"}},
            "parent": {"$ref": "#/$defs/Order"},
            "payment": {"oneOf": [{"$ref": "#/$defs/Card"}, {"$ref": "#/$defs/Item"}]},
        },
        "additionalProperties": False,
    },
    "Item": {
        "type": "object",
        "required": ["sku"],
        "properties": {"sku": {"type": "string", "pattern": "^[A-Z]{3}$"}, "count": {"type": "integer", "minimum": 1}},
        "unevaluatedProperties": False,
    },
    "Card": {"type": "object", "required": ["number"], "properties": {"number": {"type": "string", "maxLength": 4}}},
}

_RIGHT: dict[str, Any] = {
    "id": "6513270e-269e-4d37-b2a7-4de452e6b438",
    "items": [{"sku": "ABC", "count": 1}, {"sku": "DEF"}],
    "payment": {"number": "1234"},
}


@pytest.fixture
def rules() -> Rules:
    return rules_of(json.dumps({"$defs": _DEFINITIONS}))


def _told(rules: Rules, value: object) -> tuple[tuple[Violation, ...], bool]:
    report = Report()
    rules.gate("Order").explain(value, report)
    return report.list()


def _spoil(random: Random, value: Any) -> Any:
    """Puts something else in place of one value."""
    if isinstance(value, dict | list) and value and random.random() < 0.8:
        changed = deepcopy(value)
        key = random.choice(list(value) if isinstance(value, dict) else range(len(value)))
        changed[key] = _spoil(random, changed[key])
        return changed
    return random.choice([None, 0, 1.0, "x", "ABC", {}, [], {"sku": "ABC"}, {"number": "12345"}, {"sku": "x", "y": 1}])


def test_what_is_told_is_the_same(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(3)
    told = 0
    for _ in range(1_000):
        value: Any = {**_RIGHT, "parent": {**_RIGHT, "parent": _RIGHT}}
        for _ in range(random.randrange(1, 4)):
            value = _spoil(random, value)
        quickly = _told(rules, value)
        with monkeypatch.context() as patch:
            patch.setattr(Native, "is_sure", lambda *_: False)
            assert quickly == _told(rules, value), value
        told += len(quickly[0])
    assert told > 1_000


def test_what_is_right_is_passed_over(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, object]] = []
    sure = Native.is_sure

    def is_sure(native: Native, name: str, value: object) -> bool:
        asked.append((name, value))
        return sure(native, name, value)

    monkeypatch.setattr(Native, "is_sure", is_sure)
    begun: list[object] = []
    begin = Run._begin

    def begin_noted(run: Run, stack: Any, inner: Any, value: object, asks: bool) -> tuple[bool, bool]:
        begun.append(value)
        return begin(run, stack, inner, value, asks)

    monkeypatch.setattr(Run, "_begin", begin_noted)
    wrong = {"sku": "DEF", "count": 0}
    violations, _ = _told(rules, {**_RIGHT, "items": [{"sku": "ABC"}, wrong]})
    assert [each.pointer for each in violations] == ["/items/1/count"]
    assert ("Item", {"sku": "ABC"}) in asked
    assert "ABC" not in begun
    assert "DEF" in begun
