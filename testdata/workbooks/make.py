#!/usr/bin/env python3
"""Makes the workbooks in this folder: all that a sender's file may hold
besides a form, which a copy of it must keep.

Needs openpyxl and LibreOffice (Debian: python3-openpyxl, libreoffice-calc).
Run it from the root of the repository:

    python3 testdata/workbooks/make.py

openpyxl.xlsx     as openpyxl saves it
libreoffice.xlsx  the same, opened and saved by LibreOffice
days1904.xlsx     days counted from 1904, by openpyxl
threads.xlsx      threaded comments, lists in extensions and
                  a part of nobody's, as Excel writes them, put into openpyxl's file

All names and numbers are made up.
"""
import datetime, os, shutil, subprocess, tempfile, zipfile
import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

HERE = os.path.dirname(os.path.abspath(__file__))
TMP = tempfile.mkdtemp()
STAMP = datetime.datetime(2023, 5, 22)


def out(name):
    return os.path.join(HERE, name)


def save(wb, name):
    wb.properties.creator, wb.properties.created, wb.properties.modified = "张某某", STAMP, STAMP
    p = os.path.join(TMP, name)
    wb.save(p)
    tidy(p, out(name))


def tidy(src, dst, change=None, add=None):
    """Copies a workbook with fixed times, some parts changed and some added."""
    with zipfile.ZipFile(src) as z, zipfile.ZipFile(dst, "w", zipfile.ZIP_DEFLATED) as o:
        parts = [(i.filename, z.read(i)) for i in z.infolist()]
        for name, data in parts + [(n, d.encode()) for n, d in (add or {}).items()]:
            for old, new in (change or {}).get(name, []):
                assert old.encode() in data, (name, old)
                data = data.replace(old.encode(), new.encode(), 1)
            o.writestr(zipfile.ZipInfo(name, (2023, 5, 22, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def office(src, name):
    subprocess.run(["soffice", "-env:UserInstallation=file://" + TMP + "/profile", "--headless", "--convert-to", "xlsx", "--outdir", TMP + "/out", src],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = os.path.splitext(os.path.basename(src))[0]
    tidy(TMP + "/out/" + base + ".xlsx", out(name))


wb = openpyxl.Workbook()
ws = wb.active
ws.title = "统计表"
thin = Side(style="thin")
ws.merge_cells("A1:F1")
ws["A1"] = "2023年某市学校情况统计表"
ws["A1"].font, ws["A1"].alignment = Font(name="黑体", size=16, bold=True), Alignment(horizontal="center")
for c, head in enumerate(["学校", "教师数", "学生数", "合计", "日期", "网址"], 1):
    cell = ws.cell(3, c, head)
    cell.fill, cell.border = PatternFill("solid", fgColor="FFDDDDDD"), Border(thin, thin, thin, thin)
for r, (school, a, b) in enumerate([("甲校", 20, 300), ("乙校", 15, "约200人"), ("丙校", 8.5, 120)], 4):
    ws.cell(r, 1, school).alignment = Alignment(wrap_text=True, vertical="top")
    ws.cell(r, 2, a).number_format = "0.00"
    ws.cell(r, 3, b)
    ws.cell(r, 4, f"=SUM(B{r}:C{r})").protection = Protection(locked=True)
    ws.cell(r, 5, datetime.date(2023, 5, 13 + r)).number_format = 'yyyy"年"m"月"d"日"'
    ws.cell(r, 6, "链接").hyperlink = "https://example.com/" + str(r)
    ws.cell(r, 6).style = "Hyperlink"
ws["A8"] = "合计"
ws.merge_cells("A8:B9")
ws.formula_attributes = {}
ws["D8"] = "=SUM(D4:D6)"
ws["C10"] = "=SUMPRODUCT(B4:B6*2)"
ws.formula_attributes["C10"] = {"t": "array", "ref": "C10:C10"}
ws["B4"].comment = Comment("请核实<是否>在编", "李某某", width=200, height=60)
ws["A6"].comment = Comment("第二条\n两行", "王某某")
dv = DataValidation("list", formula1='"甲,乙,丙"', allow_blank=True, showErrorMessage=True, errorTitle="填写有误")
dv.add("A12:A20")
ws.add_data_validation(dv)
long_list = DataValidation("list", formula1="选项!$A$1:$A$60")
long_list.add("B12")
ws.add_data_validation(long_list)
ws.conditional_formatting.add("B4:B6", CellIsRule(operator="greaterThan", formula=["18"], fill=PatternFill(bgColor="FFFF0000")))
ws.conditional_formatting.add("C4:C6", ColorScaleRule(start_type="min", start_color="FFFFFF", end_type="max", end_color="00FF00"))
ws.conditional_formatting.add("D4:D6", DataBarRule(start_type="min", end_type="max", color="FF638EC6"))
ws.conditional_formatting.add("E4:E6", FormulaRule(formula=["$E4>45060"], font=Font(bold=True)))
ws.auto_filter.ref = "A3:F6"
ws.print_area = "A1:F20"
ws.print_title_rows = "1:3"
ws.freeze_panes = "B4"
ws.column_dimensions["A"].width = 22
ws.column_dimensions["H"].hidden = True
ws.row_dimensions[2].height = 30
ws.row_dimensions[7].hidden = True
ws.protection.sheet = True
ws.page_setup.orientation = "landscape"
ws.oddFooter.center.text = "第 &P 页"
options = wb.create_sheet("选项")
for i in range(60):
    options.cell(i + 1, 1, f"第{i + 1}个很长很长的选项")
options.sheet_state = "veryHidden"
table = wb.create_sheet("名单")
for row in [["姓名", "人数"], ["甲", 3], ["乙", 5], ["丙", 7]]:
    table.append(row)
table.add_table(Table(displayName="名单表", ref="A1:B4", tableStyleInfo=TableStyleInfo("TableStyleMedium9", showRowStripes=True)))
table.print_area = "A1:B4"
chart = BarChart()
chart.add_data(Reference(table, min_col=2, min_row=1, max_row=4), titles_from_data=True)
chart.set_categories(Reference(table, min_col=1, min_row=2, max_row=4))
table.add_chart(chart, "D2")
alone = wb.create_chartsheet("图")
other = BarChart()
other.add_data(Reference(table, min_col=2, min_row=1, max_row=4), titles_from_data=True)
alone.add_chart(other)
hidden = wb.create_sheet("备用")
hidden["A1"], hidden.sheet_state = "x", "hidden"
wb.defined_names.append(DefinedName("全部人数", attr_text="名单!$B$2:$B$4"))
local = DefinedName("本表", attr_text="名单!$A$1", localSheetId=2)
wb.defined_names.append(local)
wb.active = 2
save(wb, "openpyxl.xlsx")
office(os.path.join(TMP, "openpyxl.xlsx"), "libreoffice.xlsx")

wb = openpyxl.Workbook()
wb.epoch = CALENDAR_MAC_1904
ws = wb.active
ws.append(["日期", "人数"])
ws.append([datetime.date(2023, 5, 14), 30])
save(wb, "days1904.xlsx")

# What Excel writes and openpyxl cannot.
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
THREAD = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
ID, PERSON = "{11111111-2222-4333-8444-555555555555}", "{66666666-7777-4888-9999-AAAAAAAAAAAA}"
wb = openpyxl.Workbook()
ws = wb.active
ws.title = "表"
for row in [["学校", "人数"], ["甲校", "若干"], ["乙校", 5]]:
    ws.append(row)
ws["B2"].comment = Comment("[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment.\n\nComment:\n    多少人？", "tc=" + ID)
ws["A3"].comment = Comment("普通批注", "李某某")
save(wb, "threads.xlsx")
shutil.copy(out("threads.xlsx"), TMP + "/threads.xlsx")
tidy(TMP + "/threads.xlsx", out("threads.xlsx"), change={
    "xl/worksheets/sheet1.xml": [
        ('<worksheet xmlns="' + MAIN + '"', '<worksheet xmlns="' + MAIN + '" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{00000000-0001-0000-0000-000000000000}"'),
        ('<sheetFormatPr baseColWidth="8" defaultRowHeight="15"/>', '<sheetFormatPr baseColWidth="8" defaultRowHeight="15" x14ac:dyDescent="0.2"/>'),
        ("</worksheet>", '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>表!$A$2:$A$3</xm:f></x14:formula1><xm:sqref>C2:C9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>'),
    ],
    "xl/worksheets/_rels/sheet1.xml.rels": [("</Relationships>", '<Relationship Id="rIdT" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"/></Relationships>')],
    "xl/_rels/workbook.xml.rels": [("</Relationships>", '<Relationship Id="rIdP" Type="http://schemas.microsoft.com/office/2017/10/relationships/person" Target="persons/person.xml"/></Relationships>')],
    "[Content_Types].xml": [("</Types>", '<Override PartName="/xl/threadedComments/threadedComment1.xml" ContentType="application/vnd.ms-excel.threadedcomments+xml"/><Override PartName="/xl/persons/person.xml" ContentType="application/vnd.ms-excel.person+xml"/></Types>')],
}, add={
    "xl/threadedComments/threadedComment1.xml": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<ThreadedComments xmlns="{THREAD}" xmlns:x="{MAIN}"><threadedComment ref="B2" dT="2023-05-20T08:00:00.00" personId="{PERSON}" id="{ID}"><text>多少人？</text></threadedComment></ThreadedComments>',
    "xl/persons/person.xml": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<personList xmlns="{THREAD}" xmlns:x="{MAIN}"><person displayName="李某某" id="{PERSON}" userId="李某某" providerId="None"/></personList>',
    "customXml/item1.xml": "<?xml version=\"1.0\"?>\n<密级>内部</密级>",
})
shutil.rmtree(TMP)
