// Package say gives errors their words for clerks, beside those for programmers.
package say

import (
	"errors"
)

// A fault is an error with a message in Chinese.
type fault struct{ english, chinese string }

func (f *fault) Error() string { return f.english }

func (f *fault) Chinese() string { return f.chinese }

// Error returns an error, to be found with errors.Is, with both its messages.
func Error(english, chinese string) error { return &fault{english, chinese} }

// Chinese returns what an error, or one that it wraps, says to a clerk, else
// what it would say otherwise.
func Chinese(err error, otherwise string) string {
	var f interface{ Chinese() string }
	if errors.As(err, &f) {
		return f.Chinese()
	}
	return otherwise
}
