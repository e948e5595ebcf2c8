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
	add("名二五五", func(dir string) error {
		name := strings.Repeat("校", 83) // 249 bytes, 255 with the ending
		return errors.Join(put(dir, name+"/"+name[:240]+".xlsx", "x"), put(dir, strings.Repeat("a", 250)+".xlsx", "x"), put(dir, strings.Repeat("a", 250)+".docx", "x"))
	})
	add("大小写同名", func(dir string) error {
		return errors.Join(put(dir, "A校/表.xlsx", "x"), put(dir, "a校/表.xlsx", "x"), put(dir, "a校/表.XLSX", "x"), put(dir, "ａ校/表.xlsx", "x"))
	})
	add("同形名", func(dir string) error { // in two forms of Unicode, with blanks that cannot be seen
		return errors.Join(put(dir, "caf\u00e9/表.xlsx", "x"), put(dir, "cafe\u0301/表.xlsx", "x"), put(dir, "甲\u200b校/表.xlsx", "x"), put(dir, "甲校 /表.xlsx", "x"), put(dir, "甲校\u00a0/表.xlsx", "x"))
	})
	add("换行名", func(dir string) error {
		return errors.Join(put(dir, "甲校\n/表\n.xlsx", "x"), put(dir, "\r\n/表.xlsx", "x"), put(dir, "-out/表.xlsx", "x"), put(dir, "$(x)/`x`.xlsx", "x"))
	})
	add("链接环", func(dir string) error {
		return errors.Join(put(dir, "甲校/表.xlsx", "x"), os.Symlink("..", filepath.Join(dir, "甲校", "上")), os.Symlink("己", filepath.Join(dir, "己")), os.Symlink("/dev/zero", filepath.Join(dir, "零.xlsx")), os.Symlink("/", filepath.Join(dir, "根")))
	})
	add("无权", func(dir string) error {
		return errors.Join(put(dir, "甲校/密/表.xlsx", "x"), put(dir, "乙校/表.xlsx", "x"), os.Chmod(filepath.Join(dir, "乙校", "表.xlsx"), 0), os.Chmod(filepath.Join(dir, "甲校", "密"), 0o111))
	})
	add("设备名", func(dir string) error {
		return errors.Join(put(dir, "CON/表.xlsx", "x"), put(dir, "aux.xlsx", "x"), put(dir, "甲校/NUL.docx", "x"), put(dir, "COM1/LPT1.zip", "x"))
	})
	add("登记是文件夹", func(dir string) error { return put(dir, "收文登记.csv/表.xlsx", "x") })
	add("登记三份", func(dir string) error {
		return errors.Join(put(dir, "收文登记.csv", "文件,收到时间\n"), put(dir, "收文登记.xlsx", "x"), put(dir, "甲校/收文登记.csv", "文件,收到时间\n"))
	})
	add("空文件夹五千", func(dir string) error {
		for i := range 5_000 {
			if err := os.MkdirAll(filepath.Join(dir, fmt.Sprintf("校%d/空", i)), 0o777); err != nil {
				return err
			}
		}
		return nil
	})
	add("一校五千文件", func(dir string) error {
		for i := range 5_000 {
			if err := put(dir, fmt.Sprintf("甲校/照片%d.jpg", i), "x"); err != nil {
				return err
			}
		}
		return nil
	})
	add("结果混入", func(dir string) error { // what the programs write, sent back
		return errors.Join(put(dir, "校核结果.json", "[]"), put(dir, "汇总表.xlsx", "x"), put(dir, ".zhijiao.json", `{"files":[{"path":"../x","sha256":""}]}`), put(dir, ".part-1/owner", ""), put(dir, ".part-1/journal", "{}"))
	})
	add("包名同夹名", func(dir string) error {
		return errors.Join(put(dir, "甲校.zip", string(pack(part{"表.xlsx", "x"}))), put(dir, "甲校/表.xlsx", "x"), put(dir, "甲校.ZIP", "PK"), put(dir, "乙校.rar", "Rar!\x1a\x07\x00"))
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
