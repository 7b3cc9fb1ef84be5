import type { Assertion, AssertionOf, Dispatch, JsonText, JsonType } from "../contract/model.js";

/** Constants and patterns longer than this are cut in messages. */
const longest = 200;

/**
 * What a violation of an assertion says: fixed text, the same in every language, made of the rule and its value and never of the input
 * (wire profile, Errors). `required` and `additionalProperties` speak of the member at whose pointer they stand.
 */
export function messageOf(assertion: Assertion): string {
  switch (assertion.keyword) {
    case "false":
    case "additionalProperties":
      return "is not allowed";
    case "type":
      return `must be ${joinWords(assertion.types.map(typeWord), "or")}`;
    case "enum":
      return `must be one of: ${cut(assertion.values.join(", "))}`;
    case "const":
      return `must be ${cut(assertion.value)}`;
    case "multipleOf":
      return `must be a multiple of ${assertion.divisor}`;
    case "minimum":
      return `must be at least ${assertion.limit}`;
    case "exclusiveMinimum":
      return `must be greater than ${assertion.limit}`;
    case "maximum":
      return `must be at most ${assertion.limit}`;
    case "exclusiveMaximum":
      return `must be less than ${assertion.limit}`;
    case "minLength":
      return `must have at least ${count(assertion.limit, "character")}`;
    case "maxLength":
      return `must have at most ${count(assertion.limit, "character")}`;
    case "pattern":
      return `must match the pattern ${cut(assertion.pattern)}`;
    case "format":
      return `must be ${formatWords[assertion.format] ?? `a valid ${assertion.format}`}`;
    case "minItems":
      return `must have at least ${count(assertion.limit, "item")}`;
    case "maxItems":
      return `must have at most ${count(assertion.limit, "item")}`;
    case "uniqueItems":
      return "must have no item twice";
    case "minProperties":
      return `must have at least ${count(assertion.limit, "member")}`;
    case "maxProperties":
      return `must have at most ${count(assertion.limit, "member")}`;
    case "required":
      return "is required";
    case "dependentRequired":
    case "dependentSchemas":
    case "properties":
    case "patternProperties":
    case "prefixItems":
    case "items":
    case "allOf":
    case "$ref":
    case "$dynamicRef":
      return "is not allowed";
    case "contains":
      return tooFewMessage(assertion);
    case "propertyNames":
      return "has a member whose name is not allowed";
    case "anyOf":
      return assertion.dispatch ? dispatchMessage(assertion.dispatch) : "must fit at least one of the forms that are allowed here";
    case "oneOf":
      return assertion.dispatch ? dispatchMessage(assertion.dispatch) : "must fit exactly one of the forms that are allowed here";
    case "discriminator":
      return `must have the member ${JSON.stringify(assertion.property)}, which is one of: ${cut(assertion.mapping.map(({ tag }) => JSON.stringify(tag)).join(", "))}`;
    case "not":
      return "has a form that is not allowed here";
    case "if":
      return "breaks a rule for values of its kind";
    case "unevaluatedItems":
      return "has an item that is not allowed";
    case "unevaluatedProperties":
      return "has a member that is not allowed";
  }
}

/** `contains` with fewer matching items than it wants. */
export function tooFewMessage({ min }: AssertionOf<"contains">): string {
  return `must have at least ${count(min, "item")} of the form that is wanted`;
}

/** `contains` with more matching items than it wants. */
export const tooManyMessage = (max: number): string => `must have at most ${count(max, "item")} of the form that is counted`;

/** One entry of `dependentRequired`. */
export function dependentMessage({ name, requires }: AssertionOf<"dependentRequired">["entries"][number]): string {
  return `must have ${cut(joinWords(requires.map((other) => JSON.stringify(other)), "and"))} where it has ${cut(JSON.stringify(name))}`;
}

function dispatchMessage(dispatch: Dispatch): string {
  if (dispatch.by === "type") return `must be ${joinWords([...new Set(dispatch.branches.flatMap(({ types }) => types.map(typeWord)))], "or")}`;
  const values = dispatch.branches.flatMap((branch): readonly JsonText[] => branch.values);
  return `must have the member ${JSON.stringify(dispatch.member)}, which is one of: ${cut(values.join(", "))}`;
}

const typeWords: Readonly<Record<JsonType, string>> = {
  null: "null",
  boolean: "a boolean",
  integer: "an integer",
  number: "a number",
  string: "a string",
  array: "an array",
  object: "an object",
};
const typeWord = (type: JsonType): string => typeWords[type];

const formatWords: Readonly<Record<string, string>> = {
  date: "a date such as 2024-12-31",
  time: "a time such as 23:59:59Z",
  "date-time": "a date and time such as 2024-12-31T23:59:59Z",
  duration: "a duration such as P3DT12H",
  email: "an email address",
  "idn-email": "an email address",
  hostname: "a host name",
  "idn-hostname": "a host name",
  ipv4: "an IPv4 address",
  ipv6: "an IPv6 address",
  uri: "a URI",
  "uri-reference": "a URI reference",
  iri: "an IRI",
  "iri-reference": "an IRI reference",
  "uri-template": "a URI template",
  uuid: "a UUID",
  "json-pointer": "a JSON pointer",
  "relative-json-pointer": "a relative JSON pointer",
  regex: "a regular expression",
  int32: "an integer of 32 bits",
  int64: "an integer of 64 bits",
  uint32: "an unsigned integer of 32 bits",
  uint64: "an unsigned integer of 64 bits",
  byte: "base64",
};

const count = (limit: number, thing: string): string => `${limit} ${thing}${limit === 1 ? "" : "s"}`;

function joinWords(words: readonly string[], last: string): string {
  const [final = "", ...others] = words.toReversed();
  return others.length === 0 ? final : `${others.reverse().join(", ")} ${last} ${final}`;
}

/** By code points, so that no pair of surrogates is torn. */
function cut(text: string): string {
  return text.length <= longest ? text : `${[...text.slice(0, longest * 2)].slice(0, longest).join("")}...`;
}
