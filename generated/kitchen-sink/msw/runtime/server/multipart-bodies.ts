import { setMember } from "../check/convert.js";
import { type Findings, pointerTo } from "../check/findings.js";
import type { BodyValue, Incoming, ReadBody } from "./bodies.js";
import { type Faults, messages, unreadable } from "./faults.js";
import { MalformedMultipart, MultipartParser } from "./multipart-parser.js";
import { type Collected, PartCollector } from "./part-collector.js";
import { type PartPlan, planPart } from "./part-values.js";
import type { RequestLimits } from "./request.js";
import type { MultipartContent } from "./route.js";
import type { Upload } from "./upload.js";
import { FileStore } from "./uploads.js";
import { accepts, convert } from "./verdict.js";

/** How the parts of a body are read: by name, or by position. */
export interface PartPlans {
  readonly named: ReadonlyMap<string, PartPlan>;
  readonly rest: PartPlan | undefined;
  /** Present: the parts are the items of a list. */
  readonly positional: { readonly prefix: readonly PartPlan[]; readonly items: PartPlan } | undefined;
}

/** Plans a multipart body (RFC 7578; OpenAPI 3.2, 4.15.2 and 4.15.3). Files are kept until the answer has been sent. */
export function planMultipart(content: MultipartContent, limits: RequestLimits): ReadBody {
  const plans = planParts(content, limits);
  return async (incoming, faults) => {
    const store = new FileStore(limits.spool);
    const release = (): Promise<void> => store.release();
    try {
      const collector = new PartCollector(plans, store);
      const isWhole = await readParts(incoming, limits, collector, store);
      if (isWhole === undefined) return { value: undefined };
      if (!isWhole) {
        faults.in("body").add("", "encoding", messages.multipart);
        return { value: unreadable, release };
      }
      return { value: finishParts(content, plans, collector, faults), release };
    } catch (error) {
      await release();
      throw error;
    }
  };
}

function planParts(content: MultipartContent, limits: RequestLimits): PartPlans {
  const isPositional = content.prefix !== undefined || content.items !== undefined;
  return {
    named: new Map(Object.entries(content.members).map(([name, part]) => [name, planPart(name, part, limits)])),
    rest: content.rest === undefined ? undefined : planPart("", content.rest, limits),
    positional: isPositional
      ? {
          prefix: (content.prefix ?? []).map((part) => planPart("", part, limits)),
          items: planPart("", content.items ?? {}, limits),
        }
      : undefined,
  };
}

/** Whether all parts came; `undefined`: not one byte did. */
async function readParts(
  { exchange, type }: Incoming,
  { maxBodyBytes }: RequestLimits,
  collector: PartCollector,
  store: FileStore,
): Promise<boolean | undefined> {
  let isEmpty = true;
  try {
    const parser = new MultipartParser(type.boundary, collector);
    for await (const chunk of exchange.stream(maxBodyBytes)) {
      if (chunk.length === 0) continue;
      isEmpty = false;
      parser.push(chunk);
      await store.flush();
    }
    if (isEmpty) return undefined;
    parser.finish();
    return true;
  } catch (error) {
    if (error instanceof MalformedMultipart) return false;
    throw error;
  }
}

/** A text that stands for a file while its schema is checked, as long as the file in bytes. */
function standIn(file: Upload): string {
  return "\0".repeat(Math.min(file.size ?? 0, 2 ** 28));
}

function finishParts(
  content: MultipartContent,
  plans: PartPlans,
  collector: PartCollector,
  faults: Faults,
): BodyValue["value"] {
  const found = faults.in("body");
  for (const pointer of collector.faults) found.add(pointer, "encoding", messages.utf8);
  const whole =
    plans.positional === undefined ? readNamed(plans, collector, found) : readPositional(plans, collector, found);
  if (whole === unreadable || collector.faults.length > 0 || !accepts(content, whole, "", found)) return unreadable;
  const value = convert(content, whole, true);
  putFiles(value, collector);
  return value;
}

function readNamed({ named, rest }: PartPlans, collector: PartCollector, found: Findings): unknown {
  const object: Record<string, unknown> = {};
  let isWhole = true;
  for (const [name, parts] of collector.named) {
    const value = readMember(named.get(name) ?? rest, parts, pointerTo("", name), found);
    if (value === unreadable) isWhole = false;
    else setMember(object, name, value);
  }
  return isWhole ? object : unreadable;
}

/** What came under one name. What the contract doesn't describe is only there. */
function readMember(plan: PartPlan | undefined, parts: readonly Collected[], at: string, found: Findings): unknown {
  if (plan === undefined) return "";
  if (!plan.isFile)
    return plan.read(
      parts.map(({ text = "" }) => text),
      at,
      found,
    );
  const texts = parts.map(({ file }) => (file === undefined ? "" : standIn(file)));
  if (plan.isList) return texts;
  if (texts.length === 1) return texts[0];
  found.add(at, "duplicate", messages.duplicate);
  return unreadable;
}

function readPositional({ positional }: PartPlans, collector: PartCollector, found: Findings): unknown {
  const list = collector.positional.map(({ text = "", file }, index) => {
    const plan = positional?.prefix[index] ?? positional?.items;
    if (file !== undefined) return standIn(file);
    return plan === undefined ? "" : plan.read([text], `/${index}`, found);
  });
  return list.includes(unreadable) ? unreadable : list;
}

/** Puts the files where the texts are that stood for them, unless the contract drops them there. */
function putFiles(value: unknown, collector: PartCollector): void {
  if (Array.isArray(value)) {
    putInto(value, collector.positional);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, parts] of collector.named) {
    const [first] = parts;
    if (first?.file === undefined || !Object.hasOwn(value, name)) continue;
    const member = (value as Record<string, unknown>)[name];
    if (Array.isArray(member)) putInto(member, parts);
    else setMember(value as Record<string, unknown>, name, first.file);
  }
}

function putInto(list: unknown[], parts: readonly Collected[]): void {
  for (const [index, { file }] of parts.entries()) if (file !== undefined && index < list.length) list[index] = file;
}
