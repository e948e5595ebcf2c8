package layout_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/validate/layout"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// ownText is a notice with every part that the standard knows.
const ownText = `示例市教育局文件
示教职〔2027〕8号
示例市教育局关于做好2027年职业教育活动周有关工作的通知
各县（市、区）教育局，各职业院校：
为深入贯彻落实有关文件精神，集中展示职业教育改革发展成果，根据上级统一部署，现将今年活动周有关事项通知如下，请结合实际认真抓好落实。
一、总体要求
（一）指导思想
坚持立德树人根本任务，以服务发展、促进就业为导向，大力弘扬劳模精神、劳动精神、工匠精神，营造技能让生活更加美好的社会氛围。
（二）活动主题
围绕年度主题，组织开展开放校园、开放企业、为民服务等活动，邀请中小学生和家长走进职业院校体验职业技能。
二、活动安排
1.加强组织领导。各职业院校要成立领导小组，明确责任分工，制订具体方案，做好安全保障工作，确保活动有序开展。
2.做好宣传报道。各职业院校要充分利用广播、电视、报刊、网络等媒体，宣传活动周的好经验、好做法、好典型，讲好职教故事。

附件：1.学校情况统计表
2.联系人名单

示例市教育局
2027年4月16日
（此件公开发布）

附件1
学校情况统计表
请各校认真填写统计表中的每一项内容，并于活动结束后一周内将加盖公章的纸质表格报送市教育局职业教育科。

附件2
联系人名单
请各校填写联系人的姓名、职务和办公电话，并于活动开始前一周报送市教育局职业教育科，以便于联系。

抄送：省教育厅。
示例市教育局办公室　2027年4月18日印发
`

// right returns a right document of testdata/right, made by python-docx or
// LibreOffice, or one of ours: 我们的, 我们的显现.
func right(t testing.TB, name string) []byte {
	t.Helper()
	if profile, ok := map[string]render.Profile{"我们的": render.Classic, "我们的显现": render.GBT33476, "我们的涉密": render.Classic}[name]; ok {
		text := ownText
		if name == "我们的涉密" {
			text = "000001\n秘密★1年\n特急\n" + text
		}
		doc, _ := plain.Parse(text)
		var b bytes.Buffer
		if _, err := (&render.Printer{Profile: profile}).DOCX(&b, doc); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	data, err := os.ReadFile("testdata/right/" + name + ".docx")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A right document of whatever maker is right.
func TestRight(t *testing.T) {
	files, err := filepath.Glob("testdata/right/*.docx")
	if err != nil || len(files) < 38 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	names := []string{"我们的", "我们的显现", "我们的涉密"}
	for _, f := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(f), ".docx"))
	}
	for _, name := range names {
		for _, f := range check(t, right(t, name), layout.Options{Name: name}) {
			t.Errorf("%v", f)
		}
	}
}

// A fault is planted in a right document: in one of its parts, or in the
// paragraph of its body that says something, a pattern is replaced.
type fault struct {
	in, part  string // part: document, styles, footer; theme
	says      string // "": all of the part
	find, put string
	rule      string
}

