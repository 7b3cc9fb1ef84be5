/** Liveness and readiness, as orchestrators ask for them. */
export interface HealthOptions {
  /** Whether the process lives: always 200. `/healthz` if absent. */
  readonly live?: string | false | undefined;
  /** Whether requests are welcome: 200, or 503 while the server closes or `isReady` says no. `/readyz` if absent. */
  readonly ready?: string | false | undefined;
  readonly isReady?: (() => boolean | Promise<boolean>) | undefined;
}
