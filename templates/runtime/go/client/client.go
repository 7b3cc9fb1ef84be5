// Package client sends the requests of a contract and reads what comes back.
package client

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"mortise/runtime/wire"
)

// Client is what operations are called with: where the API lives, who calls, and how. It doesn't change, so it can be shared freely.
type Client struct {
	settings *settings
}

// New makes a client of a contract. An empty base URL is the contract's first server.
func New(contract *Contract, baseURL string, options ...Option) (*Client, error) {
	s, err := settle(contract, baseURL, options)
	if err != nil {
		return nil, err
	}
	return &Client{s}, nil
}

// With gives another client, with these options on top.
func (c *Client) With(options ...Option) (*Client, error) {
	own := *c.settings
	for _, option := range options {
		option.applyToClient(&own)
	}
	if err := own.fault(); err != nil {
		return nil, err
	}
	return &Client{&own}, nil
}

// Call calls an operation. A is what it returns: a pointer to the struct of its one success, or the interface of several.
func Call[A any](ctx context.Context, c *Client, o *Operation, write func(*Request), options []CallOption) (answer A, err error) {
	return callAs[A](c.perform(ctx, o, write, options, false))
}

// CallStream calls an operation, and asks for the stream among its media types.
func CallStream[A any](ctx context.Context, c *Client, o *Operation, write func(*Request), options []CallOption) (answer A, err error) {
	return callAs[A](c.perform(ctx, o, write, options, true))
}

func callAs[A any](made any, _ *Answer, err error) (answer A, _ error) {
	if err != nil {
		return answer, err
	}
	answer, ok := made.(A)
	if !ok {
		return answer, errNoAnswer
	}
	return answer, nil
}

var errNoAnswer = errors.New("the operation has no such answer")

// CallForNothing calls an operation of which the contract documents no success.
func CallForNothing(ctx context.Context, c *Client, o *Operation, write func(*Request), options []CallOption) error {
	_, _, err := c.perform(ctx, o, write, options, false)
	return err
}

func (c *Client) perform(ctx context.Context, o *Operation, write func(*Request), options []CallOption, streams bool) (any, *Answer, error) {
	s, err := c.settings.with(options)
	if err != nil {
		return nil, nil, err
	}
	request, err := writeRequest(o, write, false, nil)
	if err != nil {
		return nil, nil, err
	}
	return s.send(ctx, request, nil, streams)
}

// send sends a call and reads its answer; at: a URL that the server gave, instead of the operation's own.
func (s *settings) send(ctx context.Context, request *Request, at *url.URL, streams bool) (any, *Answer, error) {
	call, err := s.newCall(request, at, streams)
	if err != nil {
		return nil, nil, request.fault(err)
	}
	ctx, end := call.trace(ctx)
	var made any
	var answer *Answer
	err = call.exchange(ctx, func(response *http.Response, limit *limit) error {
		answer = &Answer{call: call, ctx: ctx, response: response, limit: limit}
		made, err = answer.read(streams)
		return err
	})
	end(answer, err)
	if err != nil {
		return nil, answer, err
	}
	return made, answer, nil
}

// newCall makes what is sent.
func (s *settings) newCall(request *Request, at *url.URL, streams bool) (*call, error) {
	o := request.operation
	p := o.plan()
	base := s.base
	if o.Server != "" && s.isContracts {
		own, err := base.Parse(o.Server)
		if err != nil {
			return nil, err
		}
		base = own
	}
	target := at
	if target == nil {
		own, err := request.urlAt(base)
		if err != nil {
			return nil, err
		}
		target = own
	}
	accept := p.accept
	if streams {
		accept = p.acceptStream
	}
	header, cookies := request.headers()
	c := &call{
		settings:  s,
		operation: o,
		method:    o.Method,
		url:       target,
		header:    header,
		cookies:   cookies,
		body:      request.body,
		security:  o.Security,
		isForeign: at != nil && originOf(at) != originOf(base),
		stays:     p.wantsRedirect,
	}
	c.finish(accept)
	return c, nil
}

// asked are parameters that replace those of a request: pages are turned so.
type asked = map[int]wire.Value
