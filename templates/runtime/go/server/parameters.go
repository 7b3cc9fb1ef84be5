package server

import (
	"net/http"
	"strings"

	"mortise/runtime/check"
	"mortise/runtime/wire"
)

// plannedParameter is a parameter and how it is read.
type plannedParameter struct {
	*Parameter
	at string
	// index is the position in the template.
	index int
	// key is the name of a header as net/http writes it.
	key  string
	raw  rawPlan   // in a path or header, or the whole query
	pair pairsPlan // among the pairs of a query or cookie header
	load Load
}

// pairPlace holds the parameters that stand among pairs.
type pairPlace struct {
	names      *pairPlan
	coding     pairCoding
	parameters []plannedParameter
}

// parameterPlan is how the parameters of one operation are read.
type parameterPlan struct {
	path        []plannedParameter
	query       pairPlace
	querystring *plannedParameter
	headers     []plannedParameter
	// cookies are those of style form, and those of style cookie.
	cookies []pairPlace
	// rejects: query parameters that nobody knows are violations, but for those that are known to others: API keys, and what the template says.
	rejects bool
	known   map[string]bool
}

func planParameters(route *Route, options *Options, knownQuery []string) *parameterPlan {
	path, _, _ := strings.Cut(route.Path, "#")
	path, fixedQuery, _ := strings.Cut(path, "?")
	plan := &parameterPlan{query: pairPlace{names: newPairPlan(), coding: pairCoding{separator: '&', undoName: undoQuery}}, known: map[string]bool{}}
	cookies := pairPlace{names: newPairPlan(), coding: pairCoding{';', undoCookie, true}}
	rawCookies := pairPlace{names: newPairPlan(), coding: pairCoding{';', undoRawCookie, true}}
	for index := range route.Parameters {
		parameter := &route.Parameters[index]
		planned := plannedParameter{Parameter: parameter, at: pointerTo("", parameter.Name), load: loadOf(route, index)}
		switch parameter.In {
		case InPath:
			if planned.index = indexInTemplate(path, parameter.Name); planned.index >= 0 {
				planned.raw = planRaw(parameter, inPath, planned.at, options.MaxDepth)
				plan.path = append(plan.path, planned)
			}
		case InQuery:
			plan.query.add(planned, inQuery, options.MaxDepth)
		case InQuerystring:
			planned.raw = planQuerystring(parameter, planned.at, options.MaxDepth)
			plan.querystring = &planned
		case InHeader:
			planned.key = http.CanonicalHeaderKey(parameter.Name)
			planned.raw = planRaw(parameter, inHeader, planned.at, options.MaxDepth)
			plan.headers = append(plan.headers, planned)
		case InCookie:
			if parameter.Style == CookieStyle {
				rawCookies.add(planned, inRawCookie, options.MaxDepth)
			} else {
				cookies.add(planned, inCookie, options.MaxDepth)
			}
		}
	}
	for _, place := range []pairPlace{cookies, rawCookies} {
		if len(place.parameters) > 0 {
			plan.cookies = append(plan.cookies, place)
		}
	}
	plan.planUnknown(options, fixedQuery, knownQuery)
	return plan
}

func loadOf(route *Route, index int) Load {
	return func(in Input, request any) bool { return route.Load(in, request, index) }
}

func (p *parameterPlan) planUnknown(options *Options, fixedQuery string, knownQuery []string) {
	p.rejects = options.UnknownQuery == RejectUnknown && !p.query.names.keepsOthers
	if p.rejects {
		p.query.names.keepsOthers = true
	}
	for _, name := range knownQuery {
		p.known[name] = true
	}
	for text := range strings.SplitSeq(fixedQuery, "&") {
		name, _, _ := strings.Cut(text, "=")
		p.known[name] = true
	}
}

// indexInTemplate says which of a template's parameters has a name; -1: none.
func indexInTemplate(path, name string) int {
	for index := 0; ; index++ {
		end := strings.IndexByte(path, '}')
		if end < 0 {
			return -1
		}
		if begin := strings.LastIndexByte(path[:end], '{'); begin >= 0 && path[begin+1:end] == name {
			return index
		} else if begin < 0 {
			index--
		}
		path = path[end+1:]
	}
}

// planRaw plans a parameter that has a text of its own: in a path or a header.
func planRaw(parameter *Parameter, undoing undoing, at string, maxDepth int) rawPlan {
	if parameter.Content == nil {
		return planSingle(&parameter.Coding, parameter.Name, undoing, at, parameter.In == InHeader)
	}
	return &rawContentPlan{planContentText(parameter.Content, maxDepth), undoing, at}
}

