import { drawInteger, forkRandom, pick, type Random } from "./random.js";
import { cityOf, companyOf, hexText, type Hint, identifier, loginOf, momentOf, personOf, type Scene, uuidText } from "./scene.js";
import { wordsOf } from "./text-names.js";
import { adjectives, colours, departments, fileKinds, fileNames, jobs, occasions, pets, sentences, states, streetKinds, streets, tags, things, topics } from "./words.js";

interface Limits {
  readonly maxLength: number;
}

type Write = (hint: Hint, random: Random, limits: Limits) => string;

/** A text that is like what a name says. */
export function textOfName(hint: Hint, random: Random, limits: Limits): string {
  return writerOf(wordsOf(hint.name))(hint, random, limits);
}

const known = new Map<string, Write>();

function writerOf(words: string): Write {
  let write = known.get(words);
  if (write === undefined) {
    write = byName.find(([form]) => form.test(words))?.[1] ?? writeTwoWords;
    if (known.size > 10_000) known.clear();
    known.set(words, write);
  }
  return write;
}

const host = "example.com";
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const writeTwoWords: Write = (_hint, random) => `${pick(random, adjectives)} ${pick(random, things)}`;
const writeTitle: Write = (_hint, random) => `${pick(random, occasions)} ${pick(random, topics).toLowerCase()}`;
const writeProduct = (random: Random): string => `${capital(pick(random, adjectives))} ${pick(random, things)}`;
const writeProse: Write = (_hint, random, { maxLength }) => {
  const first = pick(random, sentences);
  const both = `${first} ${pick(random, sentences)}`;
  return drawInteger(random, 0, 1) === 0 && both.length <= maxLength ? both : first;
};
const writeStreet = (scene: Scene): string => {
  const own = forkRandom(scene.random, "street");
  return `${drawInteger(own, 1, 180)} ${pick(own, streets)} ${pick(own, streetKinds)}`;
};
const fileOf = (random: Random): readonly [name: string, extension: string, mediaType: string] => [pick(random, fileNames), ...pick(random, fileKinds)];
const fullName = (scene: Scene): string => `${personOf(scene).first} ${personOf(scene).last}`;

const people = /\b(?:user|person|people|customer|client|author|owner|member|contact|employee|patient|student|teacher|driver|recipient|sender|holder|assignee|creator|reviewer|guest|buyer|seller|actor|account|profile|display|full|legal|manager|payer|passenger|candidate|by)s?\b/;
const companies = /\b(?:compan(?:y|ies)|org|organi[sz]ations?|vendors?|suppliers?|merchants?|brands?|employers?|business|banks?|manufacturers?|publishers?|shops?|stores?|tenants?|issuer|carrier)\b/;
const products = /\b(?:products?|items?|articles?|goods|variants?|assets?|plans?|packages?|parts?|components?|materials?|models?)\b/;
const animals = /\b(?:pets?|dogs?|cats?|animals?)\b/;

/** A name is that of what has it: the words before `name`, else the object's name. */
function writeName(hint: Hint, random: Random): string {
  const before = wordsOf(hint.name).replace(/\bnames?$/, "").trim();
  const owner = before === "" ? wordsOf(hint.scene.name) : before;
  if (animals.test(owner)) return pick(random, pets);
  if (people.test(owner)) return fullName(hint.scene);
  if (companies.test(owner)) return companyOf(hint.scene);
  if (products.test(owner)) return writeProduct(random);
  if (/\b(?:file|image|document|attachment)s?\b/.test(owner)) return fileOf(random).slice(0, 2).join(".");
  if (/\bteams?|department|group\b/.test(owner)) return pick(random, departments);
  if (/\bcity|town\b/.test(owner)) return cityOf(hint.scene).city;
  if (/\bcountry\b/.test(owner)) return cityOf(hint.scene).country;
  if (/\btags?|labels?|categor\w+|topics?\b/.test(owner)) return pick(random, tags);
  if (/\bhost|server|domain\b/.test(owner)) return `${pick(random, things)}.${host}`;
  return /\b(?:projects?|events?|meetings?|courses?|tasks?|campaigns?|lists?)\b/.test(owner) ? writeTitle(hint, random, { maxLength: Infinity }) : writeProduct(random);
}

