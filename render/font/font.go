package font

import (
	"github.com/zhijiao-go/zhijiao/internal/typeface"
)

// A Role is what a face is for: one of the kinds of type that GB/T 9704-2012 names.
type Role int

// The roles. The zero value is the type of the body.
const (
	FangSong     Role = iota // 仿宋: body text, and whatever the standard says nothing else about (5.2.2)
	XiaoBiaoSong             // 小标宋: the agency's mark and the title (7.2.4, 7.3.1)
	KaiTi                    // 楷体: headings of the second level （一）, the name of the signer (7.2.6, 7.3.3)
	HeiTi                    // 黑体: headings of the first level 一、, 附件 (7.3.3, 7.3.7)
	SongTi                   // 宋体: page numbers (7.5)
)

// roles holds what is to be known of each role. The names of its faces, as
// offices have them installed, are those of package typeface.
var roles = [...]struct {
	word string // as package typeface knows the kind
	pack []family
	next []Role // the roles that may lend it a missing character, the nearest in look first
}{
	FangSong:     {"仿宋", []family{{name: "FandolFang"}}, []Role{SongTi, KaiTi, XiaoBiaoSong, HeiTi}},
	XiaoBiaoSong: {"小标宋", []family{{name: "FandolSong", bold: true}}, []Role{SongTi, HeiTi, FangSong, KaiTi}},
	KaiTi:        {"楷体", []family{{name: "FandolKai"}}, []Role{FangSong, SongTi, XiaoBiaoSong, HeiTi}},
	HeiTi:        {"黑体", []family{{name: "FandolHei"}}, []Role{XiaoBiaoSong, SongTi, FangSong, KaiTi}},
	SongTi:       {"宋体", []family{{name: "FandolSong"}, {name: "Zhijiao Supplement"}}, []Role{FangSong, XiaoBiaoSong, KaiTi, HeiTi}},
}

// known returns the role, the role of the body for a number that is none.
func (r Role) known() Role {
	if r < 0 || int(r) >= len(roles) {
		return FangSong
	}
	return r
}

// String returns the Chinese word: 仿宋, 小标宋, 楷体, 黑体 or 宋体.
func (r Role) String() string { return roles[r.known()].word }

// FaceName returns the name of the face that official documents name for the role, such as 仿宋_GB2312.
func (r Role) FaceName() string { return r.names()[0] }

// AltNames returns other names under which the face of a role, or one that may stand in for it, is installed: the best first. A .docx gives
// them beside [Role.FaceName].
func (r Role) AltNames() []string { return r.names()[1:] }

// names are those of all faces that offices have for the role, the best first.
func (r Role) names() []string { return typeface.Names(roles[r.known()].word) }

// Names are what documents that hold no faces call them, such as 仿宋 for
// 仿宋_GB2312. A role that is not in it has its standard face.
type Names map[Role]string

// Of returns the name of the face for a role.
func (n Names) Of(r Role) string {
	if name := n[r]; name != "" {
		return name
	}
	return r.FaceName()
}

// An Entry is a face and what it is for.
type Entry struct {
	Role Role
	Face *Face // an entry without a face is passed over
}

// A Set is a list of faces in order of preference. The caller puts it together with append: from the official faces of the system
// ([System]), from a folder or an archive of font files ([Find]), from the free faces of package fontpack, from others of the system that he
// names ([Named]), from single ones ([NewFace]). It is safe for concurrent use as long as nobody changes it.
type Set []Entry

// Face returns the first face of a role, nil if there is none.
func (s Set) Face(role Role) *Face {
	for _, f := range s {
		if f.Role == role && f.Face != nil {
			return f.Face
		}
	}
	return nil
}

// For returns the face in which to set a character of a role: the first of the role that has it, else the first that has it of the roles that
// look most alike, of 宋体 for 仿宋 for example. ok is false when no face of the set has the character.
func (s Set) For(role Role, r rune) (face *Face, ok bool) {
	if face = s.with(role, r); face != nil {
		return face, true
	}
	for _, role := range roles[role.known()].next {
		if face = s.with(role, r); face != nil {
			return face, true
		}
	}
	return nil, false
}

// with returns the first face of a role that has a character, nil if there is none.
func (s Set) with(role Role, r rune) *Face {
	for _, f := range s {
		if f.Role == role && f.Face != nil && f.Face.Has(r) {
			return f.Face
		}
	}
	return nil
}
