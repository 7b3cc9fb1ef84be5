package client

import (
	"context"
	"crypto/rand"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// call is one call, ready to be sent as often as it takes.
type call struct {
	settings  *settings
	operation *Operation
	method    string
	url       *url.URL
	header    http.Header
	cookies   []string
	body      *body
	security  [][]string
	// isForeign: the URL leads to another origin than the client's: neither credentials nor the client's headers go there.
	isForeign bool
	// stays: redirects are not followed.
	stays bool
	// isRepeatable: sending it twice does no harm.
	isRepeatable bool
	requestID    string
}

// finish adds what is made up for a call, unless the caller says it.
func (c *call) finish(accept string) {
	s := c.settings
	given := s.header
	if c.isForeign {
		given = nil
	}
	c.header.Set("Accept", accept)
	if name := s.requestID; name != "" {
		c.setUnless(given, name, rand.Text)
		c.requestID = c.sentAs(given, name)
	}
	c.isRepeatable = slices.Contains(s.retries.Methods, c.method)
	const key = "Idempotency-Key"
	if s.idempotencyKey != "" {
		c.setUnless(nil, key, func() string { return s.idempotencyKey })
	} else if s.makesKey && (c.method == http.MethodPost || c.method == http.MethodPatch) {
		c.setUnless(given, key, rand.Text)
	}
	c.isRepeatable = c.isRepeatable || c.sentAs(given, key) != ""
}

func (c *call) setUnless(given http.Header, name string, make func() string) {
	if c.sentAs(given, name) == "" {
		c.header.Set(name, make())
	}
}

// sentAs is what goes out under a name: of the operation's own headers, or of those that the caller gave.
func (c *call) sentAs(given http.Header, name string) string {
	if own := c.header.Get(name); own != "" {
		return own
	}
	return given.Get(name)
}

// canRepeat tells whether the call can be sent once more.
func (c *call) canRepeat() bool { return c.body == nil || !c.body.once }

// request makes the request of an attempt.
func (c *call) request(ctx context.Context, credentials []used) (*http.Request, error) {
	to := outgoing{header: map[string]string{}, cookies: slices.Clone(c.cookies)}
	for _, each := range credentials {
		if err := each.scheme.place(each.token, &to); err != nil {
			return nil, &CredentialError{Scheme: each.scheme.Name, Err: err}
		}
	}
	target := *c.url
	target.RawQuery = joinQuery(target.RawQuery, to.query)
	header := c.header.Clone()
	if !c.isForeign {
		for name, values := range c.settings.header {
			// What the call says itself goes first; only Accept, which says what the contract knows, yields to the client's.
			if name == "Accept" || len(header[name]) == 0 {
				header[name] = values
			}
		}
	}
	for name, value := range to.header {
		header.Set(name, value)
	}
	if len(to.cookies) > 0 {
		if own := header.Get("Cookie"); own != "" {
			to.cookies = slices.Insert(to.cookies, 0, own)
		}
		header.Set("Cookie", strings.Join(to.cookies, "; "))
	}
	request := &http.Request{Method: c.method, URL: &target, Host: target.Host, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: header}
	if host := header.Get("Host"); host != "" {
		request.Host = host
		header.Del("Host")
	}
	if err := c.putBody(ctx, request); err != nil {
		return nil, err
	}
	return request.WithContext(ctx), nil
}

func (c *call) putBody(ctx context.Context, request *http.Request) error {
	if c.body == nil {
		return nil
	}
	source, err := c.body.open(ctx)
	if err != nil {
		return &RequestError{Operation: c.operation.ID, Reason: "the body can't be read", Err: err}
	}
	request.Body, request.ContentLength = source, c.body.length
	if c.body.length == 0 {
		// Zero means unknown there, if there is a body.
		_ = source.Close()
		request.Body = http.NoBody
	}
	if !c.body.once {
		request.GetBody = func() (io.ReadCloser, error) { return c.body.open(ctx) }
	}
	return nil
}

// originOf is scheme, host and port.
func originOf(at *url.URL) string {
	port := at.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[at.Scheme]
	}
	return strings.ToLower(at.Scheme + "://" + at.Hostname() + ":" + port)
}

// bareURL is a URL without what may hold secrets: for messages and logs.
func bareURL(at *url.URL) string {
	bare := url.URL{Scheme: at.Scheme, Host: at.Host, Path: at.Path, RawPath: at.RawPath}
	return bare.String()
}
