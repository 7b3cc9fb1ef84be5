/** The smallest files of some media types, in Base64. */
const files: Readonly<Record<string, string>> = {
  "image/png": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "image/gif": "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
  "image/jpeg":
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=",
  "image/webp": "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==",
  "application/zip": "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==",
  "application/gzip": "H4sIAAAAAAAAAwMAAAAAAAAAAAA=",
  "application/pdf": btoa(
    "%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
  ),
};

/** A small file of a media type; of one that isn't known, a line of text. */
export function sampleFile(mediaType: string): Uint8Array {
  const base64 = Object.hasOwn(files, mediaType) ? files[mediaType] : undefined;
  if (base64 === undefined) return new TextEncoder().encode(`A file of the media type ${mediaType}\n`);
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
