# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Reads filter[name][first]=Ada&filter[tags][0]=a&filter[tags][1]=b; filter[tags]=a&filter[tags]=b is read too."""

from __future__ import annotations

import re

from ..wire.json import Json
from .findings import ABSENT, UNREADABLE, Findings, Missing, pointer_to
from .pairs import Pairs
from .spec import STRING, Text
from .structures import ItemsPlan, plan_items, read_one
from .texts import RulesOf, first_of, has_structure, plan_text
from .undo import Undoing

_DEEPEST = 100
"""Deeper brackets than this are one name."""


class _Branch:
    """What stands under one name: texts of its own, and what further brackets lead to, in the order of the wire."""

    __slots__ = ("children", "raws")

    def __init__(self) -> None:
        self.raws: list[str] = []
        self.children: dict[str, _Branch] = {}

    def child(self, name: str) -> _Branch:
        found = self.children.get(name)
        if found is None:
            found = self.children[name] = _Branch()
        return found

    def is_indexed(self) -> bool:
        """Tells whether the names are 0, 1, 2 ... in any order, without gaps."""
        count = len(self.children)
        return all(_is_index(name) and int(name) < count for name in self.children)


_is_index = re.compile(r"0|[1-9][0-9]{0,8}").fullmatch


class DeepPlan:
    """Reads one parameter of style deepObject."""

    __slots__ = ("_at", "_name", "_root", "_spec")

    def __init__(self, spec: Text, name: str, undoing: Undoing, at: str, rules_of: RulesOf) -> None:
        self._name = name
        self._spec = spec
        self._root = _BranchPlan(spec, undoing, rules_of)
        self._at = at

    def read(self, pairs: Pairs, found: Findings) -> Json | Missing:
        own = pairs.deep.get(self._name)
        if own is None:
            return ABSENT
        root = _Branch()
        for path, raw in own:
            at = root
            for name in names_of(path, self._spec):
                at = at.child(name)
            at.raws.append(raw)
        return self._root.read(root, self._at, found)


def names_of(path: str, spec: Text) -> list[str]:
    """Gives the names in [a][b].

    Brackets in a name look the same as those around it: where nothing can stand below a name that the contract doesn't
    list, all that follows is part of it.
    """
    names = path[1:-1].split("][")
    below: Text | None = spec
    for index, name in enumerate(names[:-1]):
        members = None if below is None else first_of(below, "object")
        listed = None if members is None else members.members.get(name)
        rest = None if members is None else members.rest
        ends_here = rest is not None and listed is None and not has_structure(rest) and not _is_any(rest)
        if ends_here or index == _DEEPEST:
            return [*names[:index], "][".join(names[index:])]
        if listed is not None:
            below = listed
        elif rest is not None:
            below = rest
        else:
            items = None if below is None else first_of(below, "list")
            below = None if items is None else items.items
    return names


def _is_any(spec: Text) -> bool:
    """A union of texts may be any value, so names may go on below it."""
    kinds = {each.text.kind for each in spec.any_of}
    return spec.kind == "union" and kinds.issuperset(("null", "boolean", "number", "string"))


class _BranchPlan:
    """How what stands under one name is read."""

    __slots__ = ("_is_list", "_item", "_items", "_named", "_other", "_prefix", "_read", "_undoing")

    def __init__(self, spec: Text, undoing: Undoing, rules_of: RulesOf) -> None:
        self._is_list = spec.kind == "list"
        self._read = plan_text(spec, rules_of)
        self._undoing = undoing
        self._items: ItemsPlan | None = plan_items(spec, undoing, rules_of)
        self._item: _BranchPlan | None = None
        self._prefix: list[_BranchPlan] = []
        self._named: dict[str, _BranchPlan] = {}
        self._other: _BranchPlan | None = None
        items, members = first_of(spec, "list"), first_of(spec, "object")
        if items is not None:
            self._item = _BranchPlan(items.items or STRING, undoing, rules_of)
            self._prefix = [_BranchPlan(each, undoing, rules_of) for each in items.prefix]
        if members is not None:
            self._named = {name: _BranchPlan(each, undoing, rules_of) for name, each in members.members.items()}
            self._other = _BranchPlan(members.rest or STRING, undoing, rules_of)

    def read(self, own: _Branch, at: str, found: Findings) -> Json | Missing:
        """Reads a branch, at most as deep as names go."""
        if not own.children:
            return self._read_leaf(own.raws, at, found)
        if own.raws:
            return found.twice(at)
        if self._item is not None and own.is_indexed():
            return self._read_list(self._item, own, at, found)
        return self._read_object(own, at, found)

    def _read_leaf(self, raws: list[str], at: str, found: Findings) -> Json | Missing:
        if len(raws) == 1:
            value = read_one(raws[0], self._read, self._undoing, at, found)
            if self._is_list and self._items is not None and isinstance(value, str):
                return self._items.read(raws, at, found)
            return value
        if self._items is not None:
            return self._items.read(raws, at, found)
        return found.twice(at)

    def _read_list(self, item: _BranchPlan, own: _Branch, at: str, found: Findings) -> Json | Missing:
        items: list[Json] = []
        is_whole = True
        for index in range(len(own.children)):
            plan = self._prefix[index] if index < len(self._prefix) else item
            value = plan.read(own.children[str(index)], f"{at}/{index}", found)
            if isinstance(value, Missing):
                is_whole = False
            else:
                items.append(value)
        return items if is_whole else UNREADABLE

    def _read_object(self, own: _Branch, at: str, found: Findings) -> Json | Missing:
        members: dict[str, Json] = {}
        is_whole = True
        for name, branch in own.children.items():
            # Under a plain text there is nothing by contract: an object of texts breaks its type.
            plan = self._named.get(name) or self._other or self
            value = plan.read(branch, pointer_to(at, name), found)
            if isinstance(value, Missing):
                is_whole = False
            else:
                members[name] = value
        return members if is_whole else UNREADABLE
