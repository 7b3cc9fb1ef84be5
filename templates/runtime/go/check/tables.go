package check

import (
	"strconv"
	"strings"
	"sync"
)

// table is a list of named sets of code points.
type table struct {
	text string
	read func() map[string]*entry
}

type entry struct {
	ranges string
	points func() set
}

func newTable(text string) *table {
	t := &table{text: text}
	t.read = sync.OnceValue(t.entries)
	return t
}

// entries finds the names. What they stand for is read when it is needed.
func (t *table) entries() map[string]*entry {
	found := map[string]*entry{}
	for text := range strings.SplitSeq(strings.ReplaceAll(strings.TrimSpace(t.text), "\n\t", " "), "\n") {
		names, ranges, _ := strings.Cut(text, ":")
		own := &entry{ranges: ranges}
		own.points = sync.OnceValue(func() set { return readRanges(own.ranges) })
		for name := range strings.FieldsSeq(names) {
			found[name] = own
		}
	}
	return found
}

func (t *table) find(name string) (set, bool) {
	found, ok := t.read()[name]
	if !ok {
		return nil, false
	}
	return found.points(), true
}

// readRanges reads a list of ranges: the gap to the range before and, after a
// dash, the number of further code points, in base 36.
func readRanges(text string) set {
	var points set
	next := rune(0)
	for word := range strings.FieldsSeq(text) {
		gap, more, _ := strings.Cut(word, "-")
		first := next + readBase36(gap)
		last := first + readBase36(more)
		points = append(points, span{first, last})
		next = last + 1
	}
	return points
}

// readBase36 reads a number; an empty text is zero.
func readBase36(text string) rune {
	if text == "" {
		return 0
	}
	number, err := strconv.ParseInt(text, 36, 32)
	if err != nil {
		panic(err)
	}
	return rune(number)
}
