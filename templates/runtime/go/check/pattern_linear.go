package check

import (
	"cmp"
	"encoding/binary"
	"slices"
	"unicode/utf8"
)

// Matching in linear time: an automaton whose states are made when a text
// first reaches them.
//
// Whether a lookaround holds at a position does not depend on how the position
// was reached, so all its positions are found in one pass over the text before
// the pass of what it stands in: backwards for a lookahead, forwards for a
// lookbehind.

// automaton matches texts of one pattern, one at a time.
type automaton struct {
	nodes      []stateNode
	conditions []condition
	alphabet   *alphabet
	main       *pass
	// seen holds for each node the last search that came by it, mark is the number of the one that runs.
	seen []int
	mark int
}

// stateNode leads on to others by index.
type stateNode struct {
	kind stateKind
	// set that a code point is read of.
	set int
	// condition that has to hold, or not to.
	condition int
	not       bool
	next      []int
}

type stateKind uint8

const (
	stateRead stateKind = iota
	stateFork
	stateIf
	stateAccept
)

// condition is what can be asked of a position between two code points: start, end, word, or a lookaround.
type condition struct {
	kind nodeKind
	look *pass
}

// pass over the text: which node it starts with at every position, which way
// it reads, and what it has worked out so far.
type pass struct {
	start      int
	backward   bool
	conditions []int
	// atEdges: nothing is asked of positions but whether they are the first or the last one.
	atEdges bool
	// anchored: a match begins at the first position.
	anchored bool
	first    *state
	states   map[string]*state
}

// state is the nodes that a pass has come to by reading.
type state struct {
	nodes []int
	// few moves by the conditions that hold at the position, a bit each; many where the conditions are many.
	few  []*move
	many map[uint64]*move
}

type move struct {
	accepts bool
	reads   []int
	// next state by class of code point.
	next []*state
}

// fewConditions have a slot for each set of them.
const fewConditions = 4

const (
	// mostStates one pass keeps. More are made again when they are needed, so that a text can't fill the memory.
	mostStates = 2000
	// mostWork is nodes visited for new states in one pass: some seconds' work. Only a pattern with huge counts
	// comes to it, on a huge text.
	mostWork = 100_000_000
)

// newAutomaton makes the automaton of a pattern without back references.
func newAutomaton(parsed *syntax, alphabet *alphabet) *automaton {
	a := &automaton{alphabet: alphabet}
	a.main = a.addPass(&parsed.tree, false)
	a.seen = make([]int, len(a.nodes))
	return a
}

// match says whether a text has a match; ok: it could be said.
func (a *automaton) match(text string) (found, ok bool) {
	var holds [][]bool
	for index, condition := range a.conditions {
		if condition.look == nil {
			continue
		}
		positions := make([]bool, len(text)+1)
		_, ok := a.run(condition.look, text, holds, func(position int) bool {
			positions[position] = true
			return false
		})
		if !ok {
			return false, false
		}
		if holds == nil {
			holds = make([][]bool, len(a.conditions))
		}
		holds[index] = positions
	}
	return a.run(a.main, text, holds, nil)
}

// ------------------------------------------------ the automaton of a tree

// addPass: conditions are added before what stands around them, so passes run in their order.
func (a *automaton) addPass(tree *node, backward bool) *pass {
	added := &pass{backward: backward, states: map[string]*state{}}
	accept := a.add(stateNode{kind: stateAccept})
	added.start = a.addTree(added, tree, accept)
	slices.Sort(added.conditions)
	added.conditions = slices.Compact(added.conditions)
	added.atEdges = !slices.ContainsFunc(added.conditions, func(index int) bool {
		return a.conditions[index].kind != nodeStart && a.conditions[index].kind != nodeEnd
	})
	added.anchored = !backward && tree.isAnchored()
	added.first = added.stateOf(nil)
	return added
}

func (a *automaton) add(added stateNode) int {
	a.nodes = append(a.nodes, added)
	return len(a.nodes) - 1
}

// addTree adds what matches a tree and then goes on to next; returns where it begins.
func (a *automaton) addTree(within *pass, tree *node, next int) int {
	switch tree.kind {
	case nodeSet:
		return a.add(stateNode{kind: stateRead, set: tree.set, next: []int{next}})
	case nodeSequence:
		for at := range tree.items {
			if !within.backward {
				at = len(tree.items) - 1 - at
			}
			next = a.addTree(within, &tree.items[at], next)
		}
		return next
	case nodeChoice:
		branches := make([]int, len(tree.items))
		for at := range tree.items {
			branches[at] = a.addTree(within, &tree.items[at], next)
		}
		return a.add(stateNode{kind: stateFork, next: branches})
	case nodeGroup:
		return a.addTree(within, &tree.items[0], next)
	case nodeRepeat:
		return a.addRepeat(within, tree, next)
	case nodeLook:
		return a.addIf(within, condition{nodeLook, a.addPass(&tree.items[0], !tree.behind)}, tree.not, next)
	case nodeStart, nodeEnd, nodeWord:
		return a.addIf(within, condition{kind: tree.kind}, tree.not, next)
	case nodeBack:
	}
	panic("an automaton can't match a back reference")
}

func (a *automaton) addIf(within *pass, asked condition, not bool, next int) int {
	index := slices.IndexFunc(a.conditions, func(known condition) bool { return known.kind == asked.kind && asked.kind != nodeLook })
	if index < 0 {
		index = len(a.conditions)
		a.conditions = append(a.conditions, asked)
	}
	within.conditions = append(within.conditions, index)
	return a.add(stateNode{kind: stateIf, condition: index, not: not, next: []int{next}})
}

