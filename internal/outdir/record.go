package outdir

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
)

// A record lists the files that runs have written into a folder.
type record struct {
	Files []recorded `json:"files"`
}

type recorded struct {
	Path string `json:"path"`
	Hash string `json:"sha256"`
}

// maxRecord is the size up to which a record is read, in bytes: one of 10,000
// schools with six files each has some ten million.
const maxRecord = 64 << 20

// readRecord returns the hashes of what earlier runs have written. A record
// that cannot be read is none: then all that differs is taken for somebody's
// work and kept.
func (s *Stage) readRecord() (map[string]string, error) {
	before := map[string]string{}
	if s.options.Record == "" {
		return before, nil
	}
	for _, name := range []string{s.options.Record, s.options.Manifest} {
		if name == "" {
			continue
		}
		if err := s.free(name); err != nil {
			return nil, err
		}
		info, err := s.disk.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() > maxRecord {
			continue
		}
		data, err := s.disk.Read(name)
		if err != nil {
			return nil, err
		}
		var r record
		if json.Unmarshal(data, &r) != nil {
			continue
		}
		for _, f := range r.Files {
			// A record is a file like others: it names nothing outside the folder.
			if filepath.IsLocal(filepath.FromSlash(f.Path)) && (File{Path: f.Path}).check() == nil {
				before[f.Path] = f.Hash
			}
		}
		break
	}
	return before, nil
}

func encodeRecord(files map[string]string) []byte {
	r := record{Files: []recorded{}}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		r.Files = append(r.Files, recorded{name, files[name]})
	}
	return encode(r)
}

func encode(v any) []byte {
	data, _ := json.MarshalIndent(v, "", " ") // of texts only
	return append(data, '\n')
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
