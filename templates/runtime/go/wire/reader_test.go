package wire

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// readOne reads a text as one value; "" where the reader doesn't.
func readOne[T any](text string, checks bool, read func(*Reader, *T) bool, write func([]byte, *T) []byte) string {
	var value T
	if !Read([]byte(text), 0, checks, &value, read) {
		return ""
	}
	return string(write(nil, &value))
}

func TestReadNumbers(t *testing.T) {
	cases := []struct{ text, integer, long, short, float, exact string }{
		{"0", "0", "0", "0", "0", "0"},
		{"-0", "0", "0", "0", "0", "0"},
		{"1.0", "1", "1", "1", "1", "1"},
		{"1e2", "100", "100", "100", "100", ""},
		{" 12 ", "12", "12", "12", "12", "12"},
		{"1.5", "", "", "", "1.5", "1.5"},
		{"-19.99", "", "", "", "-19.99", "-19.99"},
		{"2147483647", "2147483647", "2147483647", "2147483647", "2147483647", "2147483647"},
		{"2147483648", "2147483648", "2147483648", "", "2147483648", "2147483648"},
		{"999999999999999999", "999999999999999999", "999999999999999999", "", "1000000000000000000", ""},
		{"9223372036854775807", "9223372036854775807", "9223372036854775807", "", "9223372036854775807", ""},
		{"-9223372036854775808", "-9223372036854775808", "-9223372036854775808", "", "-9223372036854775808", ""},
		{"9223372036854775808", "9223372036854775808", "", "", "9223372036854775808", ""},
		{"123456789012345", "123456789012345", "123456789012345", "", "123456789012345", "123456789012345"},
		{"0.30000000000000004", "", "", "", "0.30000000000000004", ""},
		{"0.30000000000000001", "", "", "", "0.3", ""},
		{"1234567890123456789012e-4", "", "", "", "123456789012345680", ""},
		{"1e21", "1000000000000000000000", "", "", "1e+21", ""},
		{"1e-7", "", "", "", "1e-7", ""},
		{"1e-400", "", "", "", "0", ""},
		{"01", "", "", "", "", ""},
		{"-", "", "", "", "", ""},
		{"1.", "", "", "", "", ""},
		{"1.e5", "", "", "", "", ""},
		{".5", "", "", "", "", ""},
		{"1e400", "", "", "", "", ""},
		{"00.5", "", "", "", "", ""},
		{"1x", "", "", "", "", ""},
		{`"1"`, "", "", "", "", ""},
		{"true", "", "", "", "", ""},
		{"", "", "", "", "", ""},
	}
	float := func(b []byte, value *float64) []byte { return AppendFloat(b, *value) }
	for _, each := range cases {
		for name, got := range map[string][2]string{
			"Integer":    {readOne(each.text, true, (*Reader).Integer, func(b []byte, value *Integer) []byte { return AppendInteger(b, *value) }), each.integer},
			"Int64":      {readOne(each.text, true, (*Reader).Int64, func(b []byte, value *int64) []byte { return AppendInt(b, *value) }), each.long},
			"Int32":      {readOne(each.text, true, (*Reader).Int32, func(b []byte, value *int32) []byte { return AppendInt(b, *value) }), each.short},
			"ExactFloat": {readOne(each.text, true, (*Reader).ExactFloat, float), each.exact},
		} {
			if got[0] != got[1] {
				t.Errorf("%s of %q: %q, want %q", name, each.text, got[0], got[1])
			}
		}
		want := each.float
		if number, err := strconv.ParseFloat(want, 64); err == nil {
			want = string(AppendFloat(nil, number))
		}
		for _, got := range []string{readOne(each.text, true, (*Reader).Float, float), readOne(each.text, false, (*Reader).ExactFloat, float)} {
			if got != want {
				t.Errorf("Float of %q: %q, want %q", each.text, got, want)
			}
		}
	}
}

func TestReadUnsigned(t *testing.T) {
	cases := []struct{ text, long, short string }{
		{"0", "0", "0"},
		{"-1", "", ""},
		{"4294967295", "4294967295", "4294967295"},
		{"4294967296", "4294967296", ""},
		{"18446744073709551615", "18446744073709551615", ""},
		{"18446744073709551616", "", ""},
		{"-18446744073709551615", "", ""},
	}
	for _, each := range cases {
		if got := readOne(each.text, true, (*Reader).Uint64, func(b []byte, value *uint64) []byte { return AppendUint(b, *value) }); got != each.long {
			t.Errorf("Uint64 of %s: %q", each.text, got)
		}
		if got := readOne(each.text, true, (*Reader).Uint32, func(b []byte, value *uint32) []byte { return AppendUint(b, *value) }); got != each.short {
			t.Errorf("Uint32 of %s: %q", each.text, got)
		}
	}
}

