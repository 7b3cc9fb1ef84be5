package client

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"mortise/runtime/wire"
)

// sentPart is one part of a multipart body: what stands before its content, and the content.
type sentPart struct {
	head   string
	length int64
	open   func() (io.ReadCloser, error)
}

// Parts are the parts of a multipart body (RFC 2046, RFC 7578) while they are written.
type Parts struct {
	request *Request
	content *Content
	parts   []sentPart
	// count is how many parts without a name there were.
	count int
}

// Multipart begins a multipart body, of one of the operation's media types. Send ends it.
func (r *Request) Multipart(index int) *Parts {
	content, _ := r.content(index, "", "multipart/form-data")
	return &Parts{request: r, content: content}
}

// Member takes the JSON text of a member: text, or JSON, or of a list one part for each item.
func (p *Parts) Member(name string, text []byte) {
	p.request.room = text
	value, err := valueOf(text)
	if err != nil {
		p.request.fail(err)
		return
	}
	p.add(name, p.content.part(name), &value)
}

// Members takes the JSON text of an object whose members are parts.
func (p *Parts) Members(text []byte) {
	p.request.room = text
	value, err := valueOf(text)
	switch {
	case err != nil:
		p.request.fail(err)
	case value.Kind == wire.Array:
		for index := range value.Items() {
			p.add("", p.next(), &value.Items()[index])
		}
	case value.Kind == wire.Object:
		for index := range value.Members() {
			member := &value.Members()[index]
			p.add(member.Name, p.content.part(member.Name), &member.Value)
		}
	default:
		p.request.fail(errNoList)
	}
}

// next is how the next part without a name is written.
func (p *Parts) next() *Part {
	p.count++
	if p.count <= len(p.content.Prefix) {
		return &p.content.Prefix[p.count-1]
	}
	return p.content.Items
}

// File takes a member that is a file; nil: it is absent. Without a name it is the next of a list.
func (p *Parts) File(name string, file *wire.File) {
	plan := p.content.part(name)
	if name == "" {
		plan = p.next()
	}
	if file == nil {
		return
	}
	mediaType := file.ContentType
	if mediaType == "" {
		mediaType = plan.mediaType()
	}
	if mediaType == "" {
		mediaType = "application/octet-stream"
	}
	filename := file.Filename
	if filename == "" {
		filename = name
	}
	p.append(dispositionOf(name, filename), mediaType, file.Size(), file.Open)
}

// Files takes a member that is a list of files.
func (p *Parts) Files(name string, files []*wire.File) {
	for _, file := range files {
		p.File(name, file)
	}
}

// FilesByName takes members that are files.
func (p *Parts) FilesByName(files map[string]*wire.File) {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		p.File(name, files[name])
	}
}

// add adds a member: a list is one part an item, unless its style puts it into one or it is JSON by contract.
func (p *Parts) add(name string, plan *Part, value *wire.Value) {
	isStyled := plan != nil && plan.Style != DefaultStyle
	isList := value.Kind == wire.Array && name != "" && !isJSONType(essenceOf(plan.mediaType())) && (!isStyled || plan.explodes(plan.Style))
	if !isList {
		p.addOne(name, plan, value)
		return
	}
	for index := range value.Items() {
		p.addOne(name, plan, &value.Items()[index])
	}
}

func (p *Parts) addOne(name string, plan *Part, value *wire.Value) {
	mediaType := plan.mediaType()
	text := textOf(value)
	isNested := value.Kind == wire.Object || value.Kind == wire.Array
	switch {
	case plan != nil && plan.Style != DefaultStyle && name != "":
		text = p.styled(name, plan, value)
	case isJSONType(essenceOf(mediaType)) || mediaType == "" && isNested:
		if mediaType == "" {
			mediaType = "application/json"
		}
		text = string(value.AppendJSON(nil))
	}
	p.append(dispositionOf(name, ""), mediaType, int64(len(text)), func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(text)), nil
	})
}

