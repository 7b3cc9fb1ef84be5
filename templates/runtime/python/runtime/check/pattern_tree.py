"""What a pattern is made of. Groups, sets and repetitions are what they are in ECMA-262, 22.2."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

__all__ = [
    "ENDLESS",
    "Back",
    "Choice",
    "Edge",
    "Group",
    "Look",
    "Node",
    "Read",
    "Repeat",
    "Sequence",
    "Syntax",
    "Word",
    "is_anchored",
]

#: The greatest number of rounds of a repetition that has none.
ENDLESS: Final = -1


@dataclass(frozen=True, slots=True)
class Read:
    """One code point of a set, which is an index into the pattern's sets."""

    set: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """One after the other."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of these."""

    branches: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Rounds of something. Each round forgets the groups from `first` up to but without `last`."""

    body: Node
    min: int
    max: int
    lazy: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Edge:
    """The first or the last position of a text."""

    end: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word boundary, or none."""

    negated: bool


@dataclass(frozen=True, slots=True)
class Look:
    """A lookaround."""

    body: Node
    behind: bool
    negated: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A group that can be referred to, by its number from 0."""

    index: int
    body: Node


@dataclass(slots=True)
class Back:
    """A reference to a group. One by name gets its number at the end of the pattern."""

    group: int


Node: TypeAlias = Read | Sequence | Choice | Repeat | Edge | Word | Look | Group | Back


@dataclass(frozen=True, slots=True)
class Syntax:
    """A pattern that was read. A set is the text that stands for it."""

    tree: Node
    sets: tuple[str, ...]
    groups: int
    #: Groups that are referred to.
    referred: frozenset[int]


def is_anchored(tree: Node) -> bool:
    """Say whether a match of a tree begins at the first position, for sure. Beyond some depth, no."""
    return _is_anchored(tree, 50)


def _is_anchored(tree: Node, depth: int) -> bool:
    match tree:
        case Edge(end=False):
            return True
        case Sequence(items=(first, *_)) | Group(body=first) if depth > 0:
            return _is_anchored(first, depth - 1)
        case Choice(branches=branches) if depth > 0:
            return all(_is_anchored(branch, depth - 1) for branch in branches)
    return False
