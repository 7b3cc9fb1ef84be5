import type { Content, Contract, Field, PartEncoding, Shape } from "../contract/model.js";
import { resolveShape } from "./shapes.js";

const isTextual = (mediaType: string): boolean => /^text\/|json|xml|yaml|form-urlencoded/i.test(mediaType);

/** Is a part of a multipart body a file? By its shape (bytes), its media type, or an encoding that names a media type of bytes. */
export function sendsFile(contract: Contract, field: Field, encodings: readonly PartEncoding[]): boolean {
  const shape = unwrapPart(contract, field.shape);
  if (shape?.kind === "binary") return true;
  if (shape?.kind === "string" && shape.mediaType !== undefined && shape.encoding === undefined) return !isTextual(shape.mediaType);
  const encoding = encodings.find((candidate) => candidate.name === field.name);
  const named = encoding !== undefined && encoding.contentTypes.length > 0 && !encoding.contentTypes.some(isTextual);
  return named && (shape === undefined || shape.kind === "string" || shape.kind === "any");
}

/** Who receives a part of which the contract says nothing gets bytes (OpenAPI 3.2, 4.15.1.1); its sender gives what it has. */
export function receivesFile(contract: Contract, field: Field, encodings: readonly PartEncoding[]): boolean {
  const isText = encodings.some((encoding) => encoding.name === field.name && (encoding.coding !== undefined || encoding.contentTypes.some(isTextual)));
  return sendsFile(contract, field, encodings) || (!isText && unwrapPart(contract, field.shape)?.kind === "any");
}

function unwrapPart(contract: Contract, shape: Shape): Shape | undefined {
  let current = resolveShape(contract, shape);
  for (let depth = 0; depth < 10 && current && (current.kind === "nullable" || current.kind === "array"); depth += 1) {
    current = resolveShape(contract, current.kind === "nullable" ? current.of : current.items);
  }
  return current;
}

/** Whether some operation of a contract sends or answers a content of these kinds. */
export function hasContent(...kinds: readonly Content["kind"][]): (contract: Contract) => boolean {
  return (contract) =>
    contract.operations.some(({ body, responses }) => [...(body?.contents ?? []), ...responses.flatMap((response) => response.contents)].some(({ kind }) => kinds.includes(kind)));
}
