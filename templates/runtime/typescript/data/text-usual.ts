import { forkRandom, type Random } from "./random.js";
import { cityOf, type Hint, hexText, identifier, loginOf, momentOf, uuidText } from "./scene.js";
import type { TextRules } from "./text.js";
import { wordsOf } from "./text-names.js";
import { textOfName } from "./text-by-name.js";

/** A text as people would expect it of a format, or else of a name. The rules are looked at, but not all of them kept. */
export function usualText(rules: TextRules, hint: Hint, random: Random): string {
  for (const format of rules.formats) {
    const write = byFormat.get(format);
    if (write !== undefined) return write(hint, random, rules);
  }
  return textOfName(hint, random, rules);
}

type Write = (hint: Hint, random: Random, rules: TextRules) => string;

/** The host of everything that is made up (RFC 2606, section 3). */
const host = "example.com";

const isoMoment = ({ scene, name }: Hint): string => new Date(momentOf(scene, wordsOf(name))).toISOString();

const writeEmail: Write = ({ scene }, _random, { maxLength }) => {
  const login = loginOf(scene);
  const email = `${login}@${host}`;
  return email.length <= maxLength ? email : `${login.slice(0, 1)}@${"example.com".slice(0, 1)}.io`;
};

const writeUri: Write = (hint, random, { maxLength }) => {
  const text = textOfName({ ...hint, name: /ur[il]|link|href/i.test(hint.name) ? hint.name : `${hint.name}_url` }, random, { maxLength });
  return text.length <= maxLength && text.startsWith("https:") ? text : `https://${host}/${identifier(random, 8)}`;
};

const writePath: Write = (_hint, random) => `/${identifier(random, 6)}/${identifier(random, 8)}`;
const writeIpv4: Write = (_hint, random) => `192.0.2.${(random.key[0] % 254) + 1}`;

const byFormat: ReadonlyMap<string, Write> = new Map<string, Write>([
  ["date-time", (hint) => isoMoment(hint).replace(".000Z", "Z")],
  ["date", (hint) => isoMoment(hint).slice(0, 10)],
  ["time", (hint) => `${isoMoment(hint).slice(11, 19)}Z`],
  ["duration", (_hint, random) => `PT${(random.key[0] % 55) + 5}M`],
  ["email", writeEmail],
  ["idn-email", writeEmail],
  ["hostname", ({ scene }) => `${identifier(forkRandom(scene.random, "host"), 4)}.${host}`],
  ["idn-hostname", ({ scene }) => `${identifier(forkRandom(scene.random, "host"), 4)}.${host}`],
  ["ipv4", writeIpv4],
  ["ip", writeIpv4],
  ["ipv6", (_hint, random) => `2001:db8::${hexText(random, 4).replace(/^0+(?=.)/, "")}`],
  ["uri", writeUri],
  ["url", writeUri],
  ["iri", writeUri],
  ["uri-reference", writePath],
  ["iri-reference", writePath],
  ["uri-template", (_hint, random) => `/${identifier(random, 6)}/{id}`],
  ["uuid", (_hint, random) => uuidText(random)],
  ["json-pointer", writePath],
  ["relative-json-pointer", (_hint, random) => `0/${identifier(random, 6)}`],
  ["regex", () => "^[a-z]+$"],
  ["byte", (_hint, random, { minLength }) => base64(identifier(random, Math.max(9, Math.ceil(minLength / 4) * 3)))],
  ["base64", (_hint, random) => base64(identifier(random, 9))],
  ["phone", (hint, random) => `${cityOf(hint.scene).phone}${5550100 + (random.key[0] % 99)}`],
  ["password", (_hint, random) => identifier(random, 14)],
  // Numbers as texts.
  ["decimal", (_hint, random) => `${random.key[0] % 500}.${String(random.key[1] % 100).padStart(2, "0")}`],
  ["int64", (_hint, random) => String((random.key[0] % 9_000) + 1)],
  ["unix-time", ({ scene, name }) => String(momentOf(scene, wordsOf(name)) / 1000)],
]);

/** Base64 of ASCII of a length that three divides. */
function base64(text: string): string {
  return btoa(text);
}
