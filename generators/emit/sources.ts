import { readdirSync, readFileSync } from "node:fs";

/** Where Mortise keeps its templates, beside the built program and beside its sources alike. */
const templatesFolder = new URL("../../templates/", import.meta.url);

/** The text of a source file of Mortise that generated code is made from (`runtime/typescript/index.ts`). */
export const readSource = (path: string): string => readFileSync(new URL(path, templatesFolder), "utf8");

/** The names of what stands in a folder of sources, sorted. */
export const listSources = (folder: string): readonly string[] => readdirSync(new URL(folder, templatesFolder), { encoding: "utf8" }).sort();
