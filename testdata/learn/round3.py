#!/usr/bin/env python3
"""Makes the blanks of testdata/learn/round3: several sheets, two forms on one sheet, lines of old formats, split days and sums, questionnaires in sheets, and
returns by hands that delete rows, write behind the label and save with other programs. Truth is told as in make.py.

	python3 testdata/learn/round3.py
"""
import os, sys
sys.path.insert(0, os.path.dirname(__file__))
from office import *

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "round3")


def beside(wb, other, title):
    """Adds the sheet of one workbook to another."""
    src, ws = other.active, wb.create_sheet(title)
    for row in src.iter_rows():
        for c in row:
            n = ws.cell(c.row, c.column, c.value)
            n.border, n.alignment = copy.copy(c.border), copy.copy(c.alignment)
    for m in src.merged_cells.ranges:
        ws.merge_cells(str(m))
    return wb


def school():
    """Several sheets: a card, a list, notes."""
    wb = sheet("学校办学基本情况", 4, [["学校名称", (None, 1, 3)], ["办学性质", "□公办 □民办", "建校年份", None], ["占地面积（亩）", None, "在校生数（人）", None], ["校长", None, "联系电话", None]], name="基本情况")
    beside(wb, sheet("专业设置一览表", 5, [["序号", "专业名称", "专业代码", "在校生数", "备注"]] + [[n] + [None] * 4 for n in range(1, 7)]), "专业设置")
    ws = wb.create_sheet("填表须知")
    ws["A1"], ws["A2"] = "填表须知", "1.各表须经校长审核。"
    f = Form(HERE, "学校情况表", "xlsx", wb)
    for n in range(2):
        def change(ws, n=n):
            w = ws.parent["专业设置"]
            for r, (a, b, c) in enumerate((("数控技术应用", "660103", 300), ("护理", "720201", 210))[: n + 1]):
                w.cell(3 + r, 2, a), w.cell(3 + r, 3, b), w.cell(3 + r, 4, c)
            if n:
                ws.title = "1"
        t = {"学校名称": "某某职校", "办学性质": "公办", "建校年份": "1985", "占地面积": "120", "在校生数": "1200", "校长": "费某", "联系电话": "0431-85550000"}
        rows = (("数控技术应用", "660103", 300), ("护理", "720201", 210))[: n + 1]
        for i, r in enumerate(rows):
            t |= {f"{i + 1}.专业名称": r[0], f"{i + 1}.专业代码": r[1], f"{i + 1}.在校生数": str(r[2])}
        f.filled(str(n + 1), t, {"B2": "某某职校", "B3": "☑公办 □民办", "D3": 1985, "B4": 120, "D4": 1200, "B5": "费某", "D5": "0431-85550000"}, change=change)
    f.done()


def two():
    """Two forms on one sheet, one below the other, as .xls."""
    wb = sheet("会议室使用申请", 4, [["申请部门", None, "使用时间", None], ["会议名称", (None, 1, 3)], ["参会人数", None, "申请人", None]])
    other = sheet("设备借用登记", 4, [["设备名称", "数量", "借用人", "归还日期"]] + [[None] * 4 for _ in range(4)]).active
    ws = wb.active
    for row in other.iter_rows():
        for c in row:
            n = ws.cell(c.row + 6, c.column, c.value)
            n.border = copy.copy(c.border)
    ws.merge_cells("A7:D7")
    f = Form(HERE, "会议室及设备", "xlsx", wb, to="xls")
    for n in range(2):
        c = {"B2": "教务处", "D2": "2026.3.9上午", "B3": "教学例会", "B4": 30, "D4": "廉某", "A9": "话筒", "B9": 2, "C9": "廉某"}
        t = {"申请部门": "教务处", "使用时间": "2026.3.9上午", "会议名称": "教学例会", "参会人数": "30", "申请人": "廉某", "1.设备名称": "话筒", "1.数量": "2", "1.借用人": "廉某"}
        if n:
            c |= {"A10": "投影仪", "B10": 1, "C10": "岑某", "D10": "2026-03-09"}
            t |= {"2.设备名称": "投影仪", "2.数量": "1", "2.借用人": "岑某", "2.归还日期": "2026-03-09"}
        f.filled(str(n + 1), t, c)
    f.done()


