import { test } from "vitest";
const a = performance.now();
const { buildClient, loadUsers } = await import("./clients.js");
const b = performance.now();
await buildClient("users");
const c = performance.now();
await loadUsers();
console.log(b - a, c - b, performance.now() - c);
test("x", () => {});
