// Package stated finds what documents state of handing in: the deadlines they set
// and the contacts they name.
//
//	doc, _ := plain.Parse(text)
//	deadlines, contacts := stated.Arrangements(doc)
//	for _, d := range stated.Deadlines("各校于5月10日前将活动方案报市教育局。", 2027) {
//		fmt.Println(d.Due, d.What, d.To) // 2027年5月10日 活动方案 [市教育局]
//	}
package stated

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// Arrangements returns what a document says of handing in: the deadlines it
// sets and the contacts it names, in the order of the text. A deadline is one
// only if the text says 报送, 上报, 发送 or the like of something by a day, as
// in 于5月22日前报送总结; its year is that of the document where the text gives
// none. Its To holds the keys of contacts: their mailbox names, else their
// IDs. A receiver who is named without telephone and mailbox is a contact with
// an Organ only.
//
// What a document says in other words is not in the result: it is a help to
// start from, and whoever takes it over reads it.
func Arrangements(d *document.Document) ([]campaign.Deadline, []campaign.Contact) {
	a := &arrangements{year: yearOf(d)}
	texts := arrangementTexts(d)
	for _, s := range texts {
		if len(a.contacts) < most {
			a.contactsIn(s)
		}
	}
	for _, s := range texts {
		for _, d := range Deadlines(s, a.year) {
			a.deadline(d.Deadline)
		}
	}
	return a.deadlines, a.contacts
}

// most is behind how many contacts nobody looks for another: there are no notices
// with as many, and each is looked for among them.
const most = 1000

type arrangements struct {
	year      int
	deadlines []campaign.Deadline
	contacts  []campaign.Contact
}

var yearIn = regexp.MustCompile(`(20\d\d)\s*年`)

// yearOf returns the year that a document bears or speaks of; 0 if none.
func yearOf(d *document.Document) int {
	s := d.Signature
	if s == nil && d.Head != nil && d.Head.Number.Year > 0 {
		return d.Head.Number.Year
	}
	if s != nil && !s.Date.IsZero() {
		return s.Date.Year
	}
	if g := yearIn.FindStringSubmatch(d.Title); g != nil {
		year, _ := strconv.Atoi(g[1])
		return year
	}
	return 0
}

// arrangementTexts returns the lines of text in d, headings and tables apart.
func arrangementTexts(d *document.Document) []string {
	var texts []string
	blocks := func(bs []document.Block) {
		for _, b := range bs {
			switch b := b.(type) {
			case *document.Paragraph:
				texts = append(texts, b.Lead+b.Text)
			case *document.Labelled:
				texts = append(texts, b.Label+b.Text)
			}
		}
	}
	blocks(d.Body)
	texts = append(texts, d.Note)
	for _, a := range d.Attachments {
		blocks(a.Body)
	}
	return texts
}

