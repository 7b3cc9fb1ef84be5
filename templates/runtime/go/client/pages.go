package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"strconv"
	"strings"

	"mortise/runtime/wire"
)

// Pages calls an operation page by page, each when it is asked for. What fails ends them.
func Pages[A any](ctx context.Context, c *Client, o *Operation, pagination *Pagination, write func(*Request), options []CallOption) iter.Seq2[A, error] {
	return func(yield func(A, error) bool) {
		walkPages(ctx, c, o, pagination, write, options, func(made any, err error) bool {
			page, err := callAs[A](made, nil, err)
			return yield(page, err) && err == nil
		})
	}
}

// walkPages is apart from Pages, which there is once for each operation. An answer that is none of the operation's ends the pages, too.
func walkPages(ctx context.Context, c *Client, o *Operation, pagination *Pagination, write func(*Request), options []CallOption, yield func(any, error) bool) {
	w, err := newWalk(c, o, pagination, write, options)
	for err == nil {
		var page any
		if page, _, err = w.turn(ctx); err != nil {
			break
		}
		if !yield(page, nil) {
			return
		}
		if !w.next() {
			if err = w.err; err == nil {
				return
			}
		}
	}
	if err != nil {
		yield(nil, err)
	}
}

func newWalk(c *Client, o *Operation, pagination *Pagination, write func(*Request), options []CallOption) (*walk, error) {
	s, err := c.settings.with(options)
	return &walk{settings: s, operation: o, pagination: pagination, write: write, seen: map[string]bool{}, asked: asked{}}, err
}

// ItemsOf gives the items of all pages.
func ItemsOf[A, T any](pages iter.Seq2[A, error], items func(A) []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		// As a call: a loop over a function is four times the code, for each operation.
		pages(func(page A, err error) bool {
			if err != nil {
				var none T
				yield(none, err)
				return false
			}
			for _, item := range items(page) {
				if !yield(item, nil) {
					return false
				}
			}
			return true
		})
	}
}

// walk is where a walk through pages stands.
type walk struct {
	settings   *settings
	operation  *Operation
	pagination *Pagination
	write      func(*Request)
	asked      asked
	at         *url.URL
	// seen: a server that gives the same page again and again would be asked for ever.
	seen map[string]bool
	// number of the page, from 1, and how many items were before it.
	number, before int
	values         map[int]wire.Value
	answer         *Answer
	err            error
}

// turn calls the operation for the next page.
func (w *walk) turn(ctx context.Context) (any, *Answer, error) {
	request, err := writeRequest(w.operation, w.write, true, w.asked)
	if err != nil {
		return nil, nil, err
	}
	if request.body != nil && request.body.once {
		return nil, nil, request.fault(errors.New("a body that is sent once can't ask for pages"))
	}
	w.values = request.values
	made, answer, err := w.settings.send(ctx, request, w.at, false)
	w.answer = answer
	w.number++
	return made, answer, err
}

// next finds out how the next page is asked for; false: there is none.
func (w *walk) next() bool {
	p := w.pagination
	body := w.answer.body
	items, last := listAt(body, p.Items)
	isLast := string(find(body, p.More)) == "false" && len(p.More) > 0
	switch p.Next {
	case NextLink:
		return w.toURL(findLink(w.answer.response.Header.Values("Link"), "next"))
	case NextURL:
		return w.toURL(plain(find(body, p.Value)))
	case NextCursor:
		return !isLast && w.toValue(find(body, p.Value))
	case NextLastItem:
		return !isLast && w.toValue(find(last, p.Value))
	case NextOffset:
		offset := w.current(0) + int64(items)
		if total, ok := integerAt(body, p.Total); items == 0 || ok && offset >= total {
			return false
		}
		return w.toNumber(offset)
	case NextPage:
	}
	defer func() { w.before += items }()
	if items == 0 || w.isLastPage(items) {
		return false
	}
	return w.toNumber(w.current(p.First) + 1)
}

func (w *walk) isLastPage(items int) bool {
	p := w.pagination
	total, ok := integerAt(w.answer.body, p.Total)
	if !ok {
		return false
	}
	number := w.current(p.First) - p.First + 1
	if strings.Contains(strings.ToLower(p.Total[len(p.Total)-1]), "page") {
		return number >= total
	}
	// Pages before the one that the walk began with were as long as its pages are.
	size := float64(items)
	if w.number > 1 {
		size = float64(w.before) / float64(w.number-1)
	}
	return float64(w.before+items)+float64(number-int64(w.number))*size >= float64(total)
}

// current is what the parameter was in this page's request.
func (w *walk) current(otherwise int64) int64 {
	value, isThere := w.values[w.pagination.Parameter]
	if !isThere {
		return otherwise
	}
	if number, err := strconv.ParseInt(textOf(&value), 10, 64); err == nil {
		return number
	}
	return otherwise
}

func (w *walk) toNumber(number int64) bool {
	return w.toValue(strconv.AppendInt(nil, number, 10))
}

func (w *walk) toValue(text []byte) bool {
	if len(text) == 0 {
		return false
	}
	value, err := valueOf(text)
	if err != nil || value.Kind == wire.Null || value.Kind == wire.String && value.Text == "" || w.seen[string(text)] {
		return false
	}
	w.seen[string(text)] = true
	w.asked[w.pagination.Parameter] = value
	return true
}

