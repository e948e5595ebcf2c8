"""Habits of tables: rows that add up, ditto marks, hidden rows, wrong days."""
import datetime
from corpus import *
from cells import each, new

SUMS = ["累计", "合计人数", "共4项", "合计（4项）", "总数", "总人数", "合　计", "合计：", "总 计", "共计", "小计", "本页合计", "全校合计", "以上合计", "人数合计", "总合计", "合计/人次", "∑"]


def tally(f, block, key):
    return sum(f.get(block, n, key).typed for n in f.rows(block))


def sums(c):
    k = "sums"
    for n, word in enumerate(SUMS):
        form, block, key, first = [("highlights", "activities", "people", "school"), ("highlights", "activities", "people", "name"), ("outreach-plan", "features", "people", "time"),
                                   ("volunteers", "events", "people", "name"), ("cooperation", "projects", "students", "name")][n % 5]
        f = new(form)
        total = tally(f, block, key)
        w = ["重打", "下发表", "重打文档", "另存", "旧版", "文档"][n % 6]
        make, ext = {"下发表": (blank, "xlsx"), "重打": (retype, "xlsx"), "另存": (blank, "ods"), "旧版": (retype, "xls"), "文档": (blank_docx, "docx"), "重打文档": (retype_docx, "docx")}[w]
        book = sum_row(f, make, block, {first: word, key: total})
        f.extra.append("sum %s.%s = %s" % (block, key, quote(str(total))))
        c.add(k, "%02d%s（%s）.%s" % (n + 1, "".join(x for x in word if x not in "/：∑"), w, ext), book, "a row of the sender's adds up: " + word)
    # A word and a number in one cell, merged over the row or not.
    for n, word in enumerate(["合计：%d人", "共计3项活动，%d人参与", "累计参与人数：%d", "以上3项共%d人", "总人数%d人"], 1):
        f = new("highlights")
        total = tally(f, "activities", "people")
        make, ext = [(retype, "xlsx"), (retype_docx, "docx"), (retype, "ods")][n % 3]
        b = sum_row(f, make, "activities", {"school": word % total}, merge=n % 2 == 1 and make is retype)
        c.add(k, "写在一格%d.%s" % (n, ext), b, "the sum is told in words in one cell")
    # Nothing but a number under the column.
    for n, (form, block, key) in enumerate([("highlights", "activities", "people"), ("volunteers", "events", "people"), ("outreach-plan", "features", "people"), ("cooperation", "projects", "funds")], 1):
        f = new(form)
        total = tally(f, block, key)
        make, ext = [(retype, "xlsx"), (blank, "xlsx"), (retype_docx, "docx"), (retype, "xls")][n % 4]
        b = sum_row(f, make, block, {key: total})
        f.extra.append("sum %s.%s = %s" % (block, key, quote("%g" % total)))
        c.add(k, "只有数字%d.%s" % (n, ext), b, "the sum stands under its column without a word")
        f = new(form)
        b = sum_row(f, make, block, {key: total - 7})
        f.extra.append("row = asked%s of %s" % (" @ A%d" % b.sum_row if hasattr(b, "sum_row") else "", quote("%g" % (total - 7))))
        c.add(k, "只有数字不等%d.%s" % (n, ext), b, "a number under its column that is not the sum")
    for n, word in enumerate(["合计", "累计"], 1):
        f = new("highlights")
        b = sum_row(f, retype, "activities", {"school": word})
        cell = b.ws.cell(b.sum_row, b.at["activities", 1, "people"].column)
        first = b.at["activities", 1, "people"]
        cell.value = "=SUM(%s:%s%d)" % (first.coordinate, first.column_letter, b.sum_row - 1)
        f.extra.append("sum activities.people = %s" % quote(str(tally(f, "activities", "people"))))
        c.add(k, "公式%d.%s" % (n, ["ods", "xls"][n - 1]), b, "the sum is a formula")
    # Sums between the rows.
    f = new("highlights")
    f.row("activities", 4, *[f.get("activities", 1, x.key) for x in f.form.block("activities").fields])
    mid = f.get("activities", 1, "people").typed + f.get("activities", 2, "people").typed
    b = retype(f)
    r = b.at["activities", 3, "people"].row
    b.ws.insert_rows(r)
    b.ws.cell(r, b.at["activities", 1, "school"].column, "小计")
    b.ws.cell(r, b.at["activities", 1, "people"].column, mid)
    f.extra.append("sum activities.people = %s" % quote(str(mid)))
    f.book = None
    c.add(k, "中间小计.xlsx", b, "a sum of some between the rows", fills=[f])
    # Activities whose names only look like sums, and what ends a table.
    for n, names in enumerate([("合计算法编程赛", "总结大会", "共享单车维修"), ("小计算机展示", "累计志愿服务100小时启动式", "总人数突破千人纪念活动"), ("共4项非遗体验", "合作企业开放日", "总务后勤技能赛")], 1):
        f = new("highlights")
        for i, name in enumerate(names, 1):
            f.set("activities", i, "name", name)
        each(c, k, "像合计的活动%d" % n, "activities whose names look like sums", f, "重打", "重打文档")
    for n, text in enumerate(["（以下空白）", "以下无正文", "——以下空白——"], 1):
        f = new("highlights")
        make, ext = [(retype, "xlsx"), (retype_docx, "docx"), (retype, "xls")][n % 3]
        c.add(k, "以下空白%d.%s" % (n, ext), sum_row(f, make, "activities", {"school": text}, merge=n == 1), "a line that says that the table is over")


