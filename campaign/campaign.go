// Package campaign models what is said in one year's 职业教育活动周: the
// campaign with its periods, deadlines and contacts, and the notices (通知) and
// plans (方案) that announce it.
//
// A campaign is a YAML file, which README.md beside this package tells key by key,
// or a Go literal. [Load] reads it strictly and reports all that is wrong with it at
// once ([LoadErrors]), for a clerk too; [Campaign.Compose] makes a
// [document.Document] of each of its drafts, which package render prints and package
// validate checks; [Campaign.Next] makes the draft of another year, and [Write] a
// file again, with the order, the comments and the lines it had.
//
//	c, err := campaign.LoadFile("campaign.yaml")
//	if err != nil {
//		return report.Chinese(err) // 第3行第5个字：…
//	}
//	doc, findings, err := c.Compose(&c.Documents[0])
//	next, moves, err := c.Next(2028, period)
//	err = campaign.Write(w, next)
//
// What stands around it: package pack below makes everything that goes to the
// schools, adopt a campaign of last year's notice, stated says what a document
// itself states of deadlines and contacts, plain reads drafts as people have them.
package campaign

import (
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/render/fill"
)

// A Campaign is everything of one year in one place. It is read from a
// campaign.yaml with [Load] or written as a Go literal.
type Campaign struct {
	Schema     string           `yaml:"schema" validate:"required,eq=zhijiao/campaign@1"`
	Name       string           `yaml:"name" validate:"required"`
	Level      string           `yaml:"level" validate:"required,oneof=部 省 市 县 校"`
	Year       int              `yaml:"year" validate:"required,min=2015,max=2100"`
	Theme      string           `yaml:"theme"`
	Superiors  []Superior       `yaml:"superiors" validate:"dive"` // 上级文件
	Periods    []Period         `yaml:"periods" validate:"dive"`
	Events     []Event          `yaml:"events" validate:"dive"`
	Organs     []document.Organ `yaml:"organs" validate:"required,dive"` // 主办 first
	Contacts   []Contact        `yaml:"contacts" validate:"dive"`
	Group      *Group           `yaml:"group"` // 领导小组; nil for none
	Tasks      []Task           `yaml:"tasks" validate:"dive"`
	Deadlines  []Deadline       `yaml:"deadlines" validate:"dive"`
	Rhythms    []Rhythm         `yaml:"rhythms" validate:"dive"`
	Material   []MaterialRule   `yaml:"material" validate:"dive"`
	Activities []Activity       `yaml:"activities" validate:"dive"`
	Forms      []FormUse        `yaml:"forms" validate:"dive"`
	Documents  []Draft          `yaml:"documents" validate:"required,dive"`
	Templates  []Template       `yaml:"templates" validate:"dive"`
	Doubts     []Doubt          `yaml:"doubts" validate:"dive"` // 待确认

	source *source // nil for a Go literal
}

// MainPeriod returns the main period of c: the one that is marked as such, or
// the only one. It returns false if there is none.
func (c *Campaign) MainPeriod() (Period, bool) {
	for _, p := range c.Periods {
		if p.Main || len(c.Periods) == 1 {
			return p, true
		}
	}
	return Period{}, false
}

// A Period is a named run of days, such as 活动周 or 宣传月. One of a
// campaign's periods is the main one.
type Period struct {
	ID   string        `yaml:"id" validate:"required"`
	Name string        `yaml:"name" validate:"required"`
	From calendar.Date `yaml:"from" validate:"required"`
	To   calendar.Date `yaml:"to" validate:"required"`
	Main bool          `yaml:"main"`
}

// Span returns the days of p.
func (p Period) Span() calendar.Period { return calendar.Period{From: p.From, To: p.To} }

// A Contact is somebody whom schools call or write to (联系人).
type Contact struct {
	ID     string `yaml:"id"` // "" means the part of Email before the @
	Organ  string `yaml:"organ" validate:"required"`
	Person string `yaml:"person"`
	Phone  string `yaml:"phone"`
	Email  string `yaml:"email" validate:"omitempty,email"`
}

