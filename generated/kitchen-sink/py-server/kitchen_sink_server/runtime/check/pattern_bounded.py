# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Matching by backtracking, as ECMA-262 (22.2.2) describes it, for patterns with back references.

What they mean depends on the way a position was reached. No linear algorithm is known for them, so the steps are
counted.
"""

from __future__ import annotations

from typing import Final

from . import pattern_program as steps
from .pattern_allowance import spend, steps_left
from .pattern_alphabet import Alphabet
from .pattern_linear import word_boundaries
from .pattern_program import Program
from .pattern_tree import ENDLESS, Syntax

__all__ = ["Backtracker"]

#: Steps of one test: about two tenths of a second.
_MOST_STEPS: Final = 400_000
#: Choices and changes that are remembered at a time.
_MOST_KEPT: Final = 300_000


class Backtracker:
    """The instructions of a pattern. Several threads may use it."""

    __slots__ = ("_alphabet", "_asks_words", "_members", "_program")

    def __init__(self, syntax: Syntax, alphabet: Alphabet) -> None:
        self._program = Program(syntax)
        self._alphabet = alphabet
        self._asks_words = any(each[0] == steps.WORD for each in self._program.code)
        #: By set and class of code points, whether it has them.
        self._members = [bytes(held >> each & 1 for each in range(alphabet.classes)) for held in alphabet.members]

    def match(self, text: str) -> bool | None:
        """Say whether a text has a match; None where that takes too many steps."""
        classes = {char: self._alphabet.class_of(char) for char in set(text)}
        words = word_boundaries(text) if self._asks_words else b""
        run = _Run(self._program, self._members, text, [classes[char] for char in text], words)
        found: bool | None = False
        for at in range(len(text) + 1):
            found = run.match_from(at)
            if found is not False:
                break
        spend(run.spent)
        return found


class _Run:
    """A test under way. Slots that hold nothing hold -1."""

    __slots__ = ("changes", "choices", "classes", "code", "members", "most", "slots", "spent", "text", "words")

    def __init__(self, program: Program, members: list[bytes], text: str, classes: list[int], words: bytes) -> None:
        self.code = program.code
        self.members = members
        self.text = text
        self.classes = classes
        self.words = words
        self.slots = [-1] * program.slots
        #: What is left to try: instruction, position, how many changes there had been, and how many positions before
        #: or behind that one are left as well.
        self.choices: list[tuple[int, int, int, int]] = []
        #: Which slot, and what it held.
        self.changes: list[tuple[int, int]] = []
        self.spent = 0
        self.most = min(_MOST_STEPS, steps_left())

    def match_from(self, at: int) -> bool | None:
        """Say whether a match begins at a position. If none does, everything is as it was."""
        code, choices, changes = self.code, self.choices, self.changes
        members, classes, end = self.members, self.classes, len(self.classes)
        index = base = 0
        # Bodies of lookarounds that we are in: the instruction, the position, and the changes and choices before.
        looks: list[tuple[int, int, int, int]] = []
        while True:
            self.spent += 1
            if self.spent > self.most or len(choices) > _MOST_KEPT or len(changes) > _MOST_KEPT:
                return None
            step, a, b, _, _ = code[index]
            holds = True
            if step == steps.READ:
                at -= b
                holds = 0 <= at < end and members[a][classes[at]] == 1
                at += not b
                index += 1
            elif step == steps.SPAN:
                at, holds = self._span(index, at)
                index += 1
            elif step == steps.FORK:
                choices.append((a, at, len(changes), 0))
                index += 1
            elif step == steps.GOTO:
                index = a
            elif step == steps.LOOK:
                looks.append((index, at, len(changes), base))
                base = len(choices)
                index += 1
            elif step == steps.ACCEPT:
                if not looks:
                    return True
                index, at, holds, base = self._leave(looks.pop(), True, base)
            elif step <= steps.AGAIN:
                index, holds = self._turn(index, at)
            else:
                index, at, holds = self._do(index, at)
            while not holds:
                if len(choices) > base:
                    index, at, length, others = choices.pop()
                    if others:
                        choices.append(
                            (index, at + (1 if others < 0 else -1), length, others + (1 if others < 0 else -1))
                        )
                    self._undo(length)
                    holds = True
                elif not looks:
                    self._undo(0)
                    return False
                else:
                    index, at, holds, base = self._leave(looks.pop(), False, base)

    def _span(self, index: int, at: int) -> tuple[int, bool]:
        """Read as much as there is, and leave the positions before it to be tried."""
        _, a, backward, least, most = self.code[index]
        classes, own = self.classes, self.members[a]
        there = at if backward else len(classes) - at
        most = there if most == ENDLESS else min(most, there)
        way = -1 if backward else 1
        first = at - 1 if backward else at
        count = next((read for read in range(most) if not own[classes[first + read * way]]), most)
        self.spent += count >> 3
        if count < least:
            return at, False
        if count > least:
            self.choices.append((index + 1, at + (count - 1) * way, len(self.changes), (count - least - 1) * way))
        return at + count * way, True

    def _leave(self, look: tuple[int, int, int, int], matches: bool, base: int) -> tuple[int, int, bool, int]:
        """End the body of a lookaround.

        Give the instruction and position to go on from, whether it holds, and how many choices belong to what is
        around.
        """
        index, at, changes, outer = look
        _, following, negated, _, _ = self.code[index]
        del self.choices[base:]
        if negated or not matches:
            self._undo(changes)
        return following, at, matches != bool(negated), outer

    def _turn(self, index: int, at: int) -> tuple[int, bool]:
        """Do an instruction of a loop; give where to go on, unless it fails."""
        step, slot, b, c, most = self.code[index]
        if step == steps.BEGIN:
            self._set(slot + 1, at)
            for each in range(b, c):
                self._set(each, -1)
            return index + 1, True
        rounds = self.slots[slot]
        if step == steps.AGAIN:
            # A round that had to be no more, and has read nothing, is no round.
            if rounds >= c and self.slots[slot + 1] == at:
                return index, False
            self._set(slot, rounds + 1)
            return b, True
        if most != ENDLESS and rounds >= most:
            return b, True
        if rounds < c:
            return index + 1, True
        first, other = (b, index + 1) if step == steps.LAZY_ROUND else (index + 1, b)
        self.choices.append((other, at, len(self.changes), 0))
        return first, True

    def _do(self, index: int, at: int) -> tuple[int, int, bool]:
        """Do another instruction; give where to go on, unless it fails."""
        step, a, backward, _, _ = self.code[index]
        if step == steps.BACK:
            return index + 1, *self._read_back(a, backward, at)
        if step == steps.START:
            return index + 1, at, at == 0
        if step == steps.END:
            return index + 1, at, at == len(self.classes)
        if step == steps.WORD:
            return index + 1, at, self.words[at] != a
        self._set(a, at if step == steps.MARK else 0)
        return index + 1, at, True

    def _read_back(self, slot: int, backward: int, at: int) -> tuple[int, bool]:
        """Read what a group has read. One that has not matched is matched by nothing."""
        start, end = self.slots[slot], self.slots[slot + 1]
        if start < 0 or end < 0:
            return at, True
        said = self.text[start:end]
        self.spent += len(said) >> 10
        if backward:
            return at - len(said), self.text.endswith(said, 0, at)
        return at + len(said), self.text.startswith(said, at)

    def _set(self, slot: int, value: int) -> None:
        """Change a slot so that it can be undone."""
        held = self.slots[slot]
        if held != value:
            self.changes.append((slot, held))
            self.slots[slot] = value

    def _undo(self, length: int) -> None:
        """Undo all changes but the first so many."""
        changes = self.changes
        while len(changes) > length:
            slot, held = changes.pop()
            self.slots[slot] = held
