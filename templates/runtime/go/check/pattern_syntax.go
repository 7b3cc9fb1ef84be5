package check

import (
	"errors"
	"math"
	"strings"
	"unicode/utf8"
)

// syntax is a pattern that was read.
type syntax struct {
	tree   node
	sets   []set
	groups int
}

var errSyntax = errors.New("no pattern of ECMA-262")

// deepest groups may stand in each other.
const deepest = 1_000

type syntaxReader struct {
	source string
	at     int
	depth  int
	groups int
	names  map[string]int
	sets   []set
	known  map[string]int
	// What can be judged only at the end.
	greatest int
	pending  []pendingReference
}

type pendingReference struct {
	name  string
	group *int
}

// readPattern reads a pattern with the u flag (ECMA-262 of 2024, 22.2.1).
// Regular expressions that later editions have are none here.
func readPattern(source string) (*syntax, error) {
	r := &syntaxReader{source: source, names: map[string]int{}, known: map[string]int{}}
	tree, err := r.choice()
	if err != nil {
		return nil, err
	}
	if r.at < len(source) || r.greatest > r.groups {
		return nil, errSyntax
	}
	for _, reference := range r.pending {
		group, found := r.names[reference.name]
		if !found {
			return nil, errSyntax
		}
		*reference.group = group
	}
	return &syntax{tree: tree, sets: r.sets, groups: r.groups}, nil
}

func (r *syntaxReader) choice() (node, error) {
	r.depth++
	defer func() { r.depth-- }()
	if r.depth > deepest {
		return node{}, errSyntax
	}
	var branches []node
	for {
		branch, err := r.sequence()
		if err != nil {
			return node{}, err
		}
		branches = append(branches, branch)
		if !r.take("|") {
			break
		}
	}
	if len(branches) == 1 {
		return branches[0], nil
	}
	return node{kind: nodeChoice, items: branches}, nil
}

func (r *syntaxReader) sequence() (node, error) {
	var items []node
	for r.at < len(r.source) && r.source[r.at] != '|' && r.source[r.at] != ')' {
		first := r.groups
		item, quantifiable, err := r.term()
		if err != nil {
			return node{}, err
		}
		if quantifiable {
			item, err = r.quantify(item, []int{first, r.groups})
		}
		if err != nil {
			return node{}, err
		}
		items = append(items, item)
	}
	if len(items) == 1 {
		return items[0], nil
	}
	return node{kind: nodeSequence, items: items}, nil
}

func (r *syntaxReader) term() (item node, quantifiable bool, err error) {
	switch {
	case r.take("^"):
		return node{kind: nodeStart}, false, nil
	case r.take("$"):
		return node{kind: nodeEnd}, false, nil
	case r.take(`\b`), r.take(`\B`):
		return node{kind: nodeWord, not: r.source[r.at-1] == 'B'}, false, nil
	case r.take("("):
		return r.group()
	case r.startsWith(`\k`), r.at+1 < len(r.source) && r.source[r.at] == '\\' && isBetweenBytes(r.source[r.at+1], '1', '9'):
		item, err = r.reference()
		return item, true, err
	}
	item, err = r.setNode()
	return item, true, err
}

func (r *syntaxReader) group() (item node, quantifiable bool, err error) {
	switch {
	case r.take("?:"):
		item, err = r.closed()
		return item, true, err
	case r.take("?="):
		return r.look(node{kind: nodeLook})
	case r.take("?!"):
		return r.look(node{kind: nodeLook, not: true})
	case r.take("?<="):
		return r.look(node{kind: nodeLook, behind: true})
	case r.take("?<!"):
		return r.look(node{kind: nodeLook, behind: true, not: true})
	}
	index := r.groups
	r.groups++
	if r.take("?<") {
		name, err := r.groupName()
		if err != nil {
			return node{}, false, err
		}
		if _, taken := r.names[name]; taken {
			return node{}, false, errSyntax
		}
		r.names[name] = index
	}
	body, err := r.closed()
	return node{kind: nodeGroup, groups: []int{index}, items: []node{body}}, true, err
}

