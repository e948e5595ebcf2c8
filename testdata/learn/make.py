#!/usr/bin/env python3
"""Makes the blanks of testdata/learn as offices make them, returns that were filled in, and what a person reads in these.

	python3 testdata/learn/make.py

BLANK.txt holds the truth: a line "== FILE" for each return, then a line for each value: the label as the form prints it (group and head joined with ·
where a row and a head name it, 2.label in row 2 of a table, B2.label of the second table), = and the value as package returned writes it. It was written before
any of it was read by a program. Empty fields have no line.
"""
import os, sys
sys.path.insert(0, os.path.dirname(__file__))
from office import *

HERE = os.path.dirname(os.path.abspath(__file__))
DAY = "        年    月    日"


class Form:
    def __init__(self, name, ext, made, to=None):
        self.name, self.ext = name, ext
        self.path = os.path.join(HERE, name + "." + ext)
        save(made, self.path)
        self.to = to
        self.truth = []

    def filled(self, school, truth, cells, texts=None, change=None):
        f = fill_sheet(self.path, cells, change) if self.ext == "xlsx" else fill_document(self.path, cells, texts, change)
        path = os.path.join(HERE, self.name, school + "." + self.ext)
        save(f, path)
        if self.to and self.to != self.ext:
            convert(path, self.to)
        self.truth.append((school + "." + (self.to or self.ext), truth))

    def done(self):
        if self.to:
            convert(self.path, self.to)
        with open(os.path.join(HERE, self.name + ".txt"), "w", encoding="utf-8") as f:
            for file, truth in self.truth:
                f.write("== " + file + "\n")
                for label, value in truth.items():
                    f.write(label + " = " + value.replace("\n", "\\n") + "\n")


def apply_award():
    f = Form("先进个人申报表", "xlsx", sheet("全市职业教育先进个人申报表", 7, [
        ["姓  名", None, "性  别", None, "出生年月", None, ("贴照片处\n（近期免冠一寸）", 4, 1)],
        ["民  族", None, "政治面貌", None, "学  历", None, "^"],
        ["工作单位", (None, 1, 3), "职  称", None, "^"],
        ["身份证号", (None, 1, 3), "联系电话", None, "^"],
        ["主要事迹\n（500字以内）", (None, 1, 6)],
        ["曾获荣誉", (None, 1, 6)],
        ["所在学校意见", ("\n\n\n                    （盖章）\n                    年   月   日", 1, 6)],
        ["县（区）教育局意见", ("\n\n\n                    （盖章）\n                    年   月   日", 1, 6)],
    ], below=["填表说明：本表一式两份，用黑色水笔填写或打印。"], heights={4: 120, 5: 60, 6: 100, 7: 100}))
    base = {"B2": "张某某", "D2": "女", "F2": "1985年3月", "B3": "汉族", "D3": "中共党员", "F3": "大学本科", "B4": "第一中等专业学校", "F4": "高级讲师",
            "B5": "000000198503010000", "F5": "0431-81234567", "B6": "从教十八年，主持建设市级精品课程。", "B7": "2023年市优秀教师"}
    truth = {"姓名": "张某某", "性别": "女", "出生年月": "1985年3月", "民族": "汉族", "政治面貌": "中共党员", "学历": "大学本科", "工作单位": "第一中等专业学校",
             "职称": "高级讲师", "身份证号": "000000198503010000", "联系电话": "0431-81234567", "主要事迹": "从教十八年，主持建设市级精品课程。", "曾获荣誉": "2023年市优秀教师"}
    f.filled("第一中专", truth, base)
    f.filled("第二中专", truth | {"姓名": "李某", "所在学校意见": "同意推荐。", "所在学校意见日期": "2026-05-08"},
             base | {"B2": "李某", "B8": "同意推荐。\n\n\n                    （盖章）\n                    2026年5月8日"})
    def shifted(ws):
        ws.insert_rows(1)
        ws["A1"] = "附件2"
    f.filled("第三职高", {k: v for k, v in truth.items() if k not in ("曾获荣誉", "民族")} | {"姓名": "王某某", "性别": "男"},
             {k: v for k, v in base.items() if k not in ("B7", "B3")} | {"B2": "王某某", "D2": "男"})
    f.done()


def recommend():
    f = Form("教学名师推荐表", "docx", document("职业院校教学名师推荐表", [
        "推荐学校（盖章）：                      填表日期：     年   月   日",
        [
            [("基本情况", 3, 1), "姓名", None, "性别", None, "出生日期", None],
            ["^", "专业技术职务", None, "任教学科", None, "教龄（年）", None],
            ["^", "手机", None, "电子邮箱", (None, 1, 3)],
            [("学习经历", 4, 1), ("起止年月", 1, 2), ("毕业院校及专业", 1, 3), "学位"],
            ["^", (None, 1, 2), (None, 1, 3), None],
            ["^", (None, 1, 2), (None, 1, 3), None],
            ["^", (None, 1, 2), (None, 1, 3), None],
            ["教学成果（不超过3项）", (None, 1, 6)],
            ["个人承诺", ("本人承诺所填内容真实。\n承诺人签字：              年   月   日", 1, 6)],
            ["学校推荐意见", ("\n\n负责人签字：            （公章）\n              年   月   日", 1, 6)],
        ],
    ]))
    cells = {(0, 0, 2): "赵某", (0, 0, 4): "男", (0, 0, 6): "1979年11月2日", (0, 1, 2): "副教授", (0, 1, 4): "机械制图", (0, 1, 6): "21",
             (0, 2, 2): "13900000001", (0, 2, 4): "zhao@example.cn", (0, 4, 1): "1998.9-2002.7", (0, 4, 3): "某某大学 机械工程", (0, 4, 6): "学士",
             (0, 5, 1): "2005.9-2008.7", (0, 5, 3): "某某大学 机械电子", (0, 5, 6): "硕士", (0, 7, 1): "1.省级教学成果二等奖；2.国家规划教材主编"}
    truth = {"姓名": "赵某", "性别": "男", "出生日期": "1979-11-02", "专业技术职务": "副教授", "任教学科": "机械制图", "教龄": "21", "手机": "13900000001",
             "电子邮箱": "zhao@example.cn", "1.起止年月": "1998.9-2002.7", "1.毕业院校及专业": "某某大学 机械工程", "1.学位": "学士",
             "2.起止年月": "2005.9-2008.7", "2.毕业院校及专业": "某某大学 机械电子", "2.学位": "硕士", "教学成果": "1.省级教学成果二等奖；2.国家规划教材主编"}
    head = "推荐学校（盖章）：                      填表日期：     年   月   日"
    f.filled("第一学院", truth | {"推荐学校（盖章）": "第一职业学院", "填表日期": "2026-04-20"}, cells, {head: "推荐学校（盖章）：第一职业学院     填表日期：2026年4月20日"})
    f.filled("第二学院", truth | {"推荐学校（盖章）": "第二职业学院", "学校推荐意见": "该同志师德高尚，同意推荐。"}, cells,
             {head: "推荐学校（盖章）：  第二职业学院    填表日期：     年   月   日"},
             lambda d: d.tables[0].cell(9, 1).paragraphs[0].insert_paragraph_before("该同志师德高尚，同意推荐。"))
    def more(d):
        t = d.tables[0]
        row = copy.deepcopy(t.rows[6]._tr)
        t.rows[6]._tr.addnext(row)
        for c, v in ((1, "2010.9-2013.6"), (3, "某某理工大学 控制工程"), (6, "博士")):
            t.cell(6, c).text = v
    f.filled("第三学院", truth | {"3.起止年月": "2010.9-2013.6", "3.毕业院校及专业": "某某理工大学 控制工程", "3.学位": "博士"}, cells, {}, more)
    f.done()


