package check

import (
	"math"
	"slices"
	"strconv"

	"mortise/runtime/wire"
)

// NoTag is what a member is that is no tag.
const NoTag = "\xff"

// Tag is the text of the member that tells the branches of a union apart.
func Tag(v *wire.Value, name string) string {
	if tag := v.Get(name); tag != nil && tag.Kind == wire.String {
		return tag.Text
	}
	return NoTag
}

// IsText says whether a value is one of these texts.
func IsText(v *wire.Value, texts ...string) bool {
	return v != nil && (v.Kind == wire.String || v.Kind == wire.Upload) && slices.Contains(texts, textOf(v))
}

// IsOneOf says whether a value equals one of the constants of an enum.
func IsOneOf(v *wire.Value, constants ...wire.Value) bool {
	if v == nil {
		return false
	}
	for at := range constants {
		if wire.EqualValues(v, &constants[at]) {
			return true
		}
	}
	return false
}

// IsUnique says whether no item of an array equals another.
func IsUnique(v *wire.Value) bool { return wire.Unique(v.Items()) }

// Keeps says whether a text is of a format, by the format's own function.
func Keeps(v *wire.Value, is func(text string) bool) bool { return is(textOf(v)) }

// MinLength says whether a text has so many code points (Validation, 6.3.2).
func MinLength(v *wire.Value, limit int) bool {
	if v.Kind == wire.Upload {
		return v.File().Size() >= int64(limit)
	}
	return atLeastPoints(v.Text, limit)
}

// MaxLength says whether a text has no more code points (Validation, 6.3.1).
func MaxLength(v *wire.Value, limit int) bool {
	if v.Kind == wire.Upload {
		return v.File().Size() <= int64(limit)
	}
	return atMostPoints(v.Text, limit)
}

// AtLeast is minimum, exact.
func AtLeast(v *wire.Value, limit string) bool { return wire.CompareDecimal(v.Text, limit) >= 0 }

// Above is exclusiveMinimum, exact.
func Above(v *wire.Value, limit string) bool { return wire.CompareDecimal(v.Text, limit) > 0 }

// AtMost is maximum, exact.
func AtMost(v *wire.Value, limit string) bool { return wire.CompareDecimal(v.Text, limit) <= 0 }

// Below is exclusiveMaximum, exact.
func Below(v *wire.Value, limit string) bool { return wire.CompareDecimal(v.Text, limit) < 0 }

// MultipleOf compares decimals: 19.99 is a multiple of 0.01.
func MultipleOf(v *wire.Value, divisor string) bool { return wire.DivisibleBy(v.Text, divisor) }

// IsInt32 is the format: a signed integer of 32 bits.
func IsInt32(v *wire.Value) bool { return isBetween(v, math.MinInt32, math.MaxInt32) }

// IsInt64 is the format: a signed integer of 64 bits.
func IsInt64(v *wire.Value) bool { return isBetween(v, math.MinInt64, math.MaxInt64) }

// IsUint32 is the format: an integer from 0 to 2^32-1.
func IsUint32(v *wire.Value) bool { return isBetween(v, 0, math.MaxUint32) }

// IsUint64 is the format: an integer from 0 to 2^64-1.
func IsUint64(v *wire.Value) bool { return isBetween(v, 0, math.MaxUint64) }

func isBetween(v *wire.Value, least int64, greatest uint64) bool {
	return wire.IsInteger(v.Text) && AtLeast(v, strconv.FormatInt(least, 10)) && AtMost(v, strconv.FormatUint(greatest, 10))
}
