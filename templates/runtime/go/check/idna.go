package check

import (
	"slices"
	"sync"
)

// idnaSet reads a table when it is needed: most servers never see such a name.
func idnaSet(text string) func() set { return sync.OnceValue(func() set { return readRanges(text) }) }

var (
	validPoints     = idnaSet(validPointsTable)
	marks           = idnaSet(marksTable)
	rightToLeft     = idnaSet(rightToLeftTable)
	arabicNumbers   = idnaSet(arabicNumbersTable)
	europeanNumbers = idnaSet(europeanNumbersTable)
	nonspacingMarks = idnaSet(nonspacingMarksTable)
	neutrals        = idnaSet(neutralsTable)
	joinsLeft       = idnaSet(joinsLeftTable)
	joinsRight      = idnaSet(joinsRightTable)
	joinsThrough    = idnaSet(joinsThroughTable)
	viramas         = idnaSet(viramasTable)
	greek           = idnaSet(greekTable)
	hebrew          = idnaSet(hebrewTable)
	japanese        = idnaSet(japaneseTable)
)

// isUnicodeLabel says whether code points, some of them beyond ASCII, are a
// label (RFC 5891, 4.2): but for its length and direction.
func isUnicodeLabel(points []rune) bool {
	if pointAt(points, 0) == '-' || pointAt(points, len(points)-1) == '-' || (pointAt(points, 2) == '-' && pointAt(points, 3) == '-') {
		return false
	}
	if len(points) == 0 || marks().has(points[0]) {
		return false
	}
	if label := string(points); toNFC(label) != label {
		return false
	}
	for index, point := range points {
		if !validPoints().has(point) && !fitsContext(points, index) {
			return false
		}
	}
	return true
}

// pointAt is -1 outside of a label.
func pointAt(points []rune, index int) rune {
	if index < 0 || index >= len(points) {
		return -1
	}
	return points[index]
}

// fitsContext: the rules of RFC 5892, appendix A, for the code points that are valid beside others only.
func fitsContext(points []rune, index int) bool {
	before, after := pointAt(points, index-1), pointAt(points, index+1)
	switch point := points[index]; point {
	case 0x200c: // zero width non-joiner
		return viramas().has(before) || isBetweenJoined(points, index)
	case 0x200d: // zero width joiner
		return viramas().has(before)
	case 0xb7: // middle dot
		return before == 'l' && after == 'l'
	case 0x375: // Greek keraia
		return greek().has(after)
	case 0x5f3, 0x5f4: // Hebrew geresh, Hebrew gershayim
		return hebrew().has(before)
	case 0x30fb: // Katakana middle dot
		return slices.ContainsFunc(points, japanese().has)
	default:
		return fitsDigits(points, point)
	}
}

// fitsDigits: appendix A.8 and A.9: Arabic-Indic digits don't mix with the extended ones.
func fitsDigits(points []rune, point rune) bool {
	isArabic := func(other rune) bool { return other >= 0x660 && other <= 0x669 }
	isExtended := func(other rune) bool { return other >= 0x6f0 && other <= 0x6f9 }
	if isArabic(point) {
		return !slices.ContainsFunc(points, isExtended)
	}
	return isExtended(point) && !slices.ContainsFunc(points, isArabic)
}

// isBetweenJoined: appendix A.1: between letters that join each other.
func isBetweenJoined(points []rune, index int) bool {
	left, right := index-1, index+1
	for joinsThrough().has(pointAt(points, left)) {
		left--
	}
	for joinsThrough().has(pointAt(points, right)) {
		right++
	}
	return joinsLeft().has(pointAt(points, left)) && joinsRight().has(pointAt(points, right))
}

// direction is a bidi class: right for R and AL, neutral for ES, CS, ET, ON and BN.
type direction uint8

const (
	left direction = iota
	right
	arabicNumber
	europeanNumber
	nonspacing
	neutral
)

func directionOf(point rune) direction {
	switch {
	case point == '-':
		return neutral
	case point < 128:
		if point >= '0' && point <= '9' {
			return europeanNumber
		}
		return left
	case rightToLeft().has(point):
		return right
	case arabicNumbers().has(point):
		return arabicNumber
	case europeanNumbers().has(point):
		return europeanNumber
	case nonspacingMarks().has(point):
		return nonspacing
	case neutrals().has(point):
		return neutral
	}
	return left
}

// isBidiName: RFC 5893, section 2: the rule, for the labels of a name in which
// something is written from right to left.
func isBidiName(labels [][]rune) bool {
	isBidi := false
	directions := make([][]direction, len(labels))
	for at, label := range labels {
		for _, point := range label {
			found := directionOf(point)
			isBidi = isBidi || found == right || found == arabicNumber
			directions[at] = append(directions[at], found)
		}
	}
	return !isBidi || !slices.ContainsFunc(directions, func(label []direction) bool { return !fitsBidiRule(label) })
}

func fitsBidiRule(label []direction) bool {
	end := len(label)
	for end > 0 && label[end-1] == nonspacing {
		end--
	}
	if end == 0 {
		return false
	}
	has := func(wanted direction) bool { return slices.Contains(label, wanted) }
	last := label[end-1]
	if label[0] == left {
		return !has(right) && !has(arabicNumber) && (last == left || last == europeanNumber)
	}
	if label[0] != right || has(left) {
		return false
	}
	return (last == right || last == europeanNumber || last == arabicNumber) && !(has(europeanNumber) && has(arabicNumber))
}
