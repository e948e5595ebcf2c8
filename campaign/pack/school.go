package pack

import (
	"bytes"
	"regexp"
	"runtime"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/jobs"
	"github.com/zhijiao-go/zhijiao/render/output"
)

// A schoolFolder is what one school gets.
type schoolFolder struct {
	school *returned.School
	path   string
	files  []File
	err    error
}

// everySchool gives each school of the roster a folder with its forms, name
// filled in, and what it owes; below one for its district, if the roster names that. Schools are
// worked on side by side, and a form is in the sink before the next is made.
func (p *packer) everySchool() error {
	folders := make([]schoolFolder, len(p.Roster))
	for i := range p.Roster {
		s := &p.Roster[i]
		path := p.unitWord() + "/"
		if s.District != "" {
			path += fileName(s.District) + "/"
		}
		folders[i] = schoolFolder{school: s, path: p.free(path + fileName(s.Name))}
	}
	workers := 4 * runtime.GOMAXPROCS(0) // most of the time the disk is waited for
	err := jobs.Each(p.ctx, len(folders), workers, func(i int) schoolFolder { return p.school(folders[i]) }, func(i int, made schoolFolder) error {
		p.schools = append(p.schools, made)
		p.tell(Schools{len(p.schools), len(folders)})
		return made.err
	})
	for _, s := range p.schools {
		p.files = append(p.files, s.files...)
	}
	return err
}

// unitWord is what the units are called that the folders are for.
func (p *packer) unitWord() string {
	if p.campaign.Level == "校" {
		return "部门"
	}
	return "学校"
}

// nameless is what stands in the title of a form for the name of a school.
var nameless = regexp.MustCompile(`(?:[XxＸｘ×○〇*＊]{2,4}|_{2,})(?:学校|单位|部门)`)

// named is the form with the name of a school in its title; nil if it has no place for
// one.
func named(s *forms.Schema, school string) *forms.Schema {
	if !nameless.MatchString(s.Title) {
		return nil
	}
	own := s.Clone()
	own.Title = nameless.ReplaceAllLiteralString(s.Title, school)
	return own
}

// nameFor is how a school's own copy of a form is named.
func (f form) nameFor(school string) string {
	if own := named(f.schema, school); own != nil && f.file == nil {
		return fileName(own.Title)
	}
	return f.name
}

// school makes what is in a folder.
func (p *packer) school(s schoolFolder) schoolFolder {
	for _, b := range p.blanks {
		if b.file != nil {
			file := s.path + "/" + b.fileName()
			if s.err = p.out.Add(file, b.data); s.err != nil {
				return s
			}
			made := newFile(file, "form", b.schema.Title, b.data)
			made.School, made.own = s.school.Name, true
			s.files = append(s.files, made)
			continue
		}
		fill := s.school.Prefill(b.schema)
		own, name := named(b.schema, s.school.Name), b.nameFor(s.school.Name)
		for i, f := range formats {
			if s.err = p.ctx.Err(); s.err != nil {
				return s
			}
			var data bytes.Buffer
			file := s.path + "/" + name + f.ext
			print := func() error { return b.copies[i].Print(&data, fill) }
			if own != nil {
				o := p.options()
				o.Fill = fill
				print = func() error { return f.print(&data, own, o) }
			}
			if err := print(); err != nil {
				s.err = &output.Error{Path: file, Err: err}
				return s
			}
			if s.err = p.out.Add(file, data.Bytes()); s.err != nil {
				return s
			}
			made := newFile(file, "form", b.schema.Title, data.Bytes())
			made.School = s.school.Name
			s.files = append(s.files, made)
		}
	}
	guide, data := s.path+"/"+campaign.GuideName, []byte(p.ownGuide(s.school))
	if s.err = p.out.Add(guide, data); s.err == nil {
		made := newFile(guide, "guide", "本单位报送任务", data)
		made.School = s.school.Name
		s.files = append(s.files, made)
	}
	return s
}