var faults = []fault{
	{"字符缩进", "document", "", `<w:pgSz [^>]*>`, `<w:pgSz w:w="12240" w:h="15840"/>`, "GW401"},
	{"LibreOffice 字符缩进", "document", "", `<w:pgSz [^>]*>`, `<w:pgSz w:w="10319" w:h="14571"/>`, "GW401"},
	{"磅缩进", "document", "", `w:top="\d+"`, `w:top="1440"`, "GW402"},
	{"LibreOffice 磅缩进", "document", "", `w:left="158\d"`, `w:left="1800"`, "GW402"},
	{"我们的", "document", "", `w:right="1474"`, `w:right="1800"`, "GW402"},
	{"我们的显现", "document", "", `w:bottom="1847"`, `w:bottom="1440"`, "GW402"},
	{"字符缩进", "document", "", `w:gutter="0"`, `w:gutter="567"`, "GW402"},
	{"字符缩进", "document", "二、活动安排", `<w:pPr>`, `<w:pPr><w:spacing w:before="240" w:line="579" w:lineRule="exact"/>`, "GW414"},
	{"字符缩进", "settings", "", `<w:evenAndOddHeaders/>`, ``, "GW422"},
	{"我们的", "styles", "", `w:line="579"`, `w:line="640"`, "GW403"},
	{"网格", "document", "", `w:linePitch="579"`, `w:linePitch="624"`, "GW403"},
	{"字符缩进", "styles", "", `w:line="579"`, `w:line="480"`, "GW403"},
	{"字符缩进", "styles", "", `<w:spacing w:val="-5"/>`, `<w:spacing w:val="20"/>`, "GW404"},
	{"我们的显现", "styles", "", `<w:spacing w:val="-5"/>`, `<w:spacing w:val="-20"/>`, "GW404"},
	{"我们的", "document", "关于做好", `<w:rFonts [^>]*>`, `<w:rFonts w:eastAsia="黑体"/>`, "GW405"},
	{"LibreOffice 无红头", "document", "关于做好", `方正小标宋简体`, `宋体`, "GW405"},
	{"直接格式", "document", "关于做好", `<w:sz w:val="44"/>`, `<w:sz w:val="36"/>`, "GW406"},
	{"字符缩进", "document", "关于做好", `<w:jc w:val="center"/>`, `<w:jc w:val="left"/>`, "GW407"},
	{"LibreOffice 字符缩进", "styles", "", `仿宋_GB2312`, `宋体`, "GW408"},
	{"直接格式", "document", "坚持立德树人", `仿宋_GB2312`, `楷体`, "GW408"},
	{"主题字体", "theme", "", `仿宋_GB2312`, `宋体`, "GW408"},
	{"默认格式", "styles", "", `<w:sz w:val="32"/>`, `<w:sz w:val="28"/>`, "GW409"},
	{"我们的", "document", "围绕年度主题", `<w:rFonts [^>]*>`, `<w:sz w:val="30"/>`, "GW409"},
	{"直接格式", "document", "一、总体要求", `黑体`, `仿宋_GB2312`, "GW410"},
	{"标题样式", "styles", "", `楷体_GB2312`, `黑体`, "GW410"},
	{"LibreOffice 字符缩进", "document", "二、活动安排", `<w:rPr>`, `<w:rPr><w:b/>`, "GW411"},
	{"字符缩进", "document", "坚持立德树人", `<w:ind [^>]*>`, ``, "GW412"},
	{"磅缩进", "document", "", `w:firstLine="640"`, `w:firstLine="420"`, "GW412"},
	{"LibreOffice 磅缩进", "document", "围绕年度主题", `<w:ind [^>]*>`, `<w:ind w:firstLine="0"/>`, "GW412"},
	{"空格缩进", "document", "围绕年度主题", `　　`, `　`, "GW412"},
	{"我们的", "document", "围绕年度主题", `<w:pPr>(<w:pStyle[^>]*>)`, `<w:pPr>$1<w:ind w:left="640" w:firstLineChars="0" w:firstLine="0"/>`, "GW413"},
	{"字符缩进", "document", "为深入贯彻", `<w:pPr>`, `<w:pPr><w:spacing w:line="800" w:lineRule="exact"/>`, "GW414"},
	{"直接格式", "document", "围绕年度主题", `<w:pPr>`, `<w:pPr><w:jc w:val="center"/>`, "GW415"},
	{"字符缩进", "document", "各县", `<w:p>.*?<w:r>`, `<w:p><w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr><w:r>`, "GW416"},
	{"我们的显现", "document", "", `(职业教育活动周有关工作的通知.*?</w:p>)<w:p>.*?</w:p>`, `$1`, "GW417"},
	{"LibreOffice 未盖章", "document", "附件：1", `<w:ind [^>]*>`, `<w:ind w:firstLine="0"/>`, "GW418"},
	{"字符缩进", "footer", "", `PAGE`, `DATE`, "GW419"},
	{"字符缩进", "footer", "", `<w:sz w:val="28"/>`, `<w:sz w:val="18"/>`, "GW420"},
	{"LibreOffice 字符缩进", "footer", "", `宋体`, `Times New Roman`, "GW420"},
	{"我们的", "footer", "", `—`, `-`, "GW421"},
	{"直接格式", "footer", "", `<w:jc w:val="\w+"/>`, `<w:jc w:val="center"/>`, "GW422"},
	{"我们的", "document", "抄送", `<w:rFonts [^>]*>`, `<w:sz w:val="32"/>`, "GW423"},
	{"字符缩进", "document", "示例市教育局文件", `FF0000`, `000000`, "GW424"},
	{"磅缩进", "document", "示例市教育局文件", `<w:jc w:val="center"/>`, `<w:jc w:val="left"/>`, "GW425"},
	{"我们的涉密", "document", "秘密★1年", `<w:rFonts [^>]*>`, `<w:rFonts w:eastAsia="仿宋"/>`, "GW429"},
	{"字符缩进", "document", "坚持立德树人", `<w:rPr>|<w:r>`, `<w:r><w:rPr><w:color w:val="0000FF"/></w:rPr>`, "GW426"},
	{"LibreOffice 字符缩进", "document", "示教职〔2027", `<w:pBdr>.*?</w:pBdr>`, ``, "GW427"},
	{"直接格式", "document", "示教职〔2027", `<w:jc w:val="center"/>`, `<w:jc w:val="left"/>`, "GW428"},
	{"磅缩进", "document", "2027年4月16日", `w:right="\d+"`, `w:right="0"`, "GW430"},
	{"我们的", "document", "附件2", `<w:pStyle[^>]*>`, `<w:pStyle w:val="GWAttachLabel"/><w:pageBreakBefore w:val="0"/>`, "GW431"},
	{"字符缩进", "document", "附件1<", `黑体`, `仿宋_GB2312`, "GW432"},
	{"我们的显现", "document", "联系人名单", `<w:pStyle w:val="GWAttachTitle"/>`, `<w:pStyle w:val="GWAttachTitle"/><w:jc w:val="left"/>`, "GW433"},
	{"直接格式", "document", "此件公开", `<w:ind [^>]*>`, ``, "GW434"},

	{"样式链", "styles", "", `<w:sz w:val="32"/>`, `<w:sz w:val="28"/>`, "GW409"},
	{"样式链", "styles", "", `w:eastAsia="仿宋_GB2312"`, `w:eastAsia="等线"`, "GW408"},
	{"样式链", "footer", "", `<w:sz w:val="28"/>`, `<w:sz w:val="21"/>`, "GW420"},
	{"表中红头", "document", "示例市教育局文件", `FF0000`, `000000`, "GW424"},
	{"表中红头", "document", "省教育厅。", `<w:sz w:val="28"/>`, `<w:sz w:val="32"/>`, "GW423"},
	{"断行标题", "document", "关于做好", `<w:sz w:val="44"/>`, `<w:sz w:val="36"/>`, "GW406"},
	{"断行标题", "document", "2027年4月16日", `<w:br w:type="page"/>`, ``, "GW431"},
	{"段首空格", "document", "加强组织领导。各", `楷体`, `黑体`, "GW410"},
	{"LibreOffice 段首空格", "document", "坚持立德树人", `　　`, ``, "GW412"},
	{"字符网格", "document", "", `w:charSpace="-1024"`, `w:charSpace="4096"`, "GW404"},
	{"LibreOffice 表格", "document", "附件2", `黑体`, `楷体`, "GW432"},
	{"公告", "document", "关于公布", `<w:jc w:val="center"/>`, ``, "GW407"},
	{"请示", "document", "市人民政府：", `<w:pPr */>`, `<w:pPr><w:ind w:firstLine="640"/></w:pPr>`, "GW416"},
	{"请示", "document", "联系人：张某某", `<w:ind [^>]*>`, ``, "GW434"},
	{"纪要", "document", "会议认为", `<w:ind [^>]*>`, ``, "GW412"},
	{"规定", "document", "第二条", `<w:ind [^>]*>`, `<w:ind w:firstLine="320"/>`, "GW412"},
	{"联合行文", "document", "宣传发动阶段", `<w:pPr>`, `<w:pPr><w:spacing w:line="400" w:lineRule="exact"/>`, "GW414"},
	{"联合行文", "document", "指导思想。", `楷体_GB2312`, `宋体`, "GW410"},
	{"联合行文", "document", "关于做好活动周工作", `<w:color[^>]*>|<w:spacing w:val="-5"/>`, `<w:color w:val="C00000"/>`, "GW426"},
	{"函", "document", "商请支持", `<w:sz w:val="44"/>`, `<w:sz w:val="32"/>`, "GW406"},
	{"函", "document", "职业院校名单及联系方式", `<w:jc w:val="center"/>`, ``, "GW433"},
	{"方案", "document", "坚持立德树人", `<w:ind [^>]*>`, `<w:jc w:val="center"/>`, "GW415"},
	{"方案", "document", "（一）开幕式", `楷体_GB2312`, `黑体`, "GW410"},
	{"批复", "document", "此复。", `<w:ind [^>]*>`, ``, "GW412"},
	{"批复", "document", "2027年4月16日", `<w:ind [^>]*>`, ``, "GW430"},
}

