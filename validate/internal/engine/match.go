package engine

// Matches returns a check that complains of every match of re, or of its n-th
// group; fix gives what to put there, nil if nothing can be. A match that fix
// leaves as it is was right.
func Matches(re *Pattern, n int, fix func(string) string) func(Line) []Remark {
	return func(l Line) []Remark {
		var found []Remark
		for _, m := range re.All(l) {
			from, to := m[2*n], m[2*n+1]
			switch {
			case from < 0 || l.Guarded(from, to):
			case fix == nil:
				found = append(found, l.On(from, to))
			case fix(l.Text[from:to]) != l.Text[from:to]:
				found = append(found, l.Replace(from, to, fix(l.Text[from:to])))
			}
		}
		return found
	}
}

// MatchesOf is [Matches] for an expression of several branches, each with one group.
func MatchesOf(re *Pattern, fix func(string) string) func(Line) []Remark {
	return func(l Line) []Remark {
		var found []Remark
		for _, m := range re.All(l) {
			for g := 2; g < len(m); g += 2 {
				switch from, to := m[g], m[g+1]; {
				case from < 0 || l.Guarded(from, to):
				case fix == nil:
					found = append(found, l.On(from, to))
				default:
					found = append(found, l.Replace(from, to, fix(l.Text[from:to])))
				}
			}
		}
		return found
	}
}

// MatchesBetween is [Matches] for those between characters that ok accepts;
// at an end of the line it gets 0.
func MatchesBetween(re *Pattern, ok func(prev, next rune) bool, fix func(string) string) func(Line) []Remark {
	all := Matches(re, 0, fix)
	return func(l Line) []Remark {
		var found []Remark
		for _, m := range all(l) {
			if ok(Before(l.Text, m.From, nil), After(l.Text, m.To, nil)) {
				found = append(found, m)
			}
		}
		return found
	}
}

// Always returns a fix that does not depend on what it replaces.
func Always(fix string) func(string) string { return func(string) string { return fix } }
