import type { LogEntry } from "../server/log.js";
import type { ServerOptions } from "../server/options.js";
import type { Memory } from "./memory.js";
import type { OverrideList } from "./overrides.js";

/** Milliseconds: so many, between two (the seed says how many), or for ever. */
export type Delay = number | readonly [least: number, most: number] | "infinite";

/** What can be set of every mock, whatever its contract. */
export interface CommonMockOptions {
  /** The same seed makes the same answers. "" if absent. */
  readonly seed?: string | undefined;
  /**
   * Where the service stands: `https://api.example.com/v1`, or a path on whatever origin: `/v1`. If absent: the paths of the contract's
   * servers, on every origin.
   */
  readonly baseUrl?: string | readonly string[] | undefined;
  /**
   * Whether what was created is listed, read, changed and deleted. `false` (the default): each request meets the same collections,
   * whatever went before. A `Memory` may be shared by several mocks.
   */
  readonly memory?: boolean | MemoryOptions | Memory | undefined;
  /** How long every answer takes. 0 if absent. */
  readonly delay?: Delay | undefined;
  /** How many of the requests fail by themselves, from 0 to 1: every other one of these with a 500, the others with a 503. 0 if absent. */
  readonly errorRate?: number | undefined;
  /** Examples of the contract come first, where they are valid; `never`: all is made up. */
  readonly examples?: "first" | "never" | undefined;
  /** The items of a stream. */
  readonly stream?: StreamOptions | undefined;
  /** Paths below the base URL that the contract doesn't know: they go to the network (`pass`, the default), or are answered 404 (`refuse`). */
  readonly unknownPaths?: "pass" | "refuse" | undefined;
  /** What is answered from the start, and after `reset`, by operation. */
  readonly overrides?: OverrideList | undefined;
  /** The moment around which dates lie, in ms since 1970. */
  readonly now?: number | undefined;
  /** Gets one entry a request. Nothing is logged if absent, but for answers that fail, which go to `console.error`. */
  readonly log?: false | ((entry: LogEntry) => void) | undefined;
  readonly maxBodyBytes?: number | undefined;
  /** By operation: what holds for one only. */
  readonly operations?: ServerOptions["operations"];
  readonly maxDepth?: number | undefined;
  readonly unknownQuery?: "ignore" | "reject" | undefined;
}

/** `security` of a mock: taken no notice of, asked for (any will do; without one it is a 401), or judged by functions as a server's. */
export type MockSecurity<S> = "off" | "present" | S;

export interface MockOptions extends CommonMockOptions {
  /** `off` if absent. */
  readonly security?: MockSecurity<NonNullable<ServerOptions["security"]>> | undefined;
  /** As a server's: without a function, what is wrong with a request is told as a problem document (RFC 9457). */
  readonly problems?: ServerOptions["problems"];
}

export interface MemoryOptions {
  /** How many items a collection has before anything is created. 12 if absent. */
  readonly items?: number | undefined;
}

export interface StreamOptions {
  /** How many. 5 if absent. */
  readonly items?: number | undefined;
  /** Before each but the first. 0 if absent. */
  readonly pause?: Delay | undefined;
}
