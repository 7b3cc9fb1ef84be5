"""OpenAPI 3.2, 4.12.6, with its own values, read back; then every sentence of the wire profile on parameters."""

from __future__ import annotations

from typing import Any

import pytest

from runtime.server.spec import ABSENT, Content, Parameter
from runtime.server.spec import Text as TextSpec
from tests.clocks import takes_at_most
from tests.requests.reading import Schema, TypeRules, Wire, parameter_of, read, route_of

TEXT: Schema = {"type": "string"}
INTEGER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
BOOLEAN: Schema = {"type": "boolean"}
OBJECT: Schema = {"type": "object"}
LIST: Schema = {"type": "array", "items": TEXT}
INTEGERS: Schema = {"type": "array", "items": INTEGER}
TEXT_OR_LIST: Schema = {"type": ["string", "array"], "items": TEXT}
INTEGER_OR_LIST: Schema = {"type": ["integer", "array"], "items": TEXT}
NULL_OR_INTEGER: Schema = {"type": ["null", "integer"]}
COLOR: Schema = {"type": "object", "members": {"R": INTEGER, "G": INTEGER, "B": INTEGER}}
ANY: Schema = {"type": ["null", "boolean", "integer", "number", "string"]}
NAMES: Schema = {"type": "object", "members": {"name": {"type": "object", "members": {"first": TEXT}}}}
TAGS: Schema = {"type": "object", "members": {"tags": LIST}}
THREE_COLORS = ["blue", "black", "brown"]
ALL_COLORS = {"R": 100, "G": 200, "B": 150}

FORM = Content("application/x-www-form-urlencoded", "form")

