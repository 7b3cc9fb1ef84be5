# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Writes one definition of rules.json as a schema of jsonschema-rs (see rust.py)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from .formats import format_function, rust_format
from .kinds import NUMBER, kind_of
from .pattern import compile_pattern, rust_pattern
from .run import PatternLimit
from .rust_words import Key, Tree, Unsafe
from .said import Object, members_in, schemas_in
from .scalars import INTEGER_FORMATS, make_test
from .written import Raw, Schema, Written

if TYPE_CHECKING:
    from .rust import Translator

_COPIED: Final = frozenset(
    {"type", "required", "minLength", "maxLength", "minItems", "maxItems"}
    | {"minProperties", "maxProperties", "minContains", "maxContains", "dependentRequired"}
)
_FEW: Final = 32
"""Items may be compared each with each."""
_PLAIN: Final = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum", "const")
_NO_FRACTIONS: Final[Tree] = ["integer", "null", "boolean", "string", "array", "object"]


class Work:
    """The translation of one definition."""

    __slots__ = ("_exactly", "_translator", "_value", "matches", "values")

    def __init__(self, translator: Translator, exactly: bool) -> None:
        self._translator = translator
        self._exactly = exactly
        self._value: Counter[Key] = Counter()
        self.values = [self._value]
        self.matches = False

    def translate(self, schema: Schema) -> Tree:
        if isinstance(schema, bool):
            return schema
        patterns = {pattern: rust_pattern(pattern) for pattern in members_in(schema, "patternProperties")}
        if None in patterns.values() or len(set(patterns.values())) < len(patterns):
            # A matcher that gives up says no, which must not become a yes.
            if self._exactly:
                raise Unsafe
            self.matches = True
            return self._translator.island_of(schema)
        said: dict[str, Tree] = {}
        others: list[Tree] = []
        for keyword, value in schema.items():
            self._say(schema, keyword, value, said, others)
        for other in others:
            _add(said, other)
        return said

    def _exact(self, schema: Schema) -> Tree:
        """Translate a schema of which a no counts as well."""
        before, self._exactly = self._exactly, True
        tree = self.translate(schema)
        self._exactly = before
        return tree

    def _say(self, schema: Object, keyword: str, value: Raw, said: dict[str, Tree], others: list[Tree]) -> None:
        if keyword in _COPIED:
            said[keyword] = cast(Tree, value)
        elif keyword in _READERS:
            said[keyword] = _READERS[keyword](self, schema, value)
        elif keyword in _OTHERS:
            others.append(_OTHERS[keyword](self, schema, value))
        # x-anyOf, x-oneOf, then and else are read with what they stand beside.

    def _reference(self, _: Object, value: Raw) -> Tree:
        key = Key(self._translator.name_of(value), self._exactly)
        self._value[key] += 1
        return {"$ref": key.reference}

    def _other(self, schema: Schema) -> Tree:
        """Translate a schema that speaks of another value: of a member, or an item."""
        before, self._value = self._value, Counter()
        self.values.append(self._value)
        tree = self.translate(schema)
        self._value = before
        return tree

    def _inner(self, _: Object, value: Raw) -> Tree:
        return self._other(cast(Schema, value))

    def _items(self, _: Object, value: Raw) -> Tree:
        return [self._other(each) for each in cast("list[Schema]", value)]

    def _list(self, schema: Object, value: Raw) -> Tree:
        return [self.translate(each) for each in cast("list[Schema]", value)]

    def _members(self, _: Object, value: Raw) -> Tree:
        return {name: self._other(each) for name, each in cast("Mapping[str, Schema]", value).items()}

    def _dependent(self, _: Object, value: Raw) -> Tree:
        return {name: self.translate(each) for name, each in cast("Mapping[str, Schema]", value).items()}

    def _patterns(self, _: Object, value: Raw) -> Tree:
        members = cast("Mapping[str, Schema]", value)
        return {cast(str, rust_pattern(pattern)): self._other(each) for pattern, each in members.items()}

    def _not(self, _: Object, value: Raw) -> Tree:
        return self._exact(cast(Schema, value))

    def _contains(self, schema: Object, value: Raw) -> Tree:
        """How many there are at most is a question of each no."""
        before = self._exactly
        self._exactly = before or "maxContains" in schema
        tree = self._other(cast(Schema, value))
        self._exactly = before
        return tree

    def _if(self, schema: Object, value: Raw) -> Tree:
        branches: dict[str, Tree] = {"if": self._exact(cast(Schema, value))}
        for name in ("then", "else"):
            if name in schema:
                branches[name] = self.translate(cast(Schema, schema[name]))
        return branches

    def _any(self, schema: Object, value: Raw) -> Tree:
        if "x-anyOf" in schema:
            return self._dispatch(schema, "anyOf")
        return {"anyOf": self._list(schema, value)}

    def _one(self, schema: Object, value: Raw) -> Tree:
        if "x-oneOf" in schema:
            return self._dispatch(schema, "oneOf")
        return {"oneOf": [self._exact(each) for each in cast("list[Schema]", value)]}

    def _dispatch(self, schema: Object, keyword: str) -> Tree:
        """The one branch that a value belongs to, so that no other is looked at."""
        by = cast(Object, schema[f"x-{keyword}"])
        branches = schemas_in(schema, keyword)
        if "types" in by:
            types = cast("list[list[str]]", by["types"])
            tests: list[Tree] = [{"type": cast(Tree, each)} for each in types]
        else:
            values = cast("list[list[Raw]]", by["values"])
            tests = [_has_tag(cast(str, by["member"]), each) for each in values]
        return {"anyOf": [_chosen(test, self.translate(each)) for test, each in zip(tests, branches, strict=True)]}

    def _discriminator(self, _: Object, value: Raw) -> Tree:
        by = cast(Object, value)
        member = cast(str, by["propertyName"])
        mapping = members_in(by, "mapping")
        branches = [_chosen(_has_tag(member, [tag]), self.translate(each)) for tag, each in mapping.items()]
        if "otherwise" in by:
            is_none: Tree = {"not": _has_tag(member, list(mapping))}
            branches.append(_chosen(is_none, self.translate(cast(Schema, by["otherwise"]))))
        return {"anyOf": branches}

    def _plain(self, keyword: str, value: Raw) -> Tree:
        """A keyword whose value the library has to read without loss."""
        plain = _plain(value)
        return self._translator.island_of({keyword: value}) if plain is None else {keyword: plain[0]}

    def _multiple(self, _: Object, value: Raw) -> Tree:
        test = make_test("multipleOf", value)
        return self._translator.add_island(lambda number: not kind_of(number) & NUMBER or test.holds(number))

    def _unique(self, schema: Object, value: Raw) -> Tree:
        """The library compares each long number with all others: texts are what it finds equals of fast."""
        items, most = schema.get("items"), schema.get("maxItems")
        is_short = isinstance(most, int) and most <= _FEW
        if is_short or (isinstance(items, dict) and items.get("type") == "string" and "prefixItems" not in schema):
            return {"uniqueItems": cast(Tree, value)}
        return self._translator.island_of({"uniqueItems": value})

    def _pattern(self, _: Object, value: Raw) -> Tree:
        source = cast(str, value)
        text = rust_pattern(source)
        return {"format": self._function_of_pattern(source)} if text is None else {"pattern": text}

    def _function_of_pattern(self, source: str) -> str:
        pattern = compile_pattern(source)
        self.matches = True

        def matches(text: str) -> bool:
            found = pattern.match(text)
            if found is None:
                raise PatternLimit
            return found

        name = f"x-pattern {source}"
        self._translator.formats[name] = matches
        return name

    def _format(self, _: Object, value: Raw) -> Tree:
        name = cast(str, value)
        limits = INTEGER_FORMATS.get(name)
        if limits is not None:
            return {"type": _NO_FRACTIONS, "minimum": limits[0], "maximum": limits[1]}
        sure = None if self._exactly else rust_format(name)
        if sure is not None:
            return cast(Tree, dict(sure))
        function = format_function(name)
        if function is None:
            raise Unsafe
        self._translator.formats[f"x-{name}"] = function
        return {"format": f"x-{name}"}