var wordParagraph = regexp.MustCompile(`(?s)<w:p[ >].*?</w:p>`)

// planted returns a document with a fault in it.
func planted(t testing.TB, data []byte, f fault) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	find := regexp.MustCompile(`(?s)` + f.find)
	changed := false
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		was, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		text := string(was)
		if strings.HasPrefix(filepath.Base(part.Name), f.part) && strings.HasSuffix(part.Name, ".xml") {
			replace := func(s string) string {
				if f.says != "" && !(strings.Contains(s, f.says) || strings.Contains(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(s, ""), f.says)) {
					return s
				}
				return find.ReplaceAllString(s, f.put)
			}
			if f.says == "" {
				text = replace(text)
			} else {
				text = wordParagraph.ReplaceAllStringFunc(text, replace)
			}
			changed = changed || text != string(was)
		}
		w, err := out.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, text)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if !changed {
		t.Errorf("nothing is planted: %+v", f)
	}
	return b.Bytes()
}

// A fault that is planted is found: at least 95 of a hundred, and each by its
// rule.
func TestPlanted(t *testing.T) {
	missed := 0
	for _, f := range faults {
		var ids []string
		for _, got := range check(t, planted(t, right(t, f.in), f), layout.Options{Name: f.in}) {
			ids = append(ids, got.Rule)
			if got.Rule != f.rule {
				t.Logf("%s, %s in %s: also %v", f.rule, f.says, f.in, got)
			}
		}
		if !slices.Contains(ids, f.rule) {
			missed++
			t.Logf("missed: %s, %q in %s; found %v", f.rule, f.says, f.in, ids)
		}
	}
	if 100*missed > 5*len(faults) {
		t.Errorf("%d of %d missed", missed, len(faults))
	}
	t.Logf("%d of %d found", len(faults)-missed, len(faults))
}

// White that a paragraph brings along is told of as such, and as no blank line.
func TestSpacingIsNoBlankLine(t *testing.T) {
	f := fault{"字符缩进", "document", "二、活动安排", `<w:pPr>`, `<w:pPr><w:spacing w:before="480" w:line="579" w:lineRule="exact"/>`, ""}
	var ids []string
	for _, got := range check(t, planted(t, right(t, f.in), f), layout.Options{}) {
		ids = append(ids, got.Rule)
	}
	if !slices.Equal(ids, []string{"GW414"}) {
		t.Errorf("%v", ids)
	}
}

// Every rule of the layout that a fault can show has one planted.
func TestAllRulesPlanted(t *testing.T) {
	for _, r := range report.Rules() {
		if r.Subject == report.SubjectLayout && !slices.ContainsFunc(faults, func(f fault) bool { return f.rule == r.ID }) {
			t.Errorf("nothing plants %s: %s", r.ID, r.Title)
		}
	}
}
