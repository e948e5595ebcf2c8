// Package a1 writes and reads the names of cells that spreadsheets use: B4 is
// the cell in row 4 of column 2. Rows and columns count from 1 and are always
// given in this order.
package a1

import (
	"strconv"
)

// The last row and column of a sheet, as Excel has them.
const (
	LastRow    = 1 << 20
	LastColumn = 1 << 14
)

// Name returns the name of a cell, such as B4.
func Name(row, col int) string { return Column(col) + strconv.Itoa(row) }

// Column returns the letters of a column: A, B, … Z, AA. There are none for 0.
func Column(col int) string {
	var letters [3]byte
	i := len(letters)
	for ; col > 0 && i > 0; col = (col - 1) / 26 {
		i--
		letters[i] = byte('A' + (col-1)%26)
	}
	return string(letters[i:])
}

// Parse reads a name such as B4 or $b$4; ok is false for anything else, and for
// a cell that no sheet has.
func Parse(name string) (row, col int, ok bool) {
	i := 0
	skip := func() {
		if i < len(name) && name[i] == '$' {
			i++
		}
	}
	skip()
	for ; i < len(name) && col <= LastColumn; i++ {
		c := name[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int(c-'A'+1)
	}
	skip()
	from := i
	for ; i < len(name) && row <= LastRow; i++ {
		if name[i] < '0' || name[i] > '9' {
			break
		}
		row = row*10 + int(name[i]-'0')
	}
	return row, col, i == len(name) && i > from && row >= 1 && row <= LastRow && col >= 1 && col <= LastColumn
}
