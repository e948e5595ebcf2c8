"""What the kinds of habits share: the forms, what is filled in and what is
meant by it, the ways to put it into a file, and the tables of truth.

A Fill holds for every field what its sender typed and what he meant. It goes
into a blank form (blank, blank_docx) or into one that was typed anew without
our marks (retype, retype_docx); a kind of habit then changes the file by hand.
"""
import copy, datetime, os, re, shutil, subprocess, tempfile, zipfile
import docx, openpyxl, yaml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

HERE = os.path.dirname(os.path.abspath(__file__))
TMP = tempfile.mkdtemp()
YEAR = 2023


# --- the forms

class Field:
    def __init__(self, key, label, kind="text", unit="", group="", **_):
        self.key, self.label, self.kind, self.unit, self.group = key, label, kind, unit, group

    def full(self):
        return self.label + ("（%s）" % self.unit if self.unit else "")


class Block:
    def __init__(self, key, fields, label="", rows=1, grow=False, number="", **_):
        self.key, self.label, self.number, self.rows = key, label, number, rows
        self.table = grow or rows > 1
        self.fields = [Field(**f) for f in fields]


class Form:
    def __init__(self, id, title, head=(), blocks=(), foot=(), **_):
        self.id, self.title = id, title
        self.head = [Field(**f) for f in head]
        self.blocks = [Block(**b) for b in blocks]
        self.foot = [Field(**f) for f in foot]

    def block(self, key):
        return next(b for b in self.blocks if b.key == key)

    def table(self):
        return next(b for b in self.blocks if b.table)


def fields(text):
    """key label [unit] [kind], a field in each part between semicolons."""
    out = []
    for part in text.split(";"):
        w = part.split()
        f = {"key": w[0], "label": w[1]}
        for x in w[2:]:
            f["kind" if x.isascii() else "unit"] = x
        if "unit" in f and "kind" not in f:
            f["kind"] = "integer"
        out.append(f)
    return out


FORMS = {f.id: f for f in (
    Form("week-statistics", "职业教育活动周学校情况统计表",
         fields("school 学校;colleges 参加活动的职业院校数 所;enterprises 企业数 家;teachers 教师数 人;students 学生数 人;enrolled 在校生数 人;"
                "coverage 学生参与覆盖率 percent;total 参与总人数 人;visits 观摩体验活动项目数 项;formats 主要活动形式;media 媒体报道情况（省级及以上媒体）"),
         (), fields("author 填表人;phone 联系电话 phone;date 填报日期 date")),
    Form("outreach-plan", "职教活动周校外活动及宣传月特色活动规划表", fields("school 学校"), [
        {"key": "outreach", "label": "职教活动周校外活动", "fields": fields("time 时间 dates;place 地点;people 参与师生人数 人;theme 活动主题;format 活动主要形式")},
        {"key": "features", "label": "宣传月特色活动", "rows": 4, "fields": fields("time 时间 dates;place 地点;content 活动内容;people 参与师生人数 人")},
    ], fields("reporter 信息员;phone 联系电话 phone")),
    Form("openday-plan", "技能节交流日规划表", fields("school 学校"), [
        {"key": "days", "rows": 7, "fields": fields("date 日期 date;content 开放展示内容;place 具体地点;hours 时间段")},
    ], fields("contact 联系人;phone 电话 phone")),
    Form("month-schedule", "职业教育宣传月活动安排", fields("department 上报部门（院部）;date 填报日期 date"), [
        {"key": "activities", "rows": 17, "fields": fields("project 活动项目;content 具体内容;time 活动时间 dates;place 活动地点;owner 负责部门;contact 负责人或联络人;phone 联系电话 phone")},
    ]),
    Form("highlights", "特色亮点活动一览表", fields("sender 填报单位"), [
        {"key": "activities", "label": "特色亮点活动", "rows": 10, "grow": True, "number": "序号",
         "fields": fields("school 学校;name 活动名称;time 时间 dates;place 地点;content 形式与内容;people 参与人数 人;contact 联系人;phone 联系电话 phone")},
    ], fields("author 填表人;phone 联系电话 phone;date 填报日期 date")),
    Form("liaison", "联络员信息表", fields("sender 填报单位"), [
        {"key": "liaisons", "label": "联络员", "rows": 4, "grow": True, "number": "序号",
         "fields": fields("unit 单位;name 姓名;post 职务;email 邮箱 email;mobile 手机号码 phone;site 方案/专栏（网站）地址")},
    ]),
)}
with open(os.path.join(HERE, "campaign.yaml"), encoding="utf-8") as f:
    for use in yaml.safe_load(f)["forms"]:
        if "schema" in use:
            FORMS[use["id"]] = Form(**use["schema"])


