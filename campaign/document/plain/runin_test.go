package plain_test

import (
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
)

// Parts on one line are told apart, and each is said to stand where it does.
func TestPartsOnOneLine(t *testing.T) {
	const text = "\n　甲教〔2023〕5号 甲市教育局关于开展检查的通知\n" +
		"各学校： 现就检查通知如下。 一、检查食堂。 二、检查宿舍。 甲市教育局 2023年5月6日\n" +
		"附件\n检查表\n一、食堂\n"
	d, found := plain.Parse(text)
	lines := strings.Split(text, "\n")
	at := func(part string, line int, want string) {
		t.Helper()
		p, ok := d.Places.Find(part, line, 0)
		if !ok || p.Line < 1 || p.Line > len(lines) {
			t.Errorf("%s %d: no place: %v", part, line, p)
			return
		}
		if got := string([]rune(lines[p.Line-1])[p.Column-1:]); !strings.HasPrefix(got, want) {
			t.Errorf("%s %d stands at %v: %q, want %q", part, line, p, got, want)
		}
	}
	at("head.number", 0, "甲教〔2023〕5号")
	at("title", 0, "甲市教育局关于")
	at("recipients", 0, "各学校：")
	at("signature.date", 0, "2023年5月6日")
	at("signature.organs[0]", 0, "甲市教育局 2023")
	var body []string
	seen := map[int]bool{}
	for _, b := range append(d.Body, d.Attachments[0].Body...) {
		line, s := 0, ""
		switch b := b.(type) {
		case *document.Paragraph:
			line, s = b.Line, b.Mark+b.Lead+b.Text
		case *document.Heading:
			line, s = b.Line, b.Mark+b.Text
		}
		if seen[line] {
			t.Errorf("two blocks bear line %d", line)
		}
		seen[line] = true
		at("body", line, s)
		body = append(body, s)
	}
	if want := "现就检查通知如下。|一、检查食堂。|二、检查宿舍。|一、食堂"; strings.Join(body, "|") != want {
		t.Errorf("body %q, want %q", body, want)
	}
	told := 0
	for _, f := range found {
		if f.Rule != "RD019" {
			continue
		}
		told++
		if got := string([]rune(lines[f.Where.Line-1])[f.Where.Column-1:]); !strings.HasPrefix(got, f.Found) {
			t.Errorf("%v tells of %q", f, got)
		}
	}
	if told != 6 {
		t.Errorf("%d lines are told to be broken, want 6", told)
	}
}
