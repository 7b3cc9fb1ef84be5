package check

import "strings"

// IsByte is the format: base64 with its padding and without line breaks (RFC
// 4648, 3.2, 3.3 and 4). The unused bits at the end are not looked at (3.5).
func IsByte(text string) bool {
	if len(text)%4 != 0 {
		return false
	}
	if rest, padded := strings.CutSuffix(text, "=="); padded {
		text = rest
	} else {
		text = strings.TrimSuffix(text, "=")
	}
	for at := range len(text) {
		if sign := text[at]; !isAlphanumeric(sign) && sign != '+' && sign != '/' {
			return false
		}
	}
	return true
}

// IsUUID is the format: RFC 9562, section 4, of any version and variant.
func IsUUID(text string) bool {
	if len(text) != 36 {
		return false
	}
	for at := range len(text) {
		if at == 8 || at == 13 || at == 18 || at == 23 {
			if text[at] != '-' {
				return false
			}
		} else if hexValue(text[at]) < 0 {
			return false
		}
	}
	return true
}

// IsJSONPointer is the format: RFC 6901, section 3.
func IsJSONPointer(text string) bool {
	if text != "" && text[0] != '/' {
		return false
	}
	for at := range len(text) {
		if text[at] == '~' && (at+1 == len(text) || (text[at+1] != '0' && text[at+1] != '1')) {
			return false
		}
	}
	return true
}

// IsRelativeJSONPointer is the format: draft-bhutton-relative-json-pointer-00,
// section 3, which has an index manipulation (0-1).
func IsRelativeJSONPointer(text string) bool {
	rest, ok := cutCardinal(text)
	if !ok {
		return false
	}
	if rest != "" && (rest[0] == '+' || rest[0] == '-') {
		if rest, ok = cutCardinal(rest[1:]); !ok {
			return false
		}
	}
	return rest == "#" || IsJSONPointer(rest)
}

// cutCardinal passes a number without leading zeros.
func cutCardinal(text string) (rest string, ok bool) {
	at := 0
	for at < len(text) && isDigit(text[at]) && (at == 0 || text[0] != '0') {
		at++
	}
	return text[at:], at > 0
}
