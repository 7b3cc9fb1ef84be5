# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What a pattern is made of. Groups, sets and repetitions are what they are in ECMA-262, 22.2."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

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


class Read(NamedTuple):
    """One code point of a set, which is an index into the pattern's sets."""

    set: int


class Sequence(NamedTuple):
    """One after the other."""

    items: tuple[Node, ...]


class Choice(NamedTuple):
    """One of these."""

    branches: tuple[Node, ...]


class Repeat(NamedTuple):
    """Rounds of something. Each round forgets the groups from `first` up to but without `last`."""

    body: Node
    min: int
    max: int
    lazy: bool
    first: int
    last: int


class Edge(NamedTuple):
    """The first or the last position of a text."""

    end: bool


class Word(NamedTuple):
    """A word boundary, or none."""

    negated: bool


class Look(NamedTuple):
    """A lookaround."""

    body: Node
    behind: bool
    negated: bool


class Group(NamedTuple):
    """A group that can be referred to, by its number from 0."""

    number: int
    body: Node


@dataclass(slots=True)
class Back:
    """A reference to a group. One by name gets its number at the end of the pattern."""

    group: int


Node: TypeAlias = Read | Sequence | Choice | Repeat | Edge | Word | Look | Group | Back


class Syntax(NamedTuple):
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
