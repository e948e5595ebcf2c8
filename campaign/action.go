package campaign

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/internal/yamltree"
	"github.com/zhijiao-go/zhijiao/internal/suggest"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Errors in [ActionError.Err].
var (
	ErrActionSyntax  = errors.New("not a template action")
	ErrUnknownAction = errors.New("unknown template action")
	ErrUnknownName   = errors.New("unknown name in a template action")
	ErrNoValue       = errors.New("the campaign has no such value")
	ErrActionPlace   = errors.New("a table or list stands on a line of its own in a body")
	// and ErrTooLarge, where actions make more of a text than is read of a file.
)

// What a text may become. Real ones have some hundreds of characters in a
// paragraph, and some dozens of actions.
const (
	maxFilled = 1 << 20 // bytes that actions put into all texts of a campaign
	maxFields = 10_000  // fields of the forms that all documents of a campaign attach
)

// An ActionError is a template action that cannot be carried out.
type ActionError struct {
	Where  report.Position // place of the action; in the text alone if the campaign is a Go literal
	Path   string          // which text: documents[0].body; "" if that is not known
	Action string          // as written: {{date "summry"}}
	Err    error           // one of the errors above
	Known  []string        // actions or names that could stand there
	wanted string          // name that could not be found
}

func (e *ActionError) Error() string {
	english, _ := e.detail()
	return "campaign: " + prefixed(e.Where.String(), e.Path, english)
}

// Chinese says the same to a clerk.
func (e *ActionError) Chinese() string {
	_, chinese := e.detail()
	return prefixed(e.Where.String(), e.Path, chinese)
}

func (e *ActionError) Unwrap() error { return e.Err }

func (e *ActionError) detail() (english, chinese string) {
	english = e.Action + ": " + e.Err.Error()
	chinese = e.Action + "：" + map[error]string{
		ErrActionSyntax:  "不是正确的模板动作",
		ErrUnknownAction: "没有这个模板动作",
		ErrUnknownName:   "模板动作中的名称不存在",
		ErrNoValue:       "活动数据中没有可填的内容",
		ErrActionPlace:   "表格和清单只能用在正文里，独占一行",
		ErrTooLarge:      "模板动作填入的文字太多，请减少动作，或改短所填的内容",
	}[e.Err]
	switch {
	case e.Err == ErrActionSyntax:
		english += `: want {{theme}} or {{period "id"}}`
		chinese += `，应写成{{theme}}或{{period "id"}}的样子`
	case len(e.Known) > 0:
		english += ": " + suggest.English(e.wanted, e.Known)
		chinese += "，" + suggest.Chinese(e.wanted, e.Known)
	}
	return english, chinese
}

// prefixed puts the places that are known before a message.
func prefixed(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ": ")
}

// An action is what {{name}} or {{name "id"}} stands for.
type action struct {
	named bool                           // it takes an id
	ids   func() []string                // what the id may be
	value func(id string) (string, bool) // false if there is no such id; "" if it has no value
	lines bool                           // the value is lines, for a line of its own
}

var actionNames = []string{"theme", "year", "organs", "period", "days", "date", "day", "time", "contact", "form", "activities", "deadlines", "duties", "group", "tasks"}

