// Package validate tells what is wrong with the documents and the data of a
// 职业教育活动周. [Text] checks plain text, [Notice] and [Plan] check a document,
// [Campaign] checks a year's data with all its documents; a [Checker] does so
// with holidays of the caller's; [Material] checks the files that a school sends
// in, [Article] one of them. What they find are values in a [report.Report],
// never errors, and nothing is changed; [Fix] puts right what can be put right
// without asking.
//
// # Rules
//
// [Rules] is the catalogue, and the only place where a rule is registered. A
// rule is an entry with an example that breaks it and one that does not (both
// are its test) and one small check. Ids are stable. GW001 to GW235 are about
// 公文: GB/T 9704-2012, GB/T 15834-2011, GB/T 15835-2011 and the 党政机关公文处理
// 工作条例. ZJ001 to ZJ051 are about the schedule, the organs, contacts and parts of a
// campaign and its documents, ZJ060 to ZJ064 about plans, ZJ101 to ZJ108 about
// slips that documents of earlier years show. MT001 to MT035 are about material:
// files and their number, articles, photos and videos, media reports.
//
// Where a campaign holds dates, deadlines and a theme, its documents are held
// against it. A document that stands alone is held against itself: what it says
// of its period, deadlines and theme in one place against the others, and
// against its own date.
//
// # Material
//
// What a file is, its content tells, never its name. Of pictures and videos the
// headers are read, of a .docx the text with its styles. 字数 is what Word counts:
// Chinese characters and marks one each, other text by words; text boxes and
// notes count, headers, footers, automatic numbers, hidden and deleted text do
// not. Limits with 左右 allow a tenth with a warning. Faces are compared by all
// their names; another face of the same kind (仿宋 for 仿宋_GB2312) is a warning,
// and where a rule asks for a kind (楷体) any of it will do. Letters and digits may
// have any face, headings and captions any look, and the styles of tables are not
// looked at.
//
// # Severity
//
// A GW rule is an error only if a clause says 应 or 不得; 一般, 可以, 原则上, appendix
// B of GB/T 15834 and mere practice give a warning at most. A ZJ rule is an
// error if two things cannot both be true, a warning if something is likely
// wrong. A hint is worth a look. Right documents give no finding: a rule that
// would have to guess is left out, or silent where it would.
//
// # Findings
//
// A finding holds what to replace: Found stands at Where, and Fix, if it is
// set, goes there. Rules that find many small things in a line, such as
// half-width commas, give one finding a line and rule, from the first to the
// last with two characters around; its Fix is that stretch with all of them
// put right. Fixes of several rules may overlap in a line, so whoever applies
// them by hand applies one and checks again, as [Fix] does.
//
// Level marks are judged by the parser (GW040 to GW044), which has to know them
// anyway; the rules of text leave them alone. They also leave alone web
// addresses, mailboxes, file names, the numbers of standards and telephones.
//
// # Left out
//
// Because they cannot be decided without guessing: GW122 and GW123 (scope of a
// colon), GW127 and GW128 (what takes 书名号), GW132 (间隔号 with 和, as in names of
// persons), GW210 (amounts are not told from numbers that are names), GW212
// (one category in two forms), GW214 (倍), GW215, GW230 (relative time), GW232
// (first use of a short name), and a fix for GW045. GW211 and GW300 to GW305
// are about a rendering and belong to package render.
//
// Between two Chinese characters a full stop may be that of a name, a single —
// may join the ends of a route, so GW101 looks at ends of paragraphs only and
// GW113 does not look at a single —.
package validate
