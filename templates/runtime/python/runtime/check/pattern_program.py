"""The instructions of a pattern, for matching by backtracking."""

from __future__ import annotations

from enum import IntEnum
from typing import TypeAlias

from .pattern_tree import Back, Choice, Edge, Group, Look, Node, Read, Repeat, Sequence, Syntax, Word
from .pattern_walk import Walk, walk

__all__ = ["Instruction", "Program", "Step"]


class Step(IntEnum):
    """What an instruction does, and what its numbers a, b, c and d are."""

    #: Reads a code point of set a; b: backwards.
    READ = 0
    #: Decides by the counter in slot a whether there is a round more, which is what follows, or goes on at b. c and
    #: d: least and most rounds.
    ROUND = 1
    #: Like it, and prefers to go on at b.
    LAZY_ROUND = 2
    #: The start of a round counted in slot a. Forgets the slots from b up to but without c.
    BEGIN = 3
    #: The end of a round counted in slot a, begun again at b. c: least rounds.
    AGAIN = 4
    #: Tries what follows, and a if that fails.
    FORK = 5
    #: Goes on at a.
    GOTO = 6
    #: Remembers in slot a where a group begins or ends.
    MARK = 7
    #: Reads again what the group with its slots from a on has read; b: backwards.
    BACK = 8
    START = 9
    END = 10
    #: Is at a word boundary, or with a at none.
    WORD = 11
    #: What follows is a body of its own, up to its ACCEPT. Goes on at a if it matches, or with b if not.
    LOOK = 12
    #: Begins a loop counted in slot a.
    LOOP = 13
    ACCEPT = 14


#: A step and its numbers.
Instruction: TypeAlias = tuple[Step, int, int, int, int]


class Program:
    """The instructions of a pattern, and how many slots they use."""

    __slots__ = ("code", "slots")

    def __init__(self, syntax: Syntax) -> None:
        self.code: list[Instruction] = []
        #: Slots of groups (two each), then of loops (rounds so far, and where the last one began).
        self.slots = syntax.groups * 2
        walk(self._compile(syntax.tree, False))
        self._emit(Step.ACCEPT)

    def _emit(self, step: Step, a: int = 0, b: int = 0, c: int = 0, d: int = 0) -> int:
        self.code.append((step, a, b, c, d))
        return len(self.code) - 1

    def _compile(self, tree: Node, backward: bool) -> Walk[None]:
        match tree:
            case Read(set=index):
                self._emit(Step.READ, index, backward)
            case Sequence(items=items):
                for item in reversed(items) if backward else items:
                    yield self._compile(item, backward)
            case Choice(branches=branches):
                yield self._compile_choice(branches, backward)
            case Group(index=index, body=body):
                self._emit(Step.MARK, index * 2 + backward)
                yield self._compile(body, backward)
                self._emit(Step.MARK, index * 2 + (not backward))
            case Repeat():
                yield self._compile_repeat(tree, backward)
            case Look(body=body, behind=behind, negated=negated):
                look = self._emit(Step.LOOK)
                yield self._compile(body, behind)
                self.code[look] = (Step.LOOK, self._emit(Step.ACCEPT) + 1, negated, 0, 0)
            case Word(negated=negated):
                self._emit(Step.WORD, negated)
            case Edge(end=end):
                self._emit(Step.END if end else Step.START)
            case Back(group=group):
                self._emit(Step.BACK, group * 2, backward)

    def _compile_choice(self, branches: tuple[Node, ...], backward: bool) -> Walk[None]:
        exits: list[int] = []
        for branch in branches[:-1]:
            fork = self._emit(Step.FORK)
            yield self._compile(branch, backward)
            exits.append(self._emit(Step.GOTO))
            self.code[fork] = (Step.FORK, len(self.code), 0, 0, 0)
        yield self._compile(branches[-1], backward)
        for goto in exits:
            self.code[goto] = (Step.GOTO, len(self.code), 0, 0, 0)

    def _compile_repeat(self, tree: Repeat, backward: bool) -> Walk[None]:
        loop = self.slots
        self.slots += 2
        self._emit(Step.LOOP, loop)
        start = self._emit(Step.ROUND)
        self._emit(Step.BEGIN, loop, tree.first * 2, tree.last * 2)
        yield self._compile(tree.body, backward)
        end = self._emit(Step.AGAIN, loop, start, tree.min)
        self.code[start] = (Step.LAZY_ROUND if tree.lazy else Step.ROUND, loop, end + 1, tree.min, tree.max)