def equipment():
    f = Form("实训设备清单", "xlsx", sheet("实训设备清单", 9, [
        [("序号", 2, 1), ("设备名称", 2, 1), ("规格型号", 2, 1), ("购置信息", 1, 4), ("存放地点", 2, 1), ("备注", 2, 1)],
        ["^", "^", "^", "数量（台）", "单价", "金额", "购置日期", "^", "^"],
    ] + [[n] + [None] * 8 for n in range(1, 9)] + [[("合  计", 1, 3), None, None, None, None, None, None]],
        above=[[("填报单位（章）：", 1, 6), ("单位：万元", 1, 3)]], below=["填表人：                    联系电话：                    填报日期：    年  月  日"]))
    rows = [("数控车床", "CK6140", 12, 15.8, 189.6, "2019-09-01", "实训楼101"), ("加工中心", "VMC850", 3, 42, 126, "2021-03-15", "实训楼102"), ("三坐标测量仪", "某某-7", 1, 66.5, 66.5, "2022-10-20", "检测室")]
    def put(n):
        cells, truth = {}, {}
        for i, r in enumerate(rows[:n]):
            for c, v in zip("BCDEFGH", r):
                cells[f"{c}{5 + i}"] = v
            for label, v in zip(("设备名称", "规格型号", "购置信息·数量", "购置信息·单价", "购置信息·金额", "购置信息·购置日期", "存放地点"), r):
                truth[f"{i + 1}.{label}"] = str(v)
        return cells, truth
    c, t = put(3)
    f.filled("甲校", t | {"填报单位（章）": "甲职业学校", "填表人": "钱某", "联系电话": "0431-87654321", "填报日期": "2026-03-01"},
             c | {"A2": "填报单位（章）：甲职业学校", "A14": "填表人：钱某        联系电话：0431-87654321       填报日期：2026年3月1日", "F13": 382.1, "D13": 16})
    c, t = put(2)
    f.filled("乙校", t | {"填报单位（章）": "乙职业学校"}, c | {"A2": "填报单位（章）：乙职业学校", "G5": "2019年9月1日"})
    c, t = put(3)
    def ten(ws):
        ws.insert_rows(8, 3)
    f.filled("丙校", t | {"3.备注": "借用中", "填表人": "孙某"}, c | {"I7": "借用中", "A14": "填表人：孙某                    联系电话：                    填报日期：    年  月  日"})
    f.done()


def satisfaction():
    f = Form("家长满意度调查表", "docx", document("家长满意度调查表", [
        "尊敬的家长：",
        "为改进学校工作，请您填写本表。请在相应的□内打“√”。",
        "学校名称：____________________    年级：__________",
        "1.您的孩子所学专业大类：□加工制造  □信息技术  □财经商贸  □其他________",
        "2.您了解学校的途径（可多选）：□老师  □网站  □公众号  □孩子  □其他________",
        "3.您对下列工作是否满意：",
        [
            ["评价内容", "满意", "基本满意", "不满意"],
            ["教学质量", None, None, None],
            ["食堂卫生", None, None, None],
            ["住宿条件", None, None, None],
            ["家校沟通", None, None, None],
        ],
        "4.您对学校工作的意见和建议：______________________________________",
        "家长签名：____________    日期：____年____月____日",
    ]))
    a = "学校名称：____________________    年级：__________"
    q1 = "1.您的孩子所学专业大类：□加工制造  □信息技术  □财经商贸  □其他________"
    q2 = "2.您了解学校的途径（可多选）：□老师  □网站  □公众号  □孩子  □其他________"
    q4 = "4.您对学校工作的意见和建议：______________________________________"
    end = "家长签名：____________    日期：____年____月____日"
    f.filled("一班01", {"学校名称": "第一职业中专", "年级": "高二", "您的孩子所学专业大类": "信息技术", "您了解学校的途径": "老师、公众号", "教学质量": "满意", "食堂卫生": "基本满意", "住宿条件": "满意",
                     "家校沟通": "满意", "您对学校工作的意见和建议": "希望多开家长会", "家长签名": "周某", "日期": "2026-05-10"},
             {(0, 1, 1): "√", (0, 2, 2): "√", (0, 3, 1): "√", (0, 4, 1): "√"},
             {a: "学校名称：__第一职业中专__    年级：__高二__", q1: q1.replace("□信息", "☑信息"), q2: q2.replace("□老师", "☑老师").replace("□公众号", "☑公众号"),
              q4: "4.您对学校工作的意见和建议：希望多开家长会", end: "家长签名：周某    日期：2026年5月10日"})
    f.filled("一班02", {"学校名称": "第一职业中专", "年级": "高一", "您的孩子所学专业大类": "其他", "您的孩子所学专业大类·其他": "学前教育", "您了解学校的途径": "孩子", "教学质量": "不满意", "食堂卫生": "不满意"},
             {(0, 1, 3): "✔", (0, 2, 3): "✔"},
             {a: "学校名称：第一职业中专    年级：高一", q1: q1.replace("□其他________", "√其他 学前教育"), q2: q2.replace("□孩子", "√孩子")})
    f.filled("一班03", {"年级": "高三", "您的孩子所学专业大类": "加工制造", "教学质量": "基本满意", "您对学校工作的意见和建议": "无", "日期": "2026-05-11"},
             {(0, 1, 2): "√"},
             {a: "学校名称：____________________    年级：高三", q1: q1.replace("□加工", "■加工"), q4: "4.您对学校工作的意见和建议：无", end: "家长签名：____________    日期：2026年5月11日"})
    f.done()


