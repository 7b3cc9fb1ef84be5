package server

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

const (
	headBytes   = 16 << 10
	headTime    = 10 * time.Second
	idleTime    = 2 * time.Minute
	closingTime = 30 * time.Second
)

// NewHTTPServer gives an http.Server with limits for requests from strangers: their heads have 16 KiB and ten seconds, and connections
// that nothing comes over are closed. Bodies and answers may take their time: set ReadTimeout and WriteTimeout where nothing is streamed.
func NewHTTPServer(address string, handler http.Handler) *http.Server {
	return &http.Server{
		Addr:              address,
		Handler:           handler,
		ReadHeaderTimeout: headTime,
		IdleTimeout:       idleTime,
		// net/http adds 4 KiB.
		MaxHeaderBytes: headBytes - 4<<10,
		// OPTIONS * is a request like any other.
		DisableGeneralOptionsHandler: true,
	}
}

// Run listens at an address such as ":8080", and serves until the context is over, or the process is asked to end (SIGINT, SIGTERM). Then it
// takes no more requests, and gives those that are under way half a minute. What listens to an http.Handler alone misses one thing: requests
// that net/http refuses before any handler sees them are answered with a problem here, too.
func Run(ctx context.Context, address string, handler http.Handler) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return err
	}
	return Serve(ctx, listener, handler)
}

// Serve does what Run does, on a listener that is there.
func Serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	server := NewHTTPServer("", handler)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(&brokenListener{listener, server}) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	// A second signal ends the process at once.
	stop()
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), closingTime)
	defer cancel()
	err := server.Shutdown(closing)
	if errors.Is(err, context.DeadlineExceeded) {
		return server.Close()
	}
	return err
}
