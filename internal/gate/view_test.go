package gate

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

// A view delivers the same bytes wherever it is read, however it is opened, and
// whether or not it has been read whole before.
func FuzzView(f *testing.F) {
	f.Add([]byte("0123456789"), uint16(3), uint16(8), uint16(1), uint8(4))
	f.Add(bytes.Repeat([]byte("x"), 5000), uint16(4999), uint16(0), uint16(5000), uint8(9))
	f.Fuzz(func(t *testing.T, data []byte, a, b, c uint16, n uint8) {
		opened := 0
		open := func() (io.ReadCloser, error) {
			opened++
			return io.NopCloser(io.MultiReader(bytes.NewReader(data))), nil
		}
		stream := NewStream(t.Context(), open, int64(len(data)), nil)
		held := NewStream(t.Context(), open, int64(len(data)), nil)
		if err := held.Whole(); err != nil {
			t.Fatal(err)
		}
		direct := NewView(t.Context(), bytes.NewReader(data), int64(len(data)), nil)
		for _, at := range []uint16{a, b, c} {
			want := make([]byte, n)
			k, _ := bytes.NewReader(data).ReadAt(want, int64(at))
			for _, v := range []*View{stream, held, direct} {
				got := make([]byte, n)
				m, err := v.ReadAt(got, int64(at))
				if m != k || !bytes.Equal(got, want) || m < len(got) && err == nil {
					t.Errorf("%d bytes at %d: %d, %v; want %d", n, at, m, err, k)
				}
			}
		}
		if opened > 4 { // once whole, and for each way back
			t.Errorf("opened %d times", opened)
		}
	})
}

// What has been made of a view is there for the next; of anything else it is
// made again.
func TestOnce(t *testing.T) {
	made := 0
	build := func() (string, error) { made++; return "x", io.EOF }
	v := NewView(t.Context(), strings.NewReader("y"), 1, nil)
	for range 3 {
		if s, err := Once(v, build); s != "x" || err != io.EOF {
			t.Errorf("%q, %v", s, err)
		}
	}
	if n, _ := Once(v, func() (int, error) { return 7, nil }); n != 7 || made != 1 {
		t.Errorf("%d, made %d times", n, made)
	}
	Once(strings.NewReader("y"), build)
	Once(strings.NewReader("y"), build)
	if made != 3 {
		t.Errorf("made %d times", made)
	}
}

// A view ends with its context, and what is unpacked counts as often as it is.
func TestViewEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	b := NewBudget(Amounts{})
	v := NewStream(ctx, func() (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(strings.NewReader("0123456789"))), nil
	}, 10, b)
	for _, off := range []int64{2, 6, 0} {
		if _, err := v.ReadAt(make([]byte, 2), off); err != nil {
			t.Error(err)
		}
	}
	if got := b.Taken()[Unpacked]; got != 10 { // 8, and 2 of the start again
		t.Errorf("%d bytes", got)
	}
	cancel()
	if _, err := v.ReadAt(make([]byte, 2), 8); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
