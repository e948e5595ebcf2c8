package font_test

import (
	"context"
	"fmt"
	"log"
	"testing/fstest"

	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
)

// A program that brings its own faces puts the free ones behind them.
func ExampleFind() {
	free, err := fontpack.Files()
	if err != nil {
		log.Fatal(err)
	}
	folder := fstest.MapFS{ // or os.DirFS("fonts"), or an embed.FS
		"仿宋.ttf": {Data: free[0].Data},
		"说明.txt": {Data: []byte("字体由本单位购买")},
	}
	fonts, err := font.Find(context.Background(), folder)
	if err != nil {
		log.Fatal(err) // names each file that cannot be used
	}
	pack, err := fontpack.Fonts()
	if err != nil {
		log.Fatal(err)
	}
	p := render.Printer{Fonts: append(fonts, pack...)}
	fmt.Println(len(fonts), p.Fonts.Face(font.FangSong) == fonts[0].Face)
	fmt.Println(p.Fonts.Face(font.KaiTi).Name())
	// Output:
	// 1 true
	// FandolKai
}
