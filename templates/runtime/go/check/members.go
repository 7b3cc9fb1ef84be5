package check

import (
	"slices"

	"mortise/runtime/wire"
)

// Names are member names, sorted by code points.
type Names []string

func (n Names) has(name string) bool {
	if len(n) > fewNames {
		_, found := slices.BinarySearch(n, name)
		return found
	}
	return slices.Contains(n, name)
}

// fewNames are sooner compared one by one than searched.
const fewNames = 8

// Has says whether an object has all of these members.
func Has(v *wire.Value, names ...string) bool {
	for _, name := range names {
		if v.Get(name) == nil {
			return false
		}
	}
	return true
}

// CountMembers is how many members an object has.
func CountMembers(v *wire.Value) int { return len(v.Members()) }

// Required reports the members that are required and absent, each at its own pointer.
func (r *Report) Required(v *wire.Value, names ...string) {
	for _, name := range names {
		if v.Get(name) == nil && !r.done() {
			r.enter(step{name, member})
			r.found("required", "is required")
			r.leave()
		}
	}
}

// Need checks a member that has to be there.
func (r *Report) Need(v *wire.Value, name string, check Func) {
	if v.Get(name) == nil {
		r.Required(v, name)
		return
	}
	r.Member(v, name, check)
}

// Member checks a member that may be absent.
func (r *Report) Member(v *wire.Value, name string, check Func) {
	if value := v.Get(name); value != nil {
		r.at(step{name, member}, value, check)
	}
}

// Like checks the members whose names match a pattern.
func (r *Report) Like(v *wire.Value, pattern *Pattern, check Func) {
	members := v.Members()
	for at := range members {
		if name := members[at].Name; r.matches(pattern, name) {
			r.at(step{name, member}, &members[at].Value, check)
		}
	}
}

// Others checks the members that are neither named nor match one of the
// patterns: those that additionalProperties is about.
func (r *Report) Others(v *wire.Value, names Names, patterns []*Pattern, check Func) {
	members := v.Members()
	for at := range members {
		if name := members[at].Name; !names.has(name) && !r.matchAny(patterns, name) {
			r.at(step{name, member}, &members[at].Value, check)
		}
	}
}

// Only reports the members that are not named, each at its own pointer. The
// names are sorted by code points.
func (r *Report) Only(v *wire.Value, names ...string) { r.Others(v, names, nil, Refuse) }

// Refuse is what additionalProperties says of a member where it is false.
func Refuse(r *Report, _ *wire.Value) { r.Fail("additionalProperties", "is not allowed") }

// NamesFit says whether the name of each member keeps the rules of a schema.
func (r *Report) NamesFit(v *wire.Value, check Func) bool {
	for _, member := range v.Members() {
		name := wire.StringValue(member.Name)
		if !r.Fits(&name, check) {
			return false
		}
	}
	return true
}

// at checks a value that stands in the one that is checked.
func (r *Report) at(place step, v *wire.Value, check Func) {
	if r.done() {
		return
	}
	r.enter(place)
	run(r, v, check, r.quiet > 0)
	r.leave()
}

func (r *Report) enter(place step) { r.path = append(r.path, place) }

func (r *Report) leave() { r.path = r.path[:len(r.path)-1] }
