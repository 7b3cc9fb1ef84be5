package check

import "strings"

// IsIPv4 is the format: four numbers, without leading zeros (RFC 2673, 3.2).
func IsIPv4(text string) bool {
	parts := 0
	for rest, more := text, true; more; parts++ {
		var part string
		part, rest, more = strings.Cut(rest, ".")
		if !isByteNumber(part) || parts == 4 {
			return false
		}
	}
	return parts == 4
}

func isByteNumber(text string) bool {
	if text == "" || len(text) > 3 || (text[0] == '0' && len(text) > 1) {
		return false
	}
	value := 0
	for at := range len(text) {
		if !isDigit(text[at]) {
			return false
		}
		value = value*10 + int(text[at]-'0')
	}
	return value <= 255
}

// IsIPv6 is the format: RFC 4291, 2.2, without zone and prefix length.
func IsIPv6(text string) bool {
	if len(text) > 45 {
		return false
	}
	before, after, gap := strings.Cut(text, "::")
	if !gap {
		return countGroups(text, true) == 8
	}
	first, last := countGroups(before, false), countGroups(after, true)
	// The gap stands for one group at least.
	return first >= 0 && last >= 0 && first+last <= 7
}

// countGroups counts the groups of a part of an address, of which the last may
// be an IPv4 address, which is two; -1: there is something else.
func countGroups(text string, isLast bool) int {
	if text == "" {
		return 0
	}
	groups := 0
	for rest, more := text, true; more; {
		var group string
		group, rest, more = strings.Cut(rest, ":")
		if isLast && !more && strings.Contains(group, ".") {
			if !IsIPv4(group) {
				return -1
			}
			return groups + 2
		}
		if !isGroup(group) {
			return -1
		}
		groups++
	}
	return groups
}

func isGroup(text string) bool {
	for at := range len(text) {
		if hexValue(text[at]) < 0 {
			return false
		}
	}
	return text != "" && len(text) <= 4
}
