package server

import (
	"strconv"
	"strings"

	"mortise/runtime/wire"
)

// deepest: deeper brackets than this are one name.
const deepest = 100

// deepPlan reads filter[name][first]=Ada&filter[tags][0]=a&filter[tags][1]=b; filter[tags]=a&filter[tags]=b is read too.
type deepPlan struct {
	slot int
	spec *Text
	root *branchPlan
	at   string
}

func planDeep(spec *Text, name string, undoing undoing, at string, names *pairPlan) *deepPlan {
	return &deepPlan{slotOf(names.deep, name), spec, planBranch(spec, undoing), at}
}

func (p *deepPlan) read(pairs *pairs, found findings) (wire.Value, reading) {
	own := pairs.deep[p.slot]
	if len(own) == 0 {
		return wire.Value{}, absent
	}
	root := &branch{}
	for _, each := range own {
		at := root
		for _, name := range namesOf(each.path, p.spec) {
			at = at.child(name)
		}
		at.raws = append(at.raws, each.raw)
	}
	return p.root.read(root, p.at, found)
}

// branch is what stands under one name: texts of its own, and what further brackets lead to, in the order in which it came.
type branch struct {
	raws     []string
	names    []string
	children map[string]*branch
}

func (b *branch) child(name string) *branch {
	found := b.children[name]
	if found == nil {
		found = &branch{}
		if b.children == nil {
			b.children = map[string]*branch{}
		}
		b.children[name] = found
		b.names = append(b.names, name)
	}
	return found
}

// isIndexed tells whether the names are 0, 1, 2 ... in any order, without gaps.
func (b *branch) isIndexed() bool {
	for _, name := range b.names {
		if len(name) > 9 || !isInteger(name) || strings.HasPrefix(name, "-") {
			return false
		}
		if number, err := strconv.Atoi(name); err != nil || number >= len(b.names) {
			return false
		}
	}
	return true
}

// namesOf gives the names in [a][b]. Brackets in a name look the same as those around it: where nothing can stand below a name that the
// contract doesn't list, all that follows is part of it.
func namesOf(path string, spec *Text) []string {
	names := strings.Split(path[1:len(path)-1], "][")
	below := spec
	for index, name := range names[:len(names)-1] {
		var members, listed *Text
		if below != nil {
			members = below.first(ObjectText)
		}
		if members != nil {
			listed = members.member(name)
		}
		endsHere := members != nil && members.Rest != nil && listed == nil && !members.Rest.hasStructure() && !members.Rest.isAny()
		if endsHere || index == deepest {
			return append(names[:index:index], strings.Join(names[index:], "]["))
		}
		switch {
		case listed != nil:
			below = listed
		case members != nil && members.Rest != nil:
			below = members.Rest
		case below != nil && below.first(ListText) != nil:
			below = below.first(ListText).Items
		default:
			below = nil
		}
	}
	return names
}

// isAny: a union of texts may be any value, so names may go on below it.
func (t *Text) isAny() bool {
	if t.Kind != UnionText {
		return false
	}
	for _, kind := range []TextKind{NullText, BooleanText, NumberText, StringText} {
		found := false
		for index := range t.AnyOf {
			found = found || t.AnyOf[index].Text.Kind == kind
		}
		if !found {
			return false
		}
	}
	return true
}

type branchPlan struct {
	spec    *Text
	text    *textPlan
	undoing undoing
	items   *itemsPlan
	item    *branchPlan
	prefix  []*branchPlan
	named   map[string]*branchPlan
	other   *branchPlan
}

func planBranch(spec *Text, undoing undoing) *branchPlan {
	plan := &branchPlan{spec: spec, text: planText(spec), undoing: undoing}
	if list := spec.first(ListText); list != nil {
		plan.items = planItems(list, undoing)
		plan.item = planBranch(orPlain(list.Items), undoing)
		for index := range list.Prefix {
			plan.prefix = append(plan.prefix, planBranch(&list.Prefix[index], undoing))
		}
	}
	if object := spec.first(ObjectText); object != nil {
		plan.named = make(map[string]*branchPlan, len(object.Members))
		for index := range object.Members {
			plan.named[object.Members[index].Name] = planBranch(&object.Members[index].Text, undoing)
		}
		plan.other = planBranch(orPlain(object.Rest), undoing)
	}
	return plan
}

func orPlain(spec *Text) *Text {
	if spec == nil {
		return &plainText
	}
	return spec
}

func (p *branchPlan) read(own *branch, at string, found findings) (wire.Value, reading) {
	switch {
	case len(own.names) == 0:
		return p.readLeaf(own.raws, at, found)
	case len(own.raws) > 0:
		return reportTwice(at, found)
	case p.item != nil && own.isIndexed():
		return p.readList(own, at, found)
	}
	return p.readObject(own, at, found)
}

func (p *branchPlan) readLeaf(raws []string, at string, found findings) (wire.Value, reading) {
	if len(raws) == 1 {
		value, how := readOne(raws[0], p.text, p.undoing, at, found)
		if how == present && value.Kind == wire.String && p.spec.Kind == ListText {
			return p.items.read(raws, at, found)
		}
		return value, how
	}
	if p.items != nil {
		return p.items.read(raws, at, found)
	}
	return reportTwice(at, found)
}

func (p *branchPlan) readList(own *branch, at string, found findings) (wire.Value, reading) {
	list := make([]wire.Value, 0, len(own.names))
	isWhole := true
	for index := range own.names {
		plan := p.item
		if index < len(p.prefix) {
			plan = p.prefix[index]
		}
		name := strconv.Itoa(index)
		value, how := plan.read(own.children[name], at+"/"+name, found)
		isWhole = isWhole && how == present
		list = append(list, value)
	}
	return wire.ArrayValue(list), whole(isWhole)
}

func (p *branchPlan) readObject(own *branch, at string, found findings) (wire.Value, reading) {
	object := make([]wire.Member, 0, len(own.names))
	isWhole := true
	for _, name := range own.names {
		plan := p.named[name]
		if plan == nil {
			plan = p.other
		}
		if plan == nil {
			// Under a plain text there is nothing by contract: an object of texts breaks its type.
			plan = p
		}
		value, how := plan.read(own.children[name], pointerTo(at, name), found)
		isWhole = isWhole && how == present
		object = append(object, wire.Member{Name: name, Value: value})
	}
	return wire.ObjectValue(object), whole(isWhole)
}