# --- what is meant

class Truth:
    """how is one of: is, about, told, either, asked, computed, nothing."""
    def __init__(self, how, *values):
        self.how, self.values = how, [str(v) for v in values]


def about(*v): return Truth("about", *v)     # a number that its sender marks as inexact
def told(*v): return Truth("told", *v)       # the value, or none, but never without a word
def either(*v): return Truth("either", *v)   # one of these, or asked
def oneof(*v): return Truth("is", *v)        # one of these, and no need to ask
ASKED = Truth("asked")                       # a careful clerk asks back
NOTHING = Truth("nothing")                   # the sender said nothing


def meaning(typed, truth):
    if isinstance(truth, Truth):
        return truth
    v = typed if truth is None else truth
    if v is None or v == "":
        return NOTHING
    if isinstance(v, datetime.date):
        v = v.isoformat()
    return Truth("is", v)


class V:
    """What was typed, how the cell shows it, and what is meant."""
    def __init__(self, typed, truth=None, fmt=None):
        self.typed, self.truth, self.fmt = typed, meaning(typed, truth), fmt


SCHOOLS = ["滨江职业学校", "云山职业技术学校", "青石职业学校", "东港职业学校", "西岭职业学校", "南湖职业学校", "北塔职业学校", "中渡职业学校", "长堤职业学校", "小桥职业学校", "大坪职业学校", "石门职业学校", "双溪职业学校"]
PEOPLE = ["周某某", "吴某某", "郑某某", "王某某", "孙某某", "李某某", "赵某某"]
EVENTS = [("茶艺展示", "实训楼一层", "现场展示与品鉴"), ("汽修开放日", "汽修车间", "参观、动手体验"), ("非遗进校园", "礼堂", "剪纸、面塑现场教学"),
          ("护理技能比赛", "护理实训室", "分组竞赛"), ("无人机表演", "操场", "飞行表演"), ("西点烘焙课", "烘焙教室", "亲子课堂")]


class Fill:
    def __init__(self, form, n=0):
        self.form, self.n = FORMS[form], n
        self.values = {}  # ref (block, row, key), to V
        self.extra = []   # lines of truth besides
        self.school = SCHOOLS[n % len(SCHOOLS)]

    def set(self, *ref_and_typed, truth=None, fmt=None):
        """set(key, typed) or set(block, row, key, typed)"""
        *ref, typed = ref_and_typed
        ref = ("", 0, ref[0]) if len(ref) == 1 else tuple(ref)
        assert self.field(ref), ref
        self.values[ref] = V(typed, truth, fmt)
        return self

    def mean(self, *ref_and_truth):
        """Changes what is meant, not what is typed."""
        *ref, truth = ref_and_truth
        ref = ("", 0, ref[0]) if len(ref) == 1 else tuple(ref)
        v = self.values[ref]
        self.values[ref] = V(v.typed, truth, v.fmt)
        return self

    def row(self, block, row, *typed):
        for f, v in zip(self.form.block(block).fields, typed):
            if isinstance(v, V):
                self.values[(block, row, f.key)] = v
            elif v is not None:
                self.set(block, row, f.key, v, truth=days(v) if f.kind == "dates" else None)
        return self

    def drop(self, block, row):
        for ref in [r for r in self.values if r[:2] == (block, row)]:
            del self.values[ref]
        return self

    def rows(self, block):
        return sorted({r[1] for r in self.values if r[0] == block})

    def get(self, *ref):
        ref = ("", 0, ref[0]) if len(ref) == 1 else tuple(ref)
        return self.values.get(ref, V(None))

    def field(self, ref):
        fs = self.form.head + self.form.foot if ref[0] == "" else self.form.block(ref[0]).fields
        return next((f for f in fs if f.key == ref[2]), None)

    def refs(self):
        f = self.form
        for x in f.head:
            yield ("", 0, x.key)
        for b in f.blocks:
            for n in self.rows(b.key):
                for x in b.fields:
                    yield (b.key, n, x.key)
        for x in f.foot:
            yield ("", 0, x.key)


