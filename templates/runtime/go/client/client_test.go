package client

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"mortise/runtime/wire"
)

// pet is what the operation of these tests gives.
type pet struct {
	Body   string
	Header http.Header
}

type noPet struct {
	*APIError
	Body string
}

func (e *noPet) Unwrap() error { return e.APIError }

type stringStream struct {
	Body  iter.Seq2[string, error]
	close func() error
}

var petContract = &Contract{
	Title:   "Pets",
	Servers: []string{"https://{region}.example.com/v1", "https://example.com"},
	Schemes: []Scheme{{Name: "token", Kind: Bearer}, {Name: "key", Kind: HeaderKey, Parameter: "X-Key"}, {Name: "query", Kind: QueryKey, Parameter: "k y"}, {Name: "cookie", Kind: CookieKey, Parameter: "session"}, {Name: "basic", Kind: Basic}},
}

func makePet(in *Answer) (any, error) {
	answer := &pet{Header: in.Header()}
	return answer, ReadJSON(in, &answer.Body, (*wire.Reader).String)
}

func makeNoPet(in *Answer) (any, error) {
	answer := &noPet{APIError: in.Failure()}
	return answer, ReadJSON(in, &answer.Body, (*wire.Reader).String)
}

func petOperation(method, path string) *Operation {
	return &Operation{
		ID: "pet", Method: method, Path: path, Security: [][]string{{"token"}, {"key"}, {"query"}, {"cookie"}, {"basic"}},
		Body: []Content{{MediaType: "application/octet-stream", Kind: Binary}},
		Responses: []Response{
			{Status: 200, Contents: []Content{{MediaType: "application/json", Make: makePet}}},
			{Status: 4, Contents: []Content{{MediaType: "application/json", Make: makeNoPet}}},
		},
	}
}

func serve(t *testing.T, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server
}

