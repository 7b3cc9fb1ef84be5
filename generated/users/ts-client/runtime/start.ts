// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

/**
 * Reads at most the first `limit` bytes of a body, and lets go of the rest. What can't be read is left out: this is for
 * error messages.
 */
export async function readStart(response: Response, limit = 2048): Promise<string> {
  if (response.body === null || response.bodyUsed) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let size = 0; size < limit;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      text += decoder.decode(value.subarray(0, limit - size), { stream: true });
      size += value.length;
    }
  } catch {
    return text;
  }
  reader.cancel().catch(() => undefined);
  return text;
}
