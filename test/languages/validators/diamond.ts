/** Each level names the next one twice: what takes all ways through it doesn't end. */
export function diamondOf(keyword: "allOf" | "anyOf", levels: number): string {
  const level = (index: number): string => (index === levels ? '{"properties": {"a": {}}}' : `{"${keyword}": [{"$ref": "#/components/schemas/L${index + 1}"}, {"$ref": "#/components/schemas/L${index + 1}"}]}`);
  const schemas = Array.from({ length: levels + 1 }, (_, index) => `"L${index}": ${level(index)}`);
  return `{"Top": {"$ref": "#/components/schemas/L0", "unevaluatedProperties": false}, ${schemas.join(", ")}}`;
}
