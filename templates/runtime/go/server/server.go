// Package server answers HTTP requests as a contract has them: it finds the operation, asks who calls, reads and checks what came, and
// writes what the service says. Generated code says what of a contract it has to know.
package server

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	oteltrace "go.opentelemetry.io/otel/trace"
)

// Server answers the requests of one contract. It is safe for use by many goroutines.
type Server struct {
	router     *router
	own        map[string]ownRoute
	problems   map[string]ProblemHook
	isChecked  bool
	logger     *slog.Logger
	tracer     oteltrace.Tracer
	isClosing  atomic.Bool
	operations []*operation
}

// operation is what a server knows of one operation.
type operation struct {
	route      *Route
	handle     Handler
	security   *securityPlan
	parameters *parameterPlan
	body       *bodyPlan
	status     int // of a request that breaks the contract
	responses  []responsePlan
	spanName   string
	span       []oteltrace.SpanStartOption
}

// New plans all operations of a contract. It fails where a security scheme has no function.
func New(contract *Contract, options Options) (*Server, error) {
	options = withDefaults(options)
	s := &Server{
		router:    newRouter(),
		problems:  options.Problems,
		isChecked: options.Responses == CheckAlways || (options.Responses == CheckOutsideRelease && gin.Mode() != gin.ReleaseMode),
		logger:    options.Logger,
		tracer:    options.Tracer,
	}
	var knownQuery []string
	for _, scheme := range contract.Schemes {
		if scheme.Kind == QueryKey {
			knownQuery = append(knownQuery, scheme.Parameter)
		}
	}
	for index := range contract.Routes {
		route := &contract.Routes[index]
		op, err := planOperation(route, contract, &options, knownQuery)
		if err != nil {
			return nil, err
		}
		s.operations = append(s.operations, op)
		s.router.add(route.Path, op)
	}
	s.own = planOwnRoutes(contract, &options, s.isClosing.Load)
	return s, nil
}

func withDefaults(options Options) Options {
	if options.MaxBodyBytes == 0 {
		options.MaxBodyBytes = defaultMaxBodyBytes
	}
	if options.MaxDepth == 0 {
		options.MaxDepth = 100
	}
	if options.Logger == nil {
		options.Logger = standardLogger()
	}
	if options.Tracer == nil {
		options.Tracer = otel.Tracer("mortise")
	}
	return options
}

func planOperation(route *Route, contract *Contract, options *Options, knownQuery []string) (*operation, error) {
	security, err := planSecurity(route, contract.Schemes, options.Verifiers)
	if err != nil {
		return nil, err
	}
	op := &operation{
		route:      route,
		security:   security,
		parameters: planParameters(route, options, knownQuery),
		body:       planBody(route, options),
		status:     route.violationStatus(),
		responses:  planResponses(route),
		handle:     route.Handle,
		spanName:   route.Method + " " + route.Path,
		span: []oteltrace.SpanStartOption{
			oteltrace.WithSpanKind(oteltrace.SpanKindServer),
			oteltrace.WithAttributes(
				attribute.String("http.request.method", route.Method),
				attribute.String("http.route", route.Path),
				attribute.String("openapi.operation.id", route.ID),
			),
		},
	}
	middleware := append([]Middleware(nil), options.Middleware...)
	for _, tag := range route.Tags {
		middleware = append(middleware, options.TagMiddleware[tag]...)
	}
	middleware = append(middleware, options.Operations[route.ID].Middleware...)
	for index := len(middleware) - 1; index >= 0; index-- {
		op.handle = middleware[index](op.handle)
	}
	return op, nil
}

// Close says that no more requests are welcome: /readyz says so.
func (s *Server) Close() { s.isClosing.Store(true) }

// Knows tells whether a path is the contract's, or one of the server's own.
func (s *Server) Knows(request *http.Request) bool {
	c := s.open(nil, request, "")
	return c.found != nil || c.own != nil
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(writer http.ResponseWriter, request *http.Request) {
	s.open(writer, request, "").serve()
}

// open finds what a request asks for. Prefix: what stands before the contract's paths.
func (s *Server) open(writer http.ResponseWriter, request *http.Request, prefix string) *Call {
	c := &Call{Context: request.Context(), server: s, writer: writer, request: request, started: time.Now()}
	c.path, c.query = cutTarget(request.URL)
	if prefix != "" {
		c.path = strings.TrimPrefix(c.path, prefix)
	}
	if c.found, c.pathValues = s.router.find(c.path, c.room[:0]); c.found == nil {
		c.own = s.own[c.path]
	}
	return c
}

// serve answers the request of a call.
func (c *Call) serve() {
	defer c.end()
	if c.found == nil {
		if c.own != nil {
			c.answerOwn(c.own)
			return
		}
		c.refuse(&ProblemError{Code: NotFound})
		return
	}
	if c.op = c.found.method(c.request.Method); c.op == nil {
		c.refuse(&ProblemError{Code: MethodNotAllowed, Header: map[string]string{"Allow": c.found.allow()}})
		return
	}
	c.startSpan()
	if err := c.answer(); err != nil {
		c.recover(err)
	}
}

// answer is the order of work of the wire profile.
func (c *Call) answer() (err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			err = c.panicked(thrown)
		}
	}()
	op := c.op
	if op.security != nil {
		if err := op.security.authorize(c); err != nil {
			return err
		}
	}
	request := op.route.New()
	if err := c.read(request); err != nil {
		return err
	}
	response, err := op.handle(c, request)
	if err != nil {
		return err
	}
	return c.send(response)
}

// read reads and checks parameters and body (wire profile, steps 3 to 5).
func (c *Call) read(request any) error {
	var found chosen
	var err error
	op := c.op
	if op.body != nil {
		if found, err = op.body.choose(c); err != nil {
			return err
		}
	}
	if err := op.parameters.read(c, request); err != nil {
		return err
	}
	isMalformed := false
	if op.body != nil {
		if isMalformed, err = op.body.read(c, found, request); err != nil {
			return err
		}
	}
	if !c.report.Empty() {
		return refuse(&c.report, op.status, isMalformed)
	}
	return nil
}

// send writes the answer of a response.
func (c *Call) send(response any) error {
	answer := openAnswer(c)
	defer answer.close()
	if err := c.write(answer, response); err != nil {
		return err
	}
	return c.deliver(answer)
}

func (c *Call) write(answer *Answer, response any) (err error) {
	defer func() { err = recoverEncoding(recover(), err) }()
	if !c.op.route.Answer(response, answer) {
		return &BrokenAnswer{Reason: fmt.Sprintf("%T is no response of the operation", response)}
	}
	answer.finish()
	return answer.err
}
