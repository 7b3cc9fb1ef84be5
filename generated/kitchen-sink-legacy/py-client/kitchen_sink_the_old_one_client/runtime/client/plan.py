# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What is derived from an operation, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .escape import escape_template
from .spec import Content, Operation, Response
from .styles import StyleWriter

if TYPE_CHECKING:
    from collections.abc import Sequence

REDIRECTS = (301, 302, 303, 307, 308)


class Plan:
    """How requests of an operation are written, and which answer is which."""

    __slots__ = (
        "accept",
        "accept_stream",
        "has_success",
        "query",
        "responses",
        "segments",
        "wants_redirect",
        "writers",
    )

    def __init__(self, operation: Operation[Any]) -> None:
        self.writers = [
            None if each.content is not None else StyleWriter(each.name, each.place, each)
            for each in operation.parameters
        ]
        path, _, self.query = operation.path.partition("#")[0].partition("?")
        """What stands in the path behind a question mark: some contracts tell operations apart by it."""
        names = {each.name: index for index, each in enumerate(operation.parameters) if each.place == "path"}
        self.segments = [cut_segment(segment, names) for segment in path.removeprefix("/").split("/")]
        self.responses = {response.status: response for response in operation.responses}
        self.has_success = any(_hundreds(each.status) == 2 for each in operation.responses)
        """A 2XX status of its own is documented: then `default` speaks of failures."""
        redirects = any(each.status == "3XX" or each.status in REDIRECTS for each in operation.responses)
        self.wants_redirect = redirects and not self.has_success
        """A redirect is documented and no success: then the redirect is what the caller wants to see."""
        self.accept = accept_of(operation, streams=False)
        self.accept_stream = accept_of(operation, streams=True)

    def response(self, status: int) -> Response | None:
        """Gives what the contract says of a status: its own entry, else its range's, else `default`."""
        known: dict[Any, Response] = self.responses
        return known.get(status) or known.get(f"{status // 100}XX") or known.get("default")


def _hundreds(status: int | str) -> int:
    if isinstance(status, int):
        return status // 100
    return int(status[0]) if status != "default" else 0


PathPart = str | tuple[str, int | None]
"""Text, escaped; or the name and number of a parameter."""


def cut_segment(segment: str, names: dict[str, int]) -> list[PathPart]:
    """Cuts v{version}.json."""
    parts: list[PathPart] = []
    while segment:
        before, brace, rest = segment.partition("{")
        name, end, after = rest.partition("}")
        if not (brace and end):
            return [*parts, escape_template(segment)]
        if before:
            parts.append(escape_template(before))
        parts.append((name, names.get(name)))
        segment = after
    return parts


def of_kind(contents: Sequence[Content], streams: bool) -> Sequence[Content]:
    """Where a response is to be had as a stream of items and otherwise, only those of the wanted kind."""
    return [each for each in contents if each.is_stream == streams] or contents


def accept_of(operation: Operation[Any], streams: bool) -> str:
    """The Accept header of a call."""
    accepted = [each.media_type for response in operation.responses for each in of_kind(response.contents, streams)]
    return ", ".join(dict.fromkeys(accepted)) or "*/*"
