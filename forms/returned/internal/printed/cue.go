package printed

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A Cue is what the words of a label tell of its field.
type Cue struct {
	Label    string // without unit, limits and what is said to whoever fills it in
	Kind     forms.Kind
	Unit     string
	Options  forms.Options
	Note     string // what stood in brackets
	Length   int    // largest number of characters
	Required bool
	guessed  bool // the kind follows from a word that also stands for others
	Min, Max forms.Limit
	Sign     bool
}

var (
	InBrackets = regexp.MustCompile(`[（(〔\[【]([^（）()〔〕\[\]【】]*)[）)〕\]】]`)
	lengthNote = regexp.MustCompile(`([0-9]{1,5})[\s\p{Z}]*(?:(?:字)?[\s\p{Z}]*[-—–~～至到][\s\p{Z}]*([0-9]{1,5})[\s\p{Z}]*)?(?:个)?字`)
	fullMarks  = regexp.MustCompile(`^(?:满分|共|总分|分值)?[:：]?([0-9]{1,3})分$`)
	ItemFront  = regexp.MustCompile(`^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?:\D|$)|[①-⑳])`)

	// OfPerson asks for what belongs to whoever is named before it.
	OfPerson = regexp.MustCompile(`^(?:联系)?(?:电话|方式|手机)(?:号码?)?$|^手机号?码?$|^(?:职务|职称|性别|年龄|学历|专业|电子邮箱|邮箱|身份证号码?|工作单位|签字|签名|日期)$`)

	// rangeNote tells the least and the greatest value: 1—5分, 0-100.
	rangeNote    = regexp.MustCompile(`^(?:取值|范围|限|填)?[:：]?([0-9]{1,4}(?:\.[0-9]+)?)[\s\p{Z}]*[-—–~～至到]+[\s\p{Z}]*([0-9]{1,4}(?:\.[0-9]+)?)[\s\p{Z}]*(分|%|％|岁)?$`)
	nameAndPhone = regexp.MustCompile(`(?:人|领队|领导|主任|校长|姓名|教师|负责|组长)[及和与、/／]?(?:联系)?(?:电话|手机|方式)`)
	phoneWords   = regexp.MustCompile(`电话|手机|联系方式|传真$`)
	mailWords    = regexp.MustCompile(`(?i)邮箱|e-?mail|电子邮件`)
	TextWords    = regexp.MustCompile(`身份证|证件|编号|学号|工号|代码|帐号|账号|卡号|邮编|邮政编码|证书号|号码|编码|文号|型号|规格|序号|房号|车牌|QQ|微信|网址|名单|名称|姓名|说明|备注|情况|内容|原因|意见|评价|特长|依据`)
	shareWords   = regexp.MustCompile(`(?:率|占比|比例|比重|百分比)$`)
	dayWords     = regexp.MustCompile(`日期$|^(?:填报|填表|填写|制表|上报|报送|检查|走访)(?:时间|日)$`)
	countWords   = regexp.MustCompile(`(?:人数|人次|数量|台数|次数|个数|校数|家数|件数|项数|场次|班数|册数|门数|份数|户数|生数|师数|员数|总数|总人数|天数|篇数|套数|小时数|学时数|课时数|位数|岗位数|专业数|课程数|基地数|企业数|项目数|活动数|毕业生数|就业数|人员数)$`)
	countTail    = regexp.MustCompile(`[^次参系多少指分函度岁倍总对]数$`)
	MoneyWords   = regexp.MustCompile(`(?:金额|经费|费用|单价|总价|预算|决算|收入|支出|资金|产值|薪资|工资|月薪|学费|价格|原值|净值|拨款|投入|小计|合计|总计)$`)
	figureWords  = regexp.MustCompile(`(?:得分|评分|分值|分数|成绩|总分|平均分|面积|学时|课时|年龄|工龄|教龄|学分|小时|时长|身高|体重)$`)
	yesNoWords   = regexp.MustCompile(`^是否|是否(?:[^，。]{0,10})$`)
	unitWords    = regexp.MustCompile(`^(?:` + counted + `|学年|周|岁|公里|吨|米|公斤|千克|㎡|m²|M2|小时|节|课时|学时|立方米|元/月|元/人|人/年|万册|平米|辆|g|kg|克|毫升|ml|cm|mm|km|℃|台套|台（套）|个/人|只|块|座|株|箱|瓶|袋|双|枚|升|千瓦时|百万千焦|次/分|元/\p{Han}{1,3})$`)
	// amongUnit are words beside a unit in the same brackets: （贫困生，人）.
	amongUnit = regexp.MustCompile(`^.*[，,；;]([^，,；;]+)$`)
)

