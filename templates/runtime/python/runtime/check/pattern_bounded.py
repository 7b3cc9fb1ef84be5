"""Matching by backtracking, as ECMA-262 (22.2.2) describes it, for patterns with back references.

What they mean depends on the way a position was reached. No linear algorithm is known for them, so the steps are
counted.
"""

from __future__ import annotations

from typing import Final

from .pattern_alphabet import Alphabet
from .pattern_linear import word_boundaries
from .pattern_program import Program, Step
from .pattern_tree import ENDLESS, Syntax

__all__ = ["Backtracker"]

#: Steps of one test: some tenths of a second.
_MOST_STEPS: Final = 1_000_000
#: Choices and changes that are remembered at a time.
_MOST_CHOICES: Final = 250_000


class Backtracker:
    """The instructions of a pattern. Several threads may use it."""

    __slots__ = ("_alphabet", "_asks_words", "_members", "_program")

    def __init__(self, syntax: Syntax, alphabet: Alphabet) -> None:
        self._program = Program(syntax)
        self._alphabet = alphabet
        self._asks_words = any(each[0] is Step.WORD for each in self._program.code)
        #: By set and class of code points, whether it has them.
        self._members = [bytes(held >> each & 1 for each in range(alphabet.classes)) for held in alphabet.members]

    def match(self, text: str) -> bool | None:
        """Say whether a text has a match; None where that takes too many steps."""
        classes = {char: self._alphabet.class_of(char) for char in set(text)}
        run = _Run(self._program, self._members, text, [classes[char] for char in text])
        if self._asks_words:
            run.words = word_boundaries(text)
        for at in range(len(text) + 1):
            found = run.match_from(at)
            if found is not False:
                return found
        return False


class _Run:
    """A test under way. Slots that hold nothing hold -1."""

    __slots__ = ("changes", "choices", "classes", "code", "members", "slots", "steps", "text", "words")

    def __init__(self, program: Program, members: list[bytes], text: str, classes: list[int]) -> None:
        self.code = program.code
        self.members = members
        self.text = text
        self.classes = classes
        self.words = b""
        self.slots = [-1] * program.slots
        #: What is left to try: instruction, position, and how many changes there had been.
        self.choices: list[tuple[int, int, int]] = []
        #: Which slot, and what it held.
        self.changes: list[tuple[int, int]] = []
        self.steps = 0

    def set(self, slot: int, value: int) -> None:
        """Change a slot so that it can be undone."""
        held = self.slots[slot]
        if held != value:
            self.changes.append((slot, held))
            self.slots[slot] = value

    def undo(self, length: int) -> None:
        """Undo all changes but the first so many."""
        changes = self.changes
        while len(changes) > length:
            slot, held = changes.pop()
            self.slots[slot] = held

    def match_from(self, at: int) -> bool | None:
        """Say whether a match begins at a position. If none does, everything is as it was."""
        code, choices, changes = self.code, self.choices, self.changes
        index, holds = 0, True
        # Bodies of lookarounds that we are in: the choices before, the changes before, where we were, and the choices
        # of what is around.
        looks: list[tuple[int, int, int, int]] = []
        base = 0
        while True:
            self.steps += 1
            if self.steps > _MOST_STEPS or len(choices) > _MOST_CHOICES or len(changes) > 2 * _MOST_CHOICES:
                return None
            if not holds:
                if len(choices) > base:
                    index, at, length = choices.pop()
                    self.undo(length)
                    holds = True
                    continue
                if not looks:
                    self.undo(0)
                    return False
                index, at, holds, base = self._leave(looks.pop(), False, base)
                continue
            step = code[index][0]
            if step is Step.ACCEPT:
                if not looks:
                    return True
                index, at, holds, base = self._leave(looks.pop(), True, base)
            elif step is Step.LOOK:
                looks.append((index, at, len(changes), base))
                base = len(choices)
                index += 1
            else:
                index, at, holds = self._do(index, at)

    def _leave(self, look: tuple[int, int, int, int], matches: bool, base: int) -> tuple[int, int, bool, int]:
        """End the body of a lookaround: give the instruction and position to go on from, whether it holds, and the
        choices around it.
        """
        index, at, changes, outer = look
        _, following, negated, _, _ = self.code[index]
        del self.choices[base:]
        if negated or not matches:
            self.undo(changes)
        return following, at, matches != bool(negated), outer

    def _do(self, index: int, at: int) -> tuple[int, int, bool]:
        """Do one instruction; give where to go on, unless it fails."""
        step, a, b, c, _ = self.code[index]
        match step:
            case Step.READ:
                after = at - 1 if b else at + 1
                read = after if b else at
                return index + 1, after, 0 <= read < len(self.classes) and self.members[a][self.classes[read]] == 1
            case Step.ROUND | Step.LAZY_ROUND:
                return self._round(index, at), at, True
            case Step.BEGIN:
                self.set(a + 1, at)
                for slot in range(b, c):
                    self.set(slot, -1)
            case Step.AGAIN:
                rounds = self.slots[a]
                # A round that had to be no more, and has read nothing, is no round.
                if rounds >= c and self.slots[a + 1] == at:
                    return index, at, False
                self.set(a, rounds + 1)
                return b, at, True
            case Step.FORK:
                self.choices.append((a, at, len(self.changes)))
            case Step.GOTO:
                return a, at, True
            case Step.MARK:
                self.set(a, at)
            case Step.BACK:
                return self._read_back(index, at)
            case Step.START:
                return index + 1, at, at == 0
            case Step.END:
                return index + 1, at, at == len(self.classes)
            case Step.WORD:
                return index + 1, at, self.words[at] != a
            case Step.LOOP:
                self.set(a, 0)
        return index + 1, at, True

    def _round(self, index: int, at: int) -> int:
        step, slot, exit_, least, most = self.code[index]
        rounds = self.slots[slot]
        if most != ENDLESS and rounds >= most:
            return exit_
        if rounds < least:
            return index + 1
        if step is Step.LAZY_ROUND:
            self.choices.append((index + 1, at, len(self.changes)))
            return exit_
        self.choices.append((exit_, at, len(self.changes)))
        return index + 1

    def _read_back(self, index: int, at: int) -> tuple[int, int, bool]:
        """A group that has not matched is matched by nothing."""
        _, slot, backward, _, _ = self.code[index]
        start, end = self.slots[slot], self.slots[slot + 1]
        if start < 0 or end < 0:
            return index + 1, at, True
        said = self.text[start:end]
        self.steps += len(said) >> 4
        if backward:
            return index + 1, at - len(said), self.text.endswith(said, 0, at)
        return index + 1, at + len(said), self.text.startswith(said, at)
