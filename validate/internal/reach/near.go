package reach

import (
	"slices"
	"strings"
)

// A nearBook finds what is written nearly like something known: with one character left out or
// added, with the same characters in another order, as figures are that change places, or with
// one other character, unless it is one of the last: the numbers of one house differ there.
type nearBook struct {
	known map[string]string // by keys
	last  int               // bytes
}

const (
	anyOrder = "\x00" // before the characters of an entry in their order
	wildcard = "\x01" // in the place of one that is left out

	// nearest and longest are how many bytes an entry has that is looked for.
	nearest, longestNear = 7, 40
)

// keys calls do with each key of s until it returns false.
func (b nearBook) keys(s string, do func(string) bool) {
	if len(s) < nearest || len(s) > longestNear {
		return
	}
	sorted := []byte(s)
	slices.Sort(sorted)
	if !do(anyOrder + string(sorted)) {
		return
	}
	for i := range len(s) {
		if i < len(s)-b.last && !do(s[:i]+wildcard+s[i+1:]) || !do(s[:i]+s[i+1:]) {
			return
		}
	}
}

// add makes s known. What several have in common tells of none.
func (b nearBook) add(s string) {
	s = strings.ToLower(s)
	b.keys(s, func(k string) bool {
		if was, ok := b.known[k]; ok && was != s {
			b.known[k] = ""
		} else {
			b.known[k] = s
		}
		return true
	})
	if len(s) <= longestNear {
		b.known[s] = s
	}
}

// like returns what is known and nearly s; "" if there is nothing, or several.
func (b nearBook) like(s string) string {
	s = strings.ToLower(s)
	if b.known[s] == s {
		return ""
	}
	found := b.known[s] // one with a character more
	b.keys(s, func(k string) bool {
		if strings.HasPrefix(k, anyOrder) || strings.Contains(k, wildcard) {
			if found == "" {
				found = b.known[k]
			}
			return true
		}
		if b.known[k] == k && found == "" { // with a character less
			found = k
		}
		return true
	})
	return found
}
