from __future__ import annotations

import json
import random
from decimal import Decimal

import pytest

from runtime.wire.equality import are_equal
from runtime.wire.json import Exact, Json, JsonFault, read_json
from tests.clocks import takes_at_most


def fault_of(body: bytes, max_depth: int = 100) -> str:
    try:
        read_json(body, max_depth)
    except JsonFault as fault:
        return fault.rule
    return ""


REFUSED: list[tuple[str, str]] = [
    ("", "json"),
    (" ", "json"),
    ("1 2", "json"),
    ("{} x", "json"),
    ("[1,]", "json"),
    ("[,1]", "json"),
    ("[1 1]", "json"),
    ('{"a":1,}', "json"),
    ('{,"a":1}', "json"),
    ('{"a" 1}', "json"),
    ('{"a":}', "json"),
    ('{"a":1 "b":2}', "json"),
    ("// no\n1", "json"),
    ("/* no */ 1", "json"),
    ("NaN", "json"),
    ("-Infinity", "json"),
    ("[Infinity]", "json"),
    ("01", "json"),
    ("-01", "json"),
    ("-", "json"),
    ("+1", "json"),
    (".5", "json"),
    ("5.", "json"),
    ("5.e1", "json"),
    ("1e", "json"),
    ("1e+", "json"),
    ("0x10", "json"),
    ("1_000", "json"),
    ("\u0661", "json"),
    ("'a'", "json"),
    ("{a:1}", "json"),
    ('"\t"', "json"),
    ('"12345678\n"', "json"),
    (r'"\x"', "json"),
    (r'"\u12"', "json"),
    (r'"\u12g4"', "json"),
    (r'"\u 123"', "json"),
    ('"\\', "json"),
    ('"', "json"),
    ('"a', "json"),
    ("tru", "json"),
    ("truex", "json"),
    ("nulll", "json"),
    ("\u00a01", "json"),
    ("\f1", "json"),
    ("1\x00", "json"),
    ("1e400", "json"),
    ("-1e400", "json"),
    ('{"a":[1e309]}', "json"),
    ('{"a": 1E309}', "json"),
    ('{"a":\n-1E+309}', "json"),
    ("1" + "0" * 309, "json"),
    ("[1" + "0" * 5000 + "]", "json"),
    ("1e-1000000000", "json"),
    ("1e99999999999999999999", "json"),
    ("[" * 101 + "]" * 101, "json"),
    ('{"a":' * 101 + "1" + "}" * 101, "json"),
    ("\ufeff1", "encoding"),
    (r'"\ud800"', "encoding"),
    (r'"\uDC00\uD800"', "encoding"),
    (r'"\ud800\u0041"', "encoding"),
    (r'"\ud800\ud800\udc00"', "encoding"),
    (r'{"\udfff":1}', "encoding"),
    ('{"a":1,"a":1}', "duplicate"),
    (r'{"a":1,"\u0061":1}', "duplicate"),
    ('{"a"\n\t\r :{"b":1},"a"\n:2}', "duplicate"),
    (r'{"a\\":1,"a\\":1}', "duplicate"),
    (r'{"a\"":1,"a\"":1}', "duplicate"),
    ('{"":1,"":1}', "duplicate"),
    ('[{"x":{"a":1,"b":[{"c":1,"c":2}]}}]', "duplicate"),
    # Of several faults, the first of encoding of the bytes, grammar, half a character, duplicate.
    ('{"a":1,"a":1', "json"),
    ('{"a":1,"a":1}x', "json"),
    (r'{"a":1,"a":"\ud800"}', "encoding"),
    (r'["\ud800",1e400]', "json"),
    (r'["\ud800"', "json"),
    ('{"a":1,"a":1,"b":1e400}', "json"),
    ("[" * 101 + r'"\ud800"' + "]" * 101, "json"),
    ("\ufeff" + "[" * 101, "encoding"),
]


@pytest.mark.parametrize(("text", "rule"), REFUSED)
def test_refuses(text: str, rule: str) -> None:
    assert fault_of(text.encode()) == rule


