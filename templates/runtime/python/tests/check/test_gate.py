from __future__ import annotations

import json
import random
from collections.abc import Mapping
from typing import Any

import pytest

from runtime.check.report import Report
from runtime.check.rules import Rules, rules_of
from runtime.wire.file import File
from runtime.wire.json import JsonFault, read_json
from tests.clocks import takes_at_most


def open_rules(definitions: Mapping[str, Any]) -> Rules:
    return rules_of(json.dumps({"$defs": definitions}))


def told(rules: Rules, name: str, value: Any) -> list[str]:
    gate = rules.gate(name)
    report = Report()
    fits = gate.explain(value, report)
    violations, _ = report.list()
    assert fits == (not violations) == gate.accepts(value) == gate.check(value, Report())
    assert fits or not gate.is_sure(value)
    return [f"{each.pointer} {each.rule}" for each in violations]


TREE = open_rules(
    {
        "Tree": {
            "type": "object",
            "required": ["name"],
            "properties": {
                "name": {"type": "string", "minLength": 1, "maxLength": 20, "pattern": r"^\p{L}[\w-]*$"},
                "count": {"type": "integer", "minimum": 0, "multipleOf": 0.5, "format": "int64"},
                "tag": {"enum": ["a", "b"]},
                "items": {
                    "type": "array",
                    "uniqueItems": True,
                    "prefixItems": [{"type": "string"}],
                    "items": {"$ref": "#/$defs/Tree"},
                    "contains": {"$ref": "#/$defs/Tree"},
                },
                "left": True,
                "right": True,
            },
            "oneOf": [{"not": {"required": ["left"]}}, {"$ref": "#/$defs/Branch"}],
            "propertyNames": {"maxLength": 10},
            "additionalProperties": False,
        },
        "Branch": {
            "required": ["left", "right"],
            "properties": {"left": {"$ref": "#/$defs/Tree"}, "right": {"$ref": "#/$defs/Tree"}},
        },
    }
)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ('{"name": "a"}', []),
        ('{"name": "a", "left": {"name": "b"}, "right": {"name": "c"}}', []),
        ('{"name": "a", "left": {"name": 1}}', [" oneOf"]),
        (
            '{"name": "", "count": 0.3, "other": 1}',
            [
                "/count format",
                "/count multipleOf",
                "/count type",
                "/name minLength",
                "/name pattern",
                "/other additionalProperties",
            ],
        ),
        ('{"a/b~c": 1}', ["/a~1b~0c additionalProperties", "/name required"]),
        ('{"name": "a", "items": ["x", {"name": 1}]}', ["/items contains", "/items/1/name type"]),
        ('{"name": "a", "count": 9223372036854775808}', ["/count format"]),
        ('{"name": "a", "count": 1e400}', ["refused"]),
        ("[]", [" type"]),
    ],
)
def test_tree(text: str, want: list[str]) -> None:
    try:
        value = read_json(text.encode())
    except JsonFault:
        assert want == ["refused"]
        return
    assert told(TREE, "Tree", value) == want


def test_no_name_has_no_rules() -> None:
    gate = TREE.gate("")
    assert gate.accepts(object()) and gate.explain(object(), Report())
    with pytest.raises(KeyError):
        TREE.gate("Nothing")


def test_pointers_and_places() -> None:
    report = Report()
    assert not TREE.gate("Tree").check({"name": 1}, report, "query", "/filter")
    assert not TREE.gate("Tree").check({"x" * 1001: 1, "name": "a"}, report, "cookie", "")
    violations, truncated = report.list()
    assert [(each.place, each.pointer, each.rule, each.message) for each in violations] == [
        ("query", "/filter/name", "type", "must be a string"),
        ("cookie", "", "additionalProperties", "is not allowed"),
        ("cookie", "", "propertyNames", "has a member whose name is not allowed"),
    ]
    assert not truncated


def test_each_level_is_looked_at_several_times() -> None:
    value: Any = {"name": "a"}
    for _ in range(90):
        value = {"name": "a", "left": {"name": "a"}, "right": value}
    with takes_at_most(20):
        assert told(TREE, "Tree", value) == []
        value = {"name": 1}
        for _ in range(90):
            value = {"name": "a", "left": {"name": "a"}, "right": value}
        assert told(TREE, "Tree", value) == [" oneOf"]


