import { createClient } from "../../../generated/users/ts-client/index.js";

/** Whom the page talks to, the one setting: the address of a server, or `msw` for mocks in the browser. */
export const source: string = import.meta.env.VITE_API;

export const api = createClient({
  baseUrl: source === "msw" ? "https://users.example.com/v1" : source,
  auth: { bearerAuth: () => "a-token" },
});

/** Starts the mocks if they are what the page talks to. They, and msw, are no part of the page's own bundle. */
export async function startApi(): Promise<void> {
  if (source !== "msw") return;
  const { startMocks } = await import("./mocks.js");
  await startMocks();
}