// Tidy makes one word of a printed label: without line breaks, blanks between
// Chinese characters, marks at the ends.
func Tidy(s string) string {
	var b strings.Builder
	runes := []rune(strings.TrimSpace(s))
	for i, c := range runes {
		if unicode.Is(unicode.Cf, c) {
			continue
		}
		if unicode.IsSpace(c) || c == '　' {
			// Between Latin words a blank stays.
			if i > 0 && i+1 < len(runes) && runes[i-1] < 0x2000 && runes[i+1] < 0x2000 && !unicode.IsSpace(runes[i-1]) && !unicode.IsSpace(runes[i+1]) {
				b.WriteByte(' ')
			}
			continue
		}
		b.WriteRune(c)
	}
	return strings.TrimFunc(b.String(), func(c rune) bool { return strings.ContainsRune(":：*＊★☆※_＿？?", c) })
}

// CueOf works out what a printed label asks for. unit is that which stands
// behind the gap, "" for none.
func CueOf(printed, unit string) Cue {
	c := Cue{Unit: unit}
	c.Required = strings.ContainsAny(printed, "*＊★") || strings.Contains(printed, "必填")
	c.Sign = signWords.MatchString(printed)
	s := Tidy(printed)
	var notes []string
	label := InBrackets.ReplaceAllStringFunc(s, func(found string) string {
		m := found
		in := InBrackets.FindStringSubmatch(m)[1]
		switch {
		case strings.TrimSpace(in) == "":
			return ""
		case IsUnit(in):
			if c.Unit == "" {
				c.Unit = strings.TrimPrefix(strings.TrimPrefix(in, "单位："), "单位:")
			}
			return ""
		case c.Unit == "" && amongUnit.MatchString(in) && IsUnit(amongUnit.FindStringSubmatch(in)[1]):
			c.Unit = amongUnit.FindStringSubmatch(in)[1]
			notes = append(notes, in)
			return ""
		case optionWords(in) != nil:
			c.Options = optionWords(in)
			return ""
		case lettered(in) != nil:
			c.Options = lettered(in)
			return ""
		case fullMarks.MatchString(in):
			c.Max = forms.Limit(fullMarks.FindStringSubmatch(in)[1])
			notes = append(notes, in)
			return ""
		case rangeNote.MatchString(in):
			m := rangeNote.FindStringSubmatch(in)
			if lo, hi := forms.Limit(m[1]), forms.Limit(m[2]); !ordered(lo, hi) {
				return found
			} else if c.Min, c.Max = lo, hi; m[3] != "" && c.Unit == "" {
				c.Unit = m[3]
			}
			notes = append(notes, in)
			return ""
		case lengthNote.MatchString(in), ManyWords.MatchString(in), saidToFiller.MatchString(in), utf8.RuneCountInString(in) > 14:
			if m := lengthNote.FindStringSubmatch(in); m != nil && !strings.Contains(in, "不少于") && !strings.Contains(in, "以上") {
				n := m[1]
				if m[2] != "" {
					n = m[2]
				}
				c.Length, _ = strconv.Atoi(n)
			}
			notes = append(notes, in)
			return ""
		}
		return m
	})
	label = Tidy(label)
	if label == "" {
		label = s
	}
	if c.Unit != unit && orThings.MatchString(s) {
		c.Unit, label = unit, s // 金额（元）或物资: not all of it is counted in that
	}
	if slash := strings.LastIndexAny(label, "/／"); slash > 0 && c.Unit == "" {
		if _, n := utf8.DecodeRuneInString(label[slash:]); IsUnit(label[slash+n:]) {
			label, c.Unit = label[:slash], label[slash+n:]
		}
	}
	c.Label, c.Note = label, strings.Join(notes, "；")
	c.work(strings.Join(notes, "；"))
	return c
}

