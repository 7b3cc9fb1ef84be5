package wire

// mostUnions is how many values of a text may be read more than once. Types that stand in each other could make it 2 to
// the power of their depth; beyond this, one branch that fits is enough.
const mostUnions = 10_000

// Mark is a place in a text to come back to.
type Mark struct{ at, depth int }

// Mark is where the reader stands, before a value.
func (r *Reader) Mark() Mark { return Mark{r.at, r.depth} }

// Reset goes back to where a value begins.
func (r *Reader) Reset(mark Mark) {
	r.at, r.depth = mark.at, mark.depth
	r.fresh, r.failed = false, false
}

// Again goes back to a value that was held already, to hold it as another type too, and says whether it may.
func (r *Reader) Again(mark Mark, held bool) bool {
	r.Reset(mark)
	if held {
		r.unions--
	}
	return r.unions >= 0
}

// Branch makes a type of a union that can be tried: `hold` gets what was read.
func Branch[T any](read func(*Reader, *T) bool, hold func(T)) func(*Reader) bool {
	return func(r *Reader) bool {
		var held T
		if !read(r, &held) {
			return false
		}
		hold(held)
		return true
	}
}

// Choose reads a value as the first type that it fits: first one that names all of its members and constants, else one
// that lets others through.
func (r *Reader) Choose(branches ...func(*Reader) bool) bool {
	return r.try(branches, true, false) || !r.strict && r.try(branches, false, false)
}

// ChooseAll reads a value as each type that it fits.
func (r *Reader) ChooseAll(branches ...func(*Reader) bool) bool {
	return r.try(branches, true, true) || !r.strict && r.try(branches, false, true)
}

func (r *Reader) try(branches []func(*Reader) bool, strict, all bool) bool {
	mark, outer := r.Mark(), r.strict
	end := -1
	for _, branch := range branches {
		if r.unions < 0 {
			break
		}
		r.Reset(mark)
		r.strict = outer || strict
		r.unions--
		if !branch(r) {
			continue
		}
		if end = r.at; !all {
			break
		}
	}
	r.strict = outer
	r.Reset(mark)
	if end >= 0 {
		r.at = end
	}
	return end >= 0
}

// Tree reads the next value for checks that find out its type, and stays before it.
func (r *Reader) Tree() (Value, bool) {
	mark := r.Mark()
	r.next()
	start := r.at
	if !r.Skip() {
		return Value{}, false
	}
	end := r.at
	r.Reset(mark)
	value, fault := ParseString(r.text[start:end], r.depth)
	return value, fault == nil
}

// Tag finds the text of a member of the object that comes next, and stays before the object. It is "" where the value is
// no object, or has no such text.
func (r *Reader) Tag(name string) string {
	mark := r.Mark()
	tag := r.findText(name)
	r.Reset(mark)
	return tag
}

func (r *Reader) findText(name string) (text string) {
	if !r.Object() {
		return ""
	}
	for r.Next() {
		if r.Name == name {
			text, _ = r.asText()
			return text
		}
		if !r.pass() {
			return ""
		}
	}
	return ""
}

// pass goes behind the next value by its brackets, without looking at what stands between them.
func (r *Reader) pass() bool {
	switch r.next() {
	case '"':
		return r.passText()
	case '{', '[':
		return r.passBrackets()
	}
	start := r.at
	for r.at < len(r.text) && !isEnd(r.text[r.at]) {
		r.at++
	}
	return r.at > start
}

func isEnd(sign byte) bool { return sign == ',' || sign == '}' || sign == ']' || sign <= ' ' }

func (r *Reader) passText() bool {
	end, _, _ := passString(r.text, r.at+1)
	r.at = end + 1
	return end >= 0
}

func (r *Reader) passBrackets() bool {
	for open := 0; r.at < len(r.text); {
		switch r.text[r.at] {
		case '"':
			if !r.passText() {
				return false
			}
			continue
		case '{', '[':
			open++
		case '}', ']':
			open--
		}
		r.at++
		if open == 0 {
			return true
		}
	}
	return false
}
