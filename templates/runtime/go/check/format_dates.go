package check

import "strings"

// IsDate is the format: full-date of RFC 3339, 5.6 and 5.7.
func IsDate(text string) bool { return len(text) == 10 && startsWithDate(text) }

// IsTime is the format: full-time of RFC 3339. A leap second is the last one of a day in UTC.
func IsTime(text string) bool { return minuteOf(text) >= 0 }

// IsDateTime is the format of RFC 3339, 5.6. A leap second is the last one of a month in UTC (5.7).
func IsDateTime(text string) bool {
	if len(text) < 20 || text[10]|0x20 != 't' || !startsWithDate(text) {
		return false
	}
	minute := minuteOf(text[11:])
	if minute < 0 || text[17] != '6' {
		return minute >= 0
	}
	day := pairAt(text, 8)
	// The same instant in UTC is a day before where the offset goes back over midnight.
	if minute < dayOfMinutes {
		return day == 1
	}
	last := daysIn(pairAt(text, 0)*100+pairAt(text, 2), pairAt(text, 5))
	if minute < 2*dayOfMinutes {
		return day == last
	}
	return day == last-1
}

// IsDuration is the format of RFC 3339, appendix A.
func IsDuration(text string) bool {
	rest, ok := strings.CutPrefix(text, "P")
	if !ok || rest == "" {
		return false
	}
	if unit, weeks := cutCount(rest); unit == 'W' {
		return weeks == ""
	}
	date, time, timed := strings.Cut(rest, "T")
	return (!timed || (time != "" && areUnits(time, "HMS"))) && areUnits(date, "YMD")
}

// areUnits says whether a text is made of counts of some units, without a gap between the first and the last.
func areUnits(text, units string) bool {
	for first := true; text != ""; first = false {
		unit, rest := cutCount(text)
		at := strings.IndexByte(units, unit)
		if at < 0 || (at > 0 && !first) {
			return false
		}
		units, text = units[at+1:], rest
	}
	return true
}

// cutCount reads digits and the unit behind them; 0: there are none.
func cutCount(text string) (unit byte, rest string) {
	at := 0
	for at < len(text) && isDigit(text[at]) {
		at++
	}
	if at == 0 || at == len(text) {
		return 0, text
	}
	return text[at], text[at+1:]
}

const dayOfMinutes = 24 * 60

func startsWithDate(text string) bool {
	if text[4] != '-' || text[7] != '-' {
		return false
	}
	century, year, month, day := pairAt(text, 0), pairAt(text, 2), pairAt(text, 5), pairAt(text, 8)
	if century < 0 || year < 0 || month < 1 || month > 12 || day < 1 {
		return false
	}
	return day <= 28 || day <= daysIn(century*100+year, month)
}

func daysIn(year, month int) int {
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

// minuteOf is the minute in UTC of a time, counted from the midnight before
// the day of the text, -1 if it is none. With second 60, which has to be in
// the last minute of a day.
func minuteOf(text string) int {
	if len(text) < 9 || text[2] != ':' || text[5] != ':' {
		return -1
	}
	hour, minute, second := pairAt(text, 0), pairAt(text, 3), pairAt(text, 6)
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60 {
		return -1
	}
	rest, ok := cutFraction(text[8:])
	offset, known := offsetOf(rest)
	if !ok || !known {
		return -1
	}
	utc := dayOfMinutes + hour*60 + minute - offset
	if second == 60 && utc%dayOfMinutes != dayOfMinutes-1 {
		return -1
	}
	return utc
}

// cutFraction passes the fraction of a second; ok: there is a digit behind its point.
func cutFraction(text string) (rest string, ok bool) {
	if text[0] != '.' {
		return text, true
	}
	end := 1
	for end < len(text) && isDigit(text[end]) {
		end++
	}
	return text[end:], end > 1
}

// offsetOf reads minutes east of UTC.
func offsetOf(text string) (minutes int, ok bool) {
	if len(text) == 1 {
		return 0, text[0]|0x20 == 'z'
	}
	if len(text) != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':' {
		return 0, false
	}
	hours, minutes := pairAt(text, 1), pairAt(text, 4)
	if hours < 0 || hours > 23 || minutes < 0 || minutes > 59 {
		return 0, false
	}
	if text[0] == '-' {
		return -hours*60 - minutes, true
	}
	return hours*60 + minutes, true
}

// pairAt is the number that two digits make, -1 if they are none.
func pairAt(text string, index int) int {
	if !isDigit(text[index]) || !isDigit(text[index+1]) {
		return -1
	}
	return int(text[index]-'0')*10 + int(text[index+1]-'0')
}

func isDigit(sign byte) bool { return isBetweenBytes(sign, '0', '9') }