// A Deadline is a day by which something is to be handed in (报送时限).
type Deadline struct {
	ID     string         `yaml:"id" validate:"required"`
	What   string         `yaml:"what" validate:"required"`
	Due    calendar.Date  `yaml:"due" validate:"required_without=Before"`
	Time   calendar.Clock `yaml:"time"`   // zero: any time of the day
	Before string         `yaml:"before"` // id of the event that it has to lie before, in place of Due
	To     []string       `yaml:"to"`     // ids of contacts
	Form   string         `yaml:"form"`   // id of a form, "" if none
	Files  []string       `yaml:"files"`  // words by one of which a document that is owed is known: 总结; none: as [Duty] says
	Period string         `yaml:"period"` // id of the period it belongs to, "" means the main one
	Kind   string         `yaml:"kind" validate:"omitempty,oneof=before during after"`
	Who    []string       `yaml:"who"`    // units that owe it: 学校, 部门, 区县, 全部, or names; none: all
	Medium []string       `yaml:"medium"` // 电子版, 纸质版, 盖章纸质版, 信息平台: each of them; none: not said
}

// A Rhythm is something handed in again and again (报送频次).
type Rhythm struct {
	ID      string         `yaml:"id" validate:"required"`
	What    string         `yaml:"what" validate:"required"`
	Every   string         `yaml:"every" validate:"required,oneof=day week"`
	Weekday string         `yaml:"weekday" validate:"omitempty,oneof=周一 周二 周三 周四 周五 周六 周日"` // for every: week
	By      calendar.Clock `yaml:"by"`
	Covers  string         `yaml:"covers" validate:"omitempty,oneof=same-day previous-day week"`
	Only    string         `yaml:"only" validate:"omitempty,oneof=activity"` // activity: on days on which the unit has one
	Period  string         `yaml:"period"`                                   // id, "" means the main one
	To      []string       `yaml:"to"`                                       // ids of contacts
	Files   []string       `yaml:"files"`                                    // as in [Deadline]
	Who     []string       `yaml:"who"`                                      // as in [Deadline]
	Medium  []string       `yaml:"medium"`                                   // as in [Deadline]
}

// A Task is something that somebody does and nobody is sent (任务分工).
type Task struct {
	What   string        `yaml:"what" validate:"required"`
	Who    []string      `yaml:"who" validate:"required"` // as in [Deadline]
	Due    calendar.Date `yaml:"due"`                     // zero: none
	Before string        `yaml:"before"`                  // as in [Deadline]
}

// An Activity is an event of the campaign (活动).
type Activity struct {
	Name     string         `yaml:"name" validate:"required"`
	Where    string         `yaml:"where" validate:"omitempty,oneof=校内 校外"`
	Date     calendar.Date  `yaml:"date"` // zero: not fixed
	Time     calendar.Clock `yaml:"time"` // at which it begins; zero: not fixed
	Until    calendar.Clock `yaml:"until"`
	Place    string         `yaml:"place"`
	Owner    string         `yaml:"owner"`
	Category string         `yaml:"category"` // 主题推介, 技能展示 …
	Audience string         `yaml:"audience"` // 面向对象
	Content  string         `yaml:"content"`
}

// A FormUse is a form of the campaign: a built-in one, named by Use, or one
// of its own, in Schema, or a file that a bureau has, in Template. Use excludes
// the others; with a template the schema may be left out.
type FormUse struct {
	ID       string        `yaml:"id" validate:"required"`
	Use      string        `yaml:"use"`
	Template string        `yaml:"template"` // a blank beside the campaign's file: it is sent out as it is, and returns are read against it
	Schema   *forms.Schema `yaml:"schema"`
	Notes    []string      `yaml:"notes"`                  // added below those of the form; a template has its own
	Added    bool          `yaml:"added"`                  // the original names it and has no blank: its columns are supplied by hand
	Within   string        `yaml:"within"`                 // id of the period that the days of its blocks must lie in; "": any
	Quota    int           `yaml:"quota" validate:"min=0"` // 名额: rows of its table that a unit may fill; 0: no limit
	About    bool          `yaml:"about"`                  // 左右: the quota is approximate

	Blank *learn.Blank `validate:"-"` // what was learnt of the template; nil for none
}