def safety():
    rows = [["序号", "检查项目", "检查内容", "检查结果", "整改措施"]]
    items = [("消防安全", "灭火器是否在有效期内"), ("消防安全", "疏散通道是否畅通"), ("食品安全", "食品留样是否规范"), ("食品安全", "从业人员健康证是否齐全"), ("设备安全", "实训设备有无安全操作规程"), ("校车安全", "驾驶人资质是否符合要求")]
    for n, (a, b) in enumerate(items):
        first = n == 0 or items[n - 1][0] != a
        span = sum(1 for x in items if x[0] == a)
        rows.append([str(n + 1), (a, span, 1) if first and span > 1 else a if first else "^", b, "□合格  □不合格", None])
    f = Form("校园安全检查表", "docx", document("校园安全检查表", [
        "受检学校：                检查时间：    年   月   日", rows, "检查人员签字：                      学校负责人签字：            "]))
    line, sign = "受检学校：                检查时间：    年   月   日", "检查人员签字：                      学校负责人签字：            "
    def label(n, col):
        a, b = items[n]
        return f"{a}·{b}·{col}"
    def case(school, bad):
        cells, truth = {}, {"受检学校": school, "检查时间": "2026-03-12"}
        for n in range(len(items)):
            cells[(0, n + 1, 3)] = "□合格  ☑不合格" if n in bad else "☑合格  □不合格"
            truth[label(n, "检查结果")] = "不合格" if n in bad else "合格"
            if n in bad:
                cells[(0, n + 1, 4)] = "限一周内整改"
                truth[label(n, "整改措施")] = "限一周内整改"
        return cells, truth
    c, t = case("第一中专", [1])
    f.filled("第一中专", t, c, {line: "受检学校：第一中专        检查时间：2026年3月12日"})
    c, t = case("第二中专", [])
    f.filled("第二中专", t | {"检查人员签字": "吴某 郑某"}, c, {line: "受检学校：第二中专        检查时间：2026 年 3 月 12 日", sign: "检查人员签字：吴某 郑某           学校负责人签字：            "})
    c, t = case("第三职高", [0, 3])
    c[(0, 5, 3)] = "√合格  □不合格"
    f.filled("第三职高", t, c, {line: "受检学校：第三职高        检查时间：2026年3月12日"})
    f.done()


def volunteer():
    f = Form("志愿者登记表", "xlsx", sheet("职业教育活动周志愿者登记表", 6, [
        ["姓名", None, "性别", "□男  □女", "年龄", None],
        ["所在院系", (None, 1, 3), "学号", None],
        ["是否党员", "□是  □否", "是否有志愿服务经历", "□是  □否", "服务时长（小时）", None],
        ["服务意向（可多选）", ("□会务接待  □引导讲解  □宣传摄影  □秩序维护", 1, 5)],
        ["可服务日期", ("    年  月  日至    年  月  日", 1, 5)],
        [("紧急联系人", 1, 2), None, ("紧急联系电话", 1, 2), None],
        ["个人特长", (None, 1, 5)],
        ["备注", (None, 1, 5)],
    ], below=["本人签名：              日期：    年  月  日"]))
    base = {"B2": "郑某", "D2": "☑男  □女", "F2": 19, "B3": "信息工程学院", "F3": "20250101", "B4": "□是  ☑否", "D4": "☑是  □否", "F4": 36,
            "B5": "□会务接待  ☑引导讲解  ☑宣传摄影  □秩序维护", "B6": "2026年5月8日至2026年5月14日", "C7": "郑某某", "F7": "13900000002", "B8": "摄影"}
    truth = {"姓名": "郑某", "性别": "男", "年龄": "19", "所在院系": "信息工程学院", "学号": "20250101", "是否党员": "否", "是否有志愿服务经历": "是", "服务时长": "36",
             "服务意向": "引导讲解、宣传摄影", "可服务日期": "2026-05-08/2026-05-14", "紧急联系人": "郑某某", "紧急联系电话": "13900000002", "个人特长": "摄影"}
    f.filled("信息01", truth, base)
    f.filled("信息02", truth | {"性别": "女", "姓名": "冯某", "服务意向": "秩序维护", "本人签名": "冯某", "日期": "2026-04-01"},
             base | {"B2": "冯某", "D2": "□男  √女", "B5": "□会务接待  □引导讲解  □宣传摄影  √秩序维护", "A10": "本人签名：冯某          日期：2026年4月1日"})
    few = {k: v for k, v in base.items() if k not in ("B8", "F4", "B6")}
    f.filled("信息03", {k: v for k, v in truth.items() if k not in ("个人特长", "服务时长", "可服务日期", "性别")} | {"性别": "女"}, few | {"D2": "女"})
    f.done()


