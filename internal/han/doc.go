// Package han holds what Chinese text needs and Go's strings do not do: blanks of
// every width, numerals, pairs of brackets, the width of characters.
package han
