package check

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// step leads from a value to one in it: to a member, or to an item.
type step struct {
	name  string
	index int
}

const member = -1

// found adds a violation at the value that is checked.
func (r *Report) found(rule, message string) {
	if r.quiet > 0 {
		r.failed = true
	} else if !r.limited {
		r.findings++
		r.hold(Violation{r.part, r.pointer(), rule, message})
	}
}

// pointer is made only where something is wrong.
func (r *Report) pointer() string {
	size := len(r.base)
	for _, step := range r.path {
		size += 1 + len(step.name)
	}
	// A code point takes four bytes at most.
	if size > 4*longest {
		return ""
	}
	var pointer strings.Builder
	pointer.Grow(size)
	pointer.WriteString(r.base)
	for _, step := range r.path {
		pointer.WriteByte('/')
		if step.index == member {
			pointer.WriteString(escapeToken(step.name))
		} else {
			pointer.WriteString(strconv.Itoa(step.index))
		}
	}
	if !atMostPoints(pointer.String(), longest) {
		return ""
	}
	return pointer.String()
}

// PointerTo puts one token (RFC 6901) behind a pointer.
func PointerTo(pointer, name string) string { return pointer + "/" + escapeToken(name) }

var tokenEscaper = strings.NewReplacer("~", "~0", "/", "~1")

func escapeToken(name string) string {
	if !strings.ContainsAny(name, "~/") {
		return name
	}
	return tokenEscaper.Replace(name)
}

// atMostPoints looks at a text only where its length in bytes doesn't say it all.
func atMostPoints(text string, limit int) bool {
	return len(text) <= limit || (len(text) <= limit*utf8.UTFMax && utf8.RuneCountInString(text) <= limit)
}

// atLeastPoints is its counterpart.
func atLeastPoints(text string, limit int) bool {
	return len(text) >= limit && (len(text) >= limit*utf8.UTFMax || utf8.RuneCountInString(text) >= limit)
}
