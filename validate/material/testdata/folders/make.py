#!/usr/bin/env python3
"""Makes the schools' folders beside it: one without a fault, one with each
fault once. Needs LibreOffice Writer, ImageMagick, exiftool and ffmpeg 5
(Debian: libreoffice-writer, imagemagick, libimage-exiftool-perl, ffmpeg). Run
it anywhere:

    python3 validate/material/testdata/folders/make.py

All schools, persons, media and texts are made up.
"""
import base64, os, shutil, subprocess, tempfile, zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
TMP = tempfile.mkdtemp()
RIGHT = "示例市第一职业学校"
WRONG = "示例市第二职业学校"
for school in RIGHT, WRONG:
    shutil.rmtree(os.path.join(HERE, school), ignore_errors=True)


def path(*parts):
    p = os.path.join(HERE, *parts)
    os.makedirs(os.path.dirname(p), exist_ok=True)
    return p


FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt" style:font-size-asian="12pt" fo:font-family="Times New Roman" style:font-family-asian="宋体" fo:language="en" fo:country="US" style:language-asian="zh" style:country-asian="CN"/></style:default-style>
%s</office:styles>
<office:body><office:text>%s</office:text></office:body></office:document>
"""

docs = []


def document(to, *paragraphs, picture=None, suffix=".docx"):
    """A document of paragraphs (face, size, text); None is the picture."""
    styles, body, names = "", "", {}
    for p in paragraphs:
        if p is None:
            data = base64.b64encode(open(picture, "rb").read()).decode()
            body += '<text:p><draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="1cm"><draw:image><office:binary-data>%s</office:binary-data></draw:image></draw:frame></text:p>' % data
            continue
        face, size, text = p
        if (face, size) not in names:
            names[face, size] = "S%d" % len(names)
            styles += '<style:style style:name="%s" style:display-name="样式%d" style:family="paragraph"><style:text-properties style:font-family-asian="%s" fo:font-size="%spt" style:font-size-asian="%spt"/></style:style>\n' % (
                names[face, size], len(names), face, size, size)
        body += '<text:p text:style-name="%s">%s</text:p>' % (names[face, size], text)
    fodt = os.path.join(TMP, "%03d.fodt" % len(docs))
    open(fodt, "w").write(FODT % (styles, body))
    docs.append((fodt, to, suffix))


def convert():
    for suffix, filt in (".docx", "docx:MS Word 2007 XML"), (".doc", "doc:MS Word 97"):
        files = [f for f, _, s in docs if s == suffix]
        if files:
            subprocess.run(["soffice", "-env:UserInstallation=file://" + TMP + "/profile", "--headless", "--convert-to", filt, "--outdir", TMP] + files, check=True, stdout=subprocess.DEVNULL)
    for fodt, to, suffix in docs:
        shutil.copy(fodt[:-5] + suffix, to)


def photo(to, size="600x400", density=300, options=(), format="JPG"):
    subprocess.run(["convert", "-size", size, "xc:gray", "-strip", "-density", str(density), "-units", "PixelsPerInch", *options, format + ":" + to], check=True)


def video(to, size="320x180", seconds=3, options=("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")):
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "color=gray:s=%s:r=5:d=%d" % (size, seconds), *options, "-bitexact", "-fflags", "+bitexact", "-flags", "+bitexact", to], check=True)


def cut(p, n):
    data = open(p, "rb").read()
    open(p, "wb").write(data[:n])


TITLE, UNIT, BODY = ("方正小标宋简体", 22), ("楷体", 16), ("仿宋_GB2312", 16)
FIRST = "5月10日，学校举办校园开放日活动，开放实训基地、专业教室和图书馆，约300名学生家长和周边居民走进校园，近距离感受职业教育。活动由各专业的师生共同组织，设有参观、体验、咨询三个环节。"
SECOND = "家长们参观了智能制造、学前教育等专业的实训室，观看了学生的技能展示；初三学生体验了数控加工和茶艺；教师现场解答了升学与就业的问题。不少家长表示，通过活动对职业教育有了新的认识。"


def article(to, title=("校园开放日活动侧记",), title_look=TITLE, unit=RIGHT, unit_look=UNIT, body=(FIRST, SECOND), body_look=BODY, head=True, more=(), **kw):
    paragraphs = [(*title_look, t) for t in title]
    if unit:
        paragraphs.append((*unit_look, unit))
    paragraphs.append((*body_look, body[0]))
    if head:
        paragraphs.append(("黑体", 16, "一、参观与体验"))
    paragraphs += [(*body_look, b) for b in body[1:]]
    document(to, *paragraphs, *more, **kw)


tiny = os.path.join(TMP, "tiny.jpg")
photo(tiny, "60x40")

# Without a fault.
article(path(RIGHT, "文字稿件", "校园开放日活动侧记.docx"))
article(path(RIGHT, "文字稿件", "技能展示活动综述.docx"), title=("以技能点亮人生", "——技能展示活动综述"), more=[(*BODY, "据《示例日报》5月11日报道，活动吸引了多所初中的学生。")])
photo(path(RIGHT, "照片", "家长参观智能制造实训室.jpg"))
photo(path(RIGHT, "照片", "IMG_2031.JPG"))
photo(path(RIGHT, "照片", "2.jpeg"), "400x600", options=["-interlace", "JPEG"])
subprocess.run(["exiftool", "-q", "-overwrite_original", "-n", "-Orientation=6", path(RIGHT, "照片", "2.jpeg")], check=True)  # shown across
open(path(RIGHT, "照片", "图片说明.txt"), "wb").write("IMG_2031 初三学生体验数控加工\r\n图2：茶艺展示\r\n".encode("gbk"))
video(path(RIGHT, "视频", "校园开放日.mp4"))
document(path(RIGHT, "媒体报道", "新华网+示例市职校开放校园.docx"), ("宋体", 12, "示例市职校开放校园"), ("宋体", 12, FIRST), None, ("宋体", 10.5, "图为活动现场"), picture=tiny)

# Each fault once. The names of the files say what is wrong.
W = lambda *parts: path(WRONG, *parts)
article(W("文字稿件", "太短.docx"), unit=WRONG, body=(FIRST,), head=False)
article(W("文字稿件", "稍长.docx"), unit=WRONG, body=(FIRST, SECOND, "活动结束后，学校还向来宾发放了专业介绍，并邀请他们参加下一次的开放日，共同关注职业教育的发展。"))
article(W("文字稿件", "标题字体不对.docx"), unit=WRONG, title_look=("宋体", 22))
article(W("文字稿件", "单位字号不对.docx"), unit=WRONG, unit_look=("楷体", 14))
article(W("文字稿件", "正文字体不对.docx"), unit=WRONG, body_look=("宋体", 16))
article(W("文字稿件", "正文是仿宋.docx"), unit=WRONG, body_look=("仿宋", 16))
article(W("文字稿件", "末段字号不对.docx"), unit=WRONG, more=[("仿宋_GB2312", 14, "活动结束后，学校发放了专业介绍。")])
article(W("文字稿件", "没有单位.docx"), unit=None)
article(W("文字稿件", "引用没有来源.docx"), unit=WRONG, more=[(*BODY, "据媒体报道，活动吸引了多所初中的学生。")])
article(W("文字稿件", "旧格式.doc"), unit=WRONG, suffix=".doc")
article(W("文字稿件", "没有传完整.docx"), unit=WRONG)
photo(W("照片", "家长参观实训室太小.jpg"), "300x200")
photo(W("照片", "学生展示竖幅作品.jpg"), "400x600")
photo(W("照片", "学生体验茶艺分辨率低.jpg"), density=72)
photo(W("照片", "IMG_0001.jpg"))
photo(W("照片", "其实是另一种格式.jpg"), format="PNG")
photo(W("照片", "后缀不对的开幕式.png"))
photo(W("照片", "没有传完整的开幕式.jpg"))
cut(W("照片", "没有传完整的开幕式.jpg"), 100)
open(W("照片", "空的开幕式.jpg"), "wb").close()
video(W("视频", "太长.mp4"), seconds=8)
video(W("视频", "不清晰.mp4"), "160x90")
video(W("视频", "没有传完整.mp4"))
cut(W("视频", "没有传完整.mp4"), 1000)
video(W("视频", "另一种格式.avi"), options=("-c:v", "mpeg4"))
document(W("媒体报道", "新华网+图片在前.docx"), ("宋体", 12, "示例市职校开放校园"), None, ("宋体", 12, FIRST), picture=tiny)
document(W("媒体报道", "没有写媒体.docx"), ("宋体", 12, "示例市职校开放校园"), ("宋体", 12, FIRST))
document(W("媒体报道", "示例县融媒体中心+级别不够.docx"), ("宋体", 12, "示例市职校开放校园"), ("宋体", 12, FIRST))
document(W("媒体报道", "示例晚报+不知级别.docx"), ("宋体", 12, "示例市职校开放校园"), ("宋体", 12, FIRST))
document(W("媒体报道", "新华网+只有图片.docx"), None, picture=tiny)
photo(W("媒体报道", "新华网+截图.png"), "1080x2400", format="PNG")
open(W("通讯录.vcf"), "w").write("BEGIN:VCARD\nEND:VCARD\n")
convert()
cut(W("文字稿件", "没有传完整.docx"), 3000)

inner = os.path.join(TMP, "inner.zip")
with zipfile.ZipFile(inner, "w") as z:
    z.write(tiny, "里面.jpg")
fixed = lambda name: zipfile.ZipInfo(name, (2023, 5, 15, 12, 0, 0))
with zipfile.ZipFile(W("补报.zip"), "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr(fixed("照片/压缩包里的小照片.jpg"), open(tiny, "rb").read())
    z.writestr(fixed("再压缩.zip"), open(inner, "rb").read())
    z.writestr(fixed("__MACOSX/照片/._压缩包里的小照片.jpg"), b"\0\5\x16\7")
shutil.rmtree(TMP)
