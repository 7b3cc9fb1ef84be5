# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Unions whose branches their Python types don't tell apart.

The branch of a value is the one that the contract's rules choose: by its tag, or the first one whose rules it keeps.
Pydantic would guess.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import Decimal
from types import new_class
from typing import Annotated, Any, Final, Protocol

from pydantic import GetCoreSchemaHandler, TypeAdapter, ValidationError
from pydantic_core import CoreSchema, core_schema

from .model import WIRE, Model

_FREE: Final = 0
_OTHERWISE: Final = 1
_TREES: Final = frozenset({dict, list, str, int, float, bool, type(None)})


class Rules(Protocol):
    """Says whether a value keeps rules that have a name in rules.json."""

    def fits(self, name: str, value: Any) -> bool: ...


class Tagged:
    """A union whose branches are told apart by a member of theirs."""

    __slots__ = ("member", "otherwise", "types")

    def __init__(self, member: str, types: Mapping[str, Any], *, otherwise: Any = None) -> None:
        self.member = member
        self.types = types
        self.otherwise = otherwise

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        choices: dict[Hashable, CoreSchema] = {tag: handler.generate_schema(each) for tag, each in self.types.items()}
        by_class: list[tuple[Hashable, Any]] = list(self.types.items())
        if self.otherwise is not None:
            choices[_OTHERWISE] = handler.generate_schema(self.otherwise)
            by_class.append((_OTHERWISE, self.otherwise))
        choices[_FREE] = _Free([each for _, each in by_class]).schema()

        def choose(value: Any) -> Hashable:
            return self._choose(value) if type(value) is dict else _class_of(value, by_class)

        return core_schema.tagged_union_schema(choices, choose)

    def _choose(self, value: dict[Any, Any]) -> Hashable:
        tag = value.get(self.member)
        if isinstance(tag, str) and tag in self.types:
            return str(tag)
        return _OTHERWISE if self.otherwise is not None else None


class Ruled:
    """A branch of a union with the rules that tell whether it is the one."""

    __slots__ = ("name", "rules", "type")

    def __init__(self, type_: Any, name: str, rules: Rules) -> None:
        self.type = type_
        self.name = name
        self.rules = rules


