package server

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

// groupMethods are those that a group of Gin's is asked for: of RFC 9110, PATCH and QUERY.
var groupMethods = []string{
	http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions, http.MethodTrace,
	http.MethodConnect, "QUERY",
}

// Register answers the contract's requests behind Gin. Paths are found by the contract's rules, and not by Gin's, which redirects, and
// knows no template beside another.
//
// On a *gin.Engine, routes of your own come first; what neither they nor the contract know is answered 404. On a group, the contract's paths
// begin behind the group's prefix, which must be the contract's alone: Gin allows nothing beside it.
func (s *Server) Register(router gin.IRouter) {
	if engine, ok := router.(*gin.Engine); ok {
		engine.Use(func(c *gin.Context) {
			if c.FullPath() != "" {
				return
			}
			if call := s.open(c.Writer, c.Request, ""); call.found != nil || call.own != nil {
				serveGin(c, call)
				c.Abort()
			}
		})
		engine.NoRoute(func(c *gin.Context) { serveGin(c, s.open(c.Writer, c.Request, "")) })
		return
	}
	prefix := strings.TrimSuffix(router.Group("").BasePath(), "/")
	handle := func(c *gin.Context) { serveGin(c, s.open(c.Writer, c.Request, prefix)) }
	methods := append([]string(nil), groupMethods...)
	for _, op := range s.operations {
		if !contains(methods, op.route.Method) && isUpper(op.route.Method) {
			methods = append(methods, op.route.Method)
		}
	}
	for _, method := range methods {
		router.Handle(method, "", handle)
		router.Handle(method, "/*path", handle)
	}
}

func serveGin(c *gin.Context, call *Call) {
	call.serve()
	// Gin writes a text of its own where it sees a 404 without a body.
	c.Writer.WriteHeaderNow()
}

func contains(list []string, item string) bool {
	for _, each := range list {
		if each == item {
			return true
		}
	}
	return false
}

// isUpper: Gin takes no other methods.
func isUpper(method string) bool {
	return strings.Trim(method, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
