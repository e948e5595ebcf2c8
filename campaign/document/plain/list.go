package plain

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A list is the list of attachments (附件说明) as it is read from some line on.
type list struct {
	from, next int // its lines; from is -1 if there is none
	mark       string
	items      []string
	pieces     [][]placed // that the items are made of
	marks      []placed   // what stands before them: 1. or 附件1：
	form       itemForm
	told       []told // what there is to tell if it is the list
}

// A told is a finding to come.
type told struct {
	rule  string
	line  int // index
	found string
}

// An itemForm is how the items of a list are marked.
type itemForm uint8

const (
	bareItems   itemForm = iota // not at all
	pointItems                  // 1.甲, 1、甲
	markedItems                 // （1）甲, ①甲, 一、甲
	labelItems                  // 附件1：甲, 附件1 甲
	blankItems                  // 附件 1 甲, 2 乙
)

// written returns the pieces of item k with its mark, if that is not the
// standard's: 1. 2. where there are several, nothing where there is one.
func (l list) written(k int) (pieces []placed, text string) {
	standard := ""
	if len(l.items) > 1 {
		standard = strconv.Itoa(k+1) + "."
	}
	if han.Squeeze(l.marks[k].text) == standard {
		return nil, ""
	}
	pieces = append([]placed{l.marks[k]}, l.pieces[k]...)
	for _, p := range pieces {
		text += p.text
	}
	return pieces, text
}

// names reports whether an item of the list is that name.
func (l *list) names(s string) bool {
	return slices.ContainsFunc(l.items, func(item string) bool { return cue.NameKey(item) == cue.NameKey(s) })
}

func (l *list) tell(rule string, line int, found string) {
	l.told = append(l.told, told{rule, line, found})
}

// readItem reads s as the item of a list in some form, and returns its mark as
// written, its number and its text; the number is 0 if it is none.
func readItem(form itemForm, s string) (mark string, number int, text string) {
	switch form {
	case pointItems:
		mark, text, number = cue.ReadItem(s)
		return mark, number, text
	case markedItems:
		if m, ok := passage.ReadMark(s); ok {
			return m.Text, m.Number, strings.TrimSpace(s[len(m.Text):])
		}
	case labelItems:
		if l, ok := cue.ReadLabel(s); ok && l.Title != "" {
			return strings.TrimSuffix(s, l.Title), l.Number, l.Title
		}
		if g := cue.ColonNext.FindStringSubmatch(s); g != nil {
			return g[1], han.ParseDigits(g[2]), g[3]
		}
	case blankItems:
		if g := cue.BlankNext.FindStringSubmatch(s); g != nil {
			return g[1], han.ParseDigits(g[2]), g[3]
		}
	}
	return "", 0, s
}

// itemText returns line i, which may be one of a list: word processors part a number
// from its text with a tab.
func (r *reading) itemText(i int) string { return cue.AfterMark.ReplaceAllString(r.Text(i), "$1") }

