package server

import (
	"encoding/hex"
	"math/rand/v2"

	oteltrace "go.opentelemetry.io/otel/trace"
)

// traceContext is where a request stands in its trace (W3C Trace Context, section 3).
type traceContext struct {
	traceID oteltrace.TraceID
	spanID  oteltrace.SpanID
	// parentID is the client's span; zero: the trace begins here.
	parentID oteltrace.SpanID
	flags    oteltrace.TraceFlags
}

// parseTraceparent reads the client's header; false: there is none, or a broken one. Later versions may add fields behind a hyphen;
// version ff is none (section 3.2.2).
func parseTraceparent(header string) (traceContext, bool) {
	var found traceContext
	const size = len("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	if len(header) < size || header[2] != '-' || header[35] != '-' || header[52] != '-' {
		return found, false
	}
	var version, flags [1]byte
	isHex := decodeHex(version[:], header[:2]) && decodeHex(found.traceID[:], header[3:35]) &&
		decodeHex(found.parentID[:], header[36:52]) && decodeHex(flags[:], header[53:55])
	if !isHex || version[0] == 0xff || !found.traceID.IsValid() || !found.parentID.IsValid() {
		return found, false
	}
	if len(header) > size && (version[0] == 0 || header[size] != '-') {
		return found, false
	}
	found.flags = oteltrace.TraceFlags(flags[0]) & oteltrace.FlagsSampled
	return found, true
}

// decodeHex takes lower-case digits only.
func decodeHex(to []byte, text string) bool {
	for index := 0; index < len(text); index++ {
		if text[index] >= 'A' && text[index] <= 'F' {
			return false
		}
	}
	_, err := hex.Decode(to, []byte(text))
	return err == nil
}

// openTrace goes on with the client's trace, or begins one.
func openTrace(header string) traceContext {
	found, ok := parseTraceparent(header)
	if !ok {
		found = traceContext{flags: oteltrace.FlagsSampled}
		for !found.traceID.IsValid() {
			putRandom(found.traceID[:8])
			putRandom(found.traceID[8:])
		}
	}
	for !found.spanID.IsValid() {
		putRandom(found.spanID[:])
	}
	return found
}

func putRandom(to []byte) {
	number := rand.Uint64()
	for index := range to {
		to[index] = byte(number >> (8 * index))
	}
}

// traceparent is the header with which calls to other servers go on.
func (t traceContext) traceparent() string {
	return "00-" + t.traceID.String() + "-" + t.spanID.String() + "-" + t.flags.String()
}
