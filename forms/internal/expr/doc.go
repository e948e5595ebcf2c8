// Package expr reads the expressions of checks and formulas.
package expr
