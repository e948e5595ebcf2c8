package report

// reading are the rules of the reader of texts: what it did to a text that it
// read as a document, and what it could not read.
var reading = []Rule{
	{
		ID: "RD001", Title: "网页残留，已略去", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
		Hint: "如是正文，请补回",
	},
	{
		ID: "RD002", Title: "页码，已略去", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
		Hint: "如是正文，请补回",
	},
	{
		ID: "RD003", Title: "文字处理软件的残留标记，已略去", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
	},
	{
		ID: "RD004", Title: "句子中间断行，已接上", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
		Hint: "请核对接得对不对",
	},
	{
		ID: "RD006", Title: "名称断行或几个名称在一行，已分清", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
		Hint: "请核对机关名称",
	},
	{
		ID: "RD007", Title: "附件说明中有，后面没有这个附件的正文", Severity: Warning, Subject: SubjectReading, Source: "文本读入",
		Hint: "补上附件，或从附件说明中删去",
	},
	{
		ID: "RD008", Title: "附件没有列入附件说明，已补列", Severity: Warning, Subject: SubjectReading, Source: "文本读入",
		Hint: "请核对附件说明",
	},
	{
		ID: "RD009", Title: "附件没有“附件”字样，已补上", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
		Hint: "请核对",
	},
	{
		ID: "RD010", Title: "写法已换成标准的写法", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
		Hint: "请核对",
	},
	{
		ID: "RD011", Title: "在附件说明之后，已移到正文末尾", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
		Hint: "请核对位置",
	},
	{
		ID: "RD012", Title: "标题之前的这一行不像机关名称，按发文机关处理", Severity: Warning, Subject: SubjectReading, Source: "文本读入",
		Hint: "请核对版头",
	},
	{
		ID: "RD013", Title: "图片没有读入", Severity: Warning, Subject: SubjectReading, Source: "文本读入",
		Hint: "如是公文的一部分，请在成文后补上",
	},
	{
		ID: "RD014", Title: "页眉、页脚或脚注，没有读入正文", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
		Hint: "如是正文，请补回",
	},
	{
		ID: "RD015", Title: "纪要的编印单位和日期，已移到文末", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
		Hint: "请核对位置",
	},
}
