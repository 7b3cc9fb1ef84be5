package client

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// limit is what ends one attempt from outside: the caller's context and the clock.
type limit struct {
	cancel context.CancelCauseFunc
	timer  *time.Timer
}

// startLimit starts the clock of an attempt.
func startLimit(ctx context.Context, c *call) (context.Context, *limit) {
	own, cancel := context.WithCancelCause(ctx)
	made := &limit{cancel: cancel}
	if after := c.settings.timeout; after > 0 {
		made.timer = time.AfterFunc(after, func() { cancel(&TimeoutError{c.method, bareURL(c.url), after}) })
	}
	return own, made
}

// stopClock: the answer is here, or a stream has begun.
func (l *limit) stopClock() {
	if l.timer != nil {
		l.timer.Stop()
	}
}

// release: all is over.
func (l *limit) release() {
	l.stopClock()
	l.cancel(nil)
}

// exchange sends a call until there is an answer that stands, and reads it: to its end, or `read` takes over its limit, which has to be
// released. A body that breaks off while it is read counts as no answer.
func (c *call) exchange(ctx context.Context, read func(*http.Response, *limit) error) error {
	started := time.Now()
	for attempt := 1; ; attempt++ {
		if err := ctx.Err(); err != nil {
			return c.ended(ctx)
		}
		c.logStart(ctx, attempt)
		status, delay, isOver, err := c.attempt(ctx, attempt, read)
		if isOver {
			c.logEnd(ctx, attempt, status, err, time.Since(started))
			return err
		}
		c.logRetry(ctx, attempt, status, err, delay)
		if err := sleep(ctx, delay); err != nil {
			return c.ended(ctx)
		}
	}
}

// attempt sends a call once. It isn't over if it is to be sent again after a delay.
func (c *call) attempt(ctx context.Context, attempt int, read func(*http.Response, *limit) error) (status int, delay time.Duration, isOver bool, err error) {
	own, limit := startLimit(ctx, c)
	response, err := c.dispatch(own, attempt)
	if err == nil {
		status = response.StatusCode
		if delay, again := c.delayAfterAnswer(ctx, response, attempt); again {
			discard(response)
			limit.release()
			return status, delay, false, nil
		}
		if c.settings.capture != nil {
			*c.settings.capture = response
		}
		err = read(response, limit)
	}
	if err == nil {
		return status, 0, true, nil
	}
	err = c.explain(ctx, own, err)
	limit.release()
	if delay, again := c.delayAfterFailure(ctx, err, attempt); again {
		return status, delay, false, err
	}
	return status, 0, true, err
}

// explain says why an attempt failed: the caller's context, the clock, or what it failed with.
func (c *call) explain(ctx, own context.Context, err error) error {
	if _, isBroken := errors.AsType[*ConnectionError](err); !isBroken {
		return err
	}
	if ctx.Err() != nil {
		return c.ended(ctx)
	}
	if timeout, ok := errors.AsType[*TimeoutError](context.Cause(own)); ok {
		return timeout
	}
	return err
}

// ended is the error of a call whose context is over: errors.Is finds context.Canceled or context.DeadlineExceeded in it, and the cause.
func (c *call) ended(ctx context.Context) error {
	err := ctx.Err()
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, err) {
		err = errors.Join(err, cause)
	}
	return &ConnectionError{c.method, bareURL(c.url), err}
}

// broken is the error of a connection. What net/http says has the whole URL in it, which may hold secrets.
func (c *call) broken(err error) error {
	if whole, ok := errors.AsType[*url.Error](err); ok {
		err = whole.Err
	}
	if found, ok := errors.AsType[*RequestError](err); ok {
		return found
	}
	return &ConnectionError{c.method, bareURL(c.url), err}
}

func sleep(ctx context.Context, delay time.Duration) error {
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// dispatch sends a call once; after a 401 once more, if a credential can be renewed.
func (c *call) dispatch(ctx context.Context, attempt int) (*http.Response, error) {
	if c.isForeign {
		return c.sendWith(ctx, attempt, nil)
	}
	credentials, err := authorize(ctx, c.settings, c.security)
	if err != nil {
		return nil, err
	}
	response, err := c.sendWith(ctx, attempt, credentials)
	if err != nil || response.StatusCode != http.StatusUnauthorized || !c.canRepeat() {
		return response, err
	}
	again, err := renew(ctx, credentials)
	if err != nil {
		discard(response)
		return nil, err
	}
	if !again {
		return response, nil
	}
	discard(response)
	c.logRetry(ctx, attempt, http.StatusUnauthorized, nil, 0)
	if credentials, err = authorize(ctx, c.settings, c.security); err != nil {
		return nil, err
	}
	return c.sendWith(ctx, attempt, credentials)
}

func (c *call) sendWith(ctx context.Context, attempt int, credentials []used) (*http.Response, error) {
	info := CallInfo{Operation: c.operation.ID, Method: c.method, Path: c.operation.Path, Attempt: attempt}
	request, err := c.request(context.WithValue(ctx, callKey{}, info), credentials)
	if err != nil {
		return nil, err
	}
	sender := http.RoundTripper(RoundTripperFunc(c.follower().Do))
	for _, each := range slices.Backward(c.settings.middleware) {
		sender = each(sender)
	}
	response, err := sender.RoundTrip(request)
	if err != nil {
		if response != nil && response.Body != nil {
			_ = response.Body.Close()
		}
		return nil, c.broken(err)
	}
	return response, nil
}

// CallInfo says which call a request belongs to.
type CallInfo struct {
	Operation string
	Method    string
	// Path is the template of the contract: /users/{id}.
	Path string
	// Attempt is 1 for the first.
	Attempt int
}

type callKey struct{}

// CallOf says which call a request belongs to, for middleware; false: it is none of a client's.
func CallOf(ctx context.Context) (CallInfo, bool) {
	info, ok := ctx.Value(callKey{}).(CallInfo)
	return info, ok
}

// follower is the caller's http.Client, but one that takes no secret to another origin: net/http itself would take an API key in a header
// along to any.
func (c *call) follower() *http.Client {
	own := *c.settings.http
	chosen := own.CheckRedirect
	own.CheckRedirect = func(request *http.Request, via []*http.Request) error {
		if c.stays {
			return http.ErrUseLastResponse
		}
		home := originOf(via[0].URL)
		isAway := func(each *http.Request) bool { return originOf(each.URL) != home }
		if isAway(request) || slices.ContainsFunc(via, isAway) {
			dropSecrets(request.Header)
		}
		if chosen != nil {
			return chosen(request, via)
		}
		if len(via) >= mostRedirects {
			return errRedirects
		}
		return nil
	}
	return &own
}

const mostRedirects = 20

var errRedirects = errors.New("more than 20 redirects")

// dropSecrets leaves only headers that say nothing of who calls.
func dropSecrets(header http.Header) {
	for name := range header {
		isHarmless := name == "Accept" || name == "User-Agent" || len(name) > 7 && name[:7] == "Accept-" || len(name) > 8 && name[:8] == "Content-"
		if !isHarmless {
			header.Del(name)
		}
	}
}

// discard lets go of an answer that nobody reads; a short one is read, so that its connection can be used again.
func discard(response *http.Response) {
	const short = 64 << 10
	_, _ = io.CopyN(io.Discard, response.Body, short)
	_ = response.Body.Close()
}

// neverConnected tells errors of connections that were never made: such a request has done nothing.
func neverConnected(err error) bool {
	if _, ok := errors.AsType[*net.DNSError](err); ok {
		return true
	}
	failed, ok := errors.AsType[*net.OpError](err)
	return ok && failed.Op == "dial"
}
