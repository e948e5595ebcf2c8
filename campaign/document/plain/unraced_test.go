//go:build !race

package plain

// Raced reports whether the race detector runs.
const Raced = false
