package check

import (
	"strings"
	"unicode/utf8"
)

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
