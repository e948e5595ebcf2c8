package collect

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Nobody is asked for what others owe, neither forms nor material.
func TestOnlyWhoOwesIsAsked(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "滨江职业学校/统计表.xlsx"), read(t, "滨江职业学校/统计表.xlsx"))
	list := filepath.Join(t.TempDir(), "名册.csv")
	write(t, list, []byte("学校,类别\n滨江职业学校,中职\n白沙职业学校,中职\n东区教育局,区县\n"))
	for _, who := range []struct{ who, want, said string }{
		{"[学校]", "白沙职业学校", "未报 1 所"}, {"[区县]", "东区教育局", "未报 0 所，未报汇总表 1 个单位"},
		{"[滨江职业学校]", "", "未报 0 所"}, {"[全部]", "白沙职业学校 东区教育局", "未报 1 所，未报汇总表 1 个单位"},
	} {
		data, err := os.ReadFile(campaignFile)
		must(t, err)
		text := strings.Replace(string(data), "form: statistics", "who: "+who.who+", form: statistics", 1)
		if text == string(data) {
			t.Fatal("no deadline with the form")
		}
		file := filepath.Join(t.TempDir(), "campaign.yaml")
		write(t, file, []byte(text+"material: [{kind: photo, minCount: 2, deadline: statistics}]\n"))
		said, out := collected(t, dir, withRoster(list), ofCampaign(file))
		if !strings.Contains(said, "学校情况统计表》计入 1 所，"+who.said+"\n") {
			t.Errorf("%s: no %s in\n%s", who.who, who.said, said)
		}
		var forms, photos string
		for line := range strings.Lines(cells(t, out["催报名单.xlsx"])) {
			switch {
			case strings.Contains(line, "2023年5月22日16:00 | 照片"):
				photos += line
			case strings.Contains(line, "2023年5月22日16:00"):
				forms += line
			}
		}
		for _, school := range []string{"白沙职业学校", "东区教育局"} {
			want := strings.Contains(who.want, school)
			for _, told := range []string{forms, photos} {
				if strings.Contains(told, school) != want {
					t.Errorf("%s: %s asked: %v, want %v:\n%s\n%s", who.who, school, !want, want, forms, photos)
				}
			}
		}
	}
}

// What a unit was told comes back with what it filled in, and is nothing that it sent.
func TestOwnGuideIsNotHandedIn(t *testing.T) {
	guide := []byte("2027年活动周\r\n滨江职业学校\r\n\r\n本文件夹供滨江职业学校使用：\r\n")
	for name, data := range map[string][]byte{"a folder": guide, "words of its own": []byte("情况说明\n因停电迟报。\n")} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "滨江职业学校/统计表.xlsx"), read(t, "滨江职业学校/统计表.xlsx"))
		write(t, filepath.Join(dir, "滨江职业学校/说明.txt"), data)
		_, out := collected(t, dir, ofCampaign(materialCampaign(t)))
		told := ""
		for _, f := range findings(t, out) {
			told += f.Where.File + "\n"
		}
		if got, want := strings.Contains(told, "说明.txt"), name != "a folder"; got != want {
			t.Errorf("%s: told of 说明.txt: %v, want %v", name, got, want)
		}
	}
}
