// Package validate tells what is wrong with the documents and the data of a
// 职业教育活动周. [Text] checks plain text, [Document] a document, [Campaign] a
// year's data with all its documents; a [Checker] does so with holidays and rules
// of the caller's (package rules below this one). What they find are values in a [report.Report], never errors, and
// nothing is changed; [Fix] puts right what can be put right without asking.
// What schools send in is for package material below this one.
//
// # Rules
//
// [report.Rules] is the catalogue: what a rule says and why, an example that
// breaks it and one that does not, which are its test. How a rule is checked
// stands in a map from its id to one small function:
//
//	rules of                          are in
//	marks, figures, level marks, …    internal/prose: lines and passages of any text
//	words, phrases, sums, counts      internal/wording: words.txt and its kin, and how they are looked for
//	parts of a document               this package: docnumber.go, title.go, attachment.go, organ.go, part.go, plan.go, cited.go
//	what a document says of itself    stated.go, agreement.go, deadline.go, date.go, span.go, contact.go
//	the data of a campaign            schedule.go, internal/said, internal/tagged
//	lines, patterns, remarks          internal/engine: what all of them are written with
//
// To add a rule, write its entry in the catalogue with both examples, a function
// that returns remarks, and the id with the function in the map of its family;
// cases that come near it go into testdata/cases.txt.
//
// Where a campaign holds dates, deadlines and a theme, its documents are held
// against it. A document that stands alone is held against itself: what it says
// of its period, deadlines and theme in one place against the others, and
// against its own date.
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
// Where a finding stands is carried with the text: a line that a rule sees knows
// its place, which its document tells ([document.Places]), composed of a
// campaign file or read from plain text.
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
// may join the ends of a route, so GW101 looks at ends of paragraphs and between
// two clauses that each say something, and GW113 does not look at a single —.
package validate
