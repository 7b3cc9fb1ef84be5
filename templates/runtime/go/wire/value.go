// Package wire reads and writes JSON as the contract's wire rules want it: I-JSON (RFC 7493) with exact numbers.
package wire

// Kind says which of JSON's values a [Value] is.
type Kind uint8

// JSON's values, and the file of a multipart body, which counts as a text as long as its bytes.
const (
	Null Kind = iota
	False
	True
	Number
	String
	Array
	Object
	Upload
)

// Value is a JSON value as it was written. The zero Value is null.
type Value struct {
	Kind Kind
	// Text is the text of a String with its escapes resolved, and the literal of a Number, which so keeps every digit.
	Text  string
	parts *parts
}

// parts are kept apart, since most values have none and a text may hold millions of values.
type parts struct {
	items   []Value
	members []Member
	// index finds members by name where there are many.
	index map[string]int32
	file  *File
}

// Member is a named member of an object.
type Member struct {
	Name  string
	Value Value
}

// few is how many members are sooner compared than looked up.
const few = 8

// Items are those of an Array, else none.
func (v *Value) Items() []Value {
	if v.parts == nil {
		return nil
	}
	return v.parts.items
}

// Members are those of an Object in the order in which they stand, else none.
func (v *Value) Members() []Member {
	if v.parts == nil {
		return nil
	}
	return v.parts.members
}

// File is that of an Upload, else nil.
func (v *Value) File() *File {
	if v.parts == nil {
		return nil
	}
	return v.parts.file
}

// Get finds a member of an Object by its name; nil where it is absent, and of what is no Object.
func (v *Value) Get(name string) *Value {
	if v == nil || v.parts == nil {
		return nil
	}
	if at, found := v.parts.find(name); found {
		return &v.parts.members[at].Value
	}
	return nil
}

func (p *parts) find(name string) (int, bool) {
	if p.index != nil {
		at, found := p.index[name]
		return int(at), found
	}
	for at := range p.members {
		if p.members[at].Name == name {
			return at, true
		}
	}
	return 0, false
}

// indexMembers gives wide objects their index, and says whether each name comes once.
func (p *parts) indexMembers() bool {
	if len(p.members) > few {
		p.index = make(map[string]int32, len(p.members))
		for at := range p.members {
			p.index[p.members[at].Name] = int32(at)
		}
		return len(p.index) == len(p.members)
	}
	for at := range p.members {
		for before := range at {
			if p.members[before].Name == p.members[at].Name {
				return false
			}
		}
	}
	return true
}

// NullValue is null.
func NullValue() Value { return Value{} }

// BoolValue is true or false.
func BoolValue(value bool) Value {
	if value {
		return Value{Kind: True}
	}
	return Value{Kind: False}
}

// NumberValue is the number of a literal, which has to keep JSON's grammar.
func NumberValue(literal string) Value { return Value{Kind: Number, Text: literal} }

// StringValue is a text.
func StringValue(text string) Value { return Value{Kind: String, Text: text} }

// ArrayValue is a list of these items, which it keeps.
func ArrayValue(items []Value) Value {
	if len(items) == 0 {
		return Value{Kind: Array}
	}
	return Value{Kind: Array, parts: &parts{items: items}}
}

// ObjectValue is an object of these members, which it keeps. Each name has to come once.
func ObjectValue(members []Member) Value {
	if len(members) == 0 {
		return Value{Kind: Object}
	}
	own := &parts{members: members}
	own.indexMembers()
	return Value{Kind: Object, parts: own}
}

// UploadValue is a file of a multipart body.
func UploadValue(file *File) Value { return Value{Kind: Upload, parts: &parts{file: file}} }

// AppendJSON adds the JSON text of the value. A file, which JSON has no word for, is null.
func (v *Value) AppendJSON(b []byte) []byte {
	switch v.Kind {
	case False:
		return append(b, "false"...)
	case True:
		return append(b, "true"...)
	case Number:
		return append(b, v.Text...)
	case String:
		return AppendString(b, v.Text)
	case Array:
		return appendItems(b, v.Items())
	case Object:
		return appendMembers(b, v.Members())
	case Null, Upload:
	}
	return append(b, "null"...)
}

func appendItems(b []byte, items []Value) []byte {
	b = append(b, '[')
	for at := range items {
		if at > 0 {
			b = append(b, ',')
		}
		b = items[at].AppendJSON(b)
	}
	return append(b, ']')
}

func appendMembers(b []byte, members []Member) []byte {
	b = append(b, '{')
	for at := range members {
		if at > 0 {
			b = append(b, ',')
		}
		b = append(AppendString(b, members[at].Name), ':')
		b = members[at].Value.AppendJSON(b)
	}
	return append(b, '}')
}
