# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Reads application/x-www-form-urlencoded: bodies, and queries that are one value (OpenAPI 3.2, 4.12.7 and 4.15)."""

from __future__ import annotations

from ..wire.json import Json, JsonFault, read_json
from .findings import PERCENT_MESSAGE, UNREADABLE, Findings, Missing, pointer_to
from .pairs import PairCoding, PairPlan
from .spec import Content, Part, Text
from .structures import MemberPlan
from .style_pairs import PairsPlan, plan_pairs
from .texts import RulesOf, first_of
from .undo import IN_FORM, Undoing, undo_form

_CODING = PairCoding("&", undo_form)


class FormPlan:
    """How a form is read: each member by its media type, by its style, or as clients write what has neither.

    That is: lists repeated, objects as JSON.
    """

    __slots__ = ("_named", "_names", "_rest", "_spread", "_styled")

    def __init__(self, content: Content, max_depth: int, rules_of: RulesOf) -> None:
        self._names = PairPlan(_CODING)
        self._names.keeps_others = True
        self._styled: dict[str, PairsPlan | None] = {}
        self._named: dict[str, NamedPlan] = {}
        for name, part in content.members.items():
            is_styled = part.style is not None or part.explode is not None
            if is_styled or (part.content is None and part.text.kind != "object" and not part.list):
                self._styled[name] = plan_pairs(part, name, IN_FORM, pointer_to("", name), self._names, True, rules_of)
            else:
                self._styled[name] = None
                self._names.wanted.add(name)
                self._named[name] = NamedPlan(part, IN_FORM, max_depth, rules_of)
        self._spread = {name for name in content.members if name not in self._names.wanted}
        """Members that stand under other names than their own."""
        self._rest = None if content.rest is None else NamedPlan(content.rest, IN_FORM, max_depth, rules_of)

    def read(self, text: str, at: str, found: Findings) -> dict[str, Json] | Missing:
        """Reads the text of a form. Linear in it."""
        found = found.below(at)
        pairs = self._names.scan(text, found)
        members: dict[str, Json] = {}
        is_whole = True
        for name, styled in self._styled.items():
            if styled is not None:
                value = styled.read(pairs, found)
            else:
                raws = pairs.values.get(name)
                if raws is None:
                    continue
                value = self._named[name].read(raws, pointer_to("", name), found)
            if not isinstance(value, Missing):
                members[name] = value
            elif value is UNREADABLE:
                is_whole = False
        for name, raws in pairs.others.items():
            if name in self._spread:
                # Its own name came beside the names that it is spread over: what stands there is it.
                members.pop(name, None)
            value = self._read_other(name, raws, found)
            if isinstance(value, Missing):
                is_whole = False
            else:
                members[name] = value
        return members if is_whole else UNREADABLE

    def _read_other(self, name: str, raws: list[str], found: Findings) -> Json | Missing:
        """A member that the contract doesn't describe is dropped later; until then only that it is there counts."""
        if self._rest is not None:
            return self._rest.read(raws, pointer_to("", name), found)
        text = undo_form(raws[0])
        if text is None:
            found.add(pointer_to("", name), "encoding", PERCENT_MESSAGE)
            return UNREADABLE
        return text


class NamedPlan:
    """Reads texts that stand under one name, without a style."""

    __slots__ = ("_content", "_is_list", "_member", "_undoing")

    def __init__(self, part: Part, undoing: Undoing, max_depth: int, rules_of: RulesOf) -> None:
        self._is_list = part.list
        self._undoing = undoing
        self._content = None if part.content is None else ContentText(part.content, max_depth, rules_of)
        text = part.text
        if part.list and first_of(text, "list") is None:
            text = Text("list", items=text)
        self._member = MemberPlan(text, undoing, rules_of)

    def read(self, raws: list[str], at: str, found: Findings) -> Json | Missing:
        """Reads texts as they came."""
        if self._content is None:
            return self._member.read(raws, at, found)
        if not self._is_list:
            return self._read_content(self._content, raws[0], at, found) if len(raws) == 1 else found.twice(at)
        items: list[Json] = []
        is_whole = True
        for index, raw in enumerate(raws):
            value = self._read_content(self._content, raw, f"{at}/{index}", found)
            if isinstance(value, Missing):
                is_whole = False
            else:
                items.append(value)
        return items if is_whole else UNREADABLE

    def _read_content(self, content: ContentText, raw: str, at: str, found: Findings) -> Json | Missing:
        text = self._undoing.undo(raw)
        if text is None:
            found.add(at, "encoding", self._undoing.message)
            return UNREADABLE
        return content.read(text, at, found)


class ContentText:
    """Reads a decoded text that is of a media type: JSON, a form, or a text as it is."""

    __slots__ = ("_form", "_is_json", "_max_depth")

    def __init__(self, content: Content, max_depth: int, rules_of: RulesOf) -> None:
        self._form = FormPlan(content, max_depth, rules_of) if content.kind == "form" else None
        self._is_json = content.kind == "json"
        self._max_depth = max_depth

    def read(self, text: str, at: str, found: Findings) -> Json | Missing:
        """Reads a text at its place."""
        if self._form is not None:
            return self._form.read(text, at, found)
        if not self._is_json:
            return text
        try:
            return read_json(text.encode(), self._max_depth)
        except JsonFault as fault:
            found.add(at, fault.rule, fault.message)
            return UNREADABLE
