package collect

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
)

// schools tell whose a file is.
type schools struct {
	roster   returned.Roster
	receipts *roster.Receipts // knows which folders are days

	stems bool // where nothing else tells, the name of the file does

	index *returned.Index
	names map[string]string // schools by name and alias as within looks for them; "" for several
	sizes []int             // of these, in characters, the longest first
}

// know takes a roster.
func (s *schools) know(roster returned.Roster) {
	s.roster, s.index, s.names = roster, returned.NewIndex(roster), map[string]string{}
	for i := range roster {
		sc := &roster[i]
		for _, name := range append([]string{sc.Name}, sc.Aliases...) {
			name = plainName(name)
			n := utf8.RuneCountInString(name)
			if n < shortest {
				continue
			}
			if other, ok := s.names[name]; ok && other != sc.Name {
				s.names[name] = ""
				continue
			}
			s.names[name] = sc.Name
			if !slices.Contains(s.sizes, n) {
				s.sizes = append(s.sizes, n)
			}
		}
	}
	slices.SortFunc(s.sizes, func(a, b int) int { return b - a })
}

// find returns the school of the roster of a name or an alias.
func (s *schools) find(name string) (*returned.School, bool) {
	if s.index == nil {
		return nil, false
	}
	return s.index.Find(name)
}

// An owner is the school that a file is taken to be of.
type owner struct {
	name string // "" if nothing tells
	from string // what it was guessed by; "" if it was told outright

	unit string   // the office of the roster that it lies with; "" for none
	area []string // its district, and those within
}

// folders returns the folders and archives that a file lies in, from the
// outside, without those that are days.
func (s *schools) folders(file string) []string {
	var names []string
	dir, _ := path.Split(file)
	for name := range strings.SplitSeq(strings.Trim(dir, "/"), "/") {
		if ext := path.Ext(name); strings.EqualFold(ext, ".zip") {
			name = strings.TrimSuffix(name, ext)
		}
		if _, day := s.receipts.Day(name); name != "" && !day {
			names = append(names, name)
		}
	}
	return names
}

// of finds the school of a file by where it lies, by what its forms say and by
// its name. With a roster a school of it goes before any other.
func (s *schools) of(file string, returns []*returned.Return) owner {
	folders := s.folders(file)
	unit, below := "", 0
	for i, name := range folders {
		if sc, ok := s.find(name); ok {
			if !sc.IsUnit() {
				return owner{name: sc.Name}
			}
			if unit == "" {
				unit, below = sc.Name, i+1
			}
		}
	}
	for _, name := range folders {
		if sc := s.within(name); sc != "" {
			if found, ok := s.find(sc); ok && !found.IsUnit() {
				return owner{name: sc, from: "文件夹名“" + name + "”"}
			} else if unit == "" {
				return s.below(sc, folders, file, returns, "文件夹名“"+name+"”")
			}
		}
	}
	if unit != "" {
		return s.below(unit, folders[below:], file, returns, "")
	}
	sender := ""
	for _, r := range returns {
		sender = r.Sender().Text
		if sc, ok := s.find(sender); ok {
			return owner{name: sc.Name, from: s.unless(len(folders) == 0, "表里写的“"+sender+"”")}
		}
		if sc := s.within(sender); sc != "" {
			return owner{name: sc, from: "表里写的“" + sender + "”"}
		}
	}
	if len(folders) > 0 {
		return owner{name: likely(folders)}
	}
	stem := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if sc, ok := s.find(stem); ok {
		return owner{name: sc.Name}
	}
	if sc := s.within(stem); sc != "" {
		return owner{name: sc, from: "文件名"}
	}
	if sender = strings.TrimSpace(sender); sender == "" && s.stems {
		return owner{name: strings.TrimSpace(stem), from: "文件名"}
	}
	return owner{name: strings.TrimSpace(sender)}
}

// below finds the school of a file that lies with an office, in folders below
// its own, which are districts or schools.
func (s *schools) below(unit string, folders []string, file string, returns []*returned.Return, from string) owner {
	o := owner{name: unit, from: from, unit: unit, area: []string{returned.AreaOf(unit)}}
	for _, name := range folders {
		if name != unit && (returned.School{Name: name}).IsUnit() {
			o.area = append(o.area, returned.AreaOf(name))
			continue
		}
		if name != unit {
			o.name = name
			return o
		}
	}
	for _, r := range returns {
		if sender := strings.TrimSpace(r.Sender().Text); sender != "" && !(returned.School{Name: sender}).IsUnit() {
			o.name = sender
			return o
		}
	}
	return o
}

// ofReturn finds the school of one form of a file whose school is whole. A file
// that lies in no school's folder may hold forms of several of the roster.
func (s *schools) ofReturn(file string, r *returned.Return, whole owner) owner {
	own := s.of(file, []*returned.Return{r})
	if _, ok := s.find(own.name); ok {
		return own
	}
	return whole
}

// likely returns the folder that is a school's where no roster tells: the first
// whose name is neither a number nor, with another below it, a district.
func likely(folders []string) string {
	for i, name := range folders {
		district := i+1 < len(folders) && !strings.HasSuffix(name, "校区") && strings.ContainsRune("省市区县镇乡", []rune(name)[len([]rune(name))-1])
		if strings.ContainsFunc(name, unicode.IsLetter) && !district {
			return name
		}
	}
	return folders[0]
}

func (s *schools) unless(sure bool, from string) string {
	if sure {
		return ""
	}
	return from
}

// within finds the school of the roster whose name or alias stands in a text;
// of several the longest. Where two are as long there is none.
func (s *schools) within(text string) string {
	rs := []rune(plainName(text))
	if len(rs) > longestText {
		rs = rs[:longestText]
	}
	for _, n := range s.sizes {
		best, twice := "", false
		for i := 0; i+n <= len(rs); i++ {
			name, ok := s.names[string(rs[i:i+n])]
			if !ok {
				continue
			}
			twice = twice || name == "" || best != "" && best != name
			best = name
		}
		if twice {
			return ""
		}
		if best != "" {
			return best
		}
	}
	return ""
}

const (
	shortest    = 3   // characters of a name looked for: 一中 stands in 十一中
	longestText = 500 // characters of a text in which it is looked for
)

// plain folds width and case and drops blanks.
func plainName(s string) string {
	return strings.ToLower(strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return -1
		}
		return c
	}, width.Fold.String(s)))
}
