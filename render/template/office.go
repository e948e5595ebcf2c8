package template

import (
	"io"

	"github.com/zhijiao-go/zhijiao/internal/say"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/internal/out"
	"github.com/zhijiao-go/zhijiao/render/internal/word"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// The papers of [Office].
const (
	Drafting    = "发文稿纸" // who drafts, checks, countersigns and signs a document
	Countersign = "会签单"  // what other organs say of a joint document
	Certificate = "荣誉证书" // landscape, with a border
	Receipt     = "告知函"  // a letter to each school about what came in
)

// OfficeNames are the names of the papers of [Office].
func OfficeNames() []string { return []string{Drafting, Countersign, Certificate, Receipt} }

// ErrNoPaper reports a name that is none of [OfficeNames].
var ErrNoPaper = say.Error("no such paper", "没有这种内置的模板")

// Office writes one of the papers that offices fill in around a document, for those
// who have none of their own, as a .docx with the placeholders of package letter. An
// office may edit it in its word processor; what is in 【】 is to be typed over.
func Office(w io.Writer, name string, o Options) error {
	sec, geo := &flow.Section{Unnumbered: true}, flow.Classic
	f := &flow.Flow{Sections: []*flow.Section{sec}}
	look := word.Look{Styles: []*flow.Style{
		flow.StyleNormal, flow.StyleBlank, officeTitle, officeLabel, officeText, officeNote, officeHead, officeBody, officeEnd, officeMark, receiptTitle, flow.StyleFooter,
	}}
	switch name {
	case Drafting:
		geo.Top, geo.Bottom = 1134, 1134 // 20 mm
		sec.Elements = drafting()
	case Countersign:
		geo.Top, geo.Bottom = 1134, 1134 // 20 mm
		sec.Elements = countersign()
	case Certificate:
		geo.PageW, geo.PageH = geo.PageH, geo.PageW
		geo.Top, geo.Bottom, geo.Left, geo.Right = 1900, 1300, 2300, 2300
		look.Border = true
		sec.Elements = certificate()
	case Receipt:
		f.Letter = letterhead()
		sec.Elements = receipt(f.Letter, geo)
	default:
		return &Error{Kind: name, Err: ErrNoPaper}
	}
	f.Geo = geo
	file, err := word.Write(f, paper.Properties{Title: name, Author: o.Author, Date: o.Date}, look)
	if err != nil {
		return &Error{Kind: name, Err: err}
	}
	return out.Write(w, "template: "+name, file)
}

var (
	officeTitle = &flow.Style{ID: "GWOfficeTitle", Name: "文书标题", Based: "Normal", Role: font.XiaoBiaoSong, Size: 26, Pitch: 800, Align: flow.Centre, Color: paper.Red}
	officeLabel = &flow.Style{ID: "GWOfficeLabel", Name: "文书栏名", Based: "Normal", Role: font.HeiTi, Size: flow.Size4, Pitch: 460, Align: flow.Centre}
	officeText  = &flow.Style{ID: "GWOfficeText", Name: "文书栏内", Based: "Normal", Role: font.FangSong, Size: flow.Size4, Pitch: 460, Align: flow.FlushLeft}
	officeNote  = &flow.Style{ID: "GWOfficeNote", Name: "文书小字", Based: "Normal", Role: font.FangSong, Size: flow.SizeS, Pitch: 340, Align: flow.Justify}
	officeHead  = &flow.Style{ID: "GWOfficeHead", Name: "文书大标题", Based: "Normal", Role: font.XiaoBiaoSong, Size: 54, Pitch: 1500, Align: flow.Centre, Color: paper.Red}
	officeBody  = &flow.Style{ID: "GWOfficeBody", Name: "文书正文", Based: "Normal", Role: font.FangSong, Size: flow.Size3, Track: flow.Track, First: flow.ParaIndent}
	officeEnd   = &flow.Style{ID: "GWOfficeEnd", Name: "文书落款", Based: "Normal", Role: font.FangSong, Size: flow.Size3, Track: flow.Track, Align: flow.FlushRight}
	officeMark  = &flow.Style{ID: "GWOfficeMark", Name: "信函标志", Based: "Normal", Role: font.XiaoBiaoSong, Size: flow.MinMark, Pitch: 880, Align: flow.Centre, Color: paper.Red}
)

func line(s *flow.Style, text string) *flow.Para {
	return &flow.Para{Style: s, Runs: []flow.Run{{Text: text, Role: s.Role}}}
}

// A box of a grid: a label, or text of so many columns.
type box struct {
	text  string
	label bool
	small bool // of which there may be many lines
	cols  int  // 0: 1
	top   bool
}

// A boxes is a row of a grid, and its least height.
type boxes struct {
	high  paper.MM
	boxes []box
}

// grid makes a table of rows, all of the same columns.
func grid(cols []paper.Twip, rows ...boxes) *flow.Table {
	t := &flow.Table{Cols: cols, Border: true}
	for r, row := range rows {
		t.Rows = append(t.Rows, flow.RowHeight{Min: row.high.Twips()})
		at := 0
		for _, b := range row.boxes {
			c := flow.Cell{Row: r, Col: at, Rows: 1, Cols: max(b.cols, 1), Top: b.top}
			style := officeText
			switch {
			case b.label:
				style = officeLabel
			case b.small:
				style = officeNote
			}
			c.Paras = []*flow.Para{line(style, b.text)}
			t.Cells = append(t.Cells, c)
			at += c.Cols
		}
	}
	return t
}

func label(text string) box { return box{text: text, label: true} }

func text(s string, cols int) box { return box{text: s, cols: cols} }

func note(s string, cols int) box { return box{text: s, cols: cols, small: true} }

// opinion is a box in which somebody writes.
func opinion(s string, cols int) box { return box{text: s, cols: cols, top: true} }

func drafting() []flow.Element {
	const narrow, wide = 1480, 2942 // of 8845 in all
	return []flow.Element{
		line(officeTitle, "{{主办单位}}发文稿纸"),
		&flow.Para{Style: flow.StyleBlank, Pitch: 200},
		grid([]paper.Twip{narrow, wide, narrow, 8845 - 2*narrow - wide},
			boxes{25, []box{opinion("签发：", 2), opinion("会签：", 2)}},
			boxes{18, []box{opinion("核稿：", 2), opinion("主办部门负责人：", 2)}},
			boxes{10, []box{label("拟稿部门"), text("", 1), label("拟 稿 人"), text("", 1)}},
			boxes{10, []box{label("联系电话"), text("", 1), label("拟稿日期"), text("　　年　　月　　日", 1)}},
			boxes{10, []box{label("发文字号"), text("{{发文字号}}", 1), label("文　　种"), text("{{文种}}", 1)}},
			boxes{10, []box{label("密　　级"), text("{{密级}}", 1), label("紧急程度"), text("{{紧急程度}}", 1)}},
			boxes{10, []box{label("公开属性"), text("□主动公开　□依申请公开　□不予公开", 3)}},
			boxes{18, []box{label("标　　题"), text("{{标题}}", 3)}},
			boxes{14, []box{label("主　　送"), text("{{主送}}", 3)}},
			boxes{12, []box{label("抄　　送"), text("{{抄送}}", 3)}},
			boxes{18, []box{label("附　　件"), note("{{附件}}", 3)}},
			boxes{10, []box{label("印　　制"), text("", 1), label("校　　对"), text("", 1)}},
			boxes{10, []box{label("份　　数"), text("{{份数}}", 1), label("印发日期"), text("{{印发日期}}", 1)}},
			boxes{10, []box{label("备　　注"), text("", 3)}},
		),
	}
}

func countersign() []flow.Element {
	const first = 2300
	rows := []boxes{{11, []box{label("会签单位"), label("会签意见"), label("签名、日期")}}}
	for range 5 {
		rows = append(rows, boxes{22, []box{text("", 1), text("", 1), text("", 1)}})
	}
	const narrow, wide = 1480, 2942
	return []flow.Element{
		line(officeTitle, "{{主办单位}}文件会签单"),
		&flow.Para{Style: flow.StyleBlank, Pitch: 200},
		grid([]paper.Twip{narrow, wide, narrow, 8845 - 2*narrow - wide},
			boxes{20, []box{label("文件标题"), text("{{标题}}", 3)}},
			boxes{11, []box{label("发文字号"), text("{{发文字号}}", 1), label("紧急程度"), text("{{紧急程度}}", 1)}},
			boxes{11, []box{label("主办单位"), text("{{主办单位}}", 1), label("送签日期"), text("　　年　　月　　日", 1)}},
			boxes{11, []box{label("经 办 人"), text("", 1), label("联系电话"), text("", 1)}},
			boxes{16, []box{label("请会签的"), text("{{会签单位}}", 3)}},
		),
		&flow.Para{Style: flow.StyleBlank, Pitch: 200},
		grid([]paper.Twip{first, 8845 - 2*first, first}, rows...),
		line(officeNote, "注：会签意见请写明同意或修改内容，由单位负责人签名；有修改的，另附文字。"),
	}
}

func certificate() []flow.Element {
	body := func(text string) *flow.Para {
		p := line(officeBody, text)
		p.Runs[0].Size, p.Pitch, p.Indent = 24, 820, &flow.Indent{First: 960}
		return p
	}
	to := body("{{学校}}：")
	to.Indent = &flow.Indent{}
	end := func(text string, before paper.Twip) *flow.Para {
		p := line(officeEnd, text)
		p.Runs[0].Size, p.Pitch, p.Before, p.Indent = 20, 580, before, &flow.Indent{Right: 640}
		return p
	}
	return []flow.Element{
		line(officeHead, "荣 誉 证 书"),
		&flow.Para{Style: flow.StyleBlank, Pitch: 300},
		to,
		body("在{{活动名称}}中组织有力、成效突出，被评为【奖项名称】。"),
		body("特发此证，以资鼓励。"),
		end("{{署名}}", 400),
		end("　　　　年　　月　　日", 0),
	}
}

// letterhead is that of a 信函 (10.1) whose mark is filled in.
func letterhead() *flow.Letter {
	mark := line(officeMark, "{{主办单位}}")
	mark.Pitch = officeMark.Pitch
	pitch := mark.Pitch.Pt()
	l := &flow.Letter{Mark: mark, Top: flow.LetterTop.Pt() - (flow.Share*pitch - flow.InkTop*officeMark.Size)}
	l.Rule = l.Top + flow.Share*pitch - flow.InkBottom*officeMark.Size + flow.LetterGap.Pt()
	return l
}

func receipt(l *flow.Letter, geo flow.Geometry) []flow.Element {
	room := l.BodyTop() + flow.LetterDrop.Pt() - geo.Top.Pt()
	title := line(officeTitle, "关于{{活动名称}}材料报送情况的告知函")
	title.Style, title.Runs[0].Role = receiptTitle, receiptTitle.Role
	to := line(officeBody, "{{学校}}：")
	to.Indent = &flow.Indent{}
	end := func(text string, blank paper.Twip) *flow.Para {
		p := line(officeEnd, text)
		p.Before, p.Indent = blank, &flow.Indent{Right: 4 * flow.CharWidth}
		return p
	}
	return []flow.Element{
		&flow.Para{Style: flow.StyleBlank, Pitch: room.Twips() + geo.Pitch},
		title,
		&flow.Para{Style: flow.StyleBlank},
		to,
		line(officeBody, "按照{{活动名称}}有关要求，现将你单位材料报送情况告知如下。"),
		line(officeBody, "已报送：{{已报}}。"),
		line(officeBody, "迟报：{{迟报}}。"),
		line(officeBody, "待补报、待更正：{{未报}}。"),
		line(officeBody, "请对照校核意见，于【月】【日】前补齐、更正。已经补报的，请忽略本函。"),
		end("{{主办单位}}", 2*geo.Pitch),
		end("　　　年　　月　　日", 0),
	}
}

var receiptTitle = func() *flow.Style {
	s := *flow.StyleTitle
	s.ID, s.Name = "GWOfficeLetter", "告知函标题"
	return &s
}()
