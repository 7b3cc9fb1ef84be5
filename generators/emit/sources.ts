import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The program itself: `dist/` when it is built (scripts/build.mjs puts this file into a folder of it), `generators/` in tests. */
export const programFolder = fileURLToPath(new URL("../", import.meta.url));

/** Where Mortise keeps its templates: beside the built program and beside its sources alike. */
const templates = new URL("../../templates/", import.meta.url);
export const templatesFolder = fileURLToPath(templates);

/** The text of a source file of Mortise that generated code is made from (`runtime/typescript/index.ts`). */
export const readSource = (path: string): string => readFileSync(new URL(path, templates), "utf8");

/** The names of what stands in a folder of sources, sorted. */
export const listSources = (folder: string): readonly string[] => readdirSync(new URL(folder, templates), { encoding: "utf8" }).sort();
