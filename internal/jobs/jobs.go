// Package jobs lets whoever waits for long work stop waiting. Work that does
// not look at its context, such as the drawing of one document, is left to end
// by itself, and nobody hears of it any more.
package jobs

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync/atomic"
)

// A yield is what came of work on another goroutine.
type yield[T any] struct {
	i        int
	v        T
	err      error
	panicked string // with its stack
}

func (y *yield[T]) catch() {
	if p := recover(); p != nil {
		y.panicked = fmt.Sprintf("%v\n\n%s", p, debug.Stack())
	}
}

// rethrow lets a panic of the work be one of the caller.
func (y *yield[T]) rethrow() {
	if y.panicked != "" {
		panic(y.panicked)
	}
}

// Run does work and returns what comes of it, or at once the error of ctx when
// that is done. What the work tells is heard on the caller's goroutine, while
// the work waits; heard may be nil. Work that goes on after Run has returned is
// not heard.
func Run[T, E any](ctx context.Context, heard func(E), work func(ctx context.Context, tell func(E)) (T, error)) (T, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	done, told, goOn := make(chan yield[T], 1), make(chan E), make(chan struct{})
	tell := func(e E) {
		if heard == nil {
			return
		}
		select {
		case told <- e:
		case <-ctx.Done():
			return
		}
		select {
		case <-goOn:
		case <-ctx.Done():
		}
	}
	go func() {
		var y yield[T]
		defer func() { done <- y }()
		defer y.catch()
		y.v, y.err = work(ctx, tell)
	}()
	var none T
	for {
		select {
		case e := <-told:
			heard(e)
			select {
			case goOn <- struct{}{}:
			case <-ctx.Done():
			}
		case y := <-done:
			y.rethrow()
			if ctx.Err() != nil {
				return none, ctx.Err()
			}
			return y.v, y.err
		case <-ctx.Done():
			return none, ctx.Err()
		}
	}
}

// Each calls f for 0 to n-1 on that many workers and took, on the caller's
// goroutine, with what comes of them as it comes. It returns the first error of
// took, or at once that of ctx when that is done.
func Each[T any](ctx context.Context, n, workers int, f func(i int) T, took func(i int, v T) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	done := make(chan yield[T])
	var next atomic.Int64
	one := func(i int) (y yield[T]) {
		defer y.catch()
		y.i, y.v = i, f(i)
		return
	}
	for range min(workers, n) {
		go func() {
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				select {
				case done <- one(i):
				case <-ctx.Done():
				}
			}
		}()
	}
	for range n {
		select {
		case y := <-done:
			y.rethrow()
			if err := took(y.i, y.v); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}
