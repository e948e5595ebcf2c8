package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
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

// Who keeps the faces in a folder of his own sets as with the package.
func TestExtractedFilesKeepTheirRoles(t *testing.T) {
	dir := t.TempDir()
	if err := extract(dir); err != nil {
		t.Fatal(err)
	}
	got, err := font.Find(t.Context(), os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	want, err := fontpack.Fonts()
	if err != nil || len(got) != len(want) {
		t.Fatalf("%d faces, want %d (%v)", len(got), len(want), err)
	}
	for i := range want {
		a, err := got[i].Face.Cut([]rune("—1"))
		if err != nil {
			a = nil // the supplement has neither
		}
		b, _ := want[i].Face.Cut([]rune("—1"))
		if got[i].Role != want[i].Role || got[i].Face.Name() != want[i].Face.Name() || !bytes.Equal(a, b) {
			t.Errorf("place %d: %v %s, want %v %s", i, got[i].Role, got[i].Face.Name(), want[i].Role, want[i].Face.Name())
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
