# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Matching in linear time: an automaton whose states are made when a text first reaches them.

Whether a lookaround holds at a position does not depend on how the position was reached, so all its positions are
found in one pass over the text before the pass of what it stands in: backwards for a lookahead, forwards for a
lookbehind.
"""

from __future__ import annotations

from collections.abc import Sequence as Items
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from .pattern_alphabet import Alphabet
from .pattern_passes import Node, NodeKind, Pass, PatternLimit
from .pattern_tree import ENDLESS, Choice, Edge, Group, Look, Read, Repeat, Sequence, Syntax, Word, is_anchored
from .pattern_tree import Node as Tree
from .pattern_walk import Walk, walk

__all__ = ["Automaton", "word_boundaries"]

#: What can be asked of a position between two code points: start, end, word, or the pass of a lookaround.
Condition: TypeAlias = str | Pass

#: The characters between which and others are word boundaries (ECMA-262, 22.2.2.9.3).
_WORD_SIGNS: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")


@dataclass(slots=True)
class _Building:
    """A pass that is being made, and the conditions that it asks for."""

    backward: bool
    conditions: set[int] = field(default_factory=set)


class Automaton:
    """The automaton of a pattern without back references. Several threads may use it."""

    __slots__ = ("_alphabet", "_conditions", "_main", "_nodes")

    def __init__(self, syntax: Syntax, alphabet: Alphabet) -> None:
        self._alphabet = alphabet
        self._nodes: list[Node] = []
        self._conditions: list[Condition] = []
        self._main: Pass = walk(self._pass_of(syntax.tree, False))

    def match(self, text: str) -> bool | None:
        """Say whether a text has a match; None where it took too much work."""
        try:
            if self._main.at_edges:
                return self._main.has_match(text)
            holds: list[bytes] = []
            for condition in self._conditions:
                holds.append(_positions(condition, text, holds))
            return any(self._main.accepting(text, _truths(self._main, len(text), holds)))
        except PatternLimit:
            return None

    def count_states(self) -> int:
        """Count what the main pass remembers of texts."""
        return self._main.count_states()

    def _pass_of(self, tree: Tree, backward: bool) -> Walk[Pass]:
        """Make a pass. Conditions are added before what stands around them, so passes run in their order."""
        building = _Building(backward)
        accept = self._add(NodeKind.ACCEPT)
        starts = yield self._tree(building, tree, accept)
        made = Pass(self._nodes, self._alphabet, starts, backward=backward, anchored=not backward and is_anchored(tree))
        for bit, index in enumerate(sorted(building.conditions)):
            made.bits[index] = bit
            if self._conditions[index] == "start":
                made.start = 1 << bit
            elif self._conditions[index] == "end":
                made.end = 1 << bit
            else:
                made.at_edges = False
        return made

    def _add(self, kind: NodeKind, following: int | None = None, subject: int = 0, negated: bool = False) -> int:
        self._nodes.append(Node(kind, subject, negated, [] if following is None else [following]))
        return len(self._nodes) - 1

    def _tree(self, building: _Building, tree: Tree, following: int) -> Walk[int]:
        """Add what matches a tree and then goes on; return where it begins."""
        result: int
        match tree:
            case Read(set=index):
                return self._add(NodeKind.READ, following, index)
            case Sequence(items=items):
                for item in items if building.backward else reversed(items):
                    following = yield self._tree(building, item, following)
                return following
            case Choice(branches=branches):
                fork = self._add(NodeKind.FORK)
                for branch in branches:
                    self._nodes[fork].next.append((yield self._tree(building, branch, following)))
                return fork
            case Group(body=body):
                result = yield self._tree(building, body, following)
                return result
            case Repeat():
                result = yield self._repeat(building, tree, following)
                return result
            case Edge(end=end):
                return self._if(building, "end" if end else "start", False, following)
            case Word(negated=negated):
                return self._if(building, "word", negated, following)
            case Look(body=body, behind=behind, negated=negated):
                return self._if(building, (yield self._pass_of(body, not behind)), negated, following)
        raise TypeError("an automaton can't match a back reference")

    def _if(self, building: _Building, condition: Condition, negated: bool, following: int) -> int:
        if not isinstance(condition, str) or condition not in self._conditions:
            self._conditions.append(condition)
        index = self._conditions.index(condition)
        building.conditions.add(index)
        return self._add(NodeKind.IF, following, index, negated)

    def _repeat(self, building: _Building, tree: Repeat, following: int) -> Walk[int]:
        then = following
        if tree.max == ENDLESS:
            then = self._add(NodeKind.FORK)
            self._nodes[then].next.extend(((yield self._tree(building, tree.body, then)), following))
        else:
            for _ in range(tree.max - tree.min):
                fork = self._add(NodeKind.FORK)
                self._nodes[fork].next.extend(((yield self._tree(building, tree.body, then)), following))
                then = fork
        for _ in range(tree.min):
            then = yield self._tree(building, tree.body, then)
        return then


def word_boundaries(text: str) -> bytes:
    """Give, by position, 1 where a word begins or ends, and 0."""
    signs = bytes(map(_WORD_SIGNS.__contains__, text))
    return bytes(map(int.__xor__, signs + b"\0", b"\0" + signs))


def _positions(condition: Condition, text: str, holds: Items[bytes]) -> bytes:
    """Give, by position, 1 where a condition holds, and 0."""
    if condition == "start":
        return b"\1" + bytes(len(text))
    if condition == "end":
        return bytes(len(text)) + b"\1"
    if not isinstance(condition, Pass):
        return word_boundaries(text)
    truths = _truths(condition, len(text), holds)
    if condition.backward:
        return bytes(condition.accepting(reversed(text), reversed(truths)))[::-1]
    return bytes(condition.accepting(text, truths))


def _truths(asking: Pass, length: int, holds: Items[bytes]) -> Items[int]:
    """Give, by position, the conditions that a pass asks for and that hold, a bit each."""
    truths: Items[int] = bytes(length + 1)
    for index, bit in asking.bits.items():
        truths = [known | held << bit for known, held in zip(truths, holds[index], strict=True)]
    return truths
