package outdir

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// A journal is what a commit is about to do. It is on disk before the first
// file is moved, so that the next run can undo what a dead one has begun.
type journal struct {
	Steps   []step   `json:"steps"`
	Folders []string `json:"folders,omitempty"` // that have to be made
}

// A step puts a new file into its place, or takes one away.
type step struct {
	Path string `json:"path"`
	Hash string `json:"sha256,omitempty"` // of the new file; "" takes away
	Old  bool   `json:"old,omitempty"`    // something was in the way
	Keep string `json:"keep,omitempty"`   // where what was in the way stays, "" if it goes
}

// sound reports whether a journal is one that a commit writes.
func (j journal) sound() bool {
	return !slices.ContainsFunc(j.Steps, func(st step) bool {
		return File{Path: st.Path}.check() != nil || st.Keep != "" && File{Path: st.Keep}.check() != nil
	})
}

// Commit moves the files to their places, all of them or none. Those in the way
// are replaced, or kept as the options say; others stay. What stands in the way
// and is no file is found before anything is moved.
func (s *Stage) Commit() error {
	folder, err := lockFolder(s.dir) // another run waits, so that the files are of one
	if err != nil {
		return &Error{s.dir, err}
	}
	defer folder.release()
	if err := s.commit(); err != nil {
		return &Error{s.dir, err}
	}
	s.done = true
	return nil
}

func (s *Stage) commit() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	before, err := s.readRecord()
	if err != nil {
		return err
	}
	j, err := s.plan(before)
	if err != nil {
		return err
	}
	if err := s.disk.Write(s.name+"/"+journalFile, j.encode()); err != nil {
		return errors.Join(err, s.forget()) // half a journal is none
	}
	s.disk.Settle(s.name) // the journal is there before anything moves
	if err := s.carryOut(j); err != nil {
		if undo := undo(s.disk, s.name, j); undo != nil {
			return fmt.Errorf("%w: %w: %w", ErrBroken, err, undo)
		}
		return errors.Join(err, s.forget())
	}
	s.disk.Settle(".") // and as long as what moved may not have
	if err := s.forget(); err != nil {
		return err
	}
	for _, st := range j.Steps {
		if st.Hash == "" && st.Path != s.options.Record {
			s.dropEmpty(path.Dir(st.Path))
		}
	}
	return nil
}

// forget removes the journal: the next run has nothing to undo.
func (s *Stage) forget() error {
	err := s.disk.Remove(s.name + "/" + journalFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// plan looks at all that is there and works out what is to be done.
func (s *Stage) plan(before map[string]string) (journal, error) {
	var j journal
	s.outcome = Outcome{}
	taken, known := map[string]bool{}, map[string]bool{}
	for name := range s.files {
		taken[strings.ToLower(name)] = true
	}
	after := maps.Clone(s.files)
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		st, err := s.place(name, before, taken)
		if err != nil {
			return journal{}, err
		}
		if st.Keep != "" {
			s.outcome.Kept = append(s.outcome.Kept, Kept{name, st.Keep})
		}
		j.Steps = append(j.Steps, st)
		j.Folders = append(j.Folders, s.missing(name, known)...)
	}
	if s.options.Record == "" {
		return j, nil
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if _, ok := s.files[name]; ok || name == s.options.Record {
			continue
		}
		got, err := s.hashOf(name)
		switch {
		case err != nil: // gone since, or nothing that we wrote
		case s.options.Clean && got == before[name]:
			j.Steps = append(j.Steps, step{Path: name, Old: true})
			s.outcome.Removed = append(s.outcome.Removed, name)
		default:
			after[name] = before[name]
			s.outcome.Stale = append(s.outcome.Stale, name)
		}
	}
	data := encodeRecord(after)
	if err := s.free(s.options.Record); err != nil {
		return journal{}, err
	}
	if err := s.disk.Write(s.name+"/"+newFiles+"/"+s.options.Record, data); err != nil {
		return journal{}, err
	}
	_, err := s.disk.Lstat(s.options.Record)
	j.Steps = append(j.Steps, step{Path: s.options.Record, Hash: hash(data), Old: err == nil})
	return j, nil
}

// missing returns the folders of a path that are not there, besides those that
// are known, and makes them known.
func (s *Stage) missing(name string, known map[string]bool) []string {
	var list []string
	for at := path.Dir(name); at != "." && !known[at]; at = path.Dir(at) {
		if _, err := s.disk.Lstat(at); err == nil {
			break
		}
		known[at] = true
		list = append(list, at)
	}
	return list
}

// place works out what is to be done for one file.
func (s *Stage) place(name string, before map[string]string, taken map[string]bool) (step, error) {
	st := step{Path: name, Hash: s.files[name]}
	if err := s.free(name); err != nil {
		return st, err
	}
	if _, err := s.disk.Lstat(name); err != nil {
		return st, nil // free has told what else may be wrong
	}
	st.Old = true
	if s.options.Record == "" {
		return st, nil
	}
	got, err := s.hashOf(name)
	if err != nil {
		return st, err
	}
	if got != st.Hash && got != before[name] {
		st.Keep = s.oldName(name, taken)
		taken[strings.ToLower(st.Keep)] = true
	}
	return st, nil
}

// oldName returns a free name for a file that is kept: 统计表.旧.xlsx.
func (s *Stage) oldName(name string, taken map[string]bool) string {
	dir, base := path.Split(name)
	ext := path.Ext(base)
	if len(ext) > 20 || ext == base {
		ext = ""
	}
	stem := strings.TrimSuffix(base, ext)
	for n := 1; ; n++ {
		mark := ".旧"
		if n > 1 {
			mark += fmt.Sprintf("-%d", n)
		}
		short := stem
		for len(short)+len(mark)+len(ext) > longestName {
			_, size := utf8.DecodeLastRuneInString(short)
			short = short[:len(short)-size]
		}
		old := dir + short + mark + ext
		if _, err := s.disk.Lstat(old); errors.Is(err, fs.ErrNotExist) && !taken[strings.ToLower(old)] {
			return old
		}
	}
}

func (s *Stage) hashOf(name string) (string, error) {
	info, err := s.disk.Lstat(name)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fault(name, ErrInWay)
	}
	return s.disk.Hash(name)
}

