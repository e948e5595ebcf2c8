package document

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A Document is something that is issued: a 通知 or another 公文 of the same
// build (函 and the like), with a head, a title, recipients, a body,
// attachments, a signature and an imprint (GB/T 9704-2012 7), or a paper that
// lacks some of these, such as a school's 方案. Parts that are nil or empty are
// not printed.
//
// Rules (办法, 规定), decisions and their like have a 题注 below the title:
// 2019年3月5日甲市第六届人民代表大会常务委员会第七次会议通过. What it tells is laid down for
// laws alone (《立法法》 of 2000, 第五十四条; since 2023 第六十五条); that it stands in brackets,
// in the middle and in 楷体 is 惯例, for GB/T 9704-2012 does not know it.
type Document struct {
	ID             string       // names its files; unique in a campaign
	Kind           Kind         // 文种: 通知, 函, 方案 …
	Head           *Head        // 版头; nil: typed on plain paper
	Title          string       // 标题; a line feed forces a line break
	Adopted        string       // 题注: when and by whom it was adopted, issued or revised, without its brackets; a line feed forces a line break
	Recipients     string       // 主送机关; the printed line always ends with a colon
	Body           []Block      // 正文
	AttachmentMark string       // words before the attachment list; "" means 附件：
	Attachments    []Attachment // 附件
	Signature      *Signature   // 署名, 成文日期; of a 简报 who edits it and the day, which stand in its head
	Note           string       // 附注, without its brackets
	Imprint        *Imprint     // 版记
	Places         Places       // of a document read from text
	Written        Written      // of a document read from text
	Copied         bool         // of a document read from text: from a web page, which often leaves out head, signature and attachments
}

// Written are the parts of a document that the text it was read from writes
// otherwise than they print, each as it stands there: 二〇二三年五月六日 for a date,
// 附件一：名单 for the label of an attachment. The keys are the parts as in [Place]
// (and those places are then of the characters written). A part that is not
// there was written as it prints; nil if all were. Nothing of it is printed.
//
//	head.copy               份号, where a label stands before it; so too head.secrecy, head.urgency
//	head.signers            签发人 and the names, where label or separators differ
//	adopted                 题注 with its brackets; so too attachments[0].adopted
//	recipients              the line, where it has no colon
//	attachments[0].label    the line of the label, where the title stands on it too
//	attachments[0].listed   the item of the list with its mark: 1、名单 or 附件一：名单。
//	signature.date          成文日期
//	note                    附注 with its brackets
//	imprint.to              主送 line of the 版记
//	imprint.copyTo          抄送 line, label included: 抄送:省教育厅 or 抄报：省教育厅。
//	imprint.date            the date with 印发 behind it, if 印发 is there
type Written map[string]string

// IsPlan reports whether d is a 方案 or another paper (see [Kind.Paper]) without
// the parts that make a 公文: a school's own plan or summary, or one that a
// notice prints (印发).
func (d *Document) IsPlan() bool {
	return d.Kind.Paper() && d.Head == nil && d.Recipients == "" && d.Note == "" && d.Imprint == nil
}

// Predates reports whether d is signed before GB/T 9704-2012 and the 条例 of that
// year came to bind, on 1 July 2012.
func (d *Document) Predates() bool {
	return d.Signature != nil && !d.Signature.Date.IsZero() && d.Signature.Date.Before(calendar.Date{Year: 2012, Month: 7, Day: 1})
}

// Listed returns the attachments that the 附件说明 names: all but the texts that
// d prints.
func (d *Document) Listed() []*Attachment {
	var listed []*Attachment
	for i := range d.Attachments {
		if !d.Attachments[i].Printed {
			listed = append(listed, &d.Attachments[i])
		}
	}
	return listed
}

// An Attachment is a text or a form bound behind the document
// (GB/T 9704-2012 7.3.7).
type Attachment struct {
	Title   string  // stands on its page and, unless Listed is set, in the list
	Listed  string  // the name in the list (附件说明), where it differs
	Label   string  // stands on its page; "" means 附件, numbered if there are several
	Adopted string  // 题注 below the title, as that of a [Document]
	Body    []Block // text, tables, forms
	// Printed marks the text that the document prints (印发, 转发): the
	// substance, not an attachment. It is set without a label and is not listed.
	Printed bool
	// Apart marks what is only listed: it goes with the document in a file of its
	// own (另附). No page is set for it.
	Apart bool
}

// ListedTitle returns the name that the attachment list gives.
func (a *Attachment) ListedTitle() string {
	if a.Listed != "" {
		return a.Listed
	}
	return a.Title
}

// PageLabel returns the label on the page of the i-th (from 0) of n listed
// attachments; "" for a printed text.
func (a *Attachment) PageLabel(i, n int) string {
	switch {
	case a.Printed:
		return ""
	case a.Label != "":
		return a.Label
	case n == 1:
		return "附件"
	default:
		return "附件" + strconv.Itoa(i+1)
	}
}

// An Organ is a body that issues documents (发文机关).
type Organ struct {
	Name  string `yaml:"name" validate:"required"` // full or standard name
	Short string `yaml:"short"`                    // short form used in texts; "" means Name
}

// ShortName returns Short, or Name if there is none.
func (o Organ) ShortName() string {
	if o.Short != "" {
		return o.Short
	}
	return o.Name
}

