import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as check from "../../../templates/runtime/typescript/check/index.js";
import { millisecondsOf } from "./random.js";

/** The function of a format, by the name that generated code knows it by. */
function isOfFormat(format: string): (text: string) => boolean {
  const name = `is${format.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;
  return (check as unknown as Record<string, (text: string) => boolean>)[name]!;
}

interface Suite {
  readonly cat: string;
  readonly desc: string;
  readonly schema: { readonly format?: string };
  readonly tests: readonly { readonly desc: string; readonly text: string; readonly valid: boolean }[];
}

describe.each(["oas31", "oas30"])("every format case of %s", (name) => {
  const file = new URL(`../../../../shared/conformance/${name}.json`, import.meta.url);
  const suites: readonly Suite[] = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Suite[]) : [];
  test.skipIf(suites.length === 0)("is right", () => {
    const wrong = suites
      .filter(({ cat, schema }) => cat === "format" && schema.format !== undefined && schema.format !== "unknown")
      .flatMap(({ schema, tests }) => tests.map((each) => ({ ...each, format: schema.format!, value: JSON.parse(each.text) as unknown })))
      .filter(({ format, value, valid }) => typeof value === "string" && isOfFormat(format)(value) !== valid);
    expect(wrong.map(({ format, desc, text, valid }) => `${format}: ${desc} ${text} is ${valid}`)).toEqual([]);
  });
});

/** Beyond the suite: what the RFCs say. */
const table: Readonly<Record<string, { readonly valid: readonly string[]; readonly invalid: readonly string[] }>> = {
  byte: {
    valid: ["", "QQ==", "QUI=", "QUJD", "+/+/", "QR=="],
    invalid: ["Q", "QQ", "QQ=", "QUI", "QQ===", "QUJDQQ", "QUI=QUI=", "QU\nI", "-_-_", "=", "====", "QQ= ", "QÀ=="],
  },
  date: {
    valid: ["0000-02-29", "2000-02-29", "2024-12-31"],
    invalid: ["1900-02-29", "2023-02-29", "2024-04-31", "2024-00-01", "2024-1-01", "2024-01-01 ", "2024-01-00"],
  },
  "date-time": {
    valid: [
      "2016-12-31T23:59:60Z",
      "2017-01-01T00:59:60+01:00",
      "2015-06-30T13:59:60.5-10:00",
      "2015-03-01T00:29:60+00:30",
      "2024-02-29T23:59:60z",
      "2024-01-01T00:00:00-00:00",
    ],
    invalid: [
      // Leap seconds end a month in UTC.
      "2016-12-30T23:59:60Z",
      "2017-01-01T23:59:60Z",
      "2017-01-02T00:59:60+01:00",
      "2015-06-30T23:59:60-10:00",
      "2024-02-28T23:59:60Z",
      "2024-01-01 00:00:00Z",
      "2024-01-01T00:00:00",
      "2024-01-01T00:00:00.Z",
      "2024-01-01T00:00:00,5Z",
      "2024-01-01T00:00Z",
      "2024-01-01T00:00:00+0100",
      "2024-01-01T00:00:00\u221201:00",
      "٢٠٢٤-01-01T00:00:00Z",
    ],
  },
  time: { valid: ["23:59:60.999Z", "00:59:60+01:00"], invalid: ["23:59:60+01:00", "12:00:00.Z", "12:00:00+1:00", "12:00:00Z ", ""] },
  duration: { valid: ["P1Y", "PT1S", "P1M1DT1M"], invalid: ["p1d", "P1W1D", "PT1H1S", "P1YT", "P1D1Y", "P-1D", "PT1.5S"] },
  email: {
    valid: ['""@example.com', '"\\""@example.com', `${"a".repeat(64)}@a`, "a@1.2.3.4", "a+b/c=d@x-y.z", "a@[ipv6:::1]", "a@xn--x"],
    invalid: [
      `${"a".repeat(65)}@a`,
      ...["a@", "a@.b", "a@b.", "a@b..c", "a@-b", "a@b-", `a@${"b".repeat(64)}`, "a@b\n", "a@b@c", "a@b(comment)"],
      ...['a"b@c', '"a@c', '"a"b@c', '"a\u0001"@c', '"\\'],
      ...["a@[1.2.3]", "a@[::1]", "a@[IPv6:::1", "a@[tag:x]", "é@example.com", "a@é.com"],
    ],
  },
  "idn-email": {
    valid: ["é@é.com", `${"é".repeat(32)}@a`, '"é 😀"@example.com', "a@[127.0.0.1]", "用户@例え。テスト"],
    invalid: [`${"é".repeat(33)}@a`, "\ud800@a", "a\udc00@b", "é@-é.com", "é@", "é é@a", "a@\u0300a"],
  },
  hostname: {
    valid: [
      ...["a", "1", "1.2.3.4", "A.B", "xn--mgbh0fb", "XN--MGBH0FB.example", "xn--nxasmq6b"],
      `${"a".repeat(63)}.${"a".repeat(63)}.${"a".repeat(63)}.${"a".repeat(61)}`,
    ],
    invalid: [
      ...["", "a.", ".a", "a..b", "-a", "a-", "a_b", "a b", "é", `${"a.".repeat(127)}a`],
      ...["xn--", "xn--a", "xn--é", "xn--abc-", "xn--99999999", "xn--a-ecp.ru"],
    ],
  },
  "idn-hostname": {
    valid: ["faß.de", "例え.テスト", "ab--cd", "EXAMPLE.com", "אב.example", "אב1", "אב1.אב", "á", "xn--fiqs8s.中国"],
    invalid: [
      ...["É.com", "a\u0301b", "éa--é", "ab--é", "é-", "a b", "é\u200db", "ⓐ.com", "☃.net", "\ud800a", "é..b", "\u{e0001}a", "\u3164a"],
      ...["1אב", "אבa", "אב.1a", "א1٣", "a.٣", `${"é".repeat(60)}.com`],
    ],
  },
  ipv4: { valid: ["1.2.3.4"], invalid: ["01.2.3.4", "1.2.3", "1.2.3.4.", "1.2.3.4.5", "1..2.3", "256.1.1.1", "1.2.3.-4", "１.2.3.4"] },
  ipv6: {
    valid: ["::", "1::", "::1", "::1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "A:b::"],
    invalid: [
      ...["", ":", ":::", "1:2:3:4:5:6:7::8", "::1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:1.2.3.4", "1.2.3.4::", "::1.2.3.4:1"],
      ...["1:", ":1", "::1::", "12345::", "::g", "::1.2.3.04"],
    ],
  },
  uri: {
    valid: [
      ...["a:", "a:b", "a://", "a:///", "A+-.1:b", "a://b:", "a://b:80", "a://@b", "a://u:p@b", "a://[::1]:1", "a://[v1.x:]"],
      ...["a:?", "a:#", "a:?#", "a:/b//c", "a:%41", "a://%41"],
    ],
    invalid: [
      ...["", ":", "1:", "a", "a b:c", "a:b c", "a:[", "a:b#c#d", "a:%4", "a:%", "a:é", "a:b\n", "a:^", "a:b\\c"],
      ...["a://b:8a", "a://b:80:80", "a://[::1", "a://[::1]a", "a://[v.x]", "a://[vx.x]", "a://[v1.]", "a://[1.2.3.4]", "a://b@c@d"],
    ],
  },
  "uri-reference": {
    valid: ["", "a", "./a:b", "a/b:c", "?a:b", "#a:b", "//a", "/", "a?b#c"],
    invalid: ["1:b", ":b", "%41:b", "a b", "//a:b", "é", "#a#b", "%"],
  },
  iri: {
    valid: ["a://é", "a:é?\ue000", "a://é@é:1", "a:\u{10000}", "a:?\u{100000}"],
    invalid: ["é:a", "a:\ue000", "a:#\ue000", "a:\ud800", "a:\ufdd0", "a:\u{1ffff}", "a:\u{e0001}", "a:\u200f", "a:\u0080", "a:\ufff0"],
  },
  "iri-reference": { valid: ["é", "é/é:é", "?é\ue000"], invalid: ["é:b", "\\", "é é"] },
  "uri-template": {
    valid: ["{a}", "{+a:3,b*}", "x{?a,b}{&c}", "{a%41.b}", "é{a}", "{_a.b_1}", "{|a}", "~", "\ue000"],
    invalid: [
      ...["{", "}", "{a", "{a}}", "{{a}}", "{a b}", "{+}", "{a:}", "{a:01}", "{a:10000}", "{a:1*}", "{a*:1}", "{.}", "{a.}", "{é}", "{a%4}"],
      ...["%", "%4", '"', "<", "\u0001", "\ud800", "{a}{"],
    ],
  },
  "json-pointer": { valid: ["", "/", "/~0~1", "//"], invalid: ["a", "#/a", "/~", "/~2", "~0"] },
  "relative-json-pointer": {
    valid: ["0", "10/a", "0#", "0-1", "2+10/a", "1-0#"],
    invalid: ["", "#", "/a", "-1", "00", "0a", "0-", "0+01", "0##", "1#/a", "1 /a"],
  },
  regex: {
    valid: ["", "a|b", "\\u{1F600}", "(?<a>x)\\k<a>", "\\p{L}", "[a-z]", "(?<!a)b"],
    invalid: ["(", "[", "*", "a{2,1}", "\\p{Nope}", "\\k<a>", "(?<a>x)(?<a>y)", "{", "]", "\\-", "[z-a]", "\\u{110000}", "(?i)a"],
  },
  uuid: {
    valid: ["00000000-0000-0000-0000-000000000000", "FFFFFFFF-ffff-FFFF-ffff-FFFFFFFFFFFF"],
    invalid: [
      ...["", "{00000000-0000-0000-0000-000000000000}", "00000000-0000-0000-0000-00000000000g"],
      "00000000-0000-0000-0000-00000000000\u0130",
    ],
  },
};

describe.each(Object.entries(table))("%s", (format, { valid, invalid }) => {
  test.each(valid)("%j", (text) => expect(isOfFormat(format)(text)).toBe(true));
  test.each(invalid)("not %j", (text) => expect(isOfFormat(format)(text)).toBe(false));
});

describe("hostile text takes no time", () => {
  const size = 300_000;
  const pieces = [
    ...["a", "1", "0", ".", "-", ":", "::", "/", "%", "%41", "@", "=", "A=", "{", "}", "{a", "{a,", "{a}", "(", "[", "(?<a>", "(?<", "\\", "~", "~0"],
    ...['"', "\\a", "P1Y", "1D", "é", "\u0301", "א", "٣", "\u200d", "क्\u200c", "😀", "\ud800", "xn--", "xn--a.", "a.", "é.", "。", "#", "[::", "T", "+"],
    ...[",", "(a|", "a{1,", "\n"],
  ];
  const starts: Readonly<Record<string, readonly string[]>> = {
    "date-time": ["2024-01-01T00:00:00."],
    time: ["00:00:00."],
    duration: ["P", "PT"],
    email: ["a@", '"'],
    "idn-email": ["a@", '"', "é@é"],
    hostname: ["xn--"],
    "idn-hostname": ["é", "xn--é"],
    uri: ["a:", "a://", "a://[v1."],
    iri: ["a:", "a://"],
    "uri-template": ["{"],
    "json-pointer": ["/"],
    "relative-json-pointer": ["0/"],
  };
  test.each(Object.keys(table))("%s", (format) => {
    const is = isOfFormat(format);
    for (const start of ["", ...(starts[format] ?? [])]) {
      for (const piece of pieces) {
        const text = start + piece.repeat(size / piece.length);
        expect(millisecondsOf(() => is(text)), text.slice(0, 30)).toBeLessThan(1_000);
      }
    }
  }, 60_000);
});
