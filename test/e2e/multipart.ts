/** A part of a multipart body as it arrived. */
export interface Part {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly name: string | undefined;
  readonly filename: string | undefined;
  readonly content: Buffer;
}

/** Cuts a multipart body (RFC 2046, section 5.1.1) strictly: what another server might take for broken is an error here. */
export function parseMultipart(body: Buffer, contentType: string): readonly Part[] {
  const boundary = /^multipart\/[a-z-]+; boundary=(?:"([^"]+)"|([^\s;"]+))$/.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) throw new Error(`no boundary in ${contentType}`);
  const text = body.toString("latin1");
  if (!text.startsWith(`--${mark}\r\n`) || !text.endsWith(`\r\n--${mark}--\r\n`)) throw new Error("the body doesn't begin and end with its boundary");
  const inner = text.slice(mark.length + 4, -(mark.length + 8));
  return inner.split(`\r\n--${mark}\r\n`).map(parsePart);
}

function parsePart(text: string): Part {
  const end = text.startsWith("\r\n") ? -2 : text.indexOf("\r\n\r\n");
  if (end === -1) throw new Error("a part has no end of its head");
  const lines = end < 0 ? [] : text.slice(0, end).split("\r\n");
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]));
  const disposition = Buffer.from(headers["content-disposition"] ?? "", "latin1").toString("utf8");
  return { headers, name: /[ ;]name="([^"]*)"/.exec(disposition)?.[1], filename: /filename="([^"]*)"/.exec(disposition)?.[1], content: Buffer.from(text.slice(end + 4), "latin1") };
}
