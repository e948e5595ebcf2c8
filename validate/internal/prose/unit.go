package prose

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about units of measurement (GB 3100, GB 3101, GB 3102).
var unitLines = engine.Checks[engine.Line]{
	"GW220": unlawfulUnits,
	"GW221": engine.Matches(compatUnits, 0, compatNames.Replace),
	"GW222": mixedUnits,
	"GW223": degrees,
}

var (
	oldUnits = engine.Compile(`\d[\s\p{Z}]*(公分|公尺|公升|KG|Kg|KM|Km|CM|Cm|MM|KWH|kwh|Kwh|KWh|kWH|kw·h|KW·H|KW|Kw|kw|KVA|kva|KV|Kv|kv|HZ|hz|KHz|KHZ|Khz|khz|MHZ|Mhz|GHZ|Ghz|KPA|KPa|Kpa|kpa|MPA|Mpa|DB|Db|db|MAH|mAH|mah|rpm|RPM|LUX|Lux|lux|KN|Kn)(?:[^A-Za-z]|$)`)
	// disused have no other name of the same size, and so no fix.
	disused   = engine.Compile(`(?:\d|[一二两三四五六七八九十百千万亿])[余多]?[百千万亿]?[余多]?[\s\p{Z}]*匹?(马力|公斤力|千克力|英尺|英里|英亩|英寻|加仑|盎司|市[斤里尺亩担寸丈]|华里|华氏度|公亩|公担|公厘|公寸|公方|公钱|公丝|立米|平米|大卡|千卡|卡路里|立升|平方公[分尺]|立方公[分尺]|平方英尺|立方英尺|毫米水柱|毫米汞柱|公吨|毫巴|海浬|个大气压|标准大气压|ppm|PPM|ppb|[℉])|\d[余多]?[百千万亿]?[余多]?[\s\p{Z}]*(平方|立方)(?:[，。；、）的]|左右|以[上下内]|土地|房屋|$)|\d[余多]?[百千万亿][余多]?(方)(?:[，。；、）土砂石混]|左右|以[上下内]|$)|(?:浇筑|开挖|回填|土石?方|砂石|混凝土|石料|清淤|清运)[^，。；\d]{0,6}\d+(方)(?:[，。；、）]|左右|以[上下内]|$)|(?:限速|时速|车速|速度)[^，。；\d]{0,6}\d+(码|迈)`)
	unitNames = strings.NewReplacer("公升", "升", "MM", "mm", "公分", "厘米", "公尺", "米", "KG", "kg", "Kg", "kg", "KM", "km", "Km", "km", "CM", "cm", "Cm", "cm", "KWH", "kW·h", "kwh", "kW·h", "Kwh", "kW·h", "kw·h", "kW·h", "KW·H", "kW·h", "KWh", "kW·h", "kWH", "kW·h", "KW", "kW", "Kw", "kW", "kw", "kW", "KVA", "kV·A", "kva", "kV·A", "KV", "kV", "Kv", "kV", "kv", "kV",
		"KHz", "kHz", "KHZ", "kHz", "Khz", "kHz", "khz", "kHz", "MHZ", "MHz", "Mhz", "MHz", "GHZ", "GHz", "Ghz", "GHz", "HZ", "Hz", "hz", "Hz",
		"KPA", "kPa", "KPa", "kPa", "Kpa", "kPa", "kpa", "kPa", "MPA", "MPa", "Mpa", "MPa", "DB", "dB", "Db", "dB", "db", "dB",
		"MAH", "mA·h", "mAH", "mA·h", "mah", "mA·h", "rpm", "r/min", "RPM", "r/min", "LUX", "lx", "Lux", "lx", "lux", "lx", "KN", "kN", "Kn", "kN")
	compatUnits = engine.Compile(`[㎜㎝㎞㎎㎏㎡㎢]`)
	compatNames = strings.NewReplacer("㎜", "mm", "㎝", "cm", "㎞", "km", "㎎", "mg", "㎏", "kg", "㎡", "m²", "㎢", "km²")
	mixedUnit   = engine.Compile(`\d[\s\p{Z}]*((?:` + namedUnit + `)/(?:h|s|min|d|a|` + signUnit + `)|(?:` + signUnit + `|r)/(?:小时|时|天|日|年|月|秒|分钟?|` + namedUnit + `)|(?:kW|W|kV|A)·(?:小时|时)(?:/m[²³])?|[千毫]?[瓦安]·h(?:/m[²³])?)(?:[^A-Za-z]|$)`)
	// 60厘米×90cm
	mixedSizes = engine.Compile(`\d(?:\.\d+)?(?:[毫厘]?米[\s\p{Z}]*[×xX*][\s\p{Z}]*\d+(?:\.\d+)?(?:[mc]?m)(?:[^A-Za-z]|$)|[mc]?m[\s\p{Z}]*[×xX*][\s\p{Z}]*\d+(?:\.\d+)?[毫厘]?米)`)
	// warm is 气温25度, of what only degrees Celsius can be.
	warm    = engine.Compile(`(?:气温|体温|水温|室温|高温|低温|温度|零[上下])(?:[^，。；\d氏]{0,8}?)(?:\d+(?:\.\d+)?(?:至|～|~|—|-))?[-－]?(\d+(?:\.\d+)?度)(?:[^以数角CcＣ]|以[上下]|$)`)
	celsius = engine.Compile(`摄氏(?:零[上下])?\d+(?:\.\d+)?度`)
	// doubledDegree is 4℃度 and other ways to draw the sign.
	doubledDegree = engine.Compile(`\d[\s\p{Z}]*((?:℃|°[Cc]|摄氏)度|度[Cc]|[Cc]°|°c|[º˚゜]\s?[Cc]?|°[～~—–-]\d+(?:\.\d+)?(?:°C|℃))(?:[^A-Za-z]|$)`)
)

