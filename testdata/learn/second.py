#!/usr/bin/env python3
"""Makes the blanks of testdata/learn/second: written as pages of HTML that LibreOffice turns into office files, as
somebody does who draws a table in Writer or Calc and not with a program. Nobody looked at them while package learn was
written before they were measured for the first time. Truth is told as in make.py.

	python3 testdata/learn/second.py
"""
import os, re, shutil, subprocess, sys, tempfile
sys.path.insert(0, os.path.dirname(__file__))
from office import *

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "second")


def html(body):
    return "<html><head><meta charset='utf-8'></head><body>" + body + "</body></html>"


def office(name, body, kind):
    """Turns a page into a file of an office, through LibreOffice."""
    os.makedirs(HERE, exist_ok=True)
    with tempfile.TemporaryDirectory() as tmp:
        src = os.path.join(tmp, "in.html")
        with open(src, "w", encoding="utf-8") as f:
            f.write(html(body))
        def run(fmt, infilter, path):
            subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{tmp}/profile"] + infilter + ["--convert-to", fmt, "--outdir", tmp, path],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if kind == "docx":
            run("odt:writer8", ["--infilter=HTML (StarWriter)"], src)
            run("docx", [], os.path.join(tmp, "in.odt"))
        else:
            run("ods:calc8", ["--infilter=calc_HTML_WebQuery"], src)
            run(kind, [], os.path.join(tmp, "in.ods"))
        shutil.copy(os.path.join(tmp, "in." + kind), os.path.join(HERE, name + "." + kind))
    return os.path.join(HERE, name + "." + kind)


def finish(name, ext, made, to=None):
    with open(os.path.join(HERE, name + ".txt"), "w", encoding="utf-8") as out:
        for n, (filled, truth) in enumerate(made):
            path = os.path.join(HERE, name, f"{n + 1}." + ext)
            save(filled, path)
            if to:
                convert(path, to)
            out.write(f"== {n + 1}." + (to or ext) + "\n")
            for k, v in truth.items():
                out.write(f"{k} = {v}\n")
    if to:
        convert(os.path.join(HERE, name + "." + ext), to)


def at(ws, text, nth=1):
    """The place of a printed text."""
    for row in ws.iter_rows():
        for c in row:
            if isinstance(c.value, str) and c.value.replace(" ", "").replace("\u3000", "").replace("\n", "") == text:
                nth -= 1
                if nth == 0:
                    return c
    raise KeyError(text)


def put(ws, r, c, v):
    """Writes into the cell that covers a place."""
    for m in ws.merged_cells.ranges:
        if m.min_row <= r <= m.max_row and m.min_col <= c <= m.max_col:
            ws.cell(m.min_row, m.min_col).value = v
            return
    ws.cell(r, c).value = v


def beside(ws, text, v, nth=1):
    c = at(ws, text, nth)
    last = c.column
    for m in ws.merged_cells.ranges:
        if m.min_row == c.row and m.min_col == c.column:
            last = m.max_col
    put(ws, c.row, last + 1, v)


