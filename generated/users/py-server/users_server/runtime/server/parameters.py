# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""How the parameters of one operation are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from ..wire.json import Json
from .call import Call
from .findings import (
    ABSENT,
    REQUIRED_MESSAGE,
    UNFIT_MESSAGE,
    UNKNOWN_MESSAGE,
    UNREADABLE,
    Findings,
    Missing,
    pointer_to,
)
from .forms import ContentText
from .pairs import PairCoding, PairPlan, Pairs
from .planning import Planning
from .spec import Absent, Content, Parameter, Route
from .style_pairs import PairsPlan, SinglePlan, plan_pairs
from .style_texts import RawPlan, plan_single
from .undo import (
    IN_COOKIE,
    IN_FORM_QUERY,
    IN_HEADER,
    IN_PATH,
    IN_QUERY,
    IN_RAW_COOKIE,
    Undoing,
    undo_cookie,
    undo_query,
    undo_raw,
)

Arguments = dict[str, Any]
"""The arguments of the service's method."""


_LONG = 1 << 12
"""Characters of a path, query or header."""

_AS_READ = (("string", str), ("boolean", bool), ("integer", int))
"""Kinds of texts of which what is read is what the type wants."""


class Taker:
    """Checks what was read of one parameter, and makes an argument of it."""

    __slots__ = ("_allow_empty", "_argument", "_at", "_convert", "_default", "_required", "_rules")

    def __init__(self, parameter: Parameter, at: str, planning: Planning) -> None:
        self._argument = parameter.argument or parameter.name
        self._at = at
        self._rules = planning.rules_of(parameter.rule)
        is_as_read = parameter.content is None and (parameter.text.kind, parameter.type) in _AS_READ
        self._convert = None if is_as_read else planning.convert_of(parameter.type)
        self._required = parameter.required
        self._allow_empty = parameter.allow_empty
        self._default = _default_of(parameter, self._convert)

    def take(self, value: Json | Missing, arguments: Arguments, found: Findings) -> None:
        """Takes what was read; what is wrong with it goes to the findings."""
        if isinstance(value, Missing):
            if value is ABSENT:
                self._take_none(arguments, found)
            return
        rules = self._rules
        if rules is None or rules.is_sure(value):
            self._store(value, arguments, found)
        elif self._allow_empty and value in ("", [""]) and not rules.accepts(value):
            # An empty value that the parameter can't have stands for none (OpenAPI 3.2, 4.12.2.2, allowEmptyValue).
            self._take_none(arguments, found)
        elif rules.explain(value, found.report, found.place, found.base + self._at):
            self._store(value, arguments, found)

    def _store(self, value: Json, arguments: Arguments, found: Findings) -> None:
        try:
            arguments[self._argument] = value if self._convert is None else self._convert(value)
        except ValueError:
            found.add(self._at, "type", UNFIT_MESSAGE)

    def _take_none(self, arguments: Arguments, found: Findings) -> None:
        if self._required:
            found.add(self._at, "required", REQUIRED_MESSAGE)
        elif self._default is not None:
            arguments[self._argument] = self._default()


def _default_of(parameter: Parameter, convert: Callable[[Any], Any] | None) -> Callable[[], Any] | None:
    """Gives what gives the default: each request has one of its own, where it could be changed."""
    default = parameter.default
    if isinstance(default, Absent):
        return None

    def make() -> Any:
        value = deepcopy(default)
        return value if convert is None else convert(value)

    if isinstance(default, list | dict):
        return make
    value = make()
    return lambda: value


class RawParameter(Taker):
    """A parameter that has a text of its own: in a path or a header, or the whole query."""

    __slots__ = ("index", "key", "plan")

    def __init__(self, parameter: Parameter, plan: RawPlan, at: str, planning: Planning) -> None:
        super().__init__(parameter, at, planning)
        self.plan = plan
        self.index = -1
        """The position in the template."""
        self.key = parameter.name.lower().encode()
        """The name of a header."""


class PairParameter(Taker):
    """A parameter among the pairs of a query or cookie header."""

    __slots__ = ("plan",)

    def __init__(self, parameter: Parameter, plan: PairsPlan, at: str, planning: Planning) -> None:
        super().__init__(parameter, at, planning)
        self.plan = plan


class _PairPlace:
    """The parameters that stand among pairs."""

    __slots__ = ("names", "parameters")

    def __init__(self, coding: PairCoding) -> None:
        self.names = PairPlan(coding)
        self.parameters: list[PairParameter] = []

    def add(self, parameter: Parameter, undoing: Undoing, planning: Planning) -> None:
        name, at = parameter.name, pointer_to("", parameter.name)
        if parameter.content is None:
            plan = plan_pairs(parameter, name, undoing, at, self.names, True, planning.rules_of)
        else:
            self.names.wanted.add(name)
            plan = SinglePlan(_RawContent(parameter.content, undoing, at, planning), name, at)
        self.parameters.append(PairParameter(parameter, plan, at, planning))

    def take(self, text: str, arguments: Arguments, found: Findings) -> Pairs:
        pairs = self.names.scan(text, found)
        for parameter in self.parameters:
            parameter.take(parameter.plan.read(pairs, found), arguments, found)
        return pairs


