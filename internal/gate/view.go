package gate

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
)

// A View is a file that is opened once for all who read it. As the
// [io.ReaderAt] of a reader it brings along what the readers before have made of
// it, the archive that it is above all, and the budget that all of them take
// from. It is for one goroutine at a time, and ends with its context.
type View struct {
	ctx    context.Context
	size   int64
	packed int64                         // in its archive; 0 where it is in none
	at     io.ReaderAt                   // where it can be read at any place; else nil
	open   func() (io.ReadCloser, error) // where it has to be unpacked; else nil
	budget *Budget
	stream io.ReadCloser // of open
	behind int64         // bytes of stream that have been read
	spent  error         // of the budget
	made   map[any]any   // by what it is, see Once
}

// NewView returns a view of what can be read at any place, with the budget of
// the run, or of the part of it, that the file belongs to; nil is without one.
func NewView(ctx context.Context, r io.ReaderAt, size int64, b *Budget) *View {
	if v, ok := r.(*View); ok {
		return v
	}
	return &View{ctx: ctx, at: r, size: size, budget: b}
}

// NewStream returns a view of what can only be read from its start.
func NewStream(ctx context.Context, open func() (io.ReadCloser, error), size int64, b *Budget) *View {
	return &View{ctx: ctx, open: open, size: size, budget: b}
}

// Forward reports whether going back means reading from the start again.
func (v *View) Forward() bool { return v.at == nil }

// Squeezed reports whether a large file is packed to less than a twentieth, as no
// picture or film is: these are packed already.
func (v *View) Squeezed() bool { return v.size > 16<<20 && v.packed > 0 && v.size/20 > v.packed }

// Spent returns why the file is left unread where its budget is used up.
func (v *View) Spent() error { return v.spent }

// Close ends what is being unpacked. The view may still be read.
func (v *View) Close() {
	if v.stream != nil {
		v.stream.Close()
		v.stream = nil
	}
}

// ReadAt implements [io.ReaderAt]. What has to be unpacked is read forward by
// passing over bytes, and back by opening it again.
func (v *View) ReadAt(b []byte, off int64) (n int, err error) {
	switch {
	case v.ctx.Err() != nil:
		return 0, v.ctx.Err()
	case v.at != nil:
		return v.at.ReadAt(b, off)
	case v.stream == nil || off < v.behind:
		v.Close()
		if v.stream, err = v.open(); err != nil {
			v.stream = nil
			return 0, err
		}
		v.behind = 0
	}
	if s, ok := v.stream.(io.Seeker); ok && off > v.behind {
		if _, err := s.Seek(off, io.SeekStart); err != nil {
			return 0, err
		}
		v.behind = off
	}
	if _, err = io.CopyN(io.Discard, (*unpacking)(v), off-v.behind); err != nil {
		return 0, err
	}
	n, err = io.ReadFull((*unpacking)(v), b)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}

// mostAtOnce is how much is unpacked between two looks at the context.
const mostAtOnce = 1 << 20

// An unpacking reads on in the stream of a view and counts what it reads.
type unpacking View

func (u *unpacking) Read(b []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := u.stream.Read(b[:min(len(b), mostAtOnce)])
	u.behind += int64(n)
	if spent := u.budget.Take(Unpacked, int64(n)); spent != nil {
		u.spent = &Error{Err: fmt.Errorf("%w (%w)", spent, ErrRun), Advice: adviceSmall}
		return n, u.spent
	}
	return n, err
}

// Whole holds what has to be unpacked in memory, up to the size of an office
// file, so that it can be read in any order.
func (v *View) Whole() error {
	if v.open == nil {
		return nil
	}
	if v.size > Office.Size {
		return &Error{Err: ErrTooLarge, Detail: fmt.Sprintf("%d bytes, limit %d", v.size, Office.Size), Advice: "请不要压缩，直接报送"}
	}
	v.Close()
	stream, err := v.open()
	if err != nil {
		return err
	}
	v.stream, v.behind = stream, 0
	defer v.Close()
	var data bytes.Buffer
	data.Grow(int(min(v.size, mostAtOnce)) + bytes.MinRead)
	// To the end, where the checksum is looked at.
	if _, err := data.ReadFrom((*unpacking)(v)); err != nil {
		return err
	}
	if int64(data.Len()) != v.size {
		return io.ErrUnexpectedEOF
	}
	v.at, v.open = bytes.NewReader(data.Bytes()), nil
	return nil
}

// BudgetOf returns the budget that a file is read within: that of a [View],
// none of any other.
func BudgetOf(r io.ReaderAt) *Budget {
	if v, ok := r.(*View); ok {
		return v.budget
	}
	return nil
}

// Once returns what build makes of a file. Of a [View] it is made once for all
// who ask for a T, who must not change it.
func Once[T any](r io.ReaderAt, build func() (T, error)) (T, error) {
	v, ok := r.(*View)
	if !ok {
		return build()
	}
	type made struct {
		t   T
		err error
	}
	var key *T
	if known, ok := v.made[key]; ok {
		m := known.(made)
		return m.t, m.err
	}
	t, err := build()
	if v.made == nil {
		v.made = map[any]any{}
	}
	v.made[key] = made{t, err}
	return t, err
}
