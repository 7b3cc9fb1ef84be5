package wire

import (
	"cmp"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// Decimal is what a JSON number's literal stands for: Digits times ten to the power of Exponent.
type Decimal struct {
	Negative bool
	// Digits have no zeros at either end; none are zero.
	Digits   string
	Exponent int64
}

// ParseDecimal reads the literal of a JSON number. It is linear in its length, whatever the exponent.
func ParseDecimal(literal string) Decimal {
	mantissa, negative := strings.CutPrefix(literal, "-")
	var power int64
	if at := strings.IndexAny(mantissa, "eE"); at >= 0 {
		// Exponents of more than nine digits stand behind a zero alone.
		power, _ = strconv.ParseInt(mantissa[at+1:], 10, 64)
		mantissa = mantissa[:at]
	}
	digits := mantissa
	if whole, fraction, found := strings.Cut(mantissa, "."); found {
		digits = fraction
		if whole != "0" {
			digits = whole + fraction
		}
		power -= int64(len(fraction))
	}
	digits = strings.TrimLeft(digits, "0")
	kept := strings.TrimRight(digits, "0")
	if kept == "" {
		return Decimal{}
	}
	return Decimal{Negative: negative, Digits: kept, Exponent: power + int64(len(digits)-len(kept))}
}

// IsZero says whether the number is zero.
func (d Decimal) IsZero() bool { return d.Digits == "" }

// IsInteger says whether the number has no fraction: 1.0 and 1e2 are integers (JSON Schema Core, 4.2.3).
func (d Decimal) IsInteger() bool { return d.Exponent >= 0 }

// Compare is negative, zero or positive, as d is below, equal to or above other.
func (d Decimal) Compare(other Decimal) int {
	if d.sign() != other.sign() {
		return d.sign() - other.sign()
	}
	return d.sign() * d.compareSize(other)
}

func (d Decimal) sign() int {
	switch {
	case d.Digits == "":
		return 0
	case d.Negative:
		return -1
	}
	return 1
}

func (d Decimal) compareSize(other Decimal) int {
	power, otherPower := int64(len(d.Digits))+d.Exponent, int64(len(other.Digits))+other.Exponent
	switch {
	case power < otherPower:
		return -1
	case power > otherPower:
		return 1
	}
	// Both begin at the same power of ten, without zeros at their ends: they compare as texts do.
	return strings.Compare(d.Digits, other.Digits)
}

// shortInteger reads an integer of at most 18 digits as it is mostly written.
func shortInteger(literal string) (int64, bool) {
	digits, negative := strings.CutPrefix(literal, "-")
	if len(digits) > 18 {
		return 0, false
	}
	var value int64
	for at := range len(digits) {
		digit := digits[at] - '0'
		if digit > 9 {
			return 0, false
		}
		value = value*10 + int64(digit)
	}
	if negative {
		value = -value
	}
	return value, true
}

// CompareDecimal is negative, zero or positive, as the number of a literal is below, equal to or above another's. Exact.
func CompareDecimal(a, b string) int {
	short, isShort := shortInteger(a)
	other, isOther := shortInteger(b)
	if isShort && isOther {
		switch {
		case short < other:
			return -1
		case short > other:
			return 1
		}
		return 0
	}
	if comparison, ok := compareShort(a, b); ok {
		return comparison
	}
	return ParseDecimal(a).Compare(ParseDecimal(b))
}

// compareShort compares literals that are written without exponents, and of few digits.
func compareShort(a, b string) (comparison int, ok bool) {
	number, places, isShort := shortDecimal(a)
	other, otherPlaces, isOther := shortDecimal(b)
	if !isShort || !isOther {
		return 0, false
	}
	for ; places < otherPlaces; places++ {
		number *= 10
	}
	for ; otherPlaces < places; otherPlaces++ {
		other *= 10
	}
	return cmp.Compare(number, other), true
}

// shortDecimal reads a number of at most ten signs: it has eight places or fewer, so two of them fit 64 bits with as many places.
func shortDecimal(literal string) (number int64, places int, ok bool) {
	digits, negative := strings.CutPrefix(literal, "-")
	const most = 10
	if len(digits) > most {
		return 0, 0, false
	}
	hasPoint := false
	for at := range len(digits) {
		digit := digits[at] - '0'
		switch {
		case digits[at] == '.' && !hasPoint:
			hasPoint = true
			continue
		case digit > 9:
			return 0, 0, false
		case hasPoint:
			places++
		}
		number = number*10 + int64(digit)
	}
	if negative {
		number = -number
	}
	return number, places, true
}

// IsInteger says whether a literal's number has no fraction: 1.0 and 1e2 are integers (JSON Schema Core, 4.2.3).
func IsInteger(literal string) bool {
	if _, isShort := shortInteger(literal); isShort {
		return true
	}
	return ParseDecimal(literal).IsInteger()
}

// DivisibleBy says whether a number is a multiple of another one, which is above zero: 19.99 is one of 0.01. Exact, and
// linear in the digits of the value, whatever the exponents.
func DivisibleBy(value, divisor string) bool {
	short, isShort := shortInteger(value)
	step, isStep := shortInteger(divisor)
	if isShort && isStep {
		return step != 0 && short%step == 0
	}
	number, by := ParseDecimal(value), ParseDecimal(divisor)
	if number.IsZero() || by.IsZero() {
		return number.IsZero()
	}
	// The digits don't end in a zero, so no power of ten divides them.
	power := number.Exponent - by.Exponent
	if power < 0 {
		return false
	}
	if len(by.Digits) <= 18 {
		small, _ := strconv.ParseUint(by.Digits, 10, 64)
		return mulMod(remainder(number.Digits, small), powerOfTen(power, small), small) == 0
	}
	return dividesLong(number.Digits, power, by.Digits)
}

// remainder is that of a number by its digits.
func remainder(digits string, divisor uint64) uint64 {
	var rest uint64
	for at := range len(digits) {
		rest = (mulMod(rest, 10, divisor) + uint64(digits[at]-'0')) % divisor
	}
	return rest
}

// powerOfTen is ten to a power, modulo a divisor below 2^63, by squaring.
func powerOfTen(power int64, divisor uint64) uint64 {
	result, base := 1%divisor, 10%divisor
	for ; power > 0; power >>= 1 {
		if power&1 == 1 {
			result = mulMod(result, base, divisor)
		}
		base = mulMod(base, base, divisor)
	}
	return result
}

func mulMod(a, b, divisor uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return bits.Rem64(high, low, divisor)
}

// dividesLong takes the digits of the value 18 at a time, so that its length doesn't multiply with itself.
func dividesLong(digits string, power int64, divisor string) bool {
	by, _ := new(big.Int).SetString(divisor, 10)
	rest, piece := new(big.Int), new(big.Int)
	for start := 0; start < len(digits); start += 18 {
		part := digits[start:min(start+18, len(digits))]
		number, _ := strconv.ParseInt(part, 10, 64)
		scale := int64(1)
		for range len(part) {
			scale *= 10
		}
		rest.Mul(rest, piece.SetInt64(scale))
		rest.Rem(rest.Add(rest, piece.SetInt64(number)), by)
	}
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(power), by)
	return rest.Rem(rest.Mul(rest, ten), by).Sign() == 0
}
