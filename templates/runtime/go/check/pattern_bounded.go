package check

import (
	"strings"
	"unicode/utf8"
)

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

// ------------------------------------------------ running

// attempt is a test under way. Slots that hold nothing hold -1.
type attempt struct {
	*program
	text    string
	slots   []int
	choices []choice
	changes []change
	steps   int
}

// choice that is left: instruction, position, and how many changes there had been.
type choice struct{ index, at, changes int }

// change of a slot: which, and what it held.
type change struct{ slot, held int }

// match says whether a text has a match; ok: it could be said.
func (p *program) match(text string) (found, ok bool) {
	run := &attempt{program: p, text: text, slots: make([]int, p.slots)}
	for slot := range run.slots {
		run.slots[slot] = -1
	}
	for at := 0; at <= len(text); at += sizeAt(text, at) {
		if found, ok := run.matchFrom(0, at); found || !ok {
			return found, ok
		}
	}
	return false, true
}

// sizeAt is how many bytes the code point at a position has; 1 at the end.
func sizeAt(text string, at int) int {
	_, size := utf8.DecodeRuneInString(text[at:])
	return max(size, 1)
}

func (a *attempt) set(slot, value int) {
	if a.slots[slot] != value {
		a.changes = append(a.changes, change{slot, a.slots[slot]})
		a.slots[slot] = value
	}
}

func (a *attempt) undo(length int) {
	for at := len(a.changes) - 1; at >= length; at-- {
		a.slots[a.changes[at].slot] = a.changes[at].held
	}
	a.changes = a.changes[:length]
}

func (a *attempt) isSpent() bool {
	a.steps++
	return a.steps > mostSteps*a.room || len(a.choices) > mostChoices*a.room || len(a.changes) > 2*mostChoices*a.room
}

// matchFrom says whether the instructions from index on match at a position.
// If they do, the groups keep what they have found, and no choice of theirs is
// left; if not, everything is as it was.
func (a *attempt) matchFrom(index, at int) (matches, ok bool) {
	choices, changes := len(a.choices), len(a.changes)
	for {
		if a.isSpent() {
			return false, false
		}
		each := &a.code[index]
		if each.kind == stepAccept {
			a.choices = a.choices[:choices]
			return true, true
		}
		var holds bool
		if each.kind == stepLook {
			before := len(a.changes)
			matches, ok := a.matchFrom(index+1, at)
			if !ok {
				return false, false
			}
			if matches && each.not {
				a.undo(before)
			}
			holds, index = matches != each.not, each.to
		} else {
			index, at, holds = a.step(each, index, at)
		}
		if holds {
			continue
		}
		if len(a.choices) == choices {
			a.undo(changes)
			return false, true
		}
		last := a.choices[len(a.choices)-1]
		a.choices = a.choices[:len(a.choices)-1]
		a.undo(last.changes)
		index, at = last.index, last.at
	}
}

// step does one instruction; it says where to go on, unless it fails.
func (a *attempt) step(each *instruction, index, at int) (next, after int, holds bool) {
	switch each.kind {
	case stepRead:
		return a.read(each, index, at)
	case stepGoto:
		return each.to, at, true
	case stepFork:
		a.choices = append(a.choices, choice{each.to, at, len(a.changes)})
	case stepMark:
		a.set(each.slot, at)
	case stepBack:
		return a.readBack(each, index, at)
	case stepStart:
		return index + 1, at, at == 0
	case stepEnd:
		return index + 1, at, at == len(a.text)
	case stepWord:
		return index + 1, at, (isWordBefore(a.text, at) != isWordBefore(a.text, at+1)) != each.not
	case stepLoop:
		a.set(each.slot, 0)
	case stepRound:
		return a.chooseRound(each, index, at), at, true
	case stepBegin:
		a.set(each.slot+1, at)
		for slot := each.groups[0] * 2; slot < each.groups[1]*2; slot++ {
			a.set(slot, -1)
		}
	case stepAgain:
		rounds := a.slots[each.slot]
		// A round that had to be no more, and has read nothing, is no round.
		if rounds >= each.min && a.slots[each.slot+1] == at {
			return 0, 0, false
		}
		a.set(each.slot, rounds+1)
		return each.to, at, true
	case stepLook, stepAccept:
	}
	return index + 1, at, true
}

func (a *attempt) read(each *instruction, index, at int) (next, after int, holds bool) {
	var point rune
	var size int
	if each.backward {
		point, size = utf8.DecodeLastRuneInString(a.text[:at])
		after = at - size
	} else {
		point, size = utf8.DecodeRuneInString(a.text[at:])
		after = at + size
	}
	return index + 1, after, size > 0 && a.alphabet.isIn(a.alphabet.classOf(point), each.set)
}

// readBack: a group that has not matched is matched by nothing.
func (a *attempt) readBack(each *instruction, index, at int) (next, after int, holds bool) {
	start, end := a.slots[each.groups[0]*2], a.slots[each.groups[0]*2+1]
	if start < 0 || end < 0 {
		return index + 1, at, true
	}
	said := a.text[start:end]
	a.steps += len(said) >> 4
	if each.backward {
		return index + 1, at - len(said), strings.HasSuffix(a.text[:at], said)
	}
	return index + 1, at + len(said), strings.HasPrefix(a.text[at:], said)
}

func (a *attempt) chooseRound(each *instruction, index, at int) (next int) {
	rounds := a.slots[each.slot]
	if each.max != endless && rounds >= each.max {
		return each.to
	}
	if rounds < each.min {
		return index + 1
	}
	next, other := index+1, each.to
	if each.lazy {
		next, other = other, next
	}
	a.choices = append(a.choices, choice{other, at, len(a.changes)})
	return next
}
