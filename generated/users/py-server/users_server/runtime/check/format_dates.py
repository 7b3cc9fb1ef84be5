# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Formats of dates and times: RFC 3339."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_date", "is_date_time", "is_duration", "is_time"]

_DAY_OF_MINUTES: Final = 24 * 60

_DATE_TEXT: Final = r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIME_TEXT: Final = (
    r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]|60)(?:\.[0-9]+)?(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))"
)
_DATE: Final = re.compile(_DATE_TEXT).fullmatch
_TIME: Final = re.compile(_TIME_TEXT).fullmatch
_DATE_TIME: Final = re.compile(f"{_DATE_TEXT}[Tt]{_TIME_TEXT}").fullmatch
#: Units stand without a gap between the first and the last.
_DURATION: Final = re.compile(
    r"P(?:[0-9]+W|(?=[0-9T])(?:[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)?"
    r"(?:T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S))?)"
).fullmatch


def is_date(text: str) -> bool:
    """full-date of RFC 3339, 5.6 and 5.7."""
    if len(text) != 10:
        return False
    parts = _DATE(text)
    return parts is not None and _has_day(*parts.groups())


def is_time(text: str) -> bool:
    """full-time of RFC 3339. A leap second is the last one of a day in UTC."""
    parts = _TIME(text)
    if parts is None:
        return False
    return parts[3] != "60" or _minute(*parts.groups()) % _DAY_OF_MINUTES == _DAY_OF_MINUTES - 1


def is_date_time(text: str) -> bool:
    """date-time of RFC 3339, 5.6. A leap second is the last one of a month in UTC (5.7)."""
    parts = _DATE_TIME(text)
    if parts is None:
        return False
    year, month, day, *time = parts.groups()
    if not _has_day(year, month, day):
        return False
    return time[2] != "60" or _ends_month(int(year), int(month), int(day), _minute(*time))


def is_duration(text: str) -> bool:
    """RFC 3339, appendix A."""
    return _DURATION(text) is not None


def _has_day(year: str, month: str, day: str) -> bool:
    return day <= "28" or int(day) <= _days_in(int(year), int(month))


def _days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _minute(hour: str, minute: str, _: str, sign: str | None, east: str | None, more: str | None) -> int:
    """Give the minute in UTC of a time, from the midnight of its day on."""
    offset = int(east or 0) * 60 + int(more or 0)
    return int(hour) * 60 + int(minute) + (offset if sign == "-" else -offset)


def _ends_month(year: int, month: int, day: int, minute: int) -> bool:
    """Say whether a minute is the last one of a month. It may be one of the day before or after, by its offset."""
    if minute % _DAY_OF_MINUTES != _DAY_OF_MINUTES - 1:
        return False
    if minute < 0:
        return day == 1
    last = _days_in(year, month)
    return day == (last if minute < _DAY_OF_MINUTES else last - 1)
