package validate_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/validate"
)

// withBody returns a campaign that has data of every kind and one notice with a body.
func withBody(t testing.TB, body string) *campaign.Campaign {
	c, err := campaign.Load(strings.NewReader(build(`periods:
  - {id: week, name: 活动周, from: 2023-05-14, to: 2023-05-20, main: true}
  - {id: month, name: 宣传月, from: 2023-05-08, to: 2023-06-08}
activities:
  - {name: 启动仪式, date: 2023-05-14, time: "09:30", until: "10:30", place: 市体育中心, owner: 市教育局}
  - {name: 技能展示, date: 2023-05-16}
material:
  - {kind: photo, maxCount: 6}
  - {kind: video, minSeconds: 30, maxSeconds: 90}
forms:
  - {id: highlights, use: highlights, quota: 2}
`)), "")
	if err != nil {
		t.Fatal(err)
	}
	c.Documents[0].Body = body
	return c
}

// TestAnyWords puts together what is held against the data of a campaign, in any order:
// checking it ends, and what is found has a place and says what to do.
func TestAnyWords(t *testing.T) {
	c := withBody(t, "")
	piece := rapid.SampledFrom(strings.Split(
		"活动周 宣传月 启动仪式 技能展示 （启动仪式） “启动仪式” 首日 首尾两天 时间： 活动时间： 地点： 主题： 主题是“技能成才” 以“ ”为主题 定于 安排在 将在 于 自 至 起 结束 开始 前 "+
			"5月14日 5月15日 （5月8日、5月20日） 2022年 2023年 2月30日 9:30 —10:30 上午9点半 下午3时 24:00 25:00 市体育中心 市文化宫 举行 举办 组织 由市总工会承办 由 负责 "+
			"报送 活动周总结 总结 截止日期 每日 每周五 17:00前报当日情况 次日 只报纸质版 电子版 照片 视频 不超过8张 4至8张 15秒至90秒 竖屏 300dpi 每校限报3项 特色亮点活动一览表 第十届 第11届 技能节 "+
			"郭某某 联系人：王某某， 电话： 2000001 0000-2000009转80 gjc@example.com 八项活动： 见附件1 去年 原定 如遇雨顺延 全省 市教育局 一、 （一） 材料 截止时间 活动 日期 承办单位 ， 、 。 ； ： （ ） \t \t \n \n \n", " "))
	rapid.Check(t, func(t *rapid.T) {
		one := *c
		one.Documents = append([]campaign.Draft(nil), c.Documents...)
		one.Documents[0].Body = strings.Join(rapid.SliceOfN(piece, 1, 60).Draw(t, "pieces"), "")
		for _, f := range validate.Campaign(&one).Findings {
			if f.Message == "" || f.Hint == "" || f.Where.Line < 0 {
				t.Fatalf("%q: %v", one.Documents[0].Body, f)
			}
		}
	})
}
