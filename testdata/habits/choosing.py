"""Several copies of a form in one file, of which a clerk takes one; what stands
beside the cells; tables that were turned; texts with commas; what people say
instead of a number or a day."""
import datetime, io, zipfile
from openpyxl.comments import Comment
from corpus import *
from figures import lone, new
from others import plain


class Several:
    """A workbook of several forms."""
    def __init__(self, wb):
        self.wb, self.fill = wb, None

    def file(self):
        p = os.path.join(tempfile.mkdtemp(dir=TMP), "a.xlsx")
        self.wb.save(p)
        tidy(p)
        return p


def book(*sheets):
    """sheets: name, fill (None for nothing), title, and what to do to it."""
    wb = openpyxl.Workbook()
    wb.remove(wb.active)
    for name, fill, *rest in sheets:
        ws = wb.create_sheet(name)
        title = rest[0] if rest and rest[0] else None
        fill.book = retype(fill, ws=ws, title=title, row=1)
        if len(rest) > 1:
            rest[1](ws)
    s = Several(wb)

    return s


def empty(form="week-statistics", school=True):
    f = new(form)
    own = f.school
    f.values.clear()
    if school and form == "week-statistics":
        f.set("school", own)
    return f


def hide(ws):
    ws.sheet_state = "hidden"


def candidates(c):
    """Several copies of one form in a file."""
    k = "candidates"
    def add(name, note, right, *sheets):
        c.add(k, name, book(*sheets), note, fills=right)
    a, b = new(), empty()
    add("空表和草稿.xlsx", "the form left blank, and filled in on a sheet 草稿", [a], ("Sheet1", b), ("草稿", a))
    a, b = new("highlights"), empty("highlights")
    add("空表和旧表.xls", "the form left blank, and filled in on a sheet 旧表", [a], ("特色亮点", b), ("旧表", a))
    a, b = new(), empty()
    add("空表和隐藏的表.xlsx", "the form left blank, and filled in on a hidden sheet", [a], ("Sheet1", b), ("Sheet2", a, None, hide))
    a, b = new(), empty()
    add("空表和备份.ods", "the form left blank, and filled in on a sheet 备份", [a], ("统计表", b), ("备份", a))
    a, b = new(), empty(school=False)
    add("空表和填写示例.xlsx", "the form left blank beside an example", [b], ("统计表", b), ("填写示例", a))
    a, b = new("volunteers"), empty("volunteers")
    add("空表和作废.xlsx", "the form left blank beside one that is void", [b], ("志愿服务", b), ("作废", a))
    a, b = new(), new()
    add("标题示例.xlsx", "an example, as its title says", [a], ("Sheet1", b, "职业教育活动周学校情况统计表（填写示例）"), ("Sheet2", a))
    a, b = new("liaison"), new("liaison")
    add("标题作废.ods", "one that is void, as its title says", [a], ("Sheet1", b, "联络员信息表（作废）"), ("Sheet2", a))
    a, b = new("cooperation"), new("cooperation")
    add("标题草稿.xlsx", "a draft, as its title says", [a], ("表一", a), ("表二", b, "校企合作项目申报表（草稿）"))
    a, b = new(), new()
    add("标题去年.xls", "last year's, as its title says", [a], ("表一", b, "2022年职业教育活动周学校情况统计表"), ("表二", a, "2023年职业教育活动周学校情况统计表"))
    a, b = new(), new()
    add("原开头的校区.xlsx", "two schools, one of whose sheets begins with 原", [a, b], ("本部", a), ("原平校区", b))
    a, b = new("bases"), new("bases")
    add("旧开头的校区.xlsx", "two schools, one of whose sheets begins with 旧", [a, b], ("新城校区", a), ("旧宫校区", b))
    a, b = new("highlights"), new("highlights")
    add("校内校外.xlsx", "the table twice, for other activities", [a, b], ("校内", a), ("校外", b))
    a = new()
    b = base("week-statistics", a.n)
    b.set("students", 901)
    add("副本改了一处.xlsx", "a copy with one other number: both are there, and nobody can tell", [a, b], ("统计表", a), ("统计表 (2)", b))
    a, b = new("training"), new("training")
    def mark(text, row=1):
        def do(ws):
            ws.insert_rows(row)
            for m in list(ws.merged_cells.ranges):
                m.shift(0, 1)
            ws.cell(row, 1, text)
        return do
    s = book(("Sheet1", b, None), ("Sheet2", a))
    s.wb["Sheet1"]["A20"] = "此表作废"
    c.add(k, "一行此表作废.xlsx", s, "a line says that the form is void", fills=[a])
    # documents
    def twice(first, second, before_first="", before_second="", titles=(None, None)):
        d = retype_docx(first, title=titles[0])
        e = retype_docx(second, title=titles[1])
        if before_first:
            d.doc.paragraphs[0].insert_paragraph_before(before_first)
        if before_second:
            d.doc.add_paragraph(before_second)
        body = d.doc.element.body
        for x in list(e.doc.element.body):
            if not x.tag.endswith("sectPr"):
                body.insert(len(body) - 1, x)
        return d
    for n, (form, one, two, titles) in enumerate([
        ("week-statistics", "填写示例：", "", (None, None)), ("week-statistics", "", "", ("职业教育活动周学校情况统计表（示例）", None)),
        ("volunteers", "（作废）", "", (None, None)), ("bases", "", "", ("实训基地开放情况表（初稿）", "实训基地开放情况表"))], 1):
        a, b = new(form), new(form)
        c.add(k, "两份%d.docx" % n, twice(b, a, one, two, titles), "two copies, the first put aside by a word", fills=[a])
    a, b = new(), new()
    c.add(k, "后一份示例.docx", twice(a, b, "", "填写示例"), "two copies, the second is an example", fills=[a])
    a, b = new("liaison"), empty("liaison")
    c.add(k, "先空后填.docx", twice(b, a), "a blank copy in front of the one filled in", fills=[a])