func (a *automaton) addRepeat(within *pass, tree *node, next int) int {
	then := next
	if tree.max == endless {
		then = a.add(stateNode{kind: stateFork})
		a.nodes[then].next = []int{a.addTree(within, &tree.items[0], then), next}
	}
	for range tree.max - tree.min {
		then = a.add(stateNode{kind: stateFork, next: []int{a.addTree(within, &tree.items[0], then), next}})
	}
	for range tree.min {
		then = a.addTree(within, &tree.items[0], then)
	}
	return then
}

// ------------------------------------------------ passes

// run reads the whole text, and tells found every position at which a match
// ends, until that says it is enough; returns whether it did. Without found,
// the first one is enough.
func (a *automaton) run(p *pass, text string, holds [][]bool, found func(position int) bool) (enough, ok bool) {
	work := mostWork
	current := p.first
	position := 0
	if p.backward {
		position = len(text)
	}
	for {
		var truths uint64
		if !p.atEdges || position == 0 || position == len(text) {
			truths = a.truthsAt(p, text, holds, position)
		}
		next := a.moveAt(p, current, truths, &work)
		if work < 0 {
			return false, false
		}
		if next.accepts && (found == nil || found(position)) {
			return true, true
		}
		point, size := readPoint(text, position, p.backward)
		if size == 0 || (p.anchored && len(next.reads) == 0) {
			return false, true
		}
		position += size
		class := a.alphabet.classOf(point)
		if next.next[class] == nil {
			next.next[class] = a.after(p, next, class, &work)
		}
		current = next.next[class]
	}
}

// readPoint reads a code point on either side of a position; size: how far that leads.
func readPoint(text string, position int, backward bool) (point rune, size int) {
	if backward {
		point, size = utf8.DecodeLastRuneInString(text[:position])
		return point, -size
	}
	if position < len(text) && text[position] < utf8.RuneSelf {
		return rune(text[position]), 1
	}
	return utf8.DecodeRuneInString(text[position:])
}

// truthsAt says which of the conditions of a pass hold at a position, a bit each.
func (a *automaton) truthsAt(p *pass, text string, holds [][]bool, position int) (truths uint64) {
	for bit, index := range p.conditions {
		var holdsHere bool
		switch a.conditions[index].kind {
		case nodeStart:
			holdsHere = position == 0
		case nodeEnd:
			holdsHere = position == len(text)
		case nodeWord:
			holdsHere = isWordBefore(text, position) != isWordBefore(text, position+1)
		default:
			holdsHere = holds[index][position]
		}
		if holdsHere {
			truths |= 1 << bit
		}
	}
	return truths
}

// isWordBefore: ECMA-262, 22.2.2.9.3 (WordCharacters) without the flag i.
func isWordBefore(text string, position int) bool {
	return position > 0 && position <= len(text) && (isAlphanumeric(text[position-1]) || text[position-1] == '_')
}

func isAlphanumeric(sign byte) bool { return isLetter(sign) || isBetweenBytes(sign, '0', '9') }

func (p *pass) stateOf(nodes []int) *state {
	key := make([]byte, 0, 4*len(nodes))
	for _, index := range nodes {
		key = binary.LittleEndian.AppendUint32(key, uint32(index))
	}
	if known, found := p.states[string(key)]; found {
		return known
	}
	if len(p.states) >= mostStates {
		clear(p.states)
	}
	made := &state{nodes: nodes}
	if len(p.conditions) <= fewConditions {
		made.few = make([]*move, 1<<len(p.conditions))
	} else {
		made.many = map[uint64]*move{}
	}
	p.states[string(key)] = made
	return made
}

func (a *automaton) moveAt(p *pass, current *state, truths uint64, work *int) *move {
	if current.few != nil {
		if current.few[truths] == nil {
			current.few[truths] = a.findMove(p, current, truths, work)
		}
		return current.few[truths]
	}
	known := current.many[truths]
	if known == nil {
		known = a.findMove(p, current, truths, work)
		current.many[truths] = known
	}
	return known
}

// findMove finds what can be read at a position: everything that a state leads to, and a new start.
func (a *automaton) findMove(p *pass, current *state, truths uint64, work *int) *move {
	a.mark++
	found := &move{next: make([]*state, a.alphabet.classes)}
	pending := append(slices.Clone(current.nodes), p.start)
	for len(pending) > 0 {
		index := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		if a.seen[index] == a.mark {
			continue
		}
		a.seen[index] = a.mark
		*work--
		switch each := &a.nodes[index]; each.kind {
		case stateAccept:
			found.accepts = true
		case stateRead:
			found.reads = append(found.reads, index)
		case stateFork:
			pending = append(pending, each.next...)
		case stateIf:
			if bit := slices.Index(p.conditions, each.condition); (truths>>bit&1 == 1) != each.not {
				pending = append(pending, each.next...)
			}
		}
	}
	return found
}

// after is the state after a code point of a class.
func (a *automaton) after(p *pass, from *move, class int, work *int) *state {
	*work -= len(from.reads)
	var next []int
	for _, index := range from.reads {
		if each := &a.nodes[index]; a.alphabet.isIn(class, each.set) {
			next = append(next, each.next[0])
		}
	}
	slices.SortFunc(next, cmp.Compare[int])
	return p.stateOf(slices.Compact(next))
}
