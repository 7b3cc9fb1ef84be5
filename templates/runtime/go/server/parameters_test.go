package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"mortise/runtime/check"
	"mortise/runtime/wire"
)

// types is a schema that says nothing but types: of the value, of a list's items, of an object's members.
type types struct {
	Type    any
	Items   *types
	Members map[string]types
}

var kinds = map[string]check.Kinds{
	"null": check.Nulls, "boolean": check.Booleans, "integer": check.Integers, "number": check.Numbers, "string": check.Texts, "array": check.Arrays, "object": check.Objects,
}

func (s types) names() []string {
	if name, ok := s.Type.(string); ok {
		return []string{name}
	}
	var names []string
	for _, name := range s.Type.([]any) {
		names = append(names, name.(string))
	}
	return names
}

// check stands for a printed one.
func (s types) check(r *check.Report, v *wire.Value) {
	var all check.Kinds
	for _, name := range s.names() {
		all |= kinds[name]
	}
	if !r.Type(v, all, "must be of another type") {
		return
	}
	if s.Items != nil && v.Kind == wire.Array {
		r.Items(v, 0, s.Items.check)
	}
	for name, member := range s.Members {
		r.Member(v, name, member.check)
	}
}

func (s types) text() Text {
	names := s.names()
	if len(names) > 1 {
		union := Text{Kind: UnionText}
		for _, name := range names {
			branch := types{name, s.Items, s.Members}
			union.AnyOf = append(union.AnyOf, TextBranch{branch.text(), branch.check})
		}
		return union
	}
	switch names[0] {
	case "array":
		list := Text{Kind: ListText}
		if s.Items != nil {
			items := s.Items.text()
			list.Items = &items
		}
		return list
	case "object":
		object := Text{Kind: ObjectText}
		for name, member := range s.Members {
			object.Members = append(object.Members, TextMember{name, member.text()})
		}
		return object
	}
	return Text{Kind: map[string]TextKind{"null": NullText, "boolean": BooleanText, "integer": IntegerText, "number": NumberText, "string": StringText}[names[0]]}
}

const (
	textSchema    = `{"type":"string"}`
	integerSchema = `{"type":"integer"}`
	listSchema    = `{"type":"array","items":{"type":"string"}}`
	colorSchema   = `{"type":"object","members":{"R":{"type":"integer"},"G":{"type":"integer"},"B":{"type":"integer"}}}`
	anySchema     = `{"type":["null","boolean","integer","number","string"]}`
	threeColors   = `["blue","black","brown"]`
	allColors     = `{"R":100,"G":200,"B":150}`
)

// received are the JSON texts of what a request struct gets, by name.
type received map[string]string

func keep(name string) Load {
	return func(in Input, request any) bool {
		var text json.RawMessage
		ok := wire.ReadRaw(in.Reader, &text)
		request.(received)[name] = string(text)
		return ok
	}
}

func color(in Place, schema string) Parameter {
	var parsed types
	if err := json.Unmarshal([]byte(schema), &parsed); err != nil {
		panic(err)
	}
	text := parsed.text()
	return Parameter{Coding: Coding{Text: &text}, Name: "color", In: in, Check: parsed.check}
}

// readParameters gives what came of a request: its values, or what is wrong.
func readParameters(route *Route, query string, header http.Header, pathValues []string, options Options) (received, []string) {
	options = withDefaults(options)
	request := httptest.NewRequest(http.MethodGet, "/", nil)
	for name, lines := range header {
		request.Header[name] = lines
	}
	c := &Call{Context: request.Context(), request: request, query: query, pathValues: pathValues}
	values := received{}
	route.Load = func(in Input, request any, index int) bool { return keep(route.Parameters[index].Name)(in, request) }
	planParameters(route, &options, nil).read(c, values)
	violations, _ := c.report.List()
	var lines []string
	for _, each := range violations {
		lines = append(lines, fmt.Sprintf("%s %s %s", each.In, each.Pointer, each.Rule))
	}
	return values, lines
}