const writeUrl: Write = (hint, random) => {
  const words = wordsOf(hint.name);
  if (/image|photo|picture|avatar|logo|icon|thumbnail|banner|cover/.test(words)) return `https://${host}/images/${identifier(random, 8)}.png`;
  if (/website|homepage|home page/.test(words)) return `https://${companyOf(hint.scene).toLowerCase().replaceAll(" ", "-")}.example`;
  const place = words.replace(/\b(?:ur[il]|link|href)s?\b/g, "").trim().replaceAll(" ", "-");
  return `https://${host}/${place === "" || !/^[a-z-]+$/.test(place) ? "" : `${place}/`}${identifier(random, 8)}`;
};

const writeMoment: Write = ({ scene, name }) => new Date(momentOf(scene, wordsOf(name))).toISOString().replace(".000Z", "Z");
const writeMoney: Write = (_hint, random) => `${drawInteger(random, 1, 200)}.${pick(random, ["00", "49", "50", "90", "95", "99"])}`;
const writePhone: Write = ({ scene }) => `${cityOf(scene).phone}${drawInteger(forkRandom(scene.random, "phone"), 5550100, 5550199)}`;

/** The first that fits a name's words counts. */
const byName: readonly (readonly [form: RegExp, write: Write])[] = [
  [/^$/, writeTwoWords],
  [/\be ?mail(?: address)?$|^e ?mail/, ({ scene }) => `${loginOf(scene)}@${host}`],
  [/\b(?:first|given|fore) ?name$|^firstname$/, ({ scene }) => personOf(scene).first],
  [/\b(?:last|family|sur) ?name$|^lastname$/, ({ scene }) => personOf(scene).last],
  [/\b(?:user ?name|login|nick ?name|nick|handle|screen name)$/, ({ scene }) => loginOf(scene)],
  [/\b(?:phone|mobile|fax|telephone|tel|msisdn)(?: number| no)?$/, writePhone],
  [/\b(?:ur[il]|href|link|website|homepage|home page|webhook|callback|avatar|logo|picture|photo|thumbnail)s?$/, writeUrl],
  [/\b(?:country|nationality)$/, ({ scene }, _random, { maxLength }) => (maxLength < 3 ? cityOf(scene).code : cityOf(scene).country)],
  [/\bcountry (?:code|iso\d?|alpha ?2)$/, ({ scene }) => cityOf(scene).code],
  [/\b(?:city|town|locality)$/, ({ scene }) => cityOf(scene).city],
  [/\b(?:province|region|county|address state)$/, ({ scene }) => cityOf(scene).state],
  [/\b(?:zip|post ?code|postal code|zip ?code|postal)$/, ({ scene }) => cityOf(scene).postcode],
  [/\b(?:line ?2|address ?2|address line ?2)$/, (_hint, random) => `Floor ${drawInteger(random, 1, 9)}`],
  [/\b(?:street(?: address| name)?|line ?1|address ?1|address line ?1|address lines?)$/, ({ scene }) => writeStreet(scene)],
  [/\bip(?: ?addr(?:ess)?)?$/, (_hint, random) => `192.0.2.${drawInteger(random, 1, 254)}`],
  [/\bmac(?: address)?$/, (_hint, random) => `02:${(hexText(random, 10).match(/../g) ?? []).join(":")}`],
  [/\b(?:address|location|place)$/, ({ scene }) => `${writeStreet(scene)}, ${cityOf(scene).city}`],
  [/\bcurrency(?: code)?$/, ({ scene }) => cityOf(scene).currency],
  [/\b(?:language|lang)(?: code)?$/, ({ scene }) => cityOf(scene).locale.slice(0, 2)],
  [/\blocale$/, ({ scene }) => cityOf(scene).locale],
  [/\btime ?zone|^tz$/, ({ scene }) => cityOf(scene).zone],
  [/\b(?:lat|latitude)$/, ({ scene }) => String(cityOf(scene).latitude)],
  [/\b(?:lng|lon|long|longitude)$/, ({ scene }) => String(cityOf(scene).longitude)],
  [/\b(?:uuid|guid)$/, (_hint, random) => uuidText(random)],
  [/\b(?:sha|sha ?1|commit|commit sha|oid)$/, (_hint, random) => hexText(random, 40)],
  [/\b(?:sha ?256|hash|digest|checksum|fingerprint)$/, (_hint, random) => hexText(random, 64)],
  [/\betag$/, (_hint, random) => `"${hexText(random, 16)}"`],
  [/\b(?:md5)$/, (_hint, random) => hexText(random, 32)],
  [/\b(?:id|ids|identifier|key|ref|reference|token|secret|password|nonce|cursor|signature|state token)$/, (_hint, random) => identifier(random, 12)],
  [/\b(?:sku|serial|serial number|part number|order number|invoice number|number|no)$/, (_hint, random) => `${identifier(random, 2).toUpperCase()}-${drawInteger(random, 1000, 9999)}`],
  [/\biban$/, () => "DE89370400440532013000"],
  [/\b(?:bic|swift)(?: code)?$/, () => "COBADEFFXXX"],
  [/\b(?:version|release)$/, (_hint, random) => `${drawInteger(random, 1, 4)}.${drawInteger(random, 0, 9)}.${drawInteger(random, 0, 9)}`],
  [/\bcode$/, (_hint, random) => identifier(random, 6).toUpperCase()],
  [/\b(?:company|organi[sz]ation|vendor|supplier|merchant|brand|employer|manufacturer|bank)(?: name)?$/, ({ scene }) => companyOf(scene)],
  [/\b(?:file ?name|filename|attachment)$/, (_hint, random) => fileOf(random).slice(0, 2).join(".")],
  [/\b(?:path|file|directory|folder|dir)$/, (_hint, random) => `reports/${fileOf(random).slice(0, 2).join(".")}`],
  [/\b(?:mime|mime type|content type|media type|mimetype)$/, (_hint, random) => fileOf(random)[2]],
  [/\b(?:extension|ext)$/, (_hint, random) => fileOf(random)[1]],
  [/\b(?:slug|permalink|alias)$/, (_hint, random) => `${pick(random, adjectives)}-${pick(random, things)}`],
  [/\b(?:host|host ?name|domain|domain name|fqdn)$/, (_hint, random) => `${pick(random, things)}.${host}`],
  [/\b(?:job title|job|position|occupation|profession)$/, ({ scene }) => pick(forkRandom(scene.random, "job"), jobs)],
  [/\b(?:department|division|team)$/, (_hint, random) => pick(random, departments)],
  [/\bnames?$/, writeName],
  [/\b(?:author|owner|assignee|creator|created by|updated by|user|customer|contact|recipient|sender|manager|reviewer)$/, ({ scene }) => fullName(scene)],
  [/\b(?:title|subject|headline|heading|summary|caption)$/, writeTitle],
  [/\b(?:descriptions?|comments?|notes?|messages?|body|content|text|bio|about|reason|details?|remarks?|feedback|question|answer|instructions|prompt|excerpt|abstract|hint)$/, writeProse],
  [/\bhex(?: colou?r)?|colou?r hex$/, (_hint, random) => `#${hexText(random, 6)}`],
  [/\bcolou?rs?$/, (_hint, random) => pick(random, colours)],
  [/\b(?:status|state|phase|stage)$/, (_hint, random) => pick(random, states)],
  [/\b(?:tags?|labels?|keywords?|categor(?:y|ies)|topics?|groups?)$/, (_hint, random) => pick(random, tags)],
  [/\b(?:at|on|timestamp|date ?time|datetime|since|until|expires|expiry)$/, writeMoment],
  [/\b(?:date|day|birthday|dob)$/, (hint, random, limits) => writeMoment(hint, random, limits).slice(0, 10)],
  [/\b(?:time)$/, (hint, random, limits) => writeMoment(hint, random, limits).slice(11, 16)],
  [/\b(?:price|amount|total|subtotal|cost|balance|fee|tax|discount|value)$/, writeMoney],
  [/\b(?:count|quantity|qty|size|length|page|limit|offset|port|rank|level)$/, (_hint, random) => String(drawInteger(random, 1, 40))],
  [/\b(?:product|item|article|gift)$/, (_hint, random) => writeProduct(random)],
];
