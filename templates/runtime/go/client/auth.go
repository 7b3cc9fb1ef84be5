package client

import (
	"context"
	"encoding/base64"
	"errors"
	"strings"
	"sync"
	"time"
)

// TokenSource gives a credential, at each attempt. Empty: nobody is signed in. Of a basic scheme it is what [BasicCredential] makes.
type TokenSource interface {
	Token(ctx context.Context) (string, error)
}

// TokenRefresher is a source whose credential can be renewed when the server answers 401.
type TokenRefresher interface {
	TokenSource
	// Refresh gets what the server refused. After it, Token gives something else, if anything can be had.
	Refresh(ctx context.Context, refused string) error
}

// StaticToken is a credential that stays.
type StaticToken string

// Token gives the credential.
func (t StaticToken) Token(context.Context) (string, error) { return string(t), nil }

// TokenFunc is a function as a source.
type TokenFunc func(ctx context.Context) (string, error)

// Token asks the function.
func (f TokenFunc) Token(ctx context.Context) (string, error) { return f(ctx) }

// BasicCredential is the credential of a basic scheme (RFC 7617): the user name must have no colon.
func BasicCredential(username, password string) string { return username + ":" + password }

// Refreshable is a credential that is renewed when the server answers 401. Calls that meet the 401 at the same time share one refresh, and
// each is sent once more. It may be shared by clients.
type Refreshable struct {
	token   TokenFunc
	refresh func(ctx context.Context, refused string) (string, error)
	flight  flight

	mutex sync.Mutex
	// given is what token gave when it was renewed: as long as it still does, replacement goes out instead.
	given, replacement string
	isRenewed          bool
}

// NewRefreshable makes one of what gives the credential, and what gives another one for what the server refused; empty: there is none.
func NewRefreshable(token TokenFunc, refresh func(ctx context.Context, refused string) (string, error)) *Refreshable {
	return &Refreshable{token: token, refresh: refresh}
}

