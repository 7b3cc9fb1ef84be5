/** The functions of the runtime's package `check` that know a format of texts. */
const formats: Readonly<Record<string, string>> = {
  date: "IsDate",
  time: "IsTime",
  "date-time": "IsDateTime",
  duration: "IsDuration",
  email: "IsEmail",
  "idn-email": "IsIDNEmail",
  hostname: "IsHostname",
  "idn-hostname": "IsIDNHostname",
  ipv4: "IsIPv4",
  ipv6: "IsIPv6",
  uri: "IsURI",
  "uri-reference": "IsURIReference",
  iri: "IsIRI",
  "iri-reference": "IsIRIReference",
  "uri-template": "IsURITemplate",
  uuid: "IsUUID",
  "json-pointer": "IsJSONPointer",
  "relative-json-pointer": "IsRelativeJSONPointer",
  regex: "IsRegex",
  byte: "IsByte",
};

/** The function of the runtime's package `check` that says whether a text has a format; undefined for formats of numbers, and for those that assert nothing. */
export const formatFunction = (format: string): string | undefined => (Object.hasOwn(formats, format) ? formats[format] : undefined);