var (
	emailIn  = regexp.MustCompile(`[A-Za-z0-9][A-Za-z0-9._-]*@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
	phoneIn  = regexp.MustCompile(`(?:电话|联系方式|手机号码|手机)\s*[：:]?\s*(1\d{10}|(?:0\d{2,3}[-—－ ]?)?\d{7,8}|\d{5,6})`)
	personIn = regexp.MustCompile(`联系人\s*[：:]\s*([^，,；;。（(）)：:]+)`)
	// 联系人：王某某，0000-1234567 and 联系人王某某，电话0000-1234567
	phoneNext  = regexp.MustCompile(`联系人\s*[：:]\s*[^，,；;。（(）)：:\d]+[，,、（(\s]\s*(1\d{10}|(?:0\d{2,3}[-—－ ]?)?\d{7,8})`)
	personBare = regexp.MustCompile(`联系人(\p{Han}{2,4})\s*[，,（(]\s*(?:联系)?(?:电话|手机)`)
	organFirst = regexp.MustCompile(`^\s*(\p{Han}{2,22}?)(?:联系人)?\s*[：:]`)
	namesNext  = regexp.MustCompile(`^\s*(\p{Han}{2,4}(?:[、 　]\p{Han}{2,4})*)\s*[，,；;（(]`)
	// At 宣传部李某某处（电话：…
	atPerson = regexp.MustCompile(`(?:到|至|交)(\p{Han}+?[部处科室局院办中心])(\p{Han}{2,3}?)处?[（(]\s*(?:联系)?(?:电话|手机)`)
	noOrgan  = regexp.MustCompile(`^(?:联系人|联系电话|联系方式|电话|邮箱|电子邮箱|备注|注|时间|地点|主题)$`)
)

// A label spread with blanks, and what may stand behind a name without a mark.
var (
	spread    = regexp.MustCompile(`联[ \t\x{3000}]+系[ \t\x{3000}]+人`)
	nameEnd   = regexp.MustCompile(`[ \t\x{3000}]*(?:联系电话|联系方式|电话|手机|邮箱|电子邮箱).*$`)
	cardForm  = regexp.MustCompile(`(\p{Han}{2,18}?[局处科股室会院校部办委])[ \t\x{3000}]+(\p{Han}{2,4})[ \t\x{3000}]*[，,：:]?[ \t\x{3000}]*(1\d{10}|(?:0\d{2,3}[-—－ ]?)?\d{7,8})`)
	cardLabel = regexp.MustCompile(`^[ \t\x{3000}]*联系(?:人|方式|电话)(?:及电话|及联系方式|和电话)?[：:]`)
)

// contactsIn reads the contacts that a line names.
func (a *arrangements) contactsIn(line string) {
	line = spread.ReplaceAllString(line, "联系人")
	if label := cardLabel.FindString(line); label != "" { // 联系方式：市教育局 李某某 0000-1234567；…
		if cards := cardForm.FindAllStringSubmatch(line[len(label):], -1); len(cards) > 0 {
			for _, g := range cards {
				a.contact(campaign.Contact{Organ: g[1], Person: g[2], Phone: g[3]})
			}
			return
		}
	}
	pieces := []string{line}
	if strings.Count(line, "联系人") > 1 {
		pieces = strings.FieldsFunc(line, func(c rune) bool { return c == '；' || c == ';' || c == '。' })
	}
	for _, s := range pieces {
		email, phone := "", ""
		if m := emailIn.FindString(s); m != "" {
			email = han.Squeeze(m)
		}
		if g := phoneIn.FindStringSubmatch(s); g != nil {
			phone = g[1]
		} else if g := phoneNext.FindStringSubmatch(s); g != nil {
			phone = g[1]
		}
		if email == "" && phone == "" {
			continue
		}
		c := campaign.Contact{Phone: phone, Email: email}
		if g := atPerson.FindStringSubmatch(s); g != nil {
			c.Organ, c.Person = g[1], g[2]
		} else if g := organFirst.FindStringSubmatch(s); g != nil {
			if !noOrgan.MatchString(g[1]) {
				c.Organ = g[1]
				if g := namesNext.FindStringSubmatch(s[len(g[0]):]); g != nil {
					c.Person = g[1]
				}
			}
		}
		if g := personIn.FindStringSubmatch(s); g != nil {
			c.Person = strings.TrimSpace(nameEnd.ReplaceAllString(g[1], ""))
		} else if g := personBare.FindStringSubmatch(s); g != nil {
			c.Person = g[1]
		}
		a.contact(c)
	}
}

// contact adds a contact, or what it tells to the one with the same mailbox,
// and returns its key.
func (a *arrangements) contact(c campaign.Contact) string {
	for i := range a.contacts {
		if old := &a.contacts[i]; c.Email != "" && old.Email == c.Email {
			old.Organ = cmpOr(old.Organ, c.Organ)
			old.Person = cmpOr(old.Person, c.Person)
			old.Phone = cmpOr(old.Phone, c.Phone)
			return old.Key()
		}
	}
	if c.Email == "" {
		c.ID = cmpOr(c.Organ, c.Person)
		if c.ID == "" {
			c.ID = c.Phone
		}
	}
	for n, id := 2, c.Key(); slices.ContainsFunc(a.contacts, func(o campaign.Contact) bool { return o.Key() == c.Key() }); n++ {
		c.ID = fmt.Sprint(id, n)
	}
	a.contacts = append(a.contacts, c)
	return c.Key()
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

var (
	by = regexp.MustCompile(`^\s*(?:[上下中]午)?(?:下班)?(?:之前|以前|前)`)
	// closing is the other way to say it: 名单的报送截止时间为5月8日12:00.
	closing = regexp.MustCompile(`的?(?:报名|报送|上报|提交|反馈|申报)?的?截止(?:时间|日期)?[为是：:到至于]?\s*$`)
	// upTo is 部门总结截至, counted what follows where that tells how far something has come.
	upTo    = regexp.MustCompile(`(?:^|[，。；、）])(\p{Han}{0,12}(?:总结|报告|表|方案|计划|清单|名单|材料|案例|照片|视频|作品|稿件|回执|小结|名册|台账|征文|论文))(?:均|都|一律|统一)?截至\s*$`)
	counted = regexp.MustCompile(`^[，,]?\s*(?:共|已|累计|总计|合计|收|全)`)
	sendTo  = regexp.MustCompile(`(?:及时|统一|一并)?(?:报送|上报|发送|提交|反馈|寄送|上交|送交|递交|报|发|送|交|寄)(?:至|到|给)`)
	send    = regexp.MustCompile(`(?:及时|统一|一并)?(?:报送|上报|发送|提交|反馈|寄送|上交|送交|递交|函告|函复)`)
	sendOf  = regexp.MustCompile(`(?:报|送|交)[^名告道表纸流]`)
	verb    = regexp.MustCompile(`^[，,\s]*(?:请)?(?:各\p{Han}{1,6}?(?:应|须|要|需)?)?(?:及时)?(?:报送|上报|发送|提交|反馈|寄送|上交|送交|递交|函告|函复|报|交)(至|到|给)?`)
	// office is who something goes to, where 至 or 到 is left out.
	office   = regexp.MustCompile(`^\p{Han}{0,12}(?:局|厅|委员会|委|处|科|股|室|办|部|中心)(?:\p{Han}{0,14}(?:处|科|股|室|办|部|组|中心))?(?:\p{Han}{2,3}(?:老师|同志|处)?)?$`)
	making   = regexp.MustCompile(`(?:制定|制订|填写|填报|填好|撰写|形成|编制|完成|做好|梳理|准备|整理|制作|拟定|汇总|编印|印制|编写|汇编|起草|录制|拍摄|遴选)(?:好|完整|出|形成)?`)
	noVerb   = regexp.MustCompile(`^[，,\s]*交[通流换接易]`)
	thing    = regexp.MustCompile(`(?:总结|报告|表|方案|计划|清单|名单|材料|资料|案例|简报|照片|图片|视频|信息|作品|稿件|回执|小结|名册|台账|预案|安排|教案|课件|论文|事迹|记录|手册|画册|日志|宣传片)$`)
	thingTo  = regexp.MustCompile(`^(.+?)(?:至|到)(\p{Han}.*)$`)
	titlesIn = regexp.MustCompile(`《[^《》]+》`)
	whoAlone = regexp.MustCompile(`^\s*请?(?:各|你|本)\p{Han}{1,8}$`)
	byWord   = regexp.MustCompile(`(?:请|应|须|需|务必|并|仍|均|也|一律|统一|最迟|最晚|必须)*[于在]$`)
	// thingFirst is a thing in front of who is to hand it in.
	thingFirst = regexp.MustCompile(`^\s*(\p{Han}{0,16}(?:表|书|方案|总结|名单|材料|稿件|报告|计划|回执|清单))(?:请|由|须|应)(?:由)?(?:各\p{Han}{1,6}|你[校局])?(?:务必|须|应|请)?[于在]$`)
	// thingAlone is 参赛名单, with nothing but the day behind.
	thingAlone = regexp.MustCompile(`^\s*(\p{Han}{2,16}(?:表|书|方案|总结|名单|材料|稿件|报告|计划|回执|清单|案例|作品|照片|视频|小结|名册|台账|简报|预案|安排))(?:仍|均|也|一律|统一|最迟|最晚|应|须|请|务必)*[于在]?$`)
	// thingBeside is a thing with its day in brackets: 总结（5月25日前报送）.
	thingBeside = regexp.MustCompile(`(\p{Han}{0,16}(?:表|书|方案|总结|名单|材料|稿件|报告|计划|回执|清单))[（(](?:请|须|应)?[于在]?$`)
	// What stands in brackets behind a name is not part of it.
	seeAlso = regexp.MustCompile(`\s*[（(]见附[^（()）]*[）)]`)
	noted   = regexp.MustCompile(`\s*[（(][^（()）]*[）)]$`)
)

// beside is how many bytes before a day may say that it closes something.
const beside = 200

// longestLead is how many characters the words have at most with which a paragraph opens.
const longestLead = 16

// A Deadline is a deadline as a line of text states it. It has no ID;
// its To holds the receiver in the words of the text.
type Deadline struct {
	campaign.Deadline
	Start, End int // of the day in the line, 前 included, as byte offsets
}

// Deadlines returns the deadlines that a line of text sets, as
// [Arrangements] finds them. The year is for days that are written without.
func Deadlines(line string, year int) []Deadline {
	if !strings.Contains(line, "月") {
		return nil
	}
	var all []Deadline
	at := 0    // of the sentence
	lead := "" // 联络员名单 of （一）联络员名单。各校于4月14日前报市教育局
	for s := range strings.SplitSeq(line, "。") {
		from := 0 // behind the deadline before
		dues := duesIn(s, year)
		mails := sync.OnceValue(func() []string { return emailIn.FindAllString(s, 2) })
		for k, day := range dues {
			near := max(from, day.start-beside)
			if m := closing.FindStringIndex(s[near:day.start]); m != nil {
				m[0] += near
				what := han.Squeeze(noted.ReplaceAllString(lastClause(s[:m[0]]), ""))
				if what == "" { // 第二批为活动总结，截止日期5月23日
					above := han.Squeeze(lastClause(strings.TrimRight(s[:m[0]], "，, ")))
					if i := strings.LastIndex(above, "为"); i >= 0 {
						above = above[i+len("为"):]
					}
					if thing.MatchString(above) {
						what = above
					}
				}
				if rest, ok := plain.CutMark(what); ok {
					what = rest
				}
				if what != "" {
					all = append(all, Deadline{campaign.Deadline{What: what, Due: day.day, Time: day.hour}, at + m[0], at + day.end})
				}
			}
			if m := upTo.FindStringSubmatchIndex(s[near:day.start]); m != nil && !counted.MatchString(s[day.end:]) {
				all = append(all, Deadline{campaign.Deadline{What: s[near+m[2] : near+m[3]], Due: day.day, Time: day.hour}, at + near + m[3], at + day.end})
			}
			m := by.FindStringIndex(s[day.end:])
			if m == nil {
				continue
			}
			end, to := day.end+m[1], len(s)
			if next := slices.IndexFunc(dues[k+1:], func(d due) bool { return by.MatchString(s[d.end:]) }); next >= 0 {
				to = dues[k+1+next].start
			}
			for _, d := range handedIn(strings.TrimRight(s[from:day.start], " \t\u00a0\u3000"), s[end:to], lead) {
				d.Due, d.Time = day.day, day.hour
				if len(d.To) == 0 {
					if mails := mails(); len(mails) == 1 {
						d.To = slices.Clone(mails)
					}
				}
				all = append(all, Deadline{d, at + day.start, at + end})
			}
			from = end
		}
		first := at == 0
		at += len(s) + len("。")
		lead = ""
		if rest, marked := plain.CutMark(s); marked || first {
			if rest = strings.TrimSpace(noted.ReplaceAllString(rest, "")); utf8.RuneCountInString(rest) <= longestLead && thing.MatchString(rest) {
				lead = rest
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Deadline) int { return a.Start - b.Start })
	return all
}

// deadline adds a deadline whose To is as the text has it.
func (a *arrangements) deadline(d campaign.Deadline) {
	d.ID = fmt.Sprint("deadline-", len(a.deadlines)+1)
	if len(d.To) > 0 {
		d.To = []string{a.receiver(d.To[0])}
	}
	a.deadlines = append(a.deadlines, d)
}

// A due is a day in a sentence, with the hour behind it.
type due struct {
	start, end int // the hour included
	day        calendar.Date
	hour       calendar.Clock
}

// A weekday without brackets, and what may stand between a day and its hour.
var bareWeekday = regexp.MustCompile(`^\s*(?:(?:周|星期)[一二三四五六日天]\s*)?`)

// duesIn returns the days of a sentence that exist; of joined ones the last.
func duesIn(s string, year int) []due {
	var all []due
	for _, w := range calendar.FindDays(s) {
		dates, ok := w.In(year)
		last := w.Days[len(w.Days)-1]
		if !ok || last.Date.Month == 0 {
			continue
		}
		d := due{start: last.Start, end: w.End, day: dates[len(dates)-1]}
		behind := d.end + len(bareWeekday.FindString(s[d.end:]))
		if hour, n := calendar.FindClock(s[behind:]); n > 0 {
			d.hour, d.end = hour, behind+n
		} else if strings.TrimSpace(s[d.end:behind]) != "" {
			d.end = behind
		}
		all = append(all, d)
	}
	return all
}

// handedIn returns what is to be handed in, with the receiver as written in
// To; before and after stand on both sides of the day.
func handedIn(before, after, lead string) []campaign.Deadline {
	var out []campaign.Deadline
	add := func(what, to string) {
		what = seeAlso.ReplaceAllString(strings.Trim(what, "，, "), "")
		what = han.Squeeze(noted.ReplaceAllString(what, ""))
		to = han.Squeeze(noted.ReplaceAllString(strings.TrimSpace(to), ""))
		if what == "" || strings.HasPrefix(what, "的") { // 已报送的，不必再报
			return
		}
		d := campaign.Deadline{What: what}
		if to != "" {
			d.To = []string{to}
		}
		out = append(out, d)
	}
	for rest := after; ; {
		_, clause, ok := strings.Cut(rest, "将")
		if !ok {
			break
		}
		n := clauseEnd(clause)
		clause, rest = clause[:n], clause[n:]
		if what, ok := strings.CutSuffix(clause, "、"); ok { // 5月8日前将计划、5月21日前将总结报职教股
			add(what, "")
			continue
		}
		found := false
		for _, re := range []*regexp.Regexp{sendTo, send, sendOf} {
			m := re.FindStringIndex(clause)
			if m == nil || m[0] == 0 {
				continue
			}
			if re == sendOf {
				m[1] = m[0] + len("报")
			}
			add(clause[:m[0]], clause[m[1]:])
			found = true
			break
		}
		if !found && thing.MatchString(noted.ReplaceAllString(clause, "")) && rest != "" { // 将方案，每日将小结，5月22日前将总结一并报送
			add(clause, "")
		}
	}
	if len(out) > 0 {
		return out
	}
	m := verb.FindStringSubmatch(after)
	if m == nil || noVerb.MatchString(after) {
		return nil
	}
	object := after[len(m[0]):]
	object = object[:clauseEnd(object)]
	what := lastClause(before)
	g := thingBeside.FindStringSubmatch(what)
	if g == nil && strings.TrimSpace(object) == "" && m[1] == "" && !strings.ContainsAny(what, "将把") {
		g = thingAlone.FindStringSubmatch(what)
	}
	if g != nil {
		add(g[1], "")
		return out
	}
	if m[1] == "" { // 申报书请各校于5月8日前报送，总结请各校于5月26日前报市教育局
		if g := thingFirst.FindStringSubmatch(what); g != nil {
			add(g[1], object)
			return out
		}
		if g := thingTo.FindStringSubmatch(object); g != nil && office.MatchString(noted.ReplaceAllString(g[2], "")) { // 上交总结至职成股
			add(g[1], g[2])
			return out
		}
		if to := strings.TrimSpace(noted.ReplaceAllString(object, "")); office.MatchString(to) && !thing.MatchString(to) { // 制定方案，于4月23日前报市教育局职成处
			add(cmpOr(made(before), lead), object)
			return out
		}
	}
	if m[1] == "" {
		if t := titlesIn.FindAllString(before, -1); strings.TrimSpace(object) == "" && len(t) > 0 { // 填写《统计表》，于5月24日前报送
			object = t[len(t)-1]
		}
		if strings.TrimSpace(object) == "" { // 编印宣传手册，于6月14日前报送
			if made := made(before); thing.MatchString(made) && byWord.MatchString(before) {
				object = made
			} else if strings.TrimSpace(before) == "" {
				object = lead
			}
		}
		add(object, "")
		return out
	}
	if _, rest, ok := strings.Cut(what, "将"); ok { // 请将名单于5月8日前报送至…
		what = rest
	}
	what = byWord.ReplaceAllString(what, "")
	if strings.Trim(what, "，, 请") == "" { // 填写统计表，于5月8日前发送至…
		if what = made(before); what == "" {
			if t := titlesIn.FindAllString(before, -1); len(t) > 0 {
				what = t[len(t)-1]
			}
		}
	}
	add(what, object)
	return out
}

// made returns what the clause before a day says is made: 制定活动方案，于 gives 活动方案.
func made(before string) string {
	clause := lastClause(strings.TrimRight(byWord.ReplaceAllString(before, ""), "，, "))
	if strings.HasSuffix(clause, "后") || whoAlone.MatchString(clause) { // 办公室汇总后; 各单位
		return ""
	}
	if m := making.FindAllStringIndex(clause, -1); m != nil {
		return clause[m[len(m)-1][1]:]
	}
	if _, rest, ok := strings.Cut(clause, "将"); ok {
		return rest
	}
	if utf8.RuneCountInString(clause) <= 20 {
		return clause
	}
	return ""
}

// lastClause returns what stands behind the last mark of s that ends a clause.
func lastClause(s string) string {
	for {
		n := clauseEnd(s)
		if n == len(s) {
			return s
		}
		s = strings.TrimLeft(s[n:], "，,；; ")
	}
}

// clauseEnd returns where the first clause of s ends, brackets and quotations
// looked over.
func clauseEnd(s string) int {
	var closers []rune
	for i, c := range s {
		if closer, ok := han.Pairs[c]; ok {
			closers = append(closers, closer)
			continue
		}
		if n := len(closers); n > 0 {
			if c == closers[n-1] {
				closers = closers[:n-1]
			}
			continue
		}
		if strings.ContainsRune("，,；;", c) {
			return i
		}
	}
	return len(s)
}

// receiver returns the key of the contact that words such as 市教育局职成处
// mean.
func (a *arrangements) receiver(s string) string {
	if mail := han.Squeeze(s); mail == emailIn.FindString(mail) {
		return a.contact(campaign.Contact{Email: mail})
	}
	if strings.Contains(s, "邮箱") && len(a.contacts) > 0 {
		var mailed []campaign.Contact
		for _, c := range a.contacts {
			if c.Email != "" {
				mailed = append(mailed, c)
			}
		}
		if len(mailed) == 1 {
			return mailed[0].Key()
		}
	}
	for _, c := range a.contacts {
		name := strings.TrimSuffix(s, "处")
		if c.Organ != "" && (strings.HasSuffix(s, c.Organ) || strings.HasPrefix(s, c.Organ) || name == c.Organ+c.Person) || s == c.ID {
			return c.Key()
		}
	}
	// 市教育学院职教部 is 学院职教部.
	for _, c := range a.contacts {
		if r := []rune(c.Organ); len(r) > 3 && strings.HasSuffix(s, string(r[len(r)-3:])) && strings.Contains(s, string(r[:2])) {
			return c.Key()
		}
	}
	return a.contact(campaign.Contact{Organ: s})
}
