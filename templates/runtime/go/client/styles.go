package client

import (
	"fmt"
	"strings"

	"mortise/runtime/wire"
)

// styleRow is one row of the table in RFC 6570, appendix A, with the styles that OpenAPI adds.
type styleRow struct {
	first string
	// separator stands between exploded values, delimiter between those that aren't.
	separator, delimiter string
	named                bool
	// ifEmpty follows the name of an empty value.
	ifEmpty string
}

var styleRows = map[Style]styleRow{
	Matrix:         {";", ";", ",", true, ""},
	Label:          {".", ".", ",", false, ""},
	Simple:         {"", ",", ",", false, ""},
	FormStyle:      {"", "&", ",", true, "="},
	SpaceDelimited: {"", "&", "%20", true, "="},
	PipeDelimited:  {"", "&", "%7C", true, "="},
	CookieStyle:    {"", "; ", ",", true, "="},
}

// styleWriter writes values of one name, place and coding (OpenAPI 3.2, 4.12.3 to 4.12.6).
type styleWriter struct {
	name    string
	place   Place
	coding  *Coding
	style   Style
	row     styleRow
	explode bool
	label   string
	// one and item are what parts values, in a single value and in one of several.
	one, item string
	err       error
}

func newStyleWriter(name string, place Place, coding *Coding) *styleWriter {
	w := &styleWriter{name: name, place: place, coding: coding, style: coding.Style}
	if w.style == DefaultStyle {
		w.style = Simple
		if place == InQuery || place == InCookie {
			w.style = FormStyle
		}
	}
	w.explode = coding.explodes(w.style)
	w.row = styleRows[w.style]
	if place == InCookie && w.style == FormStyle {
		// A cookie's values are never parted by an ampersand (OpenAPI 3.2, 4.12.5).
		w.row.separator = "; "
	}
	w.label = name
	if place != InHeader && w.style != CookieStyle {
		w.label = escape(name)
	}
	// A semicolon ends a matrix parameter wherever it stands.
	if w.style == Matrix {
		w.one, w.item = ";", ",;"
	} else {
		w.item = w.row.delimiter
	}
	if w.explode {
		w.item = w.row.separator
	}
	return w
}

// write gives a value as the URL, header or cookie takes it; false: nothing is written.
func (w *styleWriter) write(value *wire.Value) (text string, isThere bool, err error) {
	w.err = nil
	switch {
	case w.style == DeepObject:
		var texts []string
		texts = w.appendDeep(texts, escape(w.name), value)
		text, isThere = strings.Join(texts, "&"), len(texts) > 0
	case value.Kind != wire.Array && value.Kind != wire.Object:
		text, isThere = w.row.first+w.labelled(w.encode(textOf(value), w.one)), true
	case w.explode:
		text, isThere = w.writeExploded(value)
	default:
		text, isThere = w.writeJoined(value), true
	}
	return text, isThere, w.err
}

func (w *styleWriter) labelled(text string) string {
	switch {
	case !w.row.named:
		return text
	case text == "":
		return w.label + w.row.ifEmpty
	}
	return w.label + "=" + text
}

// writeJoined: color=blue,black and color=R,100,G,200.
func (w *styleWriter) writeJoined(value *wire.Value) string {
	var texts []string
	for index := range value.Items() {
		texts = append(texts, w.encode(textOf(&value.Items()[index]), w.item))
	}
	for index := range value.Members() {
		member := &value.Members()[index]
		texts = append(texts, w.encode(member.Name, w.item), w.encode(textOf(&member.Value), w.item))
	}
	return w.row.first + w.labelled(strings.Join(texts, w.row.delimiter))
}

// writeExploded: color=blue&color=black and R=100&G=200. Nothing tells an empty list from an absent one; only in a path it can't be left out.
func (w *styleWriter) writeExploded(value *wire.Value) (string, bool) {
	var texts []string
	for index := range value.Items() {
		texts = append(texts, w.labelled(w.encode(textOf(&value.Items()[index]), w.item)))
	}
	for index := range value.Members() {
		member := &value.Members()[index]
		name := strings.ReplaceAll(w.encode(member.Name, w.item), "=", "%3D")
		texts = append(texts, name+"="+w.encode(textOf(&member.Value), w.item))
	}
	switch {
	case len(texts) > 0:
		return w.row.first + strings.Join(texts, w.row.separator), true
	case w.style == Matrix:
		return w.row.first + w.label, true
	}
	return w.row.first, !w.row.named
}

// appendDeep: filter[name][first]=Ada. OpenAPI leaves deeper nesting and lists open; this is what most servers read.
func (w *styleWriter) appendDeep(texts []string, path string, value *wire.Value) []string {
	if value.Kind != wire.Array && value.Kind != wire.Object {
		return append(texts, path+"="+w.encode(textOf(value), ""))
	}
	for index := range value.Items() {
		texts = w.appendDeep(texts, fmt.Sprintf("%s%%5B%d%%5D", path, index), &value.Items()[index])
	}
	for index := range value.Members() {
		member := &value.Members()[index]
		texts = w.appendDeep(texts, path+"%5B"+escape(member.Name)+"%5D", &member.Value)
	}
	return texts
}

// encode escapes a text for its place, so that a delimiter in it isn't taken for one between values.
func (w *styleWriter) encode(text, delimiter string) string {
	if err := w.check(text); err != nil {
		w.err = err
		return ""
	}
	if w.place == InHeader || w.style == CookieStyle {
		return text
	}
	isEncoded := strings.HasPrefix(delimiter, "%")
	encoded := ""
	switch {
	case !w.coding.AllowReserved:
		encoded = escape(text)
	case isEncoded:
		encoded = escapeReserved(text, w.place, "")
	default:
		encoded = escapeReserved(text, w.place, delimiter)
	}
	if delimiter == "." {
		// A dot is unreserved, but it parts the exploded values of a label.
		return strings.ReplaceAll(encoded, ".", "%2E")
	}
	if isEncoded && strings.Contains(encoded, delimiter) {
		w.err = fmt.Errorf("parameter %q can't hold %q: in its style, that parts the values", w.name, unescapeOne(delimiter))
	}
	return encoded
}

func unescapeOne(delimiter string) string {
	if delimiter == "%20" {
		return " "
	}
	return "|"
}

func (w *styleWriter) check(text string) error {
	switch {
	case w.place == InHeader:
		return checkHeader(w.name, text)
	case w.style == CookieStyle:
		return checkCookie(w.name, text)
	}
	return checkText("parameter "+w.name, text)
}
