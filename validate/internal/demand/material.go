// Package demand compares what a text wants of material, and how much of it, with the data
// of a campaign.
package demand

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/said"
)

// A demand is something that a text may say of a sort of material, and what a
// rule of the campaign says of it.
type demand struct {
	kinds   []string // of material
	pattern *engine.Pattern
	near    bool // only where the sentence names the material: a few words may be of anything
	// agrees reports whether what the groups of the pattern say agrees with m, and what
	// m says; "" if m says nothing of it.
	agrees func(m *campaign.MaterialRule, group func(int) string) (ok bool, data string)
}

// materialWords tell which material a clause is about.
var materialWords = map[string]*engine.Pattern{
	"photo":   engine.Compile(`照片|图片|摄影|配图|插图`),
	"video":   engine.Compile(`视频|短片|微电影|宣传片`),
	"media":   engine.Compile(`媒体`),
	"article": engine.Compile(`稿件|文字稿|文章|新闻稿|通讯稿|征文|文字材料|文稿`),
}

var materialKinds = []string{"photo", "video", "media", "article"}

// partOfMaterial are parts of material that have sizes of their own.
var partOfMaterial = engine.Compile(`标题|简介|说明|图注|口号|概述|作者|摘要|封面|附件|总结|案例|方案|报告|论文|教案|论坛|日志|寄语|演讲|讲话|体会|心得|事迹|推荐[表信材语书]|简历|压缩包|总大小|合计|幻灯|横幅|展板|画册|文集|专刊|纪念册|会刊|汇编`)

// madeByOthers tells of material that is not asked for.
var madeByOthers = engine.Compile(`由(?:[省市县区]|我[局厅校]|组委会|教育局|电视台|专业)[^，。；]{0,12}?(?:拍摄|制作|摄制|撰写)|(?:主办方|组委会|[省市县区]里|教育局|我局)(?:已经?|将)?(?:统一)?(?:组织)?(?:拍摄|制作|摄制)|不[必需用](?:要)?(?:报送|上报|提交)|自行(?:保存|留存|展示)`)

// purpose is what material is for.
var purpose = engine.Compile(`(?:用于|用作|用来|供)[^，。；]{1,16}|随\p{Han}{0,6}(?:总结|案例|方案|材料|报告)(?:一并|同时)?|(?:总结|案例|方案|报告|信息|简报)[后中内里]?(?:应|须|需|可|另|请|要|均|并)?(?:随|并)?附(?:上|送|带)?`)

// atLeast compares one number.
func atLeast(unit string, of func(*campaign.MaterialRule) int) func(*campaign.MaterialRule, func(int) string) (bool, string) {
	return func(m *campaign.MaterialRule, group func(int) string) (bool, string) {
		n, _ := strconv.Atoi(group(1) + group(2) + group(3))
		if of(m) == 0 {
			return true, ""
		}
		return n == of(m), strconv.Itoa(of(m)) + unit
	}
}

const (
	// fromEach tells that what follows is wanted of each school or office.
	fromEach = `^[^每天]*?[每各](?:所|家|个)?(?:参赛|成员|报送|有关)?(?:[校县市区院系队]|学校|院校|单位|县区|县市区|市县区|市县|部门|学院|系部|代表队|地区?|镇街|乡镇)`
	// someFiles is a number of files.
	someFiles = `(\d+|[一二两三四五六七八九十]{1,3})[\s\p{Z}]*(?:篇|张|幅|个|部|件|条)`
)

// filesOf reads the number of [someFiles].
func filesOf(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	n, _ := han.ParseNumber(s)
	return int(n)
}

// leastCount compares the least that each has to hand in.
func leastCount(m *campaign.MaterialRule, group func(int) string) (bool, string) {
	n := filesOf(group(1) + group(2))
	switch {
	case m.MinCount > 0:
		return n == m.MinCount, "不少于" + strconv.Itoa(m.MinCount)
	case m.MaxCount > 0:
		return n <= m.MaxCount, "不超过" + strconv.Itoa(m.MaxCount)
	}
	return true, ""
}

