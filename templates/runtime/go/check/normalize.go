package check

import (
	"slices"
	"strings"
	"sync"
)

// toNFC composes a short text (Unicode Standard, 3.11: Normalization Form C).
func toNFC(text string) string {
	if isASCII(text) {
		return text
	}
	forms := normalForms()
	var points []rune
	for _, point := range text {
		points = forms.appendApart(points, point)
	}
	forms.order(points)
	return string(forms.compose(points))
}

// forms of characters: what they are made of, and how they are put in order.
type forms struct {
	apart    map[rune][]rune
	composed map[[2]rune]rune
	classes  map[rune]int
}

// normalForms reads the tables when they are needed, which they rarely are.
var normalForms = sync.OnceValue(func() *forms {
	f := &forms{map[rune][]rune{}, map[[2]rune]rune{}, map[rune]int{}}
	next := rune(0)
	for word := range strings.FieldsSeq(classTable) {
		parts := strings.Split(word, "-")
		next += readBase36(parts[0])
		last := next + readBase36(parts[1])
		for ; next <= last; next++ {
			f.classes[next] = int(readBase36(parts[2]))
		}
	}
	var primary []rune
	next = 0
	for word := range strings.FieldsSeq(decompositionTable) {
		gap, parts, _ := strings.Cut(word, "-")
		gap, isExcluded := strings.CutSuffix(gap, "!")
		next += readBase36(gap)
		for part := range strings.SplitSeq(parts, "-") {
			f.apart[next] = append(f.apart[next], readBase36(part))
		}
		if !isExcluded {
			primary = append(primary, next)
		}
		next++
	}
	f.pair(primary)
	return f
})

// pair finds the two characters that each is composed of: all but the last one of its parts, composed, and that.
func (f *forms) pair(primary []rune) {
	slices.SortStableFunc(primary, func(a, b rune) int { return len(f.apart[a]) - len(f.apart[b]) })
	for _, point := range primary {
		parts := f.apart[point]
		last := len(parts) - 1
		if first := f.compose(slices.Clone(parts[:last])); len(first) == 1 {
			f.composed[[2]rune{first[0], parts[last]}] = point
		}
	}
}

// Hangul syllables (Unicode Standard, 3.12).
const (
	syllables, leads, vowels, trails = 0xac00, 0x1100, 0x1161, 0x11a7
	leadCount, vowelCount            = 19, 21
	trailCount                       = 28
	syllableCount                    = leadCount * vowelCount * trailCount
)

func (f *forms) appendApart(points []rune, point rune) []rune {
	if index := point - syllables; index >= 0 && index < syllableCount {
		points = append(points, leads+index/(vowelCount*trailCount), vowels+index%(vowelCount*trailCount)/trailCount)
		if trail := index % trailCount; trail > 0 {
			points = append(points, trails+trail)
		}
		return points
	}
	if parts, found := f.apart[point]; found {
		return append(points, parts...)
	}
	return append(points, point)
}

// order sorts the marks behind each letter by their classes.
func (f *forms) order(points []rune) {
	for start := 0; start < len(points); {
		end := start
		for end < len(points) && f.classes[points[end]] > 0 {
			end++
		}
		slices.SortStableFunc(points[start:end], func(a, b rune) int { return f.classes[a] - f.classes[b] })
		start = end + 1
	}
}

// compose puts together, in place, what is in order.
func (f *forms) compose(points []rune) []rune {
	kept := points[:0]
	starter, before := -1, 0
	for _, point := range points {
		class := f.classes[point]
		if starter >= 0 && (starter == len(kept)-1 || (before != 0 && before < class)) {
			if whole, found := f.join(kept[starter], point); found {
				kept[starter] = whole
				continue
			}
		}
		before = class
		if class == 0 {
			starter = len(kept)
		}
		kept = append(kept, point)
	}
	return kept
}

func (f *forms) join(first, second rune) (rune, bool) {
	if lead, vowel := first-leads, second-vowels; lead >= 0 && lead < leadCount && vowel >= 0 && vowel < vowelCount {
		return syllables + (lead*vowelCount+vowel)*trailCount, true
	}
	index, trail := first-syllables, second-trails
	if index >= 0 && index < syllableCount && index%trailCount == 0 && trail > 0 && trail < trailCount {
		return first + trail, true
	}
	whole, found := f.composed[[2]rune{first, second}]
	return whole, found
}