def budget():
    items = ["设备购置费", "材料费", "差旅费", "会议费", "专家咨询费"]
    f = Form("经费预算表", "xlsx", sheet("产教融合项目经费预算表", 5, [["序号", "支出科目", "预算金额（万元）", "其中：财政资金（万元）", "测算依据"]] +
                                     [[n + 1, s, None, None, None] for n, s in enumerate(items)] + [[("合计", 1, 2), None, None, None]],
                                     above=[[("项目名称：", 1, 3), ("承担学校：", 1, 2)]], below=["财务负责人：              填表人：              "]))
    def case(values, sumup):
        cells, truth = {}, {}
        for n, (a, b, why) in enumerate(values):
            for col, v, h in (("C", a, "预算金额"), ("D", b, "其中：财政资金"), ("E", why, "测算依据")):
                if v is not None:
                    cells[f"{col}{4 + n}"] = v
                    truth[f"{items[n]}·{h}"] = str(v)
        if sumup:
            cells["C9"], cells["D9"] = sumup
            truth["合计·预算金额"], truth["合计·其中：财政资金"] = map(str, sumup)
        return cells, truth
    v = [(30, 20, "数控机床2台"), (5.5, 5.5, None), (3, 0, "调研6次"), (2.5, None, None), (4, 2, "专家10人次")]
    c, t = case(v, (45, 27.5))
    f.filled("甲校", t | {"项目名称": "产业学院建设", "承担学校": "甲职业学院"}, c | {"A2": "项目名称：产业学院建设", "D2": "承担学校：甲职业学院"})
    c, t = case(v[:3], None)
    f.filled("乙校", t | {"项目名称": "双元育人", "承担学校": "乙职业学院", "填表人": "陈某"}, c | {"A2": "项目名称：双元育人", "D2": "承担学校：乙职业学院", "A10": "财务负责人：              填表人：陈某              "})
    c, t = case(v, (45, 27.5))
    def down(ws):
        ws.insert_rows(2)
        ws["A2"] = "（2026年度）"
    f.filled("丙校", t, c)
    f.done()


def awards():
    f = Form("获奖情况表", "xlsx", sheet("学生技能竞赛获奖情况表", 7, [["获奖学生", "班级", "竞赛名称", "获奖级别\n（国家级/省级/市级）", "获奖等次", "指导教师", "获奖时间"]] + [[None] * 7 for _ in range(10)],
                                     above=[["填报学校：", (None, 1, 3), "联系人：", (None, 1, 2)]], below=["注：1.同一项目只填最高奖；2.团体项目填写全部成员。"]))
    rows = [("何某", "22机电1班", "数控车加工", "省级", "一等奖", "吕某", "2025年11月"), ("施某、张某", "22机电2班", "工业机器人", "国家级", "三等奖", "孔某", "2026年3月"), ("曹某", "23信息1班", "网络搭建", "市级", "二等奖", "严某", "2025年12月")]
    heads = ("获奖学生", "班级", "竞赛名称", "获奖级别", "获奖等次", "指导教师", "获奖时间")
    def case(n, at=4):
        c = {f"{col}{at + i}": v for i, r in enumerate(rows[:n]) for col, v in zip("ABCDEFG", r)}
        t = {f"{i + 1}.{h}": v for i, r in enumerate(rows[:n]) for h, v in zip(heads, r)}
        return c, t
    c, t = case(3)
    f.filled("甲校", t | {"填报学校": "甲职业中专", "联系人": "华某"}, c | {"B2": "甲职业中专", "F2": "华某"})
    c, t = case(2)
    f.filled("乙校", t | {"填报学校": "乙职业中专"}, c | {"A2": "填报学校：乙职业中专"})
    def long(ws):
        for i in range(14):
            for col, v in zip("ABCDEFG", rows[i % 3]):
                ws[f"{col}{4 + i}"] = v
        ws["A14"], ws["A20"] = rows[1][0], "注：1.同一项目只填最高奖；2.团体项目填写全部成员。"
    c, t = case(1)
    def shuffled(ws):
        ws.insert_cols(1)
        ws["A3"] = "序号"
        ws["A4"] = 1
    f.filled("丙校", t, c, None, shuffled)
    f.done()


def internship():
    cats = ["加工制造类", "信息技术类", "财经商贸类", "交通运输类"]
    heads = ["本期", "上期"]
    rows = [[("专业类别", 2, 1), ("实习学生数（人）", 1, 2), ("实习企业数（家）", 1, 2), ("对口率（%）", 2, 1)], ["^", "本期", "上期", "本期", "上期", "^"]]
    rows += [[c, None, None, None, None, None] for c in cats] + [["合  计", None, None, None, None, None]]
    f = Form("实习统计表", "xlsx", sheet("学生岗位实习情况统计表", 6, rows, above=[[("学校：", 1, 3), ("报送日期：    年  月  日", 1, 3)]], below=["单位负责人：            填表人：            电话："]), to="xls")
    def case(seed, total=True):
        c, t = {}, {}
        sums = [0] * 4
        for n, cat in enumerate(cats):
            v = [seed + 10 * n, seed + 8 * n, 3 + n, 2 + n]
            sums = [a + b for a, b in zip(sums, v)]
            for col, x in zip("BCDE", v):
                c[f"{col}{5 + n}"] = x
            c[f"F{5 + n}"] = 80.5 + n
            for h, x in zip(("实习学生数本期", "实习学生数上期", "实习企业数本期", "实习企业数上期"), v):
                t[f"{cat}·{h}"] = str(x)
            t[f"{cat}·对口率"] = str(80.5 + n)
        if total:
            for col, x, h in zip("BCDE", sums, ("实习学生数本期", "实习学生数上期", "实习企业数本期", "实习企业数上期")):
                c[f"{col}9"] = x
                t[f"合计·{h}"] = str(x)
        return c, t
    c, t = case(100)
    f.filled("甲校", t | {"学校": "甲职业学院", "报送日期": "2026-06-01", "填表人": "金某"}, c | {"A2": "学校：甲职业学院", "D2": "报送日期：2026年6月1日", "A10": "单位负责人：            填表人：金某            电话："})
    c, t = case(57, False)
    f.filled("乙校", t | {"学校": "乙职业学院", "电话": "0431-82223333"}, c | {"A2": "学校：乙职业学院", "A10": "单位负责人：            填表人：            电话：0431-82223333"})
    c, t = case(31)
    f.filled("丙校", t | {"学校": "丙职业学院"}, c | {"A2": "学校：  丙职业学院"})
    f.done()


