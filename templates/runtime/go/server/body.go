package server

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"
	"unsafe"

	"mortise/runtime/check"
	"mortise/runtime/wire"
)

// bodyPlan is how the bodies of one operation are read.
type bodyPlan struct {
	required bool
	limit    int64
	maxDepth int
	status   int // of a body that breaks the contract
	types    mediaTypes[*plannedContent]
}

// plannedContent is one media type or range of the contract.
type plannedContent struct {
	*Content
	isRange   bool
	form      *formPlan
	multipart *multipartPlan
}

// planBody plans the body of an operation; nil: it has none, and takes no notice of one.
func planBody(route *Route, options *Options) *bodyPlan {
	if route.Body == nil {
		return nil
	}
	plan := &bodyPlan{required: route.Body.Required, limit: options.MaxBodyBytes, maxDepth: options.MaxDepth, status: route.violationStatus()}
	if own := options.Operations[route.ID].MaxBodyBytes; own != 0 {
		plan.limit = own
	}
	for index := range route.Body.Contents {
		content := &route.Body.Contents[index]
		planned := &plannedContent{Content: content, isRange: strings.Contains(content.MediaType, "*")}
		switch content.Kind {
		case Form:
			planned.form = planForm(content, options.MaxDepth)
		case Multipart:
			planned.multipart = planMultipart(content, options.MaxDepth)
		case JSON, PlainText, Binary, Events, JSONLines:
		}
		plan.types.add(content.MediaType, planned)
	}
	return plan
}

// chosen is the content of a request, found among what the contract has.
type chosen struct {
	*plannedContent
	contentType contentType
}

// choose finds how a body is to be read; no content: there is none. A body of zero bytes is none, unless its media type says that it is an
// empty text, form, stream or file.
func (p *bodyPlan) choose(c *Call) (found chosen, err error) {
	request := c.request
	_, saysLength := request.Header["Content-Length"]
	isEmpty := request.Body == nil || request.Body == http.NoBody || request.ContentLength == 0
	if isEmpty && !saysLength {
		return found, nil
	}
	if request.ContentLength > p.limit {
		return found, &ProblemError{Code: PayloadTooLarge}
	}
	header, ok := c.header("Content-Type")
	if !ok {
		return found, p.chooseUntyped(c, isEmpty)
	}
	// The bytes are read as they come: no content coding is undone (RFC 9110, 15.5.16).
	if coding, ok := c.header("Content-Encoding"); ok && !isEmpty && !strings.EqualFold(coding, "identity") {
		return found, &ProblemError{Code: UnsupportedMediaType}
	}
	isGood := true
	if content := p.types.exact[header]; content != nil {
		found = chosen{content, contentType{essence: header}}
	} else if found.contentType, isGood = parseContentType(header); isGood {
		found.plannedContent, _ = p.types.find(found.contentType.essence)
	}
	if isEmpty && (found.plannedContent == nil || found.Kind == JSON || found.Kind == Multipart) {
		return chosen{}, nil
	}
	if !isGood || found.plannedContent == nil || !isReadable(found.Kind, found.contentType) {
		return chosen{}, &ProblemError{Code: UnsupportedMediaType}
	}
	return found, nil
}

// chooseUntyped: of unknown length and without a media type a body is one if it has a first byte.
func (p *bodyPlan) chooseUntyped(c *Call, isEmpty bool) error {
	if isEmpty {
		return nil
	}
	if c.request.ContentLength < 0 {
		var first [1]byte
		if _, err := io.ReadFull(c.request.Body, first[:]); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return c.aborts(err)
		}
	}
	return &ProblemError{Code: UnsupportedMediaType}
}

// isReadable: everything that is text is UTF-8. Bytes and parts say themselves what they are.
func isReadable(kind ContentKind, found contentType) bool {
	return !found.hasCharset || found.charset == "utf-8" || kind == Binary || kind == Multipart || (kind == PlainText && found.charset == "us-ascii")
}

// named is the media type for the handler: as the contract writes it, or where that is a range, as the request has it.
func (f *chosen) named() string {
	if f.isRange {
		return f.contentType.essence
	}
	return f.MediaType
}

