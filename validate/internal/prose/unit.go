package prose

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// Rules about units of measurement (GB 3100, GB 3101, GB 3102).
var unitLines = engine.Checks[engine.Line]{
	"GW220": engine.Matches(oldUnits, 1, unitNames.Replace),
	"GW221": engine.Matches(compatUnits, 0, compatNames.Replace),
	"GW222": mixedUnits,
	"GW223": engine.Matches(celsius, 0, func(s string) string {
		return strings.TrimSuffix(strings.TrimPrefix(s, "摄氏"), "度") + "摄氏度"
	}),
}

var (
	oldUnits    = engine.Compile(`\d[\s\p{Z}]*(公分|公尺|KG|Kg|KM|Km|CM|Cm|KWH|kwh|Kwh|kw·h|KW·H)(?:[^A-Za-z]|$)`)
	unitNames   = strings.NewReplacer("公分", "厘米", "公尺", "米", "KG", "kg", "Kg", "kg", "KM", "km", "Km", "km", "CM", "cm", "Cm", "cm", "KWH", "kW·h", "kwh", "kW·h", "Kwh", "kW·h", "kw·h", "kW·h", "KW·H", "kW·h")
	compatUnits = engine.Compile(`[㎜㎝㎞㎎㎏㎡㎢]`)
	compatNames = strings.NewReplacer("㎜", "mm", "㎝", "cm", "㎞", "km", "㎎", "mg", "㎏", "kg", "㎡", "m²", "㎢", "km²")
	mixedUnit   = engine.Compile(`\d((?:公里|千米)/h|米/s|(?:km|m)/(?:小时|时|秒))`)
	// 60厘米×90cm
	mixedSizes = engine.Compile(`\d(?:\.\d+)?(?:[毫厘]?米[\s\p{Z}]*[×xX*][\s\p{Z}]*\d+(?:\.\d+)?(?:[mc]?m)(?:[^A-Za-z]|$)|[mc]?m[\s\p{Z}]*[×xX*][\s\p{Z}]*\d+(?:\.\d+)?[毫厘]?米)`)
	celsius    = engine.Compile(`摄氏\d+(?:\.\d+)?度`)
)

func mixedUnits(l engine.Line) []engine.Remark {
	return append(engine.Matches(mixedUnit, 1, nil)(l), engine.Matches(mixedSizes, 0, nil)(l)...)
}
