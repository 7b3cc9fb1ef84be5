import { didYouMean } from "../closest.js";
import { type JsonObject } from "../json.js";
import { toJsonText } from "../json-text.js";
import type { Pointer, Response, ResponseLink, Status } from "../model.js";
import { childOf } from "../pointer.js";
import { buildContents } from "./bodies.js";
import { buildOnce, type Draft, type Found, follow, report, type SharedResponse, type Site, within } from "./draft.js";
import { fieldOf, isExtension, membersOf, objectOf, present, textOf } from "./fields.js";
import { buildHeaders } from "./headers.js";

/** The operations that a link may lead to: by `operationId`, and by the pointer of the operation. */
export interface LinkTargets {
  readonly ids: ReadonlySet<string>;
  readonly byPointer: ReadonlyMap<Pointer, string>;
}

/** `responses` of an operation: codes, ranges and `default`, in the order of the document (OpenAPI 3.2, Responses Object). */
export function buildResponses(draft: Draft, operation: JsonObject, site: Site, targets: LinkTargets): readonly Response[] {
  if (objectOf(operation, "responses") !== undefined && membersOf(operation, "responses").every(([key]) => isExtension(key))) {
    const hint = "add what it answers: '200', another status or 'default', with a 'description'";
    report(draft, { code: "responses-empty", severity: "warning", message: "the operation has no response", origin: childOf(site.pointer, "responses"), at: "key", hint });
  }
  return membersOf(operation, "responses").flatMap(([key, value]) => {
    const pointer = childOf(site.pointer, "responses", key);
    const status = isExtension(key) ? undefined : readStatus(draft, key, pointer);
    const found = status && follow(draft, value, within(site, pointer, key));
    if (status === undefined || found === undefined) return [];
    return [{ status, ...buildSharedResponse(draft, found, targets), ...found.prose }];
  });
}

/** A response without the status under which it is listed, read once. */
export const buildSharedResponse = (draft: Draft, found: Found, targets: LinkTargets): SharedResponse =>
  buildOnce(draft.responses, found, () => {
    const { value, site } = found;
    return {
      origin: site.pointer,
      ...present({ summary: textOf(value, "summary"), description: textOf(value, "description") }),
      headers: buildHeaders(draft, value, site, "header"),
      contents: buildContents(draft, value, site, "response"),
      links: buildLinks(draft, value, site, targets),
    };
  });

/** `200`, `4XX` or `default`. A lower-case range is read as one, with a warning; anything else is an error. */
function readStatus(draft: Draft, key: string, origin: Pointer): Status | undefined {
  if (key === "default") return { kind: "default" };
  if (/^[1-5]\d\d$/.test(key)) return { kind: "code", code: Number(key) };
  if (/^[1-5]XX$/.test(key)) return { kind: "range", hundreds: Number(key[0]) };
  const isRange = /^[1-5]xx$/i.test(key);
  report(draft, {
    code: "status-syntax",
    severity: isRange ? "warning" : "error",
    message: `'${key}' is no status of a response`,
    origin,
    at: "key",
    hint: isRange ? `write '${key.toUpperCase()}'` : "write a code from '100' to '599', a range such as '4XX', or 'default'",
  });
  return isRange ? { kind: "range", hundreds: Number(key[0]) } : undefined;
}

/** `links` of a response (OpenAPI 3.2, Link Object). */
function buildLinks(draft: Draft, response: JsonObject, site: Site, targets: LinkTargets): readonly ResponseLink[] {
  return membersOf(response, "links").flatMap(([name, value]) => {
    const found = follow(draft, value, within(site, childOf(site.pointer, "links", name)));
    return found === undefined || isExtension(name) ? [] : [buildLink(draft, name, found, targets)];
  });
}

function buildLink(draft: Draft, name: string, { value, site, prose }: Found, targets: LinkTargets): ResponseLink {
  const body = fieldOf(value, "requestBody");
  return {
    name,
    ...present({ description: prose.description ?? textOf(value, "description"), operationId: targetOf(draft, value, site.pointer, targets) }),
    parameters: membersOf(value, "parameters").map(([parameter, constant]) => ({ name: parameter, value: toJsonText(constant) })),
    ...(body !== undefined && { body: toJsonText(body) }),
  };
}

function targetOf(draft: Draft, link: JsonObject, pointer: Pointer, targets: LinkTargets): string | undefined {
  const id = textOf(link, "operationId");
  const reference = textOf(link, "operationRef");
  if (id !== undefined) {
    if (targets.ids.has(id)) return id;
    const hint = didYouMean(id, targets.ids) ?? "write the 'operationId' of an operation of this contract";
    reportLink(draft, `no operation is called '${id}'`, childOf(pointer, "operationId"), hint);
  } else if (reference?.startsWith("#") === true) {
    const target = targets.byPointer.get(decode(reference));
    if (target !== undefined) return target;
    const hint = didYouMean(reference, targets.byPointer.keys()) ?? "write a pointer such as '#/paths/~1users~1{id}/get'";
    reportLink(draft, `'${reference}' leads to no operation`, childOf(pointer, "operationRef"), hint);
  }
  return undefined;
}

function reportLink(draft: Draft, message: string, origin: Pointer, hint: string): void {
  report(draft, { code: "link-unknown", severity: "warning", message, origin, hint });
}

/** An `operationRef` is a URI reference: its fragment may be percent-encoded. */
function decode(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}
