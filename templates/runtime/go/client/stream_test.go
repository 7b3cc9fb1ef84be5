package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"mortise/runtime/wire"
)

func streamOperation(method string, kind ContentKind, as EventKind) *Operation {
	mediaType := map[ContentKind]string{Events: "text/event-stream", JSONLines: "application/jsonl"}[kind]
	return &Operation{ID: "watch", Method: method, Path: "/watch", Responses: []Response{{Status: 200, Contents: []Content{{
		MediaType: mediaType, Kind: kind, As: as,
		Make: func(in *Answer) (any, error) {
			answer := &stringStream{}
			answer.Body, answer.close = Items(in, func(r *wire.Reader, v *string) bool { return wire.ReadText(r, v) })
			return answer, nil
		},
	}}}}}
}

func collect(t *testing.T, c *Client, o *Operation, options ...CallOption) ([]string, error) {
	t.Helper()
	opened, err := CallStream[*stringStream](context.Background(), c, o, WriteNothing, options)
	if err != nil {
		return nil, err
	}
	var items []string
	for item, err := range opened.Body {
		if err != nil {
			return items, err
		}
		items = append(items, item)
	}
	return items, nil
}

func TestEvents(t *testing.T) {
	for _, each := range []struct {
		as         EventKind
		text, want string
	}{
		{EventData, "\ufeffdata: 1\n\ndata: [\ndata: 2]\r\n\r\n: note\rdata:3\r\rdata: 4\n", "[1 [\n2] 3]"},
		{EventData, "data: 1\n\ndata: [DONE]\n\ndata: 2\n\n", "[1]"},
		{EventText, "data: a\ndata: b\n\n", `["a\nb"]`},
		{WholeEvent, "event: x\nid: 7\nretry: 010\ndata: a\n\n", `[{"event":"x","data":"a","id":"7","retry":10}]`},
		{JSONEvent, "event: x\ndata: {}\n\n", `[{"event":"x","data":{}}]`},
	} {
		server := serve(t, func(to http.ResponseWriter, _ *http.Request) {
			to.Header().Set("Content-Type", "text/event-stream")
			fmt.Fprint(to, each.text)
		})
		items, err := collect(t, newClient(t, server), streamOperation("GET", Events, each.as))
		if err != nil || fmt.Sprint(items) != each.want {
			t.Errorf("%q: %v, %v", each.text, items, err)
		}
	}
}

// TestReconnect: after a break, the stream goes on behind the last id.
func TestReconnect(t *testing.T) {
	var ids []string
	server := serve(t, func(to http.ResponseWriter, request *http.Request) {
		ids = append(ids, request.Header.Get("Last-Event-ID"))
		count := len(ids)
		to.Header().Set("Content-Type", "text/event-stream")
		fmt.Fprintf(to, "retry: 1\nid: %d\ndata: %d\n\ndata: half", count, count)
		_ = http.NewResponseController(to).Flush()
		if count < 3 {
			panic(http.ErrAbortHandler)
		}
	})
	items, err := collect(t, newClient(t, server), streamOperation("GET", Events, EventData))
	if err != nil || fmt.Sprint(items) != "[1 2 3]" || fmt.Sprint(ids) != "[ 1 2]" {
		t.Errorf("%v %v %v", items, ids, err)
	}
	ids = nil
	items, err = collect(t, newClient(t, server), streamOperation("POST", Events, EventData))
	if _, ok := errors.AsType[*ConnectionError](err); !ok || fmt.Sprint(items) != "[1]" {
		t.Errorf("POST: %v %v", items, err)
	}
	ids = nil
	items, err = collect(t, newClient(t, server), streamOperation("POST", Events, EventData), WithReconnect(Reconnect{}))
	if err != nil || fmt.Sprint(items) != "[1 2 3]" {
		t.Errorf("POST that may: %v %v", items, err)
	}
}

func TestLines(t *testing.T) {
	text := "1\n\n\"ü\"\r\n{}"
	server := serve(t, func(to http.ResponseWriter, _ *http.Request) {
		to.Header().Set("Content-Type", "application/jsonl")
		fmt.Fprint(to, text)
	})
	items, err := collect(t, newClient(t, server), streamOperation("GET", JSONLines, EventData))
	if err != nil || fmt.Sprint(items) != `[1 "ü" {}]` {
		t.Errorf("%v %v", items, err)
	}
	text = "1\nnope\n2\n"
	items, err = collect(t, newClient(t, server), streamOperation("GET", JSONLines, EventData))
	if found, ok := errors.AsType[*OffContractError](err); !ok || !strings.Contains(found.Reason, "a line is not JSON") || fmt.Sprint(items) != "[1]" {
		t.Errorf("%v %v", items, err)
	}
}

