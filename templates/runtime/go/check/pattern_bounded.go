package check

// Matching by backtracking, as ECMA-262 (22.2.2) describes it, for patterns
// with back references: what they mean depends on the way a position was
// reached. No linear algorithm is known for them, so the steps are counted.

const (
	// mostSteps of one test: about a tenth of a second.
	mostSteps = 5_000_000
	// mostChoices and changes are remembered at a time.
	mostChoices = 1_000_000
	// moreRoom is for patterns of which it is known that they take few steps a code point.
	moreRoom = 20
)

type instruction struct {
	kind     instructionKind
	backward bool
	not      bool
	lazy     bool
	// to is where to go on, or where else.
	to int
	// slot of a group's mark, or of a loop's counter; behind that is where its last round began.
	slot     int
	set      int
	min, max int
	// groups that a round forgets, from the first, up to but without the second; or the group that is referred to.
	groups []int
}

type instructionKind uint8

const (
	// stepRead reads a code point of a set.
	stepRead instructionKind = iota
	stepGoto
	// stepFork tries what follows, and another place if that fails.
	stepFork
	// stepMark remembers where a group begins or ends.
	stepMark
	stepBack
	stepStart
	stepEnd
	stepWord
	// stepLook: what follows is a body of its own, up to its stepAccept.
	stepLook
	// stepLoop begins a loop.
	stepLoop
	// stepRound decides whether there is a round more, which is what follows.
	stepRound
	// stepBegin is the start of a round, which forgets the groups inside.
	stepBegin
	// stepAgain is the end of a round.
	stepAgain
	stepAccept
)

// program is the instructions of a pattern.
type program struct {
	code     []instruction
	alphabet *alphabet
	// slots of groups (two each), then of loops (rounds so far, and where the last one began).
	slots int
	// room is how many times the limits may be reached.
	room int
}

func newProgram(parsed *syntax, alphabet *alphabet, room int) *program {
	p := &program{alphabet: alphabet, slots: parsed.groups * 2, room: room}
	p.compile(&parsed.tree, false)
	p.emit(instruction{kind: stepAccept})
	return p
}

func (p *program) emit(added instruction) int {
	p.code = append(p.code, added)
	return len(p.code) - 1
}

func (p *program) compile(tree *node, backward bool) {
	switch tree.kind {
	case nodeSet:
		p.emit(instruction{kind: stepRead, set: tree.set, backward: backward})
	case nodeSequence:
		for at := range tree.items {
			if backward {
				at = len(tree.items) - 1 - at
			}
			p.compile(&tree.items[at], backward)
		}
	case nodeChoice:
		p.compileChoice(tree.items, backward)
	case nodeGroup:
		first, last := tree.groups[0]*2, tree.groups[0]*2+1
		if backward {
			first, last = last, first
		}
		p.emit(instruction{kind: stepMark, slot: first})
		p.compile(&tree.items[0], backward)
		p.emit(instruction{kind: stepMark, slot: last})
	case nodeRepeat:
		p.compileRepeat(tree, backward)
	case nodeLook:
		look := p.emit(instruction{kind: stepLook, not: tree.not})
		p.compile(&tree.items[0], tree.behind)
		p.code[look].to = p.emit(instruction{kind: stepAccept}) + 1
	case nodeWord:
		p.emit(instruction{kind: stepWord, not: tree.not})
	case nodeStart:
		p.emit(instruction{kind: stepStart})
	case nodeEnd:
		p.emit(instruction{kind: stepEnd})
	case nodeBack:
		p.emit(instruction{kind: stepBack, groups: tree.groups, backward: backward})
	}
}

func (p *program) compileChoice(branches []node, backward bool) {
	var exits []int
	last := len(branches) - 1
	for at := range branches[:last] {
		fork := p.emit(instruction{kind: stepFork})
		p.compile(&branches[at], backward)
		exits = append(exits, p.emit(instruction{kind: stepGoto}))
		p.code[fork].to = len(p.code)
	}
	p.compile(&branches[last], backward)
	for _, exit := range exits {
		p.code[exit].to = len(p.code)
	}
}

func (p *program) compileRepeat(tree *node, backward bool) {
	loop := p.slots
	p.slots += 2
	p.emit(instruction{kind: stepLoop, slot: loop})
	round := p.emit(instruction{kind: stepRound, slot: loop, min: tree.min, max: tree.max, lazy: tree.lazy})
	p.emit(instruction{kind: stepBegin, slot: loop, groups: tree.groups})
	p.compile(&tree.items[0], backward)
	p.code[round].to = p.emit(instruction{kind: stepAgain, slot: loop, min: tree.min, to: round}) + 1
}