// Token gives the credential, or what replaced it.
func (r *Refreshable) Token(ctx context.Context) (string, error) {
	if err := r.flight.wait(ctx); err != nil {
		return "", err
	}
	given, err := r.token(ctx)
	if err != nil || given == "" {
		return given, err
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.isRenewed && r.given == given {
		return r.replacement, nil
	}
	return given, nil
}

// Refresh renews the credential, once for all who ask for it.
func (r *Refreshable) Refresh(ctx context.Context, refused string) error {
	if current, err := r.Token(ctx); err != nil || current != refused {
		return err
	}
	return r.flight.do(ctx, func(ctx context.Context) error {
		given, err := r.token(ctx)
		if err != nil {
			return err
		}
		replacement, err := r.refresh(ctx, refused)
		if err != nil || replacement == "" {
			return err
		}
		if given == "" {
			given = refused
		}
		r.mutex.Lock()
		defer r.mutex.Unlock()
		r.given, r.replacement, r.isRenewed = given, replacement, true
		return nil
	})
}

// flight is work that all who need it at the same time share.
type flight struct {
	mutex   sync.Mutex
	pending *landing
}

type landing struct {
	done chan struct{}
	err  error
}

// longestFlight ends work that nobody waits for any more.
const longestFlight = time.Minute

// do works, or waits for who does already. One caller's end doesn't end the work of the others.
func (f *flight) do(ctx context.Context, work func(ctx context.Context) error) error {
	f.mutex.Lock()
	pending := f.pending
	if pending == nil {
		pending = &landing{done: make(chan struct{})}
		f.pending = pending
		own, cancel := context.WithTimeout(context.WithoutCancel(ctx), longestFlight)
		go func() {
			defer cancel()
			pending.err = errPanicked
			defer func() {
				f.mutex.Lock()
				f.pending = nil
				f.mutex.Unlock()
				close(pending.done)
			}()
			pending.err = work(own)
		}()
	}
	f.mutex.Unlock()
	return pending.wait(ctx)
}

var errPanicked = errors.New("the credential could not be renewed")

// wait waits for work that is under way.
func (f *flight) wait(ctx context.Context) error {
	f.mutex.Lock()
	pending := f.pending
	f.mutex.Unlock()
	if pending == nil {
		return nil
	}
	return pending.wait(ctx)
}

func (l *landing) wait(ctx context.Context) error {
	select {
	case <-l.done:
		return l.err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Scheme is a security scheme of the contract (OpenAPI 3.2, 4.27).
type Scheme struct {
	Name string
	Kind SchemeKind
	// Parameter is the name of an API key's header, parameter or cookie, or the scheme of the Authorization header.
	Parameter string
}

// SchemeKind says where a credential stands.
type SchemeKind uint8

// Kinds of security schemes. Bearer is OAuth 2 and OpenID Connect, too; MutualTLS writes nothing.
const (
	Bearer SchemeKind = iota
	Basic
	OtherHTTP
	HeaderKey
	QueryKey
	CookieKey
	MutualTLS
)

// outgoing is where credentials are written.
type outgoing struct {
	header  map[string]string
	query   string
	cookies []string
}

func (s *Scheme) place(credential string, to *outgoing) error {
	if s.Kind == HeaderKey || s.Kind == Bearer || s.Kind == OtherHTTP {
		if err := checkHeader("Authorization", credential); err != nil {
			// The error names no credential.
			return err
		}
	}
	switch s.Kind {
	case Bearer:
		to.header["Authorization"] = "Bearer " + credential
	case Basic:
		if !strings.Contains(credential, ":") {
			return errors.New("a basic credential must be a user name, a colon and a password")
		}
		to.header["Authorization"] = "Basic " + base64.StdEncoding.EncodeToString([]byte(credential))
	case OtherHTTP:
		to.header["Authorization"] = s.Parameter + " " + credential
	case HeaderKey:
		to.header[s.Parameter] = credential
	case QueryKey:
		to.query = joinQuery(to.query, escape(s.Parameter)+"="+escape(credential))
	case CookieKey:
		to.cookies = append(to.cookies, s.Parameter+"="+escape(credential))
	case MutualTLS:
	}
	return nil
}

// used is a credential that goes out with an attempt.
type used struct {
	scheme *Scheme
	source TokenSource
	token  string
}

// authorize chooses the first alternative of an operation's security for which there are credentials, and asks for them. If there is none
// the request goes out without: it is the server who says 401.
func authorize(ctx context.Context, s *settings, security [][]string) ([]used, error) {
	for _, alternative := range security {
		found, err := satisfy(ctx, s, alternative)
		if err != nil || len(found) > 0 {
			return found, err
		}
	}
	return nil, nil
}

func satisfy(ctx context.Context, s *settings, names []string) ([]used, error) {
	var found []used
	for _, name := range names {
		scheme := s.contract.scheme(name)
		if scheme == nil {
			return nil, nil
		}
		if scheme.Kind == MutualTLS {
			continue
		}
		source := s.credentials[name]
		if source == nil {
			return nil, nil
		}
		token, err := source.Token(ctx)
		if err != nil {
			return nil, &CredentialError{Scheme: name, Err: err}
		}
		if token == "" {
			return nil, nil
		}
		found = append(found, used{scheme, source, token})
	}
	return found, nil
}

// CredentialError says that a credential could not be had, or not be renewed.
type CredentialError struct {
	// Scheme is the name of the security scheme.
	Scheme string
	Err    error
}

func (e *CredentialError) Error() string { return "credential of " + e.Scheme + ": " + e.Err.Error() }

// Unwrap gives what its source said.
func (e *CredentialError) Unwrap() error { return e.Err }

// renew gets new credentials after a 401, where that is possible. True: the call is worth another try.
func renew(ctx context.Context, all []used) (bool, error) {
	isChanged := false
	for _, each := range all {
		refresher, ok := each.source.(TokenRefresher)
		if !ok {
			continue
		}
		if err := refresher.Refresh(ctx, each.token); err != nil {
			return false, &CredentialError{Scheme: each.scheme.Name, Err: err}
		}
		current, err := each.source.Token(ctx)
		if err != nil {
			return false, &CredentialError{Scheme: each.scheme.Name, Err: err}
		}
		isChanged = isChanged || current != "" && current != each.token
	}
	return isChanged, nil
}
