import { setupWorker } from "msw/browser";
import { createMock } from "../../../generated/users/msw/index.js";

/** Answers the page's requests by a service worker: what was added is listed. */
export async function startMocks(): Promise<void> {
  const mock = createMock({ memory: true });
  await setupWorker(...mock.handlers).start({ onUnhandledRequest: "bypass", quiet: true });
}
