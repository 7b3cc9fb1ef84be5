/** `ipv4`: four numbers, without leading zeros (RFC 2673, 3.2). */
export function isIpv4(text: string): boolean {
  return text.length <= 15 && isIpv4Between(text, 0, text.length);
}

/** `ipv6`: RFC 4291, 2.2, without zone and prefix length. */
export function isIpv6(text: string): boolean {
  return text.length <= 45 && isIpv6Between(text, 0, text.length);
}

const colon = 0x3a;
const dot = 0x2e;

/** The same of a part of a text: an address in a URI or mail address. */
export function isIpv4Between(text: string, start: number, end: number): boolean {
  let parts = 0;
  let index = start;
  while (parts < 4) {
    const first = text.charCodeAt(index) - 48;
    if (index >= end || !(first >= 0 && first <= 9)) return false;
    let value = first;
    for (index++; index < end && text.charCodeAt(index) !== dot; index++) {
      const digit = text.charCodeAt(index) - 48;
      if (!(digit >= 0 && digit <= 9) || value === 0) return false;
      value = value * 10 + digit;
      if (value > 255) return false;
    }
    parts++;
    if (index === end) return parts === 4;
    index++;
  }
  return false;
}

/** The same of a part of a text. */
export function isIpv6Between(text: string, start: number, end: number): boolean {
  let groups = 0;
  let gap = false;
  let index = start;
  if (text.charCodeAt(index) === colon) {
    if (text.charCodeAt(index + 1) !== colon || index + 2 > end) return false;
    gap = true;
    index += 2;
    if (index === end) return true;
  }
  for (;;) {
    const begin = index;
    while (index < end && index - begin < 5 && isHexDigit(text.charCodeAt(index))) index++;
    if (index < end && text.charCodeAt(index) === dot)
      return isIpv4Between(text, begin, end) && isComplete(groups + 2, gap);
    const digits = index - begin;
    if (digits === 0 || digits > 4) return false;
    groups++;
    if (index === end) return isComplete(groups, gap);
    if (text.charCodeAt(index) !== colon || ++index === end) return false;
    if (text.charCodeAt(index) === colon) {
      if (gap) return false;
      gap = true;
      if (++index === end) return isComplete(groups, gap);
    }
  }
}

/** Eight groups; `::` stands for at least one of them. */
function isComplete(groups: number, gap: boolean): boolean {
  return gap ? groups <= 7 : groups === 8;
}

function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66);
}
