// Package schemayaml writes a form that was learnt as YAML.
package schemayaml

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
)

// Write writes a form as it stands in a campaign below forms, with a file as its
// template. Remarks are put above what they are about, by field or, with a block
// alone, by table; the zero Ref is the form. Checks that are but proposed are remarks,
// too: whoever wants one takes its # away.
func Write(w io.Writer, s *forms.Schema, template string, remarks map[forms.Ref][]string, proposals []Proposal) error {
	y := &yamlWriter{remarked: remarks}
	y.line(0, "# 由空白表 %s 读出；改好后可直接用于活动周数据文件。key 与空白表上的位置对应，请不要改。", template)
	y.line(0, "forms:")
	y.remarks(2, forms.Ref{})
	y.line(2, "- id: %s", quote(s.ID))
	y.line(4, "template: %s", quote(template))
	y.line(4, "schema:")
	y.line(6, "id: %s", quote(s.ID))
	y.opt(6, "version", s.Version)
	y.line(6, "title: %s", quote(s.Title))
	y.opt(6, "photo", s.Photo)
	y.fields(6, "head", "", s.Head)
	if len(s.Blocks) > 0 {
		y.line(6, "blocks:")
	}
	for i := range s.Blocks {
		k := &s.Blocks[i]
		y.remarks(8, forms.Ref{Block: k.Key})
		y.line(8, "- key: %s", quote(k.Key))
		y.opt(10, "label", k.Label)
		if k.Rows > 0 {
			y.line(10, "rows: %d", k.Rows)
		}
		if k.Side {
			y.line(10, "side: true")
		}
		if k.Grow {
			y.line(10, "grow: true")
		}
		y.opt(10, "number", k.Number)
		y.opt(10, "cross", k.Cross)
		y.fields(10, "fields", k.Key, k.Fields)
	}
	y.fields(6, "foot", "", s.Foot)
	y.list(6, "notes", s.Notes)
	y.list(6, "checks", s.Checks)
	if len(proposals) > 0 {
		y.line(6, "# 待确认：下面是按表上的字猜出的校核。要校核的，去掉前面的“# ”，不要的删去。")
		if len(s.Checks) == 0 {
			y.line(6, "# checks:")
		}
		for _, p := range proposals {
			y.line(6, "#   # %s", strings.Join(strings.Fields(p.Why), " "))
			for _, c := range p.Checks {
				y.line(6, "#   - %s", quote(c))
			}
		}
	}
	_, err := strings.NewReader(y.b.String()).WriteTo(w)
	return err
}

// A Proposal is checks that a form may have.
type Proposal struct {
	Why    string // in Chinese
	Checks []string
}

type yamlWriter struct {
	b        strings.Builder
	remarked map[forms.Ref][]string
}

func (y *yamlWriter) line(indent int, format string, args ...any) {
	y.b.WriteString(strings.Repeat(" ", indent))
	fmt.Fprintf(&y.b, format, args...)
	y.b.WriteByte('\n')
}

func (y *yamlWriter) opt(indent int, key, value string) {
	if value != "" {
		y.line(indent, "%s: %s", key, quote(value))
	}
}

func (y *yamlWriter) remarks(indent int, ref forms.Ref) {
	for _, r := range y.remarked[ref] {
		y.line(indent, "# 待确认：%s", strings.Join(strings.Fields(r), " "))
	}
}

func (y *yamlWriter) list(indent int, key string, all []string) {
	if len(all) > 0 {
		y.line(indent, "%s:", key)
	}
	for _, s := range all {
		y.line(indent+2, "- %s", quote(s))
	}
}

func (y *yamlWriter) fields(indent int, key, block string, fields []forms.Field) {
	if len(fields) == 0 {
		return
	}
	y.line(indent, "%s:", key)
	for i := range fields {
		f := &fields[i]
		y.remarks(indent+2, forms.Ref{Block: block, Key: f.Key})
		y.line(indent+2, "- key: %s", quote(f.Key))
		in := indent + 4
		y.line(in, "label: %s", quote(f.Label))
		if f.Kind != forms.Text {
			y.line(in, "kind: %s", f.Kind)
		}
		y.opt(in, "unit", f.Unit)
		if f.Required {
			y.line(in, "required: true")
		}
		y.opt(in, "min", string(f.Min))
		y.opt(in, "max", string(f.Max))
		if f.Len > 0 {
			y.line(in, "len: %d", f.Len)
		}
		y.list(in, "options", f.Options)
		if f.Rows > 0 {
			y.line(in, "rows: %d", f.Rows)
		}
		y.opt(in, "look", string(f.Look))
		y.opt(in, "group", f.Group)
		y.opt(in, "note", f.Note)
	}
}

// quote writes a text as YAML has it in double quotes, which JSON's are.
func quote(s string) string { return strconv.Quote(strings.ToValidUTF8(s, "�")) }
