package client

import (
	"slices"
	"strings"
)

// plan is what is derived from an operation, once.
type plan struct {
	// pieces of the path: its segments, between slashes.
	segments [][]pathPart
	// query is what stands in the path behind a question mark: some contracts tell operations apart by it.
	query   string
	writers []*styleWriter
	// accept is the Accept header of a call, and of one that wants a stream of items.
	accept, acceptStream string
	// hasSuccess: a 2XX status of its own is documented: then `default` speaks of failures.
	hasSuccess bool
	// wantsRedirect: a redirect is documented and no success: then the redirect is what the caller wants to see.
	wantsRedirect bool
}

// pathPart is text, escaped, or the number of a parameter.
type pathPart struct {
	text      string
	name      string
	parameter int
}

func (o *Operation) plan() *plan {
	o.once.Do(func() { o.own = makePlan(o) })
	return o.own
}

func makePlan(o *Operation) *plan {
	p := &plan{writers: make([]*styleWriter, len(o.Parameters))}
	for index := range o.Parameters {
		if parameter := &o.Parameters[index]; parameter.Content == nil {
			p.writers[index] = newStyleWriter(parameter.Name, parameter.In, &parameter.Coding)
		}
	}
	bare, _, _ := strings.Cut(o.Path, "#")
	bare, p.query, _ = strings.Cut(bare, "?")
	for segment := range strings.SplitSeq(strings.TrimPrefix(bare, "/"), "/") {
		p.segments = append(p.segments, cutSegment(o, segment))
	}
	hasRedirect := false
	for _, response := range o.Responses {
		p.hasSuccess = p.hasSuccess || response.Status == 2 || response.Status/100 == 2
		hasRedirect = hasRedirect || response.Status == 3 || slices.Contains([]int{301, 302, 303, 307, 308}, response.Status)
	}
	p.wantsRedirect = hasRedirect && !p.hasSuccess
	p.accept, p.acceptStream = acceptOf(o, false), acceptOf(o, true)
	return p
}

// cutSegment cuts v{version}.json.
func cutSegment(o *Operation, segment string) []pathPart {
	var parts []pathPart
	for segment != "" {
		open := strings.IndexByte(segment, '{')
		end := strings.IndexByte(segment[max(open, 0):], '}')
		if open < 0 || end < 0 {
			return append(parts, pathPart{text: escapeTemplate(segment)})
		}
		if open > 0 {
			parts = append(parts, pathPart{text: escapeTemplate(segment[:open])})
		}
		name := segment[open+1 : open+end]
		found := slices.IndexFunc(o.Parameters, func(each Parameter) bool { return each.In == InPath && each.Name == name })
		parts = append(parts, pathPart{name: name, parameter: found})
		segment = segment[open+end+1:]
	}
	return parts
}

// ofKind: where a response is to be had as a stream of items and otherwise, only those of the wanted kind.
func ofKind(contents []Content, streams bool) []*Content {
	var all, wanted []*Content
	for index := range contents {
		all = append(all, &contents[index])
		if contents[index].isStream() == streams {
			wanted = append(wanted, &contents[index])
		}
	}
	if len(wanted) > 0 {
		return wanted
	}
	return all
}

func acceptOf(o *Operation, streams bool) string {
	var accepted []string
	for index := range o.Responses {
		for _, content := range ofKind(o.Responses[index].Contents, streams) {
			if !slices.Contains(accepted, content.MediaType) {
				accepted = append(accepted, content.MediaType)
			}
		}
	}
	if len(accepted) == 0 {
		return "*/*"
	}
	return strings.Join(accepted, ", ")
}

// response gives what the contract says of a status: its own entry, else its range's, else `default`; nil: nothing.
func (o *Operation) response(status int) *Response {
	for _, wanted := range []int{status, status / 100, 0} {
		for index := range o.Responses {
			if o.Responses[index].Status == wanted {
				return &o.Responses[index]
			}
		}
	}
	return nil
}

// isSuccess tells whether an answer is what the caller hoped for.
func (o *Operation) isSuccess(response *Response, status int) bool {
	p := o.plan()
	if status >= 300 && status < 400 {
		return p.wantsRedirect
	}
	return status >= 200 && status < 300 && (response.Status != 0 || !p.hasSuccess)
}
