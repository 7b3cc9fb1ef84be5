import { isObject } from "../../../json.js";
import type { Member } from "../../../model.js";
import { fieldOf, textsOf } from "../../fields.js";
import { isPattern } from "../patterns.js";
import { at, type Reader, type Reading, type Readers, readChild, schemaAt, schemasBy } from "../reading.js";
import { readLeast, readMost } from "./counts.js";

type ObjectKeyword =
  | "minProperties" | "maxProperties" | "required" | "dependentRequired" | "properties" | "patternProperties" | "additionalProperties"
  | "propertyNames" | "dependentSchemas" | "unevaluatedProperties";

/** Who may see a member is found out later, when every schema is read (access.ts). */
const readRequired: Reader<"required"> = ({ keywords }) => {
  const names = [...new Set(textsOf(keywords, "required"))];
  return names.length === 0 ? undefined : { keyword: "required", names: names.map((name) => ({ name, access: "both" })) };
};

const readDependentRequired: Reader<"dependentRequired"> = ({ keywords }) => {
  const members = fieldOf(keywords, "dependentRequired");
  if (!isObject(members)) return undefined;
  const entries = Object.keys(members)
    .map((name) => ({ name, requires: [...new Set(textsOf(members, name))] }))
    .filter(({ requires }) => requires.length > 0);
  return entries.length === 0 ? undefined : { keyword: "dependentRequired", entries };
};

const readProperties: Reader<"properties"> = (reading) => {
  const members: Member[] = [];
  reading.position.children.forEach(({ keyword, step, id }) => {
    if (keyword === "properties" && step.kind === "property") members.push({ name: step.name, schema: id, access: "both" });
  });
  return members.length === 0 ? undefined : { keyword: "properties", members };
};

/** Members with a pattern that is none are left out; `isPattern` reports each once. */
const patternsOf = (reading: Reading): readonly { readonly pattern: string; readonly schema: string }[] =>
  schemasBy(reading, "patternProperties")
    .filter(({ name }) => isPattern(reading, name, at(reading, "patternProperties", name)))
    .map(({ name, schema }) => ({ pattern: name, schema }));

const readAdditional: Reader<"additionalProperties"> = (reading) => {
  const schema = schemaAt(reading, "additionalProperties");
  if (schema === undefined) return undefined;
  const properties = fieldOf(reading.keywords, "properties");
  const names = isObject(properties) ? Object.keys(properties) : [];
  return { keyword: "additionalProperties", schema, names, patterns: patternsOf(reading).map(({ pattern }) => pattern) };
};

/** Core 10.3.2 and 11.3, Validation 6.5. */
export const objects: Readers<ObjectKeyword> = {
  minProperties: (reading) => readLeast(reading, "minProperties"),
  maxProperties: (reading) => readMost(reading, "maxProperties"),
  required: readRequired,
  dependentRequired: readDependentRequired,
  properties: readProperties,
  patternProperties: (reading) => {
    const members = patternsOf(reading);
    return members.length === 0 ? undefined : { keyword: "patternProperties", members };
  },
  additionalProperties: readAdditional,
  propertyNames: (reading) => readChild(reading, "propertyNames"),
  dependentSchemas: (reading) => {
    const entries = schemasBy(reading, "dependentSchemas");
    return entries.length === 0 ? undefined : { keyword: "dependentSchemas", entries };
  },
  unevaluatedProperties: (reading) => readChild(reading, "unevaluatedProperties"),
};
