# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Reads and checks the requests of one operation (wire profile, "Order of work in a server", steps 3 to 5)."""

from __future__ import annotations

import asyncio
from typing import Any

from .body import BodyPlan
from .call import Call
from .parameters import ParameterPlan
from .planning import Planning
from .refusal import refuse, violation_status
from .spec import Route


class RequestPlan:
    """How the requests of one operation are read. Made once, when the server is."""

    __slots__ = ("_body", "_parameters", "_status")

    def __init__(self, route: Route, planning: Planning) -> None:
        self._parameters = ParameterPlan(route, planning)
        self._body = None if route.body is None else BodyPlan(route.body, route, planning)
        self._status = violation_status(route)

    async def read(self, call: Call) -> dict[str, Any]:
        """Gives the keyword arguments of the service's method. What the contract lets be absent, and is, has none.

        Raises ProblemError (413, 415, or all violations together) and ClientLeft. Bodies that are streams are read by
        the handler: what breaks the contract there is raised at it, as the ProblemError that the request is to be
        answered with.
        """
        arguments: dict[str, Any] = {}
        body, parameters = self._body, self._parameters
        chosen = None
        if body is not None:
            headers = call.headers
            chosen = body.choose(headers) if b"content-length" in headers else await body.choose_begun(call)
        if not parameters.is_empty or call.query:
            if parameters.are_long(call):
                # Others are served meanwhile.
                await asyncio.to_thread(parameters.read, call, arguments)
            else:
                parameters.read(call, arguments)
        is_malformed = body is not None and await body.read(call, chosen, arguments)
        if call.is_faulty:
            raise refuse(call.report, self._status, is_malformed)
        return arguments
