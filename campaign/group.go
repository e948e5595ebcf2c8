package campaign

import (
	"cmp"
	"strings"
)

// A Group is who leads the campaign (领导小组), as {{group}} prints it.
type Group struct {
	Leads     []string `yaml:"leads" validate:"required"` // 组长
	Deputies  []string `yaml:"deputies"`                  // 副组长
	Members   []string `yaml:"members"`                   // 成员: persons, posts or departments
	Office    string   `yaml:"office"`                    // where its 办公室 is
	Directors []string `yaml:"directors"`                 // 办公室主任
}

// lines are the lines that g prints as.
func (g *Group) lines() string {
	if g == nil {
		return ""
	}
	var b strings.Builder
	line := func(label string, names []string) {
		if len(names) > 0 {
			b.WriteString(label + "：" + oneLine(strings.Join(names, "、")) + "\n")
		}
	}
	line("组长", g.Leads)
	line("副组长", g.Deputies)
	line("成员", g.Members)
	if g.Office != "" {
		b.WriteString("领导小组下设办公室，设在" + oneLine(g.Office) + "。\n")
	}
	line("办公室主任", g.Directors)
	return b.String()
}

// taskLines are the tasks of c as sentences, those of one unit together.
func (c *Campaign) taskLines() []string {
	var lines []string
	at := map[string]int{}
	for _, t := range c.Tasks {
		who := whoSay(t.Who)
		say := oneLine(t.What)
		if when := c.taskWhen(t); when != "" {
			say = when + say
		}
		i, ok := at[who]
		if !ok {
			i = len(lines)
			at[who] = i
			lines = append(lines, who+"：")
		} else {
			lines[i] += "；"
		}
		lines[i] += strings.TrimRight(say, "。；")
	}
	for i := range lines {
		lines[i] += "。"
	}
	return lines
}

func (c *Campaign) taskWhen(t Task) string {
	if !t.Due.IsZero() {
		return t.Due.String() + "前"
	}
	if t.Before != "" {
		return c.Event(t.Before) + "前"
	}
	return ""
}

// Whose names the units that owe a duty as texts do: 各学校、教务处; "" for none.
func (d Duty) Whose() string { return whoSay(d.Who) }

func whoSay(who []string) string {
	var names []string
	for _, w := range who {
		names = append(names, cmp.Or(unitKinds[w], oneLine(w)))
	}
	return strings.Join(names, "、")
}
