// Package tagged tells in Chinese what the struct tags of package campaign find in a campaign.
package tagged

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"

	"github.com/go-playground/validator/v10"

	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// structs checks the struct tags of package campaign. Building it is dear and
// its caches grow with use, so there is one.
var structs = sync.OnceValue(func() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		return name
	})
	return v
})

// Remarks says in Chinese what the struct tags find in v, a campaign, of
// which datum returns a value by its path.
func Remarks(v any, datum func(path, text string) engine.Line) (found []engine.Remark, err error) {
	// An unknown tag or a bad parameter makes the validator panic. That is a
	// fault of package campaign, never of the data.
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("validate: struct tags of package campaign: %v", r)
		}
	}()
	err = structs().Struct(v)
	var bad validator.ValidationErrors
	if errors.As(err, &bad) {
		for _, e := range bad {
			_, path, _ := strings.Cut(e.Namespace(), ".")
			found = append(found, datum(path, fmt.Sprint(e.Value())).Say(path+" "+tagMessage(e)))
		}
		return found, nil
	}
	return nil, err
}

// tagMessages says what the value of a field must be.
var tagMessages = map[string]func(param string) string{
	"required":         func(string) string { return "没有填写" },
	"required_without": func(string) string { return "没有填写" },
	"eq":               func(p string) string { return "应为 " + p },
	"oneof":            func(p string) string { return "应为下列之一：" + strings.Join(strings.Fields(p), "、") },
	"min":              func(p string) string { return "不应小于 " + p },
	"max":              func(p string) string { return "不应大于 " + p },
	"email":            func(string) string { return "不是邮箱地址" },
}

func tagMessage(e validator.FieldError) string {
	if m := tagMessages[e.Tag()]; m != nil {
		return m(e.Param())
	}
	return "不合要求（" + e.Tag() + "）"
}
