package render_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// mark: it is no smaller than the title, and stands out (7.2.4: 醒目美观庄重).
func (j *judge) mark() []string {
	for _, p := range j.texts {
		if p.page == 1 && p.Color == paper.Red && p.Size > 0 {
			scale := p.Scale
			if scale == 0 {
				scale = 1
			}
			if h := j.n.Head; p.Size < 22 && len(h.Organs) == 1 || float64(p.Size)*scale < 14.5 {
				return []string{fmt.Sprintf("%.1f pt, %.0f %% wide", float64(p.Size), 100*scale)}
			}
		}
	}
	return nil
}

// names: names of organs below each other or over seals go over lines between
// words.
func (j *judge) names() (said []string) {
	if j.n.Signature == nil {
		return nil
	}
	words := append(slices.Clone(titleWords), strings.Fields(`自治州 开发区 委员会 管理 信息化 网络 工业 农业 农村 国有 资产 监督 宣传部 办公室 青年团 共青团 人力 资源 社会 保障 经济 技术 人民 政府`)...)
	for _, o := range j.n.Signature.Organs {
		for i, p := range j.texts {
			if p.Size != 16 || p.Color != paper.Black || !strings.HasPrefix(o.Name, p.Text.Text) || p.Text.Text == o.Name {
				continue
			}
			name, at := "", []int(nil)
			for k := i; k < len(j.texts) && strings.HasPrefix(o.Name, name) && name != o.Name; k++ {
				name += j.texts[k].Text.Text
				at = append(at, len([]rune(name)))
			}
			if name != o.Name {
				continue
			}
			for _, cut := range at[:len(at)-1] {
				for _, w := range words {
					if splits([]rune(name), cut, []rune(w)) {
						said = append(said, fmt.Sprintf("%s is cut behind %s", name, string([]rune(name)[:cut])))
						break
					}
				}
			}
			break
		}
	}
	return said
}

// titleWords are words that no title breaks.
var titleWords = strings.Fields(`职业 教育 活动 技能 等级 评价 评估 认定 机构 学校 学院 院校 中等 高等 工作 通知 请示 报告 批复 方案 办法 细则
	规程 常规 标准 规范 计划 意见 产教 融合 校企 合作 工学 结合 知行 合一 学生 学籍 资助 管理 实习 安全 责任 保险 统筹 暂行 实施 印发 转发
	部门 单位 联合 举办 大赛 赛事 创新 虚拟 仿真 实训 展示 主题 论坛 乡村 全面 振兴 会议 动员 部署 精神 深入 学习 宣传 贯彻 体系 建设 现代
	办学 认定 水平 专业 有关 试点 证书 制度 学历 学期 年度 开放 校园 期间 安排 成果 参展 规范性 文件 招生 基地 奖励 读书 行动 文明 风采 未来 工匠 示例市 示例省`)

