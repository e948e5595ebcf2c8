package report

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"
)

// The parts of SARIF 2.1.0 that findings fill.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool struct {
			Driver sarifDriver `json:"driver"`
		} `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string       `json:"id"`
		ShortDescription sarifText    `json:"shortDescription"`
		FullDescription  *sarifText   `json:"fullDescription,omitempty"`
		Configuration    sarifSetting `json:"defaultConfiguration"`
		Properties       sarifSource  `json:"properties"`
	}
	sarifSetting struct {
		Level string `json:"level"`
	}
	sarifSource struct {
		Source string `json:"source,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
		Fixes     []sarifFix      `json:"fixes,omitempty"`
	}
	sarifLocation struct {
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int        `json:"startLine"`
		StartColumn int        `json:"startColumn,omitempty"`
		EndColumn   int        `json:"endColumn,omitempty"`
		Snippet     *sarifText `json:"snippet,omitempty"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted sarifText   `json:"insertedContent"`
	}
)

// WriteSARIF prints r in the Static Analysis Results Interchange Format 2.1.0,
// which editors and CI services show beside the text. Columns count characters.
// Of a .docx, lines are those of its text. The error is that of w.
func (r *Report) WriteSARIF(w io.Writer) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "zhijiao", InformationURI: "https://github.com/zhijiao-go/zhijiao", Rules: []sarifRule{}}
	index := map[string]int{}
	var findings []Finding
	if r != nil {
		findings = r.Findings
	}
	for _, f := range findings {
		i, ok := index[f.Rule]
		if !ok {
			i = len(index)
			index[f.Rule] = i
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(f))
		}
		message := f.Message
		if f.Hint != "" {
			message += "；" + f.Hint
		}
		result := sarifResult{RuleID: f.Rule, RuleIndex: i, Level: f.Severity.sarif(), Message: sarifText{message}}
		if f.Where != (Position{}) {
			result.Locations = []sarifLocation{f.sarif()}
		}
		if region := f.region(); f.Fix != "" && f.Found != "" && region != nil && region.StartColumn > 0 && f.Where.File != "" {
			region.Snippet = nil
			result.Fixes = []sarifFix{{sarifText{"改为“" + f.Fix + "”"}, []sarifChange{{sarifArtifact{uri(f.Where.File)}, []sarifReplacement{{*region, sarifText{f.Fix}}}}}}}
		}
		run.Results = append(run.Results, result)
	}
	log := sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(log); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	if _, err := strings.NewReader(b.String()).WriteTo(w); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

// sarifRuleOf is the rule of a finding; one that is not in the catalogue, such as
// an office's own, is what the finding says.
func sarifRuleOf(f Finding) sarifRule {
	rule, ok := RuleOf(f.Rule)
	if !ok {
		rule = Rule{ID: f.Rule, Title: f.Message, Severity: f.Severity, Source: f.Source}
	}
	s := sarifRule{ID: rule.ID, ShortDescription: sarifText{rule.Title}, Configuration: sarifSetting{rule.Severity.sarif()}, Properties: sarifSource{rule.Source}}
	if rule.Doc != "" {
		s.FullDescription = &sarifText{rule.Doc}
	}
	return s
}

func (s Severity) sarif() string {
	switch s {
	case Error, Warning:
		return s.String()
	}
	return "note"
}

// sarif is where a finding stands.
func (f Finding) sarif() (l sarifLocation) {
	if f.Where.File != "" {
		l.Physical = &sarifPhysical{Artifact: sarifArtifact{uri(f.Where.File)}, Region: f.region()}
	}
	inside := f.Where
	inside.File, inside.Line, inside.Column = "", 0, 0
	if name := inside.String(); name != "" {
		l.Logical = []sarifLogical{{name}}
	}
	return l
}

func (f Finding) region() *sarifRegion {
	if f.Where.Line < 1 {
		return nil
	}
	region := &sarifRegion{StartLine: f.Where.Line}
	if f.Where.Column > 0 {
		region.StartColumn = f.Where.Column
		if n := utf8.RuneCountInString(f.Found); n > 0 && !strings.Contains(f.Found, "\n") {
			region.EndColumn = f.Where.Column + n
		}
	}
	if f.Found != "" {
		region.Snippet = &sarifText{f.Found}
	}
	return region
}

// uri writes the path of a file as an address; a path that is relative stays so.
func uri(path string) string {
	path = strings.ReplaceAll(path, `\`, "/")
	u := url.URL{Path: path}
	if len(path) > 1 && path[1] == ':' {
		u = url.URL{Scheme: "file", Path: "/" + path}
	}
	return u.String()
}
