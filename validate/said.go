package validate

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about what the text says of material and activities against what the
// campaign says.
var saidCampaigns = engine.Checks[*year]{
	"ZJ026": materialInText,
	"ZJ027": activitiesInText,
}

// A demand is something that a text may say of a sort of material, and what a
// rule of the campaign says of it.
type demand struct {
	kinds   []string // of material
	pattern *engine.Pattern
	// agrees reports whether what the groups of the pattern say agrees with m, and what
	// m says; "" if m says nothing of it.
	agrees func(m *campaign.MaterialRule, group func(int) string) (ok bool, data string)
}

// materialWords tell which material a clause is about.
var materialWords = map[string]*engine.Pattern{
	"photo":   engine.Compile(`照片|图片|摄影`),
	"video":   engine.Compile(`视频|短片|微电影|宣传片`),
	"article": engine.Compile(`稿件|文字稿|文章|新闻稿|通讯稿|征文|文字材料`),
}

var materialKinds = []string{"photo", "video", "article"}

// partOfMaterial are parts of material that have sizes of their own.
var partOfMaterial = engine.Compile(`标题|简介|说明|图注|口号|概述|作者|摘要|封面|附件|压缩包|总大小|合计|幻灯|横幅|展板`)

// atLeast compares one number.
func atLeast(unit string, of func(*campaign.MaterialRule) int) func(*campaign.MaterialRule, func(int) string) (bool, string) {
	return func(m *campaign.MaterialRule, group func(int) string) (bool, string) {
		n, _ := strconv.Atoi(group(1) + group(2))
		if of(m) == 0 {
			return true, ""
		}
		return n == of(m), strconv.Itoa(of(m)) + unit
	}
}

var demands = []demand{
	{[]string{"photo", "video"}, engine.Compile(`宽度?(?:不?(?:低|小|少)于|为|在|达到|大于|≥)?[^，。；\d]{0,4}(\d{3,5})[\s\p{Z}]*(?:像素|px)|像素宽度?[^，。；\d]{0,5}(\d{3,5})`),
		atLeast("像素", func(m *campaign.MaterialRule) int { return m.MinWidth })},
	{[]string{"photo", "video"}, engine.Compile(`(\d{3,5})[\s\p{Z}]*[×xX*][\s\p{Z}]*(\d{3,5})`), resolution},
	{[]string{"photo", "video"}, engine.Compile(`(\d+(?:\.\d+)?)[\s\p{Z}]*(?:～|—|至|-)?[\s\p{Z}]*(\d+(?:\.\d+)?)?[\s\p{Z}]*([KMG]|兆)B?(?:[^A-Za-z]|$)`), bytesSaid},
	{[]string{"photo", "video"}, engine.Compile(`(?i)((?:jpe?g|png|tiff?|bmp|gif|mp4|avi|mov|wmv|flv|mpe?g)(?:[\s\p{Z}]*(?:、|或|/|和)[\s\p{Z}]*(?:jpe?g|png|tiff?|bmp|gif|mp4|avi|mov|wmv|flv|mpe?g))*)[\s\p{Z}]*(?:等)?格式`), formats},
	{[]string{"photo"}, engine.Compile(`(\d{2,4})[\s\p{Z}]*(?:dpi|DPI)`), atLeast("dpi", func(m *campaign.MaterialRule) int { return m.MinDPI })},
	{[]string{"video"}, engine.Compile(`(?:时长|长度|时间)[^，。；\d]{0,8}(\d+)[\s\p{Z}]*(分钟|秒)`), seconds},
	{[]string{"article"}, engine.Compile(`(\d{2,5})[\s\p{Z}]*(?:～|—|-|至|到|~)[\s\p{Z}]*(\d{2,5})[\s\p{Z}]*字`), wordRange},
	{[]string{"photo", "video", "article"}, engine.Compile(`(?:报送|提交|上报|推荐)[^，。；\d]{0,12}(?:不少于|至少)(\d+)[\s\p{Z}]*(?:篇|张|幅|个|部|件)`),
		atLeast("", func(m *campaign.MaterialRule) int { return m.MinCount })},
}

func resolution(m *campaign.MaterialRule, group func(int) string) (bool, string) {
	if m.MinWidth == 0 || m.MinHeight == 0 {
		return true, ""
	}
	wide, _ := strconv.Atoi(group(1))
	high, _ := strconv.Atoi(group(2))
	advised := m.Advise != nil && m.Advise.Width == wide && m.Advise.Height == high
	return advised || wide == m.MinWidth && high == m.MinHeight, strconv.Itoa(m.MinWidth) + "×" + strconv.Itoa(m.MinHeight)
}

func bytesSaid(m *campaign.MaterialRule, group func(int) string) (bool, string) {
	unit := strings.Replace(group(3), "兆", "M", 1)
	var data []string
	for _, b := range []campaign.Bytes{m.MinBytes, m.MaxBytes} {
		want, err := b.Floor()
		if b == "" || err != nil {
			continue
		}
		data = append(data, string(b))
		for g := 1; g <= 2; g++ {
			if n, err := campaign.Bytes(group(g) + unit).Floor(); group(g) != "" && err == nil && n == want {
				return true, ""
			}
		}
	}
	return len(data) == 0, strings.Join(data, "、")
}

