// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import type { OutgoingCall } from "./call.js";
import type { CallInfo } from "./options.js";
import { withoutSecrets } from "./url.js";

/**
 * What the `log` option is told. `url` has neither query nor user info, and there are no headers and bodies in it:
 * nothing that can hold a secret, unless a secret is part of a path.
 */
export type LogEntry = CallInfo & {
  readonly url: string;
  readonly requestId: string | undefined;
  readonly traceparent: string | undefined;
} & (
    | { readonly event: "start" }
    /** Another attempt follows after `delay` milliseconds. */
    | { readonly event: "retry"; readonly delay: number; readonly status?: number; readonly error?: unknown }
    /** The call is over, after `duration` milliseconds in all; a stream: it has begun. */
    | { readonly event: "end"; readonly duration: number; readonly status?: number; readonly error?: unknown }
  );

/** What happened, as `exchange` says it. */
type Happening =
  | { readonly event: "start" }
  | { readonly event: "retry"; readonly delay: number; readonly status?: number; readonly error?: unknown }
  | { readonly event: "end"; readonly started: number; readonly status?: number; readonly error?: unknown };

/** Tells the `log` option, if there is one. */
export function note(call: OutgoingCall, attempt: number, happening: Happening): void {
  const { log } = call.settings;
  if (log === undefined) return;
  const { plan, method, requestId, traceparent } = call;
  const about = {
    operation: plan.spec.id,
    method,
    path: plan.spec.path,
    url: withoutSecrets(call.url),
    attempt,
    requestId,
    traceparent,
  };
  if (happening.event !== "end") return log({ ...about, ...happening });
  const { started, ...end } = happening;
  log({ ...about, ...end, duration: performance.now() - started });
}
