"""Habits of whole forms: labels, lines, shapes, formats, and honest returns."""
import datetime, io
from corpus import *
from cells import each, new
from openpyxl.styles import Font


def labels(c):
    k = "labels"
    for n, words in enumerate([
        {"students": "参与学生数(人)", "teachers": "教师数(人)[专任]", "total": "★参与总人数", "school": "学校名称"},
        {"students": "4.学生数（人）", "teachers": "3、教师数（人）", "enterprises": "（2）企业数（家）", "school": "单位名称"},
        {"students": "*学生数（人）", "total": "参与总人数（人）※", "school": "学校（全称）", "author": "填表人姓名", "phone": "联系电话（手机）"},
        {"students": "学 生 数", "teachers": "教 师 数（人）", "school": "学    校", "total": "参与总\n人数（人）", "date": "填 报 日 期"},
        {"students": "学生数（人）*", "teachers": "①教师数", "total": "参与总人数：", "school": "学校名称（盖章）", "author": "填 表 人"},
        {"students": "参加活动的学生数（人）", "teachers": "参加活动教师数", "enterprises": "参与企业数（家）", "visits": "观摩体验活动项目数量（项）"},
        {"students": "学生人数", "teachers": "教师人数（人）", "total": "参与总人数合计（人）", "enterprises": "企业数量", "school": "填报学校"},
        {"school": "院校名称", "phone": "联系方式", "author": "制表人", "date": "填表日期", "formats": "主要活动形式（可附页）"},
        {"students": "学生数\n(人)", "enrolled": "在校生数(人)【选填】", "coverage": "学生参与覆盖率（%）", "media": "媒体报道情况"},
    ], 1):
        f = new()
        if n == 9:
            f.set("enrolled", None, truth=NOTHING).set("coverage", 45, truth="45")
        note = "labels in other words: " + "、".join(squeeze(w) for w in words.values())
        c.add(k, "说法%d（重打）.xlsx" % n, retype(f, labels=words), note)
        c.add(k, "说法%d（重打文档）.docx" % n, retype_docx(f, labels=words), note)
        if n in (1, 2, 4):
            b = blank(f)
            for key, w in words.items():
                b.lab(key).value = w
            c.add(k, "说法%d（下发表）.xlsx" % n, b, note)
    for n, (form, words) in enumerate([
        ("highlights", {"sender": "填报单位（盖章）", ("activities", 0, "name"): "活动名称（全称）", ("activities", 0, "people"): "参与人数(人)", ("activities", 0, "time"): "活动时间", ("activities", 0, "place"): "活动地点"}),
        ("liaison", {"sender": "单位名称", ("liaisons", 0, "mobile"): "手机", ("liaisons", 0, "email"): "电子邮箱", ("liaisons", 0, "unit"): "单位名称"}),
        ("openday-plan", {"school": "学校名称", ("days", 0, "date"): "1.日期", ("days", 0, "content"): "2.开放展示内容", ("days", 0, "place"): "3.具体地点", ("days", 0, "hours"): "4.时间段"}),
        ("cooperation", {"unit": "★申报单位", ("projects", 0, "funds"): "经费(万元)", ("projects", 0, "students"): "受益学生数（人）", ("projects", 0, "days"): "实施时间（起止）"}),
        ("volunteers", {"school": "学校名称", "students": "参与学生数(人)", ("events", 0, "people"): "参加人数（人）", ("events", 0, "name"): "活动名称"}),
        ("bases", {"school": "单位名称", "area": "建筑面积（㎡）", "worth": "设备总值(万元)", "posts": "★工位数（个）", "opinion": "学校意见（盖章）"}),
        ("outreach-plan", {"school": "学校名称", ("outreach", 1, "people"): "参与师生人数(人)", ("features", 0, "people"): "参与师生数", "reporter": "信息员姓名"}),
        ("training", {"school": "学校全称", ("courses", 0, "fulltime"): "专任教师（人）", ("courses", 0, "parttime"): "兼职教师（人）"}),
        ("month-schedule", {"department": "上报部门", ("activities", 0, "contact"): "负责人", ("activities", 0, "time"): "时间"}),
    ], 1):
        note = "labels in other words: " + "、".join(words.values())
        f = new(form)
        c.add(k, "%s（重打）.%s" % (form, ["xlsx", "xls", "ods"][n % 3]), retype(f, labels=words), note)
        c.add(k, "%s（重打文档）.docx" % form, retype_docx(f, labels=words), note)