func formats(m *campaign.MaterialRule, group func(int) string) (bool, string) {
	same := strings.NewReplacer("jpeg", "jpg", "tiff", "tif", "mpeg", "mpg")
	said := strings.FieldsFunc(same.Replace(strings.ToLower(group(1))), func(r rune) bool { return !engine.IsLatin(r) && !engine.IsDigit(r) })
	return len(m.Format) == 0 || slices.ContainsFunc(said, func(s string) bool {
		return slices.ContainsFunc(m.Format, func(f string) bool { return same.Replace(strings.ToLower(f)) == s })
	}), strings.Join(m.Format, "、")
}

func seconds(m *campaign.MaterialRule, group func(int) string) (bool, string) {
	n, _ := strconv.Atoi(group(1))
	if group(2) == "分钟" {
		n *= 60
	}
	switch {
	case m.MinSeconds == 0 && m.MaxSeconds == 0:
		return true, ""
	case m.MaxSeconds == 0:
		return n == m.MinSeconds, strconv.Itoa(m.MinSeconds) + "秒"
	}
	return n == m.MaxSeconds || n == m.MinSeconds, strconv.Itoa(m.MaxSeconds) + "秒"
}

func wordRange(m *campaign.MaterialRule, group func(int) string) (bool, string) {
	if m.Min == 0 || m.Max == 0 {
		return true, ""
	}
	from, _ := strconv.Atoi(group(1))
	to, _ := strconv.Atoi(group(2))
	return from == m.Min && to == m.Max, strconv.Itoa(m.Min) + "～" + strconv.Itoa(m.Max) + "字"
}

// materialInText compares what documents demand of material with the rules for
// it. A clause that names two sorts, or none, is left alone.
func materialInText(y *year) []engine.Remark {
	if len(y.Material) == 0 {
		return nil
	}
	var found []engine.Remark
	for _, d := range y.documents {
		for _, t := range d.pieces() {
			for _, l := range t.Lines {
				found = append(found, y.demandsIn(l)...)
			}
		}
	}
	return found
}

func (y *year) demandsIn(l engine.Line) []engine.Remark {
	var found []engine.Remark
	kind := "" // that the sentence is about
	for at := l.Mark; at < len(l.Text); {
		end := len(l.Text)
		stop := false
		if i := strings.IndexAny(l.Text[at:], "，,。；;：:"); i >= 0 {
			_, n := utf8.DecodeRuneInString(l.Text[at+i:])
			end = at + i + n
			stop = strings.ContainsAny(l.Text[at+i:end], "。；;")
		}
		clause := l.Text[at:end]
		var named []string
		for _, k := range materialKinds {
			if materialWords[k].Match(clause) {
				named = append(named, k)
			}
		}
		switch {
		case len(named) == 1:
			kind = named[0]
		case len(named) > 1:
			kind = ""
		}
		if kind != "" && !partOfMaterial.Match(clause) {
			found = append(found, y.contradicts(kind, l, at, end)...)
		}
		if stop && l.Role != engine.RoleText {
			kind = ""
		}
		at = end
	}
	return found
}

// contradicts returns remarks about l.Text[from:to], a clause about material of
// a kind, where it agrees with no rule for that kind.
func (y *year) contradicts(kind string, l engine.Line, from, to int) []engine.Remark {
	var found []engine.Remark
	clause := l.Text[from:to]
	for _, d := range demands {
		if !slices.Contains(d.kinds, kind) {
			continue
		}
		m := d.pattern.Find(clause)
		if m == nil {
			continue
		}
		group := func(n int) string {
			if 2*n >= len(m) {
				return ""
			}
			return clause[max(m[2*n], 0):max(m[2*n+1], 0)]
		}
		agrees := false
		var data []string
		for i := range y.Material {
			if y.Material[i].Kind != kind {
				continue
			}
			ok, says := d.agrees(&y.Material[i], group)
			agrees = agrees || ok
			data = append(data, says)
		}
		if !agrees && len(data) > 0 {
			first := slices.IndexFunc(m[2:], func(at int) bool { return at >= 0 })
			f := l.On(from+m[2+first], from+m[1])
			f.Hint = "活动数据为" + strings.Join(data, "、") + "，请核对"
			found = append(found, f)
		}
	}
	return found
}

var (
	heldAt     = engine.Compile(`在(\p{Han}[^，。；：、在]{1,20}?)(?:举行|举办|开展|启动|召开|进行)`)
	heldOn     = engine.Compile(`举行|举办|开展|启动|召开|开幕|闭幕|进行`)
	notThatDay = engine.Compile(`前|报名|报送|筹备|彩排|调试|公示|征集|之后|以后|起`)
	placeHead  = engine.Compile(`^(?:活动|举办)?地点$`)
	dayHeading = engine.Compile(`(?:时间|日期)$`)
	atHeading  = engine.Compile(`地点$`)
)

