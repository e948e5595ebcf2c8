"""Habits beside those that were known when the reader was written: layouts with
a column for units, years side by side, pages that go on, rows that are none of
their own, boxes of word processors."""
import datetime
from corpus import *
from cells import each
from tables import sum_row

count = [800]


def new(form="week-statistics"):
    count[0] += 1
    return base(form, count[0])


def plain(title, rows, fill, wide=0):
    """A workbook of rows as they stand; a value is put in as (ref, typed)."""
    wb = openpyxl.Workbook()
    ws = wb.active
    b = Book(wb, ws, fill)
    ws["A1"] = title
    for r, row in enumerate(rows, 2):
        for c, v in enumerate(row, 1):
            cell = ws.cell(r, c)
            if isinstance(v, tuple):
                ref, v = v
                ref = ("", 0, ref) if isinstance(ref, str) else ref
                b.at[ref] = cell
            cell.value = v
            if isinstance(v, str) and v.startswith("="):
                cell.data_type = "s"
            if isinstance(v, datetime.date):
                cell.number_format = "yyyy-mm-dd"
    return b


def indicators(c):
    """A row for each figure, as statistical offices draw their forms."""
    k = "indicators"
    xs = lambda f: [x for x in f.form.head if f.get(x.key).typed is not None]
    for n, (head, cells, ext) in enumerate([
        (["序号", "指标", "单位", "数量"], lambda i, x, v: [i, x.label, x.unit or "—", v], "xlsx"),
        (["指标", "数量", "单位"], lambda i, x, v: [x.label, v, x.unit], "xlsx"),
        (["项目", "", "内容"], lambda i, x, v: [x.label, "：", v], "xls"),
        (["序号", "指标名称", "计量单位", "数量", "备注"], lambda i, x, v: ["%02d" % i, x.full(), x.unit, v, ""], "ods"),
    ], 1):
        f = new()
        b = plain(f.form.title, [head] + [cells(i, x, (x.key, f.get(x.key).typed)) for i, x in enumerate(xs(f) + f.form.foot, 1)], f)
        for x in f.form.foot:
            if x.kind == "date":
                b.cell(x.key).number_format = "yyyy-mm-dd"
        c.add(k, "指标一行一项%d.%s" % (n, ext), b, "a row for each figure, with a column for units: " + "、".join(head))
    f = new()
    unit = {"students": "百人", "total": "千人"}
    f.mean("students", either(str(f.get("students").typed * 100))).mean("total", either(str(f.get("total").typed * 1000))).mean("enrolled", NOTHING)
    f.set("enrolled", None, truth=NOTHING)
    b = plain(f.form.title, [["指标", "单位", "数量"]] + [[x.label, unit.get(x.key, x.unit), (x.key, f.get(x.key).typed)] for x in xs(f)] + [["填表人", "", ("author", f.get("author").typed)], ["联系电话", "", ("phone", f.get("phone").typed)], ["填报日期", "", ("date", f.get("date").typed)]], f)
    c.add(k, "单位栏改了单位.xlsx", b, "the column of units says 百人")
    # Last year's figures beside this year's.
    for n, (years, own, ext) in enumerate([(("2022年", "2023年"), 1, "xlsx"), (("上年", "本年"), 1, "xlsx"), (("2023年", "2022年"), 0, "xls"), (("第一次", "第二次"), None, "xlsx"), (("去年同期数", "今年数"), 1, "ods")], 1):
        f = new()
        rows = [["指标"] + list(years)]
        for x in f.form.head:
            v = f.get(x.key)
            if v.typed is None:
                continue
            if x.unit:
                two = [v.typed - 1, v.typed] if own != 0 else [v.typed, v.typed - 1]
                rows.append([x.full()] + [((x.key), t) if t == v.typed else t for t in two])
                f.mean(x.key, ASKED if own is None else oneof(v.typed))
            else:
                rows.append([x.full(), (x.key, v.typed)])
        if own is None:
            f.set("enrolled", None, truth=NOTHING)
            rows = [r for r in rows if r[0] != "在校生数（人）"]
        for x in f.form.foot:
            rows.append([x.label, (x.key, f.get(x.key).typed)])
        c.add(k, "两年并列%d.%s" % (n, ext), plain(f.form.title, rows, f), "two columns of figures: " + "、".join(years))
    # Schools as columns.
    for n, ext in enumerate(["xlsx", "ods"], 1):
        fills = [new() for _ in range(3)]
        keys = [x for x in fills[0].form.head if x.key not in ("formats", "media", "coverage")]
        for f in fills:
            for key in ("formats", "media", "author", "phone", "date"):
                f.set(key, None, truth=NOTHING)
        rows = [[x.full()] + [f.get(x.key).typed for f in fills] for x in keys]
        c.add(k, "一校一列%d.%s" % (n, ext), plain(fills[0].form.title, rows, fills[0]), "several schools, a column each", fills=fills)


