package check

import (
	"math/rand/v2"
	"testing"
)

// A state leads to others; what a pass no longer knows, nothing may lead to.
func TestAutomatonForgetsItsStates(t *testing.T) {
	parsed, err := readPattern(`(?:a|b)*a(?:a|b){14}c`)
	if err != nil {
		t.Fatal(err)
	}
	own := newAutomaton(parsed, newAlphabet(parsed.sets))
	random := rand.New(rand.NewPCG(1, 2))
	for range 4 {
		text := make([]byte, 20_000)
		for at := range text {
			text[at] = "ab"[random.IntN(2)]
		}
		own.match(string(text))
	}
	for _, each := range []*pass{own.main} {
		if reached := countStates(each.first); reached > mostStates+1 {
			t.Errorf("%d states are kept, %d may be", reached, mostStates)
		}
	}
}

func countStates(from *state) int {
	reached := map[*state]bool{}
	pending := []*state{from}
	for len(pending) > 0 {
		each := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		if each == nil || reached[each] {
			continue
		}
		reached[each] = true
		for _, made := range each.few {
			if made != nil {
				pending = append(pending, made.next...)
			}
		}
	}
	return len(reached)
}
