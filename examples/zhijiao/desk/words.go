package desk

import "reflect"

// words are what the keys of a campaign and of a form are called on the page, by
// type and key where a key means several things. A key that is not listed is
// shown as it is, one that is "" not at all.
var words = map[string]string{
	"schema": "", "id": "", "name": "名称", "level": "级别", "year": "年份", "theme": "主题",
	"Campaign.name": "活动周名称", "periods": "时段", "organs": "发文机关（主办的在前）", "contacts": "联系人", "deadlines": "报送时限",
	"rhythms": "定期报送", "material": "材料要求", "activities": "活动", "forms": "表格", "documents": "文件", "doubts": "", "path": "", "text": "", "answered": "",
	"from": "开始", "to": "报给谁", "Period.to": "结束", "Imprint.to": "主送", "report": "报", "send": "送", "give": "发", "copies": "共印份数", "main": "主要时段",
	"short": "简称", "organ": "单位", "person": "联系人", "phone": "电话", "email": "邮箱",
	"what": "交什么", "due": "截止日期", "time": "截止时刻", "form": "表格", "period": "所属时段", "kind": "类别", "Draft.kind": "文种",
	"who": "谁交（每行一个；不填为全部）", "medium": "载体（每行一种）", "every": "频次", "weekday": "星期几", "by": "几点以前", "covers": "报的是",
	"where": "校内或校外", "date": "日期", "place": "地点", "owner": "责任部门",
	"minCount": "至少几件", "maxCount": "至多几件", "deadline": "时限", "min": "至少（字数）", "max": "至多（字数）", "about": "字数为左右", "cite": "注明来源",
	"layout": "版式", "format": "格式（每行一种）", "minWidth": "最小宽度（像素）", "minHeight": "最小高度（像素）", "minDPI": "最低分辨率（dpi）", "facing": "横竖",
	"minBytes": "最小", "maxBytes": "最大", "caption": "要有说明", "advise": "建议大小", "minSeconds": "至少几秒", "maxSeconds": "至多几秒",
	"rank": "级别（及以上）", "accept": "收（每行一种）", "refuse": "不收（每行一种）", "fileName": "文件名各部分", "picturesLast": "图片放在文后",
	"use": "内置表格", "template": "空白表文件", "notes": "注（每条一行）",
	"head": "版头", "title": "标题", "adopted": "题注（不写括号）", "recipients": "主送机关", "body": "正文", "listMark": "附件说明前的字", "attachments": "附件",
	"signature": "落款", "note": "附注", "imprint": "版记", "added": "", "mark": "发文机关标志", "number": "发文字号", "copy": "份号",
	"secrecy": "密级和保密期限", "urgency": "紧急程度", "signers": "签发人（每行一个）", "room": "", "seal": "用印", "posts": "签名章职务（每行一个）",
	"DraftSignature.organs": "署名机关（每行一个，或写“全部”）", "copyTo": "抄送机关", "office": "印发机关", "listed": "附件说明里的名称", "label": "附件序号",
	"printed": "随文印发", "apart": "另附", "width": "", "height": "",

	"superiors": "上级的文件", "events": "有关的事（日期可以未定）", "group": "领导小组", "leads": "组长（每行一个）", "deputies": "副组长（每行一个）",
	"members": "成员（每行一个）", "directors": "办公室主任（每行一个）", "tasks": "任务分工", "before": "在哪件事之前", "files": "文件名里的字（每行一个）",
	"only": "只在这些天", "face": "字体", "size": "字号", "until": "结束时刻", "category": "类别", "audience": "面向谁", "content": "内容",
	"within": "填的日期应在哪个时段", "quota": "名额", "templates": "文书模板", "file": "文件", "for": "每校一份或只一份", "out": "文件名", "document": "属于哪个文件",

	"Schema.head": "表头各栏", "Schema.foot": "表尾各栏", "blocks": "各表", "checks": "校核（每行一条，如：合计 = 校内 + 校外）", "orientation": "纸张方向", "version": "",
	"Schema.title": "表名", "Field.label": "栏名", "Field.kind": "填什么", "unit": "单位", "required": "必填", "Field.min": "最小", "Field.max": "最大", "len": "最多字数",
	"options": "选项（每行一个）", "rows": "行数", "formula": "公式", "Field.group": "上级表头", "key": "", "Block.label": "表名", "grow": "可以加行",
	"Block.number": "序号栏", "fields": "各栏", "Field.width": "",
	"Field.look": "样子", "Schema.photo": "贴照片处的字", "Block.side": "表名竖写在左边", "Block.cross": "固定行列的左上角的字",
}

// labelOf is what a key of a type is called; "" for one that is not shown.
func labelOf(t reflect.Type, key string) string {
	for _, k := range []string{t.Name() + "." + key, key} {
		if w, ok := words[k]; ok {
			return w
		}
	}
	return key
}

// options are what the words that a value may be are called on the page; one that
// is not listed is Chinese already.
var options = map[string]string{
	"before": "活动前", "during": "活动中", "after": "活动后",
	"day": "每天", "week": "每周", "same-day": "当天的", "previous-day": "前一天的",
	"article": "文字稿", "photo": "照片", "video": "视频", "media": "媒体报道",
	"school": "每校一份", "once": "只一份",
	"none": "不用印", "single": "单一机关用印", "joint": "联合用印", "stamp": "签名章",
}