// TestStreamsEnd: by leaving the loop, by Close, and by the context.
func TestStreamsEnd(t *testing.T) {
	var open atomic.Int32
	server := serve(t, func(to http.ResponseWriter, request *http.Request) {
		open.Add(1)
		defer open.Add(-1)
		to.Header().Set("Content-Type", "application/jsonl")
		fmt.Fprint(to, "1\n")
		_ = http.NewResponseController(to).Flush()
		<-request.Context().Done()
	})
	for name, end := range map[string]func(s *stringStream, cancel func()) error{
		"break": func(s *stringStream, _ func()) error {
			for range s.Body {
				break
			}
			return nil
		},
		"close": func(s *stringStream, _ func()) error {
			time.AfterFunc(20*time.Millisecond, func() { _ = s.close() })
			for _, err := range s.Body {
				if err != nil {
					return err
				}
			}
			return nil
		},
		"unread": func(s *stringStream, _ func()) error { return s.close() },
		"cancel": func(s *stringStream, cancel func()) error {
			for _, err := range s.Body {
				if err != nil {
					if !errors.Is(err, context.Canceled) {
						return err
					}
					return nil
				}
				cancel()
			}
			return errors.New("no error")
		},
	} {
		ctx, cancel := context.WithCancel(context.Background())
		opened, err := CallStream[*stringStream](ctx, newClient(t, server, WithTimeout(time.Second)), streamOperation("GET", JSONLines, EventData), WriteNothing, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := end(opened, cancel); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, err := range opened.Body {
			if err == nil {
				t.Errorf("%s: there is more", name)
			}
		}
		cancel()
	}
	for range 100 {
		if open.Load() == 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d connections are open", open.Load())
}

func TestPages(t *testing.T) {
	type page = pet
	makePage := func(in *Answer) (any, error) {
		answer := &page{}
		return answer, ReadJSON(in, &answer.Body, func(r *wire.Reader, v *string) bool { return wire.ReadText(r, v) })
	}
	operation := func() *Operation {
		return &Operation{ID: "list", Method: "GET", Path: "/list", Parameters: []Parameter{{Name: "at", In: InQuery}},
			Responses: []Response{{Status: 200, Contents: []Content{{MediaType: "application/json", Make: makePage}}}}}
	}
	for name, each := range map[string]struct {
		pagination Pagination
		answers    map[string]string
		link       map[string]string
		want       string
	}{
		"cursor":   {Pagination{Next: NextCursor, Items: []string{"i"}, Value: []string{"n", "c"}}, map[string]string{"": `{"i":[1],"n":{"c":"b"}}`, "at=b": `{"i":[2],"n":{"c":null}}`}, nil, "[1 2]"},
		"circle":   {Pagination{Next: NextCursor, Items: []string{"i"}, Value: []string{"c"}}, map[string]string{"": `{"i":[1],"c":"b"}`, "at=b": `{"i":[2],"c":"b"}`}, nil, "[1 2]"},
		"more":     {Pagination{Next: NextLastItem, Items: []string{"i"}, Value: []string{"id"}, More: []string{"m"}}, map[string]string{"": `{"i":[{"id":4}],"m":true}`, "at=4": `{"i":[{"id":5}],"m":false}`}, nil, `[{"id":4} {"id":5}]`},
		"offset":   {Pagination{Next: NextOffset, Items: []string{"i"}}, map[string]string{"": `{"i":[1,2]}`, "at=2": `{"i":[3]}`, "at=3": `{"i":[]}`}, nil, "[1 2 3]"},
		"total":    {Pagination{Next: NextOffset, Items: []string{"i"}, Total: []string{"t"}}, map[string]string{"": `{"i":[1,2],"t":3}`, "at=2": `{"i":[3],"t":3}`}, nil, "[1 2 3]"},
		"page":     {Pagination{Next: NextPage, Items: []string{"i"}, Total: []string{"total_pages"}, First: 1}, map[string]string{"": `{"i":[1],"total_pages":2}`, "at=2": `{"i":[2],"total_pages":2}`}, nil, "[1 2]"},
		"items":    {Pagination{Next: NextPage, Items: []string{"i"}, Total: []string{"total"}, First: 1}, map[string]string{"": `{"i":[1,2],"total":3}`, "at=2": `{"i":[3],"total":3}`}, nil, "[1 2 3]"},
		"next url": {Pagination{Next: NextURL, Items: []string{"i"}, Value: []string{"u"}}, map[string]string{"": `{"i":[1],"u":"/list?x=1"}`, "x=1": `{"i":[2],"u":null}`}, nil, "[1 2]"},
		"link":     {Pagination{Next: NextLink}, map[string]string{"": `[1]`, "p=2": `[2]`}, map[string]string{"": `</a>; title="; rel=next"; rel=prev, <list?p=2>; rel="x next"`}, "[1 2]"},
		"away":     {Pagination{Next: NextURL, Items: []string{"i"}, Value: []string{"u"}}, map[string]string{"": `{"i":[1],"u":"https://evil.example/list"}`}, nil, "[1] list: the next page is at https://evil.example/list, another origin"},
	} {
		server := serve(t, func(to http.ResponseWriter, request *http.Request) {
			if link := each.link[request.URL.RawQuery]; link != "" {
				to.Header().Set("Link", link)
			}
			answer(to, 200, each.answers[request.URL.RawQuery])
		})
		var found []string
		var failed error
		for item, err := range RawItems(context.Background(), newClient(t, server), operation(), &each.pagination, WriteNothing, nil) {
			if err != nil {
				failed = err
				break
			}
			found = append(found, string(item))
		}
		text := fmt.Sprint(found)
		if failed != nil {
			text += " " + failed.Error()
		}
		if !strings.HasPrefix(text, each.want) || (failed == nil && text != each.want) {
			t.Errorf("%s: %s", name, text)
		}
	}
}
