package wire

// Rule says what is wrong with a JSON text.
type Rule string

// What can be wrong with a JSON text: its grammar, depth or numbers; a member name that comes twice; its UTF-8.
const (
	RuleJSON      Rule = "json"
	RuleDuplicate Rule = "duplicate"
	RuleEncoding  Rule = "encoding"
)

// Fault is why bytes are not the one strict JSON value that they have to be. It says nothing of the text.
type Fault struct {
	Rule    Rule
	Message string
}

func (f *Fault) Error() string { return f.Message }

var (
	faultJSON      = &Fault{RuleJSON, "must be one JSON value"}
	faultDuplicate = &Fault{RuleDuplicate, "must not have a member name twice"}
	faultEncoding  = &Fault{RuleEncoding, "must be UTF-8"}
)
