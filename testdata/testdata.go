// Package testdata embeds the campaigns that programs and tests start from.
// The other folders beside it hold files that tests read from disk.
package testdata

import "embed"

// Campaigns holds campaigns/*.yaml.
//
// campaigns/default-2027.yaml is the sample that programs start from: an
// invented city, complete, every built-in form in use, nothing to find fault
// with.
//
// campaigns/xiamen-2023.yaml is the notice that three bodies of Xiamen issued
// in 2023, with names, telephone numbers and mailboxes replaced. So are
// jilin-2017 (a notice with two forms), changchun-2019 (a school's plan),
// nanchang-2020 (a notice with the plan that it issues) and taian-2020 (nine
// bodies jointly). They keep the originals' words and faults; what was added is
// marked.
//
//go:embed campaigns/*.yaml
var Campaigns embed.FS
