# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Types told apart as JSON tells them apart, for who reads what no rules have looked at: answers.

Pydantic takes "7" for 7, 1 for true and a number for a time. Here they are what they are; 7.0 is an integer, as in
JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

_strict = False


def be_strict() -> None:
    """From now on types are told apart. Models that were made before stay as they are."""
    global _strict
    _strict = True


def tighten(schema: Any) -> None:
    """Changes a schema of Pydantic's in place, down to the classes in it, which have schemas of their own."""
    if not _strict:
        return
    pending = [schema]
    if isinstance(schema, dict) and schema.get("type") == "model":
        pending = [schema.get("schema")]
    changed: set[int] = set()
    while pending:
        each = pending.pop()
        if id(each) in changed:
            # One schema may stand in several places. What it has become has the old one inside.
            continue
        if isinstance(each, list | tuple):
            pending.extend(each)
        elif isinstance(each, dict):
            kind = each.get("type")
            change = _CHANGES.get(kind) if isinstance(kind, str) else None
            if not isinstance(kind, str):
                # A table of schemas by names, one of which may be `type`.
                pending.extend(each.values())
            elif change is not None:
                made = change(copy(each))
                each.clear()
                each.update(made)
                changed.add(id(each))
            elif kind != "model":
                pending.extend(value for name, value in each.items() if name not in _NO_SCHEMAS)


class _Tight:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        tighten(schema)
        return schema


def tight(annotation: Any) -> Any:
    """A type whose values are told apart, if any are."""
    return Annotated[annotation, _Tight()] if _strict else annotation


_NO_SCHEMAS: Final = frozenset({"metadata", "serialization"})
"""What of a schema says nothing of what is read."""


def _whole(value: Any) -> int:
    if isinstance(value, float | Decimal) and value == int(value):
        return int(value)
    raise ValueError("no integer")


def _number(value: Any) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise ValueError("no number")


def _either(schemas: list[Any], kind: str) -> dict[str, Any]:
    made = core_schema.union_schema(
        schemas, mode="left_to_right", custom_error_type=f"no_{kind}", custom_error_message=f"Input should be a {kind}"
    )
    return dict(made)


def _int(schema: Any) -> dict[str, Any]:
    mend = core_schema.no_info_plain_validator_function(_whole)
    return {
        **_either([{**schema, "strict": True}, mend], "integer"),
        "serialization": core_schema.simple_ser_schema("int"),
    }


def _float(schema: Any) -> dict[str, Any]:
    mend = core_schema.no_info_plain_validator_function(_number)
    made = _either([{**schema, "strict": True}, mend], "number")
    return {**made, "serialization": core_schema.simple_ser_schema("float")}


def _decimal(schema: Any) -> dict[str, Any]:
    written = schema.pop("serialization", None)
    numbers = [core_schema.int_schema(strict=True), core_schema.float_schema(strict=True)]
    branches = [{**schema, "strict": True}, *(core_schema.chain_schema([number, schema]) for number in numbers)]
    made = _either(branches, "number")
    return made if written is None else {**made, "serialization": written}


def _time(schema: Any) -> dict[str, Any]:
    """Texts, and what is one already."""
    written = schema.pop("serialization", None)
    text = core_schema.chain_schema([core_schema.str_schema(strict=True), schema])
    made = _either([{**schema, "strict": True}, text], schema["type"])
    return {**made, "serialization": written or core_schema.simple_ser_schema(schema["type"])}


_CHANGES: Final[dict[str, Callable[[Any], dict[str, Any]]]] = {
    "int": _int,
    "float": _float,
    "bool": lambda schema: {**schema, "strict": True},
    "decimal": _decimal,
    "datetime": _time,
    "date": _time,
}
