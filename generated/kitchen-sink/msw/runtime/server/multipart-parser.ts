import { utf8Text } from "./undo.js";

/** What a multipart body is made of, in order: of each part its head, its bytes in any number of pieces, and its end. */
export interface PartSink {
  begin(head: PartHead): void;
  /** The bytes are the sink's only until it returns. */
  data(bytes: Uint8Array): void;
  end(): void;
}

/** A part's headers by lower-case name. */
export type PartHead = ReadonlyMap<string, string>;

/** The body is no well-formed multipart body. */
export class MalformedMultipart extends Error {
  override readonly name: string = "MalformedMultipart";
}

/** The longest head of a part in bytes, and what a boundary's line may have behind it. */
const maxHeadBytes = 16_384;
const maxPadding = 256;
const CR = 13;
const LF = 10;
const DASH = 45;

type State = "preamble" | "head" | "body" | "epilogue";

/**
 * Cuts a multipart body (RFC 2046, section 5.1.1) as it comes, in any pieces. Lines end with CR LF and with nothing else, so that no two
 * readers see different parts in it. Holds back no more than a boundary or a head.
 */
export class MultipartParser {
  private readonly sink: PartSink;
  /** CR LF, two dashes and the boundary. */
  private readonly delimiter: Uint8Array;
  private state: State = "preamble";
  /** What could not be told yet. A boundary may be the very first line: it begins as if after a line's end. */
  private rest: Uint8Array = Uint8Array.of(CR, LF);

  /** @throws {MalformedMultipart} for what is no boundary (RFC 2046, section 5.1.1). */
  constructor(boundary: string | undefined, sink: PartSink) {
    if (boundary === undefined || !/^[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/.test(boundary))
      throw new MalformedMultipart("no boundary");
    this.sink = sink;
    this.delimiter = new TextEncoder().encode(`\r\n--${boundary}`);
  }

  /** Takes the next bytes. Throws `MalformedMultipart`. */
  push(chunk: Uint8Array): void {
    let bytes = this.rest.length === 0 ? chunk : concat(this.rest, chunk);
    for (let taken = this.step(bytes); taken > 0; taken = this.step(bytes)) bytes = bytes.subarray(taken);
    this.rest = bytes.slice();
  }

  /** To be called behind the last bytes. Throws `MalformedMultipart` if the last boundary hasn't come. */
  finish(): void {
    if (this.state !== "epilogue") throw new MalformedMultipart("the body ends before its last boundary");
  }

  /** Takes what can be told, and says how many bytes that was. 0: more bytes are needed. */
  private step(bytes: Uint8Array): number {
    switch (this.state) {
      case "preamble":
      case "body":
        return this.readContent(bytes);
      case "head":
        return this.readHead(bytes);
      case "epilogue":
        return bytes.length;
    }
  }

  private readContent(bytes: Uint8Array): number {
    const at = this.findDelimiter(bytes);
    if (at.index > 0) {
      if (this.state === "body") this.sink.data(bytes.subarray(0, at.index));
      return at.index;
    }
    if (!at.isWhole) return 0;
    return this.readDelimiter(bytes);
  }

  /** Where a delimiter begins, or the beginning of one that the next bytes may complete; else the end. */
  private findDelimiter(bytes: Uint8Array): { readonly index: number; readonly isWhole: boolean } {
    const { delimiter } = this;
    for (let index = bytes.indexOf(CR); index >= 0; index = bytes.indexOf(CR, index + 1)) {
      let length = 1;
      while (length < delimiter.length && bytes[index + length] === delimiter[length]) length++;
      if (length === delimiter.length) return { index, isWhole: true };
      if (index + length === bytes.length) return { index, isWhole: false };
    }
    return { index: bytes.length, isWhole: false };
  }

  /** A delimiter begins the bytes: two dashes behind it are the end of all, else a part follows. */
  private readDelimiter(bytes: Uint8Array): number {
    let index = this.delimiter.length;
    const isLast = bytes[index] === DASH;
    if (isLast) {
      if (bytes.length < index + 2) return 0;
      if (bytes[index + 1] !== DASH) throw new MalformedMultipart("a boundary goes on");
      this.endPart();
      this.state = "epilogue";
      return index + 2;
    }
    while (bytes[index] === 32 || bytes[index] === 9) index++;
    if (index - this.delimiter.length > maxPadding) throw new MalformedMultipart("a boundary goes on");
    if (bytes.length < index + 2 && (bytes.length === index || bytes[index] === CR)) return 0;
    if (bytes[index] !== CR || bytes[index + 1] !== LF) throw new MalformedMultipart("a boundary goes on");
    this.endPart();
    this.state = "head";
    return index + 2;
  }

  private endPart(): void {
    if (this.state === "body") this.sink.end();
  }

  private readHead(bytes: Uint8Array): number {
    if (bytes.length >= 2 && bytes[0] === CR && bytes[1] === LF) {
      this.beginPart(new Map());
      return 2;
    }
    const end = findEmptyLine(bytes);
    if ((end < 0 ? bytes.length : end) > maxHeadBytes) throw new MalformedMultipart("a part's head is too long");
    if (end < 0) return 0;
    this.beginPart(parseHead(bytes.subarray(0, end)));
    return end + 4;
  }

  private beginPart(head: PartHead): void {
    this.sink.begin(head);
    this.state = "body";
  }
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** Where the empty line behind a head begins, less the end of the line before it. */
function findEmptyLine(bytes: Uint8Array): number {
  for (let index = bytes.indexOf(CR); index >= 0; index = bytes.indexOf(CR, index + 1))
    if (bytes[index + 1] === LF && bytes[index + 2] === CR && bytes[index + 3] === LF) return index;
  return -1;
}

function parseHead(bytes: Uint8Array): PartHead {
  const text = utf8Text(bytes);
  if (text === undefined) throw new MalformedMultipart("a part's head is not UTF-8");
  const head = new Map<string, string>();
  for (const line of text.split("\r\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    if (colon < 1 || !/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || /[\0\r\n]/.test(line))
      throw new MalformedMultipart("a part's header is none");
    if (head.has(name)) throw new MalformedMultipart("a part's header comes twice");
    head.set(name, line.slice(colon + 1).trim());
  }
  return head;
}
