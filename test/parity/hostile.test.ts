import { describe } from "vitest";
import { startAttacked } from "./attacked.js";
import { testAttacks } from "./attacks.js";
import { startAttackedGo } from "./go-server.js";
import { startAttackedPython } from "./python-server.js";

describe("TypeScript", () => testAttacks(startAttacked));
describe("Go", () => testAttacks(startAttackedGo));
describe("Python", () => testAttacks(startAttackedPython));
