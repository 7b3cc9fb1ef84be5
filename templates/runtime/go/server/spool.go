package server

import (
	"bytes"
	"errors"
	"io"
	"os"

	"mortise/runtime/wire"
)

// memoryBytes is what one request's files may take of memory before they are spooled.
const memoryBytes = mebibyte

// fileStore keeps the files of one request: the first in memory, what is more in a temporary file.
type fileStore struct {
	spool   *os.File
	kept    int
	spooled int64
	// nameless: the file has no name any more, so that nothing is left behind even if the process is killed.
	nameless bool
}

// keptFile is a file that is being kept: what has been spooled of it is behind what is in memory.
type keptFile struct {
	store                 *fileStore
	filename, contentType string
	memory                []byte
	start, size           int64
}

// keep begins a file. The files of a request are kept one after the other.
func (s *fileStore) keep(filename, contentType string) *keptFile {
	return &keptFile{store: s, filename: filename, contentType: contentType, start: s.spooled}
}

// write takes a copy of the bytes.
func (f *keptFile) write(chunk []byte) error {
	f.size += int64(len(chunk))
	store := f.store
	if store.kept+len(chunk) <= memoryBytes {
		store.kept += len(chunk)
		f.memory = append(f.memory, chunk...)
		return nil
	}
	// From here on all goes to the file.
	store.kept = memoryBytes
	if store.spool == nil {
		if err := store.open(); err != nil {
			return err
		}
	}
	count, err := store.spool.Write(chunk)
	store.spooled += int64(count)
	return err
}

func (s *fileStore) open() error {
	file, err := os.CreateTemp("", "upload-")
	if err != nil {
		return err
	}
	s.spool = file
	s.nameless = os.Remove(file.Name()) == nil
	return nil
}

// finish is to be called behind the last byte.
func (f *keptFile) finish() *wire.File {
	memory, spool, start, spooled := f.memory, f.store.spool, f.start, f.size-int64(len(f.memory))
	return wire.NewFile(f.filename, f.contentType, f.size, func() (io.ReadCloser, error) {
		if spooled == 0 {
			return io.NopCloser(bytes.NewReader(memory)), nil
		}
		return io.NopCloser(io.MultiReader(bytes.NewReader(memory), io.NewSectionReader(spool, start, spooled))), nil
	})
}

// release lets go of everything.
func (s *fileStore) release() {
	if s.spool == nil {
		return
	}
	if err := s.spool.Close(); !s.nameless && !errors.Is(err, os.ErrClosed) {
		_ = os.Remove(s.spool.Name())
	}
}
