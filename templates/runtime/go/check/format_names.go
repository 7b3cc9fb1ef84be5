package check

import (
	"strings"
	"unicode/utf8"
)

const (
	maxLabel = 63
	maxName  = 253
	// maxLocal bytes of a mail address stand before its @.
	maxLocal  = 64
	maxDomain = 255
)

// IsHostname is the format: RFC 1123, 2.1; labels that begin with xn-- stand
// for a valid label (RFC 5890, 2.3.2.1).
func IsHostname(text string) bool {
	if !areASCIILabels(text) {
		return false
	}
	labels := strings.Split(text, ".")
	for _, label := range labels {
		if hasPrefixFold(label, "xn--") {
			return isInternationalName(labels)
		}
	}
	return true
}

// IsIDNHostname is the format: a hostname, or one with labels in Unicode (RFC
// 5890, 2.3.2.3; RFC 5891 to 5893).
func IsIDNHostname(text string) bool {
	if isASCII(text) {
		return IsHostname(text)
	}
	// Each code point takes one byte of a name's 253 at least.
	if len(text) > utf8.UTFMax*maxName {
		return false
	}
	return isInternationalName(strings.Split(dots.Replace(text), "."))
}

// dots are what people type as one (RFC 3490, 3.1).
var dots = strings.NewReplacer("\u3002", ".", "\uff0e", ".", "\uff61", ".")

// areASCIILabels: letters, digits and inner hyphens, 63 characters each and
// 253 in all, whatever they begin with.
func areASCIILabels(text string) bool {
	if len(text) > maxName {
		return false
	}
	for label := range strings.SplitSeq(text, ".") {
		if !isASCIILabel(label) {
			return false
		}
	}
	return true
}

func isASCIILabel(label string) bool {
	if label == "" || len(label) > maxLabel || label[0] == '-' || label[len(label)-1] == '-' {
		return false
	}
	for at := range len(label) {
		if !isAlphanumeric(label[at]) && label[at] != '-' {
			return false
		}
	}
	return true
}

// isInternationalName: labels in ASCII, in Unicode, or in Unicode written in ASCII.
func isInternationalName(labels []string) bool {
	length := len(labels) - 1
	read := make([][]rune, len(labels))
	for at, label := range labels {
		points, size, ok := readLabel(label)
		if !ok {
			return false
		}
		read[at] = points
		length += size
	}
	return length <= maxName && isBidiName(read)
}

// readLabel gives the code points of a valid label, and the length of its form in ASCII.
func readLabel(label string) (points []rune, size int, ok bool) {
	if !isASCII(label) {
		if !utf8.ValidString(label) || len(label) > utf8.UTFMax*maxLabel {
			return nil, 0, false
		}
		points = []rune(label)
		size = len("xn--") + len(writePunycode(points))
		return points, size, size <= maxLabel && isUnicodeLabel(points)
	}
	if !isASCIILabel(label) {
		return nil, 0, false
	}
	if !hasPrefixFold(label, "xn--") {
		return []rune(label), len(label), true
	}
	encoded := strings.ToLower(label[len("xn--"):])
	points, ok = readPunycode(encoded)
	// Each label has one form in ASCII, and one with ASCII alone needs none (RFC 5891, 5.4).
	ok = ok && !isASCII(string(points)) && writePunycode(points) == encoded && isUnicodeLabel(points)
	return points, len(label), ok
}

func hasPrefixFold(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}

// IsEmail is the format: Mailbox of RFC 5321, 4.1.2, within the lengths of 4.5.3.1.
func IsEmail(text string) bool {
	domain, ok := cutLocal(text, false)
	return ok && (areASCIILabels(domain) || isAddressLiteral(domain))
}

// IsIDNEmail is the format: the same with what RFC 6531, 3.3 adds. A domain
// may stand in any normalization form.
func IsIDNEmail(text string) bool {
	domain, ok := cutLocal(text, true)
	if !ok {
		return false
	}
	if isAddressLiteral(domain) {
		return true
	}
	return len(domain) <= 2*utf8.UTFMax*maxDomain && IsIDNHostname(toNFC(domain))
}

// cutLocal gives what stands behind the @ of a local part.
func cutLocal(text string, international bool) (domain string, ok bool) {
	if strings.HasPrefix(text, `"`) {
		return cutQuoted(text, international)
	}
	return cutAtoms(text, international)
}

// cutAtoms: Dot-string.
func cutAtoms(text string, international bool) (domain string, ok bool) {
	afterDot := true
	for at := 0; at <= maxLocal && at < len(text); at++ {
		switch char := text[at]; {
		case char == '@':
			return text[at+1:], !afterDot
		case char == '.':
			if afterDot {
				return "", false
			}
			afterDot = true
		case isSign(char, signAtom) || (international && char >= utf8.RuneSelf):
			afterDot = false
		default:
			return "", false
		}
	}
	return "", false
}

// cutQuoted: Quoted-string.
func cutQuoted(text string, international bool) (domain string, ok bool) {
	for at := 1; at < maxLocal && at < len(text); at++ {
		char := text[at]
		if char == '"' {
			rest, found := strings.CutPrefix(text[at+1:], "@")
			return rest, found
		}
		if char == '\\' {
			if at++; at == len(text) || !isBetweenBytes(text[at], ' ', '~') {
				return "", false
			}
			continue
		}
		if !isBetweenBytes(char, ' ', '~') && !(international && char >= utf8.RuneSelf) {
			return "", false
		}
	}
	return "", false
}

func isAddressLiteral(text string) bool {
	address, opened := strings.CutPrefix(text, "[")
	address, closed := strings.CutSuffix(address, "]")
	if !opened || !closed {
		return false
	}
	if hasPrefixFold(address, "ipv6:") {
		return IsIPv6(address[len("ipv6:"):])
	}
	return IsIPv4(address)
}
