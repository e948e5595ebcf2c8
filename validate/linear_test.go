//go:build unix

package validate_test

import (
	"math"
	"syscall"
	"testing"
	"time"

	"github.com/zhijiao-go/zhijiao/validate"
)

// spent returns how long the process has computed.
func spent(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Skip("the system does not tell: ", err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// TestLinear: eight times the text takes about eight times as long; with a rule
// that looks all around from everything it finds it takes 64 times.
// Only what the process itself computes counts, and of some runs the best.
func TestLinear(t *testing.T) {
	if raced {
		t.Skip("for the plain run to say")
	}
	const (
		runs = 3
		most = 40.0 // between 8 and 64
	)
	for _, how := range []struct {
		name string
		do   func(string)
	}{
		{"Text", func(s string) { validate.Text("", s) }},
		{"Document", func(s string) {
			checkParsed("某市教育局关于活动周的通知\n各学校：\n" + s + "\n某市教育局\n2024年5月6日\n")
		}},
		{"Fix", func(s string) { validate.Fix(s) }},
		{"Campaign", func(s string) { validate.Campaign(withBody(t, s)) }},
	} {
		for _, l := range large {
			short, long := l.text(32), l.text(4)
			best := func(s string, until time.Duration) time.Duration {
				least := time.Duration(math.MaxInt64)
				for range runs {
					begun := spent(t)
					how.do(s)
					if least = min(least, spent(t)-begun); least <= until {
						break
					}
				}
				return least
			}
			const little = 10 * time.Millisecond // no more can be told apart
			one := best(short, 0)
			all := best(long, max(little, time.Duration(most*float64(one))))
			if all <= little {
				continue
			}
			if ratio := float64(all) / float64(one); ratio > most {
				t.Errorf("%s of %s: eight times the text takes %.1f times as long", how.name, l.name, ratio)
			}
		}
	}
}
