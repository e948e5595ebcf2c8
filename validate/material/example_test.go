package material_test

import (
	"context"
	"fmt"
	"os"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/validate/material"
)

func ExampleCheck() {
	school := os.DirFS("testdata/folders/示例市第一职业学校")
	result, err := material.Check(context.Background(), school, material.Options{
		Name: "示例市第一职业学校",
		Rules: []campaign.MaterialRule{
			{Kind: "photo", Format: []string{"jpg"}, MinWidth: 2000, Caption: true},
			{Kind: "video", Format: []string{"mp4"}, MaxBytes: "200M", MinCount: 2},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range result.Files {
		if f.Kind == "photo" {
			fmt.Println(f.Path, f.Width, f.Height, f.Caption)
		}
	}
	for _, f := range result.Report.Findings {
		fmt.Println(f)
	}
	// Output:
	// 照片/2.jpeg 600 400 茶艺展示
	// 照片/IMG_2031.JPG 600 400 初三学生体验数控加工
	// 照片/家长参观智能制造实训室.jpg 600 400 家长参观智能制造实训室
	// 照片/2.jpeg：错误 MT021 宽应不少于2000像素，实际是600×400：“600×400”；请报送原图，不要用微信发送后另存（本通知）
	// 照片/IMG_2031.JPG：错误 MT021 宽应不少于2000像素，实际是600×400：“600×400”；请报送原图，不要用微信发送后另存（本通知）
	// 照片/家长参观智能制造实训室.jpg：错误 MT021 宽应不少于2000像素，实际是600×400：“600×400”；请报送原图，不要用微信发送后另存（本通知）
	// 示例市第一职业学校：错误 MT005 视频应不少于2个，只有1个；请补报（本通知）
}

func ExampleArticle() {
	file, err := os.Open("testdata/folders/示例市第二职业学校/文字稿件/标题字体不对.docx")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		fmt.Println(err)
		return
	}
	r := material.Article(file, info.Size(), info.Name(), campaign.MaterialRule{
		Kind: "article", Min: 800, Max: 1500, About: true,
		Layout: &campaign.ArticleLayout{Title: &campaign.TextLook{Face: "方正小标宋简体", Size: "二号"}},
	})
	for _, f := range r.Findings {
		fmt.Println(f)
	}
	// Output:
	// 标题字体不对.docx：错误 MT011 字数应为800—1500字左右，只有202字：“202字”；请按要求增写（本通知）
	// 标题字体不对.docx：错误 MT012 标题应为方正小标宋简体二号，实际是宋体二号：“校园开放日活动侧记”；选中这些文字，设为方正小标宋简体二号（本通知）
}
