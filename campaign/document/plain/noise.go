package plain

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

var (
	bookmark   = regexp.MustCompile(`\[bookmark:[^\]\n]*\]|\[endif\]|\[if [^\]\n]*\]`)
	pageNumber = regexp.MustCompile(`^(?:[-—–－―]+\d{1,3}[-—–－―]+|第\d{1,3}页(?:[，,/]?共\d{1,3}页)?|\d{1,3}/共?\d{1,3}页?|PAGE\\\*MERGEFORMAT\d*)$`)
	// webTail and webHead are what web pages put below and above a text.
	webTail  = regexp.MustCompile(`^(?:附件下载|相关附件|相关链接|相关阅读|上一[条篇][:：]?|下一[条篇][:：]?|技术支持[:：]|打印本页|关闭窗口|关闭本页|\[?打印\]?\[?关闭\]?|返回顶部|分享到|扫一扫|版权所有|主办[:：].*(?:ICP|承办)|.*ICP备|.*公网安备|(?:【|\[)?(?:打印|关闭|返回)|附件.*\.(?:docx?|xlsx?|wps|et|pdf|zip|rar)$)`)
	fileName = regexp.MustCompile(`^[^。；：:]+\.(?:docx?|xlsx?|wps|et|pdf|zip|rar)$`)
	webHead  = regexp.MustCompile(`^(?:发布时间[:：]|发布日期[:：]|信息来源[:：]|来源[:：]|浏览次数|浏览量|阅读次数|点击数|字号[:：]|字体[:：]|当前位置[:：]|您的位置[:：]|首页>|【?字体)`)
)

// dropNoise takes out what is no text of the document, with a finding each.
func (r *reading) dropNoise() {
	for i, l := range r.lines {
		for _, m := range bookmark.FindAllString(l, -1) {
			r.note("RD003", i, m)
		}
		r.lines[i] = bookmark.ReplaceAllString(l, "")
	}
	var files []int // names of files to load down, under 附件下载：
	for i := len(r.lines) - 1; i >= 0; i-- {
		if t := han.Squeeze(r.lines[i]); webTail.MatchString(t) {
			for _, f := range append(files, i) {
				r.drop("RD001", f)
			}
			files = nil
		} else if fileName.MatchString(t) {
			files = append(files, i)
		} else if t != "" {
			break
		}
	}
	// Above the title, and between it and the recipients.
	top, seen := true, 0
	var between []int
	for i := 0; i < len(r.lines) && seen < maxFront; i++ {
		t := han.Squeeze(r.lines[i])
		if webHead.MatchString(t) {
			between = append(between, i)
		} else if t != "" {
			top, seen = false, seen+1
		}
		if top || isRecipients(r.text(i)) {
			for _, k := range between {
				r.drop("RD001", k)
			}
			between = nil
			if !top {
				break
			}
		}
	}
	var bare []int // lines that are a number and nothing else
	for i, l := range r.lines {
		t := han.Squeeze(l)
		if strings.Contains(l, "\t") || len(t) > 40 {
			continue
		}
		if pageNumber.MatchString(t) {
			r.drop("RD002", i)
		} else if n, err := strconv.Atoi(t); err == nil && n > 0 && n < 1000 && len(t) == len(strconv.Itoa(n)) {
			bare = append(bare, i)
		}
	}
	r.bareNumbers(bare)
}

// bareNumbers takes out the numbers that count pages: all there are, each one
// more than the last, begun at 1 or 2 (the first page often has none).
func (r *reading) bareNumbers(lines []int) {
	for k, i := range lines {
		n, _ := strconv.Atoi(r.text(i))
		first, _ := strconv.Atoi(r.text(lines[0]))
		if first > 2 || n != first+k || len(lines) < 2 {
			return
		}
	}
	for _, i := range lines {
		r.drop("RD002", i)
	}
}

func (r *reading) drop(rule string, i int) {
	r.note(rule, i, r.text(i))
	r.lines[i] = ""
}
