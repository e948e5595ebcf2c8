"""A tree of folders as a bureau keeps it: what counts for whom, and what does not."""
import io, zipfile
from corpus import *

TRUTH = """# What returns/ holds, of week-statistics, against roster.csv. make.py writes it
# along with the files. counted: one return counts, with so many students.
# unreadable: something came, in a format that cannot be read: not missing.
# missing: nothing came. quiet: a file that is no matter for a finding of an error.
"""


def zipped(name, data):
    b = io.BytesIO()
    with zipfile.ZipFile(b, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr(zipfile.ZipInfo(name, (2023, 5, 22, 8, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return b.getvalue()


def folders(c):
    def put(name, data):
        p = c.path("folders/returns", name)
        with open(p, "wb") as f:
            f.write(data)

    def form(n):
        f = base("week-statistics", n)
        with open(blank(f).file(), "rb") as r:
            return f, r.read()

    lines, total = [], 0
    for n, school in enumerate(SCHOOLS[:9]):
        f, data = form(n)
        students = f.get("students").typed
        says = "counted %d" % students
        if n == 0:
            put(school + "/统计表.xlsx", data)
        elif n == 1:
            put(school + "/统计表.xlsx", data)
            put(school + "/参考：兄弟学校.xlsx", form(2)[1])  # also in its own folder
        elif n == 2:
            put(school + "/统计表.xlsx", data)
        elif n == 3:
            put(SCHOOLS[4] + "/统计表.xlsx", data)  # in another's folder, and only there
        elif n == 4:
            says = "missing"
        elif n == 5:
            put(school + "/材料.zip", zipped("附件.zip", zipped("统计表.xlsx", data)))
        elif n == 6:
            put(school + "/统计表.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1016)
            put(school + "/盖章照片.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 200)
            says = "unreadable"
        elif n == 7:
            put(school + "/新建文本文档.txt", b"")
            lines.append("quiet %s/新建文本文档.txt" % school)
            says = "missing"
        else:
            p = c.path("folders/returns", school + "/统计表.xls")
            c.office.setdefault("xls", []).append((blank(f).file(), p))
        if says.startswith("counted"):
            total += students
        lines.append("%s = %s" % (school, says))
    with open(os.path.join(HERE, "folders", "truth.txt"), "w", encoding="utf-8") as f:
        f.write(TRUTH + "\n".join(lines) + "\nsum students = %d\n" % total)
    with open(os.path.join(HERE, "folders", "roster.csv"), "w", encoding="utf-8") as f:
        f.write("学校,区县\n" + "".join("%s,%s\n" % (s, ["东区", "西区"][i % 2]) for i, s in enumerate(SCHOOLS[:9])))


KINDS = [folders]