// readList reads the list that begins in line i and ends before line to, if one does.
// The titles of the attachments tell how far a name in it goes that broke.
func (r *reading) readList(i, to int, titles *pageTitles) list {
	none := list{from: -1}
	l := list{from: i, mark: "附件："}
	s := r.itemText(i)
	alone := false // the opening has a line of its own
	if m := cue.ListLine.FindString(s); m != "" {
		l.mark = han.Squeeze(m)
		if s = strings.TrimSpace(s[len(m):]); s == "" {
			alone = true
			if i = r.Next(i+1, to); i == to {
				return none
			}
			s = r.itemText(i)
		}
		for _, f := range []itemForm{pointItems, markedItems, labelItems} {
			if _, n, _ := readItem(f, s); n == 1 {
				l.form = f
				break
			}
		}
	} else if label, ok := cue.ReadLabel(s); ok && label.Number == 1 && label.Title != "" {
		l.form = labelItems
		below := r.Next(i+1, to)
		if below < to && !label.Apart {
			if _, number, name := readItem(pointItems, r.itemText(below)); number == 2 && r.mayBeListed(name) {
				l.form = pointItems // 附件1.甲, 2.乙
			}
		}
		if label.Apart && below < to { // else it may be a page
			next := r.itemText(below)
			_, again, _ := readItem(labelItems, next)
			_, number, _ := readItem(blankItems, next)
			switch {
			case number == 2 && cue.BlankFirst.MatchString(s):
				l.form = blankItems
			case again != 2:
				return none
			}
		} else if label.Apart {
			return none
		}
	} else {
		return none
	}
	if l.form == blankItems {
		g := cue.BlankFirst.FindStringSubmatch(s)
		l.add(i, g[1], g[2])
	} else if mark, _, text := readItem(labelItems, s); l.form == pointItems && mark != "" {
		l.add(i, mark, text)
	} else {
		mark, number, text := readItem(l.form, s)
		// 1.名单。 is a name with a mark too much, 见下表。 is a sentence.
		name := text
		if m := cue.InLine.FindStringSubmatchIndex(text); m != nil && number == 1 {
			if _, second, _ := readItem(l.form, text[m[2]:]); second == 2 {
				name = text[:m[0]]
			}
		}
		if number == 1 || cue.FullName.MatchString(cue.Unended(name)) {
			name = cue.Unended(name)
		}
		if strings.ContainsAny(name, "。；\t") || cue.IsDateLine(s) || cue.ClosingNote.MatchString(s) || alone && l.form == bareItems && cue.IsColonEnd(name) {
			return none
		}
		l.add(i, mark, text)
	}
	l.next = i + 1
	for i = r.Next(i+1, to); i < to && r.goesOn(&l, i, alone, titles); i = r.Next(i+1, to) {
		l.next = i + 1
	}
	if l.form == pointItems && len(l.items) == 1 {
		l.tell("RD010", l.from, "1.") // a single attachment has no number
	}
	return l
}

// mayBeListed reports whether s can be a name in a list: it is short, and no sentence.
func (r *reading) mayBeListed(s string) bool {
	return s != "" && utf8.RuneCountInString(s) <= cue.MaxTitleLine && !strings.ContainsAny(cue.Unended(s), "，。；：:\t")
}

// add adds a name, which stands on line i behind its mark, and those behind it on
// the line.
func (l *list) add(i int, mark, text string) {
	if l.form != bareItems && mark != strconv.Itoa(len(l.items)+1)+"." {
		l.tell("RD010", i, mark)
	}
	l.items, l.pieces, l.marks = append(l.items, text), append(l.pieces, []placed{{i, text}}), append(l.marks, placed{i, strings.TrimSpace(mark)})
	const longest, most = 600, 40 // bytes of a line with several names, marks on it
	if l.form == bareItems || l.form == blankItems || len(text) > longest {
		return
	}
	marks := cue.InLine.FindAllStringSubmatchIndex(text, most)
	if l.form == labelItems && marks == nil {
		marks = cue.InLabel.FindAllStringSubmatchIndex(text, most)
	}
	for _, m := range marks {
		if mark, number, name := readItem(l.form, text[m[2]:]); number == len(l.items)+1 {
			last := len(l.items) - 1
			l.items[last] = strings.TrimSpace(text[:m[0]])
			l.pieces[last][0].text = l.items[last]
			l.tell("RD006", i, text)
			l.add(i, mark, name)
			return
		}
	}
}

