package client

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

const upperHex = "0123456789ABCDEF"

func isUnreserved(char byte) bool {
	return char >= 'a' && char <= 'z' || char >= 'A' && char <= 'Z' || char >= '0' && char <= '9' || strings.IndexByte("-._~", char) >= 0
}

// escape percent-encodes everything but the unreserved characters of RFC 3986.
func escape(text string) string { return escapeBut(text, isUnreserved) }

func escapeBut(text string, isKept func(byte) bool) string {
	index := 0
	for index < len(text) && isKept(text[index]) {
		index++
	}
	if index == len(text) {
		return text
	}
	made := append(make([]byte, 0, len(text)+16), text[:index]...)
	for ; index < len(text); index++ {
		if char := text[index]; isKept(char) {
			made = append(made, char)
		} else {
			made = append(made, '%', upperHex[char>>4], upperHex[char&15])
		}
	}
	return string(made)
}

// percent is one ASCII character in its percent-encoding, unreserved or not.
func percent(char byte) string { return string([]byte{'%', upperHex[char>>4], upperHex[char&15]}) }

// escapeReserved is for allowReserved (RFC 6570, section 3.2.3): it leaves reserved characters as they are, but for those that would change
// what the URL means there, and "%": so every value comes back as it was sent.
func escapeReserved(text string, place Place, delimiters string) string {
	kept := "/?:@!$'()*,;"
	if place == InPath {
		kept = ":@!$&'()*+,;="
	} else {
		kept += "="
	}
	return escapeBut(text, func(char byte) bool {
		return (isUnreserved(char) || strings.IndexByte(kept, char) >= 0) && strings.IndexByte(delimiters, char) < 0
	})
}

// escapeTemplate is for text of a path template, which is meant as it stands: only what can't stand in a path is escaped (RFC 3986, 3.3).
func escapeTemplate(text string) string {
	var made strings.Builder
	for index := 0; index < len(text); index++ {
		char := text[index]
		switch {
		case char == '%' && index+2 < len(text) && isHex(text[index+1]) && isHex(text[index+2]):
			made.WriteByte(char)
		case isUnreserved(char) || strings.IndexByte(":@!$&'()*+,;=", char) >= 0:
			made.WriteByte(char)
		default:
			made.WriteString(percent(char))
		}
	}
	return made.String()
}

func isHex(char byte) bool {
	return char >= '0' && char <= '9' || char >= 'a' && char <= 'f' || char >= 'A' && char <= 'F'
}

// checkText fails for what has no UTF-8 form.
func checkText(what, text string) error {
	if !utf8.ValidString(text) {
		return fmt.Errorf("%s is no UTF-8", what)
	}
	return nil
}

// checkHeader fails for texts that can't be a header's.
func checkHeader(name, text string) error {
	for index := 0; index < len(text); index++ {
		if char := text[index]; char < ' ' && char != '\t' || char == 0x7f {
			return fmt.Errorf("header %q has a control character, such as a line break", name)
		}
	}
	return nil
}

// checkCookie fails for texts that a cookie of style cookie can't hold as they are (RFC 6265, section 4.1.1).
func checkCookie(name, text string) error {
	isBad := strings.TrimSpace(text) != text || strings.IndexFunc(text, func(char rune) bool { return char < ' ' || char == 0x7f || char == ';' }) >= 0
	if isBad {
		return fmt.Errorf("cookie %q can't hold control characters, semicolons or outer spaces", name)
	}
	return nil
}
