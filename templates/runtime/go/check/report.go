// Package check says what is wrong with a value. It holds what checks that
// were printed from the rules of a contract's schemas are made of.
package check

import (
	"cmp"
	"slices"
	"strings"
)

// Part is the part of a request that a violation is in.
type Part string

// The parts of a request, in the order of a problem's violations.
const (
	Path   Part = "path"
	Query  Part = "query"
	Header Part = "header"
	Cookie Part = "cookie"
	Body   Part = "body"
)

var parts = []Part{Path, Query, Header, Cookie, Body}

// Violation is one broken rule, as a problem document lists it.
type Violation struct {
	In Part `json:"in"`
	// Pointer leads into the part's value (RFC 6901).
	Pointer string `json:"pointer"`
	// Rule is the JSON Schema keyword that failed, or a rule of the wire profile.
	Rule string `json:"rule"`
	// Message is fixed text, made when the code was generated. It never repeats the value.
	Message string `json:"message"`
}

const (
	// most violations are listed.
	most = 100
	// longest is the length of a pointer in code points. A name of megabytes may stand in each of a hundred pointers.
	longest = 1000
	// full is when the violations that are held get sorted and cut, so that each costs little.
	full = 1000
)

// Report collects what is wrong with a request. The zero Report is empty and
// ready for use, by one goroutine at a time. It holds a thousand violations
// at most, however many there are, and repeats no pointer of more than 1,000
// code points: such a violation is told of the whole value, "".
type Report struct {
	held []Violation
	cut  bool
	// findings of checks so far, equal ones too.
	findings int
	// What the check that runs has come to.
	part  Part
	base  string
	path  []step
	quiet int
	// failed: what runs quietly has found something.
	failed  bool
	limited bool
	runs    int
	known   map[visit]bool
}

// Add puts a violation into the report that no check has found.
func (r *Report) Add(in Part, pointer, rule, message string) {
	if len(pointer) > longest && !atMostPoints(pointer, longest) {
		pointer = ""
	}
	r.hold(Violation{in, pointer, rule, message})
}

// Empty says whether nothing was found.
func (r *Report) Empty() bool { return len(r.held) == 0 }

// List gives the violations in their order, each once, 100 at most.
// Truncated: there were more.
func (r *Report) List() (violations []Violation, truncated bool) {
	r.settle()
	if len(r.held) > most {
		return r.held[:most:most], true
	}
	return r.held, false
}

func (r *Report) hold(violation Violation) {
	if r.cut && compareViolations(violation, r.held[most]) >= 0 {
		return
	}
	r.held = append(r.held, violation)
	if len(r.held) >= full {
		r.settle()
	}
}

// settle sorts what is held, drops what is there twice, and cuts it to one
// more than is listed: that one tells that there are more.
func (r *Report) settle() {
	slices.SortFunc(r.held, compareViolations)
	r.held = slices.Compact(r.held)
	if len(r.held) > most+1 {
		clear(r.held[most+1:])
		r.held = r.held[:most+1]
	}
	r.cut = len(r.held) > most
}

// compareViolations: the order of bytes is that of code points.
func compareViolations(a, b Violation) int {
	if a.In != b.In {
		return slices.Index(parts, a.In) - slices.Index(parts, b.In)
	}
	return cmp.Or(strings.Compare(a.Pointer, b.Pointer), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Message, b.Message))
}
