package wire

import (
	"strings"
	"unicode/utf8"
	"unsafe"
)

// Reader reads a JSON text in one pass, into values whose types are known. Its methods take the next value, and say false
// where it is another one, or no JSON: then the text is read again by [Parse], which finds out what is wrong with it.
type Reader struct {
	text string
	at   int
	// depth is how many arrays and objects may still open.
	depth int
	// Checks says whether the rules of what is read are to be kept. What says true of a value whose rules are kept is
	// sure; a number with more digits than are easily compared may be right and give false.
	Checks bool
	// strict: members and constants that the contract doesn't name are not let through, to tell types apart.
	strict bool
	// shares: texts are parts of the whole, which they keep in memory.
	shares bool
	// fresh: an array or object has just opened; failed: it doesn't end as it has to.
	fresh, failed bool
	// unions is how many values may still be read more than once, to find out the type of each.
	unions int
	// files are those of a multipart body.
	files []*File
	// Name is that of the member before whose value the reader stands.
	Name string
}

// shared is the size of texts whose parts may keep them in memory: less than what it costs to copy each part.
const shared = 16 << 10

// Read reads a whole text into a value and says whether it was one: with `checks`, a valid one. It keeps the text, which
// mustn't change afterwards.
func Read[T any](text []byte, maxDepth int, checks bool, value *T, read func(*Reader, *T) bool) bool {
	return ReadBy(text, maxDepth, checks, func(r *Reader) bool { return read(r, value) })
}

// ReadBy does what Read does, for a function that knows where the value goes. There is one of it, and a Read for each type.
func ReadBy(text []byte, maxDepth int, checks bool, read func(*Reader) bool) bool {
	if maxDepth <= 0 {
		maxDepth = DefaultDepth
	}
	r := Reader{text: unsafe.String(unsafe.SliceData(text), len(text)), depth: maxDepth, Checks: checks, shares: len(text) <= shared, unions: mostUnions}
	if !read(&r) {
		return false
	}
	r.space()
	return r.at == len(r.text)
}

func (r *Reader) space() { r.at = passSpace(r.text, r.at) }

// next is the first sign of the next value; 0 at the end.
func (r *Reader) next() byte {
	for r.at < len(r.text) {
		sign := r.text[r.at]
		if sign > ' ' {
			return sign
		}
		if sign != ' ' && sign != '\n' && sign != '\r' && sign != '\t' {
			return 0
		}
		r.at++
	}
	return 0
}

func (r *Reader) open(bracket byte) bool {
	if r.next() != bracket || r.depth == 0 {
		return false
	}
	r.at++
	r.depth--
	r.fresh = true
	return true
}

// close is asked for where the next sign ends an array or object, and says whether all of it was well.
func (r *Reader) close() {
	r.at++
	r.depth++
	r.fresh = false
}

func (r *Reader) fail() bool {
	r.failed = true
	return false
}

// Object opens an object: then Next goes from member to member, and Closed says whether it ended well.
func (r *Reader) Object() bool { return r.open('{') }

// Next goes to the next member, whose name is then in Name. False where there is none.
func (r *Reader) Next() bool {
	sign := r.next()
	if sign == '}' {
		r.close()
		return false
	}
	if !r.fresh {
		if sign != ',' {
			return r.fail()
		}
		r.at++
		sign = r.next()
	}
	r.fresh = false
	if sign != '"' || !r.take(&r.Name) || r.next() != ':' {
		return r.fail()
	}
	r.at++
	return true
}

// Closed says whether the object or array whose end was just reached ended as it has to.
func (r *Reader) Closed() bool { return !r.failed }

// Array opens an array: then More goes from item to item, and Closed says whether it ended well.
func (r *Reader) Array() bool { return r.open('[') }

// More goes to the next item. False where there is none.
func (r *Reader) More() bool {
	sign := r.next()
	if sign == ']' {
		r.close()
		return false
	}
	if !r.fresh {
		if sign != ',' {
			return r.fail()
		}
		r.at++
		if r.next() == ']' {
			return r.fail()
		}
	}
	r.fresh = false
	return true
}

func (r *Reader) word(word string) bool {
	if r.next(); !strings.HasPrefix(r.text[r.at:], word) {
		return false
	}
	r.at += len(word)
	return true
}

// Null takes a null.
func (r *Reader) Null() bool { return r.next() == 'n' && r.word("null") }

// Bool takes true or false.
func (r *Reader) Bool(value *bool) bool {
	if r.next() == 't' {
		*value = true
		return r.word("true")
	}
	*value = false
	return r.word("false")
}

// String takes a text.
func (r *Reader) String(value *string) bool {
	if r.next() != '"' {
		return false
	}
	start := r.at
	if !r.take(value) {
		return false
	}
	if !r.shares && r.at-start == len(*value)+2 {
		*value = strings.Clone(*value)
	}
	return true
}

// take reads the string that begins at the reader. Its text is a part of the whole where no escape stands in it.
func (r *Reader) take(value *string) bool {
	start := r.at + 1
	end, plain, ascii := passString(r.text, start)
	if end < 0 {
		return false
	}
	text := r.text[start:end]
	r.at = end + 1
	if !ascii && !utf8.ValidString(text) {
		return false
	}
	if !plain {
		whole, half, ok := unescape(text)
		if half || !ok {
			return false
		}
		text = whole
	}
	*value = text
	return true
}

// passString is scanString, eight signs at a time. ASCII: no other characters stand before the end.
func passString(text string, at int) (end int, plain, ascii bool) {
	plain, ascii = true, true
	for {
		for at+8 <= len(text) {
			word := load(text, at)
			found := signs(word)
			if found == 0 {
				at += 8
				continue
			}
			at += first(found)
			break
		}
		if at >= len(text) {
			return -1, false, false
		}
		switch sign := text[at]; {
		case isPlain[sign]:
			at++
		case sign == '"':
			return at, plain, ascii
		case sign == '\\':
			plain = false
			at += 2
		case sign < 0x20:
			return -1, false, false
		default:
			ascii = false
			at++
		}
	}
}

// peek is the first sign of the next value, which tells its type.
func (r *Reader) peek() byte {
	sign := r.next()
	if sign == '-' || sign-'0' <= 9 {
		return '0'
	}
	return sign
}

// Lenient says whether constants are let through that the contract doesn't name.
func (r *Reader) Lenient() bool { return !r.Checks && !r.strict }

// Kind tells which of JSON's values comes next.
func (r *Reader) Kind() Kind {
	switch r.peek() {
	case '{':
		return Object
	case '[':
		return Array
	case '"':
		return String
	case '0':
		return Number
	case 't':
		return True
	case 'f':
		return False
	}
	return Null
}
