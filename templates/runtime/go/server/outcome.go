package server

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	oteltrace "go.opentelemetry.io/otel/trace"

	"mortise/runtime/wire"
)

// errCut: a stream that fails midway is cut, never ended.
var errCut = errors.New("the stream was cut")

// statusLeft is, in the log, that of a client that left before there was an answer.
const statusLeft = 499

// panicked makes an error of what was thrown, with the stack for the log. Nothing of it reaches the client.
func (c *Call) panicked(thrown any) error {
	if thrown == http.ErrAbortHandler {
		return errCut
	}
	err, ok := thrown.(error)
	if !ok {
		err = fmt.Errorf("panic: %v", thrown)
	}
	c.failure.stack = string(debug.Stack())
	// A problem that is thrown is a panic all the same.
	return &ProblemError{Code: Internal, Cause: err}
}

// recoverEncoding makes an error of a value that can't be written as JSON.
func recoverEncoding(thrown any, err error) error {
	if thrown == nil {
		return err
	}
	if failure, ok := thrown.(*wire.EncodeError); ok {
		return &BrokenAnswer{Reason: failure.Error()}
	}
	panic(thrown)
}

// recover answers a request that came to no good end.
func (c *Call) recover(err error) {
	var broken *BrokenAnswer
	switch {
	case errors.Is(err, errCut):
		c.cut()
		return
	case errors.Is(err, errAborted):
		// There is nobody to read it; the status is for the log.
		c.status = statusLeft
		c.aborted = true
		c.writer.Header().Set("Connection", "close")
		c.writer.WriteHeader(http.StatusBadRequest)
		return
	case errors.As(err, &broken):
		c.failure.err, c.failure.violations = broken, broken.Violations
		c.refuse(&ProblemError{Code: Internal})
		return
	}
	problem := asProblem(err)
	if problem == nil || problem.status() == 0 {
		c.failure.err = err
		problem = &ProblemError{Code: Internal}
	} else if problem.status() >= 500 && problem.Code != NotImplemented {
		c.failure.err = problem
		if problem.Cause != nil {
			c.failure.err = problem.Cause
		}
	}
	c.refuse(problem)
}

// refuse answers with a problem: in the contract's own error schema, where it has one and there is a hook for it, else as a problem
// document. Where a hook fails, there is still the problem document.
func (c *Call) refuse(problem *ProblemError) {
	if c.op != nil {
		plan := c.op.responseOf(problem.status())
		if plan != nil && plan.Problem != "" && c.server.problems[plan.Problem] != nil {
			err := c.render(problem, plan)
			if err == nil {
				return
			}
			c.failure.err = err
			var broken *BrokenAnswer
			if errors.As(err, &broken) {
				c.failure.violations = broken.Violations
			}
		}
	}
	document := problemOf(problem, c.TraceID())
	header := c.writer.Header()
	c.putProblemHeaders(problem, func(name, value string) { header[name] = []string{value} })
	header["Content-Type"] = []string{"application/problem+json"}
	text := document.AppendJSON(make([]byte, 0, 512))
	header["Content-Length"] = []string{strconv.Itoa(len(text))}
	c.writeHeader(problem.status())
	if _, err := c.writer.Write(text); err != nil && !errors.Is(err, http.ErrBodyNotAllowed) {
		c.aborted = true
	}
}

// render answers with what a hook makes of a problem.
func (c *Call) render(problem *ProblemError, plan *responsePlan) (err error) {
	answer := openAnswer(c)
	defer answer.close()
	defer func() {
		if thrown := recover(); thrown != nil {
			err = c.panicked(thrown)
		}
	}()
	document := problemOf(problem, c.TraceID())
	answer.Status(problem.status())
	c.putProblemHeaders(problem, answer.put)
	for _, content := range plan.Contents {
		if content.Kind == JSON {
			answer.JSON(content.MediaType, c.server.problems[plan.Problem](answer.Room(), &document))
			break
		}
	}
	if answer.finish(); answer.err != nil {
		return answer.err
	}
	return c.deliver(answer)
}

// putProblemHeaders: whoever says 401 says by what one may come in (RFC 9110, section 15.5.2).
func (c *Call) putProblemHeaders(problem *ProblemError, put func(name, value string)) {
	if problem.status() == http.StatusUnauthorized && c.op != nil && c.op.security != nil && problem.Header["WWW-Authenticate"] == "" {
		put("Www-Authenticate", c.op.security.challenges)
	}
	for name, value := range problem.Header {
		put(http.CanonicalHeaderKey(name), value)
	}
}

func (c *Call) writeHeader(status int) {
	c.status = status
	c.writer.WriteHeader(status)
}