func (r *syntaxReader) look(item node) (node, bool, error) {
	body, err := r.closed()
	item.items = []node{body}
	return item, false, err
}

// closed reads up to the closing parenthesis, and that.
func (r *syntaxReader) closed() (node, error) {
	body, err := r.choice()
	if err == nil && !r.take(")") {
		err = errSyntax
	}
	return body, err
}

func (r *syntaxReader) reference() (node, error) {
	item := node{kind: nodeBack, groups: []int{0}}
	if r.take(`\k`) {
		if !r.take("<") {
			return item, errSyntax
		}
		name, err := r.groupName()
		r.pending = append(r.pending, pendingReference{name, &item.groups[0]})
		return item, err
	}
	r.at++
	number := r.number()
	r.greatest = max(r.greatest, number)
	item.groups[0] = number - 1
	return item, nil
}

func (r *syntaxReader) quantify(body node, groups []int) (node, error) {
	repeat := node{kind: nodeRepeat, items: []node{body}, max: endless, groups: groups}
	switch {
	case r.take("*"):
	case r.take("+"):
		repeat.min = 1
	case r.take("?"):
		repeat.max = 1
	case r.take("{"):
		if !r.counts(&repeat) {
			return repeat, errSyntax
		}
	default:
		return body, nil
	}
	repeat.lazy = r.take("?")
	return repeat, nil
}

func (r *syntaxReader) counts(repeat *node) bool {
	start := r.at
	repeat.min = r.number()
	if r.at == start {
		return false
	}
	repeat.max = repeat.min
	if r.take(",") {
		start = r.at
		if repeat.max = r.number(); r.at == start {
			repeat.max = endless
		}
	}
	return r.take("}") && (repeat.max == endless || repeat.min <= repeat.max)
}

// number reads digits; those beyond the greatest number count as that.
func (r *syntaxReader) number() int {
	number := 0
	for ; r.at < len(r.source) && isBetweenBytes(r.source[r.at], '0', '9'); r.at++ {
		number = min(number*10+int(r.source[r.at]-'0'), math.MaxInt32)
	}
	return number
}

// setNode reads what stands for one code point.
func (r *syntaxReader) setNode() (node, error) {
	start := r.at
	points, err := r.set()
	if err != nil {
		return node{}, err
	}
	text := r.source[start:r.at]
	index, known := r.known[text]
	if !known {
		index = len(r.sets)
		r.known[text] = index
		r.sets = append(r.sets, points)
	}
	return node{kind: nodeSet, set: index}, nil
}

// groupName reads a name and the sign behind it.
func (r *syntaxReader) groupName() (string, error) {
	var name strings.Builder
	for !r.take(">") {
		var point rune
		if r.startsWith(`\u`) {
			r.at++
			escaped, ok := r.unicodeEscape()
			if !ok {
				return "", errSyntax
			}
			point = escaped
		} else if point = r.next(); point < 0 {
			return "", errSyntax
		}
		if !isNamePoint(point, name.Len() == 0) {
			return "", errSyntax
		}
		name.WriteRune(point)
	}
	if name.Len() == 0 {
		return "", errSyntax
	}
	return name.String(), nil
}

func isNamePoint(point rune, first bool) bool {
	if point == '$' || point == '_' {
		return true
	}
	if first {
		return property("ID_Start").has(point)
	}
	return point == 0x200c || point == 0x200d || property("ID_Continue").has(point)
}

func (r *syntaxReader) startsWith(text string) bool { return strings.HasPrefix(r.source[r.at:], text) }

func (r *syntaxReader) take(text string) bool {
	if !r.startsWith(text) {
		return false
	}
	r.at += len(text)
	return true
}

// next reads a code point; -1 at the end.
func (r *syntaxReader) next() rune {
	if r.at == len(r.source) {
		return -1
	}
	point, size := utf8.DecodeRuneInString(r.source[r.at:])
	r.at += size
	return point
}

func isBetweenBytes(sign, first, last byte) bool { return first <= sign && sign <= last }
