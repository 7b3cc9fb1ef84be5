package client

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"mortise/runtime/wire"
)

// TextKind is what a text may stand for.
type TextKind uint8

// Kinds of texts. A union's are tried in the order null, boolean, integer, number, string: the first whose form fits wins.
const (
	StringText TextKind = iota
	NullText
	BooleanText
	IntegerText
	NumberText
	UnionText
	ListText
	ObjectText
)

// Text says what JSON value the text of a header or form member may stand for. The zero Text is a string.
type Text struct {
	Kind TextKind
	// AnyOf are the branches of a UnionText.
	AnyOf []Text
	// Items are those of a ListText, behind Prefix.
	Items  *Text
	Prefix []Text
	// Members are those of an ObjectText; Rest says what others may be, nil: there are none.
	Members []TextMember
	Rest    *Text
}

// TextMember is a member of an object that a text stands for.
type TextMember struct {
	Name string
	Text Text
}

// Texts of one kind.
var (
	Null    = &Text{Kind: NullText}
	Boolean = &Text{Kind: BooleanText}
	Integer = &Text{Kind: IntegerText}
	Number  = &Text{Kind: NumberText}
)

// find gives the first of a kind among what a text may stand for; nil: there is none.
func (t *Text) find(kind TextKind) *Text {
	if t == nil {
		if kind == StringText {
			return &Text{}
		}
		return nil
	}
	if t.Kind == kind {
		return t
	}
	for index := range t.AnyOf {
		if found := t.AnyOf[index].find(kind); found != nil {
			return found
		}
	}
	return nil
}

func (t *Text) item(index int) *Text {
	if index < len(t.Prefix) {
		return &t.Prefix[index]
	}
	return t.Items
}

func (t *Text) member(name string) *Text {
	for index := range t.Members {
		if t.Members[index].Name == name {
			return &t.Members[index].Text
		}
	}
	return t.Rest
}

// appendText adds the JSON of the value that one text stands for.
func (t *Text) appendText(b []byte, text string) []byte {
	isNested := strings.HasPrefix(text, "[") && t.find(ListText) != nil || strings.HasPrefix(text, "{") && t.find(ObjectText) != nil
	if isNested {
		if value, fault := wire.ParseString(text, deepest); fault == nil {
			return value.AppendJSON(b)
		}
	}
	switch {
	case text == "" && t.find(NullText) != nil:
		return wire.AppendNull(b)
	case (text == "true" || text == "false") && t.find(BooleanText) != nil:
		return append(b, text...)
	case (t.find(IntegerText) != nil || t.find(NumberText) != nil) && isNumber(text):
		return append(b, text...)
	}
	return wire.AppendString(b, text)
}

func isNumber(text string) bool {
	value, fault := wire.ParseString(text, 1)
	return fault == nil && value.Kind == wire.Number && strings.TrimSpace(text) == text
}

// appendList adds the JSON of a list whose items are texts.
func (t *Text) appendList(b []byte, texts []string) []byte {
	b = append(b, '[')
	empty := len(b)
	for index, text := range texts {
		b = t.item(index).appendText(wire.Comma(b, empty), text)
	}
	return append(b, ']')
}

// appendObject adds the JSON of an object: names and texts, one after the other.
func (t *Text) appendObject(b []byte, pairs []string) []byte {
	b = append(b, '{')
	empty := len(b)
	for index := 0; index+1 < len(pairs); index += 2 {
		b = append(wire.AppendString(wire.Comma(b, empty), pairs[index]), ':')
		b = t.member(pairs[index]).appendText(b, pairs[index+1])
	}
	return append(b, '}')
}

// ---------------------------------------------------------------- headers

// ReadHeader reads a header of an answer into a field. One that is absent, or isn't what the contract promises, leaves it as it is: the text
// stands among the other headers.
func ReadHeader[T any](a *Answer, name string, coding Coding, place *T, read func(*wire.Reader, *T) bool) {
	values := a.response.Header.Values(name)
	if len(values) == 0 {
		return
	}
	text, ok := headerJSON(strings.Join(values, ", "), &coding)
	if list := coding.Text.find(ListText); list != nil && http.CanonicalHeaderKey(name) == "Set-Cookie" {
		// One line a cookie, which may have commas (RFC 6265, section 3).
		text, ok = list.appendList(nil, values), true
	}
	var value T
	if ok && wire.Read(text, deepest, false, &value, read) {
		*place = value
	}
}

// ReadHeaderInto does the same for a field that is nil where there is nothing.
func ReadHeaderInto[T any](a *Answer, name string, coding Coding, place **T, read func(*wire.Reader, *T) bool) {
	if len(a.response.Header.Values(name)) == 0 {
		return
	}
	ReadHeader(a, name, coding, place, func(r *wire.Reader, made **T) bool { return read(r, wire.New(made)) })
}

// headerJSON gives the JSON text of what a header says: in the style simple, or as a media type (OpenAPI 3.2, 4.21).
func headerJSON(text string, coding *Coding) ([]byte, bool) {
	if coding.Content != nil && coding.Content.Kind == JSON {
		return []byte(text), true
	}
	if coding.Content != nil && coding.Content.Kind == Form {
		return formJSON(coding.Content, text)
	}
	if found := coding.Text.find(ListText); found != nil && !strings.HasPrefix(text, "[") {
		return found.appendList(nil, cutList(text)), true
	}
	if found := coding.Text.find(ObjectText); found != nil && !strings.HasPrefix(text, "{") {
		pairs := cutList(text)
		if coding.Explode == Exploded {
			var flat []string
			for _, pair := range pairs {
				name, value, _ := strings.Cut(pair, "=")
				flat = append(flat, strings.ReplaceAll(name, "%3D", "="), value)
			}
			pairs = flat
		}
		return found.appendObject(nil, pairs), true
	}
	return coding.Text.appendText(nil, text), true
}

