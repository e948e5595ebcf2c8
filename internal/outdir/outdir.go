// Package outdir writes the files of a program's output so that nothing
// half-written is ever left behind and nothing of anybody else is touched:
// everything goes into a hidden folder beside its place first and is moved when
// all of it is whole.
//
// A run that ends early, even by a kill or a power cut, is undone: by itself if
// it can, else by the next run into the folder. Until then each file under its
// final name is whole, but where the run ended among the moves they may be of it
// and of the one before: no file system moves several files at once. Files and
// the journal of the moves are on disk before the first move; that the moves
// themselves survive a power cut in their order is up to the file system, as it
// is on those with a journal of their own (ext4, XFS, NTFS, APFS).
package outdir

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Why output could not be put into its folder: what [Error.Err] wraps, besides
// errors of the file system.
var (
	ErrPath   = errors.New("path is not inside the output folder")
	ErrName   = errors.New("name is too long for a file")
	ErrInWay  = errors.New("something that is no file is in the way of a file")
	ErrLink   = errors.New("a link is in the way, and is not followed")
	ErrBroken = errors.New("the folder could not be put back as it was")
)

// An Error says that the output could not be put into its folder. Every error
// of this package is one.
type Error struct {
	Dir string
	Err error
}

func (e *Error) Error() string { return fmt.Sprintf("outdir: writing into %s: %v", e.Dir, e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// Chinese is the message for whoever runs a program with a flag -out.
func (e *Error) Chinese() string {
	name := ""
	if p := (*fs.PathError)(nil); errors.As(e.Err, &p) {
		name = p.Path
	}
	switch {
	case errors.Is(e.Err, ErrBroken):
		return fmt.Sprintf("写入 %s 时出错，没能全部恢复原样，再运行一次即可恢复（%v）", e.Dir, e.Err)
	case errors.Is(e.Err, ErrInWay):
		return fmt.Sprintf("写不进文件夹 %s：里面已有名为 %s 的文件夹，请移走，或用 -out 换一个", e.Dir, name)
	case errors.Is(e.Err, ErrLink):
		return fmt.Sprintf("写不进文件夹 %s：里面的 %s 是链接，请移走，或用 -out 换一个", e.Dir, name)
	case errors.Is(e.Err, ErrName):
		return fmt.Sprintf("文件名过长：%s", name)
	case isFull(e.Err):
		return fmt.Sprintf("%s 所在的磁盘已满，请用 -out 换一个文件夹", e.Dir)
	case errors.Is(e.Err, fs.ErrPermission):
		return fmt.Sprintf("没有权限写入 %s，请用 -out 换一个文件夹", e.Dir)
	}
	return fmt.Sprintf("写不进文件夹 %s，请用 -out 换一个（%v）", e.Dir, e.Err)
}

// A File is a file to be written.
type File struct {
	Path string // slash-separated, relative to the folder
	Data []byte
}

// check reports a path that would leave the folder, or that no file can have.
func (f File) check() error {
	if f.Path == "." || !filepath.IsLocal(filepath.FromSlash(f.Path)) || strings.ContainsRune(f.Path, 0) {
		return fmt.Errorf("%q: %w", f.Path, ErrPath)
	}
	for part := range strings.SplitSeq(f.Path, "/") {
		if len(part) > longestName {
			return fault(f.Path, ErrName)
		}
	}
	if strings.HasPrefix(f.Path, stagePrefix) {
		return fmt.Errorf("%q: %w", f.Path, ErrPath)
	}
	return nil
}

// longestName is how many bytes file systems take for a name.
const longestName = 255

func fault(name string, err error) error { return &fs.PathError{Op: "write", Path: name, Err: err} }

// Options say how a folder is treated that has files already. The zero value
// replaces what is in the way and leaves the rest.
type Options struct {
	// Record is the name of a file in the folder that lists what was written,
	// with hashes, such as ".zhijiao.json"; "" is none. With it, a file in the
	// way that is not as a run has left it is kept beside the new one, as
	// 名称.旧.docx, and files of earlier runs that no longer belong are told.
	Record string

	// Manifest is the name of a file that earlier programs wrote and that lists
	// files and hashes in the same form. It is read where there is no Record.
	Manifest string

	// Clean removes the files that no longer belong, those apart that somebody
	// has changed since. It needs a Record.
	Clean bool
}

// An Outcome tells what a run did to what was there before.
type Outcome struct {
	Kept    []Kept   // files that somebody had changed, now beside the new ones
	Stale   []string // files of earlier runs that no longer belong and are still there
	Removed []string // those that were removed
}

// Kept is a file that was in the way and was renamed.
type Kept struct{ Path, As string }

// Write puts the files into dir, which is made if it is not there. Files that
// are in the way are replaced; others in dir stay. If anything fails, dir is as
// it was.
func Write(dir string, files []File) error {
	for _, f := range files {
		if err := f.check(); err != nil {
			return &Error{dir, err}
		}
	}
	s, err := Begin(dir)
	if err != nil {
		return err
	}
	defer s.Discard()
	for _, f := range files {
		if err := s.Add(f); err != nil {
			return err
		}
	}
	return s.Commit()
}

// A Stage collects files for a folder one by one, so that not all of them have
// to be in memory at once. Nothing shows in the folder before [Stage.Commit].
type Stage struct {
	dir     string
	options Options
	disk    disk
	name    string   // of the hidden folder, in dir
	alive   *lock    // held as long as the stage is used
	made    []string // folders that had to be made for dir, the topmost first
	done    bool

	mu      sync.Mutex
	files   map[string]string // hashes by path
	outcome Outcome
}

// The hidden folder and what is in it.
const (
	stagePrefix = ".part-"
	ownerFile   = "owner"   // locked by the run that the stage belongs to
	journalFile = "journal" // what a commit is about to do
	newFiles    = "new"
	oldFiles    = "old" // what was in the way
)

// Begin makes dir if it is not there and a place beside its files for those to
// come. What runs that are dead have left there is undone and cleared away. The
// caller calls [Stage.Discard] in the end.
func Begin(dir string) (*Stage, error) { return BeginWith(dir, Options{}) }

// BeginWith is [Begin] with options.
func BeginWith(dir string, o Options) (*Stage, error) {
	return begin(dir, o, func(r *os.Root) disk { return rootDisk{r} })
}

func begin(dir string, o Options, on func(*os.Root) disk) (*Stage, error) {
	s := &Stage{dir: dir, options: o, files: map[string]string{}}
	if err := s.begin(on); err != nil {
		s.Discard()
		return nil, &Error{dir, err}
	}
	return s, nil
}

func (s *Stage) begin(on func(*os.Root) disk) error {
	var err error
	if s.made, err = makeDir(s.dir); err != nil {
		return err
	}
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		return err
	}
	s.disk = on(root)
	// Nobody clears a stage away that is being made, or makes one while they clear.
	folder, err := lockFolder(s.dir)
	if err != nil {
		return err
	}
	defer folder.release()
	if err := recoverDead(s.dir, s.disk); err != nil {
		return err
	}
	name, err := os.MkdirTemp(s.dir, stagePrefix)
	if err != nil {
		return err
	}
	s.name = filepath.Base(name)
	if s.alive, err = lockFile(filepath.Join(name, ownerFile)); err != nil {
		return err
	}
	return errors.Join(s.disk.Mkdir(s.name+"/"+newFiles), s.disk.Mkdir(s.name+"/"+oldFiles))
}

// Add puts a file on the stage. It may be called on several goroutines.
func (s *Stage) Add(f File) error {
	if err := s.add(f); err != nil {
		return &Error{s.dir, err}
	}
	return nil
}

func (s *Stage) add(f File) error {
	if err := f.check(); err != nil {
		return err
	}
	if err := s.free(f.Path); err != nil {
		return err
	}
	at := s.name + "/" + newFiles + "/" + f.Path
	if err := makeParents(s.disk, at); err != nil {
		return err
	}
	if err := s.disk.Write(at, f.Data); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[f.Path] = hash(f.Data)
	return nil
}

// free reports what is in the way of a file: a folder of its name, a file where
// a folder of its path should be, a link.
func (s *Stage) free(name string) error {
	for at := 0; at < len(name); {
		end := strings.IndexByte(name[at+1:], '/') + at + 1
		if end <= at {
			end = len(name)
		}
		part := name[:end]
		info, err := s.disk.Lstat(part)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case info.Mode()&fs.ModeSymlink != 0:
			return fault(part, ErrLink)
		case end == len(name) && !info.Mode().IsRegular(), end < len(name) && !info.IsDir():
			return fault(part, ErrInWay)
		}
		at = end
	}
	return nil
}

