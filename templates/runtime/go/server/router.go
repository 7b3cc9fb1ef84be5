package server

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// entry is one template, by its form: two that differ in nothing but the names of their parameters are one.
type entry struct {
	methods []*operation // in the order of the contract
	weight  int          // bytes of literal text
}

// method finds the operation that answers a method: HEAD is answered by GET where it isn't declared.
func (e *entry) method(name string) *operation {
	var get *operation
	for _, each := range e.methods {
		if each.route.Method == name {
			return each
		}
		if each.route.Method == "GET" {
			get = each
		}
	}
	if name == "HEAD" {
		return get
	}
	return nil
}

// allow lists the methods of a path in the order of the contract, HEAD behind GET (RFC 9110, section 10.2.1).
func (e *entry) allow() string {
	var names []string
	add := func(name string) {
		for _, known := range names {
			if known == name {
				return
			}
		}
		names = append(names, name)
	}
	for _, each := range e.methods {
		add(each.route.Method)
		if each.route.Method == "GET" {
			add("HEAD")
		}
	}
	return strings.Join(names, ", ")
}

// node is where templates part ways.
type node struct {
	literals map[string]*node // by decoded text
	mixed    []mixedNode
	variable *node
	entry    *entry
}

// mixedNode is a segment of text and parameters, such as {name}.json: what stands between the parameters, as it is sent.
type mixedNode struct {
	form []string
	node *node
}

// router finds the template with the most literal text that a path fits (wire profile, "Parameters"). A path is cut at "/" first,
// then each segment is decoded, so %2F never parts two. An empty segment is a segment like any other and no parameter's value:
// neither /users/ nor //users is /users.
type router struct {
	root  node
	fixed map[string]*entry // paths that are literal text only: they have the most of it
}

func newRouter() *router {
	return &router{fixed: map[string]*entry{}}
}

func (r *router) add(path string, op *operation) {
	found := r.entryAt(path)
	for index, known := range found.methods {
		if known.route.Method == op.route.Method {
			found.methods[index] = op
			return
		}
	}
	found.methods = append(found.methods, op)
	if !strings.ContainsAny(path, "{%") {
		r.fixed[path] = found
	}
}

// entryAt gives the entry of a template, made where it isn't there yet.
func (r *router) entryAt(path string) *entry {
	at := &r.root
	weight := 0
	for _, segment := range strings.Split(strings.TrimPrefix(path, "/"), "/") {
		form := cutTemplate(segment)
		for index, text := range form {
			if decoded, ok := decodeSegment(text); ok {
				form[index] = decoded
			}
			weight += len(form[index])
		}
		at = at.child(form)
	}
	if at.entry == nil {
		at.entry = &entry{weight: weight}
	}
	return at.entry
}

// cutTemplate gives what stands before, between and behind the parameters of a segment.
func cutTemplate(segment string) []string {
	var texts []string
	for {
		end := strings.IndexByte(segment, '}')
		if end < 0 {
			return append(texts, segment)
		}
		begin := strings.LastIndexByte(segment[:end], '{')
		if begin < 0 {
			return append(texts, segment)
		}
		texts = append(texts, segment[:begin])
		segment = segment[end+1:]
	}
}

func (n *node) child(texts []string) *node {
	if len(texts) == 1 {
		if n.literals == nil {
			n.literals = map[string]*node{}
		}
		found := n.literals[texts[0]]
		if found == nil {
			found = &node{}
			n.literals[texts[0]] = found
		}
		return found
	}
	if len(texts) == 2 && texts[0] == "" && texts[1] == "" {
		if n.variable == nil {
			n.variable = &node{}
		}
		return n.variable
	}
	form := make([]string, len(texts))
	for index, text := range texts {
		form[index] = encodeLiteral(text)
	}
	for _, known := range n.mixed {
		if strings.Join(known.form, "{}") == strings.Join(form, "{}") {
			return known.node
		}
	}
	made := &node{}
	n.mixed = append(n.mixed, mixedNode{form: form, node: made})
	return made
}

