package wire

import (
	"maps"
	"slices"
)

// AppendList adds a list of small values, item by item; nil is empty.
func AppendList[T any](b []byte, items []T, write func([]byte, T) []byte) []byte {
	b = append(b, '[')
	for at, item := range items {
		if at > 0 {
			b = append(b, ',')
		}
		b = write(b, item)
	}
	return append(b, ']')
}

// AppendSlice adds a list, item by item; nil is empty.
func AppendSlice[T any](b []byte, items []T, write func([]byte, *T) []byte) []byte {
	b = append(b, '[')
	for at := range items {
		if at > 0 {
			b = append(b, ',')
		}
		b = write(b, &items[at])
	}
	return append(b, ']')
}

// AppendMap adds an object, its members in the order of their names; nil is empty.
func AppendMap[M ~map[string]T, T any](b []byte, members M, write func([]byte, *T) []byte) []byte {
	b = append(b, '{')
	empty := len(b)
	b = AppendExtra(b, members, empty, write)
	return append(b, '}')
}

// AppendExtra adds members to an object whose first member, where it has one, begins at `empty`.
func AppendExtra[M ~map[string]T, T any](b []byte, members M, empty int, write func([]byte, *T) []byte) []byte {
	if len(members) == 0 {
		return b
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		value := members[name]
		b = write(append(AppendString(Comma(b, empty), name), ':'), &value)
	}
	return b
}

// Comma adds a comma where something stands before: the first member or item begins at `empty`.
func Comma(b []byte, empty int) []byte {
	if len(b) > empty {
		return append(b, ',')
	}
	return b
}

// AppendNull adds null.
func AppendNull(b []byte) []byte { return append(b, "null"...) }

// AppendRaw adds JSON text as it is. None at all is null; what is no JSON fails the encoding.
func AppendRaw[B ~[]byte](b []byte, value B) []byte {
	if len(value) == 0 {
		return AppendNull(b)
	}
	r := Reader{text: string(value), depth: mostDepth}
	if !r.Skip() || passSpace(r.text, r.at) < len(r.text) {
		panic(&EncodeError{Reason: "raw JSON is no JSON"})
	}
	return append(b, value...)
}

// mostDepth is the deepest that arrays and objects can be allowed to stand in each other.
const mostDepth = 1000

// AppendText adds JSON text that is a constant of the contract.
func AppendText[S ~string](b []byte, value S) []byte { return AppendRaw(b, []byte(value)) }

// AppendNone adds null.
func AppendNone(b []byte, _ None) []byte { return AppendNull(b) }

// AppendPlainMap adds an object of small values, its members in the order of their names; nil is empty.
func AppendPlainMap[M ~map[string]T, T any](b []byte, members M, write func([]byte, T) []byte) []byte {
	return AppendMap(b, members, func(b []byte, value *T) []byte { return write(b, *value) })
}

// AppendRest adds items to an array and ends it. Follows: items stand before them.
func AppendRest[T any](b []byte, items []T, follows bool, write func([]byte, *T) []byte) []byte {
	for at := range items {
		if follows || at > 0 {
			b = append(b, ',')
		}
		b = write(b, &items[at])
	}
	return append(b, ']')
}

// Refuse fails the encoding of a value that holds nothing.
func Refuse([]byte) []byte {
	panic(&EncodeError{Reason: "a value holds none of its types"})
}

// Merge makes one object of several, whose texts end at the given places of `b`; the first begins at the first of them.
func Merge(b []byte, ends []int) []byte {
	if len(ends) == 2 {
		return b
	}
	var merged Value
	for at, end := range ends[1:] {
		value, fault := Parse(b[ends[at]:end], mostDepth)
		if fault != nil {
			panic(&EncodeError{Reason: fault.Message})
		}
		if merged = mergeValues(merged, value); at == 0 {
			merged = value
		}
	}
	return merged.AppendJSON(b[:ends[0]])
}

// mergeValues adds to a value what another one has; parts that both have are put together.
func mergeValues(kept, more Value) Value {
	if kept.Kind != Object || more.Kind != Object {
		return kept
	}
	members := slices.Clone(kept.Members())
	for _, member := range more.Members() {
		if kept.parts != nil {
			if at, found := kept.parts.find(member.Name); found {
				members[at].Value = mergeValues(members[at].Value, member.Value)
				continue
			}
		}
		members = append(members, member)
	}
	return ObjectValue(members)
}
