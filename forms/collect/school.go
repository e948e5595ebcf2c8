package collect

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/zhijiao-go/zhijiao/forms/returned"
)

// schools tell whose a file is.
type schools struct {
	roster   returned.Roster
	receipts *returned.Receipts // knows which folders are days
}

// An owner is the school that a file is taken to be of.
type owner struct {
	name string // "" if nothing tells
	from string // what it was guessed by; "" if it was told outright
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
	for _, name := range folders {
		if sc, ok := s.roster.Find(name); ok {
			return owner{name: sc.Name}
		}
	}
	for _, name := range folders {
		if sc := s.within(name); sc != "" {
			return owner{sc, "文件夹名“" + name + "”"}
		}
	}
	sender := ""
	for _, r := range returns {
		sender = r.Sender().Text
		if sc, ok := s.roster.Find(sender); ok {
			return owner{sc.Name, s.unless(len(folders) == 0, "表里写的“"+sender+"”")}
		}
		if sc := s.within(sender); sc != "" {
			return owner{sc, "表里写的“" + sender + "”"}
		}
	}
	if len(folders) > 0 {
		return owner{name: likely(folders)}
	}
	stem := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if sc, ok := s.roster.Find(stem); ok {
		return owner{name: sc.Name}
	}
	if sc := s.within(stem); sc != "" {
		return owner{sc, "文件名"}
	}
	return owner{name: strings.TrimSpace(sender)}
}

// ofReturn finds the school of one form of a file whose school is whole. A file
// that lies in no school's folder may hold forms of several of the roster.
func (s *schools) ofReturn(file string, r *returned.Return, whole owner) owner {
	own := s.of(file, []*returned.Return{r})
	if _, ok := s.roster.Find(own.name); ok {
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
	const shortest = 3 // characters: 一中 stands in 十一中
	text = plainName(text)
	best, most, twice := "", shortest-1, false
	for i := range s.roster {
		sc := &s.roster[i]
		for _, name := range append([]string{sc.Name}, sc.Aliases...) {
			name = plainName(name)
			n := utf8.RuneCountInString(name)
			switch {
			case n < most || n < shortest || !strings.Contains(text, name):
			case n > most:
				best, most, twice = sc.Name, n, false
			case best != sc.Name:
				twice = true
			}
		}
	}
	if twice {
		return ""
	}
	return best
}

// plain folds width and case and drops blanks.
func plainName(s string) string {
	return strings.ToLower(strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return -1
		}
		return c
	}, width.Fold.String(s)))
}
