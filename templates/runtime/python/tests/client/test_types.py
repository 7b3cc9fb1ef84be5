"""What answers may be: other than promised by limits and enums, but never by types."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from pydantic import Field

from runtime.client.codecs import decode, encode
from runtime.client.errors import Unreadable
from runtime.wire import Base64, Date, DateTime, Json, Model, Nullable, Number, Open, OpenIntEnum, OpenStrEnum


class Color(OpenStrEnum):
    RED = "red"


class Level(OpenIntEnum):
    LOW = 1


class Inner(Model):
    count: int


class Everything(Model):
    """One member a type."""

    whole: int = 0
    number: float = 0.0
    yes: bool = False
    text: str = ""
    at: DateTime | None = None
    day: Date | None = None
    id: UUID | None = None
    data: Base64 | None = None
    exact: Number | None = None
    color: Color | None = None
    level: Level | None = None
    word: Open[Literal["a", "b"]] | None = None
    inner: Inner | None = None
    many: list[Inner] = Field(default_factory=list)
    either: int | str | None = None
    free: Json = None
    nothing: Annotated[Nullable[int], Field(alias="no-thing")] = None


GOOD: list[tuple[str, str, Any]] = [
    ("whole", "7", 7),
    ("whole", "7.0", 7),
    ("whole", "7e2", 700),
    ("whole", "123456789012345678901234567890", 123456789012345678901234567890),
    ("number", "7", 7.0),
    ("number", "0.12345678901234567890", 0.12345678901234568),
    ("exact", "0.12345678901234567890", Decimal("0.12345678901234567890")),
    ("exact", "7", Decimal(7)),
    ("at", '"2026-03-14T09:26:53Z"', datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)),
    ("at", '"2016-12-31T23:59:60Z"', datetime(2017, 1, 1, tzinfo=UTC)),
    ("day", '"2026-03-14"', date(2026, 3, 14)),
    ("id", '"7c9e6679-7425-40de-944b-e07fc1f90ae7"', UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")),
    ("data", '"AQI="', b"\1\2"),
    ("color", '"blue"', "blue"),
    ("level", "9", 9),
    ("word", '"c"', "c"),
    ("either", '"7"', "7"),
    ("either", "7", 7),
    ("inner", '{"count": 7, "more": []}', Inner.model_validate({"count": 7})),
    ("free", '{"a": [1.0, "x"]}', {"a": [1.0, "x"]}),
]


@pytest.mark.parametrize(("name", "text", "value"), GOOD)
def test_what_is_read(name: str, text: str, value: Any) -> None:
    made = decode(Everything, f'{{"{name}": {text}}}'.encode())
    found = getattr(made, name)
    assert found == value
    assert type(found) is type(value) or isinstance(found, str | int)
    assert getattr(decode(Everything, encode(Everything, made)), name) == value


BAD: list[tuple[str, str]] = [
    ("whole", '"7"'),
    ("whole", "7.5"),
    ("whole", "true"),
    ("whole", "null"),
    ("number", '"7"'),
    ("number", "true"),
    ("exact", '"7"'),
    ("yes", "1"),
    ("yes", '"true"'),
    ("text", "7"),
    ("text", "null"),
    ("at", "7"),
    ("at", '"yesterday"'),
    ("day", "7"),
    ("id", '"x"'),
    ("inner", '{"count": "7"}'),
    ("inner", "[]"),
    ("many", '[{"count": true}]'),
    ("either", "[]"),
]


@pytest.mark.parametrize(("name", "text"), BAD)
def test_what_is_off_the_contract(name: str, text: str) -> None:
    with pytest.raises(Unreadable, match=f"/{name}"):
        decode(Everything, f'{{"{name}": {text}}}'.encode())


def test_types_that_stand_by_themselves() -> None:
    assert decode(list[int], b"[1, 2.0]") == [1, 2]
    for text in (b'["1"]', b"[true]"):
        with pytest.raises(Unreadable):
            decode(list[int], text)
    with pytest.raises(Unreadable):
        decode(dict[str, float], b'{"a": "1"}')
