"""Habits of documents: tables in tables, controls, fields, notes, boxes."""
from corpus import *
from docx.shared import RGBColor
from figures import lone, new
from sheets import Patched

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def el(tag, *children, **attrs):
    e = OxmlElement(tag)
    for a, v in attrs.items():
        e.set(qn("w:" + a), v)
    for x in children:
        if isinstance(x, str):
            e.text = x
            e.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        else:
            e.append(x)
    return e


def r(text, *props):
    return el("w:r", *([el("w:rPr", *props)] if props else []), el("w:t", text))


def fill_cell(cell, *parts):
    write(cell, "")
    for p in parts:
        cell.paragraphs[0]._p.append(p)


def controls(c):
    k = "controls"
    for n, form in enumerate(["week-statistics", "bases", "highlights", "liaison"], 1):
        f = new(form)
        if form == "bases":
            f.set("working", "95%", truth="95")
        d = retype_docx(f)
        for i, (ref, cell) in enumerate(sorted(d.at.items(), key=str)):
            if ref not in f.values or f.values[ref].typed is None:
                continue
            text = cell.text
            if i % 3 == 0:  # in a line
                fill_cell(cell, el("w:sdt", el("w:sdtPr", el("w:text")), el("w:sdtContent", r(text))))
            elif i % 3 == 1:  # around lines
                p = cell.paragraphs[0]._p
                s = el("w:sdt", el("w:sdtPr"), el("w:sdtContent"))
                p.addprevious(s)
                s[-1].append(p)
                cell._tc.append(el("w:p"))
            else:  # around the cell
                s = el("w:sdt", el("w:sdtPr"), el("w:sdtContent"))
                cell._tc.addprevious(s)
                s[-1].append(cell._tc)
        c.add(k, "内容控件%d.docx" % n, d, "values in controls, in a line, around lines, around cells")
    for n, form in enumerate(["volunteers", "highlights"], 1):
        f = new(form)
        d = retype_docx(f)
        block = f.form.table().key
        t, _ = d.tables[block]
        total = sum(f.get(block, i, "people").typed for i in f.rows(block))
        row = t.add_row()
        row.cells[0].text = "合计"
        col = next(j for j, cell in enumerate(t.rows[0].cells) if cell._tc is d.label[block, 0, "people"]._tc)
        fill_cell(row.cells[col], el("w:r", el("w:fldChar", fldCharType="begin")), el("w:r", el("w:instrText", "=SUM(ABOVE)")), el("w:r", el("w:fldChar", fldCharType="separate")), r(str(total)), el("w:r", el("w:fldChar", fldCharType="end")))
        for i in f.rows(block):
            cell = d.at[block, i, "people"]
            fill_cell(cell, el("w:fldSimple", r(cell.text), instr=" MERGEFIELD 人数 "))
        f.extra.append("sum %s.people = %s" % (block, quote(str(total))))
        c.add(k, "域%d.docx" % n, d, "numbers that are fields, a sum that is a formula")
    f = new("liaison")
    d = retype_docx(f)
    for i in f.rows("liaisons"):
        cell = d.at["liaisons", i, "email"]
        fill_cell(cell, el("w:hyperlink", r(cell.text), anchor="x"))
    c.add(k, "超链接.docx", d, "addresses as links")
    f = new()
    d = retype_docx(f)
    for key, old in (("students", "12"), ("teachers", "34")):
        cell = d.cell(key)
        fill_cell(cell, el("w:moveFrom", el("w:r", el("w:t", old)), id="7", author="某"), el("w:moveTo", r(cell.text), id="8", author="某"))
    c.add(k, "移动痕迹.docx", d, "tracked moves")
    for n, form in enumerate(["highlights", "volunteers"], 1):
        f = new(form)
        block = f.form.table().key
        d = retype_docx(f)
        t, _ = d.tables[block]
        for i, tag in ((2, "w:del"), (3, "w:ins")):
            tr = t.rows[i]._tr
            tr.get_or_add_trPr().append(el(tag, id="9", author="某"))
            for run_ in list(tr.iter(qn("w:r"))):
                e = el(tag, id="10", author="某")
                run_.addprevious(e)
                e.append(run_)
                if i == 2:
                    for x in run_.iter(qn("w:t")):
                        x.tag = qn("w:delText")
        f.drop(block, 2)
        c.add(k, "删去的行%d.docx" % n, d, "a row that tracked changes take away, and one that they put in")
    for n, form in enumerate(["highlights", "cooperation"], 1):
        f = new(form)
        block = f.form.table().key
        key = "school" if n == 1 else "partner"
        v = f.get(block, 1, key).typed
        d = retype_docx(f)
        for i in (1, 2, 3):
            f.set(block, i, key, v, truth=either(v) if i > 1 else None)
            if i > 1:
                d.at[block, i, key].text = ""
        d.at[block, 1, key].merge(d.at[block, 3, key])
        c.add(k, "竖着合并%d.docx" % n, d, "one text for three rows, in a merged cell")
    f = new("volunteers")
    d = retype_docx(f)
    for i in (2, 3):
        d.at["events", i, "people"].text = ""
        f.values.pop(("events", i, "people"))
    d.at["events", 1, "people"].merge(d.at["events", 3, "people"])
    f.mean("events", 1, "people", either(f.get("events", 1, "people").typed))
    c.add(k, "合并的数.docx", d, "one number for three rows: it counts once")


