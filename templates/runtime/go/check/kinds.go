package check

import (
	"strings"

	"mortise/runtime/wire"
)

// Kinds is a set of JSON types. Numbers are cut in two: integers and the others.
type Kinds uint8

// The kinds of value. A file counts as a text.
const (
	Nulls Kinds = 1 << iota
	Booleans
	Integers
	Fractions
	Texts
	Arrays
	Objects
	Numbers = Integers | Fractions
)

// KindOf gives the one kind that a value has. 1.0 and 1e2 are integers (JSON Schema Core, 4.2.3).
func KindOf(v *wire.Value) Kinds {
	switch v.Kind {
	case wire.Null:
		return Nulls
	case wire.False, wire.True:
		return Booleans
	case wire.Number:
		if wire.IsInteger(v.Text) {
			return Integers
		}
		return Fractions
	case wire.String, wire.Upload:
		return Texts
	case wire.Array:
		return Arrays
	case wire.Object:
		return Objects
	}
	return 0
}

// IsOf says whether a value is of one of some kinds.
func IsOf(v *wire.Value, kinds Kinds) bool {
	if v.Kind == wire.Number && kinds&Numbers == Numbers {
		return true
	}
	return KindOf(v)&kinds != 0
}

// Type reports a value that is of none of these kinds, and says whether it is of one.
func (r *Report) Type(v *wire.Value, kinds Kinds, message string) bool {
	if IsOf(v, kinds) {
		return true
	}
	r.Fail("type", message)
	return false
}

// Boolean reports a value that is none, and says whether it is one.
func (r *Report) Boolean(v *wire.Value) bool { return r.Type(v, Booleans, "must be a boolean") }

// Number reports a value that is none, and says whether it is one.
func (r *Report) Number(v *wire.Value) bool { return r.Type(v, Numbers, "must be a number") }

// Integer reports a value that is none, and says whether it is a number: of
// 1.5, the rules of numbers still say what else is wrong with it.
func (r *Report) Integer(v *wire.Value) bool {
	r.Type(v, Integers, "must be an integer")
	return v.Kind == wire.Number
}

// Text reports a value that is none, and says whether it is one.
func (r *Report) Text(v *wire.Value) bool { return r.Type(v, Texts, "must be a string") }

// Array reports a value that is none, and says whether it is one.
func (r *Report) Array(v *wire.Value) bool { return r.Type(v, Arrays, "must be an array") }

// Object reports a value that is none, and says whether it is one.
func (r *Report) Object(v *wire.Value) bool { return r.Type(v, Objects, "must be an object") }

// Null is the check of a schema that allows null alone.
func Null(r *Report, v *wire.Value) { r.Type(v, Nulls, "must be null") }

// Boolean is the check of a schema that says that a value is one.
func Boolean(r *Report, v *wire.Value) { r.Boolean(v) }

// Integer is the check of a schema that says that a value is one.
func Integer(r *Report, v *wire.Value) { r.Integer(v) }

// Number is the check of a schema that says that a value is one.
func Number(r *Report, v *wire.Value) { r.Number(v) }

// String is the check of a schema that says that a value is one.
func String(r *Report, v *wire.Value) { r.Text(v) }

// Array is the check of a schema that says that a value is one.
func Array(r *Report, v *wire.Value) { r.Array(v) }

// Object is the check of a schema that says that a value is one.
func Object(r *Report, v *wire.Value) { r.Object(v) }

// Anything is the check of a schema that allows everything.
func Anything(*Report, *wire.Value) {}

// Never is the check of the schema false that stands alone.
func Never(r *Report, _ *wire.Value) { r.Fail("false", "is not allowed") }

// textOf is the text of a value that is one. One that stands for a file is as
// long as its bytes.
func textOf(v *wire.Value) string {
	if v.Kind == wire.Upload {
		return strings.Repeat("\x00", int(min(v.File().Size(), 1<<28)))
	}
	return v.Text
}