def grant():
    path = office("资助申请表", """<p align=center><b>家庭经济困难学生资助申请表</b></p>
<p>学校：&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; 专业班级：&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; 学号：</p>
<table border=1><tr><td rowspan=3>学生本人</td><td>姓&nbsp;&nbsp;名</td><td></td><td>性&nbsp;&nbsp;别</td><td></td><td>民&nbsp;&nbsp;族</td><td></td></tr>
<tr><td>身份证号</td><td colspan=3></td><td>户口性质</td><td>□城镇 □农村</td></tr>
<tr><td>家庭人口数</td><td></td><td>家庭年收入（元）</td><td></td><td>本人电话</td><td></td></tr>
<tr><td rowspan=4>家庭成员</td><td>姓名</td><td>与本人关系</td><td colspan=2>工作（学习）单位</td><td>职业</td><td>健康状况</td></tr>
<tr><td></td><td></td><td colspan=2></td><td></td><td></td></tr><tr><td></td><td></td><td colspan=2></td><td></td><td></td></tr><tr><td></td><td></td><td colspan=2></td><td></td><td></td></tr>
<tr><td>申请理由</td><td colspan=6><br><br>申请人签名：&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;年&nbsp;&nbsp;月&nbsp;&nbsp;日</td></tr>
<tr><td>班级评议意见</td><td colspan=6>□特别困难&nbsp;&nbsp;□困难&nbsp;&nbsp;□一般困难&nbsp;&nbsp;□不困难</td></tr>
<tr><td>学校审核意见</td><td colspan=6><br><br>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;（公章）<br>年&nbsp;&nbsp;月&nbsp;&nbsp;日</td></tr></table>""", "docx")
    made = []
    for n, name in enumerate(("秦某", "尤某", "许某")):
        d = docx.Document(path)
        t = d.tables[0]
        truth = {"学校": "第一中专", "专业班级": "23机电2班", "学号": f"2023{n:04d}", "姓名": name, "性别": "男", "民族": "汉族", "身份证号": f"00000020080101000{n}", "户口性质": "农村", "家庭人口数": "5",
                 "家庭年收入": "18000", "本人电话": "13900000011", "1.姓名": "秦某某", "1.与本人关系": "父亲", "1.工作（学习）单位": "务农", "1.健康状况": "良好", "班级评议意见": "困难"}
        for r, c, v in ((0, 2, name), (0, 4, "男"), (0, 6, "汉族"), (1, 2, f"00000020080101000{n}"), (1, 6, "□城镇 ☑农村"), (2, 2, "5"), (2, 4, "18000"), (2, 6, "13900000011"),
                        (4, 1, "秦某某"), (4, 2, "父亲"), (4, 3, "务农"), (4, 6, "良好"), (8, 1, "□特别困难  ☑困难  □一般困难  □不困难")):
            t.cell(r, c).text = v
        if n == 1:
            t.cell(7, 1).text = "父亲患病，收入低。\n申请人签名：尤某      2026年3月1日"
            truth |= {"申请理由": "父亲患病，收入低。", "申请人签名": "尤某", "申请理由日期": "2026-03-01"}
        for p in d.paragraphs:
            if p.text.startswith("学校："):
                p.text = f"学校：第一中专      专业班级：23机电2班      学号：2023{n:04d}"
        made.append((d, truth))
    finish("资助申请表", "docx", made)


def partner():
    path = office("校企合作备案表", """<table border=1><tr><td colspan=6 align=center>校企合作协议备案登记表</td></tr>
<tr><td>学校名称</td><td colspan=2></td><td>合作企业</td><td colspan=2></td></tr>
<tr><td>协议名称</td><td colspan=5></td></tr>
<tr><td>签订日期</td><td colspan=2></td><td>有效期（年）</td><td colspan=2></td></tr>
<tr><td>合作形式</td><td colspan=5>□订单培养 □共建基地 □现代学徒制 □员工培训 □其他</td></tr>
<tr><td rowspan=2>学校联系人</td><td>姓名</td><td></td><td rowspan=2>企业联系人</td><td>姓名</td><td></td></tr>
<tr><td>电话</td><td></td><td>电话</td><td></td></tr>
<tr><td>接收实习学生数</td><td></td><td>其中就业人数</td><td></td><td>企业投入金额（万元）</td><td></td></tr>
<tr><td>合作成效<br>（200字以内）</td><td colspan=5></td></tr></table><p>备案人：</p>""", "xlsx")
    made = []
    for n, (school, form) in enumerate((("甲校", "☑订单培养 □共建基地 □现代学徒制 □员工培训 □其他"), ("乙校", "□订单培养 √共建基地 □现代学徒制 □员工培训 □其他"), ("丙校", "现代学徒制"))):
        wb = openpyxl.load_workbook(path)
        ws = wb.active
        t = {"学校名称": school, "合作企业": "某某股份公司", "协议名称": "产教融合协议", "签订日期": "2025-09-01", "有效期": "3", "合作形式": ("订单培养", "共建基地", "现代学徒制")[n], "学校联系人·姓名": "何某",
             "学校联系人·电话": "0431-81110000", "企业联系人·姓名": "吕某", "企业联系人·电话": "13900000012", "接收实习学生数": "40", "其中就业人数": "22", "企业投入金额": "12.5", "合作成效": "成效明显"}
        beside(ws, "学校名称", school); beside(ws, "合作企业", "某某股份公司"); beside(ws, "协议名称", "产教融合协议"); beside(ws, "签订日期", "2025年9月1日"); beside(ws, "有效期（年）", 3)
        beside(ws, "合作形式", form); beside(ws, "姓名", "何某"); beside(ws, "电话", "0431-81110000"); beside(ws, "姓名", "吕某", 2); beside(ws, "电话", "13900000012", 2)
        beside(ws, "接收实习学生数", 40); beside(ws, "其中就业人数", 22); beside(ws, "企业投入金额（万元）", 12.5); beside(ws, "合作成效", "成效明显")
        made.append((wb, t))
    finish("校企合作备案表", "xlsx", made)


