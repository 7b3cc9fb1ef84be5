package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"

	"mortise/runtime/wire"
)

// sentPart is one part of a multipart answer.
type sentPart struct {
	disposition string
	mediaType   string
	content     func() (io.ReadCloser, error)
}

// Parts takes a multipart body: a struct, a map, or a list. Files are sent as they are, other members as text or JSON. Such answers are
// rare: the struct's fields are found by their tags.
func (a *Answer) Parts(mediaType string, body any) {
	content := a.content(mediaType)
	if content == nil {
		return
	}
	if strings.Contains(mediaType, "*") {
		mediaType = "multipart/form-data"
	}
	parts, err := partsOf(content, reflect.ValueOf(body))
	if err != nil {
		a.fail("The answer can't be written: "+err.Error(), nil)
		return
	}
	boundary := "----" + openTrace("").traceID.String()
	a.contentType = essenceOf(mediaType) + "; boundary=" + boundary
	a.stream = func(to *streamWriter) error { return sendParts(to, boundary, parts) }
}

func sendParts(to *streamWriter, boundary string, parts []sentPart) error {
	for _, part := range parts {
		var head bytes.Buffer
		fmt.Fprintf(&head, "--%s\r\n", boundary)
		if part.disposition != "" {
			fmt.Fprintf(&head, "Content-Disposition: %s\r\n", part.disposition)
		}
		if part.mediaType != "" {
			fmt.Fprintf(&head, "Content-Type: %s\r\n", lineOf(part.mediaType))
		}
		head.WriteString("\r\n")
		if !to.send(head.Bytes()) {
			return nil
		}
		source, err := part.content()
		if err != nil {
			return err
		}
		err = to.copy(source)
		_ = source.Close()
		if err != nil || to.err != nil || !to.send([]byte("\r\n")) {
			return err
		}
	}
	to.send([]byte("--" + boundary + "--\r\n"))
	return nil
}

func partsOf(content *Content, body reflect.Value) ([]sentPart, error) {
	for body.Kind() == reflect.Pointer && !body.IsNil() {
		body = body.Elem()
	}
	var parts []sentPart
	add := func(name string, plan *Part, value reflect.Value) (err error) {
		parts, err = appendParts(parts, name, plan, value)
		return err
	}
	switch body.Kind() {
	case reflect.Struct:
		for index := range body.NumField() {
			name, options, _ := strings.Cut(body.Type().Field(index).Tag.Get("json"), ",")
			value := body.Field(index)
			if name == "-" || name == "" || (options == "omitzero" && value.IsZero()) {
				continue
			}
			if err := add(name, content.part(name), value); err != nil {
				return nil, err
			}
		}
	case reflect.Map:
		members := map[string]reflect.Value{}
		for iterator := body.MapRange(); iterator.Next(); {
			members[iterator.Key().String()] = iterator.Value()
		}
		for _, name := range slices.Sorted(maps.Keys(members)) {
			if err := add(name, content.part(name), members[name]); err != nil {
				return nil, err
			}
		}
	case reflect.Slice:
		for index := range body.Len() {
			plan := content.Items
			if index < len(content.Prefix) {
				plan = &content.Prefix[index]
			}
			if err := add("", plan, body.Index(index)); err != nil {
				return nil, err
			}
		}
	default:
		return nil, fmt.Errorf("%s is no multipart body", body.Kind())
	}
	return parts, nil
}

func (c *Content) part(name string) *Part {
	for index := range c.Members {
		if c.Members[index].Name == name {
			return &c.Members[index]
		}
	}
	return c.Rest
}

// appendParts adds a member: a list is one part an item, unless it is JSON by contract.
func appendParts(parts []sentPart, name string, plan *Part, value reflect.Value) ([]sentPart, error) {
	if plan == nil {
		plan = &Part{}
	}
	switch own := value.Interface().(type) {
	case *wire.File:
		if own == nil {
			return parts, nil
		}
		return append(parts, filePart(name, plan, own)), nil
	case []*wire.File:
		for _, file := range own {
			parts = append(parts, filePart(name, plan, file))
		}
		return parts, nil
	}
	text, err := json.Marshal(value.Interface())
	if err != nil {
		return nil, err
	}
	read, fault := wire.Parse(text, 1<<20)
	if fault != nil {
		return nil, fault
	}
	isJSON := isJSONType(essenceOf(plan.mediaType()))
	if read.Kind == wire.Array && name != "" && !isJSON {
		for index := range read.Items() {
			parts = append(parts, textPart(name, plan, &read.Items()[index]))
		}
		return parts, nil
	}
	return append(parts, textPart(name, plan, &read)), nil
}

// mediaType is the first of the contract's that is no range.
func (p *Part) mediaType() string {
	for _, each := range p.ContentTypes {
		if !strings.Contains(each, "*") {
			return each
		}
	}
	return ""
}

func filePart(name string, plan *Part, file *wire.File) sentPart {
	mediaType := file.ContentType
	if mediaType == "" {
		mediaType = plan.mediaType()
	}
	if mediaType == "" {
		mediaType = "application/octet-stream"
	}
	return sentPart{dispositionOf(name, file.Filename), mediaType, file.Open}
}

func textPart(name string, plan *Part, value *wire.Value) sentPart {
	mediaType := plan.mediaType()
	text := plainTextOf(value)
	if isJSONType(essenceOf(mediaType)) || (mediaType == "" && (value.Kind == wire.Object || value.Kind == wire.Array)) {
		if mediaType == "" {
			mediaType = "application/json"
		}
		text = string(value.AppendJSON(nil))
	}
	return sentPart{dispositionOf(name, ""), mediaType, func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

// nameEscaper: as browsers do (WHATWG HTML, 4.10.21.8): in UTF-8, with only quotes and line breaks escaped.
var nameEscaper = strings.NewReplacer("\n", "%0A", "\r", "%0D", `"`, "%22")

func dispositionOf(name, filename string) string {
	switch {
	case name == "" && filename == "":
		return ""
	case name == "":
		return `attachment; filename="` + nameEscaper.Replace(filename) + `"`
	case filename == "":
		return `form-data; name="` + nameEscaper.Replace(name) + `"`
	}
	return `form-data; name="` + nameEscaper.Replace(name) + `"; filename="` + nameEscaper.Replace(filename) + `"`
}

// lineOf takes line breaks out of a header.
func lineOf(text string) string { return strings.NewReplacer("\r", " ", "\n", " ").Replace(text) }
