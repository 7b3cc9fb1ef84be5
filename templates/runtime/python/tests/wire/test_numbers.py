from __future__ import annotations

import random
from fractions import Fraction

import pytest

from runtime.wire.equality import are_equal, is_unique, key_of
from runtime.wire.json import Json, read_json
from runtime.wire.numbers import Exact, Number, compare_numbers, is_integer, is_multiple, read_number
from tests.clocks import takes_at_most


def sign(number: int) -> int:
    return (number > 0) - (number < 0)


@pytest.mark.parametrize(
    ("a", "b", "want"),
    [
        ("1", "1.0", 0),
        ("100", "1e2", 0),
        ("0", "-0", 0),
        ("0", "-0.0e9", 0),
        ("9007199254740993", "9007199254740992", 1),
        ("9007199254740993", "9007199254740993.0", 0),
        ("0.30000000000000001", "0.3", 1),
        ("-1", "1", -1),
        ("-2e300", "-1e300", -1),
        ("1e23", "100000000000000000000000", 0),
        ("1e-400", "0", 1),
        ("-1e-400", "0", -1),
        ("1e-999999999", "1e-999999998", -1),
        ("10", "9", 1),
        ("1.5", "1.25", 1),
        ("18446744073709551616", "18446744073709551615", 1),
        ("9999999999", "0.12345678", 1),
        ("-9999999999", "-0.99999999", -1),
        ("2.50", "2.5", 0),
    ],
)
def test_compare(a: str, b: str, want: int) -> None:
    x, y = read_number(a), read_number(b)
    assert (compare_numbers(x, y), compare_numbers(y, x)) == (want, -want)
    assert (key_of(x) == key_of(y)) == (want == 0)


@pytest.mark.parametrize(
    ("literal", "want"),
    [
        ("0", True),
        ("-0", True),
        ("1.0", True),
        ("1e2", True),
        ("1.5", False),
        ("1.5e1", True),
        ("15e-1", False),
        ("150e-1", True),
        ("1e-400", False),
        ("9007199254740993.5", False),
        ("1e300", True),
        ("0.0", True),
        ("0e-9", True),
        ("12345678901234567890", True),
    ],
)
def test_is_integer(literal: str, want: bool) -> None:
    assert is_integer(read_number(literal)) == want


@pytest.mark.parametrize(
    ("number", "divisor", "want"),
    [
        ("19.99", "0.01", True),
        ("4.35", "0.01", True),
        ("4.355", "0.01", False),
        ("1e308", "0.5", True),
        ("1e308", "0.123456789", False),
        ("0.0075", "0.0001", True),
        ("0.00751", "0.0001", False),
        ("12391239123", "1e-8", True),
        ("9007199254740993", "2", False),
        ("9007199254740994", "2", True),
        ("0", "1e-400", True),
        ("1e-400", "1e-400", True),
        ("3e-400", "2e-400", False),
        ("1e-999999999", "3", False),
        ("1", "1e-999999999", True),
        ("7", "3e-999999999", False),
        ("-6", "1.5", True),
        ("1e22", "1e23", False),
        ("100000000000000000000000", "1e23", True),
        ("24691357802469135780246913578", "12345678901234567890123456789", True),
        ("24691357802469135780246913579", "12345678901234567890123456789", False),
    ],
)
def test_is_multiple(number: str, divisor: str, want: bool) -> None:
    assert is_multiple(read_number(number), read_number(divisor)) == want


def random_literal(chance: random.Random) -> str:
    whole = str(chance.randrange(10 ** chance.choice([1, 2, 8, 17])))
    fraction = chance.choice(["", f".{chance.randrange(10 ** chance.choice([1, 2, 8, 18]))}"])
    return (
        chance.choice(["", "", "-"])
        + whole
        + fraction
        + chance.choice(["", "", "", f"e{chance.randrange(30)}", f"E-{chance.randrange(30)}"])
    )


def fraction_of(literal: str) -> Fraction:
    return Fraction(literal)


def test_numbers_are_their_fractions() -> None:
    chance = random.Random(1)
    for _ in range(30_000):
        a, b = random_literal(chance), random_literal(chance)
        if chance.randrange(3) == 0:
            b = a.removesuffix("1") + "1"
        x, y = fraction_of(a), fraction_of(b)
        p: Number = read_number(a)
        q: Number = read_number(b)
        assert sign(compare_numbers(p, q)) == (x > y) - (x < y), (a, b)
        assert is_integer(p) == (x.denominator == 1), a
        assert (key_of(p) == key_of(q)) == (x == y), (a, b)
        if y > 0:
            assert is_multiple(p, q) == ((x / y).denominator == 1), (a, b)


def test_long_numbers_take_bounded_time() -> None:
    with takes_at_most(20):
        long = read_number("0." + "7" * 5_000_000)
        assert isinstance(long, Exact)
        assert not is_multiple(long, read_number("0.01"))
        is_multiple(long, read_number("0." + "0" * 999_999 + "7"))
        is_multiple(long, read_number("0.00012345678901234567890123"))
        assert compare_numbers(long, read_number("0." + "7" * 5_000_000 + "1")) < 0
        assert not is_integer(long)
        key_of(long)
        assert is_multiple(10**5000, 10**4999)
        key_of(10**5000)


@pytest.mark.parametrize(
    ("a", "b", "want"),
    [
        ("1", "1.0", True),
        ("0", "-0", True),
        ("1", '"1"', False),
        ("0", "false", False),
        ("1", "true", False),
        ("[1]", "[true]", False),
        ("null", "{}", False),
        ("[]", "{}", False),
        ("[1]", "[1e0]", True),
        ("[1,2]", "[2,1]", False),
        ("[1]", "[1,1]", False),
        ("[[1],1]", "[[1,1]]", False),
        ('["a","b"]', '["ab"]', False),
        ('["a",1]', '["a1",1]', False),
        ('{"a":1,"b":[2]}', '{"b":[2],"a":1}', True),
        ('{"a":1}', '{"b":1}', False),
        ('{"a":1}', '{"a":1,"b":1}', False),
        ("9007199254740993", "9007199254740993.0", True),
        ("9007199254740993", "9007199254740992", False),
        ("0.1", "0.10000000000000000000", True),
        ("1e23", "100000000000000000000000", True),
        ('{"__proto__":1}', "{}", False),
    ],
)
def test_equal(a: str, b: str, want: bool) -> None:
    x, y = read_json(a.encode()), read_json(b.encode())
    assert (are_equal(x, y), are_equal(y, x)) == (want, want)
    others: list[Json] = [f"x{index}" for index in range(9)]
    assert is_unique([x, *others, y]) != want


def test_unique_takes_bounded_time() -> None:
    prime = 2**61 - 1
    with takes_at_most(20):
        # Python's own hash of all these is the same.
        assert is_unique([index * prime for index in range(200_000)])
        assert is_unique([{"id": index * prime, "tags": ["a"]} for index in range(100_000)])
        assert is_unique([float(index) for index in range(100_000)])
