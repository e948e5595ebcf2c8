"""Habits of one cell beside those of cells.py: numerals, inexact and double
numbers, days, numbers of telephones, values that are not what the cell shows."""
import datetime
from corpus import *
from cells import each

count = [1600]


def new(form="week-statistics"):
    count[0] += 1
    return base(form, count[0] % 300 + 300)


def lone(form="week-statistics"):
    """Without 在校生数, from which a share would follow."""
    return new(form).set("enrolled", None, truth=NOTHING) if form == "week-statistics" else new(form)


def serial(y, m, d):
    return (datetime.date(y, m, d) - datetime.date(1899, 12, 30)).days


def figures(c):
    k = "figures"
    f = lone().set("students", "一千二百零五", truth="1205").set("teachers", "一百二十", truth="120").set("total", "两千人", truth="2000").set("enterprises", "〇", truth="0").set("visits", "十", truth="10")
    each(c, k, "大写一", "Chinese numerals", f, "下发表", "重打文档", "旧版")
    f = lone().set("students", "壹仟贰佰", truth="1200").set("teachers", "一二〇", truth="120").set("total", "一五〇〇", truth="1500").set("enterprises", "廿五", truth=either("25")).set("visits", "十几", truth=either("10"))
    each(c, k, "大写二", "formal numerals, numerals digit by digit", f, "重打", "文档")
    f = lone().set("students", "近900人", truth=about("900")).set("teachers", "60人以上", truth=about("60")).set("total", "1500+", truth=about("1500")).set("enterprises", "≥8", truth=about("8")).set("visits", "超过5项", truth=about("5"))
    each(c, k, "大约一", "numbers given as inexact", f, "重打", "重打文档")
    f = lone().set("students", "百余人", truth=either("100")).set("teachers", "六十多", truth=about("60")).set("total", "上千人", truth=either("1000")).set("enterprises", "8家左右", truth=about("8")).set("visits", "不少于5", truth=about("5"))
    each(c, k, "大约二", "numbers given as inexact, in words", f, "下发表", "重打文档")
    f = lone().set("students", "800～900人", truth=ASKED).set("teachers", "60至80", truth=ASKED).set("total", "1000—1200", truth=ASKED).set("enterprises", "8、9家", truth=ASKED).set("visits", "五六项", truth=ASKED)
    each(c, k, "范围", "ranges", f, "重打", "重打文档", "另存")
    f = lone().set("students", "线上300，线下600", truth=either("900")).set("teachers", "60（其中兼职8）", truth=either("60")).set("total", "900（学生）+60（教师）", truth=either("960")).set("enterprises", "5+3=8", truth=either("8")).set("visits", "校内3、校外4", truth=either("7"))
    each(c, k, "分项", "parts of a number in one cell", f, "重打", "文档")
    f = lone().set("students", "900\n其中：女生400", truth=either("900")).set("teachers", "60 8", truth=ASKED).set("total", "1100/1200", truth=ASKED).set("enterprises", "2023年8家", truth=either("8")).set("visits", "第一批5项", truth=either("5"))
    each(c, k, "两个数", "two numbers in one cell", f, "重打", "重打文档")
    f = lone().set("students", "1.200", truth=either("1200")).set("teachers", "6 0", truth=either("60")).set("total", "1、500", truth=either("1500")).set("enterprises", "08", truth="8").set("visits", "5.0项", truth="5")
    each(c, k, "分节一", "other marks between the thousands", f, "重打", "重打文档")
    f = lone().set("students", "1,2000", truth=either("12000")).set("teachers", "6O", truth=ASKED).set("total", "1，500", truth="1500").set("enterprises", "12,", truth="12").set("visits", "1２", truth="12")
    each(c, k, "分节二", "odd groups of digits", f, "下发表", "重打文档")
    f = lone().set("students", "1.2E3", truth=either("1200")).set("teachers", "-60", truth=told("-60")).set("total", "(1500)", truth=either("1500")).set("enterprises", "8.5", truth=either("8.5")).set("visits", "+5", truth=either("5"))
    each(c, k, "正负号", "signs and exponents", f, "重打", "重打文档")
    f = lone().set("students", "合计900人", truth="900").set("teachers", "共60名教师", truth="60").set("total", "总计：1100", truth="1100").set("enterprises", "共有8家", truth="8").set("visits", "开展5项", truth="5")
    each(c, k, "带合计", "words that add nothing", f, "重打", "文档", "另存")
    f = lone().set("students", "见附件", truth=ASKED).set("teachers", "同上年", truth=ASKED).set("total", "全体师生", truth=ASKED).set("enterprises", "统计中", truth=ASKED).set("visits", "多项", truth=ASKED)
    each(c, k, "没有数", "words that are no number", f, "重打", "重打文档")
    f = lone().set("students", "900元", truth=ASKED).set("teachers", "60%", truth=ASKED).set("total", "1100人天", truth=either("1100")).set("enterprises", "8所", truth=either("8")).set("visits", "5场", truth=either("5"))
    each(c, k, "别的单位", "a unit that the field does not count in", f, "重打", "重打文档")
    f = lone().set("students", 900.0000001, truth=either("900")).set("teachers", 59.99999999999999, truth=oneof("60")).set("total", True, truth=ASKED).set("enterprises", datetime.date(1900, 1, 8), truth=either("8"), fmt="yyyy-mm-dd").set("visits", 0.5, truth=either("0.5"))
    each(c, k, "存的数", "numbers that are stored as something else", f, "重打", "旧版", "另存")
    f = lone().set("students", 1200, truth="1200").set("teachers", 0.06, truth=either("60", "0.06"), fmt="0.00").set("total", 1.5, truth=either("15000"), fmt='0.0"万人"').set("coverage", 0.95, truth=either("95"))
    each(c, k, "小数", "a share typed as 0.95 without a format", f, "重打", "旧版")
    for n, (typed, t) in enumerate([("百分之九十五", "95"), ("95.0 %", "95"), ("九成五", either("95")), ("95/100", either("95")), ("达95%以上", about("95")), ("９５％", "95"), (".95", either("95"))], 1):
        f = lone().set("coverage", typed, truth=t)
        c.add(k, "覆盖率写法%d.%s" % (n, "docx" if n % 2 else "xlsx"), (retype_docx if n % 2 else retype)(f), "a share written as " + typed)
    f = new("cooperation").set("projects", 1, "funds", "12.5w", truth=either("12.5")).set("projects", 2, "funds", "￥80.00万", truth="80").set("projects", 3, "funds", "约3万", truth=about("3")).set("projects", 1, "students", "-", truth=NOTHING).set("projects", 2, "students", "六十人", truth="60")
    each(c, k, "经费三", "money", f, "重打", "重打文档")
    f = new("cooperation").set("projects", 1, "funds", "十二万五千元", truth=either("12.5")).set("projects", 2, "funds", "80万元（企业投入50万元）", truth=either("80")).set("projects", 3, "funds", "3.00", truth="3").set("projects", 1, "way", "订单培养、共建基地", truth=ASKED).set("projects", 2, "way", "1", truth=either("订单培养"))
    each(c, k, "经费四", "money in words, two options for one", f, "重打", "重打文档")
    f = new("bases").set("area", "3200.50平米", truth="3200.5").set("worth", "860万5千", truth=either("860.5")).set("posts", "240（含备用20）", truth=either("240")).set("working", 95, truth="95").set("open", "对外开放", truth=either("是")).set("visitors", "以上均有", truth=either("中小学生、家长、企业职工、社区居民"))
    each(c, k, "基地一", "words for options", f, "重打", "重打文档")
    f = new("bases").set("area", "约3200平方米", truth=about("3200")).set("worth", "8,605,000元", truth=either("860.5")).set("posts", "240个左右", truth=about("240")).set("working", "95.5%", truth="95.5").set("open", "否（筹备中）", truth=either("否")).set("visitors", "中小学生；家长；其他：教师", truth=either("中小学生、家长"))
    each(c, k, "基地二", "other units and options", f, "重打", "文档")
    f = new("month-schedule").set("activities", 1, "project", "4.举办校园开放日及校园文化节活动", truth=oneof("举办校园开放日及校园文化节活动")).set("activities", 2, "project", 7, truth=either("开设职教宣传月专栏", "7")).set("activities", 3, "project", "媒体宣传", truth=either("利用各级媒体广泛宣传职业教育", "媒体宣传"))
    each(c, k, "选项编号", "options by their number", f, "重打", "重打文档")


