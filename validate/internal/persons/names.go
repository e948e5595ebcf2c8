package persons

import (
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// surnames are those of one character that nine people of ten bear, and some more.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"

// roleEnd ends what is said of a person before the name: 裁判员, 副校长.
var roleEnd = engine.Compile(`(?:[员长师任记席生授教人委者手星官士工友理监表]|老师|同学|同志|主播|嘉宾|队医|干事|领队|博导)$`)

// behindName stands behind a name within a clause.
var behindName = engine.Compile(`^(?:$|\P{Han}|等|[和与及同任为说在于获被作共到分带领主亲率致讲向对从将已也还曾荣应宣陪现均都]|担任|主持|老师|同学|同志|教授|介绍|表示|代表|出席|参加|宣读|负责|带队|致辞|[一两二三四五六七八九十]人)`)

// Surname reports whether a name may begin with the character.
func Surname(c rune) bool { return strings.ContainsRune(surnames, c) }

// Spread reports whether the blank s[from:to] pulls a surname and a given name of one
// character apart that stand within a clause: 裁判员王　静、.
func Spread(s string, from, to int) bool {
	a, z := engine.Back(s, from, 1), engine.Ahead(s, to, 1)
	surname, _ := utf8.DecodeRuneInString(s[a:])
	if !strings.ContainsRune(surnames, surname) || !han.Is(engine.After(s, to, nil)) || !behindName.Match(s[z:]) {
		return false
	}
	const longestRole = 12 // characters
	return roleEnd.Match(s[engine.Back(s, a, longestRole):a]) || !han.Is(engine.Before(s, a, nil))
}
