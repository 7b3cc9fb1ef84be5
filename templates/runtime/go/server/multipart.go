package server

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"mortise/runtime/check"
	"mortise/runtime/wire"
)

// multipartPlan is how the parts of a body are read (RFC 7578; OpenAPI 3.2, 4.15.2 and 4.15.3): by name, or by position.
type multipartPlan struct {
	content    *Content
	named      map[string]*partPlan
	rest       *partPlan
	positional bool
	prefix     []*partPlan
	items      *partPlan
}

func planMultipart(content *Content, maxDepth int) *multipartPlan {
	plan := &multipartPlan{content: content, named: map[string]*partPlan{}, positional: len(content.Prefix) > 0 || content.Items != nil}
	for index := range content.Members {
		plan.named[content.Members[index].Name] = planPart(&content.Members[index], maxDepth)
	}
	if content.Rest != nil {
		plan.rest = planPart(content.Rest, maxDepth)
	}
	for index := range content.Prefix {
		plan.prefix = append(plan.prefix, planPart(&content.Prefix[index], maxDepth))
	}
	items := content.Items
	if items == nil {
		items = &Part{}
	}
	plan.items = planPart(items, maxDepth)
	return plan
}

func (p *multipartPlan) at(index int) *partPlan {
	if index < len(p.prefix) {
		return p.prefix[index]
	}
	return p.items
}

// read reads and checks a whole body. Its files are kept until the answer has been sent.
func (p *multipartPlan) read(c *Call, plan *bodyPlan, media *chosen, request any) (reading, error) {
	store := &fileStore{}
	c.release = append(c.release, store.release)
	collector := &partCollector{plan: p, store: store}
	isEmpty, err := collector.readAll(&limitedBody{call: c, left: plan.limit}, media.contentType.boundary)
	faults := findings{report: &c.report, in: check.Body}
	switch {
	case errors.Is(err, errMultipart):
		faults.add("", "encoding", multipartMessage)
		return unreadable, nil
	case err != nil:
		return unreadable, err
	case isEmpty:
		return absent, nil
	}
	for _, pointer := range collector.faults {
		faults.add(pointer, "encoding", utf8Message)
	}
	value, how := p.value(collector, faults)
	if how == unreadable || len(collector.faults) > 0 || !faults.accepts(p.content.Check, &value, "") {
		return unreadable, nil
	}
	files := []*wire.File{}
	value = numberFiles(value, &files)
	plan.load(c, media, source{text: value.AppendJSON(nil), files: files}, request)
	return present, nil
}

// numberFiles puts numbers where files stand: those by which they are read.
func numberFiles(value wire.Value, files *[]*wire.File) wire.Value {
	switch value.Kind {
	case wire.Upload:
		*files = append(*files, value.File())
		return wire.NumberValue(strconv.Itoa(len(*files) - 1))
	case wire.Array:
		items := value.Items()
		for index := range items {
			items[index] = numberFiles(items[index], files)
		}
	case wire.Object:
		members := value.Members()
		for index := range members {
			members[index].Value = numberFiles(members[index].Value, files)
		}
	case wire.Null, wire.False, wire.True, wire.Number, wire.String:
	}
	return value
}

func (p *multipartPlan) value(collector *partCollector, found findings) (wire.Value, reading) {
	isWhole := true
	if p.positional {
		items := make([]wire.Value, 0, len(collector.parts))
		for index, part := range collector.parts {
			value, how := part.value(p.at(index), "/"+strconv.Itoa(index), found)
			isWhole = isWhole && how == present
			items = append(items, value)
		}
		return wire.ArrayValue(items), whole(isWhole)
	}
	members := make([]wire.Member, 0, len(collector.names.entries))
	for _, each := range collector.names.entries {
		value, how := p.member(each.name, collector.partsOf(each), found)
		isWhole = isWhole && how == present
		members = append(members, wire.Member{Name: each.name, Value: value})
	}
	return wire.ObjectValue(members), whole(isWhole)
}

