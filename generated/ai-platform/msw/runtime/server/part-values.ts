import type { Findings } from "../check/findings.js";
import { messages } from "./faults.js";
import { planNamed } from "./forms.js";
import { findMediaType, parseContentType, planMediaTypes } from "./media-types.js";
import { createPairPlanner, type PairCoding, scanPairs } from "./pairs.js";
import type { RequestLimits } from "./request.js";
import type { PartSpec } from "./route.js";
import type { Undoing } from "./structures.js";
import { planPairs } from "./style-pairs.js";
import { hasStructure, listOf, membersSpecOf } from "./texts.js";
import { undoNothing } from "./undo.js";

/** How the parts of one name, or at one position, are read. */
export interface PartPlan {
  /** The handler gets it as an `Upload`. */
  readonly isFile: boolean;
  /** Each part is one item. */
  readonly isList: boolean;
  /** Whether a part may be of a media type. One that says none may. */
  readonly takes: (contentType: string | undefined) => boolean;
  /** The value of the texts that came. */
  readonly read: (texts: readonly string[], at: string, found: Findings) => unknown;
}

/** The texts of parts stand as they are. */
const undoing: Undoing = { undo: undoNothing, message: messages.utf8 };
const coding: PairCoding = { separator: "&", undoName: undoNothing };

/** Plans the parts of one name. */
export function planPart(name: string, part: PartSpec, limits: RequestLimits): PartPlan {
  const { contentTypes } = part;
  const types =
    contentTypes === undefined ? undefined : planMediaTypes(contentTypes.map((type) => [type, true] as const));
  const text = part.text ?? "string";
  return {
    isFile: part.content?.kind === "binary",
    isList: part.list ?? listOf(text) !== undefined,
    takes: (contentType) => {
      if (contentType === undefined || types === undefined) return true;
      const type = parseContentType(contentType);
      return type !== undefined && findMediaType(types, type.essence) === true;
    },
    read: part.style === undefined ? planPlain(part, limits) : planStyled(name, part),
  };
}

function planPlain(part: PartSpec, limits: RequestLimits): PartPlan["read"] {
  const read = planNamed(part, limits, undoing);
  return (texts, at, found) => read(texts.length === 1 && texts[0] !== undefined ? texts[0] : texts, at, found);
}

/**
 * With a style, a part is what a query would have behind the name, without percent-encoding (OpenAPI 3.2, 4.15.1.2); what would be
 * several pairs there is one text with `&` between them.
 */
function planStyled(name: string, part: PartSpec): PartPlan["read"] {
  const planner = createPairPlanner();
  const spec = part.text ?? "string";
  const isSpread = part.style === "deepObject" || (hasPairs(part) && listOf(spec) === undefined);
  const read = planPairs(part, name, undoing, "", planner, false);
  return (texts, at, found) => {
    const own: Findings = { add: (pointer, rule, message) => found.add(at + pointer, rule, message) };
    const pairs = isSpread
      ? scanPairs(texts.join("&"), planner, coding, own)
      : { values: [texts.length === 1 && texts[0] !== undefined ? texts[0] : texts], deep: [], others: new Map() };
    return read(pairs, own) ?? {};
  };
}

function hasPairs({ text = "string", style, explode }: PartSpec): boolean {
  return (
    hasStructure(text) && membersSpecOf(text) !== undefined && (explode ?? (style === "form" || style === "cookie"))
  );
}
