package server

import (
	"encoding/base64"
	"net/http"
	"strings"
	"unicode/utf8"
)

// SchemeKind is how a security scheme's credential is sent.
type SchemeKind uint8

// Kinds of security schemes (OpenAPI 3.2, 4.27). Bearer is also OAuth 2 and OpenID Connect.
const (
	Bearer SchemeKind = iota
	Basic
	// OtherHTTP is another scheme of the Authorization header: the credential is what follows its name.
	OtherHTTP
	HeaderKey
	QueryKey
	CookieKey
	MutualTLS
)

// Scheme is a security scheme of the contract. Printed.
type Scheme struct {
	Name string
	Kind SchemeKind
	// Parameter is the name of a key, or of an HTTP scheme.
	Parameter string
}

// BasicCredential is a user name and a password (RFC 7617).
type BasicCredential struct{ Username, Password string }

// credential finds what a scheme asks for in a request; false: it isn't there, or can't be one.
func (s *Scheme) credential(c *Call) (any, bool) {
	switch s.Kind {
	case Bearer:
		return filled(afterScheme(c, "Bearer"))
	case OtherHTTP:
		return filled(afterScheme(c, s.Parameter))
	case Basic:
		return readBasic(afterScheme(c, "Basic"))
	case HeaderKey:
		key, _ := c.header(http.CanonicalHeaderKey(s.Parameter))
		return filled(key)
	case QueryKey:
		return filled(onlyMember(c.query, "&", s.Parameter, true))
	case CookieKey:
		cookies, _ := c.header("Cookie")
		return filled(onlyMember(cookies, ";", s.Parameter, false))
	case MutualTLS:
		return nil, true
	}
	return nil, false
}

// challenge is for WWW-Authenticate (RFC 9110, section 11.6.1; Bearer needs a parameter by RFC 6750, section 3, Basic a realm by
// RFC 7617). API keys and client certificates have no registered scheme, and a 401 must have a challenge.
func (s *Scheme) challenge() string {
	switch s.Kind {
	case Bearer:
		return `Bearer realm="api"`
	case Basic:
		return `Basic realm="api", charset="UTF-8"`
	case OtherHTTP:
		if isToken(s.Parameter) {
			return s.Parameter + ` realm="api"`
		}
		return `Other realm="api"`
	case MutualTLS:
		return `MutualTLS realm="api"`
	case HeaderKey, QueryKey, CookieKey:
	}
	return `ApiKey realm="api"`
}

func filled(text string) (any, bool) { return text, text != "" }

// afterScheme gives what follows the scheme's name in the Authorization header.
func afterScheme(c *Call, scheme string) string {
	header, _ := c.header("Authorization")
	if len(header) <= len(scheme) || header[len(scheme)] != ' ' || !strings.EqualFold(header[:len(scheme)], scheme) {
		return ""
	}
	return strings.TrimSpace(header[len(scheme):])
}

// readBasic: a user name has no colon, a password may (RFC 7617).
func readBasic(text string) (any, bool) {
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		decoded, err = base64.RawStdEncoding.DecodeString(text)
	}
	if err != nil || text == "" || !utf8.Valid(decoded) {
		return nil, false
	}
	username, password, found := strings.Cut(string(decoded), ":")
	return BasicCredential{username, password}, found
}

// onlyMember gives the value of a name that comes once: of two keys, none is taken.
func onlyMember(text, separator, name string, plus bool) string {
	found, count := "", 0
	for pair := range strings.SplitSeq(text, separator) {
		label, raw, _ := strings.Cut(strings.TrimSpace(pair), "=")
		// What isn't percent-encoded UTF-8 is not the key.
		label, ok := unescape(label, plus)
		if !ok || label != name {
			continue
		}
		if value, ok := unescape(raw, plus); ok {
			found = value
			count++
		} else if count > 0 {
			count++
		}
	}
	if count != 1 {
		return ""
	}
	return found
}
