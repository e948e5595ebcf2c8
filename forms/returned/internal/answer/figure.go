package answer

import (
	"math"
	"strconv"
	"strings"
)

// FormatNumber writes x with the digits that spreadsheets keep, without an
// exponent: 0.1+0.2 is 0.3.
func FormatNumber(x float64) string {
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'g', 15, 64), 64)
	if x == 0 {
		return "0" // not -0
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// TidyNumber writes a stored number as a person would have typed it.
func TidyNumber(raw string) string {
	x, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		return strings.TrimSpace(raw)
	}
	return FormatNumber(x)
}
