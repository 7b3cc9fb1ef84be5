package check

import "slices"

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
