/** What generated checks and conversions are made of. */
export { each, eachMember, eachPlace, type Members, merge, pick, same, setMember, settleNumbers, toBigInt, toDate } from "./convert.js";
export { decimal, Decimal } from "./decimal.js";
export { equals, isOneOf, isUnique } from "./equal.js";
export { pointerTo, type Check, type Finding, type Findings, type Is, type List } from "./findings.js";
export { isByte } from "./formats/base64.js";
export { isDate, isDateTime, isDuration, isTime } from "./formats/date-time.js";
export { isEmail, isIdnEmail } from "./formats/email.js";
export { isHostname, isIdnHostname } from "./formats/hostname.js";
export { isIpv4, isIpv6 } from "./formats/ip-address.js";
export { isJsonPointer, isRelativeJsonPointer } from "./formats/json-pointer.js";
export { isRegex } from "./formats/regex.js";
export { isUriTemplate } from "./formats/uri-template.js";
export { isIri, isIriReference, isUri, isUriReference } from "./formats/uri.js";
export { isUuid } from "./formats/uuid.js";
export {
  isAbove,
  isAtLeast,
  isAtMost,
  isBelow,
  isInt32,
  isInt64,
  isInteger,
  isMultipleOf,
  isNumber,
  isUint32,
  isUint64,
} from "./numbers.js";
export { countCodePoints, countMembers, hasMaxLength, hasMinLength, isObject } from "./values.js";
export { addMissing, countTrue, everyMember, hasOnly, itemsBeside, nameIn, namesBeside, namesLike, namesOf, ownMember, unite, type IsName, type JsonObject, type TextPattern } from "./members.js";
export { checkArray, checkBoolean, checkInteger, checkNever, checkNull, checkNumber, checkObject, checkString, isArray, isBoolean, isNever, isNull, isString } from "./simple.js";
