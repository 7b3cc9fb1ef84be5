package check

import (
	"slices"

	"mortise/runtime/wire"
)

// Seen is what the rules of a schema have looked at in a value: all that
// unevaluatedProperties and unevaluatedItems are not about (Core, 11).
type Seen struct {
	whole    bool
	names    []Names
	patterns []*Pattern
	first    int
	items    []Func
}

// Whole adds every member or item.
func (s *Seen) Whole() { s.whole = true }

// Names adds members, which are sorted by code points.
func (s *Seen) Names(names ...string) { s.names = append(s.names, names) }

// Like adds the members whose names match a pattern.
func (s *Seen) Like(pattern *Pattern) { s.patterns = append(s.patterns, pattern) }

// First adds so many items from the first one on.
func (s *Seen) First(count int) { s.first = max(s.first, count) }

// Fitting adds the items that keep the rules of a schema.
func (s *Seen) Fitting(check Func) { s.items = append(s.items, check) }

// RestFits says whether the members that were not looked at keep the rules of a schema.
func (s *Seen) RestFits(r *Report, v *wire.Value, check Func) bool {
	if s.whole {
		return true
	}
	members := v.Members()
	for at := range members {
		name := members[at].Name
		if slices.ContainsFunc(s.names, func(names Names) bool { return names.has(name) }) || r.matchAny(s.patterns, name) {
			continue
		}
		if !r.Fits(&members[at].Value, check) {
			return false
		}
	}
	return true
}

// RestItemsFit says whether the items that were not looked at keep the rules of a schema.
func (s *Seen) RestItemsFit(r *Report, v *wire.Value, check Func) bool {
	items := v.Items()
	if s.whole || s.first >= len(items) {
		return true
	}
	for at := s.first; at < len(items); at++ {
		item := &items[at]
		if !r.FitsAny(item, s.items...) && !r.Fits(item, check) {
			return false
		}
	}
	return true
}
