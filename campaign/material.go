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

	// Media reports.
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