// orThings names something else behind a unit.
var orThings = regexp.MustCompile(`[）)](?:或|及|和|/|、)(?:物|实物|物资|物品|折价|名称)`)

// ordered reports whether two numbers are limits, and not two years.
func ordered(lo, hi forms.Limit) bool {
	a, ok1 := lo.Number()
	b, ok2 := hi.Number()
	return ok1 && ok2 && a < b && (a < 1900 || b > 2100)
}

// optionWords returns the options that brackets list: 初级/中级/高级, 是/否. Other
// words with strokes between are names.
func optionWords(in string) forms.Options {
	parts := strings.FieldsFunc(in, func(c rune) bool { return strings.ContainsRune("/／、|", c) })
	if len(parts) < 2 || len(parts) > 8 || !strings.ContainsAny(in, "/／|、") {
		return nil
	}
	var o forms.Options
	levels := true
	for _, p := range parts {
		p = strings.TrimSpace(p)
		levels = levels && levelWord.MatchString(p)
		o = append(o, p)
	}
	if levels || slices.Contains(eitherOrs, strings.Join(parts, "")) {
		return o
	}
	return nil
}

// letteredOption is one of options with letters: A.满意.
var letteredOption = regexp.MustCompile(`[A-HＡ-Ｈ][.、．:：)）]?[\s\p{Z}]*[^A-HＡ-Ｈ]{1,20}`)

// lettered returns options with letters before them: A.满意 B.基本满意.
func lettered(in string) forms.Options {
	var o forms.Options
	for i, m := range letteredOption.FindAllString(in, -1) {
		m = strings.TrimRight(Tidy(m), "、，,；;")
		if han.Fold(m[:1])[0] != byte('A'+i) && !strings.HasPrefix(m, string(rune('Ａ'+i))) {
			return nil
		}
		o = append(o, m)
	}
	if len(o) < 2 || !strings.HasPrefix(strings.TrimSpace(in), o[0][:1]) {
		return nil
	}
	return o
}

// listedBehind returns the options with letters that a text begins with.
func listedBehind(s string) forms.Options {
	const most = 300 // characters of all options
	s = strings.TrimLeft(s, " \n\t　。．.")
	if c, _ := utf8.DecodeRuneInString(s); c != 'A' && c != 'Ａ' {
		return nil
	}
	if r := []rune(s[:min(len(s), 4*most)]); len(r) > most {
		s = string(r[:most])
	}
	return lettered(s)
}

var levelWord = regexp.MustCompile(`^\p{Han}{1,4}(?:级|等|等奖|类|型)$`)

// saidToFiller is what brackets tell whoever fills a form in.
var saidToFiller = regexp.MustCompile(`单选|填写|可不填|可选|请|必填|选填|注明|打[√勾]|可另附|可附|不够|另附|加盖|如有|如无|没有|限|[0-9一二三四五六七八九十]个?(?:项|条|字|人|名)?(?:以上|以内|以下)|不少于|不超过|不得|至少|最多|包括|含|如[:：]|例`)

