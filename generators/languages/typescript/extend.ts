import type { ClassDeclaration, ObjectLiteralExpression, SourceFile } from "ts-morph";
import type { Extension } from "../../emit/file.js";

/** What a user's file is to have: an object (or class) with these methods, each of which throws until it is written. */
export interface WantedMethods {
  /** The name of the constant that Mortise made, and the type that it says. */
  readonly object: string;
  readonly type: string;
  /** Names of methods: identifiers. */
  readonly methods: readonly string[];
  /** The class of what is thrown, and where it is imported from unless the file imports `type` from elsewhere. */
  readonly error: string;
  readonly module: string;
}

/**
 * Adds the methods that a user's file lacks, and the import that they need. Every other byte stays: line ends, byte order mark, comments,
 * formatting. A file that has the methods is not parsed. One without the object is left as it is: the compiler tells what it lacks.
 */
export async function extendModule(existing: string, wanted: WantedMethods): Promise<Extension> {
  if (wanted.methods.every((name) => seemsThere(existing, name))) return { text: existing };
  const { Project } = await import("ts-morph");
  const mark = existing.startsWith("\ufeff") ? "\ufeff" : "";
  const text = existing.slice(mark.length);
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const file = project.createSourceFile("/handlers.ts", text);
  const [broken] = project.getProgram().getSyntacticDiagnostics(file);
  if (broken) {
    const reason = broken.getMessageText();
    return { fault: { message: `it can't be read: line ${broken.getLineNumber() ?? 1}: ${typeof reason === "string" ? reason : reason.getMessageText()}`, hint: "mend it, and run again" } };
  }
  const holder = await findHolder(file, wanted);
  const missing = holder ? wanted.methods.filter((name) => !holder.names.has(name)) : [];
  if (!holder || missing.length === 0) return { text: existing };
  const layout = layOut(text, holder);
  const imported = importError(text, file, wanted, layout);
  return { text: mark + splice(text, [...addMethods(text, holder, missing, imported.local, layout), ...imported.edits]) };
}

/** A cheap look, so that files with nothing to add cost nothing: a line that begins with the method. Comments begin otherwise. */
const seemsThere = (text: string, name: string): boolean => new RegExp(`(?:^|[\\n{,;])[ \\t]*(?:public +)?(?:async +)?["']?${name.replaceAll("$", "\\$")}["']?\\s*(?:[(<:,=]|\\}|\\r?\\n)`, "u").test(text);

/** Where the methods stand. Positions are offsets into the text. */
interface Holder {
  readonly names: ReadonlySet<string>;
  /** Behind the last member that new ones may follow, or behind the opening brace. */
  readonly after: number;
  /** New members need a comma before them, or end with one. */
  readonly comma: "none" | "before" | "there";
  readonly isList: boolean;
  /** The closing brace. */
  readonly close: number;
  /** Of the first member; undefined: there is none. */
  readonly first: number | undefined;
  /** Nothing follows the place up to the closing brace. */
  readonly isLast: boolean;
}

async function findHolder(file: SourceFile, { object, type }: WantedMethods): Promise<Holder | undefined> {
  const { Node, SyntaxKind } = await import("ts-morph");
  const literalIn = (node: import("ts-morph").Node | undefined): ObjectLiteralExpression | undefined => {
    let at = node;
    while (at && (Node.isAsExpression(at) || Node.isSatisfiesExpression(at) || Node.isParenthesizedExpression(at))) at = at.getExpression();
    return Node.isObjectLiteralExpression(at) ? at : undefined;
  };
  const says = (node: import("ts-morph").Node | undefined): boolean => node !== undefined && new RegExp(`(?<![\\w$])${type.replaceAll("$", "\\$")}(?![\\w$])`, "u").test(node.getText());
  const variables = file.getDescendantsOfKind(SyntaxKind.VariableDeclaration);
  const named = variables.find((variable) => variable.getName() === object && literalIn(variable.getInitializer()));
  const typed = named ?? variables.find((variable) => (says(variable.getTypeNode()) || (Node.isSatisfiesExpression(variable.getInitializer()) && says(variable.getInitializer()))) && literalIn(variable.getInitializer()));
  const ownLiteral = literalIn(typed?.getInitializer());
  if (ownLiteral) return holdObject(ownLiteral);
  for (const made of [...file.getDescendantsOfKind(SyntaxKind.FunctionDeclaration), ...file.getDescendantsOfKind(SyntaxKind.ArrowFunction)]) {
    if (!says(made.getReturnTypeNode())) continue;
    const body = made.getBody();
    const returned = Node.isBlock(body) ? body.getStatements().filter(Node.isReturnStatement).at(-1)?.getExpression() : body;
    const literal = literalIn(returned);
    if (literal) return holdObject(literal);
  }
  const implementing = file.getClasses().find((one) => one.getImplements().some(says));
  return implementing && holdClass(implementing);
}

/** Whatever is spread into an object may have the method: it then wins over what stands before it. */
function holdObject(literal: ObjectLiteralExpression): Holder {
  const properties = literal.getProperties();
  const text = literal.getSourceFile().getFullText();
  const names = new Set(properties.flatMap((property) => ("getName" in property ? [unquote(property.getName())] : [])));
  const spread = properties.findIndex((property) => !("getName" in property));
  const before = properties[(spread < 0 ? properties.length : spread) - 1];
  const close = literal.getEnd() - 1;
  const common = { names, close, isList: true, first: properties[0]?.getStart(true), isLast: spread < 0 };
  if (!before) return { ...common, after: literal.getStart() + 1, comma: "none" };
  const next = skipTrivia(text, before.getEnd());
  return text[next] === "," ? { ...common, after: next + 1, comma: "there" } : { ...common, after: before.getEnd(), comma: "before" };
}

