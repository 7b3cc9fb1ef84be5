// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import type { Outgoing, RefreshableCredential, Scheme } from "./auth.js";
import { untilAborted } from "./limit.js";
import type { Settings } from "./settings.js";

/** A credential that goes out with an attempt. */
interface Used {
  readonly scheme: Scheme;
  readonly credential: unknown;
  readonly value: unknown;
  readonly text: string;
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
    const value = isReady(credential)
      ? credential
      : await untilAborted(currentValue(scheme.encode, credential), signal);
    if (value === undefined || value === null) return undefined;
    used.push({ scheme, credential, value, text: scheme.encode(value) });
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
  /** What the server refused last. */
  refused?: string;
  /** What the credential itself gave at that time: as long as it still does, `replacement` goes out instead. */
  given?: string;
  replacement?: unknown;
  pending?: Promise<void> | undefined;
}

const renewals = new WeakMap<object, Renewal>();

const isRefreshable = (credential: unknown): credential is RefreshableCredential<unknown> =>
  typeof credential === "object" &&
  credential !== null &&
  "refresh" in credential &&
  typeof credential.refresh === "function";

/** Neither has to be asked nor can have been renewed. */
function isReady(credential: unknown): boolean {
  return typeof credential !== "function" && !isRefreshable(credential);
}

/** What the credential gives by itself, renewed or not. */
async function givenValue(credential: unknown): Promise<unknown> {
  const source = isRefreshable(credential) ? credential.token : credential;
  return typeof source === "function" ? ((await source()) as unknown) : source;
}

async function currentValue(encode: (value: unknown) => string, credential: unknown): Promise<unknown> {
  const value = await givenValue(credential);
  if (!isRefreshable(credential) || value === undefined || value === null) return value;
  const renewal = renewals.get(credential);
  await renewal?.pending;
  return renewal?.given !== undefined && renewal.given === encode(value) ? renewal.replacement : value;
}

/**
 * After a 401: gets new credentials where that is possible. True: the call is worth another try. However many calls
 * meet the 401, one of them refreshes and the others wait for it; one that comes late finds the new credential there
 * already.
 */
export async function renew(authorization: Authorization, signal: AbortSignal | undefined): Promise<boolean> {
  let changed = false;
  for (const used of authorization) {
    if (isRefreshable(used.credential) && (await untilAborted(renewOne(used, used.credential), signal))) changed = true;
  }
  return changed;
}

async function renewOne({ scheme, value, text }: Used, credential: RefreshableCredential<unknown>): Promise<boolean> {
  const encode = scheme.encode ?? String;
  const renewal = renewals.get(credential) ?? {};
  renewals.set(credential, renewal);
  const isNew = async (): Promise<boolean> => {
    const current = await currentValue(encode, credential);
    return current !== undefined && current !== null && encode(current) !== text;
  };
  if (await isNew()) return true;
  if (renewal.refused !== text)
    renewal.pending ??= refresh(renewal, credential, { value, text, encode }).finally(() => {
      renewal.pending = undefined;
    });
  return isNew();
}

async function refresh(
  renewal: Renewal,
  credential: RefreshableCredential<unknown>,
  refused: { readonly value: unknown; readonly text: string; readonly encode: (value: unknown) => string },
): Promise<void> {
  const given = await givenValue(credential);
  const replacement = await credential.refresh(refused.value);
  if (replacement === undefined) return;
  renewal.refused = refused.text;
  renewal.given = given === undefined || given === null ? refused.text : refused.encode(given);
  renewal.replacement = replacement;
}
