# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""How the parts of a multipart body are read (RFC 7578; OpenAPI 3.2, 4.15.2 and 4.15.3): by name, or by position."""

from __future__ import annotations

from typing import TypeAlias

from ..wire.file import File
from ..wire.json import Json
from .findings import ABSENT, UNREADABLE, Findings, Missing, pointer_to
from .forms import NamedPlan
from .media_types import MediaTypes, parse_content_type
from .pairs import PairCoding, PairPlan, Pairs
from .part_collector import CollectedPart, PartCollector
from .spec import Content, Part
from .style_pairs import PairsPlan, plan_pairs
from .texts import RulesOf, first_of
from .undo import IN_PART, undo_nothing

Value: TypeAlias = "Json | File | list[Value] | dict[str, Value]"
"""The value of a multipart body: JSON with files in it."""

_CODING = PairCoding("&", undo_nothing)


class PartPlan:
    """How the parts of one name, or at one position, are read."""

    __slots__ = ("_name", "_named", "_names", "_spread", "_styled", "_types", "is_file", "is_list")

    def __init__(self, part: Part, name: str, max_depth: int, rules_of: RulesOf) -> None:
        self._name = name
        self.is_file = part.content is not None and part.content.kind == "binary"
        has_list = first_of(part.text, "list") is not None
        self.is_list = part.list or has_list
        # The media types that it may have; none: any. A part that says none may come.
        self._types: MediaTypes[bool] | None = MediaTypes() if part.content_types else None
        if self._types is not None:
            for each in part.content_types:
                self._types.add(each, True)
        self._named = NamedPlan(part, IN_PART, max_depth, rules_of)
        # With a style, a part is what a query would have behind the name, without percent-encoding (OpenAPI 3.2,
        # 4.15.1.2); what would be several pairs there is one text with "&" between them.
        self._names = PairPlan(_CODING)
        self._styled: PairsPlan | None = None
        self._spread = False
        if part.style is not None:
            self._styled = plan_pairs(part, name, IN_PART, "", self._names, False, rules_of)
            exploded = part.style in ("form", "cookie") if part.explode is None else part.explode
            has_members = first_of(part.text, "object") is not None
            self._spread = part.style == "deepObject" or (exploded and has_members and not has_list)

    def takes(self, content_type: str | None) -> bool:
        """Tells whether a part may say this of itself."""
        if self._types is None or content_type is None:
            return True
        parsed = parse_content_type(content_type)
        return parsed is not None and self._types.find(parsed.essence) is not None

    def read(self, texts: list[str], at: str, found: Findings) -> Json | Missing:
        """Reads the texts of a name's parts."""
        if self._styled is None:
            return self._named.read(texts, at, found)
        found = found.below(at)
        if self._spread:
            pairs = self._names.scan("&".join(texts), found)
        else:
            pairs = Pairs()
            pairs.values[self._name] = texts
        value = self._styled.read(pairs, found)
        return {} if value is ABSENT else value


class MultipartPlan:
    """How a multipart body is read."""

    __slots__ = ("_items", "_named", "_prefix", "_rest", "is_positional")

    def __init__(self, content: Content, max_depth: int, rules_of: RulesOf) -> None:
        self._named = {name: PartPlan(part, name, max_depth, rules_of) for name, part in content.members.items()}
        self._rest = None if content.rest is None else PartPlan(content.rest, "", max_depth, rules_of)
        self.is_positional = bool(content.prefix) or content.items is not None
        self._prefix = [PartPlan(part, "", max_depth, rules_of) for part in content.prefix]
        self._items = PartPlan(content.items or Part(), "", max_depth, rules_of)

    def plan_at(self, index: int) -> PartPlan:
        """How the part at a position is read."""
        return self._prefix[index] if index < len(self._prefix) else self._items

    def plan_of(self, name: str) -> PartPlan | None:
        """How the parts of a name are read; None: nobody wants them."""
        return self._named.get(name, self._rest)

    def value(self, collector: PartCollector, found: Findings) -> list[Value] | dict[str, Value] | Missing:
        """Gives the value of all parts. What is wrong goes to the findings."""
        if self.is_positional:
            items: list[Value] = []
            for index, part in enumerate(collector.parts):
                value = self._item(part, index, found)
                if not isinstance(value, Missing):
                    items.append(value)
            return items if len(items) == len(collector.parts) else UNREADABLE
        members: dict[str, Value] = {}
        for name, parts in collector.names.items():
            value = self._member(name, parts, found)
            if not isinstance(value, Missing):
                members[name] = value
        return members if len(members) == len(collector.names) else UNREADABLE

    def _item(self, part: CollectedPart, index: int, found: Findings) -> Value | Missing:
        if part.file is not None:
            return part.file
        return self.plan_at(index).read([part.text], f"/{index}", found)

    def _member(self, name: str, parts: list[CollectedPart], found: Findings) -> Value | Missing:
        plan = self.plan_of(name)
        if plan is None:
            # What the contract doesn't describe is only there.
            return ""
        if not plan.is_file:
            return plan.read([part.text for part in parts], pointer_to("", name), found)
        files: list[Value] = [part.file for part in parts]
        if plan.is_list:
            return files
        return files[0] if len(files) == 1 else found.twice(pointer_to("", name))
