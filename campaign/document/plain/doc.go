// Package plain reads documents from plain text as people have it, or out of a
// .docx, and prints them as plain text: [Parse] and [Print] a whole document,
// [ParseBody] and [PrintBody] a body.
package plain
