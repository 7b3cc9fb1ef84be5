import { essenceOf } from "../media-type.js";
import { forkRandom, openRandom } from "../data/random.js";
import type { Wish } from "../data/index.js";
import type { ChosenContent, Visit } from "./desk.js";
import { isObject, type Members, mergePatch, textOfValue } from "./members.js";
import { sampleFile } from "./samples.js";
import { lengthOf, pause } from "./timing.js";

/** What a body should be like. */
export interface BodyWish {
  readonly seed: string;
  /** Members that it should have, where its schema lets it. */
  readonly given?: unknown;
  /** The body itself, already made: valid, or nothing better can be made. */
  readonly value?: unknown;
  /** One of the contract's examples, by name. */
  readonly example?: string | undefined;
  readonly size?: "small" | "full";
}

/** Makes the body of an answer as a handler gives it. Throws `NoValue`. */
export function makeBody(visit: Visit, chosen: ChosenContent, wish: BodyWish): unknown {
  const { content, mediaType } = chosen;
  switch (content.kind) {
    case "json":
    case "form":
    case "multipart":
      return makeValue(visit, chosen, wish);
    case "text":
      return makeText(visit, chosen, wish);
    case "binary":
      return sampleFile(essenceOf(mediaType));
    case "events":
    case "jsonLines":
      return makeItems(visit, chosen, wish);
  }
}

function makeValue({ desk, preferences }: Visit, { content }: ChosenContent, wish: BodyWish): unknown {
  if (wish.value !== undefined) return wish.value;
  const { schema } = content;
  const example = exampleOf(content.examples, wish.example, preferences.dynamic ?? desk.examples === "never");
  if (schema === undefined) return wish.given ?? example?.value ?? {};
  // Members that were asked for stand in the example, too.
  const value = example === undefined ? undefined : overlay(example.value, wish.given);
  for (const candidate of example === undefined ? [] : [value, example.value]) if (desk.data.accepts(schema, candidate)) return candidate;
  return desk.data.make(schema, wishOf(visitWish(desk, preferences.dynamic), wish, value ?? wish.given));
}

/** The named example; else the first, if nothing has to be made up. */
function exampleOf(
  examples: Readonly<Record<string, unknown>> | undefined,
  name: string | undefined,
  isDynamic: boolean,
): { readonly value: unknown } | undefined {
  if (examples === undefined) return undefined;
  if (name !== undefined) return Object.hasOwn(examples, name) ? { value: examples[name] } : undefined;
  const [first] = isDynamic ? [] : Object.values(examples);
  return first === undefined ? undefined : { value: first };
}

function overlay(example: unknown, given: unknown): unknown {
  if (!isObject(example) || !isObject(given)) return example;
  const known: Members = Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(example, name)));
  return mergePatch(example, known, "set");
}

function visitWish(desk: Visit["desk"], isDynamic: boolean | undefined): Wish {
  return { examples: isDynamic === undefined ? desk.examples : isDynamic ? "never" : "first", ...(desk.now === undefined ? {} : { now: desk.now }) };
}

function wishOf(usual: Wish, { seed, size }: BodyWish, given: unknown): Wish {
  return { ...usual, seed, ...(given === undefined ? {} : { given }), ...(size === undefined ? {} : { size }) };
}

function makeText(visit: Visit, chosen: ChosenContent, wish: BodyWish): unknown {
  const value = chosen.content.schema === undefined && chosen.content.examples === undefined ? "text" : makeValue(visit, chosen, wish);
  const text = textOfValue(value);
  if (text !== undefined || !/[/+]xml$/.test(essenceOf(chosen.mediaType))) return text ?? value;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("root", value)}\n`;
}

/** XML of a JSON value: an element a member. Names that XML doesn't have are written as it can. */
function element(name: string, value: unknown): string {
  const tag = /^[A-Za-z_][\w.-]*$/.test(name) ? name : "item";
  const inner = Array.isArray(value)
    ? value.map((item: unknown) => element("item", item)).join("")
    : isObject(value)
      ? Object.entries(value).map(([member, each]) => element(member, each)).join("")
      : escape(textOfValue(value) ?? "");
  return `<${tag}>${inner}</${tag}>`;
}

const escape = (text: string): string => text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, "");

/** One item after the other, with a pause before each but the first, until the client leaves. */
async function* makeItems(visit: Visit, chosen: ChosenContent, wish: BodyWish): AsyncGenerator<unknown, void, undefined> {
  const { desk, call } = visit;
  const random = forkRandom(openRandom(wish.seed), "pauses");
  for (const item of listItems(visit, chosen, wish)) {
    if (call.signal.aborted) return;
    yield item();
    await pause(lengthOf(desk.stream.pause, random), call.signal);
  }
}

/** The items, each made when its turn comes. */
function listItems(visit: Visit, { content, spec }: ChosenContent, wish: BodyWish): readonly (() => unknown)[] {
  const { desk, preferences } = visit;
  const { schema } = content;
  if (Array.isArray(wish.value)) return wish.value.map((item: unknown) => () => item);
  const example = exampleOf(content.examples, wish.example, preferences.dynamic ?? desk.examples === "never");
  if (Array.isArray(example?.value) && (schema === undefined || example.value.every((item) => desk.data.accepts(schema, item))))
    return example.value.map((item: unknown) => () => item);
  const isWhole = spec?.kind === "events" && (spec.as === "event" || spec.as === "jsonEvent");
  return Array.from({ length: desk.stream.items ?? 5 }, (_none, index) => () => {
    if (schema === undefined) return isWhole ? { data: "" } : {};
    const examples = index === 0 ? visitWish(desk, preferences.dynamic) : { ...visitWish(desk, true) };
    const seed = `${wish.seed} ${index}`;
    const item = desk.data.make(schema, wishOf(examples, { seed }, wish.given));
    if (content.data === undefined || !isObject(item)) return item;
    return { ...item, data: desk.data.make(content.data, wishOf(examples, { seed: `${seed} data` }, undefined)) };
  });
}