// mostCount compares the most that each may hand in.
func mostCount(m *campaign.MaterialRule, group func(int) string) (bool, string) {
	n := filesOf(group(1) + group(2))
	switch {
	case m.MaxCount > 0:
		return n == m.MaxCount, strconv.Itoa(m.MaxCount)
	case m.MinCount > 0:
		return n >= m.MinCount, "不少于" + strconv.Itoa(m.MinCount)
	}
	return true, ""
}

var demands = []demand{
	{kinds: []string{"photo", "video"}, pattern: engine.Compile(`宽度?(?:不?(?:低|小|少)于|为|在|达到|大于|≥)?[^，。；\d]{0,4}(\d{3,5})[\s\p{Z}]*(?:像素|px)|像素宽度?[^，。；\d]{0,5}(\d{3,5})|(\d{3,5})[\s\p{Z}]*像素宽`),
		agrees: atLeast("像素", func(m *campaign.MaterialRule) int { return m.MinWidth })},
	{kinds: []string{"photo", "video"}, pattern: engine.Compile(`(\d{3,5})[\s\p{Z}]*[×xX*][\s\p{Z}]*(\d{3,5})`), agrees: resolution},
	{kinds: []string{"photo", "video"}, pattern: engine.Compile(`(?:(不超过|不大于|小于|低于|≤|以内|不多于)|(不[小低少]于|大于|至少|≥|超过))?[^，。；\d]{0,3}(\d+(?:\.\d+)?)[\s\p{Z}]*(?:～|—|至|-)?[\s\p{Z}]*(\d+(?:\.\d+)?)?[\s\p{Z}]*([KMG]|兆)B?(?:[\s\p{Z}]*(?:(以内|之内|以下)|(以上)))?(?:[^A-Za-z]|$)`), agrees: bytesSaid},
	{kinds: []string{"photo", "video"}, pattern: engine.Compile(`(?i)((?:jpe?g|png|tiff?|bmp|gif|mp4|avi|mov|wmv|flv|mpe?g)(?:[\s\p{Z}]*(?:、|或|/|和)[\s\p{Z}]*(?:jpe?g|png|tiff?|bmp|gif|mp4|avi|mov|wmv|flv|mpe?g))*)[\s\p{Z}]*(?:等)?格式`), agrees: formats},
	{kinds: []string{"photo"}, pattern: engine.Compile(`(\d{2,4})[\s\p{Z}]*(?:dpi|DPI)`), agrees: atLeast("dpi", func(m *campaign.MaterialRule) int { return m.MinDPI })},
	{kinds: []string{"photo", "video"}, pattern: engine.Compile(`高度?(?:不?(?:低|小|少)于|为|在|达到|大于|≥)?[^，。；\d]{0,4}(\d{3,5})[\s\p{Z}]*(?:像素|px)`),
		agrees: atLeast("像素", func(m *campaign.MaterialRule) int { return m.MinHeight })},
	{kinds: []string{"media"}, pattern: engine.Compile(`(国家|省|市|县)级?(?:及|或|和)?(?:其)?以上(?:的)?(?:主流|新闻|官方)*(?:媒体|报刊|电视)`), agrees: rank},
	{kinds: []string{"photo", "video"}, pattern: engine.Compile(`(横|竖)(?:屏|版|向|幅|拍|构图)`), agrees: facing},
	{kinds: []string{"video"}, pattern: engine.Compile(`(?:时长|片长|长度|时间|全长|长)(?:(不[少低短小]于|至少|不足)|[^，。；\d]){0,8}?(?:(\d+)[\s\p{Z}]*(分钟|秒)?[\s\p{Z}]*(?:～|—|-|至|到|~)[\s\p{Z}]*)?(\d+)[\s\p{Z}]*(分钟|秒)(以上)?`), agrees: seconds},
	{kinds: []string{"article"}, pattern: engine.Compile(`(\d{2,5})[\s\p{Z}]*字?[\s\p{Z}]*(?:～|—|-|至|到|~)[\s\p{Z}]*(\d{2,5})[\s\p{Z}]*字`), agrees: wordRange},
	{kinds: []string{"photo", "video", "article"}, pattern: engine.Compile(`(?:报送|提交|上报|推荐)[^，。；\d]{0,12}(?:不少于|至少)(\d+)[\s\p{Z}]*(?:篇|张|幅|个|部|件)|(?:不少于|至少)(?:报送|提交|上报|推荐|报)(\d+)[\s\p{Z}]*(?:篇|张|幅|个|部|件)`),
		agrees: atLeast("", func(m *campaign.MaterialRule) int { return m.MinCount })},
	{kinds: []string{"photo", "video", "article"}, near: true, pattern: engine.Compile(`^[^每天日周班项]*(?:照片|图片|视频|短片|稿件|新闻稿|文章)[^，。；\d每]{0,4}(?:(?:不少于|不低于|至少)(\d+)[\s\p{Z}]*(?:篇|张|幅|部|条)|(\d+)[\s\p{Z}]*(?:篇|张|幅|部|条)以上)|^每[校所](?:报送|上报|提交)?[^，。；\d]{0,8}(\d+)[\s\p{Z}]*(?:篇|张|幅|部|条)以上`),
		agrees: atLeast("", func(m *campaign.MaterialRule) int { return m.MinCount })},
	{kinds: []string{"photo", "video", "article"}, near: true, pattern: engine.Compile(fromEach + `[^，。；\d每]{0,6}?(?:不(?:少|低)于|至少(?:报送|提交|上报|推荐|报)?|最少)[\s\p{Z}]*` + someFiles + `|` + fromEach + `(?:照片|图片|视频|短片|稿件|新闻稿|文章|征文)?` + someFiles + `(?:及?以上|起报?)`),
		agrees: leastCount},
	{kinds: []string{"photo", "video", "article"}, near: true, pattern: engine.Compile(`(?:不(?:超过|多于|得超过|能超过)|至多|最多|限报?|上限[为是]?)(?:报送?|提交|推荐)?[\s\p{Z}]*` + someFiles + `|` + someFiles + `[\s\p{Z}]*(?:以内|之内|以下|为限|封顶)`),
		agrees: mostCount},
	{kinds: []string{"photo", "video", "article"}, near: true, pattern: engine.Compile(`(?:报送|提交|上报|推荐|选送|精选|选报|[每各]\p{Han}{1,4}?[报交附])[^，。；\d]{0,8}(?:照片|图片|视频|短片|稿件|新闻稿|文章|征文)(\d+)[\s\p{Z}]*(?:篇|张|幅|部|条)(?:$|[，。；、（])|(?:报送|提交|上报|推荐|选送|精选|选报)[\s\p{Z}]*(\d+)[\s\p{Z}]*(?:篇|张|幅|部|条)(?:照片|图片|视频|短片|稿件|新闻稿|文章|征文)`), agrees: counted},
	{kinds: []string{"photo", "video", "article"}, near: true, pattern: engine.Compile(`(\d+)[\s\p{Z}]*(?:篇|张|幅|部|条|件)?[\s\p{Z}]*(?:～|—|－|-|至|到|~)[\s\p{Z}]*(\d+)[\s\p{Z}]*(?:篇|张|幅|部|条|件)`), agrees: countRange},
	{kinds: []string{"article"}, pattern: engine.Compile(`(\d{2,5})[\s\p{Z}]*字(?:左右|上下)`), agrees: aboutWords},
	{kinds: []string{"article"}, near: true, pattern: engine.Compile(`(\d{2,5})[\s\p{Z}]*字[\s\p{Z}]*(?:以内|之内|以下)|不(?:超|多|大)[过于][\s\p{Z}]*(\d{2,5})[\s\p{Z}]*字`),
		agrees: atLeast("字", func(m *campaign.MaterialRule) int { return m.Max })},
	{kinds: []string{"article"}, near: true, pattern: engine.Compile(`不(?:少|低|小)于[\s\p{Z}]*(\d{2,5})[\s\p{Z}]*字|[^\d—～至~-](\d{2,5})[\s\p{Z}]*字以上`),
		agrees: atLeast("字", func(m *campaign.MaterialRule) int { return m.Min })},
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

// bytesSaid compares sizes: what is said to be the most or the least with that, others with
// either.
func bytesSaid(m *campaign.MaterialRule, group func(int) string) (bool, string) {
	unit := strings.Replace(group(5), "兆", "M", 1)
	most, least := group(1)+group(6) != "", group(2)+group(7) != ""
	if most && !least && m.MaxBytes == "" && group(6) != "" {
		return true, "" // 2M以上、10M以下 where the data tell the least alone
	}
	var data []string
	agrees := false
	for i, b := range []campaign.Bytes{m.MinBytes, m.MaxBytes} {
		want, err := b.Floor()
		if b == "" || err != nil {
			continue
		}
		data = append(data, string(b))
		if i == 0 && most && m.MaxBytes != "" || i == 1 && least && m.MinBytes != "" {
			continue
		}
		for g := 3; g <= 4; g++ {
			n, err := campaign.Bytes(group(g) + unit).Floor()
			agrees = agrees || group(g) != "" && err == nil && n == want
		}
	}
	return agrees || len(data) == 0, strings.Join(data, "、")
}

func rank(m *campaign.MaterialRule, group func(int) string) (bool, string) {
	return m.Rank == "" || m.Rank == group(1)+"级", m.Rank
}

func facing(m *campaign.MaterialRule, group func(int) string) (bool, string) {
	return m.Facing == "" || m.Facing == group(1), m.Facing + "向"
}

// counted compares how many are wanted with how many may come.
func counted(m *campaign.MaterialRule, group func(int) string) (bool, string) {
	n, _ := strconv.Atoi(group(1) + group(2))
	said := ""
	if m.MinCount > 0 {
		said = "不少于" + strconv.Itoa(m.MinCount)
	}
	if m.MaxCount > 0 {
		said += "不超过" + strconv.Itoa(m.MaxCount)
	}
	return n >= m.MinCount && (m.MaxCount == 0 || n <= m.MaxCount), said
}

func countRange(m *campaign.MaterialRule, group func(int) string) (bool, string) {
	from, _ := strconv.Atoi(group(1))
	to, _ := strconv.Atoi(group(2))
	said := strconv.Itoa(m.MinCount) + "～" + strconv.Itoa(m.MaxCount)
	return (m.MinCount == 0 || m.MinCount == from) && (m.MaxCount == 0 || m.MaxCount == to), said
}

func aboutWords(m *campaign.MaterialRule, group func(int) string) (bool, string) {
	n, _ := strconv.Atoi(group(1))
	said := strconv.Itoa(m.Min) + "～" + strconv.Itoa(m.Max) + "字"
	return n >= m.Min && (m.Max == 0 || n <= m.Max), said
}

func formats(m *campaign.MaterialRule, group func(int) string) (bool, string) {
	same := strings.NewReplacer("jpeg", "jpg", "tiff", "tif", "mpeg", "mpg")
	said := strings.FieldsFunc(same.Replace(strings.ToLower(group(1))), func(r rune) bool { return !engine.IsLatin(r) && !engine.IsDigit(r) })
	return len(m.Format) == 0 || !slices.ContainsFunc(said, func(s string) bool {
		return !slices.ContainsFunc(m.Format, func(f string) bool { return same.Replace(strings.ToLower(f)) == s })
	}), strings.Join(m.Format, "、")
}

// seconds compares how long a film may be: both ends of a range, and what is said to be the
// least with that.
func seconds(m *campaign.MaterialRule, group func(int) string) (bool, string) {
	const minute = 60
	length := func(n, unit string) int {
		k, _ := strconv.Atoi(n)
		if unit == "分钟" {
			k *= minute
		}
		return k
	}
	n := length(group(4), group(5))
	switch from := group(2); {
	case m.MinSeconds == 0 && m.MaxSeconds == 0:
		return true, ""
	case m.MaxSeconds == 0:
		return n == m.MinSeconds, strconv.Itoa(m.MinSeconds) + "秒"
	case m.MinSeconds == 0:
		return n == m.MaxSeconds, strconv.Itoa(m.MaxSeconds) + "秒"
	case from != "":
		unit := group(3)
		if unit == "" {
			unit = group(5)
		}
		return n == m.MaxSeconds && length(from, unit) == m.MinSeconds, strconv.Itoa(m.MinSeconds) + "～" + strconv.Itoa(m.MaxSeconds) + "秒"
	case group(1)+group(6) != "":
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

// Rules are the rules for material, with the names of the papers that some are for.
type Rules struct {
	all    []campaign.MaterialRule
	papers []string // 活动总结 and 总结 of an article that is due as 活动总结
}

// NewRules returns the rules of a campaign.
func NewRules(c *campaign.Campaign) Rules {
	r := Rules{all: c.Material}
	due := map[string]string{}
	for _, d := range c.Deadlines {
		due[d.ID] = said.Thing(d.What)
	}
	for _, m := range c.Material {
		name := due[m.Deadline]
		if m.Kind != "article" || utf8.RuneCountInString(name) < 2 || slices.Contains(r.papers, name) || len(r.papers) == few {
			continue
		}
		r.papers = append(r.papers, name)
		end := name[engine.Back(name, len(name), 2):]
		if !slices.ContainsFunc(c.Deadlines, func(d campaign.Deadline) bool {
			other := said.Thing(d.What)
			return other != name && strings.Contains(other, end)
		}) {
			r.papers = append(r.papers, end)
		}
	}
	return r
}

// ofFormat opens a line about files that are told by their format alone.
var ofFormat = engine.Compile(`^[\s\p{Z}]*(?:(?:格式)?(?:统一|一律|均)?[采为是]用?)?(?:(?i:(jpe?g|png)|mp4|avi|mov|wmv))[\s\p{Z}]*格式`)

// few is how many papers are looked for by their names.
const few = 8

// names reports whether s holds the name of a paper.
func (r Rules) names(s string) bool {
	return slices.ContainsFunc(r.papers, func(p string) bool { return strings.Contains(s, p) })
}

// without returns s without the names of papers.
func (r Rules) without(s string) string {
	for _, p := range r.papers {
		s = strings.ReplaceAll(s, p, "")
	}
	return s
}

// Material compares what a text demands of material with the rules for it.
func Material(p *engine.Passage, rules Rules) []engine.Remark {
	var found []engine.Remark
	about := "" // what the heading above is about
	for _, l := range p.Lines {
		if l.Role == engine.RoleHeading {
			about = rules.headed(l.Unmarked())
		}
		found = append(found, materialIn(l, about, rules)...)
	}
	return append(found, inTables(p, rules)...)
}

// inTables looks at the cells of rows that are about one kind of material: 照片, 不少于5张,
// 单张不超过8M.
func inTables(p *engine.Passage, rules Rules) []engine.Remark {
	var found []engine.Remark
	for _, table := range p.Tables() {
		for _, row := range table {
			kind := ""
			for _, cell := range row {
				if kind = rules.headed(cell.Text); kind != "" {
					break
				}
			}
			for _, cell := range row {
				if kind != "" && !slices.ContainsFunc(materialKinds, func(k string) bool { return materialWords[k].Match(cell.Text) }) {
					found = append(found, materialIn(cell, kind, rules)...)
				}
			}
		}
	}
	return found
}

// only returns the one kind of material that a sentence names, which is about no part of it;
// "" if it names none or several.
func (r Rules) only(s string) string {
	kind := ""
	for _, k := range materialKinds {
		if materialWords[k].Match(s) || k == "article" && r.names(s) {
			if kind != "" {
				return ""
			}
			kind = k
		}
	}
	if partOfMaterial.Match(r.without(purpose.Re().ReplaceAllString(s, ""))) {
		return ""
	}
	return kind
}

// headed returns the one kind of material that a short heading names; "" if it names none.
func (r Rules) headed(heading string) string {
	const longest = 10 // characters
	kind := ""
	for _, k := range materialKinds {
		if materialWords[k].Match(heading) {
			if kind != "" {
				return ""
			}
			kind = k
		}
	}
	if kind == "" && r.names(heading) {
		kind = "article"
	}
	if utf8.RuneCountInString(heading) > longest || partOfMaterial.Match(r.without(heading)) {
		return ""
	}
	return kind
}

// materialIn looks at a line, which stands below a heading about one kind of material, or
// none. A clause that names two kinds, or none, is left alone.
func materialIn(l engine.Line, about string, rules Rules) []engine.Remark {
	var found []engine.Remark
	if lead, _, ok := strings.Cut(l.Unmarked(), "。"); ok && l.Role == engine.RoleText {
		if m := ofFormat.Find(lead); m != nil && about == "" {
			about = "video" // MP4格式，时长1～3分钟
			if m[2] >= 0 {
				about = "photo"
			}
		}
		if kind := rules.headed(lead); kind != "" && (about == "" || about == "article") {
			about = kind // 特色案例。每个单位至多报2篇
		}
	}
	kind := about       // that is spoken of
	here := about != "" // the sentence names it
	sentence := l.Mark
	for at := l.Mark; at < len(l.Text); {
		if at == sentence {
			if i := strings.IndexAny(l.Text[at:], "。；;"); i >= 0 {
				_, n := utf8.DecodeRuneInString(l.Text[at+i:])
				sentence = at + i + n
			} else {
				sentence = len(l.Text)
			}
			s := l.Text[at:sentence]
			if said.Bygone.Match(s) || madeByOthers.Match(s) {
				at, kind, here = sentence, "", false
				continue
			}
			if one := rules.only(s); kind == "" && one != "" {
				kind, here = one, true // 每校不超过3件，短视频作品于5月8日前报送
			}
		}
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
		if len(named) == 0 && rules.names(clause) {
			named = append(named, "article")
		}
		switch {
		case len(named) == 1:
			kind, here = named[0], true
		case len(named) > 1:
			kind = ""
		}
		if partOfMaterial.Match(rules.without(purpose.Re().ReplaceAllString(clause, ""))) {
			kind = "" // what follows may be of the part
		}
		if kind != "" {
			found = append(found, contradicts(rules.all, kind, here, l, at, end)...)
		}
		if stop {
			if here = about == "article"; here {
				kind = about
			}
			if l.Role != engine.RoleText {
				kind = ""
			}
		}
		at = end
	}
	return found
}

// contradicts returns remarks about l.Text[from:to], a clause about material of
// a kind, where it agrees with no rule for that kind; here tells that its sentence names it.
func contradicts(rules []campaign.MaterialRule, kind string, here bool, l engine.Line, from, to int) []engine.Remark {
	var found []engine.Remark
	clause := l.Text[from:to]
	for _, d := range demands {
		if !slices.Contains(d.kinds, kind) || d.near && !here {
			continue
		}
		for _, m := range d.pattern.Re().FindAllStringSubmatchIndex(clause, -1) {
			first := m[2+slices.IndexFunc(m[2:], func(at int) bool { return at >= 0 })] // where what is said begins
			if slices.ContainsFunc(found, func(f engine.Remark) bool { return f.From < from+m[1] && from+first < f.To }) {
				continue // by another demand
			}
			group := func(n int) string {
				if 2*n >= len(m) {
					return ""
				}
				return clause[max(m[2*n], 0):max(m[2*n+1], 0)]
			}
			agrees := false
			var data []string
			for i := range rules {
				if rules[i].Kind != kind {
					continue
				}
				ok, says := d.agrees(&rules[i], group)
				agrees = agrees || ok
				data = append(data, says)
			}
			if !agrees && len(data) > 0 {
				f := l.On(from+first, from+m[1])
				f.Hint = "活动数据为" + strings.Join(data, "、") + "，请核对"
				found = append(found, f)
			}
		}
	}
	return found
}
