"""Types that Pydantic reads and writes otherwise than JSON and RFC 3339 do."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

import pytest

from runtime.wire import (
    EXACTLY,
    OPEN,
    POSITIONS,
    Base64,
    CodecError,
    Date,
    DateTime,
    EachOf,
    FirstOf,
    Json,
    Model,
    Never,
    Number,
    OpenIntEnum,
    OpenStrEnum,
    Ruled,
    Tagged,
    codec_of,
)
from runtime.wire.json import read_json

UTC = timezone.utc  # noqa: UP017


def again(annotation: Any, text: str) -> str:
    codec = codec_of(annotation)
    return codec.write(codec.read(read_json(text.encode()))).decode()


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("2020-01-02T03:04:05Z", datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2020-01-02t03:04:05.5z", datetime(2020, 1, 2, 3, 4, 5, 500_000, tzinfo=UTC)),
        ("2020-01-02T03:04:05-07:30", datetime(2020, 1, 2, 3, 4, 5, tzinfo=timezone(-timedelta(hours=7, minutes=30)))),
        # Leap seconds are the second after.
        ("1990-12-31T23:59:60Z", datetime(1991, 1, 1, tzinfo=UTC)),
        ("1990-12-31T15:59:60.25-08:00", datetime(1991, 1, 1, 0, 0, 0, 250_000, tzinfo=UTC)),
        ("9999-12-31T23:59:60Z", datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
        # What Python doesn't hold is near it.
        ("2020-01-02T03:04:05.123456789012Z", datetime(2020, 1, 2, 3, 4, 5, 123_456, tzinfo=UTC)),
        ("0000-02-03T04:05:06Z", datetime(1, 2, 3, 4, 5, 6, tzinfo=UTC)),
    ],
)
def test_moments(text: str, want: datetime) -> None:
    codec = codec_of(DateTime)
    read = codec.read(text)
    assert (read, read.utcoffset() is not None) == (want, True)
    assert codec.read(codec.tree(read)) == want


@pytest.mark.parametrize("text", ["2020-01-02T03:04:05", "2020-01-02", "now", "", "1577934245x"])
def test_no_moments(text: str) -> None:
    with pytest.raises(CodecError):
        codec_of(DateTime).read(text)


def test_a_moment_without_an_offset_is_not_written() -> None:
    with pytest.raises(ValueError, match="datetime"):
        codec_of(DateTime).adapter.validate_python(datetime(2020, 1, 1))


def test_days() -> None:
    codec = codec_of(Date)
    assert (codec.read("2020-02-29"), codec.write(date(2020, 2, 29))) == (date(2020, 2, 29), b'"2020-02-29"')
    assert codec.read("0000-01-01") == date(1, 1, 1)


@pytest.mark.parametrize(
    ("annotation", "text", "want"),
    [
        (Base64, '"aGk="', b"hi"),
        (Base64, '""', b""),
        (UUID, '"7D444840-9DC0-11D1-B245-5FFDCE74FAD2"', UUID("7d444840-9dc0-11d1-b245-5ffdce74fad2")),
        (Number, "0.12345678901234567890", Decimal("0.12345678901234567890")),
        (EXACTLY[Literal[1, "1", True]], "1.0", 1),
        (EXACTLY[Literal[1, "1", True]], '"1"', "1"),
        (tuple[int, str], '[1,"a"]', (1, "a")),
        (POSITIONS[tuple[int, *tuple[str, ...]]], '[1,"a","b"]', (1, "a", "b")),
        (POSITIONS[tuple[int, *tuple[str, ...]]], "[1]", (1,)),
        (dict[str, list[int]], '{"":[1],"\\u0000":[]}', {"": [1], "\0": []}),
        (None, '{"a":[1,null,true]}', {"a": [1, None, True]}),
    ],
)
def test_values(annotation: Any, text: str, want: Any) -> None:
    read = codec_of(annotation).read(read_json(text.encode()))
    assert (read, type(read)) == (want, type(want))
    assert codec_of(annotation).read(read_json(again(annotation, text).encode())) == want


@pytest.mark.parametrize(
    "text",
    ["0.1", "-1e-400", "123456789012345678901234567890", "0.12345678901234567890", "12345678.000000001"],
)
def test_no_digit_of_a_number_is_lost(text: str) -> None:
    for annotation, around in ((Number, text), (Json, text), (list[Json], f'[{text},"x",{{"a":{text}}}]')):
        written = again(annotation, around)
        assert repr(read_json(written.encode())) == repr(read_json(around.encode()))
    assert again(dict[str, Number], f'{{"a\\"\\n":{text}}}').startswith('{"a\\"\\n":')


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan, Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_number_in_json_is_not_written(number: Any) -> None:
    for annotation, value in ((Json, number), (Json, [{"a": number}]), (Number, number)):
        with pytest.raises(CodecError):
            codec_of(annotation).write(value)


@pytest.mark.parametrize("number", [float, Number])
@pytest.mark.parametrize("text", ["0", "1", "0.0", "1.0", "true", "false", "7", "null"])
def test_numbers_are_no_booleans(number: Any, text: str) -> None:
    for annotation in (bool | number | None, None | str | number | bool):
        value = codec_of(annotation).read(read_json(text.encode(), 100))
        assert isinstance(value, bool) == (text in ("true", "false"))
        assert value == read_json(text.encode(), 100)


@pytest.mark.parametrize(
    ("annotation", "value"),
    [
        (int, "1"),
        (list[int], {}),
        (str, 1),
        (Never, 1),
        (Base64, "not bytes"),
        (tuple[int, str], (1,)),
    ],
)
def test_what_is_of_another_type_is_not_written(annotation: Any, value: Any) -> None:
    with pytest.raises(CodecError):
        codec_of(annotation).write(value)


def test_types_that_python_takes_for_equal_are_read_apart() -> None:
    assert codec_of(Literal[1]).read(1) is not True
    assert codec_of(Literal[True]).read(True) is True


class Color(OpenStrEnum):
    RED = "red"


class Level(OpenIntEnum):
    LOW = 1


def test_constants_of_a_later_version_are_read_as_they_are() -> None:
    assert codec_of(Color).read("red") is Color.RED
    blue = codec_of(Color).read("blue")
    assert (blue, blue.value, codec_of(Color).write(blue)) == ("blue", "blue", b'"blue"')
    assert (codec_of(Level).read(1), codec_of(Level).write(codec_of(Level).read(7))) == (Level.LOW, b"7")
    assert again(OPEN[Literal["a", 1]], '{"new":[1.5]}') == '{"new":[1.5]}'
    assert [*Color] == [Color.RED], "they don't become members"


class Cat(Model):
    kind: Literal["cat", "lion"]
    lives: int | None = None


class Dog(Model):
    kind: Literal["dog"]
    lives: str | None = None


class Other(Model, extra="allow"):
    kind: str


class Rules:
    """Branches by the members that they must have."""

    def fits(self, name: str, value: Any) -> bool:
        return isinstance(value, dict) and name in value


def pets(*more: Any, **options: Any) -> Any:
    from typing import Annotated

    return Annotated[Cat | Dog | Other, Tagged("kind", {"cat": Cat, "lion": Cat, "dog": Dog}, **options)]


def test_a_tag_tells_the_branch_of_what_comes_and_the_class_that_of_what_goes() -> None:
    codec = codec_of(pets())
    assert codec.read({"kind": "lion", "lives": 9}) == Cat(kind="lion", lives=9)
    assert codec.read({"kind": "dog", "lives": "9", "more": 1}) == Dog(kind="dog", lives="9")
    assert codec_of(list[pets()]).tree([Cat(kind="cat"), Dog(kind="dog")]) == [{"kind": "cat"}, {"kind": "dog"}]  # type: ignore[misc]
    others: list[Json] = [{"kind": "cow"}, {"kind": 1}, {"kind": None}, {}, {"kind": ["cat"]}]
    for wrong in others:
        with pytest.raises(CodecError):
            codec.read(wrong)


def test_a_tag_that_no_branch_has_may_have_one() -> None:
    codec = codec_of(pets(otherwise=Other))
    cow = codec.read({"kind": "cow", "milk": 3})
    assert (type(cow), codec.tree(cow)) == (Other, {"kind": "cow", "milk": 3})
    assert codec.tree(Other(kind="horse")) == {"kind": "horse"}


class A(Model):
    a: int
    shared: str | None = None


class B(Model):
    b: int
    shared: str | None = None


def ruled(kind: Any, *types: tuple[Any, str]) -> Any:
    from typing import Annotated

    rules = Rules()
    union = types[0][0]
    for each, _ in types[1:]:
        union = union | each
    return Annotated[union, kind(*(Ruled(each, name, rules) for each, name in types))]


def test_the_first_branch_whose_rules_a_value_keeps() -> None:
    codec = codec_of(ruled(FirstOf, (A, "a"), (B, "b")))
    both = codec.read({"a": 1, "b": 2, "shared": "x"})
    assert (both, codec.tree(both)) == (A(a=1, shared="x"), {"a": 1, "shared": "x"})
    assert codec.read({"b": 2}) == B(b=2)
    assert codec.tree(B(b=3)) == {"b": 3}


def test_every_branch_whose_rules_a_value_keeps() -> None:
    codec = codec_of(ruled(EachOf, (A, "a"), (B, "b")))
    both: Any = codec.read({"a": 1, "b": 2, "shared": "x", "more": 3})
    assert isinstance(both, A) and isinstance(both, B)
    assert codec.tree(both) == {"a": 1, "b": 2, "shared": "x"}
    only = codec.read({"b": 2})
    assert (type(only), codec.tree(only)) == (B, {"b": 2})
    assert codec_of(list[ruled(EachOf, (A, "a"), (B, "b"))]).tree([both, A(a=1)]) == [  # type: ignore[misc]
        {"a": 1, "b": 2, "shared": "x"},
        {"a": 1},
    ]