def pages(c):
    """Tables that go on, and what stands between their rows."""
    k = "pages"
    for n, (form, block, again, ext) in enumerate([("highlights", "activities", "特色亮点活动一览表（续）", "xlsx"), ("volunteers", "events", "续表", "xlsx"), ("highlights", "activities", "续表：特色亮点活动一览表", "xls")], 1):
        f = new(form)
        b = retype(f, rows=3)
        r = b.at[block, 3, f.form.block(block).fields[0].key].row
        b.ws.insert_rows(r, 2)
        first = b.at[block, 1, f.form.block(block).fields[0].key].column
        b.ws.cell(r, 1, again)
        for i, x in enumerate(f.form.block(block).fields):
            b.ws.cell(r + 1, first + i, x.full())
        if first > 1:
            b.ws.cell(r + 1, 1, f.form.block(block).number)
        f.book = None
        for i in f.rows(block):
            for x in f.form.block(block).fields:
                if (block, i, x.key) in f.values and i == 3:
                    v = f.values[block, i, x.key]
                    f.mean(block, i, x.key, either(*v.truth.values))
        c.add(k, "续表%d.%s" % (n, ext), b, "the table goes on below its title once more: " + again, fills=[f])
    # Rows that say what the rows below them are of.
    for n, (form, block, words, ext) in enumerate([("highlights", "activities", ("一、校内活动", "二、校外活动"), "xlsx"), ("month-schedule", "activities", ("（一）校级", "（二）院级"), "xls"), ("volunteers", "events", ("第一批", "第二批"), "xlsx")], 1):
        f = new(form)
        b = retype(f, rows=3, number=False)
        cols = len(f.form.block(block).fields)
        first = b.at[block, 1, f.form.block(block).fields[0].key].row
        for r, w in ((first + 2, words[1]), (first, words[0])):
            b.ws.insert_rows(r)
            b.ws.cell(r, 1, w)
        for r in (first, first + 3):
            if n != 3:
                b.ws.merge_cells(start_row=r, end_row=r, start_column=1, end_column=cols)
        f.book = None
        for i in f.rows(block):
            for x in f.form.block(block).fields:
                if (block, i, x.key) in f.values:
                    f.mean(block, i, x.key, either(*f.get(block, i, x.key).truth.values))
        c.add(k, "分段%d.%s" % (n, ext), b, "rows of the table that only name a part of it", fills=[f])
    # Rows that do not count.
    for n, (cells, note) in enumerate([
        ({"name": "其中：学生", "people": 60}, "a part of the row above"),
        ({"name": "（其中教师）", "people": 12}, "a part of the row above"),
        ({"name": "平均", "people": 120}, "an average"),
        ({"school": "示例：某某职业学校", "name": "例：茶艺展示", "people": 50}, "an example"),
        ({"school": "例", "name": "茶艺展示", "people": 50, "place": "礼堂"}, "an example"),
    ], 1):
        for form, block in (("highlights", "activities"),):
            f = new(form)
            make, ext = [(retype, "xlsx"), (retype_docx, "docx")][n % 2]
            b = sum_row(f, make, block, cells)
            f.extra.append("row = asked%s of %s" % (" @ A%d" % b.sum_row if hasattr(b, "sum_row") else "", quote(str(cells["name"]))))
            c.add(k, "不算一行%d.%s" % (n, ext), b, "a row that does not count: " + note)
    # Notes and signatures below the table.
    for n, lines in enumerate([["*以上数据截至5月22日", "审核人：李某某"], ["单位负责人（签字）：", "（公章）      年   月   日"], ["说明：参与人数含家长", "联系地址：示例路1号"]], 1):
        f = new("highlights")
        b = retype(f)
        for i, line in enumerate(lines):
            b.ws.cell(b.end + 1 + i, 1, line)
        c.add(k, "表后说明%d.%s" % (n, ["xlsx", "xls", "xlsx"][n - 1]), b, "notes below the form: " + "、".join(lines))
    # Rows that say that there is none.
    for n, (word, form, block) in enumerate([("无", "volunteers", "events"), ("/", "highlights", "activities"), ("——", "volunteers", "events"), ("暂无", "highlights", "activities")], 1):
        f = new(form)
        for i in (2, 3):
            f.drop(block, i)
        for x in f.form.block(block).fields:
            f.values[block, 2, x.key] = V(word, NOTHING)
        b = (retype if n % 2 else blank)(f)
        f.drop(block, 2)
        if word in ("无", "暂无"):
            f.extra.append("# a row of 无 may count as one or not")
        else:
            c.add(k, "空行填%d.xlsx" % n, b, "a row filled with " + word)
    f = new("highlights")
    b = retype(f)
    for x in f.form.block("activities").fields[1:]:
        if ("activities", 2, x.key) in f.values:
            f.mean("activities", 2, x.key, told(*f.get("activities", 2, x.key).truth.values))
    r = b.at["activities", 2, "name"].row
    b.ws.merge_cells(start_row=r, end_row=r, start_column=b.at["activities", 2, "school"].column, end_column=b.at["activities", 2, "phone"].column)
    for x in f.form.block("activities").fields[1:]:
        cell = b.at["activities", 2, x.key]
        b.ws._cells[cell.row, cell.column] = cell  # as it was before it was merged
    c.add(k, "合并盖住.xlsx", b, "merged cells cover what was typed")
    f = new("highlights")
    b = retype(f, rows=3)
    for i in (3, 2):
        b.ws.insert_rows(b.at["activities", i, "name"].row)
    f.book = None
    c.add(k, "隔行填写.xlsx", b, "empty rows between", fills=[f])
    f = new("highlights")
    b = retype(f)
    r = b.at["activities", 1, "people"].row
    b.ws.insert_rows(r)
    b.ws.cell(r, b.at["activities", 1, "name"].column, "合计")
    b.ws.cell(r, b.at["activities", 1, "people"].column, sum(f.get("activities", i, "people").typed for i in (1, 2, 3)))
    f.extra.append("sum activities.people = %s" % quote(str(sum(f.get("activities", i, "people").typed for i in (1, 2, 3)))))
    f.book = None
    c.add(k, "合计在前.xlsx", b, "the sum stands above the rows", fills=[f])


