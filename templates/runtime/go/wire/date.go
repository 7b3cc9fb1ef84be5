package wire

import (
	"errors"
	"time"
)

// Date is a day of the calendar (RFC 3339, full-date), in no time zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

var errDate = errors.New("a date is written as 2006-01-02")

// ParseDate reads a date as `2006-01-02`.
func ParseDate(text string) (Date, error) {
	date, ok := readDate(text)
	if !ok || len(text) != 10 {
		return Date{}, errDate
	}
	return date, nil
}

// DateOf is the day of a time in its own zone.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// Time is the beginning of the day in a zone.
func (d Date) Time(zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone)
}

// Compare is negative, zero or positive, as d is before, equal to or after other.
func (d Date) Compare(other Date) int {
	return d.Time(time.UTC).Compare(other.Time(time.UTC))
}

// IsZero says whether it is the zero Date, which is no day.
func (d Date) IsZero() bool { return d == Date{} }

// String is the date as `2006-01-02`.
func (d Date) String() string { return string(d.append(nil)) }

func (d Date) append(b []byte) []byte { return d.Time(time.UTC).AppendFormat(b, time.DateOnly) }

// MarshalText is for encoding/json and its like.
func (d Date) MarshalText() ([]byte, error) { return d.append(nil), nil }

// UnmarshalText is for encoding/json and its like.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}

// AppendDate adds a date as JSON.
func AppendDate(b []byte, value Date) []byte {
	if value.Year < 0 || value.Year > 9999 {
		panic(&EncodeError{Reason: "a date's year is not between 0 and 9999"})
	}
	return append(value.append(append(b, '"')), '"')
}
