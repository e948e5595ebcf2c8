// Package paper is what a document is once it is set: A4 pages with texts and
// rules at their places, in points. Every way to put pages out, PDF and what
// users draw themselves, needs nothing else.
package paper