def honours():
    """获奖登记 as .ods with lines, notes beside and below that are no boxes."""
    wb = sheet("学生获奖证书登记表", 6, [["序号", "姓名", "奖项名称", "等级", "授予单位", "证书编号"]] + [[n] + [None] * 5 for n in range(1, 6)], above=[[("班级：", 1, 2), ("班主任（签字）：", 1, 2), ("登记日期：", 1, 2)]], below=["注：附证书复印件。"])
    wb.active["H3"] = "等级填：国家级、省级、市级、校级"
    f = Form(HERE, "获奖证书登记表", "xlsx", wb, to="ods")
    rows = [("薛某", "技能大赛二等奖", "省级", "省教育厅", "证0001"), ("雷某", "三好学生", "校级", "本校", None), ("贺某", "征文一等奖", "市级", "市团委", "证0003")]
    for n in range(2):
        c, t = {"A2": "班级：24电商2", "C2": "班主任（签字）：倪某"}, {"班级": "24电商2", "班主任（签字）": "倪某"}
        for i, r in enumerate(rows[: 2 + n]):
            for col, h, v in zip("BCDEF", ("姓名", "奖项名称", "等级", "授予单位", "证书编号"), r):
                if v:
                    c[f"{col}{4 + i}"] = v
                    t[f"{i + 1}.{h}"] = v
        f.filled(str(n + 1), t, c)
    f.done()


def quiz():
    """A questionnaire in a sheet: questions with their options, one column for the answer."""
    qs = ["您对学校管理是否满意？（A.满意 B.基本满意 C.不满意）", "您对教学质量是否满意？（A.满意 B.基本满意 C.不满意）", "您的孩子每月生活费约为多少元？", "您对学校有哪些建议？"]
    f = Form(HERE, "家长问卷", "xlsx", sheet("家长问卷调查表", 3, [["题号", "题目", "您的回答"]] + [[n + 1, q, None] for n, q in enumerate(qs)], above=["学生姓名：            班级："], widths={2: 50, 3: 30}))
    for n in range(2):
        ans = [("A", "B", 800, "无"), ("B", "A.满意", 1000, "加强食堂管理")][n]
        said = {"A": "A.满意", "B": "B.基本满意"}
        f.filled(str(n + 1), {"学生姓名": "汤某", "班级": "25汽修1"} | {q.split("？")[0]: said.get(a, str(a)) for q, a in zip(qs, ans) if a != "无"} | ({qs[3].split("？")[0]: "无"} if n == 0 else {}), {"A2": "学生姓名：汤某       班级：25汽修1"} | {f"C{4 + i}": v for i, v in enumerate(ans)})
    f.done()


def dorm():
    """住宿申请: lines that are blanks with underline, as Word users draw them."""
    def make(values):
        d = document("学生住宿申请", [])
        def para(parts):
            p = d.add_paragraph()
            for text, gap in parts:
                r = p.add_run(text)
                r.underline = gap
        v = iter(values)
        g = lambda w: (next(v) if values else " " * w, True)
        para([("申请人：", False), g(12), ("  班级：", False), g(14), ("  性别：", False), g(6)])
        para([("家庭住址：", False), g(40)])
        para([("因", False), g(20), ("原因，申请自", False), g(6), ("年", False), g(4), ("月起住校。", False)])
        para([("家长签字：", False), g(12), ("    联系电话：", False), g(16)])
        return d
    f = Form(HERE, "住宿申请", "docx", make([]))
    for n in range(2):
        vals = ["滕某", "25幼教1", "女", "某县某镇", ("离家远", "家长外出务工")[n], "2026", "3", "滕某某", "13900000081"]
        save(make([" " + v + " " for v in vals]), os.path.join(HERE, f.name, f"{n + 1}.docx"))
        f.truth.append((f"{n + 1}.docx", {"申请人": "滕某", "班级": "25幼教1", "性别": "女", "家庭住址": "某县某镇", "原因": vals[4], "申请自": "2026年3月", "家长签字": "滕某某", "联系电话": "13900000081"}))
    f.done()


def stock():
    """入库单: a sum in words and figures below the rows."""
    f = Form(HERE, "物资入库单", "docx", document("物资入库验收单", ["供货单位：                         入库日期：    年   月   日         编号：", [["品名", "规格", "单位", "数量", "单价", "金额", "备注"]] + [[None] * 7 for _ in range(4)] + [[("合计金额（大写）", 1, 2), (None, 1, 3), ("￥", 1, 2)]], "经办人：            验收人：            仓库管理员："]))
    top, foot = "供货单位：                         入库日期：    年   月   日         编号：", "经办人：            验收人：            仓库管理员："
    for n in range(2):
        cells = {(0, 1, 0): "打印纸", (0, 1, 1): "A4", (0, 1, 2): "箱", (0, 1, 3): "10", (0, 1, 4): "120", (0, 1, 5): "1200", (0, 5, 2): "壹仟贰佰元整"}
        f.filled(str(n + 1), {"供货单位": "某文具店", "入库日期": "2026-03-18", "编号": "R-03", "1.品名": "打印纸", "1.规格": "A4", "1.单位": "箱", "1.数量": "10", "1.单价": "120", "1.金额": "1200", "合计金额（大写）": "壹仟贰佰元整", "经办人": "罗某", "验收人": "毕某"},
                 cells, {top: "供货单位：某文具店           入库日期：2026年 3 月18 日     编号：R-03", foot: "经办人：罗某        验收人：毕某        仓库管理员："})
    f.done()


