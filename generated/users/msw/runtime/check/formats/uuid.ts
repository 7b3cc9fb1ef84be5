/** `uuid`: RFC 9562, section 4, of any version and variant. */
export function isUuid(text: string): boolean {
  return text.length === 36 && uuid.test(text);
}

const uuid = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;
