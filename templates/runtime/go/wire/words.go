package wire

import "math/bits"

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// load reads eight signs at once, the first one lowest.
func load(text string, at int) uint64 {
	_ = text[at+7]
	return uint64(text[at]) | uint64(text[at+1])<<8 | uint64(text[at+2])<<16 | uint64(text[at+3])<<24 |
		uint64(text[at+4])<<32 | uint64(text[at+5])<<40 | uint64(text[at+6])<<48 | uint64(text[at+7])<<56
}

// signs marks the high bit of the signs of eight that don't stand in a JSON string as they are. Behind the first one it
// may mark more.
func signs(word uint64) uint64 {
	controls := word - ones*0x20
	quotes := (word ^ ones*'"') - ones
	backslashes := (word ^ ones*'\\') - ones
	return (controls | quotes | backslashes | word) & highs
}

// first is the place of the first marked sign.
func first(marks uint64) int { return bits.TrailingZeros64(marks) >> 3 }
