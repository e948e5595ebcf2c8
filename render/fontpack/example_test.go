package fontpack_test

import (
	"fmt"

	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
)

// A program takes the faces of the system first and these for what is missing:
//
//	fonts := append(font.System(), free...)
func ExampleFonts() {
	free, err := fontpack.Fonts()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range "龙䶮" {
		face, ok := free.For(font.FangSong, r)
		fmt.Printf("%c %s %v\n", r, face.Name(), ok)
	}
	// Output:
	// 龙 FandolFang true
	// 䶮 Zhijiao Supplement true
}
