package client

import (
	"mime"
	"net/http"
	"path"
	"strings"
)

// essenceOf gives a media type without its parameters, in lower case.
func essenceOf(mediaType string) string {
	essence, _, _ := strings.Cut(mediaType, ";")
	return strings.ToLower(strings.TrimSpace(essence))
}

func isJSONType(essence string) bool {
	return strings.HasSuffix(essence, "/json") || strings.HasSuffix(essence, "+json")
}

// isRange: it says what may come, not what is sent.
func isRange(mediaType string) bool { return strings.Contains(mediaType, "*") }

// findContent gives what a contract has for a media type: the same one, else another JSON for JSON, else the narrowest range
// (RFC 9110, 12.5.1).
func findContent(contents []*Content, essence string) *Content {
	var best *Content
	bestRank := 0
	for _, content := range contents {
		if rank := rankOf(essenceOf(content.MediaType), essence); rank > bestRank {
			best, bestRank = content, rank
		}
	}
	return best
}

func rankOf(known, essence string) int {
	begin, end, isRange := strings.Cut(known, "*")
	switch {
	case known == essence:
		return 5
	case known == "*/*":
		return 1
	case isRange:
		if len(essence) < len(begin)+len(end)+1 || !strings.HasPrefix(essence, begin) || !strings.HasSuffix(essence, end) {
			return 0
		}
		if end == "" {
			return 2
		}
		return 3
	case isJSONType(known) && isJSONType(essence):
		return 4
	}
	return 0
}

// Filename is the name that an answer gives its file (RFC 6266): without any folder, and empty where it gives none.
func Filename(header http.Header) string {
	_, parameters, err := mime.ParseMediaType(header.Get("Content-Disposition"))
	if err != nil {
		return ""
	}
	name := path.Base(strings.ReplaceAll(parameters["filename"], `\`, "/"))
	if name == "." || name == ".." || name == "/" {
		return ""
	}
	return name
}