def lines(c):
    k = "lines"
    for n, (form, foot) in enumerate([("week-statistics", "glued"), ("highlights", "glued"), ("outreach-plan", "glued"), ("openday-plan", "line"), ("volunteers", "glued"), ("cooperation", "glued")], 1):
        f = new(form)
        c.add(k, "表尾一行%d.xlsx" % n, retype(f, foot=foot), "the foot is one line, with or without blanks")
        c.add(k, "表尾一行%d.docx" % n, retype_docx(f, foot=foot), "the foot is one line, with or without blanks")
    for n, sep in enumerate(["", " ", "；", "\n", "　　", "/"], 1):
        f = new("cooperation")
        text = sep.join("%s：%s" % (x.label, f.get(x.key).typed) for x in f.form.head)
        b = retype(f)
        for x in f.form.head:
            for cell in (b.lab(x.key), b.cell(x.key)):
                cell.value = None
        b.ws["A2"] = text
        b.ws.merge_cells("A2:G2")
        for x in f.form.head:
            b.at["", 0, x.key] = b.ws["A2"]
        c.add(k, "表头一行%d.%s" % (n, ["xlsx", "xlsx", "xls"][n % 3]), b, "the head is one line: 申报单位：…联系人：…联系电话：…")
        d = retype_docx(f)
        t, _ = d.tables[""]
        p = t._tbl.getprevious()
        t._tbl.getparent().remove(t._tbl)
        line = d.doc.add_paragraph(text)
        p.addnext(line._p)
        c.add(k, "表头一行%d.docx" % n, d, "the head is one line of text")
    # Only lines, no table at all.
    for n, form in enumerate(["week-statistics", "bases"], 1):
        f = new(form)
        if form == "bases":
            f.set("working", "95%", truth="95")
        d = docx.Document()
        d.add_paragraph(f.form.title)
        for x in f.form.head + f.form.foot:
            v = f.get(x.key).typed
            if v is not None:
                d.add_paragraph("%s：%s" % (x.full(), shown(v)))
        c.add(k, "只有文字%d.docx" % n, Doc(d, f), "the form as lines of text, no table")


