import { type Import, word } from "../../../emit/code.js";

/** What printed checks call of the runtime. Functions of a contract's schemas give way to these names. */
const functions = `
  addMissing checkArray checkBoolean checkInteger checkNever checkNull checkNumber checkObject checkString countMembers countTrue decimal equals
  everyMember hasMaxLength hasMinLength hasOnly isAbove isArray isAtLeast isAtMost isBelow isBoolean isByte isDate isDateTime isDuration isEmail
  isHostname isIdnEmail isIdnHostname isInt32 isInt64 isInteger isIpv4 isIpv6 isIri isIriReference isJsonPointer isMultipleOf isNever isNull isNumber
  isObject isOneOf isRegex isRelativeJsonPointer isString isTime isUint32 isUint64 isUnique isUri isUriReference isUriTemplate isUuid itemsBeside nameIn namesBeside
  namesLike namesOf ownMember pointerTo unite
`
  .trim()
  .split(/\s+/);

const types = ["Findings", "JsonObject"];

const module = "runtime/check/index";

const imports: ReadonlyMap<string, Import> = new Map([
  ...functions.map((name): [string, Import] => [name, { kind: "import", module, name: word(name), typeOnly: false }]),
  ...types.map((name): [string, Import] => [name, { kind: "import", module, name: word(name), typeOnly: true }]),
]);

/** A name of the runtime, imported where it is mentioned. */
export function runtime(name: string): Import {
  const found = imports.get(name);
  if (found === undefined) throw new Error(`the runtime of checks has no ${name}`);
  return found;
}

/** Whether a name is one of the runtime's, which a declaration beside its import can't have. */
export const isRuntimeName = (name: string): boolean => imports.has(name);
