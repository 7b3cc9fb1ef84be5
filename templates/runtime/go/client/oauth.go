package client

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// TokenConfig says how tokens are had of an OAuth 2 token endpoint (RFC 6749).
type TokenConfig struct {
	TokenURL     string
	ClientID     string
	ClientSecret string
	Scopes       []string
	// InForm: the client names itself in the form. Otherwise in the Authorization header.
	InForm bool
	// Parameters are further members of the form, such as audience or resource.
	Parameters url.Values
	// HTTPClient asks. Nil: http.DefaultClient.
	HTTPClient *http.Client
	// Leeway is how long before its end a token is renewed. Zero: 30 seconds.
	Leeway time.Duration
	// RefreshToken and AccessToken are those that are there already: for [RefreshTokens].
	RefreshToken string
	AccessToken  string
	// OnTokens is told of new tokens, so that they can be kept: servers may replace the refresh token, too.
	OnTokens func(tokens TokenSet)
}

// TokenSet is what a token endpoint answers (RFC 6749, section 5.1).
type TokenSet struct {
	AccessToken  string
	RefreshToken string
	// ExpiresAt is zero where the server didn't say.
	ExpiresAt time.Time
}

// TokenError says that the token endpoint refused (RFC 6749, section 5.2).
type TokenError struct {
	Status int
	// Code is invalid_client, invalid_grant and the like.
	Code        string
	Description string
}

func (e *TokenError) Error() string {
	text := fmt.Sprintf("the token endpoint answered %d", e.Status)
	if e.Code != "" {
		text += " " + e.Code
	}
	if e.Description != "" {
		text += ": " + e.Description
	}
	return text
}

// ClientCredentials is a credential by the client credentials grant (RFC 6749, section 4.4). The token is kept until it ends or the server
// refuses it.
func ClientCredentials(config TokenConfig) TokenRefresher {
	return &keptToken{config: config, grant: func(string) url.Values { return url.Values{"grant_type": {"client_credentials"}} }}
}

// RefreshTokens is a credential by a refresh token (RFC 6749, section 6).
func RefreshTokens(config TokenConfig) TokenRefresher {
	return &keptToken{
		config: config,
		tokens: TokenSet{AccessToken: config.AccessToken, RefreshToken: config.RefreshToken},
		grant: func(refreshToken string) url.Values {
			return url.Values{"grant_type": {"refresh_token"}, "refresh_token": {refreshToken}}
		},
	}
}

// keptToken keeps a token until it ends; calls that need a new one at the same time share one request.
type keptToken struct {
	config TokenConfig
	grant  func(refreshToken string) url.Values
	flight flight
	mutex  sync.Mutex
	tokens TokenSet
}

func (k *keptToken) current() TokenSet {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	return k.tokens
}

func (k *keptToken) Token(ctx context.Context) (string, error) {
	tokens := k.current()
	leeway := k.config.Leeway
	if leeway == 0 {
		leeway = 30 * time.Second
	}
	isOver := !tokens.ExpiresAt.IsZero() && time.Until(tokens.ExpiresAt) < leeway
	if tokens.AccessToken != "" && !isOver {
		return tokens.AccessToken, nil
	}
	err := k.flight.do(ctx, k.request)
	return k.current().AccessToken, err
}

func (k *keptToken) Refresh(ctx context.Context, refused string) error {
	if k.current().AccessToken != refused {
		return nil
	}
	return k.flight.do(ctx, k.request)
}

func (k *keptToken) request(ctx context.Context) error {
	before := k.current()
	tokens, err := requestToken(ctx, &k.config, k.grant(before.RefreshToken))
	if err != nil {
		return err
	}
	if tokens.RefreshToken == "" {
		tokens.RefreshToken = before.RefreshToken
	}
	k.mutex.Lock()
	k.tokens = tokens
	k.mutex.Unlock()
	if k.config.OnTokens != nil {
		k.config.OnTokens(tokens)
	}
	return nil
}

func requestToken(ctx context.Context, config *TokenConfig, form url.Values) (TokenSet, error) {
	if len(config.Scopes) > 0 {
		form.Set("scope", strings.Join(config.Scopes, " "))
	}
	for name, values := range config.Parameters {
		form[name] = values
	}
	inHeader := config.ClientSecret != "" && !config.InForm
	if !inHeader {
		form.Set("client_id", config.ClientID)
		if config.ClientSecret != "" {
			form.Set("client_secret", config.ClientSecret)
		}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, config.TokenURL, strings.NewReader(form.Encode()))
	if err != nil {
		return TokenSet{}, err
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if inHeader {
		// Both are form-encoded first (RFC 6749, section 2.3.1).
		request.SetBasicAuth(url.QueryEscape(config.ClientID), url.QueryEscape(config.ClientSecret))
	}
	// A redirect would take the secret along.
	asker := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	if config.HTTPClient != nil {
		asker.Transport, asker.Timeout = config.HTTPClient.Transport, config.HTTPClient.Timeout
	}
	response, err := asker.Do(request)
	if err != nil {
		return TokenSet{}, err
	}
	defer discard(response)
	return readTokens(response)
}

func readTokens(response *http.Response) (TokenSet, error) {
	const most = 1 << 20
	text, err := io.ReadAll(io.LimitReader(response.Body, most))
	if err != nil {
		return TokenSet{}, err
	}
	var answer struct {
		AccessToken  string          `json:"access_token"`
		RefreshToken string          `json:"refresh_token"`
		ExpiresIn    json.RawMessage `json:"expires_in"`
		Code         string          `json:"error"`
		Description  string          `json:"error_description"`
	}
	if err := json.Unmarshal(text, &answer); err != nil || response.StatusCode != http.StatusOK || answer.AccessToken == "" {
		return TokenSet{}, &TokenError{response.StatusCode, answer.Code, answer.Description}
	}
	tokens := TokenSet{AccessToken: answer.AccessToken, RefreshToken: answer.RefreshToken}
	// Some servers send it as a text.
	if seconds, err := strconv.ParseFloat(strings.Trim(string(answer.ExpiresIn), `"`), 64); err == nil {
		tokens.ExpiresAt = time.Now().Add(time.Duration(seconds * float64(time.Second)))
	}
	return tokens, nil
}