# A list of lines such as "query /color type" is what is wrong; ABSENT: there is no argument.
ROWS: list[tuple[Any, Any, bool | None, Schema, str, Any]] = [
    ("path", "simple", False, TEXT, "blue", "blue"),
    ("path", "simple", False, LIST, "blue,black,brown", THREE_COLORS),
    ("path", "simple", False, COLOR, "R,100,G,200,B,150", ALL_COLORS),
    ("path", "simple", True, LIST, "blue,black,brown", THREE_COLORS),
    ("path", "simple", True, COLOR, "R=100,G=200,B=150", ALL_COLORS),
    ("path", None, None, TEXT, "a%2Fb%3Fc%23d%252F%20%C3%A9", "a/b?c#d%2F é"),
    ("path", None, None, TEXT, "a+b", "a+b"),
    ("path", None, None, LIST, "a%2Cb,c", ["a,b", "c"]),
    ("path", None, None, LIST, "1,,2", ["1", "", "2"]),
    ("path", None, True, OBJECT, "a%3Db=c%2Cd%3De", {"a=b": "c,d=e"}),
    ("path", "label", False, TEXT, ".blue", "blue"),
    ("path", "label", False, LIST, ".blue,black,brown", THREE_COLORS),
    ("path", "label", False, COLOR, ".R,100,G,200,B,150", ALL_COLORS),
    ("path", "label", True, LIST, ".blue.black.brown", THREE_COLORS),
    ("path", "label", True, LIST, ".1%2E5.a%2Eb", ["1.5", "a.b"]),
    ("path", "label", True, COLOR, ".R=100.G=200.B=150", ALL_COLORS),
    ("path", "label", False, NUMBER, ".1.5", 1.5),
    ("path", "label", False, LIST, ".", []),
    ("path", "label", False, TEXT, "blue", ["path /color encoding"]),
    ("path", "matrix", False, TEXT, ";color", ""),
    ("path", "matrix", False, TEXT, ";color=blue", "blue"),
    ("path", "matrix", False, LIST, ";color=blue,black,brown", THREE_COLORS),
    ("path", "matrix", False, COLOR, ";color=R,100,G,200,B,150", ALL_COLORS),
    ("path", "matrix", True, LIST, ";color=blue;color=black;color=brown", THREE_COLORS),
    ("path", "matrix", True, LIST, ";color", []),
    ("path", "matrix", True, COLOR, ";R=100;G=200;B=150", ALL_COLORS),
    ("path", "matrix", True, COLOR, ";color", {}),
    ("path", "matrix", False, TEXT, ";colour=blue", ["path /color encoding"]),
    ("path", "matrix", False, TEXT, "blue", ["path /color encoding"]),
    ("path", "matrix", False, TEXT, ";color=blue;color=black", ["path /color encoding"]),
    ("path", "simple", False, COLOR, "R,100,R,200", ["path /color/R duplicate"]),
    ("path", "simple", False, INTEGERS, "1,x,3,4.5", ["path /color/1 type", "path /color/3 type"]),
    ("path", "simple", False, LIST, "a,%FF", ["path /color/1 encoding"]),
    ("query", "form", True, TEXT, "color=blue", "blue"),
    ("query", "form", True, LIST, "color=blue&color=black&color=brown", THREE_COLORS),
    ("query", "form", True, LIST, "color=blue", ["blue"]),
    ("query", "form", True, LIST, "color=", [""]),
    ("query", "form", True, LIST, "other=1", ABSENT),
    ("query", "form", True, COLOR, "R=100&G=200&B=150", ALL_COLORS),
    ("query", "form", True, COLOR, "X=100", ABSENT),
    ("query", "form", False, TEXT, "color=", ""),
    ("query", "form", False, TEXT, "color", ""),
    ("query", "form", False, LIST, "color=blue,black,brown", THREE_COLORS),
    ("query", "form", False, LIST, "color=", []),
    ("query", "form", False, LIST, "color=a%2Cb,c", ["a,b", "c"]),
    ("query", "form", False, LIST, "color=a,b&color=c", ["a", "b", "c"]),
    ("query", "form", False, COLOR, "color=R,100,G,200,B,150", ALL_COLORS),
    ("query", "form", False, COLOR, "color=R,100&color=G,200", ["query /color duplicate"]),
    ("query", "spaceDelimited", False, LIST, "color=blue%20black%20brown", THREE_COLORS),
    ("query", "spaceDelimited", False, LIST, "color=blue+black+brown", THREE_COLORS),
    ("query", "spaceDelimited", False, COLOR, "color=R%20100%20G%20200%20B%20150", ALL_COLORS),
    ("query", "spaceDelimited", True, LIST, "color=blue&color=black", ["blue", "black"]),
    ("query", "pipeDelimited", False, LIST, "color=blue%7Cblack%7cbrown", THREE_COLORS),
    ("query", "pipeDelimited", False, LIST, "color=blue|black|brown", THREE_COLORS),
    ("query", "pipeDelimited", False, COLOR, "color=R%7C100%7CG%7C200%7CB%7C150", ALL_COLORS),
    ("query", "deepObject", True, COLOR, "color%5BR%5D=100&color[G]=200&color%5BB]=150", ALL_COLORS),
    ("query", "deepObject", True, COLOR, "color[R]=1&color[R]=2", ["query /color/R duplicate"]),
    ("query", "deepObject", True, COLOR, "color=1", ABSENT),
    ("query", "deepObject", True, COLOR, "color[R]=x", ["query /color/R type"]),
    ("query", "deepObject", True, COLOR, "color[R][x]=1", ["query /color/R type"]),
    ("query", "deepObject", True, NAMES, "color[name][first]=Ada", {"name": {"first": "Ada"}}),
    ("query", "deepObject", True, TAGS, "color[tags][1]=b&color[tags][0]=a", {"tags": ["a", "b"]}),
    ("query", "deepObject", True, TAGS, "color[tags]=b&color[tags]=a", {"tags": ["b", "a"]}),
    ("query", "deepObject", True, TAGS, "color[tags]=a", {"tags": ["a"]}),
    ("query", "deepObject", True, TAGS, "color[tags][0]=a&color[tags][2]=b", ["query /color/tags type"]),
    ("query", None, None, TEXT, "color=a+b%20c%2Bd", "a b c+d"),
    ("query", None, None, TEXT, "c%6Flor=1", "1"),
    ("query", None, None, TEXT, "Color=1", ABSENT),
    ("query", None, None, TEXT, "&&color=a=b&", "a=b"),
    ("query", None, None, TEXT, "color=1&color=1", ["query /color duplicate"]),
    ("query", None, None, INTEGER, "color=1&color=2&color=3", ["query /color duplicate"]),
    ("query", None, None, TEXT_OR_LIST, "color=a", "a"),
    ("query", None, None, TEXT_OR_LIST, "color=a&color=b", ["a", "b"]),
    ("query", None, False, TEXT_OR_LIST, "color=a,b", ["a", "b"]),
    ("query", None, False, TEXT_OR_LIST, "color=a%2Cb", "a,b"),
    ("query", None, None, INTEGER_OR_LIST, "color=x", ["x"]),
    ("header", "simple", False, TEXT, "blue", "blue"),
    ("header", "simple", False, TEXT, "ünïcode", "ünïcode"),
    ("header", "simple", False, TEXT, "à", "à"),
    ("header", "simple", False, TEXT, "a,b%20c", "a,b%20c"),
    ("header", "simple", False, TEXT, "", ""),
    ("header", "simple", False, LIST, "blue,black,brown", THREE_COLORS),
    ("header", "simple", False, LIST, "blue , black,\tbrown", THREE_COLORS),
    ("header", "simple", False, LIST, "", []),
    ("header", "simple", False, COLOR, "R,100,G,200,B,150", ALL_COLORS),
    ("header", "simple", True, COLOR, "R=100, G=200, B=150", ALL_COLORS),
    ("header", "simple", False, INTEGER, "12", 12),
    ("header", "simple", False, INTEGER, "1, 2", ["header /color duplicate"]),
    ("header", "simple", False, INTEGER, "x", ["header /color type"]),
    ("cookie", "form", True, TEXT, "a=1; color=blue; b=2", "blue"),
    ("cookie", "form", True, TEXT, "color=a+b%20c%3B", "a+b c;"),
    ("cookie", "form", True, TEXT, "color=a; color=b", ["cookie /color duplicate"]),
    ("cookie", "form", True, TEXT, "color=%FF", ["cookie /color encoding"]),
    ("cookie", "form", True, TEXT, "color=a; other=%FF; %FF=1", "a"),
    ("cookie", "form", True, LIST, "color=a; color=b", ["a", "b"]),
    ("cookie", "form", False, LIST, "color=a,b%2C", ["a", "b,"]),
    ("cookie", "form", False, COLOR, "color=R,100,G,200,B,150", ALL_COLORS),
    ("cookie", "form", True, COLOR, "R=100; G=200;B=150", ALL_COLORS),
    ("cookie", "cookie", True, TEXT, "color=a%20b=c", "a%20b=c"),
    ("cookie", "cookie", True, LIST, "color=a; color=b", ["a", "b"]),
    ("cookie", "cookie", True, COLOR, "R=100; G=200; B=150", ALL_COLORS),
    ("cookie", "cookie", False, LIST, "color=a,b", ["a", "b"]),
    ("query", None, None, INTEGER, "color=0", 0),
    ("query", None, None, INTEGER, "color=-7", -7),
    ("query", None, None, INTEGER, "color=9007199254740993", 9007199254740993),
    ("query", None, None, INTEGER, "color=1.0", ["query /color type"]),
    ("query", None, None, INTEGER, "color=1e2", ["query /color type"]),
    ("query", None, None, INTEGER, "color=%201", ["query /color type"]),
    ("query", None, None, INTEGER, "color=+1", ["query /color type"]),
    ("query", None, None, INTEGER, "color=%2B1", ["query /color type"]),
    ("query", None, None, INTEGER, "color=01", ["query /color type"]),
    ("query", None, None, INTEGER, "color=-", ["query /color type"]),
    ("query", None, None, INTEGER, "color=", ["query /color type"]),
    ("query", None, None, INTEGER, "color=1%0A", ["query /color type"]),
    ("query", None, None, INTEGER, "color=%D9%A3", ["query /color type"]),
    ("query", None, None, INTEGER, "color=0x10", ["query /color type"]),
    ("query", None, None, INTEGER, "color=1" + "0" * 309, ["query /color type"]),
    ("query", None, None, NUMBER, "color=1.50", 1.5),
    ("query", None, None, NUMBER, "color=-0.5e-3", -0.0005),
    ("query", None, None, NUMBER, "color=1E%2B2", 100.0),
    ("query", None, None, NUMBER, "color=.5", ["query /color type"]),
    ("query", None, None, NUMBER, "color=1.", ["query /color type"]),
    ("query", None, None, NUMBER, "color=NaN", ["query /color type"]),
    ("query", None, None, NUMBER, "color=Infinity", ["query /color type"]),
    ("query", None, None, NUMBER, "color=1e400", ["query /color type"]),
    ("query", None, None, NUMBER, "color=1,5", ["query /color type"]),
    ("query", None, None, BOOLEAN, "color=true", True),
    ("query", None, None, BOOLEAN, "color=false", False),
    ("query", None, None, BOOLEAN, "color=TRUE", ["query /color type"]),
    ("query", None, None, BOOLEAN, "color=yes", ["query /color type"]),
    ("query", None, None, BOOLEAN, "color=1", ["query /color type"]),
    ("query", None, None, BOOLEAN, "color=", ["query /color type"]),
    ("query", None, None, TEXT, "color=true", "true"),
    ("query", None, None, TEXT, "color=", ""),
    ("query", None, None, TEXT, "color=%00", "\u0000"),
    ("query", None, None, ANY, "color=", None),
    ("query", None, None, ANY, "color=true", True),
    ("query", None, None, ANY, "color=12", 12),
    ("query", None, None, ANY, "color=1.5", 1.5),
    ("query", None, None, ANY, "color=1e2", 100.0),
    ("query", None, None, ANY, "color=null", "null"),
    ("query", None, None, ANY, "color=01", "01"),
    ("query", None, None, NULL_OR_INTEGER, "color=", None),
    ("query", None, None, NULL_OR_INTEGER, "color=null", ["query /color type"]),
    ("query", None, None, TEXT, "color=%", ["query /color encoding"]),
    ("query", None, None, TEXT, "color=%4", ["query /color encoding"]),
    ("query", None, None, TEXT, "color=%GG", ["query /color encoding"]),
    ("query", None, None, TEXT, "color=%C3", ["query /color encoding"]),
    ("query", None, None, TEXT, "color=%C3%28", ["query /color encoding"]),
    ("query", None, None, TEXT, "color=%C0%AF", ["query /color encoding"]),
    ("query", None, None, TEXT, "color=%ED%A0%80", ["query /color encoding"]),
    ("query", None, None, TEXT, "color=%F4%90%80%80", ["query /color encoding"]),
    ("query", None, None, TEXT, "color=%F8%88%80%80%80", ["query /color encoding"]),
    ("query", None, None, TEXT, "color=%80", ["query /color encoding"]),
    ("query", None, None, TEXT, "color=é", ["query /color encoding"]),
    ("query", None, None, TEXT, "color=%f0%9F%8d%85", "🍅"),
    ("query", None, None, TEXT, "color=%EF%BB%BF", "﻿"),
    ("query", None, None, TEXT, "color=a&other=%FF", ["query /other encoding"]),
    ("query", None, None, TEXT, "color=a&%FF=1", ["query  encoding"]),
]