@pytest.mark.parametrize("keyword", ["allOf", "anyOf", "oneOf"])
@pytest.mark.parametrize("unevaluated", [True, False])
def test_diamonds(keyword: str, unevaluated: bool) -> None:
    """Schemas that lead twice to the next: a million ways."""
    levels = 20 if keyword == "allOf" or not unevaluated else 12
    definitions: dict[str, Any] = {
        f"L{level}": {keyword: [{"$ref": f"#/$defs/L{level + 1}"}, {"$ref": f"#/$defs/L{level + 1}"}]}
        for level in range(levels)
    }
    definitions[f"L{levels}"] = {"properties": {"a": {"type": "integer"}}, "required": ["a"]}
    if unevaluated:
        definitions["L0"]["unevaluatedProperties"] = False
    rules = open_rules(definitions)
    with takes_at_most(20):
        right = told(rules, "L0", {"a": 1})
        wrong = told(rules, "L0", {"a": "x"})
        assert right == ([] if keyword != "oneOf" else [" oneOf", *([" unevaluatedProperties"] if unevaluated else [])])
        assert wrong


def test_deeper_than_the_stack_of_python() -> None:
    rules = open_rules({"A": {"type": "array", "items": {"allOf": [{"$ref": "#/$defs/A"}, {"$ref": "#/$defs/A"}]}}})
    value: Any = "x"
    for _ in range(600):
        value = [value]
    report = Report()
    assert not rules.gate("A").explain(value, report)
    violations, _ = report.list()
    assert [each.rule for each in violations] == ["type"]


def test_wide_values_take_bounded_time() -> None:
    rules = open_rules(
        {
            "A": {"additionalProperties": False, "propertyNames": {"maxLength": 5}, "uniqueItems": True},
            "B": {"items": {"type": "string"}},
            "C": {"additionalProperties": {"items": {"type": "string"}}},
        }
    )
    with takes_at_most(30):
        wide = {f"member{index}": 1 for index in range(200_000)}
        assert told(rules, "A", wide)[:2] == [" propertyNames", "/member0 additionalProperties"]
        prime = 2**61 - 1
        assert told(rules, "A", [index * prime for index in range(100_000)]) == []
        assert told(rules, "A", [float(index) for index in range(100_000)] + [7]) == [" uniqueItems"]
        assert len(told(rules, "B", [1] * 300_000)) == 100
        assert told(rules, "C", {"a" * 1_000_000: [1] * 100_000, "b": [1]}) == [" type", "/b/0 type"]


@pytest.mark.parametrize("where", ["direct", "not", "like", "not like", "names"])
def test_a_matcher_that_gives_up(where: str) -> None:
    hard = r"^(a+)+\1b$"
    text = "a" * 40
    schemas: dict[str, tuple[Any, Any]] = {
        "direct": ({"pattern": hard}, text),
        "not": ({"not": {"pattern": hard}}, text),
        "like": ({"patternProperties": {hard: False}}, {text: 1}),
        "not like": ({"not": {"patternProperties": {hard: False}}}, {text: 1}),
        "names": ({"not": {"propertyNames": {"pattern": hard}}}, {text: 1}),
    }
    schema, value = schemas[where]
    rules = open_rules({"A": schema})
    report = Report()
    gate = rules.gate("A")
    assert not gate.check(value, report, "query", "/q") and not gate.accepts(value)
    violations, _ = report.list()
    assert [(each.pointer, each.rule, each.message) for each in violations] == [
        ("/q", "pattern", "takes too long to match the pattern")
    ]


def test_files_count_as_texts() -> None:
    rules = open_rules(
        {
            "A": {"type": "object", "properties": {"file": {"type": "string", "minLength": 4}}},
            "B": {"type": "object", "properties": {"file": {"type": "string", "maxLength": 3}}},
            "C": {"properties": {"file": {"enum": ["abc"]}}},
        }
    )
    value = {"file": File.of(b"abc", "a.txt", "text/plain")}
    assert told(rules, "A", value) == ["/file minLength"]
    assert told(rules, "B", value) == []
    assert told(rules, "C", value) == ["/file enum"]


def test_long_numbers() -> None:
    rules = open_rules({"A": {"multipleOf": 0.01, "minimum": 0, "type": "number"}, "B": {"uniqueItems": True}})
    with takes_at_most(20):
        number = read_json(b"0." + b"7" * 1_000_000)
        assert told(rules, "A", number) == [" multipleOf"]
        assert told(rules, "B", [number, read_json(b"0." + b"7" * 1_000_001), number]) == [" uniqueItems"]


