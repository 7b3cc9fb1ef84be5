package client

import (
	"context"
	"fmt"
	"net/http"
	"time"
	"unicode/utf8"

	"mortise/runtime/wire"
)

// APIError is an answer that is no success. The errors of single statuses wrap it, so errors.As finds it whatever the status.
type APIError struct {
	// Operation is the operation's id in the contract.
	Operation string
	Method    string
	// Path is that of the URL, without the query.
	Path   string
	Status int
	Header http.Header
	// Body is the answer's body as it came; nil where it is a stream.
	Body []byte
	// RequestID is the id under which the server knows the request (X-Request-Id or Request-Id), else the one that was sent.
	RequestID string
}

func (e *APIError) Error() string {
	return fmt.Sprintf("%s: %s %s answered %d%s", e.Operation, e.Method, e.Path, e.Status, titleOf(e.Body))
}

// titleOf is the line that most error bodies have for people: title (RFC 9457), else message or error.message.
func titleOf(body []byte) string {
	value, fault := wire.Parse(body, deepest)
	if fault != nil {
		return ""
	}
	for at, depth := &value, 0; at != nil && depth < 4; at, depth = at.Get("error"), depth+1 {
		for _, name := range []string{"title", "message"} {
			if found := at.Get(name); found != nil && found.Kind == wire.String {
				return ": " + found.Text
			}
		}
	}
	return ""
}

// OffContractError is an answer that the contract doesn't describe: of a status that it doesn't name, or with a body that isn't what it
// promises. The status is real. It wraps the [APIError] that has it.
type OffContractError struct {
	*APIError
	// Reason says what is not as promised.
	Reason string
	// Err is why the body can't be read, if that is the reason.
	Err error
}

func (e *OffContractError) Error() string {
	return fmt.Sprintf("%s: %s %s answered %d, but %s%s", e.Operation, e.Method, e.Path, e.Status, e.Reason, excerpt(e.Body))
}

// Unwrap gives the answer, and why its body can't be read.
func (e *OffContractError) Unwrap() []error {
	if e.Err == nil {
		return []error{e.APIError}
	}
	return []error{e.APIError, e.Err}
}

// excerpt is how a body begins, for messages.
func excerpt(body []byte) string {
	const most = 200
	if len(body) == 0 || !utf8.Valid(body) {
		return ""
	}
	if len(body) <= most {
		return ": " + string(body)
	}
	end := most
	for !utf8.RuneStart(body[end]) {
		end--
	}
	return ": " + string(body[:end]) + " …"
}

// ConnectionError says that no answer came: the name didn't resolve, the connection was refused or broke off.
type ConnectionError struct {
	Method string
	// URL is without its query, which may hold secrets.
	URL string
	// Err is what the transport said.
	Err error
}

func (e *ConnectionError) Error() string { return fmt.Sprintf("%s %s: %v", e.Method, e.URL, e.Err) }

// Unwrap gives what the transport said.
func (e *ConnectionError) Unwrap() error { return e.Err }

// TimeoutError says that no answer came in time. To errors.Is it is a context.DeadlineExceeded.
type TimeoutError struct {
	Method string
	URL    string
	// After is how long one attempt may take.
	After time.Duration
}

func (e *TimeoutError) Error() string {
	return fmt.Sprintf("%s %s: no answer within %v", e.Method, e.URL, e.After)
}

// Is tells that this is a deadline that was exceeded.
func (e *TimeoutError) Is(target error) bool { return target == context.DeadlineExceeded }

// Timeout tells those who ask as net.Error does.
func (e *TimeoutError) Timeout() bool { return true }

// RequestError says that a call can't be put on the wire as it was made: nothing was sent.
type RequestError struct {
	Operation string
	Reason    string
	Err       error
}

func (e *RequestError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %s: %v", e.Operation, e.Reason, e.Err)
	}
	return fmt.Sprintf("%s: %s", e.Operation, e.Reason)
}

// Unwrap gives the reason of another's making, if there is one.
func (e *RequestError) Unwrap() error { return e.Err }

// unreadable is a body that isn't what the contract promises. Who knows the answer makes an [OffContractError] of it.
type unreadable struct {
	reason string
	text   []byte
	err    error
}

func (e *unreadable) Error() string { return e.reason }
