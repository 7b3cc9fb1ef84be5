"""How values are written in headers and forms (OpenAPI 3.2, 4.21)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from runtime.server.spec import Coding, Content, Part
from runtime.server.write_styles import form_text, header_text, json_text, plain_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        ("a b", "a b"),
        (7, "7"),
        (10**30, "1" + "0" * 30),
        (1.5, "1.5"),
        (1e21, "1" + "0" * 21),
        (1e-7, "1e-07"),
        (Decimal("1E+20"), "1" + "0" * 20),
        (Decimal("0.30000000000000001"), "0.30000000000000001"),
        ([1, "a", None], '[1,"a",null]'),
        ({"ä": [Decimal("1.10")]}, '{"ä":[1.10]}'),
    ],
)
def test_plain_text(value: Any, text: str) -> None:
    assert plain_text(value) == text


JSON = Content("application/json")


@pytest.mark.parametrize(
    ("coding", "value", "text"),
    [
        (Coding(), ["a", 1, None], "a,1,"),
        (Coding(), {"a": 1, "b": "c"}, "a,1,b,c"),
        (Coding(explode=True), {"a=": 1, "b": "c"}, "a%3D=1,b=c"),
        (Coding(explode=True), ["a", "b"], "a,b"),
        (Coding(), [], ""),
        (Coding(), [["a"], {"b": 1}], '["a"],{"b":1}'),
        (Coding(content=JSON), {"ä": "😀", "b": [1]}, '{"\\u00e4":"\\ud83d\\ude00","b":[1]}'),
        (Coding(content=JSON), "a", '"a"'),
        (Coding(content=Content("application/x-www-form-urlencoded", "form")), {"a b": "c&d"}, "a%20b=c%26d"),
        (Coding(content=Content("text/plain", "text")), "a", "a"),
    ],
)
def test_header_text(coding: Coding, value: Any, text: str) -> None:
    assert header_text(coding, value) == text


@pytest.mark.parametrize(
    ("part", "value", "text"),
    [
        (Part(), "a b&=ü", "m=a%20b%26%3D%C3%BC"),
        (Part(), None, "m="),
        (Part(), [1, 2], "m=1&m=2"),
        (Part(), [], ""),
        (Part(), {"a": 1}, "m=%7B%22a%22%3A1%7D"),
        (Part(content=JSON), [1, 2], "m=%5B1%2C2%5D"),
        (Part(style="form"), {"a": 1, "b": "x y"}, "a=1&b=x%20y"),
        (Part(style="form", explode=False), [1, "a,b"], "m=1,a%2Cb"),
        (Part(style="form", explode=False), {"a": 1}, "m=a,1"),
        (Part(explode=False), [1, 2], "m=1,2"),
        (Part(style="spaceDelimited"), [1, 2], "m=1%202"),
        (Part(style="pipeDelimited"), [1, 2], "m=1%7C2"),
        (Part(style="deepObject"), {"a": {"b": 1}, "c": [1, 2]}, "m%5Ba%5D%5Bb%5D=1&m%5Bc%5D=1&m%5Bc%5D=2"),
    ],
)
def test_form_text(part: Part, value: Any, text: str) -> None:
    assert form_text(Content("x", "form", members={"m": part}), {"m": value}) == text


def test_other_members_of_a_form() -> None:
    rest = Part(style="form", explode=False)
    assert form_text(Content("x", "form", rest=rest), {"a": [1, 2], "b": "c"}) == "a=1,2&b=c"
    assert form_text(Content("x", "form"), ["a"]) == '["a"]'


def test_json_text_refuses_what_is_no_json() -> None:
    for value in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="JSON"):
            json_text(value)