def days(text):
    """2023年5月9日—11日 as ISO."""
    m = re.fullmatch(r"(\d{4})年(\d+)月(\d+)日(?:—(?:(\d+)月)?(\d+)日)?", str(text))
    if not m:
        return None
    y, a, b, c, d = m.groups()
    first = "%s-%02d-%02d" % (y, int(a), int(b))
    return first + ("/%s-%02d-%02d" % (y, int(c or a), int(d)) if d else "")


def base(form, n=0):
    """An honest return of a form; n tells them apart."""
    f = Fill(form, n)
    who, phone = PEOPLE[n % len(PEOPLE)], "0431-8%07d" % (n + 1)
    mobile = "138%08d" % (n + 1)
    day = datetime.date(2023, 5, 22)
    events = [EVENTS[(n + i) % len(EVENTS)] for i in range(3)]
    if form == "week-statistics":
        f.set("school", f.school).set("colleges", 1).set("enterprises", 8 + n % 9).set("teachers", 60 + n).set("students", 900 + 10 * n).set("enrolled", 2000 + 20 * n)
        f.set("total", 1100 + 12 * n).set("visits", 5 + n % 7).set("formats", "校园开放日、技能展示、职业体验").set("media", "无")
        f.set("author", who).set("phone", phone).set("date", day)
    elif form == "outreach-plan":
        f.set("school", f.school)
        f.row("outreach", 1, "2023年5月%d日" % (14 + n % 7), "人民广场", 120 + n, "技能让生活更美好", "技能展示\n现场咨询")
        for i, (name, place, content) in enumerate(events, 1):
            f.row("features", i, "2023年5月%d日—%d日" % (8 + i, 10 + i), place, name, 40 * i + n)
        f.set("reporter", who).set("phone", mobile)
    elif form == "openday-plan":
        f.set("school", f.school)
        for i, (name, place, content) in enumerate(events, 1):
            f.row("days", i, datetime.date(2023, 5, 8 + i), name, place, "9:00—11:30")
        f.set("contact", who).set("phone", mobile)
    elif form == "month-schedule":
        f.set("department", f.school + "教务处").set("date", datetime.date(2023, 4, 20))
        for i, p in enumerate(["举办校园开放日及校园文化节活动", "开设职教宣传月专栏", "利用各级媒体广泛宣传职业教育"], 1):
            f.row("activities", i, p, events[i - 1][2], "2023年5月%d日—%d日" % (3 + i, 10 + i), events[i - 1][1], ["团委", "宣传部", "招生办"][i - 1], PEOPLE[(n + i) % 7], phone)
    elif form == "highlights":
        f.set("sender", f.school)
        for i, (name, place, content) in enumerate(events, 1):
            f.row("activities", i, f.school, name, "2023年5月%d日" % (8 + i), place, content, 80 * i + n, who, mobile)
        f.set("author", who).set("phone", phone).set("date", day)
    elif form == "liaison":
        f.set("sender", f.school)
        for i in (1, 2):
            f.row("liaisons", i, f.school, PEOPLE[(n + i) % 7], ["教务处主任", "团委干事"][i - 1], "user%d%d@example.com" % (n, i), "138%08d" % (10 * n + i), "https://example.com/zjz" if i == 1 else None)
    elif form == "cooperation":
        f.set("unit", f.school).set("contact", who).set("phone", phone)
        for i, (name, partner, way, funds) in enumerate([("现代物流订单班", "示例物流公司", "订单培养", 12.5), ("数控实训基地", "示例机床厂", "共建基地", 80), ("双师互聘", "示例电子厂", "师资互聘", 3)], 1):
            f.row("projects", i, name, partner, way, "2023年5月%d日—%d日" % (3 + i, 10 + i), funds + n % 3, 30 * i + n)
        f.set("author", who).set("date", day)
    elif form == "training":
        f.set("school", f.school)
        for i, name in enumerate(["班主任能力提升", "课程思政研讨", "企业实践"], 1):
            f.row("courses", i, name, datetime.date(2023, 5, 8 + i), "%d:30" % (8 + i) if i > 1 else V("09:30", "09:30"), 20 + n + i, 3 + i, 4.5 * i)
        f.set("author", who)
    elif form == "bases":
        f.set("school", f.school).set("area", 3200 + n).set("worth", 860.5 + n).set("posts", 240 + n).set("working", 0.95, truth="95", fmt="0%")
        f.set("open", "是").set("visitors", "中小学生、家长").set("hours", "周一至周五").set("feature", "智能制造综合实训").set("opinion", "同意上报。")
        f.set("author", who).set("date", day)
    elif form == "volunteers":
        f.set("school", f.school).set("students", 300 + n).set("hours", 640.5)
        for i, (name, place) in enumerate([("敬老院义诊", "阳光敬老院"), ("家电维修进社区", "和平社区"), ("图书整理", "市图书馆")], 1):
            f.row("events", i, name, datetime.date(2023, 5, 10 + i), place, 25 * i + n)
        f.set("author", who).set("phone", mobile)
    else:
        raise KeyError(form)
    for ref, v in list(f.values.items()):  # days written in words
        if isinstance(v.typed, str) and f.field(ref).kind == "dates" and days(v.typed):
            f.values[ref] = V(v.typed, days(v.typed))
    return f


