package validate

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/prose"
)

// Rules about the organs that issue a document: head, title, text and
// signature must name the same ones.
var organDocuments = engine.Checks[*paper]{
	"ZJ024": organCount,
	"ZJ025": missingOrgans,
	"ZJ028": otherOrgans,
}

// issuers returns the organs that issue d.
func (d *paper) issuers() []document.Organ {
	switch {
	case d.Signature != nil && len(d.Signature.Organs) > 0:
		return d.Signature.Organs
	case d.Head != nil && len(d.Head.Organs) > 1: // one may stand for all
		return d.Head.Organs
	}
	return nil
}

var departments = engine.Compile(`等([一二两三四五六七八九十]{1,3}|\d{1,2})(?:个|家)?(?:部门|单位|机关)`)

// counted is 县教育局、县总工会两部门决定, behind the last of the organs.
var counted = engine.Compile(`([一二两三四五六七八九十]{1,3}|\d{1,2})(?:个|家)?(?:部门|单位|机关)(?:决定|联合|共同|将|定于|拟|研究|主办|举办|组织|印发|发出)`)

func organCount(d *paper) []engine.Remark {
	issuers := d.issuers()
	if len(issuers) == 0 {
		return nil
	}
	first, wanted := issuers[0], len(issuers)
	if wanted == 1 { // it may write for those with whom it works, which a campaign knows
		wanted = 0
		if d.campaign != nil && len(d.campaign.Organs) > 1 {
			wanted = len(d.campaign.Organs)
		}
	}
	var found []engine.Remark
	look := func(l engine.Line, title bool) {
		all := departments.All(l)
		if m := counted.First(l); m != nil && !title && listsIssuers(l.Text[:m[0]], issuers) {
			m[1] = m[3] + len("部门")
			all = append(all, m)
		}
		for _, m := range all {
			ours := strings.HasSuffix(l.Text[:m[0]], first.Name) || strings.HasSuffix(l.Text[:m[0]], first.ShortName()) || listsIssuers(l.Text[:m[0]], issuers)
			switch {
			case quotedTitle(l.Text, m[0]):
				continue
			case title && issuerEnd.Match(l.Text[:m[0]]): // of those whose paper this is about
				continue
			case !title && (!ours || wanted == 0):
				continue
			}
			said := strings.Replace(l.Text[m[2]:m[3]], "两", "二", 1)
			n, err := strconv.Atoi(said)
			if err != nil {
				n, _ = han.ParseNumeral(said)
			}
			if n != wanted && n != len(issuers) {
				f := l.On(m[0], m[1])
				f.Message = "写的部门数与发文机关数（" + strconv.Itoa(max(wanted, 1)) + "个）不同"
				found = append(found, f)
			}
			return
		}
	}
	look(d.title, true)
	for _, t := range d.pieces() {
		for _, l := range t.Lines {
			look(l, false)
		}
	}
	for _, a := range d.attachments {
		look(a.title, false)
	}
	return found
}

// listsIssuers reports whether s ends with a list of organs that issue the document:
// 县教育局、县总工会.
func listsIssuers(s string, issuers []document.Organ) bool {
	const longest = 60 // characters
	s = s[engine.Back(s, len(s), longest):]
	if i := strings.LastIndexAny(s, "。；，："); i >= 0 {
		s = s[i:]
	}
	ours := 0
	s = strings.TrimLeft(s, "。；，：")
	for _, before := range []string{"经", "由"} {
		s = strings.TrimPrefix(s, before)
	}
	list := prose.Organs(s)
	for _, name := range list {
		if slices.ContainsFunc(issuers, func(o document.Organ) bool { return names(name, o) }) {
			ours++
		}
	}
	return len(list) > 1 && 2*ours > len(list)
}

// names reports whether a name means the organ.
func names(name string, o document.Organ) bool {
	switch {
	case name == "":
		return false
	case len(name) > len(o.Name):
		return han.Abbreviates(o.Name, name) && !prose.Merged(o.Name, name) || name == o.Short
	}
	return han.Abbreviates(name, o.Name) && !prose.Merged(name, o.Name) || name == o.Short
}

var (
	hostHeading = engine.Compile(`(?:组织|主办)单位`)
	hostLabel   = engine.Compile(`^[\s\p{Z}]*(?:组织|主办)单位[\s\p{Z}]*[:：]`)
	hosted      = engine.Compile(`^[\s\p{Z}]*(?:[^由，。；]{0,20}由)?(.*?)(?:共同|联合)?(?:主办|举办)[。]?$`) // 由甲局、乙局共同主办。
	otherHosts  = engine.Compile(`(?:协办|承办|支持|参与|指导)单位`)
)

