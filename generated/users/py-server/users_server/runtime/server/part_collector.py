# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Takes the parts of one multipart body as they come: files are kept, texts are held."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING

from ..wire.file import File
from .findings import pointer_to
from .header_value import HeaderValue, parse_header_value
from .multipart_parser import MultipartError, MultipartParser
from .options import MEBIBYTE
from .problem import ProblemError
from .spool import FileStore, KeptFile
from .undo import unescape

if TYPE_CHECKING:
    from .multipart import MultipartPlan, PartPlan

_MAX_TEXT_BYTES = 10 * MEBIBYTE
"""Texts are held in memory, whatever files may have."""


class CollectedPart:
    """One part as it came: a file, or a text. Neither: a part that nobody wants."""

    __slots__ = ("file", "text")

    def __init__(self) -> None:
        self.file: File | None = None
        self.text = ""


class PartCollector:
    """Takes the parts of one body, each as its plan says."""

    __slots__ = ("_file", "_plan", "_pointer", "_store", "_text", "_text_bytes", "faults", "names", "parts", "received")

    def __init__(self, plan: MultipartPlan, store: FileStore) -> None:
        self._plan = plan
        self._store = store
        self.parts: list[CollectedPart] = []
        self.names: dict[str, list[CollectedPart]] = {}
        """Parts by name."""
        self.faults: list[str] = []
        """Where the parts stand that are no UTF-8."""
        self.received = 0
        """Bytes of the body."""
        self._text_bytes = 0
        self._pointer = ""
        self._file: KeptFile | None = None
        self._text: bytearray | None = None

    async def read_all(self, chunks: AsyncIterator[bytes], boundary: str) -> None:
        """Reads a body to its end. Raises MultipartError, ProblemError, and what the chunks raise."""
        parser: MultipartParser | None = None
        async for chunk in chunks:
            if parser is None:
                parser = MultipartParser(boundary, self)
            self.received += len(chunk)
            parser.push(chunk)
            await self._store.flush()
        if parser is not None:
            parser.finish()
            await self._store.flush(all=True)

    def begin(self, head: Mapping[str, str]) -> None:
        disposition = parse_header_value(head.get("content-disposition", "")) or HeaderValue("", {})
        plan = self._place(disposition)
        self._file = self._text = None
        if plan is None:
            return
        content_type = head.get("content-type")
        if not plan.takes(content_type):
            raise ProblemError("unsupported_media_type")
        if plan.is_file:
            self._file = self._store.keep(_filename_of(disposition), content_type or "")
        else:
            self._text = bytearray()

    def _place(self, disposition: HeaderValue) -> PartPlan | None:
        """Notes where the next part stands, and gives its plan; None: nobody wants it."""
        part, index = CollectedPart(), len(self.parts)
        self.parts.append(part)
        if self._plan.is_positional:
            self._pointer = f"/{index}"
            return self._plan.plan_at(index)
        written = disposition.parameters.get("name")
        if written is None:
            raise MultipartError
        name = _unescape_name(written)
        parts = self.names.setdefault(name, [])
        parts.append(part)
        plan = self._plan.plan_of(name)
        self._pointer = pointer_to("", name)
        if plan is not None and plan.is_list:
            self._pointer += f"/{len(parts) - 1}"
        return plan

    def data(self, chunk: memoryview) -> None:
        if self._file is not None:
            self._file.write(chunk)
        elif self._text is not None:
            self._text_bytes += len(chunk)
            if self._text_bytes > _MAX_TEXT_BYTES:
                raise ProblemError("payload_too_large")
            self._text += chunk

    def end(self) -> None:
        if self._file is not None:
            self.parts[-1].file = self._file.finish()
        elif self._text is not None:
            try:
                self.parts[-1].text = self._text.decode()
            except UnicodeError:
                self.faults.append(self._pointer)


_escaped = re.compile("%0[Aa]|%0[Dd]|%22")
_ESCAPED = {"%0a": "\n", "%0d": "\r", "%22": '"'}


def _unescape_name(name: str) -> str:
    """As browsers write names (WHATWG HTML, 4.10.22.8)."""
    return _escaped.sub(lambda escape: _ESCAPED[escape.group().lower()], name)


def _filename_of(disposition: HeaderValue) -> str:
    """Leaves out folders that some clients put in front: a file name leads nowhere (RFC 7578, section 4.2)."""
    written = disposition.parameters.get("filename")
    name = _extended_name(disposition) if written is None else _unescape_name(written)
    name = name[max(name.rfind("/"), name.rfind("\\")) + 1 :]
    return "" if name in (".", "..") else name


def _extended_name(disposition: HeaderValue) -> str:
    """Reads a file name with its charset in front (RFC 8187): some clients write it although RFC 7578 says they must
    not."""
    charset, _, rest = disposition.parameters.get("filename*", "").partition("'")
    _, quote, encoded = rest.partition("'")
    if charset.lower() != "utf-8" or not quote or "'" in encoded:
        return ""
    return unescape(encoded) or ""
