/** Sets a header of a plain record, which `fetch` reads faster than any other form. `__proto__` is a header name like any other. */
export function setHeader(headers: Record<string, string>, name: string, value: string): void {
  if (name === "__proto__") Object.defineProperty(headers, name, { value, enumerable: true, configurable: true, writable: true });
  else headers[name] = value;
}
