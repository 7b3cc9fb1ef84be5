import { describe, expect, test } from "vitest";
import { extendModule } from "../../generators/languages/typescript/extend.js";

const wanted = { object: "users", type: "UsersHandlers", methods: ["getUser", "deleteUser"], error: "NotImplemented", module: "../index.js" };

const extend = async (existing: string): Promise<string> => {
  const found = await extendModule(existing, wanted);
  return "text" in found ? found.text : `fault: ${found.fault.message}`;
};

/** What stands between `+` marks is what has to be put in; everything else is the user's. */
const rows: readonly (readonly [name: string, marked: string])[] = [
  ["nothing lacks", 'import { type UsersHandlers } from "../index.js";\n\nexport const users: UsersHandlers = {\n  getUser() {},\n  deleteUser() {},\n};\n'],
  [
    "one lacks",
    'import { NotImplemented, type UsersHandlers } from "../index.js";\n\nexport const users: UsersHandlers = {\n  async getUser({ path }) {\n    return { status: 200, body: { id: path.id } };\n  },+\n\n  deleteUser() {\n    throw new NotImplemented();\n  },+\n};\n',
  ],
  ["no trailing comma, import gone", 'import type { UsersHandlers } from "../index.js";+\nimport { NotImplemented } from "../index.js";+\n\nexport const users: UsersHandlers = {\n  getUser: async () => ({ status: 404 })+,+ // soon\n};\n'.replace("// soon", "// soon+\n\n  deleteUser() {\n    throw new NotImplemented();\n  },+")],
  ["an import to join", 'import { log, type UsersHandlers+, NotImplemented+ } from "../index.js";\nexport const users: UsersHandlers = {\n  getUser,+\n\n  deleteUser() {\n    throw new NotImplemented();\n  },+\n};\n'],
  ["tabs, CRLF and a byte order mark", '\ufeffimport { NotImplemented } from "../index.js";\r\nexport const users = {\r\n\tgetUser() {\r\n\t\treturn 1;\r\n\t},+\r\n\r\n\tdeleteUser() {\r\n\t\tthrow new NotImplemented();\r\n\t},+\r\n} satisfies UsersHandlers;\r\n'],
  ["single quotes, no semicolons", "import type { UsersHandlers } from '../index.js'+\nimport { NotImplemented } from '../index.js'+\n\nexport const mine = {\n    getUser() {},+\n\n    deleteUser() {\n        throw new NotImplemented()\n    },+\n} satisfies UsersHandlers\n"],
  ["an alias for the error", 'import { NotImplemented as Later } from "../index.js";\nexport const users = {\n  getUser() {},+\n\n  deleteUser() {\n    throw new Later();\n  },+\n};\n'],
  ["the name is taken", 'import type { UsersHandlers } from "../index.js";+\nimport { NotImplemented as NotImplementedError } from "../index.js";+\nclass NotImplemented {}\nexport const users: UsersHandlers = {\n  getUser() { throw new NotImplemented(); },+\n\n  deleteUser() {\n    throw new NotImplementedError();\n  },+\n};\n'],
  ["something is spread in: it wins", 'import { NotImplemented } from "../index.js";\nexport const users = {\n  getUser() {},+\n\n  deleteUser() {\n    throw new NotImplemented();\n  },+\n  ...others,\n};\n'],
  ["a factory", 'import { NotImplemented, type UsersHandlers } from "../index.js";\nexport function makeUsers(store: Store): UsersHandlers {\n  return {\n    getUser: ({ path }) => store.find(path.id),+\n\n    deleteUser() {\n      throw new NotImplemented();\n    },+\n  };\n}\n'],
  ["a class", 'import { NotImplemented, type UsersHandlers } from "../index.js";\nexport class Users implements UsersHandlers {\n  getUser() {\n    return { status: 404 };\n  }+\n\n  deleteUser() {\n    throw new NotImplemented();\n  }+\n}\n'],
  ["one line", 'import { NotImplemented } from "../index.js";\nexport const users = { getUser() {}+,\n\n  deleteUser() {\n    throw new NotImplemented();\n  },\n+ };\n'],
  ["empty", 'import { NotImplemented } from "../index.js";\nexport const users = {+\n  getUser() {\n    throw new NotImplemented();\n  },\n\n  deleteUser() {\n    throw new NotImplemented();\n  },\n+};\n'],
  ["a name in a comment is no method", 'import { NotImplemented } from "../index.js";\nexport const users = {\n  // deleteUser() is to come\n  getUser() {},+\n\n  deleteUser() {\n    throw new NotImplemented();\n  },+\n};\n'],
  ["no object of the kind", 'export * from "./elsewhere.js";\n'],
];

describe("a user's file gets what it lacks, and every other byte stays", () => {
  test.each(rows)("%s", async (_, marked) => {
    const pieces = marked.split("+");
    const before = pieces.filter((_, index) => index % 2 === 0).join("");
    const after = pieces.join("");
    expect(await extend(before)).toBe(after);
    expect(await extend(after), "a second time changes nothing").toBe(after);
  });
});

test("a file that can't be parsed is told, with the line", async () => {
  expect(await extend("export const users = {\n  getUser( {\n};\n")).toMatch(/^fault: it can't be read: line \d: /);
});
