import type { Direction } from "../../../generators/contract/model.js";

/** Schemas (each a component `A`, with others beside it), values, and `pointer rule` of what they break, in order. */
export interface Row {
  readonly name: string;
  readonly schemas: string;
  readonly direction?: Direction;
  readonly cases: readonly (readonly [text: string, want: string])[];
}

export const rows: readonly Row[] = [
  { name: "type and enum both", schemas: '{"A": {"type": "string", "enum": ["a"]}}', cases: [['"a"', ""], ["1", " enum,  type"], ['"b"', " enum"]] },
  { name: "required at the missing member", schemas: '{"A": {"type": "object", "required": ["a", "b~/"], "properties": {"a": {"type": "integer"}}}}', cases: [["{}", "/a required, /b~0~1 required"], ['{"a": "x", "b~/": 1}', "/a type"], ["[]", " type"]] },
  { name: "extra members", schemas: '{"A": {"additionalProperties": false, "properties": {"a": true}, "patternProperties": {"^x": {"type": "null"}}}}', cases: [['{"a": 1, "b": 2, "x": 3, "c": 4}', "/b additionalProperties, /c additionalProperties, /x type"], ["7", ""]] },
  { name: "`false` takes the rule that applied it", schemas: '{"A": {"properties": {"a": false, "b": {"$ref": "#/components/schemas/No"}}, "items": false, "propertyNames": false}, "No": false}', cases: [['{"a": 1}', " propertyNames, /a properties"], ['{"b": 1}', " propertyNames, /b $ref"], ["[1]", "/0 items"]] },
  { name: "limits are exact", schemas: '{"A": {"maximum": 0.3, "minimum": -9007199254740993}}', cases: [["0.3", ""], ["0.30000000000000001", " maximum"], ["-9007199254740993", ""], ["-9007199254740994", " minimum"]] },
  { name: "contains", schemas: '{"A": {"contains": {"const": 1}, "minContains": 2, "maxContains": 3}}', cases: [["[1, 1]", ""], ["[1]", " minContains"], ["[1, 1, 1, 1]", " maxContains"]] },
  { name: "branches are one violation", schemas: '{"A": {"anyOf": [{"required": ["a"]}, {"required": ["b"]}], "not": {"required": ["c"]}, "if": {"required": ["a"]}, "then": {"required": ["d"]}}}', cases: [["{}", " anyOf"], ['{"a": 1, "c": 1}', " if,  not"], ['{"a": 1, "d": 1}', ""]] },
  { name: "a branch told by type is descended into", schemas: '{"A": {"oneOf": [{"type": "null"}, {"type": "object", "required": ["a"]}]}}', cases: [["null", ""], ["{}", "/a required"], ["1", " oneOf"]] },
  {
    name: "a branch told by a constant is descended into",
    schemas: '{"A": {"oneOf": [{"$ref": "#/components/schemas/X"}, {"$ref": "#/components/schemas/Y"}]}, "X": {"type": "object", "required": ["k", "a"], "properties": {"k": {"const": "x"}}}, "Y": {"type": "object", "required": ["k"], "properties": {"k": {"const": "y"}}}}',
    cases: [['{"k": "x"}', "/a required"], ['{"k": "y"}', ""], ['{"k": "z"}', " oneOf"], ["3", " oneOf"]],
  },
  {
    name: "discriminator",
    schemas: '{"A": {"oneOf": [{"$ref": "#/components/schemas/X"}, {"$ref": "#/components/schemas/Y"}], "discriminator": {"propertyName": "k"}}, "X": {"type": "object", "required": ["a"]}, "Y": {"type": "object"}}',
    cases: [['{"k": "X"}', "/a required"], ['{"k": "Y", "a": 1}', ""], ['{"k": "Z"}', " discriminator"], ["{}", " discriminator"], ["null", " discriminator"]],
  },
  { name: "unevaluated members", schemas: '{"A": {"allOf": [{"$ref": "#/components/schemas/B"}], "properties": {"b": true}, "unevaluatedProperties": false}, "B": {"properties": {"a": {"type": "string"}}}}', cases: [['{"a": "", "b": 1}', ""], ['{"c": 1}', " unevaluatedProperties"], ['{"a": 1}', "/a type"]] },
  { name: "names of every object", schemas: '{"A": {"type": "object", "required": ["constructor"], "properties": {"__proto__": {"type": "string"}, "toString": {"type": "integer"}}, "additionalProperties": false}}', cases: [["{}", "/constructor required"], ['{"__proto__": 1, "constructor": 1, "toString": 1}', "/__proto__ type, /constructor additionalProperties"]] },
  { name: "a request lacks readOnly members", direction: "request", schemas: '{"A": {"type": "object", "required": ["id", "secret"], "properties": {"id": {"type": "integer", "readOnly": true}, "secret": {"type": "string", "writeOnly": true}}}}', cases: [['{"secret": ""}', ""], ['{"id": "no", "secret": ""}', ""], ["{}", "/secret required"]] },
  { name: "a response lacks writeOnly members", direction: "response", schemas: '{"A": {"type": "object", "required": ["id", "secret"], "properties": {"id": {"type": "integer", "readOnly": true}, "secret": {"type": "string", "writeOnly": true}}}}', cases: [['{"id": 1}', ""], ["{}", "/id required"]] },
  { name: "lists in lists", schemas: '{"A": {"type": "array", "items": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}}}}', cases: [["[[[1]]]", ""], ['[[], [[1, "x"]]]', "/1/0/1 type"]] },
  { name: "recursion", schemas: '{"A": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/A"}, "v": {"type": "integer"}}}}', cases: [['{"next": {"next": {"v": "x"}}}', "/next/next/v type"]] },
  { name: "text of a contract stays text", schemas: '{"A": {"type": "object", "properties": {"`${x}\\\\": {"type": "null"}, "a\\"b": {"const": "`${y}` \\u2028 </script>"}}}}', cases: [['{"`${x}\\\\": 1, "a\\"b": 1}', "/`${x}\\ type, /a\"b const"]] },
];
