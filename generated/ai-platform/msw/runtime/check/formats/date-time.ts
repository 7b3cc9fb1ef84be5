/** `date`: `full-date` of RFC 3339, 5.6 and 5.7. */
export function isDate(text: string): boolean {
  return text.length === 10 && startsWithDate(text);
}

/** `time`: `full-time` of RFC 3339. A leap second is the last one of a day in UTC. */
export function isTime(text: string): boolean {
  return minuteOf(text, 0) >= 0;
}

/** `date-time` of RFC 3339, 5.6. A leap second is the last one of a month in UTC (5.7). */
export function isDateTime(text: string): boolean {
  if (text.length < 20 || (text.charCodeAt(10) | 0x20) !== t || !startsWithDate(text)) return false;
  const minute = minuteOf(text, 11);
  if (minute < 0 || text.charCodeAt(17) !== six) return minute >= 0;
  const day = pairAt(text, 8);
  // The same instant in UTC is a day before where the offset goes back over midnight.
  if (minute < dayOfMinutes) return day === 1;
  const last = daysIn(pairAt(text, 0) * 100 + pairAt(text, 2), pairAt(text, 5));
  return minute < 2 * dayOfMinutes ? day === last : day === last - 1;
}

/** `duration` of RFC 3339, appendix A. */
export function isDuration(text: string): boolean {
  return duration.test(text);
}

const durationTime = "T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S)";
const durationDate = "(?:[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)";
const duration = new RegExp(`^P(?:[0-9]+W|${durationTime}|${durationDate}(?:${durationTime})?)$`);

const colon = 0x3a;
const dash = 0x2d;
const dot = 0x2e;
const plus = 0x2b;
const six = 0x36;
const t = 0x74;
const z = 0x7a;
const dayOfMinutes = 24 * 60;

function startsWithDate(text: string): boolean {
  if (text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash) return false;
  const century = pairAt(text, 0);
  const year = pairAt(text, 2);
  const month = pairAt(text, 5);
  const day = pairAt(text, 8);
  if (century < 0 || year < 0 || month < 1 || month > 12 || day < 1) return false;
  return day <= 28 || day <= daysIn(century * 100 + year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * The minute in UTC of the time that makes up the rest of a text, counted from the midnight before the day of the text,
 * -1 if it is none. With second 60, which has to be in the last minute of a day.
 */
function minuteOf(text: string, start: number): number {
  const hour = pairAt(text, start);
  const minute = pairAt(text, start + 3);
  const second = pairAt(text, start + 6);
  if (text.charCodeAt(start + 2) !== colon || text.charCodeAt(start + 5) !== colon) return -1;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return -1;
  const offset = offsetAt(text, skipFraction(text, start + 8));
  if (offset === noOffset) return -1;
  const utc = dayOfMinutes + hour * 60 + minute - offset;
  return second === 60 && utc % dayOfMinutes !== dayOfMinutes - 1 ? -1 : utc;
}

/** Where the fraction of a second ends; -1 if there is no digit behind its point. */
function skipFraction(text: string, start: number): number {
  if (text.charCodeAt(start) !== dot) return start;
  let end = start + 1;
  while (isDigit(text.charCodeAt(end))) end++;
  return end === start + 1 ? -1 : end;
}

const noOffset = 9999;

/** Minutes east of UTC, for the offset that makes up the rest of a text. */
function offsetAt(text: string, start: number): number {
  if (start < 0) return noOffset;
  const first = text.charCodeAt(start);
  if ((first | 0x20) === z) return text.length === start + 1 ? 0 : noOffset;
  if ((first !== plus && first !== dash) || text.length !== start + 6 || text.charCodeAt(start + 3) !== colon)
    return noOffset;
  const hours = pairAt(text, start + 1);
  const minutes = pairAt(text, start + 4);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return noOffset;
  return first === plus ? hours * 60 + minutes : -(hours * 60 + minutes);
}

/** The number that two digits make, -1 if they are none. */
function pairAt(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 48;
  const ones = text.charCodeAt(index + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
