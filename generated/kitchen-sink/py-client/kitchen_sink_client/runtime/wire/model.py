# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""The base of all classes of a contract's objects.

They are Pydantic models that take from the wire what the contract's rules let through, and change nothing of it: the
rules judge, models hold.
"""

from __future__ import annotations

from functools import partial
from operator import is_
from threading import local
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from .strict import tighten

T = TypeVar("T")


_NULLABLE_KEY: Final = "mortise_nullable"
_DONE_KEY: Final = "mortise_done"


class _NullableMark:
    """Says of a member that None which was set is null."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # A reference has no place for the mark.
        schema: Any = core_schema.nullable_schema(handler(source))
        schema["metadata"] = {_NULLABLE_KEY: True}
        marked: CoreSchema = schema
        return marked

    def __repr__(self) -> str:
        return "Nullable"


_NULLABLE: Final = _NullableMark()

Nullable: TypeAlias = Annotated[T | None, _NULLABLE]
"""A member that may be absent, null, or a value: None that was set is null, and one that was never set is absent (see
`model_fields_set`)."""

WIRE: Final = object()
"""The context of validation of values that come from the wire: members have their wire names then, and no others."""


class Model(BaseModel):
    """A JSON object of the contract.

    Fields have names of Python; on the wire they go by their alias. A member that isn't there is None; None is not
    sent, unless the field is `Nullable`
    and was set. Members that the contract doesn't name are dropped.
    """

    model_config = ConfigDict(
        extra="ignore",
        defer_build=True,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        protected_namespaces=(),
        arbitrary_types_allowed=True,
        allow_inf_nan=False,
    )

    if TYPE_CHECKING:
        # Classes say of which type the members are that the contract doesn't name.
        __pydantic_extra__: Any = Field(init=False)

    _piece: ClassVar[_Size | None] = None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """What Pydantic reads and writes values by.

        The classes of a contract may all mention each other. A validator made of all of them would be made anew for
        each that is asked for, and nested as
        deep as they are, so from some size on a class is linked: it has its own, made when a value needs it.
        """
        if cls in _pieces.seen:
            return handler(source)
        size = cls.__dict__.get("_piece")
        if _pieces.depth > 0 and not _pieces.has_room(size):
            return _link(cls)
        with _pieces.enter(cls, size):
            schema = handler(source)
        resolved: Any = handler.resolve_ref_schema(schema)
        about = resolved.setdefault("metadata", {})
        if _DONE_KEY not in about:
            about[_DONE_KEY] = True
            tighten(resolved)
            _mark_absent(resolved)
            _write_texts(resolved, handler)
            cls._surround(resolved)
        return schema

    @classmethod
    def _surround(cls, schema: Any) -> None:
        """Changes, in place, how values of a class are read and written as a whole."""


class _Size:
    """How large a finished validator is: how many classes it is made of, and how deep they stand in each other."""

    __slots__ = ("count", "depth")

    def __init__(self, count: int, depth: int) -> None:
        self.count = count
        self.depth = depth


_MOST_CLASSES: Final = 48
_DEEPEST: Final = 12


class _Pieces(local):
    """The classes that one validator is being made of, by thread."""

    def __init__(self) -> None:
        self.depth = 0
        self.count = 0
        self.deepest = 0
        self.seen: set[type[Model]] = set()

    def has_room(self, size: _Size | None) -> bool:
        count, depth = (1, 1) if size is None else (size.count, size.depth)
        return self.depth + depth <= _DEEPEST and self.count + count <= _MOST_CLASSES

    def enter(self, cls: type[Model], size: _Size | None) -> _Entered:
        if self.depth == 0:
            self.count = self.deepest = 0
        self.seen.add(cls)
        self.depth += 1
        self.count += 1 if size is None else size.count
        self.deepest = max(self.deepest, self.depth + (0 if size is None else size.depth - 1))
        return _Entered(cls)


