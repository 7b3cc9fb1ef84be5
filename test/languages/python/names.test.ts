import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { receivesFile } from "../../../generators/languages/contents.js";
import { liftShapes } from "../../../generators/languages/python/lift.js";
import { nameContract, nameFields, nameParameters, type Names } from "../../../generators/languages/python/names.js";
import { planPackage } from "../../../generators/languages/python/package.js";
import { reservedArguments, reservedAttributes, reservedMethods, reservedNames, toClassName, toConstant, toSnake } from "../../../generators/languages/python/words.js";
import { startChance } from "../../contract/build/schemas-random.js";
import { hasPython, runPython } from "../../python/tools.js";
import { makeFolder, readContract } from "../../targets/generate.js";

const folder = makeFolder("python-names");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ["user-id", "UserId", "user_id", "USER_ID"],
  ["userIds", "UserIds", "user_ids", "USER_IDS"],
  ["USER_NAME", "UserName", "user_name", "USER_NAME"],
  ["HTTPProxy", "HTTPProxy", "http_proxy", "HTTP_PROXY"],
  ["getHtmlUrl", "GetHtmlUrl", "get_html_url", "GET_HTML_URL"],
  ["in progress", "InProgress", "in_progress", "IN_PROGRESS"],
  ["a.b", "AB", "a_b", "A_B"],
  ["id2", "Id2", "id2", "ID2"],
  ["2fa", "X2Fa", "x_2_fa", "VALUE_2_FA"],
  ["5", "X5", "x_5", "VALUE_5"],
  ["+1", "X1", "plus_1", "PLUS_1"],
  ["-1", "X1", "minus_1", "MINUS_1"],
  ["<=", "", "less_equal", "LESS_EQUAL"],
  ["__init__", "Init", "init", "INIT"],
  ["用户", "用户", "用户", "用户"],
  ["éé", "Éé", "éé", "ÉÉ"],
  // As Python compares names: in the form NFKC.
  ["e\u0301", "É", "é", "É"],
  ["ﬁle", "File", "file", "FILE"],
  ["x²", "X2", "x2", "X2"],
  ["ſ", "S", "s", "S"],
  ["ª", "A", "a", "A"],
  ["𐐨", "", "", ""],
  ["", "", "", ""],
  ["_", "", "", ""],
])("%j is %j as a class, %j as a member and %j as a constant", (text, className, snake, constant) => expect([toClassName(text), toSnake(text), toConstant(text)]).toEqual([className, snake, constant]));

