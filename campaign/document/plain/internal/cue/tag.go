package cue

import (
	"regexp"
	"strings"
)

var (
	// Tag is one of the language of pages, which copies of their source have.
	Tag = regexp.MustCompile(`(?i)</?(?:p|br|div|span|strong|b|em|i|u|table|tbody|thead|tr|td|th|ul|ol|li|h[1-6]|font|a|img|section|center|sup|sub|hr|o:p)(?:\s[^<>]*)?/?>`)
	// blockTag begins a paragraph, or a row of a table.
	blockTag = regexp.MustCompile(`(?i)^<(?:p|br|div|tr|li|h[1-6]|hr|section)(?:\s[^<>]*)?/?>`)
	cellTag  = regexp.MustCompile(`(?i)</t[dh]>`)
)

// TagCuts returns where the tags begin that break a line of the source of a page behind text;
// nil if none do.
func TagCuts(l string) (cuts []int) {
	if !strings.Contains(l, "<") || !strings.Contains(l, ">") {
		return nil
	}
	const most = 10_000 // paragraphs on a line; what is behind them stays one
	from, text := 0, false
	for _, at := range Tag.FindAllStringIndex(l, -1) {
		text = text || strings.TrimSpace(l[from:at[0]]) != ""
		if from = at[1]; text && len(cuts) < most && blockTag.MatchString(l[at[0]:at[1]]) {
			cuts, text = append(cuts, at[0]), false
		}
	}
	return cuts
}

// BeginsTagged reports whether a line begins with a tag that breaks one.
func BeginsTagged(l string) bool { return strings.HasPrefix(l, "<") && blockTag.MatchString(l) }

// Untagged returns a line without its tags; tabs part the cells of a row. What stands at its
// ends keeps its column.
func Untagged(l string) string {
	l = cellTag.ReplaceAllString(l, "\t")
	var out strings.Builder
	from, front := 0, true
	for _, at := range Tag.FindAllStringIndex(l, -1) {
		out.WriteString(l[from:at[0]])
		if front = front && strings.TrimSpace(l[from:at[0]]) == ""; front {
			out.WriteString(strings.Repeat(" ", at[1]-at[0]))
		}
		from = at[1]
	}
	out.WriteString(l[from:])
	return strings.TrimRight(out.String(), " \t")
}
