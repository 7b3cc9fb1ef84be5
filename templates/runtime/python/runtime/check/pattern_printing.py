"""Writes patterns for other engines: sets as plain ranges, so that nothing depends on an engine's own classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Sequence as Items

from .code_points import LAST_POINT, Spans
from .pattern_tree import ENDLESS, Choice, Edge, Group, Look, Node, Read, Repeat, Sequence, Syntax
from .pattern_walk import Walk, walk

__all__ = ["print_for_re", "print_for_rust"]


def print_for_re(syntax: Syntax, sets: Items[Spans]) -> str:
    """Write a pattern without references, word boundaries and lookbehinds for Python's `re`."""
    return walk(_print(syntax.tree, [_spell_set(spans, _escape_for_re) for spans in sets], (r"\A", r"\Z")))


def print_for_rust(syntax: Syntax, sets: Items[Spans]) -> str:
    """Write a pattern of groups, sets and repetitions for the Rust crate `regex`, whose texts have no halves of
    surrogate pairs.
    """
    return walk(
        _print(syntax.tree, [_spell_set(_without_halves(spans), _escape_for_rust) for spans in sets], ("^", "$"))
    )


def _print(tree: Node, sets: Items[str], edges: tuple[str, str]) -> Walk[str]:
    match tree:
        case Read(set=index):
            return sets[index]
        case Edge(end=end):
            return edges[end]
        case Sequence(items=items):
            written = []
            for item in items:
                written.append((yield _print(item, sets, edges)))
            return "".join(written)
        case Choice(branches=branches):
            written = []
            for branch in branches:
                written.append((yield _print(branch, sets, edges)))
            return f"(?:{'|'.join(written)})"
        case Group(body=body):
            return f"(?:{yield _print(body, sets, edges)})"
        case Look(body=body, negated=negated, behind=False):
            return f"(?{'!' if negated else '='}{yield _print(body, sets, edges)})"
        case Repeat(body=body):
            inner = yield _print(body, sets, edges)
            return _spell_counts(tree, inner if isinstance(body, Read) else f"(?:{inner})")
    raise TypeError(f"no other engine knows {tree}")


def _spell_counts(tree: Repeat, body: str) -> str:
    match tree.min, tree.max:
        case _, 0:
            return "(?:)"
        case 0, 1:
            return f"{body}?"
        case 0 | 1, -1:
            return body + "*+"[tree.min]
        case least, most:
            return f"{body}{{{least},{'' if most == ENDLESS else most}}}"


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
