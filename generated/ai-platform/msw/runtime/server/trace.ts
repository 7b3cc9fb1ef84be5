/** Where a request stands in its trace (W3C Trace Context, section 3). */
export interface Trace {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits: this request. */
  readonly spanId: string;
  /** The client's span; absent: the trace begins here. */
  readonly parentId: string | undefined;
  /** Two hexadecimal digits. */
  readonly flags: string;
}

/** Later versions may add fields behind a hyphen; version ff is none (section 3.2.2). */
const traceparent = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** Goes on with the client's trace, or begins one where there is none, or a broken one. */
export function openTrace(header: string | undefined): Trace {
  const { traceId, parentId, flags } = readTrace(header);
  return new OpenedTrace(traceId, parentId, flags);
}

/** Most traces of small servers are looked at for their first id alone. */
class OpenedTrace implements Trace {
  readonly traceId: string;
  readonly parentId: string | undefined;
  readonly flags: string;
  private madeId: string | undefined;

  constructor(traceId: string, parentId: string | undefined, flags: string) {
    this.traceId = traceId;
    this.parentId = parentId;
    this.flags = flags;
  }

  get spanId(): string {
    return (this.madeId ??= randomHex(8));
  }
}

function readTrace(header: string | undefined): Omit<Trace, "spanId"> {
  const [, version, traceId, parentId, flags, more] = (header === undefined ? null : traceparent.exec(header)) ?? [];
  if (traceId === undefined || flags === undefined || (version === "00" && more !== undefined))
    return { traceId: randomHex(16), parentId: undefined, flags: "01" };
  return { traceId, parentId, flags: (Number.parseInt(flags, 16) & 1) === 1 ? "01" : "00" };
}

/** The header with which calls to other servers go on. */
export function traceparentOf({ traceId, spanId, flags }: Trace): string {
  return `00-${traceId}-${spanId}-${flags}`;
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
// Asking for randomness costs more than the bytes do.
const pool = new Uint8Array(4096);
let used = pool.length;

function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  let text = "";
  for (const end = used + bytes; used < end; used += 1) text += hex[pool[used] ?? 0] ?? "";
  return text;
}
