package collect

import (
	"cmp"
	"errors"
	"fmt"
	"github.com/zhijiao-go/zhijiao/forms/collect/internal/heed"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// registerNames are what the register of receipts may be called.
var registerNames = []string{"收文登记.csv", "收文登记.xlsx"}

// walk lists the files that came in, by path, and reads the register.
func (c *collector) walk() ([]string, error) {
	if _, err := fs.Stat(c.returns, "."); err != nil {
		return nil, err
	}
	c.readRegister()
	var files []string
	hidden := map[string]int{} // by folder
	empty := map[string]bool{} // folders of schools in which nothing has been met
	err := fs.WalkDir(c.returns, ".", func(p string, d fs.DirEntry, err error) error {
		if c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		top, _, below := strings.Cut(p, "/")
		if err != nil || !d.IsDir() || leftover(d.Name()) {
			delete(empty, top)
		}
		switch {
		case err != nil:
			c.unopened(p, "文件夹打不开", "请检查权限后重新汇总")
			if d != nil && d.IsDir() && p != "." {
				return fs.SkipDir
			}
			return nil
		case p == ".":
			return nil
		case leftover(d.Name()):
			if !ofSystem(d.Name()) && (c.Skip == nil || !c.skips(p, d)) {
				hidden[path.Dir(p)]++
			}
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		info, err := d.Info()
		if err != nil {
			c.unopened(p, "文件打不开", "请检查后重新汇总")
			return nil
		}
		if c.Skip != nil && c.Skip(p, info) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() && !below {
			empty[top] = true
		}
		switch {
		case d.IsDir() || !strings.Contains(p, "/") && slices.Contains(registerNames, p):
		case info.Mode()&fs.ModeSymlink != 0:
			c.say(returned.RuleFile, report.Hint, cleanName(p), "", "是快捷方式或链接，不是文件，没有读入", "请放入文件本身")
		case !info.Mode().IsRegular():
			c.say(returned.RuleFile, report.Hint, cleanName(p), "", "不是普通文件，没有读入", "请放入文件本身")
		case emptyText(p, info.Size()), ownGuide(p, func() (io.ReadCloser, error) { return c.returns.Open(p) }):
		case len(files) >= maxFiles:
			return &LimitError{maxFiles}
		default:
			files = append(files, c.clean(p))
		}
		return nil
	})
	for _, dir := range slices.Sorted(maps.Keys(hidden)) {
		where := cleanName(dir)
		if dir == "." {
			where = ""
		}
		c.say(returned.RuleLeftOver, report.Hint, where, "", fmt.Sprintf("有%d个隐藏的文件或文件夹（名称以点开头），没有读入", hidden[dir]), "如果是要报送的，请改名后重新汇总")
	}
	if names := slices.Sorted(maps.Keys(empty)); len(names) > 0 {
		const most = 5
		say := fmt.Sprintf("有%d个文件夹里没有文件：%s", len(names), cleanName(strings.Join(names[:min(len(names), most)], "、")))
		if len(names) > most {
			say += "等"
		}
		c.say(returned.RuleLeftOver, report.Hint, cleanName(names[0]), "", say, "请核对是否漏放了文件")
	}
	slices.SortFunc(files, cmp.Compare[string])
	return files, err
}

// unopened says that there is something that cannot be opened, where its name
// is the reason so.
func (c *collector) unopened(p, message, hint string) {
	clean, note := gate.CleanName(p)
	if !utf8.ValidString(p) {
		message, hint = message+"："+note, "请把名称改好后重新汇总"
	}
	c.say(returned.RuleFile, report.Error, clean, "", message, hint)
}

// clean returns the path of a file as it is told and written, and remembers how
// it is really named.
func (c *collector) clean(p string) string {
	clean, note := gate.CleanName(p)
	if clean == p {
		return p
	}
	for n := 2; c.raw[clean] != ""; n++ {
		ext := path.Ext(clean)
		clean = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(clean, ext), n, ext)
	}
	c.raw[clean] = p
	c.say(returned.RuleFile, report.Hint, clean, path.Base(clean), note, "")
	return clean
}

func cleanName(p string) string { clean, _ := gate.CleanName(p); return clean }

// rawName is how a file is named in the file system.
func (c *collector) rawName(p string) string { return cmp.Or(c.raw[p], p) }

// skips asks the caller about something hidden.
func (c *collector) skips(p string, d fs.DirEntry) bool {
	info, err := d.Info()
	return err == nil && c.Skip(p, info)
}

// emptyText reports whether a file is an empty text that somebody made by a slip of
// the mouse.
func emptyText(name string, size int64) bool {
	return size == 0 && strings.EqualFold(path.Ext(name), ".txt")
}

// ownGuide reports whether a file is the one that tells a unit what it owes, which
// stood in the folder that it was given to fill.
func ownGuide(name string, open func() (io.ReadCloser, error)) bool {
	if path.Base(name) != campaign.GuideName {
		return false
	}
	r, err := open()
	if err != nil {
		return false
	}
	defer r.Close()
	head, err := io.ReadAll(io.LimitReader(r, 4096))
	return err == nil && strings.Contains(string(head), "\n"+campaign.GuideMark)
}

// ofSystem reports whether something hidden is of the system or of Office, not
// of a person.
func ofSystem(p string) bool {
	return slices.ContainsFunc(strings.Split(p, "/"), func(name string) bool {
		low := strings.ToLower(name)
		return leftover(name) && (!strings.HasPrefix(name, ".") || low == ".ds_store" || strings.HasPrefix(name, "._") || strings.HasPrefix(name, ".~") || low == ".trashes" || low == ".spotlight-v100")
	})
}

// leftover reports whether a file is none that somebody sent: hidden files, and
// what systems and Office leave behind.
func leftover(name string) bool {
	switch strings.ToLower(name) {
	case "thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".~")
}

// leftoverPath reports whether any part of a path is left over.
func leftoverPath(p string) bool {
	return slices.ContainsFunc(strings.Split(p, "/"), leftover)
}

// readRegister reads 收文登记.csv. A register that cannot be read is a finding:
// then nobody is late.
func (c *collector) readRegister() {
	c.schools.receipts = &roster.Receipts{Year: c.Campaign.Year}
	for _, name := range registerNames {
		f, err := heed.Open(c.returns, name)
		if err != nil {
			if !errors.Is(err, fs.ErrNotExist) {
				c.say(returned.RuleReceipt, report.Error, name, "", "收文登记打不开，迟报没有判断", "请检查后重新汇总")
			}
			continue
		}
		defer f.Close()
		receipts, findings, err := roster.ReadReceipts(f, f.Size, name, c.Campaign.Year)
		if err != nil {
			c.report.Add(readFinding(err, name))
			continue
		}
		c.report.Add(findings...)
		c.schools.receipts = receipts
		return
	}
}

// A sort tells what a file may be by its name.
type sort uint8

const (
	sortOther    sort = iota // material, or nothing of ours
	sortForm                 // a workbook, or what people send instead
	sortDocument             // a document: a form, or an article
	sortArchive              // a .zip
	sortScan                 // a picture of a form, or its print
)

func sortOf(name string) sort {
	switch strings.ToLower(path.Ext(name)) {
	case ".xlsx", ".xlsm", ".xlsb", ".xltx", ".xls", ".et", ".ett", ".ods", ".rar", ".7z":
		return sortForm
	case ".docx", ".docm", ".doc", ".wps", ".wpt", ".odt", ".rtf", ".csv", "":
		return sortDocument
	case ".zip":
		return sortArchive
	case ".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".heic", ".pdf", ".ofd", ".caj":
		return sortScan
	}
	return sortOther
}
