package wire

import (
	"slices"
	"strconv"
	"strings"
)

// Place is the JSON Pointer (RFC 6901) of the value at which the reader stands: of what it didn't take, where it said no.
func (r *Reader) Place() string {
	seeker := Reader{text: r.text, depth: mostDepth}
	var steps []string
	seeker.seek(r.at, &steps)
	var pointer strings.Builder
	for _, step := range slices.Backward(steps) {
		pointer.WriteByte('/')
		pointer.WriteString(escapeStep.Replace(step))
	}
	return pointer.String()
}

var escapeStep = strings.NewReplacer("~", "~0", "/", "~1")

// seek passes the next value, and says whether the place stands in it: then the steps lead there, the innermost first.
func (r *Reader) seek(place int, steps *[]string) bool {
	sign := r.next()
	if r.at >= place {
		return true
	}
	switch {
	case sign == '{' && r.Object():
		for r.Next() {
			name := r.Name
			if r.seek(place, steps) {
				*steps = append(*steps, name)
				return true
			}
		}
	case sign == '[' && r.Array():
		for at := 0; r.More(); at++ {
			if r.seek(place, steps) {
				*steps = append(*steps, strconv.Itoa(at))
				return true
			}
		}
	default:
		if !r.Skip() {
			return true
		}
	}
	return r.failed || r.at >= place
}
