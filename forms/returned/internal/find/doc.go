// Package find tells where on a sheet the fields of a form stand, by the labels
// around them, however the sheet was rearranged.
package find
