# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Where a request stands in its trace (W3C Trace Context, section 3)."""

from __future__ import annotations

import re
from random import getrandbits
from typing import NamedTuple

# Later versions may add fields behind a hyphen; version ff is none (section 3.2.2).
_traceparent = re.compile(
    rb"(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?", re.DOTALL
)


class Trace(NamedTuple):
    """A request's place in its trace."""

    trace_id: str
    """32 hexadecimal digits."""
    span_id: str
    """16 hexadecimal digits: this request."""
    parent_id: str
    """The client's span; "": the trace begins here."""
    flags: str
    """Two hexadecimal digits."""

    @property
    def traceparent(self) -> str:
        """The header with which calls to other servers go on."""
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"


def open_trace(header: bytes | None) -> Trace:
    """Goes on with the client's trace, or begins one where there is none, or a broken one."""
    found = None if header is None else _traceparent.fullmatch(header)
    span_id = f"{_some_bits(64):016x}"
    if found is None or (found[1] == b"00" and found[5] is not None):
        return Trace(f"{_some_bits(128):032x}", span_id, "", "01")
    flags = "01" if int(found[4], 16) & 1 else "00"
    return Trace(found[2].decode(), span_id, found[3].decode(), flags)


def _some_bits(count: int) -> int:
    """Never 0, which is no id."""
    return getrandbits(count) or 1
