package find

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// How well a cell is a label.
const (
	fitWorded = iota + 1 // worded otherwise
	fitBare              // but for what stands in brackets
	fitExact
)

// A label is a field's label made ready to be compared.
type label struct {
	ref        forms.Ref
	field      *forms.Field
	keys       []string // exact ones
	bare       string
	plain      []string // worded otherwise; none where that is another label, too
	sender     bool     // it asks who fills the form in
	groups     []string // keys of the heads above it
	searchable string   // what is looked for inside other text
	cols       int      // that it covers on the blank form
}

func newLabel(block string, f *forms.Field) label {
	l := label{ref: forms.Ref{Block: block, Key: f.Key}, field: f, bare: BareKey(LabelKey(f.Label))}
	for _, s := range []string{f.Label, f.FullLabel()} {
		if k := LabelKey(s); !slices.Contains(l.keys, k) {
			l.keys = append(l.keys, k)
		}
	}
	heads := f.Heads()
	for _, g := range heads {
		l.groups = append(l.groups, LabelKey(g))
	}
	l.searchable = l.bare
	if l.searchable == "" {
		l.searchable = l.keys[0]
	}
	l.plain = []string{plainKey(l.searchable)}
	if n := len(heads); n > 0 {
		// One row of heads instead of two: 参训教师-专任, 专任教师.
		l.plain = append(l.plain, plainKey(BareKey(LabelKey(strings.Join(heads, "")+f.Label))))
		last := []rune(l.groups[n-1])
		for i := 0; i+2 <= len(last); i++ {
			l.plain = append(l.plain, plainKey(l.bare+string(last[i:])))
		}
	}
	l.sender = senderWords.MatchString(l.plain[0])
	return l
}

// fit tells how well a cell is the label: fitExact, fitBare, fitWorded, or 0 not
// at all.
func (l *label) fit(b *Box) int {
	switch {
	case b.Key == "":
		return 0
	case slices.Contains(l.keys, b.Key):
		return fitExact
	case l.bare != "" && b.bare == l.bare:
		return fitBare
	case b.plain != "" && slices.Contains(l.plain, b.plain):
		return fitWorded
	}
	return 0
}

// reworded reports whether a cell says the label in other words; a number in front
// of it changes nothing.
func (l *label) reworded(b *Box) bool {
	return l.fit(b) == fitWorded && itemNumber.ReplaceAllString(b.bare, "") != l.bare
}

// unlike drops from the labels of one part of a form the wordings that several of
// them share.
func unlike(labels []label) {
	owners := map[string]string{} // bare key, by wording
	shared := map[string]bool{}
	for i := range labels {
		for _, p := range labels[i].plain {
			if other, ok := owners[p]; ok && other != labels[i].searchable {
				shared[p] = true
			}
			owners[p] = labels[i].searchable
		}
	}
	for i := range labels {
		l := &labels[i]
		l.plain = slices.DeleteFunc(l.plain, func(p string) bool { return p == "" || shared[p] })
	}
}

// A labelIndex finds labels by what cells are compared by.
type labelIndex struct {
	labels []label
	By     map[string][]int // key or bare key, to labels
	plain  map[string][]int
}

func newLabelIndex(labels []label) labelIndex {
	unlike(labels)
	x := labelIndex{labels, map[string][]int{}, map[string][]int{}}
	add := func(m map[string][]int, key string, j int) {
		if key != "" && !slices.Contains(m[key], j) {
			m[key] = append(m[key], j)
		}
	}
	for j := range labels {
		for _, k := range labels[j].keys {
			add(x.By, k, j)
		}
		add(x.By, labels[j].bare, j)
		for _, p := range labels[j].plain {
			add(x.plain, p, j)
		}
	}
	return x
}

