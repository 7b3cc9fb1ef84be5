package check

// steps are a pattern of the simplest form, such as ^[A-Z]{3}-[0-9]+$: sets of signs, each so and so often, from the
// beginning of a text to its end. What they match greedily, sign by sign, is a match; of other texts they say nothing.
type steps []row

// row is one set of signs in a row.
type row struct {
	// signs of ASCII.
	signs    [128]bool
	min, max int
}

// makeSteps gives the steps of a pattern; nil where it has another form.
func makeSteps(parsed *syntax) steps {
	items := parsed.tree.items
	if last := len(items) - 1; parsed.tree.kind != nodeSequence || last < 2 || items[0].kind != nodeStart || items[last].kind != nodeEnd {
		return nil
	}
	var made steps
	for _, item := range items[1 : len(items)-1] {
		own := row{min: 1, max: 1}
		if item.kind == nodeRepeat {
			own.min, own.max = item.min, item.max
			item = item.items[0]
		}
		if item.kind != nodeSet {
			return nil
		}
		for sign := range own.signs {
			own.signs[sign] = parsed.sets[item.set].has(rune(sign))
		}
		made = append(made, own)
	}
	return made
}

// match says true of texts that match for sure.
func (s steps) match(text string) bool {
	at := 0
	for index := range s {
		own := &s[index]
		start := at
		for at < len(text) && (own.max == endless || at-start < own.max) && text[at] < 128 && own.signs[text[at]] {
			at++
		}
		if at-start < own.min {
			return false
		}
	}
	return at == len(text)
}
