// Package reach compares the telephones, mailboxes and names of contacts that a text gives
// with the data of a campaign.
package reach

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/persons"
	"github.com/zhijiao-go/zhijiao/validate/internal/prose"
	"github.com/zhijiao-go/zhijiao/validate/internal/said"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Phones returns the numbers of a contact, which may have several.
func Phones(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,；;/／", r) })
}

var (
	mailbox   = engine.Compile(`[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
	textPhone = engine.Compile(`联系人[\s\p{Z}]*[:：][\s\p{Z}]*\p{Han}{2,4}[\s\p{Z}，,、（(]+(` + digits + `)|(?:电话|手机|联系方式|热线|专线|座机|致电|拨打|事宜)(?:号码)?(?:[（(][^（）()]{1,20}[）)])?[\s\p{Z}]*[:：]?[\s\p{Z}]*(` + digits + `)|` +
		`\p{Han}[\s\p{Z}，,、（(：:]{0,3}(` + digits + `)|(` + digits + `)[（(]\p{Han}{2,16}[）)]`) // 王某某，0000-1234567
	anyNumber = engine.Compile(digits)
	// stopped is what ends what has been said of a number.
	stopped = engine.Compile(`[。；;]`)
	// another is before a number that a person has besides: that of a contest, or for the night.
	another = engine.Compile(`(?:传真|值班|监督|举报|投诉|夜间|备用)[^，。；]{0,4}$`)
)

const digits = `(?:0\d{2,3}-)?\d{7,8}|1[3-9]\d{9}`

// sameNumber reports whether two numbers are one, with area code and extension or without.
func sameNumber(a, b string) bool {
	a, b = bareNumber(a), bareNumber(b)
	return len(a) >= leastDigits && len(b) >= leastDigits && (strings.HasSuffix(a, b) || strings.HasSuffix(b, a))
}

// owned is a number, its digits alone, with the index of whose it is.
type owned struct {
	digits string
	by     int
}

// A phoneBook holds numbers by their last digits.
type phoneBook map[string][]owned

// leastDigits is how many digits a number has at least that is looked for.
const leastDigits = 7

// bareNumber returns the digits of a number without its extension.
func bareNumber(number string) string {
	number, _, _ = strings.Cut(number, "转")
	return prose.Bare(number)
}

// owners returns the contacts that have the number, two at most.
func (b phoneBook) owners(number string) (all []int) {
	const most = 2
	n := bareNumber(number)
	if len(n) < leastDigits {
		return nil
	}
	for _, o := range b[n[len(n)-leastDigits:]] {
		if strings.HasSuffix(n, o.digits) || strings.HasSuffix(o.digits, n) {
			if all = append(all, o.by); len(all) == most {
				break
			}
		}
	}
	return all
}

// New returns what compares texts with the contacts of c.
func New(c *campaign.Campaign) Book {
	book := Book{c, phoneBook{}, nearBook{map[string]string{}, 2}, nearBook{map[string]string{}, longestNear}, map[string]bool{}, map[string][]int{}, map[string]bool{}}
	for i, c := range c.Contacts {
		for _, n := range Phones(c.Phone) {
			if bare := bareNumber(n); len(bare) >= leastDigits {
				tail := bare[len(bare)-leastDigits:]
				book.numbers[tail] = append(book.numbers[tail], owned{bare, i})
				book.near.add(bare)
			}
		}
		if c.Email != "" {
			book.mails[strings.ToLower(c.Email)] = true
			book.nearMails.add(c.Email)
		}
		if c.Phone != "" && c.Organ != "" {
			book.organs[c.Organ] = append(book.organs[c.Organ], i)
		}
		for _, name := range strings.FieldsFunc(c.Person, func(r rune) bool { return strings.ContainsRune("、，, ", r) }) {
			book.persons[name] = true
		}
	}
	return book
}

// In compares what a text gives with the data.
func (b Book) In(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	for _, l := range p.Lines {
		found = append(found, b.contactsIn(l)...)
	}
	found = append(found, b.inRows(p)...)
	if len(b.Deadlines) > 0 && len(b.mails) > 1 {
		found = append(found, b.inTables(p)...)
	}
	return found
}

// A Book has the telephones, mailboxes and names of all contacts of a campaign.
type Book struct {
	*campaign.Campaign
	numbers         phoneBook
	near, nearMails nearBook
	mails           map[string]bool
	organs          map[string][]int // contacts with a telephone by their organ
	persons         map[string]bool
}

var organNext = engine.Compile(`^[（(](\p{Han}{2,16})[）)]`)

// organAt returns the organ of a contact that is named around the number at s[from:to]:
// 招生处电话：0000-1234567, or 0000-1234567（招生处）; "" if none is.
func (b Book) organAt(s string, from, to int) string {
	if m := organNext.Find(s[to:engine.Ahead(s, to, 20)]); m != nil {
		if name := s[to+m[2] : to+m[3]]; b.organs[name] != nil {
			return name
		}
	}
	const longest = 16 // characters
	before := strings.TrimRight(s[engine.Back(s, from, 2*longest):from], " \u3000：:（(，,")
	for _, label := range []string{"号码", "电话", "热线", "专线", "拨打", "咨询", "联系", "的", "，", "请"} {
		before = strings.TrimSuffix(before, label)
	}
	for n := 2; n <= longest; n++ {
		at := engine.Back(before, len(before), n)
		if name := before[at:]; b.organs[name] != nil && !han.Is(engine.Before(before, at, nil)) {
			return name
		} else if b.organs[name] != nil && strings.ContainsRune("打与向电", engine.Before(before, at, nil)) {
			return name
		}
	}
	return ""
}

// leadTo returns what stands before a number at s[at:] and may tell whose it is: nothing that
// was said with another number, and ended.
func leadTo(s string, at int) string {
	lead := s[engine.Back(s, at, maxNameAway):at]
	if all := anyNumber.Re().FindAllStringIndex(lead, -1); len(all) > 0 {
		last := all[len(all)-1][1]
		if m := stopped.Find(lead[last:]); m != nil {
			lead = lead[last+m[1]:]
		}
	}
	return lead
}

// contactsIn looks at a line.
func (b Book) contactsIn(l engine.Line) []engine.Remark {
	var found []engine.Remark
	told := map[string]bool{} // what a paragraph repeats is said once
	for _, m := range textPhone.All(l) {
		bare := m[6] >= 0
		if m[8] >= 0 { // 0000-1234567（招生处）
			m[0], m[4], m[5] = m[8], m[8], m[9]
		}
		switch {
		case m[2] >= 0:
			m[0] = m[2] // behind the name
		case bare:
			m[0], m[2], m[3] = m[6], m[6], m[7]
		default:
			m[2], m[3] = m[4], m[5]
		}
		number := l.Text[m[2]:m[3]]
		if near := l.Text[engine.Back(l.Text, m[0], 8):m[3]]; told[near] {
			continue
		} else {
			told[near] = true
		}
		f := l.On(m[2], m[3])
		if bare && !b.endsWithName(l.Text[:m[0]]) && b.organAt(l.Text, m[2], m[3]) == "" {
			continue // a number of anything
		}
		owners := b.numbers.owners(number)
		lead := leadTo(l.Text, m[0])
		c, ok := b.namedBefore(lead)
		if ok && c.Phone != "" && !b.toldBefore(lead, c) && !b.stranger(lead) {
			if !another.Match(lead) && !slices.ContainsFunc(Phones(c.Phone), func(n string) bool { return sameNumber(n, number) }) {
				f.Message = c.Person + "的电话与活动数据（" + c.Phone + "）不同"
				found = append(found, f)
			}
			continue
		}
		if f, ok := b.otherPerson(l, m[2], owners); ok {
			found = append(found, f)
			continue
		}
		if organ := b.organAt(l.Text, m[2], m[3]); organ != "" && len(owners) > 0 {
			if of := b.organs[organ]; !slices.ContainsFunc(of[:min(len(of), mostOfOne)], func(i int) bool { return slices.Contains(owners, i) }) && len(of) <= mostOfOne {
				f.Message = organ + "的电话与活动数据（" + b.Contacts[of[0]].Phone + "）不同"
				found = append(found, f)
				continue
			}
		}
		if len(b.numbers) > 0 && len(owners) == 0 {
			f.Severity, f.Message = report.Hint, "活动数据的联系人里没有这个电话"
			if like := b.near.like(bareNumber(number)); like != "" && !b.stranger(lead) {
				f.Severity, f.Message = report.Warning, "与活动数据里的电话（"+b.written(like)+"）只差个别数字"
			}
			found = append(found, f)
		}
	}
	found = append(found, b.otherReceivers(l)...)
	found = append(found, b.notTheirs(l)...)
	for _, m := range mailbox.All(l) {
		if told[l.Text[m[0]:m[1]]] {
			continue
		}
		told[l.Text[m[0]:m[1]]] = true
		if mail := strings.ToLower(l.Text[m[0]:m[1]]); len(b.mails) > 0 && !b.mails[mail] {
			f := l.On(m[0], m[1])
			f.Severity, f.Message = report.Hint, "活动数据的联系人里没有这个邮箱"
			if like := b.nearMails.like(mail); like != "" && withoutDigits(like) != withoutDigits(mail) { // a1@ may stand beside a2@
				f.Severity, f.Message = report.Warning, "与活动数据里的邮箱（"+like+"）只差个别字符"
			}
			found = append(found, f)
		}
	}
	return found
}

// mostOfOne is how many contacts of one organ are looked at.
const mostOfOne = 8

// toldBefore reports whether lead, behind the name of c, gives a number of c already: what
// follows is another one.
func (b Book) toldBefore(lead string, c campaign.Contact) bool {
	for _, m := range anyNumber.Re().FindAllString(lead, -1) {
		if slices.ContainsFunc(Phones(c.Phone), func(n string) bool { return sameNumber(n, m) }) {
			return true
		}
	}
	return false
}

var strangerBefore = engine.Compile(`联系人[\s\p{Z}]*[:：]?[\s\p{Z}]*(\p{Han}{2,4}?)(?:同志|老师|处长|科长|主任)?[\s\p{Z}，,、；;（(]+[^\d。；]{0,10}$`)

// stranger reports whether lead names somebody just before a number who is no contact, or an
// office of another house.
func (b Book) stranger(lead string) bool {
	m := strangerBefore.Find(lead)
	return m != nil && !b.persons[lead[m[2]:m[3]]]
}

// written returns a number as a contact has it.
func (b Book) written(bare string) string {
	for _, i := range b.numbers.owners(bare) {
		return b.Contacts[i].Phone
	}
	return bare
}

func withoutDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if engine.IsDigit(r) {
			return -1
		}
		return r
	}, s)
}

// longestLead is how many characters a thing has that a paragraph begins with.
const longestLead = 30

// notTheirs finds the mailboxes of contacts behind one thing that is due, which by the data
// goes to others: the only one of a sentence, or each behind what stands before it.
func (b Book) notTheirs(l engine.Line) []engine.Remark {
	const most = 6 // mailboxes on a line
	all := mailbox.All(l)
	if len(all) > most {
		return nil
	}
	var found []engine.Remark
	for k, m := range all {
		from, to := 0, len(l.Text)
		if i := strings.LastIndexAny(l.Text[:m[0]], "。；"); i >= 0 {
			from = i + len("。")
		}
		if i := strings.IndexAny(l.Text[m[1]:], "。；"); i >= 0 {
			to = m[1] + i
		}
		alone := len(all) == 1
		if !alone {
			to = m[0]
			if k > 0 {
				from = max(from, all[k-1][1])
			}
		}
		sentence := l.Text[from:to]
		if lead, _, ok := strings.Cut(l.Unmarked(), "。"); alone && ok && from > l.Mark && utf8.RuneCountInString(lead) <= longestLead {
			sentence = lead + sentence // 联络员名单。请于4月12日前发送至……
		}
		var due []campaign.Deadline
		for _, d := range b.Deadlines {
			const least = 3 // characters
			if what := said.Thing(d.What); utf8.RuneCountInString(what) >= least && strings.Contains(sentence, what) {
				due = append(due, d)
			}
		}
		if len(due) == 1 {
			found = append(found, b.notTo(due[0], l, m[0], m[1])...)
		}
	}
	return found
}

// notTo returns a remark about the mailbox at l.Text[from:to] if it is that of a contact to
// whom, by the data, d does not go.
func (b Book) notTo(d campaign.Deadline, l engine.Line, from, to int) []engine.Remark {
	mail := l.Text[from:to]
	if !b.mails[strings.ToLower(mail)] || len(d.To) == 0 {
		return nil
	}
	var mails []string
	for _, id := range d.To {
		c, ok := b.Contact(id)
		if !ok || c.Email == "" || strings.EqualFold(c.Email, mail) {
			return nil
		}
		mails = append(mails, c.Email)
	}
	f := l.On(from, to)
	f.Message, f.Hint = "“"+d.What+"”的收件邮箱与活动数据不同", "活动数据为"+strings.Join(mails, "、")
	return []engine.Remark{f}
}

// inTables finds such mailboxes in rows that name one thing that is due.
func (b Book) inTables(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	called := map[string]*campaign.Deadline{} // nil: two are called so
	for i, d := range b.Deadlines {
		what := said.Thing(d.What)
		if _, twice := called[what]; twice {
			called[what] = nil
		} else {
			called[what] = &b.Deadlines[i]
		}
	}
	for _, table := range p.Tables() {
		for _, row := range table {
			var d *campaign.Deadline
			for _, cell := range row {
				if of := called[said.Thing(cell.Text)]; of != nil {
					d = of
					break
				}
			}
			if d == nil {
				continue
			}
			for _, cell := range row {
				if all := mailbox.All(cell); len(all) == 1 {
					found = append(found, b.notTo(*d, cell, all[0][0], all[0][1])...)
				}
			}
		}
	}
	return found
}

// inRows finds the telephone of another contact in a row of a table that names a person.
func (b Book) inRows(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	for _, table := range p.Tables() {
		for _, row := range table {
			i := slices.IndexFunc(row, func(cell engine.Line) bool { return b.persons[han.Squeeze(cell.Text)] })
			if i < 0 {
				continue
			}
			name := han.Squeeze(row[i].Text)
			for _, cell := range row {
				number := strings.TrimSpace(cell.Text)
				if m := anyNumber.Find(number); m == nil || m[0] > 0 || m[1] < len(number) {
					continue
				}
				owners := b.numbers.owners(number)
				whose := func(k int) bool { return strings.Contains(b.Contacts[k].Person, name) }
				if len(owners) > 0 && !slices.ContainsFunc(owners, whose) {
					f := cell.Say(name + "的电话与活动数据不同，这是" + b.Contacts[owners[0]].Person + "的")
					found = append(found, f)
				} else if like := b.near.like(bareNumber(number)); like != "" && len(owners) == 0 {
					f := cell.Say("与活动数据里的电话（" + b.written(like) + "）只差个别数字")
					f.Severity = report.Warning
					found = append(found, f)
				}
			}
		}
	}
	return found
}

// otherThing is in a sentence that tells of itself what is sent by when.
var otherThing = engine.Compile(`\d{1,2}月\d{1,2}日`)

var everyTime = engine.Compile(`每[日天周]`)

// otherReceivers finds the mailbox of a contact to whom, by the data, nothing of
// the kind is sent: the only one of a sentence about a rhythm.
func (b Book) otherReceivers(l engine.Line) []engine.Remark {
	var found []engine.Remark
	all := mailbox.All(l)
	if len(all) != 1 || !everyTime.In(l) {
		return nil
	}
	from, to := strings.LastIndexAny(l.Text[:all[0][0]], "。；"), strings.IndexAny(l.Text[all[0][1]:], "。；")
	sentence := l.Text[max(from, 0):]
	if to >= 0 {
		sentence = l.Text[max(from, 0) : all[0][1]+to]
	}
	every := "day"
	if !everyTime.Match(sentence) && from >= 0 && otherThing.Match(sentence) {
		return nil
	}
	if strings.Contains(l.Text, "每周") {
		every = "week"
	}
	at := slices.IndexFunc(b.Contacts, func(c campaign.Contact) bool { return strings.EqualFold(c.Email, l.Text[all[0][0]:all[0][1]]) })
	var receivers []string
	for _, r := range b.Rhythms {
		if r.Every != every {
			continue
		}
		for _, id := range r.To {
			c, ok := b.Contact(id)
			if !ok || at >= 0 && c.Email == b.Contacts[at].Email {
				return nil
			}
			receivers = append(receivers, c.Email)
		}
	}
	if at >= 0 && len(receivers) > 0 {
		f := l.On(all[0][0], all[0][1])
		f.Message, f.Hint = "收件邮箱与活动数据不同", "活动数据为"+strings.Join(receivers, "、")
		found = append(found, f)
	}
	return found
}

// maxNameAway is how many characters a name may stand before its number.
const maxNameAway = 100

var personBefore = engine.Compile(`联系人[\s\p{Z}]*[:：]?[\s\p{Z}]*(\p{Han}{2,4}?)(?:同志|老师|处长|科长|主任)?[\s\p{Z}，,、；;（(]+[^\d。；]{0,10}$`)

// personHere is somebody at an office: 请与市教育局钟某某（电话.
var personHere = engine.Compile(`(?:与|找|向)\p{Han}{1,12}[局处科室办部院校会心](\p{Han}[^\P{Han}科处室部办组所股心站系局校院]{1,2})(?:老师|同志|处长|科长|主任)?[（(，,](?:联系|办公)?(?:电话|手机)[:：]?[\s\p{Z}]*$`)

// otherPerson returns a remark about the one who is named before a number at l.Text[at:],
// where that is the number of one contact alone who has another name.
func (b Book) otherPerson(l engine.Line, at int, of []int) (engine.Remark, bool) {
	const nearby = 30 // characters
	from := engine.Back(l.Text, at, nearby)
	m := personBefore.Find(l.Text[from:at])
	if m == nil {
		if m = personHere.Find(l.Text[from:at]); m == nil {
			return engine.Remark{}, false
		}
		if c, _ := utf8.DecodeRuneInString(l.Text[from+m[2]:]); !persons.Surname(c) {
			return engine.Remark{}, false
		}
	}
	if len(of) != 1 || b.Contacts[of[0]].Person == "" {
		return engine.Remark{}, false
	}
	f := l.On(from+m[2], from+m[3])
	f.Message = "联系人与活动数据（" + b.Contacts[of[0]].Person + "）不同"
	return f, true
}

// endsWithName reports whether s, but for marks and a form of address, ends with the name
// of a contact.
func (b Book) endsWithName(s string) bool {
	const longest = 20 // characters
	s = strings.TrimRight(s[engine.Back(s, len(s), longest):], " \u00a0\u3000，,、（(：:")
	for _, address := range []string{"同志", "老师", "处长", "科长", "主任"} {
		s = strings.TrimSuffix(s, address)
	}
	return slices.ContainsFunc(b.Contacts, func(c campaign.Contact) bool {
		return slices.ContainsFunc(strings.FieldsFunc(c.Person, func(r rune) bool { return strings.ContainsRune("、，, ", r) }), func(name string) bool { return strings.HasSuffix(s, name) })
	})
}

// namedBefore returns the contact whose name comes last in s; not ok if two
// contacts bear it.
func (b Book) namedBefore(s string) (c campaign.Contact, ok bool) {
	last := -1
	for _, k := range b.Contacts {
		for _, name := range strings.FieldsFunc(k.Person, func(r rune) bool { return strings.ContainsRune("、，, ", r) }) {
			switch i := strings.LastIndex(s, name); {
			case i > last:
				last, c, ok = i, k, true
			case i == last && i >= 0:
				ok = false
			}
		}
	}
	return c, ok
}
