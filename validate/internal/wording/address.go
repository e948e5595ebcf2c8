package wording

import "github.com/zhijiao-go/zhijiao/validate/internal/engine"

// badAddress is an address of the web with a mark of full width or a letter too few.
var badAddress = []*engine.Pattern{
	engine.Compile(`(?i)(?:^|[^a-z])((?:h+t+p+s?|h+p+t+s?)(?:[：;；]|:[;；])[/／]{0,2}[!-~]+)`),
	engine.Compile(`(?i)(?:^|[^a-z])(https?:(?:/[a-z0-9][!-~]*|\\\\[!-~]+|//[:：][!-~]+|///[!-~]+))`),
	engine.Compile(`(?i)(?:^|[^a-z])((?:htpps?|htttps?|hhttps?|http[ps]{2,}|htps?|ttps?|httpss)://[!-~]+)`),
	engine.Compile(`(?i)(?:^|[^a-z])(https?//:?[!-~]+)`),
	engine.Compile(`(?i)(?:^|[^a-z.])(w{2,5}[，。．、；：,;][a-z0-9][!-~]*)`),
	engine.Compile(`(?i)(?:^|[^a-z.])((?:ww|wwww)\.[a-z0-9-]+\.[a-z]{2,}[!-~]*)`),
	engine.Compile(`(?i)(?:https?://|www\.)([a-z0-9.-]+[。．，、][a-z0-9-]+(?:[.。][a-z]{2,})*)`),
}

// addresses finds addresses of the web that lead nowhere.
func addresses(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, p := range badAddress {
		for _, m := range p.All(l) {
			if len(found) == 0 || found[len(found)-1].To <= m[2] {
				found = append(found, l.On(m[2], m[3]))
			}
		}
	}
	return found
}
