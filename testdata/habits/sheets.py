"""Habits of workbooks: copies, formulas, comments, rows and columns that are
hidden, filtered, added, left out, swapped or merged."""
import datetime
from corpus import *
from openpyxl.comments import Comment
from openpyxl.styles import Font
from figures import lone, new


class Patched:
    """A Book or Doc with parts of its package changed: name to a function."""
    def __init__(self, what, parts):
        self.what, self.fill, self.parts, self.place = what, what.fill, parts, what.place

    def file(self):
        p = self.what.file()
        with zipfile.ZipFile(p) as a:
            items = [(i, a.read(i)) for i in a.infolist()]
        with zipfile.ZipFile(p, "w") as z:
            for i, data in items:
                for name, change in self.parts.items():
                    if re.fullmatch(name, i.filename):
                        data = change(data.decode()).encode()
                z.writestr(i, data, zipfile.ZIP_DEFLATED, 9)
        return p


def copies(c):
    k = "copies"
    for n, (form, ext) in enumerate([("week-statistics", "xlsx"), ("highlights", "xls"), ("liaison", "xlsx")], 1):
        f = new(form)
        b = retype(f)
        b.ws.title = "Sheet1"
        ws = b.wb.copy_worksheet(b.ws)
        ws.title = "Sheet1 (2)" if n < 3 else "副本"
        c.add(k, "副本%d.%s" % (n, ext), b, "the same sheet twice")
    for form in ("week-statistics", "bases"):
        f = new(form)
        b = blank(f) if form == "week-statistics" else retype(f)
        b.ws.protection.sheet = True
        b.wb.create_sheet("Sheet2")
        b.wb.create_sheet("Sheet3")
        c.add(k, "保护的表（%s）.xlsx" % form, b, "a protected sheet, and empty ones")
    for n, (form, where, ext) in enumerate([("week-statistics", 1, "xlsx"), ("volunteers", 0, "xlsx"), ("highlights", 1, "ods")], 1):
        f = new(form)
        b = retype(f)
        old = Fill(form, f.n)
        retype(old, ws=b.wb.create_sheet("空表", where), rows=3)
        c.add(k, "另有空表%d.%s" % (n, ext), b, "an empty form on another sheet")
    for n, form in enumerate(["week-statistics", "highlights"], 1):
        f = new(form)
        b = retype(f)
        ws = b.wb.create_sheet("填表说明", 0)
        for i, line in enumerate(["填表说明", "1.学校：填写全称", "2.学生数：填写参加活动的本校学生，如1200", "3.参与总人数：不少于教师数与学生数之和", "4.联系电话：填写手机"], 1):
            ws.cell(i, 1, line)
        c.add(k, "填表说明%d.xlsx" % n, b, "a sheet that explains the form")
    f = new()
    b = retype(f)
    ws = b.wb.create_sheet("数据源")
    for i, x in enumerate(f.form.head, 1):
        ws.cell(i, 1, x.label)
    c.add(k, "数据源.xlsx", b, "a sheet with the names of the fields alone")
    for n, words in enumerate([(None, None), ("附件2：", None), ("示例市滨江职业学校2023年职业教育活动周情况统计", None), (None, "统计表")], 1):
        f = new()
        b = retype(f, title=words[0] or " ")
        b.ws.title = words[1] or b.ws.title
        c.add(k, "标题%d.%s" % (n, "xls" if n == 3 else "xlsx"), b, "the title was changed or left out")
    for n, form in enumerate(["highlights", "openday-plan"], 1):
        f = new(form)
        b = retype(f, title=" ")
        c.add(k, "没有标题%d.xlsx" % n, b, "the title was left out")
    f = new()
    b = retype(f)
    c.add(k, "旁边的草稿.xlsx", b, "sums beside the form")
    b.ws["H3"], b.ws["H4"], b.ws["I3"], b.ws["I4"] = "男生", "女生", 500, 400
    # Two forms in one workbook, on one sheet and on two.
    one, two = new("highlights"), new("liaison")
    b = retype(one)
    two.book = retype(two, ws=b.ws, row=b.end + 3)
    c.add(k, "两种表一页.xlsx", b, "two forms on one sheet", fills=[one, two])
    one, two = new("volunteers"), new("week-statistics")
    b = retype(one)
    two.book = retype(two, ws=b.wb.create_sheet("统计"))
    c.add(k, "两种表两页.ods", b, "two forms on two sheets", fills=[one, two])