@pytest.mark.parametrize(("place", "style", "explode", "schema", "sent", "want"), ROWS)
def test_styles(place: Any, style: Any, explode: bool | None, schema: Schema, sent: str, want: Any) -> None:
    rules: dict[str, TypeRules] = {}
    route = route_of(parameters=(parameter_of(place, schema, rules, style=style, explode=explode),))
    names = {"header": "color", "cookie": "cookie"}
    wire = Wire(
        path=[sent] if place == "path" else (),
        query=sent if place == "query" else "",
        headers={names[place]: sent} if place in names else {},
    )
    got = read(route, wire, rules)
    got = got.get("color", ABSENT) if isinstance(got, dict) else got
    assert got == want
    assert type(got) is type(want)


@pytest.mark.parametrize(
    "sent", ["5e-32999999999999999999994", "-1.5E-9999999999", "1e-999999999", "0.1e-0000000000400"]
)
def test_numbers_that_are_nearly_nought(sent: str) -> None:
    rules: dict[str, TypeRules] = {}
    route = route_of(parameters=(parameter_of("query", {"type": ["number"]}, rules),))
    number = read(route, Wire(query=f"color={sent}"), rules)["color"]
    assert (float(number), number == 0, number < 0) == (0, False, sent.startswith("-"))


@pytest.mark.parametrize(
    ("given", "query", "want"),
    [
        ({"required": True}, "", ["query /color required"]),
        ({}, "", {}),
        ({"default": 20}, "", {"color": 20}),
        ({"default": 20}, "color=5", {"color": 5}),
        ({}, "color=", ["query /color type"]),
        ({"allow_empty": True}, "color=", {}),
        ({"allow_empty": True, "default": 7}, "color", {"color": 7}),
        ({"allow_empty": True, "required": True}, "color=", ["query /color required"]),
        ({"allow_empty": True}, "color=x", ["query /color type"]),
        ({"argument": "colour"}, "color=5", {"colour": 5}),
    ],
)
def test_presence(given: Any, query: str, want: Any) -> None:
    rules: dict[str, TypeRules] = {}
    route = route_of(parameters=(parameter_of("query", INTEGER, rules, **given),))
    assert read(route, Wire(query=query), rules) == want


