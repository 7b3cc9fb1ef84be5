/** Bytes of a remote document, or why there are none. */
export type Fetched = { readonly bytes: Uint8Array } | { readonly reason: string; readonly hint: string; readonly isForbidden?: true };

const TIMEOUT_MS = 20_000;
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_REDIRECTS = 5;

/**
 * Whether a URL may be read: it is an entry of the list, or starts with one that ends where a part of the URL ends, so that
 * `https://example.com` doesn't allow `https://example.com.evil.org`.
 */
export function isAllowed(url: string, allowed: readonly string[]): boolean {
  return allowed.some((entry) => {
    const prefix = URL.canParse(entry) ? new URL(entry).href : entry;
    if (url === prefix || url === entry) return true;
    if (!url.startsWith(prefix)) return false;
    return prefix.endsWith("/") || /^[/?#]/.test(url.slice(prefix.length));
  });
}

/** Reads a document over http or https. Redirects must stay within the allow-list. Never throws for what the net does. */
export async function fetchRemote(url: string, allowed: readonly string[]): Promise<Fetched> {
  let at = url;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    if (!isAllowed(at, allowed)) {
      return { reason: `it is redirected to '${at}', which is not allowed`, hint: `allow it: --allow-remote ${new URL(at).origin}/`, isForbidden: true };
    }
    try {
      const response = await fetch(at, { redirect: "manual", signal, headers: { accept: "application/json, application/yaml, text/yaml, */*;q=0.5" } });
      const location = response.headers.get("location");
      if (response.status >= 300 && response.status < 400 && location !== null && URL.canParse(location, at)) {
        await response.body?.cancel();
        at = new URL(location, at).href;
        continue;
      }
      return response.ok ? await readBody(response) : { reason: `the server answers ${response.status}`, hint: "open the URL in a browser to see what is wrong" };
    } catch (error) {
      return { reason: reasonOf(error), hint: "check the URL and the connection" };
    }
  }
  return { reason: `it is redirected more than ${MAX_REDIRECTS} times`, hint: "refer to where the redirects lead" };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `the server doesn't answer within ${TIMEOUT_MS / 1000} seconds`;
  return error.cause instanceof Error ? error.cause.message : error.message;
}

async function readBody(response: Response): Promise<Fetched> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    chunks.push(bytes);
    size += bytes.length;
    if (size > MAX_BYTES) return { reason: `it is larger than ${MAX_BYTES / 1024 / 1024} MB`, hint: "refer to a smaller document" };
  }
  return { bytes: Buffer.concat(chunks) };
}