// candidates returns the labels that a cell may be, and none besides.
func (x *labelIndex) candidates(b *Box) []int {
	if b.Key == "" {
		return nil
	}
	var all []int
	for _, some := range [][]int{x.By[b.Key], x.By[b.bare], x.plain[b.plain]} {
		for _, j := range some {
			if !slices.Contains(all, j) {
				all = append(all, j)
			}
		}
	}
	slices.Sort(all)
	return all
}

// A mention is a label with a colon inside a text, and what follows it.
type mention struct {
	label  int    // index
	start  int    // in runes of the text
	head   string // the label as it stands
	worded bool   // otherwise than on the blank form
	value  string
}

// maxMentions is how many labels are looked for in one text.
const maxMentions = 60

// mentions finds labels followed by a colon in a line such as 填表人：甲
// 联系电话：乙. The first stands at the start or behind a blank or a mark, those
// after it anywhere; of two that fit at one place the longer counts.
func (x *labelIndex) mentions(text string) []mention {
	if len(text) > 4000 || !strings.ContainsAny(text, ":：") {
		return nil
	}
	runes := []rune(text)
	var out []mention
	var ends []int // where the value begins
	begin := 0     // of the word at hand
	for i := 0; i < len(runes) && len(out) < maxMentions; i++ {
		if breaks(runes[i]) {
			begin = i + 1
			continue
		}
		inside := i > begin
		if inside && len(out) == 0 {
			continue
		}
		m := mention{label: -1, start: i}
		end := 0
		for j := range x.labels {
			if e := labelAt(runes, i, x.labels[j].searchable); e > end {
				m.label, end = j, e
			}
		}
		if m.label < 0 && !inside {
			m.label, end = x.wordedAt(runes, i)
			m.worded = true
		}
		if m.label < 0 || inside && ownWord(runes[begin:i]) {
			continue
		}
		if n := len(out); n > 0 && i == ends[n-1] && out[n-1].label == m.label { // 联系电话：电话：138…
			ends[n-1] = end
			i, begin = end-1, end
			continue
		}
		m.head = string(runes[i:end])
		out = append(out, m)
		ends = append(ends, end)
		i, begin = end-1, end
	}
	for k := range out {
		stop := len(runes)
		if k+1 < len(out) {
			stop = out[k+1].start
		}
		value := string(runes[ends[k]:stop])
		if at := strangerWithin.FindStringIndex(value); at != nil {
			value = value[:at[0]]
		}
		out[k].value = strings.TrimFunc(value, func(c rune) bool {
			return unicode.IsSpace(c) || strings.ContainsRune("：:；;，,、_/／|｜", c)
		})
	}
	return out
}

// wordedAt matches a word with a colon behind it that says a label in other
// words, and returns the label and the place behind the colon; -1 is none.
func (x *labelIndex) wordedAt(runes []rune, i int) (j, end int) {
	const longest = 24
	depth := 0
	for k := i; k < len(runes) && k < i+longest; k++ {
		switch c := runes[k]; {
		case c == '(' || c == '（':
			depth++
		case c == ')' || c == '）':
			depth--
		case c == ':' || c == '：':
			key := newKeyed(string(runes[i:k]))
			if all := x.plain[key.plain]; key.plain != "" && len(all) > 0 {
				return all[0], k + 1
			}
			return -1, 0
		case depth == 0 && breaks(c) && !unicode.IsSpace(c):
			return -1, 0
		case depth == 0 && unicode.IsSpace(c) && k > i+1:
			// 填 表 人, but not 甲 电话
			if k+1 < len(runes) && !unicode.IsSpace(runes[k+1]) && k+2 < len(runes) && !unicode.IsSpace(runes[k+2]) && runes[k+2] != ':' && runes[k+2] != '：' {
				return -1, 0
			}
		}
	}
	return -1, 0
}

