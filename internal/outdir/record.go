package outdir

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
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
	var b bytes.Buffer
	b.WriteString("{")
	encodeList(&b, "files", slices.Sorted(maps.Keys(files)), func(name string) any { return recorded{name, files[name]} })
	b.WriteString("}\n")
	return b.Bytes()
}

func (j journal) encode() []byte {
	var b bytes.Buffer
	b.WriteString("{")
	encodeList(&b, "steps", j.Steps, func(st step) any { return st })
	b.WriteString(",\n")
	encodeList(&b, "folders", j.Folders, func(at string) any { return at })
	b.WriteString("}\n")
	return b.Bytes()
}

// encodeList writes a list of JSON one by one, a line each: all at once they
// would be in memory several times, and those of 10,000 schools are many.
func encodeList[T any](b *bytes.Buffer, key string, list []T, item func(T) any) {
	fmt.Fprintf(b, "%q: [", key)
	for i, v := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		data, _ := json.Marshal(item(v)) // of texts only
		b.WriteString("\n ")
		b.Write(data)
	}
	b.WriteString("\n]")
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
