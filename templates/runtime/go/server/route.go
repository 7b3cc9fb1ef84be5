package server

import (
	"context"
	"encoding/json"

	"mortise/runtime/wire"
)

// Route is what a server has to know of one operation. Printed from the contract, read once when the server is made.
type Route struct {
	ID     string
	Method string
	// Path is the template as written: /users/{id}.
	Path string
	Tags []string
	// Security are alternatives, of which one must hold; in each, all must. Empty: none needed. An empty alternative: anonymous is welcome.
	Security   [][]Requirement
	Parameters []Parameter
	// Load reads a parameter, by its number in Parameters, into a request struct. Where it says false, the type can't hold the value.
	Load      func(in Input, request any, index int) bool
	Body      *Body
	Responses []Response
	// New makes an empty request struct, and gives a pointer to it.
	New func() any
	// Handle answers a request: a pointer to the request struct. It gives a response of the operation.
	Handle Handler
	// Answer writes a response of the operation. False: it is none.
	Answer func(response any, to *Answer) bool
}

// Handler answers an operation. Request points to the operation's request struct, the response is one of its responses.
type Handler func(ctx context.Context, request any) (response any, err error)

// Middleware stands around the handlers of operations: after the request has been read and checked, before the answer is written.
type Middleware func(next Handler) Handler

// Requirement is a security scheme that an operation asks for.
type Requirement struct {
	Scheme string
	Scopes []string
}

// Place is where a parameter stands.
type Place uint8

// Places of parameters. InQuerystring is the one parameter that is the whole query.
const (
	InPath Place = iota
	InQuery
	InQuerystring
	InHeader
	InCookie
)

// Coding is how a parameter, a form's member or a header is written (OpenAPI 3.2, 4.12).
type Coding struct {
	Style Style
	// Explode where it isn't what the style has by itself.
	Explode Explode
	// Text is what the text stands for; nil: a string.
	Text *Text
	// Content is one media type instead of a style.
	Content *Content
	// AllowReserved is for texts that are written.
	AllowReserved bool
}

// Explode says whether lists and objects are several texts.
type Explode uint8

// AsUsual is what the style has by itself.
const (
	AsUsual Explode = iota
	Exploded
	Joined
)

func (c *Coding) text() *Text { return orPlain(c.Text) }

func (c *Coding) explodes(usual bool) bool {
	if c.Explode == AsUsual {
		return usual
	}
	return c.Explode == Exploded
}

// Input is a JSON value on its way into a request struct.
type Input struct {
	// Reader stands before the value.
	Reader *wire.Reader
	// ContentType is the media type of a body: as the contract writes it, or where that is a range, as the request has it.
	ContentType string
}

// source is the text of a value.
type source struct {
	text     []byte
	maxDepth int
	// checks: the rules of the value are to be kept, too.
	checks bool
	// files are those of a multipart body, in which a file is its number.
	files       []*wire.File
	contentType string
}

// load reads the whole text into a request struct.
func (s source) load(load Load, request any) bool {
	return s.loadFrom(s.open(), load, request)
}

// place does what load does, and tells by a JSON Pointer where the value stands that the struct can't hold.
func (s source) place(load Load, request any) (at string, ok bool) {
	r := s.open()
	if s.loadFrom(r, load, request) {
		return "", true
	}
	return r.Place(), false
}

func (s source) open() *wire.Reader {
	if s.files != nil {
		return wire.NewPartsReader(s.text, s.files)
	}
	return wire.NewReader(s.text, s.maxDepth, s.checks)
}

func (s source) loadFrom(r *wire.Reader, load Load, request any) bool {
	return load(Input{r, s.contentType}, request) && r.Done()
}

// ReadNullable reads a value into a place that tells null and absent apart.
func ReadNullable[T any](r *wire.Reader, place *wire.Nullable[T], read func(*wire.Reader, **T) bool) bool {
	var value *T
	if !read(r, &value) {
		return false
	}
	if *place = wire.NullOf[T](); value != nil {
		*place = wire.ValueOf(*value)
	}
	return true
}

// ReadNilable does the same for types that have nil by themselves.
func ReadNilable[T any](r *wire.Reader, place *wire.Nullable[T], read func(*wire.Reader, *T) bool) bool {
	if r.Null() {
		*place = wire.NullOf[T]()
		return true
	}
	return read(r, wire.Set(place))
}

// ReadMembers reads the members of a form whose schema says nothing of them.
func ReadMembers(r *wire.Reader, members *map[string]json.RawMessage) bool {
	return wire.ReadMap(r, members, wire.ReadRaw[json.RawMessage])
}

// ReadList gives the function that reads a list of parts.
func ReadList[T any](read func(*wire.Reader, *T) bool) func(*wire.Reader, *[]T) bool {
	return func(r *wire.Reader, list *[]T) bool { return wire.ReadSlice(r, list, read) }
}

// Load reads a value into a request struct. False: the type can't hold it, or (where rules are to be kept) nothing is sure.
type Load func(in Input, request any) bool

// Parameter is one parameter of an operation.
type Parameter struct {
	Coding
	Name            string
	In              Place
	Required        bool
	AllowEmptyValue bool
	Check           Check
	// Default is the JSON text of what the handler gets where the parameter is absent. Empty: nothing.
	Default string
}

// Body is what an operation takes.
type Body struct {
	Required bool
	Contents []Content
}

// ContentKind says how the bytes of a media type become values.
type ContentKind uint8

// Kinds of contents.
const (
	JSON ContentKind = iota
	Form
	Multipart
	PlainText
	Binary
	Events
	JSONLines
)

// Content is what a media type holds.
type Content struct {
	// MediaType is a media type or a range, as written.
	MediaType string
	Kind      ContentKind
	Check     Check
	Load      Load
	// Exact: Load keeps the rules, too, where it is told to: one pass over the bytes then does it all.
	Exact bool
	// Open gives a request struct its stream: of bytes, or of items.
	Open func(body *Stream, request any)
	// Members are those of a form, or the parts of a multipart body; Rest says what others may be.
	Members []Part
	Rest    *Part
	// Prefix and Items are parts by position: the value is a list.
	Prefix []Part
	Items  *Part
	// As says what the items of an event stream are.
	As EventKind
}

// Part is a member of a form, or a part of a multipart body.
type Part struct {
	Coding
	Name string
	// List: each occurrence is an item.
	List bool
	// ContentTypes are the media types that the part may have, ranges too; empty: any.
	ContentTypes []string
}

// EventKind says what of an event an item is.
type EventKind uint8

const (
	// EventData: the item is the JSON of data.
	EventData EventKind = iota
	// WholeEvent: the item is the event: data, event, id, retry.
	WholeEvent
	// EventText: the item is the text of data.
	EventText
	// JSONEvent: the item is the event, whose data is a value for the handler and its JSON text on the wire.
	JSONEvent
)

// Response is what an operation answers with a status.
type Response struct {
	// Status is a code, 4 for 4XX, or 0 for default.
	Status   int
	Headers  []Header
	Contents []Content
	// Problem names the hook that renders problem documents into the contract's own schema for this status.
	Problem string
}

// Header is a header of a response.
type Header struct {
	Coding
	Name     string
	Required bool
	Check    Check
}

// violationStatus is 422 only where an operation declares that, and not 400.
func (r *Route) violationStatus() int {
	status := 400
	for _, response := range r.Responses {
		switch response.Status {
		case 400:
			return 400
		case 422:
			status = 422
		}
	}
	return status
}
