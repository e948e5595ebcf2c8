//go:build !race

package validate_test

// raced reports whether the race detector runs.
const raced = false
