"""Chooses how texts are matched: by `re` where it reads each code point a few times at most, by an automaton, or with counted steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from .pattern_alphabet import Alphabet
from .pattern_bounded import Backtracker
from .pattern_linear import Automaton
from .pattern_sets import points_of_set
from .pattern_syntax import read_pattern
from .pattern_tree import ENDLESS, Back, Choice, Group, Look, Node, Repeat, Sequence, Syntax
from .pattern_walk import Walk, walk

__all__ = ["choose_engine"]

#: Nodes of an automaton in which all repetitions are written out.
_MOST_NODES: Final = 20_000
#: Lookarounds take a byte for each position of a text.
_MOST_LOOKS: Final = 40
_MOST: Final = 2**31 - 1


def choose_engine(source: str) -> Callable[[str], bool | None]:
    """Give the function that matches texts. Raises ValueError for a text that is no pattern."""
    syntax = read_pattern(source)
    alphabet = Alphabet([points_of_set(text) for text in syntax.sets])
    size = walk(_measure(syntax.tree))
    if syntax.referred or size.nodes > _MOST_NODES or size.looks > _MOST_LOOKS:
        return Backtracker(syntax, alphabet).match
    return Automaton(syntax, alphabet).match


class _Size(NamedTuple):
    """The measures of an automaton."""

    nodes: int
    looks: int


def _measure(tree: Node) -> Walk[_Size]:
    nodes, looks = 1, 0
    match tree:
        case Sequence(items=items) | Choice(branches=items):
            pass
        case Repeat(body=body) | Look(body=body) | Group(body=body):
            items = (body,)
        case _:
            items = ()
    for item in items:
        inner = yield _measure(item)
        nodes, looks = min(nodes + inner.nodes, _MOST), min(looks + inner.looks, _MOST)
    if isinstance(tree, Look):
        looks += 1
    if isinstance(tree, Repeat):
        rounds = tree.min + 1 if tree.max == ENDLESS else max(tree.max, 1)
        nodes, looks = min(nodes * rounds, _MOST), min(looks * rounds, _MOST)
    return _Size(nodes, looks)
