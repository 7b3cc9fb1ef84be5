/**
 * The end of a JSON number that begins, behind its sign, at `start`, where it certainly has the value that its double
 * stands for: the decimal with the fewest digits that no other double is nearer to. -1 where that takes a closer look.
 *
 * Numbers of 15 digits always do. Those of 16 and 17 are what programs write doubles with, so that telling them from
 * others is worth some arithmetic: it finds the double, and what lies between it and the decimal, with errors far below
 * the margins that are kept.
 */
export function passDouble(text: string, start: number): number {
  let first = 0; // 9 digits
  let last = 0; // up to 8 behind them
  let count = 0;
  let point = -1;
  let index = start;
  let code = text.charCodeAt(index);
  while (code === zero || (code === dot && point < 0)) {
    if (code === dot) point = index;
    code = text.charCodeAt(++index);
  }
  for (; ; code = text.charCodeAt(++index)) {
    const digit = code - zero;
    if (digit >= 0 && digit <= 9) {
      count++;
      if (count <= 9) first = (first * 10 + digit) | 0;
      else if (count <= 17) last = (last * 10 + digit) | 0;
      else return -1;
    } else if (code === dot && point < 0) {
      point = index;
    } else {
      break;
    }
  }
  let scale = point < 0 ? 0 : index - point - 1;
  if ((code | 0x20) === letterE) {
    const end = endOfPower(text, index);
    scale -= Number(text.slice(index + 1, end));
    index = end;
  }
  if (count <= 15) return (scale > -290 && scale < 290) || count === 0 ? index : -1;
  const power = powers[scale];
  if (power === undefined) return -1;
  return isNearest(first * (count === 16 ? 1e7 : 1e8), last, power) ? index : -1;
}

/** The end of the exponent whose letter is at the index. */
export function endOfPower(text: string, index: number): number {
  let end = index + 1;
  let code = text.charCodeAt(end);
  while ((code >= zero && code <= nine) || code === plus || code === minus) code = text.charCodeAt(++end);
  return end;
}

const letterE = 0x65;
const minus = 0x2d;
const nine = 0x39;
const plus = 0x2b;
const zero = 0x30;
const dot = 0x2e;
/** Those that are doubles. */
const powers = Array.from({ length: 23 }, (_, power) => 10 ** power);

/** For the decimal (a + b) / power, where a + b has 16 or 17 digits; all three are exact. */
function isNearest(a: number, b: number, power: number): boolean {
  const lastDigit = b % 10;
  if (lastDigit === 0) return false;
  const sum = a + b;
  const left = a - sum + b;
  const near = sum / power;
  const double = near + (remainder(sum, near, power) + left) / power;
  const off = remainder(sum, double, power) + left;
  const step = double * justAboveHalf;
  const above = double + step - double;
  if (double - (double - step) !== above) return false;
  // Half of the way to the next double, as a + b counts.
  const half = (above * power) / 2;
  const distance = Math.abs(off);
  // It is the double nearest to the decimal, the decimal is the nearest of its length, and no shorter one is as near.
  return (
    distance < Math.min(0.5, half) - margin &&
    lastDigit - off > half + margin &&
    10 - lastDigit + off > half + margin
  );
}

/** Far above the errors of what is reckoned here, which are below 10^-13. */
const margin = 1e-9;

/** A number plus itself times this is the next double (Rump, "Ultimately fast accurate summation", 2009). */
const justAboveHalf = 2 ** -53 * (1 + 2 ** -52);

/** `sum` - `factor` * `power`, which is small, without the error of the product (Dekker 1971). */
function remainder(sum: number, factor: number, power: number): number {
  const product = factor * power;
  const factorHigh = upperHalf(factor);
  const factorLow = factor - factorHigh;
  const powerHigh = upperHalf(power);
  const powerLow = power - powerHigh;
  const error = factorHigh * powerHigh - product + factorHigh * powerLow + factorLow * powerHigh + factorLow * powerLow;
  return sum - product - error;
}

/** The upper 26 bits of a double's 53. */
function upperHalf(value: number): number {
  const scaled = value * (2 ** 27 + 1);
  return scaled - (scaled - value);
}
