package server

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"mortise/runtime/check"
	"mortise/runtime/wire"
)

// Stream is a body that the handler reads.
type Stream struct {
	call        *Call
	plan        *bodyPlan
	content     *Content
	contentType string
	// sequence: records of application/json-seq begin with U+001E (RFC 7464).
	sequence bool
}

func (p *bodyPlan) openStream(c *Call, found chosen, request any) {
	if found.Open != nil {
		found.Open(&Stream{c, p, found.Content, found.named(), found.contentType.essence == "application/json-seq"}, request)
	}
}

// ContentType is the media type of the body: as the contract writes it, or where that is a range, as the request has it.
func (s *Stream) ContentType() string { return s.contentType }

// Reader gives the bytes as they come. Reading behind the limit of the operation fails with a problem (413).
func (s *Stream) Reader() io.ReadCloser {
	return &limitedBody{call: s.call, left: s.plan.limit}
}

// limitedBody is a body that is read when the handler reads it, and once.
type limitedBody struct {
	call *Call
	left int64
}

func (b *limitedBody) Read(to []byte) (int, error) {
	if b.call.request.Body == nil {
		return 0, io.EOF
	}
	if int64(len(to)) > b.left+1 {
		to = to[:b.left+1]
	}
	count, err := b.call.request.Body.Read(to)
	if int64(count) > b.left {
		return int(b.left), &ProblemError{Code: PayloadTooLarge}
	}
	b.left -= int64(count)
	if errors.Is(err, io.EOF) {
		b.call.isRead = true
	} else if err != nil {
		err = b.call.aborts(err)
	}
	return count, err
}

// Close has nothing to do: net/http clears away what is left.
func (b *limitedBody) Close() error { return nil }

// Items reads the items of a body of events or JSON lines, each when it has come and has been checked. One that breaks the contract ends
// them with the problem that the request deserves, with a pointer that begins with the item's number.
func Items[T any](s *Stream, exact bool, read func(*wire.Reader, *T) bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		index := 0
		for text, err := range s.texts() {
			var item T
			if err == nil {
				err = s.readItem(text, index, exact, func(r *wire.Reader) bool { return read(r, &item) && r.Done() })
			}
			if !yield(item, err) || err != nil {
				return
			}
			index++
		}
	}
}

// readItem checks an item and reads it.
func (s *Stream) readItem(text []byte, index int, exact bool, load func(*wire.Reader) bool) error {
	if exact && s.content.As == EventData && load(wire.NewReader(text, s.plan.maxDepth, true)) {
		return nil
	}
	var report check.Report
	faults := findings{report: &report, in: check.Body}
	at := "/" + strconv.Itoa(index)
	value, fault := wire.Parse(text, s.plan.maxDepth)
	if fault != nil {
		faults.add(at, string(fault.Rule), fault.Message)
		return refuse(&report, s.plan.status, true)
	}
	if !faults.accepts(s.content.Check, &value, at) {
		return refuse(&report, s.plan.status, false)
	}
	if s.content.As == JSONEvent {
		data, fault := wire.ParseString(value.Get("data").Text, s.plan.maxDepth)
		if fault != nil {
			faults.add(at+"/data", string(fault.Rule), fault.Message)
			return refuse(&report, s.plan.status, true)
		}
		*value.Get("data") = data
		text = value.AppendJSON(nil)
	}
	if r := wire.NewReader(text, s.plan.maxDepth, false); !load(r) {
		faults.add(at+r.Place(), "type", unfitMessage)
		return refuse(&report, s.plan.status, false)
	}
	return nil
}

// texts gives the JSON text of each item.
func (s *Stream) texts() iter.Seq2[[]byte, error] {
	if s.content.Kind == Events {
		return s.events()
	}
	return s.lines()
}

