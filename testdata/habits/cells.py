"""Habits within one cell: blanks, words, formats, units, printed text, ticks."""
import datetime
from corpus import *
from openpyxl.styles import Font

count = [0]


def new(form="week-statistics"):
    count[0] += 1
    return base(form, count[0])


WRITERS = {"下发表": (blank, ".xlsx"), "重打": (retype, ".xlsx"), "另存": (blank, ".ods"), "旧版": (retype, ".xls"), "文档": (blank_docx, ".docx"), "重打文档": (retype_docx, ".docx")}


def each(c, kind, name, note, fill, *writers):
    """The same fill by several writers."""
    for w in writers or WRITERS:
        make, ext = WRITERS[w]
        c.add(kind, "%s（%s）%s" % (name, w, ext), make(fill), note)


def breaks(c):
    k = "breaks"
    f = new().set("students", "100\n200", truth=ASKED).set("teachers", "20\n30", truth=ASKED).set("total", "1\n100", truth=ASKED).set("visits", "7\n", truth="7")
    each(c, k, "换行的两个数", "two numbers on two lines of a cell are no thousands", f)
    f = new().set("students", "男500\n女400", truth=ASKED).set("enterprises", "\n12", truth="12").set("teachers", "86\n人", truth="86").set("total", "约\n1500", truth=about("1500"))
    each(c, k, "换行和字", "a line break around one number means nothing", f, "下发表", "重打文档", "旧版")
    f = new().set("students", "100\t200", truth=ASKED).set("teachers", "20  30", truth=ASKED).set("total", "1\u2028200", truth=ASKED).set("enterprises", "1\r\n2", truth=ASKED)
    each(c, k, "制表符和两个空格", "blanks that are no thousands separator", f, "重打")
    f = new().set("students", "1 200", truth=either("1200")).set("teachers", "1\u00a0086", truth=either("1086")).set("enrolled", "2，400", truth="2400").set("total", "３ ０００", truth=either("3000"))
    each(c, k, "空格分节", "a blank that may part thousands", f, "重打", "重打文档")
    f = new().set("students", "1 2 0 0", truth=either("1200")).set("teachers", " 8 6 ", truth=either("86")).set("phone", "138 0000 0003", truth="13800000003")
    each(c, k, "逐字空格", "digits spread with blanks", f, "下发表", "重打文档")
    f = new("highlights").set("activities", 1, "people", "100\n200", truth=ASKED).set("activities", 2, "people", "12\n0", truth=ASKED).set("activities", 1, "phone", "0431-80000001\n13800000001", truth=oneof("0431-80000001、13800000001"))
    f.set("activities", 3, "time", "2023年\n5月11日", truth="2023-05-11").set("activities", 2, "content", "剪纸\n面塑", truth="剪纸\n面塑")
    each(c, k, "表格里换行", "line breaks in the cells of a table", f, "下发表", "另存", "重打文档")
    f = new("cooperation").set("projects", 1, "funds", "12\n5", truth=ASKED).set("projects", 2, "funds", "3.5\n万元", truth="3.5").set("projects", 3, "students", "30\n40\n50", truth=ASKED)
    each(c, k, "经费换行", "a line break in a number of money", f, "重打", "文档")
    f = new()
    d = retype_docx(f)
    for key, parts in (("students", ("100", "200")), ("teachers", ("20", "30"))):
        cell = d.cell(key)
        write(cell, parts[0])
        cell.add_paragraph(parts[1])
        f.set(key, "\n".join(parts), truth=ASKED)
    c.add(k, "一格两段.docx", d, "two paragraphs in a cell")


