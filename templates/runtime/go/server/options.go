package server

import (
	"context"
	"io/fs"
	"log/slog"

	"go.opentelemetry.io/otel/trace"
)

// Contract is what a server has to know of its contract. Printed.
type Contract struct {
	Title string
	// Document has the canonical OpenAPI document as openapi.json; nil: it isn't served.
	Document fs.FS
	Routes   []Route
	Schemes  []Scheme
}

// UnknownQuery says what becomes of query parameters that the contract doesn't know.
type UnknownQuery uint8

const (
	// IgnoreUnknown takes no notice of them.
	IgnoreUnknown UnknownQuery = iota
	// RejectUnknown makes each a violation.
	RejectUnknown
)

// ResponseCheck says whether answers are checked against the contract before they are sent. One that breaks it is logged, and
// answered 500.
type ResponseCheck uint8

const (
	// CheckOutsideRelease checks unless Gin is in release mode.
	CheckOutsideRelease ResponseCheck = iota
	// CheckAlways checks in production, too.
	CheckAlways
	// CheckNever sends what handlers give.
	CheckNever
)

// Options are what can be set. Generated code has them with the contract's own types.
type Options struct {
	Verifiers map[string]Verifier
	// Middleware stands around all operations, the first outermost; then that of tags, then that of one operation.
	Middleware    []Middleware
	TagMiddleware map[string][]Middleware
	Operations    map[string]OperationOptions
	MaxBodyBytes  int64
	MaxDepth      int
	UnknownQuery  UnknownQuery
	Responses     ResponseCheck
	Problems      map[string]ProblemHook
	Logger        *slog.Logger
	Tracer        trace.Tracer
	Health        Health
	Docs          Docs
}

// ProblemHook renders a problem into the contract's own schema: it adds JSON text.
type ProblemHook func(b []byte, problem *Problem) []byte

// HookOf gives the hook of a function that renders problems; nil where there is none.
func HookOf[T any](render func(problem Problem) T, appendJSON func([]byte, *T) []byte) ProblemHook {
	if render == nil {
		return nil
	}
	return func(b []byte, problem *Problem) []byte {
		rendered := render(*problem)
		return appendJSON(b, &rendered)
	}
}

// OperationOptions are what holds for one operation only.
type OperationOptions struct {
	// MaxBodyBytes is the most bytes that a body may have. Zero: as for all.
	MaxBodyBytes int64
	// Middleware stands around this operation, the first outermost.
	Middleware []Middleware
}

// Health says where liveness and readiness are answered, as orchestrators ask for them. A path of the contract is never shadowed.
type Health struct {
	// Live is always 200. Empty: /healthz; "-": nowhere.
	Live string
	// Ready is 200, or 503 while the server closes or IsReady says no. Empty: /readyz; "-": nowhere.
	Ready string
	// IsReady says whether requests are welcome. Nil: they are.
	IsReady func(ctx context.Context) bool
}

// Docs says where the contract and a page about it are served.
type Docs struct {
	// Document is the path of the OpenAPI document. Empty: /openapi.json; "-": nowhere.
	Document string
	// Page is the path of a page about it, which needs nothing from elsewhere. Empty: /docs; "-": nowhere.
	Page string
}

const (
	mebibyte            = 1 << 20
	defaultMaxBodyBytes = 10 * mebibyte
)
