#!/usr/bin/env python3
"""Makes the returned files in this folder: a sub-folder for each school.

Needs openpyxl, python-docx and LibreOffice (Debian: python3-openpyxl,
python3-docx, libreoffice-calc, libreoffice-writer), and Go. Run it from the
root of the repository:

    python3 testdata/returns/make.py

What each file stands for is told by notes.txt, which this script writes as
well. All schools, persons, numbers and addresses are made up.
"""
import datetime, io, os, shutil, struct, subprocess, sys, tempfile, zipfile
import docx, openpyxl
from openpyxl.styles import numbers

HERE = os.path.dirname(os.path.abspath(__file__))
TMP = tempfile.mkdtemp()
BLANK = os.path.join(TMP, "blank")
os.mkdir(BLANK)
subprocess.run(["go", "run", "./testdata/returns/blank", BLANK], check=True, cwd=os.path.join(HERE, "../.."))

notes = []


def path(name, note):
    p = os.path.join(HERE, name)
    os.makedirs(os.path.dirname(p), exist_ok=True)
    notes.append((name, note))
    return p


def plain(v):
    return "".join(str(v or "").split()).rstrip(":：")


def find(ws, label, nth=0):
    """The cell whose text is label, blanks aside; the unit may be left out."""
    hits = [c for r in ws.iter_rows() for c in r if c.value is not None and (plain(c.value) == plain(label) or plain(c.value).split("（")[0] == plain(label))]
    return hits[nth]


def right(ws, cell):
    for m in ws.merged_cells.ranges:
        if cell.coordinate in m:
            return ws.cell(cell.row, m.max_col + 1)
    return ws.cell(cell.row, cell.column + 1)


def put(ws, label, value, nth=0, fmt=None):
    c = right(ws, find(ws, label, nth))
    c.value = value
    if fmt:
        c.number_format = fmt
    return c


def row(ws, head, n, value, nth=-1, fmt=None):
    """The n-th row below a head of a column."""
    h = find(ws, head, nth)
    c = ws.cell(h.row + n, h.column)
    c.value = value
    if fmt:
        c.number_format = fmt
    return c


def blank(form):
    wb = openpyxl.load_workbook(os.path.join(BLANK, form + ".xlsx"))
    return wb, wb.worksheets[0]


STATISTICS = {
    "学校": "滨江职业学校", "参加活动的职业院校数": 1, "企业数": 12, "教师数": 86, "学生数": 1200, "在校生数": 2400,
    "参与总人数": 1500, "观摩体验活动项目数": 9, "主要活动形式": "校园开放日、技能展示、职业体验", "媒体报道情况": "无",
    "填表人": "周某某", "联系电话": "0431-80000001", "填报日期": datetime.date(2023, 5, 22),
}


def statistics(**changes):
    wb, ws = blank("week-statistics")
    for k, v in {**STATISTICS, **changes}.items():
        if v is not None:
            put(ws, k, v)
    return wb, ws


def outreach(school, **cells):
    wb, ws = blank("outreach-plan")
    put(ws, "学校", school)
    put(ws, "时间", cells.get("时间", "2023年5月14日"))
    put(ws, "地点", cells.get("地点", "人民广场"))
    put(ws, "参与师生人数", cells.get("人数", 120))
    put(ws, "活动主题", cells.get("主题", "技能让生活更美好"))
    put(ws, "活动主要形式", cells.get("形式", "技能展示\n现场咨询"))
    put(ws, "信息员", "吴某某")
    put(ws, "联系电话", cells.get("电话", "13800000001"))
    for n, (t, p, c, k) in enumerate(cells.get("特色", [("2023年5月8日—12日", "实训楼", "家长开放日", 300)]), 1):
        for head, v in (("时间", t), ("地点", p), ("活动内容", c), ("参与师生人数", k)):
            if v is not None:
                row(ws, head, n, v)
    return wb, ws


def schedule(department, rows):
    wb, ws = blank("month-schedule")
    put(ws, "上报部门（院部）", department)
    put(ws, "填报日期", datetime.date(2023, 4, 20))
    heads = ["活动项目", "具体内容", "活动时间", "活动地点", "负责部门", "负责人或联络人", "联系电话"]
    for n, values in enumerate(rows, 1):
        for h, v in zip(heads, values):
            if v is not None:
                row(ws, h, n, v, nth=0)
    return wb, ws


