// Yours. Mortise made this file once and does not touch it again.

package main

import (
	"context"
	"log/slog"
	"os"

	"example.com/users"
	"github.com/gin-gonic/gin"
)

// main serves the contract on port 8080, until it is asked to end.
func main() {
	router := gin.New()
	router.Use(gin.Recovery())
	users.Register(router, &service{}, users.Options{
		// Say here who may call: until then, nobody may.
		Security: users.Security{
			BearerAuth: func(ctx context.Context, token string, scopes []string) (any, error) {
				return nil, users.ErrUnauthorized
			},
		},
	})
	if err := users.Run(context.Background(), ":8080", router); err != nil {
		slog.Error("server", "error", err)
		os.Exit(1)
	}
}