def employment():
    items = [("毕业生总数", "人"), ("就业人数", "人"), ("对口就业率", "%"), ("平均起薪", "元"), ("升学人数", "人"), ("用人单位满意度", "%")]
    f = Form("就业质量表", "xlsx", sheet("毕业生就业质量年度统计表", 5, [["指标名称", "计量单位", "2025届", "2024届", "备注"]] + [[a, u, None, None, None] for a, u in items],
                                     above=["学校名称（盖章）：                                       填报日期：      年   月   日"], below=["校长签字：                  制表人：                  联系方式："]))
    kinds = (520, 498, 91.5, 4300, 60, 96)
    def case(d, note):
        c, t = {}, {}
        for n, (a, u) in enumerate(items):
            c[f"C{4 + n}"], c[f"D{4 + n}"] = kinds[n] + d, kinds[n] - 1
            t[f"{a}·2025届"], t[f"{a}·2024届"] = str(kinds[n] + d), str(kinds[n] - 1)
        if note:
            c["E7"] = note
            t["平均起薪·备注"] = note
        return c, t
    top, foot = "学校名称（盖章）：                                       填报日期：      年   月   日", "校长签字：                  制表人：                  联系方式："
    c, t = case(0, "税前")
    f.filled("甲校", t | {"学校名称（盖章）": "甲技师学院", "填报日期": "2026-01-15"}, c | {"A2": "学校名称（盖章）：甲技师学院           填报日期：2026年1月15日"})
    c, t = case(3, None)
    f.filled("乙校", t | {"学校名称（盖章）": "乙技师学院", "制表人": "魏某"}, c | {"A2": "学校名称（盖章）：乙技师学院      填报日期：      年   月   日", "A10": "校长签字：           制表人：魏某            联系方式："})
    c, t = case(1, "含补贴")
    f.filled("丙校", t | {"学校名称（盖章）": "丙技师学院"}, c | {"A2": "学校名称（盖章）：丙技师学院"})
    f.done()


def teachers():
    f = Form("师资情况表", "xlsx", sheet("专业教师师资情况表", 11, [
        [("序号", 2, 1), ("专业名称", 2, 1), ("专任教师数", 2, 1), ("学历结构（人）", 1, 3), ("职称结构（人）", 1, 3), ("“双师型”教师占比（%）", 2, 1), ("备注", 2, 1)],
        ["^", "^", "^", "博士", "硕士", "本科", "正高", "副高", "中级", "^", "^"],
        ["例", "机电技术应用", 12, 0, 4, 8, 1, 4, 5, 75, None],
    ] + [[None] * 11 for _ in range(6)], above=["填报学校："], below=["填表说明：“双师型”教师占比=双师型教师数÷专任教师数×100%。"]))
    heads = ("专业名称", "专任教师数", "学历结构（人）·博士", "学历结构（人）·硕士", "学历结构（人）·本科", "职称结构（人）·正高", "职称结构（人）·副高", "职称结构（人）·中级", "“双师型”教师占比")
    rows = [("数控技术", 18, 1, 9, 8, 2, 6, 7, 83.3), ("软件技术", 22, 2, 14, 6, 3, 7, 9, 72.7), ("护理", 15, 0, 5, 10, 1, 5, 6, 60)]
    def case(n):
        c = {f"{col}{6 + i}": v for i, r in enumerate(rows[:n]) for col, v in zip("BCDEFGHIJ", r)}
        t = {f"{i + 1}.{h}": str(v) for i, r in enumerate(rows[:n]) for h, v in zip(heads, r)}
        return c, t
    c, t = case(3)
    f.filled("甲校", t | {"填报学校": "甲高职"}, c | {"A2": "填报学校：甲高职", "A6": 1, "A7": 2, "A8": 3})
    c, t = case(2)
    f.filled("乙校", t | {"填报学校": "乙高职"}, c | {"A2": "填报学校：乙高职"})
    def without(ws):
        ws.delete_rows(5)
    c, t = case(3)
    f.filled("丙校", t | {"填报学校": "丙高职"}, c | {"A2": "填报学校：丙高职"}, None, without)
    f.done()


def certificates():
    f = Form("证书信息表", "docx", document("1+X证书获取信息表", ["学校（盖章）：____________    填表日期：____年__月__日",
        [["序号", "学生姓名", "证书名称", "证书等级\n（初级/中级/高级）", "证书编号", "发证日期"]] + [[None] * 6 for _ in range(5)],
        "审核人：__________    经办人：__________    联系电话：__________"]))
    head, foot = "学校（盖章）：____________    填表日期：____年__月__日", "审核人：__________    经办人：__________    联系电话：__________"
    rows = [("陶某", "Web前端开发", "中级", "X000001", "2025年12月1日"), ("姜某", "工业机器人操作与运维", "初级", "X000002", "2025.12.3"), ("戚某", "智能财税", "高级", "0012345", "2026-01-05")]
    days = ("2025-12-01", "2025-12-03", "2026-01-05")
    heads = ("学生姓名", "证书名称", "证书等级", "证书编号")
    def case(n):
        c = {(0, i + 1, k + 1): v for i, r in enumerate(rows[:n]) for k, v in enumerate(r)}
        t = {f"{i + 1}.{h}": v for i, r in enumerate(rows[:n]) for h, v in zip(heads, r)} | {f"{i + 1}.发证日期": days[i] for i in range(n)}
        return c, t
    c, t = case(3)
    f.filled("甲校", t | {"学校（盖章）": "甲中专", "填表日期": "2026-01-10", "经办人": "谢某", "联系电话": "0431-83334444"}, c | {(0, 1, 0): "1", (0, 2, 0): "2", (0, 3, 0): "3"},
             {head: "学校（盖章）：__甲中专__    填表日期：2026年1月10日", foot: "审核人：__________    经办人：谢某    联系电话：0431-83334444"})
    c, t = case(1)
    f.filled("乙校", t | {"学校（盖章）": "乙中专"}, c, {head: "学校（盖章）：乙中专    填表日期：____年__月__日"})
    c, t = case(2)
    def more(d):
        d.tables[0].add_row()
        d.tables[0].add_row()
        for i, v in enumerate(("7", "邹某", "母婴护理", "中级", "X000009", "2026年2月1日")):
            d.tables[0].cell(7, i).text = v
    f.filled("丙校", t | {"3.学生姓名": "邹某", "3.证书名称": "母婴护理", "3.证书等级": "中级", "3.证书编号": "X000009", "3.发证日期": "2026-02-01", "审核人": "喻某"}, c,
             {foot: "审核人：喻某    经办人：__________    联系电话：__________"}, more)
    f.done()


