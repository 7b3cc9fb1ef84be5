package client

import (
	"context"
	"io"
	"net/http"
	"strings"
)

// Do sends what the contract doesn't know, with this client's base URL, headers, credentials, retries and middleware. A request whose URL
// has no host goes below the base URL: http.NewRequest("GET", "/beta/users?deep=true", nil). To another origin it goes without credentials
// and without the client's headers. Every status is an answer; who gets it closes its body.
func (c *Client) Do(request *http.Request) (*http.Response, error) {
	s := c.settings
	target := request.URL
	if target.Host == "" {
		base := *s.base
		path := strings.TrimRight(base.EscapedPath(), "/") + "/" + strings.TrimLeft(target.EscapedPath(), "/")
		own, err := base.Parse(path)
		if err != nil {
			return nil, &RequestError{Operation: request.Method, Reason: "the URL is broken", Err: err}
		}
		own.RawQuery = joinQuery(base.RawQuery, target.RawQuery)
		target = own
	}
	var security [][]string
	for _, scheme := range s.contract.Schemes {
		if s.credentials[scheme.Name] != nil {
			security = append(security, []string{scheme.Name})
		}
	}
	method := request.Method
	if method == "" {
		method = http.MethodGet
	}
	call := &call{
		settings:  s,
		operation: &Operation{ID: method + " " + request.URL.Path, Method: method, Path: request.URL.Path},
		method:    method,
		url:       target,
		header:    request.Header.Clone(),
		body:      bodyOf(request),
		security:  security,
		isForeign: originOf(target) != originOf(s.base),
	}
	if call.header == nil {
		call.header = http.Header{}
	}
	accept := call.header.Get("Accept")
	if accept == "" {
		accept = "*/*"
	}
	call.finish(accept)
	return call.open(request.Context())
}

// open sends a call, and leaves its body to the caller.
func (c *call) open(ctx context.Context) (*http.Response, error) {
	ctx, end := c.trace(ctx)
	var answer *Answer
	err := c.exchange(ctx, func(response *http.Response, limit *limit) error {
		limit.stopClock()
		answer = &Answer{call: c, ctx: ctx, response: response, limit: limit}
		return nil
	})
	end(answer, err)
	if err != nil {
		return nil, err
	}
	response := *answer.response
	response.Body = answer.Bytes()
	return &response, nil
}

// bodyOf takes the body of a request of net/http.
func bodyOf(request *http.Request) *body {
	if request.Body == nil || request.Body == http.NoBody {
		return nil
	}
	made := &body{length: request.ContentLength, once: request.GetBody == nil}
	if made.length == 0 {
		made.length = -1
	}
	first := request.Body
	made.open = func(context.Context) (io.ReadCloser, error) {
		if first != nil {
			own := first
			first = nil
			return own, nil
		}
		return request.GetBody()
	}
	return made
}
