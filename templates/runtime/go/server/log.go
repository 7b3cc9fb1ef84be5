package server

import (
	"context"
	"log/slog"
	"os"
	"time"
)

// standardLogger writes a line of JSON a request on standard output.
func standardLogger() *slog.Logger { return slog.New(slog.NewJSONHandler(os.Stdout, nil)) }

// log writes the request's line. No query, header or body is in it: nothing that can hold a secret, unless a path does.
func (c *Call) log() {
	level := slog.LevelInfo
	switch {
	case c.status >= 500 || c.failure.err != nil:
		level = slog.LevelError
	case c.status >= 400:
		level = slog.LevelWarn
	}
	logger := c.server.logger
	ctx := c.request.Context()
	if !logger.Enabled(ctx, level) {
		return
	}
	// The request's context may be over; a log line is written all the same.
	ctx = context.WithoutCancel(ctx)
	c.openTrace()
	var room [16]slog.Attr
	attrs := append(room[:0], c.attrs...)
	if c.op != nil {
		attrs = append(attrs, slog.String("operation", c.op.route.ID))
	}
	attrs = append(attrs,
		slog.String("method", c.request.Method),
		slog.String("path", c.path),
		slog.Int("status", c.status),
		slog.Float64("duration", float64(time.Since(c.started).Microseconds())/1000),
		slog.String("trace_id", c.trace.traceID.String()),
		slog.String("span_id", c.trace.spanID.String()),
	)
	if c.trace.parentID.IsValid() {
		attrs = append(attrs, slog.String("parent_id", c.trace.parentID.String()))
	}
	if c.aborted {
		attrs = append(attrs, slog.Bool("aborted", true))
	}
	if c.failure.err != nil {
		attrs = append(attrs, slog.String("error", c.failure.err.Error()))
	}
	if c.failure.stack != "" {
		attrs = append(attrs, slog.String("stack", c.failure.stack))
	}
	if len(c.failure.violations) > 0 {
		attrs = append(attrs, slog.Any("violations", c.failure.violations))
	}
	logger.LogAttrs(ctx, level, "request", attrs...)
}
