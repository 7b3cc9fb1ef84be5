import type { File } from "../../emit/file.js";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** The runtime's modules by folder. */
const modules: Readonly<Record<string, string>> = {
  "data/": `index schema`,
  "mock/": `index plan server-types`,
};

/** The runtime's modules, copied as they are. */
export const runtimeFiles: readonly File[] = Object.entries(modules).flatMap(([folder, names]) =>
  words(names).map((name) => ({ path: `runtime/${folder}${name}.ts`, owner: "generator", content: { kind: "asset", asset: `runtime/typescript/${folder}${name}.ts` } })),
);
