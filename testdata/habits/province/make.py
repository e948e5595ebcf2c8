#!/usr/bin/env python3
"""Makes a province of 13 cities of 5 districts of 10 schools: what each school
fills into week-statistics (returns.csv), and the sums of every district, city
and of the province (sums.csv), each added up from the schools and not from
other sums. All names and numbers are made up.

    python3 testdata/habits/province/make.py

Some schools send nothing (their numbers are empty), some leave 在校生数 empty:
where one that sent a return does, its district, city and province have no sum of
enrolled.
"""
import csv, os, random

HERE = os.path.dirname(os.path.abspath(__file__))
KEYS = ["colleges", "enterprises", "teachers", "students", "enrolled", "total", "visits"]
rnd = random.Random(13)
cities = [c + "州市" for c in "甲乙丙丁戊己庚辛壬癸子丑寅"]
districts = ["东城区", "西城区", "南山县", "北山县", "高新区"]
schools = ["第一职业学校", "第二职业学校", "机电工程学校", "卫生学校", "财经学校", "旅游学校", "信息技术学校", "农业学校", "艺术学校", "交通学校"]
rows = []
for c, city in enumerate(cities):
    for d, district in enumerate(districts):
        for s, school in enumerate(schools):
            students = rnd.randint(120, 2400)
            teachers = rnd.randint(10, 180)
            v = [1, rnd.randint(0, 40), teachers, students, rnd.randint(students, 5000), students + teachers + rnd.randint(0, 3000), rnd.randint(0, 25)]
            if c == 4 and d == 2 and s == 7:
                v[4] = ""
            if c in (6, 11) and s == 9:
                v = [""] * len(v)
            rows.append([city, district, city[:-1] + district[:-1] + school] + v)


def total(of):
    sent = [r for r in of if r[3] != ""]
    out = [len(of), len(sent)]
    for i in range(3, 3 + len(KEYS)):
        column = [r[i] for r in sent]
        out.append("" if "" in column else sum(column))
    return out


with open(os.path.join(HERE, "returns.csv"), "w", encoding="utf-8", newline="") as f:
    w = csv.writer(f, lineterminator="\n")
    w.writerow(["city", "district", "school"] + KEYS)
    w.writerows(rows)
with open(os.path.join(HERE, "sums.csv"), "w", encoding="utf-8", newline="") as f:
    w = csv.writer(f, lineterminator="\n")
    w.writerow(["city", "district", "schools", "sent"] + KEYS)
    for city in cities:
        for district in districts:
            w.writerow([city, district] + total([r for r in rows if r[:2] == [city, district]]))
        w.writerow([city, ""] + total([r for r in rows if r[0] == city]))
    w.writerow(["", ""] + total(rows))
