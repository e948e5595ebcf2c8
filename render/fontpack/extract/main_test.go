package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/zhijiao-go/zhijiao/render/font"
)

func TestExtractedFilesAreFonts(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	if err := extract(dir); err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob(filepath.Join(dir, "*.ttf"))
	if err != nil || len(paths) != 6 {
		t.Fatalf("got %v, %v", paths, err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := font.NewFace(data, 0); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestExtractReportsAFolderThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := extract(filepath.Join(file, "dir")); err == nil {
		t.Error("no error")
	}
}
