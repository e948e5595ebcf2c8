package spreadsheet
import ("testing";"os";"path/filepath";"bytes";"fmt";"strings")
func TestZZ(t *testing.T){
 pat:=os.Getenv("ZZ"); if pat=="" {t.Skip()}
 var files []string
 for _, p := range strings.Fields(pat) { m,_:=filepath.Glob(p); files=append(files,m...) }
 for _,f:=range files { d,_:=os.ReadFile(f); b,err:=Open(bytes.NewReader(d),int64(len(d)),filepath.Base(f))
  fmt.Println("==",f,err)
  if err!=nil||os.Getenv("ZZV")=="" {continue}
  fmt.Printf("names %v props %v 1904 %v\n",b.Names,b.Properties,b.Date1904)
  for _,s:=range b.Sheets { fmt.Printf("-- %q hidden=%v merges %v rows %v cols %v\n",s.Name,s.Hidden,s.Merges,s.HiddenRows,s.HiddenColumns)
   for _,c:=range s.Cells { fmt.Printf("%d,%d %d %q %q f=%v s=%v %v\n",c.Row,c.Col,c.Kind,c.Raw,c.Format,c.Formula,c.Struck,c.Runs)}}
 }}