# --- workbooks

def squeeze(s):
    return "".join(str(s or "").split()).rstrip(":：")


class Book:
    """A workbook with a form on ws: where each value and label stands."""
    def __init__(self, wb, ws, fill):
        self.wb, self.ws, self.fill = wb, ws, fill
        self.at, self.label, self.head, self.last = {}, {}, {}, {}  # head, last: rows by block

    def cell(self, *ref):
        return self.at[("", 0, ref[0]) if len(ref) == 1 else tuple(ref)]

    def lab(self, *ref):
        return self.label[("", 0, ref[0]) if len(ref) == 1 else tuple(ref)]

    def place(self, ref):
        c = self.at.get(ref)
        return c.coordinate if c is not None else ""

    def put(self):
        """Writes the values of the fill into their cells."""
        for ref, v in self.fill.values.items():
            c = self.at.get(ref)
            if c is not None and v.typed is not None:
                c.value = v.typed
                if isinstance(v.typed, str):
                    c.data_type = "s"
                if v.fmt:
                    c.number_format = v.fmt
                elif isinstance(v.typed, datetime.date) and c.number_format == "General":
                    c.number_format = "yyyy-mm-dd"
        return self

    def file(self):
        p = os.path.join(tempfile.mkdtemp(dir=TMP), "a.xlsx")
        self.wb.save(p)
        tidy(p)
        return p


def right(ws, cell):
    for m in ws.merged_cells.ranges:
        if cell.coordinate in m:
            return ws.cell(m.min_row, m.max_col + 1)
    return ws.cell(cell.row, cell.column + 1)


def blank(fill):
    """The blank workbook of the form, filled in."""
    wb = openpyxl.load_workbook(os.path.join(TMP, "pack", "表格", fill.form.title + ".xlsx"))
    b = Book(wb, wb.worksheets[0], fill)
    ws = b.ws
    cells = [c for r in ws.iter_rows() for c in r if isinstance(c.value, str) and not c.value.startswith("=")]
    cursor = [2, 1]

    def find(text):
        for c in cells:
            if (c.row, c.column) >= tuple(cursor) and squeeze(c.value) == squeeze(text):
                cursor[:] = c.row, c.column
                return c
        raise LookupError(text)

    form = fill.form
    for x in form.head:
        c = find(x.full())
        b.label[("", 0, x.key)], b.at[("", 0, x.key)] = c, right(ws, c)
    for k in form.blocks:
        if k.label:
            find(k.label)
            cursor[0] += 1
            cursor[1] = 1
        if not k.table:
            for x in k.fields:
                c = find(x.full())
                b.label[(k.key, 1, x.key)], b.at[(k.key, 1, x.key)] = c, right(ws, c)
            continue
        start, heads = list(cursor), cursor[0]
        for x in k.fields:
            cursor[:] = start
            b.label[(k.key, 0, x.key)] = find(x.full())
            heads = max(heads, cursor[0])
        cursor[:] = heads, 1
        b.head[k.key] = heads
        b.last[k.key] = cursor[0] + k.rows
        for n in range(1, k.rows + 1):
            for x in k.fields:
                b.at[(k.key, n, x.key)] = ws.cell(cursor[0] + n, b.label[(k.key, 0, x.key)].column)
        cursor[:] = cursor[0] + 1, 1
    for x in form.foot:
        c = find(x.full())
        b.label[("", 0, x.key)], b.at[("", 0, x.key)] = c, right(ws, c)
    return b.put()


