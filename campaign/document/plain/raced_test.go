//go:build race

package plain

// Raced reports whether the race detector runs: it makes the reader, which has no
// goroutines, some ten times slower, and the corpora take a sample then.
const Raced = true