// find gives what a path leads to, and the texts of the template's parameters as they were sent, in the order of the template.
func (r *router) find(path string, values []string) (*entry, []string) {
	if found := r.fixed[path]; found != nil {
		return found, nil
	}
	if !strings.HasPrefix(path, "/") {
		return nil, nil
	}
	search := search{path: path[1:], values: values[:0]}
	search.visit(&r.root, 0)
	return search.best, search.found
}

// search looks at every template that fits: at most as many steps as there are parts of templates.
type search struct {
	path   string
	best   *entry
	found  []string
	values []string
}

// visit goes on at a byte of the path, which is behind a slash, or behind the end of all.
func (s *search) visit(at *node, start int) {
	if start > len(s.path) {
		if at.entry != nil && (s.best == nil || at.entry.weight > s.best.weight) {
			s.best = at.entry
			s.found = append(make([]string, 0, len(s.values)), s.values...)
		}
		return
	}
	end := len(s.path)
	if slash := strings.IndexByte(s.path[start:], '/'); slash >= 0 {
		end = start + slash
	}
	segment := s.path[start:end]
	if text, ok := decodeSegment(segment); ok && at.literals != nil {
		if literal := at.literals[text]; literal != nil {
			s.visit(literal, end+1)
		}
	}
	if segment == "" {
		return
	}
	before := len(s.values)
	for _, child := range at.mixed {
		if values, ok := matchMixed(child.form, upperEscapes(segment), s.values); ok {
			s.values = values
			s.visit(child.node, end+1)
			s.values = s.values[:before]
		}
	}
	if at.variable != nil {
		s.values = append(s.values, segment)
		s.visit(at.variable, end+1)
		s.values = s.values[:before]
	}
}

// matchMixed appends the texts of the parameters in a segment such as {name}.{kind}. Each but the last is as short as it can be, and none
// is empty: so there is one way only to read it, and one pass finds it. The segment is taken as sent: an escaped "." is a part of a
// value and no literal text.
func matchMixed(form []string, segment string, values []string) ([]string, bool) {
	first, last := form[0], form[len(form)-1]
	if len(segment) < len(first)+len(last) || !strings.HasPrefix(segment, first) || !strings.HasSuffix(segment, last) {
		return nil, false
	}
	end := len(segment) - len(last)
	start := len(first)
	for _, text := range form[1 : len(form)-1] {
		if start+1 > len(segment) {
			return nil, false
		}
		next := strings.Index(segment[start+1:], text)
		if next < 0 {
			return nil, false
		}
		values = append(values, segment[start:start+1+next])
		start += 1 + next + len(text)
	}
	if start >= end {
		return nil, false
	}
	return append(values, segment[start:end]), true
}

// upperEscapes writes %2f as %2F, as literal texts have it.
func upperEscapes(segment string) string {
	if !strings.Contains(segment, "%") {
		return segment
	}
	bytes := []byte(segment)
	for index := 0; index+2 < len(bytes); index++ {
		if bytes[index] == '%' && hexDigit(bytes[index+1]) >= 0 && hexDigit(bytes[index+2]) >= 0 {
			bytes[index+1], bytes[index+2] = upper(bytes[index+1]), upper(bytes[index+2])
			index += 2
		}
	}
	return string(bytes)
}

func upper(char byte) byte {
	if char >= 'a' && char <= 'z' {
		return char - 'a' + 'A'
	}
	return char
}

// decodeSegment is strictly UTF-8; false: there is a sequence that isn't.
func decodeSegment(text string) (string, bool) {
	if !strings.Contains(text, "%") {
		return text, true
	}
	decoded, err := url.PathUnescape(text)
	return decoded, err == nil && utf8.ValidString(decoded)
}

// encodeLiteral writes literal text of a template as clients send it: reserved characters stay as they are.
func encodeLiteral(text string) string {
	const kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'();/?:@&=+$,#"
	return appendEscaped(text, func(char byte) bool { return strings.IndexByte(kept, char) >= 0 })
}
