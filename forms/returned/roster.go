package returned

import (
	"slices"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A School is a school that owes forms, as a roster lists it.
type School struct {
	Name     string
	Aliases  []string // other names it goes by
	District string   // "" for none
	Category string
	Enrolled int    // 在校生数; 0 is not known
	Contact  string // who is asked there; "" if nobody knows
	Phone    string // the contact's; "" if nobody knows

	Other map[string]string // what its row says in columns that are none of these, by their head
}

// A Roster is all schools that owe forms.
type Roster []School

// Find returns the school of a name or an alias; width and blanks do not
// matter. Who looks for many takes an [Index].
func (r Roster) Find(name string) (*School, bool) {
	key := han.Fold(name)
	if key == "" {
		return nil, false
	}
	for i := range r {
		if han.Fold(r[i].Name) == key || slices.ContainsFunc(r[i].Aliases, func(a string) bool { return han.Fold(a) == key }) {
			return &r[i], true
		}
	}
	return nil, false
}

// An Index finds the schools of a roster by name in a time that does not depend
// on how many there are. It may be used on several goroutines; the roster must
// not change.
type Index struct {
	roster Roster
	at     map[string]int // by name and alias, folded
}

// NewIndex makes an index of a roster.
func NewIndex(r Roster) *Index {
	x := &Index{r, make(map[string]int, len(r))}
	for i := range r {
		for _, name := range append([]string{r[i].Name}, r[i].Aliases...) {
			if key := han.Fold(name); key != "" {
				if _, ok := x.at[key]; !ok {
					x.at[key] = i
				}
			}
		}
	}
	return x
}

// Find is [Roster.Find].
func (x *Index) Find(name string) (*School, bool) {
	if i, ok := x.at[han.Fold(name)]; ok {
		return &x.roster[i], true
	}
	return nil, false
}
