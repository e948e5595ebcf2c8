package plain
import ("testing";"os";"fmt"; "github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/draft"; "github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/shell")
func TestZZ(t *testing.T){
 data,_:=os.ReadFile(os.Getenv("ZZ"))
 r := &reading{Draft: draft.New(string(data))}
 r.breakLines()
 shell.Strip(r.Draft)
 lines, steps := r.readTop(len(r.Lines))
 for _,s:=range steps { for _,l:=range lines[s.from:s.to] { fmt.Println(s.part,s.from, l.text, "body",l.body,"organ",l.organ,"kind",l.kind,"above",l.above,"gap",l.gap,"again",l.again) } }
}