// read reads and checks a body into the request struct. What is wrong with it goes to the call's report. IsMalformed: it is no JSON.
func (p *bodyPlan) read(c *Call, found chosen, request any) (isMalformed bool, err error) {
	how := absent
	if found.plannedContent != nil {
		if found.isStream() && !c.report.Empty() {
			// The handler reads a stream; it doesn't come to that if the parameters are wrong.
			return false, nil
		}
		how, isMalformed, err = p.readContent(c, found, request)
	}
	if err == nil && how == absent && p.required {
		c.report.Add(check.Body, "", "required", requiredMessage)
	}
	return isMalformed, err
}

func (c *Content) isStream() bool { return c.Kind == Binary || c.Kind == Events || c.Kind == JSONLines }

func (p *bodyPlan) readContent(c *Call, found chosen, request any) (how reading, isMalformed bool, err error) {
	switch found.Kind {
	case Binary, Events, JSONLines:
		p.openStream(c, found, request)
		return present, false, nil
	case Multipart:
		how, err = found.multipart.read(c, p, &found, request)
		return how, false, err
	case JSON, Form, PlainText:
	}
	text, err := c.readAll(p.limit)
	if err != nil {
		return unreadable, false, err
	}
	if found.Kind == JSON {
		return p.readJSON(c, &found, text, request)
	}
	faults := findings{report: &c.report, in: check.Body}
	if !utf8.Valid(text) {
		faults.add("", "encoding", utf8Message)
		return unreadable, false, nil
	}
	value := wire.StringValue(string(text))
	if how = present; found.Kind == Form {
		value, how = found.form.read(value.Text, "", faults)
	}
	if how == present && faults.accepts(found.Check, &value, "") {
		p.load(c, &found, source{text: value.AppendJSON(nil)}, request)
	}
	return how, false, nil
}

// readJSON takes the one pass over the bytes where there is one. If that says no, for whatever reason, the value is looked at slowly.
func (p *bodyPlan) readJSON(c *Call, content *chosen, text []byte, request any) (how reading, isMalformed bool, err error) {
	if len(text) == 0 {
		return absent, false, nil
	}
	if content.Exact && (source{text: text, maxDepth: p.maxDepth, checks: true, contentType: content.named()}).load(content.Load, request) {
		return present, false, nil
	}
	faults := findings{report: &c.report, in: check.Body}
	// The value keeps the text, which nobody changes any more.
	value, fault := wire.ParseString(unsafe.String(unsafe.SliceData(text), len(text)), p.maxDepth)
	if fault != nil {
		faults.add("", string(fault.Rule), fault.Message)
		return unreadable, true, nil
	}
	if faults.accepts(content.Check, &value, "") {
		p.load(c, content, source{text: text}, request)
	}
	return present, false, nil
}

// load reads a checked value into the request struct.
func (p *bodyPlan) load(c *Call, content *chosen, in source, request any) {
	in.maxDepth, in.contentType = p.maxDepth, content.named()
	if content.Load == nil {
		return
	}
	if at, ok := in.place(content.Load, request); !ok {
		c.report.Add(check.Body, at, "type", unfitMessage)
	}
}

// errAborted: the client left before its request was complete. There is nobody to answer.
var errAborted = errors.New("the client left before its request was complete")

// aborts tells what has gone wrong with reading: the client has left, or what it sends is no HTTP.
func (c *Call) aborts(err error) error {
	if problem := asProblem(err); problem != nil {
		return problem
	}
	if c.request.Context().Err() != nil || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, context.Canceled) {
		return errAborted
	}
	return &ProblemError{Code: InvalidRequest, Detail: "The request is not well-formed HTTP.", Cause: err}
}

// readAll reads a body to its end. The problem is 413 as soon as more than the limit has come.
func (c *Call) readAll(limit int64) ([]byte, error) {
	body := c.request.Body
	if body == nil || c.request.ContentLength == 0 {
		return nil, nil
	}
	if length := c.request.ContentLength; length > 0 && length <= roomAtOnce {
		text := make([]byte, length)
		if _, err := io.ReadFull(body, text); err != nil {
			return nil, c.aborts(err)
		}
		c.isRead = true
		return text, nil
	}
	var text bytes.Buffer
	read, err := text.ReadFrom(io.LimitReader(body, limit+1))
	switch {
	case err != nil:
		return nil, c.aborts(err)
	case read > limit:
		return nil, &ProblemError{Code: PayloadTooLarge}
	}
	c.isRead = true
	return text.Bytes(), nil
}

// roomAtOnce is made for a body on its word; room for larger ones comes with their bytes.
const roomAtOnce = 64 << 10
