# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Schemas for jsonschema-rs, a library in Rust whose yes is always ours too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import Any, Final, cast

from .pattern_allowance import one_allowance
from .reading import Book
from .rust import Translation, Translator
from .rust_words import Island, Tree, Unsafe
from .written import Schema

try:
    import jsonschema_rs
except ImportError:  # The rules say it all, only not as fast.
    jsonschema_rs = None  # type: ignore[assignment]

IsSure = Callable[[object], bool]

_LARGE: Final = 30
"""A schema that refers to more others is large."""

_APART: Final = 8
"""So many large schemas are compiled each for itself; then all are together, since they mostly refer to the same."""


_MOST_PARTS: Final = 64
"""Schemas that are compiled for the sake of what has mistakes elsewhere."""


class Native:
    """Compiles schemas of rules.json."""

    __slots__ = ("_apart", "_lock", "_names", "_parts", "_together", "_translator")

    def __init__(self, book: Book, definitions: Mapping[str, Schema]) -> None:
        self._translator = Translator(book, definitions)
        self._names = tuple(definitions)
        self._lock = Lock()
        self._apart = 0
        self._parts: dict[str, IsSure] = {}
        self._together: Mapping[str, IsSure] | None = None

    def compile(self, name: str) -> IsSure:
        """Compile the rules of a name. The function says yes for sure, or no; it raises what the library raises."""
        if jsonschema_rs is None:
            return _no
        with self._lock:
            try:
                translation = self._translator.translate(name)
                if len(translation.definitions) > _LARGE:
                    self._apart += 1
                    if self._apart > _APART:
                        return self._compile_together()[name]
                return self._compile(translation.root, translation)
            except (Unsafe, ValueError):
                return _no

    def is_sure(self, name: str, value: object) -> bool:
        """Say yes to a part of a value that keeps the rules of a name, if that can be said in no time. A no means
        nothing."""
        part = self._parts.get(name)
        if part is None:
            part = self._compile_part(name)
        try:
            return part(value)
        except Exception:
            return False

    def _compile_part(self, name: str) -> IsSure:
        """Compile a schema that is neither large nor needs matchers of ours: these share what the whole value may
        take."""
        if jsonschema_rs is None or len(self._parts) >= _MOST_PARTS:
            return _no
        part: IsSure = _no
        with self._lock:
            try:
                translation = self._translator.translate(name)
                if not translation.matches and len(translation.definitions) <= _LARGE:
                    part = self._compile(translation.root, translation)
            except (Unsafe, ValueError):
                pass
            self._parts[name] = part
        return part

    def _compile(self, root: Tree, translation: Translation) -> IsSure:
        is_valid = jsonschema_rs.Draft202012Validator(
            {**cast("dict[str, Tree]", root), "$defs": translation.definitions},
            formats=self._translator.formats,
            validate_formats=True,
            pattern_options=jsonschema_rs.RegexOptions(),
            # Beside a keyword of ours everything else takes half as long again.
            keywords={Translator.ISLAND: cast(Any, self._make_island)} if translation.has_islands else None,
        ).is_valid
        return _within_allowance(is_valid) if translation.matches else is_valid

    def _compile_together(self) -> Mapping[str, IsSure]:
        """All large schemas as members of one: what they refer to is compiled once."""
        if self._together is None:
            large = {name: each for name, each in self._translate_all() if len(each.definitions) > _LARGE}
            definitions = {name: tree for each in large.values() for name, tree in each.definitions.items()}
            root: Tree = {"properties": {name: each.root for name, each in large.items()}}
            matches = any(each.matches for each in large.values())
            has_islands = any(each.has_islands for each in large.values())
            is_valid = self._compile(root, Translation(root, definitions, matches, has_islands))
            self._together = {name: _as_member(name, is_valid) for name in large}
        return self._together

    def _translate_all(self) -> Iterable[tuple[str, Translation]]:
        for name in self._names:
            try:
                yield name, self._translator.translate(name)
            except Unsafe:
                continue

    def _make_island(self, _: object, number: int, __: object) -> Island:
        return self._translator.islands[number]


def _as_member(name: str, is_valid: IsSure) -> IsSure:
    return lambda value: is_valid({name: value})


def _within_allowance(is_valid: IsSure) -> IsSure:
    def is_sure(value: object) -> bool:
        with one_allowance():
            return is_valid(value)

    return is_sure


def _no(_: object) -> bool:
    return False
