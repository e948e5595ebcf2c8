package gate

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// walked lists what a walk comes to: paths, with ! where a file is refused and
// ~ where its name was odd.
func walked(t *testing.T, data []byte, b *Budget) (string, error) {
	t.Helper()
	var got []string
	err := WalkFiles(bytes.NewReader(data), int64(len(data)), "报送.zip", b, func(f Found) error {
		var e *Error
		switch {
		case f.Err != nil && (!errors.As(f.Err, &e) || e.Advice == "" || f.Open != nil):
			t.Errorf("%s: %v", f.Path, f.Err)
		case f.Err != nil:
			f.Path += "!"
		case f.Note != "":
			f.Path += "~"
		}
		got = append(got, f.Path)
		return nil
	})
	return strings.Join(got, " "), err
}

// What is wrong with one entry does not cost the others, and every entry is
// told of by a path that can stand in a list.
func TestWalkTellsBadEntriesApart(t *testing.T) {
	long := strings.Repeat("校", 86)
	for name, c := range map[string]struct {
		names []string
		want  string
	}{
		"here":               {[]string{"./x.xlsx", "甲/./y.xlsx"}, "x.xlsx 甲/y.xlsx"},
		"two strokes":        {[]string{"甲//x.xlsx", "y"}, "甲/x.xlsx y"},
		"the same then":      {[]string{"甲//x.xlsx", "甲/x.xlsx"}, "甲/x.xlsx 甲/x.xlsx!"},
		"name too long":      {[]string{long, "x"}, strings.Repeat("校", 31) + "…! x"},
		"too deep":           {[]string{strings.Repeat("a/", 40) + "x", "y"}, strings.Repeat("a/", 31) + "a! y"},
		"climbing":           {[]string{"../../x", "y"}, "x! y"},
		"nothing but points": {[]string{"..", "y"}, "无名文件! y"},
		"file and folder":    {[]string{"a", "a/b", "c"}, "a! a/b c"},
		"folder and file":    {[]string{"A/b", "a"}, "A/b a!"},
		"twice":              {[]string{"a", "A", "b"}, "a A! b"},
		"zero byte":          {[]string{"a\x00b", "c"}, "ab~ c"},
		"escape":             {[]string{"甲\x1b[2J.xlsx"}, "甲[2J.xlsx~"},
		"next line":          {[]string{"甲\u0085.xlsx"}, "甲.xlsx~"},
		"turned round":       {[]string{"甲\u202excod.exe"}, "甲xcod.exe~"},
		"half a character":   {[]string{"甲\xed\xa0\x80"}, "甲�~"},
	} {
		t.Run(name, func(t *testing.T) {
			var parts []string
			for _, n := range c.names {
				parts = append(parts, n, "x")
			}
			if got, err := walked(t, packed(t, parts...), nil); got != c.want || err != nil {
				t.Errorf("got %q, %v\nwant %q", got, err, c.want)
			}
		})
	}
}

// An archive without files is not passed over in silence.
func TestWalkOfNothing(t *testing.T) {
	for _, data := range [][]byte{packed(t), packed(t, "甲/", "")} {
		if got, err := walked(t, data, nil); !errors.Is(err, ErrEmpty) || got != "" {
			t.Errorf("got %q, %v", got, err)
		}
	}
	if got, err := walked(t, packed(t, "空.zip", string(packed(t)), "b", ""), nil); got != "空.zip! b" || err != nil {
		t.Errorf("inside: got %q, %v", got, err)
	}
}

// Entries that share their bytes are a bomb, however little each declares.
func TestOverlap(t *testing.T) {
	data := packed(t, "a", strings.Repeat("x", 500), "b", strings.Repeat("y", 500))
	second := bytes.LastIndex(data, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(data[second+42:], 0) // where the first one is
	for name, open := range map[string]func() error{
		"Open": func() error { _, err := Open(bytes.NewReader(data), int64(len(data)), "f", Bundle); return err },
		"Walk": func() error { _, err := walked(t, data, nil); return err },
	} {
		if err := open(); !errors.Is(err, ErrOverlap) {
			t.Errorf("%s: %v, want ErrOverlap", name, err)
		}
	}
}

// A directory of many entries costs no memory, whatever its end says of it.
func TestLongListing(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range 100_000 {
		w.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("%06d", i)})
	}
	w.Close()
	if _, err := Open(bytes.NewReader(b.Bytes()), int64(b.Len()), "f", Office); !errors.Is(err, ErrEntries) {
		t.Errorf("%v, want ErrEntries", err)
	}
	got := testing.AllocsPerRun(1, func() { Open(bytes.NewReader(b.Bytes()), int64(b.Len()), "f", Office) })
	if got > 200_000 {
		t.Errorf("%.0f allocations: all entries were read", got)
	}
}

// The bounds hold for all archives in an archive together.
func TestWalkCountsInnerArchives(t *testing.T) {
	var many bytes.Buffer
	w := zip.NewWriter(&many)
	for i := range Bundle.Entries / 3 {
		w.CreateHeader(&zip.FileHeader{Name: fmt.Sprint(i)})
	}
	w.Close()
	inner := many.String()
	if _, err := walked(t, packed(t, "a.zip", inner, "b.zip", inner), nil); err != nil {
		t.Error(err)
	}
	if _, err := walked(t, packed(t, "a.zip", inner, "b.zip", inner, "c.zip", inner), nil); !errors.Is(err, ErrEntries) {
		t.Errorf("%v, want ErrEntries", err)
	}
}

