package wording

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// What ends a document of another kind.
var (
	closesReport  = engine.Compile(`特此报告|专此报告|以上报告，?请(?:予)?(?:审阅|审议|指示)|请予?审阅`)
	closesRequest = engine.Compile(`[妥当]否，?请[予以]?(?:批示|批复|审批|指示|审示)|特此请示|以上请示|(?:^|[，；])请予?(?:批准|批示|审批)`)
	// asksAbove is of these what a letter to an equal has not, which may ask for a permission.
	asksAbove     = engine.Compile(`[妥当可]否，?请[予以]?(?:批示|指示|审示)|特此请示|以上请示|(?:^|[，；])请予?(?:批示|指示)`)
	closesNotice  = engine.Compile(`特此通知|特此通报|特此公告|特此通告`)
	closesOthers  = engine.Compile(`特此通报|特此公告|特此通告|特此决定|特此公示`)
	closesReply   = engine.Compile(`特此批复`)
	closesLetter  = engine.Compile(`特此函[告达复商询]|特此复函|专此函[达告复]|请予函复|请函复|函复为[盼荷]`)
	closesOrder   = engine.Compile(`请(?:你们?|各[^，。；]{1,8})?(?:认真|严格)?(?:遵照|贯彻|参照)?(?:贯彻)?(?:遵照执行|贯彻执行|遵照办理)`)
	closesNews    = engine.Compile(`特此(?:通知|通告|通报|公示)`)
	closesForAll  = engine.Compile(`特此(?:通知|公告|通报|公示)`)
	closesPraise  = engine.Compile(`特此(?:通知|公告|通告|决定|公示)`)
	closesMinutes = engine.Compile(`特此|专此`)
)

// others are, by kind, the endings of others.
var others = map[document.Kind][]*engine.Pattern{
	"通知": {closesReport, closesRequest, closesReply, closesLetter, closesOthers},
	"通报": {closesReport, closesRequest, closesReply, closesLetter, closesPraise},
	"决定": {closesReport, closesRequest, closesReply, closesLetter, closesNotice},
	"决议": {closesReport, closesRequest, closesReply, closesLetter, closesNotice},
	"意见": {closesReport, closesRequest, closesReply, closesLetter, closesNotice},
	"公告": {closesReport, closesRequest, closesReply, closesLetter, closesNews},
	"通告": {closesReport, closesRequest, closesReply, closesLetter, closesForAll},
	"请示": {closesReport, closesNotice, closesReply, closesLetter, closesOrder},
	"报告": {closesNotice, closesReply, closesLetter, closesOrder}, // what asks is for [Asking]
	"函":  {closesReport, closesNotice, closesReply, closesOrder, asksAbove},
	"批复": {closesReport, closesRequest, closesNotice, closesLetter},
	"纪要": {closesMinutes, closesRequest, closesLetter},
}

// ending is how many lines of a body may hold what ends it.
const ending = 3

// Closing finds the ending of another kind at the end of a body.
func Closing(kind document.Kind, p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	for _, l := range p.Lines[max(len(p.Lines)-ending, 0):] {
		if l.Role != engine.RoleText || strings.Contains(l.Text, "批转") {
			continue
		}
		last := lastSentence(l.Text)
		for _, k := range others[kind] {
			if m := k.Find(l.Text[last:]); m != nil && strings.Count(l.Text[:last], "“") == strings.Count(l.Text[:last], "”") && !strings.Contains(l.Text[last:], "“") {
				f := l.On(last+m[0], last+m[1])
				f.Hint = "这是别的文种的结束语，" + string(kind) + "不这样写"
				found = append(found, f)
			}
		}
	}
	return found
}

// lastSentence returns where the last sentence of s begins.
func lastSentence(s string) int {
	end := strings.TrimRight(s, "。！ \u3000")
	if i := strings.LastIndex(end, "。"); i >= 0 {
		return i + len("。")
	}
	return 0
}

// asking is what wants a decision of the one addressed.
var asking = engine.Compile(`(?:恳请|请求|特请|敬请|[，。；、\s]请|^请)[^，。；、]{0,16}?(?:解决[^，。；、]{0,16}(?:经费|资金|编制|问题)|批准|审批|批复|批示|拨款|拨付|追加|(?:给予|予以)[^，。；]{0,10}(?:解决|支持|批准|补助))[^，。；]{0,16}`)

// Asking finds what a report (报告) asks for, for which a 请示 is there.
func Asking(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	for _, l := range p.Lines {
		if l.Role != engine.RoleText || strings.Contains(l.Text, "批转") {
			continue
		}
		for _, m := range asking.All(l) {
			f := l.On(m[0], m[1])
			for strings.ContainsRune("，。；、 \u3000", engine.After(l.Text, f.From, nil)) {
				f.From = engine.Ahead(l.Text, f.From, 1)
			}
			if strings.Contains(l.Text[f.From:f.To], "支持") {
				f.Severity = report.Warning
			}
			found = append(found, f)
		}
	}
	return found
}
