package server

import (
	"errors"
	"strconv"

	"mortise/runtime/check"
	"mortise/runtime/wire"
)

// ProblemCode says what went wrong, for machines: one word, the same in every language.
type ProblemCode string

// The codes of problems.
const (
	MalformedJSON        ProblemCode = "malformed_json"
	InvalidRequest       ProblemCode = "invalid_request"
	Unauthorized         ProblemCode = "unauthorized"
	Forbidden            ProblemCode = "forbidden"
	NotFound             ProblemCode = "not_found"
	MethodNotAllowed     ProblemCode = "method_not_allowed"
	PayloadTooLarge      ProblemCode = "payload_too_large"
	UnsupportedMediaType ProblemCode = "unsupported_media_type"
	RateLimited          ProblemCode = "rate_limited"
	Internal             ProblemCode = "internal"
	NotImplemented       ProblemCode = "not_implemented"
	BadGateway           ProblemCode = "bad_gateway"
	Unavailable          ProblemCode = "unavailable"
	Timeout              ProblemCode = "timeout"
)

// Violation is one broken rule, as a problem document lists it.
type Violation = check.Violation

// Problem is a problem document (RFC 9457) as it is sent.
type Problem struct {
	Type       string      `json:"type"`
	Title      string      `json:"title"`
	Status     int         `json:"status"`
	Code       ProblemCode `json:"code"`
	Detail     string      `json:"detail"`
	TraceID    string      `json:"trace_id"`
	Violations []Violation `json:"violations,omitempty"`
	// Truncated: there were more violations than are listed.
	Truncated bool `json:"truncated,omitzero"`
}

// ProblemError ends a request with a problem document. Services, middleware and security functions return it:
//
//	return nil, &ProblemError{Code: RateLimited}
//
// Answers that the contract describes are better returned as responses.
type ProblemError struct {
	Code ProblemCode
	// Status from 400 to 599. Zero: the one that the code stands for.
	Status int
	// Detail reaches the client: no secrets, no internals. Empty: the code's own sentence.
	Detail string
	// Header is sent along, by name.
	Header     map[string]string
	Violations []Violation
	// Truncated: there are more violations than are listed.
	Truncated bool
	// Cause goes to the log, never to the client.
	Cause error
}

// Error gives the code and the detail.
func (e *ProblemError) Error() string {
	text := string(e.Code) + ": " + e.detail()
	if e.Cause != nil {
		text += ": " + e.Cause.Error()
	}
	return text
}

// Unwrap gives the cause.
func (e *ProblemError) Unwrap() error { return e.Cause }

// What services and security functions often say.
var (
	// ErrNotImplemented is the answer of an operation that isn't written yet: 501.
	ErrNotImplemented = &ProblemError{Code: NotImplemented}
	// ErrForbidden is for a valid credential that doesn't reach so far, such as one that lacks a scope: 403, not 401.
	ErrForbidden = &ProblemError{Code: Forbidden}
	// ErrUnauthorized is for a credential that is not valid: 401.
	ErrUnauthorized = &ProblemError{Code: Unauthorized}
)

type codeRow struct {
	status int
	detail string
}

// codeRows has the status and the sentence of each code, which every language repeats letter by letter.
var codeRows = map[ProblemCode]codeRow{
	MalformedJSON:        {400, "The body is not well-formed JSON."},
	InvalidRequest:       {400, "The request breaks the contract."},
	Unauthorized:         {401, "The request needs a valid credential."},
	Forbidden:            {403, "The credential does not allow this operation."},
	NotFound:             {404, "No operation has this path."},
	MethodNotAllowed:     {405, "No operation has this method at this path."},
	PayloadTooLarge:      {413, "The body is larger than this operation takes."},
	UnsupportedMediaType: {415, "The operation takes no body of this media type."},
	RateLimited:          {429, "Too many requests."},
	Internal:             {500, "The server failed to answer."},
	NotImplemented:       {501, "The operation is not implemented yet."},
	BadGateway:           {502, "A server behind this one gave no usable answer."},
	Unavailable:          {503, "The server takes no requests now."},
	Timeout:              {504, "A server behind this one took too long."},
}

