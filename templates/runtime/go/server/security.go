package server

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Verifier says whose credential this is: a string, a BasicCredential, or nil for mutual TLS. No principal (nil, or a zero value): it is not valid (401). It
// gives ErrForbidden for a valid one that may not do this (403), and any other error for a failure of the server (500): nobody gets in by it.
// Scopes are what the operation requires of the scheme: the credential must have them all.
type Verifier func(ctx context.Context, credential any, scopes []string) (principal any, err error)

// VerifyText gives the verifier of a function that gets a token or key.
func VerifyText(verify func(ctx context.Context, text string, scopes []string) (any, error)) Verifier {
	if verify == nil {
		return nil
	}
	return func(ctx context.Context, credential any, scopes []string) (any, error) {
		text, _ := credential.(string)
		return verify(ctx, text, scopes)
	}
}

// VerifyBasic gives the verifier of a function that gets user name and password.
func VerifyBasic(verify func(ctx context.Context, username, password string, scopes []string) (any, error)) Verifier {
	if verify == nil {
		return nil
	}
	return func(ctx context.Context, credential any, scopes []string) (any, error) {
		basic, _ := credential.(BasicCredential)
		return verify(ctx, basic.Username, basic.Password, scopes)
	}
}

// VerifyConnection gives the verifier of a function that looks at the connection.
func VerifyConnection(verify func(ctx context.Context, scopes []string) (any, error)) Verifier {
	if verify == nil {
		return nil
	}
	return func(ctx context.Context, _ any, scopes []string) (any, error) { return verify(ctx, scopes) }
}

// principal is who calls, by one scheme.
type principal struct {
	scheme string
	value  any
}

// securityPlan is how the callers of one operation are known.
type securityPlan struct {
	// alternatives: anonymous is tried last.
	alternatives [][]securityStep
	challenges   string
}

type securityStep struct {
	scheme *Scheme
	scopes []string
	// key is the same for all that ask the same.
	key    int
	verify Verifier
}

// planSecurity plans the security of an operation; nil: it needs none. A scheme that isn't described or has no function is an error: a
// server never fails open.
func planSecurity(route *Route, schemes []Scheme, verifiers map[string]Verifier) (*securityPlan, error) {
	if len(route.Security) == 0 {
		return nil, nil
	}
	plan := &securityPlan{}
	var known []securityStep
	var challenges []string
	for _, all := range route.Security {
		steps := make([]securityStep, 0, len(all))
		for _, each := range all {
			step, err := planStep(route, each, schemes, verifiers)
			if err != nil {
				return nil, err
			}
			step.key = slices.IndexFunc(known, func(other securityStep) bool {
				return other.scheme == step.scheme && slices.Equal(other.scopes, step.scopes)
			})
			if step.key < 0 {
				step.key = len(known)
				known = append(known, step)
			}
			if challenge := step.scheme.challenge(); !slices.Contains(challenges, challenge) {
				challenges = append(challenges, challenge)
			}
			steps = append(steps, step)
		}
		plan.alternatives = append(plan.alternatives, steps)
	}
	// Who has a credential is known by it, also where anonymous callers are welcome.
	slices.SortStableFunc(plan.alternatives, func(a, b []securityStep) int { return cmp.Compare(emptiness(a), emptiness(b)) })
	plan.challenges = strings.Join(challenges, ", ")
	return plan, nil
}

func emptiness(steps []securityStep) int {
	if len(steps) == 0 {
		return 1
	}
	return 0
}

func planStep(route *Route, required Requirement, schemes []Scheme, verifiers map[string]Verifier) (securityStep, error) {
	at := slices.IndexFunc(schemes, func(scheme Scheme) bool { return scheme.Name == required.Scheme })
	if at < 0 {
		return securityStep{}, fmt.Errorf("the contract doesn't describe the security scheme '%s' of '%s'", required.Scheme, route.ID)
	}
	verify := verifiers[required.Scheme]
	if verify == nil {
		return securityStep{}, fmt.Errorf("'%s' requires the security scheme '%s': give the options a function for it", route.ID, required.Scheme)
	}
	return securityStep{scheme: &schemes[at], scopes: required.Scopes, verify: verify}, nil
}

// verdict is what a security function said of a credential.
type verdict struct {
	isKnown   bool
	principal any
	err       error
}

// authorize finds the first alternative that holds, and notes its principals. The problem is 403 if all credentials of an alternative are
// valid and one doesn't reach far enough, else 401.
func (p *securityPlan) authorize(c *Call) error {
	var room [4]verdict
	known := room[:]
	var refusal error
	for _, steps := range p.alternatives {
		principals, refused, err := p.verifyAll(c, steps, &known)
		switch {
		case err != nil:
			return err
		case refused != nil:
			refusal = cmp.Or(refusal, refused)
		case principals != nil || len(steps) == 0:
			c.principals = principals
			return nil
		}
	}
	if refusal != nil {
		return refusal
	}
	return ErrUnauthorized
}

// verifyAll gives no principals where a credential is missing or not valid.
func (p *securityPlan) verifyAll(c *Call, steps []securityStep, known *[]verdict) (principals []principal, refused, err error) {
	for index := range steps {
		step := &steps[index]
		for len(*known) <= step.key {
			*known = append(*known, verdict{})
		}
		// Alternatives often share a scheme: its function is asked once.
		said := &(*known)[step.key]
		if !said.isKnown {
			*said = step.ask(c)
		}
		if problem := asProblem(said.err); problem != nil && problem.Code == Forbidden {
			if refused == nil {
				refused = problem
			}
			continue
		} else if problem != nil && problem.Code == Unauthorized {
			return nil, nil, nil
		}
		if said.err != nil {
			return nil, nil, said.err
		}
		if said.principal == nil {
			return nil, nil, nil
		}
		principals = append(principals, principal{step.scheme.Name, said.principal})
	}
	return principals, refused, nil
}

func (s *securityStep) ask(c *Call) verdict {
	credential, ok := s.scheme.credential(c)
	if !ok {
		return verdict{isKnown: true}
	}
	who, err := s.verify(c, credential, s.scopes)
	if err == nil && isNobody(who) {
		who = nil
	}
	return verdict{isKnown: true, principal: who, err: err}
}

// isNobody: false, nil, and an id or a user that is empty come of looking for somebody in vain: nobody gets in by them.
func isNobody(who any) bool {
	value := reflect.ValueOf(who)
	return !value.IsValid() || (value.IsZero() && value.Type().Size() > 0)
}
