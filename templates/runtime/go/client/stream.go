package client

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"mortise/runtime/wire"
)

// longestItem is the most bytes that an item of a stream may have.
const longestItem = 16 << 20

// Items gives a body of events or JSON lines as its items, and what ends it before its end. A connection that breaks off is made anew,
// where that neither loses nor repeats an item: see [Reconnect]. The items can be walked through once; leaving the loop ends the stream.
func Items[T any](a *Answer, read func(*wire.Reader, *T) bool) (iter.Seq2[T, error], func() error) {
	a.isOpen = true
	s := newStream(a)
	items := func(yield func(T, error) bool) {
		defer s.close()
		for text, err := range s.texts() {
			var item T
			if err == nil {
				err = s.readItem(text, func(text []byte) error { return readText(text, s.what, &item, read) })
			}
			if !yield(item, err) || err != nil {
				return
			}
		}
	}
	return items, func() error {
		s.close()
		return nil
	}
}

// stream is a body of items, over as many connections as it takes.
type stream struct {
	answer *Answer
	what   string
	// mutex: a stream may be closed while another goroutine waits for its next item.
	mutex    sync.Mutex
	body     io.ReadCloser
	limit    *limit
	isClosed bool
	isWalked bool
	// count is how many items there were, failures how many connections in a row had none.
	count, failures int
	// lastID and delay are what the server said in events; isUntouched: nothing has come yet.
	lastID string
	delay  time.Duration
	isOver bool
}

func newStream(a *Answer) *stream {
	s := &stream{answer: a, what: "a line", body: a.response.Body, limit: a.limit, delay: -1}
	if a.content.Kind == Events {
		s.what = "an event"
	}
	return s
}

func (s *stream) close() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if !s.isClosed {
		s.isClosed = true
		s.limit.release()
		_ = s.body.Close()
	}
}

// hasEnded tells whether the caller has closed the stream.
func (s *stream) hasEnded() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.isClosed
}

// replace takes another connection; false: the stream has been closed.
func (s *stream) replace(response *http.Response, limit *limit) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.isClosed {
		return false
	}
	s.limit.release()
	_ = s.body.Close()
	s.body, s.limit = response.Body, limit
	return true
}

var errWalked = errors.New("the stream has been walked through or closed: its items come once")

// texts gives the JSON text of each item.
func (s *stream) texts() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		s.mutex.Lock()
		isGone := s.isWalked || s.isClosed
		s.isWalked = true
		s.mutex.Unlock()
		if isGone {
			yield(nil, errWalked)
			return
		}
		for {
			err := s.connection(yield)
			if s.isOver || s.hasEnded() {
				return
			}
			if err = s.reconnect(err); err != nil {
				if err != io.EOF {
					yield(nil, s.explain(err))
				}
				return
			}
		}
	}
}

// connection gives the items of one connection, and says how it ended: io.EOF in good order. isOver is set where nothing may follow.
func (s *stream) connection(yield func([]byte, error) bool) error {
	give := func(text []byte) bool {
		s.count++
		s.failures = 0
		if !yield(text, nil) {
			s.isOver = true
		}
		return !s.isOver
	}
	source := bufio.NewReader(s.body)
	if s.answer.content.Kind == Events {
		return s.events(source, give)
	}
	return s.lines(source, give)
}

// explain makes the error of a stream that can't go on.
func (s *stream) explain(err error) error {
	if found, ok := errors.AsType[*unreadable](err); ok {
		return s.answer.broken(found)
	}
	if _, ok := errors.AsType[*OffContractError](err); ok {
		return err
	}
	return s.answer.brokenOff(err)
}

// readItem reads the text of an item.
func (s *stream) readItem(text []byte, read func([]byte) error) error {
	if err := read(text); err != nil {
		return s.explain(err)
	}
	return nil
}

// reconnect makes another connection after one has ended. It gives what ended the stream if it can't go on.
func (s *stream) reconnect(ended error) error {
	a := s.answer
	options := Reconnect{}
	if a.call.settings.reconnect != nil {
		options = *a.call.settings.reconnect
	}
	var tooLong *unreadable
	if errors.As(ended, &tooLong) || a.ctx.Err() != nil || options.Never || (ended == io.EOF && !options.AfterEnd) {
		return ended
	}
	header, isSafe := s.resume(&options)
	isWanted := options.Always || isSafe && (a.call.settings.reconnect != nil || a.call.isRepeatable)
	attempts, delay := options.Attempts, options.Delay
	if attempts == 0 {
		attempts = 5
	}
	if delay == 0 {
		delay = time.Second
	}
	if !isWanted || !a.call.canRepeat() || s.failures >= attempts {
		return ended
	}
	delay <<= s.failures
	if s.delay >= 0 {
		delay = s.delay
	}
	s.failures++
	if err := sleep(a.ctx, delay); err != nil {
		return err
	}
	return s.again(header)
}