def numbers(c):
    k = "numbers"
    f = new().set("students", "学生1200人", truth="1200").set("enterprises", "12家企业", truth="12").set("teachers", "80位教师", truth="80").set("total", "9.", truth="9").set("enrolled", None, truth=NOTHING)
    each(c, k, "数字带名称", "the thing counted is named beside its number", f, "下发表", "重打文档", "另存")
    f = new().set("students", "1200名学生", truth="1200").set("enterprises", "企业12家", truth="12").set("teachers", "教师：80人", truth="80").set("total", "共计1500人次", truth=told("1500")).set("visits", "9个项目", truth="9")
    each(c, k, "数字带名称之二", "the thing counted is named beside its number", f, "重打", "文档")
    f = new().set("students", "１２００", truth="1200").set("enterprises", "约12家", truth=about("12")).set("teachers", "80余人", truth=about("80")).set("total", "1,500", truth="1500").set("visits", "九", truth="9")
    each(c, k, "约数全角", "full-width digits, inexact numbers, Chinese numerals", f)
    f = new().set("students", "0.12万人", truth="1200").set("enterprises", "无", truth="0").set("teachers", "100-120", truth=ASKED).set("total", "若干", truth=ASKED).set("visits", "9项", truth="9").set("enrolled", None, truth=NOTHING)
    each(c, k, "范围和若干", "a range, no number at all", f, "下发表", "重打文档")
    f = new().set("students", "900人（含实习生100人）", truth=either("900")).set("teachers", "专任60，兼职20", truth=ASKED).set("total", "1000+200", truth=ASKED).set("enterprises", "8（见附件）", truth=either("8")).set("visits", "7/9", truth=ASKED)
    each(c, k, "括号和加号", "more than one number in a cell", f, "重打", "旧版")
    f = new().set("students", "O", truth=ASKED).set("teachers", "l2", truth=ASKED).set("total", "1500？", truth=either("1500")).set("enterprises", "待定", truth=ASKED).set("visits", "#REF!", truth=ASKED)
    each(c, k, "看不清的", "letters for digits, a question mark", f, "重打")
    f = new().set("students", "1200。", truth="1200").set("teachers", "'80", truth="80").set("total", "=1500", truth="1500").set("enterprises", "12.0", truth="12").set("visits", "第9项", truth=either("9"))
    each(c, k, "多余的符号", "marks around a number", f, "重打", "重打文档")
    f = new("openday-plan").set("days", 1, "date", "2023-05-17 00:00:00", truth="2023-05-17").set("days", 2, "date", "2023-5-18日", truth="2023-05-18").set("days", 3, "date", "5月19号", truth="2023-05-19")
    f.set("days", 1, "hours", datetime.time(10, 30), truth="10:30", fmt="h:mm").set("days", 2, "hours", "上午9点—11点", truth="上午9点—11点").set("days", 3, "hours", datetime.time(14, 0), truth=oneof("14:00", "14:00:00"), fmt="hh:mm:ss")
    each(c, k, "时刻和日期", "a time of day in a field for text, days with a time or a sign too much", f, "下发表", "重打", "另存", "旧版")
    f = new("openday-plan").set("days", 1, "date", "2023.5.17", truth="2023-05-17").set("days", 2, "date", "二〇二三年五月十八日", truth="2023-05-18").set("days", 3, "date", "2023年5月19日（周五）", truth="2023-05-19").set("days", 1, "hours", "10:30", truth="10:30")
    each(c, k, "日期写法", "days as people write them", f, "下发表", "重打文档", "旧版")
    f = new("training").set("courses", 1, "start", datetime.time(9, 30), truth="09:30", fmt="h:mm").set("courses", 2, "start", "下午2点半", truth="14:30").set("courses", 3, "start", "14：00", truth="14:00").set("courses", 1, "date", "20230509", truth="2023-05-09").set("courses", 2, "hours", "4学时", truth="4").set("courses", 3, "hours", "4.5小时", truth=either("4.5"))
    each(c, k, "学时和时刻", "times of day, numbers with a unit that the form does not print", f, "下发表", "重打", "重打文档")
    f = new("outreach-plan").set("outreach", 1, "time", "5.14", truth="2023-05-14").set("features", 1, "time", "5月8日-12日", truth="2023-05-08/2023-05-12").set("features", 2, "time", "2023.5.9-5.10", truth="2023-05-09/2023-05-10").set("features", 3, "time", "5月11日上午", truth="2023-05-11")
    f.set("outreach", 1, "people", "师生120人", truth="120").set("features", 1, "people", "约300人", truth=about("300")).set("features", 2, "people", "100人左右", truth=about("100"))
    each(c, k, "规划表写法", "days and numbers as people write them", f, "下发表", "重打文档", "另存")
    f = new("cooperation").set("projects", 1, "funds", "12.5万元", truth="12.5").set("projects", 2, "funds", "80万", truth="80").set("projects", 3, "funds", "30000元", truth=either("3")).set("projects", 1, "students", "学生30名", truth="30").set("projects", 2, "students", "60人次", truth=told("60"))
    each(c, k, "经费写法", "money with and without its unit", f, "下发表", "重打文档", "旧版")
    f = new("bases").set("area", "3,200㎡", truth="3200").set("worth", "860.5万", truth="860.5").set("posts", "240个工位", truth="240").set("working", "95％", truth="95").set("hours", datetime.date(2023, 5, 8), truth=either("2023年5月8日", "2023-05-08", "2023/5/8"), fmt='yyyy"年"m"月"d"日"')
    each(c, k, "面积写法", "square metres, a share with a full-width sign", f, "下发表", "重打", "文档")
    f = new("liaison").set("liaisons", 1, "mobile", 13800000013, truth="13800000013").set("liaisons", 2, "mobile", "138-0000-0014", truth="13800000014").set("liaisons", 1, "email", "user＠example.com", truth="user@example.com").set("liaisons", 2, "email", "user @example.com", truth="user@example.com")
    each(c, k, "号码写法", "numbers and addresses with blanks and full-width marks", f, "下发表", "重打文档", "旧版")


