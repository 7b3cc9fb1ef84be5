import { isOneOf } from "../check/equal.js";
import { FRACTION, INTEGER, NUMBER } from "./kinds.js";
import { pickNumber, type NumberRules } from "./numbers.js";
import { chance, forkRandom } from "./random.js";
import { blame, failed, type Failed, type Place, type Run, takeStep } from "./run.js";
import { pickText, type TextRules } from "./text.js";
import type { Node } from "./tree.js";

/** So often another text or number is made where one is among those that are excluded. */
const tries = 24;

/** A search for a text that finds none takes as long as so many steps. */
const costOfFailure = 20;

/** Makes a text. */
export function makeText(run: Run, { facts }: Node, place: Place): string | Failed {
  const rules: TextRules = facts;
  for (let turn = 0; turn < tries; turn++) {
    const made = pickText(rules, { name: place.name, scene: place.scene }, turn === 0 ? place.random : forkRandom(place.random, turn));
    if (made === undefined) break;
    if (!isOneOf(made, facts.excluded)) return made;
  }
  takeStep(run, costOfFailure);
  return blame(run, place, `no text was found ${tellText(rules)}`);
}

function tellText({ minLength, maxLength, patterns, formats }: TextRules): string {
  const limits = [
    maxLength < Infinity ? `of ${minLength} to ${maxLength} characters` : minLength > 0 ? `of at least ${minLength} characters` : "",
    ...patterns.map((pattern) => `that matches ${pattern}`),
    ...formats.map((format) => `of the format ${format}`),
  ];
  return limits.filter((limit) => limit !== "").join(" and ");
}

/** Makes a number. */
export function makeNumber(run: Run, { facts }: Node, place: Place): unknown {
  const { least, most, multiples, notMultiples, formats, notFormats } = facts;
  const kinds = facts.kinds & NUMBER;
  const rules: NumberRules = { integer: kinds === INTEGER, notInteger: kinds === FRACTION, least, most, multiples, notMultiples, formats, notFormats };
  for (let turn = 0; turn < tries; turn++) {
    const made = pickNumber(rules, { name: place.name, scene: place.scene }, turn === 0 ? place.random : forkRandom(place.random, turn));
    if (made === undefined) break;
    if (!isOneOf(made, facts.excluded)) return made;
  }
  return blame(run, place, `no number was found${least === undefined ? "" : ` from ${least.value}`}${most === undefined ? "" : ` to ${most.value}`}`);
}

/** Makes a truth value. */
export function makeBoolean(_run: Run, { facts }: Node, place: Place): boolean | Failed {
  const made = chance(place.random, 0.5);
  if (!isOneOf(made, facts.excluded)) return made;
  return isOneOf(!made, facts.excluded) ? failed : !made;
}
