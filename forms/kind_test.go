package forms

import (
	"strings"
	"testing"
)

func TestKindText(t *testing.T) {
	for k := range Kind(len(kinds)) {
		text, err := k.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var back Kind
		if err := back.UnmarshalText(text); err != nil || back != k {
			t.Errorf("%s read back as %s, %v", text, back, err)
		}
		if k.Label() == "" {
			t.Errorf("%s has no label", k)
		}
	}
}

func TestKindUnknown(t *testing.T) {
	var k Kind
	err := k.UnmarshalText([]byte("number"))
	if err == nil || !strings.Contains(err.Error(), "text integer decimal percent date dates time phone email choice choices yesno") {
		t.Errorf("error %v does not list the kinds", err)
	}
	if _, err := Kind(200).MarshalText(); err == nil {
		t.Error("invalid kind marshals")
	}
	if got := Kind(200).String(); got != "Kind(200)" {
		t.Errorf("String() = %s", got)
	}
}

func TestLimit(t *testing.T) {
	for _, c := range []struct {
		limit Limit
		ok    bool
	}{{"0", true}, {"-1.5", true}, {"+2", true}, {"", false}, {"1e3", false}, {"Inf", false}, {"0x10", false}, {"1_000", false}, {"１", false}, {"-", false}} {
		if _, ok := c.limit.Number(); ok != c.ok {
			t.Errorf("%q is a number: %v, want %v", string(c.limit), ok, c.ok)
		}
	}
	if got := Limit("2023-05-08").String(); got != "2023年5月8日" {
		t.Errorf("date prints as %s", got)
	}
}

func TestDemand(t *testing.T) {
	for _, c := range []struct {
		field Field
		want  string
	}{
		{Field{}, "文字"},
		{Field{Len: 500}, "文字，不超过500字"},
		{Field{Kind: Integer}, "整数"},
		{Field{Kind: Integer, Min: "0"}, "整数，不小于0"},
		{Field{Kind: Decimal, Max: "9.5"}, "数字，不大于9.5"},
		{Field{Kind: Percent, Min: "0", Max: "100"}, "百分比，0%至100%"},
		{Field{Kind: Date, Min: "2023-05-08", Max: "2023-05-12"}, "日期，2023年5月8日至2023年5月12日"},
		{Field{Kind: Dates, Min: "2023-05-08"}, "日期或起止日期，不早于2023年5月8日"},
		{Field{Kind: Time, Max: "14:00"}, "时刻，不晚于14:00"},
		{Field{Kind: Date}, "日期，如2023-5-8"},
		{Field{Kind: Dates}, "日期或起止日期，如5月8日—12日"},
		{Field{Kind: Time}, "时刻，如14:00"},
		{Field{Kind: Phone}, "电话号码，有两个的用“、”隔开"},
		{Field{Kind: Email}, "电子邮箱"},
		{Field{Kind: Choice, Options: Options{"甲", "乙"}}, "从列表中选一项"},
		{Field{Kind: Choices, Options: Options{"甲", "乙"}}, "可选多项，用“、”隔开：甲、乙"},
		{Field{Kind: YesNo}, "填“是”或“否”"},
	} {
		if got := c.field.Demand(); got != c.want {
			t.Errorf("%s: %q, want %q", c.field.Kind, got, c.want)
		}
	}
}
