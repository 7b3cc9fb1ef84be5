# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Numbers of JSON as Python holds them, none of which loses a digit (wire profile, "JSON bodies")."""

from __future__ import annotations

from decimal import Decimal

__all__ = ["Exact", "Number", "compare_numbers", "is_integer", "is_multiple", "read_number", "sign_and_digits"]

#: From here on floats skip integers.
_WIDE = 2**53
#: A literal of fewer signs, without an exponent, is a float without loss.
_SHORT = 17
#: Digits that are reckoned with at a time: int() takes time by their square.
_PIECE = 1_000
#: So many bits of an int are printed.
_PRINTED = 10_000


class Exact(Decimal):
    """A number that neither an int nor a float holds without loss, such as 0.12345678901234567890 and 1e-400."""

    __slots__ = ()


Number = int | float | Decimal


def read_number(literal: str) -> int | float | Exact:
    """Read the literal of a JSON number that is in the range of doubles.

    1.0 is a float, which counts as an integer all the same. Floats are below 2**53: 1e23 is an int, since no float is.
    """
    if literal.isdigit():
        return int(literal)
    value = float(literal)
    hasnt_exponent = "e" not in literal and "E" not in literal
    if len(literal) < _SHORT and hasnt_exponent:
        return value if "." in literal else int(literal)
    if hasnt_exponent and "." not in literal:
        return int(literal)
    if value == 0.0 and not literal.lower().partition("e")[0].strip("-0."):
        return value
    exact = Exact(literal)
    if -_WIDE < value < _WIDE:
        return value if Decimal(repr(value)) == exact else exact
    return int(exact) if exact == exact.to_integral_value() else exact


def is_integer(number: Number) -> bool:
    """Say whether a number has no fraction: 1.0 and 1e2 are integers (JSON Schema Core, 4.2.3)."""
    if isinstance(number, int):
        return True
    if isinstance(number, float):
        return number.is_integer()
    return number.is_finite() and number == number.to_integral_value()


def compare_numbers(a: Number, b: Number) -> int:
    """Give a negative number, zero or a positive one, as a is below, equal to or above b.

    Exact: a float is what it prints as.
    """
    if not (type(a) is type(b) or (_is_narrow(a) and _is_narrow(b))):
        a, b = _decimal_of(a), _decimal_of(b)
    return (a > b) - (a < b)


def _is_narrow(number: Number) -> bool:
    """Below 2**53 a float and an int compare as what they print as."""
    return not isinstance(number, Decimal) and -_WIDE < number < _WIDE


def _decimal_of(number: Number) -> Decimal:
    return Decimal(repr(number)) if isinstance(number, float) else Decimal(number)


def sign_and_digits(number: Number) -> tuple[bool, str, int]:
    """Give whether a number is negative, its digits without noughts at either end, and the power of ten behind them."""
    if isinstance(number, int):
        # Python prints ints of a few thousand digits only.
        text = str(number if number.bit_length() < _PRINTED else Decimal(number))
    else:
        text = repr(number) if isinstance(number, float) else str(number)
    mantissa, _, power = text.lower().lstrip("-").partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    kept = digits.rstrip("0")
    if not kept:
        return False, "", 0
    return text.startswith("-"), kept, int(power or "0") - len(fraction) + len(digits) - len(kept)


def is_multiple(number: Number, divisor: Number) -> bool:
    """Say whether a number is a multiple of another one, which is above zero: 19.99 is one of 0.01. Exact.

    It takes time in the digits of the number, whatever its exponent.
    """
    if isinstance(number, int) and isinstance(divisor, int):
        return number % divisor == 0
    _, digits, power = sign_and_digits(number)
    _, by_digits, by_power = sign_and_digits(divisor)
    if not digits:
        return True
    # The digits don't end in a nought, so no power of ten divides them.
    power -= by_power
    if power < 0:
        return False
    by = int(by_digits)
    rest = 0
    for start in range(0, len(digits), _PIECE):
        piece = digits[start : start + _PIECE]
        rest = (rest * pow(10, len(piece)) + int(piece)) % by
    return rest * pow(10, power, by) % by == 0
