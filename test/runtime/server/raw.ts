import { connect } from "node:net";

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Everything that came, of several answers too. */
  readonly text: string;
}

/** Sends bytes over a socket of their own and reads until the server closes, or `until` is in what has come. */
export function sendRaw(port: number, bytes: string | Uint8Array, { until = "", ms = 3000 }: { readonly until?: string; readonly ms?: number } = {}): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(port, "127.0.0.1");
    const end = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(parse(text));
    };
    const timer = setTimeout(end, ms);
    socket.on("data", (data) => {
      text += data.toString("latin1");
      if (until !== "" && text.includes(until)) end();
    });
    socket.on("error", () => undefined).on("close", end);
    socket.write(bytes);
  });
}

/** A request with `Connection: close`. */
export function request(line: string, headers: readonly string[] = [], body = ""): string {
  const length = body === "" ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  return [`${line} HTTP/1.1`, "Host: test", "Connection: close", ...headers, ...length, "", body].join("\r\n");
}

function parse(text: string): RawAnswer {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [line = "", ...lines] = head.split("\r\n");
  const headers = Object.fromEntries(lines.map((header) => [header.slice(0, header.indexOf(":")).toLowerCase(), header.slice(header.indexOf(":") + 1).trim()]));
  return { status: Number(line.split(" ")[1] ?? 0), headers, body: rest.join("\r\n\r\n"), text };
}
