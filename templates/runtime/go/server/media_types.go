package server

import (
	"sort"
	"strings"
)

// mediaTypes are the media types and ranges of a contract, ready to be looked up.
type mediaTypes[T any] struct {
	exact  map[string]T    // by media type in lower case, without parameters
	ranges []mediaRange[T] // the narrowest first
}

type mediaRange[T any] struct {
	begin, end string
	value      T
}

// add takes a media type, or a range such as image/*, application/*+json and */*.
func (m *mediaTypes[T]) add(mediaType string, value T) {
	essence := essenceOf(mediaType)
	begin, end, isRange := strings.Cut(essence, "*")
	switch {
	case !isRange:
		if m.exact == nil {
			m.exact = map[string]T{}
		}
		m.exact[essence] = value
	case essence == "*/*":
		m.ranges = append(m.ranges, mediaRange[T]{value: value})
	default:
		m.ranges = append(m.ranges, mediaRange[T]{begin, end, value})
	}
	sort.SliceStable(m.ranges, func(a, b int) bool {
		return len(m.ranges[a].begin)+len(m.ranges[a].end) > len(m.ranges[b].begin)+len(m.ranges[b].end)
	})
}

// find gives what a contract has for a media type in lower case, without parameters.
func (m *mediaTypes[T]) find(essence string) (value T, ok bool) {
	if value, ok = m.exact[essence]; ok {
		return value, ok
	}
	kind, sub, ok := strings.Cut(essence, "/")
	if !ok || !isToken(kind) || !isToken(sub) {
		return value, false
	}
	for _, each := range m.ranges {
		if len(essence) > len(each.begin)+len(each.end) && strings.HasPrefix(essence, each.begin) && strings.HasSuffix(essence, each.end) {
			return each.value, true
		}
	}
	return value, false
}

// essenceOf gives a media type without its parameters, in lower case.
func essenceOf(mediaType string) string {
	essence, _, _ := strings.Cut(mediaType, ";")
	return strings.ToLower(strings.TrimSpace(essence))
}

// contentType is a request's media type.
type contentType struct {
	essence  string
	charset  string // in lower case
	boundary string
	hasBoundary,
	hasCharset bool
}

// parseContentType reads a Content-Type; false: it is not well-formed.
func parseContentType(header string) (contentType, bool) {
	parsed, ok := parseHeaderValue(header)
	if !ok {
		return contentType{}, false
	}
	found := contentType{essence: parsed.value}
	found.charset, found.hasCharset = parsed.get("charset")
	found.charset = strings.ToLower(found.charset)
	found.boundary, found.hasBoundary = parsed.get("boundary")
	return found, true
}

func isJSONType(essence string) bool {
	return strings.HasSuffix(essence, "/json") || strings.HasSuffix(essence, "+json")
}
