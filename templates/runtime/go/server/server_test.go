package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gin-gonic/gin"

	"mortise/runtime/check"
	"mortise/runtime/wire"
)

// exampleRequest is what all operations of the example take.
type exampleRequest struct {
	ID    string
	Text  string
	Items iter.Seq2[string, error]
	Bytes io.Reader
	Files []*wire.File
}

// exampleAnswer is what they answer: by a function that writes it.
type exampleAnswer func(to *Answer)

func answerText(text string) exampleAnswer {
	return func(to *Answer) {
		to.Status(200)
		to.JSON("application/json", wire.AppendString(to.Room(), text))
	}
}

func loadText(in Input, request any) bool {
	return in.Reader.String(&request.(*exampleRequest).Text)
}

func loadNumbers(in Input, _ any) bool {
	var numbers map[string]int64
	return wire.ReadMap(in.Reader, &numbers, (*wire.Reader).Int64)
}

type parts struct{ files []*wire.File }

func readParts(r *wire.Reader, v *parts) bool {
	ok := r.Object()
	for ok && r.Next() {
		if r.Name == "files" {
			ok = wire.ReadSlice(r, &v.files, wire.ReadFile)
		} else {
			ok = r.Skip()
		}
	}
	return ok && r.Closed()
}

func loadParts(in Input, request any) bool {
	var own parts
	ok := readParts(in.Reader, &own)
	request.(*exampleRequest).Files = own.files
	return ok
}

func body(kind ContentKind, mediaType string, content Content) *Body {
	content.Kind, content.MediaType = kind, mediaType
	return &Body{Required: true, Contents: []Content{content}}
}

// example serves one operation of each kind, answered by one function.
func example(handle func(ctx context.Context, request *exampleRequest) (exampleAnswer, error), options Options) *Server {
	textAnswer := []Response{{Status: 200, Contents: []Content{{MediaType: "application/json", Kind: JSON, Check: check.String}}}, {Status: 204}}
	routes := []Route{
		{ID: "get", Method: "GET", Path: "/things/{id}", Tags: []string{"things"}, Parameters: []Parameter{{Name: "id", In: InPath, Required: true, Check: check.String}}, Load: func(in Input, request any, _ int) bool {
			return in.Reader.String(&request.(*exampleRequest).ID)
		}},
		{ID: "guarded", Method: "GET", Path: "/guarded", Security: [][]Requirement{{{Scheme: "token", Scopes: []string{"all"}}}, {{Scheme: "key"}, {Scheme: "basic"}}}},
		{ID: "text", Method: "POST", Path: "/text", Body: body(JSON, "application/json", Content{Check: check.String, Load: loadText})},
		{ID: "numbers", Method: "POST", Path: "/numbers", Body: body(JSON, "application/json", Content{Load: loadNumbers})},
		{ID: "items", Method: "POST", Path: "/items", Body: body(JSONLines, "application/jsonl", Content{Check: check.String, Open: func(s *Stream, request any) {
			request.(*exampleRequest).Items = Items(s, false, (*wire.Reader).String)
		}})},
		{ID: "events", Method: "POST", Path: "/events", Body: body(Events, "text/event-stream", Content{As: EventText, Check: check.String, Open: func(s *Stream, request any) {
			request.(*exampleRequest).Items = Items(s, false, (*wire.Reader).String)
		}})},
		{ID: "bytes", Method: "POST", Path: "/bytes", Body: body(Binary, "*/*", Content{Open: func(s *Stream, request any) { request.(*exampleRequest).Bytes = s.Reader() }})},
		{ID: "parts", Method: "POST", Path: "/parts", Body: body(Multipart, "multipart/form-data", Content{
			Load: loadParts, Members: []Part{{Name: "files", List: true, Coding: Coding{Content: &Content{Kind: Binary}}}},
		})},
		{ID: "stream", Method: "GET", Path: "/stream", Responses: []Response{{Status: 200, Contents: []Content{{MediaType: "text/event-stream", Kind: Events, Check: check.String}}}}},
	}
	for index := range routes {
		route := &routes[index]
		if route.Responses == nil {
			route.Responses = textAnswer
		}
		route.New = func() any { return new(exampleRequest) }
		route.Handle = func(ctx context.Context, request any) (any, error) {
			answer, err := handle(ctx, request.(*exampleRequest))
			if answer == nil {
				return nil, err
			}
			return answer, err
		}
		route.Answer = func(response any, to *Answer) bool {
			answer, ok := response.(exampleAnswer)
			if ok {
				answer(to)
			}
			return ok
		}
	}
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	verify := func(_ context.Context, credential any, scopes []string) (any, error) {
		switch fmt.Sprint(credential) {
		case "good", "{ada pass:word}":
			return credential, nil
		case "weak":
			if len(scopes) > 0 {
				return nil, ErrForbidden
			}
			return credential, nil
		case "broken":
			return nil, errors.New("SECRET")
		case "busy":
			return nil, &ProblemError{Code: RateLimited, Header: map[string]string{"Retry-After": "1"}}
		}
		var nobody *struct{ name string }
		return nobody, nil
	}
	options.Verifiers = map[string]Verifier{"token": verify, "key": verify, "basic": verify}
	made, err := New(&Contract{
		Title: "Example", Routes: routes, Document: fstest.MapFS{"openapi.json": {Data: []byte(`{"openapi":"3.1.0","info":{"title":"</script>"}}`)}},
		Schemes: []Scheme{{Name: "token"}, {Name: "key", Kind: HeaderKey, Parameter: "X-Key"}, {Name: "basic", Kind: Basic}},
	}, options)
	if err != nil {
		panic(err)
	}
	return made
}

