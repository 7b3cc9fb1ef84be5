/** A page of its own: nothing on it comes from elsewhere. */
export interface Page {
  readonly html: string;
  /** SHA-256 of its script in base64, for the content security policy. */
  readonly scriptHash: string;
}

/** The page about a contract. `document`: the OpenAPI document as JSON text; texts in it are shown as texts, whatever they hold. */
export async function docsPage(title: string, document: string): Promise<Page> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script));
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
<body>
<main></main>
<script type="application/json" id="contract">${document.replaceAll("<", "\\u003c")}</script>
<script>${script}</script>
`;
  return { html, scriptHash: btoa(String.fromCharCode(...new Uint8Array(hash))) };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { margin: 0 auto; max-width: 60rem; padding: 1rem }
h1 small { font-size: 1rem; font-weight: normal; opacity: .7 }
details { border: 1px solid #8886; border-radius: .4rem; margin: .4rem 0; padding: .4rem .8rem }
summary { cursor: pointer; overflow-wrap: anywhere }
summary b { display: inline-block; min-width: 4.5rem }
code, pre { font: .85rem/1.4 ui-monospace, monospace }
pre { background: #8882; border-radius: .3rem; max-height: 24rem; overflow: auto; padding: .6rem }
p { white-space: pre-line }
.deprecated { text-decoration: line-through }
`;

const script = `
const contract = JSON.parse(document.getElementById("contract").textContent);
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

function element(name, parts, className) {
  const made = document.createElement(name);
  made.append(...[parts].flat().filter((part) => part !== undefined && part !== null && part !== ""));
  if (className) made.className = className;
  return made;
}

function resolve(value) {
  for (let steps = 0; value && typeof value.$ref === "string" && value.$ref.startsWith("#/") && steps < 20; steps += 1) {
    value = value.$ref.slice(2).split("/").reduce(
      (node, name) => node?.[decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~")], contract);
  }
  return value ?? {};
}

const showJson = (value) => element("pre", JSON.stringify(value, null, 2));

function showContents(contents) {
  return Object.entries(contents ?? {}).flatMap(([type, content]) => [
    element("code", type), showJson(resolve(content).schema ?? resolve(content).itemSchema ?? {}),
  ]);
}

function showParameter(source) {
  const { name, in: place, required, description, schema, content } = resolve(source);
  return element("li", [
    element("code", name), " in " + place + (required ? ", required" : ""), description && element("p", description),
    schema ? showJson(schema) : showContents(content),
  ].flat());
}

function showOperation(method, path, item, operation) {
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
  const body = resolve(operation.requestBody);
  return element("details", [
    element("summary", [
      element("b", method.toUpperCase()), element("code", path, operation.deprecated ? "deprecated" : ""), " ", operation.summary,
    ]),
    operation.description && element("p", operation.description),
    ...(parameters.length ? [element("h4", "Parameters"), element("ul", parameters.map(showParameter))] : []),
    ...(body.content ? [element("h4", "Body"), body.description && element("p", body.description), ...showContents(body.content)] : []),
    ...Object.entries(operation.responses ?? {}).flatMap(([status, source]) => {
      const response = resolve(source);
      return [element("h4", status), response.description && element("p", response.description), ...showContents(response.content)];
    }),
  ]);
}

const { info = {} } = contract;
const main = document.querySelector("main");
main.append(element("h1", [info.title ?? "API", " ", element("small", info.version ?? "")]));
if (info.description) main.append(element("p", info.description));
const groups = new Map();
for (const [path, source] of Object.entries(contract.paths ?? {})) {
  const item = resolve(source);
  for (const [method, operation] of Object.entries(item)) {
    if (!methods.includes(method)) continue;
    const tag = operation.tags?.[0] ?? "";
    if (!groups.has(tag)) groups.set(tag, []);
    groups.get(tag).push(showOperation(method, path, item, operation));
  }
}
for (const [tag, shown] of groups) main.append(...(tag ? [element("h2", tag)] : []), ...shown);
main.append(element("h2", "Schemas"), ...Object.entries(contract.components?.schemas ?? {}).map(([name, schema]) =>
  element("details", [element("summary", name), showJson(schema)])));
`;