class _Entered:
    """While a class's own schema is made."""

    __slots__ = ("_cls",)

    def __init__(self, cls: type[Model]) -> None:
        self._cls = cls

    def __enter__(self) -> None:
        return

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        _pieces.depth -= 1
        if _pieces.depth == 0:
            if failure is None:
                self._cls._piece = _Size(_pieces.count, _pieces.deepest)
            _pieces.seen.clear()


_pieces: Final = _Pieces()


def _link(cls: type[Model]) -> CoreSchema:
    """Reads and writes values of a class by its own validator."""

    def read(value: Any, info: core_schema.ValidationInfo[Any]) -> Any:
        if isinstance(value, cls):
            return value
        is_wire = info.context is WIRE
        return cls.__pydantic_validator__.validate_python(
            value, context=info.context, by_alias=True if is_wire else None, by_name=False if is_wire else None
        )

    def write(value: Any, info: core_schema.SerializationInfo[Any]) -> Any:
        if not isinstance(value, cls):
            raise TypeError(f"expected {cls.__name__}")
        return cls.__pydantic_serializer__.to_python(
            value, mode=info.mode, by_alias=info.by_alias, warnings="error", context=info.context
        )

    return core_schema.with_info_plain_validator_function(
        read, serialization=core_schema.plain_serializer_function_ser_schema(write, info_arg=True)
    )


_is_none: Final = partial(is_, None)


def _mark_absent(schema: CoreSchema) -> None:
    """Keeps members that are not there from being written."""
    fields = _fields_of(schema)
    if fields is None:
        return
    nullable: list[tuple[str, str]] = []
    for name, field in fields.items():
        inner: Any = field["schema"]
        if inner["type"] != "default" or inner.get("default", ...) is not None:
            continue
        if _is_nullable(inner["schema"]):
            nullable.append((name, field.get("serialization_alias", name)))
        else:
            field["serialization_exclude_if"] = _is_none
    if nullable:
        _write_set(schema, tuple(nullable))


def _write_texts(schema: CoreSchema, handler: GetCoreSchemaHandler) -> None:
    """Has enums of texts written as the texts that they are. Pydantic would ask each for its value, in Python."""
    pending: list[Any] = list((_fields_of(schema) or {}).values())
    followed: set[str] = set()
    while pending:
        each = pending.pop()
        if each["type"] == "definition-ref":
            # A list may hold lists of its own kind.
            if each["schema_ref"] in followed:
                continue
            followed.add(each["schema_ref"])
            try:
                each = handler.resolve_ref_schema(each)
            except LookupError:
                # A class that is being made.
                continue
        if each["type"] == "enum" and each.get("sub_type") == "str":
            each.setdefault("serialization", core_schema.simple_ser_schema("str"))
        elif each["type"] in _AROUND:
            pending += [each[key] for key in ("schema", "items_schema", "values_schema") if key in each]


_AROUND: Final = frozenset({"model-field", "default", "nullable", "list", "dict"})
"""Schemas that have another one inside, and leave its values as they are."""


def _is_nullable(schema: Any) -> bool:
    """Whether a member is marked, below what its limits put around it."""
    while isinstance(schema, dict):
        if _NULLABLE_KEY in schema.get("metadata", {}):
            return True
        schema = schema.get("schema")
    return False


def _fields_of(schema: CoreSchema) -> dict[str, core_schema.ModelField] | None:
    """The fields of a model's schema, below what its validators put around them."""
    inner: Any = schema
    while isinstance(inner, dict):
        if inner.get("type") == "model-fields":
            fields: dict[str, core_schema.ModelField] = inner["fields"]
            return fields
        inner = inner.get("schema")
    return None


def _write_set(schema: Any, nullable: tuple[tuple[str, str], ...]) -> None:
    """Writes those members alone that were set."""

    def write(
        value: Any, handler: core_schema.SerializerFunctionWrapHandler, info: core_schema.SerializationInfo[Any]
    ) -> Any:
        members = handler(value)
        known = value.__pydantic_fields_set__
        for name, alias in nullable:
            if name not in known:
                members.pop(name if info.by_alias is False else alias, None)
        return members

    schema["serialization"] = core_schema.wrap_serializer_function_ser_schema(write, info_arg=True)
