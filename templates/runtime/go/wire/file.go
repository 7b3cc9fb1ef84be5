package wire

import (
	"bytes"
	"io"
)

// File is a file of a multipart body: one that came, or one to send.
type File struct {
	// Filename as the sender named it: text of a stranger, no path. Empty where none was given.
	Filename string
	// ContentType as the sender said it, such as `image/png`. Empty where none was given.
	ContentType string
	size        int64
	open        func() (io.ReadCloser, error)
}

// NewFile is a file of a known size whose content `open` gives, each time from its beginning.
func NewFile(filename, contentType string, size int64, open func() (io.ReadCloser, error)) *File {
	return &File{Filename: filename, ContentType: contentType, size: size, open: open}
}

// FileOf is a file in memory.
func FileOf(filename, contentType string, content []byte) *File {
	return NewFile(filename, contentType, int64(len(content)), func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(content)), nil
	})
}

// Size is the number of the file's bytes; -1 where it is not known.
func (f *File) Size() int64 { return f.size }

// Open gives the content from its beginning. Who opens it closes it.
func (f *File) Open() (io.ReadCloser, error) { return f.open() }
