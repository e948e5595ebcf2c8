#!/usr/bin/env python3
"""Makes the blanks of testdata/learn/round2: forms with the oddities of life (text boxes, tables in tables, tab leaders, content controls, hidden columns, lines
without boxes), and returns by many hands. Truth is told as in make.py.

	python3 testdata/learn/round2.py
"""
import os, sys
sys.path.insert(0, os.path.dirname(__file__))
from office import *
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.worksheet.datavalidation import DataValidation

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "round2")
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '


def tick(p, on):
    """Puts a check box of a content control into a paragraph."""
    p._p.append(parse_xml(f'<w:sdt {nsdecls("w")} {W14}><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(on)}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{"☒" if on else "☐"}</w:t></w:r></w:sdtContent></w:sdt>'))


def symbol(p, on):
    """Puts a box of Wingdings into a paragraph."""
    p.add_run()._r.append(parse_xml(f'<w:sym {nsdecls("w")} w:font="Wingdings 2" w:char="F0{"52" if on else "A3"}"/>'))


def resave(f, name):
    """Saves a return once more, as LibreOffice writes it."""
    convert(os.path.join(HERE, f.name, name), name.rsplit(".", 1)[1])


def promote():
    """推荐审批表: title in a text box, a table in a cell, a tab leader."""
    title = f'<w:p {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape style="width:300pt;height:40pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>优秀班主任推荐审批表</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'
    d = document("", [
        "单位（公章）\t\t填表时间\t年\t月\t日",
        [
            ["姓名", None, "性别", None, "出生年月", None],
            ["参加工作时间", None, "任班主任年限", None, "现任教学科", None],
            ["近三年年度考核结果", (None, 1, 5)],
            ["主要先进事迹（限300字）", (None, 1, 5)],
            ["学校党组织意见", ("\n\n\n                     （盖章）\n                   年   月   日", 1, 2), "教育局意见", ("\n\n\n                     （盖章）\n                   年   月   日", 1, 2)],
        ],
    ])
    d.element.body.insert(0, parse_xml(title))
    inner = d.tables[0].cell(2, 1).add_table(2, 3)
    inner.style = "Table Grid"
    for c, y in enumerate(("2023年", "2024年", "2025年")):
        inner.cell(0, c).text = y
    f = Form(HERE, "班主任推荐审批表", "docx", d)
    for n, who in enumerate(("古某", "易某")):
        def change(d, n=n):
            t = d.tables[0].cell(2, 1).tables[0]
            for c, v in enumerate(("优秀", "合格", "优秀")):
                t.cell(1, c).text = v
        f.filled(str(n + 1), {"姓名": who, "性别": "女", "出生年月": "1986.7", "参加工作时间": "2008年8月", "任班主任年限": "12", "现任教学科": "语文", "1.2023年": "优秀", "1.2024年": "合格", "1.2025年": "优秀", "主要先进事迹": "十二年如一日。"} | ({"学校党组织意见": "同意推荐", "学校党组织意见日期": "2026-04-02"} if n else {}),
                 {(0, 0, 1): who, (0, 0, 3): "女", (0, 0, 5): "1986.7", (0, 1, 1): "2008年8月", (0, 1, 3): "12", (0, 1, 5): "语文", (0, 3, 1): "十二年如一日。"} | ({(0, 4, 1): "同意推荐\n\n\n（盖章）\n2026年4月2日"} if n else {}), {}, change)
    f.done()


