"""Reads schemas of rules.json into rules that can be checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import cast
from urllib.parse import unquote

from .allowed import kinds_allowed
from .items import check_contains, check_item, check_items
from .kinds import ANY, INTEGER, NUMBER, OBJECT, TEXT, kinds_of
from .marking import read_unevaluated
from .members import check_dependent, check_like, check_members, check_names, check_others
from .messages import tag_message, type_message
from .node import Node, Refusal, Rules
from .run import Check, Judge
from .said import Object, Said, flatten, members_in, schemas_in, types_of
from .scalars import INTEGER_FORMATS, KINDS, make_constants, make_dependent, make_test, matcher
from .unions import (
    check_any,
    check_by_type,
    check_if,
    check_in_place,
    check_not,
    check_one,
    check_otherwise,
    check_tagged,
    tags_of_discriminator,
    tags_of_dispatch,
)
from .written import Raw, Schema


class Book:
    """All schemas of a contract. Nodes are made when they are asked for, and read when the first value comes."""

    __slots__ = ("_definitions", "_names", "_nodes")

    def __init__(self, definitions: Mapping[str, Schema]) -> None:
        self._definitions = definitions
        self._names = {id(schema): name for name, schema in definitions.items()}
        self._nodes: dict[int, Node] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._definitions

    def find(self, schema: Schema, keyword: str) -> Node | Refusal | None:
        """Give the rules of a schema. None: every value is valid. `keyword`: what applies the schema."""
        found = self.follow(schema)
        if found is True:
            return None
        if found is False:
            return Refusal(keyword if schema is False else next(iter(cast(Object, schema))))
        return self._node_of(found)

    def follow(self, schema: Schema) -> Schema:
        """Follow references that stand alone. A schema that says nothing is True."""
        while not isinstance(schema, bool) and schema:
            [first, *others] = schema
            if others or first not in _REFERENCES:
                return schema
            schema = self.resolve(cast(str, schema[first]))
        return schema is not False

    def resolve(self, reference: str) -> Schema:
        """Give the schema that a reference leads to."""
        return self._definitions[self.name_of(reference)]

    def name_of(self, reference: str) -> str:
        """Give the name that a reference says."""
        token = unquote(reference.removeprefix("#/$defs/"))
        return token.replace("~1", "/").replace("~0", "~")

    def named(self, name: str) -> Node | Refusal | None:
        """Give the rules of a name."""
        return self.find(self._definitions[name], "false")

    def _node_of(self, schema: Object) -> Node:
        node = self._nodes.get(id(schema))
        if node is None:
            name = self._names.get(id(schema), "")
            node = self._nodes[id(schema)] = Node(lambda: read_rules_of(self, schema), name)
        return node


_REFERENCES = frozenset({"$ref", "$dynamicRef"})


def read_rules_of(book: Book, schema: Object) -> Rules:
    """Sort what a schema says by the kind of value that it is about."""
    rules = Rules()
    said = list(flatten(schema))
    _read_types(rules, said)
    _read_members(book, rules, said)
    for each in said:
        _read_keyword(book, rules, each)
    for keyword in ("unevaluatedItems", "unevaluatedProperties"):
        if keyword in schema:
            read_unevaluated(book, rules, schema, keyword)
    _tell_kinds(rules)
    return rules


def _read_types(rules: Rules, said: Iterable[Said]) -> None:
    for types in dict.fromkeys(types_of(schema) for keyword, schema in said if keyword == "type"):
        kinds = kinds_of(types)
        rules.types.append((kinds, type_message(types)))
        rules.kinds &= kinds


def _tell_kinds(rules: Rules) -> None:
    """Rules of kinds that the type excludes are not told beside it; but those of numbers are, of what is no integer."""
    if len(rules.types) == 1:
        splits = rules.kinds & NUMBER == INTEGER and bool(rules.tests[NUMBER])
        rules.told = rules.kinds | (NUMBER if splits else 0)


def _read_members(book: Book, rules: Rules, said: Sequence[Said]) -> None:
    required = [
        name for keyword, schema in said if keyword == "required" for name in cast("list[str]", schema["required"])
    ]
    members = [
        (name, judge)
        for keyword, schema in said
        if keyword == "properties"
        for name, each in members_in(schema, "properties").items()
        if (judge := book.find(each, "properties")) is not None
    ]
    if required or members:
        rules.checks[OBJECT].append(check_members(required, members))


def _read_keyword(book: Book, rules: Rules, said: Said) -> None:
    keyword, schema = said
    value = schema[keyword]
    if keyword in KINDS:
        if keyword != "uniqueItems" or value is True:
            rules.tests[KINDS[keyword]].append(make_test(keyword, value))
    elif keyword == "format":
        rules.tests[NUMBER if value in INTEGER_FORMATS else TEXT].append(make_test(keyword, value))
    elif keyword in {"enum", "const"}:
        rules.tests[ANY].append(make_constants(keyword, value))
    elif keyword == "dependentRequired":
        entries = cast("Mapping[str, list[str]]", value)
        rules.tests[OBJECT].extend(make_dependent(name, requires) for name, requires in entries.items() if requires)
    elif keyword in _ITEMS:
        rules.checks[kinds_of(["array"])].extend(_ITEMS[keyword](book, schema))
    elif keyword in _MEMBERS:
        rules.checks[OBJECT].extend(_MEMBERS[keyword](book, schema))
    elif keyword in _GENERAL:
        rules.general.extend(_GENERAL[keyword](book, schema))


Reader = Callable[[Book, Object], Iterator[Check]]


def _prefix(book: Book, schema: Object) -> Iterator[Check]:
    for index, each in enumerate(schemas_in(schema, "prefixItems")):
        if judge := book.find(each, "prefixItems"):
            yield check_item(index, judge)


def _items(book: Book, schema: Object) -> Iterator[Check]:
    if judge := book.find(cast(Schema, schema["items"]), "items"):
        yield check_items(len(schemas_in(schema, "prefixItems")), judge)


def _contains(book: Book, schema: Object) -> Iterator[Check]:
    least = cast(int, schema.get("minContains", 1))
    most = cast("int | None", schema.get("maxContains"))
    if least > 0 or most is not None:
        yield check_contains(int(least), most, book.find(cast(Schema, schema["contains"]), "false"))


def _like(book: Book, schema: Object) -> Iterator[Check]:
    for pattern, each in members_in(schema, "patternProperties").items():
        if judge := book.find(each, "patternProperties"):
            yield check_like(matcher(pattern), judge)


def _others(book: Book, schema: Object) -> Iterator[Check]:
    if judge := book.find(cast(Schema, schema["additionalProperties"]), "additionalProperties"):
        names = frozenset(members_in(schema, "properties"))
        yield check_others(names, [matcher(each) for each in members_in(schema, "patternProperties")], judge)


def _names(book: Book, schema: Object) -> Iterator[Check]:
    if judge := book.find(cast(Schema, schema["propertyNames"]), "false"):
        yield check_names(judge)


def _dependent(book: Book, schema: Object) -> Iterator[Check]:
    for name, each in members_in(schema, "dependentSchemas").items():
        if judge := book.find(each, "dependentSchemas"):
            yield check_dependent(name, judge)


_ITEMS: Mapping[str, Reader] = {"prefixItems": _prefix, "items": _items, "contains": _contains}

_MEMBERS: Mapping[str, Reader] = {
    "patternProperties": _like,
    "additionalProperties": _others,
    "propertyNames": _names,
    "dependentSchemas": _dependent,
}


def _reference(keyword: str) -> Reader:
    def read(book: Book, schema: Object) -> Iterator[Check]:
        if judge := book.find(book.resolve(cast(str, schema[keyword])), keyword):
            yield check_in_place(judge)

    return read


def _all(book: Book, schema: Object) -> Iterator[Check]:
    for each in schemas_in(schema, "allOf"):
        if judge := book.find(each, "allOf"):
            yield check_in_place(judge)


def _any(book: Book, schema: Object) -> Iterator[Check]:
    if "x-anyOf" in schema:
        yield _dispatch(book, schema, "anyOf")
        return
    judges = [book.find(each, "false") for each in schemas_in(schema, "anyOf")]
    if None not in judges:
        yield check_any(cast("list[Judge]", judges))


def _one(book: Book, schema: Object) -> Iterator[Check]:
    if "x-oneOf" in schema:
        yield _dispatch(book, schema, "oneOf")
        return
    yield check_one([book.find(each, "false") for each in schemas_in(schema, "oneOf")])


def _dispatch(book: Book, schema: Object, keyword: str) -> Check:
    """A union whose branches can be told apart: `x-anyOf` and `x-oneOf` say how."""
    by = cast(Object, schema[f"x-{keyword}"])
    judges = [book.find(each, keyword) for each in schemas_in(schema, keyword)]
    if "types" in by:
        types = cast("list[list[str]]", by["types"])
        message = type_message(list(dict.fromkeys(each for branch in types for each in branch)))
        return check_by_type(list(zip(map(kinds_of, types), judges, strict=True)), keyword, message)
    values = cast("list[list[Raw]]", by["values"])
    message = tag_message(cast(str, by["member"]), [each for branch in values for each in branch])
    return check_tagged(tags_of_dispatch(by), judges, None, keyword, message)


def _discriminator(book: Book, schema: Object) -> Iterator[Check]:
    by = cast(Object, schema["x-discriminator"])
    mapping = cast("Mapping[str, Schema]", by["mapping"])
    message = tag_message(cast(str, by["propertyName"]), mapping)
    otherwise: Check | None = None
    if "otherwise" in by:
        judge = book.find(cast(Schema, by["otherwise"]), "discriminator")
        takes_objects = judge is None or (
            isinstance(judge, Node) and bool(kinds_allowed(book, cast(Schema, by["otherwise"])) & OBJECT)
        )
        otherwise = check_otherwise(judge, takes_objects, "discriminator", message)
    judges = [book.find(each, "discriminator") for each in mapping.values()]
    yield check_tagged(tags_of_discriminator(by), judges, otherwise, "discriminator", message)


def _not(book: Book, schema: Object) -> Iterator[Check]:
    yield check_not(book.find(cast(Schema, schema["not"]), "false"))


def _if(book: Book, schema: Object) -> Iterator[Check]:
    condition, then, otherwise = (book.find(cast(Schema, schema.get(each, True)), "false") for each in _BRANCHES)
    yield check_if(condition, then, otherwise)


_BRANCHES = ("if", "then", "else")

_GENERAL: Mapping[str, Reader] = {
    "$ref": _reference("$ref"),
    "$dynamicRef": _reference("$dynamicRef"),
    "allOf": _all,
    "anyOf": _any,
    "oneOf": _one,
    "x-discriminator": _discriminator,
    "not": _not,
    "if": _if,
}
