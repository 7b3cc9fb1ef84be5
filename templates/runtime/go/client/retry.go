package client

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// delayAfterAnswer says how long to wait after an answer that passes; false: it stands. 429 says that nothing was done (RFC 6585), so the
// method needn't be idempotent.
func (c *call) delayAfterAnswer(ctx context.Context, response *http.Response, attempt int) (time.Duration, bool) {
	policy := &c.settings.retries
	if !slices.Contains(policy.Statuses, response.StatusCode) || attempt > policy.Limit || !c.canRepeat() {
		return 0, false
	}
	if !c.isRepeatable && response.StatusCode != http.StatusTooManyRequests {
		return 0, false
	}
	delay, isAsked := retryAfter(response.Header.Get("Retry-After"), time.Now())
	if !isAsked {
		delay = backOff(policy, attempt)
	}
	return delay, (!isAsked || delay <= policy.MaxRetryAfter) && fits(ctx, delay)
}

// delayAfterFailure does the same after no answer. A connection that was never made has done nothing, whatever the method.
func (c *call) delayAfterFailure(ctx context.Context, err error, attempt int) (time.Duration, bool) {
	policy := &c.settings.retries
	if attempt > policy.Limit || ctx.Err() != nil || !c.canRepeat() {
		return 0, false
	}
	_, isBroken := errors.AsType[*ConnectionError](err)
	_, isLate := errors.AsType[*TimeoutError](err)
	if !(isBroken || isLate) || !(c.isRepeatable || neverConnected(err)) {
		return 0, false
	}
	delay := backOff(policy, attempt)
	return delay, fits(ctx, delay)
}

// fits tells whether the caller's deadline leaves time for another attempt.
func fits(ctx context.Context, delay time.Duration) bool {
	deadline, hasOne := ctx.Deadline()
	return !hasOne || time.Until(deadline) > delay
}

// backOff is exponential, with full jitter: calls that failed together don't come back together.
func backOff(policy *Retries, attempt int) time.Duration {
	longest := policy.MaxDelay
	if attempt < 30 {
		longest = min(longest, policy.Delay<<(attempt-1))
	}
	return time.Duration(rand.Float64() * float64(longest))
}

// retryAfter reads a Retry-After (RFC 9110, section 10.2.3): seconds or a date.
func retryAfter(header string, now time.Time) (time.Duration, bool) {
	header = strings.TrimSpace(header)
	if seconds, err := strconv.ParseFloat(header, 64); err == nil && seconds >= 0 {
		const most = 1e9
		return time.Duration(min(seconds, most) * float64(time.Second)), true
	}
	date, err := http.ParseTime(header)
	if err != nil {
		return 0, false
	}
	return max(0, date.Sub(now)), true
}
