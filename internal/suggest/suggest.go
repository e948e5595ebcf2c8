// Package suggest says which of the known names somebody is likely to mean.
package suggest

import (
	"fmt"
	"strings"
)

// English says which names are known, and which of them wanted is likely to
// mean.
func English(wanted string, known []string) string {
	s := "known are " + strings.Join(known, ", ")
	if near := Nearest(wanted, known); near != "" {
		s = fmt.Sprintf("did you mean %q? %s", near, s)
	}
	return s
}

// Chinese says the same to a clerk.
func Chinese(wanted string, known []string) string {
	s := "可用的有：" + strings.Join(known, "、")
	if near := Nearest(wanted, known); near != "" {
		s = "是不是“" + near + "”？" + s
	}
	return s
}

// Nearest returns the known name that differs least from wanted, or "" if
// all differ too much.
func Nearest(wanted string, known []string) string {
	w := []rune(strings.ToLower(wanted))
	if len(w) > 64 {
		return ""
	}
	best, least := "", (len(w)+1)/3+1
	for _, k := range known {
		if d := distance(w, []rune(strings.ToLower(k))); d < least {
			best, least = k, d
		}
	}
	return best
}

// distance is the number of characters to add, drop, change or swap with
// their neighbour that makes b of a.
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range b {
		rows[0][j+1] = j + 1
	}
	for i := range a {
		for j := range b {
			change := rows[i][j]
			if a[i] != b[j] {
				change++
			}
			d := min(change, rows[i][j+1]+1, rows[i+1][j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, rows[i-1][j-1]+1)
			}
			rows[i+1][j+1] = d
		}
	}
	return rows[len(a)][len(b)]
}
