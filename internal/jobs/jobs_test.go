package jobs

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

var errWork = errors.New("work")

// What the work tells is heard in order, and the work waits for it.
func TestRun(t *testing.T) {
	var order []int
	v, err := Run(t.Context(), func(i int) { order = append(order, i) }, func(_ context.Context, tell func(int)) (string, error) {
		for i := range 3 {
			tell(2 * i)
			order = append(order, 2*i+1) // no race: it was heard
		}
		return "done", errWork
	})
	if v != "done" || err != errWork || !slices.Equal(order, []int{0, 1, 2, 3, 4, 5}) {
		t.Errorf("%q %v %v", v, err, order)
	}
}

// Work that hangs, or goes on telling, is left.
func TestRunLeavesWork(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	hang, ended := make(chan struct{}), make(chan struct{})
	_, err := Run(ctx, func(int) { cancel() }, func(_ context.Context, tell func(int)) (int, error) {
		defer close(ended)
		tell(0)
		<-hang
		tell(1) // nobody hears it, nobody waits
		return 0, nil
	})
	if err != context.Canceled {
		t.Error(err)
	}
	close(hang)
	<-ended
}

func TestRunEndsItsContext(t *testing.T) {
	var inner context.Context
	Run(t.Context(), nil, func(ctx context.Context, tell func(int)) (int, error) {
		inner = ctx
		tell(0)
		return 0, nil
	})
	if inner.Err() == nil {
		t.Error("the context of the work goes on")
	}
}

// A panic of the work is one of the caller, with the place where it was.
func TestPanic(t *testing.T) {
	for name, call := range map[string]func(){
		"Run": func() { Run(t.Context(), nil, func(context.Context, func(int)) (int, error) { panic("broken") }) },
		"Each": func() {
			Each(t.Context(), 3, 2, func(int) int { panic("broken") }, func(int, int) error { return nil })
		},
	} {
		func() {
			defer func() {
				if p, _ := recover().(string); !strings.Contains(p, "broken") || !strings.Contains(p, "jobs_test.go") {
					t.Errorf("%s: %q", name, p)
				}
			}()
			call()
		}()
	}
}

func TestEach(t *testing.T) {
	for _, workers := range []int{1, 3, 100} {
		got := make([]int, 50)
		if err := Each(t.Context(), len(got), workers, func(i int) int { return i * i }, func(i, v int) error {
			got[i] = v
			return nil
		}); err != nil {
			t.Error(err)
		}
		for i, v := range got {
			if v != i*i {
				t.Errorf("%d workers: %d: %d", workers, i, v)
			}
		}
	}
	if err := Each(t.Context(), 0, 4, func(int) int { return 0 }, nil); err != nil {
		t.Error(err)
	}
}

// An error or the end of the context stops the workers, and what they still do
// is not waited for.
func TestEachStops(t *testing.T) {
	var begun atomic.Int64
	if err := Each(t.Context(), 1000, 2, func(i int) int { begun.Add(1); return i }, func(int, int) error { return errWork }); err != errWork || begun.Load() > 10 {
		t.Errorf("%v after %d", err, begun.Load())
	}
	ctx, cancel := context.WithCancel(t.Context())
	hang := make(chan struct{})
	defer close(hang)
	if err := Each(ctx, 10, 3, func(int) int { cancel(); <-hang; return 0 }, func(int, int) error { return nil }); err != context.Canceled {
		t.Error(err)
	}
}