// toURL takes a link, which may be relative to the page it stands in. It takes the credentials along, so it must not leave the origin.
func (w *walk) toURL(link string) bool {
	if link == "" {
		return false
	}
	from := w.answer.call.url
	if final := w.answer.response.Request; final != nil && final.URL != nil {
		from = final.URL
	}
	at, err := from.Parse(link)
	if err != nil {
		w.err = fmt.Errorf("%s: the link to the next page is broken", w.operation.ID)
		return false
	}
	if originOf(at) != originOf(from) {
		w.err = fmt.Errorf("%s: the next page is at %s, another origin than %s: credentials must not go there", w.operation.ID, bareURL(at), originOf(from))
		return false
	}
	if w.seen[at.String()] {
		return false
	}
	w.seen[at.String()] = true
	w.at = at
	return true
}

// ---------------------------------------------------------------- looking into answers

// find gives the JSON text of what stands at a path of member names; nil: nothing does. An empty path is the whole.
func find(text []byte, path []string) []byte {
	for _, name := range path {
		var found []byte
		wire.Read(text, deepest, false, &found, func(r *wire.Reader, found *[]byte) bool {
			if !r.Object() {
				return false
			}
			for r.Next() {
				if r.Name == name && *found == nil {
					if !wire.ReadRaw(r, found) {
						return false
					}
				} else if !r.Skip() {
					return false
				}
			}
			return r.Closed()
		})
		text = found
	}
	return text
}

// listAt counts the items of a list, and gives the last.
func listAt(text []byte, path []string) (count int, last []byte) {
	text = find(text, path)
	if len(text) == 0 {
		return 0, nil
	}
	wire.Read(text, deepest, false, &last, func(r *wire.Reader, last *[]byte) bool {
		if !r.Array() {
			return false
		}
		for r.More() {
			if !wire.ReadRaw(r, last) {
				return false
			}
			count++
		}
		return r.Closed()
	})
	return count, last
}

func integerAt(text []byte, path []string) (int64, bool) {
	if len(path) == 0 {
		return 0, false
	}
	number, err := strconv.ParseFloat(string(find(text, path)), 64)
	return int64(number), err == nil
}

// plain is a JSON string as a text; empty for all else.
func plain(text []byte) string {
	value, err := valueOf(text)
	if err != nil || value.Kind != wire.String {
		return ""
	}
	return value.Text
}

// RawItems gives the items of all pages, where the contract doesn't say what they are.
func RawItems(ctx context.Context, c *Client, o *Operation, pagination *Pagination, write func(*Request), options []CallOption) iter.Seq2[json.RawMessage, error] {
	return func(yield func(json.RawMessage, error) bool) {
		w, err := newWalk(c, o, pagination, write, options)
		for err == nil {
			if _, _, err = w.turn(ctx); err != nil {
				break
			}
			var items []json.RawMessage
			if text := find(w.answer.body, pagination.Items); len(text) > 0 {
				wire.Read(text, deepest, false, &items, func(r *wire.Reader, items *[]json.RawMessage) bool { return wire.ReadSlice(r, items, wire.ReadRaw) })
			}
			for _, item := range items {
				if !yield(item, nil) {
					return
				}
			}
			if !w.next() {
				if err = w.err; err == nil {
					return
				}
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

// findLink gives the target of the first link with a relation in Link headers (RFC 8288, section 3); empty: there is none.
func findLink(headers []string, relation string) string {
	for _, header := range headers {
		for header != "" {
			open := strings.IndexByte(header, '<')
			if open < 0 {
				break
			}
			target, rest, ok := strings.Cut(header[open+1:], ">")
			if !ok {
				break
			}
			relations, behind := linkRelations(rest)
			for _, each := range strings.Fields(strings.ToLower(relations)) {
				if each == relation {
					return strings.TrimSpace(target)
				}
			}
			header = behind
		}
	}
	return ""
}

// linkRelations reads the parameters of a link one after the other: a quoted title may hold anything, `; rel=next` too.
func linkRelations(text string) (relations, behind string) {
	isFirst := true
	for {
		text = strings.TrimLeft(text, " \t")
		if !strings.HasPrefix(text, ";") {
			return relations, text
		}
		text = strings.TrimLeft(text[1:], " \t")
		end := strings.IndexAny(text, "=;, \t")
		if end < 0 {
			return relations, ""
		}
		name := strings.ToLower(text[:end])
		text = strings.TrimLeft(text[end:], " \t")
		value := ""
		if strings.HasPrefix(text, "=") {
			value, text = linkValue(strings.TrimLeft(text[1:], " \t"))
		}
		if name == "rel" && isFirst {
			relations, isFirst = value, false
		}
	}
}

func linkValue(text string) (value, behind string) {
	if !strings.HasPrefix(text, `"`) {
		end := strings.IndexAny(text, ";, \t")
		if end < 0 {
			end = len(text)
		}
		return text[:end], text[end:]
	}
	var made strings.Builder
	for index := 1; index < len(text); index++ {
		switch {
		case text[index] == '"':
			return made.String(), text[index+1:]
		case text[index] == '\\' && index+1 < len(text):
			index++
		}
		made.WriteByte(text[index])
	}
	return made.String(), ""
}