def liaison(sender, rows):
    wb, ws = blank("liaison")
    put(ws, "填报单位", sender)
    for n, values in enumerate(rows, 1):
        for h, v in zip(["单位", "姓名", "职务", "邮箱", "手机号码", "方案/专栏（网站）地址"], values):
            if v is not None:
                row(ws, h, n, v, nth=0)
    return wb, ws


def highlights(sender, rows):
    wb, ws = blank("highlights")
    put(ws, "填报单位", sender)
    put(ws, "填表人", "郑某某")
    put(ws, "联系电话", "0431-80000009", nth=-1)
    heads = ["学校", "活动名称", "时间", "地点", "形式与内容", "参与人数", "联系人", "联系电话"]
    for n, values in enumerate(rows, 1):
        for h, v in zip(heads, values):
            if v is not None:
                row(ws, h, n, v, nth=0)
    return wb, ws


def openday(school, rows):
    wb, ws = blank("openday-plan")
    put(ws, "学校", school)
    put(ws, "联系人", "王某某")
    put(ws, "电话", "0431-80000003")
    for n, values in enumerate(rows, 1):
        for h, v in zip(["日期", "开放展示内容", "具体地点", "时间段"], values):
            if v is not None:
                row(ws, h, n, v)
    return wb, ws


def office(src, to, out):
    """Converts src with LibreOffice and moves the result to out."""
    d = tempfile.mkdtemp(dir=TMP)
    subprocess.run(["soffice", "-env:UserInstallation=file://" + os.path.join(TMP, "profile"), "--headless", "--convert-to", to, "--outdir", d, src],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    name = os.listdir(d)[0]
    shutil.move(os.path.join(d, name), out)


def temporary(wb, ext=".xlsx"):
    p = os.path.join(tempfile.mkdtemp(dir=TMP), "a" + ext)
    wb.save(p)
    return p


for old in os.listdir(HERE):
    p = os.path.join(HERE, old)
    if os.path.isdir(p) and old != "blank":
        shutil.rmtree(p)

# 滨江职业学校: everything as it should be, saved by openpyxl.
S = "滨江职业学校/"
statistics()[0].save(path(S + "统计表.xlsx", "as it should be"))
outreach("滨江职业学校")[0].save(path(S + "规划表.xlsx", "as it should be"))
liaison("滨江职业学校", [("滨江职业学校", "周某某", "教务处主任", "zhou@example.com", "13800000001", "https://example.com/zjz")])[0].save(path(S + "联络员.xlsx", "as it should be"))
openday("滨江职业学校", [(datetime.date(2023, 5, 8), "汽车维修实训", "实训楼一层", "9:00—11:30")])[0].save(path(S + "交流日.xlsx", "as it should be"))

# 云山职业技术学校: saved by LibreOffice.
S = "云山职业技术学校/"
office(temporary(statistics(学校="云山职业技术学校", 学生数=800, 在校生数=1000)[0]), "xlsx", path(S + "统计表.xlsx", "saved by LibreOffice: the share is computed"))
wb, ws = highlights("云山职业技术学校", [("云山职业技术学校", "非遗进校园", "2023年5月9日", "礼堂", "剪纸、面塑现场教学", 260, "孙某某", "13800000002")])
foot = find(ws, "填表人").row
below = [m for m in list(ws.merged_cells.ranges) if m.min_row >= foot]
for m in below:
    ws.unmerge_cells(str(m))
ws.move_range("A%d:I%d" % (foot, foot + 6), rows=3)
for m in below:
    ws.merge_cells(start_row=m.min_row + 3, end_row=m.max_row + 3, start_column=m.min_col, end_column=m.max_col)
for n in range(2, 14):
    for h, v in (("学校", "云山职业技术学校"), ("活动名称", "工坊开放%d" % n), ("参与人数", 10 * n), ("序号", n)):
        row(ws, h, n, v, nth=0)
office(temporary(wb), "xlsx", path(S + "亮点活动.xlsx", "three rows more than printed, saved by LibreOffice"))

# 青石职业学校: by way of .xls.
S = "青石职业学校/"
xls = os.path.join(TMP, "q.xls")
office(temporary(statistics(学校="青石职业学校", 在校生数=None, 学生参与覆盖率=0.5)[0]), "xls", xls)
office(xls, "xlsx", path(S + "统计表.xlsx", "xls and back; the share typed in, nobody knows how many are enrolled"))
office(temporary(openday("青石职业学校", [(datetime.date(2023, 5, 9), "数控加工", "实训楼", "上午"), (datetime.date(2023, 5, 10), "烹饪", "食堂", "下午")])[0]), "xls", xls)
office(xls, "xlsx", path(S + "交流日.xlsx", "xls and back"))

# 东港职业学校: by way of .ods.
S = "东港职业学校/"
ods = os.path.join(TMP, "q.ods")
office(temporary(statistics(学校="东港职业学校", 学生数=999, 在校生数=1332)[0]), "ods", ods)
office(ods, "xlsx", path(S + "统计表.xlsx", "ods and back"))
office(temporary(outreach("东港职业学校")[0]), "ods", ods)
office(ods, "xlsx", path(S + "规划表.xlsx", "ods and back"))

# 西岭职业学校: numbers and contacts as people write them.
S = "西岭职业学校/"
statistics(学校="西岭职业学校", 企业数="１２", 教师数="约80人", 学生数="1,200", 在校生数="2400人", 参与总人数="约2000人", 观摩体验活动项目数="九")[0].save(path(S + "统计表.xlsx", "约, full-width digits, commas, units, Chinese numerals"))
statistics(学校="西岭职业学校", 企业数="无", 教师数="/", 学生数="300余人", 在校生数=None, 学生参与覆盖率="12%", 联系电话="138 0000 0003")[0].save(path(S + "统计表（未改）.xlsx", "无, a stroke in a required field, 余, 12% as text, blanks in the phone"))
statistics(学校="西岭职业学校", 学生数="300-400", 参与总人数="若干", 在校生数=None, 学生参与覆盖率="0.85")[0].save(path(S + "统计表（草稿）.xlsx", "a range, 若干, a share without its sign"))
liaison("西岭职业学校", [
    ("西岭职业学校", "钱某某、赵某某", "主任", "qian @example.com", "13800000004、138-0000-0005", None),
    ("西岭职业学校", "冯某某", "干事", "feng＠example.com", "张某某13800000006 李某某13800000007", "无")])[0].save(path(S + "联络员.xlsx", "two contacts in one cell, a blank in the address, names beside numbers"))

# 南湖职业学校: dates as people write them.
S = "南湖职业学校/"
outreach("南湖职业学校", 时间="5月14日上午", 特色=[
    ("5.8", "实训楼", "家长开放日", "300人"), ("5月8日-12日", "操场", "技能比赛", "约５００"),
    ("二〇二三年五月八日", "礼堂", "讲座", 120), ("2023/5/8", "图书馆", "读书会", 60)])[0].save(path(S + "规划表.xlsx", "5.8, 5月8日-12日, 二〇二三年五月八日, 2023/5/8, 上午"))
wb, ws = openday("南湖职业学校", [(None, "焊接", "实训楼", "全天"), (5.1, "茶艺", "实训楼", "全天"), ("5.10", "护理", "实训楼", "全天"), ("2月30日", "钳工", "实训楼", "全天")])
row(ws, "日期", 1, 5.8, fmt="General")
find(ws, "日期").parent.cell(find(ws, "日期").row + 2, find(ws, "日期").column).number_format = "General"
wb.save(path(S + "交流日.xlsx", "5.8 and 5.1 as numbers, 5.10 as text, a day that does not exist"))
wb, ws = openday("南湖职业学校", [(datetime.date(2023, 5, 8), "焊接", "实训楼", "全天")])
wb.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
wb.save(path(S + "交流日1904.xlsx", "days counted from 1904"))
schedule("南湖职业学校教务处", [
    ("印发《致初中毕业生及家长的一封信》", "发放5000份", "4月28日-5月28日", "各初中", "招生办", "许某某", "0431—80000010"),
    ("举办校园开放日及校园文化节活动", "开放日", "5月上旬", "校内", "团委", "何某某", "80000011"),
    ("利用各级媒体广泛宣传 职业教育", "公众号推文", "2023.5.6-5.20", "线上", "宣传部", "吕某某", "13800000008")])[0].save(path(S + "宣传月安排.xlsx", "runs of days, a vague one, a blank inside an option"))

# 北塔职业学校: retyped in Word.
S = "北塔职业学校/"
d = docx.Document()
d.add_paragraph("附件3")
d.add_paragraph("职业教育活动周学校情况统计表")
t = d.add_table(rows=0, cols=4)
t.style = "Table Grid"
for a, b, c, e in [("学校", "北塔职业学校", "参加活动的职业院校数", "1"), ("企业数", "8家", "教师数", "60人"), ("学生数", "900", "在校生数", "1800"),
                   ("学生参与覆盖率", "50%", "参与总人数", "1100"), ("观摩体验活动项目数（项）", "5", "", "")]:
    for cell, text in zip(t.add_row().cells, (a, b, c, e)):
        cell.text = text
for label, text in (("主要活动形式", "开放日\n技能比赛"), ("媒体报道情况（省级及以上媒体）", "无")):
    cells = t.add_row().cells
    cells[0].text = label
    cells[1].merge(cells[3]).text = text
d.add_paragraph("填表人：卫某某    联系电话：0431-80000012    填报日期：2023年5月22日")
d.save(path(S + "统计表.docx", "retyped in Word by python-docx; the foot is one line"))
d = docx.Document()
for title, heads, rows in (
    ("联络员信息表", ["序号", "单位", "姓名", "职务", "手机号码", "邮箱", "方案/专栏（网站）地址"], [["1", "北塔职业学校", "卫某某", "主任", "13800000012", "wei@example.com", "/"]]),
    ("技能节交流日规划表", ["日期", "时间段", "开放展示内容", "具体地点"], [["2023年5月8日", "9:00—11:00", "机器人", "实训楼"], ["5月9日", "14:00—16:00", "无人机", "操场"]])):
    d.add_paragraph(title)
    d.add_paragraph("填报单位：北塔职业学校" if "联络" in title else "学校：北塔职业学校")
    t = d.add_table(rows=1, cols=len(heads))
    for cell, text in zip(t.rows[0].cells, heads):
        cell.text = text
    for r in rows:
        for cell, text in zip(t.add_row().cells, r):
            cell.text = text
    if "交流日" in title:
        d.add_paragraph("联系人：卫某某　　电话：13800000012")
d.save(path(S + "两张表.docx", "two forms in one document, columns in another order"))
odt = os.path.join(TMP, "q.odt")
office(os.path.join(HERE, S + "统计表.docx"), "odt", odt)
office(odt, "docx", path(S + "统计表（另存）.docx", "the same by way of LibreOffice and odt"))

# 中渡职业学校: moved about.
S = "中渡职业学校/"
wb, ws = statistics(学校="中渡职业学校")
src = [(c.row, c.column, c.value) for r in ws.iter_rows() for c in r if c.value is not None]
merges = [(m.min_row, m.min_col, m.max_row, m.max_col) for m in ws.merged_cells.ranges]
wb2 = openpyxl.Workbook()
w2 = wb2.active
w2.title = "Sheet1"
w2["A1"] = "附件3"
w2["A2"] = "报送时间：5月22日前"
for r, c, v in src:
    if not str(v).startswith("="):
        w2.cell(r + 4, c + 2, v)
for a, b, c, e in merges:
    w2.merge_cells(start_row=a + 4, start_column=b + 2, end_row=c + 4, end_column=e + 2)
wb2.save(path(S + "统计表.xlsx", "copied into a new workbook: no marks, other sheet name, rows above, columns to the left"))
wb2 = openpyxl.Workbook()
w2 = wb2.active
w2.title = "职业教育"
w2.append(["2023年中渡职业学校特色亮点活动一览表"])
w2.append(["填报单位（盖章）：中渡职业学校　填表人：施某某　联系电话：0431-80000013　填报日期：2023-05-22"])
w2.append(["序号", "活动名称", "学校", "参与人数", "时间", "地点", "联系人", "联系电话", "形式与内容"])
w2.append([1, "茶艺展示", "中渡职业学校", 120, datetime.date(2023, 5, 9), "实训楼", "施某某", "13800000013", "现场展示"])
w2.append([2, "汽修开放日", "中渡职业学校", 80, "5月10日", "车间", "施某某", "13800000013", "参观"])
w2.append(["合计", None, None, 210])
w2.append(["注：请加盖公章"])
w3 = wb2.create_sheet("联络员")
w3.append(["联络员信息表"])
w3.append(["填报单位", "中渡职业学校"])
w3.append(["姓名", "单位", "手机号码", "职务", "邮箱", "方案/专栏（网站）地址"])
w3.append(["施某某", "中渡职业学校", 13800000013, "干事", "shi@example.com", None])
w3.append([])
w3.append(["技能节交流日规划表"])
w3.append(["学校", "中渡职业学校"])
w3.append(["开放展示内容", "日期", "时间段", "具体地点"])
w3.append(["烘焙", datetime.date(2023, 5, 11), "下午", "实训楼"])
w3.append(["联系人", "施某某", "电话", "13800000013"])
wb2.create_sheet("说明").append(["本表由教务处填写"])
wb2.save(path(S + "汇总.xlsx", "several forms in one file and on one sheet, columns in another order, a wrong row 合计, the head in one cell"))

# 长堤职业学校: faults.
S = "长堤职业学校/"
statistics(学校="长堤职业学校", 教师数=100, 学生数=1500, 在校生数=1000, 参与总人数=1200, 企业数=None, 观摩体验活动项目数=-3, 联系电话="12")[0].save(path(S + "统计表.xlsx", "total below its parts, more than are enrolled, a required field empty, below the limit, no phone"))
statistics(学校="长堤职业学校", 学生数=500, 在校生数=1000, 学生参与覆盖率=0.8)[0].save(path(S + "统计表（二）.xlsx", "the computed share typed over"))
statistics(学校="长堤职业学校", 主要活动形式="展示" * 300, 学生数=150.5)[0].save(path(S + "统计表（三）.xlsx", "too long a text, half a student"))
schedule("长堤职业学校", [("其他活动", "x", "2023年5月12日-8日", None, None, None, "1380000")])[0].save(path(S + "宣传月安排.xlsx", "not an option, ends before it begins, a phone too short"))
wb, ws = statistics(学校="长堤职业学校")
put(ws, "教师数", "=1/0")
put(ws, "企业数", "=SUM(A20:A30)")
wb.save(path(S + "统计表（公式）.xlsx", "formulas without results"))
office(os.path.join(HERE, S + "统计表（公式）.xlsx"), "xlsx", path(S + "统计表（公式另存）.xlsx", "the same computed: an error and a 0"))

# 小桥职业学校: not this form.
S = "小桥职业学校/"
wb, ws = statistics(学校="小桥职业学校")
for n in ("zhijiao_version",):
    dn = wb.defined_names
    for x in list(dn.definedName):
        if x.name == n:
            x.attr_text = '"0"'
wb["字典"]["B2"] = "0"
wb.save(path(S + "旧版统计表.xlsx", "an older version of the form"))
wb, ws = openpyxl.Workbook(), None
wb.active.append(["食堂采购清单"])
wb.active.append(["品名", "数量", "单价"])
wb.active.append(["白菜", 20, 1.5])
wb.save(path(S + "清单.xlsx", "none of the forms"))
wb, ws = statistics(学校="小桥职业学校")
wb.create_sheet("另附").append(["下周再补"])
ws["K3"] = "另有校友30人"
wb.save(path(S + "统计表.xlsx", "a remark beside the form, a sheet that is no form"))

# 大坪职业学校: files that cannot be read.
S = "大坪职业学校/"
office(temporary(statistics()[0]), "xls", path(S + "统计表.xls", "a real .xls"))
shutil.copy(os.path.join(HERE, S + "统计表.xls"), path(S + "改名的统计表.xlsx", "a .xls renamed to .xlsx"))
office(os.path.join(HERE, "北塔职业学校/统计表.docx"), "doc", path(S + "统计表.doc", "a real .doc"))
office(temporary(statistics()[0]), "ods", path(S + "统计表.ods", "an .ods"))
office(temporary(statistics()[0]), "html", path(S + "网页.xls", "a web page named .xls"))
good = open(os.path.join(HERE, "滨江职业学校/统计表.xlsx"), "rb").read()
open(path(S + "截断.xlsx", "cut off"), "wb").write(good[: len(good) // 2])
open(path(S + "空.xlsx", "empty"), "wb").close()


def rezip(src, out, change=None, add=None):
    with zipfile.ZipFile(src) as a, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as b:
        for i in a.infolist():
            data = a.read(i)
            if change:
                data = change(i.filename, data)
            b.writestr(zipfile.ZipInfo(i.filename), data, zipfile.ZIP_DEFLATED)
        for name, data in (add or {}).items():
            b.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)


clean = os.path.join(HERE, "滨江职业学校/统计表.xlsx")
rezip(clean, path(S + "带宏.xlsm", "macros"), add={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
rezip(clean, path(S + "炸弹.xlsx", "unpacks to 90 MB"), lambda n, d: b" " * (90 << 20) + d if n == "xl/styles.xml" else d)
wide = b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(20, 400))
rezip(clean, path(S + "太宽.xlsx", "cells in column XFD"), lambda n, d: d.replace(b"</sheetData>", wide + b"</sheetData>") if n == "xl/worksheets/sheet1.xml" else d)
rezip(clean, path(S + "残缺.xlsx", "the sheet's XML ends in the middle"), lambda n, d: d[: len(d) // 3] if n == "xl/worksheets/sheet1.xml" else d)
far = b'<row r="1048576" ht="12.8"><c r="A1048576" s="1"/></row>'
rezip(clean, path(S + "远行.xlsx", "a formatted, empty last row of all: can be read"), lambda n, d: d.replace(b"</sheetData>", far + b"</sheetData>") if n == "xl/worksheets/sheet1.xml" else d)


def compound(streams):
    """The beginning of an OLE2 file, enough to be known by."""
    head = bytearray(512)
    head[0:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHH", head, 24, 0x3E, 3, 0xFFFE, 9)
    struct.pack_into("<I", head, 48, 0)
    directory = bytearray(1024)
    for i, s in enumerate(streams):
        raw = s.encode("utf-16-le")
        directory[128 * i: 128 * i + len(raw)] = raw
    return bytes(head + directory)


open(path(S + "加密.xlsx", "behind a password"), "wb").write(compound(["Root Entry", "EncryptionInfo", "EncryptedPackage"]))
open(path(S + "照片.xlsx", "a photo of the form"), "wb").write(b"\xff\xd8\xff\xe0" + b"\0" * 100)

# 石门职业学校: sent twice, and corrected.
S = "石门职业学校/"
statistics(学校="石门职业学校", 学生数=1000, 参与总人数=900)[0].save(path(S + "统计表.xlsx", "does not add up"))
statistics(学校="石门职业学校", 学生数=1000, 参与总人数=1300)[0].save(path(S + "统计表（更正）.xlsx", "the correction"))
office(os.path.join(HERE, S + "统计表（更正）.xlsx"), "xlsx", path(S + "统计表（更正） - 副本.xlsx", "the correction once more, saved by LibreOffice"))

# 双溪职业学校: a file of each department in one zip.
S = "双溪职业学校/"
buf = io.BytesIO()
with zipfile.ZipFile(buf, "w", zipfile.ZIP_DEFLATED) as z:
    for name in ("教务处", "学生处", "团委"):
        one = io.BytesIO()
        schedule("双溪职业学校" + name, [("开设职教宣传月专栏", name + "专栏", "2023年5月6日—20日", "校园网", name, "曹某某", "13800000014")])[0].save(one)
        info = zipfile.ZipInfo(name + "/宣传月活动安排.xlsx")
        z.writestr(info, one.getvalue())
open(path(S + "各部门.zip", "a file of each department"), "wb").write(buf.getvalue())

with open(os.path.join(HERE, "notes.txt"), "w", encoding="utf-8") as f:
    f.write("What each file stands for. make.py writes this list along with the files.\n\n")
    for name, note in notes:
        f.write("%s: %s\n" % (name, note))
with open(os.path.join(HERE, "收文登记.csv"), "w", encoding="utf-8") as f:
    f.write("文件,时间\n石门职业学校/统计表.xlsx,2023-05-22 09:00\n石门职业学校/统计表（更正）.xlsx,2023-05-22 16:30\n石门职业学校/统计表（更正） - 副本.xlsx,2023-05-23 08:00\n")
schools = ["滨江职业学校", "云山职业技术学校", "青石职业学校", "东港职业学校", "西岭职业学校", "南湖职业学校", "北塔职业学校", "中渡职业学校", "长堤职业学校", "小桥职业学校", "大坪职业学校", "石门职业学校", "双溪职业学校", "白沙职业学校"]
with open(os.path.join(HERE, "roster.csv"), "w", encoding="utf-8") as f:
    f.write("学校,别名,区县,类别,在校生数\n")
    for i, s in enumerate(schools):
        f.write("%s,%s,%s,中职,%s\n" % (s, s.replace("职业学校", "职校").replace("职业技术学校", "职校"), ["东区", "西区"][i % 2], "" if i == 2 else 2400 + 100 * i))
shutil.rmtree(TMP)
