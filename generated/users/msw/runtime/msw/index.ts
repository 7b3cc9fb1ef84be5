import { http, HttpResponse, type HttpHandler } from "msw";
import type { MockService } from "../mock/mock.js";

/**
 * The handlers of a mock for `setupWorker(...handlers)` and `setupServer(...handlers)`: one, which finds the operation by an index, so
 * a request costs the same in a contract of one operation and of a thousand. What the contract doesn't know goes to the handlers behind
 * it, and to the network where there are none.
 */
export function mswHandlers(mock: MockService): HttpHandler[] {
  return [http.all(({ request }) => mock.knows(request), async ({ request }) => toMsw(await mock.fetch(request)))];
}

/** MSW wants a network error of its own making. */
function toMsw(response: Response): Response {
  return response.type === "error" ? HttpResponse.error() : response;
}
