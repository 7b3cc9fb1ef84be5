package server

import (
	"net/url"
	"strings"
)

// cutTarget gives the path of a request as it was sent, percent-encoded, and the query, which is cut at a fragment that shouldn't be
// there. Dot segments are taken out, as a URL parser does: a path means the same whatever carried it (RFC 9112, section 3.2).
func cutTarget(target *url.URL) (path, query string) {
	path = target.RawPath
	if path == "" {
		path = target.EscapedPath()
	}
	query = target.RawQuery
	if target.Host != "" && path == "" {
		path = "/"
	}
	if mark := strings.IndexByte(path, '#'); mark >= 0 {
		path, query = path[:mark], ""
	} else if mark := strings.IndexByte(query, '#'); mark >= 0 {
		query = query[:mark]
	}
	if isSpecial(path) {
		path = withoutDots(strings.ReplaceAll(path, `\`, "/"))
	}
	return path, query
}

// isSpecial tells whether there is a backslash, or a segment that may be "." or "..": what a URL parser changes.
func isSpecial(path string) bool {
	for index := 0; index < len(path); index++ {
		switch path[index] {
		case '\\':
			return true
		case '/':
			if rest := path[index+1:]; strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "%2e") || strings.HasPrefix(rest, "%2E") {
				return true
			}
		}
	}
	return false
}

// withoutDots takes the dot segments out of an absolute path (WHATWG URL, section 4.4).
func withoutDots(path string) string {
	segments := strings.Split(strings.TrimPrefix(path, "/"), "/")
	kept := make([]string, 0, len(segments))
	for index, segment := range segments {
		isLast := index == len(segments)-1
		switch strings.ReplaceAll(strings.ToLower(segment), "%2e", ".") {
		case "..":
			if len(kept) > 0 {
				kept = kept[:len(kept)-1]
			}
			if isLast {
				kept = append(kept, "")
			}
		case ".":
			if isLast {
				kept = append(kept, "")
			}
		default:
			kept = append(kept, segment)
		}
	}
	return "/" + strings.Join(kept, "/")
}
