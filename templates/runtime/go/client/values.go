package client

import (
	"math/big"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"mortise/runtime/wire"
)

// deepest is how deep an answer's arrays and objects may stand in each other.
const deepest = 1000

// valueOf reads the JSON text of a value that is written into a URL, header or form.
func valueOf(text []byte) (wire.Value, error) {
	if last := len(text) - 1; last > 0 && text[0] == '"' && strings.IndexByte(string(text), '\\') < 0 {
		return wire.StringValue(string(text[1:last])), nil
	}
	value, fault := wire.Parse(text, deepest)
	if fault != nil {
		return value, fault
	}
	return value, nil
}

// textOf is the text of a value in parameters and forms: null is empty, a nested list or object is JSON.
func textOf(value *wire.Value) string {
	switch value.Kind {
	case wire.String:
		return value.Text
	case wire.Number:
		return numberText(value.Text)
	case wire.Null, wire.Upload:
		return ""
	case wire.False, wire.True, wire.Array, wire.Object:
	}
	return string(value.AppendJSON(nil))
}

// numberText: digits only for whole numbers: servers read no exponent in an integer.
func numberText(literal string) string {
	if !strings.ContainsAny(literal, "eE") || !wire.IsInteger(literal) {
		return literal
	}
	if number, ok := new(big.Float).SetPrec(4096).SetString(literal); ok {
		return number.Text('f', 0)
	}
	return literal
}

// asciiJSON: JSON in headers stays within ASCII, which every server reads alike.
func asciiJSON(text string) string {
	var made []byte
	for _, char := range text {
		if char < utf8.RuneSelf {
			made = append(made, byte(char))
			continue
		}
		first, second := utf16.EncodeRune(char)
		if first == utf8.RuneError {
			made = appendUnit(made, char)
		} else {
			made = appendUnit(appendUnit(made, first), second)
		}
	}
	return string(made)
}

func appendUnit(made []byte, unit rune) []byte {
	const hex = "0123456789abcdef"
	return append(made, '\\', 'u', hex[unit>>12&15], hex[unit>>8&15], hex[unit>>4&15], hex[unit&15])
}

// writeContent writes a value as one media type.
func writeContent(content *Content, value *wire.Value) (string, error) {
	switch content.Kind {
	case JSON:
		return string(value.AppendJSON(nil)), nil
	case Form:
		return formText(content, value)
	case Multipart, PlainText, Binary, Events, JSONLines:
	}
	return textOf(value), nil
}

// formText writes members as application/x-www-form-urlencoded. Without a style of its own a list is repeated, an object is JSON.
func formText(content *Content, value *wire.Value) (string, error) {
	if value.Kind != wire.Object {
		return textOf(value), nil
	}
	var texts []string
	for index := range value.Members() {
		member := &value.Members()[index]
		text, isThere, err := formMember(content.part(member.Name), member.Name, &member.Value)
		if err != nil {
			return "", err
		}
		if isThere {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, "&"), nil
}

func formMember(part *Part, name string, value *wire.Value) (string, bool, error) {
	if part == nil {
		part = &Part{}
	}
	isStyled := part.Style != DefaultStyle || part.Explode != AsUsual
	isWhole := part.Content != nil && (!part.List || value.Kind != wire.Array)
	if !isStyled && (isWhole || value.Kind == wire.Object) {
		text := string(value.AppendJSON(nil))
		if part.Content != nil && part.Content.Kind != JSON {
			text = textOf(value)
		}
		return escape(name) + "=" + escape(text), true, checkText("member "+name, text)
	}
	return newStyleWriter(name, InQuery, &part.Coding).write(value)
}
