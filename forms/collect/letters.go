package collect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/letter"
	"github.com/zhijiao-go/zhijiao/forms/collect/internal/ledger"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render/fill"
)

// A filled is a file that is ready to be added.
type filled struct {
	path string
	data []byte
}

// letters fills in the templates that ask for what came in; the others are filled in
// where the documents are made.
func (c *collector) letters(debts []Debt) (made []filled, err error) {
	mine, err := letter.Of(c.Campaign)
	if err != nil {
		return nil, err
	}
	all := slices.DeleteFunc(slices.Concat(mine, c.Letters), func(l letter.Letter) bool { return !l.Collected() })
	if len(all) == 0 {
		return nil, nil
	}
	d := c.delivered(debts)
	w := &letter.Writer{Campaign: c.Campaign, Roster: c.schools.roster, Totals: c.totals(d), Sent: d.of}
	for _, l := range all {
		told, err := w.Write(l, func(path, _ string, data []byte) error {
			made = append(made, filled{path, data})
			return c.ctx.Err()
		})
		if err != nil {
			return nil, err
		}
		if note := told.Note(); note != "" {
			c.report.Skip("", note)
		}
	}
	return made, nil
}

// A delivery is who sent what.
type delivery struct {
	units []unit // of the roster, in its order; without one those that sent something
	at    map[string]int
}

// A unit is one that owes something, and what became of that.
type unit struct {
	name             string
	sent, late, owes []string
}

// delivered tells from what is owed and what is asked for again who sent what.
func (c *collector) delivered(debts []Debt) *delivery {
	type key struct{ school, what string }
	state := map[key]Debt{}
	for _, d := range debts {
		if _, ok := state[key{d.School, d.What}]; !ok || d.State != stateLate { // what is missing of a rhythm weighs more
			state[key{d.School, d.What}] = d
		}
	}
	others := c.othersAsked()
	x := &delivery{at: map[string]int{}}
	for _, name := range c.everyone() {
		if _, listed := c.schools.find(name); !listed && len(c.schools.roster) > 0 {
			continue
		}
		u := unit{name: name}
		for _, what := range append(c.asks(name), others[name]...) {
			switch d, owed := state[key{name, what}]; {
			case !owed:
				u.sent = append(u.sent, what)
			case d.State == stateLate:
				u.late = append(u.late, what)
			default:
				u.owes = append(u.owes, what+"（"+d.State+"）")
			}
		}
		if len(u.sent)+len(u.late)+len(u.owes) > 0 {
			x.at[name] = len(x.units)
			x.units = append(x.units, u)
		}
	}
	return x
}

// othersAsked lists by unit what it has to send by now besides forms and counted
// material, as debts call it.
func (c *collector) othersAsked() map[string][]string {
	all := map[string][]string{}
	for _, it := range c.items {
		d := &c.duties[it.Duty]
		if it.Medium != "" || strings.HasPrefix(d.Path, "material") || d.Form != "" && it.Part == "" {
			continue
		}
		what := cmp.Or(it.Part, oneLine(d.What))
		if (ledger.Owed(it.State) || it.State == stateLate || it.State == stateCame) && !slices.Contains(all[it.Unit], what) {
			all[it.Unit] = append(all[it.Unit], what)
		}
	}
	return all
}

// asks lists what a unit has to send of forms and material by now, as debts call it.
func (c *collector) asks(name string) (all []string) {
	sc := c.school(name)
	for i, f := range c.forms {
		if !c.asked(f.deadline) || !c.owes(sc, f.deadline) {
			continue
		}
		what := "《" + f.schema.Title + "》"
		if c.tallies[i].IsUnit(sc) {
			what += "的汇总表"
		}
		all = append(all, what)
	}
	for i, m := range c.Campaign.Material {
		var by *campaign.Deadline
		for k := range c.Campaign.Deadlines {
			if d := &c.Campaign.Deadlines[k]; d.ID == m.Deadline && m.Deadline != "" {
				by = d
			}
		}
		if m.MinCount > 0 && c.asked(by) && c.owesAt(sc, fmt.Sprintf("material[%d]", i)) && !sc.IsUnit() {
			all = append(all, materialNames[m.Kind])
		}
	}
	return all
}

// names are the units that want holds for.
func (d *delivery) names(want func(unit) bool) (all []string) {
	for _, u := range d.units {
		if want(u) {
			all = append(all, u.name)
		}
	}
	return all
}

func (u unit) onTime() bool { return len(u.late)+len(u.owes) == 0 }

func (u unit) isLate() bool { return len(u.late) > 0 && len(u.owes) == 0 }

func (u unit) lacks() bool { return len(u.owes) > 0 }

// of are the placeholders of a school.
func (d *delivery) of(name string) *fill.Values {
	v := new(fill.Values)
	var u unit
	if i, ok := d.at[name]; ok {
		u = d.units[i]
	}
	v.Set("已报", orNone(u.sent))
	v.Set("迟报", orNone(u.late))
	v.Set("未报", orNone(u.owes))
	return v
}

func orNone(list []string) string {
	if len(list) == 0 {
		return "无"
	}
	return mend(strings.Join(list, "、"))
}

// totals are the placeholders of all returns.
func (c *collector) totals(d *delivery) *fill.Values {
	v := new(fill.Values)
	v.Set("应报单位数", fmt.Sprint(len(d.units)))
	for _, group := range []struct {
		name string
		want func(unit) bool
	}{{"已报单位", unit.onTime}, {"迟报单位", unit.isLate}, {"未报单位", unit.lacks}} {
		names := d.names(group.want)
		v.Set(group.name+"数", fmt.Sprint(len(names)))
		v.Set(group.name, orNone(names))
	}
	labels := map[string]int{}
	each := func(say func(form *returned.Tally, label, text string)) {
		for i, t := range c.tallies {
			for k := range t.All.Columns {
				col := &t.All.Columns[k]
				if col.Field.Kind.Numeric() && !mark(col.Field) {
					say(c.tallies[i], col.Field.Label, totalOf(col, returnsOf(t)).text)
				}
			}
		}
	}
	each(func(_ *returned.Tally, label, _ string) { labels[label]++ })
	each(func(t *returned.Tally, label, text string) {
		if labels[label] == 1 {
			v.Set(letter.Total+" "+label, text)
			v.Also(letter.Total+` "`+t.Schema.Title+`" "`+label+`"`, text)
			return
		}
		v.Set(letter.Total+` "`+t.Schema.Title+`" "`+label+`"`, text) // the forms tell them apart
	})
	return v
}
