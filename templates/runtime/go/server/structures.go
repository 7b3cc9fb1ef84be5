package server

import (
	"strconv"
	"strings"

	"mortise/runtime/wire"
)

// reading says what has become of a text, parameter or part.
type reading uint8

const (
	absent reading = iota
	// unreadable: what is wrong with it has been said.
	unreadable
	present
)

func whole(isWhole bool) reading {
	if isWhole {
		return present
	}
	return unreadable
}

// readOne reads one text at its place.
func readOne(raw string, plan *textPlan, undoing undoing, at string, found findings) (wire.Value, reading) {
	text, ok := undoing.undo(raw)
	if !ok {
		found.add(at, "encoding", undoing.message)
		return wire.Value{}, unreadable
	}
	return plan.read(text), present
}

func reportTwice(at string, found findings) (wire.Value, reading) {
	found.add(at, "duplicate", duplicateMessage)
	return wire.Value{}, unreadable
}

// itemsPlan is how the texts of a list's items are read.
type itemsPlan struct {
	prefix  []*textPlan
	items   *textPlan
	undoing undoing
}

func planItems(list *Text, undoing undoing) *itemsPlan {
	if list == nil {
		return nil
	}
	items := list.Items
	if items == nil {
		items = &plainText
	}
	plan := &itemsPlan{items: planText(items), undoing: undoing}
	for index := range list.Prefix {
		plan.prefix = append(plan.prefix, planText(&list.Prefix[index]))
	}
	return plan
}

func (p *itemsPlan) read(raws []string, at string, found findings) (wire.Value, reading) {
	list := make([]wire.Value, 0, len(raws))
	isWhole := true
	for index, raw := range raws {
		plan := p.items
		if index < len(p.prefix) {
			plan = p.prefix[index]
		}
		text, ok := p.undoing.undo(raw)
		if !ok {
			found.add(at+"/"+strconv.Itoa(index), "encoding", p.undoing.message)
			isWhole = false
			continue
		}
		list = append(list, plan.read(text))
	}
	return wire.ArrayValue(list), whole(isWhole)
}

// named is what came under one name.
type named struct {
	name string
	raws []string
}

// membersPlan is how the texts of an object's members are read. Names have been undone, values have not.
type membersPlan struct {
	members map[string]*memberPlan
	rest    *memberPlan
}

func planMembers(object *Text, undoing undoing) *membersPlan {
	if object == nil {
		return nil
	}
	plan := &membersPlan{members: make(map[string]*memberPlan, len(object.Members))}
	for index := range object.Members {
		plan.members[object.Members[index].Name] = planMember(&object.Members[index].Text, undoing)
	}
	rest := object.Rest
	if rest == nil {
		rest = &plainText
	}
	plan.rest = planMember(rest, undoing)
	return plan
}

func (p *membersPlan) read(entries []named, at string, found findings) (wire.Value, reading) {
	object := make([]wire.Member, 0, len(entries))
	isWhole := true
	for _, each := range entries {
		plan := p.members[each.name]
		if plan == nil {
			plan = p.rest
		}
		value, how := plan.read(each.raws, pointerTo(at, each.name), found)
		if how != present {
			isWhole = false
			continue
		}
		object = append(object, wire.Member{Name: each.name, Value: value})
	}
	return wire.ObjectValue(object), whole(isWhole)
}

// memberPlan is how one member is read that may have come several times.
type memberPlan struct {
	text    *textPlan
	items   *itemsPlan
	isList  bool
	undoing undoing
}

func planMember(spec *Text, undoing undoing) *memberPlan {
	return &memberPlan{planText(spec), planItems(spec.first(ListText), undoing), spec.Kind == ListText, undoing}
}

func (p *memberPlan) read(raws []string, at string, found findings) (wire.Value, reading) {
	if len(raws) == 1 {
		value, how := readOne(raws[0], p.text, p.undoing, at, found)
		// A list in an object is one text of JSON, or else its items' texts, one by one.
		if how == present && p.isList && value.Kind == wire.String {
			return p.items.read(raws, at, found)
		}
		return value, how
	}
	if p.items != nil {
		return p.items.read(raws, at, found)
	}
	return reportTwice(at, found)
}