def documents(c):
    k = "documents"
    for n, form in enumerate(["week-statistics", "highlights", "bases"], 1):
        f = new(form)
        if form == "bases":
            f.set("working", "95%", truth="95")
        d = retype_docx(f)
        outer = d.doc.add_table(rows=1, cols=1)
        cell = outer.rows[0].cells[0]
        body = d.doc.element.body
        for e in list(body):
            if e is not outer._tbl and e.tag != qn("w:sectPr"):
                cell._tc.append(e)
        cell._tc.append(el("w:p"))
        c.add(k, "套在表格里%d.docx" % n, d, "the whole form in a cell of a table")
    f = new()
    d = retype_docx(f)
    cell = d.cell("formats")
    cell.text = ""
    t = cell.add_table(rows=2, cols=2)
    for x, w in zip([x for row in t.rows for x in row.cells], ["开放日", "300人", "技能展示", "200人"]):
        x.text = w
    f.mean("formats", either("开放日300人技能展示200人", "开放日\t300人\n技能展示\t200人", "开放日 300人 技能展示 200人", "开放日；300人；技能展示；200人"))
    c.add(k, "格里有表.docx", d, "a table in a cell")
    # Notes and what stands outside of the form.
    f = new()
    d = retype_docx(f)
    for key in ("students", "teachers"):
        d.cell(key).paragraphs[0]._p.append(el("w:r", el("w:rPr", el("w:vertAlign", val="superscript")), el("w:footnoteReference", id="2")))
    c.add(k, "脚注.docx", d, "references to notes behind numbers")
    for n, form in enumerate(["week-statistics", "highlights"], 1):
        f = new(form)
        d = retype_docx(f)
        d.doc.add_paragraph("附：活动总结")
        d.doc.add_paragraph("本次活动参与学生数1000人，教师数80人，参与总人数3000人，企业数50家。联系电话：0431-00000000。")
        d.doc.add_paragraph("一、学校：我校高度重视。二、时间：5月上旬。")
        c.add(k, "表后总结%d.docx" % n, d, "a report below the form that names other numbers")
        f = new(form)
        d = retype_docx(f)
        p = d.doc.paragraphs[0]
        p.insert_paragraph_before("示例市教育局：")
        p.insert_paragraph_before("现将我校活动周情况报上，请审阅。我校学生数约2000人。")
        c.add(k, "表前来函%d.docx" % n, d, "a letter above the form")
    one, two = new("volunteers"), new("liaison")
    d, e = retype_docx(one), retype_docx(two)
    for x in list(e.doc.element.body):
        if x.tag != qn("w:sectPr"):
            d.doc.element.body.insert(len(d.doc.element.body) - 1, x)
    c.add(k, "两种表.docx", d, "two forms in a document", fills=[one, two])
    one, two = new(), new()
    d, e = retype_docx(one), retype_docx(two)
    for x in list(e.doc.element.body):
        if x.tag != qn("w:sectPr"):
            d.doc.element.body.insert(len(d.doc.element.body) - 1, x)
    c.add(k, "两所学校.docx", d, "the forms of two schools in a document", fills=[one, two])
    # A box with text beside the form, kept twice by word processors.
    f = new()
    d = retype_docx(f)
    box = '<w:r xmlns:w="%s" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>机密 12</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>机密 12</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>' % W
    from lxml import etree
    d.cell("students").paragraphs[0]._p.append(etree.fromstring(box))
    f.mean("students", either(f.get("students").typed))
    c.add(k, "文本框.docx", d, "a box of text in the cell of a number")
    f = lone()
    f.values["", 0, "students"] = V(None, either("900"))
    d = retype_docx(f)
    d.cell("students").paragraphs[0]._p.append(etree.fromstring(box.replace("机密 12", "900")))
    c.add(k, "填在文本框里.docx", d, "a number in a box of text in its cell")
    f = lone()
    f.values["", 0, "students"] = V(None, either("900"))
    d = retype_docx(f)
    d.cell("students").paragraphs[0]._p.append(etree.fromstring('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>900</m:t></m:r></m:oMath>'))
    c.add(k, "公式编辑器.docx", d, "a number typed as an equation")
    f = lone()
    d = retype_docx(f)
    write(d.cell("students"), "")
    run_ = d.cell("students").paragraphs[0].add_run("900")
    run_.font.color.rgb = RGBColor(255, 255, 255)
    f.set("students", 900, truth=told("900"))
    c.add(k, "白字.docx", d, "white on white")
    for n, form in enumerate(["week-statistics", "volunteers"], 1):
        f = new(form)
        d = retype_docx(f)
        for ref, cell in d.at.items():
            v = f.values.get(ref)
            if v and isinstance(v.typed, int):
                text = str(v.typed)
                fill_cell(cell, *[r(x) for x in text])
                cell.paragraphs[0].runs[0]._r.append(el("w:lastRenderedPageBreak"))
                cell.paragraphs[0]._p.insert(1, el("w:proofErr", type="spellStart"))
                cell.paragraphs[0]._p.insert(1, el("w:bookmarkStart", id="3", name="x"))
        c.add(k, "碎片%d.docx" % n, d, "numbers in many runs, with marks between")
    # Lines with blanks to be filled in, underlined.
    f = new("volunteers")
    d = retype_docx(f, foot="line")
    t, _ = d.tables[""]
    line = d.doc.add_paragraph("")
    for x in f.form.head:
        line.add_run(x.full() + "：")
        u = line.add_run("  %s  " % shown(f.get(x.key).typed))
        u.underline = True
    t._tbl.addprevious(line._p)
    t._tbl.getparent().remove(t._tbl)
    c.add(k, "下划线.docx", d, "values on underlined blanks")
    f = new("openday-plan")
    d = retype_docx(f)
    d.tables["days"][0].rows[0]._tr.get_or_add_trPr().append(el("w:tblHeader"))
    for i in f.rows("days"):
        d.at["days", i, "place"].paragraphs[0]._p.insert(0, el("w:pPr", el("w:numPr", el("w:ilvl", val="0"), el("w:numId", val="1"))))
    c.add(k, "自动编号.docx", d, "numbers of a list before the texts")
    # Saved by LibreOffice.
    for form in ("week-statistics", "outreach-plan", "month-schedule", "highlights", "cooperation"):
        f = new(form)
        c.add(k, "另存（%s）.docx" % form, retype_docx(f), "a document saved by LibreOffice", via="office")
    # A form in two parts: the head in one table, lines between, the rows in another document's shape.
    f = new("highlights")
    d = retype_docx(f, foot="line")
    t, _ = d.tables["activities"]
    p = d.doc.add_paragraph("填报要求：1.每校不超过10项；2.人数填整数。")
    t._tbl.addprevious(p._p)
    c.add(k, "表中说明.docx", d, "lines of rules between head and rows")
    f = new("week-statistics")
    d = retype_docx(f)
    for key in ("school", "author"):
        if key in [x[2] for x in d.at]:
            d.cell(key).text = {"school": f.school + "（公章）", "author": f.get("author").typed + "（签字）"}[key]
    f.set("school", f.school + "（公章）", truth=oneof(f.school, f.school + "（公章）"))
    c.add(k, "公章.docx", d, "the word for a stamp behind the name")
    f = new("week-statistics")
    f.set("school", f.school[:2] + " " + f.school[2:], truth=f.school).set("author", f.get("author").typed[0] + "　" + f.get("author").typed[1:], truth=f.get("author").typed)
    c.add(k, "名字中的空格.docx", retype_docx(f), "blanks in names")


KINDS = [controls, documents]
