package forms

import (
	"slices"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

// WeekStatistics is one school's 活动周学校情况统计表, the built-in form
// week-statistics: what bureaus ask for after the week, to be added up.
type WeekStatistics struct {
	School      string        `form:"学校,required,width=60,note=填写学校全称，与公章一致"`
	Colleges    int           `form:"参加活动的职业院校数,unit=所,min=0,required,note=学校填报时填1"`
	Enterprises int           `form:"企业数,unit=家,min=0,required,note=参加活动的企业"`
	Teachers    int           `form:"教师数,unit=人,min=0,required,note=参加活动的教师"`
	Students    int           `form:"学生数,unit=人,min=0,required,note=参加活动的本校学生"`
	Enrolled    *int          `form:"在校生数,unit=人,min=1,note=选填；填写后自动计算学生参与覆盖率，汇总时也要用到"`
	Coverage    *float64      `form:"学生参与覆盖率,kind=percent,min=0,max=100,formula=students / enrolled * 100,note=填了在校生数的自动计算；未填的请直接填写"`
	Total       int           `form:"参与总人数,unit=人,min=0,required,note=包括教师、学生、家长、企业人员和社会公众"`
	Visits      int           `form:"观摩体验活动项目数,unit=项,min=0,required"`
	Formats     string        `form:"主要活动形式,rows=5,len=500,required"`
	Media       string        `form:"媒体报道情况（省级及以上媒体）,rows=5,len=1000,note=逐条写明媒体名称、报道标题和日期；没有的填“无”"`
	Author      string        `form:"填表人,foot,required"`
	Phone       string        `form:"联系电话,kind=phone,foot,required"`
	Date        calendar.Date `form:"填报日期,foot"`
}

// OutreachPlan is the 职教活动周校外活动及宣传月特色活动规划表, the built-in
// form outreach-plan.
type OutreachPlan struct {
	School   string          `form:"学校,look=line,required,width=60"`
	Outreach OutreachEvent   `form:"职教活动周校外活动"`
	Features []OutreachEntry `form:"宣传月特色活动,rows=4"`
	Reporter string          `form:"信息员,foot,required"`
	Phone    string          `form:"联系电话,kind=phone,foot,required"`
}

// OutreachEvent is the one activity outside the school of an [OutreachPlan].
type OutreachEvent struct {
	Time   calendar.Period `form:"时间,required"`
	Place  string          `form:"地点,required"`
	People int             `form:"参与师生人数,unit=人,min=1,required"`
	Theme  string          `form:"活动主题,required,width=60"`
	Format string          `form:"活动主要形式,rows=5,required"`
}

// OutreachEntry is a row of an [OutreachPlan].
type OutreachEntry struct {
	Time    calendar.Period `form:"时间"`
	Place   string          `form:"地点"`
	Content string          `form:"活动内容,rows=2,width=30"`
	People  *int            `form:"参与师生人数,unit=人,min=1"`
}

// OpenDayPlan is the 技能节交流日规划表, the built-in form openday-plan.
type OpenDayPlan struct {
	School  string         `form:"学校,required,width=60"`
	Days    []OpenDayEntry `form:"开放展示安排,rows=7"`
	Contact string         `form:"联系人,foot,required"`
	Phone   string         `form:"电话,kind=phone,foot,required"`
}

// OpenDayEntry is a row of an [OpenDayPlan].
type OpenDayEntry struct {
	Date    calendar.Date `form:"日期"`
	Content string        `form:"开放展示内容,rows=2,width=30"`
	Place   string        `form:"具体地点,width=18"`
	Hours   string        `form:"时间段,width=14,note=如9:00—11:30"`
}

// MonthSchedule is the 职业教育宣传月活动安排 of one department of a school,
// the built-in form month-schedule.
type MonthSchedule struct {
	Department string          `form:"上报部门（院部）,required,look=line"`
	Date       calendar.Date   `form:"填报日期,look=line"`
	Activities []ScheduleEntry `form:"活动安排,rows=17"`
}

// ScheduleEntry is a row of a [MonthSchedule].
type ScheduleEntry struct {
	Project string          `form:"活动项目,kind=choice,width=22,options=印发《致初中毕业生及家长的一封信》|开展技能大师（名师）、劳动模范校园行活动|开展职业教育精准扶贫宣传工作|举办校园开放日及校园文化节活动|开展职业院校技能大赛赛场开放活动|利用各级媒体广泛宣传职业教育|开设职教宣传月专栏"`
	Content string          `form:"具体内容,width=26"`
	Time    calendar.Period `form:"活动时间,width=18"`
	Place   string          `form:"活动地点,width=14"`
	Owner   string          `form:"负责部门,width=12"`
	Contact string          `form:"负责人或联络人,width=10"`
	Phone   string          `form:"联系电话,kind=phone,width=14"`
}

// HighlightList is the 特色亮点活动一览表, the built-in form highlights.
type HighlightList struct {
	Sender     string           `form:"填报单位,required,width=60"`
	Activities []HighlightEntry `form:"特色亮点活动,rows=10,grow,number=序号"`
	Author     string           `form:"填表人,foot,required"`
	Phone      string           `form:"联系电话,kind=phone,foot,required"`
	Date       calendar.Date    `form:"填报日期,foot"`
}

// HighlightEntry is a row of a [HighlightList].
type HighlightEntry struct {
	School  string          `form:"学校,width=16"`
	Name    string          `form:"活动名称,width=18"`
	Time    calendar.Period `form:"时间,width=16"`
	Place   string          `form:"地点,width=14"`
	Content string          `form:"形式与内容,width=26"`
	People  *int            `form:"参与人数,unit=人,min=1"`
	Contact string          `form:"联系人,width=8"`
	Phone   string          `form:"联系电话,kind=phone,width=14"`
}

// LiaisonList is the 联络员信息表, the built-in form liaison.
type LiaisonList struct {
	Sender   string         `form:"填报单位,required,width=60"`
	Liaisons []LiaisonEntry `form:"联络员,rows=4,grow,number=序号"`
}

// LiaisonEntry is a row of a [LiaisonList].
type LiaisonEntry struct {
	Unit   string `form:"单位,width=20"`
	Name   string `form:"姓名,width=8"`
	Post   string `form:"职务,width=12"`
	Email  string `form:"邮箱,kind=email,width=22"`
	Mobile string `form:"手机号码,kind=phone,width=14"`
	Site   string `form:"方案/专栏（网站）地址,width=24"`
}

// A builtin makes one form of the catalogue anew at every call, so that nobody
// can change another's.
type builtin struct {
	id     string
	schema func() (*Schema, error)
	finish func(*Schema)
}

// catalogue lists the built-in forms by id.
func catalogue() []builtin {
	return []builtin{
		{"highlights", Of[HighlightList], func(s *Schema) {
			s.Title = "特色亮点活动一览表"
			s.Orientation = Landscape
		}},
		{"liaison", Of[LiaisonList], func(s *Schema) {
			s.Title = "联络员信息表"
			s.Orientation = Landscape
		}},
		{"month-schedule", Of[MonthSchedule], func(s *Schema) {
			s.Title = "职业教育宣传月活动安排"
			s.Orientation = Landscape
			s.Blocks[0].Label = "" // the original has none
			s.Notes = []string{"备注：活动项目包括："}
			for i, o := range s.Blocks[0].Fields[0].Options {
				s.Notes = append(s.Notes, string(rune('1'+i))+"."+o)
			}
		}},
		{"openday-plan", Of[OpenDayPlan], func(s *Schema) {
			s.Title = "技能节交流日规划表"
			s.Blocks[0].Label = ""
		}},
		{"outreach-plan", Of[OutreachPlan], func(s *Schema) {
			s.Title = "职教活动周校外活动及宣传月特色活动规划表"
		}},
		{"week-statistics", Of[WeekStatistics], func(s *Schema) {
			s.Title = "职业教育活动周学校情况统计表"
			s.Checks = []string{
				"total >= teachers + students",
				"students <= enrolled",
			}
		}},
	}
}

// Builtin returns the built-in form with the id, and whether there is one. The
// copy is the caller's own: a campaign gives it the year's title, adds notes
// or narrows dates.
//
//	highlights       特色亮点活动一览表                        [HighlightList]
//	liaison          联络员信息表                              [LiaisonList]
//	month-schedule   职业教育宣传月活动安排                    [MonthSchedule]
//	openday-plan     技能节交流日规划表                        [OpenDayPlan]
//	outreach-plan    职教活动周校外活动及宣传月特色活动规划表  [OutreachPlan]
//	week-statistics  职业教育活动周学校情况统计表              [WeekStatistics]
func Builtin(id string) (*Schema, bool) {
	list := catalogue()
	i := slices.IndexFunc(list, func(b builtin) bool { return b.id == id })
	if i < 0 {
		return nil, false
	}
	return list[i].build(), true
}

// Builtins returns all built-in forms, by id; the copies are the caller's own.
func Builtins() []*Schema {
	var all []*Schema
	for _, b := range catalogue() {
		all = append(all, b.build())
	}
	return all
}

func (b builtin) build() *Schema {
	s, err := b.schema()
	if err != nil {
		panic(err) // our own tags: a test builds them all
	}
	s.ID, s.Version = b.id, "1"
	b.finish(s)
	return s
}
