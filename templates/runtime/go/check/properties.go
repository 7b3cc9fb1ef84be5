package check

import "strings"

var (
	categories = newTable(categoryTable)
	scripts    = newTable(scriptTable)
	extensions = newTable(extensionTable)
	flags      = newTable(flagTable)
)

// categoryUnions are the categories that are made of others (ECMA-262, table 70).
var categoryUnions = map[string]string{
	"L": "Lu Ll Lt Lm Lo", "LC": "Lu Ll Lt", "M": "Mn Mc Me", "N": "Nd Nl No", "P": "Pc Pd Ps Pe Pi Pf Po", "S": "Sm Sc Sk So", "Z": "Zs Zl Zp",
	"C": "Cc Cf Cs Co Cn",
}

var categoryNames = map[string]string{
	"Letter": "L", "Cased_Letter": "LC", "Mark": "M", "Combining_Mark": "M", "Number": "N", "Punctuation": "P", "punct": "P", "Symbol": "S",
	"Separator": "Z", "Other": "C",
}

// findProperty finds what may stand in the braces of \p{…} (ECMA-262, 22.2.1, tables 69 to 71).
func findProperty(text string) (set, bool) {
	name, value, valued := strings.Cut(text, "=")
	if valued {
		switch name {
		case "General_Category", "gc":
			return findCategory(value)
		case "Script", "sc":
			return scripts.find(value)
		case "Script_Extensions", "scx":
			if points, found := extensions.find(value); found {
				return points, true
			}
			return scripts.find(value)
		}
		return nil, false
	}
	if points, found := findCategory(name); found {
		return points, true
	}
	switch name {
	case "Any":
		return set{{0, lastPoint}}, true
	case "ASCII":
		return set{{0, 0x7f}}, true
	case "Assigned":
		return property("Cn").complement(), true
	}
	return flags.find(name)
}

func findCategory(name string) (set, bool) {
	if short, long := categoryNames[name]; long {
		name = short
	}
	if parts, isUnion := categoryUnions[name]; isUnion {
		var spans []span
		for part := range strings.FieldsSeq(parts) {
			spans = append(spans, property(part)...)
		}
		return unite(spans), true
	}
	if name == "Cs" || name == "Surrogate" {
		return set{{0xd800, 0xdfff}}, true
	}
	return categories.find(name)
}

// property is one that is known to be there.
func property(name string) set {
	points, found := findProperty(name)
	if !found {
		panic("no property " + name)
	}
	return points
}
