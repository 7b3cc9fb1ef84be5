package check

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// alphabet sorts code points into classes: those of one class are in the same sets.
type alphabet struct {
	classes int
	// ascii: their classes.
	ascii [utf8.RuneSelf]int
	// starts of ranges that are of one class each.
	starts []rune
	of     []int
	// within: by class, a bit for each set.
	within [][]uint64
}

func newAlphabet(sets []set) *alphabet {
	a := &alphabet{}
	known := map[string]int{}
	edges := edgesOf(sets)
	within := make([]uint64, len(sets)/64+1)
	for at := 0; at < len(edges); {
		start := edges[at].point
		for ; at < len(edges) && edges[at].point == start; at++ {
			within[edges[at].set/64] ^= edges[at].bit
		}
		key := signatureOf(within)
		class, found := known[key]
		if !found {
			class = len(known)
			known[key] = class
			a.within = append(a.within, slices.Clone(within))
		}
		a.starts = append(a.starts, start)
		a.of = append(a.of, class)
	}
	a.classes = len(known)
	for point := range a.ascii {
		a.ascii[point] = a.search(rune(point))
	}
	return a
}

// edge is where a set begins or ends.
type edge struct {
	point rune
	set   int
	bit   uint64
}

func edgesOf(sets []set) []edge {
	edges := []edge{{}}
	for index, points := range sets {
		bit := uint64(1) << (index % 64)
		for _, each := range points {
			edges = append(edges, edge{each.first, index, bit}, edge{each.last + 1, index, bit})
		}
	}
	slices.SortStableFunc(edges, func(a, b edge) int { return cmp.Compare(a.point, b.point) })
	return edges
}

func signatureOf(within []uint64) string {
	key := make([]byte, 0, 8*len(within))
	for _, bits := range within {
		for shift := 0; shift < 64; shift += 8 {
			key = append(key, byte(bits>>shift))
		}
	}
	return string(key)
}

func (a *alphabet) classOf(point rune) int {
	if point < utf8.RuneSelf {
		return a.ascii[point]
	}
	return a.search(point)
}

func (a *alphabet) search(point rune) int {
	at, found := slices.BinarySearch(a.starts, point)
	if !found {
		at--
	}
	return a.of[at]
}

func (a *alphabet) isIn(class, set int) bool { return a.within[class][set/64]>>(set%64)&1 == 1 }
