package report

// reading are the rules of the reader of texts: what it did to a text that it
// read as a document, and what it could not read.
var reading = []Rule{
	{
		ID: "RD001", Title: "网页残留，已略去", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
		Hint: "如是正文，请补回",
		Bad:  "示例市教育局关于做好活动周工作的通知\n各学校：\n现将有关事宜通知如下。\n示例市教育局\n2023年5月6日\n上一篇：校园新闻",
		Good: "示例市教育局关于做好活动周工作的通知\n各学校：\n现将有关事宜通知如下。\n示例市教育局\n2023年5月6日",
	},
	{
		ID: "RD002", Title: "页码，已略去", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
		Hint: "如是正文，请补回",
		Bad:  "示例市教育局关于做好活动周工作的通知\n各学校：\n现将有关事宜通知如下。\n— 1 —\n请认真组织。\n示例市教育局\n2023年5月6日",
		Good: "示例市教育局关于做好活动周工作的通知\n各学校：\n现将有关事宜通知如下。\n请认真组织。\n示例市教育局\n2023年5月6日",
	},
	{
		ID: "RD003", Title: "文字处理软件的残留标记，已略去", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
		Bad:  "示例市教育局关于做好活动周工作的通知\n各学校：\n[bookmark: _GoBack]现将有关事宜通知如下。\n示例市教育局\n2023年5月6日",
		Good: "示例市教育局关于做好活动周工作的通知\n各学校：\n现将有关事宜通知如下。\n示例市教育局\n2023年5月6日",
	},
	{
		ID: "RD004", Title: "句子中间断行，已接上", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
		Hint: "请核对接得对不对",
		Bad:  "示例市教育局关于做好活动周工作的通知\n各学校：\n现将2023年职业教育活动周的有关事宜通知如下，请各学校结合实际认真组\n织。\n示例市教育局\n2023年5月6日",
		Good: "示例市教育局关于做好活动周工作的通知\n各学校：\n现将2023年职业教育活动周的有关事宜通知如下，请各学校结合实际认真组织。\n示例市教育局\n2023年5月6日",
	},
	{
		ID: "RD006", Title: "名称断行或几个名称在一行，已分清", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
		Hint: "请核对机关名称",
		Bad:  "示例市教育局关于做好活动周工作的通知\n各学校：\n现将有关事宜通知如下。\n示例市教育局 示例市财政局\n2023年5月6日",
		Good: "示例市教育局关于做好活动周工作的通知\n各学校：\n现将有关事宜通知如下。\n示例市教育局\n示例市财政局\n2023年5月6日",
	},
	{
		ID: "RD007", Title: "附件说明中有，后面没有这个附件的正文", Severity: Warning, Subject: SubjectReading, Source: "文本读入",
		Hint: "补上附件，或从附件说明中删去",
		Bad:  "示例市教育局关于做好活动周工作的通知\n各学校：\n现将有关事宜通知如下。\n附件：活动安排表\n示例市教育局\n2023年5月6日",
		Good: "示例市教育局关于做好活动周工作的通知\n各学校：\n现将有关事宜通知如下。\n附件：活动安排表\n示例市教育局\n2023年5月6日\n附件\n活动安排表\n5月8日，启动仪式。",
	},
	{
		ID: "RD008", Title: "附件没有列入附件说明，已补列", Severity: Warning, Subject: SubjectReading, Source: "文本读入",
		Hint: "请核对附件说明",
		Bad:  "示例市教育局关于做好活动周工作的通知\n各学校：\n现将有关事宜通知如下。\n示例市教育局\n2023年5月6日\n附件\n活动安排表\n5月8日，启动仪式。",
		Good: "示例市教育局关于做好活动周工作的通知\n各学校：\n现将有关事宜通知如下。\n附件：活动安排表\n示例市教育局\n2023年5月6日\n附件\n活动安排表\n5月8日，启动仪式。",
	},
	{
		ID: "RD009", Title: "附件没有“附件”字样，已补上", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
		Hint: "请核对",
		Bad:  "示例市教育局关于做好活动周工作的通知\n各学校：\n现将有关事宜通知如下。\n附件：活动安排表\n示例市教育局\n2023年5月6日\n活动安排表\n5月8日，启动仪式。",
		Good: "示例市教育局关于做好活动周工作的通知\n各学校：\n现将有关事宜通知如下。\n附件：活动安排表\n示例市教育局\n2023年5月6日\n附件\n活动安排表\n5月8日，启动仪式。",
	},
	{
		ID: "RD010", Title: "写法已换成标准的写法", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
		Hint: "请核对",
		Bad:  "示例市教育局关于做好活动周工作的通知\n各学校：\n现将有关事宜通知如下。\n示例市教育局\n二〇二三年五月六日",
		Good: "示例市教育局关于做好活动周工作的通知\n各学校：\n现将有关事宜通知如下。\n示例市教育局\n2023年5月6日",
	},
	{
		ID: "RD011", Title: "在附件说明之后，已移到正文末尾", Severity: Hint, Subject: SubjectReading, Source: "文本读入",
		Hint: "请核对位置",
		Bad:  "示例市教育局关于做好活动周工作的通知\n各学校：\n现将有关事宜通知如下。\n附件：活动安排表\n请各学校认真组织。\n示例市教育局\n2023年5月6日\n附件\n活动安排表\n5月8日，启动仪式。",
		Good: "示例市教育局关于做好活动周工作的通知\n各学校：\n现将有关事宜通知如下。\n请各学校认真组织。\n附件：活动安排表\n示例市教育局\n2023年5月6日\n附件\n活动安排表\n5月8日，启动仪式。",
	},
	{
		ID: "RD012", Title: "标题之前的这一行不像机关名称，按发文机关处理", Severity: Warning, Subject: SubjectReading, Source: "文本读入",
		Hint: "请核对版头",
		Bad:  "甲市教育2027\n甲教〔2027〕3号\n关于活动周的通知\n各校：\n请做好工作。\n甲市教育局\n2027年4月20日",
		Good: "甲市教育局\n甲教〔2027〕3号\n关于活动周的通知\n各校：\n请做好工作。\n甲市教育局\n2027年4月20日",
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
		Bad:  "会议纪要\n\n〔2027〕3号\n\n甲市教育局办公室　　2027年4月2日\n\n2027年职业教育活动周筹备工作会议纪要\n\n会议听取了筹备情况。",
		Good: "会议纪要\n\n〔2027〕3号\n\n2027年职业教育活动周筹备工作会议纪要\n\n会议听取了筹备情况。",
	},
}
