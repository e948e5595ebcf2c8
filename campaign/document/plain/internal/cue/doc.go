// Package cue tells what a line of a document can be by its words alone: the name
// of an organ, a day, a label, one of a web page. What its neighbours leave for it
// to be is for the reader of whole documents to say.
//
// The patterns whose names begin with Web, and those of labels and recipients, look
// at lines without blanks, all others at lines as they stand.
package cue
