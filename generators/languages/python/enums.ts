import { parseJsonText } from "../../contract/json.js";
import type { EnumMember, SchemaId } from "../../contract/model.js";
import { type Code, code, type Ident, joinBlocks, joinLines, list, wrapped } from "../../emit/code.js";
import { Scope } from "../../emit/scope.js";
import { isAlias } from "../shapes.js";
import { docstring } from "./comments.js";
import { formOf } from "./forms.js";
import { jsonLiteral } from "./literals.js";
import { lineWidth, printCode } from "./module.js";
import { type TypePrinter } from "./types.js";
import { reservedConstants, toConstant } from "./words.js";

/** An enum that is a class, with its constants. */
export interface EnumPlan {
  readonly of: "str" | "int";
  readonly constants: readonly { readonly name: Ident; readonly member: EnumMember }[];
}

/** The class of a schema's enum; undefined where it has none: of one constant, or of several JSON types, it is a `Literal`. */
export function planEnum({ contract, style }: Pick<TypePrinter, "contract" | "style">, id: SchemaId): EnumPlan | undefined {
  const shape = contract.schemas[id]?.shape;
  if (shape === undefined || isAlias(shape)) return undefined;
  const form = formOf(contract, style, shape);
  if (form.kind !== "enum" || (form.of !== "str" && form.of !== "int") || form.members.length < 2) return undefined;
  // Names that Python's enums have themselves are in lower case, or begin with an underscore.
  const scope = new Scope({ reserved: reservedConstants, fallback: "VALUE" });
  const constants = form.members.map((member) => {
    const base = constantName(member);
    return { name: scope.claim(base, `${base}_VALUE`), member };
  });
  return { of: form.of, constants };
}

/** `in_progress` -> `IN_PROGRESS`, `-1` -> `MINUS_1`, `5` -> `VALUE_5`, `<=` by its signs, "" -> `EMPTY`. */
function constantName(member: EnumMember): string {
  const own = member.name === undefined ? "" : toConstant(member.name);
  if (own !== "") return own;
  const value = parseJsonText(member.value);
  const text = typeof value === "string" ? value : member.value;
  return toConstant(text.replace(/(?<=\d)\.(?=\d)/g, " point ")) || (text === "" ? "EMPTY" : "OTHER");
}

/** The class of an enum. */
export function printEnum({ names, style }: TypePrinter, { of, constants }: EnumPlan, name: Ident, doc: Code): Code {
  const isOpen = style.openEnums === true;
  const base = of === "str" ? (isOpen ? names.runtime("wire", "OpenStrEnum") : names.outside("enum", "StrEnum")) : isOpen ? names.runtime("wire", "OpenIntEnum") : names.outside("enum", "IntEnum");
  const lines = constants.map(({ name: own, member }) => joinLines([code`${own} = ${constantValue(member)}`, docstring({ text: member.description, deprecated: member.deprecated })]));
  const bases = list([base], { open: "(", close: ")", trailing: "", indent: 4 });
  if (doc.empty) return code`
    class ${name}${bases}:
        ${joinDocumented(lines)}
  `;
  return code`
    class ${name}${bases}:
        ${doc}

        ${joinDocumented(lines)}
  `;
}

/** A value that is too long for its line has one of its own, where that helps. */
function constantValue({ value }: EnumMember): Code {
  const text = jsonLiteral(parseJsonText(value));
  return printCode(text).length + 8 > lineWidth ? text : wrapped(text);
}

/** Lines, those of more than one line with an empty line around them. */
export function joinDocumented(pieces: readonly Code[]): Code {
  const groups: Code[] = [];
  let open: Code[] = [];
  const close = (): void => {
    if (open.length > 0) groups.push(joinLines(open));
    open = [];
  };
  for (const piece of pieces) {
    if (!hasDoc(piece)) {
      open.push(piece);
      continue;
    }
    close();
    groups.push(piece);
  }
  close();
  return joinBlocks(groups);
}

/** A declaration with a docstring behind it has more than one piece. */
const hasDoc = (piece: Code): boolean => piece.parts.length > 1;
