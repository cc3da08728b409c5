import { expect, it } from "vitest";
import { parseJson } from "./parse-json";

const parse = (text: string) => parseJson(new TextEncoder().encode(text));

it("reads what JSON.parse reads", () => {
  expect(parse('{"a":[1,{"b":"\\u00e9\\ud83d\\ude00"}],"c":{"a":1}}')).toEqual({ a: [1, { b: "é😀" }], c: { a: 1 } });
});

it.each([
  ['{"a":1,"a":1}', /names "a" twice/],
  ['{"a":1,"\\u0061":2}', /twice/],
  ['{"x":[{"a":1,"b":2,"a":3}]}', /twice/],
  ['{"__proto__":1,"__proto__":2}', /twice/],
  ['["\\u0000"]', /NUL/],
  ['{"\\u0000":1}', /NUL/],
  ['["\\ud800"]', /surrogate/],
  ["[".repeat(33) + "]".repeat(33), /deeper/],
  ["{", /not valid JSON/],
  ["", /not valid JSON/],
])("refuses %s", (text, message) => {
  expect(() => parse(text)).toThrow(message);
});

it("the same key in two different objects is no duplicate, nor is a value that looks like a key", () => {
  expect(parse('[{"a":"a"},{"a":"b"}]')).toEqual([{ a: "a" }, { a: "b" }]);
});

it("what is only passed on may hold what no database takes, and nest as deep as is said; a key twice is refused all the same", () => {
  const pass = (text: string) => parseJson(new TextEncoder().encode(text), { deepest: 100, storable: false });
  expect(pass('["\\u0000\\ud800"]')).toEqual(["\0\ud800"]);
  expect(() => pass("[".repeat(100) + "]".repeat(100))).not.toThrow();
  expect(() => pass("[".repeat(101) + "]".repeat(101))).toThrow(/deeper than 100/);
  expect(() => pass('{"method":"ping","\\u006dethod":"tools/call"}')).toThrow(/twice/);
});
