# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Tells which patterns the Rust crate `regex` judges as ECMA-262 does, and how they are written for it."""

from __future__ import annotations

from collections.abc import Sequence as Items
from typing import Final

from .code_points import Spans
from .pattern_analysis import is_deterministic, measure, parts_of
from .pattern_printing import print_for_rust
from .pattern_syntax import KnownPattern
from .pattern_tree import ENDLESS, Look, Node, Read, Repeat, Word, is_anchored
from .pattern_walk import Walk, walk

__all__ = ["pattern_for_rust"]

#: So many nodes may be open at a position while Rust reads a text: more would make a long one slow.
_FEW_NODES: Final = 100
#: So many in all, where a text of this length has ended all of them.
_MANY_NODES: Final = 1000
#: What Rust's program may weigh: so it stays below the limit of its size, 10 MiB.
_MOST_WEIGHT: Final = 200_000
#: So many groups may stand in each other in what is written.
_DEEPEST: Final = 60


def pattern_for_rust(source: str) -> str | None:
    """Give the text by which Rust judges, in linear time, as ECMA-262 does; None where there is none.

    Raises ValueError for a text that is no pattern.
    """
    pattern = KnownPattern(source)
    tree = pattern.syntax.tree
    if len(pattern.syntax.referred) > 0 or walk(_looks_around(tree)):
        return None
    if not _is_fast(pattern):
        return None
    if walk(_weigh(tree, [_weight_of(spans) for spans in pattern.sets])) > _MOST_WEIGHT:
        return None
    written = print_for_rust(pattern.syntax, pattern.sets)
    return written if _depth_of(written) <= _DEEPEST else None


def _is_fast(pattern: KnownPattern) -> bool:
    """Say whether few nodes are open at a position, or only at the first positions."""
    tree = pattern.syntax.tree
    nodes = measure(tree).nodes
    if nodes <= _FEW_NODES or (nodes <= _MANY_NODES and is_anchored(tree) and not walk(_is_endless(tree))):
        return True
    return is_deterministic(pattern.syntax, pattern.alphabet)


def _is_endless(tree: Node) -> Walk[bool]:
    if isinstance(tree, Repeat) and tree.max == ENDLESS:
        return True
    for part in parts_of(tree):
        if (yield _is_endless(part)):
            return True
    return False


def _looks_around(tree: Node) -> Walk[bool]:
    if isinstance(tree, Look) or (isinstance(tree, Word) and tree.negated):
        return True
    for part in parts_of(tree):
        if (yield _looks_around(part)):
            return True
    return False


def _weight_of(spans: Spans) -> int:
    """Weigh a set: the more bytes its code points have, and the more their numbers differ, the more."""
    return sum(1 if last < 0x80 else 6 if first >> 16 == last >> 16 and first >= 0x800 else 20 for first, last in spans)


def _weigh(tree: Node, sets: Items[int]) -> Walk[int]:
    weight = 2 + (sets[tree.set] if isinstance(tree, Read) else 0)
    for part in parts_of(tree):
        weight += yield _weigh(part, sets)
    if isinstance(tree, Repeat):
        weight *= tree.min + 1 if tree.max == ENDLESS else max(tree.max, 1)
    return weight


def _depth_of(written: str) -> int:
    """Count the groups that stand in each other in a text without escaped brackets."""
    deepest = depth = 0
    for sign in written:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
    return deepest
