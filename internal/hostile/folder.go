package hostile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func folders() []Entry {
	var all []Entry
	add := func(name string, lay func(dir string) error) {
		all = append(all, Entry{Name: "folder-" + name, Kind: Folder, Lay: func(dir string) error {
			return errors.Join(put(dir, "好学校/统计表.xlsx", string(pack(book{rows: row("学校", "甲")}.parts()...))), lay(dir))
		}})
	}
	archive := func(name string) func(dir string) error {
		return func(dir string) error {
			for _, e := range archives() {
				if e.Name == name {
					return put(dir, "甲校.zip", string(e.Make()))
				}
			}
			return errors.New("no such archive: " + name)
		}
	}
	for _, name := range []string{"zip-名过长.zip", "zip-文件夹同名.zip", "zip-双斜线.zip", "zip-NUL名.zip", "zip-NEL名.zip", "zip-空.zip", "zip-点斜线.zip", "zip-只有隐藏文件夹.zip"} {
		add(strings.TrimSuffix(name, ".zip"), archive(name))
	}
	add("控制字符名", func(dir string) error {
		return errors.Join(put(dir, "甲\x1b校/统计表.xlsx", "x"), put(dir, "乙\u0085校/统计表.xlsx", "x"), put(dir, "丙\n校/统计表.xlsx", "x"))
	})
	add("GBK文件夹", func(dir string) error { return put(dir, "\xbc\xd7\xd0\xa3/统计表.xlsx", "x") })
	add("代理项文件夹", func(dir string) error { return put(dir, "甲\xed\xa0\x80校/统计表.xlsx", "x") })
	add("点文件夹", func(dir string) error {
		return errors.Join(put(dir, ".隐藏学校/统计表.xlsx", "x"), put(dir, "甲校/.更深/统计表.xlsx", "x"))
	})
	add("同前缀五千", func(dir string) error {
		for i := range 5_000 {
			if err := put(dir, fmt.Sprintf("%s%d/统计表.xlsx", strings.Repeat("前缀相同的学校", 8), i), ""); err != nil {
				return err
			}
		}
		return nil
	})
	add("深文件夹", func(dir string) error { return put(dir, strings.Repeat("层/", 150)+"统计表.xlsx", "x") })
	add("链接", func(dir string) error {
		return errors.Join(os.Symlink("/etc/passwd", filepath.Join(dir, "密.xlsx")), os.Symlink(dir, filepath.Join(dir, "环")), os.Symlink("无", filepath.Join(dir, "断.xlsx")))
	})
	add("管道", func(dir string) error { return special(dir, "管道.xlsx", pipe) })
	add("套接字", func(dir string) error { return special(dir, "套接字.xlsx", socket) })
	add("管道登记", func(dir string) error { return special(dir, "收文登记.csv", pipe) })
	add("套接字登记", func(dir string) error { return special(dir, "收文登记.csv", socket) })
	return all
}

func put(dir, name, text string) error {
	at := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
		return err
	}
	return os.WriteFile(at, []byte(text), 0o666)
}

// A specialFile is one that no program should open.
type specialFile int

const (
	pipe specialFile = iota
	socket
)
