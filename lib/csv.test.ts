import { expect, it } from "vitest";
import { toCsv } from "./csv";

it.each([
  ["=1+1", `"'=1+1"`],
  ["+1", `"'+1"`],
  ["-2+3", `"'-2+3"`],
  ["@SUM(A1)", `"'@SUM(A1)"`],
  ["\t=1", `"'\t=1"`],
  [" =1", `"' =1"`],
  ['say "hi", then\r\ngo', '"say ""hi"", then\r\ngo"'],
  ["curl/8.5", '"curl/8.5"'],
])("%j stands in a spreadsheet as text", (value, cell) => {
  expect(toCsv(["a"], [[value]])).toBe(`"a"\r\n${cell}\r\n`);
});

it("numbers stay numbers, and what is absent is empty", () => {
  expect(toCsv(["a", "b"], [[-5, undefined]])).toBe('"a","b"\r\n-5,\r\n');
});
