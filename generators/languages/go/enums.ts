import { parseJsonText } from "../../contract/json.js";
import type { EnumMember, SchemaId } from "../../contract/model.js";
import { type Code, code, type Ident, joinBlocks, joinLines, list, nothing, verbatim } from "../../emit/code.js";
import { docComment } from "./comments.js";
import { type EnumForm, type Form, formOf, isAlias, type TypeStyle } from "./forms.js";
import { constant, constants } from "./layout.js";
import { literal } from "./literals.js";
import type { Names } from "./names.js";
import { signWords, toGoPascal } from "./words.js";
import type { Contract } from "../../contract/model.js";

/** An enum's type, with its constants. */
export interface EnumPlan {
  readonly name: Ident;
  readonly of: EnumForm;
  /** Other values of that type are allowed too. */
  readonly open: boolean;
  readonly constants: readonly { readonly name: Ident; readonly member: EnumMember }[];
}

/** Names the constants of all enums, in the order of the contract. */
export function planEnums(contract: Contract, names: Names, style: TypeStyle): ReadonlyMap<SchemaId, EnumPlan> {
  const plans = new Map<SchemaId, EnumPlan>();
  for (const [id, { response }] of names.schemas) {
    const shape = contract.schemas[id]?.shape;
    if (!shape || isAlias(shape)) continue;
    const form = formOf(contract, style, shape);
    if (form.kind === "enum") plans.set(id, planEnum(form, response, names));
  }
  return plans;
}

function planEnum({ of, open, members }: Extract<Form, { kind: "enum" }>, name: Ident, names: Names): EnumPlan {
  const distinct = [...new Map(members.map((member) => [member.value, member])).values()];
  const named = distinct.map((member) => {
    const base = `${name}${constantName(member)}`;
    return { name: names.claim(base, `${base}Value`), member };
  });
  return { name, of, open, constants: named };
}

/** `in_progress` -> `InProgress`, `-1` -> `Minus1`, `0.5` -> `0Point5`, `<=` by its signs, "" -> `Empty`. */
function constantName(member: EnumMember): string {
  if (member.name !== undefined && toGoPascal(member.name) !== "") return toGoPascal(member.name);
  const value = parseJsonText(member.value);
  const text = typeof value === "string" ? value : member.value;
  return toGoPascal(signWords(text).replace(/(?<=\d)\.(?=\d)/g, " point ")) || (text === "" ? "Empty" : "Other");
}

/** The Go literal of an enum's constant. */
export function constantLiteral(of: EnumForm, { value }: EnumMember): Code {
  if (of === "json") return literal(value);
  const parsed = parseJsonText(value);
  return of === "string" && typeof parsed === "string" ? literal(parsed) : verbatim(value);
}

const bases: Readonly<Record<EnumForm, string>> = { string: "string", int64: "int64", float64: "float64", json: "string" };

/** The type of an enum, its constants, and all of them as a list. */
export function printEnum({ name, of, open, constants: members }: EnumPlan, doc: Code): Code {
  const lines = members.map(({ name: own, member }) =>
    joinLines([docComment({ text: member.description, deprecated: member.deprecated }), constant(own, name, constantLiteral(of, member))]),
  );
  const values = list(members.map((member) => member.name), { open: "{", close: "}" });
  return joinBlocks([
    joinLines([doc, code`type ${name} ${verbatim(bases[of])}`]),
    members.length === 1 ? joinLines([docComment({ text: members[0]?.member.description, deprecated: members[0]?.member.deprecated }), code`const ${constantOf(members[0]?.name ?? name, name, of, members[0]?.member)}`]) : constants(lines),
    code`
      // Values lists ${verbatim(open ? "those values that the contract names; others are allowed" : "all values that the contract allows")}.
      func (${name}) Values() []${name} {
        return []${name}${values}
      }
    `,
    of === "json" ? printMarshal(name) : nothing,
  ]);
}

/** A type that holds JSON is no text for encoding/json. */
const printMarshal = (name: Ident): Code => code`
  // MarshalJSON is for encoding/json.
  func (v ${name}) MarshalJSON() ([]byte, error) {
    return []byte(v), nil
  }
`;

const constantOf = (name: Ident, type: Ident, of: EnumForm, member: EnumMember | undefined): Code => code`${name} ${type} = ${member ? constantLiteral(of, member) : literal("")}`;
