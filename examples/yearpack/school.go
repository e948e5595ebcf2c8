package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A rosterError says that the roster could not be read.
type rosterError struct {
	file string
	err  error
}

func (e *rosterError) Error() string { return fmt.Sprintf("reading the roster %s: %v", e.file, e.err) }

func (e *rosterError) Unwrap() error { return e.err }

// readRoster reads the schools that get a folder each. Places in the findings
// name the file without its folder.
func readRoster(file string) (returned.Roster, []report.Finding, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, &rosterError{file, err}
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, &rosterError{file, err}
	}
	roster, found, err := returned.ReadRoster(f, info.Size(), filepath.Base(file))
	if err != nil {
		return nil, nil, &rosterError{file, err}
	}
	return roster, found, nil
}

// A schoolFolder is what one school gets.
type schoolFolder struct {
	school  *returned.School
	path    string
	entries []entry
	err     error
}

// everySchool gives each school of the roster a folder with its forms, name
// filled in; below one for its district, if the roster names that. Schools are
// worked on side by side, and a form is on disk before the next is made.
func (p *packer) everySchool(ctx context.Context) error {
	const step = 20 // schools between two lines of progress
	for i := range p.roster {
		s := &p.roster[i]
		path := "学校/"
		if s.District != "" {
			path += fileName(s.District) + "/"
		}
		p.schools = append(p.schools, schoolFolder{school: s, path: p.free(path + fileName(s.Name))})
	}
	for from := 0; from < len(p.schools); from += step {
		to := min(from+step, len(p.schools))
		var wg sync.WaitGroup
		free := make(chan struct{}, 4*runtime.GOMAXPROCS(0)) // most of the time the disk is waited for
		for i := from; i < to; i++ {
			free <- struct{}{}
			wg.Go(func() {
				p.schools[i].err = p.school(ctx, &p.schools[i])
				<-free
			})
		}
		wg.Wait()
		for i := from; i < to; i++ {
			if err := p.schools[i].err; err != nil {
				return err
			}
			p.entries = append(p.entries, p.schools[i].entries...)
		}
		fmt.Fprintf(p.progress, "  学校/  %d/%d 所\n", to, len(p.schools))
	}
	return nil
}

func (p *packer) school(ctx context.Context, s *schoolFolder) error {
	for _, b := range p.blanks {
		if err := ctx.Err(); err != nil {
			return err
		}
		fill := s.school.Prefill(b.schema)
		for i, f := range formats {
			var data bytes.Buffer
			if err := b.copies[i].Print(&data, fill); err != nil {
				return fmt.Errorf("%s: %w", s.school.Name, err)
			}
			e := newEntry(s.path+"/"+b.name+f.ext, "form", b.schema.Title, data.Bytes())
			e.School = s.school.Name
			if err := p.write(e.Path, data.Bytes()); err != nil {
				return err
			}
			s.entries = append(s.entries, e)
		}
	}
	return nil
}
