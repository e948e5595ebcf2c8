package validate

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/prose"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

var contactDocuments = engine.Checks[*paper]{
	"ZJ030": contactsWithoutNumber,
	"ZJ035": unnamedMailbox,
}

var contactCampaigns = engine.Checks[*year]{
	"ZJ030": incompleteContacts,
	"ZJ031": badPhones,
	"ZJ033": organsWithoutContact,
	"ZJ034": contactsInText,
}

func incompleteContacts(y *year) []engine.Remark {
	var found []engine.Remark
	for i, c := range y.Contacts {
		if c.Person == "" {
			found = append(found, y.datum(part("contacts", i, "person"), "").Say(c.Organ+"的联系人没有姓名"))
		}
		if c.Phone == "" && c.Email == "" {
			found = append(found, y.datum(part("contacts", i, "phone"), "").Say(c.Organ+"的联系人"+c.Person+"没有电话和邮箱"))
		}
	}
	return found
}

func phonesIn(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,；;/／", r) })
}

func badPhones(y *year) []engine.Remark {
	var found []engine.Remark
	for i, c := range y.Contacts {
		for _, p := range phonesIn(c.Phone) {
			if !prose.IsPhone(p) {
				found = append(found, y.datum(part("contacts", i, "phone"), p).Say(c.Organ+"的电话不像电话号码"))
			}
		}
	}
	return found
}

var (
	contactPerson = engine.Compile(`联系人[\s\p{Z}]*[:：][\s\p{Z}]*(\p{Han}{2,4})(?:$|[，,；;。、\s\p{Z}（(）)])`)
	reach         = engine.Compile(`@|\d{5}|\d{3}[-—－ ]\d{4}|\d{2,}[*×＊]{2,}`)
	thatMailbox   = engine.Compile(`(?:指定|上述|以下|下列)(?:的)?(?:电子)?(?:邮箱|信箱)`)
)

// elsewhere are words that say where something is told.
var elsewhere = engine.Compile(`另行|另发|下载|群里|工作群|官网|网站`)

// contactsWithoutNumber finds 联系人：王某某 without telephone or mailbox in
// reach.
func contactsWithoutNumber(d *paper) []engine.Remark {
	var found []engine.Remark
	for _, t := range append(d.pieces(), piece{Passage: &engine.Passage{Lines: []engine.Line{d.note}}}) {
		for i, l := range t.Lines {
			m := contactPerson.First(l)
			if m == nil || l.Role == engine.RoleCell {
				continue
			}
			around := t.Lines[max(i-2, 0):min(i+5, len(t.Lines))]
			if !slices.ContainsFunc(around, reach.In) {
				f := l.On(m[0], m[3])
				f.Message = "联系人" + l.Text[m[2]:m[3]] + "没有电话和邮箱"
				found = append(found, f)
			}
		}
	}
	return found
}

func unnamedMailbox(d *paper) []engine.Remark {
	if d.mentions("@") {
		return nil
	}
	for _, t := range d.pieces() {
		for _, l := range t.Lines {
			if m := thatMailbox.First(l); m != nil && !elsewhere.In(l) {
				return []engine.Remark{l.On(m[0], m[1])}
			}
		}
	}
	return nil
}

func organsWithoutContact(y *year) []engine.Remark {
	var with, without []string
	for _, o := range y.Organs {
		if slices.ContainsFunc(y.Contacts, func(c campaign.Contact) bool { return c.Organ == o.Name || c.Organ == o.ShortName() }) {
			with = append(with, o.ShortName())
		} else {
			without = append(without, o.ShortName())
		}
	}
	if len(with) < 2 || len(without) == 0 {
		return nil
	}
	return []engine.Remark{y.datum("contacts", "").Say("没有联系人的主办单位：" + strings.Join(without, "、"))}
}

