package cue

import (
	"regexp"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// longestNumber is the number of bytes up to which a line may be a 发文字号 with what
// stands beside it.
const longestNumber = 200

// classBehind is the class of an answer directly behind its number: …36号B类.
var classBehind = regexp.MustCompile(`([号])([A-Da-d]\d?类?)$`)

// IsNumber reports whether s is a 发文字号, alone or with what stands beside it.
func IsNumber(s string) bool {
	return len(s) <= longestNumber && (SerialLine.MatchString(s) || ReadNumber(s) != nil)
}

// ReadNumber returns s, the number in it, and what stands behind the number: who signs,
// or marks; nil if s is nothing of the kind.
func ReadNumber(s string) []string {
	if s = han.Narrow(s); len(s) > longestNumber {
		return nil
	}
	if YearFirst.MatchString(s) {
		return []string{s, s, ""}
	}
	if g := NumberAndDay.FindStringSubmatch(s); g != nil && (g[1] == "") != (g[3] == "") {
		return []string{s, g[2], ""}
	}
	if g := NumberBeside.FindStringSubmatch(s); g != nil && (g[1] == "") != (g[3] == "") {
		return []string{s, g[2], ""}
	}
	s = classBehind.ReplaceAllString(s, "$1 $2")
	g := NumberLine.FindStringSubmatch(Unbracketed(s))
	if g == nil {
		// 特急　云教〔2023〕7号
		fields := strings.Fields(s)
		for k := 1; k < len(fields) && g == nil; k++ {
			if MarginOf(strings.Join(fields[:k], "")) != NoMargin {
				if g = NumberLine.FindStringSubmatch(strings.Join(fields[k:], " ")); g != nil && g[2] == "" {
					g[2] = strings.Join(fields[:k], "")
				}
			}
		}
	}
	if g == nil || SignersPart.MatchString(g[2]) {
		return g
	}
	for f := range strings.FieldsSeq(g[2]) {
		if MarginOf(f) == NoMargin {
			return nil
		}
	}
	return g
}
