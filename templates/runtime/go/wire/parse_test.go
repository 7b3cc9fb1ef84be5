package wire

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// ruleOf is the rule that a text breaks, "" for none.
func ruleOf(text string, maxDepth int) Rule {
	if _, fault := Parse([]byte(text), maxDepth); fault != nil {
		return fault.Rule
	}
	return ""
}

func TestParseRefuses(t *testing.T) {
	cases := []struct {
		text string
		want Rule
	}{
		{"", RuleJSON},
		{" ", RuleJSON},
		{"1 2", RuleJSON},
		{"{} x", RuleJSON},
		{"[1,]", RuleJSON},
		{"[,1]", RuleJSON},
		{"[1 1]", RuleJSON},
		{`{"a":1,}`, RuleJSON},
		{`{,"a":1}`, RuleJSON},
		{`{"a" 1}`, RuleJSON},
		{`{"a":}`, RuleJSON},
		{`{"a":1 "b":2}`, RuleJSON},
		{"// no\n1", RuleJSON},
		{"/* no */ 1", RuleJSON},
		{"NaN", RuleJSON},
		{"-Infinity", RuleJSON},
		{"01", RuleJSON},
		{"-01", RuleJSON},
		{"-", RuleJSON},
		{"+1", RuleJSON},
		{".5", RuleJSON},
		{"5.", RuleJSON},
		{"5.e1", RuleJSON},
		{"1e", RuleJSON},
		{"1e+", RuleJSON},
		{"0x10", RuleJSON},
		{"'a'", RuleJSON},
		{"{a:1}", RuleJSON},
		{"\"\t\"", RuleJSON},
		{"\"12345678\n\"", RuleJSON},
		{`"\x"`, RuleJSON},
		{`"\u12"`, RuleJSON},
		{`"\u12g4"`, RuleJSON},
		{`"\`, RuleJSON},
		{`"`, RuleJSON},
		{`"a`, RuleJSON},
		{"tru", RuleJSON},
		{"truex", RuleJSON},
		{"nulll", RuleJSON},
		{"\u00a01", RuleJSON},
		{"1\x00", RuleJSON},
		{"1e400", RuleJSON},
		{"-1e400", RuleJSON},
		{`{"a":[1e309]}`, RuleJSON},
		{"1" + strings.Repeat("0", 309), RuleJSON},
		{"1e-1000000000", RuleJSON},
		{"1e99999999999999999999", RuleJSON},
		{strings.Repeat("[", 101) + strings.Repeat("]", 101), RuleJSON},
		{strings.Repeat(`{"a":`, 101) + "1" + strings.Repeat("}", 101), RuleJSON},
		{"\ufeff1", RuleEncoding},
		{`"\ud800"`, RuleEncoding},
		{`"\uDC00\uD800"`, RuleEncoding},
		{`"\ud800\u0041"`, RuleEncoding},
		{`"\ud800\ud800\udc00"`, RuleEncoding},
		{`{"\udfff":1}`, RuleEncoding},
		{`{"a":1,"a":1}`, RuleDuplicate},
		{`{"a":1,"\u0061":1}`, RuleDuplicate},
		{"{\"a\"\n\t\r :{\"b\":1},\"a\"\n:2}", RuleDuplicate},
		{`{"a\\":1,"a\\":1}`, RuleDuplicate},
		{`{"a\"":1,"a\"":1}`, RuleDuplicate},
		{`{"":1,"":1}`, RuleDuplicate},
		{`[{"x":{"a":1,"b":[{"c":1,"c":2}]}}]`, RuleDuplicate},
		// Of several faults, the first of encoding of the bytes, grammar, half a character, duplicate.
		{`{"a":1,"a":1`, RuleJSON},
		{`{"a":1,"a":"\ud800"}`, RuleEncoding},
		{`["\ud800",1e400]`, RuleJSON},
		{`{"a":1,"a":"` + "\xff", RuleEncoding},
		// Bytes: invalid, overlong, cut, a surrogate, beyond Unicode, UTF-16.
		{"\"\xff\"", RuleEncoding},
		{"\"\xc0\xaf\"", RuleEncoding},
		{"\"\xe0\x80\xaf\"", RuleEncoding},
		{"\"\xe2\x82\"", RuleEncoding},
		{"\"\xed\xa0\x80\"", RuleEncoding},
		{"\"\xf4\x90\x80\x80\"", RuleEncoding},
		{"\xff\xfe1\x00", RuleEncoding},
		{"{\x80", RuleEncoding},
		{"1\x00", RuleJSON},
		{"", RuleJSON},
	}
	for _, each := range cases {
		if got := ruleOf(each.text, 0); got != each.want {
			t.Errorf("%.60q: %q, want %q", each.text, got, each.want)
		}
		if Read([]byte(each.text), 0, false, new(struct{}), func(r *Reader, _ *struct{}) bool { return r.Skip() }) {
			t.Errorf("%.60q: the reader takes it", each.text)
		}
	}
}

func TestParseReads(t *testing.T) {
	cases := []struct{ text, want string }{
		{`"\ud83d\ude00"`, `"😀"`},
		{`"\ufeff"`, "\"\ufeff\""},
		{`"\\ud800"`, `"\\ud800"`},
		{`"\/\b\f\n\r\t\u0001"`, `"/\b\f\n\r\t\u0001"`},
		{`{"a":"\":","b":":x","c":"a\\"}`, `{"a":"\":","b":":x","c":"a\\"}`},
		{" \n\r\t{\"a\" : [ 1 , 2.50 , -0 ] } ", `{"a":[1,2.50,-0]}`},
		{`{"constructor":1,"toString":2,"__proto__":{"a":1}}`, `{"constructor":1,"toString":2,"__proto__":{"a":1}}`},
		{"[0,0.0,0e-5,-0.000,0e99999999999]", "[0,0.0,0e-5,-0.000,0e99999999999]"},
		{"[true,false,null,[],{}]", "[true,false,null,[],{}]"},
		{"9007199254740993", "9007199254740993"},
		{"1e-400", "1e-400"},
		{"1e-999999999", "1e-999999999"},
		{"1e308", "1e308"},
		{"1e-00000000400", "1e-00000000400"},
	}
	for _, each := range cases {
		value, fault := Parse([]byte(each.text), 0)
		if fault != nil {
			t.Errorf("%q: %v", each.text, fault)
			continue
		}
		if got := string(value.AppendJSON(nil)); got != each.want {
			t.Errorf("%q: %s, want %s", each.text, got, each.want)
		}
	}
}

func TestParseDepth(t *testing.T) {
	nested := func(depth int) string { return strings.Repeat("[", depth) + strings.Repeat("]", depth) }
	cases := []struct {
		depth, most int
		want        Rule
	}{{100, 0, ""}, {101, 0, RuleJSON}, {3, 2, RuleJSON}, {2, 2, ""}, {1000, 1000, ""}}
	for _, each := range cases {
		if got := ruleOf(nested(each.depth), each.most); got != each.want {
			t.Errorf("%d levels of %d: %q, want %q", each.depth, each.most, got, each.want)
		}
	}
}

func TestGetFindsMembers(t *testing.T) {
	for _, count := range []int{0, 1, few, few + 1, 1000} {
		var b strings.Builder
		for at := range count {
			fmt.Fprintf(&b, `,"n%d":%d`, at, at)
		}
		value, fault := ParseString("{"+strings.TrimPrefix(b.String(), ",")+"}", 0)
		if fault != nil || len(value.Members()) != count {
			t.Fatalf("%d members: %v", count, fault)
		}
		for at := range count {
			if got := value.Get(fmt.Sprintf("n%d", at)); got == nil || got.Text != fmt.Sprint(at) {
				t.Fatalf("n%d of %d: %v", at, count, got)
			}
		}
		if value.Get("n") != nil {
			t.Errorf("a member that is absent of %d", count)
		}
	}
	var none *Value
	if none.Get("a") != nil || new(StringValue("a")).Get("a") != nil {
		t.Error("a member of what is no object")
	}
}

// Ten megabytes of any kind are read, or refused, in bounded time.
func TestParseHostile(t *testing.T) {
	const size = 10_000_000
	var wide strings.Builder
	for at := range 1_000_000 {
		fmt.Fprintf(&wide, `"name%d":1,`, at)
	}
	cases := []string{
		strings.Repeat("[", size),
		strings.Repeat(`{"a":`, size/5),
		`"` + strings.Repeat(`\\`, size/2) + `"`,
		`"` + strings.Repeat(`\u0041`, size/6) + `"`,
		`{"a"` + strings.Repeat(" ", size) + `:1,"a":2}`,
		"[" + strings.Repeat("1.5e-300,", size/9) + "0]",
		"[" + strings.Repeat("0.123456789012345678901,", size/24) + "0]",
		"[" + strings.Repeat("[],", size/3) + "0]",
		"[" + strings.Repeat("{},", size/3) + "0]",
		"0." + strings.Repeat("1", size),
		"1" + strings.Repeat("0", size),
		"1e-" + strings.Repeat("0", size) + "400",
		"{" + wide.String() + `"name7":1}`,
		"{" + wide.String() + `"other":1}`,
	}
	for _, text := range cases {
		start := time.Now()
		rule := ruleOf(text, 0)
		read := Read([]byte(text), 0, false, new(struct{}), func(r *Reader, _ *struct{}) bool { return r.Skip() })
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%.30s: %v", text, took)
		}
		if read != (rule == "") {
			t.Errorf("%.30s: %q, and the reader says %v", text, rule, read)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{`{"a":[1,2.50,-0,"\ud83d\ude00"],"b":{"c":null}}`, `"\ud800"`, "[1e400]", `{"a":1,"a":2}`, "\xff", "\ufeff1", " 1 "} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		value, fault := Parse(text, 0)
		skips := Read(append([]byte(nil), text...), 0, false, new(struct{}), func(r *Reader, _ *struct{}) bool { return r.Skip() })
		if skips != (fault == nil) {
			t.Fatalf("Parse says %v, the reader %v", fault, skips)
		}
		var want any
		err := json.Unmarshal(text, &want)
		if fault != nil {
			return
		}
		if err != nil {
			t.Fatalf("encoding/json refuses what Parse reads: %v", err)
		}
		var got any
		if err := json.Unmarshal(value.AppendJSON(nil), &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%v, want %v (%v)", got, want, err)
		}
		if again, fault := Parse(value.AppendJSON(nil), 0); fault != nil || !EqualValues(&again, &value) || HashValue(&again) != HashValue(&value) {
			t.Fatal("a value doesn't equal itself")
		}
	})
}