func TestReadTexts(t *testing.T) {
	text := func(b []byte, value *string) []byte { return AppendString(b, *value) }
	for given, want := range map[string]string{
		`""`:                         `""`,
		`"a"`:                        `"a"`,
		`"1234567"`:                  `"1234567"`,
		`"12345678"`:                 `"12345678"`,
		`"1234567890123456\n"`:       `"1234567890123456\n"`,
		`"é"`:                        `"é"`,
		`"12345678é12345678"`:        `"12345678é12345678"`,
		`"\u00e9\ud83d\ude00\\\"\/"`: `"é😀\\\"/"`,
		`"<&>` + "\u2028" + `"`:      `"<&>` + "\u2028" + `"`,
		"\"12345678\n\"":             "",
		"\"a\x1f\"":                  "",
		"\"a\x7f\"":                  "\"a\x7f\"",
		`"a`:                         "",
		`"12345678`:                  "",
		`"1234567\`:                  "",
		"\"a\xff\"":                  "",
		"\"12345678\xed\xa0\x80\"":   "",
		`"\ud800"`:                   "",
		`1`:                          "",
		`null`:                       "",
	} {
		if got := readOne(given, true, (*Reader).String, text); got != want {
			t.Errorf("%q: %q, want %q", given, got, want)
		}
		long := strings.Repeat(" ", shared) + given
		if got := readOne(long, true, (*Reader).String, text); got != want {
			t.Errorf("%q of a long text: %q, want %q", given, got, want)
		}
	}
}

func TestReadTimes(t *testing.T) {
	cases := []struct{ text, checked, plain string }{
		{"2026-03-14T09:26:53.589Z", "2026-03-14T09:26:53.589Z", "2026-03-14T09:26:53.589Z"},
		{"2026-03-14t09:26:53z", "2026-03-14T09:26:53Z", "2026-03-14T09:26:53Z"},
		{"2026-03-14T09:26:53+01:30", "2026-03-14T09:26:53+01:30", "2026-03-14T09:26:53+01:30"},
		{"2026-03-14T09:26:53-00:00", "2026-03-14T09:26:53Z", "2026-03-14T09:26:53Z"},
		{"2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"},
		{"0000-01-01T00:00:00.123456789123Z", "0000-01-01T00:00:00.123456789Z", "0000-01-01T00:00:00.123456789Z"},
		{"1998-12-31T23:59:60Z", "", "1999-01-01T00:00:00Z"},
		{"2023-02-29T00:00:00Z", "", ""},
		{"2026-13-14T09:26:53Z", "", ""},
		{"2026-00-14T09:26:53Z", "", ""},
		{"2026-01-00T09:26:53Z", "", ""},
		{"2026-03-14T24:00:00Z", "", ""},
		{"2026-03-14T09:60:00Z", "", ""},
		{"2026-03-14T09:26:61Z", "", ""},
		{"2026-03-14T09:26:53.Z", "", ""},
		{"2026-03-14T09:26:53", "", ""},
		{"2026-03-14T09:26:53+0130", "", ""},
		{"2026-03-14T09:26:53+24:00", "", ""},
		{"2026-03-14 09:26:53Z", "", ""},
		{"2026-03-14T09:26:5éZ", "", ""},
		{"", "", ""},
	}
	write := func(b []byte, value *time.Time) []byte { return AppendTime(b, *value) }
	quote := func(text string) string {
		if text == "" {
			return ""
		}
		return `"` + text + `"`
	}
	for _, each := range cases {
		if got := readOne(`"`+each.text+`"`, true, (*Reader).Time, write); got != quote(each.checked) {
			t.Errorf("%s: %s, want %s", each.text, got, each.checked)
		}
		if got := readOne(`"`+each.text+`"`, false, (*Reader).Time, write); got != quote(each.plain) {
			t.Errorf("%s without checks: %s, want %s", each.text, got, each.plain)
		}
	}
}

func TestReadOtherTexts(t *testing.T) {
	uuid := func(text string) string {
		return readOne(text, true, ReadUUID[[16]byte], func(b []byte, value *[16]byte) []byte { return AppendUUID(b, *value) })
	}
	date := func(text string) string {
		return readOne(text, true, (*Reader).Date, func(b []byte, value *Date) []byte { return AppendDate(b, *value) })
	}
	data := func(text string) string {
		return readOne(text, true, ReadBytes[[]byte], func(b []byte, value *[]byte) []byte { return AppendBytes(b, *value) })
	}
	const id = `"6513270e-269e-4d37-b2a7-4de452e6b438"`
	cases := []struct {
		name string
		read func(string) string
		text string
		want string
	}{
		{"uuid", uuid, id, id},
		{"uuid", uuid, strings.ToUpper(id), id},
		{"uuid", uuid, `"6513270e-269e-4d37-b2a7-4de452e6b43g"`, ""},
		{"uuid", uuid, `"6513270e-269e-4d37-b2a7-4de452e6b4é"`, ""},
		{"uuid", uuid, `"6513270e0269e-4d37-b2a7-4de452e6b438"`, ""},
		{"uuid", uuid, `"{6513270e-269e-4d37-b2a7-4de452e6b43}"`, ""},
		{"uuid", uuid, `""`, ""},
		{"date", date, `"2026-02-28"`, `"2026-02-28"`},
		{"date", date, `"2026-02-29"`, ""},
		{"date", date, `"2026-02-28T00:00:00Z"`, ""},
		{"date", date, `"2026-2-28"`, ""},
		{"bytes", data, `""`, `""`},
		{"bytes", data, `"AAEC"`, `"AAEC"`},
		{"bytes", data, `"AA=="`, `"AA=="`},
		{"bytes", data, `"AB=="`, `"AA=="`},
		{"bytes", data, `"AA"`, ""},
		{"bytes", data, `"AA==\n"`, ""},
		{"bytes", data, `"_-AA"`, ""},
	}
	for _, each := range cases {
		if got := each.read(each.text); got != each.want {
			t.Errorf("%s of %s: %s, want %s", each.name, each.text, got, each.want)
		}
	}
}

func TestReadParts(t *testing.T) {
	list := func(text string) bool {
		var items []int64
		return Read([]byte(text), 0, true, &items, func(r *Reader, v *[]int64) bool { return ReadSlice(r, v, (*Reader).Int64) })
	}
	members := func(text string) bool {
		var items map[string]int64
		return Read([]byte(text), 0, true, &items, func(r *Reader, v *map[string]int64) bool { return ReadMap(r, v, (*Reader).Int64) })
	}
	cases := []struct {
		read func(string) bool
		text string
		want bool
	}{
		{list, "[]", true},
		{list, " [ 1 , 2 ] ", true},
		{list, "[1,2,3,4,5,6,7,8,9,10]", true},
		{list, "[1,]", false},
		{list, "[,1]", false},
		{list, "[1 2]", false},
		{list, "[1}", false},
		{list, "[1", false},
		{list, "[1]]", false},
		{list, "{}", false},
		{members, "{}", true},
		{members, ` { "a" : 1 , "b" : 2 } `, true},
		{members, `{"a":1,"a":2}`, false},
		{members, `{"a":1,"\u0061":2}`, false},
		{members, `{"a":1,}`, false},
		{members, `{,"a":1}`, false},
		{members, `{"a"1}`, false},
		{members, `{"a":1]`, false},
		{members, `{"a":1`, false},
		{members, `{a:1}`, false},
	}
	for _, each := range cases {
		if got := each.read(each.text); got != each.want {
			t.Errorf("%s: %v", each.text, got)
		}
	}
}

func TestTagLooksAhead(t *testing.T) {
	for text, want := range map[string]string{
		`{"kind":"cat"}`: "cat",
		`{"a":{"kind":"dog","x":["}]\"",{}]},"b":[1,2],"c":-1.5e3 ,"d":"\"","kind":"cat"}`: "cat",
		`{"k\u0069nd":"c\u0061t"}`: "cat",
		`{"kind":1}`:               "",
		`{"other":"cat"}`:          "",
		`["kind","cat"]`:           "",
		`{"a":`:                    "",
		`{"a":"`:                   "",
		`{"a":[[`:                  "",
	} {
		r := Reader{text: text, depth: DefaultDepth}
		if got := r.Tag("kind"); got != want || r.at != 0 || r.depth != DefaultDepth || r.failed || r.fresh {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestTreeStaysBefore(t *testing.T) {
	r := Reader{text: `[ {"a":[1]} ,{"a":1,"a":2}]`, depth: 3}
	if !r.Array() || !r.More() {
		t.Fatal("no array")
	}
	tree, ok := r.Tree()
	if !ok || tree.Get("a") == nil || !r.Skip() || !r.More() {
		t.Fatal("the first item is not read")
	}
	if _, ok := r.Tree(); ok {
		t.Error("a name twice is read")
	}
}

func TestHasLength(t *testing.T) {
	for _, text := range []string{"", "a", "é", "aé", "😀", "a😀b", "👨‍👩‍👧", "abcdefgh"} {
		count := utf8.RuneCountInString(text)
		for limit := range 10 {
			if HasLength(text, limit, -1) != (count >= limit) || HasLength(text, 0, limit) != (count <= limit) || HasLength(text, limit, limit) != (count == limit) {
				t.Errorf("%q has %d characters, not %d", text, count, limit)
			}
		}
	}
}

func TestAppendFloat(t *testing.T) {
	for want, value := range map[string]float64{
		"0": math.Copysign(0, -1), "1": 1, "-1.5": -1.5, "9007199254740992": 1 << 53, "100000000000000000000": 1e20, "1e+21": 1e21,
		"1.5e-7": 1.5e-7, "0.000001": 1e-6, "5e-324": 5e-324, "1.7976931348623157e+308": math.MaxFloat64, "-1e-10": -1e-10,
	} {
		if got := string(AppendFloat(nil, value)); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestEncodeRefuses(t *testing.T) {
	refuse := func(name string, write func([]byte, *int) []byte) {
		if text, err := Encode(nil, new(int), write); err == nil || text != nil {
			t.Errorf("%s: %s", name, text)
		}
	}
	refuse("NaN", func(b []byte, _ *int) []byte { return AppendFloat(b, math.NaN()) })
	refuse("a late year", func(b []byte, _ *int) []byte { return AppendTime(b, time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)) })
	refuse("raw", func(b []byte, _ *int) []byte { return AppendRaw(b, json.RawMessage(`{"a":1,"a":2}`)) })
	refuse("raw", func(b []byte, _ *int) []byte { return AppendRaw(b, json.RawMessage("1 2")) })
	refuse("nothing", func(b []byte, _ *int) []byte { return Refuse(b) })
	if text, err := Encode(nil, new(int), func(b []byte, _ *int) []byte { return AppendRaw(b, json.RawMessage(" [1] ")) }); err != nil || string(text) != " [1] " {
		t.Error(text, err)
	}
}

func TestNullable(t *testing.T) {
	type holder struct {
		Note Nullable[string] `json:"note,omitzero"`
	}
	for text, want := range map[string]Nullable[string]{`{}`: {}, `{"note":null}`: NullOf[string](), `{"note":"a"}`: ValueOf("a")} {
		var got holder
		if err := json.Unmarshal([]byte(text), &got); err != nil || got.Note != want {
			t.Errorf("%s: %v", text, got)
		}
		if back, err := json.Marshal(got); err != nil || string(back) != text {
			t.Errorf("%s: %s", text, back)
		}
	}
	if value, ok := ValueOf(1).Get(); value != 1 || !ok || NullOf[int]().Or(2) != 2 || !NullOf[int]().IsNull() || (Nullable[int]{}).IsSet() {
		t.Error("the states of a nullable")
	}
}

// all reads any value by the methods for its type, and writes it again.
func all(r *Reader, b *[]byte) bool {
	switch r.Kind() {
	case Object:
		var members map[string][]byte
		if !ReadMap(r, &members, all) {
			return false
		}
		*b = AppendMap(nil, members, func(b []byte, value *[]byte) []byte { return append(b, *value...) })
		return true
	case Array:
		var items [][]byte
		if !ReadSlice(r, &items, all) {
			return false
		}
		*b = AppendSlice(nil, items, func(b []byte, value *[]byte) []byte { return append(b, *value...) })
		return true
	case String:
		var text string
		ok := r.String(&text)
		*b = AppendString(nil, text)
		return ok
	case Number:
		var number float64
		ok := r.Float(&number)
		if ok {
			*b = AppendFloat(nil, number)
		}
		return ok
	}
	return ReadRaw(r, b)
}

// FuzzReader reads texts by methods of types: it takes what Parse takes, and what it writes is what encoding/json reads.
func FuzzReader(f *testing.F) {
	for _, text := range []string{`{"a":[1,2.50,-0,"\ud83d\ude00"],"b":{"c":null}}`, `"\ud800"`, "[1e400]", `{"a":1,"a":2}`, "\xff", "\ufeff1", " 1 ", "[0.30000000000000001,true]"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var written []byte
		took := Read([]byte(string(text)), 0, true, &written, all)
		if _, fault := Parse(text, 0); took != (fault == nil) {
			t.Fatalf("Parse says %v, the reader %v", fault, took)
		}
		if !took {
			return
		}
		var got, want any
		if json.Unmarshal(text, &want) != nil || json.Unmarshal(written, &got) != nil {
			t.Fatalf("%q is not read again", written)
		}
		a, _ := json.Marshal(got)
		b, _ := json.Marshal(want)
		if strings.ReplaceAll(string(a), "-0", "0") != strings.ReplaceAll(string(b), "-0", "0") {
			t.Fatalf("%s, want %s", a, b)
		}
	})
}
