package cue

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// Balanced reports whether every bracket in s is opened before it is closed.
func Balanced(s string) bool {
	open := 0
	for _, c := range s {
		switch c {
		case '（', '(':
			open++
		case '）', ')':
			open--
		}
		if open < 0 {
			return false
		}
	}
	return open == 0
}

var (
	PrintedLine = han.Compile(`^(.*?)(?:\s|[，,])*(\S{4}\s*年\s*\S{1,3}\s*月\s*\S{1,3}\s*[日号]|20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])日?)\s*(?:印\s*[发發制刷]?|网\s*发)\s*(?:[（(]?(?:共\s*)?印?\s*\d{1,6}\s*份[）)]?)?$`)
	// CopiesLine is how many were printed, which the standard no longer tells.
	// So too who read the proofs.
	CopiesLine = han.Compile(`^[（(]?(?:共\s*)?印\s*(?:数\s*[：:]\s*)?\d{1,6}\s*份[）)]?$|^(?:校\s*对|打\s*字|录\s*入|拟\s*稿|印\s*数)\s*[：:].{1,40}$`)
	// DealtLine is who dealt with the document, which the standard has no place for.
	DealtLine = han.Compile(`^(?:承\s*办|经\s*办|主\s*办|核\s*稿|联\s*系)\s*(?:单位|部门|处室|科室|机构|人|电话)?\s*[：:].{1,80}$`)
	// BesideCopies stands behind blanks on the line of 抄送: how many were printed, or who dealt
	// with the document.
	BesideCopies = han.Compile(`[\t\p{Z}]{2,}([（(]?(?:共\s*)?印\s*\d{1,6}\s*份[）)]?|(?:承办|经办|主办|核稿|联系)(?:单位|部门|处室|科室|机构|人|电话)?\s*[：:].{1,60})$`)
	OfficeName   = han.Compile(`(?:办公室|办公厅|辦公室|辦公廳|秘书处|秘书科|综合处|综合科)$`)
	CopiedLine   = han.Compile(`^((抄\s*[送报報发發]|分\s*送|主\s*送)\s*([：:]?)\s*)(.*)$`)
	SentLine     = han.Compile(`^(([报送发])\s*([：:])\s*)(.*)$`) // in a 简报 or 纪要
)

// A CopyLabel is 抄送： and what stands behind it.
type CopyLabel struct {
	Label   string // 抄送, 抄报, 主送, or 报, 送 and 发 of a 简报
	Written string // with its colon
	Rest    string
}

// CutCopied cuts 抄送： or the like from s.
func CutCopied(s string) (CopyLabel, bool) {
	g := CopiedLine.FindStringSubmatch(s)
	if g == nil {
		if g = SentLine.FindStringSubmatch(s); g == nil {
			return CopyLabel{}, false
		}
	}
	return CopyLabel{han.Squeeze(g[2]), strings.TrimSpace(g[1]), strings.TrimSpace(g[4])}, g[3] != ""
}
