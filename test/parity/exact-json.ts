/**
 * One text for each JSON value: members sorted, numbers as `digits`e`exponent` without trailing noughts. So values are compared exactly,
 * whatever a double can hold; `1.0` is `1`. Throws `SyntaxError` for text that is no JSON.
 */
export function canonicalJson(text: string): string {
  JSON.parse(text);
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]/g) ?? [];
  let at = 0;
  const next = (): string => tokens[at++] ?? "";
  const readValue = (): string => {
    const token = next();
    if (token === "{") return readMembers();
    if (token === "[") return readItems();
    if (token.startsWith('"')) return textOf(token);
    return /^[-\d]/.test(token) ? numberOf(token) : token;
  };
  const readMembers = (): string => {
    const members: string[] = [];
    if (tokens[at] === "}") at += 1;
    else
      do {
        const name = textOf(next());
        next();
        members.push(`${name}:${readValue()}`);
      } while (next() === ",");
    return `{${members.sort().join(",")}}`;
  };
  const readItems = (): string => {
    const items: string[] = [];
    if (tokens[at] === "]") at += 1;
    else
      do items.push(readValue());
      while (next() === ",");
    return `[${items.join(",")}]`;
  };
  return readValue();
}

const textOf = (token: string): string => JSON.stringify(JSON.parse(token));

/** `-1.50e3` -> `-15e2`. */
function numberOf(token: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(token) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "");
  const bare = digits.replace(/0+$/, "");
  return bare === "" ? "0" : `${sign}${bare}e${Number(exponent) - fraction.length + (digits.length - bare.length)}`;
}
