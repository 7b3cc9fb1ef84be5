package server

import (
	"slices"
	"strconv"

	"mortise/runtime/wire"
)

// formPlan reads application/x-www-form-urlencoded: bodies, and queries that are one value (OpenAPI 3.2, 4.12.7 and 4.15).
type formPlan struct {
	names   *pairPlan
	members []formMember
	rest    *namedPlan
	// spread are members that stand under other names than their own.
	spread []string
}

var formCoding = pairCoding{separator: '&', undoName: undoForm}

// formMember is read by its media type, by its style, or as clients write what has neither (lists repeated, objects as JSON).
type formMember struct {
	name   string
	slot   int
	styled pairsPlan
	named  *namedPlan
}

func planForm(content *Content, maxDepth int) *formPlan {
	plan := &formPlan{names: newPairPlan()}
	plan.names.keepsOthers = true
	for index := range content.Members {
		part := &content.Members[index]
		member := formMember{name: part.Name}
		spec := part.text()
		isStyled := part.Style != DefaultStyle || part.Explode != AsUsual
		if isStyled || (part.Content == nil && spec.Kind != ObjectText && !part.List) {
			member.styled = planPairs(&part.Coding, part.Name, inForm, pointerTo("", part.Name), plan.names, true)
			if _, hasSlot := plan.names.slots[part.Name]; !hasSlot {
				plan.spread = append(plan.spread, part.Name)
			}
		} else {
			member.slot = slotOf(plan.names.slots, part.Name)
			member.named = planNamed(part, inForm, maxDepth)
		}
		plan.members = append(plan.members, member)
	}
	if content.Rest != nil {
		plan.rest = planNamed(content.Rest, inForm, maxDepth)
	}
	return plan
}

func (p *formPlan) read(text, at string, found findings) (wire.Value, reading) {
	found = found.below(at)
	pairs := p.names.scan(text, formCoding, found)
	object := make([]wire.Member, 0, len(p.members))
	isWhole := true
	take := func(name string, value wire.Value, how reading) {
		switch how {
		case unreadable:
			isWhole = false
		case present:
			object = append(object, wire.Member{Name: name, Value: value})
		case absent:
		}
	}
	for index := range p.members {
		member := &p.members[index]
		if member.styled != nil {
			value, how := member.styled.read(pairs, found)
			take(member.name, value, how)
		} else if raws := pairs.values[member.slot]; len(raws) > 0 {
			value, how := member.named.read(raws, pointerTo("", member.name), found)
			take(member.name, value, how)
		}
	}
	for _, other := range pairs.others.entries {
		value, how := p.readOther(other, found)
		object = p.without(object, other.name)
		take(other.name, value, how)
	}
	if !isWhole {
		return wire.Value{}, unreadable
	}
	return wire.ObjectValue(object), present
}

// without takes a member away whose own name came beside the names that it is spread over: what stands there is it.
func (p *formPlan) without(object []wire.Member, name string) []wire.Member {
	if !slices.Contains(p.spread, name) {
		return object
	}
	return slices.DeleteFunc(object, func(member wire.Member) bool { return member.Name == name })
}

// readOther: a member that the contract doesn't describe is dropped later; until then only that it is there counts.
func (p *formPlan) readOther(other named, found findings) (wire.Value, reading) {
	at := pointerTo("", other.name)
	if p.rest != nil {
		return p.rest.read(other.raws, at, found)
	}
	text, ok := undoForm(other.raws[0])
	if !ok {
		found.add(at, "encoding", percentMessage)
		return wire.Value{}, unreadable
	}
	return wire.StringValue(text), present
}

// namedPlan reads texts that stand under one name, without a style.
type namedPlan struct {
	member  *memberPlan
	content *contentPlan
	isList  bool
	undoing undoing
}

func planNamed(part *Part, undoing undoing, maxDepth int) *namedPlan {
	plan := &namedPlan{isList: part.List, undoing: undoing}
	if part.Content != nil {
		plan.content = planContentText(part.Content, maxDepth)
		return plan
	}
	text := part.text()
	if part.List && text.first(ListText) == nil {
		text = &Text{Kind: ListText, Items: text}
	}
	plan.member = planMember(text, undoing)
	return plan
}

func (p *namedPlan) read(raws []string, at string, found findings) (wire.Value, reading) {
	switch {
	case p.content == nil:
		return p.member.read(raws, at, found)
	case !p.isList && len(raws) > 1:
		return reportTwice(at, found)
	case !p.isList:
		return p.readContent(raws[0], at, found)
	}
	items := make([]wire.Value, 0, len(raws))
	isWhole := true
	for index, raw := range raws {
		value, how := p.readContent(raw, at+"/"+strconv.Itoa(index), found)
		isWhole = isWhole && how == present
		items = append(items, value)
	}
	return wire.ArrayValue(items), whole(isWhole)
}

func (p *namedPlan) readContent(raw, at string, found findings) (wire.Value, reading) {
	text, ok := p.undoing.undo(raw)
	if !ok {
		found.add(at, "encoding", p.undoing.message)
		return wire.Value{}, unreadable
	}
	return p.content.read(text, at, found)
}

// contentPlan reads a decoded text that is of a media type: JSON, a form, or a text as it is.
type contentPlan struct {
	form     *formPlan
	isJSON   bool
	maxDepth int
}

func planContentText(content *Content, maxDepth int) *contentPlan {
	plan := &contentPlan{isJSON: content.Kind == JSON, maxDepth: maxDepth}
	if content.Kind == Form {
		plan.form = planForm(content, maxDepth)
	}
	return plan
}

func (p *contentPlan) read(text, at string, found findings) (wire.Value, reading) {
	if p.form != nil {
		return p.form.read(text, at, found)
	}
	if !p.isJSON {
		return wire.StringValue(text), present
	}
	value, fault := wire.ParseString(text, p.maxDepth)
	if fault != nil {
		found.add(at, string(fault.Rule), fault.Message)
		return wire.Value{}, unreadable
	}
	return value, present
}
