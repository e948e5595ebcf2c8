package sheetml

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// A Package is the zip of an office file: parts, and relations from one to
// another. Names of parts have no stroke in front; case does not matter.
type Package struct {
	Files  []*zip.File // in the order of the zip
	parts  map[string]*zip.File
	budget *gate.Budget
}

// NewPackage returns the package in a zip that the gate has opened. What is
// read of it counts against the bounds of one file.
func NewPackage(z *zip.Reader) *Package { return newPackage(z, nil) }

func newPackage(z *zip.Reader, run *gate.Budget) *Package {
	p := &Package{Files: z.File, parts: make(map[string]*zip.File, len(z.File)), budget: run.ForFile()}
	for _, f := range z.File {
		p.parts[partKey(f.Name)] = f
	}
	return p
}

func partKey(name string) string { return strings.ToLower(strings.TrimPrefix(name, "/")) }

// Part returns a part, or nil.
func (p *Package) Part(name string) *zip.File { return p.parts[partKey(name)] }

// A Relation leads from a part to another one.
type Relation struct {
	ID     string
	Type   string // an address
	Target string // name of the part; of what lies outside the file the text as it stands
	Out    bool   // outside the file
}

// Kind is the last word of the type, which is the same in the transitional and
// the strict format: worksheet, comments.
func (r Relation) Kind() string { return path.Base(r.Type) }

// RelationsOf returns the name of the part that holds the relations of a part,
// "" for those of the package.
func RelationsOf(part string) string {
	dir, base := path.Split(part)
	return dir + "_rels/" + base + ".rels"
}

// maxRelations is how many relations a part may have: a sheet has one for each
// address on the web.
const maxRelations = 100_000

// Relations returns where a part leads to, "" for the package; without any it
// is nil.
func (p *Package) Relations(part string) ([]Relation, error) {
	f := p.Part(RelationsOf(part))
	if f == nil {
		return nil, nil
	}
	var all []Relation
	err := p.scan(f, func(s *gate.Scanner) error {
		if s.Token != gate.StartTag || string(s.Name) != "Relationship" {
			return nil
		}
		if len(all) == maxRelations {
			return fmt.Errorf("%w: more than %d relations", gate.ErrTooLarge, maxRelations)
		}
		r := Relation{ID: s.Attr("Id"), Type: s.Attr("Type"), Target: s.Attr("Target"), Out: s.Attr("TargetMode") == "External"}
		if !r.Out {
			r.Target = resolve(part, r.Target)
		}
		all = append(all, r)
		return nil
	})
	return all, err
}

// resolve returns the part that a target means, seen from another part.
func resolve(from, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = path.Join(path.Dir(from), target)
	}
	return strings.TrimPrefix(path.Clean("/"+target), "/")
}

// scan calls visit for every token of a part.
func (p *Package) scan(f *zip.File, visit func(*gate.Scanner) error) error {
	s, err := gate.ScanFile(f, p.budget)
	if err != nil {
		return err
	}
	for {
		err := s.Next()
		if err == nil {
			err = visit(s)
		}
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
}
