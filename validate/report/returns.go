package report

// returns are the rules about forms that come back, the roster of schools and
// the list of receipts (收文登记). A finding names the field; the titles say
// what is the matter with any.
var returns = family(SubjectForm, "填报要求", []Rule{
	{
		ID: "FM001", Title: "文件读不了", Severity: Error,
		Doc: "格式不对、设有密码、损坏或打不开；快捷方式和不能加批注的工作簿为提示。",
	},
	{ID: "FM002", Title: "文件里没有找到要报送的表格", Severity: Error},
	{
		ID: "FM003", Title: "不是今年的表，或是旧版的表", Severity: Error,
		Doc: "没有读入；只是标题写了别的年份的照样读入，为警告。",
	},
	{
		ID: "FM004", Title: "看不出是哪一张表", Severity: Error,
		Doc: "几张表都对得上时，一张也不读。",
	},
	{
		ID: "FM005", Title: "没有找到表上的一栏", Severity: Error,
		Doc: "必填的栏为错误，其余为警告。",
	},
	{
		ID: "FM006", Title: "一栏出现了两次，填的不一样", Severity: Error,
		Doc: "两处都不计入。",
	},
	{ID: "FM007", Title: "不属于任何一栏，没有读入", Severity: Hint},
	{
		ID: "FM008", Title: "填的行数比表上的多", Severity: Hint,
		Doc: "多出的行都已读入。",
	},
	{ID: "FM009", Title: "公式没有结果或出错", Severity: Error},
	{
		ID: "FM010", Title: "必填的栏没有填", Severity: Error,
		Bad: "text!：", Good: "text!：市教育局",
	},
	{
		ID: "FM011", Title: "填的是约数", Severity: Warning,
		Doc: "约300人、300余人按300计，汇总里注明含约数。",
		Bad: "integer：约300人", Good: "integer：300人",
	},
	{
		ID: "FM012", Title: "不是数字，或不止一个数字", Severity: Error,
		Bad: "integer：较多", Good: "integer：1,200",
	},
	{
		ID: "FM013", Title: "数字经过换算", Severity: Hint,
		Doc: "1.2万按12000计，三百按300计。",
		Bad: "integer：1.2万", Good: "integer：12000",
	},
	{
		ID: "FM014", Title: "填“无”，按0计", Severity: Hint,
		Bad: "integer：无", Good: "integer：0",
	},
	{
		ID: "FM015", Title: "百分数的单位不清楚", Severity: Error,
		Doc: "0.5可能是0.5%，也可能是50%；两可而不能定的没有计入。",
		Bad: "percent：1", Good: "percent：85%",
	},
	{
		ID: "FM016", Title: "应填整数，填的是小数", Severity: Error,
		Bad: "integer：12.5", Good: "integer：12.0",
	},
	{
		ID: "FM017", Title: "单位与表上的不同", Severity: Warning, Subject: SubjectForm, Source: "填报要求",
		Doc: "能换算的换算后计入，为警告；栏名、表头、数字后面或单元格格式里的单位互相矛盾而不能定的没有计入，为错误。",
		Bad: "decimal（万元）：35000元", Good: "decimal（万元）：3.5万元",
	},
	{
		ID: "FM018", Title: "划掉、上标或隐藏的内容没有计入", Severity: Warning, Subject: SubjectForm, Source: "填报要求",
		Doc: "单元格、文字片段或整行都看；剩下的内容照常读入。",
		Bad: "integer：~~12~~15", Good: "integer：15",
	},
	{
		ID: "FM019", Title: "填的是“同上”", Severity: Error, Subject: SubjectForm, Source: "填报要求",
		Doc: "表格里的文字和日期按上一行读入，为提示；数字和没有上一行的没有计入，为错误。",
		Bad: "text：同上", Good: "text：实训楼",
	},
	{
		ID: "FM020", Title: "读不出是哪一天", Severity: Error,
		Bad: "date：2023年2月30日", Good: "date：2023年5月8日",
	},
	{
		ID: "FM021", Title: "日期没有写年份", Severity: Error,
		Doc: "知道是哪一年活动的，按那一年计，不报。",
		Bad: "date：5月8日", Good: "date：2023-5-8",
	},
	{
		ID: "FM022", Title: "日期有两种读法", Severity: Error,
		Doc: "表格软件把5.10存成5.1，就分不清是5月1日还是5月10日。",
	},
	{
		ID: "FM023", Title: "只取日期，几点或上午下午没有读入", Severity: Hint,
		Bad: "date：2023年5月8日上午", Good: "date：2023年5月8日",
	},
	{
		ID: "FM024", Title: "读不出是几点", Severity: Error,
		Bad: "time：饭后", Good: "time：下午2点半",
	},
	{
		ID: "FM025", Title: "日期不在活动当年", Severity: Warning, Subject: SubjectForm, Source: "填报要求",
		Doc: "表上规定了起止日期的按规定核对，不报；填报日期可以在下一年。",
		Bad: "date@2023：2022年5月8日", Good: "date@2023：2023年5月8日",
	},
	{
		ID: "FM030", Title: "不是电话号码，或位数不对", Severity: Error,
		Bad: "phone：123", Good: "phone：0592-2000001",
	},
	{
		ID: "FM031", Title: "不是电子邮箱地址", Severity: Error,
		Bad: "email：gjc.example.com", Good: "email：gjc@example.com",
	},
	{
		ID: "FM032", Title: "一格里有几个号码、地址，或有别的文字", Severity: Warning,
		Doc: "几位联系人为警告，都保留；其余为提示。",
		Bad: "email：a@example.com、b@example.com", Good: "email：a@example.com",
	},
	{
		ID: "FM040", Title: "不在所列各项之内", Severity: Error,
		Bad: "choice[甲 乙]：丙", Good: "choice[甲 乙]：甲",
	},
	{
		ID: "FM041", Title: "应填是或否", Severity: Error,
		Bad: "yesno：大概", Good: "yesno：有",
	},
	{
		ID: "FM042", Title: "写法与所列的不同，已按所列的计", Severity: Hint,
		Bad: "choice[校级 市级]：市 级", Good: "choice[校级 市级]：市级",
	},
	{
		ID: "FM043", Title: "填的超过名额", Severity: Error,
		Doc: "名额写明“左右”的，超过不到一成为警告。",
	},
	{
		ID: "FM044", Title: "与上一年相差悬殊", Severity: Hint,
		Doc: "只在给了上一年的汇总表时比较：相差3倍以上，且相差100人（不是人数的相差10）以上。",
	},
	{
		ID: "FM050", Title: "小于允许的最小值", Severity: Error,
		Doc: "填的是约数的为警告。",
		Bad: "integer>=1：0", Good: "integer>=1：1",
	},
	{
		ID: "FM051", Title: "大于允许的最大值", Severity: Error,
		Doc: "填的是约数的为警告。",
		Bad: "integer<=100：101", Good: "integer<=100：100",
	},
	{
		ID: "FM052", Title: "超过规定的字数", Severity: Error,
		Bad: "text≤4字：示例市教育局", Good: "text≤4字：市教育局",
	},
	{
		ID: "FM053", Title: "栏名与表上的不同，已按表上的读入", Severity: Hint, Subject: SubjectForm, Source: "填报要求",
		Doc: "如把学生数写成参与学生人数。",
		Bad: "学生数→参与学生人数：900", Good: "学生数→学生数：900",
	},
	{
		ID: "FM054", Title: "一行只有一格文字，按接着上一行读入", Severity: Warning, Subject: SubjectForm, Source: "填报要求",
		Doc: "有序号的行、名称不像接着上文的行各算一行。",
		Bad: "表：茶艺展示，礼堂，现场教学，30；，，并组织座谈，", Good: "表：茶艺展示，礼堂，现场教学并组织座谈，30",
	},
	{
		ID: "FM055", Title: "填在表尾之后的行，已读入", Severity: Warning, Subject: SubjectForm, Source: "填报要求",
		Bad: "表：茶艺展示，礼堂，现场教学，30；填表人，张某某；汽修体验，车间，参观，40", Good: "表：茶艺展示，礼堂，现场教学，30；汽修体验，车间，参观，40；填表人，张某某",
	},
	{
		ID: "FM056", Title: "不是单独一项的行没有计入", Severity: Error, Subject: SubjectForm, Source: "填报要求",
		Doc: "只有数字的行、“其中”的行、示例、平均数。数字等于上面各行之和的是合计，不报。",
		Bad: "表：茶艺展示，礼堂，现场教学，30；其中：学生，，，20", Good: "表：茶艺展示，礼堂，现场教学，30；汽修体验，车间，参观，20",
	},
	{
		ID: "FM057", Title: "隐藏的行、列或工作表", Severity: Warning, Subject: SubjectForm, Source: "填报要求",
		Doc: "隐藏的内容、白色的字已计入，为警告；另有同一张表的，隐藏的、名称是作废或样表的、写着别的年份的那张不读，为提示。",
		Bad: "表：茶艺展示，礼堂，现场教学，30；[隐藏]汽修体验，车间，参观，40", Good: "表：茶艺展示，礼堂，现场教学，30；汽修体验，车间，参观，40",
	},
	{
		ID: "FM060", Title: "合计与各数之和不等", Severity: Error,
		Doc: "其中有约数的为警告。",
	},
	{
		ID: "FM061", Title: "几个数之间的关系不对", Severity: Error,
		Doc: "按表格的checks核对；表格规定为警告或提示的从其规定。",
	},
	{ID: "FM070", Title: "报了几份不一样的表，不知道以哪份为准", Severity: Error},
	{ID: "FM071", Title: "报送时间晚于截止时间", Severity: Warning},
	{ID: "FM072", Title: "内容相同的表报了两次，只计一次", Severity: Hint},
	{ID: "FM073", Title: "后来重报过，不以这份为准", Severity: Hint},
	{
		ID: "FM074", Title: "名册里没有这所学校，或看不出是哪所学校", Severity: Error,
		Doc: "看不出是哪所学校的为错误，名册里没有的为警告，按文件名等认出的为提示。",
	},
	{ID: "FM075", Title: "没有报送表格", Severity: Warning},
	{ID: "FM076", Title: "没有计入合计，或计入的是约数", Severity: Warning},
	{ID: "FM077", Title: "表里写的学校与文件夹不同", Severity: Warning},
	{ID: "FM078", Title: "没有填写的空白表，不算报送", Severity: Hint},
	{ID: "FM079", Title: "汇总表改动过，或与它自己的数对不上", Severity: Warning},
	{ID: "FM080", Title: "名册的一行没有学校名称", Severity: Warning},
	{
		ID: "FM081", Title: "学校在名册里列了两次", Severity: Warning,
		Doc: "两行一样的为提示，不一样的以前面一行为准。",
	},
	{
		ID: "FM082", Title: "名册里的数字不清楚", Severity: Warning,
		Doc: "在校生数不清楚的没有采用，电话照原样留用。",
	},
	{ID: "FM083", Title: "两所学校有同一个别名，没有采用", Severity: Warning},
	{
		ID: "FM084", Title: "名册里有的内容没有读入", Severity: Warning,
		Doc: "一所学校也没有的为警告，用不到的列、空行和合计行为提示。",
	},
	{ID: "FM085", Title: "收文登记的一行没有用上", Severity: Error},
})