// work finds the kind of a field by its label and unit.
func (c *Cue) work(note string) {
	word := c.Label
	if at := strings.LastIndex(word, "·"); at >= 0 {
		word = word[at+len("·"):]
	}
	bare := Tidy(InBrackets.ReplaceAllString(word, ""))
	if bare == "" {
		bare = word
	}
	numeric := c.Unit != "" && IsUnit(c.Unit)
	switch {
	case len(c.Options) > 0:
		c.Kind = forms.Choice
	case bare == "性别":
		c.Kind, c.Options = forms.Choice, forms.Options{"男", "女"}
	case c.Sign && !numeric, strings.Contains(word, "大写"):
	case nameAndPhone.MatchString(bare): // a name beside the number
	case phoneWords.MatchString(bare) && !strings.Contains(bare, "邮箱"):
		c.Kind = forms.Phone
	case mailWords.MatchString(bare) && !strings.Contains(bare, "电话"):
		c.Kind = forms.Email
	case c.Unit == "%" || c.Unit == "％":
		c.Kind, c.Unit = forms.Percent, ""
	case numeric:
		c.Kind = forms.Decimal
		if wholeUnits[c.Unit] {
			c.Kind = forms.Integer
		}
	case yesNoWords.MatchString(bare):
		c.Kind = forms.YesNo
	case TextWords.MatchString(bare):
	case shareWords.MatchString(bare):
		c.Kind = forms.Percent
	case dayWords.MatchString(bare) && !strings.Contains(note, "如"):
		c.Kind = forms.Date
	case countWords.MatchString(bare), countTail.MatchString(bare):
		c.Kind, c.guessed = forms.Integer, false
	case bare == "年龄":
		c.Kind = forms.Integer
	case MoneyWords.MatchString(bare), figureWords.MatchString(bare):
		c.Kind = forms.Decimal
	}
	if c.Kind != forms.Text && c.Kind != forms.Phone && c.Kind != forms.Email {
		c.Length = 0
	}
	if !c.Kind.Numeric() {
		c.Min, c.Max = "", ""
		if c.Unit != "" && c.Kind != forms.Text {
			c.Unit = ""
		}
	}
}

// wholeUnits count things that come in ones.
var wholeUnits = map[string]bool{"人": true, "人次": true, "名": true, "个": true, "项": true, "次": true, "所": true, "家": true, "台": true, "套": true, "件": true, "份": true, "篇": true, "场": true, "门": true, "期": true, "页": true, "间": true, "班": true, "册": true, "岁": true, "辆": true, "节": true, "处": true, "条": true, "批": true, "位": true, "户": true, "张": true, "幅": true, "支": true, "只": true, "块": true, "座": true, "株": true, "箱": true, "瓶": true, "双": true, "枚": true}

// Whole reports whether a unit counts things that come in ones.
func Whole(unit string) bool { return wholeUnits[unit] }

// IsUnit reports whether s, blanks around it apart, is a word that counts or
// measures.
func IsUnit(s string) bool {
	s = strings.TrimSpace(s)
	s = strings.TrimPrefix(strings.TrimPrefix(s, "单位："), "单位:")
	if s == "%" || s == "％" {
		return true
	}
	return s != "" && utf8.RuneCountInString(s) <= 6 && (unitWords.MatchString(s) || answer.ParseUnit(s, ""))
}

// KeepTail keeps what an item number has taken along of the text behind it.
func KeepTail(m string) string {
	r := []rune(m)
	last := r[len(r)-1]
	if strings.ContainsRune("）)、.．", last) || last >= '①' && last <= '⑳' {
		return ""
	}
	return string(last)
}

// KeyOf makes a key of a label: letters and digits, a letter first.
func KeyOf(label string) string {
	var b strings.Builder
	n := 0
	for _, c := range han.Fold(label) {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			if b.Len() == 0 && !unicode.IsLetter(c) {
				b.WriteRune('第')
			}
			b.WriteRune(c)
			if n++; n == 24 {
				break
			}
		}
	}
	if b.Len() == 0 {
		return "栏"
	}
	return b.String()
}
