package collect

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/fstest"
	"time"

	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render/output"
)

// BenchmarkCollect collects 1,000 workbooks of the 200 schools of a roster, one
// in five with problems, and tells how many files it reads in a second and how much memory
// is in use at most.
func BenchmarkCollect(b *testing.B) {
	dir := b.TempDir()
	var files [][]byte
	for _, name := range []string{"滨江职业学校/统计表.xlsx", "云山职业技术学校/亮点活动.xlsx", "东港职业学校/规划表.xlsx", "青石职业学校/交流日.xlsx", "西岭职业学校/联络员.xlsx"} {
		files = append(files, read(b, name))
	}
	const schools = 200
	roster := []byte("学校,区县,在校生数\n")
	for i := range schools {
		roster = fmt.Appendf(roster, "第%d职业学校,第%d区,%d\n", i+1, i%10+1, 1000+i)
		for j, data := range files {
			write(b, filepath.Join(dir, fmt.Sprintf("第%d职业学校", i+1), fmt.Sprintf("表%d.xlsx", j+1)), data)
		}
	}
	rosterFile := filepath.Join(b.TempDir(), "roster.csv")
	write(b, rosterFile, roster)
	o := Options{Campaign: load(b, campaignFile)}
	withRoster(rosterFile)(b, &o)
	peak := watchHeap()
	n := 0
	for b.Loop() {
		out, err := output.Dir(b.TempDir())
		must(b, err)
		_, err = Collect(b.Context(), os.DirFS(dir), o, out)
		must(b, err)
		n++
	}
	b.ReportMetric(float64(n*schools*len(files))/b.Elapsed().Seconds(), "files/s")
	b.ReportMetric(peak(), "peak-MB")
}

// watchHeap begins to look how much of the heap is in use. What it returns ends
// that, and tells the most there was, in MB.
func watchHeap() func() float64 {
	done := make(chan struct{})
	peak := make(chan uint64)
	go func() {
		var m runtime.MemStats
		var most uint64
		for {
			select {
			case <-done:
				peak <- most
				return
			case <-time.After(10 * time.Millisecond):
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapInuse)
			}
		}
	}()
	return func() float64 {
		close(done)
		return float64(<-peak) / (1 << 20)
	}
}

// BenchmarkManySchools collects the forms of a roster of 10,000 schools: where
// none has sent anything, and where each has sent one.
func BenchmarkManySchools(b *testing.B) {
	const schools = 10_000
	form := read(b, "滨江职业学校/统计表.xlsx")
	var roster returned.Roster
	sent := fstest.MapFS{}
	for i := range schools {
		name := fmt.Sprintf("第%d职业学校", i+1)
		roster = append(roster, returned.School{Name: name, District: fmt.Sprintf("第%d区", i%100+1)})
		sent[name+"/统计表.xlsx"] = &fstest.MapFile{Data: form}
	}
	for name, returns := range map[string]fstest.MapFS{"none": {}, "all": sent} {
		b.Run(name, func(b *testing.B) {
			o := Options{Campaign: load(b, campaignFile), Roster: roster}
			b.ReportAllocs()
			peak := watchHeap()
			for b.Loop() {
				out, err := output.Dir(b.TempDir())
				must(b, err)
				_, err = Collect(b.Context(), returns, o, out)
				must(b, err)
			}
			b.ReportMetric(peak(), "peak-MB")
		})
	}
}
