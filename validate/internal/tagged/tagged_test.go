package tagged

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// structTypes returns the structs that a campaign is made of.
func structTypes() []reflect.Type {
	var all []reflect.Type
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct || slices.Contains(all, typ) {
			return
		}
		all = append(all, typ)
		for i := range typ.NumField() {
			if typ.Field(i).IsExported() {
				walk(typ.Field(i).Type)
			}
		}
	}
	walk(reflect.TypeFor[campaign.Campaign]())
	return all
}

// TestTagsKnown validates the zero value of every struct that a campaign is
// made of, each by itself: an unknown tag or a bad parameter panics only then.
func TestTagsKnown(t *testing.T) {
	all := structTypes()
	if len(all) < 10 {
		t.Fatalf("only %d structs were found", len(all))
	}
	for _, typ := range all {
		t.Run(typ.Name(), func(t *testing.T) {
			defer func() {
				if r := recover(); r != nil {
					t.Errorf("%v: %v", typ, r)
				}
			}()
			structs().Struct(reflect.New(typ).Interface())
		})
	}
}

// TestTagsSaid: every tag that package campaign uses has a message of its own.
func TestTagsSaid(t *testing.T) {
	for _, typ := range structTypes() {
		for i := range typ.NumField() {
			f := typ.Field(i)
			for _, tag := range strings.Split(f.Tag.Get("validate"), ",") {
				name, _, _ := strings.Cut(tag, "=")
				if name != "" && name != "-" && name != "dive" && name != "omitempty" && tagMessages[name] == nil {
					t.Errorf("%v.%s: no message for the tag %s", typ, f.Name, name)
				}
			}
		}
	}
}

// TestTagsBroken: a tag that the validator does not know is an error, no panic.
func TestTagsBroken(t *testing.T) {
	if found, err := Remarks(struct {
		A string `validate:"nonsense"`
	}{}, func(string, string) engine.Line { return engine.Line{} }); err == nil {
		t.Errorf("found %v and no error", found)
	}
}

func TestTagRemarks(t *testing.T) {
	c := &campaign.Campaign{
		Schema: "zhijiao/campaign@2", Name: "活动周", Level: "乡", Year: 1999,
		Organs:    []document.Organ{{Name: "某市教育局"}, {}},
		Contacts:  []campaign.Contact{{Organ: "某市教育局", Email: "nobody"}},
		Documents: []campaign.Draft{{ID: "notice", Kind: "通知", Title: "通知", Body: "正文"}},
	}
	found, err := Remarks(c, func(path, text string) engine.Line { return engine.Line{Text: path + "|" + text} })
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range found {
		got = append(got, m.Message+"|"+m.Line.Text)
	}
	want := []string{
		"schema 应为 zhijiao/campaign@1|schema|zhijiao/campaign@2",
		"level 应为下列之一：部、省、市、县、校|level|乡",
		"year 不应小于 2015|year|1999",
		"organs[1].name 没有填写|organs[1].name|",
		"contacts[0].email 不是邮箱地址|contacts[0].email|nobody",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