func (c *Campaign) action(name string) (action, bool) {
	switch name {
	case "theme":
		return action{value: func(string) (string, bool) { return c.Theme, true }}, true
	case "year":
		return action{value: func(string) (string, bool) { return strconv.Itoa(c.Year), true }}, true
	case "organs":
		return action{value: func(string) (string, bool) {
			var names []string
			for _, o := range c.Organs {
				names = append(names, o.ShortName())
			}
			return strings.Join(names, "、"), true
		}}, true
	case "period":
		return action{named: true, ids: func() []string { return ids(c.Periods, Period.key) }, value: func(id string) (string, bool) {
			p, ok := byID(c.Periods, Period.key, id)
			return p.Span().String(), ok
		}}, true
	case "days":
		return action{named: true, ids: func() []string { return ids(c.Periods, Period.key) }, value: func(id string) (string, bool) {
			p, ok := byID(c.Periods, Period.key, id)
			return c.withoutYear(p.Span().String(), p.From), ok
		}}, true
	case "day":
		return action{named: true, ids: func() []string { return ids(c.Deadlines, Deadline.key) }, value: func(id string) (string, bool) {
			d, ok := byID(c.Deadlines, Deadline.key, id)
			due, known := c.Due(d)
			if !known {
				return c.Event(d.Before), ok
			}
			return c.withoutYear(due.String(), due), ok
		}}, true
	case "date":
		return action{named: true, ids: func() []string { return ids(c.Deadlines, Deadline.key) }, value: func(id string) (string, bool) {
			d, ok := byID(c.Deadlines, Deadline.key, id)
			due, known := c.Due(d)
			if !known {
				return c.Event(d.Before), ok
			}
			return due.String(), ok
		}}, true
	case "time":
		return action{named: true, ids: func() []string { return ids(c.Rhythms, Rhythm.key) }, value: func(id string) (string, bool) {
			r, ok := byID(c.Rhythms, Rhythm.key, id)
			return r.By.String(), ok
		}}, true
	case "contact":
		return action{named: true, ids: func() []string { return ids(c.Contacts, Contact.Key) }, value: func(id string) (string, bool) {
			contact, ok := c.Contact(id)
			return contact.String(), ok
		}}, true
	case "form":
		return action{named: true, ids: func() []string { return ids(c.Forms, FormUse.key) }, value: func(id string) (string, bool) {
			title, err := c.schemaTitle(id)
			return title, err == nil
		}}, true
	case "activities":
		return action{lines: true, value: func(string) (string, bool) { return c.activityTable(), true }}, true
	case "deadlines":
		return action{lines: true, value: func(string) (string, bool) { return numbered(c.deadlineLines()), true }}, true
	case "duties":
		return action{lines: true, value: func(string) (string, bool) { return numbered(c.dutyLines()), true }}, true
	case "group":
		return action{lines: true, value: func(string) (string, bool) { return c.Group.lines(), true }}, true
	case "tasks":
		return action{lines: true, value: func(string) (string, bool) { return numbered(c.taskLines()), true }}, true
	}
	return action{}, false
}

// Actions yields what texts may hold of actions, as it stands there without its braces
// (theme, period "week"), and what each becomes; "" if c has no such value.
func (c *Campaign) Actions(yield func(name, value string) bool) {
	for _, name := range actionNames {
		a, _ := c.action(name)
		if !a.named {
			v, _ := a.value("")
			if !yield(name, strings.TrimSuffix(v, "\n")) {
				return
			}
			continue
		}
		known := a.ids()
		if name == "contact" {
			for i := range c.Contacts {
				known = append(known, strconv.Itoa(i+1))
			}
		}
		for _, id := range known {
			if v, _ := a.value(id); !yield(name+` "`+id+`"`, v) {
				return
			}
		}
	}
}

// withoutYear leaves the campaign's own year out of days that begin on a day.
func (c *Campaign) withoutYear(printed string, first calendar.Date) string {
	if first.Year != c.Year {
		return printed
	}
	return strings.TrimPrefix(printed, strconv.Itoa(c.Year)+"年")
}

// Expand carries out the template actions in a text:
//
//	{{theme}}        the theme
//	{{year}}         2023
//	{{organs}}       short names of the organs, joined by 、
//	{{period "id"}}  2023年5月14日—20日
//	{{days "id"}}    5月14日—20日; with the year if it is not the campaign's
//	{{date "id"}}    day of a deadline, 2023年5月22日; its event while that has no day
//	{{day "id"}}     5月22日, likewise
//	{{time "id"}}    hour of a rhythm, 12:00
//	{{contact "id"}} [Contact.String]; a number counts the contacts from 1
//	{{form "id"}}    title of a form
//	{{activities}}   table of the activities
//	{{deadlines}}    numbered list of the deadlines
//	{{duties}}       numbered list of all duties: [Campaign.Duties]
//	{{group}}        the leading group, a line for each part
//	{{tasks}}        numbered list of the tasks, those of one unit together
//
// The last five stand on a line of their own, in a body. A list begins with 1. and
// follows a heading such as （一）.
//
// An opening {{ that begins none of these, an unknown name and a value that
// the campaign lacks are an [*ActionError] with line and column in the text, and
// so is a value with which the text would be larger than any document.
func (c *Campaign) Expand(text string) (string, error) {
	e, err := c.expand(text, new(filled), true)
	if err != nil {
		return "", err
	}
	return e.text, nil
}

