package check

import "slices"

// node is a piece of a pattern. Groups, sets and repetitions are what they
// are in ECMA-262, 22.2.
type node struct {
	kind nodeKind
	// set: an index into the pattern's sets, for one code point.
	set   int
	items []node
	// min and max rounds of a repetition; endless: -1.
	min, max int
	lazy     bool
	// not: of a lookaround or a word boundary. behind: of a lookaround.
	not, behind bool
	// groups: those inside of a repetition, which each round forgets, from the first, up to but without the second;
	// of a group its own number; of a reference those of which one has matched.
	groups []int
}

type nodeKind uint8

const (
	nodeSet nodeKind = iota
	nodeSequence
	nodeChoice
	nodeRepeat
	nodeStart
	nodeEnd
	nodeWord
	nodeLook
	nodeGroup
	nodeBack
)

const endless = -1

// hasKind says whether something of a kind is in a tree.
func (n *node) hasKind(kind nodeKind) bool {
	return n.kind == kind || slices.ContainsFunc(n.items, func(item node) bool { return item.hasKind(kind) })
}

// isAnchored says whether a match of a tree begins at the first position, for sure.
func (n *node) isAnchored() bool {
	switch n.kind {
	case nodeStart:
		return true
	case nodeSequence, nodeGroup:
		return len(n.items) > 0 && n.items[0].isAnchored()
	case nodeChoice:
		return !slices.ContainsFunc(n.items, func(item node) bool { return !item.isAnchored() })
	case nodeSet, nodeRepeat, nodeEnd, nodeWord, nodeLook, nodeBack:
	}
	return false
}
