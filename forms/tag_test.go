package forms

import (
	"errors"
	"reflect"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

type sender struct {
	School string `form:"学校,required"`
}

type place struct {
	Town   string `form:"区县"`
	Street string `form:"街道"`
}

type visit struct {
	Where place         `form:"地点"`
	Day   calendar.Date `form:"日期"`
}

type visitList struct {
	sender
	Visits []visit `form:"走访,rows=2"`
}

func TestOfEmbeddedAndGroups(t *testing.T) {
	s, err := Of[visitList]()
	if err != nil {
		t.Fatal(err)
	}
	want := `form visit-list
	head
		school "学校" text required
	block visits "走访" table of 2 rows
		town "区县" text group=地点
		street "街道" text group=地点
		day "日期" date
`
	if got := s.Dump(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

type generic[T any] struct {
	A T `form:"甲"`
}

func TestOfGeneric(t *testing.T) {
	s, err := Of[generic[calendar.Period]]()
	if err != nil || s.ID != "generic" || s.Head[0].Kind != Dates {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestOfPointer(t *testing.T) {
	if s, err := Of[*sender](); err != nil || s.ID != "sender" {
		t.Errorf("%v, %v", s, err)
	}
}

func TestOfNoStruct(t *testing.T) {
	for _, typ := range []reflect.Type{nil, reflect.TypeFor[int](), reflect.TypeFor[**sender](), reflect.TypeFor[[]sender]()} {
		var te *TagError
		if _, err := FromType(typ); !errors.As(err, &te) || !errors.Is(err, ErrGo) {
			t.Errorf("%v: %v, want a *TagError of ErrGo", typ, err)
		}
	}
}

func TestOfTagErrors(t *testing.T) {
	type inner struct {
		A string `form:"甲"`
	}
	for _, c := range []struct {
		name string
		of   func() (*Schema, error)
		err  error
	}{
		{"unexported", Of[struct {
			a string `form:"甲"`
		}], ErrGo},
		{"pointer to struct", Of[struct {
			A *inner `form:"甲"`
		}], ErrGo},
		{"table in a table", Of[struct {
			A []struct {
				B []inner `form:"乙"`
			} `form:"甲"`
		}], ErrGo},
		{"group in a group", Of[struct {
			A []struct {
				B struct {
					C inner `form:"丙"`
				} `form:"乙"`
			} `form:"甲"`
		}], ErrGo},
		{"group= in a group", Of[struct {
			A []struct {
				B struct {
					C string `form:"丙,group=丁"`
				} `form:"乙"`
			} `form:"甲"`
		}], ErrMisplaced},
		{"one label twice", Of[struct {
			A string `form:"姓名"`
			B string `form:"姓名"`
		}], ErrDuplicate},
		{"one label twice in a table", Of[struct {
			A []struct {
				B string `form:"姓名"`
				C string `form:"姓名"`
			} `form:"甲"`
		}], ErrDuplicate},
		{"empty block", Of[struct {
			A []struct{ B string } `form:"甲"`
		}], ErrMissing},
	} {
		var te *TagError
		if _, err := c.of(); !errors.As(err, &te) || !errors.Is(err, c.err) {
			t.Errorf("%s: %v, want a *TagError of %v", c.name, err, c.err)
		}
	}
}

func FuzzTag(f *testing.F) {
	for _, s := range []string{`form:"学校,required"`, `form:"甲\,乙,min=0"`, `form:"a,formula=a+1"`, `form:"`, `x form:"a"`, `form:"甲,options=|"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, tag string) {
		for _, typ := range []reflect.Type{reflect.TypeFor[string](), reflect.TypeFor[float64](), reflect.TypeFor[[]sender]()} {
			st := reflect.StructOf([]reflect.StructField{{Name: "A", Type: typ, Tag: reflect.StructTag(tag)}})
			s, err := FromType(st)
			if err != nil {
				var te *TagError
				if !errors.As(err, &te) {
					t.Fatalf("%q: %T %v", tag, err, err)
				}
				continue
			}
			if len(s.Head)+len(s.Blocks)+len(s.Foot) == 0 {
				continue // no form tag in it
			}
			s.Title = "表"
			if _, err := s.Layout(); err != nil {
				t.Fatalf("%q is a schema, but: %v", tag, err)
			}
		}
	})
}
