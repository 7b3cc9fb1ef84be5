"""Patterns: the verdicts of ECMA-262, by each way to match, and bounded time."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

import jsonschema_rs
import pytest

from runtime.check.pattern import compile_pattern, is_regex, rust_pattern
from runtime.check.pattern_analysis import is_linear
from runtime.check.pattern_bounded import Backtracker
from runtime.check.pattern_engines import make_careful, make_direct
from runtime.check.pattern_linear import Automaton
from runtime.check.pattern_syntax import KnownPattern
from runtime.check.report import Report
from runtime.check.rules import rules_of
from tests.clocks import takes_at_most

#: Patterns, texts with a match, and texts without.
CASES: list[tuple[str, list[str], list[str]]] = [
    (r"^(a+)+$", ["a", "aaaa"], ["", "ab"]),
    (r"(?:)", ["", "x"], []),
    (r"", ["", "x"], []),
    (r"[]", [], ["", "x"]),
    (r"[^]", ["\n", "🐲"], [""]),
    (r"^.$", ["🐲", "é"], ["\n", "\r", "\u2028", "ab", "a\n"]),
    (r"^\ud83d\udc32$", ["🐲"], ["🐲🐲", ""]),
    (r"^\ud83d$", [], ["🐲"]),
    (r"^\p{L}\P{Lu}\u{1F432}$", ["aa🐲"], ["aA🐲"]),
    (r"\bfoo\b", ["a foo b", "foo", "é​foo"], ["afoo", "_foo", "foo1"]),
    (r"\B", ["", "aa", "  "], ["a"]),
    (r"^\w{1,3}\B", ["ab", "abcd"], ["a", "a b", " "]),
    (r"^a+(?!b)", ["aab", "a"], ["ab", "b"]),
    (r"^(?:ab?c)*$", ["", "abcac"], ["aca", "abca", "ab"]),
    (r"^(?:ab?c){1,3}a", ["aca", "abcaca"], ["ac", "abc"]),
    (r"a{2}b{1,}c{0,2}d??$", ["aabc", "aabbbccd"], ["abc", "aabccc"]),
    (r"^(?=.*\d)(?!.*x)(?<!y).{3}(?<=[abc])$", ["1bc"], ["1bx", "abc", "12d"]),
    (r"^(?<=(?=a).{0})a$", ["a"], ["b"]),
    (r"[\]\\/-]$", ["]", "\\", "/", "-"], ["x"]),
    (r"\cA\0\x41\t", ["\x01\x00A\t"], ["A"]),
    (r"^\s+$", ["\t\v \u00a0\ufeff\u2029"], ["\u180e", "\x1c", "\x85"]),
    (r"^\d\w\S$", ["1_é"], ["٣aa", "1éa", "1a "]),
    (r"^[\d\-x]$", ["1", "-", "x"], ["a"]),
    (r"^a$", ["a"], ["a\n", "A", "\uff41"]),
    (r"^(?:a|b)*?c", ["abc", "c"], ["ab", "dc"]),
    (r"^a{3}$", ["aaa"], ["aa", "aaaa"]),
    (r"^b|c$", ["bx", "xc"], ["xb", "cx"]),
    (r"a^b|$c|(?:^)*d", ["d"], ["ab", "c"]),
    (
        r"^\p{Script=Greek}\p{sc=Deva}\p{scx=Deva}\p{gc=Lu}$",
        ["\u03b1क।A"],
        ["aक।A", "\u03b1।।A"],
    ),
    (r"^\p{Any}\p{ASCII}\P{Assigned}\p{RGI}?", [], []),
    (r"^\p{Emoji_Presentation}\p{C}$", ["🐲\x00", "🐲\U0010ffff"], ["1\x00"]),
]

REFERENCES: list[tuple[str, list[str], list[str]]] = [
    (r"^([\"']).*\1$", ["'a'", "''"], ["\"a'"]),
    (r"^(?<n>a|b)\k<n>+$", ["aaa"], ["ab", "a"]),
    (r"^\k<\u006e>(?<n>a)$", ["a"], ["aa"]),
    (r"^(?:(a)|b)*\1$", ["ab", "aa", "bb"], ["ac"]),
    (r"^(?:(a)|b){2}\1$", ["aaa", "ab", "bb"], ["aab", "aba"]),
    (r"(?<=\1(a+))b", ["aab", "aaab"], ["b", "ab"]),
    (r"^(?!(a)b)\1c", ["c"], ["ac"]),
    (r"^(?=(a+))\1b", ["aab"], ["b"]),
    (r"^(a?)*?\1$", ["", "aa"], ["b"]),
    (r"^(🐲?)x\1$", ["🐲x🐲", "x"], ["🐲x"]),
    (r"^(?<a\u{1F432}_$é>x)$", [], []),
]


def _is_known(source: str) -> bool:
    return is_regex(source)


def _engines(source: str) -> list[Callable[[str], bool | None]]:
    pattern = KnownPattern(source)
    made = [Backtracker(pattern.syntax, pattern.alphabet).match, make_careful(pattern), compile_pattern(source).match]
    direct = make_direct(pattern)
    if direct is not None:
        made.append(direct)
    return made


@pytest.mark.parametrize(("source", "valid", "invalid"), [case for case in CASES + REFERENCES if _is_known(case[0])])
def test_verdicts_by_each_way(source: str, valid: list[str], invalid: list[str]) -> None:
    for match in _engines(source):
        assert [text for text in valid if match(text) is not True] == []
        assert [text for text in invalid if match(text) is not False] == []
        # What was learnt from texts does not change verdicts.
        assert [match(text) for text in valid + invalid] == [True] * len(valid) + [False] * len(invalid)


def test_what_is_no_pattern() -> None:
    bad = [
        *(
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "*",
            "a**",
            "a{2,1}",
            "a{,1}",
            "a{1",
            "(?i)a",
            "(?:",
            "(?",
            "(?<",
            "(?<a",
            "(?<1>a)",
        ),
        *(r"\p{Nope}", r"\p{Script}", r"\p{Script=Nope}", r"\p{L", r"\pL", r"\p", r"\p{Emoji=Yes}", r"\p{RGI_Emoji}"),
        *(
            r"\k<a>",
            r"\k",
            r"(?<a>x)(?<a>y)",
            r"\1",
            r"(a)\2",
            r"\-",
            r"\a",
            r"\00",
            r"\01",
            r"\x1",
            r"\u1",
            r"\u{110000}",
        ),
        *(
            r"\u{}",
            r"\u{1",
            r"\c1",
            r"\c",
            "\\",
            "[z-a]",
            r"[\d-z]",
            r"[a-\d]",
            r"[\B]",
            r"[\1]",
            "^*",
            "$?",
            r"\b+",
            "(?=a)*",
        ),
        *("(?<!a)+", "(?<a>b)|(?<a>c)", r"[\q]", "(" * 1000 + ")" * 1000),
    ]
    assert [source for source in bad if is_regex(source)] == []


def test_patterns_may_be_deep() -> None:
    source = "^" + "(?:a|(" * 499 + "b" + "){1,2})*" * 499 + "$"
    assert is_regex(source)
    assert compile_pattern("^" + "(?:" * 900 + "a" + "){0,1}" * 900 + "$").search("a")


#: Sets, what repeats them, and characters of random patterns.
SETS = ["a", "b", "c", "a", "b", "c", ".", "[ab]", "[^a]", "[a-c]", r"[^\n]", "[]", "[^]", r"[\]a]", r"[\w-]", "[🐲é]"]
SETS += [r"\w", r"\d", r"\s", r"\W", r"\p{L}", r"\P{Lu}", r"\u{1F432}", r"\x61", r"\.", "é", "🐲", "-"]
COUNTS = ["", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}", "{1,3}?", "{0}"]
SIGNS = ["a", "a", "b", "b", "c", "1", " ", "-", "\n", "é", "🐲", "_", "\x01", "A"]


def _random_pattern(dice: random.Random, depth: int = 3) -> str:
    def term() -> str:
        kind = dice.randrange(20 if depth > 0 else 12)
        if kind < 10:
            return dice.choice(SETS) + dice.choice(COUNTS)
        if kind < 12:
            return dice.choice(["^", "$", r"\b", r"\B", "b", "c"])
        if kind < 18:
            return dice.choice(["(", "(?:"]) + _random_pattern(dice, depth - 1) + ")" + dice.choice(COUNTS)
        return dice.choice(["(?=", "(?!", "(?<=", "(?<!"]) + _random_pattern(dice, depth - 1) + ")"

    branches = 1 if dice.randrange(3) else dice.randrange(2, 4)
    written = "|".join("".join(term() for _ in range(dice.randrange(4))) for _ in range(branches))
    return f"^{written}$" if depth == 3 and dice.randrange(3) == 0 else written


def test_all_ways_agree_on_random_patterns() -> None:
    dice = random.Random(20)
    wrong = []
    linear = 0
    for _ in range(500):
        source = _random_pattern(dice)
        pattern = KnownPattern(source)
        linear += is_linear(pattern.syntax, pattern.alphabet)
        bounded, *others = _engines(source)
        for _ in range(8):
            text = "".join(dice.choice(SIGNS) for _ in range(dice.randrange(8)))
            want = bounded(text)
            wrong += [(source, text) for match in others if want is not None and match(text) is not want]
    assert wrong == []
    assert linear > 100


def test_rust_agrees_on_random_patterns() -> None:
    dice = random.Random(21)
    wrong = []
    sure = 0
    for _ in range(500):
        source = _random_pattern(dice)
        written = rust_pattern(source)
        if written is None:
            continue
        sure += 1
        options = jsonschema_rs.RegexOptions()
        rust = jsonschema_rs.Draft202012Validator({"pattern": written}, pattern_options=options).is_valid
        match = compile_pattern(source).match
        texts = ["".join(dice.choice(SIGNS) for _ in range(dice.randrange(8))) for _ in range(8)]
        wrong += [(source, text) for text in texts if rust(text) is not match(text)]
    assert wrong == []
    assert sure > 150


@pytest.mark.parametrize(
    "source",
    [
        *(
            r"^a{0,60000}$",
            r"^[\p{L}]{0,40}$",
            r"^\p{L}{1,10}$",
            r"^(?:[a-z]{1,63}\.){1,100}$",
            r"^[^\s]{1,2000}$",
            r"^.{0,9000}$",
        ),
        *(r"^.*a.{15}$", r"(?:a?){100}", r"[\s\S]{1000}", "(?:" * 100 + "a" + ")+" * 100),
    ],
)
def test_what_rust_gets_it_takes(source: str) -> None:
    written = rust_pattern(source)
    if written is not None:
        jsonschema_rs.Draft202012Validator({"pattern": written}, pattern_options=jsonschema_rs.RegexOptions())


def test_rust_gets_what_people_write() -> None:
    sources = [
        r"^ssh-(rsa|dss|ed25519) |^ecdsa-sha2-nistp(256|384|521) |^(sk-ssh-ed25519|sk-ecdsa-sha2-nistp256)@openssh"
    ]
    sources += [
        r"^[^@\s]+@[^@\s]+$",
        r"\S+",
        r"^(a+)+$",
        r"\bfoo\b",
        r"^\p{L}{1,30}$",
        r"^([a-z]{1,63}\.){1,20}$",
    ]
    assert [source for source in sources if rust_pattern(source) is None] == []


@pytest.mark.parametrize("source", [r"\Bfoo", r"(?=a)", r"(?<=a)b", r"(a)\1", r"(?:.{0,1000}x){2}", r"\p{L}{1000}"])
def test_what_rust_does_not_get(source: str) -> None:
    assert rust_pattern(source) is None


LONG = "a" * 300_000


@pytest.mark.parametrize(
    ("source", "text", "want"),
    [
        (r"^(a+)+$", LONG + "!", False),
        (r"(x+x+)+y", "x" * 300_000, False),
        (r"\s+$", " " * 300_000 + "x", False),
        (r"^(.*a){12}$", LONG + "b", False),
        (r"^(?:(?!.*x).)*$", LONG, True),
        (r"(?<=^a*)b", LONG + "b", True),
        (r"^(?:.|\n)*$", LONG * 4, True),
        (r"^(?:(?:a?){30})a{30}$", "a" * 45, True),
        (r"[a-z]+@", LONG, False),
        (r"^(?:ab?)*$", LONG + "!", False),
        (r"^(?:a|b|ab)*c$", "ab" * 150_000, False),
        (r"^[^@\s]+@[^@\s]+$", LONG + "@", False),
        (r"^.*[a-z].{0,10}$", LONG + "\n", False),
        (r"^(?=.*\d)(?=.*[a-z]).{8,}$", LONG, False),
        (r"\ba.*\b!$", LONG, False),
    ],
)
def test_each_code_point_is_read_once(source: str, text: str, want: bool) -> None:
    with takes_at_most(3):
        assert compile_pattern(source).match(text) is want


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"^(.*)(.*)\1\2$", LONG + "b"),
        (r"^(a+)+\1b$", "a" * 40),
        (r"(.+)\1\1", "".join(map(chr, range(0x4E00, 0x9E00)))),
        (r"^(?:.{0,5000}x){0,3}y", "x" * 30_000),
    ],
)
def test_hard_work_is_given_up(source: str, text: str) -> None:
    pattern = compile_pattern(source)
    with takes_at_most(6):
        assert pattern.match(text) is None
        assert not pattern.search(text)


def test_texts_cannot_fill_the_memory() -> None:
    """More states are reached than are kept, and each text reaches others."""
    pattern = KnownPattern(r"(?:a|b)*a(?:a|b){14}c")
    automaton = Automaton(pattern.syntax, pattern.alphabet)
    dice = random.Random(4)
    for _ in range(4):
        assert automaton.match("".join(dice.choice("ab") for _ in range(5_000))) is False
    assert automaton.count_states() <= 2001


def test_many_hard_texts_of_one_value_are_given_up() -> None:
    rules = {"$defs": {"Codes": {"type": "array", "items": {"type": "string", "pattern": r"^(a+)+\1b$"}}}}
    gate = rules_of(json.dumps(rules)).gate("Codes")
    texts = [("a" * 14 + str(number)) for number in range(1000)]
    report = Report()
    with takes_at_most(10):
        assert not gate.check(texts, report)
    assert [violation.rule for violation in report.list()[0]][-1:] == ["pattern"]
    # One value does not use up what another has, and short ones are judged.
    assert gate.accepts(["aab", "aaaab"])