// Outcome tells what [Stage.Commit] did to the files that were there.
func (s *Stage) Outcome() Outcome { return s.outcome }

// Discard clears the stage away, with the folders that were made for nothing.
// It removes nothing that somebody else has put there. After Commit it only
// tidies up.
func (s *Stage) Discard() {
	s.alive.release()
	s.alive = nil
	if s.name != "" {
		// An unfinished commit that could not be undone is left for the next run.
		if _, err := os.Lstat(filepath.Join(s.dir, s.name, journalFile)); err != nil {
			clearStage(filepath.Join(s.dir, s.name))
		}
		s.name = ""
	}
	if s.disk != nil {
		s.disk.Close()
		s.disk = nil
	}
	if !s.done {
		for i := len(s.made) - 1; i >= 0; i-- {
			os.Remove(s.made[i]) // fails where somebody has put something there
		}
	}
	s.made = nil
}

// clearStage removes a stage. What shows whose it is goes last, so that one who
// is interrupted here leaves a stage that the next run knows.
func clearStage(dir string) error {
	return errors.Join(
		os.RemoveAll(filepath.Join(dir, newFiles)), os.RemoveAll(filepath.Join(dir, oldFiles)),
		os.RemoveAll(filepath.Join(dir, journalFile)), os.RemoveAll(filepath.Join(dir, ownerFile)), os.Remove(dir))
}

// makeDir makes dir and returns the folders that it had to make, the topmost
// first.
func makeDir(dir string) (made []string, err error) {
	dir = filepath.Clean(dir)
	var missing []string
	for at := dir; ; at = filepath.Dir(at) {
		_, err := os.Lstat(at)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			break
		}
		missing = append([]string{at}, missing...)
		if filepath.Dir(at) == at {
			break
		}
	}
	for _, at := range missing {
		err := os.Mkdir(at, 0o777)
		switch {
		case err == nil:
			made = append(made, at)
		case !errors.Is(err, fs.ErrExist): // else another run has just made it
			for i := len(made) - 1; i >= 0; i-- {
				os.Remove(made[i])
			}
			return nil, err
		}
	}
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		err = &fs.PathError{Op: "mkdir", Path: dir, Err: errors.New("not a folder")}
	}
	return made, err
}
