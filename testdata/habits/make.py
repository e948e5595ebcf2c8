#!/usr/bin/env python3
"""Makes the returned files in this folder, a sub-folder for each kind of habit,
and beside each a table of what their senders meant.

Needs openpyxl, python-docx, PyYAML and LibreOffice (Debian: python3-openpyxl,
python3-docx, python3-yaml, libreoffice-calc, libreoffice-writer), and Go. Run it
from the root of the repository:

    python3 testdata/habits/make.py [KIND...]

The blanks are those that yearpack writes for campaign.yaml. All schools,
persons, numbers and addresses are made up. A table has, for every file, the
forms in it and a line for each value:

    students = "1200"              this, and no need to ask
    total = about "1500"           this, and known to be inexact
    coverage = told "95"           this or no value, but never without a word
    teachers = either "86"         this, or asked back
    enterprises = asked            no value, and a finding says so
    coverage = computed "45"       nothing was typed: this follows from other fields
    row = asked @ A6               a row that does not count, and a finding says so
    sum activities.people = "210"  a row that only adds up
    unreadable = format            nothing can be read, for this reason

folders/ is a tree of folders instead, with a table of its own; province/ has a
script of its own.

@ is the cell and of what was typed, where a finding may have to be looked for. A
field without a line was left empty. Rows are counted in the order in which they
stand.
"""
import os, shutil, subprocess, sys

sys.dont_write_bytecode = True
import corpus

import cells, choosing, clerks, figures, folders, layouts, others, sheets, tables, wordfiles

root = os.path.join(corpus.HERE, "../..")
subprocess.run(["go", "run", "./examples/yearpack", "-campaign", "testdata/habits/campaign.yaml", "-out", os.path.join(corpus.TMP, "pack")],
               check=True, cwd=root, stdout=subprocess.DEVNULL)
c = corpus.Corpus()
kinds = [k for m in (cells, tables, layouts, folders, others, figures, sheets, wordfiles, clerks, choosing) for k in m.KINDS]
if sys.argv[1:]:
    kinds = [k for k in kinds if k.__name__ in sys.argv[1:]]
for k in kinds:
    shutil.rmtree(os.path.join(corpus.HERE, k.__name__), ignore_errors=True)
    figures.count[0] = 1600
    k(c)
c.finish()
shutil.rmtree(corpus.TMP)
print("%d files, %d kinds" % (len(c.paths), len(c.kinds)))
