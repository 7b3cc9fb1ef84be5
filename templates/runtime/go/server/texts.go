package server

import (
	"strconv"
	"strings"

	"mortise/runtime/wire"
)

// TextKind is what a text may stand for.
type TextKind uint8

// Kinds of texts. A union's are tried in the order null, boolean, integer, number, string: the first whose text form and rules fit wins
// (wire profile, "Parameters").
const (
	StringText TextKind = iota
	NullText
	BooleanText
	IntegerText
	NumberText
	UnionText
	ListText
	ObjectText
)

// Text says what JSON value the text of a parameter, form member or header may stand for. The zero Text is a string.
type Text struct {
	Kind TextKind
	// AnyOf are the branches of a UnionText.
	AnyOf []TextBranch
	// Items are those of a ListText, behind Prefix.
	Items  *Text
	Prefix []Text
	// Members are those of an ObjectText; Rest says what others may be, nil: there are none.
	Members []TextMember
	Rest    *Text
}

// TextBranch is one of the kinds of a union, with the check that tells whether it is the one.
type TextBranch struct {
	Text  Text
	Check Check
}

// TextMember is a member of an object that a text stands for.
type TextMember struct {
	Name string
	Text Text
}

// Texts of one kind.
var (
	Null    = &Text{Kind: NullText}
	Boolean = &Text{Kind: BooleanText}
	Integer = &Text{Kind: IntegerText}
	Number  = &Text{Kind: NumberText}
)

var plainText = Text{}

func (t *Text) member(name string) *Text {
	for index := range t.Members {
		if t.Members[index].Name == name {
			return &t.Members[index].Text
		}
	}
	return nil
}

// isScalar tells that a text is one value, and of one kind.
func (t *Text) isScalar() bool { return t.Kind < UnionText }

// hasStructure tells whether a list or an object is among what a text may stand for.
func (t *Text) hasStructure() bool {
	if t.Kind != UnionText {
		return t.Kind > UnionText
	}
	for index := range t.AnyOf {
		if t.AnyOf[index].Text.hasStructure() {
			return true
		}
	}
	return false
}

// hasString tells whether a text of any form may be the value.
func (t *Text) hasString() bool { return t.first(StringText) != nil }

// hasScalar tells whether one text may be the value.
func (t *Text) hasScalar() bool {
	if t.Kind != UnionText {
		return t.isScalar()
	}
	for index := range t.AnyOf {
		if t.AnyOf[index].Text.hasScalar() {
			return true
		}
	}
	return false
}

// first gives the first of a kind among what a text may stand for; nil: there is none.
func (t *Text) first(kind TextKind) *Text {
	if t.Kind == kind {
		return t
	}
	for index := range t.AnyOf {
		if found := t.AnyOf[index].Text.first(kind); found != nil {
			return found
		}
	}
	return nil
}

// scalarBranch is a branch of a union that is neither a list nor an object.
type scalarBranch struct {
	kind   TextKind
	checks []Check
}

// textPlan is how a decoded text becomes a JSON value. A text that is of no form that the contract allows stays a text: then the
// schema's own rules say what is wrong with it, in the words they have for JSON.
type textPlan struct {
	kind     TextKind
	branches []scalarBranch
	// structured: lists and objects in a single text are JSON, as clients write them.
	structured bool
}

func planText(spec *Text) *textPlan {
	plan := &textPlan{kind: spec.Kind, structured: spec.hasStructure()}
	if !spec.isScalar() {
		plan.branches = branchesOf(spec, nil, nil)
	}
	return plan
}

// branchesOf lists the branches of a union, and of the unions in it, that are one text.
func branchesOf(spec *Text, checks []Check, branches []scalarBranch) []scalarBranch {
	if spec.isScalar() {
		return append(branches, scalarBranch{spec.Kind, checks})
	}
	for index := range spec.AnyOf {
		own := checks
		if branch := &spec.AnyOf[index]; branch.Check != nil {
			own = append(checks[:len(checks):len(checks)], branch.Check)
		}
		branches = branchesOf(&spec.AnyOf[index].Text, own, branches)
	}
	return branches
}

// read gives the value that a text stands for.
func (p *textPlan) read(text string) wire.Value {
	if p.kind < UnionText {
		if value, ok := fit(p.kind, text); ok {
			return value
		}
		return wire.StringValue(text)
	}
	if p.structured {
		if nested, ok := readNested(text); ok {
			return nested
		}
	}
	return p.readUnion(text)
}

// readUnion gives the first kind whose form and rules the text fits. If none keeps its rules it is the first whose form it has: so the
// violations are those of the number that it is.
func (p *textPlan) readUnion(text string) wire.Value {
	var first *wire.Value
	for _, branch := range p.branches {
		value, ok := fit(branch.kind, text)
		if !ok {
			continue
		}
		if keepsAll(branch.checks, &value) {
			return value
		}
		if first == nil {
			first = &value
		}
	}
	if first == nil {
		return wire.StringValue(text)
	}
	return *first
}

// fit gives the value of a text only if it keeps all the rules of a branch that is one text.
func (p *textPlan) fit(text string) (wire.Value, bool) {
	for _, branch := range p.branches {
		if value, ok := fit(branch.kind, text); ok && keepsAll(branch.checks, &value) {
			return value, true
		}
	}
	return wire.Value{}, false
}

func keepsAll(checks []Check, value *wire.Value) bool {
	for _, check := range checks {
		if !keeps(check, value) {
			return false
		}
	}
	return true
}

func readNested(text string) (wire.Value, bool) {
	if !strings.HasPrefix(text, "[") && !strings.HasPrefix(text, "{") {
		return wire.Value{}, false
	}
	value, fault := wire.ParseString(text, 0)
	return value, fault == nil
}

// fit gives the value of a text as a kind; false: it has not the form (wire profile, "Parameters").
func fit(kind TextKind, text string) (wire.Value, bool) {
	switch kind {
	case NullText:
		return wire.NullValue(), text == ""
	case BooleanText:
		return wire.BoolValue(text == "true"), text == "true" || text == "false"
	case IntegerText:
		return wire.NumberValue(text), isInteger(text) && isInRange(text)
	case NumberText:
		return wire.NumberValue(text), isNumber(text) && isInRange(text)
	case StringText, UnionText, ListText, ObjectText:
	}
	return wire.StringValue(text), true
}

func isInteger(text string) bool {
	text = strings.TrimPrefix(text, "-")
	return digits(text) == len(text) && text != "" && (text[0] != '0' || len(text) == 1)
}

func isNumber(text string) bool {
	text = strings.TrimPrefix(text, "-")
	whole := digits(text)
	if whole == 0 || (text[0] == '0' && whole > 1) {
		return false
	}
	text = text[whole:]
	if strings.HasPrefix(text, ".") {
		fraction := digits(text[1:])
		if fraction == 0 {
			return false
		}
		text = text[1+fraction:]
	}
	if text == "" || (text[0] != 'e' && text[0] != 'E') {
		return text == ""
	}
	text = text[1:]
	if text != "" && (text[0] == '+' || text[0] == '-') {
		text = text[1:]
	}
	return text != "" && digits(text) == len(text)
}

func digits(text string) int {
	for index := 0; index < len(text); index++ {
		if text[index] < '0' || text[index] > '9' {
			return index
		}
	}
	return len(text)
}

// isInRange tells whether a number is one that doubles reach: beyond that it is none.
func isInRange(literal string) bool {
	if len(literal) < 300 && !strings.ContainsAny(literal, "eE") {
		return true
	}
	_, err := strconv.ParseFloat(literal, 64)
	return err == nil
}