def struck(c):
    k = "struck"
    f = new().set("students", run("s", "12") + "15", truth="15").set("enrolled", None, truth=NOTHING).set("teachers", run("s", "80") + " 86", truth="86").set("formats", "校园开放日" + run("s", "、停办的项目"), truth="校园开放日").set("total", "1500" + run("s", "1400"), truth="1500")
    each(c, k, "划掉一部分", "the old number struck out beside the new one", f)
    f = new().set("students", "15" + run("u", "1"), truth=either("15")).set("enrolled", None, truth=NOTHING).set("teachers", "86" + run("u", "①"), truth=either("86")).set("total", "1500" + run("u", "注2"), truth=either("1500"))
    each(c, k, "上标的注", "a superscript note behind a number", f, "下发表", "重打", "另存", "文档", "重打文档")
    f = new().set("students", run("b", "9") + "00", truth="900").set("teachers", "8" + run("b", "6"), truth="86").set("total", run("b", "1500") + "人", truth="1500")
    each(c, k, "加粗一部分", "bold parts mean nothing", f, "下发表", "重打文档")
    f = new().set("students", run("s", "12") + "15", truth="15").set("enrolled", None, truth=NOTHING).set("teachers", "86" + run("u", "1"), truth=either("86"))
    c.add(k, "划掉一部分（另存）.xlsx", blank(f), "the old number struck out, saved by LibreOffice", via="office")
    for make, w in ((blank_docx, "文档"), (retype_docx, "重打文档")):
        f = new().set("students", "205" + run("h", "+9"), truth="205").set("enrolled", None, truth=NOTHING).set("teachers", run("h", "1") + "86", truth="86").set("media", "无" + run("h", "，但有两条待发"), truth=either("无"))
        c.add(k, "隐藏文字（%s）.docx" % w, make(f), "hidden text in a cell")
    f = new()
    b = blank(f)
    for key in ("students", "visits"):
        b.cell(key).font = Font(strike=True)
        f.mean(key, ASKED)
    c.add(k, "整格划掉（下发表）.xlsx", b, "whole cells struck out")
    f = new()
    b = retype(f)
    for key in ("teachers", "total"):
        b.cell(key).font = Font(strike=True)
        f.mean(key, ASKED)
    c.add(k, "整格划掉（旧版）.xls", b, "whole cells struck out")
    f = new()
    d = retype_docx(f)
    for key in ("teachers", "enterprises"):
        write(d.cell(key), run("s", d.cell(key).text))
        f.mean(key, ASKED)
    c.add(k, "整格划掉（重打文档）.docx", d, "whole cells struck out")
    for ext, make in ((".xlsx", blank), (".xlsx", retype), (".ods", blank), (".xls", retype)):
        f = new("highlights")
        b = make(f)
        row = b.at["activities", 2, "name"].row
        for cell in b.ws[row]:
            cell.font = Font(strike=True)
        f.extra.append("row = asked @ A%d of %s" % (row, quote(f.get("activities", 2, "name").typed)))
        f.book = b
        f.drop("activities", 2)
        c.add(k, "整行划掉（%s）%s" % ("下发表" if make is blank else "重打", ext), b, "a row of the table struck out")
    for form, key in (("highlights", "activities"), ("volunteers", "events")):
        f = new(form)
        d = retype_docx(f)
        for x in f.form.block(key).fields:
            cell = d.at[key, 2, x.key]
            write(cell, run("s", cell.text))
        f.extra.append("row = asked of %s" % quote(f.get(key, 2, "name").typed))
        f.drop(key, 2)
        c.add(k, "整行划掉（%s）.docx" % form, d, "a row of the table struck out")
    # Tracked changes: what was deleted is gone, what was put in counts.
    for make, w in ((blank_docx, "文档"), (retype_docx, "重打文档")):
        f = new()
        d = make(f)
        for key, old, now in (("students", "12", "15"), ("teachers", "8", "86"), ("author", "钱某某", "冯某某")):
            cell = d.cell(key) if w == "文档" or key != "author" else None
            if cell is None:
                continue
            write(cell, "")
            p = cell.paragraphs[0]._p
            for tag, inner, text in (("w:del", "w:delText", old), ("w:ins", "w:t", now)):
                e, r, t = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
                e.set(qn("w:id"), "1"), e.set(qn("w:author"), "某"), e.set(qn("w:date"), "2023-05-22T08:00:00Z")
                t.text = text
                r.append(t), e.append(r), p.append(e)
            f.set(key, now)
        c.add(k, "修订痕迹（%s）.docx" % w, d, "tracked changes")


