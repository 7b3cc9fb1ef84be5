"""What a client has to know of one contract. Printed from the contract, read when an operation is first called.

Types are annotations as Python has them: `int`, `list[Color]`, `User`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from .plan import Plan
    from .results import Result

Place = Literal["path", "query", "querystring", "header", "cookie"]
"""Where a parameter stands. `querystring` is the one parameter that is the whole query (OpenAPI 3.2, 4.12)."""

Style = Literal["simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"]

TextKind = Literal["string", "null", "boolean", "integer", "number", "union", "list", "object"]

ContentKind = Literal["json", "form", "multipart", "text", "binary", "events", "lines"]
"""How the bytes of a media type become values."""

EventKind = Literal["data", "event", "text", "json"]
"""What of an event an item is: the JSON of `data`; the whole event (data, event, id, retry); the text of `data`; the
event, whose data is a value for the caller and its JSON text on the wire."""

SchemeKind = Literal["bearer", "basic", "http", "header", "query", "cookie", "mutualTLS"]
"""How a credential is sent (OpenAPI 3.2, 4.27). `bearer` is also OAuth 2 and OpenID Connect; `http` another scheme of
Authorization."""

Status = int | Literal["1XX", "2XX", "3XX", "4XX", "5XX", "default"]

NextKind = Literal["link", "url", "cursor", "last_item", "offset", "page"]
"""How the next page is found: by a Link header, or by the answer's URL, cursor, last item or numbers."""

R_co = TypeVar("R_co", bound="Result", covariant=True)


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """What JSON value the text of a header or form member may stand for. A union's branches are tried in the order
    null, boolean, number, string: the first whose form fits wins."""

    kind: TextKind = "string"
    any_of: tuple[Text, ...] = ()
    items: Text | None = None
    """The items of a list, behind `prefix`."""
    prefix: tuple[Text, ...] = ()
    members: Mapping[str, Text] = field(default_factory=dict)
    rest: Text | None = None
    """What other members of an object may be; None: there are none."""

    def find(self, kind: TextKind) -> Text | None:
        """Gives the first of a kind among what a text may stand for."""
        if self.kind == kind:
            return self
        return next((found for each in self.any_of if (found := each.find(kind))), None)

    def item(self, index: int) -> Text:
        """What the text of an item stands for."""
        return self.prefix[index] if index < len(self.prefix) else self.items or STRING

    def member(self, name: str) -> Text | None:
        """What the text of a member stands for; None: there is no such member."""
        return self.members.get(name, self.rest)


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
    """What a text that is read stands for."""
    content: Content | None = None
    """One media type instead of a style."""
    allow_reserved: bool = False

    def explodes(self) -> bool:
        """Whether lists and objects are several texts. A style that isn't said explodes as `form` does."""
        return self.style in (None, "form", "cookie") if self.explode is None else self.explode


@dataclass(frozen=True, slots=True, eq=False)
class Parameter(Coding):
    """One parameter of an operation."""

    name: str
    place: Place = "query"
    type: Any = str
    nullable: bool = False
    """None is null, not absent."""


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
    """The type of the value, or of the items of a stream; None: JSON as it is."""
    members: Mapping[str, Part] = field(default_factory=dict)
    """Those of a form, or the parts of a multipart body."""
    rest: Part | None = None
    """What other members may be."""
    prefix: tuple[Part, ...] = ()
    items: Part | None = None
    """Parts by position, behind `prefix`: the value is a list."""
    event: EventKind = "data"
    result: type[Any] | None = None
    """The class of results with a body of this media type, where the response's own has another."""

    @property
    def is_stream(self) -> bool:
        """Whether it comes item by item."""
        return self.kind == "events" or self.kind == "lines"


@dataclass(frozen=True, slots=True, eq=False)
class Header(Coding):
    """A header of a response."""

    name: str
    attribute: str
    """The result's field."""
    type: Any = str


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """What an operation answers with a status. `result` is the class of results: it has the field `body`, one for each
    header, and `answer`."""

    status: Status
    result: type[Any]
    contents: tuple[Content, ...] = ()
    headers: tuple[Header, ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Operation(Generic[R_co]):
    """What a client has to know of one operation. Calls give an `R_co`."""

    id: str
    method: str
    path: str
    """The template as written: /users/{id}."""
    parameters: tuple[Parameter, ...] = ()
    body: tuple[Content, ...] = ()
    """The media types in which the body may be sent."""
    body_required: bool = False
    body_nullable: bool = False
    """None is null, not absent."""
    responses: tuple[Response, ...] = ()
    security: tuple[tuple[str, ...], ...] = ()
    """Alternatives of scheme names; an empty one: anonymous is welcome. None at all: no credential is sent."""
    server: str = ""
    """Where the operation lives, if it isn't where the others do."""
    pagination: Pagination | None = None

    @cached_property
    def plan(self) -> Plan:
        """What is derived from all this, once."""
        from .plan import Plan

        return Plan(self)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Pagination:
    """How pages follow each other. Paths are member names into the answer's JSON; an empty one is the answer itself."""

    next: NextKind
    items: tuple[str, ...] = ()
    """Leads to the list of a page."""
    item: Any = None
    """The type of one of them."""
    parameter: int = 0
    """The number of the query parameter that asks for the next page."""
    value: tuple[str, ...] = ()
    """Leads to the cursor, or to the URL of the next page; from the last item, where that has the cursor."""
    more: tuple[str, ...] = ()
    """Leads to what is false on the last page."""
    total: tuple[str, ...] = ()
    """Leads to the number of items, or of pages where its name has `page` in it."""
    first: int = 0
    """The number of the first page."""


@dataclass(frozen=True, slots=True, eq=False)
class Scheme:
    """A security scheme of the contract."""

    name: str
    kind: SchemeKind
    parameter: str = ""
    """The name of a key, or of an HTTP scheme."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Contract:
    """What a client has to know of its contract."""

    title: str
    servers: tuple[str, ...] = ()
    """As the contract writes them: variables stand in braces."""
    default_server: str = ""
    """The first of them with the default of each variable."""
    schemes: tuple[Scheme, ...] = ()

    def scheme(self, name: str) -> Scheme | None:
        """Gives a security scheme by its name."""
        return next((each for each in self.schemes if each.name == name), None)