// titles are the phrases of RFC 9110, section 15: those of problems of type about:blank (RFC 9457, section 4.2.1).
var titles = map[int]string{
	400: "Bad Request",
	401: "Unauthorized",
	402: "Payment Required",
	403: "Forbidden",
	404: "Not Found",
	405: "Method Not Allowed",
	406: "Not Acceptable",
	408: "Request Timeout",
	409: "Conflict",
	410: "Gone",
	411: "Length Required",
	412: "Precondition Failed",
	413: "Content Too Large",
	414: "URI Too Long",
	415: "Unsupported Media Type",
	422: "Unprocessable Content",
	429: "Too Many Requests",
	431: "Request Header Fields Too Large",
	500: "Internal Server Error",
	501: "Not Implemented",
	502: "Bad Gateway",
	503: "Service Unavailable",
	504: "Gateway Timeout",
}

func titleOf(status int) string {
	if title, ok := titles[status]; ok {
		return title
	}
	if status < 500 {
		return titles[400]
	}
	return titles[500]
}

func (e *ProblemError) detail() string {
	if e.Detail != "" {
		return e.Detail
	}
	return codeRows[e.Code].detail
}

// status is 0 for what can't be the status of a problem.
func (e *ProblemError) status() int {
	status := e.Status
	if status == 0 {
		status = codeRows[e.Code].status
	}
	if status < 400 || status > 599 {
		return 0
	}
	return status
}

// problemOf gives the document of a problem.
func problemOf(e *ProblemError, traceID string) Problem {
	status := e.status()
	return Problem{
		Type:       "about:blank",
		Title:      titleOf(status),
		Status:     status,
		Code:       e.Code,
		Detail:     e.detail(),
		TraceID:    traceID,
		Violations: e.Violations,
		Truncated:  e.Truncated,
	}
}

// AppendJSON adds the JSON text of the document.
func (p *Problem) AppendJSON(b []byte) []byte {
	b = append(b, `{"type":`...)
	b = wire.AppendString(b, p.Type)
	b = append(b, `,"title":`...)
	b = wire.AppendString(b, p.Title)
	b = append(b, `,"status":`...)
	b = strconv.AppendInt(b, int64(p.Status), 10)
	b = append(b, `,"code":`...)
	b = wire.AppendString(b, string(p.Code))
	b = append(b, `,"detail":`...)
	b = wire.AppendString(b, p.Detail)
	b = append(b, `,"trace_id":`...)
	b = wire.AppendString(b, p.TraceID)
	if len(p.Violations) > 0 {
		b = append(b, `,"violations":[`...)
		for index := range p.Violations {
			if index > 0 {
				b = append(b, ',')
			}
			b = appendViolation(b, &p.Violations[index])
		}
		b = append(b, ']')
	}
	if p.Truncated {
		b = append(b, `,"truncated":true`...)
	}
	return append(b, '}')
}

func appendViolation(b []byte, violation *Violation) []byte {
	b = append(b, `{"in":`...)
	b = wire.AppendString(b, string(violation.In))
	b = append(b, `,"pointer":`...)
	b = wire.AppendString(b, violation.Pointer)
	b = append(b, `,"rule":`...)
	b = wire.AppendString(b, violation.Rule)
	b = append(b, `,"message":`...)
	b = wire.AppendString(b, violation.Message)
	return append(b, '}')
}

// refuse makes the problem of all that is wrong with a request.
func refuse(report *check.Report, status int, isMalformed bool) *ProblemError {
	violations, truncated := report.List()
	code := InvalidRequest
	if isMalformed {
		code = MalformedJSON
	}
	return &ProblemError{Code: code, Status: status, Violations: violations, Truncated: truncated}
}

// asProblem finds the problem in an error; nil: there is none.
func asProblem(err error) *ProblemError {
	var problem *ProblemError
	if errors.As(err, &problem) {
		return problem
	}
	return nil
}