// styled: with a style, the value is that of a query parameter without its name and without percent-encoding (OpenAPI 3.2, 4.15.1.2).
func (p *Parts) styled(name string, plan *Part, value *wire.Value) string {
	coding := plan.Coding
	coding.AllowReserved = false
	text, _, err := newStyleWriter(name, InQuery, &coding).write(value)
	if err != nil {
		p.request.fail(err)
	}
	return unescape(strings.TrimPrefix(text, escape(name)+"="))
}

func (p *Parts) append(disposition, mediaType string, length int64, open func() (io.ReadCloser, error)) {
	var head strings.Builder
	if disposition != "" {
		fmt.Fprintf(&head, "Content-Disposition: %s\r\n", disposition)
	}
	if mediaType != "" {
		fmt.Fprintf(&head, "Content-Type: %s\r\n", mediaType)
	}
	if err := checkHeader("Content-Type", mediaType); err != nil {
		p.request.fail(err)
	}
	p.parts = append(p.parts, sentPart{head.String() + "\r\n", length, open})
}

// Send makes the body: it has a length, if all of its files have one. Files are opened when their turn comes.
func (p *Parts) Send() {
	boundary := "----" + rand.Text()
	mediaType := essenceOf(p.content.MediaType)
	if isRange(mediaType) {
		mediaType = "multipart/form-data"
	}
	end := "--" + boundary + "--\r\n"
	length := int64(len(end))
	parts := slices.Clone(p.parts)
	for index := range parts {
		parts[index].head = "--" + boundary + "\r\n" + parts[index].head
		if parts[index].length < 0 || length < 0 {
			length = -1
			continue
		}
		length += int64(len(parts[index].head)) + parts[index].length + 2
	}
	p.request.body = &body{
		contentType: mediaType + "; boundary=" + boundary,
		length:      length,
		open: func(context.Context) (io.ReadCloser, error) {
			return &partsReader{parts: parts, end: end}, nil
		},
	}
}

// partsReader reads parts one after the other, each when its turn comes.
type partsReader struct {
	parts   []sentPart
	end     string
	text    bytes.Reader
	isEnded bool
	source  io.ReadCloser
}

func (r *partsReader) Read(to []byte) (int, error) {
	for {
		if r.text.Len() > 0 {
			return r.text.Read(to)
		}
		if r.source != nil {
			count, err := r.source.Read(to)
			if err == io.EOF {
				err = r.source.Close()
				r.source = nil
				r.text.Reset([]byte("\r\n"))
			}
			if count > 0 || err != nil {
				return count, err
			}
			continue
		}
		if err := r.next(); err != nil {
			return 0, err
		}
	}
}

func (r *partsReader) next() error {
	if len(r.parts) > 0 {
		source, err := r.parts[0].open()
		if err != nil {
			return err
		}
		r.text.Reset([]byte(r.parts[0].head))
		r.source, r.parts = source, r.parts[1:]
		return nil
	}
	if r.isEnded {
		return io.EOF
	}
	r.isEnded = true
	r.text.Reset([]byte(r.end))
	return nil
}

func (r *partsReader) Close() error {
	if r.source == nil {
		return nil
	}
	source := r.source
	r.source = nil
	return source.Close()
}

// mediaType is the first of the contract's that is no range.
func (p *Part) mediaType() string {
	if p == nil {
		return ""
	}
	for _, each := range p.ContentTypes {
		if !isRange(each) {
			return each
		}
	}
	return ""
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

// unescape undoes what escape did.
func unescape(text string) string {
	var made strings.Builder
	for index := 0; index < len(text); index++ {
		if text[index] == '%' && index+2 < len(text) {
			made.WriteByte(hexValue(text[index+1])<<4 | hexValue(text[index+2]))
			index += 2
			continue
		}
		made.WriteByte(text[index])
	}
	return made.String()
}

func hexValue(char byte) byte {
	switch {
	case char >= 'a':
		return char - 'a' + 10
	case char >= 'A':
		return char - 'A' + 10
	}
	return char - '0'
}