def retype(fill, labels=None, per=2, row=1, col=1, foot="cells", number=True, heads=2, title=None, ws=None, rows=None, gap=0):
    """The form typed anew into an empty workbook, per labels to a row.

    labels: by ref, other words for a label. foot: cells, line (one cell), or
    glued (one cell without blanks). heads: rows of a grouped head. rows: how
    many rows a table has at least.
    """
    wb = openpyxl.Workbook() if ws is None else ws.parent
    ws = ws or wb.active
    form, b = fill.form, Book(wb, ws, fill)
    labels = labels or {}
    wide = max([2 * per] + [len(k.fields) + bool(k.number and number) for k in form.blocks if k.table])

    def word(ref, x):
        return labels.get(ref if ref[0] else ref[2], x.full())

    def merge(r, a, c):
        if c > a:
            ws.merge_cells(start_row=r, end_row=r, start_column=a, end_column=c)

    r = row
    ws.cell(r, col, title or form.title).font = Font(size=16, bold=True)
    merge(r, col, col + wide - 1)
    r += 1 + gap

    def pairs(block, n, xs, r):
        at = 0
        for x in xs:
            ref = (block, n, x.key)
            long = x.key in ("formats", "media", "format", "feature", "opinion")
            if at and (long or at + 2 > 2 * per):
                r, at = r + 1, 0
            c = ws.cell(r, col + at, word(ref, x))
            b.label[ref], b.at[ref] = c, ws.cell(r, col + at + 1)
            if long:
                merge(r, col + 1, col + 2 * per - 1)
                at = 2 * per
            else:
                at += 2
        return r + 1

    if form.head:
        r = pairs("", 0, form.head, r)
    for k in form.blocks:
        if k.label:
            ws.cell(r, col, k.label)
            merge(r, col, col + wide - 1)
            r += 1
        if not k.table:
            r = pairs(k.key, 1, k.fields, r)
            continue
        first = col
        if k.number and number:
            ws.cell(r, col, k.number)
            first += 1
        grouped = any(x.group for x in k.fields) and heads == 2
        group = ""
        for i, x in enumerate(k.fields):
            ref = (k.key, 0, x.key)
            if grouped and x.group:
                if x.group != group:
                    ws.cell(r, first + i, x.group)
                    same = sum(y.group == x.group for y in k.fields)
                    merge(r, first + i, first + i + same - 1)
                group = x.group
                b.label[ref] = ws.cell(r + 1, first + i, word(ref, x))
            else:
                b.label[ref] = ws.cell(r, first + i, word(ref, x))
                if grouped:
                    ws.merge_cells(start_row=r, end_row=r + 1, start_column=first + i, end_column=first + i)
        if grouped:
            r += 1
        b.head[k.key] = r
        n = max([rows or 0] + fill.rows(k.key))
        for i in range(1, n + 1):
            if k.number and number and i in fill.rows(k.key):
                ws.cell(r + i, col, i)
            for j, x in enumerate(k.fields):
                b.at[(k.key, i, x.key)] = ws.cell(r + i, first + j)
        r += n
        b.last[k.key] = r
        r += 1
    b.put()
    if form.foot:
        if foot == "cells":
            for i, x in enumerate(form.foot):
                ref = ("", 0, x.key)
                b.label[ref], b.at[ref] = ws.cell(r, col + 2 * i, x.label + "："), ws.cell(r, col + 2 * i + 1)
            b.put()
        else:
            text = ("" if foot == "glued" else "　　").join("%s：%s" % (labels.get(x.key, x.label), shown(fill.get(x.key).typed)) for x in form.foot)
            c = ws.cell(r, col, text)
            merge(r, col, col + wide - 1)
            for x in form.foot:
                b.at[("", 0, x.key)] = b.label[("", 0, x.key)] = c
    b.end = r
    thin = Side(style="thin")
    for cells in ws.iter_rows(min_row=row + 1, max_row=max(r - 1, row + 1), min_col=col, max_col=col + wide - 1):
        for c in cells:
            c.border = Border(thin, thin, thin, thin)
    for i in range(wide):
        ws.column_dimensions[get_column_letter(col + i)].width = 16
    return b


