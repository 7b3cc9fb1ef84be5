package wire

import (
	"math"
	"strings"
)

// Bits are the members of an object that came, by their number.
type Bits uint64

// First notes a member, and says whether it didn't come before.
func (b *Bits) First(member uint) bool {
	bit := Bits(1) << (member & 63)
	isFirst := *b&bit == 0
	*b |= bit
	return isFirst
}

// Has says whether a member came.
func (b Bits) Has(member uint) bool { return b>>(member&63)&1 == 1 }

// Names are those of members that nobody knows.
type Names struct {
	list []string
	set  map[string]struct{}
}

// add says whether a name didn't come before.
func (n *Names) add(name string) bool {
	if n.set == nil {
		for _, known := range n.list {
			if known == name {
				return false
			}
		}
		if n.list = append(n.list, name); len(n.list) > few {
			n.set = make(map[string]struct{}, 2*len(n.list))
			for _, known := range n.list {
				n.set[known] = struct{}{}
			}
		}
		return true
	}
	before := len(n.set)
	n.set[name] = struct{}{}
	return len(n.set) > before
}

// Unknown passes the value of a member that nobody knows.
func (r *Reader) Unknown(names *Names) bool { return !r.strict && names.add(r.Name) && r.Skip() }

// Skip passes the next value, whatever it is.
func (r *Reader) Skip() bool {
	switch r.Kind() {
	case Object:
		if !r.Object() {
			return false
		}
		var names Names
		for r.Next() {
			if !names.add(r.Name) || !r.Skip() {
				return false
			}
		}
		return r.Closed()
	case Array:
		if !r.Array() {
			return false
		}
		for r.More() {
			if !r.Skip() {
				return false
			}
		}
		return r.Closed()
	case String:
		var text string
		return r.take(&text)
	case Number:
		_, ok := r.literal()
		return ok
	case True:
		return r.word("true")
	case False:
		return r.word("false")
	case Null, Upload:
	}
	return r.Null()
}

// ReadRaw takes the next value as it is written. B is a type of bytes, such as json.RawMessage.
func ReadRaw[B ~[]byte](r *Reader, value *B) bool {
	r.next()
	start := r.at
	if !r.Skip() {
		return false
	}
	*value = B(r.text[start:r.at])
	return true
}

// ReadText takes the next value as it is written, into a text.
func ReadText[S ~string](r *Reader, value *S) bool {
	r.next()
	start := r.at
	if !r.Skip() {
		return false
	}
	*value = S(strings.Clone(r.text[start:r.at]))
	return true
}

// ReadNone takes a null.
func ReadNone(r *Reader, _ *None) bool { return r.Null() }

// ReadNever takes nothing.
func ReadNever[T any](*Reader, *T) bool { return false }

// ReadEmpty takes an object of which no member is known.
func ReadEmpty(r *Reader, _ *struct{}) bool {
	if !r.Object() {
		return false
	}
	var others Names
	for r.Next() {
		if r.Checks || !r.Unknown(&others) {
			return false
		}
	}
	return r.Closed()
}

// ReadRest takes the items of an array that stand behind those with types of their own, and its end.
func ReadRest[T any](r *Reader, rest *[]T, read func(*Reader, *T) bool) bool {
	for r.More() {
		var item T
		if !read(r, &item) {
			return false
		}
		*rest = append(*rest, item)
	}
	return r.Closed()
}

// ReadDefault fills in what a contract says of an absent member. It is no part of any text.
func ReadDefault[T any](text string, value *T, read func(*Reader, *T) bool) bool {
	r := Reader{text: text, depth: mostDepth, shares: true, unions: mostUnions}
	return read(&r, value)
}

// ReadSlice takes an array. It is never nil afterwards.
func ReadSlice[S ~[]T, T any](r *Reader, list *S, read func(*Reader, *T) bool) bool {
	if !r.Array() {
		return false
	}
	items := []T{}
	for r.More() {
		if len(items) == cap(items) {
			items = grow(items)
		}
		items = items[:len(items)+1]
		if !read(r, &items[len(items)-1]) {
			return false
		}
	}
	*list = items
	return r.Closed()
}

// grow makes room for four items, then doubles it as append does.
func grow[T any](items []T) []T {
	if cap(items) == 0 {
		return make([]T, 0, 4)
	}
	var next T
	return append(items, next)[:len(items)]
}

// ReadMap takes an object as a map. It is never nil afterwards.
func ReadMap[M ~map[string]T, T any](r *Reader, members *M, read func(*Reader, *T) bool) bool {
	if !r.Object() {
		return false
	}
	*members = M{}
	for r.Next() {
		if !ReadExtra(r, members, read) {
			return false
		}
	}
	return r.Closed()
}

// ReadExtra takes the value of a member that is known by its name only.
func ReadExtra[M ~map[string]T, T any](r *Reader, members *M, read func(*Reader, *T) bool) bool {
	name := r.Name
	if _, twice := (*members)[name]; twice {
		return false
	}
	if !r.shares {
		name = strings.Clone(name)
	}
	var value T
	if !read(r, &value) {
		return false
	}
	if *members == nil {
		*members = M{}
	}
	(*members)[name] = value
	return true
}

// ReadLooseExtra takes the value of a member that is known by its name only, and passes one of another type.
func ReadLooseExtra[M ~map[string]T, T any](r *Reader, members *M, others *Names, read func(*Reader, *T) bool) bool {
	if !others.add(r.Name) {
		return false
	}
	mark := r.Mark()
	if ReadExtra(r, members, read) {
		return true
	}
	r.Reset(mark)
	return !r.strict && r.Skip()
}

// ReadLooseMap takes an object as a map of those members that have the map's type. It is never nil afterwards.
func ReadLooseMap[M ~map[string]T, T any](r *Reader, members *M, read func(*Reader, *T) bool) bool {
	if !r.Object() {
		return false
	}
	*members = M{}
	var others Names
	for r.Next() {
		if !ReadLooseExtra(r, members, &others, read) {
			return false
		}
	}
	return r.Closed()
}

// New makes what an optional member points to.
func New[T any](pointer **T) *T {
	*pointer = new(T)
	return *pointer
}

// Set makes a value of a member that may be absent or null, and gives its place.
func Set[T any](member *Nullable[T]) *T {
	*member = Nullable[T]{state: present}
	return &member.value
}

// SetNull takes a null for a member that may be absent or null.
func SetNull[T any](r *Reader, member *Nullable[T]) bool {
	if !r.Null() {
		return false
	}
	*member = NullOf[T]()
	return true
}

// IsMultiple says whether a double of at most 15 digits is a multiple of size/scale; scale is a power of ten. Only what it
// says true of is sure.
func IsMultiple(value, size, scale float64) bool {
	scaled := math.Round(value * scale)
	// With at most 15 digits, a decimal and its double are one to one, and the product is less than half off.
	return scaled < 1e15 && scaled > -1e15 && scaled/scale == value && math.Mod(scaled, size) == 0
}

// IsDistinct says whether no two items are equal.
func IsDistinct[T comparable](items []T) bool {
	if len(items) > few {
		seen := make(map[T]struct{}, len(items))
		for _, item := range items {
			seen[item] = struct{}{}
		}
		return len(seen) == len(items)
	}
	for at := range items {
		for before := range at {
			if items[before] == items[at] {
				return false
			}
		}
	}
	return true
}