func send(handler http.Handler, method, path, mediaType, body string, header ...string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	if body == "" {
		request.Body = http.NoBody
	}
	if mediaType != "" {
		request.Header.Set("Content-Type", mediaType)
	}
	for index := 0; index < len(header); index += 2 {
		request.Header.Set(header[index], header[index+1])
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder
}

func none(context.Context, *exampleRequest) (exampleAnswer, error) { return nil, nil }

func TestOrderOfWork(t *testing.T) {
	handle := func(ctx context.Context, request *exampleRequest) (exampleAnswer, error) {
		switch request.ID {
		case "missing":
			return nil, ErrNotImplemented
		case "broken":
			return nil, errors.New("SECRET")
		case "panic":
			panic("SECRET")
		case "late":
			return nil, fmt.Errorf("wrapped: %w", &ProblemError{Code: Timeout, Cause: errors.New("SECRET")})
		case "off":
			return func(to *Answer) { to.Status(418) }, nil
		case "wrong":
			return func(to *Answer) { to.Status(200); to.JSON("application/json", append(to.Room(), "7"...)) }, nil
		case "nothing":
			return nil, nil
		}
		return answerText(request.ID + request.Text), nil
	}
	server := example(handle, Options{Responses: CheckAlways})
	rows := []struct {
		line, header, value string
		status              int
		want                string
	}{
		{"GET /none", "", "", 404, "not_found"},
		{"DELETE /things/1", "", "", 405, "method_not_allowed"},
		{"GET /things/a%2Fb", "", "", 200, `"a/b"`},
		{"GET /things/missing", "", "", 501, "not_implemented"},
		{"GET /things/broken", "", "", 500, "internal"},
		{"GET /things/panic", "", "", 500, "internal"},
		{"GET /things/late", "", "", 504, "timeout"},
		{"GET /things/off", "", "", 500, "internal"},
		{"GET /things/wrong", "", "", 500, "internal"},
		{"GET /things/nothing", "", "", 500, "internal"},
		{"GET /guarded", "", "", 401, "unauthorized"},
		{"GET /guarded", "Authorization", "Bearer bad", 401, "unauthorized"},
		{"GET /guarded", "Authorization", "bearer  good", 200, `""`},
		{"GET /guarded", "Authorization", "Bearer weak", 403, "forbidden"},
		{"GET /guarded", "Authorization", "Bearer broken", 500, "internal"},
		{"GET /guarded", "Authorization", "Bearer busy", 429, "rate_limited"},
		{"GET /guarded", "X-Key", "good", 401, "unauthorized"},
		{"GET /healthz", "", "", 200, "ok"},
		{"POST /healthz", "", "", 405, "method_not_allowed"},
		{"GET /openapi.json", "", "", 200, "openapi"},
		{"GET /docs", "", "", 200, `\u003c/script>`},
	}
	for _, row := range rows {
		method, path, _ := strings.Cut(row.line, " ")
		answer := send(server, method, path, "", "", row.header, row.value)
		text := answer.Body.String()
		if answer.Code != row.status || !strings.Contains(text, row.want) || strings.Contains(text, "SECRET") {
			t.Errorf("%s %s %s: %d %s", row.line, row.header, row.value, answer.Code, text)
		}
		if row.status == 401 && answer.Header().Get("Www-Authenticate") != `Bearer realm="api", ApiKey realm="api", Basic realm="api", charset="UTF-8"` {
			t.Errorf("%s: %v", row.line, answer.Header())
		}
	}
}

func TestWhatATypeOfGoCannotHold(t *testing.T) {
	server := example(func(context.Context, *exampleRequest) (exampleAnswer, error) { return answerText(""), nil }, Options{})
	if answer := send(server, "POST", "/numbers", "application/json", `{"a": 9223372036854775807}`); answer.Code != 200 {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
	answer := send(server, "POST", "/numbers", "application/json", `{"a": 1, "b": 9223372036854775808}`)
	if want := `"in":"body","pointer":"/b","rule":"type"`; answer.Code != 400 || !strings.Contains(answer.Body.String(), want) {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
}

func TestBehindGin(t *testing.T) {
	gin.SetMode(gin.ReleaseMode)
	handle := func(_ context.Context, request *exampleRequest) (exampleAnswer, error) {
		return answerText(request.ID), nil
	}
	engine := gin.New()
	engine.GET("/own", func(c *gin.Context) { c.String(200, "own") })
	engine.GET("/things/mine", func(c *gin.Context) { c.String(200, "mine") })
	example(handle, Options{}).Register(engine)
	group := gin.New()
	example(handle, Options{}).Register(group.Group("/v1"))
	for _, row := range []struct {
		handler    http.Handler
		line       string
		status     int
		want       string
		isRedirect bool
	}{
		{handler: engine, line: "GET /own", status: 200, want: "own"},
		{handler: engine, line: "GET /things/mine", status: 200, want: "mine"},
		{handler: engine, line: "GET /things/7", status: 200, want: `"7"`},
		{handler: engine, line: "HEAD /things/7", status: 200},
		{handler: engine, line: "GET /things/7/", status: 404, want: "not_found"},
		{handler: engine, line: "GET //things/7", status: 404, want: "not_found"},
		{handler: engine, line: "PUT /things/7", status: 405, want: "method_not_allowed"},
		{handler: engine, line: "GET /none", status: 404, want: "not_found"},
		{handler: group, line: "GET /v1/things/7", status: 200, want: `"7"`},
		{handler: group, line: "DELETE /v1/things/7", status: 405, want: "method_not_allowed"},
		{handler: group, line: "GET /v1/none", status: 404, want: "not_found"},
	} {
		method, path, _ := strings.Cut(row.line, " ")
		answer := send(row.handler, method, path, "", "")
		if answer.Code != row.status || !strings.Contains(answer.Body.String(), row.want) {
			t.Errorf("%s: %d %s", row.line, answer.Code, answer.Body)
		}
	}
}

func TestStreamsIn(t *testing.T) {
	handle := func(_ context.Context, request *exampleRequest) (exampleAnswer, error) {
		var all []string
		if request.Bytes != nil {
			text, err := io.ReadAll(request.Bytes)
			if err != nil {
				return nil, err
			}
			return answerText(string(text)), nil
		}
		for item, err := range request.Items {
			if err != nil {
				return nil, err
			}
			all = append(all, item)
		}
		return answerText(strings.Join(all, "|")), nil
	}
	server := example(handle, Options{MaxBodyBytes: 100})
	for _, row := range [][4]string{
		{"/items", "application/jsonl", "\"a\"\n\n\"b\"", `"a|b"`},
		{"/items", "application/jsonl", "\"a\"\n7\n", `"body","pointer":"/1","rule":"type"`},
		{"/items", "application/jsonl", "\"a\"\n{\n", "malformed_json"},
		{"/items", "application/jsonl", strings.Repeat("\"a\"\n", 30), "payload_too_large"},
		{"/events", "text/event-stream", "data: a\r\n\r\ndata: b\ndata: c\n\n: x\rdata:d\r\r", `"a|b\nc|d"`},
		{"/events", "text/event-stream", "data: a\n\ndata: lost", `"a"`},
		{"/events", "text/event-stream", "data: \xff\n\n", "encoding"},
		{"/bytes", "image/png", "abc", `"abc"`},
	} {
		if answer := send(server, "POST", row[0], row[1], row[2]); !strings.Contains(answer.Body.String(), row[3]) {
			t.Errorf("%s %q: %d %s", row[0], row[2], answer.Code, answer.Body)
		}
	}
}

func TestStreamsOut(t *testing.T) {
	items := func(fails error) iter.Seq2[string, error] {
		return func(yield func(string, error) bool) {
			if yield("a", nil) && yield("b\nc", nil) && fails != nil {
				yield("", fails)
			}
		}
	}
	var fails error
	handle := func(context.Context, *exampleRequest) (exampleAnswer, error) {
		return func(to *Answer) {
			to.Status(200)
			AnswerItems(to, "text/event-stream", items(fails), func(b []byte, v *string) []byte { return wire.AppendString(b, *v) })
		}, nil
	}
	real := httptest.NewServer(example(handle, Options{}))
	defer real.Close()
	read := func() (string, error) {
		response, err := http.Get(real.URL + "/stream")
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		return string(text), err
	}
	if text, err := read(); err != nil || text != "data: \"a\"\n\ndata: \"b\\nc\"\n\n" {
		t.Errorf("%q %v", text, err)
	}
	fails = errors.New("SECRET")
	if text, err := read(); err == nil || strings.Contains(text, "SECRET") {
		t.Errorf("a stream that fails is cut: %q %v", text, err)
	}
}

func TestFilesAreSpooledAndRemoved(t *testing.T) {
	content := strings.Repeat("x", 3*mebibyte)
	var kept *wire.File
	handle := func(_ context.Context, request *exampleRequest) (exampleAnswer, error) {
		for _, file := range request.Files {
			source, err := file.Open()
			if err != nil {
				return nil, err
			}
			text, err := io.ReadAll(source)
			if err != nil || string(text) != content || file.Filename != "a.txt" {
				return nil, fmt.Errorf("%d bytes of %s: %w", len(text), file.Filename, err)
			}
		}
		kept = request.Files[1]
		return answerText("done"), nil
	}
	part := "--XX\r\nContent-Disposition: form-data; name=\"files\"; filename=\"../a.txt\"\r\n\r\n" + content + "\r\n"
	answer := send(example(handle, Options{}), "POST", "/parts", "multipart/form-data; boundary=XX", part+part+"--XX--\r\n")
	if answer.Code != 200 {
		t.Fatal(answer.Code, answer.Body)
	}
	source, _ := kept.Open()
	if text, err := io.ReadAll(source); err == nil && len(text) == len(content) {
		t.Error("a spooled file can be read after the answer")
	}
}

func TestLog(t *testing.T) {
	var lines bytes.Buffer
	handle := func(ctx context.Context, _ *exampleRequest) (exampleAnswer, error) {
		CallOf(ctx).Log(slog.String("user", "ada"))
		return answerText(CallOf(ctx).TraceID()), nil
	}
	server := example(handle, Options{Logger: slog.New(slog.NewJSONHandler(&lines, nil))})
	const trace = "0af7651916cd43dd8448eb211c80319c"
	answer := send(server, "GET", "/things/7?secret=1", "", "", "Traceparent", "00-"+trace+"-b7ad6b7169203331-01")
	var line map[string]any
	if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]any{"operation": "get", "method": "GET", "path": "/things/7", "status": 200.0, "trace_id": trace, "parent_id": "b7ad6b7169203331", "user": "ada", "level": "INFO"} {
		if line[name] != want {
			t.Errorf("%s is %v", name, line[name])
		}
	}
	if answer.Body.String() != `"`+trace+`"` || strings.Contains(lines.String(), "secret") {
		t.Error(answer.Body, lines.String())
	}
}

func TestMiddleware(t *testing.T) {
	var seen []string
	note := func(name string) Middleware {
		return func(next Handler) Handler {
			return func(ctx context.Context, request any) (any, error) {
				seen = append(seen, name)
				return next(ctx, request)
			}
		}
	}
	server := example(none, Options{
		Middleware: []Middleware{note("all")}, TagMiddleware: map[string][]Middleware{"things": {note("tag")}, "others": {note("other")}},
		Operations: map[string]OperationOptions{"get": {Middleware: []Middleware{note("own")}}},
	})
	send(server, "GET", "/things/7", "", "")
	if got := strings.Join(seen, " "); got != "all tag own" {
		t.Error(got)
	}
}

func TestServeEndsGracefully(t *testing.T) {
	begun, mayEnd := make(chan struct{}), make(chan struct{})
	handle := func(context.Context, *exampleRequest) (exampleAnswer, error) {
		close(begun)
		<-mayEnd
		return answerText("done"), nil
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, listener, example(handle, Options{})) }()
	answered := make(chan string, 1)
	go func() {
		response, err := http.Get("http://" + listener.Addr().String() + "/things/1")
		if err != nil {
			answered <- err.Error()
			return
		}
		defer response.Body.Close()
		text, _ := io.ReadAll(response.Body)
		answered <- string(text)
	}()
	<-begun
	cancel()
	time.Sleep(50 * time.Millisecond)
	close(mayEnd)
	if text := <-answered; text != `"done"` {
		t.Error(text)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// A client that says that it is its last request, and reads nothing before it has sent all, sees the answer all the same.
func TestAnswersBeforeTheBodyHasCome(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	handle := func(context.Context, *exampleRequest) (exampleAnswer, error) { return answerText("done"), nil }
	go func() { ended <- Serve(ctx, listener, example(handle, Options{})) }()
	large := strings.Repeat("x", 40_000_000)
	for _, request := range []string{
		"POST /text HTTP/1.1\r\nContent-Type: application/json\r\nConnection: close\r\n",
		"POST /text HTTP/1.1\r\nContent-Type: application/json\r\n",
		"POST /unknown HTTP/1.1\r\nConnection: close\r\n",
	} {
		connection, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		_, err = fmt.Fprintf(connection, "%sHost: example\r\nContent-Length: %d\r\n\r\n%s", request, len(large), large)
		answer, readErr := io.ReadAll(connection)
		if err != nil || readErr != nil || !bytes.HasPrefix(answer, []byte("HTTP/1.1 4")) {
			t.Errorf("%q: %v, %v, answer %.30q", request, err, readErr, answer)
		}
		_ = connection.Close()
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
