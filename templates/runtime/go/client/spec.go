package client

import (
	"sync"
)

// Contract is what a client has to know of its contract.
type Contract struct {
	Title string
	// Servers are the contract's, as it writes them: variables stand in braces.
	Servers []string
	// DefaultServer is the first of them with the default of each variable.
	DefaultServer string
	Schemes       []Scheme
}

func (c *Contract) scheme(name string) *Scheme {
	for index := range c.Schemes {
		if c.Schemes[index].Name == name {
			return &c.Schemes[index]
		}
	}
	return nil
}

// Operation is what a client has to know of one operation. Printed from the contract; what is derived from it is made once.
type Operation struct {
	ID     string
	Method string
	// Path is the template as written: /users/{id}.
	Path       string
	Parameters []Parameter
	// Body has the media types in which the body may be sent.
	Body      []Content
	Responses []Response
	// Security are alternatives of scheme names; an empty one: anonymous is welcome. None: no credential is sent.
	Security [][]string
	// Server is where the operation lives, if it isn't where the others do.
	Server string

	once sync.Once
	own  *plan
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

// Parameter is one parameter of an operation.
type Parameter struct {
	Coding
	Name string
	In   Place
}

// Style is how a value becomes text (OpenAPI 3.2, 4.12.3).
type Style uint8

// Styles. The default is form in query and cookie, simple in path and header.
const (
	DefaultStyle Style = iota
	Simple
	Label
	Matrix
	FormStyle
	SpaceDelimited
	PipeDelimited
	DeepObject
	CookieStyle
)

// Explode says whether lists and objects are several texts.
type Explode uint8

// AsUsual is what the style has by itself.
const (
	AsUsual Explode = iota
	Exploded
	Joined
)

// Coding is how a parameter, a form's member or a header is written (OpenAPI 3.2, 4.12).
type Coding struct {
	Style Style
	// Explode where it isn't what the style has by itself.
	Explode Explode
	// AllowReserved leaves reserved characters as they are.
	AllowReserved bool
	// Text is what a text that is read stands for; nil: a string.
	Text *Text
	// Content is one media type instead of a style.
	Content *Content
}

// explodes tells whether lists and objects are several texts, where the style in force has it by itself or not.
func (c *Coding) explodes(style Style) bool {
	if c.Explode == AsUsual {
		return style == FormStyle || style == CookieStyle
	}
	return c.Explode == Exploded
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
	// As says what the items of an event stream are.
	As EventKind
	// Members are those of a form, or the parts of a multipart body; Rest says what others may be.
	Members []Part
	Rest    *Part
	// Prefix and Items are parts by position: the value is a list.
	Prefix []Part
	Items  *Part
	// Make gives what a call returns for an answer of this media type.
	Make Make
}

// isStream tells contents that come item by item.
func (c *Content) isStream() bool { return c.Kind == Events || c.Kind == JSONLines }

func (c *Content) part(name string) *Part {
	for index := range c.Members {
		if c.Members[index].Name == name {
			return &c.Members[index]
		}
	}
	return c.Rest
}

// Make makes an answer's struct, a pointer to it. It fails for a body that isn't what the contract promises.
type Make func(in *Answer) (any, error)

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
	// JSONEvent: the item is the event, whose data is a value for the caller and its JSON text on the wire.
	JSONEvent
)

// Response is what an operation answers with a status.
type Response struct {
	// Status is a code, 4 for 4XX, or 0 for default.
	Status   int
	Contents []Content
	// Make is for an answer without a body.
	Make Make
}

// Pagination says how pages follow each other. Paths are member names into the answer's JSON; an empty one is the answer itself.
type Pagination struct {
	Next NextKind
	// Items leads to the list of a page.
	Items []string
	// Parameter is the number of the query parameter that asks for the next page.
	Parameter int
	// Value leads to the cursor, or to the URL of the next page; from the last item, where that has the cursor.
	Value []string
	// More leads to what is false on the last page.
	More []string
	// Total leads to the number of items, or of pages where its name has `page` in it.
	Total []string
	// First is the number of the first page.
	First int64
}

// NextKind says how the next page is found.
type NextKind uint8

// Kinds of pagination.
const (
	NextLink NextKind = iota
	NextURL
	NextCursor
	NextLastItem
	NextOffset
	NextPage
)
