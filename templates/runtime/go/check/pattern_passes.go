package check

import (
	"cmp"
	"encoding/binary"
	"slices"
	"unicode/utf8"
)

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
		// What the first state leads to would be kept, too.
		p.first = p.stateOf(nil)
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
