package client

import (
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"go.opentelemetry.io/otel/trace"
)

// settings are the options of a client, or of a client and one call, with everything settled. They don't change.
type settings struct {
	contract *Contract
	base     *url.URL
	// isContracts: the base is one of the contract's servers, so that operations may have servers of their own.
	isContracts    bool
	http           *http.Client
	middleware     []Middleware
	header         http.Header
	credentials    map[string]TokenSource
	retries        Retries
	timeout        time.Duration
	idempotencyKey string
	// makesKey: each POST and PATCH gets a key of its own.
	makesKey  bool
	requestID string
	logger    *slog.Logger
	tracer    trace.Tracer
	reconnect *Reconnect
	capture   **http.Response
	err       error
}

// Option settles something of a client.
type Option interface{ applyToClient(s *settings) }

// CallOption settles something of one call. What it says nothing of is the client's.
type CallOption interface{ applyToCall(s *settings) }

// SharedOption settles something of a client, or of one call.
type SharedOption func(s *settings)

func (o SharedOption) applyToClient(s *settings) { o(s) }
func (o SharedOption) applyToCall(s *settings)   { o(s) }

type clientOption func(s *settings)

func (o clientOption) applyToClient(s *settings) { o(s) }

type callOption func(s *settings)

func (o callOption) applyToCall(s *settings) { o(s) }

// Middleware stands around each attempt of a call: it sees every request and every answer. [CallOf] says which call it is.
type Middleware func(next http.RoundTripper) http.RoundTripper

// RoundTripperFunc is a function as a http.RoundTripper.
type RoundTripperFunc func(request *http.Request) (*http.Response, error)

// RoundTrip calls the function.
func (f RoundTripperFunc) RoundTrip(request *http.Request) (*http.Response, error) { return f(request) }

// WithHTTPClient sends requests by a client of your own: its transport, cookies and timeout. Default: http.DefaultClient.
func WithHTTPClient(client *http.Client) Option {
	return clientOption(func(s *settings) { s.http = client })
}

// WithMiddleware adds middleware; the first is outermost.
func WithMiddleware(middleware ...Middleware) SharedOption {
	return func(s *settings) { s.middleware = append(slices.Clip(s.middleware), middleware...) }
}

// WithHeader sends a header with each request. It gives way to headers of the operation itself, but for Accept.
func WithHeader(name, value string) SharedOption {
	return func(s *settings) {
		if err := checkHeader(name, value); err != nil {
			s.err = err
		}
		s.header = maps.Clone(s.header)
		if s.header == nil {
			s.header = http.Header{}
		}
		s.header.Set(name, value)
	}
}

// WithCredential gives the credential of a security scheme. It is never sent to another origin, not by a redirect either.
func WithCredential(scheme string, source TokenSource) SharedOption {
	return func(s *settings) {
		s.credentials = maps.Clone(s.credentials)
		if s.credentials == nil {
			s.credentials = map[string]TokenSource{}
		}
		s.credentials[scheme] = source
	}
}

// WithTimeout limits the time that one attempt may take until its answer is read; of a stream until it begins. For all attempts together
// give the call a context with a deadline.
func WithTimeout(timeout time.Duration) SharedOption {
	return func(s *settings) { s.timeout = timeout }
}

// WithRetries says when and how calls are tried again. Without it: see [Retries].
func WithRetries(retries Retries) SharedOption {
	return func(s *settings) { s.retries = retries.settled() }
}

// WithoutRetries sends each call once.
func WithoutRetries() SharedOption { return WithRetries(Retries{Limit: -1}) }

// WithIdempotencyKeys sends an Idempotency-Key with POST and PATCH, a new one for each call and the same for each of its attempts, which
// makes them safe to retry. Only for servers that know the header.
func WithIdempotencyKeys() SharedOption { return func(s *settings) { s.makesKey = true } }

// WithIdempotencyKey sends a key of your own with a call, which makes it safe to retry. Only for servers that know the header.
func WithIdempotencyKey(key string) CallOption {
	return callOption(func(s *settings) {
		if err := checkHeader("Idempotency-Key", key); err != nil {
			s.err = err
		}
		s.idempotencyKey = key
	})
}

// WithRequestID sends an id in a header, such as X-Request-Id, new for each call.
func WithRequestID(header string) SharedOption { return func(s *settings) { s.requestID = header } }

// WithLogger tells what happens: attempts and answers at the level debug, retries at warn. No headers, queries or bodies.
func WithLogger(logger *slog.Logger) SharedOption { return func(s *settings) { s.logger = logger } }

// WithTracer makes a span for each call. Default: that of OpenTelemetry's global provider.
func WithTracer(tracer trace.Tracer) SharedOption { return func(s *settings) { s.tracer = tracer } }

// WithReconnect says how streams go on after the connection broke off.
func WithReconnect(reconnect Reconnect) SharedOption {
	return func(s *settings) { s.reconnect = &reconnect }
}

// IntoResponse gives the answer as net/http has it: status, headers, final URL. Its body has been read, or is the result's.
func IntoResponse(response **http.Response) CallOption {
	return callOption(func(s *settings) { s.capture = response })
}

