package wire

import "hash/maphash"

// EqualValues is JSON's equality (JSON Schema Core, 4.2.2): 1 is 1.0, the order of members doesn't count.
func EqualValues(a, b *Value) bool {
	if a.Kind != b.Kind {
		return false
	}
	switch a.Kind {
	case Number:
		return a.Text == b.Text || CompareDecimal(a.Text, b.Text) == 0
	case String:
		return a.Text == b.Text
	case Array:
		return equalItems(a.Items(), b.Items())
	case Object:
		return equalMembers(a.Members(), b)
	case Upload:
		return a.File() == b.File()
	case Null, False, True:
	}
	return true
}

func equalItems(a, b []Value) bool {
	if len(a) != len(b) {
		return false
	}
	for at := range a {
		if !EqualValues(&a[at], &b[at]) {
			return false
		}
	}
	return true
}

func equalMembers(members []Member, other *Value) bool {
	if len(members) != len(other.Members()) {
		return false
	}
	for at := range members {
		member := other.Get(members[at].Name)
		if member == nil || !EqualValues(&members[at].Value, member) {
			return false
		}
	}
	return true
}

// seed differs in every process, so that nobody can make values of one hash.
var seed = maphash.MakeSeed()

// HashValue is equal for equal values, and differs for others but by chance. It is good within one process.
func HashValue(v *Value) uint64 {
	switch v.Kind {
	case Number:
		return hashNumber(v.Text)
	case String:
		return maphash.String(seed, v.Text)
	case Array:
		sum := uint64(Array)
		for at := range v.Items() {
			sum = maphash.Comparable(seed, [2]uint64{sum, HashValue(&v.Items()[at])})
		}
		return sum
	case Object:
		sum := uint64(Object)
		for at := range v.Members() {
			member := &v.Members()[at]
			// A sum, since the order of members doesn't count.
			sum += maphash.Comparable(seed, [2]uint64{maphash.String(seed, member.Name), HashValue(&member.Value)})
		}
		return sum
	case Null, False, True, Upload:
	}
	return uint64(v.Kind)
}

func hashNumber(literal string) uint64 {
	number := ParseDecimal(literal)
	power := uint64(number.Exponent) << 1
	if number.Negative {
		power++
	}
	return maphash.Comparable(seed, [2]uint64{power, maphash.String(seed, number.Digits)})
}

// Unique says whether no two items are equal (`uniqueItems`). Near linear in the size of the items' text.
func Unique(items []Value) bool {
	if len(items) <= few {
		for at := range items {
			for before := range at {
				if EqualValues(&items[before], &items[at]) {
					return false
				}
			}
		}
		return true
	}
	seen := make(map[uint64][]int32, len(items))
	for at := range items {
		hash := HashValue(&items[at])
		for _, before := range seen[hash] {
			if EqualValues(&items[before], &items[at]) {
				return false
			}
		}
		seen[hash] = append(seen[hash], int32(at))
	}
	return true
}
