// Package said compares what a text says of material and activities with the
// data of a campaign.
package said

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
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
	"photo":   engine.Compile(`照片|图片|摄影`),
	"video":   engine.Compile(`视频|短片|微电影|宣传片`),
	"article": engine.Compile(`稿件|文字稿|文章|新闻稿|通讯稿|征文|文字材料`),
}

var materialKinds = []string{"photo", "video", "article"}

// partOfMaterial are parts of material that have sizes of their own.
var partOfMaterial = engine.Compile(`标题|简介|说明|图注|口号|概述|作者|摘要|封面|附件|总结|案例|方案|报告|论文|教案|论坛|日志|寄语|演讲|讲话|体会|心得|事迹|推荐|简历|压缩包|总大小|合计|幻灯|横幅|展板`)

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

var demands = []demand{
	{kinds: []string{"photo", "video"}, pattern: engine.Compile(`宽度?(?:不?(?:低|小|少)于|为|在|达到|大于|≥)?[^，。；\d]{0,4}(\d{3,5})[\s\p{Z}]*(?:像素|px)|像素宽度?[^，。；\d]{0,5}(\d{3,5})|(\d{3,5})[\s\p{Z}]*像素宽`),
		agrees: atLeast("像素", func(m *campaign.MaterialRule) int { return m.MinWidth })},
	{kinds: []string{"photo", "video"}, pattern: engine.Compile(`(\d{3,5})[\s\p{Z}]*[×xX*][\s\p{Z}]*(\d{3,5})`), agrees: resolution},
	{kinds: []string{"photo", "video"}, pattern: engine.Compile(`(\d+(?:\.\d+)?)[\s\p{Z}]*(?:～|—|至|-)?[\s\p{Z}]*(\d+(?:\.\d+)?)?[\s\p{Z}]*([KMG]|兆)B?(?:[^A-Za-z]|$)`), agrees: bytesSaid},
	{kinds: []string{"photo", "video"}, pattern: engine.Compile(`(?i)((?:jpe?g|png|tiff?|bmp|gif|mp4|avi|mov|wmv|flv|mpe?g)(?:[\s\p{Z}]*(?:、|或|/|和)[\s\p{Z}]*(?:jpe?g|png|tiff?|bmp|gif|mp4|avi|mov|wmv|flv|mpe?g))*)[\s\p{Z}]*(?:等)?格式`), agrees: formats},
	{kinds: []string{"photo"}, pattern: engine.Compile(`(\d{2,4})[\s\p{Z}]*(?:dpi|DPI)`), agrees: atLeast("dpi", func(m *campaign.MaterialRule) int { return m.MinDPI })},
	{kinds: []string{"video"}, pattern: engine.Compile(`(?:时长|片长|长度|时间)[^，。；\d]{0,8}(?:\d+(?:分钟|秒)?[\s\p{Z}]*(?:～|—|-|至|到|~)[\s\p{Z}]*)?(\d+)[\s\p{Z}]*(分钟|秒)`), agrees: seconds},
	{kinds: []string{"article"}, pattern: engine.Compile(`(\d{2,5})[\s\p{Z}]*字?[\s\p{Z}]*(?:～|—|-|至|到|~)[\s\p{Z}]*(\d{2,5})[\s\p{Z}]*字`), agrees: wordRange},
	{kinds: []string{"photo", "video", "article"}, pattern: engine.Compile(`(?:报送|提交|上报|推荐)[^，。；\d]{0,12}(?:不少于|至少)(\d+)[\s\p{Z}]*(?:篇|张|幅|个|部|件)|(?:不少于|至少)(?:报送|提交|上报|推荐|报)(\d+)[\s\p{Z}]*(?:篇|张|幅|个|部|件)`),
		agrees: atLeast("", func(m *campaign.MaterialRule) int { return m.MinCount })},
	{kinds: []string{"photo", "video", "article"}, near: true, pattern: engine.Compile(`^[^每天日周班项]*(?:照片|图片|视频|短片|稿件|新闻稿|文章)[^，。；\d每]{0,4}(?:(?:不少于|不低于|至少)(\d+)[\s\p{Z}]*(?:篇|张|幅|部|条)|(\d+)[\s\p{Z}]*(?:篇|张|幅|部|条)以上)|^每[校所](?:报送|上报|提交)?[^，。；\d]{0,8}(\d+)[\s\p{Z}]*(?:篇|张|幅|部|条)以上`),
		agrees: atLeast("", func(m *campaign.MaterialRule) int { return m.MinCount })},
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

// Material compares what a line demands of material with the rules for it. A
// clause that names two sorts, or none, is left alone.
func Material(l engine.Line, rules []campaign.MaterialRule) []engine.Remark {
	var found []engine.Remark
	kind := ""    // that is spoken of
	here := false // the sentence names it
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
			kind, here = named[0], true
		case len(named) > 1:
			kind = ""
		}
		if partOfMaterial.Match(clause) {
			kind = "" // what follows may be of the part
		}
		if kind != "" {
			found = append(found, contradicts(rules, kind, here, l, at, end)...)
		}
		if stop {
			here = false
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
		for i := range rules {
			if rules[i].Kind != kind {
				continue
			}
			ok, says := d.agrees(&rules[i], group)
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
