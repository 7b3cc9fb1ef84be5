import { expect, it } from "vitest";
import { planRules } from "../../../generators/languages/json-schema/index.js";
import { contractOf } from "../validators/print.js";

const contract = `{
  "User": {
    "type": "object", "title": "not a rule", "required": ["id", "name", "password"],
    "properties": {
      "id": {"type": "integer", "readOnly": true, "minimum": 1.0},
      "name": {"type": "string", "minLength": 1, "maxLength": 100, "description": "not a rule"},
      "password": {"type": "string", "writeOnly": true},
      "role": {"enum": ["admin", "member"]},
      "pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat"}}},
      "manager": {"anyOf": [{"$ref": "#/components/schemas/User"}, {"type": "null"}]},
      "address": {"type": "object", "properties": {"street": {"type": "string", "format": "uuid"}, "inner": {"$ref": "#/components/schemas/User/properties/address"}}}
    },
    "unevaluatedProperties": false
  },
  "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "lives": {"const": 9.0}}},
  "Dog": {"allOf": [{"$ref": "#/components/schemas/Cat"}, {"properties": {"barks": {"type": ["boolean", "null"]}}}]},
  "Never": {"$ref": "#/components/schemas/No"}, "No": false, "Other": true
}`;

const want = `  "$defs": {
    "@nothing": false,
    "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "lives": {"const": 9}}},
    "Dog": {"allOf": [{"$ref": "#/$defs/Cat"}, {"properties": {"barks": {"type": ["boolean", "null"]}}}]},
    "User:address": {
      "type": "object",
      "properties": {"street": {"type": "string"}, "inner": {"$ref": "#/$defs/User:address"}}
    },
    "User@request": {
      "type": "object",
      "required": ["name", "password"],
      "properties": {
        "id": true,
        "name": {"type": "string", "minLength": 1, "maxLength": 100},
        "password": {"type": "string"},
        "role": {"enum": ["admin", "member"]},
        "pet": {
          "x-discriminator": {
            "propertyName": "kind",
            "mapping": {"cat": {"$ref": "#/$defs/Cat"}, "Dog": {"$ref": "#/$defs/Dog"}}
          }
        },
        "manager": {
          "anyOf": [{"$ref": "#/$defs/User@request"}, {"type": "null"}],
          "x-anyOf": {"types": [["object"], ["null"]]}
        },
        "address": {"$ref": "#/$defs/User:address"}
      },
      "unevaluatedProperties": false
    }
  }
}
`;

it("rules.json has the assertions of what is asked for, and nothing else", async () => {
  const rules = planRules(await contractOf(contract), [], { formats: "annotate" });
  const nameOf = (name: string): string => rules.nameOf(`#/components/schemas/${name}`, "request");
  expect([nameOf("User"), nameOf("Never"), nameOf("Other")]).toEqual(["User@request", "@nothing", ""]);
  const text = rules.text();
  expect(text.slice(text.indexOf('  "$defs"'))).toBe(want);
});
