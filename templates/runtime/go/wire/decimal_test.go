package wire

import (
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

func TestCompareDecimal(t *testing.T) {
	cases := []struct {
		a, b string
		want int
	}{
		{"1", "1.0", 0},
		{"100", "1e2", 0},
		{"0", "-0", 0},
		{"0", "-0.0e9", 0},
		{"9007199254740993", "9007199254740992", 1},
		{"0.30000000000000001", "0.3", 1},
		{"-1", "1", -1},
		{"-2", "-1", -1},
		{"-2e300", "-1e300", -1},
		{"1e-400", "0", 1},
		{"-1e-400", "0", -1},
		{"1e-999999999", "1e-999999998", -1},
		{"10", "9", 1},
		{"1.5", "1.25", 1},
		{"18446744073709551616", "18446744073709551615", 1},
		{"9999999999", "0.12345678", 1},
		{"-9999999999", "-0.99999999", -1},
		{"-0.00", "0", 0},
		{"2.50", "2.5", 0},
	}
	for _, each := range cases {
		if got := CompareDecimal(each.a, each.b); got*each.want < 0 || (got == 0) != (each.want == 0) {
			t.Errorf("%s and %s: %d, want %d", each.a, each.b, got, each.want)
		}
		if got := CompareDecimal(each.b, each.a); got*each.want > 0 {
			t.Errorf("%s and %s: %d, want %d", each.b, each.a, got, -each.want)
		}
		if equal := hashNumber(each.a) == hashNumber(each.b); equal != (each.want == 0) {
			t.Errorf("hashes of %s and %s: %v", each.a, each.b, equal)
		}
	}
}

func TestIsInteger(t *testing.T) {
	for literal, want := range map[string]bool{
		"0": true, "-0": true, "1.0": true, "1e2": true, "1.5": false, "1.5e1": true, "15e-1": false, "150e-1": true, "1e-400": false,
		"9007199254740993.5": false, "1e300": true, "0.0": true, "0e-9": true, "12345678901234567890": true,
	} {
		if got := IsInteger(literal); got != want {
			t.Errorf("%s: %v", literal, got)
		}
	}
}

func TestDivisibleBy(t *testing.T) {
	cases := []struct {
		value, divisor string
		want           bool
	}{
		{"19.99", "0.01", true},
		{"4.35", "0.01", true},
		{"4.355", "0.01", false},
		{"1e308", "0.5", true},
		{"1e308", "0.123456789", false},
		{"0.0075", "0.0001", true},
		{"0.00751", "0.0001", false},
		{"12391239123", "1e-8", true},
		{"9007199254740993", "2", false},
		{"9007199254740994", "2", true},
		{"0", "1e-400", true},
		{"1e-400", "1e-400", true},
		{"3e-400", "2e-400", false},
		{"1e-999999999", "3", false},
		{"1", "1e-999999999", true},
		{"7", "3e-999999999", false},
		{"-6", "1.5", true},
		{"1e22", "1e23", false},
		{"100000000000000000000000", "1e23", true},
		{"24691357802469135780246913578", "12345678901234567890123456789", true},
		{"24691357802469135780246913579", "12345678901234567890123456789", false},
	}
	for _, each := range cases {
		if got := DivisibleBy(each.value, each.divisor); got != each.want {
			t.Errorf("%s by %s: %v", each.value, each.divisor, got)
		}
	}
}

// randomNumber is a JSON number: short or long, whole or not, sometimes right beside another one.
func randomNumber(random *rand.Rand) string {
	digits := func(count int) string {
		var b strings.Builder
		for range count {
			b.WriteByte('0' + byte(random.IntN(10)))
		}
		return b.String()
	}
	whole := "0"
	if random.IntN(3) > 0 {
		whole = string('1'+byte(random.IntN(9))) + digits(random.IntN(3)*random.IntN(12))
	}
	if random.IntN(2) == 0 {
		whole += "." + digits(1+random.IntN(3)*random.IntN(9))
	}
	if random.IntN(4) == 0 {
		whole += []string{"e", "E-", "e+"}[random.IntN(3)] + digits(1+random.IntN(2))
	}
	if random.IntN(4) == 0 {
		whole = "-" + whole
	}
	return whole
}

func TestDecimalsAreTheirFractions(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 30_000 {
		a, b := randomNumber(random), randomNumber(random)
		if random.IntN(3) == 0 {
			b = strings.TrimSuffix(a, "1") + "1"
		}
		x, _ := new(big.Rat).SetString(a)
		y, ok := new(big.Rat).SetString(b)
		if !ok || scanNumber(b) != b {
			continue
		}
		if got, want := CompareDecimal(a, b), x.Cmp(y); (got < 0) != (want < 0) || (got > 0) != (want > 0) {
			t.Fatalf("%s and %s: %d, want %d", a, b, got, want)
		}
		if IsInteger(a) != x.IsInt() {
			t.Fatalf("%s is an integer: %v", a, IsInteger(a))
		}
		if y.Sign() > 0 && DivisibleBy(a, b) != new(big.Rat).Quo(x, y).IsInt() {
			t.Fatalf("%s by %s: %v", a, b, DivisibleBy(a, b))
		}
	}
}

func TestLongNumbersTakeBoundedTime(t *testing.T) {
	long := "0." + strings.Repeat("7", 5_000_000)
	start := time.Now()
	DivisibleBy(long, "0.01")
	DivisibleBy(long, "0."+strings.Repeat("0", 999_999)+"7")
	DivisibleBy(long, "0.00012345678901234567890123")
	CompareDecimal(long, long+"1")
	IsInteger(long)
	if took := time.Since(start); took > 20*time.Second {
		t.Error(took)
	}
}

func TestEqualValues(t *testing.T) {
	cases := []struct {
		a, b string
		want bool
	}{
		{"1", "1.0", true},
		{"0", "-0", true},
		{"1", `"1"`, false},
		{"0", "false", false},
		{"null", "{}", false},
		{"[]", "{}", false},
		{"[1]", "[1e0]", true},
		{"[1,2]", "[2,1]", false},
		{"[1]", "[1,1]", false},
		{`{"a":1,"b":[2]}`, `{"b":[2],"a":1}`, true},
		{`{"a":1}`, `{"b":1}`, false},
		{`{"a":1}`, `{"a":1,"b":1}`, false},
		{"9007199254740993", "9007199254740993.0", true},
		{"9007199254740993", "9007199254740992", false},
		{`{"__proto__":1}`, "{}", false},
	}
	for _, each := range cases {
		a, _ := ParseString(each.a, 0)
		b, _ := ParseString(each.b, 0)
		if EqualValues(&a, &b) != each.want || EqualValues(&b, &a) != each.want {
			t.Errorf("%s and %s: %v", each.a, each.b, !each.want)
		}
		if Unique([]Value{a, b}) == each.want {
			t.Errorf("%s and %s are unique: %v", each.a, each.b, each.want)
		}
		many, _ := ParseString(`["x1","x2","x3","x4","x5","x6","x7","x8"]`, 0)
		if Unique(append([]Value{a, b}, many.Items()...)) == each.want {
			t.Errorf("%s and %s are unique among many: %v", each.a, each.b, each.want)
		}
	}
}

func TestUniqueTakesBoundedTime(t *testing.T) {
	var b strings.Builder
	for at := range 200_000 {
		b.WriteString(`{"id":` + strings.Repeat("1", 1+at%3) + new(big.Int).SetInt64(int64(at)).String() + `,"tags":["a"]},`)
	}
	value, _ := ParseString("["+b.String()+"0]", 0)
	start := time.Now()
	Unique(value.Items())
	if took := time.Since(start); took > 10*time.Second {
		t.Error(took)
	}
}
