package hostile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing/fstest"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/adopt"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	yearpack "github.com/zhijiao-go/zhijiao/campaign/pack"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/collect"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/forms/returned/rollup"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/outdir"
	"github.com/zhijiao-go/zhijiao/internal/sfnt"
	"github.com/zhijiao-go/zhijiao/internal/spreadsheet"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/annotate"
	"github.com/zhijiao-go/zhijiao/render/fill"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/render/guard"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/layout"
	"github.com/zhijiao-go/zhijiao/validate/material"
	"github.com/zhijiao-go/zhijiao/validate/report"
	"github.com/zhijiao-go/zhijiao/validate/rules"
)

// feed gives a file to all that reads files of its kind, and returns how it
// ended. An error that programs cannot tell is an error of the test.
func feed(kind Kind, path string) (outcome string, err error) {
	if kind == Media {
		return sentIn(path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	r, size, name := bytes.NewReader(data), int64(len(data)), filepath.Base(path)
	switch kind {
	case Workbook:
		if _, err := spreadsheet.Open(r, size, name); err != nil {
			if o, err := typed[*gate.Error](err, ""); err != nil {
				return o, err
			}
		}
		if _, _, err := rollup.Read(r, size, name, forms.Builtins()...); err != nil && !errors.Is(err, rollup.ErrOther) {
			if o, err := typed[*returned.ReadError](err, ""); err != nil {
				return o, err
			}
		}
		if o, err := marked(annotate.Workbook, r, size, report.Position{Sheet: "表", Cell: "A1"}); err != nil {
			return o, err
		}
		return form(r, size, name)
	case Document:
		o, err := form(r, size, name)
		if err != nil {
			return o, err
		}
		if o, err := marked(annotate.Document, r, size, report.Position{Line: 1}); err != nil {
			return o, err
		}
		if t, err := fill.Read(r, size, name); err != nil {
			if o, err := typed[*fill.Error](err, ""); err != nil {
				return o, err
			}
		} else if _, err := t.Fill(io.Discard, fill.Data{}); err != nil {
			if o, err := typed[*fill.Error](err, ""); err != nil {
				return o, err
			}
		}
		material.Article(r, size, name, campaign.MaterialRule{Kind: "article"})
		text, _, err := plain.WordText(r, size)
		if err != nil {
			var e *gate.Error
			if !errors.As(err, &e) || e.Say() == "" || e.Advice == "" {
				return o, fmt.Errorf("an error without a type: %T %w", err, err)
			}
			return o + "; " + e.Error(), nil
		}
		if _, err := layout.Check(r, size, layout.Options{Name: name}); err != nil {
			if o, err := typed[*plain.FileError](err, ""); err != nil {
				return o, err
			}
		}
		if o, err := marked(drafted(text), r, size, report.Position{Line: 1, Column: 1}); err != nil {
			return o, err
		}
		return o + "; a notice with " + checked(text), nil
	case Archive:
		return archive(r, size, name)
	case Campaign:
		return loaded(r, name)
	case Packed:
		return packed(r, name)
	case LastYear:
		return compared(r, size, name)
	case Record:
		return recorded(data)
	case Text:
		text, err := gate.Text(data)
		if err != nil {
			return err.Error(), nil
		}
		return "read with " + checked(text), nil
	case Adopted:
		return adopted(r, size, name)
	case Printed:
		return printed(r, size, name)
	case Sent:
		return collected(data, name)
	case Roster:
		schools, findings, err := roster.Read(r, size, name)
		return typed[*returned.ReadError](err, fmt.Sprintf("%d schools, %d findings", len(schools), len(findings)))
	case Receipts:
		_, findings, err := roster.ReadReceipts(r, size, name, 2027)
		return typed[*returned.ReadError](err, fmt.Sprintf("read with %d findings", len(findings)))
	case Rules:
		with, err := rules.Read(r, name)
		var e *campaign.LoadError
		if err != nil && !errors.As(err, &e) {
			return typed[*rules.Error](err, "")
		}
		n := len(validate.Checker{Rules: with}.Text("文.txt", string(honest(Text, 2_000))).Findings)
		return fmt.Sprintf("%d findings; %.200v", n, err), nil
	case Holidays:
		_, err := calendar.ReadHolidays(r, "")
		return typed[*calendar.HolidayError](err, "read")
	case Font:
		return face(data)
	}
	return "", fmt.Errorf("nothing reads %q", kind)
}

// typed holds that an error is of the type that programs look for.
func typed[E error](err error, otherwise string) (string, error) {
	var e E
	switch {
	case err == nil:
		return otherwise, nil
	case errors.As(err, &e):
		return fmt.Sprintf("%.200v", err), nil
	}
	return "", fmt.Errorf("an error without a type: %T %w", err, err)
}

func form(r io.ReaderAt, size int64, name string) (string, error) {
	returns, findings, err := (&returned.Reader{Year: 2027}).Read(r, size, name, forms.Builtins()...)
	o, err := typed[*returned.ReadError](err, fmt.Sprintf("%d forms, %d findings", len(returns), len(findings)))
	if err == nil && len(returns)+len(findings) == 0 && o[0] == '0' {
		err = errors.New("neither a form nor a finding")
	}
	if err != nil {
		return o, err
	}
	blank, err := learn.Learn(r, size, name)
	if err != nil {
		learnt, err := typed[*learn.Error](err, "")
		return o + "; " + learnt, err
	}
	if _, _, err := blank.Read(r, size, name, 2027); err != nil {
		return o, fmt.Errorf("learnt, and not read back: %w", err)
	}
	locked, err := typed[*guard.Error](guard.Blank(io.Discard, blank), "learnt")
	return o + "; " + locked, err
}

// checked reads a notice and holds it against all rules.
func checked(text string) string {
	doc, findings := plain.Parse(text)
	return fmt.Sprintf("%d findings and %d more", len(findings), len(validate.Document(doc).Findings))
}

// marked marks a file as it is sent back.
func marked(mark func(io.Writer, io.ReaderAt, int64, []report.Finding, annotate.Options) error, r io.ReaderAt, size int64, at report.Position) (string, error) {
	err := mark(io.Discard, r, size, []report.Finding{{Severity: report.Error, Where: at, Message: "请核对"}}, annotate.Options{Name: "x"})
	return typed[*annotate.Error](err, "marked")
}

// drafted reviews a draft in which every comma is put right, and all of whose
// lines are remarked on.
func drafted(text string) func(io.Writer, io.ReaderAt, int64, []report.Finding, annotate.Options) error {
	return func(w io.Writer, r io.ReaderAt, size int64, findings []report.Finding, o annotate.Options) error {
		review := annotate.Review{Text: text, Fixed: strings.NewReplacer("，", ",", "职", "職").Replace(text), Findings: findings}
		for i := range min(strings.Count(text, "\n"), 5_000) {
			findings[0].Where.Line = i + 1
			review.Findings = append(review.Findings, findings[0])
		}
		return annotate.Draft(w, r, size, review, o)
	}
}

func archive(r io.ReaderAt, size int64, name string) (string, error) {
	files, refused := 0, 0
	err := gate.WalkFiles(r, size, name, nil, func(f gate.Found) error {
		files++
		if f.Err != nil {
			refused++
			var e *gate.Error
			if !errors.As(f.Err, &e) || e.Say() == "" || e.Advice == "" {
				return fmt.Errorf("an error without a type: %T %w", f.Err, f.Err)
			}
			return nil
		}
		if clean, _ := gate.CleanName(f.Path); clean != f.Path {
			return fmt.Errorf("%q is not clean", f.Path)
		}
		c, err := f.Open()
		if err != nil {
			return nil
		}
		defer c.Close()
		io.Copy(io.Discard, io.LimitReader(c, 16<<20)) // as much of it as a form may have
		return nil
	})
	o, err := typed[*gate.Error](err, fmt.Sprintf("%d files, %d refused", files, refused))
	if err == nil && files == 0 && o == "0 files, 0 refused" {
		err = errors.New("neither a file nor an error")
	}
	return o, err
}

func loaded(r io.Reader, name string) (string, error) {
	c, err := campaign.Load(r, name)
	if err != nil {
		return typed[*campaign.LoadError](err, "")
	}
	if p, ok := c.MainPeriod(); ok {
		next := calendar.Period{From: p.From.AddDays(364), To: p.To.AddDays(364)}
		if _, _, err := c.Next(next.From.Year, next); err != nil {
			if o, err := typed[*campaign.NextError](err, ""); err != nil {
				return o, err
			}
		}
	}
	for i := range c.Documents {
		if _, _, err := c.Compose(&c.Documents[i]); err != nil {
			var a *campaign.ActionError
			var ref *campaign.RefError
			if !errors.As(err, &a) && !errors.As(err, &ref) {
				return "", fmt.Errorf("an error without a type: %T %w", err, err)
			}
		}
	}
	return fmt.Sprintf("read with %d findings", len(validate.Campaign(c).Findings)), nil
}

func face(data []byte) (string, error) {
	sfnt.Names(bytes.NewReader(data))
	f, err := font.NewFace(data, 0)
	if err != nil {
		return typed[*font.Error](err, "")
	}
	var runes []rune
	for r := '一'; r < '一'+300; r++ {
		if f.Has(r) {
			f.Ink(r)
			runes = append(runes, r)
		}
	}
	bad := 0
	for part := range slices.Chunk(runes, 50) {
		if _, err := f.Cut(part); err != nil {
			if o, err := typed[*font.Error](err, ""); err != nil {
				return o, err
			}
			bad++
		}
	}
	return fmt.Sprintf("%d characters, %d cuts refused", len(runes), bad), nil
}

// material checks the folder that a file lies in.
func sentIn(path string) (string, error) {
	dir, err := os.MkdirTemp("", "hostile")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(dir, filepath.Base(path)), data, 0o666); err != nil {
		return "", err
	}
	result, err := material.Check(context.Background(), os.DirFS(dir), material.Options{Name: "甲校", Rules: []campaign.MaterialRule{{Kind: "photo", MinCount: 1}, {Kind: "video", MinCount: 1}}})
	if err != nil {
		return "", err
	}
	if len(result.Report.Findings)+len(result.Files) == 0 {
		return "", errors.New("neither a file nor a finding")
	}
	return fmt.Sprintf("%d files, %d findings", len(result.Files), len(result.Report.Findings)), nil
}

// adopted makes a campaign of a notice, which loads again, is moved to the next
// year and printed.
func adopted(r io.ReaderAt, size int64, name string) (string, error) {
	text, _, err := plain.ReadFile(r, size, name)
	if err != nil {
		return typed[*plain.FileError](err, "")
	}
	doc, _ := plain.Parse(text)
	a, err := adopt.Document(doc)
	if err != nil {
		return typed[*adopt.Error](err, "")
	}
	var b bytes.Buffer
	if err := campaign.Write(&b, a); err != nil {
		return typed[*campaign.LoadError](err, "")
	}
	o, err := loaded(bytes.NewReader(b.Bytes()), name)
	return fmt.Sprintf("%d doubts; %s", len(a.Doubts), o), err
}

// printed sets a notice on pages, in all formats.
func printed(r io.ReaderAt, size int64, name string) (string, error) {
	text, _, err := plain.ReadFile(r, size, name)
	if err != nil {
		return typed[*plain.FileError](err, "")
	}
	doc, _ := plain.Parse(text)
	free, err := fontpack.Fonts()
	if err != nil {
		return "", err
	}
	set, err := (&render.Printer{Fonts: free}).Set(doc)
	if err == nil {
		err = errors.Join(set.DOCX(io.Discard), set.PDF(io.Discard), set.OFD(io.Discard, render.OFDOptions{}))
	}
	if err != nil {
		var e interface{ Chinese() string }
		if !errors.As(err, &e) || e.Chinese() == "" {
			return "", fmt.Errorf("an error without a type: %T %w", err, err)
		}
		return fmt.Sprintf("%.200v", err), nil
	}
	return fmt.Sprintf("%d pages", len(set.Pages)), nil
}

// collected collects an archive beside a school that sends nothing odd.
func collected(data []byte, name string) (string, error) {
	c, err := campaign.Load(strings.NewReader(sample()), "campaign.yaml")
	if err != nil {
		return "", err
	}
	c.Material = []campaign.MaterialRule{{Kind: "article", MinCount: 1}, {Kind: "photo", MinCount: 1, Caption: true}, {Kind: "video", MinCount: 1}, {Kind: "media"}}
	var out output.Memory
	returns := fstest.MapFS{"甲校.zip": {Data: data}}
	result, err := collect.Collect(context.Background(), returns, collect.Options{Campaign: c}, &out)
	if err != nil {
		return "", err
	}
	if len(result.Report.Findings) == 0 {
		return "", errors.New("nothing is said of it")
	}
	return fmt.Sprintf("%d findings, %d marked", len(result.Report.Findings), len(result.Marked)), nil
}

// packed makes a pack of a campaign, with a folder for each of two schools.
func packed(r io.Reader, name string) (string, error) {
	c, err := campaign.Load(r, name)
	if err != nil {
		return typed[*campaign.LoadError](err, "")
	}
	var out output.Memory
	made, err := yearpack.Pack(context.Background(), c, yearpack.Options{Roster: returned.Roster{{Name: "甲校"}, {Name: "乙校"}}, Keep: true}, &out)
	if err != nil {
		var e interface{ Chinese() string }
		if !errors.As(err, &e) || e.Chinese() == "" {
			return "", fmt.Errorf("an error without words for a clerk: %T %w", err, err)
		}
		return fmt.Sprintf("%.200v", err), nil
	}
	if !strings.HasSuffix(string(out.Files()["报送日程.ics"]), "END:VCALENDAR\r\n") && len(out.Files()["报送日程.ics"]) > 0 {
		return "", errors.New("half a calendar")
	}
	return fmt.Sprintf("%d files, %d findings", len(made.Files), len(made.Report.Findings)), nil
}

// compared collects nothing, and holds it against last year.
func compared(r io.ReaderAt, size int64, name string) (string, error) {
	c, err := campaign.Load(strings.NewReader(sample()), "campaign.yaml")
	if err != nil {
		return "", err
	}
	var out output.Memory
	o := collect.Options{Campaign: c, Roster: returned.Roster{{Name: "示例市第1职业学校", District: "东区"}}, Last: &collect.Last{Name: name, File: r, Size: size}}
	result, err := collect.Collect(context.Background(), fstest.MapFS{}, o, &out)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d findings", len(result.Report.Findings)), nil
}

// recorded runs into a folder where an earlier run is said to have written, and
// a dead one to have been about to: all that is not of this run's files stays.
func recorded(data []byte) (string, error) {
	dir, err := os.MkdirTemp("", "hostile")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "出")
	if err := errors.Join(put(dir, "外.txt", "别人的"), put(out, "旧.txt", "别人的"), put(out, "新.txt", "别人改过的"),
		put(out, ".zhijiao.json", string(data)), put(out, ".part-1/owner", ""), put(out, ".part-1/journal", string(data))); err != nil {
		return "", err
	}
	err = func() error {
		stage, err := outdir.BeginWith(out, outdir.Options{Record: ".zhijiao.json", Clean: true})
		if err != nil {
			return err
		}
		defer stage.Discard()
		return errors.Join(stage.Add(outdir.File{Path: "新.txt", Data: []byte("新的")}), stage.Commit())
	}()
	o, err := typed[*outdir.Error](err, "written")
	if err != nil {
		return o, err
	}
	for _, at := range []string{"外.txt", "出/旧.txt"} {
		if b, err := os.ReadFile(filepath.Join(dir, at)); err != nil || string(b) != "别人的" {
			return o, fmt.Errorf("%s is not as it was: %q %v", at, b, err)
		}
	}
	kept := false
	all, err := filepath.Glob(filepath.Join(out, "新*"))
	for _, at := range all {
		b, _ := os.ReadFile(at)
		kept = kept || string(b) == "别人改过的"
	}
	if !kept {
		return o, fmt.Errorf("what somebody has changed is gone: %v %v", all, err)
	}
	return o, nil
}