def research():
    path = office("教研活动记录", """<p align=center>教研活动记录表</p><p align=right>编号：________</p>
<table border=1><tr><td>活动主题</td><td colspan=3></td></tr><tr><td>时&nbsp;间</td><td></td><td>地&nbsp;点</td><td></td></tr><tr><td>主持人</td><td></td><td>记录人</td><td></td></tr>
<tr><td>应到人数</td><td>&nbsp;&nbsp;&nbsp;&nbsp;人</td><td>实到人数</td><td>&nbsp;&nbsp;&nbsp;&nbsp;人</td></tr><tr><td colspan=4>活动过程记录：</td></tr><tr><td colspan=4><br><br><br></td></tr>
<tr><td colspan=4>教研组长评价：&nbsp;&nbsp;□好&nbsp;&nbsp;□较好&nbsp;&nbsp;□一般&nbsp;&nbsp;&nbsp;&nbsp;签名：</td></tr></table>""", "docx")
    made = []
    for n in range(3):
        d = docx.Document(path)
        t = d.tables[0]
        truth = {"活动主题": f"公开课研讨{n}", "时间": "2026年4月8日下午", "地点": "录播室", "主持人": "施某", "记录人": "张某", "应到人数": "12", "实到人数": "11", "活动过程记录": "听课、评课。", "教研组长评价": "较好", "签名": "孔某"}
        for r, c, v in ((0, 1, f"公开课研讨{n}"), (1, 1, "2026年4月8日下午"), (1, 3, "录播室"), (2, 1, "施某"), (2, 3, "张某"), (3, 1, "  12  人"), (3, 3, "  11  人"), (5, 0, "听课、评课。"),
                        (6, 0, "教研组长评价：  □好  ☑较好  □一般    签名：孔某")):
            t.cell(r, c).text = v
        if n == 2:
            for p in d.paragraphs:
                if "编号" in p.text:
                    p.text = "编号：JY-03"
            truth["编号"] = "JY-03"
        made.append((d, truth))
    finish("教研活动记录", "docx", made)


def attendance():
    days = range(1, 11)
    path = office("考勤登记表", "<table border=1><tr><td colspan=13 align=center>顶岗实习学生考勤登记表</td></tr><tr><td colspan=13>实习单位：&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;带队教师：</td></tr><tr><td rowspan=2>学号</td><td rowspan=2>姓名</td><td colspan=10>日期</td><td rowspan=2>缺勤天数</td></tr><tr>"
                  + "".join(f"<td>{d}日</td>" for d in days) + "</tr>" + ("<tr>" + "<td></td>" * 13 + "</tr>") * 5 + "</table><p>注：出勤√，病假△，事假○，旷工×。</p>", "xlsx")
    made = []
    for n in range(3):
        wb = openpyxl.load_workbook(path)
        ws = wb.active
        truth = {"实习单位": "某某公司", "带队教师": "曹某"}
        c = next(c for row in ws.iter_rows() for c in row if isinstance(c.value, str) and c.value.startswith("实习单位"))
        c.value = "实习单位：某某公司          带队教师：曹某"
        first = at(ws, "1日")
        for i in range(n + 1):
            r = first.row + 1 + i
            put(ws, r, first.column - 2, f"S{i}")
            put(ws, r, first.column - 1, f"严某{i}")
            truth[f"{i + 1}.学号"], truth[f"{i + 1}.姓名"] = f"S{i}", f"严某{i}"
            for d in days:
                v = "△" if (d + i) % 5 == 0 else "√"
                put(ws, r, first.column + d - 1, v)
                truth[f"{i + 1}.日期·{d}日"] = v
            put(ws, r, first.column + 10, 2)
            truth[f"{i + 1}.缺勤天数"] = "2"
        made.append((wb, truth))
    finish("考勤登记表", "xlsx", made)


