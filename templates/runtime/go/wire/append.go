package wire

import (
	"encoding/base64"
	"math"
	"strconv"
	"time"
	"unicode/utf8"
)

// isPlain: signs that stand in a JSON string as they are.
var isPlain = makePlain()

func makePlain() (plain [256]bool) {
	for sign := 0x20; sign < utf8.RuneSelf; sign++ {
		plain[sign] = sign != '"' && sign != '\\'
	}
	return plain
}

// AppendString adds a text as JSON. What is no UTF-8 becomes U+FFFD.
func AppendString[S ~string](b []byte, text S) []byte { return appendText(b, string(text)) }

func appendText(b []byte, text string) []byte {
	b = append(b, '"')
	start := 0
	for at := 0; at < len(text); {
		sign := text[at]
		if isPlain[sign] {
			at++
			continue
		}
		if sign >= utf8.RuneSelf {
			char, size := utf8.DecodeRuneInString(text[at:])
			if char == utf8.RuneError && size == 1 {
				b = append(append(b, text[start:at]...), "\ufffd"...)
				start = at + 1
			}
			at += size
			continue
		}
		b = appendEscape(append(b, text[start:at]...), sign)
		at++
		start = at
	}
	return append(append(b, text[start:]...), '"')
}

func appendEscape(b []byte, sign byte) []byte {
	switch sign {
	case '"', '\\':
		return append(b, '\\', sign)
	case '\b':
		return append(b, `\b`...)
	case '\f':
		return append(b, `\f`...)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	const hex = "0123456789abcdef"
	return append(b, '\\', 'u', '0', '0', hex[sign>>4], hex[sign&15])
}

// AppendBool adds true or false.
func AppendBool[B ~bool](b []byte, value B) []byte { return strconv.AppendBool(b, bool(value)) }

// AppendInt adds an integer.
func AppendInt[T ~int | ~int8 | ~int16 | ~int32 | ~int64](b []byte, value T) []byte {
	return strconv.AppendInt(b, int64(value), 10)
}

// AppendUint adds an integer.
func AppendUint[T ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64](b []byte, value T) []byte {
	return strconv.AppendUint(b, uint64(value), 10)
}

// AppendFloat adds a number with the fewest digits that are nearest to it alone, in the form of ECMAScript's
// Number::toString. JSON has no word for infinities and NaN: they fail the encoding.
func AppendFloat[F ~float64](b []byte, number F) []byte {
	value := float64(number)
	size := math.Abs(value)
	switch {
	case math.IsInf(value, 0) || value != value:
		panic(&EncodeError{Reason: "a number is infinite or NaN"})
	case value == 0:
		return append(b, '0')
	case size == math.Trunc(size) && size < 1<<53:
		return strconv.AppendInt(b, int64(value), 10)
	case size >= 1e-6 && size < 1e21:
		return strconv.AppendFloat(b, value, 'f', -1, 64)
	}
	b = strconv.AppendFloat(b, value, 'e', -1, 64)
	// strconv pads exponents to two digits: e-07 is e-7.
	if n := len(b); b[n-4] == 'e' && b[n-2] == '0' {
		b[n-2] = b[n-1]
		b = b[:n-1]
	}
	return b
}

// AppendTime adds a date-time (RFC 3339) with as many digits of the second as it has.
func AppendTime(b []byte, value time.Time) []byte {
	if year := value.Year(); year < 0 || year > 9999 {
		panic(&EncodeError{Reason: "a time's year is not between 0 and 9999"})
	}
	if _, offset := value.Zone(); offset%60 != 0 {
		value = value.UTC()
	}
	b = append(b, '"')
	b = value.AppendFormat(b, time.RFC3339Nano)
	return append(b, '"')
}

// AppendBytes adds bytes as base64 (RFC 4648, section 4).
func AppendBytes[B ~[]byte](b []byte, value B) []byte {
	b = append(b, '"')
	b = base64.StdEncoding.AppendEncode(b, value)
	return append(b, '"')
}

// AppendUUID adds a UUID (RFC 9562).
func AppendUUID[U ~[16]byte](b []byte, value U) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for at, each := range value {
		if at == 4 || at == 6 || at == 8 || at == 10 {
			b = append(b, '-')
		}
		b = append(b, hex[each>>4], hex[each&15])
	}
	return append(b, '"')
}
