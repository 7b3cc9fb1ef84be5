package check

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// set is a set of code points: ranges in order that don't touch.
type set []span

type span struct{ first, last rune }

const lastPoint = utf8.MaxRune

func (s set) has(point rune) bool {
	at, _ := slices.BinarySearchFunc(s, point, func(each span, point rune) int { return cmp.Compare(each.last, point) })
	return at < len(s) && s[at].first <= point
}

// unite puts ranges in order and those that touch together.
func unite(spans []span) set {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.first, b.first) })
	var united set
	for _, each := range spans {
		if last := len(united) - 1; last >= 0 && each.first <= united[last].last+1 {
			united[last].last = max(united[last].last, each.last)
		} else {
			united = append(united, each)
		}
	}
	return united
}

func (s set) complement() set {
	var others set
	next := rune(0)
	for _, each := range s {
		if each.first > next {
			others = append(others, span{next, each.first - 1})
		}
		next = each.last + 1
	}
	if next <= lastPoint {
		others = append(others, span{next, lastPoint})
	}
	return others
}

func spansOf(text string) (spans set) {
	points := []rune(text)
	for at := 0; at < len(points); at += 2 {
		spans = append(spans, span{points[at], points[at+1]})
	}
	return spans
}

// ECMA-262, 12.3 (LineTerminator) and 22.2.2.9 (CharacterClassEscape).
var (
	lineEnds = set{{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}}
	digits   = spansOf("09")
	words    = spansOf("09AZ__az")
	spaces   = set{{'\t', '\r'}, {' ', ' '}, {0xa0, 0xa0}, {0x1680, 0x1680}, {0x2000, 0x200a}, {0x2028, 0x2029}, {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}, {0xfeff, 0xfeff}}
)

const syntaxSigns = `^$\.*+?()[]{}|/`

// set reads what stands for one code point outside of a class, or a class.
func (r *syntaxReader) set() (set, error) {
	if r.take("[") {
		return r.class()
	}
	if r.take(".") {
		return lineEnds.complement(), nil
	}
	if r.startsWith(`\`) {
		points, _, err := r.escape(false)
		return points, err
	}
	if r.at < len(r.source) && strings.IndexByte(syntaxSigns[:len(syntaxSigns)-1], r.source[r.at]) >= 0 {
		return nil, errSyntax
	}
	point := r.next()
	return set{{point, point}}, nil
}

func (r *syntaxReader) class() (set, error) {
	negated := r.take("^")
	var spans []span
	for !r.take("]") {
		first, single, err := r.classAtom()
		if err != nil {
			return nil, err
		}
		if !r.startsWith("-") || r.startsWith("-]") {
			spans = append(spans, first...)
			continue
		}
		r.at++
		last, alsoSingle, err := r.classAtom()
		if err != nil {
			return nil, err
		}
		if !single || !alsoSingle || first[0].first > last[0].first {
			return nil, errSyntax
		}
		spans = append(spans, span{first[0].first, last[0].first})
	}
	points := unite(spans)
	if negated {
		return points.complement(), nil
	}
	return points, nil
}

// classAtom reads one code point of a class, or an escape that stands for several.
func (r *syntaxReader) classAtom() (points set, single bool, err error) {
	if r.startsWith(`\`) {
		return r.escape(true)
	}
	point := r.next()
	if point < 0 {
		return nil, false, errSyntax
	}
	return set{{point, point}}, true, nil
}

func (r *syntaxReader) escape(inClass bool) (points set, single bool, err error) {
	r.at++
	sign := r.next()
	switch sign {
	case 'd':
		return digits, false, nil
	case 'D':
		return digits.complement(), false, nil
	case 's':
		return spaces, false, nil
	case 'S':
		return spaces.complement(), false, nil
	case 'w':
		return words, false, nil
	case 'W':
		return words.complement(), false, nil
	case 'p', 'P':
		points, err = r.property(sign == 'P')
		return points, false, err
	}
	point, ok := r.escapedPoint(sign, inClass)
	if !ok {
		return nil, false, errSyntax
	}
	return set{{point, point}}, true, nil
}

// escapedPoint: CharacterEscape and, in a class, ClassEscape.
func (r *syntaxReader) escapedPoint(sign rune, inClass bool) (rune, bool) {
	switch sign {
	case 'f':
		return '\f', true
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'v':
		return '\v', true
	case 'b':
		return '\b', inClass
	case '-':
		return '-', inClass
	case '0':
		return 0, r.at == len(r.source) || !isBetweenBytes(r.source[r.at], '0', '9')
	case 'c':
		letter := r.next()
		return letter & 31, letter < utf8.RuneSelf && isLetter(byte(letter))
	case 'x':
		return r.hex(2)
	case 'u':
		r.at--
		return r.unicodeEscape()
	}
	return sign, sign > 0 && sign < utf8.RuneSelf && strings.IndexByte(syntaxSigns, byte(sign)) >= 0
}

// unicodeEscape reads from its u on. Two that are a pair of surrogates are one.
func (r *syntaxReader) unicodeEscape() (rune, bool) {
	r.at++
	if r.take("{") {
		point, start := rune(0), r.at
		for ; r.at < len(r.source) && hexValue(r.source[r.at]) >= 0; r.at++ {
			if point = point<<4 + rune(hexValue(r.source[r.at])); point > lastPoint {
				return 0, false
			}
		}
		return point, r.at > start && r.take("}")
	}
	point, ok := r.hex(4)
	if !ok || point&^0x3ff != 0xd800 || !r.startsWith(`\u`) {
		return point, ok
	}
	before := r.at
	r.at += len(`\u`)
	if low, ok := r.hex(4); ok && low&^0x3ff == 0xdc00 {
		return 0x10000 + (point&0x3ff)<<10 + low&0x3ff, true
	}
	r.at = before
	return point, true
}

func (r *syntaxReader) hex(count int) (point rune, ok bool) {
	for range count {
		if r.at == len(r.source) || hexValue(r.source[r.at]) < 0 {
			return 0, false
		}
		point = point<<4 + rune(hexValue(r.source[r.at]))
		r.at++
	}
	return point, true
}

func hexValue(sign byte) int {
	switch {
	case isBetweenBytes(sign, '0', '9'):
		return int(sign - '0')
	case isBetweenBytes(sign|0x20, 'a', 'f'):
		return int(sign|0x20-'a') + 10
	}
	return -1
}

func isLetter(sign byte) bool { return isBetweenBytes(sign|0x20, 'a', 'z') }

// property reads the name or the name and value of a property, in braces.
func (r *syntaxReader) property(negated bool) (set, error) {
	if !r.take("{") {
		return nil, errSyntax
	}
	end := strings.IndexByte(r.source[r.at:], '}')
	if end < 0 {
		return nil, errSyntax
	}
	name := r.source[r.at : r.at+end]
	r.at += end + 1
	points, found := findProperty(name)
	if !found {
		return nil, errSyntax
	}
	if negated {
		return points.complement(), nil
	}
	return points, nil
}