def shown(v):
    if v is None:
        return ""
    if isinstance(v, datetime.date):
        return "%d年%d月%d日" % (v.year, v.month, v.day)
    return str(v)


# Parts of a text in a cell of a workbook with a format of their own: openpyxl
# writes one format for each cell, so that they are marked and put in later.
RUNS = {"s": "<strike/>", "u": '<vertAlign val="superscript"/>', "d": '<vertAlign val="subscript"/>', "w": '<color rgb="FFFFFFFF"/>', "b": "<b/>"}


def run(how, text):
    return "\ue000" + how + text + "\ue001"


def split_runs(text):
    out = []
    for part in re.split("(\ue000.*?\ue001)", text, flags=re.S):
        if part.startswith("\ue000"):
            out.append((part[1], part[2:-1]))
        elif part:
            out.append(("", part))
    return out


def rich(data):
    def item(m):
        runs = ""
        for how, text in split_runs(m.group(1)):
            runs += "<r><rPr>%s<sz val=\"11\"/></rPr><t xml:space=\"preserve\">%s</t></r>" % (RUNS.get(how, ""), text)
        return "<is>%s</is>" % runs
    text = re.sub("&#(5734[45]);", lambda m: chr(int(m.group(1))), data.decode())
    return re.sub("<is><t[^>]*>([^<]*\ue000[^<]*)</t></is>", item, text, flags=re.S).encode()


def tidy(p):
    """Writes a zip anew: no times in it, parts of cells formatted."""
    with zipfile.ZipFile(p) as a:
        items = [(i.filename, a.read(i)) for i in a.infolist()]
    python = any(name == "word/stylesWithEffects.xml" for name, _ in items)  # in the template of python-docx
    with zipfile.ZipFile(p, "w") as b:
        for name, data in items:
            ours = python and re.search("stylesWithEffects|thumbnail|theme|numbering|fontTable|webSettings|customXml", name)
            if ours or name == "Thumbnails/thumbnail.png":
                continue  # larger than all the rest
            if python and name.endswith(".rels"):
                data = re.sub(rb'<Relationship [^>]*(stylesWithEffects|thumbnail|theme|numbering|fontTable|webSettings|customXml)[^>]*/>', b"", data)
            if python and name == "[Content_Types].xml":
                data = re.sub(rb'<Override PartName="/(word|customXml)/(stylesWithEffects|theme|numbering|fontTable|webSettings|itemProps)[^>]*/>', b"", data)
            if python and name == "word/styles.xml":
                data = re.sub(rb'<w:style [^>]*w:styleId="(?!Normal"|TableGrid"|TableNormal")[^"]*".*?</w:style>', b"", data, flags=re.S)
            if name.startswith("xl/worksheets/sheet"):
                data = rich(data)
            if name in ("docProps/core.xml", "meta.xml"):
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?", b"2023-05-22T08:00:00", data)
            if name == "content.xml":  # LibreOffice names any sheet here
                sheet = re.search(rb'<table:table table:name="([^"]*)"', data)
                data = re.sub(rb'table:base-cell-address="[^"]*\.', b'table:base-cell-address="' + sheet.group(1) + b".", data)
            info = zipfile.ZipInfo(name, (2023, 5, 22, 8, 0, 0))
            b.writestr(info, data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED, 9)


# --- documents

class Doc:
    """A document with a form: where each value and label stands."""
    def __init__(self, doc, fill):
        self.doc, self.fill = doc, fill
        self.at, self.label, self.tables = {}, {}, {}

    cell, lab = Book.cell, Book.lab

    def place(self, ref):
        return ""

    def put(self):
        for ref, v in self.fill.values.items():
            c = self.at.get(ref)
            if c is not None and v.typed is not None:
                text = v.typed
                f = self.fill.field(ref)
                if f.kind == "percent" and isinstance(text, float):
                    text = "%g%%" % (100 * text)
                write(c, text)
        return self

    def file(self):
        p = os.path.join(tempfile.mkdtemp(dir=TMP), "a.docx")
        self.doc.save(p)
        tidy(p)
        return p


