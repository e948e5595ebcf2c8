package collect

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/returned"
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
	err := fs.WalkDir(c.returns, ".", func(p string, d fs.DirEntry, err error) error {
		if c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		switch {
		case err != nil:
			c.say(returned.RuleFile, report.Error, p, "", "文件夹打不开", "请检查权限后重新汇总")
			if d != nil && d.IsDir() && p != "." {
				return fs.SkipDir
			}
			return nil
		case p == ".":
			return nil
		case leftover(d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		info, err := d.Info()
		if err != nil {
			c.say(returned.RuleFile, report.Error, p, "", "文件打不开", "请检查后重新汇总")
			return nil
		}
		if c.Skip != nil && c.Skip(p, info) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		switch {
		case d.IsDir() || !strings.Contains(p, "/") && slices.Contains(registerNames, p):
		case !info.Mode().IsRegular():
			c.say(returned.RuleFile, report.Hint, p, "", "是快捷方式或链接，不是文件，没有读入", "请放入文件本身")
		case len(files) >= maxFiles:
			return &LimitError{maxFiles}
		default:
			files = append(files, p)
		}
		return nil
	})
	slices.SortFunc(files, cmp.Compare[string])
	return files, err
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
	c.schools.receipts = &returned.Receipts{Year: c.Campaign.Year}
	for _, name := range registerNames {
		f, err := open(c.returns, name)
		if err != nil {
			if !errors.Is(err, fs.ErrNotExist) {
				c.say(returned.RuleReceipt, report.Error, name, "", "收文登记打不开，迟报没有判断", "请检查后重新汇总")
			}
			continue
		}
		defer f.Close()
		receipts, findings, err := c.reader.ReadReceipts(f, f.size, name)
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
)

func sortOf(name string) sort {
	switch strings.ToLower(path.Ext(name)) {
	case ".xlsx", ".xlsm", ".xlsb", ".xltx", ".xls", ".et", ".ett", ".ods", ".rar", ".7z":
		return sortForm
	case ".docx", ".docm", ".doc", ".wps", ".wpt", ".odt", ".rtf", "":
		return sortDocument
	case ".zip":
		return sortArchive
	}
	return sortOther
}