def test_defaults_are_each_requests_own() -> None:
    rules: dict[str, TypeRules] = {}
    route = route_of(parameters=(parameter_of("query", LIST, rules, type=list, default=["a"]),))
    first = read(route, Wire(), rules)
    first["color"].append("b")
    assert read(route, Wire(), rules) == {"color": ["a"]}


def test_what_a_type_cannot_hold_is_a_violation() -> None:
    def no(_: Any) -> Any:
        raise ValueError

    rules: dict[str, TypeRules] = {}
    route = route_of(parameters=(parameter_of("query", INTEGER, rules, type=no),))
    assert read(route, Wire(query="color=5"), rules) == ["query /color type"]


def test_unknown_query() -> None:
    rules: dict[str, TypeRules] = {}
    deep = parameter_of("query", OBJECT, rules, name="f", style="deepObject")
    route = route_of(path="/x?beta=true", parameters=(parameter_of("query", INTEGER, rules), deep))
    wire = Wire(query="color=1&more=2&f[a]=1&beta=true&g[a]=1&more=3&key=x")
    assert read(route, wire, rules) == {"color": 1, "f": {"a": "1"}}
    known = frozenset(["key"])
    assert read(route, wire, rules, unknown_query="reject", known_query=known) == [
        "query /g[a] additionalProperties",
        "query /more additionalProperties",
    ]