def receipt():
    body = "    我是________班________同学的家长，已阅读《致家长的一封信》，□同意 □不同意 孩子参加5月8日至14日的校外实践活动。"
    last = "    家庭现有成员____人，其中在校学生____人，家庭住址：________________，联系电话：________________。"
    sign = "家长签字：____________        ____年____月____日"
    f = Form("家长意见回执", "docx", document("家长意见回执", ["学校：", body, last, "其他意见：________________________________", sign]))
    f.filled("01", {"学校": "第一职高", "我是": "高一（3）", "班": "柏某", "同意/不同意": "同意", "家庭现有成员": "4", "在校学生": "2", "家庭住址": "和平路1号", "联系电话": "13900000003",
                    "家长签字": "柏某某", "家长签字日期": "2026-05-06"}, {},
             {"学校：": "学校：第一职高", body: body.replace("我是________班________同学", "我是高一（3）班柏某同学").replace("□同意", "☑同意"),
              last: "    家庭现有成员4人，其中在校学生2人，家庭住址：和平路1号，联系电话：13900000003。", sign: "家长签字：柏某某        2026年5月6日"})
    f.filled("02", {"同意/不同意": "不同意", "家庭现有成员": "3", "在校学生": "1", "其他意见": "注意安全"}, {},
             {body: body.replace("□不同意", "☑不同意"), last: "    家庭现有成员__3__人，其中在校学生__1__人，家庭住址：________________，联系电话：________________。", "其他意见：________________________________": "其他意见：注意安全"})
    f.filled("03", {"学校": "第二职高", "家长签字": "水某"}, {}, {"学校：": "学校：第二职高", sign: "家长签字：水某        ____年____月____日"})
    f.done()


def visit():
    f = Form("企业走访记录", "docx", document("教师企业走访记录表", [[
        ["走访企业", (None, 1, 3)],
        ["企业地址", (None, 1, 3)],
        ["走访时间", "      年   月   日", "走访教师", None],
        ["企业联系人", None, "联系电话", None],
        ["在岗学生数", "       人", "其中对口", "       人"],
        [("走访内容记录", 1, 4)],
        [("", 1, 4)],
        [("学生反映的问题及处理情况", 1, 4)],
        [("", 1, 4)],
        ["企业评价", ("□优秀  □良好  □一般  □较差", 1, 3)],
        ["企业意见", ("\n\n\n企业代表（签字）：              年   月   日", 1, 3)],
    ], "注：每次走访后三日内交教务科。"]))
    def case(a):
        return {(0, 0, 1): a, (0, 1, 1): "开发区8号", (0, 2, 1): "2026年4月2日", (0, 2, 3): "窦某、章某", (0, 3, 1): "云某", (0, 3, 3): "0431-88889999", (0, 4, 1): "   26   人", (0, 4, 3): "   20   人",
                (0, 6, 0): "查看宿舍和车间，与班组长座谈。", (0, 8, 0): "夜班较多，已与企业协商调整。", (0, 9, 1): "□优秀  ☑良好  □一般  □较差"}
    t = {"企业地址": "开发区8号", "走访时间": "2026-04-02", "走访教师": "窦某、章某", "企业联系人": "云某", "联系电话": "0431-88889999", "在岗学生数": "26", "其中对口": "20",
         "走访内容记录": "查看宿舍和车间，与班组长座谈。", "学生反映的问题及处理情况": "夜班较多，已与企业协商调整。", "企业评价": "良好"}
    f.filled("01", t | {"走访企业": "某某机械公司"}, case("某某机械公司"))
    f.filled("02", t | {"走访企业": "某某电子公司", "企业意见": "学生踏实肯干。", "企业意见日期": "2026-04-02"}, case("某某电子公司") | {(0, 10, 1): "学生踏实肯干。\n\n企业代表（签字）：      2026年4月2日"})
    c = case("某某物流公司")
    c[(0, 4, 1)], c[(0, 4, 3)], c[(0, 2, 1)] = "15人", "15", "2026.4.9"
    f.filled("03", t | {"走访企业": "某某物流公司", "在岗学生数": "15", "其中对口": "15", "走访时间": "2026-04-09"}, c)
    f.done()


def contest():
    f = Form("技能比赛报名表", "xlsx", sheet("2026年全市职业院校技能大赛报名表", 6, [
        ["参赛单位", (None, 1, 2), "赛项名称", (None, 1, 2)],
        ["领队姓名", (None, 1, 2), "领队手机", (None, 1, 2)],
        ["是否需要住宿", ("□是  □否", 1, 2), "到达时间", (None, 1, 2)],
        [("参赛选手信息", 1, 6)],
        ["序号", "选手姓名", "性别", "身份证号码", "指导教师", "备注"],
    ] + [[n, None, None, None, None, None] for n in range(1, 6)], below=["报名单位（公章）：", "            年    月    日"]))
    rows = [("苏某", "男", "000000200801010001", "潘某", None), ("葛某", "女", "000000200802020002", "潘某", "队长"), ("奚某", "男", "000000200803030003", "范某", None)]
    heads = ("选手姓名", "性别", "身份证号码", "指导教师", "备注")
    def case(n):
        c = {f"{col}{7 + i}": v for i, r in enumerate(rows[:n]) for col, v in zip("BCDEF", r) if v}
        t = {f"{i + 1}.{h}": v for i, r in enumerate(rows[:n]) for h, v in zip(heads, r) if v}
        return c, t
    top = {"B2": "甲职业中专", "E2": "数控加工", "B3": "彭某", "E3": "13900000004", "B4": "☑是  □否", "E4": "5月8日14:00"}
    head = {"参赛单位": "甲职业中专", "赛项名称": "数控加工", "领队姓名": "彭某", "领队手机": "13900000004", "是否需要住宿": "是", "到达时间": "5月8日14:00"}
    c, t = case(3)
    f.filled("甲校", head | t, top | c)
    c, t = case(2)
    f.filled("乙校", head | t | {"参赛单位": "乙职业中专", "是否需要住宿": "否"}, top | c | {"B2": "乙职业中专", "B4": "否"})
    c, t = case(3)
    for i in range(3, 8):
        for col, v in zip("BCDE", ("郎某", "女", f"00000020080404000{i}", "范某")):
            c[f"{col}{7 + i}"] = v
        for h, v in zip(heads, ("郎某", "女", f"00000020080404000{i}", "范某")):
            t[f"{i + 1}.{h}"] = v
    def pushed(ws):
        ws["A15"] = None
    def extend(ws):
        ws.insert_rows(12, 3)
    c2 = {k: v for k, v in c.items() if int(k[1:]) < 12}
    late = {k: v for k, v in c.items() if int(k[1:]) >= 12}
    def grow(ws):
        ws.insert_rows(12, 3)
        for k, v in late.items():
            ws[k] = v
        ws["A12"], ws["A13"], ws["A14"] = 6, 7, 8
        for m in list(ws.merged_cells.ranges):
            if m.min_row >= 12:
                m.shift(0, 3)
    f.filled("丙校", head | t, top | c2, None, grow)
    f.done()


