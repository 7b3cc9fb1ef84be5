package server

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"
)

// partSink takes what a multipart body is made of, in order: of each part its head, its bytes in any number of pieces, and its end. The
// bytes are the sink's only until it returns.
type partSink interface {
	begin(head partHead) error
	data(bytes []byte) error
	end() error
}

// partHead has a part's headers by lower-case name.
type partHead map[string]string

// errMultipart: the body is no well-formed multipart body.
var errMultipart = errors.New("no well-formed multipart body")

const (
	// maxHeadBytes is the longest head of a part.
	maxHeadBytes = 16_384
	// maxPadding is what a boundary's line may have behind it.
	maxPadding = 256
	// maxBoundary is the longest boundary (RFC 2046, section 5.1.1).
	maxBoundary = 70
)

type multipartState uint8

const (
	inPreamble multipartState = iota
	inHead
	inContent
	inEpilogue
)

// multipartParser cuts a multipart body (RFC 2046, section 5.1.1) as it comes, in any pieces. Lines end with CR LF and with nothing else, so
// that no two readers see different parts in it; mime/multipart is more lenient. It holds back no more than a boundary or a head.
type multipartParser struct {
	sink partSink
	// delimiter is CR LF, two dashes and the boundary.
	delimiter []byte
	state     multipartState
	// rest could not be told yet. A boundary may be the very first line: it begins as if after a line's end.
	rest []byte
}

func newMultipartParser(boundary string, sink partSink) (*multipartParser, error) {
	if !isBoundary(boundary) {
		return nil, errMultipart
	}
	return &multipartParser{sink: sink, delimiter: []byte("\r\n--" + boundary), rest: []byte("\r\n")}, nil
}

func isBoundary(text string) bool {
	if text == "" || len(text) > maxBoundary || strings.HasSuffix(text, " ") {
		return false
	}
	for index := 0; index < len(text); index++ {
		char := text[index]
		isLetter := char >= 'a' && char <= 'z' || char >= 'A' && char <= 'Z' || char >= '0' && char <= '9'
		if !isLetter && strings.IndexByte("_'()+,./:=? -", char) < 0 {
			return false
		}
	}
	return true
}

// push takes the next bytes.
func (p *multipartParser) push(chunk []byte) error {
	bytes := chunk
	if len(p.rest) > 0 {
		bytes = append(p.rest, chunk...)
	}
	for {
		taken, err := p.step(bytes)
		if err != nil {
			return err
		}
		if taken == 0 {
			break
		}
		bytes = bytes[taken:]
	}
	p.rest = append([]byte(nil), bytes...)
	return nil
}

// finish is to be called behind the last bytes: the last boundary has to have come.
func (p *multipartParser) finish() error {
	if p.state != inEpilogue {
		return errMultipart
	}
	return nil
}

// step takes what can be told, and says how many bytes that was. 0: more bytes are needed.
func (p *multipartParser) step(bytes []byte) (int, error) {
	switch p.state {
	case inHead:
		return p.readHead(bytes)
	case inEpilogue:
		return len(bytes), nil
	case inPreamble, inContent:
	}
	return p.readContent(bytes)
}

func (p *multipartParser) readContent(bytes []byte) (int, error) {
	index, isWhole := p.findDelimiter(bytes)
	if index > 0 {
		if p.state == inContent {
			return index, p.sink.data(bytes[:index])
		}
		return index, nil
	}
	if !isWhole {
		return 0, nil
	}
	return p.readDelimiter(bytes)
}

// findDelimiter says where a delimiter begins, or the beginning of one that the next bytes may complete; else the end.
func (p *multipartParser) findDelimiter(text []byte) (index int, isWhole bool) {
	if index = bytes.Index(text, p.delimiter); index >= 0 {
		return index, true
	}
	for index = max(0, len(text)-len(p.delimiter)+1); index < len(text); index++ {
		if text[index] == '\r' && bytes.HasPrefix(p.delimiter, text[index:]) {
			return index, false
		}
	}
	return len(text), false
}

// readDelimiter: a delimiter begins the bytes: two dashes behind it are the end of all, else a part follows.
func (p *multipartParser) readDelimiter(bytes []byte) (int, error) {
	rest := bytes[len(p.delimiter):]
	if len(rest) > 0 && rest[0] == '-' {
		if len(rest) < 2 {
			return 0, nil
		}
		if rest[1] != '-' {
			return 0, errMultipart
		}
		err := p.endPart()
		p.state = inEpilogue
		return len(p.delimiter) + 2, err
	}
	padding := 0
	for padding < len(rest) && (rest[padding] == ' ' || rest[padding] == '\t') {
		padding++
	}
	rest = rest[padding:]
	switch {
	case padding > maxPadding:
		return 0, errMultipart
	case len(rest) == 0 || (len(rest) == 1 && rest[0] == '\r'):
		return 0, nil
	case rest[0] != '\r' || rest[1] != '\n':
		return 0, errMultipart
	}
	err := p.endPart()
	p.state = inHead
	return len(p.delimiter) + padding + 2, err
}

func (p *multipartParser) endPart() error {
	if p.state == inContent {
		return p.sink.end()
	}
	return nil
}

func (p *multipartParser) readHead(text []byte) (int, error) {
	if bytes.HasPrefix(text, []byte("\r\n")) {
		p.state = inContent
		return 2, p.sink.begin(nil)
	}
	end := bytes.Index(text[:min(len(text), maxHeadBytes+4)], []byte("\r\n\r\n"))
	if end < 0 {
		if len(text) > maxHeadBytes {
			return 0, errMultipart
		}
		return 0, nil
	}
	head, err := parseHead(text[:end])
	if err != nil {
		return 0, err
	}
	p.state = inContent
	return end + 4, p.sink.begin(head)
}

func parseHead(text []byte) (partHead, error) {
	if !utf8.Valid(text) {
		return nil, errMultipart
	}
	head := partHead{}
	for line := range strings.SplitSeq(string(text), "\r\n") {
		name, value, found := strings.Cut(line, ":")
		name = strings.ToLower(name)
		if !found || !isToken(name) || strings.ContainsAny(line, "\x00\r\n") {
			return nil, errMultipart
		}
		if _, known := head[name]; known {
			return nil, errMultipart
		}
		head[name] = strings.TrimSpace(value)
	}
	return head, nil
}