// A Head is the 版头 (GB/T 9704-2012 7.2) or the head of one of the special
// formats (10).
type Head struct {
	Format  HeadFormat // zero: the ordinary format
	Organs  []Organ    // in the mark, 主办 first; not empty unless the head is preprinted
	Mark    string     // word behind the names: 文件, 命令, 纪要, or "" for names alone
	Number  DocNumber  // 发文字号; zero if none
	Copy    string     // 份号, six digits; "" if none
	Secrecy string     // 密级和保密期限 as printed: 机密★1年; "" if none
	Urgency string     // 紧急程度: 特急 or 加急; "" if none
	Signers []string   // 签发人, of 上行文 only
	Room    int        // of a preprinted head: millimetres from the page's upper edge to its red rule
	Added   bool       // supplied by hand: the original shows none
}

// A HeadFormat is the kind of a head.
type HeadFormat string

const (
	HeadDocument   HeadFormat = ""   // the ordinary format, 7.2
	HeadLetter     HeadFormat = "信函" // 信函格式, 10.1
	HeadOrder      HeadFormat = "命令" // 命令（令）格式, 10.2
	HeadMinutes    HeadFormat = "纪要" // 纪要格式, 10.3
	HeadPreprinted HeadFormat = "套红" // the mark and the rule are on the paper already
	HeadBulletin   HeadFormat = "简报" // 惯例: the mark is its name, the number 第3期; who edits it and the day stand below them
)

// A DocNumber is a 发文字号 such as 厦教职成〔2023〕5号 (GB/T 9704-2012 7.2.5):
// the code of the organ, the year and the number within the year.
type DocNumber struct {
	Code   string // 机关代字: 厦教职成
	Year   int    // four digits
	Serial int    // without leading zeros
	// Written is the number as it was written where that is not the standard
	// form; "" where it is. It is what [DocNumber.String] prints, so that a
	// document that errs is shown as it is.
	Written string
}

var docNumber = han.Compile(`^(.*?)\s*[〔\[［【（(]\s*(\d+)\s*[〕\]］】）)]\s*第?\s*(\d+)\s*[号號]?$`)

// openNumber is one whose serial is still to be given: 厦教职成〔2024〕  号.
var openNumber = han.Compile(`^(.*?)\s*[〔\[［【（(]\s*(\d{4})\s*[〕\]］】）)]\s*第?\s*[号號]$`)

// ParseDocNumber reads a number in any brackets. What is not of the standard
// form keeps its spelling in Written, and so does one whose serial is left open
// (厦教职成〔2024〕  号); text that is no number at all has only that.
func ParseDocNumber(s string) DocNumber {
	s = strings.TrimSpace(s)
	if m := openNumber.FindStringSubmatch(s); m != nil {
		year, _ := strconv.Atoi(m[2]) // of four digits
		return DocNumber{Code: m[1], Year: year, Written: s}
	}
	m := docNumber.FindStringSubmatch(s)
	if m == nil {
		return DocNumber{Written: s}
	}
	year, err1 := strconv.Atoi(m[2])
	serial, err2 := strconv.Atoi(m[3])
	if err1 != nil || err2 != nil {
		return DocNumber{Written: s}
	}
	n := DocNumber{Code: m[1], Year: year, Serial: serial}
	if n.String() != s {
		n.Written = s
	}
	return n
}

// IsZero reports whether there is no number.
func (n DocNumber) IsZero() bool { return n == DocNumber{} }

// Standard returns the number in the standard's form, 厦教职成〔2023〕5号, or
// "" if n has no year or serial.
func (n DocNumber) Standard() string {
	if n.Year == 0 || n.Serial == 0 {
		return ""
	}
	return fmt.Sprintf("%s〔%d〕%d号", n.Code, n.Year, n.Serial)
}

// String returns the number as it is printed: Written if that is set.
func (n DocNumber) String() string {
	if n.Written != "" {
		return n.Written
	}
	return n.Standard()
}

// UnmarshalText implements [encoding.TextUnmarshaler] with [ParseDocNumber].
func (n *DocNumber) UnmarshalText(text []byte) error {
	*n = ParseDocNumber(string(text))
	return nil
}

// MarshalText implements [encoding.TextMarshaler] with [DocNumber.String].
func (n DocNumber) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// A Signature is 署名 and 成文日期 (GB/T 9704-2012 7.3.5).
type Signature struct {
	Organs []Organ       // 主办 first; empty: the date alone
	Date   calendar.Date // zero: no date
	Seal   Seal          // zero: sealed
	Posts  []string      // 职务 of those whose stamps are set, one an organ; for SealStamp
}

// A Seal tells how a document is sealed, which decides where the signature
// stands. Seals are never drawn; their room is kept.
type Seal string

const (
	SealNone   Seal = "none"   // 不加盖印章, 7.3.5.2
	SealSingle Seal = "single" // 单一机关加盖印章, 7.3.5.1
	SealJoint  Seal = "joint"  // 联合行文加盖印章, 7.3.5.1
	SealStamp  Seal = "stamp"  // 加盖签发人签名章, 7.3.5.3
)

// An Imprint is the 版记 (GB/T 9704-2012 7.4).
type Imprint struct {
	To     string        `yaml:"to"`     // 主送机关 that found no room on the first page, without the label
	CopyTo string        `yaml:"copyTo"` // 抄送机关, without the label
	Office string        `yaml:"office"` // 印发机关
	Date   calendar.Date `yaml:"date"`   // 印发日期
	Report string        `yaml:"report"` // 报 of a 简报: superior organs, without the label
	Send   string        `yaml:"send"`   // 送 of a 简报: organs of the same rank
	Give   string        `yaml:"give"`   // 发 of a 简报: those below
	Copies int           `yaml:"copies"` // 共印份数 of a 简报; 0: not told
}
