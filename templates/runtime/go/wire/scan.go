package wire

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// scanNumber is the JSON number that a text begins with; "" where there is none.
func scanNumber(text string) string {
	at := 0
	if at < len(text) && text[at] == '-' {
		at++
	}
	switch whole := passDigits(text, at); {
	case whole == at, text[at] == '0' && whole > at+1:
		return ""
	default:
		at = whole
	}
	if at < len(text) && text[at] == '.' {
		end := passDigits(text, at+1)
		if end == at+1 {
			return ""
		}
		at = end
	}
	if at < len(text) && text[at]|0x20 == 'e' {
		at++
		if at < len(text) && (text[at] == '+' || text[at] == '-') {
			at++
		}
		end := passDigits(text, at)
		if end == at {
			return ""
		}
		at = end
	}
	return text[:at]
}

func passDigits(text string, at int) int {
	for at < len(text) && text[at]-'0' <= 9 {
		at++
	}
	return at
}

// safeLiteral is how long a literal without exponent may be that is certainly in the range of doubles.
const safeLiteral = 300

// isInRange says whether a number is in the range of doubles; on the other side there is no end but of what can be
// reckoned with: an exponent of nine digits.
func isInRange(literal string) bool {
	exponent := strings.IndexAny(literal, "eE")
	if exponent < 0 && len(literal) < safeLiteral {
		return true
	}
	if exponent >= 0 && isLongExponent(literal[exponent+1:]) {
		return strings.Trim(literal[:exponent], "-0.") == ""
	}
	value, _ := strconv.ParseFloat(literal, 64)
	return !math.IsInf(value, 0)
}

func isLongExponent(exponent string) bool {
	return len(strings.TrimLeft(strings.TrimLeft(exponent, "+-"), "0")) > 9
}

// scanString finds the quotation mark that ends a string which begins at `start`, behind its own; -1 where there is
// none, or a control character stands before it. Plain: no escape stands in it.
func scanString(text string, start int) (end int, plain bool) {
	plain = true
	for at := start; at < len(text); at++ {
		switch sign := text[at]; {
		case sign == '"':
			return at, plain
		case sign == '\\':
			plain = false
			at++
		case sign < 0x20:
			return -1, false
		}
	}
	return -1, false
}

// unescape resolves the escapes of a JSON string. Half: a surrogate stood alone. What is no escape is not ok.
func unescape(text string) (whole string, half, ok bool) {
	b := make([]byte, 0, len(text))
	for at := 0; at < len(text); {
		next := strings.IndexByte(text[at:], '\\')
		if next < 0 {
			b = append(b, text[at:]...)
			break
		}
		b = append(b, text[at:at+next]...)
		at += next + 1
		if at >= len(text) {
			return "", half, false
		}
		if sign := text[at]; sign != 'u' {
			plain := escaped[sign]
			if plain == 0 {
				return "", half, false
			}
			b = append(b, plain)
			at++
			continue
		}
		char, length := unescapeUnit(text[at:])
		if length == 0 {
			return "", half, false
		}
		half = half || char == utf8.RuneError && length < 0
		b = utf8.AppendRune(b, char)
		at += max(length, -length)
	}
	return string(b), half, true
}

var escaped = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// unescapeUnit reads the one or two escapes, as `u0041` or `ud83d\ude00`, of one character. The length is 0 where it is
// none, and negative where it is half a character.
func unescapeUnit(text string) (char rune, length int) {
	first := hexUnit(text)
	switch {
	case first < 0:
		return 0, 0
	case first < 0xd800 || first > 0xdfff:
		return first, 5
	case first < 0xdc00 && len(text) > 6 && text[5] == '\\':
		if second := hexUnit(text[6:]); second >= 0xdc00 && second <= 0xdfff {
			return (first-0xd800)<<10 + second - 0xdc00 + 0x10000, 11
		}
	}
	return utf8.RuneError, -5
}

// hexUnit is the number of `u0041`; -1 where there is none.
func hexUnit(text string) rune {
	if len(text) < 5 || text[0] != 'u' {
		return -1
	}
	var unit rune
	for at := 1; at < 5; at++ {
		digit := hexDigits[text[at]]
		if digit == 0xff {
			return -1
		}
		unit = unit<<4 | rune(digit)
	}
	return unit
}

// hexDigits are the values of hexadecimal digits; 0xff for what is none.
var hexDigits = makeHexDigits()

func makeHexDigits() (digits [256]byte) {
	for sign := range digits {
		digits[sign] = 0xff
	}
	for value := range byte(16) {
		digits["0123456789abcdef"[value]] = value
		digits["0123456789ABCDEF"[value]] = value
	}
	return digits
}