@pytest.mark.parametrize(
    ("content", "place", "sent", "want"),
    [
        (Content("application/json"), "query", "color=%7B%22a%22:1%7D", {"color": {"a": 1}}),
        (Content("application/json"), "query", "color=%7B", ["query /color json"]),
        (Content("application/json"), "query", "color=1&color=1", ["query /color duplicate"]),
        (Content("application/json"), "header", '{"a":[1]}', {"color": {"a": [1]}}),
        (Content("application/json"), "querystring", "%5B1%5D", {"color": [1]}),
        (
            FORM,
            "querystring",
            "a=1&b=%26",
            {"color": {"a": "1", "b": "&"}},
        ),
        (FORM, "querystring", "a=%FF", ["query /color/a encoding"]),
        (FORM, "querystring", "", {}),
        (Content("text/plain", "text"), "querystring", "a+b%20c", {"color": "a b c"}),
        (Content("text/plain", "text"), "cookie", "color=a%20b", {"color": "a b"}),
    ],
)
def test_contents(content: Content, place: Any, sent: str, want: Any) -> None:
    route = route_of(parameters=(Parameter("color", place, content=content),))
    is_query = place in ("query", "querystring")
    wire = Wire(
        query=sent if is_query else "", headers={} if is_query else {"cookie" if place == "cookie" else "color": sent}
    )
    assert read(route, wire) == want


