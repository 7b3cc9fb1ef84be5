package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"mortise/runtime/wire"
)

// Answer is what came back, while the struct of its status is made.
type Answer struct {
	call     *call
	ctx      context.Context
	response *http.Response
	limit    *limit
	content  *Content
	// body is that of an answer that is read whole.
	body []byte
	// isOpen: the result reads the body, and releases the limit.
	isOpen bool
}

// Status is that of the answer.
func (a *Answer) Status() int { return a.response.StatusCode }

// Header has all headers of the answer.
func (a *Answer) Header() http.Header { return a.response.Header }

// ContentType is the media type of the body, as the answer has it.
func (a *Answer) ContentType() string { return a.response.Header.Get("Content-Type") }

// Failure is what errors of single statuses wrap.
func (a *Answer) Failure() *APIError {
	return &APIError{
		Operation: a.call.operation.ID,
		Method:    a.call.method,
		Path:      a.call.url.EscapedPath(),
		Status:    a.response.StatusCode,
		Header:    a.response.Header,
		Body:      a.body,
		RequestID: a.requestID(),
	}
}

func (a *Answer) requestID() string {
	for _, name := range []string{a.call.settings.requestID, "X-Request-Id", "Request-Id"} {
		if found := a.response.Header.Get(name); name != "" && found != "" {
			return found
		}
	}
	return a.call.requestID
}

// read makes the result of an answer: what the call returns, or an error. It releases the limit, or leaves that to the result.
func (a *Answer) read(streams bool) (any, error) {
	made, err := a.make(streams)
	if !a.isOpen {
		_ = a.response.Body.Close()
		a.limit.release()
	}
	return made, err
}

func (a *Answer) make(streams bool) (any, error) {
	o := a.call.operation
	response := o.response(a.response.StatusCode)
	if response == nil {
		return nil, a.offContract("the contract doesn't know that status")
	}
	made, err := a.makeAs(response, streams)
	if err != nil {
		return nil, err
	}
	if o.isSuccess(response, a.response.StatusCode) {
		return made, nil
	}
	failure, ok := made.(error)
	if !ok {
		return nil, a.offContract("the contract promises no such answer")
	}
	return nil, failure
}

func (a *Answer) makeAs(response *Response, streams bool) (any, error) {
	if len(response.Contents) == 0 || a.call.method == http.MethodHead {
		discard(a.response)
		return response.Make(a)
	}
	contents := ofKind(response.Contents, streams)
	essence := essenceOf(a.ContentType())
	a.content = findContent(contents, essence)
	if essence == "" && len(contents) == 1 {
		// Without a content type there is only one thing that the body can be, if the contract has only one.
		a.content = contents[0]
	}
	if a.content == nil {
		return nil, a.offContract(promised(contents, essence))
	}
	switch a.content.Kind {
	case JSON, PlainText, Form, Multipart:
		if err := a.readAll(); err != nil {
			return nil, err
		}
	case Binary, Events, JSONLines:
		a.limit.stopClock()
	}
	made, err := a.content.Make(a)
	if found, ok := errors.AsType[*unreadable](err); ok {
		return nil, a.broken(found)
	}
	return made, err
}

func promised(contents []*Content, essence string) string {
	var all []string
	for _, each := range contents {
		all = append(all, each.MediaType)
	}
	what := "without a content type"
	if essence != "" {
		what = fmt.Sprintf("as %q", essence)
	}
	return fmt.Sprintf("%s, where the contract promises %s", what, strings.Join(all, ", "))
}

func (a *Answer) readAll() error {
	var room bytes.Buffer
	if size := a.response.ContentLength; size > 0 && size < 1<<20 {
		room.Grow(int(size) + bytes.MinRead)
	}
	_, err := room.ReadFrom(a.response.Body)
	if err != nil {
		return a.call.broken(err)
	}
	a.body = bytes.TrimPrefix(room.Bytes(), []byte("\ufeff"))
	return nil
}

// offContract makes the error of an answer that the contract doesn't describe, with the beginning of its body.
func (a *Answer) offContract(reason string) error {
	const most = 2048
	if a.body == nil && essenceOf(a.ContentType()) != "text/event-stream" {
		a.body, _ = io.ReadAll(io.LimitReader(a.response.Body, most))
	}
	return &OffContractError{APIError: a.Failure(), Reason: reason}
}

func (a *Answer) broken(found *unreadable) error {
	failure := a.Failure()
	if failure.Body == nil {
		failure.Body = found.text
	}
	return &OffContractError{APIError: failure, Reason: found.reason, Err: found.err}
}

// ---------------------------------------------------------------- reading bodies

// ReadJSON reads a body of JSON. What the contract doesn't allow is let through, as long as it has the types that it says.
func ReadJSON[T any](a *Answer, place *T, read func(*wire.Reader, *T) bool) error {
	return readText(a.body, "the body", place, read)
}

func readText[T any](text []byte, what string, place *T, read func(*wire.Reader, *T) bool) error {
	return readBy(text, what, func(r *wire.Reader) bool { return read(r, place) })
}

// readBy is apart from readText, which there is once for each type of a body.
func readBy(text []byte, what string, read func(*wire.Reader) bool) error {
	if wire.ReadBy(text, deepest, false, read) {
		return nil
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return &unreadable{reason: what + " is empty"}
	}
	if _, fault := wire.Parse(text, deepest); fault != nil {
		return &unreadable{what + " is not JSON (" + fault.Message + ")", text, fault}
	}
	return &unreadable{reason: what + " is not what the contract promises", text: text}
}

// ReadRaw reads a body of JSON of which the contract says nothing.
func ReadRaw(a *Answer, place *json.RawMessage) error { return ReadJSON(a, place, wire.ReadRaw) }

// Text is a body that is a text.
func (a *Answer) Text() string { return strings.ToValidUTF8(string(a.body), "\ufffd") }

// ReadText reads a body that is one of the contract's texts.
func ReadText[T any](a *Answer, place *T, read func(*wire.Reader, *T) bool) error {
	return readText(wire.AppendString(nil, a.Text()), "the body", place, read)
}

// Bytes is a body that is read as it comes. Who has it closes it.
func (a *Answer) Bytes() io.ReadCloser {
	a.isOpen = true
	return &download{answer: a, end: sync.OnceFunc(func() {
		_ = a.response.Body.Close()
		a.limit.release()
	})}
}

// download reads a body, and tells why it broke off.
type download struct {
	answer *Answer
	end    func()
	isRead bool
}

func (d *download) Read(to []byte) (int, error) {
	if d.isRead {
		return 0, io.EOF
	}
	count, err := d.answer.response.Body.Read(to)
	if err == io.EOF {
		d.isRead = true
		d.end()
	} else if err != nil {
		err = d.answer.brokenOff(err)
		d.end()
	}
	return count, err
}

// Close ends the connection, if the body was not read to its end.
func (d *download) Close() error {
	d.end()
	return nil
}

// brokenOff says why a body broke off: the caller's context, or the connection.
func (a *Answer) brokenOff(err error) error {
	if a.ctx.Err() != nil {
		return a.call.ended(a.ctx)
	}
	return a.call.broken(err)
}
