package validate

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/persons"
	"github.com/zhijiao-go/zhijiao/validate/internal/said"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about what the higher office wants, for which ours has to come in before.
var (
	superiorDocuments = engine.Checks[*paper]{"ZJ037": forwardedErrands}
	superiorCampaigns = engine.Checks[*year]{"ZJ037": superiorDeadlines, "ZJ038": superiorsCited}
)

// superiorsCited holds the titles, numbers and days by which the documents of a campaign cite
// those of the higher offices, and each other, against its data.
func superiorsCited(y *year) []engine.Remark {
	var all []said.Source
	for _, s := range y.Superiors {
		all = append(all, said.Source{Title: s.Title, Number: s.Number})
	}
	for _, d := range y.documents {
		if d.Head != nil && !d.Head.Number.IsZero() {
			all = append(all, said.Source{Title: d.title.Text, Number: d.number.Text, Issued: d.issued(), Own: true})
		}
	}
	sources, superiors := said.NewSources(all), said.NewSuperiors(y.Superiors)
	var found []engine.Remark
	for _, d := range y.documents {
		for _, t := range d.pieces() {
			for _, l := range t.Lines {
				found = append(found, superiors.In(l)...)
				found = append(found, sources.Cited(l, y.Year)...)
			}
		}
	}
	return found
}

// superiorDeadlines holds the deadlines of a campaign against those of the
// documents under which it is held. Those of another year are last year's.
func superiorDeadlines(y *year) []engine.Remark {
	var found []engine.Remark
	main, ok := y.mainPeriod()
	for _, s := range y.Superiors {
		for _, theirs := range s.Deadlines {
			if !theirs.Due.Valid() || y.Year != 0 && theirs.Due.Year != y.Year {
				continue
			}
			for i, d := range y.Dated() {
				feeds := slices.Contains(theirs.From, d.ID) || len(theirs.From) == 0 && ok && d.Due.After(main.To)
				if !feeds || !d.Due.Valid() || d.Due.Before(theirs.Due) {
					continue
				}
				f := tooLate(y.datum(part("deadlines", i, "due"), d.Due.String()).Say(""), named(d.What), theirs.Due, d.Due)
				if len(found) < mostTold {
					f = y.toldOn(f, d.What, d.Due)
				}
				found = append(found, f)
			}
		}
	}
	return found
}

// tooLate says that what is due on a day comes no sooner than the higher office
// wants it.
func tooLate(f engine.Remark, what string, theirs, ours calendar.Date) engine.Remark {
	f.Message = what + "的时限不早于上级文件的时限（" + theirs.String() + "）"
	if ours == theirs {
		f.Severity = report.Warning
	}
	return f
}

// forwardedErrands holds what a document that forwards another (转发) asks for
// against what that one wants of the same.
func forwardedErrands(d *paper) []engine.Remark {
	if !passing.In(d.title) {
		return nil
	}
	own := d.pieces()
	var theirs []piece
	for i := range d.attachments {
		a := &d.attachments[i]
		if !slices.ContainsFunc(own, func(p piece) bool { return p.Passage == &a.body }) {
			theirs = append(theirs, piece{&a.body, han.Squeeze(a.Title)})
		}
	}
	var found []engine.Remark
	wanted := d.errandsIn(theirs)
	for _, e := range d.errands() {
		if said.IsUp(e.line.Text, e.Deadline) {
			continue
		}
		for _, w := range wanted {
			if same := e.thing == w.thing || said.SameThing(e.thing, w.thing); same && !e.Due.Before(w.Due) {
				found = append(found, tooLate(e.say(""), named(e.What), w.Due, e.Due))
				break
			}
		}
	}
	return found
}

var passing = engine.Compile(`转发|批转`)

// groupTwice finds a person who stands twice in the group of a campaign.
func groupTwice(y *year) []engine.Remark {
	if y.Group == nil {
		return nil
	}
	var found []engine.Remark
	var seen []string
	for _, part := range []struct {
		key   string
		names []string
	}{{"leads", y.Group.Leads}, {"deputies", y.Group.Deputies}, {"members", y.Group.Members}} {
		for _, name := range persons.In(strings.Join(part.names, "、")) {
			name = han.Squeeze(name)
			if slices.Contains(seen, name) {
				found = append(found, y.datum("group."+part.key, name).Say("“"+name+"”在领导小组里出现两次"))
			}
			seen = append(seen, name)
		}
	}
	return found
}

// groupInText holds what texts say of the leading group against that of the campaign.
func groupInText(y *year) []engine.Remark {
	var found []engine.Remark
	group := said.NewGroup(y.Group)
	for _, d := range y.documents {
		for _, t := range d.pieces() {
			found = append(found, group.In(t.Passage)...)
		}
	}
	return found
}