def sum_row(f, make, block, cells, merge=False):
    """The form with one more row below those filled in, outside of its truth."""
    n = max(f.rows(block)) + 1
    for key, v in cells.items():
        f.values[block, n, key] = V(v, NOTHING)
    b = make(f)
    for key in cells:
        del f.values[block, n, key]
    if hasattr(b, "ws"):
        fields = f.form.block(block).fields
        b.sum_row = b.at[block, n, fields[0].key].row
        if b.ws.cell(b.sum_row, 1).value == n and f.form.block(block).number and make is retype:
            b.ws.cell(b.sum_row, 1).value = None
        if merge:
            a, z = b.at[block, n, fields[0].key], b.at[block, n, fields[-1].key]
            b.ws.merge_cells("%s:%s" % (a.coordinate, z.coordinate))
    elif f.form.block(block).number and make is retype_docx:
        t, r = b.tables[block]
        t.rows[r + n].cells[0].paragraphs[0].clear()
    return b


def ditto(c):
    k = "ditto"
    for n, mark in enumerate(["同上", "〃", "″", '"', "同前", "＂", "同 上", "″″"], 1):
        f = new("highlights")
        for key in ("school", "place", "contact"):
            above = f.get("activities", 1, key).typed
            f.set("activities", 2, key, mark, truth=either(above)).set("activities", 3, key, mark, truth=either(above))
        f.set("activities", 2, "phone", mark, truth=either(f.get("activities", 1, "phone").typed))
        make, ext = [(retype, "xlsx"), (blank, "xlsx"), (retype_docx, "docx"), (blank, "ods"), (retype, "xls"), (blank_docx, "docx")][n % 6]
        c.add(k, "同上%d.%s" % (n, ext), make(f), "the same as above: " + mark)
    for n, mark in enumerate(["同上", "〃"], 1):
        f = new("volunteers")
        f.set("events", 2, "people", mark, truth=either(f.get("events", 1, "people").typed)).set("events", 2, "date", mark, truth=either(f.get("events", 1, "date").typed.isoformat())).set("events", 3, "place", mark, truth=either(f.get("events", 2, "place").typed))
        each(c, k, "同上的数%d" % n, "the same number and day as above", f, "重打", "重打文档")
        f = new("month-schedule")
        for key in ("project", "time", "owner"):
            v = f.get("activities", 1, key)
            f.set("activities", 2, key, mark, truth=either(*v.truth.values))
        each(c, k, "安排同上%d" % n, "the same option and days as above", f, "下发表", "重打文档")
    # A text that goes on in the next row.
    for n, (form, block, key, tail) in enumerate([("highlights", "activities", "content", "以及成果展览"), ("month-schedule", "activities", "content", "并组织座谈"), ("highlights", "activities", "name", "（第二场）"), ("outreach-plan", "features", "content", "家长共同参与")], 1):
        for make, ext in ((retype, "xlsx"), (retype_docx, "docx")):
            f = new(form)
            last = f.form.block(block)
            for i in (4, 3):  # make room below the first row
                for x in last.fields:
                    v = f.values.pop((block, i - 1, x.key), None)
                    if v:
                        f.values[block, i, x.key] = v
            f.values[block, 2, key] = V(tail, NOTHING)
            b = make(f, number=False)
            del f.values[block, 2, key]
            head = f.get(block, 1, key).typed
            f.mean(block, 1, key, either(head + tail, head + "\n" + tail))
            if ext == "xlsx":
                f.extra.append("# the text goes on in row %d" % b.at[block, 2, key].row)
            c.add(k, "续行%d.%s" % (n, ext), b, "a text goes on in the row below")


