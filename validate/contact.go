package validate

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/prose"
	"github.com/zhijiao-go/zhijiao/validate/internal/reach"
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

func badPhones(y *year) []engine.Remark {
	var found []engine.Remark
	for i, c := range y.Contacts {
		for _, p := range reach.Phones(c.Phone) {
			if !prose.IsPhone(p) {
				found = append(found, y.datum(part("contacts", i, "phone"), p).Say(c.Organ+"的电话不像电话号码"))
			}
		}
	}
	return found
}

var (
	contactPerson = engine.Compile(`联系人[\s\p{Z}]*[:：][\s\p{Z}]*(\p{Han}{2,4})(?:$|[，,；;。、\s\p{Z}（(）)])`)
	inReach       = engine.Compile(`@|\d{5}|\d{3}[-—－ ]\d{4}|\d{2,}[*×＊]{2,}`)
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
			if !slices.ContainsFunc(around, inReach.In) {
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

func contactsInText(y *year) []engine.Remark {
	var found []engine.Remark
	book := reach.New(y.Campaign)
	for _, d := range y.documents {
		for _, p := range append([]*engine.Passage{&d.body}, d.attachmentBodies()...) {
			found = append(found, book.In(p)...)
		}
	}
	return found
}
