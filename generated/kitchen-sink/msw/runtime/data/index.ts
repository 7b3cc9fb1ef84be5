export type { Data, NearMiss, Wish } from "./wish.js";
export type { Schema, SchemaObject, Schemas } from "./schema.js";
export { NoValue } from "./no-value.js";
export { openData } from "./data.js";