func newClient(t *testing.T, server *httptest.Server, options ...Option) *Client {
	t.Helper()
	made, err := New(petContract, server.URL, append([]Option{WithRetries(Retries{Delay: time.Millisecond}), WithHTTPClient(server.Client())}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func getPet(c *Client, options ...CallOption) (*pet, error) {
	return Call[*pet](context.Background(), c, petOperation("GET", "/pet"), WriteNothing, options)
}

func answer(to http.ResponseWriter, status int, text string) {
	to.Header().Set("Content-Type", "application/json")
	to.WriteHeader(status)
	fmt.Fprint(to, text)
}

func TestSuccessAndFailures(t *testing.T) {
	cases := []struct {
		status      int
		contentType string
		body        string
		want        string
	}{
		{200, "application/json", `"Rex"`, "Rex"},
		{200, "", `"Rex"`, "Rex"},
		{404, "application/problem+json", `"gone"`, "pet: GET /pet answered 404"},
		{200, "application/json", `{`, "the body is not JSON"},
		{200, "application/json", `7`, "the body is not what the contract promises"},
		{200, "text/html", `<html>`, `as "text/html", where the contract promises application/json: <html>`},
		{302, "text/html", `x`, "the contract doesn't know that status"},
		{503, "text/plain", `later`, "the contract doesn't know that status: later"},
	}
	for _, each := range cases {
		server := serve(t, func(to http.ResponseWriter, _ *http.Request) {
			to.Header()["Content-Type"] = []string{each.contentType}
			to.Header().Set("X-Request-Id", "r1")
			to.WriteHeader(each.status)
			fmt.Fprint(to, each.body)
		})
		found, err := getPet(newClient(t, server), SharedOption(WithoutRetries()))
		if err == nil {
			if found.Body != each.want {
				t.Errorf("%v: %v", each, found)
			}
			continue
		}
		if !strings.Contains(err.Error(), each.want) {
			t.Errorf("%v: %v", each, err)
		}
		api, ok := errors.AsType[*APIError](err)
		if !ok || api.Status != each.status || api.RequestID != "r1" {
			t.Errorf("%v: %+v", each, api)
		}
		if _, ok := errors.AsType[*noPet](err); ok != (each.status == 404) {
			t.Errorf("%v: is %T", each, err)
		}
	}
}

func TestRetries(t *testing.T) {
	for _, each := range []struct {
		name    string
		method  string
		answers []int
		options []Option
		calls   int32
		isOK    bool
	}{
		{"passes", "GET", []int{503, 500, 200}, nil, 3, true},
		{"limit", "GET", []int{503, 503, 503, 200}, nil, 3, false},
		{"no retry of POST", "POST", []int{503, 200}, nil, 1, false},
		{"429 of POST", "POST", []int{429, 200}, nil, 2, true},
		{"POST with a key", "POST", []int{503, 200}, []Option{WithIdempotencyKeys()}, 2, true},
		{"none", "GET", []int{503, 200}, []Option{WithoutRetries()}, 1, false},
	} {
		t.Run(each.name, func(t *testing.T) {
			var calls atomic.Int32
			var keys sync.Map
			server := serve(t, func(to http.ResponseWriter, request *http.Request) {
				count := calls.Add(1)
				keys.Store(request.Header.Get("Idempotency-Key"), true)
				to.Header().Set("Retry-After", "0")
				answer(to, each.answers[count-1], `"x"`)
			})
			c := newClient(t, server, each.options...)
			_, err := Call[*pet](context.Background(), c, petOperation(each.method, "/pet"), WriteNothing, nil)
			if (err == nil) != each.isOK || calls.Load() != each.calls {
				t.Errorf("%d calls, %v", calls.Load(), err)
			}
			size := 0
			keys.Range(func(any, any) bool { size++; return true })
			if size != 1 {
				t.Errorf("%d keys", size)
			}
		})
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for header, want := range map[string]time.Duration{"7": 7 * time.Second, " 0.5 ": 500 * time.Millisecond, "Fri, 02 Jan 2026 03:04:15 GMT": 10 * time.Second, "Fri, 02 Jan 2026 03:00:00 GMT": 0} {
		if found, ok := retryAfter(header, now); !ok || found != want {
			t.Errorf("%q: %v", header, found)
		}
	}
	for _, header := range []string{"", "-1", "soon"} {
		if _, ok := retryAfter(header, now); ok {
			t.Errorf("%q is one", header)
		}
	}
}

func TestTimeoutsAndEnds(t *testing.T) {
	release := make(chan struct{})
	server := serve(t, func(http.ResponseWriter, *http.Request) { <-release })
	defer close(release)
	_, err := getPet(newClient(t, server), WithTimeout(20*time.Millisecond), WithoutRetries())
	if _, ok := errors.AsType[*TimeoutError](err); !ok || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("timeout: %v", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	_, err = Call[*pet](ctx, newClient(t, server), petOperation("GET", "/pet"), WriteNothing, nil)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("deadline: %v", err)
	}
	ctx, end := context.WithCancelCause(context.Background())
	reason := errors.New("went away")
	time.AfterFunc(20*time.Millisecond, func() { end(reason) })
	_, err = Call[*pet](ctx, newClient(t, server), petOperation("GET", "/pet"), WriteNothing, nil)
	if !errors.Is(err, context.Canceled) || !errors.Is(err, reason) {
		t.Errorf("cancel: %v", err)
	}
}

func TestErrorsNameNoSecrets(t *testing.T) {
	c, err := New(petContract, "http://127.0.0.1:1", WithCredential("query", StaticToken("s3cret")), WithoutRetries())
	if err != nil {
		t.Fatal(err)
	}
	_, err = getPet(c)
	if err == nil || strings.Contains(err.Error(), "s3cret") || !strings.Contains(err.Error(), "GET http://127.0.0.1:1/pet") {
		t.Errorf("%v", err)
	}
	if !neverConnected(err) {
		t.Error("a refused connection has done nothing")
	}
}

func TestCredentials(t *testing.T) {
	for scheme, want := range map[string]string{"token": "Authorization=Bearer s/1", "key": "X-Key=s/1", "query": "?k%20y=s%2F1", "cookie": "Cookie=session=s%2F1"} {
		var seen string
		server := serve(t, func(to http.ResponseWriter, request *http.Request) {
			seen = "?" + request.URL.RawQuery
			for _, name := range []string{"Authorization", "X-Key", "Cookie"} {
				if found := request.Header.Get(name); found != "" {
					seen = name + "=" + found
				}
			}
			answer(to, 200, `"x"`)
		})
		if _, err := getPet(newClient(t, server, WithCredential(scheme, StaticToken("s/1")))); err != nil || seen != want {
			t.Errorf("%s: %q, %v", scheme, seen, err)
		}
	}
	if _, err := New(petContract, "https://example.com", WithCredential("nope", StaticToken("x"))); err == nil {
		t.Error("a scheme that the contract doesn't have")
	}
}

func TestOneRefreshForAll(t *testing.T) {
	var refreshes, calls atomic.Int32
	server := serve(t, func(to http.ResponseWriter, request *http.Request) {
		calls.Add(1)
		if request.Header.Get("Authorization") != "Bearer new" {
			answer(to, 401, `"no"`)
			return
		}
		answer(to, 200, `"x"`)
	})
	source := NewRefreshable(func(context.Context) (string, error) { return "old", nil }, func(_ context.Context, refused string) (string, error) {
		refreshes.Add(1)
		time.Sleep(20 * time.Millisecond)
		if refused != "old" {
			t.Errorf("refused: %s", refused)
		}
		return "new", nil
	})
	c := newClient(t, server, WithCredential("token", source))
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := getPet(c); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if refreshes.Load() != 1 {
		t.Errorf("%d refreshes", refreshes.Load())
	}
	before := calls.Load()
	if _, err := getPet(c); err != nil || calls.Load() != before+1 {
		t.Errorf("the new credential is kept: %v", err)
	}
}

func TestFailedRefreshEndsCall(t *testing.T) {
	server := serve(t, func(to http.ResponseWriter, _ *http.Request) { answer(to, 401, `"no"`) })
	broken := errors.New("no luck")
	source := NewRefreshable(func(context.Context) (string, error) { return "old", nil }, func(context.Context, string) (string, error) { return "", broken })
	if _, err := getPet(newClient(t, server, WithCredential("token", source))); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	none := NewRefreshable(func(context.Context) (string, error) { return "old", nil }, func(context.Context, string) (string, error) { return "", nil })
	_, err := getPet(newClient(t, server, WithCredential("token", none)))
	if found, ok := errors.AsType[*noPet](err); !ok || found.Status != 401 {
		t.Errorf("%v", err)
	}
}

func TestClientCredentials(t *testing.T) {
	var asked atomic.Int32
	tokens := serve(t, func(to http.ResponseWriter, request *http.Request) {
		name, secret, _ := request.BasicAuth()
		if err := request.ParseForm(); err != nil || name != "me" || secret != "s%3A" || request.Form.Get("scope") != "a b" {
			answer(to, 400, `{"error":"invalid_client"}`)
			return
		}
		answer(to, 200, fmt.Sprintf(`{"access_token":"t%d","expires_in":"3600"}`, asked.Add(1)))
	})
	server := serve(t, func(to http.ResponseWriter, request *http.Request) {
		if request.Header.Get("Authorization") == "Bearer t1" {
			answer(to, 401, `"no"`)
			return
		}
		answer(to, 200, `"x"`)
	})
	source := ClientCredentials(TokenConfig{TokenURL: tokens.URL, ClientID: "me", ClientSecret: "s:", Scopes: []string{"a", "b"}})
	if _, err := getPet(newClient(t, server, WithCredential("token", source))); err != nil || asked.Load() != 2 {
		t.Errorf("%d, %v", asked.Load(), err)
	}
	bad := ClientCredentials(TokenConfig{TokenURL: tokens.URL, ClientID: "you", ClientSecret: "x"})
	_, err := getPet(newClient(t, server, WithCredential("token", bad)))
	if found, ok := errors.AsType[*TokenError](err); !ok || found.Code != "invalid_client" {
		t.Errorf("%v", err)
	}
}

func TestSecretsStayHome(t *testing.T) {
	var seen http.Header
	away := serve(t, func(to http.ResponseWriter, request *http.Request) {
		seen = request.Header
		answer(to, 200, `"x"`)
	})
	server := serve(t, func(to http.ResponseWriter, request *http.Request) {
		http.Redirect(to, request, away.URL+"/", http.StatusFound)
	})
	_, err := getPet(newClient(t, server, WithCredential("key", StaticToken("s3cret")), WithHeader("X-Own", "mine")))
	if err != nil || seen.Get("X-Key") != "" || seen.Get("X-Own") != "" || seen.Get("Referer") != "" || seen.Get("Accept") == "" {
		t.Errorf("%v, %v", seen, err)
	}
}

func TestMiddlewareAndHeaders(t *testing.T) {
	var seen http.Header
	server := serve(t, func(to http.ResponseWriter, request *http.Request) {
		seen = request.Header
		answer(to, 200, `"x"`)
	})
	var order []string
	step := func(name string) Middleware {
		return func(next http.RoundTripper) http.RoundTripper {
			return RoundTripperFunc(func(request *http.Request) (*http.Response, error) {
				info, ok := CallOf(request.Context())
				order = append(order, fmt.Sprint(name, info.Operation, info.Attempt, ok))
				return next.RoundTrip(request)
			})
		}
	}
	var log bytes.Buffer
	c := newClient(t, server, WithMiddleware(step("a")), WithHeader("User-Agent", "mine"), WithRequestID("X-Request-Id"), WithLogger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))))
	var raw *http.Response
	if _, err := getPet(c, WithMiddleware(step("b")), WithHeader("X-One", "1"), IntoResponse(&raw)); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(order) != "[apet1 true bpet1 true]" || seen.Get("X-One") != "1" || seen.Get("User-Agent") != "mine" || seen.Get("X-Request-Id") == "" || raw.StatusCode != 200 {
		t.Errorf("%v %v", order, seen)
	}
	if !strings.Contains(log.String(), `msg="call ends" operation=pet`) {
		t.Error(log.String())
	}
	if _, err := getPet(c, WithHeader("X-Bad", "a\r\nb")); err == nil {
		t.Error("a line break in a header")
	}
}

func TestBodiesAreSentAgain(t *testing.T) {
	file, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	text := strings.Repeat("0123456789", 20_000)
	if _, err := file.WriteString("skip" + text); err != nil {
		t.Fatal(err)
	}
	for name, each := range map[string]struct {
		body  func() io.Reader
		calls int32
		isOK  bool
	}{
		"file": {func() io.Reader { _, _ = file.Seek(4, io.SeekStart); return file }, 2, true},
		"text": {func() io.Reader { return strings.NewReader(text) }, 2, true},
		"once": {func() io.Reader { return io.MultiReader(strings.NewReader(text)) }, 1, false},
	} {
		var calls atomic.Int32
		server := serve(t, func(to http.ResponseWriter, request *http.Request) {
			got, _ := io.ReadAll(request.Body)
			if string(got) != text {
				t.Errorf("%s: %d bytes", name, len(got))
			}
			if calls.Add(1) == 1 {
				answer(to, 503, `"x"`)
				return
			}
			answer(to, 200, `"x"`)
		})
		write := func(out *Request) { out.Bytes(0, "", each.body()) }
		_, err := Call[*pet](context.Background(), newClient(t, server), petOperation("PUT", "/pet"), write, nil)
		if (err == nil) != each.isOK || calls.Load() != each.calls {
			t.Errorf("%s: %d, %v", name, calls.Load(), err)
		}
	}
}

func TestDo(t *testing.T) {
	var seen *http.Request
	server := serve(t, func(to http.ResponseWriter, request *http.Request) {
		seen = request
		answer(to, 418, "tea")
	})
	c, err := New(petContract, server.URL+"/v1/?x=1", WithCredential("key", StaticToken("k")))
	if err != nil {
		t.Fatal(err)
	}
	request, _ := http.NewRequest("GET", "/beta/a%2Fb?deep=true", nil)
	response, err := c.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(response.Body)
	if err != nil || string(text) != "tea" || seen.URL.String() != "/v1/beta/a%2Fb?x=1&deep=true" || seen.Header.Get("X-Key") != "k" || response.Body.Close() != nil {
		t.Errorf("%s %v %v", text, seen.URL, err)
	}
}

func TestBaseURLs(t *testing.T) {
	for base, isContracts := range map[string]bool{"https://eu.example.com/v1": true, "https://example.com/": true, "https://example.com/v2": false, "http://localhost": false} {
		s, err := settle(petContract, base, nil)
		if err != nil || s.isContracts != isContracts {
			t.Errorf("%s: %v", base, err)
		}
	}
	for _, base := range []string{"", "/v1", "example.com", "ftp://example.com", "https://me:pw@example.com", "https://%zz"} {
		if _, err := New(petContract, base); err == nil {
			t.Errorf("%q is no base URL", base)
		}
	}
	if found := FillServer("https://{a}.{b}.com", []ServerVariable{{"a", "", "x"}, {"b", "{a}", "y"}}); found != "https://x.{a}.com" {
		t.Error(found)
	}
}

// TestNothingIsLeft: connections are given back, whatever became of their answers.
func TestNothingIsLeft(t *testing.T) {
	server := serve(t, func(to http.ResponseWriter, request *http.Request) {
		switch request.URL.Query().Get("n") {
		case "0":
			answer(to, 200, `"x"`)
		case "1":
			answer(to, 404, `"x"`)
		case "2":
			answer(to, 500, strings.Repeat("x", 1<<20))
		default:
			panic(http.ErrAbortHandler)
		}
	})
	server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, 0)
	c := newClient(t, server, WithTimeout(time.Minute))
	for round := range 40 {
		_, _ = Call[*pet](context.Background(), c, petOperation("GET", fmt.Sprintf("/pet?n=%d", round%4)), WriteNothing, nil)
	}
	server.Client().CloseIdleConnections()
	for range 100 {
		if runtime.NumGoroutine() < 15 {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("%d goroutines", runtime.NumGoroutine())
}
