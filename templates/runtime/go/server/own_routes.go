package server

import (
	"cmp"
	"io/fs"
	"net/http"
	"sync"
)

// ownRoute is what a server answers beside its contract: health, readiness, the contract itself.
type ownRoute func(c *Call) ownReply

type ownReply struct {
	status int
	header map[string]string
	body   string
}

// planOwnRoutes plans the server's own routes. The contract's paths come first: a template that a path fits is asked before these.
func planOwnRoutes(contract *Contract, options *Options, isClosing func() bool) map[string]ownRoute {
	routes := map[string]ownRoute{}
	add := func(path, usual string, route ownRoute) {
		if path = cmp.Or(path, usual); path != "-" {
			routes[path] = route
		}
	}
	add(options.Health.Live, "/healthz", func(*Call) ownReply { return health(true) })
	isReady := options.Health.IsReady
	add(options.Health.Ready, "/readyz", func(c *Call) ownReply { return health(!isClosing() && (isReady == nil || isReady(c))) })
	if contract.Document == nil {
		return routes
	}
	document := sync.OnceValue(func() string {
		text, err := fs.ReadFile(contract.Document, "openapi.json")
		if err != nil {
			panic(err)
		}
		return string(text)
	})
	add(options.Docs.Document, "/openapi.json", func(*Call) ownReply {
		return ownReply{200, map[string]string{"Content-Type": "application/json"}, document()}
	})
	page := sync.OnceValue(func() ownReply { return docsReply(cmp.Or(contract.Title, "API"), document()) })
	add(options.Docs.Page, "/docs", func(*Call) ownReply { return page() })
	return routes
}

func health(isGood bool) ownReply {
	header := map[string]string{"Content-Type": "application/json", "Cache-Control": "no-store"}
	if isGood {
		return ownReply{200, header, `{"status":"ok"}`}
	}
	return ownReply{503, header, `{"status":"unavailable"}`}
}

func (c *Call) answerOwn(route ownRoute) {
	defer func() {
		if thrown := recover(); thrown != nil {
			c.recover(c.panicked(thrown))
		}
	}()
	if c.request.Method != http.MethodGet && c.request.Method != http.MethodHead {
		c.refuse(&ProblemError{Code: MethodNotAllowed, Header: map[string]string{"Allow": "GET, HEAD"}})
		return
	}
	reply := route(c)
	for name, value := range reply.header {
		c.writer.Header().Set(name, value)
	}
	c.writeHeader(reply.status)
	if c.request.Method == http.MethodGet {
		_, _ = c.writer.Write([]byte(reply.body))
	}
}
