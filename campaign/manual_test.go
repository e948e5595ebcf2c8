package campaign

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/testdata"
)

// A keyDoc is a line of testdata/keys.txt.
type keyDoc struct{ about, without, example string }

func keyDocs(t *testing.T) map[string]keyDoc {
	data, err := os.ReadFile("testdata/keys.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]keyDoc{}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "|")
		if len(cells) != 4 {
			t.Fatalf("%d columns: %s", len(cells), line)
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if _, twice := all[cells[0]]; twice || cells[1] == "" {
			t.Errorf("twice, or without a meaning: %s", cells[0])
		}
		all[cells[0]] = keyDoc{cells[1], cells[2], cells[3]}
	}
	return all
}

// structs returns the structs of a campaign file, the whole first.
func structs() (all []reflect.Type) {
	var walk func(r reflect.Type)
	walk = func(r reflect.Type) {
		for r.Kind() == reflect.Pointer || r.Kind() == reflect.Slice {
			r = r.Elem()
		}
		if r.Kind() != reflect.Struct || slices.Contains(all, r) || written(r) {
			return
		}
		all = append(all, r)
		for i := range r.NumField() {
			if r.Field(i).Tag.Get("yaml") != "" {
				walk(r.Field(i).Type)
			}
		}
	}
	walk(reflect.TypeFor[Campaign]())
	return all
}

// written reports whether a value of a type is a text.
func written(r reflect.Type) bool {
	return reflect.PointerTo(r).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// kindOf returns what stands for a type in the reference, and the JSON Schema of it.
func kindOf(f reflect.Type, rules string) (name string, schema map[string]any) {
	rule := func(name string) string {
		for r := range strings.SplitSeq(rules, ",") {
			if key, value, _ := strings.Cut(r, "="); key == name {
				return value
			}
		}
		return ""
	}
	oneOf := func(words []string) (string, map[string]any) {
		return strings.Join(words, "、"), map[string]any{"enum": words}
	}
	text := map[string]any{"type": "string"}
	pattern := func(p string) map[string]any { return map[string]any{"type": "string", "pattern": p} }
	switch f {
	case reflect.TypeFor[calendar.Date]():
		return "日期", pattern(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
	case reflect.TypeFor[calendar.Clock]():
		return "时间", pattern(`^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$`)
	case reflect.TypeFor[Bytes]():
		return "大小", pattern(`^[0-9]+(\.[0-9]+)?[KMG]$`)
	case reflect.TypeFor[document.DocNumber]():
		return "发文字号", text
	case reflect.TypeFor[document.Kind]():
		var words []string
		for _, k := range document.Kinds() {
			words = append(words, string(k))
		}
		return oneOf(words)
	case reflect.TypeFor[forms.Kind]():
		var words []string
		for k := forms.Kind(0); ; k++ {
			word, err := k.MarshalText()
			if err != nil {
				return oneOf(words)
			}
			words = append(words, string(word))
		}
	case reflect.TypeFor[forms.Orientation]():
		return oneOf([]string{string(forms.Portrait), string(forms.Landscape)})
	case reflect.TypeFor[forms.Look]():
		return oneOf([]string{string(forms.LookLine), string(forms.LookTicks), string(forms.LookOpinion), string(forms.LookParts)})
	case reflect.TypeFor[forms.Limit]():
		return "数、日期或时间", map[string]any{"type": []string{"string", "number"}}
	case reflect.TypeFor[OrganNames](), reflect.TypeFor[forms.Options]():
		return "文字或列表", map[string]any{"anyOf": []any{text, map[string]any{"type": "array", "items": text}}}
	}
	switch f.Kind() {
	case reflect.Pointer:
		return kindOf(f.Elem(), rules)
	case reflect.Slice:
		name, items := kindOf(f.Elem(), "")
		schema = map[string]any{"type": "array", "items": items}
		if slices.Contains(strings.Split(rules, ","), "required") {
			schema["minItems"] = 1
		}
		return name + "的列表", schema
	case reflect.Struct:
		return "[" + f.Name() + "](#" + strings.ToLower(f.Name()) + ")", map[string]any{"$ref": "#/$defs/" + f.Name()}
	case reflect.Bool:
		return "true或false", map[string]any{"type": "boolean"}
	case reflect.Int:
		schema = map[string]any{"type": "integer"}
		var low, high int
		name = "整数"
		if _, err := fmt.Sscan(rule("min"), &low); err == nil {
			schema["minimum"] = low
		}
		if _, err := fmt.Sscan(rule("max"), &high); err == nil {
			schema["maximum"], name = high, fmt.Sprintf("整数，%d至%d", low, high)
		}
		return name, schema
	}
	switch {
	case rule("eq") != "":
		return "文字", map[string]any{"const": rule("eq")}
	case rule("oneof") != "":
		return oneOf(strings.Fields(rule("oneof")))
	}
	return "文字", text
}

// manual makes the reference and the JSON Schema of a campaign file.
func manual(t *testing.T) (reference, schema []byte) {
	docs := keyDocs(t)
	var b bytes.Buffer
	b.WriteString(`# 活动数据文件

活动数据是一个YAML文件，一年一个。本页和 [campaign.schema.json](campaign.schema.json) 由程序的类型和 testdata/keys.txt 生成
（` + "`go test ./campaign -run TestReference -update`" + `）。在文件开头加一行，编辑器就会提示键名、指出写错的地方：

` + "```yaml\n# yaml-language-server: $schema=campaign.schema.json\nschema: zhijiao/campaign@1\n```" + `

日期写成 2027-05-09，时间写成 14:00，大小写成 500K、2M、1.5G。有错时一次全部列出：第几行第几个字、错在哪里、应写成什么。
完整的例子：[default-2027.yaml](../testdata/campaigns/default-2027.yaml)；[xiamen-2023.yaml](../testdata/campaigns/xiamen-2023.yaml) 取自一份真实的通知。

文稿的标题和正文里可以写：

| 写法 | 印出 |
|---|---|
| {{year}}、{{theme}} | 年份、主题 |
| {{period "编号"}}、{{days "编号"}} | 时段的起止日期，后者不写年 |
| {{date "编号"}}、{{day "编号"}} | 时限的日期，后者不写年 |
| {{time "编号"}} | 反复报送的时间 |
| {{contact "编号"}}、{{organs}}、{{form "编号"}} | 联系方式、各机关、表格的名称 |
| {{activities}}、{{deadlines}}、{{duties}}、{{tasks}}、{{group}} | 单独一行：活动安排表，时限，谁报什么，任务分工，领导小组 |
`)
	defs := map[string]any{}
	used := map[string]bool{}
	for _, r := range structs() {
		of := docs[r.Name()]
		used[r.Name()] = true
		fmt.Fprintf(&b, "\n## %s\n\n%s。\n\n| 键 | 值 | 必填 | 意思 | 不写 | 例 |\n|---|---|---|---|---|---|\n", r.Name(), of.about)
		properties, required := map[string]any{}, []string{}
		for i := range r.NumField() {
			f := r.Field(i)
			key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
			if key == "" {
				continue
			}
			name := r.Name() + "." + key
			d, ok := docs[name]
			if used[name] = true; !ok {
				t.Errorf("testdata/keys.txt does not tell of %s", name)
			}
			rules := f.Tag.Get("validate")
			kind, s := kindOf(f.Type, rules)
			must := ""
			if slices.Contains(strings.Split(rules, ","), "required") {
				must, required = "是", append(required, key)
			}
			if d.example != "" {
				s["examples"] = []any{exampleOf(t, d.example)}
				d.example = "`" + d.example + "`"
			}
			s["description"] = d.about
			properties[key] = s
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", key, kind, must, d.about, d.without, d.example)
		}
		defs[r.Name()] = map[string]any{"type": "object", "description": of.about, "properties": properties, "required": required, "additionalProperties": false}
	}
	for name := range docs {
		if !used[name] {
			t.Errorf("there is no %s", name)
		}
	}
	root := map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"$id":     "https://github.com/zhijiao-go/zhijiao/campaign/campaign.schema.json",
		"title":   "职业教育活动周的活动数据",
		"$ref":    "#/$defs/Campaign",
		"$defs":   defs,
	}
	var j bytes.Buffer
	e := json.NewEncoder(&j)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), j.Bytes()
}

func exampleOf(t *testing.T, text string) (v any) {
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

// The reference and the schema are those of the types; -update writes them.
func TestReference(t *testing.T) {
	reference, schema := manual(t)
	for name, want := range map[string][]byte{"README.md": reference, "campaign.schema.json": schema} {
		if *golden.Update {
			if err := os.WriteFile(name, want, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is stale (%v); go test ./campaign -run TestReference -update rewrites it", name, err)
		}
	}
}

// The reference tells of every action.
func TestReferenceTellsActions(t *testing.T) {
	reference, _ := manual(t)
	_, err := new(Campaign).Expand("{{nothing}}")
	_, known, _ := strings.Cut(fmt.Sprint(err), "known are ")
	actions := strings.Split(known, ", ")
	if len(actions) < 10 {
		t.Fatal(err)
	}
	for _, name := range actions {
		if !bytes.Contains(reference, []byte("{{"+name+"}}")) && !bytes.Contains(reference, []byte("{{"+name+" ")) {
			t.Errorf("{{%s}} is not told", name)
		}
	}
}

// The schema takes what Load takes and refuses what it refuses for its form.
func TestSchema(t *testing.T) {
	_, data := manual(t)
	var schema map[string]any
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(testdata.Campaigns, "campaigns/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	read := func(text []byte) any {
		var v any
		if err := yaml.Unmarshal(text, &v); err != nil {
			t.Fatal(err)
		}
		j, err := json.Marshal(v) // as other validators see it
		if err == nil {
			err = json.Unmarshal(j, &v)
		}
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	dir := t.TempDir()
	for _, file := range files {
		text, err := fs.ReadFile(testdata.Campaigns, file)
		if err != nil {
			t.Fatal(err)
		}
		v := read(text)
		if err := fits(schema, schema, v, ""); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		j, err := json.Marshal(v)
		if err == nil {
			err = os.WriteFile(path.Join(dir, path.Base(file)+".json"), j, 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	_, cases := loadCases(t)
	for name, bad := range map[string]bool{
		"base": false, "unknown-key": true, "missing-name": true, "missing-organs": true, "type-number-for-text": true,
		"type-text-for-number": true, "type-text-for-bool": true, "type-text-for-list": true, "date-form": true, "clock": true,
		"bytes": true, "value-level": true, "value-year": true, "value-oneof": true, "form-kind": true,
	} {
		if err := fits(schema, schema, read([]byte(cases[name])), ""); (err != nil) != bad {
			t.Errorf("%s: %v", name, err)
		}
	}
	t.Run("jsonschema", func(t *testing.T) {
		const check = "import sys,json,glob,jsonschema\ns=json.load(open('campaign.schema.json'))\nv=jsonschema.Draft202012Validator\nv.check_schema(s)\n" +
			"for f in glob.glob(sys.argv[1]+'/*.json'):\n    v(s).validate(json.load(open(f)))\n"
		if exec.Command("python3", "-c", "import jsonschema").Run() != nil {
			t.Skip("python3 has no jsonschema")
		}
		if out, err := exec.Command("python3", "-c", check, dir).CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	})
}

// fits holds a value against the keywords that our schema has.
func fits(root, s map[string]any, v any, at string) error {
	no := func(format string, args ...any) error {
		return fmt.Errorf("%s: "+format, append([]any{at}, args...)...)
	}
	for key, want := range s {
		switch key {
		case "$ref":
			of := root["$defs"].(map[string]any)[path.Base(want.(string))].(map[string]any)
			if err := fits(root, of, v, at); err != nil {
				return err
			}
		case "anyOf":
			var errs []error
			for _, one := range want.([]any) {
				errs = append(errs, fits(root, one.(map[string]any), v, at))
			}
			if !slices.Contains(errs, nil) {
				return errors.Join(errs...)
			}
		case "type":
			if words, several := want.([]any); !is(v, want) && (!several || !slices.ContainsFunc(words, func(w any) bool { return is(v, w) })) {
				return no("%v is no %v", v, want)
			}
		case "const":
			if v != want {
				return no("%v is not %v", v, want)
			}
		case "enum":
			if !slices.Contains(want.([]any), v) {
				return no("%v is none of %v", v, want)
			}
		case "pattern":
			if text, ok := v.(string); ok && !regexp.MustCompile(want.(string)).MatchString(text) {
				return no("%s does not match %s", text, want)
			}
		case "minimum", "maximum":
			if n, ok := v.(float64); ok && (key == "minimum" && n < want.(float64) || key == "maximum" && n > want.(float64)) {
				return no("%v is beyond %v", n, want)
			}
		case "minItems":
			if list, ok := v.([]any); ok && float64(len(list)) < want.(float64) {
				return no("too few")
			}
		case "items":
			list, _ := v.([]any)
			for i := range list {
				if err := fits(root, want.(map[string]any), list[i], fmt.Sprintf("%s[%d]", at, i)); err != nil {
					return err
				}
			}
		case "required":
			for _, name := range want.([]any) {
				if of, ok := v.(map[string]any); ok && of[name.(string)] == nil {
					return no("lacks %s", name)
				}
			}
		case "additionalProperties", "properties":
			of, _ := v.(map[string]any)
			for name := range of {
				p, ok := s["properties"].(map[string]any)[name].(map[string]any)
				if !ok {
					return no("unknown %s", name)
				}
				if err := fits(root, p, of[name], at+"."+name); err != nil {
					return err
				}
			}
		case "$schema", "$id", "$defs", "title", "description", "examples":
		default:
			return no("a keyword that is not known: %s", key)
		}
	}
	return nil
}

func is(v, kind any) bool {
	switch v := v.(type) {
	case string:
		return kind == "string"
	case bool:
		return kind == "boolean"
	case float64:
		return kind == "number" || kind == "integer" && v == math.Trunc(v)
	case []any:
		return kind == "array"
	case map[string]any:
		return kind == "object"
	}
	return false
}
