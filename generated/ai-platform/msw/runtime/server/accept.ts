/** One range of an `Accept` header. */
interface Wish {
  readonly type: string;
  readonly subtype: string;
  /** From 0 to 1. */
  readonly weight: number;
}

/**
 * Which of the media types that there are (`offers`, in lower case, without parameters) an `Accept` header likes best (RFC 9110, section
 * 12.5.1); between equals, the first. `undefined`: it likes none.
 */
export function chooseMediaType(accept: string | undefined, offers: readonly string[]): string | undefined {
  if (accept === undefined || accept === "") return offers[0];
  const wishes = accept.split(",").flatMap(parseWish);
  let best: string | undefined;
  let bestWeight = 0;
  for (const offer of offers) {
    const weight = weightOf(offer, wishes);
    if (weight > bestWeight) [best, bestWeight] = [offer, weight];
  }
  return best;
}

function parseWish(text: string): readonly Wish[] {
  const [range = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const [type = "", subtype = ""] = range.split("/");
  if (type === "" || subtype === "") return [];
  const written = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  const weight = written === undefined ? 1 : Number(written);
  return [{ type, subtype, weight: weight >= 0 && weight <= 1 ? weight : 0 }];
}

/** The narrowest range that holds the media type says how much it is liked. */
function weightOf(offer: string, wishes: readonly Wish[]): number {
  const [type, subtype] = offer.split("/");
  let weight = 0;
  let rank = 0;
  for (const wish of wishes) {
    const own = wish.type === type ? (wish.subtype === subtype ? 3 : wish.subtype === "*" ? 2 : 0) : 0;
    const wishRank = own > 0 ? own : wish.type === "*" && wish.subtype === "*" ? 1 : 0;
    if (wishRank > rank) [weight, rank] = [wish.weight, wishRank];
  }
  return weight;
}
