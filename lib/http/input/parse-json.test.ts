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
