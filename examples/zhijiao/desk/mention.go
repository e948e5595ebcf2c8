package desk

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
)

// bodies are the running texts of a campaign's documents, with their paths.
func bodies(c *campaign.Campaign) (paths []string, texts []*string) {
	for i := range c.Documents {
		d := &c.Documents[i]
		paths, texts = append(paths, fmt.Sprintf("documents[%d].body", i)), append(texts, &d.Body)
		for j := range d.Attachments {
			if d.Attachments[j].Body != "" {
				paths, texts = append(paths, fmt.Sprintf("documents[%d].attachments[%d].body", i, j)), append(texts, &d.Attachments[j].Body)
			}
		}
	}
	return paths, texts
}

// maxHinted is of how many deadlines and contacts that is looked for: no notice has as
// many.
const maxHinted = 300

// unsaid are the deadlines and contacts that no document tells, by path.
func unsaid(c *campaign.Campaign) map[string][]remark {
	_, texts := bodies(c)
	var lines []string // as they print
	raw := ""
	for _, t := range texts {
		raw += *t + "\n"
		if printed, err := c.Expand(*t); err == nil {
			lines = append(lines, strings.Split(printed, "\n")...)
		}
	}
	for _, d := range c.Documents {
		lines = append(lines, d.Note)
	}
	for i := range lines {
		lines[i] = squeeze(lines[i])
	}
	dues := map[string]int{} // how many deadlines share a day
	for _, d := range c.Deadlines {
		dues[d.Due.ISO()]++
	}
	all := map[string][]remark{}
	say := func(path, what string) {
		all[path] = append(all[path], remark{Class: "hint", Text: "文件的正文里没有写到" + what, Act: "mention", Value: path, Button: "写进正文"})
	}
	listed := strings.Contains(raw, "{{deadlines}}") || strings.Contains(raw, "{{duties}}")
	for i, d := range c.Deadlines[:min(len(c.Deadlines), maxHinted)] {
		due, known := c.Due(d)
		if listed || d.What == "" || !known || names(raw, "date", d.ID) || names(raw, "day", d.ID) {
			continue
		}
		day := strconv.Itoa(due.Month) + "月" + strconv.Itoa(due.Day) + "日"
		what := squeeze(d.What)
		if !slices.ContainsFunc(lines, func(line string) bool {
			return strings.Contains(line, day) && (dues[d.Due.ISO()] < 2 || strings.Contains(line, what))
		}) {
			say(fmt.Sprintf("deadlines[%d]", i), "这一时限")
		}
	}
	for i, k := range c.Contacts[:min(len(c.Contacts), maxHinted)] {
		if k.Phone == "" && k.Email == "" && k.Person == "" || names(raw, "contact", k.Key()) || names(raw, "contact", strconv.Itoa(i+1)) {
			continue
		}
		if !slices.ContainsFunc(lines, func(line string) bool {
			return k.Phone != "" && strings.Contains(line, squeeze(k.Phone)) || k.Email != "" && strings.Contains(line, k.Email) ||
				k.Phone == "" && k.Email == "" && strings.Contains(line, squeeze(k.Person))
		}) {
			say(fmt.Sprintf("contacts[%d]", i), "这位联系人")
		}
	}
	return all
}

// names reports whether a text has an action of something.
func names(text, action, id string) bool {
	return id != "" && strings.Contains(text, "{{"+action+" "+strconv.Quote(id)+"}}")
}

var (
	// Lines that speak of the like, the surest first.
	sending = []*regexp.Regexp{regexp.MustCompile(`\{\{da(?:te|y) "`), regexp.MustCompile(`月\d+日.{0,8}前.{0,30}报`), regexp.MustCompile(`报送|上报`)}
	calling = []*regexp.Regexp{regexp.MustCompile(`\{\{contact "`), regexp.MustCompile(`联\s*系\s*人`), regexp.MustCompile(`联系(?:电话|方式)`)}

	closing = regexp.MustCompile(`^[\s　]*(?:特此通知|特此函告|专此|附件[：:1-9])`)
	counted = regexp.MustCompile(`^([\s　]*)(\d+)([.．、])`)
)

// mention writes the deadline or the contact at a path into the text that speaks of
// such, behind the last place that does; at is the path of that text, wrote what was written.
func mention(c *campaign.Campaign, path string) (at, wrote string, ok bool) {
	list, n, isElement := element(path)
	sentence, item, alike := "", "", sending
	switch {
	case !isElement || n < 0:
		return "", "", false
	case list == "deadlines" && n < len(c.Deadlines):
		d := c.Deadlines[n]
		when := "{{date " + strconv.Quote(d.ID) + "}}"
		if !d.Time.IsZero() {
			when += d.Time.String()
		}
		to := "送"
		if len(d.To) > 0 {
			if k, ok := c.Contact(d.To[0]); ok && k.Organ != "" {
				to += k.Organ
			}
		}
		sentence, item = "请于"+when+"前将"+d.What+"报"+to+"。", when+"前，报"+to+"："+d.What+"。"
		if to == "送" {
			item = when + "前，报送" + d.What + "。"
			sentence = "请于" + when + "前报送" + d.What + "。"
		}
	case list == "contacts" && n < len(c.Contacts):
		k := c.Contacts[n]
		sentence, alike = k.Organ+"联系人：{{contact "+strconv.Quote(k.Key())+"}}。", calling
	default:
		return "", "", false
	}
	wrote = sentence
	paths, texts := bodies(c)
	if len(paths) == 0 {
		return "", "", false
	}
	which, line := 0, -1
	for _, like := range alike {
		for i, t := range texts {
			if line >= 0 && which != i {
				break
			}
			for j, l := range strings.Split(*t, "\n") {
				if like.MatchString(l) && !strings.Contains(l, "\t") {
					which, line = i, j
				}
			}
		}
		if line >= 0 {
			break
		}
	}
	lines := strings.Split(strings.TrimRight(*texts[which], "\n"), "\n")
	switch {
	case line < 0: // at the end, before the words that close it
		line = len(lines)
		for line > 1 && closing.MatchString(lines[line-1]) {
			line--
		}
		lines = slices.Insert(lines, line, sentence)
	case list == "contacts":
		lines = slices.Insert(lines, line+1, sentence)
	default:
		number := counted.FindStringSubmatch(lines[line])
		next := ""
		if number != nil {
			count, _ := strconv.Atoi(number[2]) // of digits, few in any list
			next = number[1] + strconv.Itoa(count+1) + number[3]
		}
		if number != nil && (line+1 == len(lines) || !strings.HasPrefix(lines[line+1], next)) {
			lines = slices.Insert(lines, line+1, next+item)
			wrote = next + item
		} else {
			lines[line] = strings.TrimRight(lines[line], " 　") + sentence
		}
	}
	*texts[which] = strings.Join(lines, "\n") + "\n"
	return paths[which], wrote, true
}