// A filled counts what documents are made of besides what is written out.
type filled struct {
	bytes  int // of what actions put into texts
	fields int // of forms
}

// An expansion is a text whose actions are carried out. Actions and values
// hold no line breaks, so lines keep their numbers but behind tables and lists.
type expansion struct {
	text   string
	shifts map[int][]shift // by line of the original
	runs   []run           // in order
}

// A run is the lines that an action became which stands alone on its line, at column
// of line in the original.
type run struct{ first, lines, line, column int }

// origin returns the line in the original of one in the expansion, and the column of
// the action that became it; 0 if none did.
func (e expansion) origin(line int) (int, int) {
	more := 0
	for _, r := range e.runs {
		switch {
		case line < r.first:
			return line - more, 0
		case line < r.first+r.lines:
			return r.line, r.column
		}
		more += r.lines - 1
	}
	return line - more, 0
}

// A shift tells that an action of from characters at column at, both in the
// original, became to characters.
type shift struct{ at, from, to int }

// source returns the column in the original of one in the expansion; within
// what an action became, the action's.
func (e expansion) source(line, column int) int { return e.walk(line)(column) }

// walk returns a source of one line for columns that only grow.
func (e expansion) walk(line int) func(column int) int {
	line, own := e.origin(line)
	if own > 0 {
		return func(int) int { return own }
	}
	shifts, moved := e.shifts[line], 0
	return func(column int) int {
		for len(shifts) > 0 {
			s := shifts[0]
			switch start := s.at + moved; {
			case column < start:
				return column - moved
			case column < start+s.to:
				return s.at
			}
			moved += s.to - s.from
			shifts = shifts[1:]
		}
		return column - moved
	}
}

var actionForm = regexp.MustCompile(`^\{\{[ \t]*([\pL\d_]+)(?:[ \t]+"([^"{}\n]*)")?[ \t]*\}\}`)

// expand carries out the actions in a text; those that become lines, where body is
// set.
func (c *Campaign) expand(text string, all *filled, body bool) (expansion, error) {
	e := expansion{shifts: map[int][]shift{}}
	known := map[string]string{} // values of actions as written
	var out strings.Builder
	line, column := 1, 1
	begin := 0 // of the line, in out
	more := 0  // lines in out
	for rest := text; ; {
		before, _, found := strings.Cut(rest, "{{")
		out.WriteString(before)
		if !found {
			break
		}
		rest = rest[len(before):]
		if i := strings.LastIndexByte(before, '\n'); i >= 0 {
			line += strings.Count(before, "\n")
			before, column = before[i+1:], 1
			begin = out.Len() - len(before)
		}
		column += utf8.RuneCountInString(before)
		written, value, err := c.act(rest, known)
		all.bytes += len(value)
		printed, rows := value, strings.Count(value, "\n")
		if rows > 0 {
			after, _, _ := strings.Cut(rest[len(written):], "\n")
			if alone := strings.TrimSpace(out.String()[begin:]) == "" && strings.TrimSpace(after) == ""; err == nil && !(body && alone) {
				err = &ActionError{Action: written, Err: ErrActionPlace}
			}
			printed = "" // its lines are as long as those of the file, at most
		}
		if err == nil && (all.bytes > maxFilled || out.Len()-begin+len(printed) > yamltree.MaxLine) {
			err = &ActionError{Action: written, Err: ErrTooLarge}
		}
		if err != nil {
			err.Where = report.Position{Line: line, Column: column}
			return e, err
		}
		chars := utf8.RuneCountInString(written)
		if rows > 0 {
			e.runs = append(e.runs, run{line + more, rows, line, column})
			more += rows - 1
			value = strings.TrimSuffix(value, "\n")
		}
		e.shifts[line] = append(e.shifts[line], shift{column, chars, utf8.RuneCountInString(value)})
		out.WriteString(value)
		column += chars
		rest = rest[len(written):]
	}
	e.text = out.String()
	return e, nil
}

