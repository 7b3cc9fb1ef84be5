package client

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"

	"mortise/runtime/wire"
)

// ReadMultipart reads a body of multipart/form-data or its like (RFC 2046, section 5.1). It is in memory as a whole.
func ReadMultipart[T any](a *Answer, place *T, read func(*wire.Reader, *T) bool) error {
	parts, err := cutParts(a)
	if err != nil {
		return err
	}
	var files []*wire.File
	b := []byte{'['}
	isList := a.content.Items != nil || len(a.content.Prefix) > 0
	if isList {
		for index, each := range parts {
			plan := a.content.Items
			if index < len(a.content.Prefix) {
				plan = &a.content.Prefix[index]
			}
			b = each.append(wire.Comma(b, 1), plan, &files)
		}
		b = append(b, ']')
	} else {
		b = appendNamed(a.content, parts, &files)
	}
	if r := wire.NewPartsReader(b, files); !read(r, place) || !r.Done() {
		return &unreadable{reason: "the body is not what the contract promises", text: a.body}
	}
	return nil
}

// ReadMembers reads the members of a form of which the contract says nothing.
func ReadMembers(r *wire.Reader, members *map[string]json.RawMessage) bool {
	return wire.ReadMap(r, members, wire.ReadRaw[json.RawMessage])
}

// ReadListOf gives the function that reads a list of parts.
func ReadListOf[T any](read func(*wire.Reader, *T) bool) func(*wire.Reader, *[]T) bool {
	return func(r *wire.Reader, list *[]T) bool { return wire.ReadSlice(r, list, read) }
}

// receivedPart is a part that came.
type receivedPart struct {
	name, filename string
	header         textproto.MIMEHeader
	content        []byte
}

func cutParts(a *Answer) ([]receivedPart, error) {
	_, parameters, err := mime.ParseMediaType(a.ContentType())
	if err != nil || parameters["boundary"] == "" {
		return nil, &unreadable{"the content type has no boundary", a.body, err}
	}
	var parts []receivedPart
	reader := multipart.NewReader(bytes.NewReader(a.body), parameters["boundary"])
	for {
		part, err := reader.NextRawPart()
		if err == io.EOF {
			return parts, nil
		}
		if err != nil {
			return nil, &unreadable{"the body ends before its last boundary", a.body, err}
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return nil, &unreadable{"the body ends before its last boundary", a.body, err}
		}
		parts = append(parts, receivedPart{part.FormName(), part.FileName(), part.Header, content})
	}
}

// append adds the JSON of a part: a file, JSON, or a text.
func (p *receivedPart) append(b []byte, plan *Part, files *[]*wire.File) []byte {
	if plan == nil {
		plan = &Part{}
	}
	if plan.Content != nil && plan.Content.Kind == Binary {
		*files = append(*files, wire.FileOf(p.filename, p.header.Get("Content-Type"), p.content))
		return fileMark(b, len(*files)-1)
	}
	one := *plan
	one.List = false
	return appendPlain(b, &one, []string{string(p.content)})
}

// appendNamed adds the JSON of an object whose members are parts.
func appendNamed(content *Content, parts []receivedPart, files *[]*wire.File) []byte {
	b := []byte{'{'}
	done := map[string]bool{}
	for index := range parts {
		name := parts[index].name
		plan := content.part(name)
		if done[name] || plan == nil {
			continue
		}
		done[name] = true
		b = append(wire.AppendString(wire.Comma(b, 1), name), ':')
		isList := plan.List || plan.Content == nil && plan.Text.find(ListText) != nil && (plan.Style == DefaultStyle || plan.explodes(plan.Style))
		if !isList {
			b = parts[index].append(b, plan, files)
			continue
		}
		b = append(b, '[')
		empty := len(b)
		for at := index; at < len(parts); at++ {
			if parts[at].name == name {
				b = parts[at].append(wire.Comma(b, empty), plan, files)
			}
		}
		b = append(b, ']')
	}
	return append(b, '}')
}