// activitiesInText compares the day and place of an activity that a document
// gives with the data: in a sentence that names it, in a row of a table, and under
// the headings of a document that is about it alone.
func activitiesInText(y *year) []engine.Remark {
	var found []engine.Remark
	for _, d := range y.documents {
		if d.looksBack() {
			continue
		}
		for _, t := range d.pieces() {
			for _, l := range t.Lines {
				if l.Role == engine.RoleText {
					found = append(found, y.activitiesIn(l)...)
				}
			}
			for _, table := range t.Tables() {
				found = append(found, y.placesInTable(table)...)
			}
			found = append(found, y.aboutOne(t)...)
		}
	}
	return found
}

// activity returns the one activity that s names; nil if there are none or
// several.
func (y *year) activity(s string) *campaign.Activity {
	var one *campaign.Activity
	for i := range y.Activities {
		a := &y.Activities[i]
		switch {
		case utf8.RuneCountInString(a.Name) < 3 || !strings.Contains(s, a.Name):
		case one != nil && (one.Name == a.Name || !strings.Contains(one.Name, a.Name) && !strings.Contains(a.Name, one.Name)):
			return nil
		case one == nil || len(a.Name) > len(one.Name):
			one = a
		}
	}
	return one
}

func (y *year) activitiesIn(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for at := l.Mark; at < len(l.Text); {
		end := len(l.Text)
		if i := strings.IndexAny(l.Text[at:], "。；"); i >= 0 {
			end = at + i + len("。")
		}
		s := l.Text[at:end]
		from := at
		at = end
		a := y.activity(s)
		if a == nil || !heldOn.Match(s) {
			continue
		}
		days := calendar.FindDays(s)
		if len(days) > 1 {
			continue
		}
		if len(days) == 1 && len(days[0].Days) == 1 && a.Date.Valid() && !notThatDay.Match(s[days[0].End:]) {
			if all, ok := days[0].In(y.Year); ok && all[0] != a.Date {
				f := l.On(from+days[0].Start, from+days[0].End)
				f.Message = "“" + a.Name + "”的日期与活动数据不同"
				f.Hint = "活动数据为" + a.Date.String()
				found = append(found, f)
			}
		}
		if m := heldAt.Find(s); m != nil && !samePlace(s[m[2]:m[3]], a.Place) && strings.Count(s, "在") == 1 {
			found = append(found, otherPlace(l.On(from+m[2], from+m[3]), a))
		}
	}
	return found
}

func otherPlace(f engine.Remark, a *campaign.Activity) engine.Remark {
	f.Message, f.Hint = "“"+a.Name+"”的地点与活动数据不同", "活动数据为"+a.Place
	f.Severity = report.Warning
	return f
}

// samePlace reports whether two names of a place may mean one; an unknown place
// and words that name none, such as 全市, contradict nothing.
func samePlace(said, data string) bool {
	said, data = han.Squeeze(said), han.Squeeze(data)
	return data == "" || !placeTail.Match(said) || abbreviates(said, data) || abbreviates(data, said) || strings.Contains(said, data) || strings.Contains(data, said)
}

var placeTail = engine.Compile(`(?:校|院|中心|馆|厅|堂|场|园|室|楼|社区|公园|基地|职专|职高|大学)$`)

func (y *year) placesInTable(table [][]engine.Line) []engine.Remark {
	k := slices.IndexFunc(table[0], func(c engine.Line) bool { return placeHead.Match(han.Squeeze(c.Text)) })
	if k < 0 {
		return nil
	}
	var found []engine.Remark
	for _, row := range table[1:] {
		for _, cell := range row {
			i := slices.IndexFunc(y.Activities, func(a campaign.Activity) bool { return han.Squeeze(a.Name) == han.Squeeze(cell.Text) })
			if i < 0 || len(row) <= k || y.activity(cell.Text) == nil || samePlace(row[k].Text, y.Activities[i].Place) {
				continue
			}
			found = append(found, otherPlace(row[k].Say(""), &y.Activities[i]))
		}
	}
	return found
}

// aboutOne looks at a text whose title names one activity, such as 启动仪式方案: at
// what stands under 时间 and 地点.
func (y *year) aboutOne(t piece) []engine.Remark {
	a := y.activity(t.title)
	if a == nil || !strings.HasSuffix(t.title, "方案") {
		return nil
	}
	var found []engine.Remark
	heading := ""
	for _, l := range t.Lines {
		if l.Role == engine.RoleHeading {
			heading = strings.TrimSpace(l.Unmarked())
			continue
		}
		days := calendar.FindDays(l.Text)
		switch {
		case dayHeading.Match(heading) && len(days) == 1 && len(days[0].Days) == 1 && strings.TrimSpace(l.Text[:days[0].Start]) == "" && a.Date.Valid():
			if all, ok := days[0].In(y.Year); ok && all[0] != a.Date {
				f := l.On(days[0].Start, days[0].End)
				f.Message, f.Hint = "“"+a.Name+"”的日期与活动数据不同", "活动数据为"+a.Date.String()
				found = append(found, f)
			}
		case atHeading.Match(heading) && !samePlace(strings.TrimRight(l.Text, "。 "), a.Place):
			found = append(found, otherPlace(l.Say(""), a))
		}
		heading = ""
	}
	return found
}
