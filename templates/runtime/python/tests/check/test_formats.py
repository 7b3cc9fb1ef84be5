"""Formats: what the RFCs say beyond the suite, and time."""

from __future__ import annotations

import random
import unicodedata

import jsonschema_rs
import pytest

from runtime.check.formats import FORMATS, is_format, rust_format
from runtime.check.normalization import to_nfc
from tests.clocks import takes_at_most

#: By format, texts that have it and texts that don't.
CASES: dict[str, tuple[list[str], list[str]]] = {
    "byte": (
        ["", "QQ==", "QUI=", "QUJD", "+/+/", "QR=="],
        ["Q", "QQ", "QQ=", "QUI", "QQ===", "QUJDQQ", "QUI=QUI=", "QU\nI", "-_-_", "=", "====", "QQ= ", "QÀ=="],
    ),
    "date": (
        ["0000-02-29", "2000-02-29", "2024-12-31"],
        ["1900-02-29", "2023-02-29", "2024-04-31", "2024-00-01", "2024-1-01", "2024-01-01 ", "2024-01-00"],
    ),
    "date-time": (
        [
            "2016-12-31T23:59:60Z",
            "2017-01-01T00:59:60+01:00",
            "2015-06-30T13:59:60.5-10:00",
            "2015-03-01T00:29:60+00:30",
            "2024-02-29T23:59:60z",
            "2024-01-01T00:00:00-00:00",
        ],
        [
            "2016-12-30T23:59:60Z",
            "2017-01-01T23:59:60Z",
            "2017-01-02T00:59:60+01:00",
            "2015-06-30T23:59:60-10:00",
            "2024-02-28T23:59:60Z",
            "2024-01-01 00:00:00Z",
            "2024-01-01T00:00:00",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00,5Z",
            "2024-01-01T00:00Z",
            "2024-01-01T00:00:00+0100",
            "2024-01-01T00:00:00\u221201:00",
            "٢٠٢٤-01-01T00:00:00Z",
        ],
    ),
    "time": (
        ["23:59:60.999Z", "00:59:60+01:00"],
        ["23:59:60+01:00", "12:00:00.Z", "12:00:00+1:00", "12:00:00Z ", ""],
    ),
    "duration": (
        ["P1Y", "PT1S", "P1M1DT1M"],
        ["p1d", "P1W1D", "PT1H1S", "P1YT", "P1D1Y", "P-1D", "PT1.5S"],
    ),
    "email": (
        [
            '""@example.com',
            '"\\""@example.com',
            "a" * 64 + "@a",
            "a@1.2.3.4",
            "a+b/c=d@x-y.z",
            "a@[ipv6:::1]",
            "a@xn--x",
        ],
        [
            "a" * 65 + "@a",
            "a@",
            "a@.b",
            "a@b.",
            "a@b..c",
            "a@-b",
            "a@b-",
            "a@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
            "a@b\n",
            "a@b@c",
            "a@b(comment)",
            'a"b@c',
            '"a@c',
            '"a"b@c',
            '"a\u0001"@c',
            '"\\',
            "a@[1.2.3]",
            "a@[::1]",
            "a@[IPv6:::1",
            "a@[tag:x]",
            "é@example.com",
            "a@é.com",
        ],
    ),
    "idn-email": (
        ["é@é.com", "é" * 32 + "@a", '"é 😀"@example.com', "a@[127.0.0.1]", "用户@例え。テスト"],
        ["é" * 33 + "@a", "é@-é.com", "é@", "é é@a", "a@\u0300a"],
    ),
    "hostname": (
        [
            "a",
            "1",
            "1.2.3.4",
            "A.B",
            "xn--mgbh0fb",
            "XN--MGBH0FB.example",
            "xn--nxasmq6b",
            ".".join(["a" * 63] * 3 + ["a" * 61]),
        ],
        [
            "",
            "a.",
            ".a",
            "a..b",
            "-a",
            "a-",
            "a_b",
            "a b",
            "é",
            "a." * 127 + "a",
            "xn--",
            "xn--a",
            "xn--é",
            "xn--abc-",
            "xn--99999999",
            "xn--a-ecp.ru",
        ],
    ),
    "idn-hostname": (
        ["faß.de", "例え.テスト", "ab--cd", "EXAMPLE.com", "אב.example", "אב1", "אב1.אב", "á", "xn--fiqs8s.中国"],
        [
            "É.com",
            "a\u0301b",
            "éa--é",
            "ab--é",
            "é-",
            "a b",
            "é\u200db",
            "ⓐ.com",
            "☃.net",
            "é..b",
            "\U000e0001a",
            "ㅤa",
            "1אב",
            "אבa",
            "אב.1a",
            "א1٣",
            "a.٣",
            "é" * 60 + ".com",
        ],
    ),
    "ipv4": (
        ["1.2.3.4"],
        ["01.2.3.4", "1.2.3", "1.2.3.4.", "1.2.3.4.5", "1..2.3", "256.1.1.1", "1.2.3.-4", "\uff11.2.3.4"],
    ),
    "ipv6": (
        ["::", "1::", "::1", "::1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "A:b::"],
        [
            "",
            ":",
            ":::",
            "1:2:3:4:5:6:7::8",
            "::1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7:1.2.3.4",
            "1.2.3.4::",
            "::1.2.3.4:1",
            "1:",
            ":1",
            "::1::",
            "12345::",
            "::g",
            "::1.2.3.04",
        ],
    ),
    "uri": (
        [
            "a:",
            "a:b",
            "a://",
            "a:///",
            "A+-.1:b",
            "a://b:",
            "a://b:80",
            "a://@b",
            "a://u:p@b",
            "a://[::1]:1",
            "a://[v1.x:]",
            "a:?",
            "a:#",
            "a:?#",
            "a:/b//c",
            "a:%41",
            "a://%41",
        ],
        [
            "",
            ":",
            "1:",
            "a",
            "a b:c",
            "a:b c",
            "a:[",
            "a:b#c#d",
            "a:%4",
            "a:%",
            "a:é",
            "a:b\n",
            "a:^",
            "a:b\\c",
            "a://b:8a",
            "a://b:80:80",
            "a://[::1",
            "a://[::1]a",
            "a://[v.x]",
            "a://[vx.x]",
            "a://[v1.]",
            "a://[1.2.3.4]",
            "a://b@c@d",
        ],
    ),
    "uri-reference": (
        ["", "a", "./a:b", "a/b:c", "?a:b", "#a:b", "//a", "/", "a?b#c"],
        ["1:b", ":b", "%41:b", "a b", "//a:b", "é", "#a#b", "%"],
    ),
    "iri": (
        ["a://é", "a:é?\ue000", "a://é@é:1", "a:𐀀", "a:?\U00100000"],
        [
            "é:a",
            "a:\ue000",
            "a:#\ue000",
            "a:\ufdd0",
            "a:\U0001ffff",
            "a:\U000e0001",
            "a:\u200f",
            "a:\u0080",
            "a:\ufff0",
        ],
    ),
    "iri-reference": (
        ["é", "é/é:é", "?é\ue000"],
        ["é:b", "\\", "é é"],
    ),
    "uri-template": (
        ["{a}", "{+a:3,b*}", "x{?a,b}{&c}", "{a%41.b}", "é{a}", "{_a.b_1}", "{|a}", "~", "\ue000"],
        [
            "{",
            "}",
            "{a",
            "{a}}",
            "{{a}}",
            "{a b}",
            "{+}",
            "{a:}",
            "{a:01}",
            "{a:10000}",
            "{a:1*}",
            "{a*:1}",
            "{.}",
            "{a.}",
            "{é}",
            "{a%4}",
            "%",
            "%4",
            '"',
            "<",
            "\u0001",
            "{a}{",
        ],
    ),
    "json-pointer": (
        ["", "/", "/~0~1", "//"],
        ["a", "#/a", "/~", "/~2", "~0"],
    ),
    "relative-json-pointer": (
        ["0", "10/a", "0#", "0-1", "2+10/a", "1-0#"],
        ["", "#", "/a", "-1", "00", "0a", "0-", "0+01", "0##", "1#/a", "1 /a"],
    ),
    "regex": (
        ["", "a|b", "\\u{1F600}", "(?<a>x)\\k<a>", "\\p{L}", "[a-z]", "(?<!a)b"],
        [
            "(",
            "[",
            "*",
            "a{2,1}",
            "\\p{Nope}",
            "\\k<a>",
            "(?<a>x)(?<a>y)",
            "{",
            "]",
            "\\-",
            "[z-a]",
            "\\u{110000}",
            "(?i)a",
        ],
    ),
    "uuid": (
        ["00000000-0000-0000-0000-000000000000", "FFFFFFFF-ffff-FFFF-ffff-FFFFFFFFFFFF"],
        [
            "",
            "{00000000-0000-0000-0000-000000000000}",
            "00000000-0000-0000-0000-00000000000g",
            "00000000-0000-0000-0000-00000000000İ",
        ],
    ),
}


def test_every_format_has_cases() -> None:
    assert set(CASES) == FORMATS


@pytest.mark.parametrize("name", CASES)
def test_formats(name: str) -> None:
    valid, invalid = CASES[name]
    assert [text for text in valid if not is_format(name, text)] == []
    assert [text for text in invalid if is_format(name, text)] == []


@pytest.mark.parametrize("name", ["int32", "float", "password", "toString", "__class__", ""])
def test_other_formats_assert_nothing_of_texts(name: str) -> None:
    assert is_format(name, "x")
    assert rust_format(name) is None


STARTS = ["", "2024-01-01T00:00:00.", "00:00:00.", "P", "PT", "a@", '"', "é@é", "xn--", "é", "a:", "a://", "a://[v1."]
STARTS += ["{", "/", "0/"]
PIECES = ["a", "1", "0", ".", "-", ":", "::", "/", "%", "%41", "@", "=", "A=", "{", "}", "{a", "{a,", "{a}", "(", "["]
PIECES += [
    "(?<a>",
    "(?<",
    "\\",
    "~",
    "~0",
    '"',
    "\\a",
    "P1Y",
    "1D",
    "é",
    "\u0301",
    "א",
    "٣",
    "क्",
    "😀",
    "xn--",
    "xn--a.",
]
PIECES += ["a.", "é.", "。", "#", "[::", "T", "+", ",", "(a|", "a{1,", "\\p{L}", "[\\p{L}", "\\u{", "(?:"]


@pytest.mark.parametrize("name", CASES)
def test_hostile_text_takes_no_time(name: str) -> None:
    for start in STARTS:
        for piece in PIECES:
            text = start + piece * (10_000 // len(piece))
            with takes_at_most(2):
                is_format(name, text)


def _mutate(dice: random.Random, text: str) -> str:
    at = dice.randrange(len(text) + 1)
    piece = dice.choice([*PIECES, *STARTS, "0", "9", "\t", "Z", "60", "\n", "XN--", "ﬁ", "٣"])
    return text[:at] + piece + text[at + dice.randrange(3) :]


@pytest.mark.parametrize("name", [name for name in CASES if rust_format(name) is not None])
def test_rust_never_says_yes_where_we_say_no(name: str) -> None:
    schema = dict(rust_format(name) or {})
    options = jsonschema_rs.RegexOptions()
    says_yes = jsonschema_rs.Draft202012Validator(schema, validate_formats=True, pattern_options=options).is_valid
    dice = random.Random(1)
    texts = [text for valid, invalid in CASES.values() for text in valid + invalid]
    own = CASES[name][0] * 5 + CASES[name][1]
    texts += [_mutate(dice, dice.choice(own)) for _ in range(3000)]
    assert [text for text in texts if says_yes(text) and not is_format(name, text)] == []
    assert any(map(says_yes, [*CASES[name][0], "12:00:00Z", "a://b/c"]))


def test_normalization_is_that_of_unicode() -> None:
    """Python knows an older Unicode, whose characters are normalized as they were."""
    dice = random.Random(5)
    known = [chr(point) for point in range(0x300, 0x30000) if unicodedata.category(chr(point)) not in ("Cn", "Cs")]
    special = [char for char in known if unicodedata.normalize("NFD", char) != char or unicodedata.combining(char)]
    texts = special + ["".join(dice.choice(dice.choice([known, special])) for _ in range(4)) for _ in range(20_000)]
    assert [text for text in texts if to_nfc(text) != unicodedata.normalize("NFC", text)] == []