func sameJSON(t *testing.T, got, want string) bool {
	t.Helper()
	if got == "" || want == "" {
		return got == want
	}
	var one, other any
	if err := json.Unmarshal([]byte(got), &one); err != nil {
		t.Fatalf("%s: %v", got, err)
	}
	if err := json.Unmarshal([]byte(want), &other); err != nil {
		t.Fatalf("%s: %v", want, err)
	}
	return reflect.DeepEqual(one, other)
}

// OpenAPI 3.2, 4.12.6, with its own values, read back; then every sentence of the wire profile's chapter "Parameters". A list of lines such as
// "query /color type" is what is wrong.
var parameterRows = []struct {
	in      Place
	style   Style
	explode Explode
	schema  string
	wire    string
	want    string
}{
	{InPath, Simple, Joined, textSchema, "blue", `"blue"`},
	{InPath, Simple, Joined, listSchema, "blue,black,brown", threeColors},
	{InPath, Simple, Joined, colorSchema, "R,100,G,200,B,150", allColors},
	{InPath, Simple, Exploded, listSchema, "blue,black,brown", threeColors},
	{InPath, Simple, Exploded, colorSchema, "R=100,G=200,B=150", allColors},
	{InPath, DefaultStyle, AsUsual, textSchema, "a%2Fb%3Fc%23d%252F%20%C3%A9", `"a/b?c#d%2F é"`},
	{InPath, DefaultStyle, AsUsual, textSchema, "a+b", `"a+b"`},
	{InPath, DefaultStyle, AsUsual, listSchema, "a%2Cb,c", `["a,b","c"]`},
	{InPath, DefaultStyle, AsUsual, listSchema, "1,,2", `["1","","2"]`},
	{InPath, DefaultStyle, Exploded, `{"type":"object"}`, "a%3Db=c%2Cd%3De", `{"a=b":"c,d=e"}`},
	{InPath, Label, Joined, textSchema, ".blue", `"blue"`},
	{InPath, Label, Joined, listSchema, ".blue,black,brown", threeColors},
	{InPath, Label, Joined, colorSchema, ".R,100,G,200,B,150", allColors},
	{InPath, Label, Exploded, listSchema, ".blue.black.brown", threeColors},
	{InPath, Label, Exploded, listSchema, ".1%2E5.a%2Eb", `["1.5","a.b"]`},
	{InPath, Label, Exploded, colorSchema, ".R=100.G=200.B=150", allColors},
	{InPath, Label, Joined, `{"type":"number"}`, ".1.5", "1.5"},
	{InPath, Label, Joined, listSchema, ".", "[]"},
	{InPath, Label, Joined, textSchema, "blue", `["path /color encoding"]`},
	{InPath, Matrix, Joined, textSchema, ";color", `""`},
	{InPath, Matrix, Joined, textSchema, ";color=blue", `"blue"`},
	{InPath, Matrix, Joined, listSchema, ";color=blue,black,brown", threeColors},
	{InPath, Matrix, Joined, colorSchema, ";color=R,100,G,200,B,150", allColors},
	{InPath, Matrix, Exploded, listSchema, ";color=blue;color=black;color=brown", threeColors},
	{InPath, Matrix, Exploded, listSchema, ";color", "[]"},
	{InPath, Matrix, Exploded, colorSchema, ";R=100;G=200;B=150", allColors},
	{InPath, Matrix, Exploded, colorSchema, ";color", "{}"},
	{InPath, Matrix, Joined, textSchema, ";colour=blue", `["path /color encoding"]`},
	{InPath, Matrix, Joined, textSchema, "blue", `["path /color encoding"]`},
	{InPath, Matrix, Joined, textSchema, ";color=blue;color=black", `["path /color encoding"]`},
	{InPath, Simple, Joined, colorSchema, "R,100,R,200", `["path /color/R duplicate"]`},
	{InPath, Simple, Joined, `{"type":"array","items":{"type":"integer"}}`, "1,x,3,4.5", `["path /color/1 type","path /color/3 type"]`},
	{InPath, Simple, Joined, listSchema, "a,%FF", `["path /color/1 encoding"]`},
	{InQuery, FormStyle, Exploded, textSchema, "color=blue", `"blue"`},
	{InQuery, FormStyle, Exploded, listSchema, "color=blue&color=black&color=brown", threeColors},
	{InQuery, FormStyle, Exploded, listSchema, "color=blue", `["blue"]`},
	{InQuery, FormStyle, Exploded, listSchema, "color=", `[""]`},
	{InQuery, FormStyle, Exploded, listSchema, "other=1", ""},
	{InQuery, FormStyle, Exploded, colorSchema, "R=100&G=200&B=150", allColors},
	{InQuery, FormStyle, Exploded, colorSchema, "X=100", ""},
	{InQuery, FormStyle, Joined, textSchema, "color=", `""`},
	{InQuery, FormStyle, Joined, textSchema, "color", `""`},
	{InQuery, FormStyle, Joined, listSchema, "color=blue,black,brown", threeColors},
	{InQuery, FormStyle, Joined, listSchema, "color=", "[]"},
	{InQuery, FormStyle, Joined, listSchema, "color=a%2Cb,c", `["a,b","c"]`},
	{InQuery, FormStyle, Joined, listSchema, "color=a,b&color=c", `["a","b","c"]`},
	{InQuery, FormStyle, Joined, colorSchema, "color=R,100,G,200,B,150", allColors},
	{InQuery, FormStyle, Joined, colorSchema, "color=R,100&color=G,200", `["query /color duplicate"]`},
	{InQuery, SpaceDelimited, Joined, listSchema, "color=blue%20black%20brown", threeColors},
	{InQuery, SpaceDelimited, Joined, listSchema, "color=blue+black+brown", threeColors},
	{InQuery, SpaceDelimited, Joined, colorSchema, "color=R%20100%20G%20200%20B%20150", allColors},
	{InQuery, SpaceDelimited, Exploded, listSchema, "color=blue&color=black", `["blue","black"]`},
	{InQuery, PipeDelimited, Joined, listSchema, "color=blue%7Cblack%7cbrown", threeColors},
	{InQuery, PipeDelimited, Joined, listSchema, "color=blue|black|brown", threeColors},
	{InQuery, PipeDelimited, Joined, colorSchema, "color=R%7C100%7CG%7C200%7CB%7C150", allColors},
	{InQuery, DeepObject, Exploded, colorSchema, "color%5BR%5D=100&color[G]=200&color%5BB]=150", allColors},
	{InQuery, DeepObject, Exploded, colorSchema, "color[R]=1&color[R]=2", `["query /color/R duplicate"]`},
	{InQuery, DeepObject, Exploded, colorSchema, "color=1", ""},
	{InQuery, DeepObject, Exploded, colorSchema, "color[R]=x", `["query /color/R type"]`},
	{InQuery, DeepObject, Exploded, colorSchema, "color[R][x]=1", `["query /color/R type"]`},
	{InQuery, DeepObject, Exploded, `{"type":"object","members":{"name":{"type":"object","members":{"first":{"type":"string"}}}}}`, "color[name][first]=Ada", `{"name":{"first":"Ada"}}`},
	{InQuery, DeepObject, Exploded, `{"type":"object","members":{"tags":{"type":"array","items":{"type":"string"}}}}`, "color[tags][1]=b&color[tags][0]=a", `{"tags":["a","b"]}`},
	{InQuery, DeepObject, Exploded, `{"type":"object","members":{"tags":{"type":"array","items":{"type":"string"}}}}`, "color[tags]=b&color[tags]=a", `{"tags":["b","a"]}`},
	{InQuery, DeepObject, Exploded, `{"type":"object","members":{"tags":{"type":"array","items":{"type":"string"}}}}`, "color[tags]=a", `{"tags":["a"]}`},
	{InQuery, DeepObject, Exploded, `{"type":"object","members":{"tags":{"type":"array","items":{"type":"string"}}}}`, "color[tags][0]=a&color[tags][2]=b", `["query /color/tags type"]`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=a+b%20c%2Bd", `"a b c+d"`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "c%6Flor=1", `"1"`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "Color=1", ""},
	{InQuery, DefaultStyle, AsUsual, textSchema, "&&color=a=b&", `"a=b"`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=1&color=1", `["query /color duplicate"]`},
	{InQuery, DefaultStyle, AsUsual, integerSchema, "color=1&color=2&color=3", `["query /color duplicate"]`},
	{InQuery, DefaultStyle, AsUsual, `{"type":["string","array"],"items":{"type":"string"}}`, "color=a", `"a"`},
	{InQuery, DefaultStyle, AsUsual, `{"type":["string","array"],"items":{"type":"string"}}`, "color=a&color=b", `["a","b"]`},
	{InQuery, DefaultStyle, Joined, `{"type":["string","array"],"items":{"type":"string"}}`, "color=a,b", `["a","b"]`},
	{InQuery, DefaultStyle, Joined, `{"type":["string","array"],"items":{"type":"string"}}`, "color=a%2Cb", `"a,b"`},
	{InQuery, DefaultStyle, AsUsual, `{"type":["integer","array"],"items":{"type":"string"}}`, "color=x", `["x"]`},
	{InHeader, Simple, Joined, textSchema, "blue", `"blue"`},
	{InHeader, Simple, Joined, textSchema, "ünïcode", `"ünïcode"`},
	{InHeader, Simple, Joined, textSchema, "à", `"à"`},
	{InHeader, Simple, Joined, textSchema, "a,b%20c", `"a,b%20c"`},
	{InHeader, Simple, Joined, textSchema, "", `""`},
	{InHeader, Simple, Joined, listSchema, "blue,black,brown", threeColors},
	{InHeader, Simple, Joined, listSchema, "blue , black,\tbrown", threeColors},
	{InHeader, Simple, Joined, listSchema, "", "[]"},
	{InHeader, Simple, Joined, colorSchema, "R,100,G,200,B,150", allColors},
	{InHeader, Simple, Exploded, colorSchema, "R=100, G=200, B=150", allColors},
	{InHeader, Simple, Joined, integerSchema, "12", "12"},
	{InHeader, Simple, Joined, integerSchema, "1, 2", `["header /color duplicate"]`},
	{InHeader, Simple, Joined, integerSchema, "x", `["header /color type"]`},
	{InCookie, FormStyle, Exploded, textSchema, "a=1; color=blue; b=2", `"blue"`},
	{InCookie, FormStyle, Exploded, textSchema, "color=a+b%20c%3B", `"a+b c;"`},
	{InCookie, FormStyle, Exploded, textSchema, "color=a; color=b", `["cookie /color duplicate"]`},
	{InCookie, FormStyle, Exploded, textSchema, "color=%FF", `["cookie /color encoding"]`},
	{InCookie, FormStyle, Exploded, textSchema, "color=a; other=%FF; %FF=1", `"a"`},
	{InCookie, FormStyle, Exploded, listSchema, "color=a; color=b", `["a","b"]`},
	{InCookie, FormStyle, Joined, listSchema, "color=a,b%2C", `["a","b,"]`},
	{InCookie, FormStyle, Joined, colorSchema, "color=R,100,G,200,B,150", allColors},
	{InCookie, FormStyle, Exploded, colorSchema, "R=100; G=200;B=150", allColors},
	{InCookie, CookieStyle, Exploded, textSchema, "color=a%20b=c", `"a%20b=c"`},
	{InCookie, CookieStyle, Exploded, listSchema, "color=a; color=b", `["a","b"]`},
	{InCookie, CookieStyle, Exploded, colorSchema, "R=100; G=200; B=150", allColors},
	{InCookie, CookieStyle, Joined, listSchema, "color=a,b", `["a","b"]`},
	{InQuery, DefaultStyle, AsUsual, integerSchema, "color=0", "0"},
	{InQuery, DefaultStyle, AsUsual, integerSchema, "color=-7", "-7"},
	{InQuery, DefaultStyle, AsUsual, integerSchema, "color=9007199254740993", "9007199254740992"},
	{InQuery, DefaultStyle, AsUsual, integerSchema, "color=1.0", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, integerSchema, "color=1e2", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, integerSchema, "color=%201", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, integerSchema, "color=+1", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, integerSchema, "color=%2B1", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, integerSchema, "color=01", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, integerSchema, "color=-", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, integerSchema, "color=", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, integerSchema, "color=1%0A", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, integerSchema, "color=%D9%A3", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, integerSchema, "color=0x10", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, integerSchema, "color=1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, `{"type":"number"}`, "color=1.50", "1.5"},
	{InQuery, DefaultStyle, AsUsual, `{"type":"number"}`, "color=-0.5e-3", "-0.0005"},
	{InQuery, DefaultStyle, AsUsual, `{"type":"number"}`, "color=1E%2B2", "100"},
	{InQuery, DefaultStyle, AsUsual, `{"type":"number"}`, "color=.5", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, `{"type":"number"}`, "color=1.", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, `{"type":"number"}`, "color=NaN", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, `{"type":"number"}`, "color=Infinity", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, `{"type":"number"}`, "color=1e400", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, `{"type":"number"}`, "color=1,5", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, `{"type":"boolean"}`, "color=true", "true"},
	{InQuery, DefaultStyle, AsUsual, `{"type":"boolean"}`, "color=false", "false"},
	{InQuery, DefaultStyle, AsUsual, `{"type":"boolean"}`, "color=TRUE", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, `{"type":"boolean"}`, "color=yes", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, `{"type":"boolean"}`, "color=1", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, `{"type":"boolean"}`, "color=", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=true", `"true"`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=", `""`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=%00", `"\u0000"`},
	{InQuery, DefaultStyle, AsUsual, anySchema, "color=", "null"},
	{InQuery, DefaultStyle, AsUsual, anySchema, "color=true", "true"},
	{InQuery, DefaultStyle, AsUsual, anySchema, "color=12", "12"},
	{InQuery, DefaultStyle, AsUsual, anySchema, "color=1.5", "1.5"},
	{InQuery, DefaultStyle, AsUsual, anySchema, "color=1e2", "100"},
	{InQuery, DefaultStyle, AsUsual, anySchema, "color=null", `"null"`},
	{InQuery, DefaultStyle, AsUsual, anySchema, "color=01", `"01"`},
	{InQuery, DefaultStyle, AsUsual, `{"type":["null","integer"]}`, "color=", "null"},
	{InQuery, DefaultStyle, AsUsual, `{"type":["null","integer"]}`, "color=null", `["query /color type"]`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=%", `["query /color encoding"]`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=%4", `["query /color encoding"]`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=%GG", `["query /color encoding"]`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=%C3", `["query /color encoding"]`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=%C3%28", `["query /color encoding"]`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=%C0%AF", `["query /color encoding"]`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=%ED%A0%80", `["query /color encoding"]`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=%F4%90%80%80", `["query /color encoding"]`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=%F8%88%80%80%80", `["query /color encoding"]`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=%80", `["query /color encoding"]`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=é", `["query /color encoding"]`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=%f0%9F%8d%85", `"🍅"`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=%EF%BB%BF", `"\ufeff"`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=a&other=%FF", `["query /other encoding"]`},
	{InQuery, DefaultStyle, AsUsual, textSchema, "color=a&%FF=1", `["query  encoding"]`},
}

func TestParameters(t *testing.T) {
	for _, row := range parameterRows {
		parameter := color(row.in, row.schema)
		parameter.Style, parameter.Explode = row.style, row.explode
		route := &Route{Path: "/x/{color}", Parameters: []Parameter{parameter}}
		query, header, path := "", http.Header{}, []string(nil)
		switch row.in {
		case InPath:
			path = []string{row.wire}
		case InHeader:
			header.Set("Color", row.wire)
		case InCookie:
			header.Set("Cookie", row.wire)
		case InQuery, InQuerystring:
			query = row.wire
		}
		values, violations := readParameters(route, query, header, path, Options{})
		got := values["color"]
		if violations != nil {
			text, _ := json.Marshal(violations)
			got = string(text)
		}
		if !sameJSON(t, got, row.want) {
			t.Errorf("in %d, style %d, explode %d, %s: %s is %s, not %s", row.in, row.style, row.explode, row.schema, row.wire, got, row.want)
		}
	}
}

func TestPresence(t *testing.T) {
	rows := []struct {
		name   string
		change func(*Parameter)
		query  string
		want   string
	}{
		{"required and absent", func(p *Parameter) { p.Required = true }, "", `["query /color required"]`},
		{"absent", func(*Parameter) {}, "", ""},
		{"default", func(p *Parameter) { p.Default = "20" }, "", "20"},
		{"default, present", func(p *Parameter) { p.Default = "20" }, "color=5", "5"},
		{"empty", func(*Parameter) {}, "color=", `["query /color type"]`},
		{"allowEmptyValue", func(p *Parameter) { p.AllowEmptyValue = true }, "color=", ""},
		{"allowEmptyValue without =", func(p *Parameter) { p.AllowEmptyValue, p.Default = true, "7" }, "color", "7"},
		{"allowEmptyValue, required", func(p *Parameter) { p.AllowEmptyValue, p.Required = true, true }, "color=", `["query /color required"]`},
		{"allowEmptyValue, wrong", func(p *Parameter) { p.AllowEmptyValue = true }, "color=x", `["query /color type"]`},
	}
	for _, row := range rows {
		parameter := color(InQuery, integerSchema)
		row.change(&parameter)
		values, violations := readParameters(&Route{Parameters: []Parameter{parameter}}, row.query, nil, nil, Options{})
		got := values["color"]
		if violations != nil {
			text, _ := json.Marshal(violations)
			got = string(text)
		}
		if got != row.want {
			t.Errorf("%s: %s, not %s", row.name, got, row.want)
		}
	}
}

func TestUnknownQuery(t *testing.T) {
	deep := color(InQuery, `{"type":"object"}`)
	deep.Name, deep.Style = "f", DeepObject
	route := &Route{Path: "/x?beta=true", Parameters: []Parameter{color(InQuery, integerSchema), deep}}
	query := "color=1&more=2&f[a]=1&beta=true&g[a]=1&more=3"
	if _, violations := readParameters(route, query, nil, nil, Options{}); violations != nil {
		t.Errorf("unknown parameters are ignored, but: %v", violations)
	}
	_, violations := readParameters(route, query, nil, nil, Options{UnknownQuery: RejectUnknown})
	if want := []string{"query /g[a] additionalProperties", "query /more additionalProperties"}; !reflect.DeepEqual(violations, want) {
		t.Errorf("%v, not %v", violations, want)
	}
}

func TestHugeQueriesTakeLinearTime(t *testing.T) {
	route := &Route{Parameters: []Parameter{color(InQuery, listSchema)}}
	for _, query := range []string{
		strings.Repeat("a&", 1_000_000), strings.Repeat("color=x&", 300_000), strings.Repeat("%", 1_000_000), "color=" + strings.Repeat("%41", 500_000),
	} {
		readParameters(route, query, nil, nil, Options{UnknownQuery: RejectUnknown})
	}
	deep := color(InQuery, `{"type":"object"}`)
	deep.Style = DeepObject
	readParameters(&Route{Parameters: []Parameter{deep}}, "color"+strings.Repeat("[a]", 300_000)+"=1", nil, nil, Options{})
	var many bytes.Buffer
	for index := range 200_000 {
		fmt.Fprintf(&many, "color[%d]=x&", index)
	}
	readParameters(&Route{Parameters: []Parameter{deep}}, many.String(), nil, nil, Options{})
}
