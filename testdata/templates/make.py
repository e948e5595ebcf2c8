"""Makes the templates of this folder: .docx with placeholders as word processors write
them. Those that python-docx makes are NAME.docx, the same saved again by LibreOffice
NAME-lo.docx. Needs python-docx and soffice."""
import os, re, subprocess, tempfile, zipfile
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

here = os.path.dirname(os.path.abspath(__file__))
made = []

def case(name):
    def run(make):
        d = Document()
        d.core_properties.author = "示例市教育局"
        make(d)
        path = os.path.join(here, name + ".docx")
        d.save(path)
        made.append(path)
        return make
    return run

def xml(s):
    name = re.match(r"<[\w:]+", s).group()
    return parse_xml(name + " " + nsdecls("w") + s[len(name):])

@case("plain")
def _(d):
    d.add_heading("关于{{theme}}的函", 1)
    d.add_paragraph("{{学校}}：活动于{{period \"week\"}}举行，{{ 联系人 }}（{{电话}}）负责。")

@case("letters")  # every character a run of its own, of its own format
def _(d):
    p = d.add_paragraph()
    for i, c in enumerate("兹证明{{学校}}参加{{theme}}。"):
        r = p.add_run(c)
        r.font.size = Pt(10 + i)
        r.bold = i % 2 == 0
        r.font.color.rgb = RGBColor(i * 10 % 256, 0, 0)

@case("spelling")  # proofErr, bookmarks and the page break of the last printing in between
def _(d):
    p = d.add_paragraph()
    p.add_run("受文：")
    for s in ["{", "{学", "校}", "}"]:
        p._p.append(xml('<w:proofErr w:type="spellStart"/>'))
        p._p.append(xml('<w:bookmarkStart w:id="%d" w:name="b%d"/>' % (len(p._p), len(p._p))))
        p._p.append(xml('<w:r w:rsidR="00AB12CD"><w:lastRenderedPageBreak/><w:t>%s</w:t></w:r>' % s))
        p._p.append(xml('<w:bookmarkEnd w:id="%d"/>' % (len(p._p) - 2)))
        p._p.append(xml('<w:proofErr w:type="spellEnd"/>'))
    p.add_run("。")

@case("quotes")  # as an input method and autocorrection write them
def _(d):
    d.add_paragraph("｛｛学校｝｝于{{period “week”}}参加｛｛ theme ｝｝；{{Theme}}")

@case("margins")
def _(d):
    s = d.sections[0]
    s.header.paragraphs[0].text = "{{organ}}"
    s.footer.paragraphs[0].text = "第1页 {{年份}}"
    d.add_paragraph("{{学校}}")
    n = d.add_section(WD_SECTION.NEW_PAGE)
    n.orientation = WD_ORIENT.LANDSCAPE
    n.header.is_linked_to_previous = False
    n.header.paragraphs[0].text = "另一页眉：{{theme}}"
    d.add_paragraph("第二节")

@case("table")
def _(d):
    t = d.add_table(rows=1, cols=3)
    t.style = "Table Grid"
    for c, s in zip(t.rows[0].cells, ["学校", "联系人", "电话"]):
        c.text = s
    for c, s in zip(t.add_row().cells, ["{{序号}}.{{学校}}", "{{联系人}}", "{{电话}}"]):
        c.text = s
    for c, s in zip(t.add_row().cells, ["合计", "", "{{theme}}"]):
        c.text = s
    d.add_paragraph("以上。")

@case("nested")
def _(d):
    t = d.add_table(rows=1, cols=2)
    t.rows[0].cells[0].text = "{{theme}}"
    inner = t.rows[0].cells[1].add_table(rows=1, cols=2)
    inner.rows[0].cells[0].text = "{{学校}}"
    inner.rows[0].cells[1].text = "{{联系人}}"

@case("merged")
def _(d):
    t = d.add_table(rows=3, cols=3)
    t.style = "Table Grid"
    t.cell(0, 0).merge(t.cell(0, 2)).text = "{{theme}}一览表"
    t.cell(1, 0).text = "{{学校}}"
    t.cell(1, 1).merge(t.cell(1, 2)).text = "{{联系人}}{{电话}}"

@case("control")  # content controls
def _(d):
    p = d.add_paragraph("单位：")
    p._p.append(xml('<w:sdt><w:sdtPr><w:alias w:val="单位"/></w:sdtPr><w:sdtContent><w:r><w:t>{{学</w:t></w:r><w:r><w:t>校}}</w:t></w:r></w:sdtContent></w:sdt>'))

