/** A W3C `traceparent`, alone or with its `tracestate`. */
export type TraceContext = string | { readonly traceparent: string; readonly tracestate?: string };

/** The headers of a trace context (W3C Trace Context, section 3). */
export function traceHeaders(
  trace: boolean | TraceContext | (() => TraceContext | undefined) | undefined,
): Readonly<Record<string, string>> | undefined {
  const context = trace === true ? createTraceparent() : typeof trace === "function" ? trace() : trace;
  if (context === undefined || context === false) return undefined;
  if (typeof context === "string") return { traceparent: context };
  return context.tracestate === undefined
    ? { traceparent: context.traceparent }
    : { traceparent: context.traceparent, tracestate: context.tracestate };
}

/** Starts a trace: a new `traceparent` with the sampled flag. */
export function createTraceparent(): string {
  return `00-${randomHex(16)}-${randomHex(8)}-01`;
}

/** A random UUID, version 4 (RFC 9562). `crypto.randomUUID` is missing on pages without TLS. */
export function createId(): string {
  const hex = randomHex(16);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function randomHex(bytes: number): string {
  let text = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(bytes))) text += byte.toString(16).padStart(2, "0");
  return text;
}
