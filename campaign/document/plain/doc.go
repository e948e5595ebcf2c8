// Package plain reads documents from plain text as people have it, or out of a
// .docx, and prints them as plain text: [Parse] and [Print] a whole document,
// [ParseBody] and [PrintBody] a body.
//
//	text, found, err := plain.LoadFile("草稿.docx") // or .txt of any encoding
//	doc, more := plain.Parse(text)
//	fmt.Print(plain.Print(doc))
//
// Parse never fails: what it had to guess, join or leave out is a finding (RD…), and
// what it cannot place stays where it stood, to the character.
package plain