_Reader = Callable[[Work, Object, Raw], Tree]


def _plain_of(keyword: str) -> _Reader:
    return lambda work, _, value: work._plain(keyword, value)


_READERS: Final[Mapping[str, _Reader]] = {
    "properties": Work._members,
    "patternProperties": Work._patterns,
    "dependentSchemas": Work._dependent,
    "additionalProperties": Work._inner,
    "propertyNames": Work._inner,
    "unevaluatedProperties": Work._inner,
    "unevaluatedItems": Work._inner,
    "prefixItems": Work._items,
    "items": Work._inner,
    "contains": Work._contains,
    "allOf": Work._list,
    "not": Work._not,
}
"""Keywords that stay what they are."""

_OTHERS: Final[Mapping[str, _Reader]] = {
    "$ref": Work._reference,
    "$dynamicRef": Work._reference,
    "anyOf": Work._any,
    "oneOf": Work._one,
    "x-discriminator": Work._discriminator,
    "if": Work._if,
    "multipleOf": Work._multiple,
    "uniqueItems": Work._unique,
    "pattern": Work._pattern,
    "format": Work._format,
    **{keyword: _plain_of(keyword) for keyword in _PLAIN},
}
"""Keywords that others stand for."""


def _add(said: dict[str, Tree], other: Tree) -> None:
    """Say something more: beside the rest where that is free, else in an `allOf`."""
    if isinstance(other, dict):
        if said.get("type") == "integer" and other.get("type") == _NO_FRACTIONS:
            other = {keyword: value for keyword, value in other.items() if keyword != "type"}
        if not other.keys() & said.keys():
            said.update(other)
            return
    said["allOf"] = [*cast("list[Tree]", said.get("allOf", [])), other]


def _has_tag(member: str, values: list[Raw]) -> Tree:
    """What a member is; it doesn't count as evaluated by that."""
    plain = _plain(values)
    if plain is None:
        raise Unsafe
    return {"not": {"not": {"type": "object", "required": [member], "properties": {member: {"enum": plain[0]}}}}}


def _chosen(test: Tree, branch: Tree) -> Tree:
    """A branch that is only looked at where the test holds."""
    return {"if": test, "then": branch, "else": False}


def _plain(value: Raw) -> tuple[Tree] | None:
    """Give a value as the library reads it without loss; None where it can't."""
    if isinstance(value, list):
        items = [_plain(each) for each in value]
        return None if None in items else ([cast("tuple[Tree]", each)[0] for each in items],)
    if isinstance(value, dict):
        members = {name: _plain(each) for name, each in value.items()}
        if None in members.values():
            return None
        return ({name: cast("tuple[Tree]", each)[0] for name, each in members.items()},)
    if isinstance(value, Written):
        number = float(value)
        return (number,) if abs(number) < 2**53 and Decimal(repr(number)) == value else None
    return (value,)
