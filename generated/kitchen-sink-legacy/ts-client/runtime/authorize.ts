// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import type { Outgoing, RefreshableCredential, Scheme } from "./auth.js";
import { RequestError } from "./errors.js";
import { untilAborted } from "./limit.js";
import type { Settings } from "./settings.js";

/** A credential that goes out with an attempt. */
interface Used {
  readonly scheme: Scheme;
  readonly value: unknown;
  readonly text: string;
  /** If the credential can be refreshed; and how often it had been when this was taken. */
  readonly renewal: Renewal | undefined;
  readonly refreshes: number | undefined;
}

/** The credentials of one attempt. Empty: none was needed, or there was none to send. */
export type Authorization = readonly Used[];

/**
 * Chooses the first alternative of the operation's security for which there are credentials, and asks for them.
 * If there is none the request goes out without: it is the server who says 401.
 */
export async function authorize(
  settings: Settings,
  security: readonly (readonly string[])[],
  signal: AbortSignal | undefined,
): Promise<Authorization> {
  for (const alternative of security) {
    const used = await satisfy(settings, alternative, signal);
    if (used !== undefined && used.length > 0) return used;
  }
  return [];
}

async function satisfy(
  settings: Settings,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Authorization | undefined> {
  const used: Used[] = [];
  for (const name of names) {
    const scheme = Object.hasOwn(settings.contract.schemes, name) ? settings.contract.schemes[name] : undefined;
    if (scheme === undefined) return undefined;
    if (scheme.encode === undefined) continue;
    const credential = settings.auth.get(name);
    const renewal = renewalOf(credential);
    // It would wait for itself.
    if (renewal?.isCalling === true)
      throw new RequestError(`'refresh' calls what needs '${name}': give that call { auth: { ${name}: refused } }`);
    let value: unknown = credential;
    if (renewal !== undefined) value = await untilAborted(currentValue(scheme.encode, renewal), signal);
    else if (typeof credential === "function") value = await untilAborted(givenValue(credential), signal);
    if (value === undefined || value === null) return undefined;
    used.push({ scheme, value, text: scheme.encode(value), renewal, refreshes: renewal?.refreshes });
  }
  return used;
}

/** Writes the credentials. True: one of them is in a header that `fetch` would take along to another origin. */
export function placeCredentials(authorization: Authorization, outgoing: Outgoing): boolean {
  for (const { scheme, text } of authorization) scheme.place(text, outgoing);
  return authorization.some(({ scheme }) => !scheme.dropsOnRedirect);
}

// ---------------------------------------------------------------- renewal

/** What became of a refreshable credential. All clients and calls that use the credential share it. */
interface Renewal {
  readonly credential: RefreshableCredential<unknown>;
  /** How often `refresh` has answered. */
  refreshes: number;
  /** `refresh` is being called: what calls the API right now is a part of it. */
  isCalling: boolean;
  /** What the credential itself gave at the last time: as long as it still does, `replacement` goes out instead. */
  given?: string;
  replacement?: unknown;
  pending?: Promise<void> | undefined;
}

const renewals = new WeakMap<object, Renewal>();

const isRefreshable = (credential: unknown): credential is RefreshableCredential<unknown> =>
  typeof credential === "object" &&
  typeof (credential as { readonly refresh?: unknown } | null)?.refresh === "function";

/** The renewal of a credential; `undefined`: it can't be refreshed. */
function renewalOf(credential: unknown): Renewal | undefined {
  if (!isRefreshable(credential)) return undefined;
  const renewal = renewals.get(credential) ?? { credential, refreshes: 0, isCalling: false };
  renewals.set(credential, renewal);
  return renewal;
}

/** What a credential gives by itself, renewed or not. */
async function givenValue(source: unknown): Promise<unknown> {
  return typeof source === "function" ? ((await source()) as unknown) : source;
}

async function currentValue(encode: (value: unknown) => string, renewal: Renewal): Promise<unknown> {
  const value = await givenValue(renewal.credential.token);
  if (value === undefined || value === null) return value;
  await renewal.pending;
  return renewal.given !== undefined && renewal.given === encode(value) ? renewal.replacement : value;
}

/**
 * After a 401: gets new credentials where that is possible. True: the call is worth another try. However many calls
 * meet the 401, one of them refreshes and the others wait for it; one that was on its way meanwhile takes what that
 * gave.
 */
export async function renew(authorization: Authorization, signal: AbortSignal | undefined): Promise<boolean> {
  let changed = false;
  for (const used of authorization) {
    if (used.renewal !== undefined && (await untilAborted(renewOne(used, used.renewal), signal))) changed = true;
  }
  return changed;
}

async function renewOne({ scheme, value, text, refreshes }: Used, renewal: Renewal): Promise<boolean> {
  const encode = scheme.encode ?? String;
  const isNew = async (): Promise<boolean> => {
    const current = await currentValue(encode, renewal);
    return current !== undefined && current !== null && encode(current) !== text;
  };
  if (await isNew()) return true;
  // Waited for at once: until somebody does, its failure would be nobody's.
  if (renewal.refreshes === refreshes)
    await (renewal.pending ??= refresh(renewal, { value, text, encode }).finally(() => {
      renewal.pending = undefined;
    }));
  return isNew();
}

async function refresh(
  renewal: Renewal,
  refused: { readonly value: unknown; readonly text: string; readonly encode: (value: unknown) => string },
): Promise<void> {
  const given = await givenValue(renewal.credential.token);
  let answer: unknown;
  renewal.isCalling = true;
  try {
    answer = renewal.credential.refresh(refused.value);
  } finally {
    renewal.isCalling = false;
  }
  const replacement = await answer;
  renewal.refreshes += 1;
  if (replacement === undefined) return;
  renewal.given = given === undefined || given === null ? refused.text : refused.encode(given);
  renewal.replacement = replacement;
}