// act carries out the action that s begins with. It keeps values in known.
func (c *Campaign) act(s string, known map[string]string) (written, value string, err *ActionError) {
	g := actionForm.FindStringSubmatchIndex(s)
	if g == nil {
		return "", "", &ActionError{Action: excerptOfAction(s), Err: ErrActionSyntax}
	}
	if v, ok := known[s[:g[1]]]; ok {
		return s[:g[1]], v, nil
	}
	fail := func(err error, wanted string, known []string) (string, string, *ActionError) {
		return "", "", &ActionError{Action: s[:g[1]], Err: err, wanted: wanted, Known: known}
	}
	name, hasID := s[g[2]:g[3]], g[4] >= 0
	a, ok := c.action(name)
	switch {
	case !ok:
		return fail(ErrUnknownAction, name, actionNames)
	case hasID != a.named:
		return fail(ErrActionSyntax, "", nil)
	}
	id := ""
	if hasID {
		id = s[g[4]:g[5]]
	}
	switch v, ok := a.value(id); {
	case !ok:
		return fail(ErrUnknownName, id, a.ids())
	case v == "" || !a.lines && strings.ContainsAny(v, "\r\n"):
		return fail(ErrNoValue, "", nil)
	default:
		known[s[:g[1]]] = v
		return s[:g[1]], v, nil
	}
}

// excerptOfAction returns what a reader would take for the action that s
// begins with: up to }} or the end of the line, 40 characters at most.
func excerptOfAction(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	if before, _, ok := strings.Cut(s, "}}"); ok {
		s = before + "}}"
	}
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40]) + "…"
	}
	return s
}

// String returns the name, telephone and mailbox, as far as they are known:
// 郭某某，联系电话：2000001，邮箱：gjc@example.com. A contact without a person
// begins with the organ.
func (c Contact) String() string {
	s := c.Person
	if s == "" {
		s = c.Organ
	}
	if c.Phone != "" {
		s += "，联系电话：" + c.Phone
	}
	if c.Email != "" {
		s += "，邮箱：" + c.Email
	}
	return s
}

func (p Period) key() string   { return p.ID }
func (d Deadline) key() string { return d.ID }
func (r Rhythm) key() string   { return r.ID }
func (u FormUse) key() string  { return u.ID }

// Key returns ID or, without one, the part of Email before the @.
func (c Contact) Key() string {
	if c.ID != "" {
		return c.ID
	}
	name, _, _ := strings.Cut(c.Email, "@")
	return name
}

func ids[T any](list []T, key func(T) string) []string {
	var names []string
	for _, v := range list {
		if k := key(v); k != "" {
			names = append(names, k)
		}
	}
	return names
}

func byID[T any](list []T, key func(T) string, id string) (v T, ok bool) {
	if i := slices.IndexFunc(list, func(v T) bool { return id != "" && key(v) == id }); i >= 0 {
		return list[i], true
	}
	return v, false
}

// Contact returns the contact with the id: its ID, else the part of its Email
// before the @, else its number, counted from 1.
func (c *Campaign) Contact(id string) (Contact, bool) {
	if v, ok := byID(c.Contacts, Contact.Key, id); ok {
		return v, true
	}
	if n, err := strconv.Atoi(id); err == nil && n >= 1 && n <= len(c.Contacts) {
		return c.Contacts[n-1], true
	}
	return Contact{}, false
}