def score():
    items = [("教学设计", "目标明确，内容适当，环节完整", 20), ("教学实施", "突出重点，方法得当", 40), ("教学效果", "目标达成度高", 30), ("特色创新", "有推广价值", 10)]
    f = Form("评分表", "xlsx", sheet("教师教学能力比赛评分表", 6, [["序号", "评分指标", "评分标准", "分值", "得分", "扣分原因"]] + [[n + 1, a, b, v, None, None] for n, (a, b, v) in enumerate(items)] + [[("总分", 1, 3), 100, None, None]],
                                   above=["参赛教师：                作品名称：                              编号："], below=["评委签字：                                日期：    年   月   日"]))
    top = "参赛教师：{}                作品名称：{}                              编号：{}"
    def case(v, why):
        c, t = {}, {}
        for n, x in enumerate(v):
            c[f"E{4 + n}"] = x
            t[f"{items[n][0]}·得分"] = str(x)
        c["E8"] = sum(v)
        t["总分·得分"] = str(sum(v))
        if why:
            c["F5"] = why
            t["教学实施·扣分原因"] = why
        return c, t
    c, t = case((18, 36.5, 27, 8), "超时1分钟")
    f.filled("01", t | {"参赛教师": "昌某", "作品名称": "零件的测绘", "编号": "A01"}, c | {"A2": top.format("昌某", "零件的测绘", "A01")})
    c, t = case((20, 40, 30, 10), None)
    f.filled("02", t | {"参赛教师": "马某", "作品名称": "电路安装", "编号": "A02", "日期": "2026-05-09"}, c | {"A2": top.format("马某", "电路安装", "A02"), "A9": "评委签字：                                日期：2026年5月9日"})
    c, t = case((15, 30, 25, 5), "板书凌乱")
    f.filled("03", t | {"编号": "A03"}, c | {"A2": top.format("", "", "A03")})
    f.done()


def signin():
    f = Form("会议签到表", "xlsx", sheet("产教融合推进会签到表", 10, [["序号", "姓名", "单位", "职务", "手机号"] * 2] + [[n, None, None, None, None, n + 8, None, None, None, None] for n in range(1, 9)], above=["会议时间：                          会议地点："]))
    people = [(f"{s}某", f"第{n}公司", "经理", f"1390000{n:04d}") for n, s in enumerate("苗凤花方俞任袁柳鲍史唐")]
    heads = ("姓名", "单位", "职务", "手机号")
    def case(n):
        c, t = {}, {}
        for i, p in enumerate(people[:n]):
            cols = "BCDE" if i < 8 else "GHIJ"
            for col, h, v in zip(cols, heads, p):
                c[f"{col}{4 + i % 8}"] = v
                t[f"{i + 1}.{h}"] = v
        return c, t
    for school, n in (("第一场", 8), ("第二场", 11), ("第三场", 3)):
        c, t = case(n)
        f.filled(school, t | {"会议地点": "报告厅"}, c | {"A2": "会议时间：                          会议地点：报告厅"})
    f.done()


def timetable():
    days, slots = ["星期一", "星期二", "星期三", "星期四", "星期五"], ["第1-2节", "第3-4节", "第5-6节", "第7-8节"]
    f = Form("课程安排表", "xlsx", sheet("班级课程安排表", 7, [[("节次", 1, 2)] + days, [("上午", 2, 1), slots[0]] + [None] * 5, ["^", slots[1]] + [None] * 5, [("下午", 2, 1), slots[2]] + [None] * 5, ["^", slots[3]] + [None] * 5],
                                     above=["班级：              班主任：              教室："]))
    names = ["语文", "数学", "英语", "机械制图", "体育", "实训"]
    half = ["上午", "上午", "下午", "下午"]
    for n, school in enumerate(("机电1班", "机电2班", "信息1班")):
        c, t = {"A2": f"班级：{school}              班主任：酆某              教室：{n + 1}01"}, {"班级": school, "班主任": "酆某", "教室": f"{n + 1}01"}
        for i, s in enumerate(slots):
            for j, d in enumerate(days):
                if (i + j + n) % 4 != 3:
                    v = names[(i * 2 + j + n) % 6]
                    c[f"{'CDEFG'[j]}{4 + i}"] = v
                    t[f"{half[i]}·{s}·{d}"] = v
        f.filled(school, t, c)
    f.done()


def monthly():
    items = ["举办活动（场）", "参与师生（人次）", "媒体报道（篇）", "服务企业（家）"]
    names = ["举办活动", "参与师生", "媒体报道", "服务企业"]
    f = Form("工作月报表", "docx", document("职业教育宣传工作月报表", ["填报单位：____________________    报告月份：______月", [["项目", "本月数", "本年累计", "同比增长（%）"]] + [[i, None, None, None] for i in items] + [["存在的主要问题", (None, 1, 3)], ["下月工作打算", (None, 1, 3)]],
        "填报人：                联系电话：                报出日期：    年  月  日"]))
    head, foot = "填报单位：____________________    报告月份：______月", "填报人：                联系电话：                报出日期：    年  月  日"
    def case(seed):
        c, t = {}, {}
        for n, name in enumerate(names):
            for k, (h, v) in enumerate((("本月数", seed + n), ("本年累计", 4 * seed + n), ("同比增长", 5.5 + n))):
                c[(0, n + 1, k + 1)] = str(v)
                t[f"{name}·{h}"] = str(v)
        c[(0, 5, 1)], t["存在的主要问题"] = "宣传形式单一", "宣传形式单一"
        return c, t
    c, t = case(12)
    f.filled("甲校", t | {"填报单位": "甲职教中心", "报告月份": "4", "填报人": "费某", "联系电话": "0431-85556666", "报出日期": "2026-04-30"}, c, {head: "填报单位：甲职教中心    报告月份：__4__月", foot: "填报人：费某        联系电话：0431-85556666       报出日期：2026年4月30日"})
    c, t = case(7)
    c[(0, 2, 1)] = "1,208"
    t["参与师生·本月数"] = "1208"
    f.filled("乙校", t | {"填报单位": "乙职教中心"}, c, {head: "填报单位：乙职教中心    报告月份：______月"})
    c, t = case(3)
    c[(0, 6, 1)] = "开展职教周"
    f.filled("丙校", t | {"下月工作打算": "开展职教周"}, c)
    f.done()


