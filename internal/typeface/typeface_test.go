package typeface

import (
	"slices"
	"testing"
)

func TestCompare(t *testing.T) {
	for _, tt := range []struct {
		got, want string
		match     Match
	}{
		{"方正小标宋简体", "方正小标宋简体", Same},
		{"FZXiaoBiaoSong-B05S", "方正小标宋简体", Same},
		{"fzxiaobiaosong-b05s ", "方正小标宋简体", Same},
		{"@仿宋_GB2312", "仿宋_GB2312", Same},
		{"仿宋＿GB2312", "仿宋_GB2312", Same},
		{"仿宋", "仿宋_GB2312", Kin},
		{"FangSong", "仿宋_GB2312", Kin},
		{"仿宋_GB2312", "仿宋", Same},
		{"楷体_GB2312", "楷体", Same},
		{"华文楷体", "楷体", Same},
		{"方正小标宋_GBK", "小标宋", Same},
		{"方正小标宋_GBK", "小标宋体", Same},
		{"方正小标宋_GBK", "方正小标宋简体", Kin},
		{"宋体", "仿宋", Other},
		{"宋体", "小标宋", Other},
		{"华文中宋", "小标宋", Other},
		{"宋体-简", "宋体", Same},
		{"微软雅黑", "黑体", Other},
		{"汉仪旗黑", "汉仪旗黑", Same},
		{"汉仪旗黑", "汉仪中黑", Other},
		{"", "宋体", Other},
		{"", "", Other},
	} {
		if got := Compare(tt.got, tt.want); got != tt.match {
			t.Errorf("Compare(%q, %q) = %d, want %d", tt.got, tt.want, got, tt.match)
		}
	}
}

// No name stands for two faces.
func TestNamesAreOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range kinds {
		for _, names := range slices.Concat(k.faces, k.alike) {
			for _, n := range names {
				if n = fold(n); seen[n] {
					t.Errorf("%s stands twice", n)
				}
				seen[n] = true
			}
		}
	}
}
