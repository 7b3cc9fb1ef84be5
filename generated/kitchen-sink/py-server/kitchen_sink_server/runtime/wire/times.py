# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Moments and days, as Python holds them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Annotated, Any, TypeAlias

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


def _first_of(
    schema: core_schema.DatetimeSchema | core_schema.DateSchema, mend: Callable[[Any], Any], kind: str
) -> core_schema.UnionSchema:
    """Reads by a schema; what that doesn't know is mended. Both give what is written alike."""
    return core_schema.union_schema(
        [schema, core_schema.no_info_plain_validator_function(mend)],
        mode="left_to_right",
        custom_error_type=f"no_{kind}",
        custom_error_message=f"Input should be a {kind}",
        serialization=core_schema.simple_ser_schema(schema["type"]),
    )


class _DateTimeMark:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _first_of(core_schema.datetime_schema(tz_constraint="aware"), read_time, "datetime with an offset")


DateTime: TypeAlias = Annotated[datetime, _DateTimeMark()]
"""A moment (RFC 3339, date-time), to microseconds. A leap second is the second after it."""

_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))", re.ASCII)


def read_time(text: Any) -> datetime:
    """Reads a date-time of RFC 3339 that Python's own reader doesn't take: leap seconds, fractions of any length,
    years that it doesn't know."""
    found = _TIME.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError("no date-time")
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    fraction, sign, hours, minutes = found.groups()[6:]
    shift = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    micros = int(((fraction or "") + "000000")[:6])
    # Python begins with the year 1.
    made = datetime(max(year, 1), month, day, hour, minute, min(second, 59), micros, timezone(shift))
    try:
        return made + timedelta(seconds=1) if second == 60 else made
    except OverflowError:
        return made


class _DateMark:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _first_of(core_schema.date_schema(), _read_date, "date")


Date: TypeAlias = Annotated[date, _DateMark()]
"""A day of the calendar (RFC 3339, full-date)."""

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)


def _read_date(text: Any) -> date:
    found = _DATE.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError("no date")
    year, month, day = (int(part) for part in found.groups())
    return date(max(year, 1), month, day)