// strangerWithin is a label of another form behind a value on its line: 审核人：.
var strangerWithin = regexp.MustCompile(`[(（]?(?:审核人|审批人|复核人|负责人|单位负责人|分管领导|分管校长|校长|主管|填表人|制表人|填报人|联系人|联络员|联系电话|联系方式|电话|手机号码|手机|传真|邮编|电子邮箱|邮箱|地址|职务|科室|部门|(?:填报|填表|制表|上报)?(?:日期|时间)|(?:单位|学校)?[(（]?(?:盖章|公章|签字|签章)[)）]?)[\s\p{Z}]*[:：]`)

// ownWord reports whether what stands in front of a label makes a word of its
// own with it: 紧急联系人 is not 联系人, nor 学校联系人, but 甲学校联系人 is.
func ownWord(front []rune) bool {
	s := string(front)
	for _, p := range []string{"紧急", "其他", "其它", "第二", "备用", "家庭"} {
		if strings.HasSuffix(s, p) {
			return true
		}
	}
	return slices.Contains([]string{"单位", "学校", "项目", "活动", "主要", "企业", "部门", "本人"}, s)
}

func breaks(c rune) bool {
	return unicode.IsSpace(c) || unicode.IsPunct(c) && !strings.ContainsRune("(（“‘《", c) || c == '*'
}

// labelAt matches key at i, blanks between its characters or not, then an
// optional bracket, then a colon, and returns the place behind it; 0 if it does
// not match.
func labelAt(runes []rune, i int, key string) int {
	i = foldedAt(runes, i, key)
	if i == 0 {
		return 0
	}
	if m := otherWord.FindString(string(runes[i:min(i+otherLength, len(runes))])); m != "" {
		i += len([]rune(m))
	}
	depth := 0
	for ; i < len(runes); i++ {
		switch c := runes[i]; {
		case c == '(' || c == '（':
			depth++
		case c == ')' || c == '）':
			depth--
		case depth > 0 || unicode.IsSpace(c):
		case c == ':' || c == '：':
			return i + 1
		default:
			return 0
		}
	}
	return 0
}

// otherWord is another word for what a label asks for: 联系电话/手机.
var otherWord = regexp.MustCompile(`^\s*[/／]\s*\p{Han}{1,6}`)

const otherLength = 10 // runes

// foldedAt matches a key at i, blanks between its characters or not, and returns
// the place behind it; 0 if it does not match.
func foldedAt(runes []rune, i int, key string) int {
	for _, want := range key {
		for i < len(runes) && unicode.IsSpace(runes[i]) {
			i++
		}
		if i == len(runes) || runes[i] != want && strings.ToLower(han.Fold(string(runes[i]))) != string(want) {
			return 0
		}
		i++
	}
	return i
}

var (
	titleYear   = regexp.MustCompile(`(19|20)\d\d年?度?`)
	titlePrefix = regexp.MustCompile(`^附[件表]?\d*[:.、]?`)
)

// A title is what titles are compared by: without marks, blanks and the word
// 附件 in front, and the year apart.
type title struct{ Key, year string }

// NewTitle reads what a sheet or paragraph says at its top; zero for one that is
// too long to be a title.
func NewTitle(s string) title {
	if len(s) > 600 {
		return title{}
	}
	s = strings.ToLower(han.Fold(s))
	year := strings.TrimRight(titleYear.FindString(s), "年度")
	s = titlePrefix.ReplaceAllString(titleYear.ReplaceAllString(s, ""), "")
	return title{year: year, Key: strings.Map(func(c rune) rune {
		if unicode.IsPunct(c) || unicode.IsSymbol(c) {
			return -1
		}
		return c
	}, s)}
}

// fit tells how well a text is the title t: 3 the same, 2 the same but for the
// year, 1 the one within the other, 0 not at all.
func (t title) Fit(text title) int {
	short, long := t.Key, text.Key
	if len(short) > len(long) {
		short, long = long, short
	}
	switch {
	case short == "":
		return 0
	case short == long && t.year != "" && text.year != "" && t.year != text.year:
		return 2
	case short == long:
		return 3
	case strings.Contains(long, short) && len(short) >= 6*3 && len(long) <= 2*len(short):
		return 1
	}
	return 0
}
