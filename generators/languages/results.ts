import type { Content, Operation, Response, Status } from "../contract/model.js";

/** Is a status one of success? Ranges by their hundreds; `default` by itself is not. */
export const succeeds = (status: Status): boolean => (status.kind === "code" ? status.code >= 200 && status.code < 300 : status.kind === "range" && status.hundreds === 2);

/** The responses that mean success: documented 2xx. */
export const successResponses = (operation: Operation): readonly Response[] => operation.responses.filter((response) => succeeds(response.status));

/** A body that comes item by item. */
export const isStream = (content: Content): boolean => content.kind === "events" || content.kind === "jsonLines";

/** Does an operation's success come as a stream, as a whole, or as the caller wants it? */
export function streamsOf(operation: Operation): "never" | "always" | "either" {
  const contents = successResponses(operation).flatMap((response) => response.contents);
  const streams = contents.filter(isStream).length;
  return streams === 0 ? "never" : streams === contents.length ? "always" : "either";
}

/** The responses without failures of which a wider one (their range, else `default`) says the same. */
export function mergeFailures(responses: readonly Response[], textOf: (response: Response) => string): readonly Response[] {
  const ranges = new Map(responses.flatMap((response) => (response.status.kind === "range" ? [[response.status.hundreds, response] as const] : [])));
  const rest = responses.find(({ status }) => status.kind === "default");
  if (ranges.size === 0 && !rest) return responses;
  return responses.filter((response) => {
    const { status } = response;
    if (status.kind === "default" || succeeds(status)) return true;
    const wider = (status.kind === "code" ? ranges.get(Math.floor(status.code / 100)) : undefined) ?? rest;
    return wider === undefined || textOf(wider) !== textOf(response);
  });
}
