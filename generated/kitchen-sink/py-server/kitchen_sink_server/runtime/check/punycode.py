# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Labels in Unicode, written in ASCII: RFC 3492."""

from __future__ import annotations

from typing import Final

__all__ = ["read_punycode", "write_punycode"]

#: Parameters of section 5.
_BASE: Final = 36
_BIAS: Final = 72
_FIRST: Final = 128
_SKEW: Final = 38
_DAMP: Final = 700

_DIGITS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
_GREATEST: Final = 2**31 - 1


def read_punycode(encoded: str) -> list[int] | None:
    """Give the code points that a label without its xn-- stands for (6.2). The label is short and in lower case."""
    literal, _, digits = encoded.rpartition("-")
    points = [ord(char) for char in literal]
    bias, point, state, at = _BIAS, _FIRST, 0, 0
    while at < len(digits):
        before, weight, position = state, 1, _BASE
        while True:
            if at == len(digits):
                return None
            value = _DIGITS.find(digits[at])
            at += 1
            if value < 0:
                return None
            state += value * weight
            threshold = _threshold_at(position, bias)
            if value < threshold:
                break
            weight *= _BASE - threshold
            position += _BASE
            if state > _GREATEST or weight > _GREATEST:
                return None
        count = len(points) + 1
        bias = _adapt(state - before, count, before == 0)
        more, state = divmod(state, count)
        point += more
        if point > 0x10FFFF or 0xD800 <= point <= 0xDFFF:
            return None
        points.insert(state, point)
        state += 1
    return points


def write_punycode(points: list[int], longest: int) -> str:
    """Give a label's form in ASCII, without xn-- (6.3); the start of one that is longer than so many characters."""
    encoded = [chr(point) for point in points if point < _FIRST]
    handled = basic = len(encoded)
    if basic > 0:
        encoded.append("-")
    bias, point, delta = _BIAS, _FIRST, 0
    size = len(encoded)
    while handled < len(points) and size <= longest:
        following = min(other for other in points if other >= point)
        delta += (following - point) * (handled + 1)
        point = following
        for other in points:
            if other < point:
                delta += 1
            elif other == point:
                encoded.append(_write_number(delta, bias))
                size += len(encoded[-1])
                bias = _adapt(delta, handled + 1, handled == basic)
                delta = 0
                handled += 1
        delta += 1
        point += 1
    return "".join(encoded)


def _write_number(number: int, bias: int) -> str:
    digits = ""
    position = _BASE
    while True:
        threshold = _threshold_at(position, bias)
        if number < threshold:
            return digits + _DIGITS[number]
        number, digit = divmod(number - threshold, _BASE - threshold)
        digits += _DIGITS[threshold + digit]
        position += _BASE


def _threshold_at(position: int, bias: int) -> int:
    return min(max(position - bias, 1), 26)


def _adapt(delta: int, count: int, is_first: bool) -> int:
    """Adapt the bias (6.1)."""
    delta //= _DAMP if is_first else 2
    delta += delta // count
    position = 0
    while delta > 455:
        delta //= _BASE - 1
        position += _BASE
    return position + _BASE * delta // (delta + _SKEW)