// member gives what came under one name. What the contract doesn't describe is only there.
func (p *multipartPlan) member(name string, parts []*part, found findings) (wire.Value, reading) {
	plan, at := p.planOf(name), pointerTo("", name)
	if plan == nil {
		return wire.StringValue(""), present
	}
	if !plan.isFile {
		texts := make([]string, len(parts))
		for index, part := range parts {
			texts[index] = part.text
		}
		return plan.read(texts, at, found)
	}
	files := make([]wire.Value, len(parts))
	for index, part := range parts {
		files[index] = wire.UploadValue(part.file)
	}
	switch {
	case plan.isList:
		return wire.ArrayValue(files), present
	case len(files) == 1:
		return files[0], present
	}
	return reportTwice(at, found)
}

func (p *multipartPlan) planOf(name string) *partPlan {
	if plan := p.named[name]; plan != nil {
		return plan
	}
	return p.rest
}

// partPlan is how the parts of one name, or at one position, are read.
type partPlan struct {
	isFile, isList bool
	// types are the media types that it may have; nil: any. A part that says none may come.
	types *mediaTypes[bool]
	named *namedPlan
	// With a style, a part is what a query would have behind the name, without percent-encoding (OpenAPI 3.2, 4.15.1.2); what would be
	// several pairs there is one text with "&" between them.
	styled pairsPlan
	spread bool
	names  *pairPlan
}

var partCoding = pairCoding{separator: '&', undoName: undoNothing}

func planPart(part *Part, maxDepth int) *partPlan {
	text := part.text()
	plan := &partPlan{isFile: part.Content != nil && part.Content.Kind == Binary, isList: part.List || text.first(ListText) != nil}
	if len(part.ContentTypes) > 0 {
		plan.types = &mediaTypes[bool]{}
		for _, each := range part.ContentTypes {
			plan.types.add(each, true)
		}
	}
	if part.Style == DefaultStyle {
		plan.named = planNamed(part, inPart, maxDepth)
		return plan
	}
	plan.names = newPairPlan()
	plan.styled = planPairs(&part.Coding, part.Name, inPart, "", plan.names, false)
	isExploded := part.explodes(part.Style == FormStyle || part.Style == CookieStyle)
	plan.spread = part.Style == DeepObject || (isExploded && text.first(ObjectText) != nil && text.first(ListText) == nil)
	return plan
}

func (p *partPlan) takes(contentType string, isSaid bool) bool {
	if p.types == nil || !isSaid {
		return true
	}
	parsed, ok := parseContentType(contentType)
	if !ok {
		return false
	}
	_, found := p.types.find(parsed.essence)
	return found
}

func (p *partPlan) read(texts []string, at string, found findings) (wire.Value, reading) {
	if p.styled == nil {
		return p.named.read(texts, at, found)
	}
	found = found.below(at)
	var own *pairs
	if p.spread {
		own = p.names.scan(strings.Join(texts, "&"), partCoding, found)
	} else {
		own = p.names.open()
		own.values[0] = texts
	}
	value, how := p.styled.read(own, found)
	if how == absent {
		return wire.ObjectValue(nil), present
	}
	return value, how
}

// part is one part as it came: a file, or a text. Neither: a part that nobody wants.
type part struct {
	file *wire.File
	text string
}

func (p *part) value(plan *partPlan, at string, found findings) (wire.Value, reading) {
	if p.file != nil {
		return wire.UploadValue(p.file), present
	}
	return plan.read([]string{p.text}, at, found)
}

// maxTextBytes: texts are held in memory, whatever files may have.
const maxTextBytes = 10 * mebibyte

// partCollector takes the parts of one body, each as its plan says.
type partCollector struct {
	plan  *multipartPlan
	store *fileStore
	parts []*part
	// names has for each name the positions of its parts.
	names nameList
	// faults are where the parts stand that are no UTF-8.
	faults    []string
	textBytes int
	pointer   string
	file      *keptFile
	text      []byte
	isText    bool
}

func (c *partCollector) partsOf(each named) []*part {
	parts := make([]*part, len(each.raws))
	for index, raw := range each.raws {
		at, _ := strconv.Atoi(raw)
		parts[index] = c.parts[at]
	}
	return parts
}

