package prose

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

var (
	// inStage stands between the name of a stage and its days.
	inStage = engine.Compile(`阶段[^。；\d]{0,12}[（(：:，,。]?[\s\p{Z}]*$`)
	// belowStage opens a line below the name of a stage that gives its days.
	belowStage = engine.Compile(`^[\s\p{Z}]*(?:时间[\s\p{Z}]*[:：])?[\s\p{Z}]*$`)
	// stagesBelow is in a heading whose items are stages, by whatever name.
	stagesBelow = engine.Compile(`步骤|阶段|程序|流程|进度`)
	// stageName stands before the days of one of them: 动员部署（.
	stageName = engine.Compile(`^[\s\p{Z}]*\p{Han}{2,10}[\s\p{Z}]*[（(：:][\s\p{Z}]*$`)
	ordinal   = engine.Compile(`^[\s\p{Z}]*第[一二三四五六七八九十]阶段`)
)

// StagesIn returns the days that l gives for stages. Under a heading about stages an
// item is one.
func StagesIn(l engine.Line, under bool) []calendar.Run {
	if !under && !strings.Contains(l.Text, "阶段") {
		return nil
	}
	const nearby = 40 // characters
	var all []calendar.Run
	for _, r := range calendar.FindRuns(l.Text) {
		if inStage.Match(l.Text[engine.Back(l.Text, r.Start, nearby):r.Start]) ||
			under && len(all) == 0 && r.Start > l.Mark && r.Start-l.Mark <= 3*nearby && stageName.Match(l.Text[l.Mark:r.Start]) {
			all = append(all, r)
		}
	}
	return all
}

// A stage is one of several, with the line that gives its days.
type stage struct {
	calendar.Period
	written string
}

// StagesOverlap finds stages of p, of a document that speaks of a year, of which one
// begins before the one before has ended.
func StagesOverlap(p *engine.Passage, year int) []engine.Remark {
	var found []engine.Remark
	var last stage
	next := func(l *engine.Line, run calendar.Run) {
		span := run.In(year)
		if last.Valid() && span.Valid() && span.From.Before(last.To) && !span.To.Before(last.From) {
			f := l.On(run.Start, run.End)
			f.Message = "阶段的时间与前一阶段（" + last.written + "）重叠"
			found = append(found, f)
		}
		last = stage{span, l.Text[run.Start:run.End]}
	}
	level := document.Level(0)
	under := document.Level(0) // of the heading about stages that is in force; 0: none is
	steps := p.Steps()
	for i, s := range steps {
		line := s.Line
		if s.Level > 0 && s.Level <= under {
			under = 0
		}
		runs := StagesIn(*line, s.Level > 0 && under > 0)
		if s.Heading && stagesBelow.Match(line.Text) && under == 0 && len(runs) == 0 {
			under = s.Level
		}
		if s.Level == 0 && !ordinal.In(*line) {
			if len(runs) > 1 {
				last = stage{}
				for _, r := range runs {
					next(line, r)
				}
				last = stage{}
			}
			continue
		}
		if len(runs) == 0 && s.Heading && strings.Contains(line.Text, "阶段") && i+1 < len(steps) { // the days stand below
			below := steps[i+1].Line
			if all := calendar.FindRuns(below.Text); len(all) > 0 && belowStage.Match(below.Text[:all[0].Start]) {
				line, runs = below, all[:1]
			}
		}
		if len(runs) == 0 || s.Level != level {
			last, level = stage{}, s.Level
		}
		for _, r := range runs {
			next(line, r)
		}
	}
	return found
}