// titles: no line of a title begins with what closes or ends with what opens;
// none cuts a word, the name of an organ or a 《》 that a line holds; no blank
// of the source stands between Chinese characters; no line is a scrap.
func (j *judge) titles() (said []string) {
	const most = 20.0
	titles := []string{j.n.Title}
	for _, a := range j.n.Attachments {
		titles = append(titles, a.Title)
	}
	var organs []string
	if s := j.n.Signature; s != nil {
		for _, o := range s.Organs {
			organs = append(organs, o.Name)
		}
	}
	var lines []string // of all titles
	for i, p := range j.texts {
		if p.Role != font.XiaoBiaoSong || p.Size != 22 {
			continue
		}
		if i > 0 && j.texts[i-1].page == p.page && j.texts[i-1].base == p.base && len(lines) > 0 {
			if gap := p.x0 - j.texts[i-1].x1; gap > 8 {
				lines[len(lines)-1] += " "
			}
			lines[len(lines)-1] += p.Text.Text
			continue
		}
		lines = append(lines, p.Text.Text)
	}
	for _, title := range titles {
		// The lines that make up this title.
		want := squash(title)
		var own []string
		for from := range lines {
			got := ""
			for to := from; to < len(lines) && strings.HasPrefix(want, got); to++ {
				if got += squash(lines[to]); got == want {
					own = lines[from : to+1]
					break
				}
			}
			if own != nil {
				break
			}
		}
		forced := map[int]bool{}
		n := 0
		for _, part := range strings.Split(title, "\n") {
			n += len([]rune(squash(part)))
			forced[n] = true
		}
		at := 0
		for i, l := range own {
			rs := []rune(strings.TrimSpace(l))
			shown := strings.Join(own, "/")
			if strings.ContainsRune(`》〉”’）〕】、，。：；`, rs[0]) || strings.ContainsRune(`《〈“‘（〔【`, rs[len(rs)-1]) {
				said = append(said, "bad edge: "+shown)
			}
			if blank := regexp.MustCompile(`\p{Han}\s+\p{Han}|\p{Han}\s+\d|\d\s+\p{Han}`); blank.MatchString(l) && !strings.Contains(l, "“") && !insideQuote(title, blank.FindString(l)) {
				said = append(said, "blank inside: "+l)
			}
			if len(rs) <= 2 && len(own) > 1 {
				said = append(said, "scrap: "+shown)
			}
			at += len([]rune(squash(l)))
			if i == len(own)-1 || forced[at] {
				continue
			}
			whole := append(slices.Clone(organs), titleWords...)
			whole = append(whole, marked.FindAllString(want, -1)...)
			for _, word := range whole {
				if ems(word) <= most && splits([]rune(want), at, []rune(squash(word))) {
					said = append(said, fmt.Sprintf("cuts %s: %s", word, shown))
					break
				}
			}
		}
		said = append(said, slogans(title, own)...)
		if len(own) > 2 && hourglass(own) && strings.Count(title, "\n") == 0 {
			said = append(said, "hourglass: "+strings.Join(own, "/"))
		}
	}
	return said
}

// slogans: a slogan of two halves with a blank between them goes over lines
// there, if anywhere.
func slogans(title string, lines []string) (said []string) {
	for _, quote := range regexp.MustCompile(`“[^“”]*[\s\x{3000}][^“”]*”`).FindAllString(title, -1) {
		before, _, _ := strings.Cut(title, quote)
		from := len([]rune(squash(before)))
		blank := from + len([]rune(squash(quote[:strings.IndexFunc(quote, unicode.IsSpace)])))
		at := 0
		for _, l := range lines {
			at += len([]rune(squash(l)))
			if from < at && at < from+len([]rune(squash(quote))) && at != blank {
				said = append(said, "cuts the slogan: "+strings.Join(lines, "/"))
			}
		}
	}
	return said
}

// insideQuote reports whether a text with a blank stands within “” in a title:
// the blank between the halves of a slogan belongs to it.
func insideQuote(title, text string) bool {
	i := strings.Index(title, strings.TrimSpace(text))
	return i >= 0 && strings.Count(title[:i], "“") > strings.Count(title[:i], "”")
}

// marked is a 《》 or “” without another within.
var marked = regexp.MustCompile(`《[^《》]*》|“[^“”]*”|〈[^〈〉]*〉`)

// splits reports whether a break at rune at of text falls inside an occurrence
// of word.
func splits(text []rune, at int, word []rune) bool {
	for from := max(0, at-len(word)+1); from < at; from++ {
		if from+len(word) > at && from+len(word) <= len(text) && slices.Equal(text[from:from+len(word)], word) {
			return true
		}
	}
	return false
}

// ems is about how wide a text is, in em.
func ems(s string) float64 {
	w := 0.0
	for _, r := range s {
		if r < 0x250 && r != '“' {
			w += 0.5
		} else {
			w++
		}
	}
	return w
}

// hourglass reports whether a line is clearly shorter than the ones above and
// below it (7.3.1: 梯形或菱形).
func hourglass(lines []string) bool {
	for i := 1; i+1 < len(lines); i++ {
		if w := ems(lines[i]); w < ems(lines[i-1])-1 && w < ems(lines[i+1])-1 {
			return true
		}
	}
	return false
}
