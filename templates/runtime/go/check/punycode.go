package check

import (
	"math"
	"slices"
	"strings"
)

// Parameters of RFC 3492, section 5.
const (
	punyBase  = 36
	punyBias  = 72
	punyFirst = 128
	punySkew  = 38
	punyDamp  = 700
)

const punyDigits = "abcdefghijklmnopqrstuvwxyz0123456789"

// readPunycode gives the code points that a label without its xn-- stands for
// (RFC 3492, 6.2). The label is short and in lower case.
func readPunycode(encoded string) (points []rune, ok bool) {
	at := strings.LastIndexByte(encoded, '-')
	points = []rune(encoded[:max(at, 0)])
	at++
	bias, point, state := punyBias, punyFirst, 0
	for at < len(encoded) {
		before, weight := state, 1
		for position := punyBase; ; position += punyBase {
			if at == len(encoded) {
				return nil, false
			}
			value := strings.IndexByte(punyDigits, encoded[at])
			at++
			if value < 0 {
				return nil, false
			}
			state += value * weight
			threshold := thresholdAt(position, bias)
			if value < threshold {
				break
			}
			weight *= punyBase - threshold
			if state > math.MaxInt32 || weight > math.MaxInt32 {
				return nil, false
			}
		}
		count := len(points) + 1
		bias = adapt(state-before, count, before == 0)
		point += state / count
		state %= count
		if point > lastPoint || (point >= 0xd800 && point <= 0xdfff) {
			return nil, false
		}
		points = slices.Insert(points, state, rune(point))
		state++
	}
	return points, true
}

// writePunycode is a label's form in ASCII, without xn-- (RFC 3492, 6.3). The label is short.
func writePunycode(points []rune) string {
	var encoded strings.Builder
	for _, point := range points {
		if point < punyFirst {
			encoded.WriteRune(point)
		}
	}
	handled := encoded.Len()
	ascii := handled
	if ascii > 0 {
		encoded.WriteByte('-')
	}
	bias, point, delta := punyBias, rune(punyFirst), 0
	for ; handled < len(points); delta, point = delta+1, point+1 {
		next := rune(lastPoint)
		for _, other := range points {
			if other >= point {
				next = min(next, other)
			}
		}
		delta += int(next-point) * (handled + 1)
		point = next
		for _, other := range points {
			if other < point {
				delta++
			}
			if other == point {
				writeNumber(&encoded, delta, bias)
				bias = adapt(delta, handled+1, handled == ascii)
				delta = 0
				handled++
			}
		}
	}
	return encoded.String()
}

func writeNumber(encoded *strings.Builder, number, bias int) {
	for position := punyBase; ; position += punyBase {
		threshold := thresholdAt(position, bias)
		if number < threshold {
			encoded.WriteByte(punyDigits[number])
			return
		}
		encoded.WriteByte(punyDigits[threshold+(number-threshold)%(punyBase-threshold)])
		number = (number - threshold) / (punyBase - threshold)
	}
}

func thresholdAt(position, bias int) int { return min(max(position-bias, 1), 26) }

// adapt: RFC 3492, 6.1.
func adapt(delta, count int, isFirst bool) int {
	if isFirst {
		delta /= punyDamp
	} else {
		delta /= 2
	}
	delta += delta / count
	position := 0
	for ; delta > 455; position += punyBase {
		delta /= punyBase - 1
	}
	return position + punyBase*delta/(delta+punySkew)
}