def signin():
    """签到表: the same columns twice side by side, in a document."""
    rows = [["序号", "单位", "姓名", "签字", "序号", "单位", "姓名", "签字"]] + [[str(n), None, None, None, str(n + 8), None, None, None] for n in range(1, 9)]
    f = Form(HERE, "培训签到表", "docx", document("新教师培训签到表", ["培训主题：__________________  时间：____________  地点：____________", rows]))
    who = [("一中专", "戚某"), ("二中专", "谢某"), ("三职高", "邹某"), ("四职高", "喻某"), ("五职校", "水某"), ("六职校", "窦某"), ("七职校", "章某"), ("八职校", "云某"), ("九职校", "苏某")]
    for k, n in enumerate((5, 9)):
        cells, truth = {}, {}
        for i, (a, b) in enumerate(who[:n]):
            r, c = i % 8 + 1, 4 * (i // 8)
            cells |= {(0, r, c + 1): a, (0, r, c + 2): b}
            truth |= {f"{i + 1}.单位": a, f"{i + 1}.姓名": b}
        f.filled(str(k + 1), truth | {"培训主题": "班级管理", "时间": "2026.3.6", "地点": "报告厅"}, cells, {"培训主题：__________________  时间：____________  地点：____________": "培训主题：班级管理  时间：2026.3.6  地点：报告厅"})
    f.done()


def ledger():
    """台账: a hidden column, panes, print titles, a list, sums by formula."""
    wb = sheet("固定资产台账", 9, [["序号", "系统编码", "资产名称", "规格型号", "单位", "数量", "单价（元）", "金额（元）", "使用状况"]] + [[n] + [None] * 8 for n in range(1, 21)] + [[("合计", 1, 5), None, None, None, None]],
               above=[[("使用部门：", 1, 5), ("管理员：", 1, 4)]], below=["部门负责人签字：                    资产管理处审核："])
    ws = wb.active
    ws.column_dimensions["B"].hidden = True
    ws.freeze_panes = "C4"
    ws.print_title_rows = "1:3"
    for r in range(4, 24):
        ws[f"H{r}"] = f"=F{r}*G{r}"
    ws["F24"], ws["H24"] = "=SUM(F4:F23)", "=SUM(H4:H23)"
    dv = DataValidation(type="list", formula1='"在用,闲置,待报废"')
    dv.add("I4:I23")
    ws.add_data_validation(dv)
    f = Form(HERE, "固定资产台账", "xlsx", wb)
    items = [("计算机", "联某", "台", 40, 4200, "在用"), ("投影仪", "某普生", "台", 2, 6800, "闲置"), ("实训台", "自制", "套", 12, 9000, "在用")]
    for n, dept in enumerate(("信息系", "机电系")):
        c, t = {"A2": "使用部门：" + dept, "F2": "管理员：苏某"}, {"使用部门": dept, "管理员": "苏某"}
        for i, row in enumerate(items[n:]):
            for col, h, v in zip("CDEFGI", ("资产名称", "规格型号", "单位", "数量", "单价", "使用状况"), row):
                c[f"{col}{4 + i}"] = v
                t[f"{i + 1}.{h}"] = str(v)
            c[f"H{4 + i}"] = row[3] * row[4]
            t[f"{i + 1}.金额"] = str(row[3] * row[4])
        for r in range(4 + len(items[n:]), 24):
            c[f"H{r}"] = None
        c["F24"], c["H24"] = sum(r[3] for r in items[n:]), sum(r[3] * r[4] for r in items[n:])
        f.filled(dept, t, c, change=(lambda ws: setattr(ws, "title", "2026台账")) if n else None)
    f.done()


def canteen():
    """满意度: a row of boxes in each cell, reasons beside."""
    items = ["饭菜质量", "饭菜价格", "就餐环境", "服务态度"]
    marks = "□很满意  □满意  □一般  □不满意"
    f = Form(HERE, "食堂满意度", "xlsx", sheet("食堂服务满意度测评表", 4, [["项目", ("评价（请在□内打√）", 1, 2), "不满意的原因"]] + [[i, (marks, 1, 2), None] for i in items] + [["其他建议", (None, 1, 3)]],
                                    above=["您的身份： □教师   □学生   □家长"], widths={2: 30, 3: 20, 4: 24}))
    for n, way in enumerate(("☑很满意  □满意  □一般  □不满意", "□很满意  √满意  □一般  □不满意", "□很满意  □满意  □一般√  □不满意")):
        said = ("很满意", "满意", "一般")[n]
        c = {f"B{4 + i}": way for i in range(4)} | {"A2": "您的身份： □教师   ☑学生   □家长", "B8": "增加窗口"}
        t = {f"{i}·评价": said for i in items} | {"您的身份": "学生", "其他建议": "增加窗口"}
        if n == 2:
            c["B4"], c["D4"] = "□很满意  □满意  □一般  ☑不满意", "菜品单一"
            t["饭菜质量·评价"], t["饭菜质量·不满意的原因"] = "不满意", "菜品单一"
        f.filled(str(n + 1), t, c)
    f.done()


def visit():
    """家访记录: check boxes of content controls and of Wingdings."""
    def make(on):
        d = document("教师家访记录表", [[["学生姓名", None, "班级", None], ["家长姓名", None, "与学生关系", None], ["家访时间", "    年  月  日   时", "家访方式", ""], ["家庭类型", ("", 1, 3)], ["谈话要点", (None, 1, 3)], ["家长签名", None, "教师签名", None]]])
        p = d.tables[0].cell(2, 3).paragraphs[0]
        for k, o in enumerate(("实地走访", "电话", "视频")):
            tick(p, on is not None and k == on)
            p.add_run(o + "  ")
        p = d.tables[0].cell(3, 1).paragraphs[0]
        for k, o in enumerate(("双亲", "单亲", "孤儿", "留守")):
            symbol(p, on is not None and k == on)
            p.add_run(o + "   ")
        return d
    f = Form(HERE, "家访记录表", "docx", make(None))
    for n in range(2):
        made = make(n)
        for (r, c), v in {(0, 1): "昌某", (0, 3): "25烹饪1", (1, 1): "昌某某", (1, 3): "父子", (2, 1): f"2026年3月{n + 5}日19时", (4, 1): "作息不规律。", (5, 3): "郎某"}.items():
            made.tables[0].cell(r, c).text = v
        save(made, os.path.join(HERE, f.name, f"{n + 1}.docx"))
        f.truth.append((f"{n + 1}.docx", {"学生姓名": "昌某", "班级": "25烹饪1", "家长姓名": "昌某某", "与学生关系": "父子", "家访时间": f"2026年3月{n + 5}日19时", "家访方式": ("实地走访", "电话")[n], "家庭类型": ("双亲", "单亲")[n], "谈话要点": "作息不规律。", "教师签名": "郎某"}))
    f.done()


def purchase():
    """采购申请单: two copies side by side with a blank column between."""
    rows = [["申请部门", None, "申请日期", None], ["品名", None, "数量", None], ["估价（元）", None, "用途", None], ["经办人", None, "审批人", None]]
    wb = sheet("采购申请单", 4, rows)
    ws = wb.active
    for r in range(1, 6):
        for c in range(1, 5):
            cell = ws.cell(r, c + 5)
            if ws.cell(r, c).value is not None:
                cell.value = ws.cell(r, c).value
            if r > 1:
                cell.border = BOX
    ws.merge_cells("F1:I1")
    ws.column_dimensions["E"].width = 3
    f = Form(HERE, "采购申请单", "xlsx", wb)
    base = {"B2": "后勤处", "D2": "2026-04-01", "B3": "拖把", "D3": 20, "B4": 300, "D4": "保洁", "B5": "鲁某"}
    truth = {"申请部门": "后勤处", "申请日期": "2026-04-01", "品名": "拖把", "数量": "20", "估价": "300", "用途": "保洁", "经办人": "鲁某"}
    f.filled("1", truth, base)
    f.filled("2", truth, base | {"FGHI"["ABCD".index(k[0])] + k[1]: v for k, v in base.items()})
    f.done()


def promise():
    """承诺书: prose, runs of spaces as gaps, underlined."""
    lines = ["    我单位            （单位全称），统一社会信用代码                ，自愿申报            项目，申请经费        万元。", "    我单位承诺所提交材料真实有效，如有虚假，愿承担相应责任。", "法定代表人（签字）：                  联系电话：                  ", "                                              （单位公章）", "                                             年    月    日"]
    d = document("申报承诺书", lines)
    f = Form(HERE, "申报承诺书", "docx", d)
    def fill(n):
        def change(d):
            for p in d.paragraphs:
                if "单位全称" in p.text:
                    p.text = "    我单位  某某职业学院  （单位全称），统一社会信用代码  00000000000000000A  ，自愿申报  产教融合基地  项目，申请经费  " + str(50 + n) + "  万元。"
                if p.text.startswith("法定代表人"):
                    p.text = "法定代表人（签字）：花某          联系电话：0431-83330000"
                if n and p.text.strip().startswith("年"):
                    p.text = "                                             2026年5月6日"
        return change
    for n in range(2):
        f.filled(str(n + 1), {"我单位": "某某职业学院", "统一社会信用代码": "00000000000000000A", "自愿申报": "产教融合基地", "申请经费": str(50 + n), "法定代表人（签字）": "花某", "联系电话": "0431-83330000"} | ({"日期": "2026-05-06"} if n else {}), {}, {}, fill(n))
    f.done()


def marks():
    """评分表: teams down, criteria with full marks across, sums."""
    crit = ["团队协作（20分）", "操作规范（30分）", "作品质量（40分）", "答辩（10分）"]
    f = Form(HERE, "技能大赛评分表", "xlsx", sheet("技能大赛评委评分表", 7, [[("参赛队", 2, 1), ("评分项目", 1, 4), ("总分\n（100分）", 2, 1), ("备注", 2, 1)], ["^"] + crit + ["^", "^"]] + [[f"{n:02d}队"] + [None] * 6 for n in range(1, 6)],
                                           above=[[("赛项名称：", 1, 4), ("评委签名：", 1, 3)]]))
    for n in range(2):
        c, t = {"A2": "赛项名称：数控车", "E2": "评委签名：方某"}, {"赛项名称": "数控车", "评委签名": "方某"}
        for i in range(5):
            got = [18 - i, 27 - n, 35 + (i % 3), 9]
            for col, h, v in zip("BCDE", ("团队协作", "操作规范", "作品质量", "答辩"), got):
                c[f"{col}{5 + i}"] = v
                t[f"{i + 1:02d}队·评分项目{h}"] = str(v)
            c[f"F{5 + i}"] = sum(got)
            t[f"{i + 1:02d}队·总分"] = str(sum(got))
        f.filled(str(n + 1), t, c)
    f.done()


def resident():
    """居民登记: no boxes, lines under the answers, labels with colons in cells of their own, blank columns between."""
    wb = openpyxl.Workbook()
    ws = wb.active
    ws["A1"] = "社区居民信息登记"
    ws.merge_cells("A1:F1")
    rows = [("户主姓名：", "联系电话："), ("家庭住址：", "房屋性质："), ("常住人口（人）：", "流动人口（人）："), ("是否低保户：", "登记日期：")]
    for r, (a, b) in enumerate(rows):
        ws.cell(3 + r, 1, a), ws.cell(3 + r, 5, b)
        for c in (2, 6):
            ws.cell(3 + r, c).border = Border(bottom=THIN)
    ws["A8"] = "备注："
    ws["A9"] = "登记人：                审核人："
    f = Form(HERE, "居民信息登记", "xlsx", wb)
    base = {"B3": "任某", "F3": "13900000061", "B4": "某某路1号", "F4": "自有", "B5": 4, "F5": 0, "B6": "否", "F6": "2026-02-03"}
    truth = {"户主姓名": "任某", "联系电话": "13900000061", "家庭住址": "某某路1号", "房屋性质": "自有", "常住人口": "4", "流动人口": "0", "是否低保户": "否", "登记日期": "2026-02-03"}
    f.filled("1", truth | {"登记人": "袁某"}, base | {"A9": "登记人：袁某            审核人："})
    f.filled("2", truth, {"A" + k[1] if k[0] == "B" else "E" + k[1]: {"A3": "户主姓名：", "E3": "联系电话：", "A4": "家庭住址：", "E4": "房屋性质：", "A5": "常住人口（人）：", "E5": "流动人口（人）：", "A6": "是否低保户：", "E6": "登记日期："}[("A" if k[0] == "B" else "E") + k[1]] + str(v) for k, v in base.items()})
    f.done()


def hiring():
    """用工需求 as .xls: an example with 例：, blanks beside labels above the table."""
    f = Form(HERE, "用工需求表", "xlsx", sheet("企业用工需求信息表", 8, [
        [("企业名称", 1, 2), (None, 1, 3), "行业", (None, 1, 2)], [("联系人", 1, 2), (None, 1, 3), "电话", (None, 1, 2)],
        ["序号", "岗位名称", "需求人数", "学历要求", "专业要求", "薪资待遇（元/月）", "工作地点", "备注"],
        ["例：", "车工", 5, "中专及以上", "数控、机电", "5000-6000", "某某区", "包食宿"]] + [[n] + [None] * 7 for n in range(1, 6)],
        below=["注：薪资待遇填写税前月薪范围。"]), to="xls")
    for n in range(2):
        c = {"C2": "某某汽配", "G2": "制造业", "C3": "柳某", "G3": "0431-84440000", "B6": "钳工", "C6": 8, "D6": "中专及以上", "E6": "机电", "F6": "5500", "G6": "某某区"}
        t = {"企业名称": "某某汽配", "行业": "制造业", "联系人": "柳某", "电话": "0431-84440000", "1.岗位名称": "钳工", "1.需求人数": "8", "1.学历要求": "中专及以上", "1.专业要求": "机电", "1.薪资待遇": "5500", "1.工作地点": "某某区"}
        if n:
            c |= {"B7": "文员", "C7": 1, "H7": "女优先"}
            t |= {"2.岗位名称": "文员", "2.需求人数": "1", "2.备注": "女优先"}
        f.filled(str(n + 1), t, c)
    f.done()


def districts():
    """汇总表: 合计 on top, districts printed, heads over three levels."""
    names = ["东区", "西区", "南县", "北县"]
    f = Form(HERE, "分县区汇总表", "xlsx", sheet("中职学校基本情况分县区汇总表", 8, [
        [("县区", 3, 1), ("学校数（所）", 3, 1), ("在校生数（人）", 1, 3), ("教职工（人）", 1, 3)],
        ["^", "^", ("合计", 2, 1), ("其中", 1, 2), ("合计", 2, 1), ("其中", 1, 2)],
        ["^", "^", "^", "男", "女", "^", "专任教师", "行政人员"],
        ["合计"] + [None] * 7] + [[x] + [None] * 7 for x in names], above=[[("填报单位：", 1, 4), ("填报时间：", 1, 4)]]))
    heads = ["学校数", "在校生数（人）合计", "在校生数（人）其中男", "在校生数（人）其中女", "教职工（人）合计", "教职工（人）其中专任教师", "教职工（人）其中行政人员"]
    heads = ["学校数", "在校生数合计", "在校生数其中男", "在校生数其中女", "教职工合计", "教职工其中专任教师", "教职工其中行政人员"]
    for n in range(2):
        c, t, total = {"A2": "填报单位：市教育局", "E2": "填报时间：2026.1.8"}, {"填报单位": "市教育局", "填报时间": "2026-01-08"}, [0] * 7
        for i, x in enumerate(names):
            row = [3 + i, 900 + 10 * i, 500 + 4 * i, 400 + 6 * i, 90 + i, 70 + i - n, 20 + n]
            for col, h, v in zip("BCDEFGH", heads, row):
                c[f"{col}{7 + i}"] = v
                t[f"{x}·{h}"] = str(v)
            total = [a + b for a, b in zip(total, row)]
        for col, h, v in zip("BCDEFGH", heads, total):
            c[f"{col}6"] = v
            t[f"合计·{h}"] = str(v)
        f.filled(str(n + 1), t, c)
    f.done()


def proposal():
    """申报书: several tables with headings between."""
    f = Form(HERE, "课题申报书", "docx", document("职业教育教学改革课题申报书", [
        "课题名称：____________________________", "申报人：____________  所在单位：____________________", "一、基本信息",
        [["负责人姓名", None, "职称/职务", None], ["研究方向", None, "联系电话", None], ["起止时间", ("     年   月至      年   月", 1, 3)]],
        "二、课题组主要成员", [["姓名", "单位", "职称", "分工"], [None] * 4, [None] * 4, [None] * 4],
        "三、课题论证", [[("1.研究背景与意义（500字以内）\n\n\n", 1, 1)], [("2.研究内容与方法\n\n\n", 1, 1)], ["预期成果"], [None]],
        "四、经费预算", [["序号", "支出项目", "金额（元）", "用途"], ["1", None, None, None], ["2", None, None, None], ["", "合计", None, None]],
        "五、审核意见", [["所在单位意见", "\n\n   负责人（签章）：         单位公章\n           年   月   日"]],
    ]))
    for n in range(2):
        cells = {(0, 0, 1): "卞某", (0, 0, 3): "副教授/系主任", (0, 1, 1): "课程建设", (0, 1, 3): "13900000071", (0, 2, 1): "2026年 3 月至 2027 年 12 月", (1, 1, 0): "齐某", (1, 1, 1): "本院", (1, 1, 2): "讲师", (1, 1, 3): "调研",
                 (2, 3, 0): "论文2篇", (3, 1, 1): "资料费", (3, 1, 2): "3000", (3, 1, 3): "购书", (3, 3, 2): "3000"}
        truth = {"课题名称": "活页教材开发", "申报人": "卞某", "所在单位": "某学院", "负责人姓名": "卞某", "职称/职务": "副教授/系主任", "研究方向": "课程建设", "联系电话": "13900000071", "起止时间": "2026年3月至2027年12月",
                 "1.姓名": "齐某", "1.单位": "本院", "1.职称": "讲师", "1.分工": "调研", "预期成果": "论文2篇", "B1.支出项目": "资料费", "B1.金额": "3000", "B1.用途": "购书"}
        if n:
            cells |= {(2, 0, 0): "1.研究背景与意义（500字以内）\n教材更新慢。\n", (1, 2, 0): "毕某", (1, 2, 1): "某企业"}
            truth |= {"研究背景与意义": "教材更新慢。", "2.姓名": "毕某", "2.单位": "某企业"}
        f.filled(str(n + 1), truth, cells, {"课题名称：____________________________": "课题名称：__活页教材开发__", "申报人：____________  所在单位：____________________": "申报人：卞某  所在单位：某学院"})
    f.done()


if __name__ == "__main__":
    only = sys.argv[1:]
    for make in (promote, signin, ledger, canteen, visit, purchase, promise, marks, resident, hiring, districts, proposal):
        if not only or make.__name__ in only:
            make()
