package wire

import "testing"

func TestPlaceOfWhatIsNotTaken(t *testing.T) {
	cases := []struct{ text, want string }{
		{`99999999999999999999`, ""},
		{`{"a": 1, "b": 99999999999999999999}`, "/b"},
		{`{"a": [1, 2, {"x/y~": 99999999999999999999}], "b": 1}`, "/a/2/x~1y~0"},
		{`{"a": [[], [ ] , [99999999999999999999]]}`, "/a/2/0"},
		{`{"a": {"b": "text"}}`, "/a/b"},
	}
	for _, each := range cases {
		r := NewReader([]byte(each.text), 0, false)
		if readIntegers(r) {
			t.Errorf("%s was read", each.text)
		}
		if got := r.Place(); got != each.want {
			t.Errorf("%s: %q, want %q", each.text, got, each.want)
		}
	}
}

// readIntegers takes whatever has no other values in it than integers of 64 bits.
func readIntegers(r *Reader) bool {
	switch r.Kind() {
	case Object:
		r.Object()
		for r.Next() {
			if !readIntegers(r) {
				return false
			}
		}
		return r.Closed()
	case Array:
		r.Array()
		for r.More() {
			if !readIntegers(r) {
				return false
			}
		}
		return r.Closed()
	}
	var value int64
	return r.Int64(&value)
}
