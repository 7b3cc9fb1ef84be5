package server

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"mortise/runtime/check"
	"mortise/runtime/wire"
)

// Answer is what is sent of a response: generated code writes it. It is the response's only until the answer has been sent.
type Answer struct {
	call      *Call
	isChecked bool
	status    int
	plan      *responsePlan
	headers   []headerLine
	// body is the whole of it; room is where it is written.
	body, room  []byte
	contentType string
	hasBody     bool
	// stream writes a body that comes as it is made.
	stream  func(to *streamWriter) error
	discard func()
	err     error
}

type headerLine struct{ name, value string }

// BrokenAnswer says that an answer breaks the contract. It goes to the log; the client gets 500, and nothing of the value.
type BrokenAnswer struct {
	Reason     string
	Violations []Violation
}

// Error gives the reason.
func (e *BrokenAnswer) Error() string { return e.Reason }

// responsePlan is how one status of an operation is answered.
type responsePlan struct {
	*Response
	headers []plannedHeader
}

type plannedHeader struct {
	*Header
	key    string
	isOwn  bool // follows from the body and the connection
	isName bool
}

// planResponses gives a plan a response, in the order of the contract.
func planResponses(route *Route) []responsePlan {
	plans := make([]responsePlan, len(route.Responses))
	for index := range route.Responses {
		response := &route.Responses[index]
		plans[index].Response = response
		for at := range response.Headers {
			header := &response.Headers[at]
			plans[index].headers = append(plans[index].headers, plannedHeader{
				Header: header,
				key:    http.CanonicalHeaderKey(header.Name),
				isOwn:  isOfCarrier(header.Name),
				isName: isToken(header.Name),
			})
		}
	}
	return plans
}

// isOfCarrier: these follow from the body and the connection (OpenAPI 3.2, 4.16.1 says it of Content-Type).
func isOfCarrier(name string) bool {
	switch strings.ToLower(name) {
	case "content-type", "content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "trailer":
		return true
	}
	return false
}

// responseOf finds the plan of a status (RFC 9110, section 15): the status itself, its class, default. Nil: the contract has none.
func (o *operation) responseOf(status int) *responsePlan {
	var found *responsePlan
	for index := range o.responses {
		plan := &o.responses[index]
		switch {
		case plan.Status == status:
			return plan
		case plan.Status == status/100, plan.Status == 0 && found == nil:
			found = plan
		}
	}
	return found
}

var answers = sync.Pool{New: func() any { return &Answer{} }}

// largestKept is the size of a body whose room is used again.
const largestKept = 1 << 20

func openAnswer(c *Call) *Answer {
	answer := answers.Get().(*Answer)
	answer.call, answer.isChecked = c, c.server.isChecked
	return answer
}

// close lets go of a body that was not sent, and of the answer.
func (a *Answer) close() {
	if a.discard != nil {
		a.discard()
	}
	room := a.room
	if cap(a.body) > cap(room) {
		room = a.body
	}
	if cap(room) > largestKept {
		room = nil
	}
	clear(a.headers)
	*a = Answer{headers: a.headers[:0], room: room[:0]}
	answers.Put(a)
}

func (a *Answer) fail(reason string, violations []Violation) {
	if a.err == nil {
		a.err = &BrokenAnswer{reason, violations}
	}
}

// Status begins the answer.
func (a *Answer) Status(status int) {
	a.status = status
	if status < 200 || status > 599 {
		a.fail("A response must have a status from 200 to 599", nil)
		return
	}
	if a.plan = a.call.op.responseOf(status); a.plan == nil {
		a.fail(fmt.Sprintf("The contract has no answer with status %d", status), nil)
	}
}

// Room is where the JSON text of a body or header is put behind.
func (a *Answer) Room() []byte { return a.room[:0] }

// Header takes a header of the contract, as the JSON text of its value.
func (a *Answer) Header(name string, text []byte) {
	if a.err != nil {
		return
	}
	for index := range a.plan.headers {
		plan := &a.plan.headers[index]
		if plan.Name != name {
			continue
		}
		if plan.isOwn {
			return
		}
		value, fault := wire.Parse(text, 0)
		if fault != nil || !plan.isName {
			a.fail("A header of the answer can't be written", nil)
			return
		}
		at := pointerTo("", name)
		if a.isChecked {
			a.check(plan.Check, &value, check.Header, at)
		}
		if plan.key == "Set-Cookie" && value.Kind == wire.Array {
			// One line a cookie, which may have commas (RFC 6265, section 3).
			for index := range value.Items() {
				a.put(plan.key, plainTextOf(&value.Items()[index]))
			}
			return
		}
		a.put(plan.key, headerText(&plan.Coding, &value))
		return
	}
	a.fail("The contract doesn't have this header", nil)
}

// Extra takes headers that the contract doesn't name.
func (a *Answer) Extra(headers http.Header) {
	for name, lines := range headers {
		if isOfCarrier(name) {
			continue
		}
		if !isToken(name) {
			a.fail("The name of a header of the answer is none (RFC 9110, section 5.1)", nil)
			return
		}
		for _, line := range lines {
			a.put(http.CanonicalHeaderKey(name), line)
		}
	}
}