def write(cell, text):
    """Puts a text into a cell, run by run where it is marked."""
    p = cell.paragraphs[0]
    for r in list(p.runs):
        r._r.getparent().remove(r._r)
    for how, part in split_runs(shown(text)):
        r = p.add_run(part)
        r.font.strike = True if how == "s" else None
        r.font.superscript = True if how == "u" else None
        r.font.hidden = True if how == "h" else None


def blank_docx(fill):
    d = docx.Document(os.path.join(TMP, "pack", "表格", fill.form.title + ".docx"))
    w = Doc(d, fill)
    cells = []  # distinct cells in reading order: table, row, column, cell
    for t, table in enumerate(d.tables):
        for r, row in enumerate(table.rows):
            seen = []
            for c in row.cells:
                if not any(c._tc is s._tc for s in seen):
                    seen.append(c)
            cells += [(t, r, i, c, seen) for i, c in enumerate(seen)]
    cursor = [0]

    def find(text):
        for i in range(cursor[0], len(cells)):
            if squeeze(cells[i][3].text) == squeeze(text):
                cursor[0] = i
                return cells[i]
        raise LookupError(text)

    def single(ref, x):
        t, r, i, c, seen = find(x.full())
        w.label[ref], w.at[ref] = c, seen[i + 1]

    for x in fill.form.head:
        single(("", 0, x.key), x)
    for k in fill.form.blocks:
        if k.label:
            find(k.label)
        if not k.table:
            for x in k.fields:
                single((k.key, 1, x.key), x)
            continue
        start = cursor[0]
        heads = {}
        for x in k.fields:
            cursor[0] = start
            heads[x.key] = find(x.full())
        r = max(h[1] for h in heads.values())
        for x in k.fields:
            t, own, i, c, seen = heads[x.key]
            w.label[(k.key, 0, x.key)] = c
            column = next(j for j, y in enumerate(d.tables[t].rows[own].cells) if y._tc is c._tc)
            for n in range(1, k.rows + 1):
                w.at[(k.key, n, x.key)] = d.tables[t].rows[r + n].cells[column]
        w.tables[k.key] = (d.tables[t], r)
    for x in fill.form.foot:
        single(("", 0, x.key), x)
    return w.put()


def retype_docx(fill, labels=None, per=2, foot="line", number=True, title=None):
    """The form typed anew in Word: a table of pairs, one for each block."""
    d = docx.Document()
    d.core_properties.author = ""
    w, form, labels = Doc(d, fill), fill.form, labels or {}
    d.add_paragraph(title or form.title)

    def word(ref, x):
        return labels.get(ref if ref[0] else ref[2], x.full())

    def pairs(block, n, xs):
        t = d.add_table(rows=0, cols=2 * per)
        t.style = "Table Grid"
        cells, at = None, 2 * per
        for x in xs:
            ref = (block, n, x.key)
            long = x.key in ("formats", "media", "format", "feature", "opinion")
            if long or at + 2 > 2 * per:
                cells, at = t.add_row().cells, 0
            cells[at].text = word(ref, x)
            w.label[ref], w.at[ref] = cells[at], cells[at + 1]
            if long:
                w.at[ref], at = cells[1].merge(cells[2 * per - 1]), 2 * per
            else:
                at += 2
        w.tables[block] = (t, 0)

    if form.head:
        pairs("", 0, form.head)
    for k in form.blocks:
        d.add_paragraph(k.label)
        if not k.table:
            pairs(k.key, 1, k.fields)
            continue
        first = int(bool(k.number and number))
        t = d.add_table(rows=1, cols=len(k.fields) + first)
        t.style = "Table Grid"
        if first:
            t.rows[0].cells[0].text = k.number
        for i, x in enumerate(k.fields):
            c = t.rows[0].cells[first + i]
            c.text = labels.get((k.key, 0, x.key), (x.group + x.full()) if x.group else x.full())
            w.label[(k.key, 0, x.key)] = c
        for n in fill.rows(k.key):
            cells = t.add_row().cells
            if first:
                cells[0].text = str(n)
            for i, x in enumerate(k.fields):
                w.at[(k.key, n, x.key)] = cells[first + i]
        w.tables[k.key] = (t, 0)
    if form.foot:
        sep = "" if foot == "glued" else "    "
        w.foot = d.add_paragraph(sep.join("%s：%s" % (labels.get(x.key, x.label), shown(fill.get(x.key).typed)) for x in form.foot))
    return w.put()


