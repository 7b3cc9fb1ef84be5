import { toClassName } from "./words.js";

/** What a media type is called in names. */
const usual: Readonly<Record<string, string>> = {
  "application/json": "Json",
  "application/problem+json": "Problem",
  "application/x-www-form-urlencoded": "Form",
  "multipart/form-data": "Multipart",
  "text/event-stream": "Events",
  "application/jsonl": "Lines",
  "application/x-ndjson": "Lines",
  "text/plain": "Text",
  "application/octet-stream": "Binary",
  "*/*": "Any",
};

/** `image/png` -> `Png`, `application/vnd.acme+json` -> `VndAcmeJson`, `image/*` -> `Image`; behind it the name that says all of it. */
export function mediaWords(mediaType: string): readonly [string, string] {
  const bare = mediaType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const [type = "", subtype = ""] = bare.split("/");
  const whole = toClassName(mediaType) || "Body";
  if (Object.hasOwn(usual, bare)) return [usual[bare] ?? whole, whole];
  if (subtype === "*") return [toClassName(type) || whole, whole];
  return [toClassName(subtype.replace(/^x-/, "")) || whole, whole];
}