def leave():
    """请假条."""
    lines = ["请假人姓名：____________  部门：____________  请假类别：□事假  □病假  □公假  □其他____", "请假时间：自____年____月____日____时至____年____月____日____时，共计____天。", "请假事由：________________________________________________", "部门负责人意见：______________    分管领导意见：______________"]
    f = Form(HERE, "请假条", "docx", document("教职工请假审批单", lines))
    for n in range(2):
        f.filled(str(n + 1), {"请假人姓名": "郝某", "部门": "学生处", "请假类别": ("病假", "事假")[n], "请假时间": "2026年3月2日8时至2026年3月3日17时", "共计": "2", "请假事由": "就医", "部门负责人意见": "同意"}, {},
                 {lines[0]: "请假人姓名：__郝某__  部门：__学生处__  请假类别：" + ("□事假  ☑病假  □公假  □其他____", "√事假  □病假  □公假  □其他____")[n], lines[1]: "请假时间：自2026年3月2日8时至2026年3月3日17时，共计_2_天。", lines[2]: "请假事由：就医", lines[3]: "部门负责人意见：__同意________    分管领导意见：______________"})
    f.done()


def appraisal():
    """年度考核: grades ticked in brackets, vertical labels, opinions."""
    f = Form(HERE, "年度考核登记表", "docx", document("事业单位工作人员年度考核登记表", ["（      年度）", [
        ["姓名", None, "性别", None, "出生年月", None], ["政治面貌", None, "文化程度", None, "岗位等级", None], ["从事或分管工作", (None, 1, 5)],
        ["本\n人\n总\n结", ("\n\n\n\n签名：              年  月  日", 1, 5)], ["考核等次", ("优秀（  ）   合格（  ）   基本合格（  ）   不合格（  ）", 1, 5)],
        ["主管领导\n评语和等次", ("\n\n签名：              年  月  日", 1, 5)], ["单位考核\n委员会意见", ("\n\n盖章或签名            年  月  日", 1, 5)], ["未确定等次\n或不参加考核\n情况说明", ("\n\n盖章或签名            年  月  日", 1, 5)]]]))
    for n in range(2):
        f.filled(str(n + 1), {"姓名": "安某", "性别": "男", "出生年月": "1980.05", "政治面貌": "群众", "文化程度": "本科", "岗位等级": "专技八级", "从事或分管工作": "实训管理", "本人总结": "认真履职。", "本人总结·签名": "安某", "本人总结日期": "2026-01-05", "考核等次": "合格"},
                 {(0, 0, 1): "安某", (0, 0, 3): "男", (0, 0, 5): "1980.05", (0, 1, 1): "群众", (0, 1, 3): "本科", (0, 1, 5): "专技八级", (0, 2, 1): "实训管理", (0, 3, 1): "认真履职。\n\n签名：安某         2026年1月5日", (0, 4, 1): ("优秀（  ）   合格（√）   基本合格（  ）   不合格（  ）", "优秀（  ）   合格（ √ ）   基本合格（  ）   不合格（  ）")[n]})
    f.done()


def jobs():
    """就业统计: rows to be filled in, sums above, shares."""
    f = Form(HERE, "毕业生就业统计表", "xlsx", sheet("2026届毕业生就业情况统计表", 9, [[("专业名称", 2, 1), ("毕业生数", 2, 1), ("就业人数", 1, 3), ("升学人数", 2, 1), ("就业率（%）", 2, 1), ("对口就业率（%）", 2, 1), ("平均月薪\n（元）", 2, 1)], ["^", "^", "合计", "本地", "外地", "^", "^", "^", "^"], ["合计"] + [None] * 8] + [[None] * 9 for _ in range(6)],
                                              above=[[("学校（公章）：", 1, 5), ("截止日期：2026年8月31日", 1, 4)]], below=["说明：就业率=（就业人数+升学人数）/毕业生数×100%。", "审核人：          填表人：          联系电话："]))
    for n in range(2):
        c, t = {"A2": "学校（公章）：丙校", "A13": "审核人：和某          填表人：穆某          联系电话：0431-86660000"}, {"学校（公章）": "丙校", "审核人": "和某", "填表人": "穆某", "联系电话": "0431-86660000"}
        for i, r in enumerate((("数控", 50, 30, 20, 10, 18, 96, 80, 4200), ("护理", 40, 35, 30, 5, 4, 97.5, 92.5, 3800))[: n + 1]):
            for col, h, v in zip("ABCDEFGHI", ("专业名称", "毕业生数", "就业人数·合计", "就业人数·本地", "就业人数·外地", "升学人数", "就业率", "对口就业率", "平均月薪"), r):
                c[f"{col}{6 + i}"] = v
                t[f"{i + 1}.{h}"] = str(v)
        f.filled(str(n + 1), t, c)
    f.done()


