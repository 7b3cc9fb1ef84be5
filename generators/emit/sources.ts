import { readFileSync } from "node:fs";

/** Where Mortise keeps its templates, beside the built program and beside its sources alike. */
const templatesFolder = new URL("../../templates/", import.meta.url);

/** The text of a source file of Mortise that generated code is made from (`runtime/typescript/index.ts`). */
export const readSource = (path: string): string => readFileSync(new URL(path, templatesFolder), "utf8");
