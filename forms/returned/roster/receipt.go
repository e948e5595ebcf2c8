package roster

import (
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/internal/moment"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Receipts tell when files came in: by a register (收文登记), else by dated
// folders. The zero value and nil know folders only.
//
// Times are those of the clock on the wall, in UTC. One at midnight stands for
// the day alone: nobody wrote the hour down.
type Receipts struct {
	Year int // of folders such as 5月22日; 0 leaves them without a day

	times map[string]receipt
	order []string // keys as they were registered
}

type receipt struct {
	file  string // as written
	at    time.Time
	clash bool // registered with differing times
	where report.Position
}

var receiptColumns = []find.RegisterColumn{
	{"文件", "文件名", "文件名称", "文件路径", "路径", "材料", "材料名称"},
	{"时间", "收到时间", "收文时间", "接收时间", "报送时间", "登记时间", "日期", "收到日期", "收文日期", "报送日期"},
	{"单位", "学校", "报送单位", "部门", "来文单位"},
	{"方式", "形式", "报送方式", "报送形式", "介质"},
}

// ReadReceipts reads 收文登记.csv, or a workbook of the same build, in the
// encodings of [Read]. Its columns are 文件 and 时间: a path below the
// folder of returns, of a file, an archive or a whole folder, and when it came
// in, such as 2023-05-22 16:30, 2023/5/22 16:30:05, 5月22日下午4:30 or a day
// alone. Rows that tell nothing are findings. Year is that of days without one; 0
// leaves them without a time. A column 单位 may tell whose it is,
// in place of the folder, and a column 方式 how it came (纸质版, 信息平台): what
// came otherwise than as a file is no path, and [Receipts.Unmet] tells it.
//
// The error is a [*returned.ReadError]; then nothing was read.
func ReadReceipts(r io.ReaderAt, size int64, name string, year int) (*Receipts, []report.Finding, error) {
	grids, err := readTable(r, size, name)
	if err != nil {
		return nil, nil, err
	}
	rc := &Receipts{Year: year, times: map[string]receipt{}}
	var findings []report.Finding
	add := func(sev report.Severity, where report.Position, found, message, hint string) {
		f := finding(returned.RuleReceipt, sev, where, found, message, hint)
		f.Source = "收文登记"
		findings = append(findings, f)
	}
	any := false
	for _, g := range grids {
		t := find.NewRegister(g, receiptColumns)
		if t == nil || t.Columns[1] == 0 {
			continue
		}
		any = true
		for row := t.Head + 1; row <= t.Rows; row++ {
			if k := t.Kind(row); k != find.RowFull {
				continue
			}
			b, where := t.Cell(row, 0)
			file := strings.TrimSpace(b.Raw)
			when, _ := t.Cell(row, 1)
			if b, _ := t.Cell(row, 2); strings.TrimSpace(b.Raw) != "" && !strings.HasPrefix(receiptKey(file), receiptKey(b.Raw)+"/") {
				file = strings.TrimSpace(b.Raw) + "/" + file
			}
			if b, _ := t.Cell(row, 3); offPath.MatchString(b.Raw) {
				file += "（" + strings.TrimSpace(b.Raw) + "）"
			}
			key := receiptKey(file)
			at, ok := receivedAt(when.Entry, year)
			switch old, twice := rc.times[key]; {
			case key == "":
				add(report.Warning, where, when.Raw, "登记了时间，没有写文件", "请补上文件的路径，如 第一中学/统计表.xlsx")
			case !ok:
				add(report.Warning, where, file+"："+when.Raw, "读不出是什么时间，按没有登记处理", "请写成2023-05-22 16:30的样子")
			case twice && !old.at.Equal(at):
				add(report.Warning, where, file, "登记了两个不同的时间，按没有登记处理", "请只留一行")
				old.clash = true
				rc.times[key] = old
			case !twice:
				rc.times[key] = receipt{file: file, at: at, where: where}
				rc.order = append(rc.order, key)
			}
		}
	}
	if !any {
		return nil, nil, &returned.ReadError{File: name, Err: ErrNoColumn, Say: "收文登记里没有“文件”和“时间”两列", Hint: "第一行应写列名：文件、时间"}
	}
	return rc, findings, nil
}

// offPath tells of what comes otherwise than as a file.
var offPath = regexp.MustCompile(`纸|盖章|原件|平台|系统|当面|现场|邮寄`)

// receiptKey is what paths are compared by.
func receiptKey(file string) string {
	s := strings.ToLower(han.Fold(strings.ReplaceAll(file, `\`, "/")))
	return strings.Trim(strings.TrimPrefix(s, "./"), "/")
}

// At returns when a file came in: by its own entry in the register, that of
// the nearest archive or folder it lies in, or the nearest folder that is named
// after a day, such as 2023-05-22, 20230522 or 5月22日. It returns false where
// nothing tells, or two entries disagree.
func (rc *Receipts) At(path string) (time.Time, bool) {
	if rc == nil {
		rc = &Receipts{}
	}
	for key := receiptKey(path); key != ""; key = parent(key) {
		if r, ok := rc.times[key]; ok {
			return r.at, !r.clash
		}
	}
	folder := parent(strings.Trim(strings.ReplaceAll(path, `\`, "/"), "/"))
	for ; folder != ""; folder = parent(folder) {
		name := folder[strings.LastIndexByte(folder, '/')+1:]
		if d, ok := rc.Day(name); ok {
			return d.Time(), true
		}
	}
	return time.Time{}, false
}

// Day returns the day that a folder is named after, if it is.
func (rc *Receipts) Day(folder string) (calendar.Date, bool) {
	year := 0
	if rc != nil {
		year = rc.Year
	}
	return moment.NamedDay(folder, year)
}

func parent(path string) string {
	return path[:max(strings.LastIndexByte(path, '/'), 0)]
}

// A Receipt is an entry of the register.
type Receipt struct {
	File  string    // as it is written, below the folder of whom it is of
	At    time.Time // zero if two entries disagree
	Where report.Position
}

// Finding says that the entry belongs to none of the files.
func (r Receipt) Finding() report.Finding {
	f := finding(returned.RuleReceipt, report.Warning, r.Where, r.File, "登记的文件不在文件夹里", "请核对路径，要带上学校的文件夹，如 第一中学/统计表.xlsx")
	f.Source = "收文登记"
	return f
}

// Unused says which entries of the register belong to none of the files that
// are there: they tell nothing.
func (rc *Receipts) Unused(paths []string) []report.Finding {
	var findings []report.Finding
	for _, r := range rc.Unmet(paths) {
		findings = append(findings, r.Finding())
	}
	return findings
}

// Unmet returns the entries of the register that belong to none of the files that
// are there, in its order.
func (rc *Receipts) Unmet(paths []string) []Receipt {
	if rc == nil {
		return nil
	}
	used := map[string]bool{}
	for _, p := range paths {
		for key := receiptKey(p); key != "" && !used[key]; key = parent(key) {
			used[key] = true
		}
	}
	var all []Receipt
	for _, key := range rc.order {
		if r := rc.times[key]; !used[key] {
			one := Receipt{File: r.file, At: r.at, Where: r.where}
			if r.clash {
				one.At = time.Time{}
			}
			all = append(all, one)
		}
	}
	return all
}

// receivedAt reads a time of a register; midnight if it is a day alone.
func receivedAt(e answer.Entry, year int) (time.Time, bool) {
	if e.Stored == answer.Number {
		if x, err := strconv.ParseFloat(e.Raw, 64); err == nil {
			if day, at, ok := calendar.FromSerial(x, e.Date1904); ok {
				return day.Time().Add(at), true
			}
		}
	}
	return calendar.ReadMoment(e.Raw, year)
}