func (s *Stream) lines() iter.Seq2[[]byte, error] {
	mark := byte('\n')
	if s.sequence {
		mark = 0x1e
	}
	return func(yield func([]byte, error) bool) {
		source := bufio.NewReader(s.Reader())
		for {
			line, err := readUntil(source, mark)
			isLast := errors.Is(err, io.EOF)
			switch {
			case err != nil && !isLast:
				yield(nil, err)
				return
			case !utf8.Valid(line):
				yield(nil, s.notText())
				return
			case len(bytes.Trim(line, " \t\r\n")) > 0 && !yield(line, nil):
				return
			case isLast:
				return
			}
		}
	}
}

// readUntil gives what stands before a mark, which is not part of it.
func readUntil(source *bufio.Reader, mark byte) ([]byte, error) {
	line, err := source.ReadBytes(mark)
	return bytes.TrimSuffix(line, []byte{mark}), err
}

func (s *Stream) notText() error {
	var report check.Report
	report.Add(check.Body, "", "encoding", utf8Message)
	return refuse(&report, s.plan.status, false)
}

// event is one event of an event stream (WHATWG HTML, section 9.2), with the fields that were sent.
type event struct {
	data           []string
	kind, id, wait string
	hasID, hasWait bool
}

// events cuts an event stream into events (WHATWG HTML, section 9.2.6), and gives the JSON text of what of each is an item.
func (s *Stream) events() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		lines := lineReader{source: bufio.NewReader(s.Reader())}
		var next event
		for {
			line, err := lines.read()
			switch {
			case errors.Is(err, io.EOF):
				return
			case err != nil:
				yield(nil, err)
				return
			case !utf8.ValidString(line):
				yield(nil, s.notText())
				return
			case line == "":
				if len(next.data) > 0 && !yield(next.text(s.content.As), nil) {
					return
				}
				next = event{}
			default:
				next.take(line)
			}
		}
	}
}

// take reads one line of an event.
func (e *event) take(line string) {
	name, value, _ := strings.Cut(line, ":")
	value = strings.TrimPrefix(value, " ")
	switch name {
	case "data":
		e.data = append(e.data, value)
	case "event":
		e.kind = value
	case "id":
		if !strings.Contains(value, "\x00") {
			e.id, e.hasID = value, true
		}
	case "retry":
		if value != "" && digits(value) == len(value) {
			e.wait, e.hasWait = strings.TrimLeft(value[:len(value)-1], "0")+value[len(value)-1:], true
		}
	}
}

func (e *event) text(as EventKind) []byte {
	data := strings.Join(e.data, "\n")
	switch as {
	case EventData:
		return []byte(data)
	case EventText:
		return wire.AppendString(nil, data)
	case WholeEvent, JSONEvent:
	}
	text := []byte("{")
	if e.kind != "" {
		text = append(wire.AppendString(append(text, `"event":`...), e.kind), ',')
	}
	text = wire.AppendString(append(text, `"data":`...), data)
	if e.hasID {
		text = wire.AppendString(append(text, `,"id":`...), e.id)
	}
	if e.hasWait {
		text = append(append(text, `,"retry":`...), e.wait...)
	}
	return append(text, '}')
}

// lineReader gives lines that end with CR LF, LF or CR. The first may begin with a byte order mark.
type lineReader struct {
	source *bufio.Reader
	begun  bool
	// skipsFeed: the line before ended with CR; an LF right behind it ends nothing.
	skipsFeed bool
}

func (l *lineReader) read() (string, error) {
	if !l.begun {
		l.begun = true
		if mark, err := l.source.Peek(3); err == nil && string(mark) == "\ufeff" {
			_, _ = l.source.Discard(3)
		}
	}
	var line []byte
	for {
		char, err := l.source.ReadByte()
		if err != nil {
			return "", err
		}
		isFeed := char == '\n' && l.skipsFeed
		l.skipsFeed = char == '\r'
		switch {
		case isFeed:
		case char == '\n' || char == '\r':
			return string(line), nil
		default:
			line = append(line, char)
		}
	}
}
