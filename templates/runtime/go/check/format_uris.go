package check

import (
	"strings"
	"unicode/utf8"
)

// IsURI is the format: RFC 3986, section 3: with a scheme.
func IsURI(text string) bool {
	end := endOfScheme(text)
	return end > 0 && isHierarchy(text[end:], false)
}

// IsURIReference is the format: RFC 3986, section 4.1.
func IsURIReference(text string) bool { return isReference(text, false) }

// IsIRI is the format: RFC 3987, section 2.2: with a scheme.
func IsIRI(text string) bool {
	end := endOfScheme(text)
	return end > 0 && isHierarchy(text[end:], true)
}

// IsIRIReference is the format: RFC 3987, section 2.2.
func IsIRIReference(text string) bool { return isReference(text, true) }

// endOfScheme is the index behind the scheme's colon; 0: there is no scheme.
func endOfScheme(text string) int {
	if text == "" || !isLetter(text[0]) {
		return 0
	}
	at := 1
	for at < len(text) && isSign(text[at], signScheme) {
		at++
	}
	if at == len(text) || text[at] != ':' {
		return 0
	}
	return at + 1
}

func isReference(text string, international bool) bool {
	if end := endOfScheme(text); end > 0 {
		return isHierarchy(text[end:], international)
	}
	// A colon in the first segment would make it a scheme, which it is not (4.2).
	if at := strings.IndexAny(text, ":/?#"); at >= 0 && text[at] == ':' {
		return false
	}
	return isHierarchy(text, international)
}

// isHierarchy: everything behind the scheme.
func isHierarchy(text string, international bool) bool {
	if rest, found := strings.CutPrefix(text, "//"); found {
		end := strings.IndexAny(rest, "/?#")
		if end < 0 {
			end = len(rest)
		}
		if !isAuthority(rest[:end], international) {
			return false
		}
		text = rest[end:]
	}
	text = skipSigns(text, signPath, international, false)
	if strings.HasPrefix(text, "?") {
		text = skipSigns(text[1:], signQuery, international, true)
	}
	if strings.HasPrefix(text, "#") {
		text = skipSigns(text[1:], signQuery, international, false)
	}
	return text == ""
}

// isAuthority: RFC 3986, 3.2.
func isAuthority(text string, international bool) bool {
	if rest := skipSigns(text, signUser, international, false); strings.HasPrefix(rest, "@") {
		text = rest[1:]
	}
	if strings.HasPrefix(text, "[") {
		address, rest, closed := strings.Cut(text[1:], "]")
		if !closed || !(IsIPv6(address) || isFutureAddress(address)) {
			return false
		}
		text = rest
	} else {
		text = skipSigns(text, signPlain, international, false)
	}
	if text == "" {
		return true
	}
	return text[0] == ':' && strings.Trim(text[1:], "0123456789") == ""
}

// isFutureAddress: IPvFuture of RFC 3986, 3.2.2.
func isFutureAddress(text string) bool {
	if text == "" || text[0]|0x20 != 'v' {
		return false
	}
	version, address, found := strings.Cut(text[1:], ".")
	if !found || version == "" || address == "" {
		return false
	}
	for at := range len(version) {
		if hexValue(version[at]) < 0 {
			return false
		}
	}
	for at := range len(address) {
		if !isSign(address[at], signUser) {
			return false
		}
	}
	return true
}

// skipSigns is the text from the first character on that is not of a kind. In
// a query, but not in a fragment, private characters are allowed.
func skipSigns(text string, kind sign, international, private bool) string {
	for at := 0; at < len(text); {
		switch char := text[at]; {
		case isSign(char, kind):
			at++
		case isEncodedAt(text, at):
			at += 3
		case char < utf8.RuneSelf || !international:
			return text[at:]
		default:
			point, size := utf8.DecodeRuneInString(text[at:])
			if !isIRIPoint(point) && !(private && isPrivatePoint(point)) {
				return text[at:]
			}
			at += size
		}
	}
	return ""
}

// IsURITemplate is the format: RFC 6570, section 2.
func IsURITemplate(text string) bool {
	for text != "" {
		if text[0] == '{' {
			expression, rest, closed := strings.Cut(text[1:], "}")
			if !closed || !isExpression(expression) {
				return false
			}
			text = rest
			continue
		}
		size := literalSize(text)
		if size == 0 {
			return false
		}
		text = text[size:]
	}
	return true
}

// literalSize is how many bytes the literal here has; 0: none may stand here.
func literalSize(text string) int {
	switch {
	case isSign(text[0], signLiteral):
		return 1
	case isEncodedAt(text, 0):
		return 3
	case text[0] < utf8.RuneSelf:
		return 0
	}
	point, size := utf8.DecodeRuneInString(text)
	if !isIRIPoint(point) && !isPrivatePoint(point) {
		return 0
	}
	return size
}

// isExpression: 2.2: what stands between braces, with the operators that are reserved for extensions.
func isExpression(text string) bool {
	if text != "" && strings.IndexByte("+#./;?&=,!@|", text[0]) >= 0 {
		text = text[1:]
	}
	for variable := range strings.SplitSeq(text, ",") {
		if !isVariable(variable) {
			return false
		}
	}
	return true
}

// isVariable: 2.3 and 2.4: a variable and its modifier.
func isVariable(text string) bool {
	if name, length, found := strings.Cut(text, ":"); found {
		text = name
		if length == "" || len(length) > 4 || length[0] == '0' || strings.Trim(length, "0123456789") != "" {
			return false
		}
	} else {
		text = strings.TrimSuffix(text, "*")
	}
	for part := range strings.SplitSeq(text, ".") {
		at := 0
		for at < len(part) {
			if isSign(part[at], signVariable) {
				at++
			} else if isEncodedAt(part, at) {
				at += 3
			} else {
				return false
			}
		}
		if part == "" {
			return false
		}
	}
	return true
}