def hidden(c):
    k = "hidden"
    for n, (form, block, make, ext) in enumerate([("highlights", "activities", blank, "xlsx"), ("volunteers", "events", retype, "xlsx"), ("highlights", "activities", retype, "xls"), ("volunteers", "events", blank, "ods"), ("cooperation", "projects", retype, "xlsx")], 1):
        f = new(form)
        b = make(f)
        for x in f.form.block(block).fields:
            v = f.values.get((block, 2, x.key))
            if v:
                f.mean(block, 2, x.key, told(*v.truth.values))
        b.ws.row_dimensions[b.at[block, 2, f.form.block(block).fields[0].key].row].hidden = True
        c.add(k, "隐藏行%d.%s" % (n, ext), b, "a hidden row of the table")
    for n, (form, block, key, ext) in enumerate([("highlights", "activities", "people", "xlsx"), ("cooperation", "projects", "funds", "xls"), ("volunteers", "events", "people", "ods")], 1):
        f = new(form)
        b = retype(f)
        for i in f.rows(block):
            f.mean(block, i, key, told(*f.get(block, i, key).truth.values))
        b.ws.column_dimensions[b.at[block, 1, key].column_letter].hidden = True
        c.add(k, "隐藏列%d.%s" % (n, ext), b, "a hidden column")
    for n, (make, ext) in enumerate([(blank, "xlsx"), (retype, "xlsx"), (retype, "xls")], 1):
        f = new()
        b = make(f)
        row = b.cell("students").row
        for ref, cell in b.at.items():
            if cell.row == row and ref in f.values:
                f.mean(*(ref if ref[0] else (ref[2],)), told(*f.values[ref].truth.values))
        b.ws.row_dimensions[row].hidden = True
        c.add(k, "隐藏的栏%d.%s" % (n, ext), b, "a hidden row of single fields")
    # An old copy on a hidden sheet, and one that can be seen.
    for n, (form, state, ext) in enumerate([("week-statistics", "hidden", "xlsx"), ("week-statistics", "veryHidden", "xlsx"), ("highlights", "hidden", "xlsx"), ("week-statistics", "hidden", "ods"), ("volunteers", "hidden", "xls")], 1):
        f = new(form)
        b = blank(f) if n < 3 else retype(f)
        old = base(form, f.n)
        if form == "week-statistics":
            old.set("students", 1).set("total", 2)
        else:
            old.drop(old.form.table().key, 2)
        ws = b.wb.create_sheet("旧稿", 0 if n % 2 else None)
        retype(old, ws=ws)
        ws.sheet_state = state
        b.wb.active = b.wb.worksheets.index(b.ws)
        c.add(k, "隐藏的旧稿%d.%s" % (n, ext), b, "an old copy on a hidden sheet does not make the visible one drop out")


def wrongdays(c):
    k = "wrongdays"
    for n, (typed, t) in enumerate([("2022年5月9日", "2022-05-09"), ("2032年5月9日", "2032-05-09"), (datetime.date(2021, 5, 9), "2021-05-09"), ("2022.5.9", "2022-05-09"), ("1923年5月9日", "1923-05-09"), (datetime.date(2024, 5, 9), "2024-05-09")], 1):
        f = new("highlights").set("activities", 2, "time", typed, truth=told(t))
        make, ext = [(blank, "xlsx"), (retype_docx, "docx"), (retype, "xls")][n % 3]
        c.add(k, "别的年份%d.%s" % (n, ext), make(f), "an activity in another year")
        f = new("openday-plan").set("days", 1, "date", typed, truth=told(t))
        c.add(k, "交流日别的年份%d.%s" % (n, ["xlsx", "docx", "ods"][n % 3]), [retype, retype_docx, blank][n % 3](f), "a day in another year")
    for n, (typed, t) in enumerate([("2023年6月9日", "2023-06-09"), ("2023年3月1日—5日", "2023-03-01/2023-03-05"), ("2023年5月18日—25日", "2023-05-18/2023-05-25"), ("2022年5月9日", "2022-05-09"), ("5月30日", "2023-05-30")], 1):
        f = new("cooperation").set("projects", 1, "days", typed, truth=told(t))
        each(c, k, "时段之外%d" % n, "days outside those that the form allows", f, "下发表" if n % 2 else "重打", "重打文档")
    f = new("bases").set("date", datetime.date(2023, 6, 2), truth=told("2023-06-02"))
    each(c, k, "填表日期太晚", "a day after the last that the form allows", f, "下发表", "重打文档")
    for n, (students, enrolled, typed, fmt, t) in enumerate([(900, 2000, "95％", None, told("95")), (900, 2000, 0.95, "0%", told("95")), (900, 1000, "85%", None, told("85")), (900, 1000, "90%", None, oneof("90")), (905, 1000, "91%", None, oneof("91"))], 1):
        f = new().set("students", students).set("enrolled", enrolled).set("coverage", typed, truth=t, fmt=fmt)
        make, ext = [(retype, "xlsx"), (retype_docx, "docx"), (retype, "ods")][n % 3]
        if fmt:
            make, ext = retype, "xlsx"
        c.add(k, "覆盖率%d.%s" % (n, ext), make(f), "a share beside the numbers that it is of")


KINDS = [sums, ditto, hidden, wrongdays]
