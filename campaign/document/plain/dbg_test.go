package plain
import ("testing";"os";"fmt")
func TestDbg(t *testing.T) {
	b, _ := os.ReadFile("/tmp/dbg.txt")
	r := &reading{lines: splitLines(string(b))}
	r.written = r.lines
	r.dropNoise(); r.markBlanks()
	lines, steps := r.readTop(len(r.lines))
	fmt.Println("framed", r.framed)
	for _, s := range steps { for _, l := range lines[s.from:s.to] { fmt.Printf("%d [%d-%d] %.60s gap=%v above=%v below=%v\n", s.part, s.from, s.to, l.text, l.gap, l.above, l.below) } }
}