def sidenotes(c):
    """What stands beside the cells."""
    k = "sidenotes"
    f = new()
    b = retype(f)
    b.cell("students").comment = Comment("含分校120人", "王某某")
    c.add(k, "批注补充.xlsx", b, "a comment")
    f = new("cooperation")
    b = retype(f)
    b.cell("projects", 1, "funds").comment = Comment("其中政府投入5万", "王某某")
    c.add(k, "批注补充.ods", b, "a comment")
    f = new("bases")
    b = retype(f)
    b.cell("area").comment = Comment("不含在建800平方米", "王某某")
    c.add(k, "批注补充.xls", b, "a comment")
    for n, (form, text) in enumerate([("week-statistics", "说明：以上学生数含成教学员56人"), ("highlights", "备注：第3项活动改到6月"), ("volunteers", "另：校外实习学生服务300小时未计入"), ("liaison", "注：李某某5月起调离，联系电话换为13800000999")], 1):
        f = new(form)
        b = retype(f)
        b.ws.cell(b.end + 2, 1, text)
        c.add(k, "表后附注%d.%s" % (n, ["xlsx", "xls", "ods", "xlsx"][n - 1]), b, "a note below the form: " + text)
    f = new("training")
    d = retype_docx(f)
    d.doc.sections[0].footer.paragraphs[0].text = "另有企业实践12人未列入"
    c.add(k, "页脚附注.docx", d, "a note in the footer")
    f = new("week-statistics")
    b = retype(f)
    for i, (x, v) in enumerate((("女生", 430), ("男生", 480))):
        b.ws.cell(4 + i, 8, x)
        b.ws.cell(4 + i, 9, v)
    c.add(k, "旁边的草稿数.xlsx", b, "sums beside the form")


