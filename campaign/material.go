package campaign

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A MaterialRule is what a campaign demands of the material that schools send
// in. Its numbers are data of the campaign, never constants of this module.
type MaterialRule struct {
	Kind string `yaml:"kind" validate:"required,oneof=article photo video media"`

	MinCount int    `yaml:"minCount" validate:"min=0"` // files of this kind from each school; 0: none owed
	MaxCount int    `yaml:"maxCount" validate:"min=0"` // 0: no limit
	Deadline string `yaml:"deadline"`                  // id of the deadline by which they come; "": not judged

	Period string `yaml:"period"` // id of the period by whose last day they come, where there is no deadline

	Who []string `yaml:"who"` // units that owe them, as in [Deadline]; none: those of the deadline

	// Articles.
	Min   int  `yaml:"min" validate:"min=0"` // characters; 0: no limit
	Max   int  `yaml:"max" validate:"min=0"` // characters; 0: no limit
	About bool `yaml:"about"`                // 左右: the limits are approximate
	Cite  bool `yaml:"cite"`                 // quoted media text names its source

	Layout *ArticleLayout `yaml:"layout"` // nil: any

	// Photos and video.
	Format    []string `yaml:"format"`                     // jpg, mp4 …, lower case
	MinWidth  int      `yaml:"minWidth" validate:"min=0"`  // pixels
	MinHeight int      `yaml:"minHeight" validate:"min=0"` // pixels
	MinDPI    int      `yaml:"minDPI" validate:"min=0"`    // pixels an inch, as the file says
	Facing    string   `yaml:"facing" validate:"omitempty,oneof=横 竖"`
	MinBytes  Bytes    `yaml:"minBytes"`
	MaxBytes  Bytes    `yaml:"maxBytes"`
	Caption   bool     `yaml:"caption"` // each with a caption
	Advise    *Size    `yaml:"advise"`  // advised, not demanded

	MinSeconds int `yaml:"minSeconds" validate:"min=0"` // length of a video; 0: no limit
	MaxSeconds int `yaml:"maxSeconds" validate:"min=0"` // 0: no limit

	// Media reports. Accept and Refuse hold docx, scan (a .pdf or a picture of
	// a page), photo, screenshot, or another format such as pdf. Without
	// Accept everything is accepted that is not refused.
	Rank   string   `yaml:"rank" validate:"omitempty,oneof=国家级 省级 市级 县级"` // this rank and above
	Accept []string `yaml:"accept"`
	Refuse []string `yaml:"refuse"`

	FileName     string `yaml:"fileName"`     // parts joined by +, such as 媒体单位+报道标题; "": any
	PicturesLast bool   `yaml:"picturesLast"` // pictures stand behind the text
}

// An ArticleLayout is the layout that submitted text must have. A part that is
// left out may look as it likes.
type ArticleLayout struct {
	Title *TextLook `yaml:"title"` // 标题
	Unit  *TextLook `yaml:"unit"`  // 报送单位, the line below the title
	Body  *TextLook `yaml:"body"`  // 正文
}

// A TextLook is a face and a size, as 方正小标宋简体 二号.
type TextLook struct {
	Face string `yaml:"face" validate:"required"`
	Size string `yaml:"size"` // 字号 or points: 二号, 小四, 22; "": any
}

// ErrTypeSize is the error of a type size that cannot be read.
var ErrTypeSize = errors.New("not a type size such as 二号, 小四 or 22")

// typeSizes are the sizes that have names, in points.
var typeSizes = map[string]float64{
	"初号": 42, "小初": 36, "一号": 26, "小一": 24, "二号": 22, "小二": 18, "三号": 16, "小三": 15,
	"四号": 14, "小四": 12, "五号": 10.5, "小五": 9, "六号": 7.5, "小六": 6.5, "七号": 5.5, "八号": 5,
}

var pointsForm = regexp.MustCompile(`^\d{1,3}(?:\.\d{1,2})?$`)

// Points returns the size in points (二号 is 22); 0 if there is none. 小四号 is
// 小四, 22磅 and 22pt are 22.
func (l TextLook) Points() (float64, error) {
	s := strings.ReplaceAll(l.Size, " ", "")
	if s == "" {
		return 0, nil
	}
	for _, name := range []string{s, strings.TrimSuffix(s, "号")} {
		if p, ok := typeSizes[name]; ok {
			return p, nil
		}
	}
	for _, unit := range []string{"磅", "pt"} {
		s = strings.TrimSuffix(s, unit)
	}
	if pointsForm.MatchString(s) {
		if p, err := strconv.ParseFloat(s, 64); err == nil && p > 0 {
			return p, nil
		}
	}
	return 0, fmt.Errorf("campaign: %q: %w", l.Size, ErrTypeSize)
}

// TypeSize returns the name of a size in points: 二号 for 22. A size without a
// name comes as a number: 13磅.
func TypeSize(points float64) string {
	for name, p := range typeSizes {
		if p == points {
			return name
		}
	}
	return strconv.FormatFloat(points, 'f', -1, 64) + "磅"
}

// A Size is a number of pixels.
type Size struct {
	Width  int `yaml:"width" validate:"min=1"`
	Height int `yaml:"height" validate:"min=1"`
}

// Bytes is a size as a campaign writes it: a number, with K, M or G behind it
// or without; "" is no limit. As a floor its unit is decimal, as a ceiling
// binary, so that nobody is rejected over the unit.
type Bytes string

// ErrBytes is the error of a size that cannot be read.
var ErrBytes = errors.New("not a size such as 500K, 2M or 1.5G")

// Floor returns b in bytes, K, M and G being 10³, 10⁶ and 10⁹; 0 if b is "".
func (b Bytes) Floor() (int64, error) { return b.count(1000) }

// Ceiling returns b in bytes, K, M and G being 2¹⁰, 2²⁰ and 2³⁰; 0 if b is "".
func (b Bytes) Ceiling() (int64, error) { return b.count(1024) }

var bytesForm = regexp.MustCompile(`^(\d{1,9})(?:\.(\d{1,3}))?([KMG]?)B?$`)

// count reads b exactly; what is left of a byte is dropped.
func (b Bytes) count(unit int64) (int64, error) {
	if b == "" {
		return 0, nil
	}
	g := bytesForm.FindStringSubmatch(strings.ToUpper(strings.ReplaceAll(string(b), " ", "")))
	if g == nil {
		return 0, fmt.Errorf("campaign: %q: %w", string(b), ErrBytes)
	}
	scale := int64(1)
	for range strings.Index("KMG", g[3]) + len(g[3]) {
		scale *= unit
	}
	// Both parts have few enough digits for an int64.
	whole, _ := strconv.ParseInt(g[1], 10, 64)
	thousandths, _ := strconv.ParseInt((g[2] + "000")[:3], 10, 64)
	return whole*scale + thousandths*scale/1000, nil
}

// UnmarshalText implements [encoding.TextUnmarshaler]. Text that is no size
// is an error.
func (b *Bytes) UnmarshalText(text []byte) error {
	v := Bytes(text)
	if _, err := v.Floor(); err != nil {
		return err
	}
	*b = v
	return nil
}
