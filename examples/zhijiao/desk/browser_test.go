package desk

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A clerk goes all four ways in Chromium, with bad files, with 300 schools, with
// the keyboard alone and on a telephone (testdata/visit.js). OFDJS names a folder
// of node_modules with playwright-core, which needs Chromium; DESKSHOTS, if it is
// set, a folder for pictures.
func TestInBrowser(t *testing.T) {
	modules := os.Getenv("OFDJS")
	if modules == "" {
		t.Skip("OFDJS names no folder with playwright-core")
	}
	folder, shots := t.TempDir(), os.Getenv("DESKSHOTS")
	if shots == "" {
		shots = t.TempDir()
	}
	put := func(name, text string) {
		name = filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	data := "../../../testdata/"
	put("稿子.txt", readFile(t, data+"notices/taian-2020.txt"))
	put("去年的通知.txt", readFile(t, data+"notices/xiamen-2023.txt"))
	put("坏的.docx", "PK\x03\x04 no archive")
	put("campaign.yaml", readFile(t, data+"returns/campaign.yaml"))
	put("调查表.docx", readFile(t, data+"learn/家长满意度调查表.docx"))
	put("空白表.xlsx", readFile(t, data+"learn/师资情况表.xlsx"))
	back, err := os.ReadDir(data + "learn/师资情况表")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range back {
		put("交回/"+e.Name(), readFile(t, data+"learn/师资情况表/"+e.Name()))
	}
	roster := "学校,区县\n"
	form := readFile(t, data+"returns/滨江职业学校/统计表.xlsx")
	for i := range 300 {
		roster += fmt.Sprintf("第%d职业学校,第%d区\n", i+1, i%10+1)
		if i%3 == 0 {
			put(fmt.Sprintf("收来/第%d职业学校/统计表.xlsx", i+1), form)
		}
	}
	put("收来/第2职业学校/截断.xlsx", form[:len(form)/2])
	put("名册.csv", roster)

	ctx, cancel := context.WithCancel(context.Background())
	said, out := io.Pipe()
	ended := make(chan int, 1)
	go func() { ended <- Run(ctx, []string{"-dir", t.TempDir()}, none, out, os.Stderr) }()
	defer func() {
		cancel()
		<-ended
	}()
	var line [512]byte
	n, err := said.Read(line[:])
	if err != nil {
		t.Fatal(err)
	}
	address := regexp.MustCompile(`http://\S+`).FindString(string(line[:n]))
	cmd := exec.Command("node", filepath.Join("testdata", "visit.js"), address, folder, shots)
	cmd.Env = append(os.Environ(), "NODE_PATH="+modules)
	var wrong bytes.Buffer
	cmd.Stderr = &wrong
	told, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, wrong.Bytes())
	}
	for line := range strings.Lines(string(told)) {
		t.Error(strings.TrimSpace(line))
	}
}
