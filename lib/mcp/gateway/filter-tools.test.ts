import { describe, expect, it } from "vitest";
import { EventFilter } from "./filter-events";
import { filterJson, filterTools } from "./filter-tools";

const keep = (name: string) => name !== "secret";
const list = (...names: string[]) => ({ jsonrpc: "2.0", id: 1, result: { tools: names.map((name) => ({ name, inputSchema: { type: "object" } })), nextCursor: "2" } });
const event = (data: object, more = "") => `${more}data: ${JSON.stringify(data)}\n\n`;

describe("an answer in JSON", () => {
  it("loses the tools that the caller may not call, and nothing else", () => {
    expect(filterTools(list("echo", "secret"), keep)).toEqual(list("echo"));
    expect(filterTools([list("secret"), { jsonrpc: "2.0", id: 2, result: {} }], keep)).toEqual([list(), { jsonrpc: "2.0", id: 2, result: {} }]);
  });

  it("is answered byte for byte where it lists no tools", () => {
    const bytes = Buffer.from('{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"the \\"tools\\" are: secret"}],"n":1.0}}');
    expect(filterJson(bytes, keep)).toBe(bytes);
  });

  it("that was made for one caller is kept by no cache for all (SEP-2549)", () => {
    const { result } = list("echo", "secret");
    expect(filterTools({ id: 1, result: { ...result, cacheScope: "public", ttlMs: 1000 } }, keep)).toMatchObject({ result: { cacheScope: "private", ttlMs: 1000 } });
  });

  it("a tool without a name is shown to nobody, and what is no JSON is told", () => {
    expect(filterTools({ id: 1, result: { tools: [{}, "secret", { name: 1 }] } }, keep)).toEqual({ id: 1, result: { tools: [] } });
    expect(filterJson(Buffer.from("<html>"), keep)).toBeUndefined();
  });
});

describe("a stream of events", () => {
  const through = (text: string, chunk: number): string => {
    const filter = new EventFilter(keep);
    const bytes = Buffer.from(text);
    const leaving: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += chunk) leaving.push(...filter.push(bytes.subarray(at, at + chunk)));
    return Buffer.concat([...leaving, ...filter.end()]).toString();
  };

  it.each([1, 2, 3, 7, 10_000])("cut into pieces of %i bytes, lets everything pass but forbidden tools", (chunk) => {
    const before = `: keep-alive\n\n${event({ jsonrpc: "2.0", method: "notifications/message", params: { data: "ü \"tools\" 😀" } }, "event: message\nid: 1\n")}`;
    const after = event({ jsonrpc: "2.0", id: 2, result: { content: [] } }, "retry: 100\n");
    expect(through(before + event(list("echo", "secret"), "event: message\nid: 2\n") + after, chunk)).toBe(before + event(list("echo"), "event: message\nid: 2\n") + after);
  });

  it.each(["\n", "\r\n", "\r"])("ends its lines with %j, and data may stand on several", (end) => {
    const lines = JSON.stringify(list("echo", "secret"), undefined, 1).split("\n");
    const text = `id: 7${end}${lines.map((line) => `data:${line}${end}`).join("")}${end}`;
    for (const chunk of [1, 5, 10_000]) expect(through(text + text, chunk).replaceAll("\n\n\n", "\n\n")).toContain(event(list("echo"), "id: 7\n"));
    expect(through(text, 3)).not.toContain("secret");
  });

  it("an event leaves as soon as it is whole, and not before", () => {
    const filter = new EventFilter(keep);
    expect(filter.push(Buffer.from("data: {}\n"))).toEqual([]);
    expect(Buffer.concat(filter.push(Buffer.from("\ndata: 2"))).toString()).toBe("data: {}\n\n");
    expect(Buffer.concat(filter.push(Buffer.from("\n\n"))).toString()).toBe("data: 2\n\n");
  });

  it("one event without end is not gathered for ever", () => {
    const filter = new EventFilter(keep);
    const megabyte = Buffer.alloc(1024 * 1024, "x");
    expect(() => {
      for (let count = 0; count < 20; count++) filter.push(megabyte);
    }).toThrow(/16 MiB/);
  });
});