// carryOut does what is in the journal.
func (s *Stage) carryOut(j journal) error {
	fresh, old := s.name+"/"+newFiles+"/", s.name+"/"+oldFiles+"/"
	for _, st := range j.Steps {
		if st.Old {
			if err := makeParents(s.disk, old+st.Path); err != nil {
				return err
			}
			to := old + st.Path
			if st.Keep != "" {
				to = st.Keep
			}
			if err := s.disk.Rename(st.Path, to); err != nil {
				return err
			}
		}
		if st.Hash == "" {
			continue
		}
		if err := makeParents(s.disk, st.Path); err != nil {
			return err
		}
		if err := s.disk.Rename(fresh+st.Path, st.Path); err != nil {
			return err
		}
	}
	return nil
}

// undo puts everything back that the stage of a name has moved. It can be
// called again after it was cut short.
func undo(d disk, stage string, j journal) error {
	fresh, old := stage+"/"+newFiles+"/", stage+"/"+oldFiles+"/"
	made := map[string]bool{}
	for _, at := range j.Folders {
		made[at] = true
	}
	var all error
	for _, st := range slices.Backward(j.Steps) {
		from := old + st.Path
		if st.Keep != "" {
			from = st.Keep
		}
		_, waiting := d.Lstat(fresh + st.Path)
		if st.Hash != "" && waiting != nil {
			// The new file is in its place, or was moved on by somebody.
			if got, err := d.Hash(st.Path); err == nil && got == st.Hash {
				if err := makeParents(d, fresh+st.Path); err != nil {
					all = errors.Join(all, err)
				}
				if err := d.Rename(st.Path, fresh+st.Path); err != nil {
					all = errors.Join(all, err)
					continue
				}
			}
		}
		if st.Old {
			if _, err := d.Lstat(from); err == nil {
				if _, err := d.Lstat(st.Path); err == nil {
					continue // somebody has put another file there since: both stay
				}
				all = errors.Join(all, d.Rename(from, st.Path))
			}
			continue
		}
		for at := path.Dir(st.Path); made[at]; at = path.Dir(at) {
			if err := d.Remove(at); err != nil && !errors.Is(err, fs.ErrNotExist) {
				break
			}
		}
	}
	return all
}

// dropEmpty removes folders that have nothing in them any more.
func (s *Stage) dropEmpty(at string) {
	for ; at != "."; at = path.Dir(at) {
		if s.disk.Remove(at) != nil {
			return
		}
	}
}

// recoverDead undoes and clears away what runs have left that are dead.
func recoverDead(dir string, d disk) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), stagePrefix) {
			continue
		}
		owner := filepath.Join(dir, e.Name(), ownerFile)
		if _, err := os.Lstat(owner); errors.Is(err, fs.ErrNotExist) {
			os.Remove(filepath.Join(dir, e.Name())) // just begun; else it is not ours, and has files
			continue
		}
		if !isDead(owner) {
			continue
		}
		if data, err := d.Read(e.Name() + "/" + journalFile); err == nil {
			var j journal
			if json.Unmarshal(data, &j) == nil && j.sound() { // else it was never begun
				if err := undo(d, e.Name(), j); err != nil {
					return fmt.Errorf("%w: %w", ErrBroken, err)
				}
			}
		}
		// Its owner may be just about to clear it away itself.
		if err := clearStage(filepath.Join(dir, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
