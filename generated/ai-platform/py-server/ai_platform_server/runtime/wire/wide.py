# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Objects that may be something else, or have members that nothing is said of."""

from __future__ import annotations

from typing import Any

from pydantic_core import core_schema

from .json import Json
from .model import Model
from .values import drop_unfitting


class WideModel(Model):
    """A JSON object of the contract that may also be a value of another JSON type, since the contract doesn't say
    `type: object`.

    `other_value` is that value then, and nothing else of it is there.
    """

    @property
    def other_value(self) -> Json:
        """The value where it is no object; None where it is one, or null."""
        return self.__dict__.get(_OTHER)

    @classmethod
    def of_value(cls, value: Json) -> WideModel:
        """A value that is no object."""
        made = cls.model_construct()
        members = vars(made)
        members.clear()
        members[_OTHER] = value
        return made

    @classmethod
    def _surround(cls, schema: Any) -> None:
        inner = _inner_of(schema)
        schema.update(
            core_schema.no_info_wrap_validator_function(
                _reader(cls),
                inner,
                serialization=core_schema.wrap_serializer_function_ser_schema(_write, schema=inner),
            )
        )


def _inner_of(schema: dict[str, Any]) -> Any:
    """Takes all out of a schema but the name by which others refer to it, and what is known of it."""
    inner = {key: value for key, value in schema.items() if key not in ("ref", "metadata")}
    for key in inner:
        del schema[key]
    return inner


_OTHER = " other"
"""No field is called so."""


def _reader(cls: type[WideModel]) -> core_schema.NoInfoWrapValidatorFunction:
    def read(value: Any, handler: core_schema.ValidatorFunctionWrapHandler) -> Any:
        return handler(value) if isinstance(value, dict | WideModel) else cls.of_value(value)

    return read


def _write(value: Any, handler: core_schema.SerializerFunctionWrapHandler) -> Any:
    return value.__dict__[_OTHER] if isinstance(value, WideModel) and _OTHER in value.__dict__ else handler(value)


class LooseModel(Model):
    """A JSON object of the contract with further members that patterns of names speak of. Others are kept where they
    are such values, too."""

    @classmethod
    def _surround(cls, schema: Any) -> None:
        inner = _inner_of(schema)
        schema.update(core_schema.no_info_after_validator_function(_drop_members, inner))


def _drop_members(value: Any) -> Any:
    if isinstance(value, Model) and value.__pydantic_extra__:
        value.__pydantic_extra__ = drop_unfitting(value.__pydantic_extra__)
    return value