// A Template is a .docx with placeholders, a 发文稿纸 or 荣誉证书 for example, that is
// filled in from the campaign, from the roster or from what came back: a file of the
// bureau's own, or a built-in one. Package letter fills it in.
type Template struct {
	File     string `yaml:"file"`                                             // beside the campaign's file
	Use      string `yaml:"use" validate:"omitempty,oneof=发文稿纸 会签单 荣誉证书 告知函"` // a built-in one; excludes File
	For      string `yaml:"for" validate:"omitempty,oneof=school once"`       // one for each school or one for all; "": by what stands in it
	Out      string `yaml:"out"`                                              // path of what comes out, which may hold placeholders; "": 文书/ and the name of the file
	Document string `yaml:"document"`                                         // id of the document that it is about; "": the first

	Read *fill.Template `validate:"-"` // what stands in File; nil for a built-in one
}

// A Draft is a document as it stands in the campaign: its texts may hold
// template actions, its forms and organs are names. [Campaign.Compose] makes
// a [document.Document] of it.
type Draft struct {
	ID          string            `yaml:"id" validate:"required"`
	Kind        document.Kind     `yaml:"kind" validate:"required"` // 通知, 函 …; 方案 …
	Head        *DraftHead        `yaml:"head"`
	Title       string            `yaml:"title" validate:"required"`
	Adopted     string            `yaml:"adopted"` // 题注 below the title, without its brackets: 2024年5月6日校务会议审议通过
	Recipients  string            `yaml:"recipients"`
	Body        string            `yaml:"body" validate:"required"`
	ListMark    string            `yaml:"listMark"` // words before the attachment list where the original differs from 附件：
	Attachments []DraftAttachment `yaml:"attachments" validate:"dive"`
	Signature   *DraftSignature   `yaml:"signature"`
	Note        string            `yaml:"note"` // 附注
	Imprint     *document.Imprint `yaml:"imprint"`
	Added       []string          `yaml:"added"` // keys of parts supplied by hand, which the original lacks: title, imprint …
}

// A DraftHead is the head of a [Draft]; its organs are the campaign's, or those who sign where the
// title begins with just their names.
type DraftHead struct {
	Format  document.HeadFormat `yaml:"format" validate:"omitempty,oneof=信函 命令 纪要 套红 简报"`
	Mark    string              `yaml:"mark"`
	Number  document.DocNumber  `yaml:"number"`
	Copy    string              `yaml:"copy"`
	Secrecy string              `yaml:"secrecy"`
	Urgency string              `yaml:"urgency"`
	Signers []string            `yaml:"signers"`
	Room    int                 `yaml:"room" validate:"min=0,max=200"`
	Added   bool                `yaml:"added"`
}

// A DraftAttachment is an attachment of a [Draft]: a text, or a form by its id.
type DraftAttachment struct {
	Title   string `yaml:"title"`   // "" means the title of the form
	Adopted string `yaml:"adopted"` // 题注 below the title, without its brackets
	Listed  string `yaml:"listed"`
	Label   string `yaml:"label"`
	Body    string `yaml:"body"`
	Form    string `yaml:"form"`
	Printed bool   `yaml:"printed"` // printed by the document (印发), not attached
	Apart   bool   `yaml:"apart"`   // only listed: in a file of its own (另附)
}

// A DraftSignature is the signature of a [Draft].
type DraftSignature struct {
	Organs OrganNames    `yaml:"organs"` // all, or names
	Date   calendar.Date `yaml:"date"`
	Seal   document.Seal `yaml:"seal" validate:"omitempty,oneof=none single joint stamp"`
	Posts  []string      `yaml:"posts"` // with seal: stamp
}

// OrganNames lists organs by name or short name; the single name all means
// every organ of the campaign.
type OrganNames []string

// UnmarshalYAML reads a list of names or a single one. It takes the decoder as
// a function, so that it serves any YAML package.
func (o *OrganNames) UnmarshalYAML(decode func(any) error) error {
	var name string
	if decode(&name) == nil {
		*o = OrganNames{name}
		return nil
	}
	return decode((*[]string)(o))
}

// MarshalYAML returns a single name as itself, which UnmarshalYAML reads, else the
// list.
func (o OrganNames) MarshalYAML() (any, error) {
	if len(o) == 1 {
		return o[0], nil
	}
	return []string(o), nil
}
