package check

import (
	"reflect"

	"mortise/runtime/wire"
)

// Func lists the rules of a schema that a value breaks. Those of a contract's
// schemas are printed; String, Integer and their like are those of schemas
// that say nothing but a type.
type Func func(r *Report, v *wire.Value)

// limitMessage is what is said where a matcher gives up (rule pattern).
const limitMessage = "takes too long to match the pattern"

// Check puts into the report what a check finds wrong with a value, and says
// whether that is nothing. Pointer is where the value stands in its part: ""
// for a body, /limit for a parameter of that name.
func (r *Report) Check(in Part, pointer string, v *wire.Value, check Func) bool {
	before := r.findings
	r.part, r.base, r.path = in, pointer, r.path[:0]
	r.quiet, r.failed, r.limited = 0, false, false
	if run(r, v, check, false); r.limited {
		r.findings++
		r.Add(in, pointer, "pattern", limitMessage)
	}
	return r.findings == before
}

// Is says whether a value keeps the rules of a schema. A matcher that gives up says no.
func Is(v *wire.Value, check Func) bool {
	var r Report
	return r.Fits(v, check) && !r.limited
}

// Fits says whether a value keeps the rules of a schema, and reports nothing.
func (r *Report) Fits(v *wire.Value, check Func) bool {
	if r.done() {
		return true
	}
	outer := r.failed
	r.failed = false
	r.quiet++
	run(r, v, check, true)
	r.quiet--
	fits := !r.failed
	r.failed = outer
	return fits
}

// FitsOne says whether a value keeps the rules of exactly one of several schemas.
func (r *Report) FitsOne(v *wire.Value, checks ...Func) bool {
	count := 0
	for _, check := range checks {
		if r.Fits(v, check) {
			count++
		}
		if count > 1 {
			return false
		}
	}
	return count == 1
}

// FitsAny says whether a value keeps the rules of one of several schemas at least.
func (r *Report) FitsAny(v *wire.Value, checks ...Func) bool {
	for _, check := range checks {
		if r.Fits(v, check) {
			return true
		}
	}
	return false
}

// Run reports what a schema has to say about the value of another: by $ref, allOf and their like.
func (r *Report) Run(v *wire.Value, check Func) {
	if !r.done() {
		run(r, v, check, r.quiet > 0)
	}
}

// That reports a rule that is broken.
func (r *Report) That(holds bool, rule, message string) {
	if !holds && !r.done() {
		r.found(rule, message)
	}
}

// Fail reports a rule that is broken.
func (r *Report) Fail(rule, message string) { r.That(false, rule, message) }

// done: what runs quietly has its answer.
func (r *Report) done() bool { return r.limited || (r.quiet > 0 && r.failed) }

// visit is a check of a value: as long as neither changes, a second one finds the same.
type visit struct {
	value *wire.Value
	check uintptr
	quiet bool
}

const (
	// freeRuns need no memory. Only where schemas that branch stand in themselves are there many more than values.
	freeRuns = 100_000
	// mostKnown visits are remembered at a time.
	mostKnown = 1_000_000
)

// run keeps the work near linear: schemas that branch twice on each level would otherwise double it there.
func run(r *Report, v *wire.Value, check Func, quiet bool) {
	r.runs++
	if r.runs < freeRuns {
		check(r, v)
		return
	}
	key := visit{v, reflect.ValueOf(check).Pointer(), quiet}
	if failed, found := r.known[key]; found {
		r.failed = r.failed || failed
		return
	}
	check(r, v)
	if r.known == nil || len(r.known) >= mostKnown {
		r.known = map[visit]bool{}
	}
	r.known[key] = quiet && r.failed
}
