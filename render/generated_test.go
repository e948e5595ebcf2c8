package render_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
)

// A dice throws a number from 0 to n-1. Documents are generated with one: a
// seeded one for documents that stay the same, rapid's for those that shrink.
type dice func(n int) int

func seeded(seed uint64) dice {
	return rand.New(rand.NewPCG(seed, 2012)).IntN
}

func drawn(t *rapid.T) dice {
	return func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "dice") }
}

func (d dice) of(words []string) string { return words[d(len(words))] }

var (
	whoWords = strings.Fields(`各县区教育局 各职业院校 市教育局 市人力资源和社会保障局 各单位 有关部门 行业企业 各技工院校 班主任 专业教师 学生家长 社区居民 共青团组织 新闻媒体 各市属中等职业学校`)
	howWords = strings.Fields(`要 要认真 应当 可以 须 要结合实际 应及时 要充分利用现代信息技术 要主动联合`)
	doWords  = strings.Fields(`组织 开展 做好 报送 落实 完善 举办 宣传 推进 总结 展示 制定 参加 邀请 深化 加强 统筹 建立健全`)
	whatWord = strings.Fields(`活动周启动仪式 职业体验活动 开放校园工作 典型案例 职普融通和产教融合 技能展示 志愿服务 招生政策宣传 安全保卫工作 应急预案 各项活动 师生作品 工作方案 长效机制 校企合作项目 劳模精神、劳动精神、工匠精神 社会资源 优秀毕业生报告会`)
	tailWord = strings.Fields(`确保取得实效 营造良好氛围 做到安全平稳有序 扩大社会影响力 并于当日上报 力戒形式主义 做到责任到人 形成工作合力`)
	headWord = strings.Fields(`总体要求 指导思想 基本原则 时间安排 主要活动 组织保障 工作要求 宣传重点 信息报送 责任分工 开展职业体验 加强组织领导 严格规范管理 精心组织宣传`)
)

// figures are what breaks lines badly: numbers, dates, quotes, brackets, Latin
// words and the long marks.
var figures = []func(dice) string{
	func(d dice) string {
		return fmt.Sprintf("%d年%d月%d日至%d日", 2020+d(9), 1+d(12), 1+d(14), 15+d(14))
	},
	func(d dice) string { return fmt.Sprintf("%d.%d%%以上", d(100), d(100)) },
	func(d dice) string { return fmt.Sprintf("%d,%03d人次", 1+d(99), d(1000)) },
	func(d dice) string { return fmt.Sprintf("%d:%02d前", d(24), d(60)) },
	func(d dice) string { return fmt.Sprintf("%d～%d分钟", 1+d(9), 10+d(200)) },
	func(d dice) string { return fmt.Sprintf("%d—%d年", 2015+d(5), 2021+d(9)) },
	func(d dice) string { return fmt.Sprintf("“%s”", d.of(whatWord)) },
	func(d dice) string { return fmt.Sprintf("“%s”“%s”", d.of(headWord), d.of(headWord)) },
	func(d dice) string { return fmt.Sprintf("《%s实施方案》", d.of(headWord)) },
	func(d dice) string {
		return fmt.Sprintf("《关于%s的通知》（示教职成〔%d〕%d号）", d.of(headWord), 2015+d(12), 1+d(300))
	},
	func(d dice) string { return fmt.Sprintf("（见附件%d）", 1+d(9)) },
	func(d dice) string { return "——" + d.of(tailWord) },
	func(d dice) string { return d.of(whatWord) + "……" },
	func(d dice) string {
		return "（电话：8300000" + fmt.Sprint(d(10)) + "，邮箱：zcc@example.com）"
	},
	func(d dice) string { return "“3+2”分段培养" },
	func(d dice) string { return "VR（虚拟现实）、H5小程序" },
	func(d dice) string { return "分辨率不低于1920*1080" },
	func(d dice) string { return "mp4格式、200M以内" },
	func(d dice) string { return "“5·12”" },
	func(d dice) string { return "不低于25℃" },
	func(d dice) string { return fmt.Sprintf("第%s届", []string{"一", "十二", "3"}[d(3)]) },
}

func (d dice) sentence() string {
	var b strings.Builder
	b.WriteString(d.of(whoWords))
	for i := range 1 + d(4) {
		if i > 0 {
			b.WriteString("，")
		}
		b.WriteString(d.of(howWords) + d.of(doWords))
		if d(3) == 0 {
			b.WriteString(figures[d(len(figures))](d))
		}
		b.WriteString(d.of(whatWord))
		if d(6) == 0 {
			b.WriteString("；" + d.of(tailWord))
		}
	}
	if d(2) == 0 {
		b.WriteString("，" + d.of(tailWord))
	}
	return b.String() + "。"
}