// delimiter parts the values of one text, as it stands on the wire.
type delimiter uint8

const (
	noDelimiter delimiter = iota
	comma
	dot
	space
	pipe
	encodedSpace // %20 or +
	encodedPipe  // %7C or |
)

// delimiterOf gives the delimiter of a style. Parts of a multipart body have it without percent-encoding.
func delimiterOf(style Style, isEncoded bool) delimiter {
	switch {
	case style == SpaceDelimited && isEncoded:
		return encodedSpace
	case style == SpaceDelimited:
		return space
	case style == PipeDelimited && isEncoded:
		return encodedPipe
	case style == PipeDelimited:
		return pipe
	}
	return comma
}

// next says where the first delimiter of a text begins and ends; -1: there is none.
func (d delimiter) next(text string) (begin, end int) {
	switch d {
	case encodedSpace:
		return nextOf(text, "+", "%20", "%20")
	case encodedPipe:
		return nextOf(text, "|", "%7C", "%7c")
	case noDelimiter:
		return -1, -1
	}
	begin = strings.IndexByte(text, [...]byte{comma: ',', dot: '.', space: ' ', pipe: '|'}[d])
	return begin, begin + 1
}

func nextOf(text, plain, escaped, other string) (begin, end int) {
	for index := 0; index < len(text); index++ {
		rest := text[index:]
		switch {
		case strings.HasPrefix(rest, plain):
			return index, index + 1
		case strings.HasPrefix(rest, escaped), strings.HasPrefix(rest, other):
			return index, index + 3
		}
	}
	return -1, -1
}

// cut gives the texts between delimiters; an empty text has none.
func (d delimiter) cut(raw string, texts []string) []string {
	if raw == "" {
		return texts
	}
	for {
		begin, end := d.next(raw)
		if begin < 0 {
			return append(texts, raw)
		}
		texts = append(texts, raw[:begin])
		raw = raw[end:]
	}
}

// pair is a name and a value, as they came.
type pair struct{ name, value string }

// pairUp reads R,100,G,200. A name without a value has the empty one.
func pairUp(texts []string) []pair {
	pairs := make([]pair, 0, (len(texts)+1)/2)
	for index := 0; index < len(texts); index += 2 {
		own := pair{name: texts[index]}
		if index+1 < len(texts) {
			own.value = texts[index+1]
		}
		pairs = append(pairs, own)
	}
	return pairs
}

// splitPairs reads R=100.
func splitPairs(texts []string) []pair {
	pairs := make([]pair, len(texts))
	for index, text := range texts {
		pairs[index].name, pairs[index].value, _ = strings.Cut(text, "=")
	}
	return pairs
}

// gather undoes names, and puts the values of each together. False: a name can't be undone, which has been said.
func gather(pairs []pair, undoing undoing, at string, found findings) ([]named, bool) {
	gathered := nameList{}
	isWhole := true
	for _, each := range pairs {
		name, ok := undoing.undo(each.name)
		if !ok {
			found.add(at, "encoding", undoing.message)
			isWhole = false
			continue
		}
		gathered.add(name, each.value)
	}
	return gathered.entries, isWhole
}

// nameList holds what came under each name, in the order in which the names came first.
type nameList struct {
	entries []named
	index   map[string]int // from many names on
}

const fewNames = 8

func (l *nameList) add(name, raw string) {
	if at := l.find(name); at >= 0 {
		l.entries[at].raws = append(l.entries[at].raws, raw)
		return
	}
	l.entries = append(l.entries, named{name, []string{raw}})
	if l.index != nil {
		l.index[name] = len(l.entries) - 1
	} else if len(l.entries) > fewNames {
		l.index = make(map[string]int, 4*fewNames)
		for at := range l.entries {
			l.index[l.entries[at].name] = at
		}
	}
}

func (l *nameList) find(name string) int {
	if l.index != nil {
		if at, ok := l.index[name]; ok {
			return at
		}
		return -1
	}
	for at := range l.entries {
		if l.entries[at].name == name {
			return at
		}
	}
	return -1
}
