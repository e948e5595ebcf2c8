// Package returned reads forms that came back, however people filled them in,
// and checks and adds up what is in them.
//
// [Read] finds the forms in a file and gives a [Return] for each: what stands
// in every field, what it means, and findings about what was not understood.
// [Return.Check] holds the values against the schema. [NewTally] adds up the
// returns of many schools; a [Roster] tells it who owes them. [Decode] puts a return
// into a Go struct, [Encode] makes one of it.
//
//	returns, findings, err := returned.Read(file, size, "第一中学/统计表.xlsx", schema)
//	for _, r := range returns {
//		findings = append(findings, returned.Findings(r.Check())...)
//		all = append(all, returned.Submission{Return: r, School: "第一中学", Findings: findings})
//	}
//	tally, err := returned.NewTally(schema, all, returned.TallyOptions{Roster: roster})
//
// What is not sure has no value, and no sum takes it for 0. Every finding has a
// rule, from [RuleFile] to [RuleReceipt].
//
// To read another way of filling in a cell, see internal/answer; to find labels
// that stand elsewhere, pairspot.go for single fields and tablespot.go for
// tables. Package roster reads rosters, and registers of what came in.
package returned
