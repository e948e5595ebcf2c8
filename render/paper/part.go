package paper

// A Part is one of the parts that GB/T 9704-2012 7 makes a 公文 of (公文格式要素), or the
// 题注 of rules and decisions.
// Formats that mark them name them by [Part.String].
type Part int

// The parts, in the order of the standard.
const (
	PartText            Part = iota // 正文, 7.3.3, and whatever else stands in it
	PartCopy                        // 份号, 7.2.1
	PartSecrecy                     // 密级和保密期限, 7.2.2
	PartUrgency                     // 紧急程度, 7.2.3
	PartMark                        // 发文机关标志, 7.2.4
	PartNumber                      // 发文字号, 7.2.5
	PartSigner                      // 签发人, 7.2.6
	PartTitle                       // 标题, 7.3.1
	PartAdopted                     // 题注 of the document or of an attachment, 惯例
	PartRecipients                  // 主送机关, 7.3.2
	PartList                        // 附件说明, 7.3.4
	PartOrgan                       // 发文机关署名, 7.3.5
	PartDate                        // 成文日期, 7.3.5
	PartNote                        // 附注, 7.3.6
	PartAttachmentLabel             // 附件顺序号, 7.3.7
	PartAttachmentTitle             // 附件标题, 7.3.7
	PartAttachmentText              // 附件正文, 7.3.7
	PartImprintTo                   // 主送机关 in the 版记, 7.4.2
	PartCopyTo                      // 抄送机关, 7.4.2
	PartOffice                      // 印发机关, 7.4.3
	PartIssued                      // 印发日期, 7.4.3
	PartPageNumber                  // 页码, 7.5
)

var partNames = [...]string{
	PartText: "正文", PartCopy: "份号", PartSecrecy: "密级和保密期限", PartUrgency: "紧急程度", PartMark: "发文机关标志", PartNumber: "发文字号",
	PartSigner: "签发人", PartTitle: "标题", PartAdopted: "题注", PartRecipients: "主送机关", PartList: "附件说明", PartOrgan: "发文机关署名", PartDate: "成文日期",
	PartNote: "附注", PartAttachmentLabel: "附件顺序号", PartAttachmentTitle: "附件标题", PartAttachmentText: "附件正文",
	PartImprintTo: "主送机关", PartCopyTo: "抄送机关", PartOffice: "印发机关", PartIssued: "印发日期", PartPageNumber: "页码",
}

// String returns the standard's name of the part; 正文 for a number that is none.
func (p Part) String() string {
	if p < 0 || int(p) >= len(partNames) {
		p = PartText
	}
	return partNames[p]
}
