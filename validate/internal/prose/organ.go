package prose

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// organEnds are what the names of organs end with.
var organEnds = strings.Split("局 厅 部 委 办 室 会 院 校 处 府 社 中心 集团 公司 大学 学院 学校 中学 小学 中专 职专 职高 幼儿园 党委", " ")

// IsOrgan reports whether s holds nothing but the name of an organ, or of
// several; they may be pulled apart with blanks.
func IsOrgan(s string) bool {
	s = strings.TrimFunc(s, engine.IsSpace)
	if strings.ContainsFunc(s, func(r rune) bool { return !han.Is(r) && !engine.IsSpace(r) }) {
		return false
	}
	return slices.ContainsFunc(organEnds, func(end string) bool { return len(s) > len(end) && strings.HasSuffix(s, end) })
}

// Organs splits a list of organs.
func Organs(s string) []string {
	return strings.FieldsFunc(strings.Trim(s, "：:。 "), func(r rune) bool { return strings.ContainsRune("、，；,; \u3000", r) })
}

// NameOrgans reports whether s lists organs and nothing else.
func NameOrgans(s string) bool {
	names := Organs(s)
	return len(names) > 0 && !slices.ContainsFunc(names, func(name string) bool { return !IsOrgan(name) })
}

// Merged reports whether long is the organ that short was before another was joined
// to it: 教育和体育局 is not 教育局.
func Merged(short, long string) bool {
	n := len(long) - len(short)
	for _, and := range []string{"和", "与"} {
		i := strings.LastIndex(long, and)
		if i > 0 && n > len(and) && i+n <= len(long) && long[:i]+long[i+n:] == short {
			return true
		}
	}
	return false
}
