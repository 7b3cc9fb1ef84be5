package wire

import (
	"math"
	"strconv"
)

// digits passes up to 18 digits and gives their number.
func (r *Reader) digits() (value uint64, count int) {
	text, at := r.text, r.at
	for at < len(text) && at-r.at < 19 {
		digit := text[at] - '0'
		if digit > 9 {
			break
		}
		value = value*10 + uint64(digit)
		at++
	}
	count = at - r.at
	r.at = at
	return value, count
}

// whole takes a number that is written as an integer of at most 18 digits; else it stays where it was.
func (r *Reader) whole() (int64, bool) {
	negative := r.next() == '-'
	start := r.at
	if negative {
		r.at++
	}
	value, count := r.digits()
	isEnd := r.at >= len(r.text) || !isNumberSign(r.text[r.at])
	if count == 0 || count > 18 || (count > 1 && r.text[r.at-count] == '0') || !isEnd {
		r.at = start
		return 0, false
	}
	if negative {
		return -int64(value), true
	}
	return int64(value), true
}

func isNumberSign(sign byte) bool {
	return sign-'0' <= 9 || sign == '.' || sign|0x20 == 'e'
}

// literal takes a number in the range of doubles.
func (r *Reader) literal() (string, bool) {
	r.next()
	literal := scanNumber(r.text[r.at:])
	if literal == "" || !isInRange(literal) {
		return "", false
	}
	r.at += len(literal)
	return literal, true
}

// Int64 takes an integer of 64 bits.
func (r *Reader) Int64(value *int64) bool {
	var ok bool
	if *value, ok = r.whole(); ok {
		return true
	}
	large, ok := r.integer()
	if !ok {
		return false
	}
	*value, ok = large.Int64()
	return ok
}

// Int32 takes an integer of 32 bits.
func (r *Reader) Int32(value *int32) bool {
	var wide int64
	if !r.Int64(&wide) || wide != int64(int32(wide)) {
		return false
	}
	*value = int32(wide)
	return true
}

// Uint64 takes an integer of 64 bits that is not negative.
func (r *Reader) Uint64(value *uint64) bool {
	if short, ok := r.whole(); ok {
		*value = uint64(short)
		return short >= 0
	}
	large, ok := r.integer()
	if !ok {
		return false
	}
	number := large.Big()
	*value = number.Uint64()
	return number.IsUint64()
}

// Uint32 takes an integer of 32 bits that is not negative.
func (r *Reader) Uint32(value *uint32) bool {
	var wide int64
	if !r.Int64(&wide) || wide != int64(uint32(wide)) {
		return false
	}
	*value = uint32(wide)
	return true
}

// Integer takes an integer of any size.
func (r *Reader) Integer(value *Integer) bool {
	if short, ok := r.whole(); ok {
		*value = Integer{small: short}
		return true
	}
	var ok bool
	*value, ok = r.integer()
	return ok
}

// integer takes a number without a fraction, however it is written.
func (r *Reader) integer() (Integer, bool) {
	literal, ok := r.literal()
	if !ok {
		return Integer{}, false
	}
	value, err := integerOf(literal)
	return value, err == nil
}

// mostExact is how many digits a number may have to be one to one with its double.
const mostExact = 15

// Float takes a number as the nearest double.
func (r *Reader) Float(value *float64) bool {
	if r.short(value) {
		return true
	}
	literal, ok := r.literal()
	if ok {
		*value, _ = strconv.ParseFloat(literal, 64)
	}
	return ok
}

// ExactFloat takes a number whose rules a double's comparison decides: with Checks, one of at most 15 digits.
func (r *Reader) ExactFloat(value *float64) bool {
	return r.short(value) || !r.Checks && r.Float(value)
}

// short takes a number of at most 15 digits without an exponent; else it stays where it was.
func (r *Reader) short(value *float64) bool {
	negative := r.next() == '-'
	start := r.at
	if negative {
		r.at++
	}
	number, count := r.digits()
	isWhole := count == 1 || count > 1 && r.text[r.at-count] != '0'
	if isWhole && r.at < len(r.text) && r.text[r.at] == '.' {
		r.at++
		fraction, places := r.digits()
		isWhole = places > 0
		count += places
		if count <= mostExact {
			// Both are exact, so that the quotient is the nearest double (Clinger 1990).
			*value = float64(number*powers[places]+fraction) / float64(powers[places])
		}
	} else {
		*value = float64(number)
	}
	if !isWhole || count > mostExact || r.at < len(r.text) && isNumberSign(r.text[r.at]) {
		r.at = start
		return false
	}
	if negative {
		*value = math.Copysign(*value, -1)
	}
	return true
}

// powers of ten.
var powers = [mostExact + 1]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}