def units(c):
    k = "units"
    for n, (labels, values) in enumerate([
        ({"enterprises": "企业数（百家）", "students": "学生数（百人）"}, {"enterprises": (2, either("200")), "students": (12, either("1200"))}),
        ({"students": "学生数（千人）", "total": "参与总人数（万人）"}, {"students": (1.2, either("1200")), "total": (0.15, either("1500"))}),
        ({"students": "学生数（人次）", "total": "参与总人数（人次）"}, {"students": (1200, told("1200")), "total": (1500, told("1500"))}),
        ({"students": "学生数（单位：百人）", "teachers": "教师数/百人"}, {"students": (12, either("1200")), "teachers": (2, either("200"))}),
        ({"students": "学生数(名)", "enterprises": "企业数[家]", "visits": "观摩体验活动项目数（个）"}, {"students": (1200, oneof("1200")), "enterprises": (12, oneof("12")), "visits": (9, oneof("9"))}),
    ], 1):
        f = new().set("enrolled", None, truth=NOTHING)
        for key, (v, t) in values.items():
            f.set(key, v, truth=t)
        note = "the unit was changed in the label: " + "、".join(labels.values())
        c.add(k, "改了单位%d（重打）.xlsx" % n, retype(f, labels=labels), note)
        c.add(k, "改了单位%d（重打文档）.docx" % n, retype_docx(f, labels=labels), note)
        b = blank(f)
        for key, text in labels.items():
            b.lab(key).value = text
        c.add(k, "改了单位%d（下发表）.%s" % (n, ["xlsx", "xls", "ods"][n % 3]), b, note)
    for n, (unit, typed, truth) in enumerate([("元", 125000, either("12.5")), ("千元", 125, either("12.5")), ("亿元", 0.5, either("5000")), ("万元人民币", 12.5, oneof("12.5"))], 1):
        f = new("cooperation")
        for i in (1, 2, 3):
            f.set("projects", i, "funds", typed, truth=truth)
        labels = {("projects", 0, "funds"): "经费（%s）" % unit}
        c.add(k, "经费%d（重打）.%s" % (n, "xlsx" if n < 3 else "xls"), retype(f, labels=labels), "the unit of money was changed to " + unit)
        c.add(k, "经费%d（重打文档）.docx" % n, retype_docx(f, labels=labels), "the unit of money was changed to " + unit)
    for n, line in enumerate(["单位：百人", "计量单位：万人"], 1):
        f = new("volunteers")
        b = retype(f, gap=1)
        by = 100 if n == 1 else 10000
        b.ws["D2"] = line
        f.set("students", 3 if n == 1 else 0.03, truth=either(3 * by if n == 1 else "300")).drop("events", 2).drop("events", 3).set("events", 1, "people", 1, truth=either(by))
        b.put()
        for i in (2, 3):
            for x in f.form.block("events").fields:
                b.at["events", i, x.key].value = None
        c.add(k, "单位行%d.xlsx" % n, b, "a line above the form changes the unit of all numbers")
    for n, cells in enumerate([
        {"enterprises": (2, '0"百家"', either("200")), "students": (12, '0"百人"', either("1200")), "total": (1.2, '0.0"万"', either("12000"))},
        {"students": (1200, '0!.0,"万"', oneof("1200")), "total": (1500, '#,##0"人"', oneof("1500")), "teachers": (86, "00000", oneof("86")), "enterprises": (12, '0"家"', oneof("12"))},
        {"students": (300, '"约"0', about("300")), "total": (1500, '0"+"', about("1500")), "teachers": (86, '0"余人"', about("86"))},
        {"students": (1200, ";;;", told("1200")), "teachers": (86.4, "0", either("86")), "visits": (9, '0"项";;"无"', oneof("9"))},
        {"students": (1.2, '0.0"千"', either("1200")), "total": (0.15, '0.00"万人"', either("1500")), "teachers": (0.86, '0.00"百"', either("86"))},
    ], 1):
        for make, ext in ((blank, "xlsx"), (retype, "ods" if n % 2 else "xls")):
            f = new().set("enrolled", None, truth=NOTHING)
            for key, (v, fmt, t) in cells.items():
                f.set(key, v, truth=t, fmt=fmt)
            b = make(f)
            for key, (v, fmt, t) in cells.items():
                b.cell(key).number_format = fmt
                if ext == "xls" and "!" in fmt:  # LibreOffice writes a sign that is printed: 1!.2万
                    f.mean(key, either(v))
            c.add(k, "数字格式%d.%s" % (n, ext), b, "number formats that show more than the value: " + " ".join(x[1] for x in cells.values()))
    for n, (typed, fmt, t) in enumerate([(0.85, "0%", oneof("85")), (85, '0"%"', oneof("85")), (0.85, '0.00"%"', either("0.85")), (95, "0%", told("9500"))], 1):
        f = new().set("enrolled", None, truth=NOTHING).set("coverage", typed, truth=t, fmt=fmt)
        b = retype(f)
        c.add(k, "百分比格式%d.xlsx" % n, b, "a share shown as " + fmt)