def turned(c):
    """Tables with a column for each activity."""
    k = "turned"
    for n, (form, key, ext) in enumerate([("highlights", "activities", "xlsx"), ("volunteers", "events", "xls"), ("cooperation", "projects", "ods"), ("openday-plan", "days", "xlsx"), ("month-schedule", "activities", "xlsx"), ("training", "courses", "xlsx"), ("liaison", "liaisons", "xls")], 1):
        f = new(form)
        blk = f.form.block(key)
        rows = []
        head = []
        for x in f.form.head:
            head += [x.full(), (x.key, f.get(x.key).typed)]
        rows.append(head)
        if n % 2:
            rows.append(["项目"] + ["第%s项" % "一二三四"[i] for i in range(len(f.rows(key)))])
        for x in blk.fields:
            rows.append([(x.group + x.full()) if x.group else x.full()] + [((key, i, x.key), f.get(key, i, x.key).typed) for i in f.rows(key)])
        foot = []
        for x in f.form.foot:
            foot += [x.label, (x.key, f.get(x.key).typed)]
        if foot:
            rows.append(foot)
        b = plain(f.form.title, rows, f)
        for ref, v in f.values.items():
            if v.fmt and ref in b.at:
                b.at[ref].number_format = v.fmt
        c.add(k, "一项一列%d.%s" % (n, ext), b, "the table turned: a column for each activity")
    f = new("volunteers")
    d = docx.Document()
    d.add_paragraph(f.form.title)
    t = d.add_table(rows=0, cols=2)
    for x in f.form.head:
        r = t.add_row().cells
        r[0].text, r[1].text = x.full(), shown(f.get(x.key).typed)
    d.add_paragraph("服务活动")
    t = d.add_table(rows=0, cols=4)
    for x in f.form.block("events").fields:
        r = t.add_row().cells
        r[0].text = x.full()
        for i in (1, 2, 3):
            r[i].text = shown(f.get("events", i, x.key).typed)
    d.add_paragraph("填表人：%s    联系电话：%s" % (f.get("author").typed, f.get("phone").typed))
    c.add(k, "一项一列.docx", Doc(d, f), "the table turned: a column for each activity", fills=[f])


def csvfiles(c):
    """Workbooks saved as text."""
    k = "csvfiles"
    for n, (form, sep, code) in enumerate([("week-statistics", ",", "utf-8-sig"), ("week-statistics", ",", "gb18030"), ("highlights", ",", "utf-8"), ("cooperation", "\t", "utf-16"), ("liaison", ",", "gb18030"), ("bases", ";", "utf-8-sig"), ("volunteers", ",", "utf-8-sig"), ("openday-plan", ",", "gb18030")], 1):
        f = new(form)
        b = retype(f)
        lines = []
        for row in b.ws.iter_rows():
            cells = []
            for x in row:
                v = x.value
                s = "" if v is None else "%d/%d/%d" % (v.year, v.month, v.day) if isinstance(v, datetime.date) else "95%" if isinstance(v, float) and x.number_format == "0%" else str(v)
                if any(ch in s for ch in sep + '"\n'):
                    s = '"' + s.replace('"', '""') + '"'
                cells.append(s)
            lines.append(sep.join(cells))
        c.raw(k, "另存%d.csv" % n, "\r\n".join(lines).encode(code), "a workbook saved as text, %s in %s" % (repr(sep), code), *truth_lines(f, b))


def spans(c):
    """Days with words that open a span."""
    k = "spans"
    for n, (typed, t) in enumerate([("自5月9日", told("2023-05-09")), ("5月9日起", told("2023-05-09")), ("5月9日前", ASKED), ("5月中旬", ASKED), ("5月9日上午", "2023-05-09"), ("5月9日（周二）下午2:30", "2023-05-09"),
                                    ("截至5月20日", ASKED), ("5月9日左右", told("2023-05-09")), ("5月9日-5月11日（3天）", "2023-05-09/2023-05-11"), ("2023.5.9-2023.5.11", "2023-05-09/2023-05-11"), ("每周三", ASKED), ("5月9、10日", either("2023-05-09/2023-05-10")),
                                    ("5月9日、11日", ASKED), ("20230509", "2023-05-09"), ("5/9", "2023-05-09"), ("二〇二三年五月九日", "2023-05-09")], 1):
        f = new("outreach-plan")
        f.set("features", 2, "time", typed, truth=t)
        c.add(k, "时间%02d.%s" % (n, "docx" if n % 2 else "xlsx"), (retype_docx if n % 2 else retype)(f), "days written as " + typed)


