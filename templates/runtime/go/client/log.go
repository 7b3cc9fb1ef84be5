package client

import (
	"context"
	"log/slog"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// trace opens the span of a call, and puts it into the headers (W3C Trace Context).
func (c *call) trace(ctx context.Context) (context.Context, func(answer *Answer, err error)) {
	tracer := c.settings.tracer
	if tracer == nil {
		tracer = otel.Tracer("mortise")
	}
	ctx, span := tracer.Start(ctx, c.operation.ID, trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(
		attribute.String("http.request.method", c.method),
		attribute.String("url.template", c.operation.Path),
		attribute.String("url.full", bareURL(c.url)),
		attribute.String("server.address", c.url.Hostname()),
	))
	if c.header.Get("Traceparent") == "" && !c.isForeign {
		propagation.TraceContext{}.Inject(ctx, propagation.HeaderCarrier(c.header))
	}
	return ctx, func(answer *Answer, err error) {
		if answer != nil {
			span.SetAttributes(attribute.Int("http.response.status_code", answer.response.StatusCode))
		}
		if err != nil {
			span.SetStatus(codes.Error, "")
		}
		span.End()
	}
}

func (c *call) log(ctx context.Context, level slog.Level, message string, attempt int, more ...slog.Attr) {
	logger := c.settings.logger
	if logger == nil || !logger.Enabled(ctx, level) {
		return
	}
	about := []slog.Attr{
		slog.String("operation", c.operation.ID),
		slog.String("method", c.method),
		slog.String("path", c.operation.Path),
		slog.String("url", bareURL(c.url)),
		slog.Int("attempt", attempt),
	}
	if c.requestID != "" {
		about = append(about, slog.String("request_id", c.requestID))
	}
	if span := trace.SpanContextFromContext(ctx); span.IsValid() {
		about = append(about, slog.String("trace_id", span.TraceID().String()))
	}
	logger.LogAttrs(ctx, level, message, append(about, more...)...)
}

func (c *call) logStart(ctx context.Context, attempt int) {
	if attempt == 1 {
		c.log(ctx, slog.LevelDebug, "call begins", attempt)
	}
}

func (c *call) logRetry(ctx context.Context, attempt, status int, err error, delay time.Duration) {
	c.log(ctx, slog.LevelWarn, "call is tried again", attempt, append(outcome(status, err), slog.Duration("delay", delay))...)
}

func (c *call) logEnd(ctx context.Context, attempt, status int, err error, duration time.Duration) {
	c.log(ctx, slog.LevelDebug, "call ends", attempt, append(outcome(status, err), slog.Duration("duration", duration))...)
}

// outcome says how an attempt ended. Errors of answers have their bodies in them, which are not logged.
func outcome(status int, err error) []slog.Attr {
	switch {
	case status != 0:
		return []slog.Attr{slog.Int("status", status)}
	case err != nil:
		return []slog.Attr{slog.String("error", err.Error())}
	}
	return nil
}
