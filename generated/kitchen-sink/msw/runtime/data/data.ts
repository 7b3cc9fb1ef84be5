import { openHeights } from "./heights.js";
import { openJudge } from "./judge.js";
import { listNearMisses } from "./near-misses.js";
import { NoValue } from "./no-value.js";
import { forkRandom, openRandom, type Random } from "./random.js";
import { failed, type Place, pointerOf, type Run } from "./run.js";
import { openScene, usualNow } from "./scene.js";
import type { Schema, Schemas } from "./schema.js";
import { solve } from "./solve.js";
import { openForest } from "./tree.js";
import type { Data, Wish } from "./wish.js";

/** What each attempt of a search may take. The first is enough for nearly all schemas. */
const budgets = [3_000, 6_000, 12_000, 24_000];
/** So many members and items are made that needn't be there. */
const room = 400;
/** What a part of a value, made to stand in another one, may take. */
const fewSteps = 1_000;

/** Opens the generator of values of a contract's schemas. What it learns of them is kept, and changes no value. */
export function openData(schemas: Schemas): Data {
  const judge = openJudge(schemas);
  const tools = { forest: openForest(judge, schemas), height: openHeights(judge.resolve) };
  const schemaOf = (name: string): Schema => {
    if (!Object.hasOwn(schemas, name)) throw new TypeError(`there is no schema ${JSON.stringify(name)}`);
    return schemas[name] as Schema;
  };
  const make: Data["make"] = (name, wish = {}) => {
    const schema = schemaOf(name);
    const random = forkRandom(openRandom(wish.seed ?? ""), name);
    let run: Run | undefined;
    for (const [turn, budget] of budgets.entries()) {
      run = { ...tools, ...startRun(wish, budget) };
      const place = openPlace(wish, turn === 0 ? random : forkRandom(random, turn), wish.name ?? lastWord(name));
      const made = solve(run, tools.forest.demand([schema]), turn > 1 ? { ...place, isSmall: true } : place);
      if (made !== failed && judge.accepts(schema, made)) return made;
      if (made === failed && !run.isExhausted && turn > 1) break;
    }
    throw new NoValue(name, run?.blame === undefined ? "" : pointerOf(run.blame.place), run?.blame?.reason ?? "none was found in reasonable time");
  };
  const nearMisses: Data["nearMisses"] = (name, wish = {}) => {
    const random = forkRandom(openRandom(wish.seed ?? ""), `beside ${name}`);
    const place = openPlace({ now: wish.now ?? usualNow }, random, wish.name ?? lastWord(name));
    const makeOf = (schema: Schema): unknown => {
      const made = solve({ ...tools, ...startRun({ now: wish.now ?? usualNow }, fewSteps) }, tools.forest.demand([schema]), place);
      return made !== failed && judge.accepts(schema, made) ? made : undefined;
    };
    return listNearMisses({ judge, makeOf, random, hint: { name: place.name, scene: place.scene } }, schemaOf(name), make(name, wish));
  };
  return { make, accepts: (name, value) => judge.accepts(schemaOf(name), value), nearMisses };
}

function startRun({ now = usualNow, examples }: Wish, budget: number): Omit<Run, "forest" | "height"> {
  return { now, useSamples: examples !== "never", budget, isExhausted: false, room, blame: undefined };
}

/** The place of a whole value. */
function openPlace({ now, size, given, examples }: Wish, random: Random, name: string): Place {
  const scene = openScene(random, name, now);
  return { random, name, scene, depth: 0, isSmall: size === "small", given, useSamples: examples !== "never", outer: undefined, step: "", owner: undefined };
}

/** What a schema's name says of its values: `User` of `User@request`, `limit` of `listUsers:parameter:limit`, `listUsers` of its answers. */
function lastWord(name: string): string {
  const parts = name.replace(/[@*][^:]*$/u, "").split(":");
  const said = parts.length > 2 && (parts.includes("response") || parts.includes("body")) ? parts[0] : parts.at(-1);
  return said?.split(" ").at(-1) ?? name;
}
