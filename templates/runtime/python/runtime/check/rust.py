"""Writes schemas of rules.json so that jsonschema-rs never says yes where we say no.

What it may take more widely is said by functions of ours. Where its no would count as a yes (below `not` and its like)
it has to say exactly what we say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple, cast

from .reading import Book
from .run import Run
from .rust_schema import Work
from .rust_words import Island, Key, Tree, Unsafe
from .said import Object
from .written import Raw, Schema


class Translation(NamedTuple):
    """What jsonschema-rs compiles."""

    root: Tree
    definitions: dict[str, Tree]
    """All that the root refers to, by names of their own."""
    matches: bool
    """Matchers of ours are asked, which may take a while."""
    has_islands: bool


class _Translated(NamedTuple):
    tree: Tree
    matches: bool
    has_islands: bool
    values: tuple[Counter[Key], ...]
    """The references in place for each value that it speaks of, its own first."""


_MOST_WAYS: Final = 2_000
"""Through one value. What mortise generates of real contracts has some hundreds at most."""


class Translator:
    """Translates definitions once, whichever schemas need them."""

    ISLAND: Final = "x-mortise"

    __slots__ = ("_book", "_definitions", "_translated", "formats", "islands")

    def __init__(self, book: Book, definitions: Mapping[str, Schema]) -> None:
        self._book = book
        self._definitions = definitions
        self._translated: dict[Key, _Translated] = {}
        self.formats: dict[str, Callable[[str], bool]] = {}
        """Functions of ours by the formats that stand for them."""
        self.islands: list[Island] = []

    def translate(self, name: str) -> Translation:
        """Translate the schema of a name, with all that it refers to. Raises Unsafe."""
        root = Key(name, False)
        needed = {root: None}
        open = [root]
        while open:
            for key in [each for value in self._translated_of(open.pop()).values for each in value]:
                if key not in needed:
                    needed[key] = None
                    open.append(key)
        self._count_ways(needed)
        definitions: dict[str, Tree] = {key.word: self._translated[key].tree for key in needed}
        matches = any(self._translated[key].matches for key in needed)
        has_islands = any(self._translated[key].has_islands for key in needed)
        return Translation({"$ref": root.reference}, definitions, matches, has_islands)

    def _translated_of(self, key: Key) -> _Translated:
        known = self._translated.get(key)
        if known is None:
            work = Work(self, key.exactly)
            islands = len(self.islands)
            tree = work.translate(self._definitions[key.name])
            has_islands = len(self.islands) > islands
            known = self._translated[key] = _Translated(tree, work.matches, has_islands, tuple(work.values))
        return known

    def _count_ways(self, keys: Iterable[Key]) -> None:
        """Raise Unsafe where the library would go too many ways through a value: branches may branch again."""
        ways: dict[Key, int] = {}

        def count(value: Counter[Key]) -> int:
            total = 1 + sum(times * ways.get(key, 1) for key, times in value.items())
            if total > _MOST_WAYS:
                raise Unsafe
            return total

        open = list(keys)
        begun: set[Key] = set()
        while open:
            key = open[-1]
            first = self._translated[key].values[0]
            missing = [] if key in begun else [each for each in first if each not in ways and each not in begun]
            begun.add(key)
            if missing:
                open += missing
                continue
            ways[key] = count(first)
            open.pop()
        for key in keys:
            for value in self._translated[key].values:
                count(value)

    def island_of(self, schema: Object) -> Tree:
        """Give keywords by which our own rules judge a schema."""
        judge = self._book.find(schema, "false")
        if judge is None:
            return True
        return self.add_island(lambda value: Run().check(judge, value))

    def add_island(self, holds: Callable[[object], bool]) -> Tree:
        """Give a keyword that a function of ours decides."""
        self.islands.append(Island(holds))
        return {self.ISLAND: len(self.islands) - 1}

    def name_of(self, reference: Raw) -> str:
        """Give the definition that a reference names."""
        return self._book.name_of(cast(str, reference))
