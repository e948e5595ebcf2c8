// Package linebreak decides where lines end: of text by the rules of 避头尾
// ([Lines]), of titles at the ends of words and in a good shape ([Title]).
package linebreak
