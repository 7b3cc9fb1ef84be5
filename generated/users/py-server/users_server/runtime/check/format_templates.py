# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""The format of templates of identifiers: RFC 6570, section 2."""

from __future__ import annotations

import re
from typing import Final

from .format_signs import ENCODED, IRI_POINTS, KEEP, PRIVATE_POINTS, SUB_DELIMS, UNRESERVED

__all__ = ["is_uri_template"]

_PART: Final = rf"(?:[A-Za-z0-9_]++|{ENCODED})+{KEEP}"
#: 2.3 and 2.4: a variable and its modifier.
_VARIABLE: Final = rf"{_PART}(?:\.{_PART})*{KEEP}(?:\*|:[1-9][0-9]{{0,3}})?"
#: 2.2: what stands between braces, with the operators that are reserved for extensions.
_EXPRESSION: Final = rf"\{{[+#./;?&=,!@|]?{_VARIABLE}(?:,{_VARIABLE})*{KEEP}\}}"
#: 2.1: literals, with the apostrophe of erratum 6937.
_LITERALS: Final = rf"[{UNRESERVED}{SUB_DELIMS}:@/?#\[\]{IRI_POINTS}{PRIVATE_POINTS}]++"
_TEMPLATE: Final = re.compile(rf"(?:{_LITERALS}|{ENCODED}|{_EXPRESSION})*{KEEP}").fullmatch


def is_uri_template(text: str) -> bool:
    """RFC 6570, section 2."""
    return _TEMPLATE(text) is not None
