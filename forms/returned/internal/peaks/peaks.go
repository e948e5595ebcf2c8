// Package peaks finds the best of what was put at lesser places, in a time that
// hardly grows with how much there is.
package peaks

// Peaks finds the best of what was put at a lesser place.
type Peaks struct {
	tree []int // indexes, -1 for none
	best []int
}

// New returns one of places below n.
func New(n int) *Peaks {
	t := &Peaks{tree: make([]int, n+2)}
	for i := range t.tree {
		t.tree[i] = -1
	}
	return t
}

// Before returns the best put at a place below at; -1 if there is none.
func (t *Peaks) Before(at int) int {
	top := -1
	for i := at; i > 0; i -= i & -i { // places below at are 1 … at, shifted by one
		if k := t.tree[i]; k >= 0 && (top < 0 || t.best[k] > t.best[top]) {
			top = k
		}
	}
	return top
}

// Put puts n, which is worth best[n], at a place.
func (t *Peaks) Put(at, n int, best []int) {
	t.best = best
	for i := at + 1; i < len(t.tree); i += i & -i {
		if k := t.tree[i]; k < 0 || best[n] > best[k] {
			t.tree[i] = n
		}
	}
}