def printed(c):
    k = "printed"
    for n, (text, t) in enumerate([
        ("（盖章）\n年   月   日", ASKED),
        ("签字：            年   月   日", ASKED),
        ("负责人（签字）：\n\n                     （公章）      年    月    日", ASKED),
        ("同意。\n             签字：      年   月   日", oneof("同意。", "同意。\n             签字：      年   月   日", "同意")),
        ("同意上报。\n（公章）\n2023年5月20日", oneof("同意上报。\n（公章）\n2023年5月20日", "同意上报。", "同意上报。\n2023年5月20日")),
        ("意见：", ASKED),
    ], 1):
        f = new("bases").set("opinion", text, truth=t)
        c.add(k, "学校意见%d.xlsx" % n, retype(f), "text that the blank prints stands in the cell")
        c.add(k, "学校意见%d.docx" % n, (blank_docx if n % 2 else retype_docx)(f), "text that the blank prints stands in the cell")
    for n, blankdate in enumerate(["年   月   日", "2023年   月   日", "    年  月  日", "20  年  月  日"], 1):
        f = new("bases").set("date", blankdate, truth=ASKED)
        c.add(k, "空日期%d.xlsx" % n, retype(f), "a printed date that nobody filled in does not satisfy a required field")
        f = new().set("date", blankdate, truth=NOTHING)
        c.add(k, "空日期%d.docx" % n, retype_docx(f), "a printed date that nobody filled in")
    f = new().set("students", "        人", truth=ASKED).set("enrolled", None, truth=NOTHING).set("teachers", "____人", truth=ASKED).set("total", "（人）", truth=ASKED).set("enterprises", "__12__家", truth="12")
    each(c, k, "印好的单位", "units printed in the cells, with and without a number", f, "重打", "重打文档")
    f = new().set("phone", "（区号）", truth=ASKED).set("media", "（没有的填“无”）", truth=either("（没有的填“无”）")).set("formats", "如：校园开放日", truth=either("如：校园开放日"))
    each(c, k, "示例文字", "examples printed in the cells", f, "重打")


