package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func pointersOf(r *Report) (told []string) {
	violations, _ := r.List()
	for _, each := range violations {
		told = append(told, fmt.Sprintf("%s %s %s", each.In, each.Pointer, each.Rule))
	}
	return told
}

func TestOrderOfAProblem(t *testing.T) {
	var r Report
	if !r.Empty() {
		t.Error("a new report is not empty")
	}
	for _, pointer := range []string{"/b", "/\U0001f600", "/\uff5e", "/a/10", "/a/2", "", "/a"} {
		r.Add(Body, pointer, "type", "must be a string")
	}
	r.Add(Body, "/b", "pattern", "x")
	r.Add(Body, "/b", "type", "must be a string")
	r.Add(Body, "/b", "type", "is another message")
	for _, part := range []Part{Cookie, Header, Query, Path} {
		r.Add(part, "/z", "required", "is required")
	}
	want := []string{
		"path /z required", "query /z required", "header /z required", "cookie /z required", "body  type", "body /a type", "body /a/10 type",
		"body /a/2 type", "body /b pattern", "body /b type", "body /b type", "body /\uff5e type", "body /\U0001f600 type",
	}
	if got := pointersOf(&r); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	violations, truncated := r.List()
	if violations[9] != (Violation{Body, "/b", "type", "is another message"}) || truncated {
		t.Errorf("got %v, %t", violations[9], truncated)
	}
}

func TestOneHundredAreListed(t *testing.T) {
	for _, test := range []struct {
		count     int
		truncated bool
	}{{100, false}, {101, true}, {5_000, true}} {
		var r Report
		for index := range 2 * test.count {
			r.Add(Body, fmt.Sprintf("/%05d", (test.count*2-index)%test.count), "type", "m")
		}
		violations, truncated := r.List()
		if len(violations) != 100 || truncated != test.truncated || violations[99].Pointer != "/00099" {
			t.Errorf("of %d: %d, %t, %v", test.count, len(violations), truncated, violations[99])
		}
	}
}

func TestTheSameViolationIsOne(t *testing.T) {
	var r Report
	for range 5_000 {
		r.Add(Query, "/a", "type", "m")
	}
	if violations, truncated := r.List(); len(violations) != 1 || truncated {
		t.Errorf("got %v, %t", violations, truncated)
	}
}

func TestLongPointers(t *testing.T) {
	for _, test := range []struct {
		pointer, want string
	}{
		{"/" + strings.Repeat("\u00e9", 999), "/" + strings.Repeat("\u00e9", 999)},
		{"/" + strings.Repeat("\u00e9", 1000), ""},
	} {
		var r Report
		r.Add(Body, test.pointer, "type", "m")
		if violations, _ := r.List(); violations[0].Pointer != test.want {
			t.Errorf("got a pointer of %d bytes", len(violations[0].Pointer))
		}
	}
}

func TestAMillionBelowALongName(t *testing.T) {
	var r Report
	before := time.Now()
	items := "[" + strings.Repeat("1,", 1_000_000) + "1]"
	v := parse(t, `{"`+strings.Repeat("a", 1_000_000)+`": `+items+`, "b": `+items+`}`)
	r.Check(Body, "", v, func(r *Report, v *Value) {
		r.Others(v, nil, nil, func(r *Report, v *Value) { r.Items(v, 0, String) })
	})
	violations, truncated := r.List()
	if violations[0] != (Violation{Body, "", "type", "must be a string"}) || violations[1].Pointer != "/b/0" || !truncated {
		t.Errorf("got %v", violations[:2])
	}
	if time.Since(before) > 20*time.Second {
		t.Errorf("took %s", time.Since(before))
	}
}
