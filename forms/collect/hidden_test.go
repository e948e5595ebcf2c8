package collect

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/zhijiao-go/zhijiao/forms/returned"
)

// packed makes an archive of files, by name.
func packed(t testing.TB, files ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f[0], Method: zip.Deflate})
		must(t, err)
		_, err = io.WriteString(w, f[1])
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

// Nothing that came in vanishes without a word, and one bad entry of an archive
// does not take the others with it.
func TestNothingVanishes(t *testing.T) {
	p := readProvince(t)
	form := string(read(t, "滨江职业学校/统计表.xlsx"))
	for _, c := range []struct {
		name    string
		files   fstest.MapFS
		counted int
		says    string // "" for nothing
	}{
		{"a path that begins with ./", fstest.MapFS{"滨江职业学校.zip": {Data: packed(t, [2]string{"./统计表.xlsx", form})}}, 1, ""},
		{"an archive in an archive", fstest.MapFS{"滨江职业学校.zip": {Data: packed(t, [2]string{"材料.zip", string(packed(t, [2]string{"统计表.xlsx", form}))})}}, 1, ""},
		{"an empty archive", fstest.MapFS{"滨江职业学校.zip": {Data: packed(t)}}, 0, "文件是空的"},
		{"a hidden folder in an archive", fstest.MapFS{"滨江职业学校.zip": {Data: packed(t, [2]string{"统计表.xlsx", form}, [2]string{".git/x", "x"}, [2]string{".two/y.xlsx", form})}}, 1, "有2个隐藏的文件"},
		{"empty folders", fstest.MapFS{"甲学校": {Mode: fs.ModeDir}, "乙学校/照片": {Mode: fs.ModeDir}, "滨江职业学校/统计表.xlsx": {Data: []byte(form)}}, 1, "有2个文件夹里没有文件：乙学校、甲学校"},
		{"nothing but what is hidden", fstest.MapFS{"滨江职业学校.zip": {Data: packed(t, [2]string{".a/统计表.xlsx", form})}}, 0, "有1个隐藏的文件"},
		{"a hidden folder", fstest.MapFS{"滨江职业学校/统计表.xlsx": {Data: []byte(form)}, "滨江职业学校/.旧/统计表.xlsx": {Data: []byte(form)}}, 1, "有1个隐藏的文件或文件夹"},
		{"what systems leave", fstest.MapFS{"滨江职业学校/统计表.xlsx": {Data: []byte(form)}, "滨江职业学校/.DS_Store": {}, "滨江职业学校/Thumbs.db": {}, "滨江职业学校/~$统计表.xlsx": {}}, 1, ""},
		{"a name too long beside a good one", fstest.MapFS{"滨江职业学校.zip": {Data: packed(t, [2]string{strings.Repeat("长", 90) + ".xlsx", form}, [2]string{"统计表.xlsx", form})}}, 1, "文件名过长或不能使用"},
		{"a path that leaves the archive", fstest.MapFS{"滨江职业学校.zip": {Data: packed(t, [2]string{"../统计表.xlsx", form}, [2]string{"统计表.xlsx", form})}}, 1, "文件名过长或不能使用"},
		{"a control character in a name", fstest.MapFS{"滨江职业学校/统\u0085计\u200e表\x1b.xlsx": {Data: []byte(form)}}, 1, "名称中有不可见的控制字符"},
		{"an empty text", fstest.MapFS{"滨江职业学校/统计表.xlsx": {Data: []byte(form)}, "滨江职业学校/新建文本文档.txt": {}}, 1, ""},
	} {
		r, out := p.collect(t, c.files, rosterOf("滨江职业学校"))
		told := string(out["校核结果.json"])
		if n := r.Tallies[0].All.Schools; n != c.counted {
			t.Errorf("%s: %d counted, want %d: %s", c.name, n, c.counted, told)
		}
		if c.says != "" && !strings.Contains(told, c.says) {
			t.Errorf("%s: %q is not told:\n%s", c.name, c.says, told)
		}
		for _, rule := range []string{returned.RuleLeftOver, returned.RuleFile} {
			if c.says == "" && strings.Contains(told, rule) {
				t.Errorf("%s: told without need:\n%s", c.name, told)
			}
		}
		for name := range out {
			if strings.ContainsAny(name, "\u0085\x1b") {
				t.Errorf("%s: written as %q", c.name, name)
			}
		}
	}
}