// planQuerystring plans the whole query as one value. A form stands there as it is.
func planQuerystring(parameter *Parameter, at string, maxDepth int) rawPlan {
	content := parameter.Content
	if content == nil {
		content = &Content{Kind: PlainText}
	}
	plan := &rawContentPlan{planContentText(content, maxDepth), inQuery, at}
	if content.Kind == Form {
		plan.undoing = inPart
	}
	return plan
}

// rawContentPlan reads a text that is of a media type.
type rawContentPlan struct {
	content *contentPlan
	undoing undoing
	at      string
}

func (p *rawContentPlan) read(raw string, found findings) (wire.Value, reading) {
	text, ok := p.undoing.undo(raw)
	if !ok {
		found.add(p.at, "encoding", p.undoing.message)
		return wire.Value{}, unreadable
	}
	return p.content.read(text, p.at, found)
}

func (p *pairPlace) add(planned plannedParameter, undoing undoing, maxDepth int) {
	if planned.Content == nil {
		planned.pair = planPairs(&planned.Coding, planned.Name, undoing, planned.at, p.names, true)
	} else {
		raw := &rawContentPlan{planContentText(planned.Content, maxDepth), undoing, planned.at}
		planned.pair = &pairContentPlan{slotOf(p.names.slots, planned.Name), raw}
	}
	p.parameters = append(p.parameters, planned)
}

type pairContentPlan struct {
	slot int
	raw  *rawContentPlan
}

func (p *pairContentPlan) read(pairs *pairs, found findings) (wire.Value, reading) {
	switch raws := pairs.values[p.slot]; len(raws) {
	case 0:
		return wire.Value{}, absent
	case 1:
		return p.raw.read(raws[0], found)
	}
	return reportTwice(p.raw.at, found)
}

// read reads and checks the parameters of a request. What is wrong goes to the call's report; then not all are in the request struct.
func (p *parameterPlan) read(c *Call, request any) error {
	taker := taker{request: request}
	taker.found = findings{report: &c.report, in: check.Path}
	for index := range p.path {
		planned := &p.path[index]
		value, how := planned.raw.read(c.pathValues[planned.index], taker.found)
		taker.take(planned, value, how)
	}
	taker.found.in = check.Query
	p.readQuery(c.query, &taker)
	taker.found.in = check.Header
	for index := range p.headers {
		planned := &p.headers[index]
		value, how := wire.Value{}, absent
		if raw, ok := c.header(planned.key); ok {
			value, how = planned.raw.read(raw, taker.found)
		}
		taker.take(planned, value, how)
	}
	taker.found.in = check.Cookie
	for index := range p.cookies {
		header, _ := c.header("Cookie")
		taker.takeAll(&p.cookies[index], header)
	}
	return taker.err
}

func (p *parameterPlan) readQuery(query string, taker *taker) {
	if p.querystring != nil {
		value, how := wire.Value{}, absent
		if query != "" {
			value, how = p.querystring.raw.read(query, taker.found)
		}
		taker.take(p.querystring, value, how)
		return
	}
	if query == "" && len(p.query.parameters) == 0 {
		return
	}
	pairs := taker.takeAll(&p.query, query)
	if !p.rejects {
		return
	}
	for _, other := range pairs.others.entries {
		if !p.known[other.name] {
			taker.found.add(pointerTo("", other.name), "additionalProperties", unknownMessage)
		}
	}
}

// taker checks what was read of parameters, and puts it into a request struct.
type taker struct {
	request any
	found   findings
	err     error
}

func (t *taker) takeAll(place *pairPlace, text string) *pairs {
	pairs := place.names.scan(text, place.coding, t.found)
	for index := range place.parameters {
		planned := &place.parameters[index]
		value, how := planned.pair.read(pairs, t.found)
		t.take(planned, value, how)
	}
	return pairs
}

func (t *taker) take(planned *plannedParameter, value wire.Value, how reading) {
	if how == unreadable {
		return
	}
	if how == absent || (planned.AllowEmptyValue && isEmpty(&value) && !keeps(planned.Check, &value)) {
		// An empty value that the parameter can't have stands for none (OpenAPI 3.2, 4.12.2.2, allowEmptyValue).
		switch {
		case planned.Required:
			t.found.add(planned.at, "required", requiredMessage)
		case planned.Default != "":
			t.load(planned, []byte(planned.Default))
		}
		return
	}
	if t.found.accepts(planned.Check, &value, planned.at) {
		t.load(planned, value.AppendJSON(nil))
	}
}

func (t *taker) load(planned *plannedParameter, text []byte) {
	if at, ok := (source{text: text}).place(planned.load, t.request); !ok {
		t.found.add(planned.at+at, "type", unfitMessage)
	}
}

func isEmpty(value *wire.Value) bool {
	if items := value.Items(); len(items) == 1 {
		value = &items[0]
	}
	return value.Kind == wire.String && value.Text == ""
}
