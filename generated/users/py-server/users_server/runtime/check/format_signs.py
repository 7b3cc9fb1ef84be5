# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Characters of the grammars of RFC 3986, 3987 and 6570, as they stand between the brackets of a class of `re`."""

from __future__ import annotations

import sys
from typing import Final

__all__ = ["ALPHANUMERICS", "ENCODED", "IRI_POINTS", "KEEP", "PRIVATE_POINTS", "SUB_DELIMS", "UNRESERVED"]

ALPHANUMERICS: Final = "A-Za-z0-9"
UNRESERVED: Final = rf"{ALPHANUMERICS}\-._~"
SUB_DELIMS: Final = "!$&'()*+,;="
#: Behind a group: it never gives back what it has read. Such groups were wrong before Python 3.11.5 (gh-106052); ours
#: say the same without it, and take more memory.
KEEP: Final = "+" if sys.version_info >= (3, 11, 5) else ""
#: A percent-encoded byte, which is no class.
ENCODED: Final = "%[0-9A-Fa-f][0-9A-Fa-f]"


def _spell(*ranges: tuple[int, int]) -> str:
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


#: The first code points of planes 1 to 13. The last two of each plane are no characters.
_PLANES: Final = [(plane << 16, plane << 16 | 0xFFFD) for plane in range(1, 14)]
#: ucschar of RFC 3987, 2.2, but for the characters that 4.1 forbids, which change the direction of text. Language
#: tags and planes 15 and 16 are left out.
IRI_POINTS: Final = _spell(
    (0xA0, 0x200D), (0x2010, 0x2029), (0x202F, 0xD7FF), (0xF900, 0xFDCF), (0xFDF0, 0xFFEF), *_PLANES, (0xE1000, 0xEFFFD)
)
#: iprivate of RFC 3987, 2.2.
PRIVATE_POINTS: Final = _spell((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))
