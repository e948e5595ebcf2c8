package validate

import (
	"strings"
)

// unitRules are about units of measurement (GB 3100, GB 3101, GB 3102).
var unitLines = checks[line]{
	"GW220": matches(oldUnits, 1, unitNames.Replace),
	"GW221": matches(compatUnits, 0, compatNames.Replace),
	"GW222": matches(mixedUnits, 1, nil),
	"GW223": matches(celsius, 0, func(s string) string {
		return strings.TrimSuffix(strings.TrimPrefix(s, "摄氏"), "度") + "摄氏度"
	}),
}

var (
	oldUnits    = compile(`\d[\s\p{Z}]*(公分|公尺|KG|Kg|KM|Km|CM|Cm|KWH|kwh|Kwh|kw·h|KW·H)(?:[^A-Za-z]|$)`)
	unitNames   = strings.NewReplacer("公分", "厘米", "公尺", "米", "KG", "kg", "Kg", "kg", "KM", "km", "Km", "km", "CM", "cm", "Cm", "cm", "KWH", "kW·h", "kwh", "kW·h", "Kwh", "kW·h", "kw·h", "kW·h", "KW·H", "kW·h")
	compatUnits = compile(`[㎜㎝㎞㎎㎏㎡㎢]`)
	compatNames = strings.NewReplacer("㎜", "mm", "㎝", "cm", "㎞", "km", "㎎", "mg", "㎏", "kg", "㎡", "m²", "㎢", "km²")
	mixedUnits  = compile(`\d((?:公里|千米)/h|米/s|(?:km|m)/(?:小时|时|秒))`)
	celsius     = compile(`摄氏\d+(?:\.\d+)?度`)
)