class _RawContent:
    """Reads a text that is of a media type."""

    __slots__ = ("_at", "_content", "_undoing")

    def __init__(self, content: Content, undoing: Undoing, at: str, planning: Planning) -> None:
        self._content = ContentText(content, planning.max_depth, planning.rules_of)
        self._undoing = undoing
        self._at = at

    def read(self, raw: str, found: Findings) -> Json | Missing:
        text = self._undoing.undo(raw)
        if text is None:
            found.add(self._at, "encoding", self._undoing.message)
            return UNREADABLE
        return self._content.read(text, self._at, found)


class ParameterPlan:
    """How the parameters of one operation are read."""

    __slots__ = (
        "_cookies",
        "_headers",
        "_known",
        "_path",
        "_query",
        "_querystring",
        "_reads_headers",
        "_rejects",
        "is_empty",
    )

    def __init__(self, route: Route, planning: Planning) -> None:
        path, _, fixed_query = route.path.partition("#")[0].partition("?")
        self._path: list[RawParameter] = []
        self._query = _PairPlace(PairCoding("&", undo_query))
        self._querystring: RawParameter | None = None
        self._headers: list[RawParameter] = []
        cookies = _PairPlace(PairCoding(";", undo_cookie, True))
        raw_cookies = _PairPlace(PairCoding(";", undo_raw, True))
        for parameter in route.parameters:
            if parameter.place == "path":
                self._add_path(parameter, path, planning)
            elif parameter.place == "query":
                self._query.add(parameter, IN_QUERY, planning)
            elif parameter.place == "querystring":
                self._querystring = _plan_querystring(parameter, planning)
            elif parameter.place == "header":
                self._headers.append(_plan_raw(parameter, IN_HEADER, planning))
            elif parameter.style == "cookie":
                raw_cookies.add(parameter, IN_RAW_COOKIE, planning)
            else:
                cookies.add(parameter, IN_COOKIE, planning)
        self._cookies = [place for place in (cookies, raw_cookies) if place.parameters]
        self._reads_headers = bool(self._headers or self._cookies)
        self.is_empty = not route.parameters
        """Nothing is looked at but a query that shouldn't be there."""
        # Query parameters that nobody knows are violations, but for those that are known to others: API keys, and what
        # the template says.
        self._rejects = planning.unknown_query == "reject" and not self._query.names.keeps_others
        if self._rejects:
            self._query.names.keeps_others = True
        self._known = {pair.partition("=")[0] for pair in fixed_query.split("&")} | planning.known_query

    def _add_path(self, parameter: Parameter, path: str, planning: Planning) -> None:
        planned = _plan_raw(parameter, IN_PATH, planning)
        names = _parameter.findall(path)
        if parameter.name in names:
            planned.index = names.index(parameter.name)
            self._path.append(planned)

    def are_long(self, call: Call) -> bool:
        """Whether the texts that are read are so long that it takes a while."""
        if len(call.query) > _LONG or len(call.path) > _LONG:
            return True
        return self._reads_headers and any(len(value) > _LONG for value in call.headers.values())

    def read(self, call: Call, arguments: Arguments) -> None:
        """Reads and checks the parameters of a request. What is wrong goes to the call's report; then not all have an
        argument."""
        if self._path:
            found = Findings(call.report, "path")
            for parameter in self._path:
                parameter.take(parameter.plan.read(call.path_values[parameter.index], found), arguments, found)
        if call.query or self._query.parameters or self._querystring is not None:
            self._read_query(call.query, arguments, Findings(call.report, "query"))
        if self._headers:
            self._read_headers(call.headers, arguments, Findings(call.report, "header"))
        if self._cookies:
            cookies = call.headers.get(b"cookie", b"").decode("latin-1")
            found = Findings(call.report, "cookie")
            for place in self._cookies:
                place.take(cookies, arguments, found)

    def _read_query(self, query: str, arguments: Arguments, found: Findings) -> None:
        whole = self._querystring
        if whole is not None:
            whole.take(whole.plan.read(query, found) if query else ABSENT, arguments, found)
            return
        pairs = self._query.take(query, arguments, found)
        if self._rejects:
            for name in pairs.others:
                if name not in self._known:
                    found.add(pointer_to("", name), "additionalProperties", UNKNOWN_MESSAGE)

    def _read_headers(self, headers: Mapping[bytes, bytes], arguments: Arguments, found: Findings) -> None:
        for parameter in self._headers:
            raw = headers.get(parameter.key)
            value = ABSENT if raw is None else parameter.plan.read(raw.decode("latin-1"), found)
            parameter.take(value, arguments, found)


_parameter = re.compile(r"\{([^{}]*)\}")


def _plan_raw(parameter: Parameter, undoing: Undoing, planning: Planning) -> RawParameter:
    at = pointer_to("", parameter.name)
    if parameter.content is not None:
        return RawParameter(parameter, _RawContent(parameter.content, undoing, at, planning), at, planning)
    is_header = parameter.place == "header"
    plan = plan_single(parameter, parameter.name, undoing, at, is_header, planning.rules_of)
    return RawParameter(parameter, plan, at, planning)


def _plan_querystring(parameter: Parameter, planning: Planning) -> RawParameter:
    """Plans the whole query as one value. A form stands there as it is."""
    at = pointer_to("", parameter.name)
    content = parameter.content or Content("text/plain", "text")
    undoing = IN_FORM_QUERY if content.kind == "form" else IN_QUERY
    return RawParameter(parameter, _RawContent(content, undoing, at, planning), at, planning)