// readAll reads a body to its end. IsEmpty: not one byte came.
func (c *partCollector) readAll(body io.Reader, boundary string) (isEmpty bool, err error) {
	parser, parserErr := newMultipartParser(boundary, c)
	chunk := make([]byte, 32<<10)
	isEmpty = true
	for {
		count, err := body.Read(chunk)
		if count > 0 {
			isEmpty = false
			if parserErr != nil {
				return false, parserErr
			}
			if err := parser.push(chunk[:count]); err != nil {
				return false, err
			}
		}
		switch {
		case errors.Is(err, io.EOF) && isEmpty:
			return true, parserErr
		case errors.Is(err, io.EOF):
			return false, parser.finish()
		case err != nil:
			return false, err
		}
	}
}

func (c *partCollector) begin(head partHead) error {
	disposition, ok := parseHeaderValue(head["content-disposition"])
	if !ok {
		disposition = headerValue{}
	}
	own := &part{}
	plan, err := c.place(disposition)
	if err != nil {
		return err
	}
	c.parts = append(c.parts, own)
	mediaType, isSaid := head["content-type"]
	c.file, c.text, c.isText = nil, nil, plan != nil && !plan.isFile
	if plan == nil {
		return nil
	}
	if !plan.takes(mediaType, isSaid) {
		return &ProblemError{Code: UnsupportedMediaType}
	}
	if plan.isFile {
		c.file = c.store.keep(filenameOf(disposition), mediaType)
	}
	return nil
}

// place notes where the next part stands, and gives its plan; nil: nobody wants it.
func (c *partCollector) place(disposition headerValue) (*partPlan, error) {
	if c.plan.positional {
		c.pointer = "/" + strconv.Itoa(len(c.parts))
		return c.plan.at(len(c.parts)), nil
	}
	written, ok := disposition.get("name")
	if !ok {
		return nil, errMultipart
	}
	name := unescapeName(written)
	c.names.add(name, strconv.Itoa(len(c.parts)))
	plan := c.plan.planOf(name)
	c.pointer = pointerTo("", name)
	if plan != nil && plan.isList {
		c.pointer += "/" + strconv.Itoa(len(c.names.entries[c.names.find(name)].raws)-1)
	}
	return plan, nil
}

func (c *partCollector) data(bytes []byte) error {
	if c.file != nil {
		return c.file.write(bytes)
	}
	if !c.isText {
		return nil
	}
	if c.textBytes += len(bytes); c.textBytes > maxTextBytes {
		return &ProblemError{Code: PayloadTooLarge}
	}
	c.text = append(c.text, bytes...)
	return nil
}

func (c *partCollector) end() error {
	own := c.parts[len(c.parts)-1]
	if c.file != nil {
		own.file = c.file.finish()
	}
	if !c.isText {
		return nil
	}
	if !utf8.Valid(c.text) {
		c.faults = append(c.faults, c.pointer)
		return nil
	}
	own.text = string(c.text)
	return nil
}

var nameUnescaper = strings.NewReplacer("%0A", "\n", "%0a", "\n", "%0D", "\r", "%0d", "\r", "%22", `"`)

// unescapeName: as browsers write names (WHATWG HTML, 4.10.22.8).
func unescapeName(name string) string { return nameUnescaper.Replace(name) }

// filenameOf leaves out the folders that some clients put in front: a file name never leads anywhere (RFC 7578, section 4.2).
func filenameOf(disposition headerValue) string {
	name, ok := disposition.get("filename")
	if ok {
		name = unescapeName(name)
	} else {
		name = extendedName(disposition)
	}
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	if name == "." || name == ".." {
		return ""
	}
	return name
}

// extendedName reads a file name with its charset in front (RFC 8187): some clients write it although RFC 7578 says they must not.
func extendedName(disposition headerValue) string {
	written, _ := disposition.get("filename*")
	charset, rest, ok := strings.Cut(written, "'")
	if !ok || !strings.EqualFold(charset, "utf-8") {
		return ""
	}
	_, encoded, ok := strings.Cut(rest, "'")
	if !ok || strings.Contains(encoded, "'") {
		return ""
	}
	name, ok := unescape(encoded, false)
	if !ok {
		return ""
	}
	return name
}
