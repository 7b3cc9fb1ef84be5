package check

import "unicode/utf8"

// sign is what an ASCII character is in the grammars of RFC 3986, 6570 and
// 5322: a set of these bits.
type sign uint16

const (
	signScheme sign = 1 << iota
	// signPlain is unreserved and sub-delims.
	signPlain
	// signPath is pchar and /, but for percent signs.
	signPath
	// signQuery is query and fragment, but for percent signs.
	signQuery
	// signUser is userinfo, but for percent signs.
	signUser
	// signLiteral is literals of RFC 6570, 2.1, with the apostrophe of its erratum 6937.
	signLiteral
	// signVariable is varchar of RFC 6570, 2.3, but for percent signs and dots.
	signVariable
	// signAtom is atext of RFC 5322, 3.2.3.
	signAtom
)

const (
	alphanumerics = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	unreserved    = alphanumerics + "-._~"
	subDelims     = "!$&'()*+,;="
)

var signs = makeSigns()

func makeSigns() (signs [256]sign) {
	for kind, members := range map[sign]string{
		signScheme:   alphanumerics + "+-.",
		signPlain:    unreserved + subDelims,
		signPath:     unreserved + subDelims + ":@/",
		signQuery:    unreserved + subDelims + ":@/?",
		signUser:     unreserved + subDelims + ":",
		signLiteral:  unreserved + subDelims + ":@/?#[]",
		signVariable: alphanumerics + "_",
		signAtom:     alphanumerics + "!#$%&'*+-/=?^_`{|}~",
	} {
		for at := range len(members) {
			signs[members[at]] |= kind
		}
	}
	return signs
}

// isSign says whether a byte is an ASCII character of a kind.
func isSign(char byte, kind sign) bool { return signs[char]&kind != 0 }

// isEncodedAt says whether a percent-encoded byte begins here.
func isEncodedAt(text string, at int) bool {
	return at+2 < len(text) && text[at] == '%' && hexValue(text[at+1]) >= 0 && hexValue(text[at+2]) >= 0
}

// isIRIPoint is ucschar of RFC 3987, 2.2, but for the characters that 4.1
// forbids, which change the direction of text.
func isIRIPoint(point rune) bool {
	if point < 0x10000 {
		if point < 0xa0 || (point > 0xd7ff && point < 0xf900) {
			return false
		}
		if point == 0x200e || point == 0x200f || (point >= 0x202a && point <= 0x202e) {
			return false
		}
		return point <= 0xfdcf || (point >= 0xfdf0 && point <= 0xffef)
	}
	// The last two of each plane are no characters; language tags and planes 15 and 16 are left out.
	return point < 0xf0000 && point&0xfffe != 0xfffe && (point < 0xe0000 || point > 0xe0fff)
}

// isPrivatePoint is iprivate of RFC 3987, 2.2.
func isPrivatePoint(point rune) bool {
	return (point >= 0xe000 && point <= 0xf8ff) || (point >= 0xf0000 && point&0xfffe != 0xfffe)
}

// isASCII says whether a text has nothing beyond ASCII.
func isASCII(text string) bool {
	for at := range len(text) {
		if text[at] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