// Retries says when and how a call is tried again. The zero value has everything as it says.
type Retries struct {
	// Limit is how many attempts may follow the first. Zero: 2. Below zero: none.
	Limit int
	// Methods are those that may be repeated though the server may have acted. Nil: the idempotent ones of RFC 9110, and QUERY.
	Methods []string
	// Statuses are answers that pass. Nil: 408, 429, 500, 502, 503 and 504.
	Statuses []int
	// Delay: the wait before retry n is random between 0 and Delay times 2 to the power of n-1. Zero: half a second.
	Delay time.Duration
	// MaxDelay is the longest such wait. Zero: 8 seconds.
	MaxDelay time.Duration
	// MaxRetryAfter is the longest Retry-After to wait for; if the server asks for more, its answer stands. Zero: a minute.
	MaxRetryAfter time.Duration
}

func (r Retries) settled() Retries {
	if r.Limit == 0 {
		r.Limit = 2
	}
	if r.Methods == nil {
		r.Methods = []string{"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "QUERY"}
	}
	if r.Statuses == nil {
		r.Statuses = []int{408, 429, 500, 502, 503, 504}
	}
	if r.Delay == 0 {
		r.Delay = 500 * time.Millisecond
	}
	if r.MaxDelay == 0 {
		r.MaxDelay = 8 * time.Second
	}
	if r.MaxRetryAfter == 0 {
		r.MaxRetryAfter = time.Minute
	}
	return r
}

// Reconnect says how streams go on after the connection broke off. Without it those of GET and its like do, where that neither loses nor
// repeats an item.
type Reconnect struct {
	// Never: they end with an error.
	Never bool
	// Always: come what may, also of other methods, also where items could be lost or repeated.
	Always bool
	// Attempts in a row without an item before the stream gives up. Zero: 5.
	Attempts int
	// Delay before the first attempt, doubled for each further one; a server's `retry:` field wins. Zero: a second.
	Delay time.Duration
	// AfterEnd: also after the server ended the stream in good order.
	AfterEnd bool
	// Resume is for JSON lines, which have no ids: the headers that make the server go on behind as many items.
	Resume func(count int) http.Header
}

// settle makes the settings of a new client.
func settle(contract *Contract, baseURL string, options []Option) (*settings, error) {
	s := &settings{contract: contract, http: http.DefaultClient, retries: Retries{}.settled()}
	given := baseURL
	if given == "" {
		given = contract.DefaultServer
	}
	base, err := parseBase(given)
	if err != nil {
		return nil, err
	}
	s.base = base
	s.isContracts = baseURL == "" || isServer(contract.Servers, baseURL)
	for _, option := range options {
		option.applyToClient(s)
	}
	return s, s.fault()
}

func (s *settings) fault() error {
	if s.err != nil {
		return &RequestError{Operation: s.contract.Title, Reason: s.err.Error()}
	}
	for name := range s.credentials {
		if s.contract.scheme(name) == nil {
			return &RequestError{Operation: s.contract.Title, Reason: fmt.Sprintf("the contract has no security scheme %q", name)}
		}
	}
	return nil
}

// with gives settings with a call's options on top.
func (s *settings) with(options []CallOption) (*settings, error) {
	if len(options) == 0 {
		return s, nil
	}
	own := *s
	for _, option := range options {
		option.applyToCall(&own)
	}
	return &own, own.fault()
}

// errRelative is told of base URLs that say no host.
var errRelative = errors.New("the base URL must be a whole one, such as https://api.example.com/v1")

func parseBase(text string) (*url.URL, error) {
	base, err := url.Parse(text)
	if err != nil {
		return nil, errRelative
	}
	switch {
	case (base.Scheme != "http" && base.Scheme != "https") || base.Host == "":
		return nil, errRelative
	case base.User != nil:
		return nil, errors.New("a base URL can't have a user name or password: give them as credential")
	}
	return base, nil
}

// isServer tells whether a URL is one of the contract's servers, whatever its variables are.
func isServer(servers []string, baseURL string) bool {
	return slices.ContainsFunc(servers, func(server string) bool {
		return fitsTemplate(strings.TrimRight(server, "/"), strings.TrimRight(baseURL, "/"))
	})
}

func fitsTemplate(template, text string) bool {
	before, rest, hasVariable := strings.Cut(template, "{")
	if !hasVariable {
		return template == text
	}
	if !strings.HasPrefix(text, before) {
		return false
	}
	_, after, _ := strings.Cut(rest, "}")
	text = text[len(before):]
	next, _, isMore := strings.Cut(after, "{")
	if !isMore {
		return strings.HasSuffix(text, next)
	}
	at := strings.Index(text, next)
	return at >= 0 && next != "" && fitsTemplate(after, text[at:])
}

// ServerVariable is a variable of a server's URL. Without a value it has its default.
type ServerVariable struct{ Name, Value, Default string }

// FillServer puts the values of variables into a server's URL.
func FillServer(template string, variables []ServerVariable) string {
	var pairs []string
	for _, each := range variables {
		value := each.Value
		if value == "" {
			value = each.Default
		}
		pairs = append(pairs, "{"+each.Name+"}", value)
	}
	return strings.NewReplacer(pairs...).Replace(template)
}
