package server

import (
	"encoding/json"
	"io"
	"iter"
	"net/http"
	"strings"

	"mortise/runtime/check"
	"mortise/runtime/wire"
)

// streamWriter sends a body as it is made.
type streamWriter struct {
	writer http.ResponseWriter
	buffer []byte
	// err is why the client can't be sent more.
	err error
}

func (w *streamWriter) send(bytes []byte) bool {
	_, w.err = w.writer.Write(bytes)
	return w.err == nil
}

// flush sends what has been written: items are for now.
func (w *streamWriter) flush() {
	_ = http.NewResponseController(w.writer).Flush()
}

// copy sends bytes as they come.
func (w *streamWriter) copy(source io.Reader) error {
	read := &readErrors{source: source}
	_, err := io.Copy(w.writer, read)
	if read.err != nil {
		return read.err
	}
	w.err = err
	return nil
}

// readErrors keeps apart what a source fails with and what a client does.
type readErrors struct {
	source io.Reader
	err    error
}

func (r *readErrors) Read(to []byte) (int, error) {
	count, err := r.source.Read(to)
	if err != nil && err != io.EOF {
		r.err = err
	}
	return count, err
}

// AnswerItems takes a body of events or JSON lines. Each item is checked when its turn comes; one that breaks the contract, and an
// error, break the stream off.
func AnswerItems[T any](a *Answer, mediaType string, items iter.Seq2[T, error], appendItem func([]byte, *T) []byte) {
	content := a.content(mediaType)
	if content == nil {
		return
	}
	if items == nil {
		a.fail("The answer has no body, but the contract promises one", nil)
		return
	}
	if content.Kind == Events {
		a.keepsMoving()
	}
	frames := framing{content: content, isChecked: a.isChecked, isSequence: strings.HasPrefix(essenceOf(mediaType), "application/json-seq")}
	a.stream = func(to *streamWriter) error {
		to.flush()
		for item, err := range items {
			if err != nil {
				return err
			}
			text, err := wire.Encode(to.buffer[:0], &item, appendItem)
			if err != nil {
				return err
			}
			to.buffer = text
			frame, err := frames.frame(text)
			if err != nil {
				return err
			}
			if !to.send(frame) {
				return nil
			}
			to.flush()
		}
		return nil
	}
}

// AppendRawItem writes an item of which the contract says nothing.
func AppendRawItem[B ~[]byte](b []byte, item *B) []byte { return wire.AppendRaw(b, *item) }

// AppendMembers writes the members of a form of which the contract says nothing.
func AppendMembers(b []byte, members *map[string]json.RawMessage) []byte {
	return wire.AppendMap(b, *members, AppendRawItem[json.RawMessage])
}

// keepsMoving: event streams must come through proxies as they are sent.
func (a *Answer) keepsMoving() {
	if !a.has("Cache-Control") {
		a.put("Cache-Control", "no-store")
	}
	if !a.has("X-Accel-Buffering") {
		a.put("X-Accel-Buffering", "no")
	}
}

// framing is how one item of a stream is written: an event (WHATWG HTML, section 9.2), a line of JSON, a JSON text sequence's (RFC 7464).
type framing struct {
	content    *Content
	isChecked  bool
	isSequence bool
	room       []byte
}

// frame takes the JSON text of an item.
func (f *framing) frame(text []byte) ([]byte, error) {
	as := f.content.As
	if f.content.Kind == JSONLines {
		as = EventData
	}
	if as == EventData && (!f.isChecked || f.content.Check == nil) {
		return f.wrap(text), nil
	}
	value, fault := wire.Parse(text, 1<<20)
	if fault != nil {
		return nil, fault
	}
	if data := value.Get("data"); as == JSONEvent && data != nil {
		*data = wire.StringValue(string(data.AppendJSON(nil)))
	}
	var report check.Report
	if f.isChecked && f.content.Check != nil && !report.Check(check.Body, "", &value, f.content.Check) {
		violations, _ := report.List()
		return nil, &BrokenAnswer{"The answer breaks the contract", violations}
	}
	switch as {
	case EventText:
		f.room = appendField(f.room[:0], "data", value.Text)
		return append(f.room, '\n'), nil
	case WholeEvent, JSONEvent:
		return f.event(&value), nil
	case EventData:
	}
	return f.wrap(text), nil
}

// wrap puts JSON, which has no line breaks, between what begins and ends an item.
func (f *framing) wrap(text []byte) []byte {
	room := f.room[:0]
	switch {
	case f.content.Kind == Events:
		room = append(append(append(room, "data: "...), text...), "\n\n"...)
	case f.isSequence:
		room = append(append(append(room, 0x1e), text...), '\n')
	default:
		room = append(append(room, text...), '\n')
	}
	f.room = room
	return room
}

func (f *framing) event(value *wire.Value) []byte {
	room := f.room[:0]
	for _, field := range []string{"event", "id", "retry", "data"} {
		if own := value.Get(field); own != nil {
			room = appendField(room, field, plainTextOf(own))
		}
	}
	f.room = append(room, '\n')
	return f.room
}

var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func appendField(room []byte, field, text string) []byte {
	for line := range strings.SplitSeq(lineBreaks.Replace(text), "\n") {
		room = append(append(append(append(room, field...), ": "...), line...), '\n')
	}
	return room
}
