package answer

// Rules of remarks, as package returned lists them.
const (
	RuleFormula  = "FM009"
	RuleAbout    = "FM011"
	RuleNumber   = "FM012"
	RuleReckoned = "FM013"
	RuleNone     = "FM014"
	RulePercent  = "FM015"
	RuleWhole    = "FM016"
	RuleUnit     = "FM017"
	RuleDitto    = "FM019"
	RuleDate     = "FM020"
	RuleNoYear   = "FM021"
	RuleWhichDay = "FM022"
	RuleDayPart  = "FM023"
	RuleTime     = "FM024"
	RuleYear     = "FM025"
	RulePhone    = "FM030"
	RuleEmail    = "FM031"
	RuleSeveral  = "FM032"
	RuleOption   = "FM040"
	RuleYesNo    = "FM041"
	RuleSpelt    = "FM042"
)
