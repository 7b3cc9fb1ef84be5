package client

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"mortise/runtime/wire"
)

// Request is a call while it is written: parameters and body. What fails is told once, at the end.
type Request struct {
	operation *Operation
	room      []byte
	// written are parameters, ready for their place; there: those that have something to write.
	written []string
	there   []bool
	// values are those of parameters, where pages are to be turned; asked are those that replace them.
	values map[int]wire.Value
	asked  map[int]wire.Value
	body   *body
	err    error
}

// writeRequest writes a call. Appenders panic where a value has no JSON.
func writeRequest(o *Operation, write func(*Request), keep bool, asked map[int]wire.Value) (r *Request, err error) {
	r = &Request{operation: o, written: make([]string, len(o.Parameters)), there: make([]bool, len(o.Parameters)), asked: asked}
	if keep {
		r.values = map[int]wire.Value{}
	}
	defer func() {
		if thrown := recover(); thrown != nil {
			failure, ok := thrown.(*wire.EncodeError)
			if !ok {
				panic(thrown)
			}
			err = &RequestError{Operation: o.ID, Reason: "a value can't be written", Err: failure}
		}
	}()
	write(r)
	for index, value := range asked {
		r.put(index, value)
	}
	if r.err != nil {
		return nil, r.fault(r.err)
	}
	return r, nil
}

// WriteNothing writes the request of an operation that takes nothing.
func WriteNothing(*Request) {}

func (r *Request) fault(err error) error {
	if found, ok := errors.AsType[*RequestError](err); ok {
		return found
	}
	return &RequestError{Operation: r.operation.ID, Reason: err.Error()}
}

func (r *Request) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// Room is where the JSON text of a value is written.
func (r *Request) Room() []byte { return r.room[:0] }

// Parameter takes the JSON text of a parameter by its number in the operation.
func (r *Request) Parameter(index int, text []byte) {
	r.room = text
	value, err := valueOf(text)
	if err != nil {
		r.fail(err)
		return
	}
	if _, isAsked := r.asked[index]; !isAsked {
		r.put(index, value)
	}
}

// NoBody is told of a body that is none of the operation's: nil, or a pointer where the struct itself is meant.
func (r *Request) NoBody(body any, required bool) {
	switch {
	case body != nil:
		r.fail(fmt.Errorf("the body can't be a %T", body))
	case required:
		r.fail(errors.New("the body is missing"))
	}
}

func (r *Request) put(index int, value wire.Value) {
	if r.values != nil {
		r.values[index] = value
	}
	parameter := &r.operation.Parameters[index]
	text, isThere, err := "", true, error(nil)
	if writer := r.operation.plan().writers[index]; writer != nil {
		own := *writer
		text, isThere, err = own.write(&value)
	} else {
		text, err = contentText(parameter, &value)
	}
	if err != nil {
		r.fail(err)
	}
	r.written[index], r.there[index] = text, isThere
}

// contentText writes a parameter of one media type, ready for its place.
func contentText(parameter *Parameter, value *wire.Value) (string, error) {
	text, err := writeContent(parameter.Content, value)
	if err != nil {
		return "", err
	}
	switch parameter.In {
	case InHeader:
		if parameter.Content.Kind == JSON {
			text = asciiJSON(text)
		}
		return text, checkHeader(parameter.Name, text)
	case InQuerystring:
		if parameter.Content.Kind == Form {
			return text, nil
		}
		return escape(text), checkText("the query", text)
	case InQuery, InCookie:
		return escape(parameter.Name) + "=" + escape(text), checkText("parameter "+parameter.Name, text)
	case InPath:
	}
	return escape(text), checkText("parameter "+parameter.Name, text)
}

// path fills the template of the path.
func (r *Request) path() (string, error) {
	var made strings.Builder
	for _, segment := range r.operation.plan().segments {
		start := made.Len() + 1
		made.WriteByte('/')
		isFixed, name := true, ""
		for _, part := range segment {
			if part.name == "" {
				made.WriteString(part.text)
				continue
			}
			isFixed, name = false, part.name
			if part.parameter < 0 || !r.there[part.parameter] {
				return "", fmt.Errorf("path parameter %q is missing", part.name)
			}
			made.WriteString(r.written[part.parameter])
		}
		// Servers and proxies remove such segments: the request would reach another resource.
		if own := made.String()[start:]; !isFixed && (own == "" || own == "." || own == "..") {
			return "", fmt.Errorf("path parameter %q would make the path segment %q, which leads elsewhere", name, own)
		}
	}
	return made.String(), nil
}

func (r *Request) query() string {
	query := r.operation.plan().query
	for index, text := range r.written {
		switch r.operation.Parameters[index].In {
		case InQuerystring:
			if r.there[index] && text != "" {
				query = text
			}
		case InQuery:
			if r.there[index] && text != "" {
				query = joinQuery(query, text)
			}
		case InPath, InHeader, InCookie:
		}
	}
	return query
}

func joinQuery(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "&" + b
}

// headers are those of the operation, cookies the pairs for the Cookie header.
func (r *Request) headers() (header http.Header, cookies []string) {
	header = http.Header{}
	for index, text := range r.written {
		if !r.there[index] {
			continue
		}
		switch r.operation.Parameters[index].In {
		case InHeader:
			header.Set(r.operation.Parameters[index].Name, text)
		case InCookie:
			cookies = append(cookies, text)
		case InPath, InQuery, InQuerystring:
		}
	}
	if r.body != nil && r.body.contentType != "" {
		header.Set("Content-Type", r.body.contentType)
	}
	return header, cookies
}

// urlAt is where the call goes, below a base.
func (r *Request) urlAt(base *url.URL) (*url.URL, error) {
	path, err := r.path()
	if err != nil {
		return nil, err
	}
	whole := *base
	whole.RawQuery, whole.Fragment, whole.RawFragment = "", "", ""
	text := strings.TrimRight(whole.String(), "/") + path
	if query := joinQuery(base.RawQuery, r.query()); query != "" {
		text += "?" + query
	}
	return url.Parse(text)
}