func (d dice) sentences(n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(d.sentence())
	}
	return b.String()
}

// lines is the text of a body of about n paragraphs, as officials type it.
func (d dice) lines(n int) string {
	var out []string
	add := func(s string) { out = append(out, s) }
	add(d.sentences(2))
	for chapter := 1; len(out) < n; chapter++ {
		add(document.Level(1).Mark(chapter) + d.of(headWord))
		for section := 1; section <= 1+d(4) && len(out) < n; section++ {
			mark := document.Level(2).Mark(section)
			switch d(4) {
			case 0:
				add(mark + d.of(headWord))
				add(d.sentences(1 + d(3)))
			case 1:
				add(mark + d.of(headWord) + "。" + d.sentences(1+d(3)))
			case 2:
				add(mark + d.of(headWord) + "。" + d.sentence())
				for item := 1; item <= 2+d(4); item++ {
					add(document.Level(3).Mark(item) + d.of(headWord) + "。" + d.sentences(1+d(2)))
				}
			case 3:
				add(mark + d.of(headWord))
				for item := 1; item <= 2+d(3); item++ {
					add(document.Level(4).Mark(item) + d.sentence())
				}
				add("责任部门：" + d.of(whoWords) + "、" + d.of(whoWords))
			}
		}
	}
	return strings.Join(out, "\n")
}

// table is a table with a head whose words occur nowhere else.
func (d dice) table(id, rows int) *document.Table {
	cols := 3 + d(4)
	t := &document.Table{Rows: make([][]string, 1+rows)}
	for c := range cols {
		t.Rows[0] = append(t.Rows[0], fmt.Sprintf("表%c头%c", 'A'+id, 'a'+c))
	}
	for r := 1; r <= rows; r++ {
		for c := range cols {
			text := ""
			switch d(4) {
			case 0:
				text = d.of(whatWord)
			case 1:
				text = fmt.Sprint(d(5000))
			case 2:
				if c == 1 {
					text = d.sentence()
				}
			}
			t.Rows[r] = append(t.Rows[r], text)
		}
	}
	return t
}

func (d dice) title() string {
	s := "示例市教育局关于" + []string{"做好", "开展", "印发", "举办"}[d(4)]
	for range 1 + d(3) {
		s += d.of(doWords) + d.of(headWord)
	}
	return s + "的通知"
}

// notice is a notice whose body has about n paragraphs.
func (d dice) notice(n int) *document.Document {
	doc := &document.Document{Kind: "通知", Title: d.title(), Recipients: strings.Join(whoWords[:1+d(6)], "，")}
	doc.Body, _ = plain.ParseBody(d.lines(n))
	if d(3) == 0 {
		at := 1 + d(len(doc.Body))
		doc.Body = slices.Insert(doc.Body, at, document.Block(d.table(0, 1+d(8))))
	}
	organs := bureau
	if d(3) == 0 {
		organs = nine[:2+d(8)]
	}
	switch d(5) {
	case 0:
	case 1:
		doc.Head = &document.Head{Organs: organs, Format: document.HeadLetter, Number: document.DocNumber{Code: "示教函", Year: 2027, Serial: 1 + d(300)}}
	default:
		doc.Head = &document.Head{Organs: organs, Mark: "文件", Number: document.DocNumber{Code: "示教", Year: 2027, Serial: 1 + d(300)}}
		if d(2) == 0 {
			doc.Head.Copy, doc.Head.Secrecy, doc.Head.Urgency = "000012", "秘密★1年", []string{"", "特急"}[d(2)]
		}
	}
	if d(8) > 0 {
		doc.Signature = &document.Signature{Organs: organs, Date: calendar.Date{Year: 2027, Month: 1 + d(12), Day: 1 + d(28)}, Seal: []document.Seal{"", document.SealNone}[d(2)]}
	}
	if d(3) == 0 {
		doc.Note = "此件公开发布"
	}
	for i := range []int{0, 0, 1, 2, 3, 11}[d(6)] {
		a := document.Attachment{Title: fmt.Sprintf("%s安排", d.of(headWord))}
		if d(3) == 0 {
			a.Title += "及" + d.of(whatWord) + "情况统计汇总表（供各职业院校参考）"
		}
		a.Body, _ = plain.ParseBody(d.lines(1 + d(1+n/4)))
		if d(3) == 0 {
			a.Body = append(a.Body, d.table(1+i, 1+d(12)))
		}
		doc.Attachments = append(doc.Attachments, a)
	}
	if d(2) == 0 {
		doc.Imprint = &document.Imprint{CopyTo: strings.Join(whoWords[:1+d(9)], "，") + "。", Office: "示例市教育局办公室", Date: calendar.Date{Year: 2027, Month: 12, Day: 31}}
	}
	return doc
}
