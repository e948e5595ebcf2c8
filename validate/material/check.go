// Package material checks what schools send in: articles, photos, videos, media
// reports. [Check] looks at a folder, [Article] at one article. The rules, MT001
// to MT035, stand in the catalogue of package report.
//
// What a file is, its content tells, never its name. Of pictures and videos the
// headers are read, of a .docx the text with its styles. 字数 is what Word counts:
// Chinese characters and marks one each, other text by words; text boxes and
// notes count, headers, footers, automatic numbers, hidden and deleted text do
// not. Limits with 左右 allow a tenth with a warning. Faces are compared by all
// their names; another face of the same kind (仿宋 for 仿宋_GB2312) is a warning,
// and where a rule asks for a kind (楷体) any of it will do. Letters and digits may
// have any face, headings and captions any look, and the styles of tables are not
// looked at.
package material

import (
	"cmp"
	"context"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Options tell [Check] what is demanded and what is known about the files. The zero value demands nothing: files are looked at and listed.
type Options struct {
	Name string // of the school: the place of findings about all of its files; may be ""

	Rules     []campaign.MaterialRule // of a campaign
	Deadlines []campaign.Deadline     // those that the rules name by their ids

	// Received tells when a file came in; false if nobody knows, which puts
	// the check into the report's Skipped. nil: lateness is not judged. The path
	// is that of the folder, for what lies in a zip that of the zip.
	Received func(path string) (time.Time, bool)

	// Leave reports files that are no material, such as forms; nil: none. Of
	// what lies in a zip it gets the path within, as [File] has it.
	Leave func(path string) bool
}

// A Result is what [Check] found.
type Result struct {
	Report report.Report
	Files  []File // in the order of their paths, without what is no material
	Owed   []Debt // in the order of the rules
}

// Count returns how many files there are that count for a rule.
func (r *Result) Count(rule int) int {
	n := 0
	for i := range r.Files {
		if r.Files[i].Rule == rule {
			n++
		}
	}
	return n
}

// A Debt is a rule whose MinCount is not reached.
type Debt struct {
	Rule     int                // index into [Options].Rules
	Have     int                // files that count
	Want     int                // that the rule demands
	Deadline *campaign.Deadline // nil: none, or not among those given
}

// A File is a file that a school sent in, with what is known of it.
// Facts that its format does not have, or that could not be read, are zero.
type File struct {
	Path   string // slashes; of a file in a zip 材料.zip/照片/1.jpg
	Kind   string // article, photo, video, media; caption for a list of captions; "" if that cannot be told
	Rule   int    // index of the rule it counts for, -1 for none
	Format string // by its content: docx, jpg, mp4, doc …; "" if not known
	Bytes  int64

	Characters    int           // of a .docx, as Word counts 字数
	Width, Height int           // pixels, as it is shown
	DPI           float64       // pixels an inch, as a picture says
	Length        time.Duration // of a video
	Caption       string        // of a photo: from its name or a list
	Received      time.Time     // zero: not known
}

// Check checks what one school sent in: every file of a folder, in its
// sub-folders and zips, against the rules for material of a campaign. Hidden
// files and what systems leave behind (Thumbs.db, ~$ files, __MACOSX) are
// passed over. A file that cannot be read is a finding and stops nothing.
//
// What kind of material a file is, is told by its content (a JPEG is no
// article) and, where it may be several, by the nearest folder whose name says
// so (稿件, 照片, 视频, 媒体报道; the names of schools aside), by a file name of the
// pattern that media reports have to follow, by 媒体报道 in its name; else a .docx
// is an article, a picture a photo. What that leaves open is a finding, and
// counts for no rule; nor does what is something else by its name (活动方案, 总结,
// 统计表), which the report's Skipped tells. Of several rules of one kind a file
// answers the one that finds least in it.
//
// Places in findings are paths in fsys; those in zips go on behind the zip. A
// nil fsys is a folder with nothing in it.
//
// Films and archives may be of many GB: when ctx is done Check returns its
// error, and that is the only one. A read of fsys that hangs is waited for.
func Check(ctx context.Context, fsys fs.FS, o Options) (Result, error) {
	l := &looking{Options: o, ctx: ctx, Looked: &Looked{}}
	if fsys != nil {
		l.read(fsys)
	}
	return Judge(ctx, []*Looked{l.Looked}, o)
}

// A Looked is what [Look] saw in a file, or in the files of a zip.
type Looked struct {
	files   []*submitted
	strange []trouble // what is no file that can be read
}

// Look looks at one file of those that [Judge] holds against the rules: for
// whoever has it open already, or has it elsewhere than in a file system. [Check]
// does both. name is its path. A nil r is a file that cannot be opened. Of the
// options Rules and Leave count.
//
// It ends with ctx; what it has seen by then means nothing.
func Look(ctx context.Context, r io.ReaderAt, size int64, name string, o Options) *Looked {
	l := &looking{Options: o, ctx: ctx, Looked: &Looked{}}
	var v *gate.View
	if r != nil {
		v = gate.NewView(ctx, r, size, nil)
	}
	l.one(v, size, name)
	return l.Looked
}

// Judge holds what one school sent in against the rules, which are those that
// Look was given but for their numbers (MinCount, MaxCount). The error is that of
// ctx.
func Judge(ctx context.Context, looked []*Looked, o Options) (Result, error) {
	f := &folder{Options: o, ctx: ctx}
	for _, l := range looked {
		f.files, f.strange = append(f.files, l.files...), append(f.strange, l.strange...)
	}
	if len(f.files) > maxFiles {
		f.files = f.files[:maxFiles]
		l := Looked{}
		l.tooMany(o.Name)
		f.strange = append(f.strange, l.strange...)
	}
	result := f.check()
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	return result, nil
}

// Article checks one article, a .docx file, against a rule, as [Check] does,
// whatever kind the rule is of. The name stands in the places of the findings
// as the file. A nil r is a file that cannot be opened.
func Article(r io.ReaderAt, size int64, name string, rule campaign.MaterialRule) report.Report {
	rule.Kind = kindArticle
	ctx := context.Background()
	l := &looking{Options: Options{Rules: []campaign.MaterialRule{rule}}, ctx: ctx, Looked: &Looked{}}
	s := &submitted{File: File{Path: name, Kind: kindArticle, Bytes: size, Rule: -1}}
	switch {
	case r == nil:
		s.damaged("文件打不开", "请重新报送")
	case s.read(gate.NewView(ctx, r, size, nil), size) != nil:
		s.damaged("文件是压缩包，不是文档", "请解压后报送其中的.docx")
	}
	l.add(s)
	f := &folder{Options: l.Options, ctx: ctx, files: l.files, single: true}
	result := f.check()
	return result.Report
}

// A looking looks at files.
type looking struct {
	Options
	*Looked
	ctx context.Context // what is begun after its end is left
}

// one looks at a file, and at those in it if it is a zip of some; nil is one that
// cannot be opened.
func (l *looking) one(v *gate.View, size int64, name string) {
	s := &submitted{File: File{Path: name, Rule: -1, Bytes: size}, receipt: name}
	if v == nil {
		s.damaged("文件打不开", "请重新报送")
	} else if entries := s.read(v, size); entries != nil {
		l.bundle(s, entries, v)
		return
	}
	l.add(s)
}

// add takes a file that has been read: tells its kind, and what the rules for
// that kind find in it, so that of its text only little has to be kept.
func (l *looking) add(s *submitted) {
	l.place(s)
	if s.article != nil && s.Kind != kindCaption {
		s.judge(l.Rules)
		s.article = &manuscript{captions: s.article.captions, source: s.article.source}
	}
	l.files = append(l.files, s)
}

// judge holds a document against every rule of its kind.
func (s *submitted) judge(demands []campaign.MaterialRule) {
	s.said = map[int]map[string][]remark{}
	for i := range demands {
		if demands[i].Kind != s.Kind {
			continue
		}
		s.rule = &demands[i]
		found := map[string][]remark{}
		for _, r := range rules() {
			if r.file == nil {
				continue
			}
			if remarks := r.file(s); remarks != nil {
				found[r.ID] = remarks
			}
		}
		s.said[i] = found
	}
	s.rule = nil
}

// The kinds of material. A list of captions answers no rule.
const (
	kindArticle = "article"
	kindPhoto   = "photo"
	kindVideo   = "video"
	kindMedia   = "media"
	kindCaption = "caption"
)

// kindNames are what clerks call the kinds.
var kindNames = map[string]string{
	kindArticle: "文字稿件", kindPhoto: "照片", kindVideo: "视频", kindMedia: "媒体报道", kindCaption: "图片说明",
}

// A folder is what a school sent in, as the rules see it.
type folder struct {
	Options
	ctx     context.Context // what is begun after its end is left
	files   []*submitted
	strange []trouble
	single  bool // one file, whose number is not judged
	report  report.Report
}

// A submitted file is one with all that the rules want to know.
type submitted struct {
	File
	rule     *campaign.MaterialRule      // that it counts for; nil for none
	choice   int                         // its index
	receipt  string                      // path that Received knows
	article  *manuscript                 // of a .docx
	said     map[int]map[string][]remark // of a .docx, by index of the rule it was held against and by id
	wording  []string                    // of a list of captions: its lines
	label    string                      // what clerks call its format, if it is no picture or film
	broken   bool                        // cannot be read: counts for no rule
	crowded  bool                        // so do too many lines
	unread   bool                        // a photo that a list of captions may name which cannot be read
	troubles []trouble
	skipped  []string // what of MT004 was left open
}

// A remark is what a check says about a file, or about all of them. What is
// zero is as the rule has it.
type remark struct {
	file     string // path, or the name of the school
	found    string
	message  string
	hint     string
	severity report.Severity
}

// finding is m as a finding of a rule.
func (m remark) finding(r report.Rule) report.Finding {
	f := r.Finding(report.Position{File: m.file}, m.found)
	f.Severity = cmp.Or(m.severity, f.Severity)
	f.Message = cmp.Or(m.message, f.Message)
	f.Hint = cmp.Or(m.hint, f.Hint)
	return f
}

// severe gives m a severity.
func (m remark) severe(s report.Severity) remark {
	m.severity = s
	return m
}

// A trouble is what was found while a file was read or placed.
type trouble struct {
	rule string // id
	remark
}

// trouble notes what a rule finds while s is read.
func (s *submitted) trouble(rule, found, message, hint string, severity report.Severity) {
	s.troubles = append(s.troubles, trouble{rule, s.say(found, message, hint).severe(severity)})
}

// say returns a remark about s.
func (s *submitted) say(found, message, hint string) remark {
	return remark{file: s.Path, found: found, message: message, hint: hint}
}

// A rule is an entry of the catalogue with how it is checked. Both are nil for
// one that is found while files are read and placed.
type rule struct {
	report.Rule
	file   func(*submitted) []remark // a file that has a rule of the campaign's
	folder func(*folder) []remark    // all of them
}

// rules returns the rules for material in the order of their ids.
func rules() []rule {
	var all []rule
	for _, r := range report.Rules() {
		if r.Subject != report.SubjectMaterial {
			continue
		}
		one := rule{Rule: r, folder: folderChecks[r.ID]}
		for _, checks := range []map[string]func(*submitted) []remark{formatChecks, articleChecks, pictureChecks, mediaChecks} {
			if check := checks[r.ID]; check != nil {
				one.file = check
			}
		}
		all = append(all, one)
	}
	return all
}

// check runs the rules over the files. What it returns after the end of the
// context means nothing.
func (f *folder) check() Result {
	f.captions()
	rules := rules()
	for _, s := range f.files {
		for _, reason := range s.skipped {
			f.report.Skip("MT004", reason)
		}
		if f.ctx.Err() != nil {
			return Result{}
		}
		f.choose(s, rules)
		f.unjudged(s)
	}
	if !f.single {
		f.receive()
	}
	for _, r := range rules {
		if f.ctx.Err() != nil {
			return Result{}
		}
		add := func(remarks []remark) {
			for _, m := range remarks {
				f.report.Add(m.finding(r.Rule))
			}
		}
		for _, t := range f.strange {
			if t.rule == r.ID {
				add([]remark{t.remark})
			}
		}
		for _, s := range f.files {
			add(s.remarks(r))
		}
		if r.folder != nil && !f.single {
			add(r.folder(f))
		}
	}
	f.report.Tidy()
	result := Result{Report: f.report, Owed: f.owed()}
	for _, s := range f.files {
		result.Files = append(result.Files, s.File)
	}
	slices.SortFunc(result.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return result
}

// remarks returns what a rule says of s.
func (s *submitted) remarks(r rule) (found []remark) {
	for _, t := range s.troubles {
		if t.rule == r.ID {
			found = append(found, t.remark)
		}
	}
	switch {
	case s.rule == nil || r.file == nil:
	case s.said != nil:
		found = append(found, s.said[s.choice][r.ID]...)
	default:
		found = append(found, r.file(s)...)
	}
	return found
}

// choose gives s the rule of its kind, of several the one that finds least in
// it, of those the first.
func (f *folder) choose(s *submitted, rules []rule) {
	if s.broken {
		return
	}
	least := -1
	for i := range f.Rules {
		if f.Rules[i].Kind != s.Kind {
			continue
		}
		before, chosen := s.rule, s.choice
		s.rule, s.choice = &f.Rules[i], i
		weight := 0
		for _, r := range rules {
			for _, m := range s.remarks(r) {
				weight += 1 << (6 * (report.Hint - cmp.Or(m.severity, r.Severity)))
			}
		}
		if least >= 0 && weight >= least {
			s.rule, s.choice = before, chosen
			continue
		}
		least, s.Rule = weight, i
	}
}

// unjudged lists what could not be decided about a file.
func (f *folder) unjudged(s *submitted) {
	switch r := s.rule; {
	case r == nil || wrongFormat(s) != nil:
	case s.Kind == kindMedia && r.Rank != "":
		name := s.medium()
		if _, known := mediaRank(name); known {
			return
		}
		reason := "没有写明是哪家媒体"
		if name != "" {
			reason = "不知道“" + name + "”是哪一级媒体"
		}
		f.report.Skip("MT035", s.Path+"："+reason+"，没有核对级别")
	case s.Kind == kindPhoto:
		if r.MinDPI > 0 && s.DPI == 0 {
			f.report.Skip("MT023", s.Path+"：文件没有写明分辨率，没有核对")
		}
		if r.Caption && s.Caption == "" && s.crowded {
			f.report.Skip("MT025", s.Path+"：照片和图片说明太多，没有核对")
		} else if r.Caption && s.Caption == "" && s.unread {
			f.report.Skip("MT025", s.Path+"：图片说明不是.txt或.docx，没有核对")
		}
	case s.Kind == kindArticle && s.article == nil && len(r.Format) > 0 && isFormat(s.Format, r.Format):
		f.report.Skip("MT011", s.Path+"：是"+s.formatLabel()+"，没有核对字数和字体")
	case s.Kind == kindVideo && (r.MinSeconds > 0 || r.MaxSeconds > 0) && s.Length == 0:
		f.report.Skip("MT027", s.Path+"：文件没有写明时长，没有核对")
	}
}

// deadline returns the deadline that a rule names.
func (f *folder) deadline(rule *campaign.MaterialRule) *campaign.Deadline {
	for i := range f.Deadlines {
		if rule.Deadline != "" && f.Deadlines[i].ID == rule.Deadline {
			return &f.Deadlines[i]
		}
	}
	return nil
}

// receive notes when the files came in.
func (f *folder) receive() {
	if f.Received == nil {
		return
	}
	unknown := 0
	for _, s := range f.files {
		t, ok := f.Received(s.receipt)
		switch {
		case ok:
			s.Received = t
		case s.rule != nil && f.deadline(s.rule) != nil:
			unknown++
		}
	}
	if unknown > 0 {
		who := ""
		if f.Name != "" {
			who = f.Name + "："
		}
		f.report.Skip("MT007", who+strconv.Itoa(unknown)+"个文件没有收文时间，没有核对是否按时")
	}
}

func (f *folder) owed() (debts []Debt) {
	if f.single {
		return nil
	}
	for i := range f.Rules {
		rule := &f.Rules[i]
		if have := f.count(i); have < rule.MinCount {
			debts = append(debts, Debt{Rule: i, Have: have, Want: rule.MinCount, Deadline: f.deadline(rule)})
		}
	}
	return debts
}

func (f *folder) count(rule int) int {
	n := 0
	for _, s := range f.files {
		if s.Rule == rule {
			n++
		}
	}
	return n
}