def words(c):
    """More ways to write numbers, days and contacts."""
    k = "words"
    f = new().set("students", "1200（人）", truth="1200").set("teachers", "教师人数：86", truth="86").set("total", "1,500 人", truth="1500").set("enterprises", "十二家", truth="12").set("visits", "（9）项", truth="9")
    each(c, k, "数字一", "units in brackets, blanks before the unit", f, "重打", "重打文档")
    f = new().set("students", "1200人，其中女生500人", truth=ASKED).set("teachers", "86人/次", truth=told("86")).set("total", "1.5k", truth=either("1500")).set("enterprises", "12+3家", truth=ASKED).set("enrolled", None, truth=NOTHING)
    each(c, k, "数字二", "two numbers, a unit that counts other things", f, "重打", "重打文档")
    f = new().set("students", "1千2百", truth=either("1200")).set("teachers", "八十六", truth="86").set("total", "一千五百余人", truth=about("1500")).set("enterprises", "二十来家", truth=either("20")).set("visits", "9个", truth="9").set("enrolled", None, truth=NOTHING)
    each(c, k, "数字三", "numerals", f, "下发表", "重打文档")
    f = new().set("students", "12\u200b00", truth=either("1200")).set("teachers", "8\u00ad6", truth=either("86")).set("total", "1’500", truth=either("1500")).set("enterprises", "１２．０", truth="12").set("enrolled", None, truth=NOTHING)
    each(c, k, "数字四", "characters that nobody sees, other marks between thousands", f, "重打")
    f = new().set("students", "100 200", truth=ASKED).set("teachers", "86 ，", truth="86").set("total", "1 500", truth=either("1500")).set("enterprises", "12、", truth="12").set("enrolled", None, truth=NOTHING)
    each(c, k, "数字五", "blanks between digits", f, "重打", "文档")
    f = new("cooperation").set("projects", 1, "funds", "人民币12.5万元", truth="12.5").set("projects", 2, "funds", "125,000元", truth=either("12.5")).set("projects", 3, "funds", "¥3", truth=either("3")).set("projects", 1, "students", "30人（预计）", truth=either("30")).set("projects", 2, "students", "六十", truth="60")
    each(c, k, "金额一", "money with other units", f, "下发表", "重打文档", "另存")
    f = new("cooperation").set("projects", 1, "funds", "3千元", truth=either("0.3")).set("projects", 2, "funds", "0.5亿元", truth=either("5000")).set("projects", 3, "funds", "12万5千元", truth=either("12.5")).set("projects", 1, "days", "5月4日起，至5月11日止", truth=either("2023-05-04/2023-05-11"))
    each(c, k, "金额二", "money with other units", f, "重打", "重打文档")
    f = new("highlights").set("activities", 1, "time", "5月9-11日", truth="2023-05-09/2023-05-11").set("activities", 2, "time", "5月中旬", truth=ASKED).set("activities", 3, "time", "2023-05-11T00:00:00", truth="2023-05-11")
    each(c, k, "日期一", "days as people write them", f, "重打", "重打文档")
    f = new("highlights").set("activities", 1, "time", "23年5月9日", truth=either("2023-05-09")).set("activities", 2, "time", "5月9日、10日", truth=either("2023-05-09/2023-05-10")).set("activities", 3, "time", "2023.05.11（周四）上午9:00", truth="2023-05-11")
    each(c, k, "日期二", "days as people write them", f, "重打", "重打文档")
    f = new("highlights").set("activities", 1, "time", "2022-05-09", truth=told("2022-05-09")).set("activities", 2, "time", 20230510, truth="2023-05-10").set("activities", 3, "time", "2203年5月11日", truth=told("2203-05-11"))
    each(c, k, "日期三", "days in another year", f, "重打", "旧版")
    f = new().set("phone", "13800000099（王某某）", truth="13800000099").set("date", "2023年5月", truth=ASKED)
    each(c, k, "联系一", "a name beside a number, a month for a day", f, "重打", "重打文档")
    f = new("training").set("courses", 1, "start", "上午九点半", truth=either("09:30")).set("courses", 2, "start", "9点", truth="9:00").set("courses", 3, "start", "9：00-11：30", truth=ASKED)
    each(c, k, "时刻一", "times of day", f, "重打")
    f = new("bases").set("opinion", "情况属实，同意上报。\n\n单位负责人签字：                 （盖章）\n\n                         2023年   月   日", truth=oneof("情况属实，同意上报。")).set("feature", "智能制造综合实训\n（限200字以内）", truth=either("智能制造综合实训", "智能制造综合实训\n（限200字以内）"))
    each(c, k, "意见一", "an opinion with what the form prints", f, "重打", "文档")
    f = new("bases").set("opinion", "学校意见：\n                 （盖章）\n            年     月     日", truth=ASKED).set("date", "    年    月    日", truth=ASKED)
    each(c, k, "意见二", "what the form prints, and nothing else", f, "重打", "重打文档")
    f = new("bases").set("open", "√ 是    □ 否", truth="是").set("visitors", "☑ 中小学生  ☐ 家长  ☑ 企业职工  ☐ 社区居民", truth="中小学生、企业职工")
    each(c, k, "打勾一", "boxes with blanks behind them", f, "重打", "文档")
    f = new("bases").set("open", "□是 ■否", truth="否").set("visitors", "●中小学生 ○家长 ○企业职工 ●社区居民", truth="中小学生、社区居民")
    each(c, k, "打勾二", "full and empty circles", f, "重打", "重打文档")
    f = new("bases").set("open", "是 / 否√", truth="否").set("visitors", "中小学生☑家长☑企业职工□社区居民□", truth="中小学生、家长")
    each(c, k, "打勾三", "boxes behind the options", f, "重打", "重打文档")
    f = new("bases").set("open", "是  否", truth=ASKED).set("visitors", "□中小学生 □家长 □企业职工 □社区居民", truth=NOTHING)
    each(c, k, "打勾四", "nothing is ticked", f, "重打", "重打文档")


