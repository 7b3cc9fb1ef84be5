package client

import (
	"context"
	"io"
	"iter"
	"strings"

	"mortise/runtime/wire"
)

// SendItems takes a body of events or JSON lines, which is sent as it comes, and only once. Nil: there is none.
func SendItems[T any](r *Request, index int, items iter.Seq2[T, error], write func([]byte, *T) []byte) {
	content, mediaType := r.content(index, "", "application/jsonl")
	if items == nil {
		return
	}
	frames := framing{content: content, isSequence: essenceOf(mediaType) == "application/json-seq"}
	r.body = &body{contentType: mediaType, length: -1, once: true, open: func(context.Context) (io.ReadCloser, error) {
		next, stop := iter.Pull2(items)
		return &itemReader[T]{next: next, stop: stop, write: write, frames: frames}, nil
	}}
}

// itemReader is the text of items, each asked for when it is read.
type itemReader[T any] struct {
	next   func() (T, error, bool)
	stop   func()
	write  func([]byte, *T) []byte
	frames framing
	text   []byte
	room   []byte
}

func (r *itemReader[T]) Read(to []byte) (int, error) {
	for len(r.text) == 0 {
		item, err, isThere := r.next()
		if !isThere {
			return 0, io.EOF
		}
		if err != nil {
			return 0, err
		}
		if r.room, err = wire.Encode(r.room[:0], &item, r.write); err != nil {
			return 0, err
		}
		if r.text, err = r.frames.frame(r.room); err != nil {
			return 0, err
		}
	}
	count := copy(to, r.text)
	r.text = r.text[count:]
	return count, nil
}

// Close ends the iterator.
func (r *itemReader[T]) Close() error {
	r.stop()
	return nil
}

// framing is how one item of a stream is written: an event (WHATWG HTML, section 9.2), a line of JSON, a JSON text sequence's (RFC 7464).
type framing struct {
	content    *Content
	isSequence bool
}

func (f framing) frame(text []byte) ([]byte, error) {
	if f.content.Kind == JSONLines {
		if f.isSequence {
			return append(append([]byte{0x1e}, text...), '\n'), nil
		}
		return append(append([]byte{}, text...), '\n'), nil
	}
	if f.content.As == EventData {
		return append(appendField(nil, "data", string(text)), '\n'), nil
	}
	value, fault := wire.Parse(text, deepest)
	if fault != nil {
		return nil, fault
	}
	if f.content.As == EventText {
		return append(appendField(nil, "data", textOf(&value)), '\n'), nil
	}
	var made []byte
	for _, name := range []string{"event", "id", "retry", "data"} {
		member := value.Get(name)
		if member == nil {
			continue
		}
		own := textOf(member)
		if name == "data" && f.content.As == JSONEvent {
			own = string(member.AppendJSON(nil))
		}
		made = appendField(made, name, own)
	}
	return append(made, '\n'), nil
}

// appendField adds a field of an event, one for each line of its value.
func appendField(b []byte, name, value string) []byte {
	value = strings.ReplaceAll(strings.ReplaceAll(value, "\r\n", "\n"), "\r", "\n")
	for line := range strings.SplitSeq(value, "\n") {
		b = append(append(append(append(b, name...), ": "...), line...), '\n')
	}
	return b
}
