package desk

import (
	"cmp"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// complain tells why a campaign is not sound, at the place if that is known.
func (y *year) complain(err error) {
	var all campaign.LoadErrors
	var one *campaign.LoadError
	if !errors.As(err, &all) && errors.As(err, &one) {
		all = campaign.LoadErrors{one}
	}
	for _, at := range all {
		if at.Path == "" {
			y.refused = report.Chinese(err)
			continue
		}
		y.wrong[at.Path] = append(y.wrong[at.Path], remark{Class: "error", Text: beside(report.Chinese(at))})
	}
	if len(all) == 0 {
		y.refused = report.Chinese(err)
	}
}

// beside is what an error of a file says to somebody who sees the field, not the
// file: no place, no excerpt.
func beside(say string) string {
	say, _, _ = strings.Cut(say, "\n")
	if _, after, ok := strings.Cut(say, "）："); ok {
		say = after
	}
	if strings.HasPrefix(say, "缺少") {
		return "请填写"
	}
	return inWords(say)
}

// remarks are what is said beside the values: what is wrong, found or doubtful.
func (y *year) remarks() map[string][]remark {
	all := maps.Clone(y.wrong)
	if all == nil {
		all = map[string][]remark{}
	}
	for path, notes := range all {
		all[path] = slices.Clone(notes) // y.wrong keeps its own
	}
	doubtful(y.draft, all)
	if y.c != y.draft {
		return all
	}
	for path, notes := range unsaid(y.c) {
		all[path] = append(all[path], notes...)
	}
	paths := y.c.Paths()
	for _, f := range y.report.Findings {
		if f.Where.Line > 0 {
			at := paths(f.Where.Line)
			all[at] = append(all[at], remark{Class: f.Severity.String(), Text: findingText(f)})
		}
	}
	return all
}

// referred are the ids that parts of a campaign have, by the keys that name them.
func referred(c *campaign.Campaign) map[string][]option {
	all := map[string][]option{"to": {}, "period": {}, "deadline": {}, "form": {}, "within": {}, "before": {}, "document": {}, "use": {}}
	for _, s := range forms.Builtins() {
		all["use"] = append(all["use"], option{Value: s.ID, Label: s.Title})
	}
	for _, p := range c.Contacts {
		all["to"] = append(all["to"], option{Value: p.Key(), Label: strings.TrimSpace(p.Organ + " " + p.Person)})
	}
	for _, p := range c.Periods {
		all["period"] = append(all["period"], option{Value: p.ID, Label: p.Name})
	}
	all["within"] = all["period"]
	for _, e := range c.Events {
		all["before"] = append(all["before"], option{Value: e.ID, Label: e.Name})
	}
	for _, d := range c.Documents {
		all["document"] = append(all["document"], option{Value: d.ID, Label: strings.ReplaceAll(d.Title, "\n", "")})
	}
	for _, d := range c.Deadlines {
		all["deadline"] = append(all["deadline"], option{Value: d.ID, Label: d.What})
	}
	for _, f := range c.Forms {
		all["form"] = append(all["form"], option{Value: f.ID, Label: cmp.Or(c.FormTitle(f.ID), f.ID)})
	}
	return all
}

// settled puts remarks on paths that have no field of their own to the nearest
// above that has: deadlines[0].to[1] to deadlines[0].to.
func settled(c *campaign.Campaign, remarks map[string][]remark) map[string][]remark {
	known := map[string]bool{"": true}
	var walk func(group)
	walk = func(g group) {
		known[g.Path] = true
		for _, f := range g.Fields {
			known[f.Path] = true
		}
		for _, sub := range g.Groups {
			walk(sub)
		}
	}
	walk((&editor{}).fields(reflect.ValueOf(c).Elem(), "", ""))
	all := map[string][]remark{}
	for _, path := range slices.Sorted(maps.Keys(remarks)) {
		at := path
		for !known[at] {
			at = at[:max(strings.LastIndexAny(at, ".["), 0)]
		}
		all[at] = append(all[at], remarks[path]...)
	}
	return all
}

// findingText says a finding beside its place.
func findingText(f report.Finding) string {
	say := f.Message
	if shown := f.Shown(); shown != "" && !strings.Contains(say, shown) {
		say += "：“" + shown + "”"
	}
	if f.Hint != "" {
		say += "。" + f.Hint
	}
	return say + "（" + f.Rule + "）"
}
