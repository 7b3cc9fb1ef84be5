package server

import (
	"mortise/runtime/check"
	"mortise/runtime/wire"
)

// Messages of the rules that no schema states (wire profile, "Errors"), the same in every language.
const (
	requiredMessage  = "is required"
	duplicateMessage = "must not come more than once"
	percentMessage   = "must be percent-encoded UTF-8"
	utf8Message      = "must be UTF-8"
	styleMessage     = "must be written in the style of the contract"
	unknownMessage   = "is not allowed"
	// unfitMessage is said where a type of Go is narrower than the contract, such as int64 for integers.
	unfitMessage     = "must be a value that the server can hold"
	multipartMessage = "must be a well-formed multipart body"
)

// Check lists the rules of a schema that a value breaks. Printed from the contract.
type Check = check.Func

// findings take what is wrong with one part of a request.
type findings struct {
	report *check.Report
	in     check.Part
	base   string // stands before every pointer
}

func (f findings) add(pointer, rule, message string) {
	f.report.Add(f.in, f.base+pointer, rule, message)
}

// below gives findings whose pointers begin with one more.
func (f findings) below(at string) findings {
	f.base += at
	return f
}

// accepts tells whether a value keeps the rules of its schema; if not, which it breaks is said.
func (f findings) accepts(rules Check, value *wire.Value, at string) bool {
	return rules == nil || f.report.Check(f.in, f.base+at, value, rules)
}

// keeps tells whether a value keeps the rules of one branch. A matcher that gives up says no: the value's own check then says why.
func keeps(rules Check, value *wire.Value) bool {
	return rules == nil || check.Is(value, rules)
}

func pointerTo(at, name string) string { return check.PointerTo(at, name) }
