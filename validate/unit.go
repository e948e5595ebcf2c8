package validate

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// unitRules are about units of measurement (GB 3100, GB 3101, GB 3102).
func unitRules() []Rule {
	return []Rule{
		{
			ID: "GW220", Title: "应使用法定计量单位及其规范写法", Severity: report.Warning,
			Source: "GB 3100-93、GB 3101-93",
			Doc:    "“M”可能是兆字节，“亩”和“公斤”仍可使用，不报。",
			Bad:    "场地长50公尺，重20KG。",
			Good:   "场地长50米，重20kg，视频不超过200M，面积3亩。",
			check:  matches(oldUnits, 1, unitNames.Replace),
		},
		{
			ID: "GW221", Title: "单位不应使用合体字符", Severity: report.Hint,
			Source: "GB 3100-93",
			Bad:    "面积300㎡。",
			Good:   "面积300m²。",
			check:  matches(compatUnits, 0, compatNames.Replace),
		},
		{
			ID: "GW222", Title: "单位的符号与中文名称不应混用", Severity: report.Warning,
			Hint:   "统一用符号或中文名称",
			Source: "GB 3101-93",
			Bad:    "时速60公里/h。",
			Good:   "时速60km/h，60公里/小时。",
			check:  matches(mixedUnits, 1, nil),
		},
		{
			ID: "GW223", Title: "温度应写作“25℃”或“25摄氏度”", Severity: report.Warning,
			Source: "GB 3102.4-93",
			Bad:    "室温保持摄氏25度。",
			Good:   "室温保持25摄氏度。",
			check: matches(celsius, 0, func(s string) string {
				return strings.TrimSuffix(strings.TrimPrefix(s, "摄氏"), "度") + "摄氏度"
			}),
		},
	}
}

var (
	oldUnits    = compile(`\d[\s\p{Z}]*(公分|公尺|KG|Kg|KM|Km|CM|Cm|KWH|kwh|Kwh|kw·h|KW·H)(?:[^A-Za-z]|$)`)
	unitNames   = strings.NewReplacer("公分", "厘米", "公尺", "米", "KG", "kg", "Kg", "kg", "KM", "km", "Km", "km", "CM", "cm", "Cm", "cm", "KWH", "kW·h", "kwh", "kW·h", "Kwh", "kW·h", "kw·h", "kW·h", "KW·H", "kW·h")
	compatUnits = compile(`[㎜㎝㎞㎎㎏㎡㎢]`)
	compatNames = strings.NewReplacer("㎜", "mm", "㎝", "cm", "㎞", "km", "㎎", "mg", "㎏", "kg", "㎡", "m²", "㎢", "km²")
	mixedUnits  = compile(`\d((?:公里|千米)/h|米/s|(?:km|m)/(?:小时|时|秒))`)
	celsius     = compile(`摄氏\d+(?:\.\d+)?度`)
)