def moments(c):
    k = "moments"
    n = 0
    for typed, t in [("2023/05/22", None), ("二○二三年五月二十二日", None), ("二零二三年5月22日", None), ("2023. 5. 22", None), ("２０２３年５月２２日", None), ("5/22", None), ("2023—05—22", None), ("5月22日（周一）", None), ("2023年五月廿二日", None),
                     ("2023.5.22.", None), ("2023年5月32日", ASKED), ("2023年4月31日", ASKED), ("5月", ASKED), ("22/5/2023", either("2023-05-22")), ("23.5.22", either("2023-05-22")), (serial(2023, 5, 22), either("2023-05-22")), ("2023年 5月 22日 16:30", None), ("2023年5月22日填", either("2023-05-22")), (20230522, "2023-05-22"), ("5.22", None)]:
        n += 1
        f = new().set("date", typed, truth=t or "2023-05-22")
        make, ext = [(retype, "xlsx"), (retype_docx, "docx")][n % 2]
        if isinstance(typed, int):
            make, ext = retype, "xlsx"
        c.add(k, "填报日期%02d.%s" % (n, ext), make(f), "a day written as %s" % typed)
    spans = [("5.12-18", "2023-05-12/2023-05-18"), ("5月12-18号", "2023-05-12/2023-05-18"), ("5/12~5/18", "2023-05-12/2023-05-18"), ("5月12日至18日", "2023-05-12/2023-05-18"), ("5月12日--18日", "2023-05-12/2023-05-18"), ("5.12—5.18", "2023-05-12/2023-05-18"),
             ("2023.5.12-2023.5.18", "2023-05-12/2023-05-18"), ("2023年5月12日到2023年5月18日", "2023-05-12/2023-05-18"), ("5月12日和18日", ASKED), ("每周五", ASKED), ("5月12日起", ASKED), ("活动周期间", either("2023-05-14/2023-05-20")),
             ("5月12日9:00-11:30", "2023-05-12"), ("5月12日下午2点", "2023-05-12"), ("5月18日-12日", ASKED), ("2023年5月12日（星期五）—18日（星期四）", "2023-05-12/2023-05-18"), ("2023.5.12—18", "2023-05-12/2023-05-18"), ("5月12日、13日、14日", either("2023-05-12/2023-05-14")), ("4月28日-5月3日", "2023-04-28/2023-05-03"), ("5 月 12 日", "2023-05-12"), ("23年5月12日", either("2023-05-12"))]
    for i in range(0, len(spans), 3):
        f = new("highlights")
        for j, (typed, t) in enumerate(spans[i:i + 3], 1):
            f.set("activities", j, "time", typed, truth=t)
        each(c, k, "时间写法%d" % (i // 3 + 1), "days written as " + "、".join(t for t, _ in spans[i:i + 3]), f, "重打" if i % 2 else "下发表", "重打文档")
    f = new("highlights").set("activities", 1, "time", datetime.date(2023, 5, 9), truth="2023-05-09", fmt='m"月"d"日"').set("activities", 2, "time", datetime.datetime(2023, 5, 10, 9, 0), truth="2023-05-10", fmt="yyyy/m/d h:mm").set("activities", 3, "time", serial(2023, 5, 11), truth=either("2023-05-11"))
    each(c, k, "存的日期", "days as cells hold them", f, "重打", "旧版", "另存")
    for form in ("highlights", "openday-plan", "volunteers"):
        f = new(form)
        if form == "highlights":
            f.set("activities", 1, "time", datetime.date(2023, 5, 9), truth="2023-05-09")
        b = retype(f)
        b.wb.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        c.add(k, "一九〇四年起（%s）.%s" % (form, "xls" if form == "volunteers" else "xlsx"), b, "a workbook whose days are counted from 1904")
    f = new("training").set("courses", 1, "start", "9.30", truth=either("09:30")).set("courses", 2, "start", 0.375, truth=either("09:00")).set("courses", 3, "start", "下午两点", truth=either("14:00")).set("courses", 1, "hours", "半天", truth=ASKED).set("courses", 2, "hours", "2×4", truth=either("8")).set("courses", 3, "hours", "四", truth="4")
    each(c, k, "开始时间", "times of day", f, "重打", "重打文档")
    for n, (typed, t) in enumerate([("0431 8888 8888", "0431-88888888"), ("（0431）80000001", "0431-80000001"), ("0431－80000001", "0431-80000001"), ("80000001转802", either("80000001转802", "80000001-802")), ("13800000001/0431-80000001", oneof("13800000001、0431-80000001")), ("+86 13800000001", either("13800000001", "+8613800000001")),
                                     ("电话：13800000001", "13800000001"), (13800000001.0, "13800000001"), (43180000001, told("43180000001")), ("1.38E+10", ASKED), ("138 0000 0001", "13800000001"), ("１３８０００００００１", "13800000001")], 1):
        f = new().set("phone", typed, truth=t)
        make, ext = [(retype, "xlsx"), (retype_docx, "docx")][n % 2]
        if not isinstance(typed, str):
            make, ext = retype, "xls" if n % 2 else "xlsx"
        c.add(k, "电话写法%02d.%s" % (n, ext), make(f), "a number of a telephone written as %s" % typed)


KINDS = [figures, moments]
