# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Chooses how texts are matched.

By `re` where it reads each code point a few times at most, by an automaton, or with counted steps.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Final, TypeAlias

from .pattern_analysis import is_linear, keeps_what_it_reads, measure, parts_of
from .pattern_bounded import Backtracker
from .pattern_linear import Automaton
from .pattern_printing import print_for_re
from .pattern_syntax import KnownPattern
from .pattern_tree import ENDLESS, Look, Node, Read, Repeat, is_anchored
from .pattern_walk import Walk, walk

__all__ = ["choose_engine", "make_careful", "make_direct"]

#: Says whether a text has a match; None where that takes too many steps.
Engine: TypeAlias = Callable[[str], bool | None]

#: Nodes of an automaton in which all repetitions are written out.
_MOST_NODES: Final = 20_000
#: Lookarounds take a byte for each position of a text.
_MOST_LOOKS: Final = 40
#: Up to this length `re` may keep what it takes for each round of a group.
_LONG: Final = 100_000
_MANY_ROUNDS: Final = 1000


def choose_engine(source: str) -> Engine:
    """Give the function that matches texts. Raises ValueError for a text that is no pattern."""
    pattern = KnownPattern(source)
    direct = make_direct(pattern)
    if direct is None:
        return make_careful(pattern)
    if _is_possessive(pattern) or not walk(_repeats_groups(pattern.syntax.tree)):
        return direct
    careful = make_careful(pattern)
    return lambda text: direct(text) if len(text) <= _LONG else careful(text)


def make_direct(pattern: KnownPattern) -> Engine | None:
    """Make a matcher by `re`, where that is linear and knows all that the pattern has."""
    syntax = pattern.syntax
    if len(syntax.referred) > 0 or walk(_looks_behind(syntax.tree)) or not is_linear(syntax, pattern.alphabet):
        return None
    try:
        compiled = re.compile(print_for_re(syntax, pattern.sets, _is_possessive(pattern)))
    except (RecursionError, OverflowError):
        return None
    find = compiled.match if is_anchored(syntax.tree) else compiled.search
    return lambda text: find(text) is not None


def _is_possessive(pattern: KnownPattern) -> bool:
    """Say whether repetitions need to give nothing back. Some that may were wrong before Python 3.11.5 (gh-106052)."""
    return sys.version_info >= (3, 11, 5) and keeps_what_it_reads(pattern.syntax, pattern.alphabet)


def make_careful(pattern: KnownPattern) -> Engine:
    """Make a matcher for all patterns."""
    size = measure(pattern.syntax.tree)
    if pattern.syntax.referred or size.nodes > _MOST_NODES or size.looks > _MOST_LOOKS:
        return Backtracker(pattern.syntax, pattern.alphabet).match
    return Automaton(pattern.syntax, pattern.alphabet).match


def _looks_behind(tree: Node) -> Walk[bool]:
    """Say whether there is a lookbehind: those of `re` are of one length."""
    if isinstance(tree, Look) and tree.behind:
        return True
    for part in parts_of(tree):
        if (yield _looks_behind(part)):
            return True
    return False


def _repeats_groups(tree: Node) -> Walk[bool]:
    """Say whether there are many rounds of more than one set."""
    if (
        isinstance(tree, Repeat)
        and not isinstance(tree.body, Read)
        and (tree.max == ENDLESS or tree.max > _MANY_ROUNDS)
    ):
        return True
    for part in parts_of(tree):
        if (yield _repeats_groups(part)):
            return True
    return False
