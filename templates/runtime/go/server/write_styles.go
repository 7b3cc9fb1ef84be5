package server

import (
	"math/big"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"mortise/runtime/wire"
)

// plainTextOf is the text of a value in headers and forms: null is empty, a nested list or object is JSON.
func plainTextOf(value *wire.Value) string {
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

// numberText: digits only for whole numbers: clients read no exponent in an integer.
func numberText(literal string) string {
	if !strings.ContainsAny(literal, "eE") || !wire.IsInteger(literal) {
		return literal
	}
	if number, ok := new(big.Float).SetPrec(4096).SetString(literal); ok {
		return number.Text('f', 0)
	}
	return literal
}

// headerText writes a value as a header: in the style simple, or as a media type (OpenAPI 3.2, 4.21).
func headerText(coding *Coding, value *wire.Value) string {
	if coding.Content != nil {
		switch coding.Content.Kind {
		case JSON:
			return asciiJSON(string(value.AppendJSON(nil)))
		case Form:
			return formText(coding.Content, value)
		case Multipart, PlainText, Binary, Events, JSONLines:
		}
		return plainTextOf(value)
	}
	switch value.Kind {
	case wire.Array:
		texts := make([]string, len(value.Items()))
		for index := range texts {
			texts[index] = plainTextOf(&value.Items()[index])
		}
		return strings.Join(texts, ",")
	case wire.Object:
		var texts []string
		for index := range value.Members() {
			member := &value.Members()[index]
			if coding.explodes(false) {
				texts = append(texts, strings.ReplaceAll(member.Name, "=", "%3D")+"="+plainTextOf(&member.Value))
			} else {
				texts = append(texts, member.Name, plainTextOf(&member.Value))
			}
		}
		return strings.Join(texts, ",")
	case wire.Null, wire.False, wire.True, wire.Number, wire.String, wire.Upload:
	}
	return plainTextOf(value)
}

// asciiJSON: JSON in headers stays within ASCII, which every client reads alike.
func asciiJSON(text string) string {
	if isASCII(text) {
		return text
	}
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
	const lowerHex = "0123456789abcdef"
	return append(made, '\\', 'u', lowerHex[unit>>12&15], lowerHex[unit>>8&15], lowerHex[unit>>4&15], lowerHex[unit&15])
}

// formText writes members as application/x-www-form-urlencoded. Without a style of its own a list is repeated, an object is JSON.
func formText(content *Content, value *wire.Value) string {
	if value.Kind != wire.Object {
		return plainTextOf(value)
	}
	var texts []string
	for index := range value.Members() {
		member := &value.Members()[index]
		part := content.Rest
		for at := range content.Members {
			if content.Members[at].Name == member.Name {
				part = &content.Members[at]
			}
		}
		texts = appendFormMember(texts, member.Name, &member.Value, part)
	}
	return strings.Join(texts, "&")
}

func appendFormMember(texts []string, name string, value *wire.Value, part *Part) []string {
	if part == nil {
		part = &Part{}
	}
	label := escape(name)
	isStyled := part.Style != DefaultStyle || part.Explode != AsUsual
	switch {
	case part.Content != nil && !isStyled, value.Kind == wire.Object && !isStyled:
		return append(texts, label+"="+escape(string(value.AppendJSON(nil))))
	case part.Style == DeepObject:
		return appendDeep(texts, label, value)
	case value.Kind == wire.Array && part.explodes(part.Style == DefaultStyle || part.Style == FormStyle):
		for index := range value.Items() {
			texts = append(texts, label+"="+escape(plainTextOf(&value.Items()[index])))
		}
		return texts
	case value.Kind == wire.Object && part.explodes(part.Style == DefaultStyle || part.Style == FormStyle):
		for index := range value.Members() {
			member := &value.Members()[index]
			texts = append(texts, escape(member.Name)+"="+escape(plainTextOf(&member.Value)))
		}
		return texts
	}
	return append(texts, label+"="+joinedText(part.Style, value))
}

// joinedText writes the values of a list, or the names and values of an object, in one text.
func joinedText(style Style, value *wire.Value) string {
	var texts []string
	switch value.Kind {
	case wire.Array:
		for index := range value.Items() {
			texts = append(texts, escape(plainTextOf(&value.Items()[index])))
		}
	case wire.Object:
		for index := range value.Members() {
			member := &value.Members()[index]
			texts = append(texts, escape(member.Name), escape(plainTextOf(&member.Value)))
		}
	case wire.Null, wire.False, wire.True, wire.Number, wire.String, wire.Upload:
		return escape(plainTextOf(value))
	}
	switch style {
	case SpaceDelimited:
		return strings.Join(texts, "%20")
	case PipeDelimited:
		return strings.Join(texts, "%7C")
	case DefaultStyle, Simple, Label, Matrix, FormStyle, DeepObject, CookieStyle:
	}
	return strings.Join(texts, ",")
}

// appendDeep writes filter[name][first]=Ada.
func appendDeep(texts []string, path string, value *wire.Value) []string {
	switch value.Kind {
	case wire.Object:
		for index := range value.Members() {
			member := &value.Members()[index]
			texts = appendDeep(texts, path+"%5B"+escape(member.Name)+"%5D", &member.Value)
		}
		return texts
	case wire.Array:
		for index := range value.Items() {
			texts = append(texts, path+"="+escape(plainTextOf(&value.Items()[index])))
		}
		return texts
	case wire.Null, wire.False, wire.True, wire.Number, wire.String, wire.Upload:
	}
	return append(texts, path+"="+escape(plainTextOf(value)))
}

// escape percent-encodes everything but the unreserved characters of RFC 3986.
func escape(text string) string {
	return appendEscaped(text, func(char byte) bool {
		return char >= 'a' && char <= 'z' || char >= 'A' && char <= 'Z' || char >= '0' && char <= '9' || strings.IndexByte("-._~", char) >= 0
	})
}
