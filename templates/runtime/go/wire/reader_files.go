package wire

import "unsafe"

// ReadParts reads the text of a multipart body, in which a file is its number among files. Its rules have been checked.
func ReadParts[T any](text []byte, files []*File, value *T, read func(*Reader, *T) bool) bool {
	r := Reader{text: unsafe.String(unsafe.SliceData(text), len(text)), depth: DefaultDepth, shares: len(text) <= shared, unions: mostUnions, files: files}
	if !read(&r, value) {
		return false
	}
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