def symbols(c):
    """What word processors have of their own: boxes, fields, empty controls."""
    k = "symbols"

    def runs(cell, *parts):
        write(cell, "")
        p = cell.paragraphs[0]._p
        for part in parts:
            r = OxmlElement("w:r")
            if isinstance(part, tuple):
                e = OxmlElement("w:sym")
                e.set(qn("w:font"), part[0]), e.set(qn("w:char"), part[1])
            else:
                e = OxmlElement("w:t")
                e.text = part
                e.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            r.append(e), p.append(r)

    for n, (full, empty) in enumerate([(("Wingdings 2", "F052"), ("Wingdings 2", "F0A3")), (("Wingdings", "F0FE"), ("Wingdings", "F0A8"))], 1):
        f = new("bases").set("open", "否", truth="否").set("visitors", "中小学生、家长", truth="中小学生、家长")
        d = retype_docx(f)
        runs(d.cell("open"), empty, "是 ", full, "否")
        runs(d.cell("visitors"), full, "中小学生 ", full, "家长 ", empty, "企业职工 ", empty, "社区居民")
        c.add(k, "符号方框%d.docx" % n, d, "boxes of a face of symbols")
    f = new().set("students", None, truth=ASKED)
    d = retype_docx(f)
    write(d.cell("students"), "")
    p = d.cell("students").paragraphs[0]._p
    sdt, pr, flag, content, r, t = [OxmlElement(x) for x in ("w:sdt", "w:sdtPr", "w:showingPlcHdr", "w:sdtContent", "w:r", "w:t")]
    t.text = "单击此处输入文字。"
    pr.append(flag), sdt.append(pr), r.append(t), content.append(r), sdt.append(content), p.append(sdt)
    f.values["", 0, "students"] = V("", ASKED)
    f.set("enrolled", None, truth=NOTHING)
    d.cell("enrolled").text = ""
    c.add(k, "提示文字.docx", d, "the prompt of an empty field is no answer")
    # A form on two tables, as Word parts them at a page.
    f = new("highlights")
    d = retype_docx(f)
    t, r = d.tables["activities"]
    rest = copy.deepcopy(t._tbl)
    rows = rest.findall(qn("w:tr"))
    rest.remove(rows[1]), rest.remove(rows[2])
    for row in t._tbl.findall(qn("w:tr"))[3:]:
        t._tbl.remove(row)
    t._tbl.addnext(rest)
    t._tbl.addnext(copy.deepcopy(d.doc.paragraphs[0]._p.__class__ and OxmlElement("w:p")))
    for x in f.form.block("activities").fields:
        v = f.values.get(("activities", 3, x.key))
        if v:
            f.mean("activities", 3, x.key, either(*v.truth.values))
    f.book = None
    c.add(k, "分成两个表格.docx", d, "the table is parted into two, each with its heads", fills=[f])
    # Struck out by a style, and hidden by a white face.
    f = new().set("students", run("w", "9") + "900", truth=either("900", "9900")).set("enrolled", None, truth=NOTHING)
    c.add(k, "白字.xlsx", retype(f), "a white digit before the number")
    f = new().set("students", run("d", "2") + "900", truth=either("900", "2900")).set("enrolled", None, truth=NOTHING)
    c.add(k, "下标.xlsx", retype(f), "a lowered digit before the number")
    f = new("bases").set("area", "3200m" + run("u", "2"), truth="3200")
    each(c, k, "上标的平方", "square metres with a raised 2", f, "重打", "重打文档")


