import { pointerTo } from "../check/findings.js";
import { parseHeaderValue } from "./header-parameters.js";
import type { PartPlans } from "./multipart-bodies.js";
import { MalformedMultipart, type PartHead, type PartSink } from "./multipart-parser.js";
import type { PartPlan } from "./part-values.js";
import { ProblemError } from "./problem.js";
import { utf8Text } from "./undo.js";
import type { Upload } from "./upload.js";
import type { FileStore, KeptFile } from "./uploads.js";

/** One part as it came: a file, or a text. Neither: a part that nobody wants. */
export interface Collected {
  file?: Upload;
  text?: string;
}

/** Texts are held in memory, whatever files may have. */
const maxTextBytes = 10 * 1024 * 1024;

/** Takes the parts of one body, each as its plan says. Throws 415 for one of a media type that the contract doesn't have. */
export class PartCollector implements PartSink {
  readonly named = new Map<string, Collected[]>();
  readonly positional: Collected[] = [];
  /** Where the parts stand that are no UTF-8. */
  readonly faults: string[] = [];
  private readonly plans: PartPlans;
  private readonly store: FileStore;
  private textBytes = 0;
  private part: Collected = {};
  private pointer = "";
  private file: KeptFile | undefined;
  private chunks: Uint8Array[] | undefined;

  constructor(plans: PartPlans, store: FileStore) {
    this.plans = plans;
    this.store = store;
  }

  begin(head: PartHead): void {
    this.part = {};
    const disposition = parseHeaderValue(head.get("content-disposition") ?? "");
    const plan = this.plans.positional === undefined ? this.placeNamed(disposition?.parameters) : this.placeNext();
    const contentType = head.get("content-type");
    if (plan !== undefined && !plan.takes(contentType)) throw new ProblemError("unsupported_media_type");
    this.file = plan?.isFile === true ? this.store.keep(filenameOf(disposition?.parameters), contentType) : undefined;
    this.chunks = plan === undefined || plan.isFile ? undefined : [];
  }

  data(bytes: Uint8Array): void {
    this.file?.write(bytes);
    if (this.chunks === undefined) return;
    this.textBytes += bytes.length;
    if (this.textBytes > maxTextBytes) throw new ProblemError("payload_too_large");
    this.chunks.push(bytes.slice());
  }

  end(): void {
    if (this.file !== undefined) this.part.file = this.file.finish();
    if (this.chunks === undefined) return;
    const text = utf8Text(joined(this.chunks));
    if (text === undefined) this.faults.push(this.pointer);
    this.part.text = text ?? "";
  }

  private placeNamed(parameters: ReadonlyMap<string, string> | undefined): PartPlan | undefined {
    const written = parameters?.get("name");
    if (written === undefined) throw new MalformedMultipart("a part has no name");
    const name = unescapeName(written);
    const parts = this.named.get(name);
    const plan = this.plans.named.get(name) ?? this.plans.rest;
    const at = pointerTo("", name);
    this.pointer = plan?.isList === true ? `${at}/${parts?.length ?? 0}` : at;
    if (parts === undefined) this.named.set(name, [this.part]);
    else parts.push(this.part);
    return plan;
  }

  private placeNext(): PartPlan | undefined {
    const index = this.positional.push(this.part) - 1;
    this.pointer = `/${index}`;
    return this.plans.positional?.prefix[index] ?? this.plans.positional?.items;
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  if (chunks.length === 1 && first !== undefined) return first;
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

/** As browsers write names (WHATWG HTML, 4.10.22.8). */
function unescapeName(name: string): string {
  return name.includes("%") ? name.replace(/%0A/gi, "\n").replace(/%0D/gi, "\r").replace(/%22/g, '"') : name;
}

/** Without the folders that some clients put in front: a file name never leads anywhere (RFC 7578, section 4.2). */
function filenameOf(parameters: ReadonlyMap<string, string> | undefined): string | undefined {
  const written = parameters?.get("filename");
  const name = written === undefined ? extendedName(parameters?.get("filename*")) : unescapeName(written);
  const bare = name?.split(/[/\\]/).at(-1);
  return bare === "" || bare === "." || bare === ".." ? undefined : bare;
}

/** `UTF-8''na%C3%AFve.txt` (RFC 8187): some clients write it although RFC 7578 says they must not. */
function extendedName(written: string | undefined): string | undefined {
  const encoded = /^utf-8'[^']*'([^']*)$/i.exec(written ?? "")?.[1];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
