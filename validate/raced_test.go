//go:build race

package validate_test

// raced reports whether the race detector runs: it makes the rules, which start
// no goroutines, some twenty times slower. What they find is for the plain run to
// say; TestAtOnce is what the detector looks at.
const raced = true
