// Package document models one document: its parts, the blocks of its body, the
// marks of its levels, and where each of them stood in the text or file that it
// was read from. Packages render and validate print and check it; package plain
// below it reads it from text and prints it as text.
//
//	d := &document.Document{
//		Kind:  document.Notice,
//		Title: "示例市教育局关于举办2027年职业教育活动周的通知",
//		Body: []document.Block{
//			&document.Heading{Level: 1, Text: "总体要求"}, // printed as 一、总体要求
//			&document.Paragraph{Text: "各单位要精心组织。"},
//		},
//	}
//
// A nil part is one that the document lacks; what is missing is for package validate
// to say.
package document
