# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Tells for which patterns backtracking reads each code point of any text a few times at most, also where there is
no match.
"""

from __future__ import annotations

from collections.abc import Sequence as Items
from typing import Final, NamedTuple

from .pattern_alphabet import Alphabet
from .pattern_tree import ENDLESS, Choice, Edge, Group, Look, Node, Read, Repeat, Sequence, Syntax, Word
from .pattern_walk import Walk, walk

__all__ = ["Size", "is_deterministic", "is_linear", "keeps_what_it_reads", "measure", "parts_of"]

#: Steps that a part of a pattern may take which is tried at every position.
_FEW_STEPS: Final = 200
_MOST: Final = 2**31 - 1


class Size(NamedTuple):
    """The measures of an automaton in which all repetitions are written out."""

    nodes: int
    looks: int


def measure(tree: Node) -> Size:
    """Measure the automaton of a pattern. Greater numbers than 2^31 are that."""
    return walk(_measure(tree))


def _measure(tree: Node) -> Walk[Size]:
    nodes, looks = 1, 0
    for item in parts_of(tree):
        inner = yield _measure(item)
        nodes, looks = nodes + inner.nodes, looks + inner.looks
    if isinstance(tree, Look):
        looks += 1
    if isinstance(tree, Repeat):
        rounds = tree.min + 1 if tree.max == ENDLESS else max(tree.max, 1)
        nodes, looks = nodes * rounds, looks * rounds
    return Size(min(nodes, _MOST), min(looks, _MOST))


def parts_of(tree: Node) -> tuple[Node, ...]:
    """Give what something is made of."""
    match tree:
        case Sequence(items=items) | Choice(branches=items):
            return items
        case Repeat(body=body) | Look(body=body) | Group(body=body):
            return (body,)
    return ()


def is_linear(syntax: Syntax, alphabet: Alphabet) -> bool:
    """Say whether backtracking is linear, for sure.

    It is where each code point says which way to go. It still is where a single set is repeated that the rest may
    begin with too, or where a match may begin anywhere, if the rest takes few steps: these are the steps of each
    position.
    """
    items = _items_of(syntax.tree)
    if not items or not _is_start(items[0]):
        return walk(_count_steps(syntax.tree)) <= _FEW_STEPS
    at = 1
    while at < len(items) and isinstance(items[at], Look):
        look = items[at]
        if not isinstance(look, Look) or look.behind or not _Choices(alphabet).are_linear(_items_of(look.body)):
            return False
        at += 1
    return _Choices(alphabet).are_linear(items[at:])


def is_deterministic(syntax: Syntax, alphabet: Alphabet) -> bool:
    """Say whether a match begins at the first position only, and each code point says which way to go, for sure."""
    items = _items_of(syntax.tree)
    return bool(items) and _is_start(items[0]) and _Choices(alphabet).tell_apart(items[1:])


def keeps_what_it_reads(syntax: Syntax, alphabet: Alphabet) -> bool:
    """Say whether no repetition has to give back what it has read, for sure: nothing but code points decides."""
    return is_deterministic(syntax, alphabet) and not walk(_has_conditions(syntax.tree))


def _has_conditions(tree: Node) -> Walk[bool]:
    if isinstance(tree, Look | Word):
        return True
    for part in parts_of(tree):
        if (yield _has_conditions(part)):
            return True
    return False


def _items_of(tree: Node) -> tuple[Node, ...]:
    while isinstance(tree, Group):
        tree = tree.body
    return tree.items if isinstance(tree, Sequence) else (tree,)


def _is_start(tree: Node) -> bool:
    return isinstance(tree, Edge) and not tree.end


class _First(NamedTuple):
    """What something may begin with: classes of code points, a bit each; and whether it may be nothing."""

    classes: int
    nullable: bool

    def before(self, following: int) -> int:
        """Give what may come here, if this is what follows behind it."""
        return self.classes | following if self.nullable else self.classes


class _Choices:
    """Compares what the ways of a choice may begin with. The end of a text is a class of its own."""

    def __init__(self, alphabet: Alphabet) -> None:
        self._members = alphabet.members
        self._end = 1 << alphabet.classes
        # By node, which lives as long as its tree.
        self._firsts: dict[int, _First] = {}

    def are_linear(self, items: Items[Node]) -> bool:
        """Say whether a sequence is matched from one position in linear time."""
        at = len(items)
        ways, length = 1, 1
        while at > 0:
            more, further = walk(_count_ways(items[at - 1]))
            ways, length = ways * more, length + further
            if ways * length > _FEW_STEPS:
                break
            at -= 1
        if self._tell_apart_before(items[:at], items[at:]):
            return True
        last = items[at - 1]
        is_loop = isinstance(last, Repeat) and isinstance(last.body, Read)
        return is_loop and self._tell_apart_before(items[: at - 1], items[at - 1 :])

    def tell_apart(self, items: Items[Node]) -> bool:
        """Say whether each code point says which way to go."""
        return walk(self._check_sequence(items, 0))

    def _tell_apart_before(self, items: Items[Node], rest: Items[Node]) -> bool:
        """Say whether each code point says which way to go, up to the rest of a sequence."""
        return walk(self._check_sequence(items, walk(self._first_of_sequence(rest)).classes))

    def _check_sequence(self, items: Items[Node], following: int) -> Walk[bool]:
        for item in reversed(items):
            if not (yield self._check(item, following)):
                return False
            following = (yield self._first(item)).before(following)
        return True

    def _check(self, tree: Node, following: int) -> Walk[bool]:
        result: bool
        match tree:
            case Read() | Word() | Edge(end=True):
                return True
            case Sequence(items=items):
                result = yield self._check_sequence(items, following)
                return result
            case Group(body=body):
                result = yield self._check(body, following)
                return result
            case Choice(branches=branches):
                result = yield self._check_choice(branches, following)
                return result
            case Repeat(body=body, min=least, max=most):
                if most == 0:
                    return True
                first: _First = yield self._first(body)
                if first.nullable or (least != most and first.classes & following):
                    return False
                result = yield self._check(body, following if most == 1 else following | first.classes)
                return result
            case Look(body=body, behind=False):
                steps: int = yield _count_steps(body)
                return steps <= _FEW_STEPS
        return False

    def _check_choice(self, branches: Items[Node], following: int) -> Walk[bool]:
        taken = 0
        nullable = False
        for branch in branches:
            first: _First = yield self._first(branch)
            classes = first.before(following)
            if classes & taken or (nullable and first.nullable):
                return False
            taken |= classes
            nullable |= first.nullable
            if not (yield self._check(branch, following)):
                return False
        return True

    def _first(self, tree: Node) -> Walk[_First]:
        known = self._firsts.get(id(tree))
        if known is None:
            known = self._firsts[id(tree)] = yield self._find_first(tree)
        return known

    def _find_first(self, tree: Node) -> Walk[_First]:
        result: _First
        match tree:
            case Read(set=index):
                return _First(self._members[index], False)
            case Edge(end=True):
                return _First(self._end, False)
            case Sequence(items=items):
                result = yield self._first_of_sequence(items)
                return result
            case Choice(branches=branches):
                found = _First(0, False)
                for branch in branches:
                    other: _First = yield self._first(branch)
                    found = _First(found.classes | other.classes, found.nullable or other.nullable)
                return found
            case Group(body=body):
                result = yield self._first(body)
                return result
            case Repeat(body=body, min=least, max=most):
                inner: _First = yield self._first(body)
                return _First(0 if most == 0 else inner.classes, inner.nullable or least == 0)
        return _First(0, True)

    def _first_of_sequence(self, items: Items[Node]) -> Walk[_First]:
        found = _First(0, True)
        for item in reversed(items):
            first: _First = yield self._first(item)
            found = _First(first.before(found.classes), first.nullable and found.nullable)
        return found


def _count_steps(tree: Node) -> Walk[int]:
    """Count the steps from one position, whatever follows: no fewer than there can be."""
    counted: tuple[int, int] = yield _count_ways(tree)
    return min(counted[0] * counted[1], _MOST)


def _count_ways(tree: Node) -> Walk[tuple[int, int]]:
    """Count the ways through something, and the steps of the longest."""
    result: tuple[int, int]
    match tree:
        case Read() | Edge():
            return 1, 1
        case Word():
            return 1, 4
        case Sequence(items=items):
            ways, length = 1, 1
            for item in items:
                more, further = yield _count_ways(item)
                ways, length = min(ways * more, _MOST), min(length + further, _MOST)
            return ways, length
        case Choice(branches=branches):
            ways, length = 0, 1
            for branch in branches:
                more, further = yield _count_ways(branch)
                ways, length = min(ways + more, _MOST), max(length, further + 1)
            return ways, length
        case Group(body=body) | Look(body=body):
            result = yield _count_ways(body)
            return result
        case Repeat(body=body, min=least, max=most):
            if most == ENDLESS or most > _FEW_STEPS:
                return _MOST, _MOST
            ways, length = yield _count_ways(body)
            return min(sum(min(ways, _MOST) ** rounds for rounds in range(least, most + 1)), _MOST), min(
                length * most + 1, _MOST
            )
    return _MOST, _MOST
