"""Habits beside all of these: columns that explain, forms two abreast, numbers
shown by other formats, sheets put aside, what word processors hide and break."""
import datetime
from corpus import *
from figures import lone, new
from others import plain
from sheets import Patched
from wordfiles import el, fill_cell, r


def explained(c):
    """Figures in rows, with other columns about them."""
    k = "explained"
    xs = lambda f: [x for x in f.form.head if f.get(x.key).typed is not None]
    what = {"students": "参加活动的本校学生", "teachers": "参加活动的教师，含兼职2人", "total": "含家长、企业人员", "enterprises": "参加活动的企业"}
    part = {"students": "其中女生400", "teachers": "其中兼职8", "total": "线上300", "enterprises": "新增2家"}
    for n, (head, cells, ext) in enumerate([
        (["指标", "填写说明", "数量"], lambda x, v: [x.full(), what.get(x.key, "据实填写"), v], "xlsx"),
        (["类别", "指标", "数量"], lambda x, v: ["基本情况" if x.key == "school" else "参与情况", x.full(), v], "xlsx"),
        (["指标", "数量", "备注"], lambda x, v: [x.full(), v, part.get(x.key, "")], "xls"),
        (["序号", "指标", "数量", "责任部门"], lambda x, v: [1, x.full(), v, "教务处"], "ods"),
        (["指标", "计量单位", "代码", "数量"], lambda x, v: [x.label, x.unit or "—", "0%d" % (len(x.key)), v], "xlsx"),
    ], 1):
        f = new()
        if n == 5:
            for x in f.form.head:
                if f.get(x.key).typed is not None and x.unit:
                    f.mean(x.key, either(f.get(x.key).typed))
        b = plain(f.form.title, [head] + [cells(x, (x.key, f.get(x.key).typed)) for x in xs(f) + f.form.foot], f)
        c.add(k, "另有说明栏%d.%s" % (n, ext), b, "a row for each figure, with another column: " + "、".join(head))
    f = new()
    d = docx.Document()
    d.add_paragraph(f.form.title)
    t = d.add_table(rows=0, cols=3)
    for x in xs(f) + f.form.foot:
        cells = t.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = x.full(), what.get(x.key, "据实填写"), shown(f.get(x.key).typed)
    for x in xs(f) + f.form.foot:
        f.mean(x.key, either(*f.get(x.key).truth.values))
    c.add(k, "另有说明栏.docx", Doc(d, f), "a row for each figure, explained before its value, and no heads", fills=[f])
    # The table two abreast.
    for n, ext in enumerate(["xlsx", "xls"], 1):
        f = new("volunteers")
        rows = [[x.full() for x in f.form.block("events").fields] * 2]
        ref = lambda i: [(("events", i, x.key), f.get("events", i, x.key).typed) for x in f.form.block("events").fields]
        rows += [ref(1) + ref(2), ref(3)]
        for i in (1, 2, 3):
            for x in f.form.block("events").fields:
                f.mean("events", i, x.key, either(*f.get("events", i, x.key).truth.values))
        head = []
        for x in f.form.head:
            head += [x.full(), (x.key, f.get(x.key).typed)]
        foot = []
        for x in f.form.foot:
            foot += [x.label, (x.key, f.get(x.key).typed)]
        c.add(k, "左右两栏%d.%s" % (n, ext), plain(f.form.title, [head] + rows + [foot], f), "the rows of a table in two columns")
    # Labels that break, have notes, or are misspelt.
    for n, labels in enumerate([{"students": "学\n生\n数\n（人）", "teachers": "教\n师\n数", "school": "学\n校"}, {"students": "学生数〔人〕", "teachers": "教师数，人", "total": "参与总人数【人】", "enterprises": "企业数(家）"},
                                {"students": "学生数（人）注1", "teachers": "教师数②", "total": "参与总人数（含线上）"}, {"author": "填表人（签名）", "phone": "联系电话/手机", "date": "填报日期", "visits": "观摩体验活动项目数（项）："}], 1):
        f = new()
        for key in labels:
            if n == 3:
                f.mean(key, either(*f.get(key).truth.values))
        note = "labels in other shapes: " + "、".join(squeeze(x) for x in labels.values())
        c.add(k, "栏名%d.xlsx" % n, retype(f, labels=labels), note)
        c.add(k, "栏名%d.docx" % n, retype_docx(f, labels=labels), note)


