package desk

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What browsers send as names of files stays within the folder.
func TestReceiveStaysInside(t *testing.T) {
	v := visit(t)
	campaignFile := [3]string{"campaign", "campaign.yaml", readFile(t, "../../../testdata/returns/campaign.yaml")}
	for _, name := range []string{"../../../../escaped", "/escaped", `..\\..\\escaped`, "a/../../escaped", "./escaped"} {
		v.post("/returns", url.Values{}, campaignFile, [3]string{"returns", name, "x"})
	}
	v.desk.jobs.Wait()
	filepath.WalkDir(v.around, func(p string, e os.DirEntry, err error) error {
		if err == nil && e.Name() == "escaped" && !strings.HasPrefix(p, v.desk.dir+string(filepath.Separator)) {
			t.Errorf("written outside: %s", p)
		}
		return nil
	})
}

func TestReturns(t *testing.T) {
	v := visit(t)
	from := "../../../testdata/returns"
	files := [][3]string{
		{"campaign", "campaign.yaml", readFile(t, from+"/campaign.yaml")},
		{"roster", "roster.csv", readFile(t, from+"/roster.csv")},
	}
	for _, f := range []string{"东港职业学校/统计表.xlsx", "滨江职业学校/统计表.xlsx", "大坪职业学校/截断.xlsx"} {
		files = append(files, [3]string{"returns", "收来/" + f, readFile(t, from+"/"+f)})
	}
	at, _, status := v.post("/returns", url.Values{}, files...)
	if status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	v.desk.jobs.Wait()
	if state := v.get(at + "/state"); !strings.Contains(state, `"done": true`) {
		t.Fatalf("state %s", state)
	}
	page := v.get(at)
	for _, want := range []string{"学校情况统计表", "计入 2", "白沙职业学校", "大坪职业学校"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, path := range []string{"/file/" + url.PathEscape("汇总表.xlsx"), "/all.zip"} {
		if body := v.get(at + path); !strings.HasPrefix(body, "PK") {
			t.Errorf("%s: %.20q", path, body)
		}
	}
}

// Files of one name are kept apart, and what cannot be is told in Chinese.
func TestFilesOfOneName(t *testing.T) {
	v := visit(t)
	from := "../../../testdata/returns"
	asked := [3]string{"campaign", "campaign.yaml", readFile(t, from+"/campaign.yaml")}
	form := readFile(t, from+"/东港职业学校/统计表.xlsx")
	at, _, status := v.post("/returns", url.Values{}, asked, [3]string{"returns", "甲/表.xlsx", form}, [3]string{"returns", "甲/表.xlsx", form}, [3]string{"returns", "乙/表.xlsx", form})
	v.desk.jobs.Wait()
	if page := v.get(at); status != http.StatusOK || !strings.Contains(page, "甲/表-2.xlsx") {
		t.Errorf("status %d, and one of them is lost", status)
	}
	for _, names := range [][2]string{{"甲", "甲/表.xlsx"}, {"甲/表.xlsx", "甲"}} {
		_, page, status := v.post("/returns", url.Values{}, asked, [3]string{"returns", names[0], form}, [3]string{"returns", names[1], form})
		if status != http.StatusBadRequest || !strings.Contains(page, "既是文件又是文件夹") {
			t.Errorf("%v: %d %.300s", names, status, page)
		}
	}
}

// More files go to those that came, in their places, and all are read again.
func TestMoreReturns(t *testing.T) {
	v := visit(t)
	from := "../../../testdata/returns"
	good, cut := readFile(t, from+"/东港职业学校/统计表.xlsx"), readFile(t, from+"/大坪职业学校/截断.xlsx")
	at, _, _ := v.post("/returns", url.Values{}, [3]string{"campaign", "campaign.yaml", readFile(t, from+"/campaign.yaml")},
		[3]string{"returns", "收来/东港职业学校/统计表.xlsx", cut}, [3]string{"returns", "收来/滨江职业学校/统计表.xlsx", cut})
	for _, c := range []struct {
		what   string
		path   string
		fields url.Values
		file   [3]string
		want   []string // of the page
	}{
		{"one replaced", "/more", url.Values{"school": {"东港职业学校"}}, [3]string{"returns", "统计表.xlsx", good}, []string{"换掉 1 个", "计入 1"}},
		{"a folder of a school", "/more", nil, [3]string{"returns", "滨江职业学校/统计表.xlsx", good}, []string{"换掉 1 个", "计入 2"}},
		{"a school more", "/more", nil, [3]string{"returns", "补交/大坪职业学校/截断.xlsx", cut}, []string{"新加 1 个", "大坪职业学校/截断.xlsx"}},
		{"outside", "/more", url.Values{"school": {"../../东港职业学校"}, "instead": {"yes"}}, [3]string{"returns", "../../新.xlsx", good}, []string{"换掉 1 个", "东港职业学校/新.xlsx"}},
		{"one less", "/drop", url.Values{"drop": {"东港职业学校/新.xlsx"}}, [3]string{}, []string{"已去掉", "计入 1"}},
	} {
		v.desk.jobs.Wait()
		files := [][3]string{c.file}
		if c.file[0] == "" {
			files = nil
		}
		if _, page, status := v.post(at+c.path, c.fields, files...); status != http.StatusOK {
			t.Errorf("%s: %d %.300s", c.what, status, page)
		}
		v.desk.jobs.Wait()
		page := v.get(at)
		for _, want := range c.want {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the page lacks %s", c.what, want)
			}
		}
	}
	for _, name := range []string{"../out-5/manifest.json", "", ".", "没有的.xlsx"} {
		if _, _, status := v.post(at+"/drop", url.Values{"drop": {name}}); status == http.StatusOK {
			t.Errorf("%q was taken away", name)
		}
	}
}