def inventory():
    path = office("资产盘点表", """<table border=1><tr><td colspan=9 align=center>固定资产盘点汇总表</td></tr><tr><td colspan=5>单位名称：</td><td colspan=4>金额单位：元</td></tr>
<tr><td rowspan=2>资产类别</td><td colspan=2>账面数</td><td colspan=2>实盘数</td><td colspan=2>盘盈</td><td colspan=2>盘亏</td></tr><tr><td>数量</td><td>金额</td><td>数量</td><td>金额</td><td>数量</td><td>金额</td><td>数量</td><td>金额</td></tr>"""
                  + "".join(f"<tr><td>{k}</td>" + "<td></td>" * 8 + "</tr>" for k in ("房屋构筑物", "通用设备", "专用设备", "图书档案", "合计")) + "</table>", "xlsx")
    made = []
    cats = ("房屋构筑物", "通用设备", "专用设备", "图书档案")
    heads = ("账面数数量", "账面数金额", "实盘数数量", "实盘数金额")
    for n in range(3):
        wb = openpyxl.load_workbook(path)
        ws = wb.active
        truth = {"单位名称": f"{'甲乙丙'[n]}校"}
        c = next(c for row in ws.iter_rows() for c in row if isinstance(c.value, str) and c.value.startswith("单位名称"))
        c.value = f"单位名称：{'甲乙丙'[n]}校"
        for k, cat in enumerate(cats):
            p = at(ws, cat)
            for j, h in enumerate(heads):
                v = (k + 1) * 10 + n if j % 2 == 0 else 1000.5 * (k + 1)
                put(ws, p.row, p.column + 1 + j, v)
                truth[f"{cat}·{h}"] = str(v)
        if n:
            p = at(ws, "合计")
            for j, h in enumerate(heads):
                v = 100 + 4 * n if j % 2 == 0 else 10005
                put(ws, p.row, p.column + 1 + j, v)
                truth[f"合计·{h}"] = str(v)
        made.append((wb, truth))
    finish("资产盘点表", "xlsx", made, to="xls")


def questionnaire():
    q = ["一、基本情况", "1、您所在学校：________________", "2、您的教龄：□5年以下&nbsp;&nbsp;□6-10年&nbsp;&nbsp;□11-20年&nbsp;&nbsp;□20年以上", "3、您希望参加的培训（最多选3项）：□教学能力&nbsp;&nbsp;□专业技能&nbsp;&nbsp;□信息技术&nbsp;&nbsp;□班级管理&nbsp;&nbsp;□课程思政",
         "二、培训安排", "4、您希望每次培训______天，每年培训______次。", "5、您对去年的培训：□满意&nbsp;&nbsp;□一般&nbsp;&nbsp;□不满意", "6、您的建议：", "填写人（可不填）：____________&nbsp;&nbsp;&nbsp;&nbsp;填写日期：____年____月____日"]
    path = office("培训需求问卷", "<p align=center><b>教师培训需求调查问卷</b></p>" + "".join(f"<p>{x}</p>" for x in q), "docx")
    made = []
    for n in range(3):
        d = docx.Document(path)
        truth = {"您所在学校": f"{'甲乙丙'[n]}校", "您的教龄": ("5年以下", "6-10年", "20年以上")[n], "您希望参加的培训": "专业技能、信息技术", "您希望每次培训": "3", "每年培训": "2", "您对去年的培训": "一般"}
        for p in d.paragraphs:
            s = p.text
            if "您所在学校" in s:
                s = "1、您所在学校：" + "甲乙丙"[n] + "校"
            s = s.replace("□" + truth["您的教龄"], "☑" + truth["您的教龄"]) if "您的教龄" in s else s
            s = s.replace("□专业技能", "☑专业技能").replace("□信息技术", "☑信息技术")
            s = s.replace("每次培训______天，每年培训______次", "每次培训 3 天，每年培训 2 次")
            s = s.replace("□一般", "☑一般")
            if s.startswith("6、") and n:
                s += "多到企业实践"
                truth["您的建议"] = "多到企业实践"
            if n == 2 and s.startswith("填写人"):
                s = "填写人（可不填）：华某    填写日期：2026年5月20日"
                truth |= {"填写人": "华某", "填写日期": "2026-05-20"}
            if s != p.text:
                p.text = s
        made.append((d, truth))
    finish("培训需求问卷", "docx", made)


if __name__ == "__main__":
    for make in (grant, partner, research, attendance, inventory, questionnaire):
        make()
