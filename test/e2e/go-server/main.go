// Package main serves a generated Go server whose methods record what they get, and answer what they were told.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"reflect"
	"sync"
)

// told is what an operation is to answer. Way: which of its answers.
type told struct {
	Operation   string
	Way         string
	Status      int64
	ContentType string
	Headers     members
	Body        json.RawMessage
	Bytes       []byte
}

// state is what one request is about: requests come one after the other.
var state struct {
	sync.Mutex
	told told
	got  members
	said string
}

// log keeps the lines that tell of faults of the server.
type log struct{}

func (log) Write(line []byte) (int, error) {
	state.Lock()
	defer state.Unlock()
	if bytes.Contains(line, []byte(`"error":`)) {
		state.said += string(line)
	}
	return len(line), nil
}

func logger() *slog.Logger {
	return slog.New(slog.NewJSONHandler(log{}, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// record keeps what a method received, and makes what it was told to answer. Types: see echo. Ways: the operation's answers.
func record[R any](operation string, request any, types map[string]string, ways map[string]R) (R, error) {
	got := echo(request, types)
	state.Lock()
	defer state.Unlock()
	state.got = got
	state.got["operation"] = marshal(operation)
	var none R
	way, ok := ways[state.told.Way]
	if !ok || state.told.Operation != operation {
		return none, fmt.Errorf("%s: %q of %q was never told", operation, state.told.Way, state.told.Operation)
	}
	response := reflect.New(reflect.TypeOf(way)).Elem()
	if err := fill(response, state.told); err != nil {
		return none, fmt.Errorf("%s can't be filled: %w", response.Type(), err)
	}
	return response.Interface().(R), nil
}

// control tells what to answer (PUT), and asks what was received (GET).
func control(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		panic(err)
	}
	state.Lock()
	defer state.Unlock()
	if r.Method == http.MethodPut {
		state.told, state.got, state.said = told{}, nil, ""
		if err := json.Unmarshal(text, &state.told); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
		}
		return
	}
	_, _ = w.Write(marshal(members{"got": marshal(state.got), "said": marshal(state.said)}))
}

func main() {
	var ports []int
	for _, handler := range []http.Handler{newHandler(), http.HandlerFunc(control)} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			panic(err)
		}
		ports = append(ports, listener.Addr().(*net.TCPAddr).Port)
		go func() { panic(http.Serve(listener, handler)) }()
	}
	fmt.Println(ports[0], ports[1])
	// Its parent's end is its own.
	_, _ = io.Copy(io.Discard, os.Stdin)
}