def _numbered(piece: str, count: int) -> str:
    return "&".join(piece.replace("#", str(index)) for index in range(count))


@pytest.mark.parametrize(
    ("query", "want"),
    [
        (_numbered("n#=1", 100_000), None),
        (_numbered("a=1", 100_000), None),
        (_numbered("a=x", 100_000), 100),
        (_numbered("b", 100_000), None),
        (_numbered("n#=%", 100_000), 100),
        (_numbered("%f#=", 100_000), 1),
        ("&" * 1_000_000, None),
        ("=" * 1_000_000, None),
        ("%" * 1_000_000, 1),
        ("n" * 1_000_000 + "=1", None),
        ("a=" + "9" * 1_000_000, 1),
        ("a=" + "%39" * 300_000, 1),
        ("d" + "[x]" * 300_000 + "=1", None),
        (_numbered("d[#][#]=1", 100_000), None),
        (_numbered("d[#]=1", 100_000), None),
        ("d[4294967294]=1&d[999999999]=2", None),
    ],
    ids=range(16),
)
def test_long_queries_take_linear_time(query: str, want: int | None) -> None:
    rules: dict[str, TypeRules] = {}
    any_text = parameter_of("query", ANY, rules).text
    deep = Parameter("d", "query", style="deepObject", text=TextSpec("object", rest=any_text))
    route = route_of(parameters=(parameter_of("query", INTEGERS, rules, name="a"), deep))
    with takes_at_most(5):
        got = read(route, Wire(query=query), rules)
    assert (len(got) if isinstance(got, list) else None) == want


def test_names_that_an_object_takes_beside_its_own() -> None:
    route = route_of(parameters=(Parameter("o", "query", text=TextSpec("object", rest=TextSpec())),))
    got = read(route, Wire(query=_numbered("n#=1", 300_000)))
    assert len(got["o"]) == 300_000


def test_deep_objects_stay_within_the_depth_of_json() -> None:
    rules: dict[str, TypeRules] = {}
    any_text = parameter_of("query", ANY, rules).text
    deep = Parameter("d", "query", style="deepObject", text=TextSpec("object", rest=any_text))
    value = read(route_of(parameters=(deep,)), Wire(query="d" + "[x]" * 1000 + "=1"), rules)["d"]
    depth = 0
    while isinstance(value, dict):
        (value,) = value.values()
        depth += 1
    assert depth <= 102


def test_long_headers_and_cookies() -> None:
    rules: dict[str, TypeRules] = {}
    route = route_of(
        parameters=(parameter_of("header", LIST, rules, name="h"), parameter_of("cookie", TEXT, rules, name="c"))
    )
    headers = {"h": " " * 500_000 + "," + "\t," * 250_000, "cookie": " ;" * 500_000 + "x=1; " * 100_000 + "c=1"}
    with takes_at_most(5):
        got = read(route, Wire(headers=headers), rules)
    assert (len(got["h"]), got["c"]) == (250_002, "1")
