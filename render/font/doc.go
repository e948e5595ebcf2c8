// Package font holds the faces that official documents are set in: single ones
// read from font files ([NewFace]), what they are for ([Role], the kinds of type
// of GB/T 9704-2012), and sets of them in order of preference ([Set]).
//
//	fonts := font.System()                              // what is installed
//	mine, err := font.Find(os.DirFS("字体"))             // what a folder holds
//	p := render.Printer{Fonts: append(mine, fonts...)} // the first that has a character shows it
package font