def told_otherwise(c):
    """More numbers."""
    k = "amounts"
    f = lone().set("students", "900余名师生", truth=either("900")).set("teachers", "教师60人左右", truth=about("60")).set("total", "近千人", truth=either("1000")).set("enterprises", "10多家", truth=about("10")).set("visits", "共5（项）", truth="5")
    for make, ext in ((retype, "xlsx"), (retype_docx, "docx")):
        c.add(k, "人数一." + ext, make(f), "numbers in words")
    f = lone().set("students", "1.开放日300人\n2.竞赛200人\n合计500人", truth=either("500")).set("teachers", "60人（每天20人，共3天）", truth=either("60")).set("total", "1100.00", truth="1100").set("enterprises", "12家（含央企2家）", truth=either("12")).set("visits", "5+", truth=about("5"))
    for make, ext in ((retype, "xlsx"), (retype_docx, "docx")):
        c.add(k, "人数二." + ext, make(f), "lists of numbers")
    f = new("highlights").set("activities", 1, "people", "师生300人、家长100人", truth=either("400")).set("activities", 2, "people", "100人×3场", truth=either("300")).set("activities", 3, "people", "每场60人", truth=either("60"))
    for make, ext in ((retype, "xls"), (blank_docx, "docx")):
        c.add(k, "人数三." + ext, make(f), "numbers of parts")
    f = lone().set("students", "９OO", truth=ASKED).set("teachers", "60整", truth=either("60")).set("total", "壹仟壹佰人", truth="1100").set("enterprises", "八 家", truth="8").set("visits", "伍", truth="5")
    for make, ext in ((retype, "xlsx"), (retype_docx, "docx")):
        c.add(k, "人数四." + ext, make(f), "numbers in formal numerals")
    f = lone().set("students", "\u3000", truth=ASKED).set("teachers", "\u00a0", truth=ASKED).set("total", "？", truth=ASKED).set("enterprises", "……", truth=ASKED).set("visits", "空", truth=ASKED)
    for make, ext in ((retype, "xlsx"), (retype_docx, "docx")):
        c.add(k, "人数五." + ext, make(f), "nothing but blanks or marks")
    for n, cells in enumerate([
        {"students": (1200, "[DBNum1][$-804]General", oneof("1200")), "teachers": (86, "[DBNum2][$-804]General", oneof("86")), "total": (1500, "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"??_ ;_ @_ ", oneof("1500")), "enterprises": (12, "0.00E+00", oneof("12")), "visits": (9, "@", oneof("9"))},
        {"students": (900, "0%", either("900")), "teachers": (60, '[>100]0"人";0"名"', oneof("60")), "total": (1100, '[Red]0;[Blue]-0', oneof("1100")), "enterprises": (8, '# ?/?', oneof("8")), "visits": (5, '"第"0"项"', either("5"))},
        {"students": (12000, '0"."0,"万"', either("12000")), "total": (15000, '#,##0.0,"千人"', oneof("15000")), "teachers": (600, '0,', either("600", "1"))},
    ], 1):
        f = lone()
        for key, (v, fmt, t) in cells.items():
            f.set(key, v, truth=t, fmt=fmt)
        c.add(k, "格式%d.xlsx" % n, retype(f), "number formats: " + " ".join(x[1] for x in cells.values()))
    f = new("cooperation").set("projects", 1, "way", "其他（联合办学）", truth=ASKED).set("projects", 2, "way", "共建 基地", truth="共建基地").set("projects", 3, "way", "“师资互聘”", truth=either("师资互聘")).set("projects", 1, "funds", "12.5 万元整", truth=either("12.5")).set("projects", 2, "funds", "80.0万（元）", truth=either("80"))
    c.add(k, "方式.xlsx", retype(f), "options with marks")
    f = new("bases").set("open", "是/否", truth=ASKED).set("visitors", "中小学生,家长等", truth=either("中小学生、家长")).set("working", "95%（38/40）", truth=either("95")).set("hours", "每周六、日9:00-16:00", truth="每周六、日9:00-16:00")
    c.add(k, "开放.docx", retype_docx(f), "what nobody chose")


def aside(c):
    """Sheets that were put aside, and forms that are examples."""
    k = "aside"
    for n, (name, ext) in enumerate([("作废", "xlsx"), ("旧表", "xls"), ("样表", "xlsx"), ("2022年", "xlsx"), ("草稿", "ods")], 1):
        f = new()
        b = retype(f)
        b.ws.title = "统计表"
        old = base("week-statistics", f.n)
        old.set("students", 111).set("total", 333).set("teachers", 22)
        if name == "2022年":
            old.set("date", datetime.date(2022, 5, 22))
        retype(old, ws=b.wb.create_sheet(name), title=("2022年" if name == "2022年" else "") + f.form.title)
        c.add(k, "%s.%s" % (name, ext), b, "another sheet with other numbers, named " + name)
    f = new("highlights")
    f.set("activities", 1, "name", "示例：茶艺展示", truth=NOTHING)
    f.extra.append("row = asked of %s" % quote("示例：茶艺展示"))
    b = retype(f)
    f.drop("activities", 1)
    c.add(k, "保留了示例行.xlsx", b, "the example of the blank was left in")
    f = new()
    b = retype(f)
    for row in (3, 5):
        b.ws.row_dimensions[row].outlineLevel = 1
    b.ws.freeze_panes = "B3"
    b.ws["A20"], b.ws["B20"] = "校对：", "李某某"
    c.add(k, "页脚校对.xlsx", b, "a name below the form")


def wordmarks(c):
    """What word processors hide, break and strike by other means."""
    k = "wordmarks"
    f = lone()
    d = retype_docx(f)
    fill_cell(d.cell("students"), r("12", el("w:dstrike")), r("900"))
    fill_cell(d.cell("teachers"), r("6", el("w:webHidden", val="0")), r("0"))
    fill_cell(d.cell("total"), r("1100"), el("w:r", el("w:commentReference", id="1")))
    f.set("students", 900).set("teachers", 60).set("total", 1100)
    c.add(k, "双删除线.docx", d, "struck out twice, a reference to a comment")
    f = lone()
    d = retype_docx(f)
    fill_cell(d.cell("students"), r("9"), el("w:r", el("w:br")), r("00"))
    fill_cell(d.cell("teachers"), r("6"), el("w:r", el("w:softHyphen")), r("0"))
    fill_cell(d.cell("enterprises"), r("8"), el("w:r", el("w:tab")), r("9"))
    f.set("students", None, truth=ASKED).set("teachers", None, truth=either("60")).set("enterprises", None, truth=ASKED)
    f.values["", 0, "students"], f.values["", 0, "teachers"], f.values["", 0, "enterprises"] = V("9\n00", ASKED), V("60", either("60")), V("8\t9", ASKED)
    c.add(k, "格内断行.docx", d, "breaks and tabs within numbers")
    f = new("liaison")
    d = retype_docx(f)
    for i in f.rows("liaisons"):
        phone = f.get("liaisons", i, "mobile").typed
        fill_cell(d.at["liaisons", i, "mobile"], r(phone[:3]), el("w:r", el("w:noBreakHyphen")), r(phone[3:7]), el("w:r", el("w:noBreakHyphen")), r(phone[7:]))
    c.add(k, "不断开的连字符.docx", d, "hyphens that do not break in numbers")
    f = lone()
    d = retype_docx(f)
    fill_cell(d.cell("students"), r("12", el("w:rStyle", val="Struck")), r("900"))
    f.set("students", 900)
    c.add(k, "样式删除线.docx", Patched(d, {"word/styles.xml": lambda s: s.replace("</w:styles>", '<w:style w:type="character" w:styleId="Struck"><w:name w:val="Struck"/><w:rPr><w:strike/></w:rPr></w:style></w:styles>')}), "struck out by a style of characters")
    f = lone()
    d = retype_docx(f)
    fill_cell(d.cell("students"), el("w:ins", el("w:del", el("w:r", el("w:delText", "12")), id="3", author="某"), id="4", author="某"), el("w:ins", r("900"), id="5", author="某"))
    f.set("students", 900)
    c.add(k, "先插后删.docx", d, "what was put in and taken away again")
    f = new("highlights")
    d = retype_docx(f)
    t, _ = d.tables["activities"]
    for i in f.rows("activities"):
        p = t.rows[i].cells[0].paragraphs[0]
        for run_ in list(p.runs):
            run_._r.getparent().remove(run_._r)
        p._p.insert(0, el("w:pPr", el("w:numPr", el("w:ilvl", val="0"), el("w:numId", val="1"))))
    c.add(k, "序号自动.docx", d, "the numbers of rows are those of a list")
    f = new("volunteers")
    d = retype_docx(f)
    t, _ = d.tables["events"]
    for row in t.rows[1:]:  # a last cell that nobody sees in the head
        tc = el("w:tc", el("w:tcPr"), el("w:p"))
        row._tr.append(tc)
    c.add(k, "多一格.docx", d, "rows with a cell more than the heads")
    f = new("volunteers")
    d = retype_docx(f)
    for x in list(d.doc.element.body):  # everything in one section of a control
        pass
    body = d.doc.element.body
    s = el("w:sdt", el("w:sdtPr"), el("w:sdtContent"))
    for x in list(body):
        if x.tag != qn("w:sectPr"):
            s[-1].append(x)
    body.insert(0, s)
    c.add(k, "整篇控件.docx", d, "the whole form in a control")
    f = new("volunteers")
    d = retype_docx(f)
    rows = d.tables["events"][0].rows
    e = el("w:customXml")
    rows[2]._tr.addprevious(e)
    e.append(rows[2]._tr)
    c.add(k, "自定义标记.docx", d, "a row within marks of another program")


def headed(f):
    """f without what stands in the foot."""
    for x in f.form.foot:
        f.values.pop(("", 0, x.key), None)
    return f


def extras(c):
    k = "strangers"
    f = new()
    c.raw(k, "统计表.csv", ("\n".join("%s,%s" % (x.full(), shown(f.get(x.key).typed)) for x in f.form.head)).encode("gb18030"), "a list of values with commas", *truth_lines(headed(f), None))
    html = "<html><body><table>%s</table></body></html>" % "".join("<tr><td>%s</td><td>%s</td></tr>" % (x.full(), shown(f.get(x.key).typed)) for x in f.form.head)
    c.raw(k, "网页.xls", html.encode(), "a web page whose name says .xls", "unreadable = format")
    c.raw(k, "表格.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n" + html.encode(), "a web archive", "unreadable = format")
    c.raw(k, "制表符.xls", ("\n".join("%s\t%s" % (x.full(), shown(f.get(x.key).typed)) for x in f.form.head)).encode("utf-16"), "text with tabs whose name says .xls", "unreadable = format")
    c.raw(k, "文字.rtf", b"{\\rtf1\\ansi 1}", "rich text", "unreadable = format")
    f = new()
    d = retype_docx(f)
    p = Patched(d, {r"\[Content_Types\].xml": lambda s: s.replace("document.main+xml", "template.main+xml")})
    c.add(k, "模板.docx", p, "a template of documents")
    f = new()
    p = Patched(retype(f), {r"\[Content_Types\].xml": lambda s: s.replace("sheet.main+xml", "template.main+xml")})
    c.add(k, "模板.xlsx", p, "a template of workbooks")


def spread(c):
    """A form on two sheets, and lines of figures for one school."""
    k = "spread"
    for n, (form, again, heads, ext) in enumerate([("highlights", "特色亮点活动一览表（续）", True, "xlsx"), ("highlights", "特色亮点活动一览表", True, "xls"), ("volunteers", None, True, "xlsx"), ("liaison", None, False, "xlsx")], 1):
        f = new(form)
        t = f.form.table()
        b = retype(f)
        last = f.rows(t.key)[-1]
        ws = b.wb.create_sheet("第二页")
        r = 1
        if again:
            ws.cell(r, 1, again)
            r += 1
        first = 1 + bool(t.number)
        if heads:
            for i, x in enumerate(t.fields):
                ws.cell(r, first + i, x.full())
            r += 1
        if t.number:
            ws.cell(r, 1, last)
        for i, x in enumerate(t.fields):
            cell = b.at[t.key, last, x.key]
            ws.cell(r, first + i, cell.value).number_format = cell.number_format
            cell.value = None
            if (t.key, last, x.key) in f.values:
                f.mean(t.key, last, x.key, either(*f.get(t.key, last, x.key).truth.values))
        if t.number:
            b.ws.cell(b.at[t.key, last, t.fields[0].key].row, 1).value = None
        f.book = None
        c.add(k, "分在两张表%d.%s" % (n, ext), b, "the table goes on on a second sheet", fills=[f])
    for n, ext in enumerate(["xlsx", "xls"], 1):
        f = new()
        xs = [x for x in f.form.head + f.form.foot if f.get(x.key).typed is not None]
        b = plain(f.form.title, [[x.full() for x in xs], [(x.key, f.get(x.key).typed) for x in xs]], f)
        b.cell("date").number_format = "yyyy-mm-dd"
        c.add(k, "一行填完%d.%s" % (n, ext), b, "heads in a row, the values of one school below")
    f = new()
    d = docx.Document()
    d.add_paragraph(f.form.title)
    xs = [x for x in f.form.head if f.get(x.key).typed is not None]
    t = d.add_table(rows=2, cols=len(xs))
    for i, x in enumerate(xs):
        t.rows[0].cells[i].text, t.rows[1].cells[i].text = x.full(), shown(f.get(x.key).typed)
    d.add_paragraph("填表人：%s  联系电话：%s  填报日期：2023年5月22日" % (f.get("author").typed, f.get("phone").typed))
    c.add(k, "一行填完.docx", Doc(d, f), "heads in a row, the values of one school below")
    f = new()
    rows = []
    for x in f.form.head:
        v = f.get(x.key).typed
        if v is not None:
            rows.append([x.full(), (x.key, v)] + ({"students": ["其中女生（人）", 400], "teachers": ["其中兼职（人）", 8]}.get(x.key, [])))
    for x in f.form.foot:
        rows.append([x.label, (x.key, f.get(x.key).typed)])
    c.add(k, "旁边是其中.xlsx", plain(f.form.title, rows, f), "a part of a number beside it, with a label of its own")
    f = new("highlights")
    b = retype(f)
    r = b.head["activities"]
    b.ws.insert_rows(r)
    col = b.at["activities", 1, "people"].column
    b.ws.cell(r, col - 3, "活动情况")
    b.ws.cell(r, col + 1, "联系方式")
    f.book = None
    c.add(k, "加了一层表头.xlsx", b, "a row of heads above the heads", fills=[f])
    f = new("highlights")
    d = retype_docx(f)
    e = retype_docx(Fill("highlights", 0))
    for x in list(e.doc.element.body):
        if x.tag != qn("w:sectPr"):
            d.doc.element.body.insert(len(d.doc.element.body) - 1, x)
    c.add(k, "后附空表.docx", d, "an empty copy of the form behind it")


told_otherwise.__name__ = "amounts"
extras.__name__ = "strangers"
KINDS = [explained, told_otherwise, aside, wordmarks, extras, spread]