@case("changes")  # tracked
def _(d):
    p = d.add_paragraph("主题：")
    p._p.append(xml('<w:ins w:id="9" w:author="甲"><w:r><w:t>{{th</w:t></w:r></w:ins>'))
    p._p.append(xml('<w:del w:id="10" w:author="甲"><w:r><w:delText>旧的{{没有}}</w:delText></w:r></w:del>'))
    p._p.append(xml('<w:ins w:id="11" w:author="甲"><w:r><w:t>eme}}</w:t></w:r></w:ins>'))

@case("link")
def _(d):
    p = d.add_paragraph("见")
    p._p.append(xml('<w:hyperlink w:anchor="top"><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>{{theme</w:t></w:r></w:hyperlink>'))
    p.add_run("}}。")

@case("field")  # the result of a field
def _(d):
    p = d.add_paragraph("第")
    for s in ['<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> TITLE "{{不填}}" </w:instrText>', '<w:fldChar w:fldCharType="separate"/>', '<w:t>{{年份}}</w:t>', '<w:fldChar w:fldCharType="end"/>']:
        p._p.append(xml("<w:r>%s</w:r>" % s))
    p.add_run("年")

@case("box")
def _(d):
    p = d.add_paragraph("框外{{年份}}")
    box = '<w:txbxContent><w:p><w:r><w:t>框内{{学</w:t></w:r><w:r><w:t>校}}</w:t></w:r></w:p></w:txbxContent>'
    p._p.append(parse_xml('<w:r ' + nsdecls("w") + ' xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:200pt;height:40pt"><v:textbox>' + box + '</v:textbox></v:shape></w:pict></w:r>'))
    p.add_run("又是框外{{theme}}")

@case("breaks")
def _(d):
    p = d.add_paragraph("甲{{theme}}")
    p.add_run().add_break()
    p.add_run("乙\t{{年份}}  尾 ")

@case("marks")  # characters that XML escapes
def _(d):
    d.add_paragraph("a<b & {{theme}} & \"c\" > {{年份}} 'd'&#123;")

@case("twice")
def _(d):
    d.add_paragraph("{{theme}}{{theme}}{{theme}}{{年份}}{{theme}}")
    d.add_paragraph("{ 单个 } {{年份}} }")

@case("ruby")
def _(d):
    p = d.add_paragraph()
    p._p.append(xml('<w:r><w:ruby><w:rubyPr><w:hps w:val="10"/><w:lid w:val="zh-CN"/></w:rubyPr><w:rt><w:r><w:t>shì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>示</w:t></w:r></w:rubyBase></w:ruby></w:r>'))
    p.add_run("例{{年份}}")

@case("list")
def _(d):
    for s in ["{{theme}}", "第{{年份}}条"]:
        d.add_paragraph(s, style="List Number")
    d.add_paragraph("甲：{{organ}}", style="Quote")

@case("notes")  # a footnote
def _(d):
    d.add_paragraph("正文{{年份}}")

@case("empty")  # nothing to fill in
def _(d):
    d.add_paragraph("这里没有占位符。{ } {x}")

def footnote(path):
    """Adds a footnote part, which python-docx cannot."""
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    part = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes %s><w:footnote w:id="2"><w:p><w:r><w:t>注：{{th</w:t></w:r><w:r><w:t>eme}}</w:t></w:r></w:p></w:footnote></w:footnotes>' % ns
    tmp = path + ".new"
    with zipfile.ZipFile(path) as z, zipfile.ZipFile(tmp, "w", zipfile.ZIP_DEFLATED) as out:
        for i in z.infolist():
            data = z.read(i)
            if i.filename == "[Content_Types].xml":
                data = data.replace(b"</Types>", b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>')
            if i.filename == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>')
            if i.filename == "word/document.xml":
                data = data.replace("{{年份}}".encode(), "{{年份}}".encode() + b'</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>')
            out.writestr(i, data)
        out.writestr("word/footnotes.xml", part)
    os.replace(tmp, path)

footnote(os.path.join(here, "notes.docx"))
with tempfile.TemporaryDirectory() as tmp:
    subprocess.run(["soffice", "-env:UserInstallation=file://" + tmp + "/profile", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", tmp + "/out"] + made, check=True, stdout=subprocess.DEVNULL)
    for path in made:
        name = os.path.basename(path)
        os.replace(os.path.join(tmp, "out", name), os.path.join(here, name.replace(".docx", "-lo.docx")))

# Of the files only what a template needs stays: python-docx brings a thumbnail and themes.
for name in os.listdir(here):
    if not name.endswith(".docx"):
        continue
    path = os.path.join(here, name)
    with zipfile.ZipFile(path) as z:
        items = [(i.filename, z.read(i)) for i in z.infolist() if "thumbnail" not in i.filename]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for n, data in items:
            if n == "_rels/.rels":
                data = re.sub(rb'<Relationship [^>]*thumbnail[^>]*/>', b"", data)
            out.writestr(zipfile.ZipInfo(n, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
