// Package font holds the faces that official documents are set in: single ones
// read from font files ([NewFace]), what they are for ([Role], the kinds of type
// of GB/T 9704-2012), and sets of them in order of preference ([Set]).
//
//	fonts := font.System()                     // the official faces that are installed
//	mine, err := font.Find(ctx, os.DirFS("字体"))    // those that a folder holds
//	kai := font.Named(font.KaiTi, "霞鹜文楷")    // a free one that somebody wants
//	pack, err := fontpack.Fonts()              // and what every program can count on
//	p := render.Printer{Fonts: slices.Concat(mine, fonts, kai, pack)} // the first that has a character shows it
package font
