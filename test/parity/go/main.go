package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"reflect"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"parity.test/server"
)

// setup is how a server is set up, where it isn't by default: the test's Setup, and in which form it answers.
type setup struct {
	Contract      string
	Form          string
	MaxDepth      int
	UnknownQuery  string
	ResponseCheck string
}

// options are what all contracts are started with.
func (s setup) options() server.Options {
	logger := slog.New(slog.DiscardHandler)
	if os.Getenv("PARITY_LOG") != "" {
		logger = slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	}
	options := server.Options{
		MaxDepth: s.MaxDepth, Logger: logger, Responses: server.CheckAlways,
		Health: server.Health{Live: "-", Ready: "-"}, Docs: server.Docs{Document: "-", Page: "-"},
	}
	if s.UnknownQuery == "reject" {
		options.UnknownQuery = server.RejectUnknown
	}
	if s.ResponseCheck == "off" {
		options.Responses = server.CheckNever
	}
	return options
}

// starters start the servers of contracts, by contract. Each has a file of its own.
var starters = map[string]func(setup) (gin.IRouter, http.Handler){}

func main() {
	var asked setup
	if err := json.Unmarshal([]byte(os.Args[1]), &asked); err != nil {
		panic(err)
	}
	gin.SetMode(gin.ReleaseMode)
	router, handler := starters[asked.Contract](asked)
	if engine, ok := router.(*gin.Engine); ok {
		handler = engine
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		cancel()
	}()
	if err := server.Serve(ctx, listener, handler); err != nil && !errors.Is(err, http.ErrServerClosed) {
		panic(err)
	}
}

// verify: good has all scopes, weak none; nothing else is known.
func verify(name string, scopes []string) (any, error) {
	switch {
	case name == "weak" && len(scopes) > 0:
		return nil, server.ErrForbidden
	case name == "good" || name == "weak":
		return name, nil
	}
	return nil, nil
}

func verifyText(_ context.Context, text string, scopes []string) (any, error) {
	return verify(text, scopes)
}

func verifyBasic(_ context.Context, username, _ string, scopes []string) (any, error) {
	return verify(username, scopes)
}

func verifyConnection(context.Context, []string) (any, error) { return nil, nil }

var errSecret = errors.New("SECRET")

// fail ends with the problem of the code that the body says.
func fail(request any) error {
	var body struct{ Code string }
	if err := json.Unmarshal(toJSON(reflect.ValueOf(request).FieldByName("Body")), &body); err != nil {
		return err
	}
	return &server.ProblemError{Code: server.ProblemCode(body.Code)}
}

// asked is what an answering method is told to answer.
type asked struct {
	Status      int
	ContentType *string
	Headers     map[string]json.RawMessage
	Body        json.RawMessage
}

// answer gives the response that a request asks for: one of those that the operation has, by the names of their types. What no type of the
// operation can hold fails, as it would not compile in a service.
func answer[R any](request any, ways map[string]string, responses ...R) (response R, err error) {
	var wanted asked
	if err := json.Unmarshal(toJSON(reflect.ValueOf(request).FieldByName("Body")), &wanted); err != nil {
		return response, err
	}
	status := strconv.Itoa(wanted.Status)
	for _, way := range []string{status, status[:1] + "XX", "Default"} {
		for _, each := range responses {
			own := reflect.New(reflect.TypeOf(each)).Elem()
			media, found := ways[own.Type().Name()+" "+way]
			if !found || (wanted.ContentType != nil && media != "" && media != *wanted.ContentType) {
				continue
			}
			if err := fill(own, wanted); err != nil {
				return response, err
			}
			return own.Interface().(R), nil
		}
	}
	return response, fmt.Errorf("no response has the status %s", status)
}

func fill(response reflect.Value, wanted asked) error {
	if status := response.FieldByName("Status"); status.IsValid() {
		status.SetInt(int64(wanted.Status))
	}
	if body := response.FieldByName("Body"); body.IsValid() {
		if wanted.Body == nil {
			return errors.New("there is no body")
		}
		if err := json.Unmarshal(wanted.Body, body.Addr().Interface()); err != nil {
			return err
		}
		if err := fillExtra(body, wanted.Body); err != nil {
			return err
		}
	}
	for index := range response.NumField() {
		// What the type asks for, a service can't leave out.
		name, ok := response.Type().Field(index).Tag.Lookup("header")
		if _, isGiven := wanted.Headers[name]; ok && !isGiven && !isAbsent(response.Field(index)) {
			return errors.New("a header is missing")
		}
	}
	for name, value := range wanted.Headers {
		if err := setHeader(response, name, value); err != nil {
			return err
		}
	}
	return nil
}

// fillExtra puts members that a struct doesn't name where it holds such, down to the members of its members.
func fillExtra(value reflect.Value, text json.RawMessage) error {
	for value.Kind() == reflect.Pointer && !value.IsNil() {
		value = value.Elem()
	}
	var given members
	if value.Kind() != reflect.Struct || json.Unmarshal(text, &given) != nil {
		return nil
	}
	var extra reflect.Value
	for index := range value.NumField() {
		field := value.Type().Field(index)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "-" && field.Type.Kind() == reflect.Map {
			extra = value.Field(index)
		} else if own, ok := given[name]; ok {
			delete(given, name)
			if err := fillExtra(value.Field(index), own); err != nil {
				return err
			}
		}
	}
	if !extra.IsValid() || len(given) == 0 {
		return nil
	}
	extra.Set(reflect.MakeMap(extra.Type()))
	for name, own := range given {
		// What the map's type can't hold, a service can't give.
		if member := reflect.New(extra.Type().Elem()); json.Unmarshal(own, member.Interface()) == nil {
			extra.SetMapIndex(reflect.ValueOf(name), member.Elem())
		}
	}
	return nil
}

func setHeader(response reflect.Value, name string, value json.RawMessage) error {
	for index := range response.NumField() {
		if own, ok := response.Type().Field(index).Tag.Lookup("header"); ok && strings.EqualFold(own, name) {
			return json.Unmarshal(value, response.Field(index).Addr().Interface())
		}
	}
	var lines []string
	if json.Unmarshal(value, &lines) != nil {
		var line string
		if json.Unmarshal(value, &line) != nil {
			line = string(value)
		}
		lines = []string{line}
	}
	others := response.FieldByName("Header")
	if others.IsNil() {
		others.Set(reflect.ValueOf(http.Header{}))
	}
	others.Interface().(http.Header)[name] = lines
	return nil
}
