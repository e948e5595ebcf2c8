package returned

import (
	"cmp"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules of the findings of [Read], [Return.Check], [Tally.Findings] and
// package roster. What they say stands in the catalogue of package report;
// each finding names the field besides.
const (
	RuleFile      = "FM001"            // the file cannot be read: format, password, damage
	RuleNoForm    = "FM002"            // none of the expected forms is in the file
	RuleVersion   = "FM003"            // the form is of another version or year: refused, or only its title is: read
	RuleWhichForm = "FM004"            // several forms fit alike: none is taken
	RuleNoLabel   = "FM005"            // a field's label is not there: its value is not known
	RuleTwoLabels = "FM006"            // a label stands twice with different values: none is taken
	RuleLeftOver  = "FM007"            // text that belongs to no field: it is not read
	RuleMoreRows  = "FM008"            // more rows than the form has: they are read all the same
	RuleFormula   = answer.RuleFormula // a formula of the sender's has no result or an error

	RuleRequired = "FM010"             // a required field is empty
	RuleAbout    = answer.RuleAbout    // 约300人, 300余人: the number counts, and is marked as inexact
	RuleNumber   = answer.RuleNumber   // no number, or more than one: no value
	RuleReckoned = answer.RuleReckoned // 1.2万, 三百: a number that had to be worked out
	RuleNone     = answer.RuleNone     // 无 in a field for a number counts as 0
	RulePercent  = answer.RulePercent  // a share whose unit is not sure: 0.5 may be 0.5 % or 50 %
	RuleWhole    = answer.RuleWhole    // a fraction where a whole number is asked for

	RuleUnit   = answer.RuleUnit  // another unit than the form's: reckoned, or no value
	RuleStruck = "FM018"          // struck out, superscript or hidden: it does not count
	RuleDitto  = answer.RuleDitto // 同上: that of the row above, or no value

	RuleDate     = answer.RuleDate     // no date that can be read
	RuleNoYear   = answer.RuleNoYear   // a date without its year, and nothing tells the year
	RuleWhichDay = answer.RuleWhichDay // a number for a date that has two readings: 5.1 may be 5月10日
	RuleDayPart  = answer.RuleDayPart  // 5月8日上午: the day counts, the part of the day does not
	RuleTime     = answer.RuleTime     // no time of day that can be read

	RuleYear = answer.RuleYear // a day in another year

	RulePhone   = answer.RulePhone   // no telephone number
	RuleEmail   = answer.RuleEmail   // no mail address
	RuleSeveral = answer.RuleSeveral // several contacts in one cell: all are kept

	RuleOption = answer.RuleOption // none of the options
	RuleYesNo  = answer.RuleYesNo  // neither 是 nor 否
	RuleSpelt  = answer.RuleSpelt  // an option spelt otherwise: taken as the option

	RuleLow     = "FM050" // below the least value
	RuleHigh    = "FM051" // above the greatest value
	RuleLong    = "FM052" // longer than allowed
	RuleWorded  = "FM053" // a label in other words: taken for the form's
	RuleGoesOn  = "FM054" // a row of one cell: it goes on from the row above
	RuleStray   = "FM055" // a row below the foot: it is read all the same
	RuleBareRow = "FM056" // a row that is none of its own: numbers alone, 其中, an example
	RuleHidden  = "FM057" // a hidden row, column or sheet, white text, a sheet put aside
	RuleSum     = "FM060" // a computed value, or a row 合计, that was typed over and is wrong
	RuleCheck   = "FM061" // a check of the form does not hold

	RuleQuota       = "FM043" // more rows than the unit has places (名额)
	RuleJump        = "FM044" // a number that is not to be believed beside last year's
	RuleVersions    = "FM070" // several differing returns of one form, and nothing tells which counts
	RuleLate        = "FM071" // came in after the deadline
	RuleRepeated    = "FM072" // the same return twice: counted once
	RuleCorrected   = "FM073" // a later return counts in place of this one
	RuleUnknown     = "FM074" // a school that the roster does not have
	RuleMissing     = "FM075" // a school of the roster that sent nothing
	RuleNotAdded    = "FM076" // a value that is not in the total, or is in it inexactly
	RuleRollup      = "FM079" // a 汇总表 that was changed by hand, or does not agree with itself
	RuleBlank       = "FM078" // a form that nobody filled in: it does not count as sent
	RuleOtherSchool = "FM077" // a form that names another school than the one whose folder it lies in

	RuleRosterRow    = "FM080" // a row of the roster without a school
	RuleRosterTwice  = "FM081" // a school that the roster lists twice
	RuleRosterNumber = "FM082" // a number of the roster that is not sure: it is left out
	RuleRosterAlias  = "FM083" // an alias that two schools have: it is dropped
	RuleRosterLeft   = "FM084" // what of the roster was not read
	RuleReceipt      = "FM085" // a row of 收文登记 that tells no time for a file
)

// finding is what a rule finds. A severity of 0 and an empty message are the
// rule's own.
func finding(rule string, sev report.Severity, where report.Position, found, message, hint string) report.Finding {
	r, _ := report.RuleOf(rule)
	f := r.Finding(where, found)
	f.Severity = cmp.Or(sev, f.Severity)
	f.Message = cmp.Or(message, f.Message)
	f.Hint = hint
	return f
}
