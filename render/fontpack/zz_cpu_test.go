package fontpack

import ("testing";"syscall";"time";"strings";"fmt";"github.com/zhijiao-go/zhijiao/render";"os")
func cpu() time.Duration { var u syscall.Rusage; syscall.Getrusage(0,&u); return time.Duration(u.Utime.Nano()+u.Stime.Nano()) }
func TestCPU(t *testing.T){
	face := load(t).Face(render.FangSong)
	var runes []rune
	for i, r := range []rune(strings.ReplaceAll(table, "\n", "")) { if i%7 == 0 && len(runes) < 600 && face.Has(r) { runes = append(runes, r) } }
	d,_:=os.ReadFile("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"); wk,_:=render.NewFace(d,0)
	d,_=os.ReadFile("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"); noto,_:=render.NewFace(d,2)
	d,_=os.ReadFile("/usr/share/fonts/truetype/arphic/uming.ttc"); um,_:=render.NewFace(d,0)
	for _,f:=range []*render.Face{face,wk,um,noto} { for range 20 {f.Cut(runes)}
	for k:=0;k<3;k++ { c:=cpu(); w:=time.Now(); n:=0; size:=0; for ;time.Since(w)<700*time.Millisecond;n++ { b,_,_:=f.Cut(runes); size=len(b) }; fmt.Println(f.Name(), size, n, (cpu()-c)/time.Duration(n), time.Since(w)/time.Duration(n)) } }
}