function holdClass(declaration: ClassDeclaration): Holder {
  const members = declaration.getMembers();
  const text = declaration.getSourceFile().getFullText();
  const open = text.indexOf("{", declaration.getImplements().at(-1)?.getEnd() ?? declaration.getStart()) + 1;
  const names = new Set(members.flatMap((member) => ("getName" in member ? [unquote(String(member.getName()))] : [])));
  return { names, after: members.at(-1)?.getEnd() ?? open, comma: "none", isList: false, close: declaration.getEnd() - 1, first: members[0]?.getStart(true), isLast: true };
}

const unquote = (name: string): string => (/^["'`].*["'`]$/s.test(name) ? name.slice(1, -1) : name);

/** Past white space and comments. */
function skipTrivia(text: string, from: number): number {
  const trivia = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
  trivia.lastIndex = from;
  trivia.test(text);
  return trivia.lastIndex;
}

/** How the user writes. */
interface Layout {
  readonly end: string;
  /** Of the members, and one step more. */
  readonly indent: string;
  readonly step: string;
  readonly outer: string;
  readonly semicolon: string;
}

const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;
const indentOf = (text: string, at: number): string => /^[ \t]*/.exec(text.slice(lineStart(text, at), at))?.[0] ?? "";

function layOut(text: string, { first, close }: Holder): Layout {
  const end = /\r?\n/.exec(text)?.[0] ?? "\n";
  const outer = indentOf(text, close);
  const ownLine = first !== undefined && text.slice(lineStart(text, first), first).trim() === "";
  const indent = ownLine ? indentOf(text, first) : `${outer}  `;
  const step = indent.startsWith(outer) && indent !== outer ? indent.slice(outer.length) : "  ";
  const semicolon = /^import [^\n]*["'][ \t]*\r?$/m.test(text) ? "" : ";";
  return { end, indent, step, outer, semicolon };
}

interface Edit {
  readonly at: number;
  readonly text: string;
}

function addMethods(text: string, holder: Holder, missing: readonly string[], error: string, { end, indent, step, outer, semicolon }: Layout): readonly Edit[] {
  const method = (name: string): string => `${indent}${name}() {${end}${indent}${step}throw new ${error}()${semicolon}${end}${indent}}`;
  const separator = holder.isList ? "," : "";
  const edits: Edit[] = holder.comma === "before" ? [{ at: holder.after, text: "," }] : [];
  // A comment behind the last member, in its line, stays with it.
  const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*\*\/[ \t]*)?(?=\r?\n)/.exec(text.slice(holder.after))?.[0];
  const at = holder.after + (rest?.length ?? 0);
  const gap = holder.first === undefined || (rest === undefined && holder.comma === "none") ? end : end + end;
  const body = missing.map((name) => `${method(name)}${separator}`).join(end + end);
  const isOpen = /^[ \t]*\r?\n/.test(text.slice(at));
  edits.push({ at, text: `${gap}${body}${isOpen ? "" : holder.isLast ? `${end}${outer}` : `${end}${end}${indent}`}` });
  return edits;
}

/** The name of the error's class in this file, and what has to be put in so that it has one. */
function importError(text: string, file: SourceFile, { error, type, module }: WantedMethods, { end, semicolon }: Layout): { readonly local: string; readonly edits: readonly Edit[] } {
  const imports = file.getImportDeclarations();
  const values = imports.filter((one) => !one.isTypeOnly());
  for (const one of values) {
    const found = one.getNamedImports().find((name) => name.getName() === error && !name.isTypeOnly());
    if (found) return { local: found.getAliasNode()?.getText() ?? error, edits: [] };
  }
  const isTaken = new RegExp(`(?<![\\w$.])${error}(?![\\w$])`, "u").test(text);
  const local = isTaken ? `${error}Error` : error;
  const specifier = isTaken ? `${error} as ${local}` : error;
  const source = imports.find((one) => one.getNamedImports().some((name) => name.getName() === type))?.getModuleSpecifierValue() ?? module;
  const last = values.find((one) => one.getModuleSpecifierValue() === source)?.getNamedImports().at(-1);
  if (last) return { local, edits: [{ at: last.getEnd(), text: `, ${specifier}` }] };
  const quote = imports[0]?.getModuleSpecifier().getText().at(0) ?? '"';
  const line = `import { ${specifier} } from ${quote}${source}${quote}${semicolon}`;
  const behind = imports.at(-1);
  if (behind) return { local, edits: [{ at: behind.getEnd(), text: `${end}${line}` }] };
  const start = /^#![^\n]*\n/.exec(text)?.[0].length ?? 0;
  return { local, edits: [{ at: start, text: `${line}${end}${end}` }] };
}

function splice(text: string, edits: readonly Edit[]): string {
  // At one place, the earlier edit's text comes first.
  return [...edits].map((edit, index) => ({ ...edit, index })).sort((a, b) => b.at - a.at || b.index - a.index).reduce((done, { at, text: put }) => done.slice(0, at) + put + done.slice(at), text);
}
