package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"sync"

	"mortise/runtime/wire"
)

// body is a body on its way out.
type body struct {
	contentType string
	// length is -1 where it isn't known.
	length int64
	// open gives the bytes from their beginning.
	open func(ctx context.Context) (io.ReadCloser, error)
	// once: it can be read only once: such a call is never sent again.
	once bool
}

func bytesBody(contentType string, text []byte) *body {
	return &body{contentType: contentType, length: int64(len(text)), open: func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(text)), nil
	}}
}

// content gives one of the operation's media types, and the one that is sent.
func (r *Request) content(index int, given, otherwise string) (*Content, string) {
	content := &r.operation.Body[index]
	mediaType := content.MediaType
	if isRange(mediaType) {
		mediaType = otherwise
		if given != "" {
			mediaType = given
		}
	}
	if err := checkHeader("Content-Type", mediaType); err != nil {
		r.fail(err)
	}
	return content, mediaType
}

// JSON takes the JSON text of a body, of one of the operation's media types. mediaType is the caller's, where the contract says a range.
func (r *Request) JSON(index int, mediaType string, text []byte) {
	_, mediaType = r.content(index, mediaType, "application/json")
	r.room = nil
	r.body = bytesBody(mediaType, text)
}

// Text takes a body that is a text.
func (r *Request) Text(index int, mediaType, text string) {
	_, mediaType = r.content(index, mediaType, "text/plain; charset=utf-8")
	r.body = bytesBody(mediaType, []byte(text))
}

// Form takes the JSON text of a form's members.
func (r *Request) Form(index int, text []byte) {
	content, _ := r.content(index, "", "")
	r.room = text
	value, err := valueOf(text)
	if err != nil {
		r.fail(err)
		return
	}
	written, err := formText(content, &value)
	if err != nil {
		r.fail(err)
		return
	}
	r.body = bytesBody("application/x-www-form-urlencoded", []byte(written))
}

// Bytes takes a body of bytes. Nil: there is none. A reader that can seek is sent again where need be; it isn't closed.
func (r *Request) Bytes(index int, mediaType string, source io.Reader) {
	_, mediaType = r.content(index, mediaType, "application/octet-stream")
	if source == nil {
		return
	}
	made, err := readerBody(source)
	if err != nil {
		r.fail(err)
		return
	}
	made.contentType = mediaType
	r.body = made
}

func readerBody(source io.Reader) (*body, error) {
	if buffer, ok := source.(*bytes.Buffer); ok {
		return bytesBody("", buffer.Bytes()), nil
	}
	seeker, ok := source.(io.ReadSeeker)
	if !ok {
		return onceBody(source), nil
	}
	start, err := seeker.Seek(0, io.SeekCurrent)
	if err != nil {
		// Pipes and terminals have the method, but can't.
		return onceBody(source), nil
	}
	end, err := seeker.Seek(0, io.SeekEnd)
	if err != nil {
		return onceBody(source), nil
	}
	if _, err := seeker.Seek(start, io.SeekStart); err != nil {
		return nil, err
	}
	source, length := io.Reader(seeker), end-start
	turns := make(chan struct{}, 1)
	return &body{length: length, open: func(ctx context.Context) (io.ReadCloser, error) {
		// A transport may read on for a moment after it gave its answer.
		select {
		case turns <- struct{}{}:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
		if _, err := seeker.Seek(start, io.SeekStart); err != nil {
			<-turns
			return nil, err
		}
		return &turn{Reader: io.LimitReader(source, length), end: sync.OnceFunc(func() { <-turns })}, nil
	}}, nil
}

// turn is one reading of a reader that is read again.
type turn struct {
	io.Reader
	end func()
}

// Close lets the next one read. It may be called more than once.
func (t *turn) Close() error {
	t.end()
	return nil
}

func onceBody(source io.Reader) *body {
	return &body{length: -1, once: true, open: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(source), nil }}
}

var errNoList = errors.New("the body is neither an object nor a list")

// AppendMembers writes the members of a form of which the contract says nothing.
func AppendMembers(b []byte, members *map[string]json.RawMessage) []byte {
	return wire.AppendMap(b, *members, AppendRawItem[json.RawMessage])
}

// AppendRawItem writes a value of which the contract says nothing.
func AppendRawItem[B ~[]byte](b []byte, item *B) []byte { return wire.AppendRaw(b, *item) }

// AppendListOf gives the function that writes a list.
func AppendListOf[T any](write func([]byte, *T) []byte) func([]byte, *[]T) []byte {
	return func(b []byte, list *[]T) []byte { return wire.AppendSlice(b, *list, write) }
}