// A stored archive inside another one is read where it lies.
func TestStoredInnerArchive(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.CreateHeader(&zip.FileHeader{Name: "内.zip", Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	f.Write(packed(t, "甲.xlsx", "x"))
	w.Close()
	if got, err := walked(t, b.Bytes(), NewBudget(Amounts{Unpacked: 1})); got != "内.zip/甲.xlsx" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestBudget(t *testing.T) {
	run := NewBudget(Amounts{Texts: 10})
	a, b := run.ForFile(), run.ForFile()
	if err := a.Take(Texts, 6); err != nil {
		t.Error(err)
	}
	if err := b.Take(Texts, 6); !errors.Is(err, ErrTooLarge) || !errors.Is(err, ErrRun) {
		t.Errorf("the run: %v", err)
	}
	if err := a.Take(Blocks, File[Blocks]); err != nil {
		t.Error(err)
	}
	if err := a.Take(Blocks, 1); !errors.Is(err, ErrTooLarge) || errors.Is(err, ErrRun) {
		t.Errorf("the file: %v", err)
	}
	if err := b.Take(Blocks, File[Blocks]); err != nil {
		t.Errorf("another file: %v", err)
	}
	var none *Budget
	if err := none.Take(Texts, 1<<62); err != nil {
		t.Error(err)
	}
	if err := none.ForFile().Take(Texts, File[Texts]+1); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a file without a run: %v", err)
	}
}

// What a walk comes to is read within the budget of its archive, file by file;
// what stands in the archive as it is takes nothing from it.
func TestWalkWithinBudget(t *testing.T) {
	data := packed(t, "a", strings.Repeat("x", 100), "b", strings.Repeat("y", 100))
	b := NewBudget(Amounts{Unpacked: 150})
	var got []error
	err := WalkFiles(bytes.NewReader(data), int64(len(data)), "f", b, func(f Found) error {
		v := f.View(t.Context(), b)
		got = append(got, v.Whole())
		return nil
	})
	if err != nil || len(got) != 2 || got[0] != nil || !errors.Is(got[1], ErrRun) || !errors.Is(got[1], ErrTooLarge) {
		t.Errorf("%v, %v", got, err)
	}
	if taken := b.Taken()[Unpacked]; taken != 200 {
		t.Errorf("%d bytes taken", taken)
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]struct {
		text string
		odd  int
	}{
		"学校\n一\t二\r\n":   {"学校\n一\t二\r\n", 0},
		"a\x00b\x1bc":    {"abc", 2},
		"a\u0085b\fc":    {"a\nb\nc", 2},
		"a\u202eb\ufffe": {"ab", 2},
		"a\ufffdb":       {"a\ufffdb", 1},
		"𠮷":              {"𠮷", 0},
	} {
		if got, odd := Clean(in); got != want.text || odd != want.odd {
			t.Errorf("%q: %q, %d; want %q, %d", in, got, odd, want.text, want.odd)
		}
	}
	for in, want := range map[string]string{"甲校": "甲校 ", "\xbc\xd7\xd0\xa3": "甲校 名称是GBK编码，已转为UTF-8", "甲\n校\x00": "甲校 名称中有不可见的控制字符，已略去"} {
		if name, note := CleanName(in); name+" "+note != want {
			t.Errorf("%q: %q, %q; want %q", in, name, note, want)
		}
	}
}

// One broken character does not spoil a text.
func TestTextWithOneBrokenCharacter(t *testing.T) {
	utf := strings.Repeat("职业教育活动周", 40)
	gbk := strings.Repeat("\xd6\xb0\xd2\xb5", 60)
	wide := "\xff\xfe" + strings.Repeat("f[", 60)
	for name, c := range map[string]struct{ in, want string }{
		"UTF-8":  {utf + "\xe8\x81", utf + "\ufffd"},
		"GBK":    {gbk + "\xff", strings.Repeat("职业", 60) + "\ufffd"},
		"UTF-16": {wide + "\x00\xd8" + "f[", strings.Repeat("\u5b66", 60) + "\ufffd\u5b66"},
	} {
		if got, err := Text([]byte(c.in)); got != c.want || err != nil {
			t.Errorf("%s: …%q, %v", name, got[max(0, len(got)-9):], err)
		}
	}
}

func FuzzCleanName(f *testing.F) {
	f.Add("甲\x1b\u0085\xed\xa0\x80/../b")
	f.Fuzz(func(t *testing.T, name string) {
		clean, note := CleanName(name)
		again, _ := CleanName(clean)
		if again != clean || (clean != name) && note == "" {
			t.Errorf("%q: %q, %q, then %q", name, clean, note, again)
		}
		if text, odd := Clean(name); odd == 0 && text != name {
			t.Errorf("%q becomes %q without a word", name, text)
		}
	})
}

func FuzzText(f *testing.F) {
	f.Add([]byte("职业"))
	f.Add([]byte("\xff\xfef["))
	f.Add([]byte("\xd6\xb0"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if text, err := Text(data); err == nil && strings.ToValidUTF8(text, "") != text {
			t.Errorf("%q is no text", text)
		}
	})
}