def issue():
    rows = [["领用部门", None, "领用日期", None], ["物资名称", None, "规格", None], ["数量", None, "领用人签字", None], ["用途", (None, 1, 3)]]
    wb = sheet("物资领用单", 4, rows)
    ws = wb.active
    src = [[ws.cell(r, c).value for c in range(1, 5)] for r in range(1, 6)]
    for r, row in enumerate(src):
        for c, v in enumerate(row):
            cell = ws.cell(8 + r, 1 + c)
            if v is not None:
                cell.value = v
            if r:
                cell.border = BOX
    ws.merge_cells("A8:D8")
    ws.merge_cells("B12:D12")
    f = Form("物资领用单", "xlsx", wb)
    base = {"B2": "机电系", "D2": "2026-03-02", "B3": "游标卡尺", "D3": "0-150mm", "B4": 20, "B5": "零件测量实训"}
    truth = {"领用部门": "机电系", "领用日期": "2026-03-02", "物资名称": "游标卡尺", "规格": "0-150mm", "数量": "20", "用途": "零件测量实训"}
    f.filled("01", truth, base)
    f.filled("02", truth | {"数量": "35"}, base | {"B4": 35} | {f"{k[0]}{int(k[1:]) + 7}": v for k, v in (base | {"B4": 35}).items()})
    f.filled("03", truth | {"领用部门": "信息系", "领用人签字": "廉某"}, base | {"B2": "信息系", "D4": "廉某"})
    f.done()


def directory():
    f = Form("联络员信息采集", "xlsx", sheet("职教活动周联络员信息采集表", 6, [["序号", "单位名称", "联络员", "职务", "办公电话", "电子邮箱"]], lined=False, above=["填报区县："], below=[]))
    rows = [("第一中专", "岑某", "办公室主任", "0431-81112222", "a@example.cn"), ("第二中专", "薛某", "干事", "0431-81113333", "b@example.cn")]
    heads = ("单位名称", "联络员", "职务", "办公电话", "电子邮箱")
    for school, n in (("甲区", 2), ("乙区", 1), ("丙县", 2)):
        c = {f"{col}{4 + i}": v for i, r in enumerate(rows[:n]) for col, v in zip("BCDEF", r)} | {f"A{4 + i}": i + 1 for i in range(n)}
        t = {f"{i + 1}.{h}": v for i, r in enumerate(rows[:n]) for h, v in zip(heads, r)}
        f.filled(school, t | {"填报区县": school}, c | {"A2": "填报区县：" + school})
    f.done()


def monitor():
    items = [("一、基本办学条件", None), ("占地面积", "亩"), ("校舍建筑面积", "平方米"), ("二、师资队伍", None), ("专任教师", "人"), ("其中：双师型", "人"), ("三、其他（自行补充）", None)]
    rows = [["指标", "单位", "2024年", "2025年", "说明"]] + [[(a, 1, 5)] if u is None else [a, u, None, None, None] for a, u in items] + [[None] * 5, [None] * 5]
    top = "填报单位（盖章）：                 填报人：            联系电话："
    f = Form("办学条件监测表", "xlsx", sheet("职业院校办学条件监测表", 5, rows, above=[top]))
    def case(seed, extra):
        c, t = {}, {}
        for n, (a, u) in enumerate(items):
            if u:
                c[f"C{4 + n}"], c[f"D{4 + n}"] = seed + n, seed + 2 * n
                t[f"{a}·2024年"], t[f"{a}·2025年"] = str(seed + n), str(seed + 2 * n)
        for i in range(extra):
            for col, h, v in zip("ABCDE", ("指标", "单位", "2024年", "2025年", "说明"), (f"图书{i}", "册", str(1000 + i), str(1100 + i), "不含电子")):
                c[f"{col}{11 + i}"] = v
                t[f"{i + 1}.{h}"] = v
        return c, t
    for school, seed, extra in (("甲校", 100, 0), ("乙校", 220, 1), ("丙校", 310, 2)):
        c, t = case(seed, extra)
        f.filled(school, t | {"填报单位（盖章）": school, "填报人": "岑某"}, c | {"A2": f"填报单位（盖章）：{school}                 填报人：岑某            联系电话："})
    f.done()


def mandate():
    def fill(d, line, text):
        for p in d.paragraphs:
            if p.text.startswith(line):
                p.text = text
    f = Form("授权委托书", "docx", document("授权委托书", ["    本人                    （身份证号：                              ）系                        学校的法定代表人，现委托                为代理人，联系电话                    。",
                                                   "委托期限：                          ", "委托人（签字）：                代理人（签字）：                ", "日期：          年      月      日"]))
    for n, who in enumerate(("雷某", "贺某", "倪某")):
        def change(d, n=n, who=who):
            for p in d.paragraphs:
                if "法定代表人" in p.text:
                    p.text = f"    本人  {who}   （身份证号：  00000019700101000{n}  ）系    第{n + 1}职业中专    学校的法定代表人，现委托   汤某   为代理人，联系电话  1390000003{n}  。"
                elif p.text.startswith("委托期限"):
                    p.text = "委托期限：一年"
                elif p.text.startswith("日期") and n:
                    p.text = "日期：2026年3月5日"
        f.filled(f"{n + 1}", {"本人": who, "身份证号": f"00000019700101000{n}", "学校的法定代表人": f"第{n + 1}职业中专", "现委托": "汤某", "联系电话": f"1390000003{n}", "委托期限": "一年"} | ({"日期": "2026-03-05"} if n else {}), {}, {}, change)
    f.done()


if __name__ == "__main__":
    for make in (apply_award, recommend, equipment, satisfaction, safety, volunteer, budget, awards, internship, employment, teachers, certificates, receipt, visit, contest, score, signin, timetable, monthly, issue, directory, monitor, mandate):
        make()
