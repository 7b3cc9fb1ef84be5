import type { Data } from "./wish.js";
import { openHeights } from "./heights.js";
import { openJudge } from "./judge.js";
import { listNearMisses } from "./near-misses.js";
import { NoValue } from "./no-value.js";
import { forkRandom, openRandom } from "./random.js";
import { failed, type Place, pointerOf, type Run } from "./run.js";
import { openScene, usualNow } from "./scene.js";
import type { Schema, Schemas } from "./schema.js";
import { solve } from "./solve.js";
import { openForest } from "./tree.js";

/** What each attempt of a search may take. The first is enough for nearly all schemas. */
const budgets = [3_000, 6_000, 12_000, 24_000];
/** So many members and items are made that needn't be there. */
const room = 400;

/** Opens the generator of values of a contract's schemas. What it learns of them is kept, and changes no value. */
export function openData(schemas: Schemas): Data {
  const judge = openJudge(schemas);
  const forest = openForest(judge, schemas);
  const height = openHeights(judge.resolve);
  const schemaOf = (name: string): Schema => {
    if (!Object.hasOwn(schemas, name)) throw new TypeError(`there is no schema ${JSON.stringify(name)}`);
    return schemas[name] as Schema;
  };
  const make: Data["make"] = (name, wish = {}) => {
    const schema = schemaOf(name);
    const random = forkRandom(openRandom(wish.seed ?? ""), name);
    let run: Run | undefined;
    for (const [turn, budget] of budgets.entries()) {
      const now = wish.now ?? usualNow;
      run = { forest, height, now, useSamples: wish.examples !== "never", budget, isExhausted: false, room, blame: undefined };
      const called = wish.name ?? lastWord(name);
      const stream = turn === 0 ? random : forkRandom(random, turn);
      const place: Place = { random: stream, name: called, scene: openScene(stream, called, now), depth: 0, isSmall: wish.size === "small" || turn > 1, given: wish.given, useSamples: run.useSamples, outer: undefined, step: "", owner: undefined };
      const made = solve(run, forest.demand([schema]), place);
      if (made !== failed && judge.accepts(schema, made)) return made;
      if (made === failed && !run.isExhausted && turn > 1) break;
    }
    throw new NoValue(name, run?.blame === undefined ? "" : pointerOf(run.blame.place), run?.blame?.reason ?? "none was found in reasonable time");
  };
  return {
    make,
    accepts: (name, value) => judge.accepts(schemaOf(name), value),
    nearMisses(name, wish = {}) {
      const random = forkRandom(openRandom(wish.seed ?? ""), `beside ${name}`);
      const now = wish.now ?? usualNow;
      const hint = { name: wish.name ?? lastWord(name), scene: openScene(random, name, now) };
      const makeOf = (schema: Schema): unknown => {
        const run: Run = { forest, height, now, useSamples: true, budget: 1_000, isExhausted: false, room, blame: undefined };
        const place: Place = { random, ...hint, depth: 0, isSmall: false, given: undefined, useSamples: true, outer: undefined, step: "", owner: undefined };
        const made = solve(run, forest.demand([schema]), place);
        return made !== failed && judge.accepts(schema, made) ? made : undefined;
      };
      return listNearMisses({ judge, makeOf, random, hint }, schemaOf(name), make(name, wish));
    },
  };
}

/** What a schema's name says of its values: `User` of `User@request`, `limit` of `listUsers:parameter:limit`, `listUsers` of its answers. */
function lastWord(name: string): string {
  const parts = name.replace(/[@*][^:]*$/u, "").split(":");
  const said = parts.length > 2 && (parts.includes("response") || parts.includes("body")) ? parts[0] : parts.at(-1);
  return said?.split(" ").at(-1) ?? name;
}
