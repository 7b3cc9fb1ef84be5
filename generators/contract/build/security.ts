import { didYouMean } from "../closest.js";
import { isObject, type Json, type JsonObject } from "../json.js";
import type { OAuthFlow, Pointer, SecurityAlternative, SecurityScheme } from "../model.js";
import { childOf, tokensOf } from "../pointer.js";
import { type Draft, follow, report, sharedSite } from "./draft.js";
import { flagOf, isExtension, listOf, membersOf, objectOf, present, textOf } from "./fields.js";

/** The security schemes of the components, in their order (OpenAPI 3.2, Security Scheme Object). Unknown types are left out. */
export function buildSecuritySchemes(draft: Draft): readonly SecurityScheme[] {
  const components = objectOf(draft.document, "components") ?? {};
  return membersOf(components, "securitySchemes").flatMap(([name, value]) => {
    const pointer = childOf("#/components/securitySchemes", name);
    const found = follow(draft, value, sharedSite(pointer, "securitySchemes", name));
    if (found === undefined || isExtension(name)) return [];
    const kind = kindOf(found.value);
    if (kind === undefined) return [];
    const description = found.prose.description ?? textOf(found.value, "description");
    return [{ name, ...present({ description }), deprecated: flagOf(found.value, "deprecated") ?? false, origin: pointer, ...kind }];
  });
}

/** What tells one kind of scheme from the others. */
type SchemeKind = SecurityScheme extends infer S ? (S extends SecurityScheme ? Omit<S, "name" | "description" | "deprecated" | "origin"> : never) : never;

function kindOf(scheme: JsonObject): SchemeKind | undefined {
  switch (textOf(scheme, "type")) {
    case "apiKey":
      return apiKeyOf(scheme);
    case "http":
      return httpOf(scheme);
    case "oauth2":
      return { kind: "oauth2", flows: flowsOf(scheme), ...present({ metadataUrl: textOf(scheme, "oauth2MetadataUrl") }) };
    case "openIdConnect":
      return { kind: "openIdConnect", url: textOf(scheme, "openIdConnectUrl") ?? "" };
    case "mutualTLS":
      return { kind: "mutualTLS" };
    default:
      return undefined;
  }
}

function apiKeyOf(scheme: JsonObject): SchemeKind | undefined {
  const place = textOf(scheme, "in");
  const parameter = textOf(scheme, "name");
  if (parameter === undefined || (place !== "query" && place !== "header" && place !== "cookie")) return undefined;
  return { kind: "apiKey", in: place, parameter };
}

/** Scheme names are compared without case (RFC 9110, section 11.1). */
function httpOf(scheme: JsonObject): SchemeKind | undefined {
  const name = textOf(scheme, "scheme");
  if (name?.toLowerCase() === "basic") return { kind: "basic" };
  if (name?.toLowerCase() === "bearer") return { kind: "bearer", ...present({ format: textOf(scheme, "bearerFormat") }) };
  return name === undefined ? undefined : { kind: "http", scheme: name };
}

const GRANTS = ["implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization"] as const;

function flowsOf(scheme: JsonObject): readonly OAuthFlow[] {
  const flows = objectOf(scheme, "flows") ?? {};
  return GRANTS.flatMap((grant) => {
    const flow = objectOf(flows, grant);
    if (flow === undefined) return [];
    const scopes = membersOf(flow, "scopes").map(([name, description]) => ({ name, description: typeof description === "string" ? description : "" }));
    const urls = {
      authorizationUrl: textOf(flow, "authorizationUrl"),
      deviceAuthorizationUrl: textOf(flow, "deviceAuthorizationUrl"),
      tokenUrl: textOf(flow, "tokenUrl"),
      refreshUrl: textOf(flow, "refreshUrl"),
    };
    return [{ grant, ...present(urls), scopes }];
  });
}

/**
 * The alternatives of `security` (OpenAPI 3.2, Security Requirement Object): `[]` is none needed, `{}` in the list is anonymous.
 * Undefined if the owner has no list. A scheme that nobody declares is reported and stays in its alternative, so that the
 * alternative never holds by mistake.
 */
export function buildSecurity(
  draft: Draft,
  owner: JsonObject,
  pointer: Pointer,
  schemes: readonly SecurityScheme[],
): readonly SecurityAlternative[] | undefined {
  return listOf(owner, "security")?.flatMap((item, index) => {
    if (!isObject(item)) return [];
    const at = childOf(pointer, "security", index);
    const requirements = Object.entries(item).map(([name, scopes]) => buildRequirement(draft, name, scopes, at, schemes));
    return [{ requirements }];
  });
}

type Requirement = SecurityAlternative["requirements"][number];

function buildRequirement(draft: Draft, key: string, value: Json, pointer: Pointer, schemes: readonly SecurityScheme[]): Requirement {
  const name = schemeNameOf(draft, key);
  const scopes = Array.isArray(value) ? (value as readonly Json[]).filter((scope): scope is string => typeof scope === "string") : [];
  const scheme = schemes.find((candidate) => candidate.name === name);
  if (!isDeclared(draft, name)) {
    report(draft, {
      code: "security-unknown",
      severity: "warning",
      message: `'components.securitySchemes' has no scheme '${name}'`,
      origin: childOf(pointer, key),
      at: "key",
      hint: didYouMean(name, declaredNames(draft)) ?? "declare it there, or remove the requirement",
    });
  } else if (scheme?.kind === "oauth2") checkScopes(draft, scheme, scopes, childOf(pointer, key));
  return { scheme: name, scopes };
}

/** OpenAPI 3.2 allows a URI reference to a scheme; a component of that very name comes first. */
function schemeNameOf(draft: Draft, key: string): string {
  const prefix = "#/components/securitySchemes/";
  return key.startsWith(prefix) && !isDeclared(draft, key) ? (tokensOf(key)[2] ?? key) : key;
}

const declaredNames = (draft: Draft): readonly string[] =>
  membersOf(objectOf(draft.document, "components") ?? {}, "securitySchemes").map(([name]) => name);

const isDeclared = (draft: Draft, name: string): boolean =>
  Object.hasOwn(objectOf(objectOf(draft.document, "components") ?? {}, "securitySchemes") ?? {}, name);

function checkScopes(draft: Draft, scheme: Extract<SecurityScheme, { kind: "oauth2" }>, scopes: readonly string[], pointer: Pointer): void {
  const known = [...new Set(scheme.flows.flatMap((flow) => flow.scopes.map(({ name }) => name)))];
  scopes.forEach((scope, index) => {
    if (known.includes(scope)) return;
    report(draft, {
      code: "scope-unknown",
      severity: "warning",
      message: `no flow of '${scheme.name}' has the scope '${scope}'`,
      origin: childOf(pointer, index),
      hint: didYouMean(scope, known) ?? "add it to the 'scopes' of a flow",
    });
  });
}
