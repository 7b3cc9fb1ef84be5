# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Writes patterns for other engines: sets as plain ranges, so that nothing depends on an engine's own classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Sequence as Items
from typing import Final, NamedTuple

from .code_points import LAST_POINT, Spans
from .pattern_tree import ENDLESS, Choice, Edge, Group, Look, Node, Read, Repeat, Sequence, Syntax, Word
from .pattern_walk import Walk, walk

__all__ = ["print_for_re", "print_for_rust"]


class _Engine(NamedTuple):
    """How an engine writes what is no set."""

    #: The first and the last position.
    edges: tuple[str, str]
    #: A word boundary, and none.
    words: tuple[str, str]
    #: What stands behind the counts of a repetition.
    rounds: str


#: ECMA-262, 22.2.2.9.3. `re` has another rule for texts without any word.
_WORDS_FOR_RE: Final = (
    "(?:(?<=[0-9A-Z_a-z])(?![0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?=[0-9A-Z_a-z]))",
    "(?:(?<=[0-9A-Z_a-z])(?=[0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?![0-9A-Z_a-z]))",
)


def print_for_re(syntax: Syntax, sets: Items[Spans], possessive: bool) -> str:
    """Write a pattern without references and lookbehinds for Python's `re`.

    Possessive: repetitions never give back what they have read, which takes neither time nor memory.
    """
    written = [_spell_set(spans, _escape_for_re) for spans in sets]
    return walk(_print(syntax.tree, written, _Engine((r"\A", r"\Z"), _WORDS_FOR_RE, "+" if possessive else "")))


def print_for_rust(syntax: Syntax, sets: Items[Spans]) -> str:
    """Write a pattern without references, lookarounds and `\\B` for the Rust crate `regex`."""
    # Its texts have no halves of surrogate pairs.
    written = [_spell_set(_without_halves(spans), _escape_for_rust) for spans in sets]
    return walk(_print(syntax.tree, written, _Engine(("^", "$"), (r"(?-u:\b)", ""), "")))


def _print(tree: Node, sets: Items[str], engine: _Engine) -> Walk[str]:
    match tree:
        case Read(set=index):
            return sets[index]
        case Edge(end=end):
            return engine.edges[end]
        case Sequence(items=items):
            written = []
            for item in items:
                written.append((yield _print(item, sets, engine)))
            return "".join(written)
        case Choice(branches=branches):
            written = []
            for branch in branches:
                written.append((yield _print(branch, sets, engine)))
            return f"(?:{'|'.join(written)})"
        case Group(body=body):
            return f"(?:{yield _print(body, sets, engine)})"
        case Look(body=body, negated=negated, behind=False):
            inner = yield _print(body, sets, engine._replace(rounds=""))
            return f"(?{'!' if negated else '='}{inner})"
        case Word(negated=negated):
            return engine.words[negated]
        case Repeat(body=body):
            inner = yield _print(body, sets, engine)
            return _spell_counts(tree, inner if isinstance(body, Read) else f"(?:{inner})", engine.rounds)
    raise TypeError(f"no other engine knows {tree}")


def _spell_counts(tree: Repeat, body: str, rounds: str) -> str:
    match tree.min, tree.max:
        case _, 0:
            return "(?:)"
        case 0, 1:
            return f"{body}?{rounds}"
        case 0 | 1, -1:
            return body + "*+"[tree.min] + rounds
        case least, most:
            return f"{body}{{{least},{'' if most == ENDLESS else most}}}{rounds}"


def _spell_set(spans: Spans, escape: Callable[[int], str]) -> str:
    """Write a class of ranges; one for no code point at all, where it has none."""
    if not spans:
        return f"[^{escape(0)}-{escape(LAST_POINT)}]"
    if len(spans) == 1 and spans[0][0] == spans[0][1]:
        return escape(spans[0][0])
    return f"[{''.join(_spell_ranges(spans, escape))}]"


def _spell_ranges(spans: Spans, escape: Callable[[int], str]) -> Iterable[str]:
    for first, last in spans:
        yield escape(first) if first == last else f"{escape(first)}-{escape(last)}"


def _is_plain(point: int) -> bool:
    return point < 0x80 and chr(point).isalnum()


def _escape_for_re(point: int) -> str:
    return chr(point) if _is_plain(point) else f"\\U{point:08x}"


def _escape_for_rust(point: int) -> str:
    return chr(point) if _is_plain(point) else f"\\x{{{point:x}}}"


def _without_halves(spans: Spans) -> Spans:
    kept: list[tuple[int, int]] = []
    for first, last in spans:
        if last < 0xD800 or first > 0xDFFF:
            kept.append((first, last))
            continue
        if first < 0xD800:
            kept.append((first, 0xD7FF))
        if last > 0xDFFF:
            kept.append((0xE000, last))
    return tuple(kept)