func missingOrgans(d *paper) []engine.Remark {
	issuers := d.issuers()
	var found []engine.Remark
	for _, t := range d.pieces() {
		for i, l := range t.Lines {
			label := hostLabel.Find(l.Unmarked())
			if label == nil && (i == 0 || t.Lines[i-1].Role != engine.RoleHeading || !hostHeading.In(t.Lines[i-1])) {
				continue
			}
			from := 0
			if label != nil {
				from = l.Mark + label[1]
			}
			hosts := prose.Organs(hosted.Re().ReplaceAllString(l.Text[from:], "$1"))
			var missing []string
			for _, o := range issuers {
				if !slices.ContainsFunc(hosts, func(name string) bool { return names(name, o) }) && !t.helps(o) {
					missing = append(missing, o.ShortName())
				}
			}
			n := len(missing)
			replaced := n == 1 && len(hosts) == len(issuers)
			if n == 0 || 2*n >= len(issuers) && len(issuers) > 2 || n == len(issuers) || len(hosts) >= len(issuers) && !replaced {
				continue
			}
			f := l.On(from, len(l.Text))
			f.Message = "组织单位缺少" + strings.Join(missing, "、")
			for _, name := range hosts {
				if replaced && !slices.ContainsFunc(issuers, func(o document.Organ) bool { return names(name, o) }) {
					f.Message += "，而有" + name
				}
			}
			found = append(found, f)
		}
	}
	return append(found, leftOut(d, issuers)...)
}

// together is a list of organs with what they do together behind it.
var together = engine.Compile(`(?:^|[，。；：])((?:[^，。；：、《》“”]{2,24}、)+[^，。；：、《》“”]{2,24}?)(?:将|决定|拟|定于[^，。；]{1,16})?(?:联合|共同)(?:举[办行]|主办|开展|组织|印发|下发|发文)`)

// mostIssuers is how many organs a list of them is compared with.
const mostIssuers = 60

// leftOut finds lists of the issuers in the body that lack one of them, or have another twice for it.
func leftOut(d *paper, issuers []document.Organ) []engine.Remark {
	var found []engine.Remark
	for _, l := range d.body.Lines {
		m := together.First(l)
		if len(issuers) < 3 || len(issuers) > mostIssuers || m == nil {
			continue
		}
		if i := strings.LastIndex(l.Text[m[2]:m[3]], "由"); i >= 0 { // 本届技能节由甲局、乙局主办
			m[2] += i + len("由")
		}
		listed := prose.Organs(l.Text[m[2]:m[3]])
		is := func(o document.Organ) bool {
			return slices.ContainsFunc(listed, func(name string) bool { return names(name, o) })
		}
		if distinct := slices.Compact(slices.Sorted(slices.Values(listed))); len(distinct) != len(issuers)-1 {
			continue
		}
		missing := slices.DeleteFunc(slices.Clone(issuers), is)
		if len(missing) == 1 && !strings.Contains(l.Text[m[3]:m[1]], "等") {
			f := l.On(m[2], m[3])
			f.Message = "组织单位缺少" + missing[0].ShortName()
			found = append(found, f)
		}
	}
	return found
}

// helps reports whether t names the organ where it tells who else takes part.
func (t piece) helps(o document.Organ) bool {
	for i, l := range t.Lines {
		below := i > 0 && t.Lines[i-1].Role == engine.RoleHeading && otherHosts.In(t.Lines[i-1])
		if below || otherHosts.In(l) {
			_, list, labelled := strings.Cut(l.Text, "：")
			if !labelled {
				list = l.Text
			}
			if slices.ContainsFunc(prose.Organs(list), func(name string) bool { return names(name, o) }) {
				return true
			}
		}
	}
	return false
}

var (
	issuerEnd = engine.Compile(`关于|转发|印发|批转`)
	organTail = engine.Compile(`(?:局|厅|委|部|办|社|会|府|室|院|校|处|中心|大学|团)$`)
)

// within reports whether an organ is part of another, such as the 教务处 of a
// school, which signs for it.
func within(o document.Organ) bool {
	return utf8.RuneCountInString(o.Name) <= 6 && innerOrgan.Match(o.Name)
}

var innerOrgan = engine.Compile(`[处部科室股]$|^团委$`)

