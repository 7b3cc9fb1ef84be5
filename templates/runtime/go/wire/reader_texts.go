package wire

import (
	"encoding/base64"
	"strings"
	"time"
)

// asText takes a string that is used at once.
func (r *Reader) asText() (text string, ok bool) {
	if r.next() != '"' {
		return "", false
	}
	ok = r.take(&text)
	return text, ok
}

// Time takes a date-time of RFC 3339. With Checks no leap second, which takes a closer look.
func (r *Reader) Time(value *time.Time) bool {
	text, ok := r.asText()
	if !ok {
		return false
	}
	*value, ok = ParseTime(text)
	return ok && !(r.Checks && text[17] == '6')
}

// Date takes a date of RFC 3339.
func (r *Reader) Date(value *Date) bool {
	text, ok := r.asText()
	if !ok || len(text) != 10 {
		return false
	}
	*value, ok = readDate(text)
	return ok
}

// ReadUUID takes a UUID (RFC 9562, section 4) of any version and variant.
func ReadUUID[U ~[16]byte](r *Reader, value *U) bool {
	text, ok := r.asText()
	if !ok || len(text) != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' {
		return false
	}
	var wrong byte
	for at, place := range uuidPlaces {
		high, low := hexDigits[text[place]], hexDigits[text[place+1]]
		(*value)[at] = high<<4 | low
		wrong |= high | low
	}
	return wrong <= 0x0f
}

// uuidPlaces are where the bytes of a UUID stand in its text.
var uuidPlaces = [16]int{0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34}

// ReadBytes takes base64 with its padding and without line breaks (RFC 4648, section 4).
func ReadBytes[B ~[]byte](r *Reader, value *B) bool {
	text, ok := r.asText()
	if !ok || strings.ContainsAny(text, "\r\n") {
		return false
	}
	decoded, err := base64.StdEncoding.DecodeString(text)
	*value = decoded
	return err == nil
}

// HasLength says whether a text has so many code points (JSON Schema Validation, 6.3.1 and 6.3.2); a limit below zero is
// none. It looks at the text only where its length in bytes doesn't say it all.
func HasLength(text string, least, most int) bool {
	size := len(text)
	if size < least || size <= most && size >= 4*least {
		return size >= least
	}
	if most >= 0 && size > 4*most {
		return false
	}
	count := 0
	for at := range size {
		if text[at]&0xc0 != 0x80 {
			count++
		}
	}
	return count >= least && (most < 0 || count <= most)
}
