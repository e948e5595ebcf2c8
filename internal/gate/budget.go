package gate

import (
	"errors"
	"fmt"
	"math"
	"sync/atomic"
)

// A Resource is what files take, as a [Budget] counts it.
type Resource uint8

const (
	Unpacked Resource = iota // bytes out of archives; the same part read twice counts twice
	Cells                    // cells of sheets, columns that cells of a document cover
	Blocks                   // paragraphs, tables, rows and cells of documents
	Texts                    // bytes of text that a reader hands on; a text of many cells counts for each
	resources
)

func (r Resource) String() string {
	return [...]string{"unpacked bytes", "cells", "paragraphs and cells", "bytes of text"}[r]
}

// Amounts are how much may be taken of each [Resource]. Zero sets no bound.
type Amounts [resources]int64

// File is what one workbook or document may take: some times what the largest
// honest ones do, and no more than a small machine has.
var File = Amounts{Unpacked: 40 << 20, Cells: 400_000, Blocks: 100_000, Texts: 32 << 20}

// School is what all that one school sends may take, and what lies in one
// archive: some hundred times what the largest honest ones do.
var School = Amounts{Unpacked: 8 << 30, Cells: 20_000_000, Blocks: 20_000_000, Texts: 1 << 30}

// Run is what all files of one run may take: those of a province.
var Run = Amounts{Unpacked: 64 << 30, Cells: 200_000_000, Blocks: 200_000_000, Texts: 16 << 30}

// ErrRun is what an error wraps, besides [ErrTooLarge], where not the file is
// too large, but all files of an archive, a school or a run together are.
var ErrRun = errors.New("all files together")

// A Budget is what may still be taken: by a run, or by one file within it. It
// is safe for use by several goroutines. A nil Budget sets no bound; files have
// those of [File] all the same.
type Budget struct {
	run   *Budget // of the run that a file belongs to; nil for a run itself
	total Amounts
	taken [resources]atomic.Int64
}

// NewBudget returns the budget of a run.
func NewBudget(a Amounts) *Budget { return &Budget{total: a} }

// ForFile returns the budget of one file, which has the bounds of [File] and
// those of the run.
func (b *Budget) ForFile() *Budget { return &Budget{run: b, total: File} }

// Take takes n of a resource, or returns an error that wraps [ErrTooLarge].
func (b *Budget) Take(r Resource, n int64) error {
	if b == nil || n <= 0 {
		return nil
	}
	if err := b.run.Take(r, n); err != nil {
		return fmt.Errorf("%w (%w)", err, ErrRun)
	}
	if taken := b.taken[r].Add(n); b.total[r] > 0 && taken > b.total[r] {
		return fmt.Errorf("%w: more than %d %s", ErrTooLarge, b.total[r], r)
	}
	return nil
}

// Taken returns what has been taken.
func (b *Budget) Taken() (taken Amounts) {
	for r := range taken {
		taken[r] = b.taken[r].Load()
	}
	return taken
}

// Plus returns the sum of two amounts.
func (a Amounts) Plus(b Amounts) Amounts {
	for r := range a {
		if a[r] += b[r]; a[r] < 0 {
			a[r] = math.MaxInt64
		}
	}
	return a
}

// Exceeds reports whether a is more than b allows of anything.
func (a Amounts) Exceeds(b Amounts) bool {
	for r := range a {
		if b[r] > 0 && a[r] > b[r] {
			return true
		}
	}
	return false
}