// namedUnit is a unit by its name, signUnit one by its sign.
const (
	namedUnit = `公里|[千分厘毫微]?米|[平立]方(?:[千分厘毫]?米|公里)|公顷|[千毫微]?克|公斤|吨|[毫微]?升|[千兆]?瓦|千?伏|毫?安|[兆千]?帕|千?焦|牛|转|摩尔`
	signUnit  = `[kmcdμµu]?m[²³23]?|[kmμµu]?g|t|[mμµu]?L|[kM]?W|k?V|[kM]?Pa|[kM]?J|N|mol`
)

func unlawfulUnits(l engine.Line) []engine.Remark {
	return append(engine.Matches(oldUnits, 1, unitNames.Replace)(l), engine.MatchesOf(disused, nil)(l)...)
}

func degrees(l engine.Line) []engine.Remark {
	found := engine.Matches(celsius, 0, func(s string) string {
		return strings.TrimSuffix(strings.TrimPrefix(s, "摄氏"), "度") + "摄氏度"
	})(l)
	for _, f := range engine.Matches(warm, 1, nil)(l) {
		if strings.Contains(l.Text[engine.Back(l.Text, f.From, 6):f.From], "摄氏") {
			continue // told above
		}
		f.Severity, f.Hint = report.Hint, "写作“℃”或“摄氏度”" // as people say it
		found = append(found, f)
	}
	return append(found, slices.DeleteFunc(engine.Matches(doubledDegree, 1, func(s string) string {
		if low, high, ok := strings.Cut(s, "°"); ok && low == "" && !strings.EqualFold(strings.Trim(high, "度"), "c") {
			return "℃" + strings.NewReplacer("°C", "℃").Replace(high)
		}
		return "℃"
	})(l), func(m engine.Remark) bool {
		return l.Text[m.From:m.To] == "摄氏度"
	})...)
}

func mixedUnits(l engine.Line) []engine.Remark {
	return append(engine.Matches(mixedUnit, 1, nil)(l), engine.Matches(mixedSizes, 0, nil)(l)...)
}
