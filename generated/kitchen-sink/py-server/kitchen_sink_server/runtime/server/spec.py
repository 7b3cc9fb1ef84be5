# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What a server has to know of one contract. Printed from the contract, read once when the server is made.

Names of rules are those of `rules.json`; "" asks for nothing. Types are annotations as Python has them: `int`,
`list[Color]`, `User`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, final

Place = Literal["path", "query", "querystring", "header", "cookie"]
"""Where a parameter stands. `querystring` is the one parameter that is the whole query (OpenAPI 3.2, 4.12)."""

Style = Literal["simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"]

TextKind = Literal["string", "null", "boolean", "integer", "number", "union", "list", "object"]

ContentKind = Literal["json", "form", "multipart", "text", "binary", "events", "lines"]
"""How the bytes of a media type become values."""

EventKind = Literal["data", "event", "text", "json"]
"""What of an event an item is: the JSON of `data`; the whole event (data, event, id, retry); the text of `data`; the
event, whose data is a value for the handler and its JSON text on the wire."""

SchemeKind = Literal["bearer", "basic", "http", "header", "query", "cookie", "mutualTLS"]
"""How a credential is sent (OpenAPI 3.2, 4.27). `bearer` is also OAuth 2 and OpenID Connect; `http` another scheme of
Authorization."""

Status = int | Literal["1XX", "2XX", "3XX", "4XX", "5XX", "default"]


@final
class Absent:
    """The type of ABSENT: no value, not even null."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent()


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """What JSON value the text of a parameter, form member or header may stand for."""

    kind: TextKind = "string"
    any_of: tuple[Branch, ...] = ()
    """The branches of a union. They are tried in the order null, boolean, integer, number, string (wire profile,
    "Parameters")."""
    items: Text | None = None
    """The items of a list, behind `prefix`."""
    prefix: tuple[Text, ...] = ()
    members: Mapping[str, Text] = field(default_factory=dict)
    rest: Text | None = None
    """What other members of an object may be; None: there are none."""


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """One branch of a union, with the rules that tell whether it is the one."""

    text: Text
    rule: str = ""


STRING: Final = Text()
NULL: Final = Text("null")
BOOLEAN: Final = Text("boolean")
INTEGER: Final = Text("integer")
NUMBER: Final = Text("number")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Coding:
    """How a parameter, a form's member or a header is written (OpenAPI 3.2, 4.12)."""

    style: Style | None = None
    """None: what the place has by itself."""
    explode: bool | None = None
    """None: what the style has by itself."""
    text: Text = STRING
    content: Content | None = None
    """One media type instead of a style."""
    allow_reserved: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Parameter(Coding):
    """One parameter of an operation."""

    name: str
    place: Place
    argument: str = ""
    """The argument of the service's method; "": called as the parameter."""
    type: Any = str
    rule: str = ""
    required: bool = False
    allow_empty: bool = False
    default: Any = ABSENT
    """The JSON value of an absent parameter, as the handler gets it."""


@dataclass(frozen=True, slots=True, eq=False)
class Part(Coding):
    """A member of a form, or a part of a multipart body."""

    list: bool = False
    """Each occurrence is an item."""
    content_types: tuple[str, ...] = ()
    """The media types that the part may have, ranges too; empty: any."""


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """What a media type holds."""

    media_type: str
    """A media type or a range, as written."""
    kind: ContentKind = "json"
    type: Any = None
    """The type of the value, or of the items of a stream; None: JSON as it is (bytes, where the kind is binary)."""
    rule: str = ""
    """The rules of the value, or of each item."""
    members: Mapping[str, Part] = field(default_factory=dict)
    """Those of a form, or the parts of a multipart body."""
    rest: Part | None = None
    """What other members may be; None: there are none."""
    prefix: tuple[Part, ...] = ()
    items: Part | None = None
    """Parts by position, behind `prefix`: the value is a list."""
    event: EventKind = "data"


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """What an operation takes."""

    contents: tuple[Content, ...]
    required: bool = False
    argument: str = "body"
    content_type: str = ""
    """The argument that says which media type came; "": the method has none."""


@dataclass(frozen=True, slots=True, eq=False)
class Header(Coding):
    """A header of a response."""

    name: str
    attribute: str
    """The result's field."""
    type: Any = str
    rule: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """What an operation answers with a status.

    `result` is the class of results. It has a field of the name `body` where there are contents, `content_type` where
    those are several or a range, a field a header, `headers` for others (a mapping or pairs), and `status`, which only
    ranges and `default` let a handler choose.
    """

    status: Status
    result: type
    body: str = ""
    """The result's field; "": there is none."""
    contents: tuple[Content, ...] = ()
    headers: tuple[Header, ...] = ()
    problem: str = ""
    """The name of the hook that renders problem documents into the contract's own schema for this status; "": none."""


@dataclass(frozen=True, slots=True, eq=False)
class Requirement:
    """A security scheme that an operation asks for."""

    scheme: str
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Scheme:
    """A security scheme of the contract."""

    name: str
    kind: SchemeKind
    parameter: str = ""
    """The name of a key, or of an HTTP scheme."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Batch:
    """Calls of an operation that are answered together (x-mortise-batch)."""

    request: type
    """The class that holds the arguments of one call."""
    max_size: int
    max_wait_ms: float
    """How long a call may be kept waiting for others to come."""
    max_queue: int
    """How many calls may wait."""
    open: Callable[..., Any]
    """BatchHandler of `runtime/batch`, which is there where a contract has batches: makes the operation's handler."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Route:
    """What a server has to know of one operation."""

    id: str
    method: str
    path: str
    """The template as written: /users/{id}."""
    handler: str
    """The service's method. It is called with keyword arguments alone."""
    tags: tuple[str, ...] = ()
    security: tuple[tuple[Requirement, ...], ...] = ()
    """Alternatives, of which one must hold; in each, all must. Empty: none needed. An empty alternative: anonymous is
    welcome."""
    principals: Mapping[str, str] = field(default_factory=dict)
    """Scheme -> the argument that says who calls by it. Several schemes may share one: it is that of the alternative
    that held, else None."""
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    responses: tuple[Response, ...] = ()
    batch: Batch | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Contract:
    """What a server has to know of its contract."""

    title: str
    file: str
    """`__file__` of a module of the package: rules.json and openapi.json stand beside it."""
    routes: tuple[Route, ...]
    schemes: tuple[Scheme, ...] = ()
    document: bool = True
    """Whether openapi.json is there to be served."""
