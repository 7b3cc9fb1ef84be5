# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Makes typed values of JSON, and JSON of typed values.

A codec never judges what comes: the contract's rules have let it through. It refuses only what its type can't hold.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from .exact import EXACT, NeedsExactError, write_exact
from .json import Json, read_json
from .model import WIRE
from .strict import tight
from .values import Json as AnyJson

__all__ = ["Codec", "CodecError", "codec_of", "read_value"]


class CodecError(ValueError):
    """A value is not of the type that it should have. What it is doesn't stand in the message; the cause says more."""


class Codec:
    """Reads and writes values of one type. It is made when it is first used."""

    __slots__ = ("_adapter", "annotation")

    def __init__(self, annotation: Any) -> None:
        self.annotation = AnyJson if annotation is None else annotation
        self._adapter: TypeAdapter[Any] | None = None

    @property
    def adapter(self) -> TypeAdapter[Any]:
        """Pydantic's own."""
        if self._adapter is None:
            self._adapter = _make_adapter(self.annotation)
        return self._adapter

    def read(self, tree: Json) -> Any:
        """Makes the value of a JSON tree that keeps the rules. Raises CodecError where the type can't hold it."""
        adapter = self._adapter or self.adapter
        try:
            return adapter.validator.validate_python(tree, context=WIRE, by_alias=True, by_name=False)
        except ValidationError as error:
            raise CodecError("the value is not of its type") from error

    def write(self, value: Any, fallback: Callable[[Any], Any] | None = None) -> bytes:
        """Writes the JSON text of a value. `fallback` gives what stands for what has no JSON.

        Raises CodecError where it is not of the type.
        """
        adapter = self._adapter or self.adapter
        try:
            return adapter.serializer.to_json(value, by_alias=True, warnings="error", fallback=fallback)
        except NeedsExactError:
            return self._write_exact(value)
        except (PydanticSerializationError, ValueError, TypeError, AttributeError) as error:
            if _needs_exact(error):
                return self._write_exact(value)
            raise CodecError("the value is not of its type") from error

    def tree(self, value: Any) -> Json:
        """Makes the JSON tree of a value, as it would be read from its text. Raises CodecError where it is not of the
        type."""
        if value is None or type(value) in _PLAIN:
            known: Json = value
            return known
        return read_json(self.write(value), max_depth=_ANY_DEPTH)

    def _write_exact(self, value: Any) -> bytes:
        try:
            return write_exact(self._plain(value))
        except (PydanticSerializationError, ValueError, TypeError, AttributeError) as error:
            raise CodecError("the value is not of its type") from error

    def _plain(self, value: Any) -> Any:
        """What JSON is written of, with Decimals marked."""
        return self.adapter.dump_python(value, mode="json", by_alias=True, warnings="error", context=EXACT)


_ANY_DEPTH = 1_000
_PLAIN = frozenset({bool, int})


def _needs_exact(error: BaseException) -> bool:
    return isinstance(error.__cause__, NeedsExactError) or NeedsExactError.__name__ in str(error)


def _make_adapter(annotation: Any) -> TypeAdapter[Any]:
    annotation = tight(annotation)
    try:
        return TypeAdapter(annotation, config=_CONFIG)
    except Exception as error:
        # Classes have a configuration of their own.
        if getattr(error, "code", None) != "type-adapter-config-unused":
            raise
        return TypeAdapter(annotation)


_CONFIG = ConfigDict(defer_build=False, arbitrary_types_allowed=True, allow_inf_nan=False)

_known: dict[Any, Codec] = {}


def codec_of(annotation: Any) -> Codec:
    """The codec of a type: `User`, `list[int]`, `Pet | None`. None is any JSON. One is kept for each."""
    try:
        known = _known.get(annotation)
    except TypeError:
        return Codec(annotation)
    if known is None or known.annotation is not annotation:
        # Types that are equal may read differently: Literal[1] and Literal[True].
        known = _known[annotation] = Codec(annotation)
    return known


def read_value(annotation: Any, tree: Json) -> Any:
    """Makes the value of a JSON tree: a default of the contract's."""
    return codec_of(annotation).read(tree)