func (a *Answer) put(key, value string) {
	for index := 0; index < len(value); index++ {
		if char := value[index]; (char < ' ' && char != '\t') || char == 0x7f {
			a.fail("A header of the answer has a control character, such as a line break", nil)
			return
		}
	}
	a.headers = append(a.headers, headerLine{key, value})
}

// content finds what the contract has for a media type of this status; nil: nothing, which has been said.
func (a *Answer) content(mediaType string) *Content {
	if a.err != nil {
		return nil
	}
	var found *Content
	essence := essenceOf(mediaType)
	best := 0
	for index := range a.plan.Contents {
		content := &a.plan.Contents[index]
		if rank := rankOf(content.MediaType, essence); rank > best {
			found, best = content, rank
		}
	}
	if found == nil || strings.Contains(mediaType, "*") {
		a.fail(fmt.Sprintf("The contract has no answer of the media type '%s'", mediaType), nil)
		return nil
	}
	a.contentType, a.hasBody = mediaType, true
	return found
}

// rankOf says how well a media type or range of the contract stands for a media type: 0 not at all.
func rankOf(known, essence string) int {
	known = essenceOf(known)
	begin, end, isRange := strings.Cut(known, "*")
	switch {
	case known == essence:
		return 5
	case known == "*/*":
		return 1
	case isRange && len(essence) > len(begin)+len(end) && strings.HasPrefix(essence, begin) && strings.HasSuffix(essence, end):
		if end == "" {
			return 2
		}
		return 3
	case !isRange && isJSONType(known) && isJSONType(essence):
		return 4
	}
	return 0
}

// JSON takes a body as JSON text.
func (a *Answer) JSON(mediaType string, text []byte) {
	if content := a.content(mediaType); content != nil {
		a.checkText(content, text)
		a.body = text
	}
}

// Text takes a body that is a text.
func (a *Answer) Text(mediaType, text string) {
	content := a.content(mediaType)
	if content == nil {
		return
	}
	if a.isChecked {
		value := wire.StringValue(text)
		a.check(content.Check, &value, check.Body, "")
	}
	if essence := essenceOf(mediaType); strings.HasPrefix(essence, "text/") && !strings.Contains(mediaType, ";") {
		a.contentType += "; charset=utf-8"
	}
	a.body = append(a.Room(), text...)
}

// Bytes takes a body of bytes, which is closed when it has been sent, if it can be.
func (a *Answer) Bytes(mediaType string, source io.Reader) {
	closer, _ := source.(io.Closer)
	a.discard = func() {
		if closer != nil {
			_ = closer.Close()
		}
	}
	if content := a.content(mediaType); content == nil {
		return
	}
	if source == nil {
		a.fail("The answer has no body, but the contract promises one", nil)
		return
	}
	a.stream = func(to *streamWriter) error { return to.copy(source) }
}

// Form takes a body as JSON text, which is written as a form.
func (a *Answer) Form(mediaType string, text []byte) {
	content := a.content(mediaType)
	if content == nil {
		return
	}
	a.checkText(content, text)
	value, fault := wire.Parse(text, 0)
	if fault != nil {
		a.fail("The answer can't be written", nil)
		return
	}
	a.body = []byte(formText(content, &value))
}

func (a *Answer) checkText(content *Content, text []byte) {
	if !a.isChecked || content.Check == nil {
		return
	}
	value, fault := wire.Parse(text, 1<<20)
	if fault != nil {
		a.fail("The answer can't be written: "+fault.Message, nil)
		return
	}
	a.check(content.Check, &value, check.Body, "")
}

// check fails with what is wrong with a value, if something is. At: where the value stands.
func (a *Answer) check(rules Check, value *wire.Value, in check.Part, at string) {
	var report check.Report
	if a.err == nil && rules != nil && !report.Check(in, at, value, rules) {
		violations, _ := report.List()
		a.fail("The answer breaks the contract", violations)
	}
}

// finish looks at what is still missing.
func (a *Answer) finish() {
	if a.err != nil {
		return
	}
	if a.plan == nil {
		a.fail("A response must have a status from 200 to 599", nil)
		return
	}
	if a.isChecked {
		for index := range a.plan.headers {
			plan := &a.plan.headers[index]
			if plan.Required && !plan.isOwn && !a.has(plan.key) {
				a.fail("The answer breaks the contract", []Violation{{In: check.Header, Pointer: pointerTo("", plan.Name), Rule: "required", Message: requiredMessage}})
			}
		}
	}
	if len(a.plan.Contents) > 0 && !a.hasBody && mayHaveBody(a.status) {
		a.fail("The answer has no body, but the contract promises one", nil)
	}
}

func (a *Answer) has(key string) bool {
	for _, line := range a.headers {
		if line.name == key {
			return true
		}
	}
	return false
}

// mayHaveBody tells whether an answer of this status has a body at all (RFC 9110, section 6.4.1).
func mayHaveBody(status int) bool { return status != 204 && status != 205 && status != 304 }
