/** RFC 3492, section 5. */
const base = 36;
const firstBias = 72;
const firstPoint = 128;
const skew = 38;
const damp = 700;
const digits = "abcdefghijklmnopqrstuvwxyz0123456789";

/**
 * The code points that a label without its `xn--` stands for (RFC 3492, 6.2); undefined: none. The label is short and
 * in lower case.
 */
export function readPunycode(encoded: string): readonly number[] | undefined {
  const end = encoded.lastIndexOf("-");
  const points = Array.from(encoded.slice(0, Math.max(end, 0)), (character) => character.charCodeAt(0));
  let bias = firstBias;
  let point = firstPoint;
  let state = 0;
  let index = end < 0 ? 0 : end + 1;
  while (index < encoded.length) {
    const before = state;
    let weight = 1;
    for (let position = base; ; position += base) {
      const value = valueOf(encoded.charCodeAt(index++));
      if (value < 0) return undefined;
      state += value * weight;
      const threshold = thresholdAt(position, bias);
      if (value < threshold) break;
      weight *= base - threshold;
      if (state > 0x7fffffff || weight > 0x7fffffff) return undefined;
    }
    const count = points.length + 1;
    bias = adapt(state - before, count, before === 0);
    point += Math.floor(state / count);
    state %= count;
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined;
    points.splice(state++, 0, point);
  }
  return points;
}

/** A label's form in ASCII, without `xn--` (RFC 3492, 6.3). The label is short. */
export function writePunycode(points: readonly number[]): string {
  const ascii = points.filter((point) => point < firstPoint);
  let encoded = String.fromCharCode(...ascii) + (ascii.length > 0 ? "-" : "");
  let bias = firstBias;
  let point = firstPoint;
  let delta = 0;
  for (let handled = ascii.length; handled < points.length; delta++, point++) {
    const next = Math.min(...points.filter((other) => other >= point));
    delta += (next - point) * (handled + 1);
    point = next;
    for (const other of points) {
      if (other < point) delta++;
      if (other !== point) continue;
      encoded += writeNumber(delta, bias);
      bias = adapt(delta, handled + 1, handled === ascii.length);
      delta = 0;
      handled++;
    }
  }
  return encoded;
}

function writeNumber(number: number, bias: number): string {
  let written = "";
  let rest = number;
  for (let position = base; ; position += base) {
    const threshold = thresholdAt(position, bias);
    if (rest < threshold) return written + digits.charAt(rest);
    written += digits.charAt(threshold + ((rest - threshold) % (base - threshold)));
    rest = Math.floor((rest - threshold) / (base - threshold));
  }
}

function valueOf(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 26 : -1;
}

function thresholdAt(position: number, bias: number): number {
  return Math.min(Math.max(position - bias, 1), 26);
}

/** RFC 3492, 6.1. */
function adapt(delta: number, count: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? damp : 2));
  rest += Math.floor(rest / count);
  let position = 0;
  for (; rest > 455; position += base) rest = Math.floor(rest / 35);
  return position + Math.floor((36 * rest) / (rest + skew));
}
