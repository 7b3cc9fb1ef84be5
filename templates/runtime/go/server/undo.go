package server

import (
	"strings"
	"unicode/utf8"
)

// undo takes off how a text was written for its place. False: it was not written so.
type undo func(raw string) (string, bool)

// undoing is how the texts of a place are undone, and what is said of those that can't be.
type undoing struct {
	undo    undo
	message string
}

var (
	inPath      = undoing{undoPercent, percentMessage}
	inQuery     = undoing{undoQuery, percentMessage}
	inHeader    = undoing{undoHeader, utf8Message}
	inCookie    = undoing{undoCookie, percentMessage}
	inRawCookie = undoing{undoRawCookie, utf8Message}
	inForm      = undoing{undoForm, percentMessage}
	inPart      = undoing{undoNothing, utf8Message}
)

// undoPercent undoes percent-encoding (RFC 3986, section 2.1), which must be that of UTF-8: no lone "%", no overlong or cut
// sequence, no surrogate, no raw byte beyond ASCII.
func undoPercent(raw string) (string, bool) {
	if !isASCII(raw) {
		return "", false
	}
	return unescape(raw, false)
}

// undoQuery does the same in a query, where "+" is a space.
func undoQuery(raw string) (string, bool) {
	if !isASCII(raw) {
		return "", false
	}
	return unescape(raw, true)
}

// undoForm does the same in a form body, which has been read as UTF-8: other characters may stand in it as they are.
func undoForm(raw string) (string, bool) {
	return unescape(raw, true)
}

// undoHeader takes the bytes of a header as UTF-8. Spaces around them go, as those do that may stand around the commas of a list
// (RFC 9110, section 5.6.1).
func undoHeader(raw string) (string, bool) {
	raw = strings.Trim(raw, " \t")
	return raw, utf8.ValidString(raw)
}

// undoRawCookie takes a cookie of style cookie as it is.
func undoRawCookie(raw string) (string, bool) {
	return raw, utf8.ValidString(raw)
}

// undoCookie undoes a cookie of style form: percent-encoded, and a "+" is a plus.
func undoCookie(raw string) (string, bool) {
	if !utf8.ValidString(raw) {
		return "", false
	}
	return unescape(raw, false)
}

// undoNothing is for parts of a multipart body, which are not encoded any further.
func undoNothing(raw string) (string, bool) {
	return raw, true
}

func isASCII(text string) bool {
	for index := 0; index < len(text); index++ {
		if text[index] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// unescape decodes percent-encoded UTF-8, strictly. A raw byte never completes an escaped sequence.
func unescape(raw string, plus bool) (string, bool) {
	index := 0
	for index < len(raw) && raw[index] != '%' && (raw[index] != '+' || !plus) {
		index++
	}
	if index == len(raw) {
		return raw, true
	}
	text := make([]byte, 0, len(raw))
	text = append(text, raw[:index]...)
	for index < len(raw) {
		switch char := raw[index]; {
		case char == '+' && plus:
			text = append(text, ' ')
			index++
		case char == '%':
			sequence, taken := escapedRune(raw[index:])
			if taken == 0 {
				return "", false
			}
			text = append(text, sequence[:taken/3]...)
			index += taken
		default:
			text = append(text, char)
			index++
		}
	}
	return string(text), true
}

// escapedRune gives the bytes of the escaped code point at the beginning of a text, and how many characters it takes; 0: there is none.
func escapedRune(raw string) (sequence [utf8.UTFMax]byte, taken int) {
	for length := 0; length < utf8.UTFMax && len(raw) >= taken+3 && raw[taken] == '%'; length++ {
		high, low := hexDigit(raw[taken+1]), hexDigit(raw[taken+2])
		if high < 0 || low < 0 {
			return sequence, 0
		}
		sequence[length] = byte(high<<4 | low)
		taken += 3
		if utf8.FullRune(sequence[:length+1]) {
			if char, size := utf8.DecodeRune(sequence[:length+1]); char == utf8.RuneError && size == 1 {
				return sequence, 0
			}
			return sequence, taken
		}
	}
	return sequence, 0
}

// isWellEscaped tells whether every "%" begins a well-formed UTF-8 sequence.
func isWellEscaped(text string) bool {
	for {
		mark := strings.IndexByte(text, '%')
		if mark < 0 {
			return true
		}
		_, taken := escapedRune(text[mark:])
		if taken == 0 {
			return false
		}
		text = text[mark+taken:]
	}
}

func hexDigit(char byte) int {
	switch {
	case char >= '0' && char <= '9':
		return int(char - '0')
	case char >= 'a' && char <= 'f':
		return int(char-'a') + 10
	case char >= 'A' && char <= 'F':
		return int(char-'A') + 10
	}
	return -1
}

const upperHex = "0123456789ABCDEF"

// appendEscaped percent-encodes every byte that isn't kept.
func appendEscaped(text string, isKept func(byte) bool) string {
	var made []byte
	for index := 0; index < len(text); index++ {
		char := text[index]
		if isKept(char) {
			if made != nil {
				made = append(made, char)
			}
			continue
		}
		if made == nil {
			made = append(make([]byte, 0, len(text)+8), text[:index]...)
		}
		made = append(made, '%', upperHex[char>>4], upperHex[char&15])
	}
	if made == nil {
		return text
	}
	return string(made)
}
