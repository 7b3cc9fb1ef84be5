import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nameFiles } from "../../../generators/languages/go/file-names.js";
import { nameContract, nameFields } from "../../../generators/languages/go/names.js";
import { faultOfModule, packageName } from "../../../generators/languages/go/package.js";
import { toExported, toUnexported } from "../../../generators/languages/go/words.js";
import { makeFolder, readContract } from "../../targets/generate.js";

test.each([
  ["user-id", "UserID"],
  ["userIds", "UserIDs"],
  ["USER_NAME", "UserName"],
  ["HTTPProxy", "HTTPProxy"],
  ["oauth_url", "OauthURL"],
  ["OAuthURL", "OAuthURL"],
  ["id2", "ID2"],
  ["getHtmlUrl", "GetHTMLURL"],
  ["2fa", "X2Fa"],
  ["用户", "X用户"],
  ["éé", "Éé"],
  ["e\u0301", "É"],
  ["ß", "Xß"],
  ["x²", "X"],
  ["𐐨", ""],
  ["", ""],
  ["_", ""],
])("%j is exported as %j", (text, want) => expect(toExported(text)).toBe(want));

test.each([
  ["UserID", "userID"],
  ["HTTPProxy", "httpProxy"],
  ["ID", "id"],
  ["GetUser", "getUser"],
])("%j is %j within its package", (text, want) => expect(toUnexported(text)).toBe(want));

test("fields: one name each, and none that a method has", () => {
  const names = ["user_id", "userId", "MarshalJSON", "Extra", "+1", "-1", "$ref", "😀", "", "type"];
  const { of, extra } = nameFields({ fields: names.map((name) => ({ name })) });
  expect([...of.values()]).toEqual(["UserID", "UserID2", "MarshalJSON2", "Extra", "Plus1", "Minus1", "Ref", "Field", "Field2", "Type"]);
  expect(extra).toBe("ExtraMembers");
});

test.each([
  ["UserPage", "user_page"],
  ["user_test", "user_test_type"],
  ["build-linux", "build_linux_type"],
  ["linux", "linux"],
  ["x_amd64", "x_amd64_type"],
  ["_hidden", "hidden"],
  ["con", "con_type"],
  ["doc", "doc_type"],
  ["service", "service_type"],
  ["user_json", "user_json_type"],
  ["日本", "schema"],
  ["../../etc", "etc"],
])("the file of %j is %j", (name, want) => expect(nameFiles()(name, "schema", "type")).toBe(want));

test("files that differ by case alone", () => {
  const file = nameFiles();
  expect(["User", "user", "USER"].map((name) => file(name, "schema", "type"))).toEqual(["user", "user_type", "user2"]);
});

test.each([
  [undefined, "Users", "users"],
  [undefined, "AI platform", "aiplatform"],
  [undefined, "2FA", "fa"],
  [undefined, "日本", "api"],
  [undefined, "type", "typeapi"],
  ["api", "Users", "api"],
  ["My API", "Users", "myapi"],
])("the package of %j and %j is %j", (wanted, title, want) => expect(packageName(wanted, title)).toBe(want));

test.each([
  ["example.com/a/b", undefined],
  ["example.com/a b", "has characters that no import path has"],
  ["example.com//b", "has an empty part"],
  ["example.com/../b", "has a part that begins or ends with a dot"],
  ["users", "has no dot in its first part, as the standard library's paths have"],
])("the import path %j", (path, want) => expect(faultOfModule(path)).toBe(want));

test("products of one contract: what one of them reserves or claims is nothing to the other", async () => {
  const folder = makeFolder("go-names");
  const path = join(folder, "openapi.json");
  const operation = (operationId: string) => ({ get: { operationId, responses: { 204: { description: "" } } } });
  writeFileSync(path, JSON.stringify({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths: { "/a": operation("with"), "/b": operation("list") } }));
  const { contract } = await readContract(path);
  rmSync(folder, { recursive: true });
  const product = { reserved: [], package: "t", module: "example.com/t" };
  const name = (methods: readonly string[]) => nameContract(contract, { ...product, methods });
  const [server, client, other] = [name([]), name(["With"]), name(["Do"])];
  expect([server, client, other].map(({ operations }) => [...operations.values()].map(({ method }) => method))).toEqual([["With", "List"], ["WithOperation", "List"], ["With", "List"]]);
  expect([server.claim("Service"), server.claim("Service"), other.claim("Service"), client.claim("ListRequest")]).toEqual(["Service", "Service2", "Service", "ListRequest2"]);
  other.own("Date");
  expect([server.aliases().size, other.aliases().size]).toEqual([0, 1]);
});