// resume gives headers that make the server go on behind the last item; false: going on could lose or repeat items.
func (s *stream) resume(options *Reconnect) (http.Header, bool) {
	if s.answer.content.Kind == Events {
		if s.lastID != "" {
			return http.Header{"Last-Event-Id": {s.lastID}}, true
		}
		return nil, s.count == 0 || s.delay >= 0
	}
	if s.count > 0 && options.Resume != nil {
		return options.Resume(s.count), true
	}
	return nil, s.count == 0
}

// again sends the same request once more. io.EOF: the server says (204) that there is no more.
func (s *stream) again(header http.Header) error {
	a := s.answer
	next := *a.call
	next.header = a.call.header.Clone()
	for name, values := range header {
		next.header[name] = values
	}
	return next.exchange(a.ctx, func(response *http.Response, limit *limit) error {
		limit.stopClock()
		own := &Answer{call: &next, ctx: a.ctx, response: response, limit: limit}
		isSame := response.StatusCode == a.response.StatusCode && essenceOf(own.ContentType()) == essenceOf(a.ContentType())
		if isSame && s.replace(response, limit) {
			return nil
		}
		err := io.EOF
		if !isSame && response.StatusCode != http.StatusNoContent {
			err = own.offContract("a stream can't go on with that")
		}
		_ = response.Body.Close()
		limit.release()
		return err
	})
}

// lines gives the lines of JSON lines, or the texts of a JSON text sequence (RFC 7464).
func (s *stream) lines(source *bufio.Reader, give func([]byte) bool) error {
	mark := byte('\n')
	if essenceOf(s.answer.ContentType()) == "application/json-seq" {
		mark = 0x1e
	}
	for {
		line, err := readUntil(source, mark)
		isEnd := err == io.EOF
		if err != nil && !isEnd {
			return err
		}
		if len(bytes.TrimSpace(line)) > 0 && !give(line) {
			return nil
		}
		if isEnd {
			return io.EOF
		}
	}
}

// readUntil gives what stands before a mark, which is not part of it.
func readUntil(source *bufio.Reader, mark byte) ([]byte, error) {
	var line []byte
	for {
		piece, err := source.ReadSlice(mark)
		line = append(line, piece...)
		switch {
		case len(line) > longestItem:
			return nil, &unreadable{reason: "an item of the stream is longer than " + strconv.Itoa(longestItem) + " bytes"}
		case err == bufio.ErrBufferFull:
			continue
		case err != nil:
			return line, err
		}
		return line[:len(line)-1], nil
	}
}

// event is one event of an event stream (WHATWG HTML, section 9.2), with the fields that were sent.
type event struct {
	data           []string
	size           int
	kind, id, wait string
	hasID          bool
}

// terminator is what many servers end a stream of JSON with.
const terminator = "[DONE]"

// events cuts an event stream into events (WHATWG HTML, section 9.2.6). What follows the last empty line is no event.
func (s *stream) events(source *bufio.Reader, give func([]byte) bool) error {
	lines := lineReader{source: source}
	var next event
	as := s.answer.content.As
	for {
		line, err := lines.read()
		if err != nil {
			return err
		}
		if line != "" {
			if err := next.take(line); err != nil {
				return err
			}
			continue
		}
		if next.hasID {
			s.lastID = next.id
		}
		if wait, err := strconv.ParseInt(next.wait, 10, 32); err == nil {
			s.delay = time.Duration(wait) * time.Millisecond
		}
		if len(next.data) > 0 {
			isData := as == EventData || as == JSONEvent
			if isData && len(next.data) == 1 && next.data[0] == terminator {
				s.isOver = true
				return nil
			}
			if !give(next.text(as)) {
				return nil
			}
		}
		next = event{}
	}
}

// take reads one line of an event.
func (e *event) take(line string) error {
	name, value, _ := strings.Cut(line, ":")
	value = strings.TrimPrefix(value, " ")
	switch name {
	case "data":
		if e.size += len(value) + 1; e.size > longestItem {
			return &unreadable{reason: "an item of the stream is longer than " + strconv.Itoa(longestItem) + " bytes"}
		}
		e.data = append(e.data, value)
	case "event":
		e.kind = value
	case "id":
		if !strings.Contains(value, "\x00") {
			e.id, e.hasID = value, true
		}
	case "retry":
		if value != "" && strings.Trim(value, "0123456789") == "" {
			e.wait = value
		}
	}
	return nil
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
	text = append(text, `"data":`...)
	if as == JSONEvent {
		text = append(text, data...)
	} else {
		text = wire.AppendString(text, data)
	}
	if e.hasID {
		text = wire.AppendString(append(text, `,"id":`...), e.id)
	}
	if e.wait != "" {
		text = append(append(text, `,"retry":`...), strings.TrimLeft(e.wait[:len(e.wait)-1], "0")+e.wait[len(e.wait)-1:]...)
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
			if !l.begun {
				l.begun = true
				line = bytes.TrimPrefix(line, []byte("\ufeff"))
			}
			return string(bytes.ToValidUTF8(line, []byte("\ufffd"))), nil
		case len(line) >= longestItem:
			return "", &unreadable{reason: "an item of the stream is longer than " + strconv.Itoa(longestItem) + " bytes"}
		default:
			line = append(line, char)
		}
	}
}
