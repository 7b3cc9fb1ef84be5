package wire

import (
	"strings"
	"unicode/utf8"
)

// DefaultDepth is how deep arrays and objects may stand in each other where nobody says otherwise.
const DefaultDepth = 100

// Parse reads the one JSON value of a text that keeps I-JSON (RFC 7493); maxDepth is how deep arrays and objects may
// stand in each other (0: [DefaultDepth]).
//
// What is wrong with a text is the first of: no UTF-8 or a byte order mark (encoding), not the grammar, too deep, or a
// number beyond the range of doubles (json), half a character as an escape (encoding), a name that comes twice
// (duplicate).
func Parse(text []byte, maxDepth int) (Value, *Fault) { return ParseString(string(text), maxDepth) }

// ParseString is [Parse] of a text, whose parts the value keeps.
func ParseString(text string, maxDepth int) (Value, *Fault) {
	if !utf8.ValidString(text) || strings.HasPrefix(text, "\ufeff") {
		return Value{}, faultEncoding
	}
	if maxDepth <= 0 {
		maxDepth = DefaultDepth
	}
	p := parser{text: text, depth: maxDepth}
	value, ok := p.value()
	p.space()
	switch {
	case !ok || p.at < len(text):
		return Value{}, faultJSON
	case p.half:
		return Value{}, faultEncoding
	case p.twice:
		return Value{}, faultDuplicate
	}
	return value, nil
}

// parser goes through a text that is UTF-8. Its methods say false where the grammar is broken.
type parser struct {
	text string
	at   int
	// depth is how many arrays and objects may still open.
	depth int
	// half: half a character stands somewhere; twice: a name comes twice somewhere.
	half, twice bool
	// items and members are those of all that is open; what closes takes its own, so that none has room to spare.
	items   []Value
	members []Member
}

func (p *parser) space() { p.at = passSpace(p.text, p.at) }

func passSpace(text string, at int) int {
	for at < len(text) && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t') {
		at++
	}
	return at
}

// take passes one sign.
func (p *parser) take(sign byte) bool {
	if p.at < len(p.text) && p.text[p.at] == sign {
		p.at++
		return true
	}
	return false
}

func (p *parser) value() (Value, bool) {
	p.space()
	if p.at >= len(p.text) {
		return Value{}, false
	}
	switch p.text[p.at] {
	case '{':
		return p.object()
	case '[':
		return p.array()
	case '"':
		text, ok := p.string()
		return Value{Kind: String, Text: text}, ok
	case 't':
		return Value{Kind: True}, p.word("true")
	case 'f':
		return Value{Kind: False}, p.word("false")
	case 'n':
		return Value{Kind: Null}, p.word("null")
	}
	return p.number()
}

func (p *parser) word(word string) bool {
	if !strings.HasPrefix(p.text[p.at:], word) {
		return false
	}
	p.at += len(word)
	return true
}

func (p *parser) number() (Value, bool) {
	literal := scanNumber(p.text[p.at:])
	if literal == "" || !isInRange(literal) {
		return Value{}, false
	}
	p.at += len(literal)
	return Value{Kind: Number, Text: literal}, true
}

func (p *parser) string() (string, bool) {
	end, plain := scanString(p.text, p.at+1)
	if end < 0 {
		return "", false
	}
	text := p.text[p.at+1 : end]
	p.at = end + 1
	if plain {
		return text, true
	}
	whole, half, ok := unescape(text)
	p.half = p.half || half
	return whole, ok
}

func (p *parser) array() (Value, bool) {
	if p.depth == 0 {
		return Value{}, false
	}
	p.depth--
	p.at++
	start := len(p.items)
	if p.space(); !p.take(']') {
		for {
			item, ok := p.value()
			if !ok {
				return Value{}, false
			}
			p.items = append(p.items, item)
			if p.space(); p.take(']') {
				break
			}
			if !p.take(',') {
				return Value{}, false
			}
		}
	}
	p.depth++
	own := append([]Value(nil), p.items[start:]...)
	clear(p.items[start:])
	p.items = p.items[:start]
	return ArrayValue(own), true
}

func (p *parser) object() (Value, bool) {
	if p.depth == 0 {
		return Value{}, false
	}
	p.depth--
	p.at++
	start := len(p.members)
	if p.space(); !p.take('}') {
		for {
			if !p.member() {
				return Value{}, false
			}
			if p.space(); p.take('}') {
				break
			}
			if !p.take(',') {
				return Value{}, false
			}
		}
	}
	p.depth++
	return p.closeObject(start), true
}

func (p *parser) member() bool {
	p.space()
	if p.at >= len(p.text) || p.text[p.at] != '"' {
		return false
	}
	name, ok := p.string()
	if p.space(); !ok || !p.take(':') {
		return false
	}
	value, ok := p.value()
	p.members = append(p.members, Member{Name: name, Value: value})
	return ok
}

func (p *parser) closeObject(start int) Value {
	if start == len(p.members) {
		return Value{Kind: Object}
	}
	own := &parts{members: append([]Member(nil), p.members[start:]...)}
	clear(p.members[start:])
	p.members = p.members[:start]
	if !own.indexMembers() {
		p.twice = true
	}
	return Value{Kind: Object, parts: own}
}
