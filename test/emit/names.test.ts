import { describe, expect, test } from "vitest";
import { cutWords, toCamel, toKebab, toPascal } from "../../generators/emit/names.js";
import { Scope } from "../../generators/emit/scope.js";

describe("names", () => {
  test.each([
    ["user-profile", ["user", "profile"]],
    ["userProfile", ["user", "Profile"]],
    ["HTTPProxy", ["HTTP", "Proxy"]],
    ["OAuth2Token", ["O", "Auth2", "Token"]],
    ["v1.users/list", ["v1", "users", "list"]],
    ["größe_übersicht", ["größe", "übersicht"]],
    ["用户", ["用户"]],
    ["*/", []],
  ])("%s is cut into words", (text, want) => expect(cutWords(text)).toEqual(want));

  test.each([
    ["user-profile", "UserProfile", "userProfile", "user-profile"],
    ["USER_NAME", "UserName", "userName", "user-name"],
    ["HTTPProxy", "HTTPProxy", "httpProxy", "http-proxy"],
    ["getUserByID", "GetUserByID", "getUserByID", "get-user-by-id"],
    ["", "", "", ""],
  ])("%s as Pascal, camel and kebab", (text, pascal, camel, kebab) => expect([toPascal(text), toCamel(text), toKebab(text)]).toEqual([pascal, camel, kebab]));
});

describe("Scope", () => {
  const scope = () => new Scope({ reserved: new Set(["class"]), fallback: "Unnamed" });

  test("the first free candidate, then numbers", () => {
    const names = scope();
    expect([names.claim("A"), names.claim("A", "AType"), names.claim("A", "AType"), names.claim("A")]).toEqual(["A", "AType", "A2", "A3"]);
  });

  test("a number is set apart from a digit", () => {
    const names = scope();
    expect([names.claim("v1"), names.claim("v1")]).toEqual(["v1", "v1_2"]);
  });

  test.each([
    ["class", "class2"],
    ["1st", "_1st"],
    ["", "Unnamed"],
    ["*/alert(1)//", "alert1"],
    ["a\u2028b", "ab"],
    ["x²", "x"],
  ])("%j becomes an identifier", (text, want) => expect(scope().claim(text)).toBe(want));

  test("a long name is cut", () => expect(scope().claim("x".repeat(500)).length).toBe(120));

  test("names that differ by case alone collide where the scope says so", () => {
    const names = new Scope({ reserved: new Set(), key: (name) => name.toLowerCase(), fallback: "x" });
    expect([names.claim("User"), names.claim("user")]).toEqual(["User", "user2"]);
  });
});
