// Package pdf draws pages as a PDF file.
package pdf