# --- files and their truth

class Corpus:
    def __init__(self):
        self.kinds = {}   # kind, to the entries of its table
        self.office = {}  # format, to the files to be converted
        self.paths = set()

    def path(self, kind, name):
        p = os.path.join(HERE, kind, name)
        assert p not in self.paths, p
        self.paths.add(p)
        os.makedirs(os.path.dirname(p), exist_ok=True)
        return p

    def add(self, kind, name, what, note, fills=None, via=None):
        """Saves a Book or Doc as kind/name; what its end says: .xlsx, .docx, or
        by way of LibreOffice .xls, .et, .ods. fills: those of the forms in it,
        that of what if None."""
        p = self.path(kind, name)
        src = what.file()
        ext = name.rsplit(".", 1)[1]
        if ext in ("xls", "et", "ods", "doc") or via:
            self.office.setdefault("xls" if ext == "et" else ext, []).append((src, p))
        else:
            shutil.copy(src, p)
        lines = []
        for f in [what.fill] if fills is None else fills:
            lines += truth_lines(f, what if f is what.fill else getattr(f, "book", None))
        self.entry(kind, name, note, lines)

    def raw(self, kind, name, data, note, *lines):
        with open(self.path(kind, name), "wb") as f:
            f.write(data)
        self.entry(kind, name, note, lines)

    def entry(self, kind, name, note, lines):
        self.kinds.setdefault(kind, []).append((name, note, lines))

    def finish(self):
        for ext, jobs in self.office.items():
            d, out = tempfile.mkdtemp(dir=TMP), tempfile.mkdtemp(dir=TMP)
            files = []
            for i, (src, _) in enumerate(jobs):
                files.append(os.path.join(d, "%04d%s" % (i, os.path.splitext(src)[1])))
                shutil.copy(src, files[-1])
            subprocess.run(["soffice", "-env:UserInstallation=file://" + os.path.join(TMP, "profile"), "--headless", "--convert-to", ext, "--outdir", out] + files,
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for i, (_, p) in enumerate(jobs):
                shutil.move(os.path.join(out, "%04d.%s" % (i, ext)), p)
                if ext in ("ods", "xlsx"):
                    tidy(p)
        for kind, entries in self.kinds.items():
            with open(os.path.join(HERE, kind + ".txt"), "w", encoding="utf-8") as f:
                f.write("# What the senders of %s/ meant. make.py writes this table along with the files.\n" % kind)
                for name, note, lines in entries:
                    f.write("\n== %s/%s\n# %s\n" % (kind, name, note.replace("\n", "⏎")))
                    for line in lines:
                        f.write(line + "\n")


def quote(s):
    return '"' + s.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r") + '"'


def strip(v):
    """What was typed, as text without marks."""
    return "".join(t for _, t in split_runs(shown(v)))


def truth_lines(fill, what):
    lines = ["form " + fill.form.id]
    values = dict(fill.values)
    if fill.form.id == "week-statistics" and ("", 0, "coverage") not in values:
        a, b = fill.get("students").truth, fill.get("enrolled").truth
        if a.values and b.values:
            values[("", 0, "coverage")] = V(None, Truth("computed", *["%.6g" % (100 * float(x) / float(y)) for x in a.values for y in b.values]))
    number = {}  # rows by the order in which they stand
    for block in {r[0] for r in values if r[0]}:
        for i, n in enumerate(sorted({r[1] for r, v in values.items() if r[0] == block and v.truth.how != "nothing"}), 1):
            number[block, n] = i
    order = list(fill.refs())
    for ref in sorted(values, key=lambda r: order.index(r) if r in order else 6.5):
        v = values[ref]
        if v.truth.how == "nothing":
            continue
        name = ref[2] if not ref[0] else "%s[%d].%s" % (ref[0], number[ref[0], ref[1]], ref[2])
        says = " ".join(([] if v.truth.how == "is" else [v.truth.how]) + [quote(x) for x in v.truth.values])
        line = "%s = %s" % (name, says)
        if v.truth.how not in ("is", "computed") or isinstance(v.typed, str) and v.typed not in v.truth.values:
            place = what.place(ref) if what else ""
            line += (" @ " + place if place else "") + (" of " + quote(strip(v.typed)) if v.typed is not None else "")
        lines.append(line)
    return lines + fill.extra