def spoken(c):
    """Numbers as people say them."""
    k = "spoken"
    cases = [("两千五", "2500"), ("三万二", "32000"), ("一百二", "120"), ("1万2", either("12000")), ("1千2百", either("1200")), ("3百5", either("350")), ("二十来人", about("20")), ("十几人", ASKED), ("本校900人", told("900")), ("全校900人", told("900")),
             ("900人（全部）", either("900")), ("900人/次", either("900")), ("900 人", "900"), ("900(含教师60)", either("900")), ("900人次左右", either("900")), ("两百零五", "205"), ("一千零五十", "1050"), ("9百", "900"), ("900,00", ASKED), ("０９００", "900"),
             ("900名在校学生", ASKED), ("九〇〇", "900"), ("约九百人", about("900")), ("900人，教师60人", ASKED), ("不足900人", about("900")), ("未超过900", about("900")), ("900–1000", ASKED), ("900 or 1000", ASKED), ("一万二千", "12000"), ("1.2千", "1200")]
    for n in range(0, len(cases), 3):
        f = lone()
        for key, (typed, t) in zip(("students", "total", "enterprises"), cases[n:n + 3]):
            f.set(key, typed, truth=t)
        c.add(k, "说法%02d.%s" % (n // 3 + 1, ["xlsx", "docx", "xls"][n // 3 % 3]), (retype_docx if n // 3 % 3 == 1 else retype)(f), "numbers written as " + "; ".join(t for t, _ in cases[n:n + 3]))
    shares = [("九成", told("90")), ("近九成", about("90")), ("三分之二", ASKED), ("95个百分点", either("95")), ("0.95%", "0.95"), ("九十五", "95")]
    for n, (typed, t) in enumerate(shares, 1):
        f = lone().set("coverage", typed, truth=t)
        c.add(k, "覆盖率%d.xlsx" % n, retype(f), "a share written as " + typed)
    for n, (typed, t) in enumerate([("12万5千", told("12.5")), ("十二万五", told("12.5")), ("12.5万元整", "12.5"), ("125000.00元", told("12.5")), ("12万5000元", told("12.5")), ("壹拾贰万伍仟元整", told("12.5"))], 1):
        f = new("cooperation").set("projects", 1, "funds", typed, truth=t)
        c.add(k, "经费%d.%s" % (n, "docx" if n % 2 else "xls"), (retype_docx if n % 2 else retype)(f), "money written as " + typed)


def rowmarks(c):
    """Rows that somebody marked beside the table."""
    k = "rowmarks"
    for n, (form, key, text, ext) in enumerate([("highlights", "activities", "已取消", "xlsx"), ("volunteers", "events", "作废", "xls"), ("cooperation", "projects", "不计", "ods"), ("month-schedule", "activities", "取消", "xlsx")], 1):
        f = new(form)
        b = retype(f)
        r = b.at[(key, 2, f.form.block(key).fields[0].key)].row
        col = max(x.column for x in b.at.values()) + 1
        b.ws.cell(b.head[key], col, "备注")
        b.ws.cell(r, col, text)
        first = b.at[(key, 2, f.form.block(key).fields[0].key)]
        f.extra.append("row = asked @ %s" % first.coordinate)
        f.drop(key, 2)
        c.add(k, "标记%d.%s" % (n, ext), b, "a row marked as " + text)
    # two columns of one name, of two years
    for n, (one, two, year) in enumerate([("2022年", "2023年", True), ("2023年", "2022年", True), ("校内", "校外", False)], 1):
        f = new("volunteers")
        head = []
        for x in f.form.head:
            head += [x.full(), (x.key, f.get(x.key).typed)]
        labels = [x.full() for x in f.form.block("events").fields]
        rows = [head, ["", "", "", one, two], labels + [labels[-1]]]
        for i in (1, 2, 3):
            cells = [(("events", i, x.key), f.get("events", i, x.key).typed) for x in f.form.block("events").fields]
            other = 7 * i + 3
            cells = cells[:-1] + ([other, cells[-1]] if one == "2022年" else [cells[-1], other])
            rows.append(cells)
            if not year:
                f.mean("events", i, "people", ASKED)
        foot = []
        for x in f.form.foot:
            foot += [x.label, (x.key, f.get(x.key).typed)]
        c.add(k, "同名两列%d.xlsx" % n, plain(f.form.title, rows + [foot], f), "two columns of one name, under %s and %s" % (one, two))

# A second lot, written after the reader had been mended by the first.

def again(c):
    """Forms over several sheets, with doubts of other kinds."""
    k = "again"
    def add(name, note, right, *sheets):
        c.add(k, name, book(*sheets), note, fills=right)
    a, b, d = new("volunteers"), new("volunteers"), new("volunteers")
    add("三张.xlsx", "this year's, last year's, and a draft", [a], ("2023年", a), ("2022年", b), ("初稿", d))
    a, b = new("cooperation"), new("cooperation")
    add("定稿和备份.xls", "a backup beside", [a], ("备份1", b), ("合作项目", a))
    a, b = new("highlights"), empty("highlights")
    add("空表在后.xlsx", "a blank one behind", [a, b], ("活动", a), ("空白表", b))
    a, b = new("training"), new("training")
    add("标题带样例.xlsx", "the title of one says 样例", [a], ("1", a), ("2", b, "教师培训情况表【样例】"))
    a, b = new(), new("liaison")
    add("两种各一.ods", "two forms, the second on a hidden sheet", [a, b], ("统计表", a), ("联络员", b, None, hide))
    a, b = new("month-schedule"), new("month-schedule")
    add("旧的排除.xlsx", "旧的 in the name of a sheet", [a], ("新安排", a), ("旧的安排", b))
    a, b = new("bases"), empty("bases")
    add("空白在前作废在后.xlsx", "the filled one is void, the other blank", [b], ("基地", b), ("基地（作废）", a))
    # merged and mixed cells
    f = new("highlights")
    b = retype(f)
    r = b.at[("activities", 2, "name")].row
    for i in range(1, len(f.form.block("activities").fields) + 3):
        b.ws.cell(r, i).font = Font(strike=True) if b.ws.cell(r, i).value is not None else Font()
    f.drop("activities", 2)
    f.extra.append("row = asked @ A%d" % r)
    c.add(k, "划掉一行.xlsx", b, "a row struck out")
    for n, text in enumerate(["因雨取消", "本项作废", "（未开展）"], 1):
        f = new("cooperation" if n == 2 else "volunteers")
        key = f.form.blocks[0].key
        b = retype(f)
        first = b.at[(key, 3, f.form.blocks[0].fields[0].key)]
        b.ws.cell(first.row, 12, text)
        f.drop(key, 3)
        f.extra.append("row = asked @ %s" % first.coordinate)
        c.add(k, "标记行%d.%s" % (n, ["xlsx", "ods", "xls"][n - 1]), b, "a row marked as " + text)
    # values right below labels
    for n, (form, ext) in enumerate([("week-statistics", "xlsx"), ("bases", "xls")], 1):
        f = new(form)
        rows = []
        xs = [x for x in f.form.head if f.get(x.key).typed is not None]
        for i in range(0, len(xs), 4):
            part = xs[i:i + 4]
            rows.append([x.full() for x in part])
            rows.append([(x.key, f.get(x.key).typed) for x in part])
        foot = []
        for x in f.form.foot:
            foot += [x.label + "：", (x.key, f.get(x.key).typed)]
        b = plain(f.form.title, rows + [foot], f)
        for ref, v in f.values.items():
            if v.fmt and ref in b.at:
                b.at[ref].number_format = v.fmt
        c.add(k, "数在栏名下%d.%s" % (n, ext), b, "the values right below their labels")
    # turned with other things around
    f = new("cooperation")
    blk = f.form.block("projects")
    rows = [["申报单位：" + f.get("unit").typed, "", "联系人：" + f.get("contact").typed, "", "联系电话：" + f.get("phone").typed], ["合作项目"]]
    for x in blk.fields:
        rows.append([x.full() + "："] + [(("projects", i, x.key), f.get("projects", i, x.key).typed) for i in f.rows("projects")])
    rows.append(["填表人：%s" % f.get("author").typed, "", "填报日期：%s" % shown(f.get("date").typed)])
    c.add(k, "转置加行内.xlsx", plain(f.form.title, rows, f), "the table turned, the rest as lines")
    f = new("training").drop("courses", 3)
    blk = f.form.block("courses")
    rows = [["学校", ("school", f.get("school").typed)]]
    for x in blk.fields:
        rows.append([x.group, x.full()] + [(("courses", i, x.key), f.get("courses", i, x.key).typed) for i in f.rows("courses")])
    rows.append(["填表人", ("author", f.get("author").typed)])
    b = plain(f.form.title, rows, f)
    c.add(k, "转置有分组.xlsx", b, "the table turned, heads of groups to their left")
    # csv
    for n, (form, sep, code, quote_all) in enumerate([("training", ",", "gb18030", True), ("month-schedule", ",", "utf-8-sig", True), ("outreach-plan", "\t", "utf-8", False), ("week-statistics", ",", "utf-16", True)], 1):
        f = new(form)
        b = retype(f, per=1)
        lines = []
        for row in b.ws.iter_rows():
            cells = []
            for x in row:
                s = shown(x.value) if x.value is not None else ""
                cells.append('"' + s.replace('"', '""') + '"' if quote_all or any(ch in s for ch in sep + '"\n') else s)
            lines.append(sep.join(cells))
        c.raw(k, "文本%d.csv" % n, "\n".join(lines).encode(code), "a workbook saved as text in " + code, *truth_lines(f, b))
    # numbers and shares
    cases = [("九百二", "920"), ("一亿", either("100000000")), ("900人上下", about("900")), ("共计玖佰人", "900"), ("900人，较上年增加50人", either("900")), ("900人(预计)", about("900")), ("预计900", about("900")), ("900↑", either("900")), ("900＊", "900"), ("超900", about("900")),
             ("九百余名", about("900")), ("900.00", "900"), ("900人(不含教师)", either("900")), ("师生900人", either("900")), ("900多个", either("900")), ("900（2022年850）", ASKED), ("900→920", ASKED), ("我校共900人", told("900"))]
    for n in range(0, len(cases), 2):
        f = lone()
        for key, (typed, t) in zip(("students", "total"), cases[n:n + 2]):
            f.set(key, typed, truth=t)
        c.add(k, "数的说法%02d.%s" % (n // 2 + 1, ["xlsx", "docx", "ods"][n // 2 % 3]), (retype_docx if n // 2 % 3 == 1 else retype)(f), "numbers written as " + "; ".join(t for t, _ in cases[n:n + 2]))
    for n, (typed, t) in enumerate([("5月9、10、11日", either("2023-05-09/2023-05-11")), ("5月9号至11号", "2023-05-09/2023-05-11"), ("2023年5月第2周", ASKED), ("五月九日至十一日", "2023-05-09/2023-05-11"), ("9日—11日", ASKED), ("2023/5/9～5/11", "2023-05-09/2023-05-11"), ("5.9-5.11", "2023-05-09/2023-05-11"), ("5月9日晚", "2023-05-09")], 1):
        f = new("outreach-plan")
        f.set("features", 1, "time", typed, truth=t)
        c.add(k, "日子%d.%s" % (n, "docx" if n % 2 else "xls"), (retype_docx if n % 2 else retype)(f), "days written as " + typed)


KINDS = [candidates, sidenotes, turned, csvfiles, spans, spoken, rowmarks, again]
