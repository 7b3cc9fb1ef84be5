package check

import (
	"math"
	"sync"

	"mortise/runtime/wire"
)

// Pattern is a pattern of ECMA-262 with the u flag, unanchored. It is read
// when it is first needed, and may be used by several goroutines.
type Pattern struct {
	source string
	linear bool
	once   sync.Once
	match  func(text string) (found, ok bool)
}

// NewPattern makes a pattern of its source, which is known to be one. Texts
// are read once, by an automaton, unless the pattern refers to its groups or
// counts beyond all measure: then the steps are counted.
func NewPattern(source string) *Pattern { return &Pattern{source: source} }

// NewLinearPattern makes a pattern that counts far, and of which it is known
// that backtracking takes few steps a code point.
func NewLinearPattern(source string) *Pattern { return &Pattern{source: source, linear: true} }

// Match says whether a text has a match; ok: it could be said in bounded time.
func (p *Pattern) Match(text string) (found, ok bool) {
	p.once.Do(p.prepare)
	return p.match(text)
}

const (
	// mostNodes of an automaton in which all repetitions are written out.
	mostNodes = 20_000
	// mostLooks are lookarounds, whose truth at a position takes a bit each.
	mostLooks = 40
)

func (p *Pattern) prepare() {
	parsed, err := readPattern(p.source)
	if err != nil {
		panic("check: " + p.source + ": " + err.Error())
	}
	alphabet := newAlphabet(parsed.sets)
	size := measure(&parsed.tree)
	switch {
	case p.linear:
		p.match = newProgram(parsed, alphabet, moreRoom).match
	case parsed.tree.hasKind(nodeBack) || size.nodes > mostNodes || size.looks > mostLooks:
		p.match = newProgram(parsed, alphabet, 1).match
	default:
		p.match = poolAutomata(parsed, alphabet)
	}
}

// poolAutomata: an automaton learns while it reads, so each goroutine needs one of its own.
func poolAutomata(parsed *syntax, alphabet *alphabet) func(text string) (found, ok bool) {
	pool := sync.Pool{New: func() any { return newAutomaton(parsed, alphabet) }}
	return func(text string) (found, ok bool) {
		own := pool.Get().(*automaton)
		found, ok = own.match(text)
		pool.Put(own)
		return found, ok
	}
}

// measures are those of an automaton.
type measures struct{ nodes, looks int }

func measure(tree *node) measures {
	size := measures{nodes: 1}
	for at := range tree.items {
		inner := measure(&tree.items[at])
		size.nodes = capped(size.nodes + inner.nodes)
		size.looks = capped(size.looks + inner.looks)
	}
	switch tree.kind {
	case nodeRepeat:
		rounds := max(tree.min, tree.max, 1)
		if tree.max == endless {
			rounds = tree.min + 1
		}
		size = measures{capped(size.nodes * rounds), capped(size.looks * rounds)}
	case nodeLook:
		size.looks = capped(size.looks + 1)
	case nodeSet, nodeSequence, nodeChoice, nodeStart, nodeEnd, nodeWord, nodeGroup, nodeBack:
	}
	return size
}

// capped keeps a product of two counts from running over.
func capped(count int) int { return min(count, math.MaxInt32) }

// Match says whether a text has a match of a pattern. Where that can't be
// said in bounded time, the whole value is refused.
func (r *Report) Match(pattern *Pattern, v *wire.Value) bool { return r.matches(pattern, textOf(v)) }

func (r *Report) matches(pattern *Pattern, text string) bool {
	if r.done() {
		return false
	}
	found, ok := pattern.Match(text)
	if !ok {
		r.limited = true
	}
	return found
}

func (r *Report) matchAny(patterns []*Pattern, text string) bool {
	for _, pattern := range patterns {
		if r.matches(pattern, text) {
			return true
		}
	}
	return false
}

// IsRegex is the format: a pattern of ECMA-262 with the u flag.
func IsRegex(text string) bool {
	_, err := readPattern(text)
	return err == nil
}

// Surely says whether a text has a match, of which it could be said in bounded time.
func (p *Pattern) Surely(text string) bool {
	found, ok := p.Match(text)
	return found && ok
}