const fields = (...names: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(nameFields({ fields: names.map((name) => ({ name })) }));

describe("fields", () => {
  test("keywords, members of Pydantic's models and the types beside them get an underscore", () => {
    expect(fields("class", "from", "None", "model_dump", "model_config", "schema", "json", "copy", "str", "list", "l")).toEqual({
      class: "class_", from: "from_", None: "none", model_dump: "model_dump_", model_config: "model_config_", schema: "schema_", json: "json_", copy: "copy_", str: "str_", list: "list_", l: "l_",
    });
    expect(fields("match", "type", "id", "self", "print")).toEqual({ match: "match", type: "type", id: "id", self: "self", print: "print" });
  });

  test("a name that can be the field's stays with its own field, whoever comes first", () => {
    expect(fields("userId", "user_id", "USER_ID", "user_id_")).toEqual({ userId: "user_id_", user_id: "user_id", USER_ID: "user_id_field", user_id_: "user_id2" });
    expect(fields("json_", "json")).toEqual({ json: "json_", json_: "json_field" });
  });

  test("no underscore begins one, since Pydantic would hide it; signs have words, and what has none is a field", () => {
    expect(fields("_id", "__init__", "__class__", "+1", "-1", "$ref", "@type", "😀", "", "*")).toEqual({ _id: "id", __init__: "init", __class__: "class_", "+1": "plus_1", "-1": "minus_1", $ref: "ref", "@type": "type", "😀": "field", "": "field_", "*": "star" });
  });

  test("names that Python takes for one are two", () => {
    expect(fields("file", "ﬁle", "é", "e\u0301")).toEqual({ file: "file", ﬁle: "file_", é: "é", "e\u0301": "é_" });
    const [one, other] = Object.values(fields("a".repeat(200), "a".repeat(201)));
    expect(one).not.toBe(other);
  });
});

const text = { type: "string" };
const answers = (...statuses: readonly string[]): object => Object.fromEntries(statuses.map((status) => [status, { description: "" }]));

async function name(contract: object): Promise<Names & { readonly contract: Awaited<ReturnType<typeof readContract>>["contract"] }> {
  const path = join(folder, "openapi.json");
  writeFileSync(path, JSON.stringify({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths: {}, ...contract }));
  const lifted = liftShapes((await readContract(path)).contract, receivesFile);
  const file: readonly [string, string] = ["./runtime/wire", "File"];
  return { ...nameContract(lifted, { reserved: ["Unimplemented"], methods: ["close"], binary: { request: file, response: file } }), contract: lifted };
}

const schemaNames = (names: Names): readonly string[] => [...names.schemas.values()].map(({ response, module }) => `${module} ${response}`);

describe("contracts", () => {
  test("types that Python, its annotations or the product have already", async () => {
    const names = ["None", "list", "str", "Any", "Literal", "Unimplemented", "class", "Field", "Model", "BaseModel", "user", "User", "USER", "2fa", "😀"];
    const made = await name({ components: { schemas: Object.fromEntries(names.map((each) => [each, { type: "object", properties: { a: text } }])) } });
    expect(schemaNames(made).map((each) => each.split(" ")[1])).toEqual([
      "NoneSchema", "List", "Str", "AnySchema", "LiteralSchema", "UnimplementedSchema", "Class", "Field", "Model", "BaseModel", "User", "UserSchema", "UserType", "X2Fa", "Unnamed",
    ]);
    // Pydantic's names give way.
    expect(made.outside("pydantic", "Field")).toMatchObject({ name: "Field", local: "PydanticField" });
    expect(made.runtime("wire", "Model")).toMatchObject({ name: "Model", local: "RuntimeModel" });
    expect(made.runtime("wire", "WideModel").local).toBeUndefined();
    expect(made.outside("typing", "Annotated").local).toBeUndefined();
  });

  test("modules: files that differ by case alone, keywords, devices of Windows, other scripts, paths", async () => {
    const names = ["User", "user", "import", "con", "shared_parts", "日本", "../../etc", "2fa", "HTTPProxy"];
    const made = await name({ components: { schemas: Object.fromEntries(names.map((each) => [each.replaceAll("/", "."), { type: "object", properties: { a: text } }])) } });
    expect(schemaNames(made).map((each) => each.split(" ")[0])).toEqual([
      "models/user", "models/user_schema", "models/import_schema", "models/con_schema", "models/shared_parts_schema", "models/schema", "models/etc", "models/schema_2_fa", "models/http_proxy",
    ]);
  });

  test("types in a circle are in one module, that of the first", async () => {
    const ref = (to: string): object => ({ type: "object", properties: { next: { $ref: `#/components/schemas/${to}` } } });
    const made = await name({ components: { schemas: { A: ref("B"), B: ref("C"), C: ref("B"), D: ref("A") } } });
    expect(schemaNames(made)).toEqual(["models/a A", "models/b B", "models/b C", "models/d D"]);
  });

  test("methods and results of operations", async () => {
    const schemas = { GetUser200: { type: "object", properties: { a: text } } };
    const operation = (operationId: string): object => ({ operationId, tags: ["user-admin"], responses: answers("200", "4XX", "default") });
    const paths = { "/a": { get: operation("getUser"), post: operation("get_user"), put: operation("import"), delete: operation("close"), patch: operation("日本") } };
    const { operations } = await name({ paths, components: { schemas } });
    const told = [...operations.values()].map(({ method, stem, module }) => [method, stem, module]);
    expect(told).toEqual([
      ["get_user", "GetUser", "operations/user_admin"],
      ["get_user_operation", "GetUserOperation", "operations/user_admin"],
      ["import_operation", "ImportOperation", "operations/user_admin"],
      ["close_operation", "CloseOperation", "operations/user_admin"],
      ["日本", "日本", "operations/user_admin"],
    ]);
  });

  test("classes of answers", async () => {
    const schemas = { GetUser200: { type: "object", properties: { a: text } } };
    const contents = { description: "", content: { "application/json": {}, "text/csv": {} } };
    const made = await name({ paths: { "/a": { get: { operationId: "getUser", responses: { ...answers("200", "4XX", "default"), 201: contents } } } }, components: { schemas } });
    const [operation] = made.contract.operations;
    const { answer, result } = [...made.operations.values()][0] ?? {};
    expect(operation?.responses.flatMap((response) => (response.contents.length === 0 ? [undefined] : response.contents).map((content) => answer?.(response, content)))).toEqual([
      "GetUserStatus200", "GetUser201Json", "GetUser201Csv", "GetUser4XX", "GetUserDefault",
    ]);
    expect(result).toBe("GetUserResult");
  });

  test("arguments: of two with one name the later one says its place; what the method has itself is nobody's", async () => {
    const parameter = (place: string, wire: string): object => ({ in: place, name: wire, required: place === "path", schema: text });
    const parameters = [parameter("path", "id"), parameter("query", "id"), parameter("header", "X-Request-ID"), parameter("query", "body"), parameter("query", "self"), parameter("query", "from"), parameter("cookie", "id"), parameter("query", "filter[name]"), parameter("query", "$top")];
    const { contract } = await name({ paths: { "/a/{id}": { get: { operationId: "a", parameters, responses: answers("200") } } } });
    const [operation] = contract.operations;
    expect(operation && [...nameParameters(operation)].map(([, argument]) => argument)).toEqual(["id", "query_id", "query_body", "query_self", "query_from", "filter_name", "top", "x_request_id", "cookie_id"]);
  });
});

test.each([
  [undefined, "Users", "users_server"],
  [undefined, "AI platform", "ai_platform_server"],
  [undefined, "2FA", "x_2_fa_server"],
  [undefined, "日本", "api_server"],
  [undefined, "import", "import_server"],
  ["api", "Users", "api"],
])("the package of %j and %j is %j", (wanted, title, want) => expect(planPackage(title, wanted, "server")).toEqual({ package: want }));

test.each(["My API", "import", "2fa", "a-b", "../etc", "é", "_a", ""])("no package is called %j", (wanted) => expect(planPackage("Users", wanted, "server").fault?.code).toBe("py-package"));

const signs = [..."aZ_9-. $+ßéİıſǆªﬁ²½Ⅷ用ำລໍาﾞ٣क्𐐨😀\u0301\u200d\u00ad\u2028\ud800ᢅ℘゛ﷺﹰᏸ", "class", "None", "str", "HTTP", "__"];

describe.skipIf(!hasPython)("Python's own word on names (skipped where Python is absent)", () => {
  test("whatever a contract says is an identifier, in the form in which Python keeps it", () => {
    const chance = startChance(7);
    const texts = Array.from({ length: 20_000 }, () => Array.from({ length: 1 + chance.below(4) }, () => chance.pick(signs)).join(""));
    const made = texts.flatMap((each) => [toClassName(each), toSnake(each), toConstant(each)]).filter((each) => each !== "");
    const program = "import json, sys, unicodedata\nprint(json.dumps([each for each in json.load(sys.stdin) if not each.isidentifier() or unicodedata.normalize('NFKC', each) != each or each[0] == '_']))";
    expect(runPython(folder, ["-c", program], {}, JSON.stringify(made))).toMatchObject({ status: 0, stdout: "[]\n" });
  }, 60_000);

  test("no keyword is left out, and no member of Pydantic's models", () => {
    const program = "import json, keyword, pydantic\nprint(json.dumps([keyword.kwlist, [each for each in dir(pydantic.BaseModel) if not each.startswith('_')]]))";
    const { stdout } = runPython(folder, ["-c", program]);
    const [keywords, members] = JSON.parse(stdout) as readonly (readonly string[])[];
    const missing = [reservedNames, reservedAttributes, reservedArguments, reservedMethods].map((reserved) => (keywords ?? []).filter((each) => !reserved.has(each)));
    expect(missing).toEqual([[], [], [], []]);
    expect(members?.filter((each) => !reservedAttributes.has(each))).toEqual([]);
  }, 60_000);
});
