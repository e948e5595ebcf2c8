package ofd

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/render/paper"
)

// tagNamespace is our own: no public text gives names to the parts of a 公文 in
// OFD. The elements are named as [paper.Part] names the parts.
const tagNamespace = "urn:zhijiao:gongwen:1"

// groups are the elements of the tree, each with its parts in the order of the
// page. One for each attachment stands in the place of 附件.
var groups = []struct {
	name  string
	parts []paper.Part
}{
	{"版头", []paper.Part{paper.PartCopy, paper.PartSecrecy, paper.PartUrgency, paper.PartMark, paper.PartNumber, paper.PartSigner}},
	{"主体", []paper.Part{paper.PartTitle, paper.PartAdopted, paper.PartRecipients, paper.PartText, paper.PartList, paper.PartOrgan, paper.PartDate, paper.PartNote}},
	{attachmentGroup, []paper.Part{paper.PartAttachmentLabel, paper.PartAttachmentTitle, paper.PartAdopted, paper.PartAttachmentText}},
	{"版记", []paper.Part{paper.PartImprintTo, paper.PartCopyTo, paper.PartOffice, paper.PartIssued}},
	{"", []paper.Part{paper.PartPageNumber}},
}

const attachmentGroup = "附件"

// A tagTree tells which objects are of which part.
type tagTree struct {
	objects     map[tagKey][]string // references
	attachments int
}

type tagKey struct {
	part       paper.Part
	attachment int
}

func (t *tagTree) add(of paper.Text, page, id int) {
	key := tagKey{part: of.Part}
	if slices.Contains(groups[2].parts, of.Part) && of.Para != nil {
		key.attachment = of.Para.Attachment
		t.attachments = max(t.attachments, key.attachment)
	}
	if t.objects == nil {
		t.objects = map[tagKey][]string{}
	}
	t.objects[key] = append(t.objects[key], fmt.Sprintf(`<ofd:ObjectRef PageRef="%d">%d</ofd:ObjectRef>`, pageID(page), id))
}

// xml writes the tree; what has no objects is left out.
func (t *tagTree) xml() []byte {
	var b strings.Builder
	b.WriteString(declaration + `<gw:公文 xmlns:gw="` + tagNamespace + `"` + namespace + ">")
	for _, g := range groups {
		first, last := 0, 0
		if g.name == attachmentGroup {
			first, last = 1, t.attachments
		}
		for n := first; n <= last; n++ {
			leaves := ""
			for _, p := range g.parts {
				if refs := t.objects[tagKey{p, n}]; len(refs) > 0 {
					leaves += "<gw:" + p.String() + ">" + strings.Join(refs, "") + "</gw:" + p.String() + ">"
				}
			}
			if leaves != "" && g.name != "" {
				leaves = "<gw:" + g.name + ">" + leaves + "</gw:" + g.name + ">"
			}
			b.WriteString(leaves)
		}
	}
	b.WriteString("</gw:公文>")
	return []byte(b.String())
}
