package server

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	oteltrace "go.opentelemetry.io/otel/trace"

	"mortise/runtime/check"
)

// Call is what a handler may know and say of its request beside the values of it. It is the request's context.
type Call struct {
	context.Context
	server     *Server
	op         *operation
	writer     http.ResponseWriter
	request    *http.Request
	path       string
	query      string
	pathValues []string
	// found is what the path leads to, or own.
	found      *entry
	own        ownRoute
	principals []principal
	report     check.Report
	attrs      []slog.Attr
	trace      traceContext
	span       oteltrace.Span
	started    time.Time
	// release lets go of what the request's values keep outside memory.
	release []func()
	failure failure
	status  int
	aborted bool
	// isRead: the body has been read to its end.
	isRead bool
	isOver bool
	room   [4]string
}

// failure is what has gone wrong with a request, as the log is told.
type failure struct {
	err        error
	stack      string
	violations []Violation
}

type callKey struct{}

// Value gives the call itself to CallOf.
func (c *Call) Value(key any) any {
	if key == (callKey{}) {
		return c
	}
	return c.Context.Value(key)
}

// CallOf gives the call that a context belongs to: that of the handler, or one made of it. Nil: it belongs to none.
func CallOf(ctx context.Context) *Call {
	call, _ := ctx.Value(callKey{}).(*Call)
	return call
}

// Operation is the operation's id.
func (c *Call) Operation() string { return c.op.route.ID }

// Request is what net/http has of the request. Its body has been read, unless the operation streams it.
func (c *Call) Request() *http.Request { return c.request }

// Principal is who calls, as the security function of a scheme said. Nil: the alternative that held doesn't have the scheme.
func (c *Call) Principal(scheme string) any {
	for _, each := range c.principals {
		if each.scheme == scheme {
			return each.value
		}
	}
	return nil
}

// TraceID has 32 hexadecimal digits (W3C Trace Context).
func (c *Call) TraceID() string {
	c.openTrace()
	return c.trace.traceID.String()
}

// Traceparent is the header for calls to other servers: this request is their parent.
func (c *Call) Traceparent() string {
	c.openTrace()
	return c.trace.traceparent()
}

// Log adds attributes to the request's line in the log. To be called by the handler's own goroutine.
func (c *Call) Log(attrs ...slog.Attr) { c.attrs = append(c.attrs, attrs...) }

// openTrace makes trace ids when somebody asks for them.
func (c *Call) openTrace() {
	if c.trace.spanID.IsValid() {
		return
	}
	header, _ := c.header("Traceparent")
	c.trace = openTrace(header)
}

// header gives a header by its canonical name. Lines of the same name are joined by ", " (RFC 9110, section 5.3), cookies by "; ".
func (c *Call) header(key string) (string, bool) {
	lines := c.request.Header[key]
	switch {
	case len(lines) == 1:
		return strings.Trim(lines[0], " \t"), true
	case key == "Host" && c.request.Host != "":
		return c.request.Host, true
	case len(lines) == 0:
		return "", false
	case key == "Cookie":
		return strings.Join(lines, "; "), true
	}
	return strings.Join(lines, ", "), true
}
