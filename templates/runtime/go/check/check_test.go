package check

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"mortise/runtime/wire"
)

type Value = wire.Value

func parse(t testing.TB, text string) *Value {
	t.Helper()
	v, fault := wire.Parse([]byte(text), 100)
	if fault != nil {
		t.Fatal(fault)
	}
	return &v
}

var word = NewPattern(`^\p{L}[\w-]*$`)

// checkTree uses what there is: it stands for printed code.
func checkTree(r *Report, v *Value) {
	if r.Object(v) {
		r.Need(v, "name", func(r *Report, v *Value) {
			if r.Text(v) {
				r.That(MinLength(v, 1), "minLength", "m")
				r.That(MaxLength(v, 20), "maxLength", "m")
				r.That(r.Match(word, v), "pattern", "m")
			}
		})
		r.Member(v, "count", func(r *Report, v *Value) {
			if r.Integer(v) {
				r.That(AtLeast(v, "0"), "minimum", "m")
				r.That(MultipleOf(v, "0.5"), "multipleOf", "m")
				r.That(IsInt64(v), "format", "m")
			}
		})
		r.Member(v, "format", func(r *Report, v *Value) {
			if r.Text(v) {
				for _, format := range formatCases {
					r.That(Keeps(v, format.is), format.name, "m")
				}
			}
		})
		r.Member(v, "tag", func(r *Report, v *Value) { r.That(IsText(v, "a", "b"), "enum", "m") })
		r.Member(v, "items", func(r *Report, v *Value) {
			if r.Array(v) {
				r.That(IsUnique(v), "uniqueItems", "m")
				r.Item(v, 0, String)
				r.Items(v, 1, checkTree)
				r.That(r.CountFitting(v, 1, checkTree) >= 1, "contains", "m")
			}
		})
		r.That(r.FitsOne(v, checkLeaf, checkBranch), "oneOf", "m")
		r.That(r.NamesFit(v, func(r *Report, v *Value) { r.That(MaxLength(v, 10), "maxLength", "m") }), "propertyNames", "m")
		r.Like(v, word, Anything)
		var seen Seen
		seen.Names("name", "tag")
		if r.Fits(v, checkBranch) {
			seen.Names("left", "right")
		}
		r.That(seen.RestFits(r, v, Anything), "unevaluatedProperties", "m")
		r.Only(v, "count", "format", "items", "left", "name", "right", "tag")
	}
}

func checkLeaf(r *Report, v *Value) { r.That(!Has(v, "left"), "not", "m") }

func checkBranch(r *Report, v *Value) {
	r.Need(v, "left", checkTree)
	r.Need(v, "right", checkTree)
}

func TestCheck(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{`{"name": "a"}`, nil},
		{`{"name": "a", "left": {"name": "b"}, "right": {"name": "c"}}`, nil},
		{`{"name": "a", "left": {"name": 1}}`, []string{"body  oneOf"}},
		{`{"name": "", "count": 0.3, "other": 1}`, []string{"body /count format", "body /count multipleOf", "body /count type", "body /name minLength", "body /name pattern", "body /other additionalProperties"}},
		{`{"a/b~c": 1}`, []string{"body /a~1b~0c additionalProperties", "body /name required"}},
		{`{"name": "a", "items": ["x", {"name": 1}]}`, []string{"body /items contains", "body /items/1/name type"}},
		{`[]`, []string{"body  type"}},
	} {
		var r Report
		v := parse(t, test.text)
		fits := r.Check(Body, "", v, checkTree)
		if got := pointersOf(&r); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: got %q", test.text, got)
		}
		if fits != (test.want == nil) || Is(v, checkTree) != fits {
			t.Errorf("%s: %t", test.text, fits)
		}
	}
}

// Each level is looked at three times: without a memory that is 3^50 times.
func TestBranchesInBranches(t *testing.T) {
	text := `{"name": "a"}`
	for range 90 {
		text = `{"name": "a", "left": {"name": "a"}, "right": ` + text + `}`
	}
	before := time.Now()
	var r Report
	if !r.Check(Body, "", parse(t, text), checkTree) {
		t.Errorf("got %q", pointersOf(&r))
	}
	if time.Since(before) > 5*time.Second {
		t.Errorf("took %s", time.Since(before))
	}
}

func TestAMatcherThatGivesUp(t *testing.T) {
	hard := NewPattern(`^(a+)+\1b$`)
	not := func(r *Report, v *Value) {
		r.That(!r.Fits(v, func(r *Report, v *Value) { r.That(r.Match(hard, v), "pattern", "m") }), "not", "m")
	}
	v := parse(t, `"`+strings.Repeat("a", 40)+`"`)
	var r Report
	if r.Check(Query, "/q", v, not) || Is(v, not) {
		t.Error("a text was accepted that can't be judged")
	}
	violations, _ := r.List()
	if len(violations) != 1 || violations[0] != (Violation{Query, "/q", "pattern", limitMessage}) {
		t.Errorf("got %v", violations)
	}
}

func TestFilesCountAsTexts(t *testing.T) {
	v := wire.UploadValue(wire.FileOf("a.txt", "text/plain", []byte("abc")))
	if KindOf(&v) != Texts || !MinLength(&v, 3) || MinLength(&v, 4) || !MaxLength(&v, 3) || MaxLength(&v, 2) {
		t.Error("a file of three bytes is no text of three characters")
	}
}

// A report and the quiet form say the same, and nothing panics.
func FuzzCheck(f *testing.F) {
	for _, text := range []string{`{"name": "a", "items": ["x", {"name": 1}]}`, `{"name":"é","count":1e400,"format":"xn--a"}`, `[1,{"left":{},"right":null}]`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		v, fault := wire.Parse(text, 100)
		if fault != nil {
			return
		}
		var r Report
		if fits := r.Check(Body, "", &v, checkTree); fits != r.Empty() || fits != Is(&v, checkTree) {
			t.Errorf("%q: %q", text, pointersOf(&r))
		}
	})
}

// No pattern and no text makes a matcher panic, and both matchers agree.
func FuzzPattern(f *testing.F) {
	f.Add(`^(a|b)*?\p{L}[^x-z]{2,}$`, "abc")
	f.Add(`(?<=a)\b(?!b)(?<n>c)\k<n>`, "acc")
	f.Fuzz(func(t *testing.T, source, text string) {
		parsed, err := readPattern(source)
		if err != nil || len(source) > 50 || len(text) > 50 || strings.ToValidUTF8(text, "") != text || measure(&parsed.tree).nodes > 2_000 {
			return
		}
		found, ok := NewPattern(source).Match(text)
		if again, sure := NewLinearPattern(source).Match(text); ok && sure && again != found {
			t.Errorf("%q on %q: %t and %t", source, text, found, again)
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	v := parse(b, `{"name": "a", "count": 3, "tag": "a", "items": ["x", {"name": "b"}]}`)
	for b.Loop() {
		var r Report
		if !r.Check(Body, "", v, checkTree) {
			b.Fatal(pointersOf(&r))
		}
	}
}

func BenchmarkPattern(b *testing.B) {
	for b.Loop() {
		if found, _ := word.Match("customer-name"); !found {
			b.Fatal("no match")
		}
	}
}
