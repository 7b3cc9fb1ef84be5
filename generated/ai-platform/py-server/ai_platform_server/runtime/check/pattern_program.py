# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""The instructions of a pattern, for matching by backtracking."""

from __future__ import annotations

from typing import Final, TypeAlias

from .pattern_tree import Back, Choice, Edge, Group, Look, Node, Read, Repeat, Sequence, Syntax, Word
from .pattern_walk import Walk, walk

__all__ = ["Instruction", "Program"]

#: What an instruction does, and its numbers a, b, c and d.
Instruction: TypeAlias = tuple[int, int, int, int, int]

# Plain numbers: an enumeration takes twice the time of a step.
#: Reads a code point of set a; b: backwards.
READ: Final = 0
#: Reads code points of set a, from c up to d of them; b: backwards.
SPAN: Final = 1
#: Decides by the counter in slot a whether there is a round more, which is what follows, or goes on at b. c and d:
#: least and most rounds.
ROUND: Final = 2
#: Like it, and prefers to go on at b.
LAZY_ROUND: Final = 3
#: The start of a round counted in slot a. Forgets the slots from b up to but without c.
BEGIN: Final = 4
#: The end of a round counted in slot a, begun again at b. c: least rounds.
AGAIN: Final = 5
#: Tries what follows, and a if that fails.
FORK: Final = 6
#: Goes on at a.
GOTO: Final = 7
#: Remembers in slot a where a group begins or ends.
MARK: Final = 8
#: Reads again what the group with its slots from a on has read; b: backwards.
BACK: Final = 9
START: Final = 10
END: Final = 11
#: Is at a word boundary, or with a at none.
WORD: Final = 12
#: What follows is a body of its own, up to its ACCEPT. Goes on at a if it matches, or with b if not.
LOOK: Final = 13
#: Begins a loop counted in slot a.
LOOP: Final = 14
ACCEPT: Final = 15


class Program:
    """The instructions of a pattern, and how many slots they use."""

    __slots__ = ("code", "slots")

    def __init__(self, syntax: Syntax) -> None:
        self.code: list[Instruction] = []
        #: Slots of groups (two each), then of loops (rounds so far, and where the last one began).
        self.slots = syntax.groups * 2
        walk(self._compile(syntax.tree, False))
        self._emit(ACCEPT)

    def _emit(self, step: int, a: int = 0, b: int = 0, c: int = 0, d: int = 0) -> int:
        self.code.append((step, a, b, c, d))
        return len(self.code) - 1

    def _compile(self, tree: Node, backward: bool) -> Walk[None]:
        match tree:
            case Read(set=index):
                self._emit(READ, index, backward)
            case Sequence(items=items):
                for item in reversed(items) if backward else items:
                    yield self._compile(item, backward)
            case Choice(branches=branches):
                yield self._compile_choice(branches, backward)
            case Group(number=number, body=body):
                self._emit(MARK, number * 2 + backward)
                yield self._compile(body, backward)
                self._emit(MARK, number * 2 + (not backward))
            case Repeat(body=Read(set=index), lazy=False):
                self._emit(SPAN, index, backward, tree.min, tree.max)
            case Repeat():
                yield self._compile_repeat(tree, backward)
            case Look(body=body, behind=behind, negated=negated):
                look = self._emit(LOOK)
                yield self._compile(body, behind)
                self.code[look] = (LOOK, self._emit(ACCEPT) + 1, negated, 0, 0)
            case Word(negated=negated):
                self._emit(WORD, negated)
            case Edge(end=end):
                self._emit(END if end else START)
            case Back(group=group):
                self._emit(BACK, group * 2, backward)

    def _compile_choice(self, branches: tuple[Node, ...], backward: bool) -> Walk[None]:
        exits: list[int] = []
        for branch in branches[:-1]:
            fork = self._emit(FORK)
            yield self._compile(branch, backward)
            exits.append(self._emit(GOTO))
            self.code[fork] = (FORK, len(self.code), 0, 0, 0)
        yield self._compile(branches[-1], backward)
        for goto in exits:
            self.code[goto] = (GOTO, len(self.code), 0, 0, 0)

    def _compile_repeat(self, tree: Repeat, backward: bool) -> Walk[None]:
        loop = self.slots
        self.slots += 2
        self._emit(LOOP, loop)
        start = self._emit(ROUND)
        self._emit(BEGIN, loop, tree.first * 2, tree.last * 2)
        yield self._compile(tree.body, backward)
        end = self._emit(AGAIN, loop, start, tree.min)
        self.code[start] = (LAZY_ROUND if tree.lazy else ROUND, loop, end + 1, tree.min, tree.max)