// goesOn adds what line i holds to a list: the next name, or the rest of the last one.
func (r *reading) goesOn(l *list, i int, alone bool, titles *pageTitles) bool {
	s := r.itemText(i)
	if strings.Contains(s, "\t") {
		return false
	}
	if mark, number, text := readItem(l.form, s); number == len(l.items)+1 ||
		l.form == pointItems && number > len(l.items) && (cue.FullName.MatchString(cue.Unended(text)) || titles.has(text)) {
		l.add(i, mark, text)
		return true
	}
	last := len(l.items) - 1
	if mark, _, text := readItem(l.form, s); l.form == pointItems && nextOf(l.marks[last].text, mark) {
		l.add(i, mark, text)
		return true
	}
	if (alone || cue.FullName.MatchString(l.items[0])) && l.form == bareItems && !l.names(s) && cue.FullName.MatchString(l.items[last]) && cue.IsListed(s) {
		l.add(i, "", s)
		l.tell("RD010", i, s) // has no number
		return true
	}
	if !titles.goesOn(l.items[last], s) {
		return false
	}
	l.tell("RD004", i, s)
	l.items[last] += s
	l.pieces[last] = append(l.pieces[last], placed{i, s})
	return true
}

// parted is a number in two parts: 1-2.
var parted = regexp.MustCompile(`^(\d{1,2})(?:[-—－](\d{1,2}))?`)

// nextOf reports whether a mark goes on after one that is in two parts: 1-2. or 2. after 1-1.
func nextOf(last, mark string) bool {
	a, b := parted.FindStringSubmatch(last), parted.FindStringSubmatch(mark)
	if a == nil || b == nil || a[2] == "" && b[2] == "" {
		return false
	}
	main, sub := ordinal(b[1])-ordinal(a[1]), ordinal(b[2])-ordinal(a[2])
	return main == 0 && sub == 1 || main == 1 && ordinal(b[2]) <= 1
}

func ordinal(s string) int {
	n, _ := strconv.Atoi(s) // 0 if there is none
	return n
}

// pageTitles are what stands below the labels of pages, over one line or more, blanks
// taken out.
type pageTitles struct {
	whole  map[string]bool
	sorted []string
}

// pageTitles returns the titles of what may be pages in lines [from, to).
func (r *reading) pageTitles(from, to int) *pageTitles {
	const mostLines, longest = 3, 600 // bytes
	t := &pageTitles{whole: map[string]bool{}}
	dated := false
	for i := r.Next(from, to); i < to; i = r.Next(i+1, to) {
		l, ok := cue.ReadLabel(r.Text(i))
		dated = dated || cue.IsDateLine(r.Text(i))
		if !ok || l.Title != "" && l.Stopped || l.Stopped && !l.Numbered && !dated {
			continue // or it may begin the list itself
		}
		joined := han.Squeeze(l.Title)
		k := i
		for n := 0; n < mostLines && len(joined) < longest; n++ {
			if joined != "" {
				t.whole[joined] = true
			}
			if k = r.Next(k+1, to); k == to {
				break
			}
			if len(r.Lines[k]) > longest {
				break
			}
			joined += han.Squeeze(r.Lines[k])
		}
	}
	for title := range t.whole {
		t.sorted = append(t.sorted, title)
	}
	slices.Sort(t.sorted)
	return t
}

// has reports whether a name is the title of a page.
func (t *pageTitles) has(name string) bool { return t.whole[han.Squeeze(name)] }

// goesOn reports whether s is the rest of a name in the list that broke.
func (t *pageTitles) goesOn(item, s string) bool {
	joined := han.Squeeze(item + s)
	if t.whole[joined] {
		return !cue.IsOrgan(s)
	}
	k, _ := slices.BinarySearch(t.sorted, joined)
	if k < len(t.sorted) && strings.HasPrefix(t.sorted[k], joined) {
		return !t.has(item) || !cue.IsOrgan(s) // or it signs, and is whom a request behind it is for
	}
	return !t.has(item) && !cue.FullName.MatchString(item) && cue.FullName.MatchString(s) && !cue.IsDateLine(s) && !cue.IsOrgan(s) &&
		utf8.RuneCountInString(s) <= cue.MaxTitleLine && !strings.ContainsAny(s, "：:。；") && !cue.ListLine.MatchString(s) && !cue.ItemLine.MatchString(s)
}
