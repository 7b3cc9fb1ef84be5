package server

import "mortise/runtime/wire"

// pairsPlan reads a value out of the pairs of a query, form or cookie header.
type pairsPlan interface {
	read(pairs *pairs, found findings) (wire.Value, reading)
}

// planPairs plans a value of style form, spaceDelimited, pipeDelimited, deepObject or cookie, and claims the names that it stands under.
func planPairs(coding *Coding, name string, undoing undoing, at string, names *pairPlan, isEncoded bool) pairsPlan {
	spec := coding.text()
	style := coding.Style
	exploded := coding.explodes(style == DefaultStyle || style == FormStyle || style == CookieStyle)
	if style == DeepObject {
		return planDeep(spec, name, undoing, at, names)
	}
	if !spec.hasStructure() {
		return &scalarPlan{slotOf(names.slots, name), planText(spec), undoing, at}
	}
	delimiter := delimiterOf(style, isEncoded)
	if !exploded {
		return &joinedPlan{slotOf(names.slots, name), planCut(spec, delimiter, false, undoing, at)}
	}
	plan := &explodedPlan{slot: -1, at: at}
	if spec.Kind != ObjectText {
		plan.slot = slotOf(names.slots, name)
		plan.items = planItems(spec.first(ListText), undoing)
		if spec.Kind == UnionText {
			plan.single = planCut(spec, noDelimiter, false, undoing, at)
		}
	}
	if object := spec.first(ObjectText); object != nil {
		plan.members = planMembers(object, undoing)
		for _, member := range object.Members {
			plan.names = append(plan.names, memberSlot{member.Name, slotOf(names.slots, member.Name)})
		}
		plan.takesOthers = object.Rest != nil
		names.keepsOthers = names.keepsOthers || plan.takesOthers
	}
	return plan
}

type scalarPlan struct {
	slot    int
	text    *textPlan
	undoing undoing
	at      string
}

func (p *scalarPlan) read(pairs *pairs, found findings) (wire.Value, reading) {
	switch raws := pairs.values[p.slot]; len(raws) {
	case 0:
		return wire.Value{}, absent
	case 1:
		return readOne(raws[0], p.text, p.undoing, p.at, found)
	}
	return reportTwice(p.at, found)
}

// joinedPlan reads color=blue,black. A list that comes several times goes on each time, as a header's does.
type joinedPlan struct {
	slot int
	cut  *cutPlan
}

func (p *joinedPlan) read(pairs *pairs, found findings) (wire.Value, reading) {
	raws := pairs.values[p.slot]
	switch {
	case len(raws) == 0:
		return wire.Value{}, absent
	case len(raws) == 1:
		return p.cut.read(raws[0], found)
	case p.cut.items == nil:
		return reportTwice(p.cut.at, found)
	}
	var texts []string
	for _, raw := range raws {
		texts = p.cut.delimiter.cut(raw, texts)
	}
	return p.cut.items.read(texts, p.cut.at, found)
}

// explodedPlan reads color=blue&color=black, and R=100&G=200: the names that the contract knows, and all that nobody else claims where
// others are allowed. Of a union, what comes once may be a single text.
type explodedPlan struct {
	slot        int // -1: it is an object and has no name of its own
	at          string
	items       *itemsPlan
	single      *cutPlan
	members     *membersPlan
	names       []memberSlot
	takesOthers bool
}

type memberSlot struct {
	name string
	slot int
}

func (p *explodedPlan) read(pairs *pairs, found findings) (wire.Value, reading) {
	if p.slot >= 0 {
		switch raws := pairs.values[p.slot]; {
		case len(raws) == 1 && p.single != nil:
			return p.single.read(raws[0], found)
		case len(raws) > 0 && p.items != nil:
			return p.items.read(raws, p.at, found)
		case len(raws) > 0:
			return reportTwice(p.at, found)
		}
	}
	if p.members == nil {
		return wire.Value{}, absent
	}
	var entries []named
	for _, each := range p.names {
		if raws := pairs.values[each.slot]; len(raws) > 0 {
			entries = append(entries, named{each.name, raws})
		}
	}
	if p.takesOthers {
		entries = append(entries, pairs.others.entries...)
	}
	if len(entries) == 0 {
		return wire.Value{}, absent
	}
	return p.members.read(entries, p.at, found)
}
