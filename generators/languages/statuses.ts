import type { Operation, Response } from "../contract/model.js";

/** A documented response with one status that it stands for. */
export interface AnswerPlan {
  readonly response: Response;
  /** As documented: `200`, `4XX`, `default`. */
  readonly key: string;
  readonly status: number;
}

/** What a range is most often meant for, by its hundreds. */
const usual: Readonly<Record<number, readonly number[]>> = { 2: [200, 201, 202], 3: [302, 307, 303, 301], 4: [400, 404, 409, 422], 5: [500, 503, 502] };

/** Where `default` is looked for beside a documented success, and without one. */
const failures = [5, 4, 3, 2];
const successes = [2, 5, 4, 3];

/**
 * What an operation may answer, each documented response with one status: what is answered usually comes first (the lowest documented 2xx,
 * else a range's or `default`), all others in the order of the contract. Interim responses (1xx) are no answers, and a range or `default` without a
 * status left to it is none either.
 */
export function planAnswers({ responses }: Operation): readonly AnswerPlan[] {
  const codes = new Set(responses.flatMap(({ status }) => (status.kind === "code" ? [status.code] : [])));
  const ranges = new Set(responses.flatMap(({ status }) => (status.kind === "range" ? [status.hundreds] : [])));
  const hasSuccess = ranges.has(2) || [...codes].some((code) => Math.floor(code / 100) === 2);
  const freeIn = (hundreds: number): number | undefined =>
    [...(usual[hundreds] ?? []), ...Array.from({ length: 100 }, (_, index) => hundreds * 100 + index)].find((status) => !codes.has(status));
  const plans = responses.flatMap((response): readonly AnswerPlan[] => {
    const { status } = response;
    if (status.kind === "code") return toPlan(response, String(status.code), status.code);
    if (status.kind === "range") return toPlan(response, `${status.hundreds}XX`, freeIn(status.hundreds));
    const left = (hasSuccess ? failures : successes).filter((hundreds) => !ranges.has(hundreds));
    return toPlan(response, "default", left.map(freeIn).find((found) => found !== undefined));
  });
  const first = plans.filter(({ status }) => status < 300).sort((a, b) => rankOf(a) - rankOf(b) || a.status - b.status)[0] ?? plans[0];
  return first === undefined ? [] : [first, ...plans.filter((plan) => plan !== first)];
}

const toPlan = (response: Response, key: string, status: number | undefined): readonly AnswerPlan[] =>
  status === undefined || status < 200 || status > 599 ? [] : [{ response, key, status }];

/** A status of its own goes before a range's, and that before the one of `default`. */
const rankOf = ({ response: { status } }: AnswerPlan): number => (status.kind === "code" ? 0 : status.kind === "range" ? 1 : 2);
