package check

import (
	"strings"
	"testing"
	"time"
)

type formatCase struct {
	name           string
	is             func(string) bool
	valid, invalid []string
}

// formatCases are beyond the suite: what the RFCs say.
var formatCases = []formatCase{
	{
		name: "byte",
		is:   IsByte,
		valid: []string{
			"", "QQ==", "QUI=", "QUJD", "+/+/", "QR==",
		},
		invalid: []string{
			"Q", "QQ", "QQ=", "QUI", "QQ===", "QUJDQQ", "QUI=QUI=", "QU\nI", "-_-_", "=", "====", "QQ= ", "QÀ==",
		},
	},
	{
		name: "date",
		is:   IsDate,
		valid: []string{
			"0000-02-29", "2000-02-29", "2024-12-31",
		},
		invalid: []string{
			"1900-02-29", "2023-02-29", "2024-04-31", "2024-00-01", "2024-1-01", "2024-01-01 ", "2024-01-00",
		},
	},
	{
		name: "date-time",
		is:   IsDateTime,
		valid: []string{
			"2016-12-31T23:59:60Z", "2017-01-01T00:59:60+01:00", "2015-06-30T13:59:60.5-10:00", "2015-03-01T00:29:60+00:30",
			"2024-02-29T23:59:60z", "2024-01-01T00:00:00-00:00",
		},
		invalid: []string{
			"2016-12-30T23:59:60Z", "2017-01-01T23:59:60Z", "2017-01-02T00:59:60+01:00", "2015-06-30T23:59:60-10:00", "2024-02-28T23:59:60Z",
			"2024-01-01 00:00:00Z", "2024-01-01T00:00:00", "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00,5Z", "2024-01-01T00:00Z",
			"2024-01-01T00:00:00+0100", "2024-01-01T00:00:00−01:00", "٢٠٢٤-01-01T00:00:00Z",
		},
	},
	{
		name: "time",
		is:   IsTime,
		valid: []string{
			"23:59:60.999Z", "00:59:60+01:00",
		},
		invalid: []string{
			"23:59:60+01:00", "12:00:00.Z", "12:00:00+1:00", "12:00:00Z ", "",
		},
	},
	{
		name: "duration",
		is:   IsDuration,
		valid: []string{
			"P1Y", "PT1S", "P1M1DT1M",
		},
		invalid: []string{
			"p1d", "P1W1D", "PT1H1S", "P1YT", "P1D1Y", "P-1D", "PT1.5S",
		},
	},
	{
		name: "email",
		is:   IsEmail,
		valid: []string{
			"\"\"@example.com", "\"\\\"\"@example.com", strings.Repeat("a", 64) + "@a", "a@1.2.3.4", "a+b/c=d@x-y.z", "a@[ipv6:::1]", "a@xn--x",
		},
		invalid: []string{
			strings.Repeat("a", 65) + "@a", "a@", "a@.b", "a@b.", "a@b..c", "a@-b", "a@b-",
			"a@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "a@b\n", "a@b@c", "a@b(comment)", "a\"b@c", "\"a@c",
			"\"a\"b@c", "\"a\u0001\"@c", "\"\\", "a@[1.2.3]", "a@[::1]", "a@[IPv6:::1", "a@[tag:x]", "é@example.com", "a@é.com",
		},
	},
	{
		name: "idn-email",
		is:   IsIDNEmail,
		valid: []string{
			"é@é.com", strings.Repeat("é", 32) + "@a", "\"é 😀\"@example.com", "a@[127.0.0.1]", "用户@例え。テスト",
		},
		invalid: []string{
			strings.Repeat("é", 33) + "@a", "é@-é.com", "é@", "é é@a", "a@\u0300a",
		},
	},
	{
		name: "hostname",
		is:   IsHostname,
		valid: []string{
			"a", "1", "1.2.3.4", "A.B", "xn--mgbh0fb", "XN--MGBH0FB.example", "xn--nxasmq6b",
			strings.Repeat("a", 63) + ".aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		},
		invalid: []string{
			"", "a.", ".a", "a..b", "-a", "a-", "a_b", "a b", "é",
			"a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a",
			"xn--", "xn--a", "xn--é", "xn--abc-", "xn--99999999", "xn--a-ecp.ru",
		},
	},
	{
		name: "idn-hostname",
		is:   IsIDNHostname,
		valid: []string{
			"faß.de", "例え.テスト", "ab--cd", "EXAMPLE.com", "אב.example", "אב1", "אב1.אב", "á", "xn--fiqs8s.中国",
		},
		invalid: []string{
			"É.com", "a\u0301b", "éa--é", "ab--é", "é-", "a b", "é\u200db", "ⓐ.com", "☃.net", "é..b", "\U000e0001a", "ㅤa", "1אב", "אבa",
			"אב.1a", "א1٣", "a.٣", strings.Repeat("é", 60) + ".com",
		},
	},
	{
		name: "ipv4",
		is:   IsIPv4,
		valid: []string{
			"1.2.3.4",
		},
		invalid: []string{
			"01.2.3.4", "1.2.3", "1.2.3.4.", "1.2.3.4.5", "1..2.3", "256.1.1.1", "1.2.3.-4", "１.2.3.4",
		},
	},
	{
		name: "ipv6",
		is:   IsIPv6,
		valid: []string{
			"::", "1::", "::1", "::1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "A:b::",
		},
		invalid: []string{
			"", ":", ":::", "1:2:3:4:5:6:7::8", "::1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:1.2.3.4", "1.2.3.4::", "::1.2.3.4:1", "1:", ":1", "::1::",
			"12345::", "::g", "::1.2.3.04",
		},
	},
	{
		name: "uri",
		is:   IsURI,
		valid: []string{
			"a:", "a:b", "a://", "a:///", "A+-.1:b", "a://b:", "a://b:80", "a://@b", "a://u:p@b", "a://[::1]:1", "a://[v1.x:]", "a:?", "a:#",
			"a:?#", "a:/b//c", "a:%41", "a://%41",
		},
		invalid: []string{
			"", ":", "1:", "a", "a b:c", "a:b c", "a:[", "a:b#c#d", "a:%4", "a:%", "a:é", "a:b\n", "a:^", "a:b\\c", "a://b:8a", "a://b:80:80",
			"a://[::1", "a://[::1]a", "a://[v.x]", "a://[vx.x]", "a://[v1.]", "a://[1.2.3.4]", "a://b@c@d",
		},
	},
	{
		name: "uri-reference",
		is:   IsURIReference,
		valid: []string{
			"", "a", "./a:b", "a/b:c", "?a:b", "#a:b", "//a", "/", "a?b#c",
		},
		invalid: []string{
			"1:b", ":b", "%41:b", "a b", "//a:b", "é", "#a#b", "%",
		},
	},
	{
		name: "iri",
		is:   IsIRI,
		valid: []string{
			"a://é", "a:é?\ue000", "a://é@é:1", "a:𐀀", "a:?\U00100000",
		},
		invalid: []string{
			"é:a", "a:\ue000", "a:#\ue000", "a:\ufdd0", "a:\U0001ffff", "a:\U000e0001", "a:\u200f", "a:\u0080", "a:\ufff0",
		},
	},
	{
		name: "iri-reference",
		is:   IsIRIReference,
		valid: []string{
			"é", "é/é:é", "?é\ue000",
		},
		invalid: []string{
			"é:b", "\\", "é é",
		},
	},
	{
		name: "uri-template",
		is:   IsURITemplate,
		valid: []string{
			"{a}", "{+a:3,b*}", "x{?a,b}{&c}", "{a%41.b}", "é{a}", "{_a.b_1}", "{|a}", "~", "\ue000",
		},
		invalid: []string{
			"{", "}", "{a", "{a}}", "{{a}}", "{a b}", "{+}", "{a:}", "{a:01}", "{a:10000}", "{a:1*}", "{a*:1}", "{.}", "{a.}", "{é}", "{a%4}",
			"%", "%4", "\"", "<", "\u0001", "{a}{",
		},
	},
	{
		name: "json-pointer",
		is:   IsJSONPointer,
		valid: []string{
			"", "/", "/~0~1", "//",
		},
		invalid: []string{
			"a", "#/a", "/~", "/~2", "~0",
		},
	},
	{
		name: "relative-json-pointer",
		is:   IsRelativeJSONPointer,
		valid: []string{
			"0", "10/a", "0#", "0-1", "2+10/a", "1-0#",
		},
		invalid: []string{
			"", "#", "/a", "-1", "00", "0a", "0-", "0+01", "0##", "1#/a", "1 /a",
		},
	},
	{
		name: "regex",
		is:   IsRegex,
		valid: []string{
			"", "a|b", "\\u{1F600}", "(?<a>x)\\k<a>", "\\p{L}", "[a-z]", "(?<!a)b",
		},
		invalid: []string{
			"(", "[", "*", "a{2,1}", "\\p{Nope}", "\\k<a>", "(?<a>x)(?<a>y)", "{", "]", "\\-", "[z-a]", "\\u{110000}", "(?i)a",
		},
	},
	{
		name: "uuid",
		is:   IsUUID,
		valid: []string{
			"00000000-0000-0000-0000-000000000000", "FFFFFFFF-ffff-FFFF-ffff-FFFFFFFFFFFF",
		},
		invalid: []string{
			"", "{00000000-0000-0000-0000-000000000000}", "00000000-0000-0000-0000-00000000000g", "00000000-0000-0000-0000-00000000000İ",
		},
	},
}

func TestFormats(t *testing.T) {
	for _, format := range formatCases {
		t.Run(format.name, func(t *testing.T) {
			for _, text := range format.valid {
				if !format.is(text) {
					t.Errorf("%q is refused", text)
				}
			}
			for _, text := range format.invalid {
				if format.is(text) {
					t.Errorf("%q is accepted", text)
				}
			}
		})
	}
}

func TestHostileTextTakesNoTime(t *testing.T) {
	const size = 30_000
	pieces := strings.Fields(`a 1 0 . - : :: / % %41 @ = A= { } {a {a, {a} ( [ (?<a> (?< \\ ~ ~0 " \\a P1Y 1D é \u0301 א ٣ क् 😀 xn-- xn--a. a. é. 。 # [:: T + , (a| a{1,`)
	for _, format := range formatCases {
		for _, start := range []string{"", "2024-01-01T00:00:00.", "00:00:00.", "P", "PT", "a@", "\"", "é@é", "xn--", "é", "a:", "a://", "a://[v1.", "{", "/", "0/"} {
			for _, piece := range pieces {
				text := start + strings.Repeat(piece, size/len(piece))
				before := time.Now()
				if format.is(text); time.Since(before) > time.Second {
					t.Errorf("%s takes %s for %.20q", format.name, time.Since(before), text)
				}
			}
		}
	}
}
