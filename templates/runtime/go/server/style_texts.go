package server

import (
	"strings"

	"mortise/runtime/wire"
)

// Style is how a parameter, a form's member or a header is written (OpenAPI 3.2, 4.12.2.2). The zero Style is that of the place.
type Style uint8

// Styles of parameters.
const (
	DefaultStyle Style = iota
	Simple
	Label
	Matrix
	FormStyle
	SpaceDelimited
	PipeDelimited
	DeepObject
	CookieStyle
)

// rawPlan reads a value that stands in one text as it came.
type rawPlan interface {
	read(raw string, found findings) (wire.Value, reading)
}

// cutPlan reads a text that is a scalar, a list or an object, once its style's own marks have been taken off.
type cutPlan struct {
	spec      *Text
	delimiter delimiter
	exploded  bool // members are name=value
	undoing   undoing
	at        string
	text      *textPlan
	items     *itemsPlan
	members   *membersPlan
}

func planCut(spec *Text, delimiter delimiter, exploded bool, undoing undoing, at string) *cutPlan {
	plan := &cutPlan{spec: spec, delimiter: delimiter, exploded: exploded, undoing: undoing, at: at, text: planText(spec)}
	if spec.hasStructure() {
		plan.items = planItems(spec.first(ListText), undoing)
		plan.members = planMembers(spec.first(ObjectText), undoing)
	}
	return plan
}

func (p *cutPlan) read(raw string, found findings) (wire.Value, reading) {
	switch {
	case p.spec.Kind == UnionText && p.spec.hasStructure():
		return p.readUnion(raw, found)
	case p.items != nil:
		return p.readList(raw, found)
	case p.members != nil:
		return p.readObject(raw, found)
	}
	return readOne(raw, p.text, p.undoing, p.at, found)
}

func (p *cutPlan) readList(raw string, found findings) (wire.Value, reading) {
	return p.items.read(p.delimiter.cut(raw, nil), p.at, found)
}

func (p *cutPlan) readObject(raw string, found findings) (wire.Value, reading) {
	texts := p.delimiter.cut(raw, nil)
	pairs := pairUp
	if p.exploded {
		pairs = splitPairs
	}
	gathered, ok := gather(pairs(texts), p.undoing, p.at, found)
	if !ok {
		return wire.Value{}, unreadable
	}
	return p.members.read(gathered, p.at, found)
}

// readUnion: a delimiter that isn't encoded speaks for a list or an object, since clients encode those in values. Without one, the first
// kind of text that keeps its rules has it.
func (p *cutPlan) readUnion(raw string, found findings) (wire.Value, reading) {
	text, ok := p.undoing.undo(raw)
	if !ok {
		return readOne(raw, p.text, p.undoing, p.at, found)
	}
	begin, _ := p.delimiter.next(raw)
	isCut := begin >= 0 || (p.exploded && p.members != nil && strings.Contains(raw, "="))
	if !isCut {
		if value, ok := p.text.fit(text); ok {
			return value, present
		}
	}
	if p.items != nil {
		if value, how := p.readList(raw, found); how == present && p.acceptsStructure(&value) {
			return value, present
		}
	}
	if p.members != nil {
		if value, how := p.readObject(raw, found); how == present && p.acceptsStructure(&value) {
			return value, present
		}
	}
	return p.text.read(text), present
}

func (p *cutPlan) acceptsStructure(value *wire.Value) bool {
	for index := range p.spec.AnyOf {
		if branch := &p.spec.AnyOf[index]; branch.Text.hasStructure() && keeps(branch.Check, value) {
			return true
		}
	}
	return false
}

// planSingle plans a value in a path (simple, label, matrix) or a header (simple).
func planSingle(coding *Coding, name string, undoing undoing, at string, isHeader bool) rawPlan {
	spec := coding.text()
	exploded := coding.explodes(false)
	cut := planCut(spec, comma, exploded, undoing, at)
	switch {
	case isHeader:
		return &headerPlan{cut, spec.hasStructure() || spec.hasString()}
	case coding.Style == Label:
		if exploded {
			cut.delimiter = dot
		}
		return &labelPlan{cut}
	case coding.Style == Matrix:
		joined := planCut(spec, comma, false, undoing, at)
		items, members := planItems(spec.first(ListText), undoing), planMembers(spec.first(ObjectText), undoing)
		return &matrixPlan{name, spec, exploded, joined, items, members}
	}
	return cut
}

// headerPlan: two lines of one name are one with a comma (RFC 9110, section 5.3), which no number or boolean has.
type headerPlan struct {
	cut        *cutPlan
	takesComma bool
}

func (p *headerPlan) read(raw string, found findings) (wire.Value, reading) {
	if !p.takesComma && strings.Contains(raw, ",") {
		return reportTwice(p.cut.at, found)
	}
	return p.cut.read(raw, found)
}

type labelPlan struct{ cut *cutPlan }

func (p *labelPlan) read(raw string, found findings) (wire.Value, reading) {
	if !strings.HasPrefix(raw, ".") {
		return offStyle(p.cut.at, found)
	}
	return p.cut.read(raw[1:], found)
}

func offStyle(at string, found findings) (wire.Value, reading) {
	found.add(at, "encoding", styleMessage)
	return wire.Value{}, unreadable
}

// matrixPlan reads ;color=blue, ;color=blue,black, ;color=blue;color=black, ;R=100;G=200; an empty value is ;color.
type matrixPlan struct {
	name     string
	spec     *Text
	exploded bool
	joined   *cutPlan
	items    *itemsPlan
	members  *membersPlan
}

func (p *matrixPlan) read(raw string, found findings) (wire.Value, reading) {
	at := p.joined.at
	if !strings.HasPrefix(raw, ";") {
		return offStyle(at, found)
	}
	texts := strings.Split(raw[1:], ";")
	pairs := splitPairs(texts)
	values, isOwn := p.ownValues(pairs)
	isBare := len(texts) == 1 && !strings.Contains(texts[0], "=")
	if p.exploded && isOwn && p.items != nil && (len(texts) > 1 || p.members == nil) {
		if isBare {
			values = nil
		}
		return p.items.read(values, at, found)
	}
	if p.exploded && p.members != nil && (!isOwn || !p.spec.hasScalar()) {
		if isBare && isOwn {
			pairs = nil
		}
		gathered, ok := gather(pairs, p.joined.undoing, at, found)
		if !ok {
			return wire.Value{}, unreadable
		}
		return p.members.read(gathered, at, found)
	}
	if len(texts) > 1 || !isOwn {
		return offStyle(at, found)
	}
	return p.joined.read(values[0], found)
}

// ownValues gives the values; false: there is a name that isn't the parameter's.
func (p *matrixPlan) ownValues(pairs []pair) ([]string, bool) {
	values := make([]string, len(pairs))
	for index, each := range pairs {
		if name, ok := undoPercent(each.name); !ok || name != p.name {
			return nil, false
		}
		values[index] = each.value
	}
	return values, true
}