def shapes(c):
    k = "shapes"
    # Heads.
    for n, (ext, heads) in enumerate([("xlsx", 1), ("xls", 1), ("ods", 1)], 1):
        f = new("training")
        c.add(k, "表头压平%d.%s" % (n, ext), retype(f, heads=heads, labels={("courses", 0, "fulltime"): "参训教师-专任（人）", ("courses", 0, "parttime"): "参训教师-兼职（人）"}), "a head of two rows typed as one")
        f = new("training")
        b = retype(f)
        for m in list(b.ws.merged_cells.ranges):
            b.ws.unmerge_cells(str(m))
        c.add(k, "表头拆开%d.%s" % (n, ext), b, "a head of two rows, none of its cells merged")
    c.add(k, "表头压平.docx", retype_docx(new("training")), "a head of two rows typed as one")
    f = new("training")
    b = blank(f)
    for m in list(b.ws.merged_cells.ranges):
        b.ws.unmerge_cells(str(m))
    c.add(k, "下发表拆开.xlsx", b, "our blank, none of its cells merged")
    for form in ("week-statistics", "outreach-plan", "bases"):
        f = new(form)
        b = blank(f)
        for m in list(b.ws.merged_cells.ranges):
            b.ws.unmerge_cells(str(m))
        c.add(k, "下发表拆开（%s）.xlsx" % form, b, "our blank, none of its cells merged")
    # A value inside the cell of its label.
    for n, form in enumerate(["{0}（{1}）{2}", "{0}（{1}）：{2}", "{0}：{2}{1}", "{0} {2}{1}", "{0}（{2}{1}）", "{0}\n{2}"], 1):
        for make, ext in ((retype, "xlsx"), (retype_docx, "docx")):
            f = new()
            b = make(f)
            for key in ("teachers", "students"):
                x = f.field(("", 0, key))
                text = form.format(x.label, x.unit, f.get(key).typed)
                if ext == "xlsx":
                    b.lab(key).value, b.cell(key).value = text, None
                    b.at["", 0, key] = b.lab(key)
                else:
                    b.lab(key).text, b.cell(key).text = text, ""
                if n >= 4:  # another eye may wonder
                    f.mean(key, either(f.get(key).typed))
            c.add(k, "填在栏名里%d.%s" % (n, ext), b, "the value stands in the cell of its label: " + form)
    # Rows below the foot.
    for n, (form, make, ext) in enumerate([("highlights", blank, "xlsx"), ("volunteers", retype, "xlsx"), ("highlights", retype, "xls"), ("liaison", retype, "xlsx"), ("outreach-plan", blank, "xlsx")], 1):
        f = new(form)
        b = make(f)
        t = f.form.table()
        i = f.rows(t.key)[-1]
        below = b.ws.max_row + 1 if make is retype else max(cell.row for cell in b.at.values()) + 1
        for x in t.fields:
            v = f.get(t.key, i, x.key)
            if v.typed is None:
                continue
            src = b.at[t.key, i, x.key]
            cell = b.ws.cell(below, src.column, v.typed)
            cell.number_format, src.value = src.number_format, None
            b.at[t.key, i, x.key] = cell
            f.mean(t.key, i, x.key, either(*v.truth.values))
        if make is retype and t.number:
            b.ws.cell(b.label[t.key, 0, t.fields[0].key].row + i, 1).value = None
        c.add(k, "填在表尾下面%d.%s" % (n, ext), b, "a row typed below the foot")
    # The heads once more in the middle of the table, as on a second page.
    for n, (form, make, ext) in enumerate([("highlights", retype, "xlsx"), ("month-schedule", retype, "xls"), ("liaison", retype, "ods"), ("volunteers", retype_docx, "docx"), ("highlights", retype_docx, "docx"), ("openday-plan", retype, "xlsx")], 1):
        f = new(form)
        t = f.form.table()
        fill = Fill(form, f.n)
        fill.values = dict(f.values)
        for x in t.fields:
            for i in reversed(f.rows(t.key)[1:]):
                if (t.key, i, x.key) in fill.values:
                    fill.values[t.key, i + 1, x.key] = fill.values.pop((t.key, i, x.key))
            fill.values[t.key, 2, x.key] = V(x.full(), NOTHING)
        b = make(fill)
        if t.number:
            if ext != "docx":
                b.ws.cell(b.at[t.key, 2, t.fields[0].key].row, 1).value = t.number
                for i in fill.rows(t.key)[2:]:
                    b.ws.cell(b.at[t.key, i, t.fields[0].key].row, 1).value = i - 1
            else:
                rows = b.tables[t.key][0].rows
                rows[2].cells[0].text = t.number
                for i in fill.rows(t.key)[2:]:
                    rows[i].cells[0].text = str(i - 1)
        c.add(k, "表头重印%d.%s" % (n, ext), b, "the heads are printed again in the middle of the table")
    # Several schools as rows of one table.
    for n, ext in enumerate(["xlsx", "docx", "xls"], 1):
        fills = [new() for _ in range(3)]
        cols = [x for x in fills[0].form.head if x.key not in ("formats", "media", "coverage")]
        for f in fills:
            for key in ("formats", "media"):
                f.set(key, None, truth=NOTHING)
            for key in ("author", "phone", "date"):
                f.values["", 0, key] = fills[0].values["", 0, key]
                f.mean(key, either(*f.get(key).truth.values))
        rows = [[x.full() for x in cols]] + [[f.get(x.key).typed for x in cols] for f in fills]
        if ext == "docx":
            d = docx.Document()
            d.add_paragraph(fills[0].form.title)
            t = d.add_table(rows=0, cols=len(cols))
            for row in rows:
                for cell, v in zip(t.add_row().cells, row):
                    cell.text = str(v)
            d.add_paragraph("填表人：%s　联系电话：%s　填报日期：2023年5月22日" % (fills[0].get("author").typed, fills[0].get("phone").typed))
            what = Doc(d, fills[0])
        else:
            wb = openpyxl.Workbook()
            ws = wb.active
            ws["A1"] = fills[0].form.title
            for row in rows:
                ws.append(row)
            ws.append(["填表人", fills[0].get("author").typed, "联系电话", fills[0].get("phone").typed, "填报日期", "2023年5月22日"])
            what = Book(wb, ws, fills[0])
        c.add(k, "一校一行%d.%s" % (n, ext), what, "several schools, a row each", fills=fills)
    # The same with sums, as a district makes it of its schools.
    for n, (ext, words) in enumerate([("xlsx", ("小计", "合计")), ("xls", ("东区小计", "全市总计")), ("ods", ("", "共4所"))], 1):
        fills = [new() for _ in range(4)]
        cols = [x for x in fills[0].form.head if x.key not in ("formats", "media", "coverage")]
        for f in fills:
            for key in ("formats", "media", "author", "phone", "date"):
                f.set(key, None, truth=NOTHING)
        add = lambda word, of: [word] + [sum(f.get(x.key).typed for f in of) for x in cols[1:]]
        wb = openpyxl.Workbook()
        ws = wb.active
        ws["A1"] = fills[0].form.title
        ws.append([x.full() for x in cols])
        for i, f in enumerate(fills):
            if i in (2, 4) and words[0]:
                ws.append(add(words[0], fills[i - 2:i]))
            ws.append([f.get(x.key).typed for x in cols])
        ws.append(add(words[1], fills))
        c.add(k, "一校一行有合计%d.%s" % (n, ext), Book(wb, ws, fills[0]), "several schools, a row each, and rows that add them up", fills=fills)
    # Two copies side by side, of two schools and of one.
    for n, (form, ext) in enumerate([("week-statistics", "xlsx"), ("bases", "xlsx"), ("week-statistics", "xls"), ("volunteers", "ods")], 1):
        one, two = new(form), new(form)
        b = retype(one)
        two.book = retype(two, ws=b.ws, col=b.ws.max_column + 2)
        c.add(k, "左右两份%d.%s" % (n, ext), b, "the forms of two schools side by side", fills=[one, two])
    one = new()
    b = retype(one)
    retype(one, ws=b.ws, col=b.ws.max_column + 2)
    b = Book(b.wb, b.ws, one)
    c.add(k, "左右两份相同.xlsx", b, "the same form twice side by side", fills=[one])
    # One below the other, and one school to a sheet.
    for n, (form, ext) in enumerate([("week-statistics", "xlsx"), ("highlights", "xls"), ("volunteers", "xlsx")], 1):
        one, two = new(form), new(form)
        b = retype(one)
        two.book = retype(two, ws=b.ws, row=b.end + 3)
        c.add(k, "上下两份%d.%s" % (n, ext), b, "the forms of two schools one below the other", fills=[one, two])
        one, two = new(form), new(form)
        b = retype(one)
        two.book = retype(two, ws=b.wb.create_sheet(two.school))
        c.add(k, "一校一页%d.%s" % (n, ext), b, "a sheet for each school", fills=[one, two])
    # Moved about.
    for n, (form, ext) in enumerate([("week-statistics", "xlsx"), ("highlights", "ods"), ("openday-plan", "xls")], 1):
        f = new(form)
        b = retype(f, row=4, col=3)
        b.ws["A1"] = "附件3"
        b.ws["A2"] = "报送时间：5月22日前"
        c.add(k, "挪了位置%d.%s" % (n, ext), b, "rows above the form and columns to its left")
    f = new()
    c.add(k, "一栏一行.xlsx", retype(f, per=1), "a field to a row")
    f = new()
    c.add(k, "三栏一行.xlsx", retype(f, per=3, foot="line"), "three fields to a row")


