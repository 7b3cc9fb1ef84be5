package server

import "strings"

// deepPair is one pair of a parameter of style deepObject: [first][name] and its value, both as they came but for the name's encoding.
type deepPair struct{ path, raw string }

// pairPlan says which names of a query, form or cookie header are wanted. Names get their slots while readers are planned.
type pairPlan struct {
	slots       map[string]int // where the values of a name go
	deep        map[string]int // names that stand before a bracket
	keepsOthers bool           // whether pairs of other names are kept
}

func newPairPlan() *pairPlan {
	return &pairPlan{slots: map[string]int{}, deep: map[string]int{}}
}

// slotOf gives the slot of a name, the same for all who ask for it.
func slotOf(slots map[string]int, name string) int {
	slot, ok := slots[name]
	if !ok {
		slot = len(slots)
		slots[name] = slot
	}
	return slot
}

// pairs are what came, by slot.
type pairs struct {
	values [][]string
	deep   [][]deepPair
	others nameList
}

// pairCoding is how pairs are written.
type pairCoding struct {
	separator byte // '&' or ';'
	undoName  undo
	// isLenient: cookies of other sites' scripts are nobody's fault: what can't be read there is passed over.
	isLenient bool
}

func (p *pairPlan) open() *pairs {
	return &pairs{values: make([][]string, len(p.slots)), deep: make([][]deepPair, len(p.deep))}
}

// scan sorts the pairs of a query, form or cookie header by the names that are wanted. Linear in the text.
func (p *pairPlan) scan(text string, coding pairCoding, found findings) *pairs {
	sorted := p.open()
	for text != "" {
		own := text
		if end := strings.IndexByte(text, coding.separator); end >= 0 {
			own, text = text[:end], text[end+1:]
		} else {
			text = ""
		}
		if coding.separator == ';' {
			own = strings.Trim(own, " \t")
		}
		if own != "" {
			name, raw, _ := strings.Cut(own, "=")
			p.sort(sorted, coding, name, raw, found)
		}
	}
	return sorted
}

func (p *pairPlan) sort(sorted *pairs, coding pairCoding, rawName, raw string, found findings) {
	name, ok := coding.undoName(rawName)
	if !ok {
		if !coding.isLenient {
			found.add("", "encoding", percentMessage)
		}
		return
	}
	if slot, ok := p.slots[name]; ok {
		sorted.values[slot] = append(sorted.values[slot], raw)
		return
	}
	if len(p.deep) > 0 && strings.HasSuffix(name, "]") {
		if owner, ok := p.deepOwner(name); ok {
			slot := p.deep[owner]
			sorted.deep[slot] = append(sorted.deep[slot], deepPair{name[len(owner):], raw})
			return
		}
	}
	if p.keepsOthers {
		sorted.others.add(name, raw)
	} else if !coding.isLenient && !isWellEscaped(raw) {
		found.add(pointerTo("", name), "encoding", percentMessage)
	}
}

// deepOwner gives the parameter of style deepObject that a name with brackets belongs to.
func (p *pairPlan) deepOwner(name string) (string, bool) {
	if mark := strings.IndexByte(name, '['); mark >= 0 {
		if _, ok := p.deep[name[:mark]]; ok {
			return name[:mark], true
		}
	}
	// A parameter's own name may have brackets.
	longest := ""
	for other := range p.deep {
		if strings.Contains(other, "[") && strings.HasPrefix(name, other+"[") && len(other) > len(longest) {
			longest = other
		}
	}
	return longest, longest != ""
}