def voucher():
    """报销单: a day in three cells, a sum of which each digit has a cell."""
    digits = ["万", "千", "百", "十", "元", "角", "分"]
    f = Form(HERE, "费用报销单", "xlsx", sheet("费用报销单", 12, [[("日期", 1, 3), ("费用摘要", 2, 1), ("金额", 1, 7), ("备注", 2, 1)], ["年", "月", "日", "^"] + digits + ["^"]] + [[None] * 12 for _ in range(4)] + [[("合计（大写）", 1, 3), (None, 1, 9)], [("报销人", 1, 3), None, ("审批人", 1, 3), (None, 1, 5)]],
                                        above=[[("部门：", 1, 6), ("附单据    张", 1, 6)]], widths={i: 5 for i in (1, 2, 3, 5, 6, 7, 8, 9, 10, 11)} | {4: 20}))
    for n in range(2):
        c = {"A2": "部门：招生办", "A5": 2026, "B5": 3, "C5": 9 + n, "D5": "差旅费", "G5": 3, "H5": 6, "I5": 8, "J5": 5, "K5": 0, "D9": "叁佰陆拾捌元伍角整", "D10": "萧某"}
        f.filled(str(n + 1), {"部门": "招生办", "1.日期": f"2026-03-{9 + n:02}", "1.费用摘要": "差旅费", "1.金额": "368.5", "合计（大写）": "叁佰陆拾捌元伍角整", "报销人": "萧某"}, c)
    f.done()


def contacts():
    """分工联系表: what is asked stands down the left, posts across."""
    f = Form(HERE, "工作专班联系表", "xlsx", sheet("工作专班人员联系表", 5, [["项目", "组长", "副组长", "联络员", "信息员"], ["姓　　名"] + [None] * 4, ["职　　务"] + [None] * 4, ["办公电话"] + [None] * 4, ["手　　机"] + [None] * 4], above=["单位名称："]))
    for n in range(2):
        people = [("尹某", "校长", "0431-87770001", "13900000091"), ("姚某", "副校长", "0431-87770002", "13900000092"), ("邵某", "主任", None, "13900000093")]
        c, t = {"A2": "单位名称：丁校"}, {"单位名称": "丁校"}
        for i, p in enumerate(people[: 2 + n]):
            for r, (h, v) in enumerate(zip(("姓名", "职务", "办公电话", "手机"), p)):
                if v:
                    c[f"{'BCDE'[i]}{4 + r}"] = v
                    t[f"{h}·{('组长', '副组长', '联络员', '信息员')[i]}"] = v
        f.filled(str(n + 1), t, c)
    f.done()


def hazard():
    """隐患台账: rows deleted and put in, saved by another program."""
    f = Form(HERE, "隐患排查台账", "xlsx", sheet("安全隐患排查整改台账", 8, [["序号", "排查时间", "隐患部位", "隐患描述", "整改措施", "整改期限", "责任人", "是否销号"]] + [[n] + [None] * 7 for n in range(1, 11)], above=["填报单位（盖章）：                                        填报时间：    年    月    日"], below=["主要负责人签字：                填报人：                联系方式："]))
    top, foot = "填报单位（盖章）：戊校                       填报时间：2026年3月20日", "主要负责人签字：                填报人：汪某         联系方式：13900000099"
    rows = [("2026.3.2", "实训楼", "插座松动", "更换", "3月10日", "祁某", "是"), ("2026.3.5", "食堂", "灭火器过期", "更换", "3月15日", "毛某", "否")]
    heads = ("排查时间", "隐患部位", "隐患描述", "整改措施", "整改期限", "责任人", "是否销号")
    truth = {"填报单位（盖章）": "戊校", "填报时间": "2026-03-20", "填报人": "汪某", "联系方式": "13900000099"} | {f"{i + 1}.{h}": v for i, r in enumerate(rows) for h, v in zip(heads, r)}
    cells = {"A2": top, "A14": foot} | {f"{c}{4 + i}": v for i, r in enumerate(rows) for c, v in zip("BCDEFGH", r)}
    f.filled("1", truth, cells)
    f.filled("2", truth, cells, change=lambda ws: ws.delete_rows(6, 8))
    def widen(ws):
        ws.insert_cols(1)
        ws.insert_rows(1, 2)
    f.filled("3", truth, cells, change=widen)
    f.filled("4", truth, cells, to="ods")
    f.filled("5", truth, cells, to="xls")
    f.done()


if __name__ == "__main__":
    only = sys.argv[1:]
    for make in (school, two, honours, quiz, dorm, stock, leave, appraisal, jobs, voucher, contacts, hazard):
        if not only or make.__name__ in only:
            make()