class _Branches:
    """The branches of a union that are tried one after the other."""

    __slots__ = ("branches", "types")

    def __init__(self, *branches: Any) -> None:
        self.branches = branches
        self.types = [branch.type if isinstance(branch, Ruled) else branch for branch in branches]

    def schema(self, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The union, chosen by the first branch that fits."""
        if not all(isinstance(branch, Ruled) for branch in self.branches[:-1]):
            # Without rules, the reading itself tells.
            return core_schema.union_schema([handler.generate_schema(each) for each in _distinct(self.types)])
        by_class: list[tuple[Hashable, Any]] = [(index + 1, each) for index, each in enumerate(self.types)]
        choices: dict[Hashable, CoreSchema] = {key: handler.generate_schema(each) for key, each in by_class}
        choices[_FREE] = _Free(self.types).schema()

        def choose(value: Any) -> Hashable:
            found = self._choose(value) if type(value) in _TREES or isinstance(value, Decimal) else _FREE
            return _class_of(value, by_class) if found == _FREE else found

        return core_schema.tagged_union_schema(choices, choose)

    def _choose(self, value: Any) -> Hashable:
        for index, branch in enumerate(self.branches):
            if not isinstance(branch, Ruled) or _fits(branch, value):
                return index + 1
        return _FREE


def _class_of(value: Any, by_class: list[tuple[Hashable, Any]]) -> Hashable:
    """The branch that a value of a class is of, for who makes values and writes them."""
    for key, each in by_class:
        if isinstance(each, type) and isinstance(value, each) and not isinstance(value, bool | float | dict | list):
            return key
    return _FREE


def _distinct(types: list[Any]) -> list[Any]:
    found: list[Any] = []
    for each in types:
        if not any(each is other for other in found):
            found.append(each)
    return found


class _Free:
    """A union as Pydantic tells it, for values that are not only JSON.

    It is made when one comes: unions stand in unions.
    """

    __slots__ = ("_adapter", "_types")

    def __init__(self, types: list[Any]) -> None:
        self._types = types
        self._adapter: TypeAdapter[Any] | None = None

    @property
    def adapter(self) -> TypeAdapter[Any]:
        if self._adapter is None:
            self._adapter = TypeAdapter(Annotated[Any, self])
        return self._adapter

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.union_schema([handler.generate_schema(each) for each in _distinct(self._types)])

    def schema(self) -> CoreSchema:
        """Reads and writes by the union."""
        write = core_schema.plain_serializer_function_ser_schema(self._write, info_arg=True)
        return core_schema.with_info_plain_validator_function(self._read, serialization=write)

    def _read(self, value: Any, info: core_schema.ValidationInfo[Any]) -> Any:
        is_wire = info.context is WIRE
        return self.adapter.validate_python(
            value, context=info.context, by_alias=True if is_wire else None, by_name=False if is_wire else None
        )

    def _write(self, value: Any, info: core_schema.SerializationInfo[Any]) -> Any:
        mode: Any = info.mode
        return self.adapter.dump_python(
            value, mode=mode, by_alias=info.by_alias, warnings="error", context=info.context
        )


def _fits(branch: Ruled, value: Any) -> bool:
    try:
        return branch.rules.fits(branch.name, value)
    except (TypeError, AttributeError):
        # Not only JSON stands in it: somebody makes a value of his own.
        return False


class FirstOf(_Branches):
    """A union: a value is of the first branch whose rules it keeps."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return self.schema(handler)


class EachOf(_Branches):
    """A union of objects: a value is of every branch whose rules it keeps, and has the members of all of them."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = self.schema(handler)
        return core_schema.with_info_wrap_validator_function(
            self._read,
            schema,
            serialization=core_schema.wrap_serializer_function_ser_schema(_write, info_arg=True),
        )

    def _read(
        self, value: Any, handler: core_schema.ValidatorFunctionWrapHandler, info: core_schema.ValidationInfo[Any]
    ) -> Any:
        if type(value) is not dict:
            return handler(value)
        fitting = [
            each for each, branch in zip(self.types, self.branches, strict=True) if _is_fitting(branch, value, info)
        ]
        if len(fitting) < 2:
            return handler(value)
        return _read_as(combine(*fitting), value, info)


def _is_fitting(branch: Any, value: Any, info: core_schema.ValidationInfo[Any]) -> bool:
    """Whether a value is of a branch that is a class."""
    if isinstance(branch, Ruled):
        return _is_class(branch.type) and _fits(branch, value)
    if not _is_class(branch):
        return False
    try:
        _read_as(branch, value, info)
    except ValidationError:
        return False
    return True


def _is_class(each: Any) -> bool:
    return isinstance(each, type) and issubclass(each, Model)


def _read_as(cls: type[Model], value: Any, info: core_schema.ValidationInfo[Any]) -> Any:
    is_wire = info.context is WIRE
    return cls.__pydantic_validator__.validate_python(
        value, context=info.context, by_alias=True if is_wire else None, by_name=False if is_wire else None
    )


def _write(
    value: Any, handler: core_schema.SerializerFunctionWrapHandler, info: core_schema.SerializationInfo[Any]
) -> Any:
    if type(value) not in _combined.values():
        return handler(value)
    return value.__pydantic_serializer__.to_python(
        value, mode=info.mode, by_alias=info.by_alias, warnings="error", context=info.context
    )


_combined: Final[dict[tuple[type[Model], ...], type[Model]]] = {}


def combine(*classes: type[Model]) -> type[Model]:
    """Gives the class of objects that are of several classes at once: it inherits from all of them."""
    known = _combined.get(classes)
    if known is not None:
        return known
    is_open = any(cls.model_config.get("extra") == "allow" for cls in classes)
    config = {"model_config": {"extra": "allow"}} if is_open else {}
    name = "And".join(cls.__name__ for cls in classes)
    made: type[Model] = new_class(
        name, classes, exec_body=lambda body: body.update(__module__=classes[0].__module__, **config)
    )
    _combined[classes] = made
    return made