var (
	mailbox   = engine.Compile(`[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
	textPhone = engine.Compile(`联系人[\s\p{Z}]*[:：][\s\p{Z}]*\p{Han}{2,4}[\s\p{Z}，,、（(]+((?:0\d{2,3}-)?\d{7,8}|1[3-9]\d{9})|(?:电话|手机|联系方式)(?:号码)?[\s\p{Z}]*[:：]?[\s\p{Z}]*((?:0\d{2,3}-)?\d{7,8}|1[3-9]\d{9})`)
)

// sameNumber reports whether two numbers are one, with area code or without.
func sameNumber(a, b string) bool {
	a, b = prose.Bare(a), prose.Bare(b)
	return len(a) >= 7 && len(b) >= 7 && (strings.HasSuffix(a, b) || strings.HasSuffix(b, a))
}

func contactsInText(y *year) []engine.Remark {
	var numbers, mailboxes []string
	for _, c := range y.Contacts {
		numbers = append(numbers, phonesIn(c.Phone)...)
		if c.Email != "" {
			mailboxes = append(mailboxes, c.Email)
		}
	}
	has := func(numbers []string, number string) bool {
		return slices.ContainsFunc(numbers, func(n string) bool { return sameNumber(n, number) })
	}
	var found []engine.Remark
	y.body(func(_ *paper, p *engine.Passage, i int) {
		l := p.Lines[i]
		said := map[string]bool{} // what a paragraph repeats is said once
		for _, m := range textPhone.All(l) {
			if m[2] < 0 {
				m[2], m[3] = m[4], m[5]
			} else {
				m[0] = m[2] // behind the name
			}
			number := l.Text[m[2]:m[3]]
			if near := l.Text[engine.Back(l.Text, m[0], 8):m[3]]; said[near] {
				continue
			} else {
				said[near] = true
			}
			f := l.On(m[2], m[3])
			if c, ok := y.namedBefore(l.Text[engine.Back(l.Text, m[0], maxNameAway):m[0]]); ok && c.Phone != "" {
				if !has(phonesIn(c.Phone), number) {
					f.Message = c.Person + "的电话与活动数据（" + c.Phone + "）不同"
					found = append(found, f)
				}
				continue
			}
			if len(numbers) > 0 && !has(numbers, number) {
				f.Severity, f.Message = report.Hint, "活动数据的联系人里没有这个电话"
				found = append(found, f)
			}
		}
		found = append(found, y.otherReceivers(l)...)
		for _, m := range mailbox.All(l) {
			if said[l.Text[m[0]:m[1]]] {
				continue
			}
			said[l.Text[m[0]:m[1]]] = true
			if len(mailboxes) > 0 && !slices.ContainsFunc(mailboxes, func(s string) bool { return strings.EqualFold(s, l.Text[m[0]:m[1]]) }) {
				f := l.On(m[0], m[1])
				f.Severity, f.Message = report.Hint, "活动数据的联系人里没有这个邮箱"
				found = append(found, f)
			}
		}
	})
	return found
}

var everyTime = engine.Compile(`每[日天周]`)

// otherReceivers finds the mailbox of a contact to whom, by the data, nothing of
// the kind is sent: the only one of a sentence about a rhythm.
func (y *year) otherReceivers(l engine.Line) []engine.Remark {
	var found []engine.Remark
	all := mailbox.All(l)
	if len(all) != 1 || !everyTime.In(l) {
		return nil
	}
	every := "day"
	if strings.Contains(l.Text, "每周") {
		every = "week"
	}
	at := slices.IndexFunc(y.Contacts, func(c campaign.Contact) bool { return strings.EqualFold(c.Email, l.Text[all[0][0]:all[0][1]]) })
	var to []string
	for _, r := range y.Rhythms {
		if r.Every != every {
			continue
		}
		for _, id := range r.To {
			c, ok := y.Contact(id)
			if !ok || at >= 0 && c.Email == y.Contacts[at].Email {
				return nil
			}
			to = append(to, c.Email)
		}
	}
	if at >= 0 && len(to) > 0 {
		f := l.On(all[0][0], all[0][1])
		f.Message, f.Hint = "收件邮箱与活动数据不同", "活动数据为"+strings.Join(to, "、")
		found = append(found, f)
	}
	return found
}

// maxNameAway is how many characters a name may stand before its number.
const maxNameAway = 100

// namedBefore returns the contact whose name comes last in s; not ok if two
// contacts bear it.
func (y *year) namedBefore(s string) (c campaign.Contact, ok bool) {
	last := -1
	for _, k := range y.Contacts {
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