var jsonType = []string{"application/json"}

// deliver sends an answer. From its first byte on nothing else can be said.
func (c *Call) deliver(a *Answer) error {
	header := c.writer.Header()
	for _, line := range a.headers {
		header[line.name] = append(header[line.name], line.value)
	}
	hasBody := a.hasBody && mayHaveBody(a.status)
	if hasBody {
		if a.contentType == "application/json" {
			header["Content-Type"] = jsonType
		} else {
			header["Content-Type"] = []string{a.contentType}
		}
	}
	if a.stream != nil && hasBody {
		c.writeHeader(a.status)
		if c.request.Method == http.MethodHead {
			return nil
		}
		return c.deliverStream(a)
	}
	if hasBody {
		header["Content-Length"] = []string{strconv.Itoa(len(a.body))}
	}
	c.writeHeader(a.status)
	if hasBody && c.request.Method != http.MethodHead {
		if _, err := c.writer.Write(a.body); err != nil {
			c.aborted = true
		}
	}
	return nil
}

func (c *Call) deliverStream(a *Answer) (err error) {
	writer := &streamWriter{writer: c.writer}
	defer func() {
		if thrown := recover(); thrown != nil {
			c.failure.err = c.panicked(thrown)
			err = errCut
		}
	}()
	failure := a.stream(writer)
	if writer.err != nil {
		c.aborted = true
		return nil
	}
	if failure == nil {
		return nil
	}
	if c.request.Context().Err() != nil {
		c.aborted = true
		return errCut
	}
	c.failure.err = failure
	var broken *BrokenAnswer
	if errors.As(failure, &broken) {
		c.failure.violations = broken.Violations
	}
	return errCut
}

// cut ends the connection in the middle of an answer. Recovering middleware would make a whole answer of a panic.
func (c *Call) cut() {
	c.aborted = true
	if hijacker, ok := innermost(c.writer).(http.Hijacker); ok {
		if connection, _, err := hijacker.Hijack(); err == nil {
			_ = connection.Close()
			return
		}
	}
	c.end()
	panic(http.ErrAbortHandler)
}

// innermost is the writer that net/http made, without what middleware has put around it.
func innermost(writer http.ResponseWriter) http.ResponseWriter {
	for {
		inner, ok := writer.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return writer
		}
		writer = inner.Unwrap()
	}
}

// linger keeps open the connection of a client that is still sending. What the client itself has said to close, net/http closes at once, which
// resets it, and the client loses the answer (RFC 9112, section 9.6). A body that is larger than it may be is what net/http waits for.
func (c *Call) linger() {
	if c.isRead || !c.request.Close || c.request.ContentLength == 0 {
		return
	}
	tooLarge := http.MaxBytesReader(innermost(c.writer), io.NopCloser(strings.NewReader("x")), 0)
	_, _ = io.Copy(io.Discard, tooLarge)
}

// startSpan begins the request's span, in the client's trace if it sent one.
func (c *Call) startSpan() {
	if header, ok := c.header("Traceparent"); ok && !oteltrace.SpanContextFromContext(c.Context).IsValid() {
		if parent, ok := parseTraceparent(header); ok {
			c.Context = oteltrace.ContextWithRemoteSpanContext(c.Context, oteltrace.NewSpanContext(oteltrace.SpanContextConfig{
				TraceID: parent.traceID, SpanID: parent.parentID, TraceFlags: parent.flags, Remote: true,
			}))
		}
	}
	c.Context, c.span = c.server.tracer.Start(c.Context, c.op.spanName, c.op.span...)
	if own := c.span.SpanContext(); c.span.IsRecording() && own.IsValid() {
		c.openTrace()
		if c.trace.traceID != own.TraceID() {
			c.trace.parentID = oteltrace.SpanID{}
		}
		c.trace.traceID, c.trace.spanID, c.trace.flags = own.TraceID(), own.SpanID(), own.TraceFlags()
	}
}

// end lets go of what a request holds, ends its span and writes its line into the log. Once.
func (c *Call) end() {
	if c.isOver {
		return
	}
	c.isOver = true
	c.linger()
	for _, release := range c.release {
		release()
	}
	if c.span != nil && c.span.IsRecording() {
		c.span.SetAttributes(attribute.Int("http.response.status_code", c.status))
		if c.status >= 500 || c.failure.err != nil {
			c.span.SetStatus(codes.Error, "")
			if c.failure.err != nil {
				c.span.RecordError(c.failure.err)
			}
		}
	}
	if c.span != nil {
		c.span.End()
	}
	c.log()
}
