package collect

import (
	"path"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// stray settles whose a form is that lies with one school of the roster and
// names another one. Where the one it names sent the same form itself, it is a
// copy. Where the school it lies with sent its own besides, it is that of the
// one it names, or no more than a sample where that one sent a differing form.
// Where neither sent another, it is that of the one it names. Where only the one
// it names did, and a differing one, the sender most likely forgot to change
// the name: the form is left to it, as its folder says, with a warning.
func (c *collector) stray() {
	type place struct {
		school string
		schema *forms.Schema
	}
	type one struct {
		a *arrival
		k int
	}
	own := map[place][]*returned.Return{}
	var found []one
	for i := range c.arrivals {
		a := &c.arrivals[i]
		for k, r := range a.returns {
			if r.Blank() {
				continue
			}
			if _, ok := c.astray(r, a.owners[k].name); ok {
				found = append(found, one{a, k})
				continue
			}
			at := place{a.owners[k].name, r.Schema}
			own[at] = append(own[at], r)
		}
	}
	for _, f := range found {
		r := f.a.returns[f.k]
		lies := f.a.owners[f.k].name
		names, _ := c.astray(r, lies)
		theirs, its := own[place{names, r.Schema}], own[place{lies, r.Schema}]
		same := slices.IndexFunc(theirs, func(o *returned.Return) bool { return o.Same(r) })
		say := ""
		switch {
		case same >= 0:
			say = "与" + theirs[same].File + "内容相同，只计一次，不算" + lies + "的"
		case len(theirs) > 0 && len(its) > 0:
			say = names + "和" + lies + "都另有自己的表，这一份没有计入"
		case len(theirs) > 0:
			c.say(returned.RuleOtherSchool, report.Warning, r.File, names, "表里写的是"+names+"，"+names+"另有自己的表，内容不同，按所在的文件夹算作"+lies+"的", "请核对是不是校名忘了改")
			continue
		default:
			f.a.owners[f.k] = owner{name: names}
			c.say(returned.RuleOtherSchool, report.Warning, r.File, names, "放在"+lies+"的文件夹里，按表里写的算作"+names+"的", "请核对")
			continue
		}
		if f.a.dropped == nil {
			f.a.dropped = map[*returned.Return]bool{}
		}
		f.a.dropped[r] = true
		c.say(returned.RuleOtherSchool, report.Warning, r.File, names, say, "请核对")
	}
}

// astray returns the school of the roster that a return names, if that is not
// the one of the roster whose folder it lies in.
func (c *collector) astray(r *returned.Return, lies string) (string, bool) {
	sc, ok := c.schools.find(r.Sender().Text)
	if !ok || sc.Name == lies {
		return "", false
	}
	if _, ok := c.schools.find(lies); !ok {
		return "", false
	}
	return sc.Name, true
}

// unreadFor lists the schools that sent what may be a form but cannot be read:
// a document or picture that is named after it, or after none.
func (c *collector) unreadFor(f form) []string {
	var names []string
	for i := range c.arrivals {
		if a := &c.arrivals[i]; a.owner.name != "" && c.mayBe(a, f) {
			names = append(names, a.owner.name)
		}
	}
	return names
}

// mayBe reports whether a file that was not read may be a form.
func (c *collector) mayBe(a *arrival, f form) bool {
	sort := sortOf(a.path)
	scan := sort == sortScan
	if a.isForm && !a.closed || !a.closed && !scan && sort != sortOther {
		return false
	}
	stem := plainName(strings.TrimSuffix(path.Base(a.path), path.Ext(a.path)))
	is := func(f form) bool {
		title := plainName(f.schema.Title)
		return strings.Contains(stem, title) || len([]rune(stem)) >= 3 && strings.Contains(title, stem)
	}
	switch {
	case is(f):
		return true
	case slices.ContainsFunc(c.forms, is):
		return false
	}
	return a.closed || scan && len(c.Campaign.Material) == 0
}
