package PACKAGE

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"

	"MODULE/wire"
)

// Given is a request as JSON: parameters by number, a body of one of the operation's media types, files by number.
type Given struct {
	Operation   string
	Parameters  map[int]json.RawMessage
	Content     int
	ContentType string
	Body        json.RawMessage
	Bytes       []byte
	Files       []struct {
		Name, Type string
		Content    []byte
	}
	Streams bool
	broken  error
}

// Seen is what came back.
type Seen struct {
	Name    string
	Headers map[string]string
	Body    string
	Error   string
}

// Reader gives the bytes of a body.
func (g *Given) Reader() io.Reader { return bytes.NewReader(g.Bytes) }

func take[T any](g *Given, text []byte, place *T, read func(*wire.Reader, *T) bool) {
	var files []*wire.File
	for _, each := range g.Files {
		files = append(files, wire.FileOf(each.Name, each.Type, each.Content))
	}
	if r := wire.NewPartsReader(text, files); !read(r, place) || !r.Done() {
		g.broken = fmt.Errorf("%T can't hold %s", *place, text)
	}
}

func takeList[T any](g *Given, place *[]T, read func(*wire.Reader, *T) bool) {
	take(g, g.Body, place, func(r *wire.Reader, place *[]T) bool { return wire.ReadSlice(r, place, read) })
}

func readAnyMembers(r *wire.Reader, members *map[string]json.RawMessage) bool {
	return wire.ReadMap(r, members, wire.ReadRaw[json.RawMessage])
}

func itemsOf[T any](g *Given, read func(*wire.Reader, *T) bool) iter.Seq2[T, error] {
	var items []T
	takeList(g, &items, read)
	return func(yield func(T, error) bool) {
		for _, item := range items {
			if !yield(item, nil) {
				return
			}
		}
	}
}

func bytesOf(body io.ReadCloser) string {
	content, err := io.ReadAll(body)
	if err == nil {
		err = body.Close()
	}
	if err != nil {
		return err.Error()
	}
	return string(wire.AppendBytes(nil, content))
}

func appendRawItem(b []byte, item *json.RawMessage) []byte { return wire.AppendRaw(b, *item) }

func textOfItems[T any](items iter.Seq2[T, error], write func([]byte, *T) []byte) string {
	b := []byte{'['}
	for item, err := range items {
		if err != nil {
			return err.Error()
		}
		b = write(wire.Comma(b, 1), &item)
	}
	return string(append(b, ']'))
}

func seenError(answer any, err error) *Seen { return &Seen{Error: fmt.Sprintf("%T %T %v", answer, err, err)} }

// Drive reads requests from standard input, a line each, and answers each with a line.
func Drive(c *Client) {
	in := bufio.NewReader(os.Stdin)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		given := Given{Content: -1}
		var seen *Seen
		if err := json.Unmarshal(line, &given); err != nil {
			seen = seenError(nil, err)
		} else if seen = Drivers[given.Operation](c, &given); given.broken != nil {
			seen = seenError(nil, given.broken)
		}
		text, err := json.Marshal(seen)
		if err != nil {
			panic(err)
		}
		fmt.Println(string(text))
	}
}
