# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Values that stand in one text: in a path (simple, label, matrix), a header (simple), or behind one name."""

from __future__ import annotations

from typing import Protocol

from ..wire.json import Json
from .findings import STYLE_MESSAGE, UNREADABLE, Findings, Missing
from .spec import Coding, Text
from .structures import COMMA, DOT, Delimiter, gather, pair_up, plan_items, plan_members, read_one, split_pairs
from .texts import NoFit, RulesOf, first_of, has_scalar, has_structure, plan_fit, plan_text
from .undo import Undoing, undo_percent


class RawPlan(Protocol):
    """Reads a value that stands in one text as it came."""

    def read(self, raw: str, found: Findings) -> Json | Missing:
        """The value; what is wrong goes to the findings."""


class ScalarText:
    """Reads a text that is one value."""

    __slots__ = ("_at", "_read", "_undoing")

    def __init__(self, spec: Text, undoing: Undoing, at: str, rules_of: RulesOf) -> None:
        self._read = plan_text(spec, rules_of)
        self._undoing = undoing
        self._at = at

    def read(self, raw: str, found: Findings) -> Json | Missing:
        return read_one(raw, self._read, self._undoing, self._at, found)


class CutText:
    """Reads a text that is a scalar, a list or an object, once its style's own marks have been taken off."""

    __slots__ = (
        "_delimiter",
        "_exploded",
        "_fit",
        "_is_union",
        "_read",
        "_structures",
        "_undoing",
        "at",
        "items",
        "members",
    )

    def __init__(
        self, spec: Text, delimiter: Delimiter, exploded: bool, undoing: Undoing, at: str, rules_of: RulesOf
    ) -> None:
        self._delimiter = delimiter
        self._exploded = exploded
        """Members are name=value."""
        self._undoing = undoing
        self.at = at
        self._read = plan_text(spec, rules_of)
        self._fit = plan_fit(spec, rules_of)
        self._is_union = spec.kind == "union" and has_structure(spec)
        self._structures = [rules_of(each.rule) for each in spec.any_of if has_structure(each.text)]
        self.items = plan_items(spec, undoing, rules_of)
        self.members = plan_members(spec, undoing, rules_of)

    def read(self, raw: str, found: Findings) -> Json | Missing:
        if self._is_union:
            return self._read_union(raw, found)
        if self.items is not None:
            return self.read_list([raw], found)
        if self.members is not None:
            return self._read_object(raw, found)
        return read_one(raw, self._read, self._undoing, self.at, found)

    def read_list(self, raws: list[str], found: Findings) -> Json | Missing:
        """Reads a list that may have come several times: it goes on each time, as a header's does."""
        if self.items is None:
            return found.twice(self.at)
        return self.items.read([text for raw in raws for text in self._delimiter.cut(raw)], self.at, found)

    def _read_object(self, raw: str, found: Findings) -> Json | Missing:
        texts = self._delimiter.cut(raw)
        pairs = split_pairs(texts) if self._exploded else pair_up(texts)
        gathered = gather(pairs, self._undoing, self.at, found)
        return UNREADABLE if gathered is None or self.members is None else self.members.read(gathered, self.at, found)

    def _read_union(self, raw: str, found: Findings) -> Json | Missing:
        """A delimiter that isn't encoded speaks for a list or an object, since clients encode those in values.

        Without one, the first kind of text that keeps its rules has it.
        """
        text = self._undoing.undo(raw)
        if text is None:
            return read_one(raw, self._read, self._undoing, self.at, found)
        is_cut = self._delimiter.stands_in(raw) or (self._exploded and self.members is not None and "=" in raw)
        if not is_cut:
            try:
                return self._fit(text)
            except NoFit:
                pass
        if self.items is not None:
            value = self.read_list([raw], found)
            if not isinstance(value, Missing) and self._accepts_structure(value):
                return value
        if self.members is not None:
            value = self._read_object(raw, found)
            if not isinstance(value, Missing) and self._accepts_structure(value):
                return value
        return self._read(text)

    def _accepts_structure(self, value: Json) -> bool:
        return any(rules is None or rules.accepts(value) for rules in self._structures)


class HeaderText:
    """Two lines of one name are one with a comma (RFC 9110, section 5.3), which no number or boolean has."""

    __slots__ = ("_at", "_plan")

    def __init__(self, plan: RawPlan, at: str) -> None:
        self._plan = plan
        self._at = at

    def read(self, raw: str, found: Findings) -> Json | Missing:
        return found.twice(self._at) if "," in raw else self._plan.read(raw, found)


class LabelText:
    """Reads .blue and .blue.black."""

    __slots__ = ("_at", "_plan")

    def __init__(self, plan: RawPlan, at: str) -> None:
        self._plan = plan
        self._at = at

    def read(self, raw: str, found: Findings) -> Json | Missing:
        return self._plan.read(raw[1:], found) if raw.startswith(".") else off_style(self._at, found)


def off_style(at: str, found: Findings) -> Missing:
    """Notes a text that is not in its style."""
    found.add(at, "encoding", STYLE_MESSAGE)
    return UNREADABLE


class MatrixText:
    """Reads ;color=blue, ;color=blue,black, ;color=blue;color=black, ;R=100;G=200; an empty value is ;color."""

    __slots__ = ("_exploded", "_has_scalar", "_joined", "_name", "_undoing")

    def __init__(self, spec: Text, name: str, exploded: bool, undoing: Undoing, at: str, rules_of: RulesOf) -> None:
        self._name = name
        self._exploded = exploded
        self._has_scalar = has_scalar(spec)
        self._undoing = undoing
        self._joined = CutText(spec, COMMA, False, undoing, at, rules_of)

    def read(self, raw: str, found: Findings) -> Json | Missing:
        joined = self._joined
        if not raw.startswith(";"):
            return off_style(joined.at, found)
        texts = raw[1:].split(";")
        pairs = split_pairs(texts)
        is_own = all(undo_percent(name) == self._name for name, _ in pairs)
        is_bare = len(texts) == 1 and "=" not in texts[0]
        if self._exploded and is_own and joined.items is not None and (len(texts) > 1 or joined.members is None):
            return joined.items.read(() if is_bare else [value for _, value in pairs], joined.at, found)
        if self._exploded and joined.members is not None and not (is_own and self._has_scalar):
            gathered = gather(() if is_bare and is_own else pairs, self._undoing, joined.at, found)
            return UNREADABLE if gathered is None else joined.members.read(gathered, joined.at, found)
        if len(texts) > 1 or not is_own:
            return off_style(joined.at, found)
        return joined.read(pairs[0][1], found)


def plan_single(coding: Coding, name: str, undoing: Undoing, at: str, is_header: bool, rules_of: RulesOf) -> RawPlan:
    """Plans a value in a path (simple, label, matrix) or a header (simple)."""
    spec = coding.text
    exploded = coding.explode is True
    if coding.style == "matrix" and not is_header:
        return MatrixText(spec, name, exploded, undoing, at, rules_of)
    is_label = coding.style == "label" and not is_header
    plan: RawPlan = ScalarText(spec, undoing, at, rules_of)
    if has_structure(spec):
        plan = CutText(spec, DOT if is_label and exploded else COMMA, exploded, undoing, at, rules_of)
    if is_header and not has_structure(spec) and first_of(spec, "string") is None:
        return HeaderText(plan, at)
    return LabelText(plan, at) if is_label else plan
