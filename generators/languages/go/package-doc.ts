import type { About } from "../../contract/model.js";
import type { Code } from "../../emit/code.js";
import { docComment } from "./comments.js";

/** The comment of the package: what it is, and what the contract says of itself. */
export function packageDoc(name: string, what: string, { title, version, summary, description }: About): Code {
  const line = (text: string): string => text.replace(/\s+/g, " ").trim();
  const said = [summary, description].map((text) => text?.trim()).filter((text, index, all) => text && all.indexOf(text) === index);
  return docComment({ text: [`Package ${name} is ${what} ${line(title) || "the contract"} ${line(version)}.`.replace(/\s+\.$/, "."), ...said].join("\n\n") });
}
