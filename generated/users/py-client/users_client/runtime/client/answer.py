# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What came back, as the result of its status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from .call import Call
from .codecs import decode, decode_tree
from .download import Download
from .effects import Close, Discard, ReadAll, Steps
from .errors import OffContractError, Unreadable
from .media import essence_of, find_content, is_range
from .multipart_read import multipart_tree
from .plan import of_kind
from .read_texts import form_tree, read_header
from .results import Answer
from .spec import Content, Response
from .stream import Stream
from .urls import path_of

if TYPE_CHECKING:
    from .results import Result

BEGINNING_BYTES = 2048


def read_answer(call: Call, response: httpx.Response, attempt: int) -> Steps[Result]:
    """Makes the result of an answer.

    Raises:
        OffContractError: for what the contract doesn't describe.
    """
    status = response.status_code
    known = call.operation.plan.response(status)
    if known is None:
        raise (yield from off_contract(call, response, attempt, "the contract doesn't know that status"))
    if known.status == "default" and 200 <= status < 300 and call.operation.plan.has_success:
        raise (yield from off_contract(call, response, attempt, "the contract promises no such success"))
    if not known.contents or call.method == "HEAD":
        yield Discard(response)
        return make_result(known, None, response, answer_of(call, response, attempt, None), {})
    contents = of_kind(known.contents, call.streams)
    essence = essence_of(response.headers.get("content-type", ""))
    content = find_content(contents, essence)
    if content is None and not essence and len(contents) == 1:
        # Without a content type there is only one thing that the body can be, if the contract has only one.
        content = contents[0]
    if content is None:
        what = f"as {essence!r}" if essence else "without a content type"
        promised = ", ".join(each.media_type for each in contents)
        raise (yield from off_contract(call, response, attempt, f"{what}, where the contract promises {promised}"))
    if content.kind == "binary":
        answer = answer_of(call, response, attempt, None)
        return make_result(known, content, response, answer, {"body": Download(call, response)})
    if content.is_stream:
        answer = answer_of(call, response, attempt, None)
        return make_result(known, content, response, answer, {"body": Stream(call, response, content, answer)})
    data: bytes = yield ReadAll(response)
    answer = answer_of(call, response, attempt, data)
    try:
        return make_result(known, content, response, answer, {"body": read_body(content, answer, data)})
    except Unreadable as error:
        raise OffContractError(answer, error.reason) from error


def make_result(
    known: Response, content: Content | None, response: httpx.Response, answer: Answer, fields: dict[str, Any]
) -> Result:
    """Makes the result of a status and media type."""
    for header in known.headers:
        fields[header.attribute] = read_header(response.headers, header)
    if not isinstance(known.status, int):
        fields["status"] = answer.status
    if content is not None and is_range(content.media_type):
        fields["content_type"] = response.headers.get("content-type", "")
    made: Result = ((content and content.result) or known.result)(**fields, answer=answer)
    return made


def read_body(content: Content, answer: Answer, data: bytes) -> Any:
    """Reads a body that is there as a whole. What the contract doesn't allow is let through, as long as it has the
    types that it says."""
    if content.kind == "json":
        return decode(content.type, data)
    if content.kind == "text":
        text = data.decode("utf-8", "replace").removeprefix("\ufeff")
        return text if content.type is str else decode_tree(content.type, text)
    try:
        if content.kind == "form":
            tree = form_tree(content, data.decode())
        else:
            tree = multipart_tree(content, answer.headers.get("content-type", ""), data)
    except ValueError as error:
        raise Unreadable("the body is no form", data) from error
    return decode_tree(content.type, tree)


def answer_of(call: Call, response: httpx.Response, attempt: int, content: bytes | None) -> Answer:
    """What all answers have in common."""
    headers = response.headers
    own = call.settings.request_id_header
    named = (headers.get(name) for name in (own, "x-request-id", "request-id") if name)
    url = str(response.request.url)
    return Answer(
        status=response.status_code,
        headers=headers,
        operation=call.operation.id,
        method=call.method,
        path=path_of(url),
        url=url,
        content=content,
        request_id=next((each for each in named if each), call.request_id),
        attempts=attempt,
    )


def off_contract(call: Call, response: httpx.Response, attempt: int, reason: str) -> Steps[OffContractError]:
    """Makes the error of an answer that the contract doesn't describe, with the beginning of its body."""
    content: bytes | None = None
    if essence_of(response.headers.get("content-type", "")) == "text/event-stream":
        yield Close(response)
    else:
        content = yield Discard(response, BEGINNING_BYTES)
    return OffContractError(answer_of(call, response, attempt, content), reason)