def ticks(c):
    k = "ticks"
    for n, (typed, t) in enumerate([("是（√） 否（ ）", "是"), ("是（ ）否（√）", "否"), ("☑是 □否", "是"), ("□是 ☑否", "否"), ("□ 是   □ 否", ASKED), ("√是  否", "是"), ("是√ 否□", "是"),
                                    ("■是 □否", "是"), ("（√）是（  ）否", "是"), ("是 ☑  否 ☐", "是"), ("☑是 ☑否", ASKED), ("[√]是 [ ]否", "是"), ("是（✓）否（×）", "是"), ("有", "是"), ("√", "是")], 1):
        f = new("bases").set("open", typed, truth=t)
        f.set("visitors", ["☑中小学生 ☑家长 □企业职工 □社区居民", "中小学生（√） 家长（√） 企业职工（ ） 社区居民（ ）", "中小学生，家长", "√中小学生 √家长 企业职工 社区居民", "1.中小学生 2.家长"][n % 5], truth="中小学生、家长")
        make, ext = [(retype, "xlsx"), (retype_docx, "docx"), (blank, "xlsx"), (blank_docx, "docx"), (retype, "xls")][n % 5]
        c.add(k, "打勾%02d.%s" % (n, ext), make(f), "yes or no, and several options, ticked")
    f = new("cooperation").set("projects", 1, "way", "☑订单培养 □共建基地 □师资互聘", truth="订单培养").set("projects", 2, "way", "订单培养（ ）共建基地（√）师资互聘（ ）", truth="共建基地").set("projects", 3, "way", "□订单培养□共建基地☑师资互聘", truth="师资互聘")
    each(c, k, "合作方式打勾", "one option ticked", f, "重打", "重打文档")


KINDS = [breaks, numbers, struck, units, printed, ticks]