@pytest.mark.parametrize(
    "body",
    [
        b'"\xff"',
        b'"\xc0\xaf"',
        b'"\xe0\x80\xaf"',
        b'"\xe2\x82"',
        b'"\xed\xa0\x80"',
        b'"\xf4\x90\x80\x80"',
        b"\xff\xfe1\x00",
        b"{\x80",
        b'{"a":1,"a":"\xff',
    ],
)
def test_refuses_what_is_no_utf_8(body: bytes) -> None:
    assert fault_of(body) == "encoding"


READ: list[tuple[str, Json]] = [
    (r'"\ud83d\ude00"', "\U0001f600"),
    (r'"\uD83D\uDE00\\ud800"', "\U0001f600\\ud800"),
    ('"\ufeff"', "\ufeff"),
    (r'"\\ud800"', r"\ud800"),
    (r'"\/\b\f\n\r\t\u0001"', "/\b\f\n\r\t\u0001"),
    (r'{"a":"\":","b":":x","c":"a\\"}', {"a": '":', "b": ":x", "c": "a\\"}),
    (' \n\r\t{"a" : [ 1 , 2.50 , -0 ] } ', {"a": [1, 2.5, 0]}),
    ('{"constructor":1,"__proto__":{"a":1}}', {"constructor": 1, "__proto__": {"a": 1}}),
    ("[0,0.0,0e-5,-0.000,0e99999999999,0E+99999999999999999999999]", [0, 0.0, 0.0, 0.0, 0.0, 0.0]),
    ("[true,false,null,[],{}]", [True, False, None, [], {}]),
    ("9007199254740993", 9007199254740993),
    ("[9007199254740993.0]", [9007199254740993]),
    ("9007199254740993.5", Exact("9007199254740993.5")),
    ('{"a":0.1234567890123456789}', {"a": Exact("0.1234567890123456789")}),
    ("0.30000000000000004", 0.30000000000000004),
    ("0.30000000000000001", Exact("0.30000000000000001")),
    ("1e-400", Exact("1e-400")),
    ("[1e-400]", [Exact("1e-400")]),
    ('{"a": 1E-400}', {"a": Exact("1e-400")}),
    ("1e-999999999", Exact("1e-999999999")),
    ("1e308", 10**308),
    ("[1e23,1.5e2]", [10**23, 150.0]),
    ("1e-00000000400", Exact("1e-400")),
    ("1" + "0" * 308, 10**308),
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_reads(text: str, value: Json) -> None:
    read = read_json(text.encode())
    assert are_equal(read, value)
    assert repr(read).replace("-0.0", "0.0") == repr(value)
    assert are_equal(read_json(bytearray(text.encode())), value)


@pytest.mark.parametrize(
    ("depth", "most", "rule"), [(100, 100, ""), (101, 100, "json"), (3, 2, "json"), (2, 2, ""), (500, 500, "")]
)
def test_depth(depth: int, most: int, rule: str) -> None:
    assert fault_of(b"[" * depth + b"]" * depth, most) == rule
    assert fault_of(b'{"[":' * depth + b'"]]"' + b"}" * depth, most) == rule
    assert fault_of(b'[{"a\\"]":' * (depth // 2) + b'"\\\\"' + b"}]" * (depth // 2), most) == (
        rule if depth % 2 == 0 else ""
    )


def test_wide_texts_are_not_deep() -> None:
    text = json.dumps([{"a]": ["}", {"b": [index, '"]']}], "[": "{"} for index in range(500)])
    assert read_json(text.encode()) == json.loads(text)
    assert (fault_of(text.encode(), 5), fault_of(text.encode(), 4)) == ("", "json")


def test_megabytes_of_any_kind_take_linear_time() -> None:
    size = 3_000_000
    wide = b"".join(b'"name%d":1,' % index for index in range(300_000))
    bodies = [
        b"[" * size,
        b'{"a":' * (size // 5),
        b"[" * (size // 2) + b"]" * (size // 2),
        b"[" + b"[" * 98 + b"]" * 98 + (b"," + b"[" * 99 + b"]" * 99) * (size // 200) + b"]",
        b'"' + b"\\\\" * (size // 2) + b'"',
        b'"' + b"\\u0041" * (size // 6) + b'"',
        b'"' + b"\\ud83d\\ude00" * (size // 12) + b'"',
        b'"' + b"\\ud83d\\ude00" * (size // 12) + b'\\ud800"',
        b'{"a"' + b" " * size + b':1,"a":2}',
        b"[" + b"1.5e-300," * (size // 9) + b"0]",
        b"[" + b"0.123456789012345678901," * (size // 24) + b"0]",
        b"[" + b"[]," * (size // 3) + b"0]",
        b"[" + b"{}," * (size // 3) + b"0]",
        b"0." + b"1" * size,
        b"1" + b"0" * size,
        b"[" + b"1" * size + b"]",
        b"[-" + b"1" * size + b".5e-3]",
        b"1e-" + b"0" * size + b"400",
        b"{" + wide + b'"name7":1}',
        b"{" + wide + b'"other":1}',
        b'["' + b"0e" * (size // 2) + b'"]',
    ]
    for body in bodies:
        with takes_at_most(8):
            fault_of(body)


def random_number(chance: random.Random) -> str:
    digits = "".join(chance.choice("0123456789") for _ in range(chance.choice([1, 2, 5, 15, 16, 17, 20])))
    whole = digits.lstrip("0") or "0"
    fraction = chance.choice(
        ["", "", "." + "".join(chance.choice("0159") for _ in range(chance.choice([1, 2, 15, 18])))]
    )
    power = chance.choice(["", "", "", "e5", "E-7", "e+22", "e-330", "e270", "e-00"])
    return chance.choice(["", "-"]) + whole + fraction + power


def test_numbers_keep_their_value() -> None:
    chance = random.Random(1)
    for _ in range(20_000):
        literal = random_number(chance)
        read = read_json(b"[%s]" % literal.encode())
        assert isinstance(read, list)
        number = read[0]
        exact = Decimal(repr(number)) if isinstance(number, float) else Decimal(str(number))
        assert exact == Decimal(literal), literal
        assert not isinstance(number, float) or abs(number) < 2**53


def test_reads_what_python_reads() -> None:
    chance = random.Random(2)
    pieces = [
        '{"a":',
        '"b"',
        "[",
        "]",
        "}",
        ",",
        "1",
        "1.5",
        "-2e3",
        "true",
        "null",
        " ",
        '"\\u0041"',
        '"\\ud83d\\ude00"',
        '"c":',
        '{"d":1}',
    ]
    for _ in range(30_000):
        text = "".join(chance.choice(pieces) for _ in range(chance.randrange(1, 9)))
        try:
            want = json.loads(text)
        except ValueError:
            assert fault_of(text.encode()) == "json"
            continue
        if (rule := fault_of(text.encode())) != "duplicate":
            assert (rule, are_equal(read_json(text.encode()), want)) == ("", True)


def outcome_of(body: bytes) -> str:
    try:
        return repr(read_json(body))
    except JsonFault as fault:
        return fault.rule


def test_the_quick_way_says_what_the_long_way_says(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(4)
    texts = [text for text, _ in REFUSED + READ if len(text) < 100]
    texts += [
        json.dumps({text: [text, 1.5, {"a": text, "b": None}], "é": -0.0}) for text in ('":', " :", "\\", "e", "0e1")
    ]
    signs = [
        *'{}[]",:\\ \n\t019.eE+-tfnu/"',
        "\\u",
        "\\ud83d",
        "\\ude00",
        '":',
        "1e5",
        "1e400",
        "1e-400",
        "\x00",
        "\xff",
        "NaN",
    ]
    bodies: list[bytes] = []
    for text in texts:
        for wrapped in (text, f"[{text}]", f'{{"a":{text},"b":1}}', f'[{text},{{"a":1,"b":{text}}}]'):
            bodies.append(wrapped.encode())
            for _ in range(60):
                parts = list(wrapped)
                for _ in range(chance.randrange(1, 4)):
                    at = chance.randrange(len(parts) + 1)
                    parts[at : at + chance.randrange(2)] = [chance.choice(signs)]
                bodies.append("".join(parts).encode(chance.choice(["utf-8", "utf-8", "latin-1"]), "replace"))
    quick = [outcome_of(body) for body in bodies]
    monkeypatch.setattr("runtime.wire.json._read_quickly", lambda *_: None)
    for body, said in zip(bodies, quick, strict=True):
        assert said == outcome_of(body), body
