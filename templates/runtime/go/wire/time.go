package wire

import "time"

// ParseTime reads a date-time of RFC 3339. A leap second is the second after it.
func ParseTime(text string) (time.Time, bool) {
	date, ok := readDate(text)
	if !ok || len(text) < 20 || text[10]|0x20 != 't' || text[13] != ':' || text[16] != ':' {
		return time.Time{}, false
	}
	hour, minute, second := twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17)
	if hour > 23 || minute > 59 || second > 60 {
		return time.Time{}, false
	}
	nano, at := readFraction(text)
	offset, ok := readOffset(text[at:])
	if !ok {
		return time.Time{}, false
	}
	zone := time.UTC
	if offset != 0 {
		zone = time.FixedZone("", offset*60)
	}
	return time.Date(date.Year, date.Month, date.Day, hour, minute, second, nano, zone), true
}

// readDate reads the date that a text begins with.
func readDate(text string) (Date, bool) {
	if len(text) < 10 || text[4] != '-' || text[7] != '-' {
		return Date{}, false
	}
	century, year, month, day := twoDigits(text, 0), twoDigits(text, 2), twoDigits(text, 5), twoDigits(text, 8)
	if century > 99 || year > 99 || month < 1 || month > 12 || day < 1 {
		return Date{}, false
	}
	year += century * 100
	return Date{year, time.Month(month), day}, day <= daysIn(month, year)
}

func daysIn(month, year int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// twoDigits is above 99 where they are none.
func twoDigits(text string, at int) int {
	tens, ones := uint(text[at]-'0'), uint(text[at+1]-'0')
	if tens > 9 || ones > 9 {
		return 100
	}
	return int(tens*10 + ones)
}

// readFraction reads what may stand behind the seconds: nanoseconds, those beyond cut off, and where they end.
func readFraction(text string) (nano, end int) {
	if text[19] != '.' {
		return 0, 19
	}
	end = passDigits(text, 20)
	if end == 20 {
		return 0, 19
	}
	unit := 100_000_000
	for at := 20; at < end && unit > 0; at++ {
		nano += int(text[at]-'0') * unit
		unit /= 10
	}
	return nano, end
}

// readOffset reads `Z` or an offset from UTC in minutes.
func readOffset(text string) (minutes int, ok bool) {
	if len(text) == 1 {
		return 0, text[0]|0x20 == 'z'
	}
	if len(text) != 6 || text[3] != ':' || (text[0] != '+' && text[0] != '-') {
		return 0, false
	}
	hour, minute := twoDigits(text, 1), twoDigits(text, 4)
	minutes = hour*60 + minute
	if text[0] == '-' {
		minutes = -minutes
	}
	return minutes, hour <= 23 && minute <= 59
}
