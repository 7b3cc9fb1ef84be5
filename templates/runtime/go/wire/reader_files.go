package wire

import "unsafe"

// NewReader stands before the value of a text, which it keeps, and which mustn't change afterwards: see [Read].
func NewReader(text []byte, maxDepth int, checks bool) *Reader {
	if maxDepth <= 0 {
		maxDepth = DefaultDepth
	}
	return &Reader{text: unsafe.String(unsafe.SliceData(text), len(text)), depth: maxDepth, Checks: checks, shares: len(text) <= shared, unions: mostUnions}
}

// NewPartsReader stands before the text of a multipart body, in which a file is its number among files. Its rules have been checked.
func NewPartsReader(text []byte, files []*File) *Reader {
	r := NewReader(text, 0, false)
	r.files = files
	return r
}

// Done says whether nothing stands behind the value that was read.
func (r *Reader) Done() bool {
	r.space()
	return r.at == len(r.text)
}

// ReadFile takes a file of a multipart body. JSON has none.
func ReadFile(r *Reader, value **File) bool {
	var number int32
	if !r.Int32(&number) || number < 0 || int(number) >= len(r.files) {
		return false
	}
	*value = r.files[number]
	return true
}
