import { describe, expect, it } from "vitest";
import { plain, widthOf } from "./plain";
import { styleFor } from "./style";
import { renderFacts, renderTable, type Column } from "./table";

type Row = { name: string; scopes: string; id: string };
const columns: Column<Row>[] = [
  { title: "NAME", value: ({ name }) => name },
  { title: "SCOPES", value: ({ scopes }) => scopes },
  { title: "ID", value: ({ id }) => id, whole: true },
];
const rows = [
  { name: "ci", scopes: "agents:read conversations:read models:read triggers:read keys:read", id: "key_01kah2v1x0f8m9v7q3s5t6w8ye" },
  { name: "鍵の名前", scopes: "", id: "key_2" },
];
const style = styleFor({ write: () => undefined }, {}, false);

describe("a table", () => {
  it.each([60, 80, 120])("fits a terminal of %i columns, and never cuts what is copied", (screen) => {
    const text = renderTable(columns, rows, { columns: screen, style });
    for (const line of text.split("\n")) expect(widthOf(line)).toBeLessThanOrEqual(screen);
    expect(text).toContain("key_01kah2v1x0f8m9v7q3s5t6w8ye");
  });

  it("is whole where no terminal reads it", () => {
    expect(renderTable(columns, rows, { columns: undefined, style })).toContain(rows[0]!.scopes);
  });

  it("keeps its columns in line also with wide letters", () => {
    const [, first, second] = renderTable(columns, rows, { columns: undefined, style }).split("\n") as [string, string, string];
    expect(widthOf(first.slice(0, first.indexOf("key_01")))).toBe(widthOf(second.slice(0, second.indexOf("key_2"))));
  });
});

describe("what other people wrote", () => {
  it.each(["\u001b[2J", "\u009b31m", "\u202eevil", "a\rb", "a\nb", "a\u0007", "zero\u200bwidth"])("%j cannot command the terminal", (text) => {
    expect(plain(text)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(renderTable([{ title: "A", value: () => text }], [{}], { columns: 80, style })).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(renderFacts([["A", text]], style)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });
});

describe("colour", () => {
  const coloured = (isTTY: boolean, env: Record<string, string>, noColor = false) => styleFor({ write: () => undefined, isTTY }, env, noColor).bad("x") !== "x";

  it("is for terminals, unless NO_COLOR, --no-color or a dumb terminal says no", () => {
    expect(coloured(true, {})).toBe(true);
    expect(coloured(false, {})).toBe(false);
    expect(coloured(true, { NO_COLOR: "1" })).toBe(false);
    expect(coloured(true, { TERM: "dumb" })).toBe(false);
    expect(coloured(true, {}, true)).toBe(false);
  });
});
