package stray_test

import (
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/stray"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

const data = `
schema: zhijiao/campaign@1
name: 2027年某市职业教育活动周
level: 市
year: 2027
theme: 一技在手
periods:
  - {id: week, name: 活动周, from: 2027-05-09, to: 2027-05-15, main: true}
superiors:
  - {title: 关于做好活动周工作的通知, deadlines: [{what: 全市总结, due: 2027-05-28}]}
organs:
  - {name: 某市教育局, short: 市教育局}
contacts:
  - {id: zcc, organ: 市教育局, phone: 0000-5512306, email: zcc@example.com}
deadlines:
  - {id: plan, what: 实施方案, due: 2027-04-23, time: "17:00", to: [zcc]}
  - {id: summary, what: 活动总结, due: 2027-05-21, to: [zcc]}
  - {id: works, what: 短视频作品, due: 2027-05-19, to: [zcc]}
rhythms:
  - {id: news, what: 活动信息, every: week, weekday: 周五, by: "15:00"}
material:
  - {kind: photo, minCount: 2, maxCount: 4, minBytes: 1M, maxBytes: 5M}
  - {kind: video, minSeconds: 90, maxSeconds: 180}
  - {kind: article, deadline: summary, max: 2000}
activities:
  - {name: 启动仪式, where: 校外, date: 2027-05-09, time: "09:00", until: "10:30", place: 市民广场}
  - {name: 技能竞赛决赛, where: 校内, date: 2027-05-11, time: "14:00", until: "17:00", place: 实训楼B座203室}
  - {name: 成果展演, where: 校内, date: 2027-05-15, time: "15:00", place: 大学生活动中心}
documents:
  - {id: notice, kind: 通知, title: 关于开展活动周的通知, body: 请参加。, signature: {organs: all, date: 2027-04-08}}
`

// TestIn: of a line that tells something of the data otherwise the words are found, of one that
// is right or about something else nothing.
func TestIn(t *testing.T) {
	c, err := campaign.Load(strings.NewReader(data), "")
	if err != nil {
		t.Fatal(err)
	}
	d := stray.NewData(c)
	for line, want := range map[string]string{
		"实施方案经校长签字，务必于4月26日前报送。":             "ZJ018 4月26日前",
		"实施方案经校长签字，务必于4月23日前报送。":             "",
		"总结由各校牵头起草，务必于6月4日前报市教育局。":           "ZJ018 6月4日前",
		"各校将总结的初稿于5月18日前报县教育局，5月21日前汇总报送。":   "",
		"请于4月26日前发至zcc@example.com。":         "",
		"我局汇总后，于6月2日前报省教育厅。":                 "ZJ037 6月2日前",
		"我局汇总后，于5月28日前报省教育厅。":                "",
		"技能竞赛决赛将如期而至，各系部已完成初赛，5月12日一早学生到赛场。": "ZJ027 5月12日",
		"技能竞赛决赛的参赛学生5月10日下午彩排。":              "",
		"实施方案请于4月23日下午4点前送达。":                "ZJ018 下午4点",
		"实施方案请于4月23日下午5点前送达。":                "",
		"启动仪式上午8:30签到，请提前入场。":                "",
		"技能竞赛决赛下午在实训楼B座302室进行，各系部按时参加。":      "ZJ027 实训楼B座302室",
		"技能竞赛决赛下午在实训楼B座203室进行，各系部按时参加。":      "",
		"活动周定于5月10日开幕。":                      "ZJ020 5月10日",
		"市里的助残日5月16日举行，不列入活动周。":              "",
		"随总结附上照片3至6张。":                       "ZJ026 3至6张",
		"随总结附上照片2至4张。":                       "",
		"照片每张1M以上、10M以下。":                    "ZJ026 10M",
		"短视频时长1分30秒至5分钟。":                    "ZJ026 1分30秒至5分钟",
		"短视频时长90秒至3分钟。":                      "",
		"每周四15:00前报送活动信息。":                   "ZJ018 每周四",
		"每周五15:00前报送活动信息。":                   "",
		"活动周期间全市统一组织以下四项活动。":                 "ZJ112 四项活动",
		"活动周期间全市统一组织以下三项活动。":                 "",
		"其中校内开展两项活动。":                        "",
		"咨询电话：0000-5512360。":                 "ZJ034 0000-5512360",
		"咨询电话：0000-5512306。":                 "",
		"去年的活动总结5月25日前就已报齐，曾于5月26日通报。":       "",
	} {
		p := engine.PlainPassage(line, nil, nil)
		var got []string
		for _, f := range d.In(&p) {
			got = append(got, f.Rule+" "+f.Line.Text[f.From:f.To])
			if f.Severity != report.Hint {
				t.Errorf("%s: %s; want a hint: nobody knows", line, f.Severity)
			}
		}
		if all := strings.Join(got, "；"); all != want {
			t.Errorf("%s\n\t%s\n\twant %s", line, all, want)
		}
	}
}

// TestManyThings: a long text and many data are read in good time.
func TestManyThings(t *testing.T) {
	var s strings.Builder
	s.WriteString(data[:strings.Index(data, "documents:")])
	for range 2000 {
		s.WriteString("  - {name: 技能展示第二场, date: 2027-05-12, place: 体育馆}\n")
	}
	s.WriteString(data[strings.Index(data, "documents:"):])
	c, err := campaign.Load(strings.NewReader(s.String()), "")
	if err != nil {
		t.Fatal(err)
	}
	p := engine.PlainPassage(strings.Repeat("技能展示于5月13日14:30在礼堂举行，照片3至9张，总结4月30日前报送。\n", 5000), nil, nil)
	if n := len(stray.NewData(c).In(&p)); n == 0 {
		t.Error("nothing found")
	}
}
