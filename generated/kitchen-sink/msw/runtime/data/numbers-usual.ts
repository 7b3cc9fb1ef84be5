import { forkRandom, drawInteger } from "./random.js";
import type { UsualRange } from "./numbers.js";
import { cityOf, type Hint, momentOf } from "./scene.js";
import { wordsOf } from "./text-names.js";

/** What is usual for a number of a name: from, to, decimal places. */
type Usual = (hint: Hint, words: string) => UsualRange;

const within =
  (least: number, most: number, places = 0): Usual =>
  () => ({ least, most, places });

const exactly = (value: number, places: number): UsualRange => ({ least: value, most: value, places });
const moment =
  (unit: number): Usual =>
  ({ scene }, words) =>
    exactly(momentOf(scene, words) / unit, 0);

/** Near the city, so that many places in it are not one. */
const near = (scene: Hint["scene"], degrees: number, axis: string): UsualRange => {
  const off = drawInteger(forkRandom(scene.random, axis), -400, 400) / 10_000;
  return exactly(Math.round((degrees + off) * 10_000) / 10_000, 4);
};

const byName: readonly (readonly [form: RegExp, usual: Usual])[] = [
  [/\b(?:lat|latitude)$/, ({ scene }) => near(scene, cityOf(scene).latitude, "latitude")],
  [/\b(?:lng|lon|long|longitude)$/, ({ scene }) => near(scene, cityOf(scene).longitude, "longitude")],
  [/\b(?:timestamp|at|time|date|since|until|expires|expiry|updated|created|modified) (?:ms|millis|milliseconds)$/, moment(1)],
  [/\b(?:at|timestamp|created|updated|modified|expires|expiry|since|until|expiration|due date|epoch|unix time|period start|period end|start time|end time|start date|end date)$/, moment(1000)],
  [/\byear$/, within(2019, 2026)],
  [/\bmonth$/, within(1, 12)],
  [/\b(?:day)$/, within(1, 28)],
  [/\bhours?$/, within(0, 23)],
  [/\b(?:minutes?|seconds?)$/, within(0, 59)],
  [/\b(?:ms|millis|milliseconds|duration|latency|elapsed)$/, within(20, 900)],
  [/\bage$/, within(19, 78)],
  [/\b(?:status code|http status|status)$/, within(200, 200)],
  [/\b(?:quantity|qty|units)$/, within(1, 12)],
  [/\b(?:rating|stars|score)$/, within(1, 5, 1)],
  [/\b(?:percent|percentage|pct|progress|discount)$/, within(0, 100, 1)],
  [/\b(?:probability|ratio|rate|confidence|similarity|weight|temperature)$/, within(0, 1, 2)],
  [/\b(?:price|amount|total|subtotal|cost|balance|fee|tax|net|gross|value|sum|salary|revenue)$/, within(5, 500, 2)],
  [/\b(?:bytes|file size|size)$/, within(1_000, 900_000)],
  [/\b(?:width|height)$/, within(100, 1600)],
  [/\bport$/, within(1024, 9999)],
  [/\b(?:page|version|rank|position|index|order|level|priority|line|offset|retry|attempts?)$/, within(1, 9)],
  [/\b(?:count|total count|size|length|limit|stock|inventory|likes|views|followers|stargazers)$/, within(3, 90)],
  [/\b(?:id|ids|identifier|number|no)$/, within(1, 99_999)],
];

const known = new Map<string, Usual>();
const anything = within(1, 100, 2);

/** What is usual for a number of a name. */
export function usualRange(hint: Hint, isWhole: boolean): UsualRange {
  const words = wordsOf(hint.name);
  let usual = known.get(words);
  if (usual === undefined) {
    usual = byName.find(([form]) => form.test(words))?.[1] ?? anything;
    if (known.size > 10_000) known.clear();
    known.set(words, usual);
  }
  const range = usual(hint, words);
  return isWhole ? { least: Math.ceil(range.least), most: Math.max(Math.floor(range.most), Math.ceil(range.least)), places: 0 } : range;
}
