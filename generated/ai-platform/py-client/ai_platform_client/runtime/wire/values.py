# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Types of values that JSON has as texts or numbers, or doesn't tell apart.

Each is a type of Python's with a mark, by which Pydantic reads what the contract's rules let through, and writes it as
the contract has it.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from decimal import Decimal
from enum import IntEnum, StrEnum
from math import isfinite
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias, TypeVar, Unpack, get_args, get_origin
from typing import Never as NoValue

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

if TYPE_CHECKING:
    from .json import Json as JsonTree

from .exact import EXACT, NeedsExactError, mark_number, mark_numbers

T = TypeVar("T")


class _Base64Mark:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _read_bytes, serialization=core_schema.plain_serializer_function_ser_schema(_write_bytes, when_used="json")
        )


Base64: TypeAlias = Annotated[bytes, _Base64Mark()]
"""Bytes that stand in JSON as a text (RFC 4648, section 4)."""


def _read_bytes(value: Any) -> bytes:
    if isinstance(value, str):
        return b64decode(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    raise ValueError("Input should be bytes")


def _write_bytes(value: Any) -> str:
    if not isinstance(value, bytes | bytearray | memoryview):
        raise TypeError("expected bytes")
    return b64encode(value).decode()


class _JsonMark:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.any_schema(
            serialization=core_schema.plain_serializer_function_ser_schema(_write_json, info_arg=True, when_used="json")
        )


if TYPE_CHECKING:
    Json: TypeAlias = JsonTree
else:
    Json = Annotated[Any, _JsonMark()]
"""Any JSON value, as it came. A number that neither an int nor a float holds without loss is a Decimal."""

_SCALARS = frozenset({str, int, bool, type(None)})


def _write_json(value: Any, info: core_schema.SerializationInfo[Any]) -> Any:
    """The value itself; Pydantic would write a Decimal as a text, and a float that no JSON has as null."""
    if type(value) in _SCALARS:
        return value
    if info.context is EXACT:
        return mark_numbers(value)
    open_values = [value]
    while open_values:
        each = open_values.pop()
        if isinstance(each, dict):
            open_values.extend(each.values())
        elif isinstance(each, list | tuple):
            open_values.extend(each)
        elif isinstance(each, Decimal):
            raise NeedsExactError
        elif isinstance(each, float) and not isfinite(each):
            raise ValueError("JSON has no such number")
    return value


def write_decimal(value: Decimal, info: core_schema.SerializationInfo[Any]) -> int | float | str:
    """A number as Pydantic's writer knows it. Raises NeedsExactError where that would lose digits."""
    if not value.is_finite():
        raise ValueError("JSON has no such number")
    if info.context is EXACT:
        return mark_number(value)
    near = float(value)
    if not isfinite(near) or Decimal(repr(near)) != value:
        raise NeedsExactError
    return int(near) if near.is_integer() and abs(near) < 2**53 else near


class _NumberMark:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        decimal = core_schema.decimal_schema(allow_inf_nan=False)
        # A number is one as it is, not just by what can be made of it: in a union with booleans, 0 is no false.
        number = core_schema.chain_schema([core_schema.no_info_plain_validator_function(_as_decimal), decimal])
        return core_schema.union_schema(
            [number, decimal],
            mode="left_to_right",
            custom_error_type="no_number",
            custom_error_message="Input should be a number",
            serialization=core_schema.plain_serializer_function_ser_schema(
                _write_number, info_arg=True, when_used="json"
            ),
        )


def _as_decimal(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(repr(value) if isinstance(value, float) else value)
    raise ValueError("no number")


Number: TypeAlias = Annotated[Decimal, _NumberMark()]
"""A number with all its digits."""


def _write_number(value: Any, info: core_schema.SerializationInfo[Any]) -> int | float | str:
    return write_decimal(value if isinstance(value, Decimal) else Decimal(repr(value)), info)


class _NeverMark:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _refuse, serialization=core_schema.plain_serializer_function_ser_schema(_refuse)
        )


Never: TypeAlias = Annotated[NoValue, _NeverMark()]
"""What no value is."""


def _refuse(_value: Any) -> Any:
    raise ValueError("no value is allowed here")


class _ExactlyMark:
    """Constants of JSON: 1.0 is 1."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_as_int, handler(source))


Exactly: TypeAlias = Annotated[T, _ExactlyMark()]
"""One of some constants, integers among them."""


def _as_int(value: Any) -> Any:
    return int(value) if type(value) is float and value.is_integer() else value


class _OpenMark:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.union_schema(
            [core_schema.no_info_before_validator_function(_as_int, handler(source)), core_schema.any_schema()],
            mode="left_to_right",
            serialization=core_schema.plain_serializer_function_ser_schema(
                _write_json, info_arg=True, when_used="json"
            ),
        )


Open: TypeAlias = Annotated[T, _OpenMark()]
"""Constants that the contract names. A server of a later version may send others: they are read as they are."""


class OpenStrEnum(StrEnum):
    """Texts that the contract names. Others, which a server of a later version may send, become members without a name
    of their own."""

    @classmethod
    def _missing_(cls, value: object) -> OpenStrEnum | None:
        if not isinstance(value, str):
            return None
        made = str.__new__(cls, value)
        made._name_ = value
        made._value_ = value
        return made


class OpenIntEnum(IntEnum):
    """Integers that the contract names. Others, which a server of a later version may send, become members without a
    name of their own."""

    @classmethod
    def _missing_(cls, value: object) -> OpenIntEnum | None:
        if not isinstance(value, int):
            return None
        made = int.__new__(cls, value)
        made._name_ = str(value)
        made._value_ = value
        return made


DROPPED: Final = object()
"""What stands for a member that is to be dropped, until its object is there."""


class _FittingMark:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(_keep_fitting, handler(source))


Fitting: TypeAlias = Annotated[T, _FittingMark()]
"""A member that patterns of names alone speak of: it is dropped where it is no such value."""


def _keep_fitting(value: Any, handler: core_schema.ValidatorFunctionWrapHandler) -> Any:
    try:
        return handler(value)
    except ValueError:
        return DROPPED


class _LooseMark:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(drop_unfitting, handler(source))


Loose: TypeAlias = Annotated[T, _LooseMark()]
"""A dict of `Fitting` values."""


def drop_unfitting(members: dict[str, Any]) -> dict[str, Any]:
    """Leaves out what is to be dropped."""
    return {name: value for name, value in members.items() if value is not DROPPED}


class _PositionsMark:
    """A tuple with any number of items behind those that are named: `tuple[int, *tuple[str, ...]]`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        *first, rest = get_args(source)
        if get_origin(rest) is Unpack:
            # What `*tuple[str, ...]` becomes where Python puts types together anew.
            (rest,) = get_args(rest)
        items = [handler.generate_schema(each) for each in (*first, get_args(rest)[0])]
        return core_schema.tuple_schema(items, variadic_item_index=len(first))


Positions: TypeAlias = Annotated[T, _PositionsMark()]
"""A tuple of this kind, which Pydantic doesn't know by itself."""


class _Evaluated:
    """A mark as a value: type checkers know `Open[...]` in annotations alone, but types stand in calls, too."""

    __slots__ = ("_mark",)

    def __init__(self, mark: object) -> None:
        self._mark = mark

    def __getitem__(self, annotation: Any) -> Any:
        return Annotated[annotation, self._mark]


EXACTLY: Final = _Evaluated(_ExactlyMark())
FITTING: Final = _Evaluated(_FittingMark())
LOOSE: Final = _Evaluated(_LooseMark())
OPEN: Final = _Evaluated(_OpenMark())
POSITIONS: Final = _Evaluated(_PositionsMark())
