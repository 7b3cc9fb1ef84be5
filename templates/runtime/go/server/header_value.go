package server

import "strings"

// headerValue is a header with parameters, such as Content-Type or Content-Disposition.
type headerValue struct {
	value      string // what stands before the first parameter, in lower case
	parameters []headerParameter
}

type headerParameter struct {
	name  string // in lower case
	value string
}

// get gives a parameter by its lower-case name; of two, the first.
func (h headerValue) get(name string) (string, bool) {
	for _, each := range h.parameters {
		if each.name == name {
			return each.value, true
		}
	}
	return "", false
}

// parseHeaderValue cuts a header value at its parameters (RFC 9110, section 5.6.6); false: it is not well-formed. In quotes a backslash
// stands for itself: so do browsers write file names (WHATWG HTML, 4.10.22.8), and no media type's parameter needs one.
func parseHeaderValue(text string) (headerValue, bool) {
	value, rest := text, ""
	if end := strings.IndexByte(text, ';'); end >= 0 {
		value, rest = text[:end], text[end:]
	}
	parsed := headerValue{value: strings.ToLower(strings.TrimSpace(value))}
	for rest != "" {
		rest = strings.TrimLeft(rest[1:], " \t")
		name := rest[:tokenLength(rest)]
		if name != "" {
			rest = strings.TrimLeft(rest[len(name):], " \t")
			if !strings.HasPrefix(rest, "=") {
				return headerValue{}, false
			}
			rest = strings.TrimLeft(rest[1:], " \t")
			var own string
			if strings.HasPrefix(rest, `"`) {
				end := strings.IndexByte(rest[1:], '"')
				if end < 0 {
					return headerValue{}, false
				}
				own, rest = rest[1:1+end], rest[end+2:]
			} else {
				end := strings.IndexAny(rest, `;"`)
				if end < 0 {
					end = len(rest)
				}
				own, rest = strings.TrimSpace(rest[:end]), rest[end:]
			}
			parsed.parameters = append(parsed.parameters, headerParameter{strings.ToLower(name), own})
			rest = strings.TrimLeft(rest, " \t")
		}
		if rest != "" && rest[0] != ';' {
			return headerValue{}, false
		}
	}
	return parsed, true
}

// tokenLength says how long the token is that a text begins with (RFC 9110, section 5.6.2).
func tokenLength(text string) int {
	for index := 0; index < len(text); index++ {
		if !isTokenChar(text[index]) {
			return index
		}
	}
	return len(text)
}

func isTokenChar(char byte) bool {
	return char >= 'a' && char <= 'z' || char >= 'A' && char <= 'Z' || char >= '0' && char <= '9' ||
		strings.IndexByte("!#$%&'*+-.^_`|~", char) >= 0
}

func isToken(text string) bool {
	return text != "" && tokenLength(text) == len(text)
}
