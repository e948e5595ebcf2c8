// Package document models one document: its parts, the blocks of its body, the
// marks of its levels, and where each of them stood in the text or file that it
// was read from. Packages render and validate print and check it; package plain
// below it reads it from text and prints it as text.
package document