func otherOrgans(d *paper) []engine.Remark {
	if d.Signature == nil || len(d.Signature.Organs) == 0 {
		return nil
	}
	signed := d.Signature.Organs
	if slices.ContainsFunc(signed, func(o document.Organ) bool { return strings.ContainsAny(o.Name, " \u3000") }) {
		return nil // 市长　陆某某 signs for the government
	}
	signs := func(name string) bool {
		return slices.ContainsFunc(signed, func(o document.Organ) bool { return names(name, o) })
	}
	var found []engine.Remark
	if m := issuerEnd.First(d.title); m != nil && !quotedTitle(d.title.Text, m[0]) {
		issuer := d.title.Text[:m[0]]
		if k := departments.Find(issuer); k != nil {
			issuer = issuer[:k[0]]
		}
		for _, name := range prose.Organs(issuer) {
			if organTail.Match(name) && !signs(name) && !slices.ContainsFunc(signed, within) {
				i := strings.Index(d.title.Text, name)
				f := d.title.On(i, i+len(name))
				f.Message = "标题里的发文机关没有署名（署名为" + signed[0].Name + "）"
				if len(signed) > 1 {
					f.Message = "标题里的发文机关没有署名"
				}
				found = append(found, f)
			}
		}
	}
	found = append(found, d.sentToItself(signed)...)
	found = append(found, d.untitled()...)
	if d.Head == nil || len(d.Head.Organs) < 2 {
		return found
	}
	var without []string
	for _, o := range d.Head.Organs {
		if !signs(o.Name) {
			without = append(without, o.Name)
		}
	}
	missing := "版头里的机关没有署名：" + strings.Join(without, "、")
	for i, o := range signed {
		if !slices.ContainsFunc(d.Head.Organs, func(h document.Organ) bool { return names(o.Name, h) }) {
			f := d.datum("signature.organs["+strconv.Itoa(i)+"]", o.Name).Say("署名的机关不在版头里")
			if len(without) > 0 {
				f.Message += "；" + missing
			}
			found = append(found, f)
			without = nil
		}
	}
	if len(without) > 0 {
		found = append(found, d.datum("signature.organs", "").Say(missing))
	}
	return found
}

// sentToItself finds organs among the recipients that sign.
func (d *paper) sentToItself(signed []document.Organ) []engine.Remark {
	const sure = 5 // characters of a name without its place
	var found []engine.Remark
	at := 0
	for item := range strings.FieldsFuncSeq(d.recipients.Text, func(r rune) bool { return strings.ContainsRune("，,；;：:", r) }) {
		at += strings.Index(d.recipients.Text[at:], item)
		name := strings.TrimSpace(item)
		if slices.ContainsFunc(signed, func(o document.Organ) bool {
			return name == o.Name || name == o.Short || utf8.RuneCountInString(name) >= sure && strings.HasSuffix(o.Name, name)
		}) {
			f := d.recipients.On(at, at+len(item))
			f.Message = "主送机关里有发文机关"
			found = append(found, f)
		}
		at += len(item)
	}
	return found
}

// untitled finds a title that names some of the organs that sign, and not all.
func (d *paper) untitled() []engine.Remark {
	m := issuerEnd.First(d.title)
	if m == nil || quotedTitle(d.title.Text, m[0]) || departments.Match(d.title.Text[:m[0]]) {
		return nil
	}
	issuer := d.title.Text[:m[0]]
	if row, _, _ := strings.Cut(d.Title, "\n"); len(row) < len(issuer) {
		return nil // names that a line break parts
	}
	named := prose.Organs(strings.ReplaceAll(issuer, "\u3000", " "))
	signed := d.Signature.Organs
	if !slices.ContainsFunc(signed, func(o document.Organ) bool { return !strings.Contains(issuer, o.Name) }) {
		return nil // all are named, with nothing between them
	}
	if len(named) == 1 && slices.ContainsFunc(signed, func(o document.Organ) bool {
		return within(o) || strings.HasPrefix(o.Name, named[0]) && o.Name != named[0]
	}) {
		return nil // a school and its office
	}
	if len(named) == 0 || len(named) >= len(signed) || slices.ContainsFunc(named, func(s string) bool { return !organTail.Match(s) }) {
		return nil
	}
	for _, name := range named {
		if !slices.ContainsFunc(signed, func(o document.Organ) bool { return names(name, o) }) {
			return nil // said already
		}
	}
	f := d.title.On(0, len(issuer))
	f.Message = "标题只写了一部分署名的机关"
	return []engine.Remark{f}
}
