# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Passes of an automaton over a text, and what they remember of texts before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from .pattern_allowance import spend, steps_left
from .pattern_alphabet import Alphabet

__all__ = ["Move", "Node", "NodeKind", "Pass", "PatternLimit", "State"]

#: States that one pass keeps, and their ways to others. More are made again when they are needed, so that texts can't
#: fill the memory.
_MOST_STATES: Final = 2000
_MOST_WAYS: Final = 50_000
#: Characters of which a move knows its way at once. Others are looked up by their class.
_MOST_CHARS: Final = 192
#: Nodes visited for new states in one pass: about half a second. Only a pattern with huge counts comes to it.
_MOST_WORK: Final = 2_000_000


class PatternLimit(Exception):
    """It can't be said in bounded time whether a text has a match."""


class _Settled(Exception):
    """The rest of the text does not matter."""

    def __init__(self, found: bool) -> None:
        self.found = found


class NodeKind(IntEnum):
    """What a node does before it leads on."""

    READ = 0
    FORK = 1
    IF = 2
    ACCEPT = 3


class Node(NamedTuple):
    """A node of an automaton."""

    kind: NodeKind
    #: The set that a code point is read of, or the condition that has to hold.
    subject: int
    #: The condition must not hold.
    negated: bool
    #: Where it leads to, by index.
    next: list[int]


class State(dict[int, "Move"]):
    """The nodes that a pass has come to by reading, and the moves from there by the conditions that hold, a bit
    each.
    """

    __slots__ = ("nodes", "owner")

    def __init__(self, owner: Pass, nodes: tuple[int, ...]) -> None:
        super().__init__()
        self.owner = owner
        self.nodes = nodes

    def __missing__(self, truths: int) -> Move:
        move = self[truths] = self.owner.move_of(self, truths)
        return move


class Move(dict[str, "Move"]):
    """What can be read from a state. By character: the move after it, where no condition holds."""

    __slots__ = ("accepts", "by_class", "reads", "state")

    def __init__(self, state: State, accepts: bool, reads: Sequence[int]) -> None:
        super().__init__()
        self.state = state
        self.accepts = accepts
        self.reads = reads
        self.by_class: dict[int, Move] = {}

    def __missing__(self, char: str) -> Move:
        move = self.state.owner.after(self, char)
        if len(self) < _MOST_CHARS:
            self[char] = move
        return move


class Pass:
    """One pass over a text: with which node it starts at every position, and which way it reads."""

    __slots__ = (
        "_alphabet",
        "_first",
        "_nodes",
        "_states",
        "_stops",
        "_ways",
        "_work",
        "anchored",
        "at_edges",
        "backward",
        "bits",
        "end",
        "start",
        "starts",
    )

    def __init__(self, nodes: list[Node], alphabet: Alphabet, starts: int, *, backward: bool, anchored: bool) -> None:
        self._nodes = nodes
        self._alphabet = alphabet
        self.starts = starts
        self.backward = backward
        #: A match begins at the first position.
        self.anchored = anchored
        #: By condition, its bit.
        self.bits: dict[int, int] = {}
        #: The bits of the first and the last position; 0 where that is not asked.
        self.start = 0
        self.end = 0
        #: Nothing is asked of positions but whether they are the first or the last one.
        self.at_edges = True
        self._stops = False
        self._forget()

    def _forget(self) -> None:
        self._states: dict[tuple[int, ...], State] = {}
        self._ways = 0
        self._work = 0
        self._first = State(self, ())

    def count_states(self) -> int:
        """Count the states that the first one leads to, with itself."""
        seen = {id(self._first): self._first}
        pending = [self._first]
        while pending:
            for move in pending.pop().values():
                for other in (*move.values(), *move.by_class.values()):
                    if id(other.state) not in seen:
                        seen[id(other.state)] = other.state
                        pending.append(other.state)
        return len(seen)

    def has_match(self, text: str) -> bool:
        """Say whether a text has a match, by a pass forwards that asks for the edges only. Raises PatternLimit."""
        self._work, self._stops = 0, True
        if text == "":
            return self._first[self.start | self.end].accepts
        move = self._first[self.start]
        if move.accepts:
            return True
        try:
            for char in text:
                move = move[char]
        except _Settled as settled:
            return settled.found
        return move.state[self.end].accepts

    def accepting(self, text: Iterable[str], truths: Iterable[int]) -> Iterable[bool]:
        """Say of each position in turn whether a match ends there.

        Truths are the conditions that hold, by position. Raises PatternLimit.
        """
        self._work = 0
        conditions = iter(truths)
        move = self._first[next(conditions)]
        yield move.accepts
        for char, held in zip(text, conditions, strict=True):
            move = move[char]
            if held:
                move = move.state[held]
            yield move.accepts

    def move_of(self, state: State, truths: int) -> Move:
        """Find what can be read at a position: everything that a state leads to, and a new start."""
        seen: set[int] = set()
        reads: list[int] = []
        accepts = False
        pending = [*state.nodes, self.starts]
        while pending:
            index = pending.pop()
            if index in seen:
                continue
            seen.add(index)
            kind, subject, negated, following = self._nodes[index]
            if kind is NodeKind.READ:
                reads.append(index)
            elif kind is NodeKind.ACCEPT:
                accepts = True
            elif kind is NodeKind.FORK or (truths >> self.bits[subject] & 1 == 1) is not negated:
                pending.extend(following)
        self._spend(len(seen))
        return Move(state, accepts, reads)

    def after(self, move: Move, char: str) -> Move:
        """Give the move after a character where no condition holds."""
        if self._stops and self.anchored and not move.reads:
            raise _Settled(False)
        found = self._alphabet.class_of(char)
        following = move.by_class.get(found)
        self._ways += 1
        if following is None:
            self._spend(len(move.reads))
            bit = 1 << found
            members = self._alphabet.members
            nodes = {node.next[0] for node in map(self._nodes.__getitem__, move.reads) if members[node.subject] & bit}
            following = move.by_class[found] = self._state_of(tuple(sorted(nodes)))[0]
        if self._stops and following.accepts:
            raise _Settled(True)
        return following

    def _state_of(self, nodes: tuple[int, ...]) -> State:
        known = self._states.get(nodes)
        if known is None:
            if len(self._states) >= _MOST_STATES or self._ways > _MOST_WAYS:
                work = self._work
                self._forget()
                self._work = work
            known = self._states[nodes] = State(self, nodes)
        return known

    def _spend(self, work: int) -> None:
        self._work += work
        spend(work / 8)
        if self._work > _MOST_WORK or steps_left() < 0:
            raise PatternLimit
