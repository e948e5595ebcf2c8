package collect

// A unitWord is what the units are called that a campaign collects from.
type unitWord struct{ one, measure string }

// unitWord returns 学校, and 部门 for a campaign of a school.
func (c *collector) unitWord() unitWord {
	if c.Campaign.Level == "校" {
		return unitWord{"部门", "个"}
	}
	return unitWord{"学校", "所"}
}
