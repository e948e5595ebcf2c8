package grasp

import (
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Question is something about a page that it does not tell for certain.
type Question struct {
	Kind    Asking
	Where   report.Position
	Assumed string   // in Chinese
	Else    []string // what else it could be, in Chinese
	Item    *Item    // that it is about; nil for none
}

// An Asking says what a question is about.
type Asking string

const (
	AskLabel  Asking = "label"  // whether it is asked for at all, or by which words
	AskCells  Asking = "cells"  // whether several cells are one field
	AskRows   Asking = "rows"   // whether a row may be repeated
	AskChoice Asking = "choice" // whether one option may be chosen, or several
	AskTwice  Asking = "twice"  // fields of one name
	AskCopies Asking = "copies" // whether a page holds one form twice
)
