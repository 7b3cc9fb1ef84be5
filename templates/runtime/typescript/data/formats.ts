import { Decimal } from "../check/decimal.js";
import { isByte } from "../check/formats/base64.js";
import { isDate, isDateTime, isDuration, isTime } from "../check/formats/date-time.js";
import { isEmail, isIdnEmail } from "../check/formats/email.js";
import { isHostname, isIdnHostname } from "../check/formats/hostname.js";
import { isIpv4, isIpv6 } from "../check/formats/ip-address.js";
import { isJsonPointer, isRelativeJsonPointer } from "../check/formats/json-pointer.js";
import { isRegex } from "../check/formats/regex.js";
import { isUriTemplate } from "../check/formats/uri-template.js";
import { isIri, isIriReference, isUri, isUriReference } from "../check/formats/uri.js";
import { isUuid } from "../check/formats/uuid.js";
import { hasNumberFormat } from "./numbers.js";

/** Whether a value has a format. What the wire profile doesn't know says nothing, nor does a format of texts about numbers. */
export function hasFormat(format: string, value: unknown): boolean {
  if (typeof value === "string") return textFormats.get(format)?.is(value) ?? true;
  return typeof value === "number" || value instanceof Decimal ? hasNumberFormat(format, value) : true;
}

/** A pattern whose matches have the format, though not all that have it match; undefined if the profile doesn't know the format of texts. */
export function patternOfFormat(format: string): string | undefined {
  return textFormats.get(format)?.pattern;
}

interface TextFormat {
  readonly is: (text: string) => boolean;
  readonly pattern: string;
}

const date = "\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])";
const time = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?(?:Z|[+-](?:0\\d|1[0-4]):[0-5]\\d)";
const host = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,20}[A-Za-z0-9]{1,40})?(?:\\.[A-Za-z0-9]{1,60}){0,3}";
const email = `[A-Za-z0-9_+-]{1,30}(?:\\.[A-Za-z0-9_+-]{1,30})?@${host}`;
const octet = "(?:\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])";
const group = "[\\dA-Fa-f]{1,4}";
const ipv6 = `(?:(?:${group}:){7}${group}|(?:${group}:){1,6}:${group}|::(?:${group})?)`;
const plain = "A-Za-z0-9._~!$&'()*+,;=@\\-";
const behind = `(?:\\?[${plain}:/?]*)?(?:#[${plain}:/?]*)?`;
const uri = `[A-Za-z][A-Za-z0-9+.-]*:(?://[A-Za-z0-9._~-]+(?::\\d*)?(?:/[${plain}:/]*)?|[${plain}:][${plain}:/]*)${behind}`;
const reference = `(?:${uri}|(?:/[${plain}:]+)*/?${behind}|[${plain}]+(?:/[${plain}:]*)*${behind})`;

const textFormats: ReadonlyMap<string, TextFormat> = new Map(
  Object.entries({
    date: [isDate, date],
    time: [isTime, time],
    "date-time": [isDateTime, `${date}T${time}`],
    duration: [isDuration, "P(?:[1-9]\\d*[YMWD]|(?:[1-9]\\d*D)?T[1-9]\\d*[HMS])"],
    email: [isEmail, email],
    "idn-email": [isIdnEmail, email],
    hostname: [isHostname, host],
    "idn-hostname": [isIdnHostname, host],
    ipv4: [isIpv4, `${octet}(?:\\.${octet}){3}`],
    ipv6: [isIpv6, ipv6],
    uri: [isUri, uri],
    "uri-reference": [isUriReference, reference],
    iri: [isIri, uri],
    "iri-reference": [isIriReference, reference],
    "uri-template": [isUriTemplate, `(?:[${plain}:/?]|\\{[a-z]+\\})*`],
    uuid: [isUuid, "[\\dA-Fa-f]{8}-[\\dA-Fa-f]{4}-[\\dA-Fa-f]{4}-[\\dA-Fa-f]{4}-[\\dA-Fa-f]{12}"],
    "json-pointer": [isJsonPointer, "(?:/[^~/]*)*"],
    "relative-json-pointer": [isRelativeJsonPointer, "(?:0|[1-9]\\d*)(?:#|(?:/[^~/]*)*)"],
    regex: [isRegex, "[A-Za-z0-9 .^$]*"],
    byte: [isByte, "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"],
  } as const).map(([name, [is, pattern]]) => [name, { is, pattern: `^(?:${pattern})$` }]),
);