NUMBERS = [0, 1, -1, 0.5, 1.0, 2**53, 2**53 + 1, 2**63 - 1, 2**63, 2**64, 10**23, 1e15, 0.1, 0.3, 4.35, 19.99, 1e-300]
KEYWORDS = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "const"]


def test_yes_of_the_library_is_ours() -> None:
    """Of numbers, whose yes it would be easy to get wrong."""
    limits = [*NUMBERS, 1e300, 0.01, 1e-8, 3, 7, 100]
    definitions: dict[str, Any] = {
        f"{keyword} {limit!r}": {keyword: limit}
        for keyword in KEYWORDS
        for limit in limits
        if keyword != "multipleOf" or limit > 0
    }
    definitions |= {f"not {name}": {"not": schema} for name, schema in definitions.items()}
    definitions |= {name: {"format": name} for name in ("int32", "int64", "uint32", "uint64")}
    definitions["list"] = {"uniqueItems": True}
    rules = open_rules(definitions)
    values: list[Any] = [*NUMBERS, True, False, None, "1", 2**31 - 1, 2**31, 2**32, 10**30, 0.30000000000000004]
    values += [read_json(text) for text in (b"0.30000000000000001", b"9007199254740993.5", b"1e-400", b"1e300")]
    for name in definitions:
        for value in values:
            told(rules, name, value)
    chance = random.Random(3)
    for _ in range(2_000):
        told(
            rules,
            "list",
            [chance.choice([*values, [1], [1.0], {"a": 1}, {"a": 1.0}]) for _ in range(chance.choice([2, 3, 30]))],
        )


def test_texts_of_halves() -> None:
    """No text of JSON has them; a handler may."""
    rules = open_rules({"A": {"minLength": 1, "pattern": "^a", "enum": ["a\ud800", "b"]}})
    assert told(rules, "A", "a\ud800") == []


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), (1, 2), object(), {1, 2}])
def test_what_is_no_json(value: Any) -> None:
    rules = open_rules(
        {"A": {"type": "number", "minimum": 0, "multipleOf": 0.1}, "B": {"properties": {"a": {"const": 1}}}}
    )
    assert told(rules, "A", value) == [" type"]
    assert told(rules, "B", {"a": value}) == ["/a const"]


def test_large_schemas_are_compiled_together() -> None:
    circle: dict[str, Any] = {
        f"C{index}": {"properties": {"next": {"$ref": f"#/$defs/C{(index + 1) % 40}"}, "n": {"maximum": index}}}
        for index in range(40)
    }
    circle["hard"] = {"properties": {"p": {"pattern": r"^(a)\1$"}, "c": {"$ref": "#/$defs/C0"}}}
    circle["unsafe"] = {"not": {"patternProperties": {r"^(a)\1$": {"$ref": "#/$defs/C0"}}}}
    rules = open_rules(circle)
    for index in range(40):
        name, value = f"C{index}", {"n": index, "next": {"n": (index + 1) % 40, "next": {"n": 0}}}
        assert told(rules, name, value) == []
        assert rules.gate(name).is_sure(value)
        assert told(rules, name, {"n": index + 1}) == ["/n maximum"]
    assert rules.gate("hard").is_sure({"p": "aa", "c": {"n": 0}})
    assert told(rules, "hard", {"p": "ab", "c": {"n": 1}}) == ["/c/n maximum", "/p pattern"]
    assert told(rules, "unsafe", {"aa": {"n": 1}}) == [] and told(rules, "unsafe", {"aa": {"n": 0}}) == [" not"]
    with pytest.raises(KeyError):
        rules.gate("C40")


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"const": None}, None),
        ({"enum": [None, 1.0, "a"]}, 1),
        ({"enum": [{"a": [1]}]}, {"a": [1.0]}),
        ({"multipleOf": 0.01}, 19.99),
        ({"pattern": r"^(a)\1$"}, "aa"),
        ({"format": "regex"}, "^a"),
        ({"format": "int64"}, 2**63 - 1),
        ({"not": {"format": "email"}}, "a"),
        ({"oneOf": [{"type": "null"}, {"type": "string"}], "x-oneOf": {"types": [["null"], ["string"]]}}, None),
    ],
)
def test_the_library_is_sure(schema: Any, value: Any) -> None:
    assert open_rules({"A": schema}).gate("A").is_sure(value)
