package server

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// brokenListener answers requests that net/http refuses before any handler sees them, which it does with a line of plain text. A path
// with a broken percent sequence is one of them: for the contract, that is a parameter like any other (wire profile, "Parameters").
type brokenListener struct {
	net.Listener
	server *http.Server
}

func (l *brokenListener) Accept() (net.Conn, error) {
	connection, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &brokenConn{Conn: connection, server: l.server}, nil
}

// brokenConn remembers the beginning of what has come since the last answer.
type brokenConn struct {
	net.Conn
	server *http.Server
	head   []byte
	// isLong: there was more than is remembered.
	isLong bool
}

// remembered is more than the longest head.
const remembered = 20 << 10

func (c *brokenConn) Read(to []byte) (int, error) {
	count, err := c.Conn.Read(to)
	if count > 0 && !c.isLong {
		if len(c.head)+count > remembered {
			c.isLong = true
		} else {
			c.head = append(c.head, to[:count]...)
		}
	}
	return count, err
}

const lingerTime = 2 * time.Second

// CloseWrite ends an answer while a body is still coming, and takes what is left of it for a moment: a connection that is closed before is
// reset, and the client loses the answer (RFC 9112, section 9.6).
func (c *brokenConn) CloseWrite() error {
	half, ok := c.Conn.(interface{ CloseWrite() error })
	if !ok {
		return nil
	}
	err := half.CloseWrite()
	_ = c.SetReadDeadline(time.Now().Add(lingerTime))
	_, _ = io.Copy(io.Discard, c.Conn)
	return err
}

// refusals are how net/http begins the answers that no handler has given: without a date.
var refusals = []struct {
	begin          string
	status         int
	detail         string
	isPathPossible bool
}{
	{"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n", 400, "The request is not well-formed HTTP.", true},
	{"HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n", 431, "The headers are larger than the server takes.", false},
}

func (c *brokenConn) Write(answer []byte) (int, error) {
	head, isLong := c.head, c.isLong
	c.head, c.isLong = c.head[:0], false
	for _, refusal := range refusals {
		if !bytes.HasPrefix(answer, []byte(refusal.begin)) {
			continue
		}
		if refusal.isPathPossible && !isLong && c.serveBroken(head) {
			return len(answer), nil
		}
		problem := &ProblemError{Code: InvalidRequest, Status: refusal.status, Detail: refusal.detail}
		if _, err := c.Conn.Write(plainProblem(problem)); err != nil {
			return 0, err
		}
		return len(answer), nil
	}
	return c.Conn.Write(answer)
}

func plainProblem(problem *ProblemError) []byte {
	document := problemOf(problem, openTrace("").traceID.String())
	body := document.AppendJSON(nil)
	head := fmt.Sprintf("HTTP/1.1 %d %s\r\nContent-Type: application/problem+json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n",
		problem.status(), titleOf(problem.status()), len(body))
	return append([]byte(head), body...)
}

// serveBroken answers a request whose only fault is the percent-encoding of its path. False: there is another one.
func (c *brokenConn) serveBroken(head []byte) bool {
	line, rest, ok := bytes.Cut(head, []byte("\r\n"))
	words := strings.Split(string(line), " ")
	if !ok || len(words) != 3 || !strings.HasPrefix(words[1], "/") {
		return false
	}
	path, query, _ := strings.Cut(words[1], "?")
	if _, err := url.PathUnescape(path); err == nil {
		return false
	}
	words[1] = "/"
	mended := io.MultiReader(strings.NewReader(strings.Join(words, " ")+"\r\n"), bytes.NewReader(rest), c.Conn)
	request, err := http.ReadRequest(bufio.NewReader(mended))
	if err != nil {
		return false
	}
	request.RequestURI = path
	request.URL = &url.URL{Path: path, RawPath: path, RawQuery: query}
	request.RemoteAddr = c.RemoteAddr().String()
	answer := &heldAnswer{header: http.Header{}, status: http.StatusOK}
	c.server.Handler.ServeHTTP(answer, request)
	_, err = c.Conn.Write(answer.text())
	return err == nil || answer.status > 0
}

// heldAnswer holds an answer until it is complete.
type heldAnswer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *heldAnswer) Header() http.Header { return a.header }

func (a *heldAnswer) WriteHeader(status int) { a.status = status }

func (a *heldAnswer) Write(bytes []byte) (int, error) { return a.body.Write(bytes) }

func (a *heldAnswer) text() []byte {
	response := http.Response{StatusCode: a.status, ProtoMajor: 1, ProtoMinor: 1, Header: a.header, ContentLength: int64(a.body.Len()), Body: io.NopCloser(&a.body), Close: true}
	var text bytes.Buffer
	_ = response.Write(&text)
	return text.Bytes()
}
