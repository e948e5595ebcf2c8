package roster_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

func readReceipts(t testing.TB, data []byte) (*roster.Receipts, []report.Finding) {
	t.Helper()
	rc, findings, err := roster.ReadReceipts(bytes.NewReader(data), int64(len(data)), "收文登记.csv", 2023)
	if err != nil {
		t.Fatal(err)
	}
	return rc, findings
}

func at(t testing.TB, rc *roster.Receipts, path string) string {
	t.Helper()
	got, ok := rc.At(path)
	if !ok {
		return "unknown"
	}
	return got.Format("2006-01-02 15:04:05")
}

func TestReceiptTimes(t *testing.T) {
	for written, want := range map[string]string{
		"2023-05-22 16:30":    "2023-05-22 16:30:00",
		"2023/5/22 16:30":     "2023-05-22 16:30:00",
		"2023/5/22 9:05:07":   "2023-05-22 09:05:07",
		"2023-05-22T16:30:00": "2023-05-22 16:30:00",
		"２０２３年５月２２日１６：３０":  "2023-05-22 16:30:00",
		"5月22日下午4:30":      "2023-05-22 16:30:00",
		"5月22日（周一）16时30分":  "2023-05-22 16:30:00",
		"2023.5.22 上午9点":   "2023-05-22 09:00:00",
		"2023-05-22":       "2023-05-22 00:00:00",
		"20230522":         "2023-05-22 00:00:00",
		"2023-05-22 24:00": "2023-05-22 23:59:59",
		"2023-02-30":       "unknown",
		"2023-05-22 25:00": "unknown",
		"昨天":               "unknown",
		"":                 "unknown",
	} {
		rc, findings := readReceipts(t, []byte("文件,时间\na/b.xlsx,"+written+"\n"))
		got := at(t, rc, "a/b.xlsx")
		if got != want || (len(findings) > 0) != (want == "unknown") {
			t.Errorf("%q: %s, want %s; %v", written, got, want, findings)
		}
	}
}

// TestReceiptWorkbook reads times that a spreadsheet holds as numbers.
func TestReceiptWorkbook(t *testing.T) {
	x := excelize.NewFile()
	defer x.Close()
	for i, row := range [][]any{
		{"收文登记"}, {"收到时间", "文件名"},
		{time.Date(2023, 5, 22, 16, 30, 0, 0, time.UTC), "a/b.xlsx"},
		{45068, "a/c.xlsx"},
	} {
		if err := x.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	rc, findings := readReceipts(t, b.Bytes())
	if got := at(t, rc, "a/b.xlsx") + ", " + at(t, rc, "a/c.xlsx"); got != "2023-05-22 16:30:00, 2023-05-22 00:00:00" || len(findings) > 0 {
		t.Errorf("%s; %v", got, findings)
	}
}

func TestReceiptOf(t *testing.T) {
	data, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte("文件,时间\r\n" +
		`甲校\统计表（更正）.XLSX,2023-05-22 16:30` + "\r\n./乙校/,2023-05-23\r\n乙校/各科.zip/b.xlsx,2023-05-24\r\n丙校/a.xlsx,2023-05-20\r\n丙校/a.xlsx,2023-05-21\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	rc, findings := readReceipts(t, data)
	if len(findings) != 1 || findings[0].Where.Line != 6 {
		t.Errorf("findings: %v", findings)
	}
	for path, want := range map[string]string{
		"甲校/统计表(更正).xlsx":         "2023-05-22 16:30:00",
		"甲校/统计表.xlsx":             "unknown",
		"乙校/x/a.xlsx":             "2023-05-23 00:00:00",
		"乙校/各科.zip/b.xlsx":        "2023-05-24 00:00:00",
		"丙校/a.xlsx":               "unknown",
		"丁校/5月22日/a.xlsx":         "2023-05-22 00:00:00",
		"2023-05-21/丁校/a.xlsx":    "2023-05-21 00:00:00",
		"丁校/20230520收/a/b.docx":   "2023-05-20 00:00:00",
		"丁校/20231340/a.docx":      "unknown",
		"丁校/5.22/a.docx":          "unknown",
		"丁校/2023-05-22.xlsx":      "unknown",
		"5月20日/丁校/5月21日/统计表.xlsx": "2023-05-21 00:00:00",
	} {
		if got := at(t, rc, path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
	var none *roster.Receipts
	if got := at(t, none, "2023-05-21/丁校/a.xlsx"); got != "2023-05-21 00:00:00" {
		t.Errorf("without a register: %s", got)
	}
	var unused []string
	for _, f := range rc.Unused([]string{"乙校/x/a.xlsx", "甲校/统计表（更正）.xlsx"}) {
		unused = append(unused, f.Found)
	}
	if strings.Join(unused, " ") != "乙校/各科.zip/b.xlsx 丙校/a.xlsx" {
		t.Errorf("unused: %q", unused)
	}
}

func TestReceiptsRefused(t *testing.T) {
	for text, want := range map[string]error{"": returned.ErrEmptyFile, "文件\na\n": roster.ErrNoColumn, "时间,备注\n": roster.ErrNoColumn} {
		_, _, err := roster.ReadReceipts(strings.NewReader(text), int64(len(text)), "收文登记.csv", 0)
		if !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", text, err, want)
		}
	}
}

func FuzzReadReceipts(f *testing.F) {
	f.Add(returnedFile(f, "收文登记.csv"), "石门职业学校/统计表.xlsx")
	f.Add([]byte("文件\t时间\na\\b\t2023年5月22日（周一） 下午4点30\n"), "5月22日/a/b")
	f.Fuzz(func(t *testing.T, data []byte, path string) {
		rc, _, err := roster.ReadReceipts(bytes.NewReader(data), int64(len(data)), "x", 2023)
		var e *returned.ReadError
		if err != nil && !errors.As(err, &e) {
			t.Fatalf("%v is no ReadError", err)
		}
		if got, ok := rc.At(path); ok && got.IsZero() {
			t.Fatal("a time that is none")
		}
		rc.Unused([]string{path})
	})
}
