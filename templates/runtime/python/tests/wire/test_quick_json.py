"""What Pydantic's reader of JSON takes over is what our own reader says, to the digit."""

from __future__ import annotations

from random import Random

import pytest
from pydantic_core import from_json, to_json

from runtime.wire import json as wire
from runtime.wire.json import JsonFault, read_json


def _told(body: bytes) -> str:
    try:
        return repr(read_json(body))
    except JsonFault as fault:
        return fault.rule


def _told_slowly(body: bytes, monkeypatch: pytest.MonkeyPatch) -> str:
    with monkeypatch.context() as patch:
        patch.setattr(wire, "_read_quickly", lambda *_: None)
        return _told(body)


def _is_quick(body: bytes) -> bool:
    return wire._read_quickly(body, body.translate(wire._SIGNS)) is not None


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"b":[0.5,"x"],"c":{"d":null}}',
        '{ "a": 1,\n  "b": [ 0.5, "x y" ] }',
        '{"price": 12.50, "id": "9e12"}',
        '["\\n", "\\"", "é", "a:b"]',
        "[0.12345678901234568, 1e-7, -0.0]",
        '{"text":"1+1e16 e+16"}',
    ],
)
def test_what_clients_write_is_read_quickly(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    body = text.encode()
    assert _is_quick(body)
    assert _told(body) == _told_slowly(body, monkeypatch)


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":1}',
        '{"a":1,"a":":"}',
        '{"a b":1,"a b":1, "ab":1}',
        "[1e+16]",
        "[1e16]",
        "[1e+16 ]",
        "[9007199254740994.0]",
        "[9007199254740993.5]",
        "[0.10000000000000000001]",
        "[1e-400]",
        f"[{'9' * 400}]",
        '["\\ud800"]',
    ],
)
def test_what_it_would_change_is_not(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    body = text.encode()
    assert not _is_quick(body)
    assert _told(body) == _told_slowly(body, monkeypatch)


def _number(random: Random) -> str:
    value = random.uniform(-1, 1) * 10 ** random.randrange(-30, 30)
    digits = random.randrange(1, 25)
    return random.choice(
        [
            repr(value),
            f"{value:.1f}",
            f"{random.randrange(999)}e{random.randrange(-30, 30)}",
            str(random.randrange(10**digits)),
            *("-0", "-0.0", "1.50", "1E5", "9007199254740993.0", "12345678901234567.0", "1e400"),
        ]
    )


def _value(random: Random, depth: int) -> str:
    space = random.choice(["", "", " ", "\n"])
    kind = random.random() if depth < 4 else 1.0
    if kind < 0.3:
        return f"[{space}{f',{space}'.join(_value(random, depth + 1) for _ in range(random.randrange(4)))}]"
    if kind < 0.6:
        names = [random.choice(['"a"', '"b"', '"a b"', '"é"', '"\\u00e9"', '":"', '"e+16,"']) for _ in range(3)]
        return f"{{{f',{space}'.join(f'{name}{space}:{_value(random, depth + 1)}' for name in names)}}}"
    return _number(random) if kind < 0.9 else random.choice(['"e+16]"', '"\\\\"', "true", "null"])


def test_it_says_what_our_own_says(monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(5)
    quick = 0
    for _ in range(3_000):
        body = f"[{_value(random, 0)}]".encode()
        if random.random() < 0.5:
            try:
                body = to_json(from_json(body, allow_inf_nan=False))
            except ValueError:
                continue
        quick += _is_quick(body)
        assert _told(body) == _told_slowly(body, monkeypatch), body
    assert quick > 1_000