def formats(c):
    k = "formats"
    for n, form in enumerate(FORMS, 1):
        for ext, make in (("xls", blank), ("ods", retype), ("et", retype)):
            if ext == "et" and n % 3 or ext == "xls" and n % 2:
                continue
            c.add(k, "%s.%s" % (FORMS[form].title, ext), make(new(form)), "an honest return as ." + ext)
    f = new()
    c.add(k, "改名的旧版.xlsx", RenamedXLS(retype(f)), "an .xls whose name says .xlsx", fills=[f])
    for name, data in (("照片.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 200), ("扫描件.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100), ("扫描件.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"),
                       ("照片改名.xlsx", b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 200), ("表.rar", b"Rar!\x1a\x07\0" + b"\0" * 50)):
        c.raw(k, name, data, "a file that holds no form that can be read", "unreadable = format")
    c.raw(k, "空文件.xlsx", b"", "no bytes", "unreadable = empty")
    f = new()
    d = retype_docx(f)
    for name in ("统计表.doc", "统计表.wps"):
        p = c.path(k, name)
        c.office.setdefault("doc", []).append((d.file(), p))
        c.entry(k, name, "an old document of a word processor", ["unreadable = format"])


class RenamedXLS:
    """A workbook that is written as .xls whatever its name says."""
    def __init__(self, book):
        self.book, self.fill = book, None

    def file(self):
        d = tempfile.mkdtemp(dir=TMP)
        subprocess.run(["soffice", "-env:UserInstallation=file://" + os.path.join(TMP, "profile"), "--headless", "--convert-to", "xls", "--outdir", d, self.book.file()],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return os.path.join(d, "a.xls")


def honest(c):
    k = "honest"
    for form in FORMS:
        title = FORMS[form].title
        c.add(k, title + ".xlsx", blank(new(form)), "as it should be")
        c.add(k, title + ".docx", blank_docx(new(form)), "as it should be, on paper")
        c.add(k, title + "（重打）.xlsx", retype(new(form)), "typed anew")
        if form != "training":  # whose head has two rows
            c.add(k, title + "（重打）.docx", retype_docx(new(form)), "typed anew in Word")
    f = new()
    c.add(k, "统计表（另存）.xlsx", blank(f), "saved by LibreOffice", via="office")
    for form in ("week-statistics", "highlights"):
        f = Fill(form, 1)
        c.add(k, "没填的%s.xlsx" % FORMS[form].title, blank(f), "a blank form that nobody filled in")


KINDS = [labels, lines, shapes, formats, honest]