def formulas(c):
    k = "formulas"
    for n, via in enumerate([None, "office", "xls", "ods"], 1):
        f = lone().set("students", "=600+300", truth="900" if via else either("900")).set("teachers", "=30*2", truth="60" if via else either("60")).set("total", '=1000+100', truth="1100" if via else either("1100")).set("visits", '="5"&"项"', truth="5" if via else either("5")).set("enterprises", "=ROUND(8.4,0)", truth="8" if via else either("8"))
        b = retype(f)
        for key in ("students", "teachers", "total", "visits", "enterprises"):
            b.cell(key).data_type = "f"
        c.add(k, "公式%d.%s" % (n, via if via in ("xls", "ods") else "xlsx"), b, "formulas with their results" if via else "formulas whose results were never saved", via=via)
    for n, via in enumerate(["office", "xls", "ods"], 1):
        f = lone().set("students", "=1/0", truth=ASKED).set("teachers", "=NA()", truth=ASKED).set("total", "=SUM(Sheet9!A1)", truth=ASKED).set("visits", "=VLOOKUP(9,A1:B2,2,FALSE)", truth=ASKED).set("enterprises", '=IF(1>2,8,"")', truth=ASKED)
        b = retype(f)
        for key in ("students", "teachers", "total", "visits", "enterprises"):
            b.cell(key).data_type = "f"
        c.add(k, "出错%d.%s" % (n, via if n > 1 else "xlsx"), b, "formulas that fail", via=via)
    f = lone().set("students", "#REF!", truth=ASKED).set("teachers", "#N/A", truth=ASKED).set("total", "#VALUE!", truth=ASKED).set("visits", "########", truth=ASKED)
    b = retype(f)
    for key in ("students", "teachers", "total"):
        b.cell(key).data_type = "e"
    c.add(k, "出错的值.xlsx", b, "errors as values")
    for n, via in enumerate(["office", "ods"], 1):
        f = new("bases").set("date", "=DATE(2023,5,20)", truth="2023-05-20", fmt="yyyy-mm-dd").set("working", "=19/20", truth="95", fmt="0%").set("area", "=40*80", truth="3200").set("worth", "=8605000/10000", truth="860.5")
        b = retype(f)
        for key in ("date", "working", "area", "worth"):
            b.cell(key).data_type = "f"
        c.add(k, "公式的日期%d.%s" % (n, ["xlsx", "ods"][n - 1]), b, "days and shares as formulas", via=via)
    f = new("highlights")
    b = retype(f)
    for i in f.rows("activities"):
        cell = b.at["activities", i, "people"]
        cell.value = "=%d*1" % cell.value
    for i in (2, 3):
        b.at["activities", i, "school"].value = "=" + b.at["activities", 1, "school"].coordinate
    c.add(k, "引用上格.xlsx", b, "a cell that repeats the one above by a formula", via="office")
    for n, form in enumerate(["week-statistics", "volunteers"], 1):
        f = new(form)
        b = retype(f)
        for ref, v in list(f.values.items()):
            if isinstance(v.typed, int):
                b.at[ref].value, b.at[ref].data_type, b.at[ref].number_format = str(v.typed), "s", "@"
                b.at[ref].quotePrefix = True
        c.add(k, "文本格式的数%d.%s" % (n, ["xlsx", "xls"][n - 1]), b, "numbers kept as text")
    # What other programs write.
    f = new()
    strict = lambda s: s.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main").replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
    c.add(k, "严格格式.xlsx", Patched(retype(f), {r"xl/.*|_rels/.*": strict}), "the strict kind of the format")
    f = new("highlights")
    b = retype(f)
    phonetic = lambda s: re.sub(r"(<c [^>]*t=\")inlineStr(\"[^>]*>)<is><t>([^<]*)</t></is>", r'\1inlineStr\2<is><t>\3</t><rPh sb="0" eb="1"><t>12</t></rPh></is>', s)
    c.add(k, "注音.xlsx", Patched(b, {r"xl/worksheets/.*": phonetic, "xl/sharedStrings.xml": lambda s: s.replace("</t></si>", '</t><rPh sb="0" eb="1"><t>12</t></rPh></si>')}), "how a text is read aloud is no part of it")
    f = new()
    c.add(k, "带前缀.xlsx", Patched(retype(f), {r"xl/worksheets/sheet1.xml": lambda s: re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", s).replace('xmlns="', 'xmlns:x="')}), "a prefix before every name")


def comments(c):
    k = "comments"
    for n, ext in enumerate(["xlsx", "ods"], 1):
        f = lone().set("students", None, truth=ASKED).set("teachers", 60, truth="60")
        f.values["", 0, "students"] = V(None, ASKED)
        b = retype(f)
        b.cell("students").comment = Comment("900", "某")
        b.cell("teachers").comment = Comment("其中兼职8人", "某")
        c.add(k, "批注%d.%s" % (n, ext), b, "a number in a comment instead of the cell")
    for n, (form, key, ext) in enumerate([("week-statistics", "students", "xlsx"), ("volunteers", "students", "xls"), ("bases", "posts", "ods")], 1):
        f = new(form)
        f.mean(key, told(*f.get(key).truth.values))
        b = retype(f)
        b.cell(key).font = Font(color="FFFFFFFF")
        c.add(k, "白字%d.%s" % (n, ext), b, "white on white")
    for n, (form, block, ext) in enumerate([("highlights", "activities", "xlsx"), ("volunteers", "events", "xlsx"), ("cooperation", "projects", "ods")], 1):
        f = new(form)
        b = retype(f)
        first = f.form.block(block).fields[0].key
        top, last = b.at[block, 1, first], b.at[block, 3, f.form.block(block).fields[-1].key]
        b.ws.auto_filter.ref = "A%d:%s" % (top.row - 1, last.coordinate)
        b.ws.auto_filter.add_filter_column(0, ["x"])
        b.ws.row_dimensions[top.row + 1].hidden = True
        for x in f.form.block(block).fields:
            if (block, 2, x.key) in f.values:
                f.mean(block, 2, x.key, told(*f.get(block, 2, x.key).truth.values))
        c.add(k, "筛选%d.%s" % (n, ext), b, "a row that a filter hides")
    for n, (form, block, key, ext) in enumerate([("highlights", "activities", "people", "xlsx"), ("cooperation", "projects", "students", "xls")], 1):
        f = new(form)
        b = retype(f)
        col = b.at[block, 1, key].column_letter
        b.ws.column_dimensions.group(col, col, outline_level=1, hidden=True)
        for i in f.rows(block):
            f.mean(block, i, key, told(*f.get(block, i, key).truth.values))
        c.add(k, "折叠列%d.%s" % (n, ext), b, "a column that is folded away")
    for n, ext in enumerate(["xlsx"], 1):  # LibreOffice does not keep it
        f = new("highlights")
        b = retype(f)
        b.ws.row_dimensions[b.at["activities", 2, "name"].row].height = 7
        b = Patched(b, {r"xl/worksheets/sheet1.xml": lambda s: re.sub(r'(<row r="\d+")[^>]*customHeight="1"[^>]*>', r'\1 ht="0" customHeight="1">', s)})
        for x in f.form.block("activities").fields:
            if ("activities", 2, x.key) in f.values:
                f.mean("activities", 2, x.key, told(*f.get("activities", 2, x.key).truth.values))
        c.add(k, "零高行%d.%s" % (n, ext), b, "a row without height")
    f = new("liaison")
    b = retype(f)
    for i in f.rows("liaisons"):
        cell = b.at["liaisons", i, "email"]
        cell.value = '=HYPERLINK("mailto:%s","%s")' % (cell.value, cell.value)
    c.add(k, "链接.xlsx", b, "addresses as links", via="office")


def columns(c):
    k = "columns"

    def heads(b, f, block):
        return b.head[block], b.at[block, 1, f.form.block(block).fields[0].key].column

    # Columns added: the numbers in them are none of the form's.
    for n, (form, block, after, word, vals, ext) in enumerate([("highlights", "activities", "place", "备注", ["雨天改室内", "", "已完成"], "xlsx"), ("highlights", "activities", "people", "其中：学生（人）", [50, 60, 70], "xlsx"), ("volunteers", "events", "name", "班级", [2, 3, 4], "xls"),
                                                         ("cooperation", "projects", "partner", "企业人数（人）", [300, 400, 500], "xlsx"), ("liaison", "liaisons", "name", "性别", ["男", "女"], "ods"), ("highlights", "activities", "people", "教师人数（人）", [5, 6, 7], "xlsx"), ("volunteers", "events", "people", "累计时长（小时）", [8, 9, 10], "xlsx")], 1):
        f = new(form)
        b = retype(f)
        r, _ = heads(b, f, block)
        for m in list(b.ws.merged_cells.ranges):
            b.ws.unmerge_cells(str(m))
        col = b.at[block, 1, after].column + 1
        b.ws.insert_cols(col)
        for row in range(1, b.ws.max_row + 1):  # only the table grew
            if not r <= row <= b.last[block]:
                for cc in range(col, b.ws.max_column + 1):
                    b.ws.cell(row, cc).value = b.ws.cell(row, cc + 1).value
                    b.ws.cell(row, cc).number_format = b.ws.cell(row, cc + 1).number_format
        b.ws.cell(r, col, word)
        for i, v in enumerate(vals, 1):
            b.ws.cell(r + i, col, v)
        f.book = None
        c.add(k, "加了一列%d.%s" % (n, ext), b, "a column of the sender's own: " + word, fills=[f])
    # Columns swapped or left out.
    for n, (form, block, order, ext) in enumerate([("highlights", "activities", ["name", "school", "people", "content", "place", "time", "contact", "phone"], "xlsx"), ("volunteers", "events", ["people", "place", "date", "name"], "xls"), ("highlights", "activities", ["school", "name", "people"], "xlsx"), ("cooperation", "projects", ["name", "students", "funds"], "ods"), ("openday-plan", "days", ["hours", "date", "place", "content"], "xlsx")], 1):
        f = new(form)
        own = f.form.block(block)
        for i in f.rows(block):
            for x in own.fields:
                if x.key not in order:
                    f.values.pop((block, i, x.key), None)
        saved = own.fields
        own.fields = [next(x for x in saved if x.key == key) for key in order]
        b = retype(f)
        d = retype_docx(f)
        own.fields = saved
        b.fill = d.fill = f
        c.add(k, "列序%d.%s" % (n, ext), b, "columns in another order, or left out")
        c.add(k, "列序%d.docx" % n, d, "columns in another order, or left out")
    # Cells merged downwards.
    for n, (form, block, key, ext) in enumerate([("highlights", "activities", "school", "xlsx"), ("highlights", "activities", "place", "xls"), ("cooperation", "projects", "partner", "ods")], 1):
        f = new(form)
        b = retype(f)
        v = f.get(block, 1, key).typed
        for i in (1, 2, 3):
            f.set(block, i, key, v, truth=either(v) if i > 1 else None)
            if i > 1:
                b.at[block, i, key].value = None
        a, z = b.at[block, 1, key], b.at[block, 3, key]
        b.ws.merge_cells("%s:%s" % (a.coordinate, z.coordinate))
        c.add(k, "竖着合并%d.%s" % (n, ext), b, "one text for three rows, in a merged cell")
    for n, (form, block, key, ext) in enumerate([("highlights", "activities", "people", "xlsx"), ("volunteers", "events", "people", "xls"), ("cooperation", "projects", "funds", "ods")], 1):
        f = new(form)
        b = retype(f)
        for i in (2, 3):
            b.at[block, i, key].value = None
            f.values.pop((block, i, key))
        f.mean(block, 1, key, either(f.get(block, 1, key).typed))
        b.ws.merge_cells("%s:%s" % (b.at[block, 1, key].coordinate, b.at[block, 3, key].coordinate))
        c.add(k, "合并的数%d.%s" % (n, ext), b, "one number for three rows: it counts once")
    # Several things in one column, one thing in several.
    f = new("highlights")
    b = retype(f)
    b.lab("activities", 0, "contact").value = "联系人及电话"
    for i in f.rows("activities"):
        cell = b.at["activities", i, "contact"]
        cell.value = "%s %s" % (cell.value, b.at["activities", i, "phone"].value)
        b.at["activities", i, "phone"].value = None
        f.mean("activities", i, "contact", either(f.get("activities", i, "contact").typed, cell.value)).mean("activities", i, "phone", either(f.get("activities", i, "phone").typed))
    b.lab("activities", 0, "phone").value = "备注"
    c.add(k, "联系人及电话.xlsx", b, "two fields in one column")
    for n, ext in enumerate(["xlsx", "xls"], 1):
        f = new("highlights")
        for i in f.rows("activities"):
            f.mean("activities", i, "people", either(f.get("activities", i, "people").typed)).set("activities", i, "contact", None, truth=NOTHING)
        b = retype(f)
        r = b.head["activities"]
        col = b.at["activities", 1, "people"].column
        b.ws.cell(r, col + 1).value = "教师参与人数（人）"
        b.ws.cell(r, col).value = "学生参与人数（人）"
        for i in f.rows("activities"):
            b.ws.cell(r + i, col + 1).value = 10
            b.ws.cell(r + i, col).value -= 10
        c.add(k, "分成两列%d.%s" % (n, ext), b, "the number is parted into two columns")
    # Turned by a quarter.
    for n, (form, block, ext) in enumerate([("volunteers", "events", "xlsx"), ("openday-plan", "days", "xls")], 1):
        f = new(form)
        own = f.form.block(block)
        for i in f.rows(block):
            for x in own.fields:
                f.mean(block, i, x.key, either(*f.get(block, i, x.key).truth.values))
        wb = openpyxl.Workbook()
        ws, r = wb.active, 3
        ws["A1"] = f.form.title
        for i, x in enumerate(f.form.head):
            ws.cell(2, 2 * i + 1, x.full())
            ws.cell(2, 2 * i + 2, f.get(x.key).typed)
        for x in own.fields:
            ws.cell(r, 1, x.full())
            for i in f.rows(block):
                ws.cell(r, 1 + i, f.get(block, i, x.key).typed)
            r += 1
        for i, x in enumerate(f.form.foot):
            ws.cell(r, 2 * i + 1, x.label)
            ws.cell(r, 2 * i + 2, f.get(x.key).typed)
        f.book = None
        c.add(k, "行列转置%d.%s" % (n, ext), Book(wb, ws, f), "the table is turned by a quarter", fills=[f])
    # Many rows, rows with numbers of their own, notes between.
    f = new("highlights")
    for i in range(4, 36):
        for x in f.form.block("activities").fields:
            v = f.get("activities", (i - 1) % 3 + 1, x.key)
            f.values["activities", i, x.key] = v
        f.set("activities", i, "name", "专题讲座之%d" % i).set("activities", i, "people", 30 + i)
    c.add(k, "三十五行.xlsx", retype(f), "more rows than the blank has")
    for n, words in enumerate([["1.茶艺", "2.汽修", "3.护理"], ["（1）茶艺", "（2）汽修", "（3）护理"], ["①茶艺", "②汽修", "③护理"]], 1):
        f = new("highlights")
        for i, w in enumerate(words, 1):
            f.set("activities", i, "name", w, truth=oneof(w, w.lstrip("（123）.①②③")))
        make, ext = [(retype, "xlsx"), (retype_docx, "docx"), (retype, "xls")][n - 1]
        c.add(k, "名称带号%d.%s" % (n, ext), make(f), "names with numbers of their own")
    for n, note in enumerate(["注：以下活动因雨改期", "※ 以下为校外活动", "备注：第2项与企业合办"], 1):
        f = new("volunteers")
        b = retype(f)
        for m in list(b.ws.merged_cells.ranges):
            if m.min_row > b.head["events"]:
                b.ws.unmerge_cells(str(m))
        r = b.at["events", 2, "name"].row
        b.ws.insert_rows(r)
        b.ws.cell(r, 1, note)
        if n != 2:
            b.ws.merge_cells(start_row=r, end_row=r, start_column=1, end_column=4)
        f.book = None
        c.add(k, "中间的注%d.%s" % (n, ["xlsx", "xls", "ods"][n - 1]), b, "a note between the rows", fills=[f])
    f = new("highlights")
    b = retype(f)
    b.at["activities", 2, "people"].value, b.at["activities", 2, "content"].value = f.get("activities", 2, "content").typed, f.get("activities", 2, "people").typed
    f.mean("activities", 2, "people", ASKED).mean("activities", 2, "content", told(f.get("activities", 2, "people").typed))
    c.add(k, "填错列.xlsx", b, "a number in the next column")


KINDS = [copies, formulas, comments, columns]
