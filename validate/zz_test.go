package validate_test
import ("testing";"os";"strings"
"github.com/zhijiao-go/zhijiao/validate")
func TestZZ(t *testing.T){
 b,_:=os.ReadFile("/tmp/rules-batch/zz.txt")
 for _,c:=range strings.Split(string(b),"\n====\n"){
  t.Log("-----\n"+c)
  for _,f:=range validate.Text("",c).Findings{t.Log("T",f)}
  for _,f:=range checkWhole(c).Findings{t.Log("W",f)}
 }
}
