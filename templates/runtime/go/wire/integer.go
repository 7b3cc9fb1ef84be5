package wire

import (
	"errors"
	"math/big"
	"strconv"
	"strings"
)

// Integer is an integer of any size. Its zero value is zero. Those of 64 bits take no memory of their own.
type Integer struct {
	small int64
	// large is nil where the number fits into small.
	large *big.Int
}

var errInteger = errors.New("no integer")

// NewInteger is an integer of 64 bits.
func NewInteger(value int64) Integer { return Integer{small: value} }

// IntegerOf is an integer of any size. It keeps a copy.
func IntegerOf(value *big.Int) Integer {
	if value.IsInt64() {
		return Integer{small: value.Int64()}
	}
	return Integer{large: new(big.Int).Set(value)}
}

// ParseInteger reads decimal digits, with a sign before them if it is negative.
func ParseInteger(text string) (Integer, error) {
	if scanNumber(text) != text || strings.ContainsAny(text, ".eE") || len(text) > mostDigits {
		return Integer{}, errInteger
	}
	return integerOf(text)
}

// mostDigits are a few more than a number in the range of doubles has.
const mostDigits = 320

// integerOf reads the literal of a number: 1.0 and 1e2 are integers too.
func integerOf(literal string) (Integer, error) {
	if short, isShort := shortInteger(literal); isShort {
		return Integer{small: short}, nil
	}
	number := ParseDecimal(literal)
	if number.Exponent < 0 || int64(len(number.Digits))+number.Exponent > mostDigits {
		return Integer{}, errInteger
	}
	value, _ := new(big.Int).SetString("0"+number.Digits+strings.Repeat("0", int(number.Exponent)), 10)
	if number.Negative {
		value.Neg(value)
	}
	return IntegerOf(value), nil
}

// Int64 gives the number where it has at most 64 bits.
func (i Integer) Int64() (value int64, ok bool) { return i.small, i.large == nil }

// Big gives the number, as a copy.
func (i Integer) Big() *big.Int {
	if i.large == nil {
		return big.NewInt(i.small)
	}
	return new(big.Int).Set(i.large)
}

// Cmp is negative, zero or positive, as i is below, equal to or above other.
func (i Integer) Cmp(other Integer) int {
	if i.large == nil && other.large == nil {
		switch {
		case i.small < other.small:
			return -1
		case i.small > other.small:
			return 1
		}
		return 0
	}
	return i.Big().Cmp(other.Big())
}

// CompareInteger is negative, zero or positive, as a is below, equal to or above b.
func CompareInteger(a Integer, b int64) int { return a.Cmp(Integer{small: b}) }

// Equal says whether both are the same number.
func (i Integer) Equal(other Integer) bool { return i.Cmp(other) == 0 }

// IsZero says whether the number is zero.
func (i Integer) IsZero() bool { return i.large == nil && i.small == 0 }

// String is the number in decimal digits.
func (i Integer) String() string {
	if i.large == nil {
		return strconv.FormatInt(i.small, 10)
	}
	return i.large.String()
}

// MarshalJSON is for encoding/json.
func (i Integer) MarshalJSON() ([]byte, error) { return AppendInteger(nil, i), nil }

// UnmarshalJSON is for encoding/json.
func (i *Integer) UnmarshalJSON(text []byte) (err error) {
	literal := string(text)
	if scanNumber(literal) != literal || !isInRange(literal) {
		return errInteger
	}
	*i, err = integerOf(literal)
	return err
}

// AppendInteger adds an integer as JSON.
func AppendInteger(b []byte, value Integer) []byte {
	if value.large == nil {
		return strconv.AppendInt(b, value.small, 10)
	}
	return value.large.Append(b, 10)
}
