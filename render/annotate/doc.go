// Package annotate marks a sender's own workbook: what was found stands in
// coloured cells with comments, and on a sheet of its own. All else of the file
// stays byte for byte.
package annotate