// cutList cuts at commas, around which spaces may stand (RFC 9110, section 5.6.1).
func cutList(text string) []string {
	if text == "" {
		return nil
	}
	texts := strings.Split(text, ",")
	for index := range texts {
		texts[index] = strings.Trim(texts[index], " \t")
	}
	return texts
}

// ---------------------------------------------------------------- forms

// ReadForm reads a body of application/x-www-form-urlencoded.
func ReadForm[T any](a *Answer, place *T, read func(*wire.Reader, *T) bool) error {
	text, ok := formJSON(a.content, string(a.body))
	if !ok {
		return &unreadable{reason: "the body is no form", text: a.body}
	}
	return readText(text, "the form", place, read)
}

// formJSON gives the JSON text of a form's members.
func formJSON(content *Content, text string) ([]byte, bool) {
	var members members
	for pair := range strings.SplitSeq(text, "&") {
		if pair == "" {
			continue
		}
		rawName, rawValue, _ := strings.Cut(pair, "=")
		name, err := url.QueryUnescape(rawName)
		if err != nil {
			return nil, false
		}
		members.add(name, rawValue)
	}
	b := []byte{'{'}
	empty := len(b)
	for index := range content.Members {
		part := &content.Members[index]
		own, ok := members.take(part, wire.Comma(b, empty))
		if !ok {
			return nil, false
		}
		if own != nil {
			b = own
		}
	}
	for _, name := range members.names {
		texts, isThere := members.texts[name]
		if !isThere || content.Rest == nil {
			continue
		}
		b = append(wire.AppendString(wire.Comma(b, empty), name), ':')
		var ok bool
		if b, ok = appendMember(b, content.Rest, texts); !ok {
			return nil, false
		}
	}
	return append(b, '}'), true
}

// members are the texts of a form, by name, still encoded.
type members struct {
	names []string
	texts map[string][]string
}

func (m *members) add(name, text string) {
	if m.texts == nil {
		m.texts = map[string][]string{}
	}
	if _, isThere := m.texts[name]; !isThere {
		m.names = append(m.names, name)
	}
	m.texts[name] = append(m.texts[name], text)
}

// take adds a member with its name, if it came.
func (m *members) take(part *Part, b []byte) (made []byte, ok bool) {
	b = append(wire.AppendString(b, part.Name), ':')
	if part.Style == DeepObject || part.explodes(part.Style) && part.Style != DefaultStyle && part.Text.find(ObjectText) != nil {
		return m.takeObject(part, b)
	}
	texts, isThere := m.texts[part.Name]
	if !isThere {
		return nil, true
	}
	delete(m.texts, part.Name)
	return appendMember(b, part, texts)
}

// takeObject takes an object whose members are pairs of the form: filter[first]=Ada, or first=Ada.
func (m *members) takeObject(part *Part, b []byte) (made []byte, ok bool) {
	var pairs []string
	for _, name := range m.names {
		texts, isThere := m.texts[name]
		inner := name
		if part.Style == DeepObject {
			own, isOwn := strings.CutPrefix(name, part.Name+"[")
			if !isOwn {
				continue
			}
			inner = strings.TrimSuffix(own, "]")
		}
		if !isThere || part.Text.find(ObjectText).member(inner) == nil {
			continue
		}
		text, err := url.QueryUnescape(texts[0])
		if err != nil {
			return nil, false
		}
		delete(m.texts, name)
		pairs = append(pairs, inner, text)
	}
	if pairs == nil {
		return nil, true
	}
	return part.Text.find(ObjectText).appendObject(b, pairs), true
}

// appendMember adds the JSON of a member, of the texts that came under its name.
func appendMember(b []byte, part *Part, texts []string) ([]byte, bool) {
	list := part.Text.find(ListText)
	isSplit := list != nil && part.Style != DefaultStyle && !part.explodes(part.Style)
	if isSplit {
		delimiter := map[Style]string{SpaceDelimited: "%20", PipeDelimited: "%7C"}[part.Style]
		if delimiter == "" {
			delimiter = ","
		}
		if texts[0] == "" {
			return list.appendList(b, nil), true
		}
		texts = strings.Split(texts[0], delimiter)
	}
	plain := make([]string, len(texts))
	for index, text := range texts {
		own, err := url.QueryUnescape(text)
		if err != nil {
			return nil, false
		}
		plain[index] = own
	}
	return appendPlain(b, part, plain), true
}

// appendPlain does the same for texts that are not encoded any further.
func appendPlain(b []byte, part *Part, texts []string) []byte {
	isJSON := part.Content != nil && part.Content.Kind == JSON
	one := func(b []byte, text string) []byte {
		if isJSON {
			return append(b, text...)
		}
		return part.Text.appendText(b, text)
	}
	switch list := part.Text.find(ListText); {
	case part.List:
		b = append(b, '[')
		empty := len(b)
		for _, text := range texts {
			b = one(wire.Comma(b, empty), text)
		}
		return append(b, ']')
	case list != nil && !isJSON:
		return list.appendList(b, texts)
	case part.Text.find(ObjectText) != nil && part.Style != DefaultStyle && !isJSON:
		return part.Text.find(ObjectText).appendObject(b, strings.Split(texts[0], ","))
	}
	return one(b, texts[0])
}

// ---------------------------------------------------------------- multipart

// fileMark is how a file stands in the JSON text of a multipart body: its number.
func fileMark(b []byte, number int) []byte { return strconv.AppendInt(b, int64(number), 10) }