def more_labels(c):
    k = "wordings"
    for n, labels in enumerate([
        {"school": "填报单位名称", "students": "参加学生人数（人）", "teachers": "参加教师人数（人）", "total": "活动参与总人数（人）", "enterprises": "参与企业数量（家）"},
        {"school": "学校名称：", "students": "学生（人）", "teachers": "教师（人）", "enterprises": "企业（家）", "phone": "联系方式（手机）", "date": "填表时间"},
        {"students": "①学生数(人)", "teachers": "②教师数(人)", "total": "③参与总人数(人)", "school": "单 位（公章）"},
        {"students": "学生数\n（单位：人）", "teachers": "教师数/人", "total": "参与总人数 (人)", "author": "填报人", "phone": "手机号"},
        {"students": "四、学生数", "teachers": "三、教师数", "enterprises": "二、企业数", "colleges": "一、参加活动的职业院校数"},
        {"students": "本校学生数（人）", "teachers": "本校教师数（人）", "visits": "观摩体验活动项目（项）", "media": "媒体报道情况"},
    ], 1):
        f = new()
        note = "labels in other words: " + "、".join(squeeze(w) for w in labels.values())
        c.add(k, "统计表%d.xlsx" % n, retype(f, labels=labels), note)
        c.add(k, "统计表%d.docx" % n, retype_docx(f, labels=labels), note)
    for n, (form, labels) in enumerate([
        ("highlights", {("activities", 0, "people"): "参与人次", ("activities", 0, "school"): "学校名称"}),
        ("highlights", {("activities", 0, "people"): "参加活动人数", ("activities", 0, "contact"): "负责人", ("activities", 0, "phone"): "手机号码", ("activities", 0, "time"): "举办时间"}),
        ("volunteers", {("events", 0, "people"): "人数（百人）"}),
        ("training", {("courses", 0, "fulltime"): "参训教师专任人数", ("courses", 0, "parttime"): "参训教师兼职人数", ("courses", 0, "name"): "培训项目名称"}),
    ], 1):
        f = new(form)
        b = f.form.table().key
        if n == 1:
            for i in f.rows(b):
                f.mean(b, i, "people", told(f.get(b, i, "people").typed))
        if n == 2:
            for i in f.rows(b):
                f.mean(b, i, "time", either(*f.get(b, i, "time").truth.values))
        if n == 3:
            for i in f.rows(b):
                f.mean(b, i, "people", either(f.get(b, i, "people").typed * 100))
        if n == 4:
            for i in f.rows(b):
                f.mean(b, i, "name", either(f.get(b, i, "name").typed))
        note = "heads in other words: " + "、".join(labels.values())
        c.add(k, "列名%d.xlsx" % n, retype(f, labels=labels, heads=1), note)
        if form != "training":
            c.add(k, "列名%d.docx" % n, retype_docx(f, labels=labels), note)


KINDS = [indicators, pages, words, symbols, more_labels]
more_labels.__name__ = "wordings"
