package forms

import (
	"errors"
	"fmt"
	"strings"
)

// A Kind says what a field takes. The zero value is [Text].
//
// The set is closed: text, integer, decimal, percent, date, dates, time,
// phone, email, choice, choices, yesno.
type Kind uint8

const (
	Text    Kind = iota // 文字: anything, on one line or several
	Integer             // 整数: a whole number
	Decimal             // 小数: a number
	Percent             // 百分比: a number counted in hundredths, 12.5 stands for 12.5 %
	Date                // 日期: a day
	Dates               // 起止日期: a day or a run of days
	Time                // 时刻: a time of day
	Phone               // 电话: one or more telephone numbers, kept as text
	Email               // 邮箱: a mail address
	Choice              // 单选: one of the options
	Choices             // 多选: some of the options
	YesNo               // 是或否
)

// kinds holds the words of files and the words of clerks.
var kinds = [...]struct{ name, label string }{
	Text:    {"text", "文字"},
	Integer: {"integer", "整数"},
	Decimal: {"decimal", "数字"},
	Percent: {"percent", "百分比"},
	Date:    {"date", "日期"},
	Dates:   {"dates", "起止日期"},
	Time:    {"time", "时刻"},
	Phone:   {"phone", "电话号码"},
	Email:   {"email", "电子邮箱"},
	Choice:  {"choice", "单选"},
	Choices: {"choices", "多选"},
	YesNo:   {"yesno", "是或否"},
}

// ErrNoKind is the error of a name that is no kind.
var ErrNoKind = errors.New("unknown kind")

// ParseKind returns the kind that is written name in tags and YAML, such as
// integer. An unknown name is an error that lists the names; "" is one too.
func ParseKind(name string) (Kind, error) {
	var names []string
	for k, v := range kinds {
		if v.name == name {
			return Kind(k), nil
		}
		names = append(names, v.name)
	}
	return 0, fmt.Errorf("forms: %w %q: want one of %s", ErrNoKind, name, strings.Join(names, " "))
}

// Valid reports whether k is one of the kinds.
func (k Kind) Valid() bool { return int(k) < len(kinds) }

// String returns the word used in tags and YAML, such as integer.
func (k Kind) String() string {
	if !k.Valid() {
		return fmt.Sprintf("Kind(%d)", uint8(k))
	}
	return kinds[k].name
}

// Label returns the word that clerks read, such as 整数.
func (k Kind) Label() string {
	if !k.Valid() {
		return k.String()
	}
	return kinds[k].label
}

// Numeric reports whether values of the kind can be added up: integer,
// decimal and percent.
func (k Kind) Numeric() bool { return k == Integer || k == Decimal || k == Percent }

// MarshalText implements [encoding.TextMarshaler]. An invalid kind is an error.
func (k Kind) MarshalText() ([]byte, error) {
	if !k.Valid() {
		return nil, fmt.Errorf("forms: invalid kind %d", uint8(k))
	}
	return []byte(k.String()), nil
}

// UnmarshalText implements [encoding.TextUnmarshaler] with [ParseKind]; empty
// text is [Text].
func (k *Kind) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*k = Text
		return nil
	}
	v, err := ParseKind(string(text))
	if err != nil {
		return err
	}
	*k = v
	return nil
}
