"""What the makers of testdata/learn share: boxes of a sheet or a document, and filling a copy of a blank in."""
import copy, os, shutil, subprocess, tempfile
import openpyxl, docx
from openpyxl.styles import Alignment, Border, Font, Side
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MID = Alignment(horizontal="center", vertical="center", wrap_text=True)


def sheet(title, width, rows, lined=True, above=(), below=(), heights=None, widths=None, name=None):
    """A workbook: a title over width columns, lines above, rows of boxes, lines below.

    A row is a list of cells: a text, None for an empty box, or (text, rows, cols). '>' goes on with the cell to the left, '^' is covered from above.
    """
    wb = openpyxl.Workbook()
    ws = wb.active
    if name:
        ws.title = name
    r = 1
    if title:
        ws.cell(1, 1, title).font = Font(size=18, bold=True, name="宋体")
        ws.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
        ws.cell(1, 1).alignment = MID
        r = 2
    for line in above:
        if isinstance(line, str):
            line = [(line, 1, width)]
        c = 1
        for cell in line:
            text, rr, cc = cell if isinstance(cell, tuple) else (cell, 1, 1)
            if text:
                ws.cell(r, c, text)
            if cc > 1:
                ws.merge_cells(start_row=r, start_column=c, end_row=r, end_column=c + cc - 1)
            c += cc
        r += 1
    top = r
    for n, row in enumerate(rows):
        c = 1
        for cell in row:
            if cell == "^":
                if lined:
                    ws.cell(r, c).border = BOX
                c += 1
                continue
            text, rr, cc = cell if isinstance(cell, tuple) else (cell, 1, 1)
            if text is not None:
                ws.cell(r, c, text).alignment = MID
            for i in range(rr):
                for j in range(cc):
                    if lined:
                        ws.cell(r + i, c + j).border = BOX
            if rr > 1 or cc > 1:
                ws.merge_cells(start_row=r, start_column=c, end_row=r + rr - 1, end_column=c + cc - 1)
            c += cc
        if heights and n in heights:
            ws.row_dimensions[r].height = heights[n]
        r += 1
    for line in below:
        if isinstance(line, str):
            line = [(line, 1, width)]
        c = 1
        for cell in line:
            text, rr, cc = cell if isinstance(cell, tuple) else (cell, 1, 1)
            if text:
                ws.cell(r, c, text)
            if cc > 1:
                ws.merge_cells(start_row=r, start_column=c, end_row=r, end_column=c + cc - 1)
            c += cc
        r += 1
    for i in range(1, width + 1):
        ws.column_dimensions[openpyxl.utils.get_column_letter(i)].width = (widths or {}).get(i, 12)
    ws.page_setup.paperSize = 9
    ws.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    ws.page_setup.fitToHeight = 0
    return wb


def document(title, parts):
    """A document: a title, then paragraphs (texts) and tables (lists of rows as in sheet)."""
    d = docx.Document()
    d.styles["Normal"].font.name = "宋体"
    d.styles["Normal"].font.size = Pt(11)
    p = d.add_paragraph()
    p.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = p.add_run(title)
    run.bold, run.font.size = True, Pt(18)
    for part in parts:
        if isinstance(part, str):
            d.add_paragraph(part)
            continue
        width = max(sum(c[2] if isinstance(c, tuple) else 1 for c in row) for row in part)
        t = d.add_table(rows=len(part), cols=width)
        t.style = "Table Grid"
        for r, row in enumerate(part):
            c = 0
            for cell in row:
                if cell == "^":
                    c += 1
                    continue
                text, rr, cc = cell if isinstance(cell, tuple) else (cell, 1, 1)
                box = t.cell(r, c)
                if rr > 1 or cc > 1:
                    box = box.merge(t.cell(r + rr - 1, c + cc - 1))
                if text is not None:
                    box.text = text
                c += cc
    return d


def save(x, path):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    x.save(path)


def convert(path, ext):
    """Saves a file in another format, as LibreOffice writes it."""
    with tempfile.TemporaryDirectory() as tmp:
        out = os.path.join(tmp, "out")
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{tmp}/profile", "--convert-to", ext, "--outdir", out, path],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        to = os.path.splitext(path)[0] + "." + ext
        shutil.copy(os.path.join(out, os.path.basename(to)), to)
    if to != path:
        os.remove(path)


def fill_sheet(path, cells, change=None):
    """A filled copy of a workbook: cells by name; change edits the sheet afterwards."""
    wb = openpyxl.load_workbook(path)
    ws = wb.active
    for at, v in cells.items():
        ws[at] = v
    if change:
        change(ws)
    return wb


def fill_document(path, cells, texts=None, change=None):
    """A filled copy of a document: cells by (table, row, column from 0), and texts put in the place of others, anywhere."""
    d = docx.Document(path)
    for (t, r, c), v in cells.items():
        d.tables[t].cell(r, c).text = v
    for p in list(d.paragraphs) + [p for t in d.tables for row in t.rows for cell in row.cells for p in cell.paragraphs]:
        for old, new in (texts or {}).items():
            if old in p.text:
                p.text = p.text.replace(old, new)
    if change:
        change(d)
    return d


class Form:
    """A blank, the returns made of it, and what a person reads in them."""

    def __init__(self, here, name, ext, made, to=None):
        self.here, self.name, self.ext, self.to = here, name, ext, to
        self.path = os.path.join(here, name + "." + ext)
        save(made, self.path)
        self.truth = []

    def filled(self, school, truth, cells, texts=None, change=None, to=None):
        f = fill_sheet(self.path, cells, change) if self.ext == "xlsx" else fill_document(self.path, cells, texts, change)
        path = os.path.join(self.here, self.name, school + "." + self.ext)
        save(f, path)
        to = to or self.to
        if to and to != self.ext:
            convert(path, to)
        self.truth.append((school + "." + (to or self.ext), truth))

    def done(self):
        if self.to:
            convert(self.path, self.to)
        with open(os.path.join(self.here, self.name + ".txt"), "w", encoding="utf-8") as f:
            for file, truth in self.truth:
                f.write("== " + file + "\n")
                for label, value in truth.items():
                    f.write(label + " = " + value.replace("\n", "\\n") + "\n")
