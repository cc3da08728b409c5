import { describe, expect, it } from "vitest";
import { headerMismatch } from "./check-headers";
import { readMessages } from "./read-messages";

const read = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  readMessages(typeof body === "string" ? new TextEncoder().encode(body) : body, (name) => ({ "content-type": "application/json", ...headers })[name]);
const call = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}';

describe("messages as the server behind will read them", () => {
  it("requests, notifications, answers to the server's own requests, and batches of them", () => {
    expect(read(call)).toEqual({ isBatch: false, messages: [{ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "echo" } }] });
    expect(read('{"jsonrpc":"2.0","method":"notifications/initialized"}').messages).toHaveLength(1);
    expect(read('{"jsonrpc":"2.0","id":7,"result":{"roots":[]}}').messages[0]!.method).toBeUndefined();
    expect(read(`[${call},${call}]`)).toMatchObject({ isBatch: true, messages: [{}, {}] });
    expect(read(call, { "content-type": "application/json; charset=UTF-8" }).messages).toHaveLength(1);
  });

  it("deep arguments with any text in them are other people's data, and pass", () => {
    const value = `{"a":{"a":${'{"a":1,"a":'.repeat(60)}"\\u0000\\ud800"${"}".repeat(60)}}}`;
    expect(read(`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":${value},"NAMES":1}}`).messages).toHaveLength(1);
  });

  it.each([
    ["a method named twice", '{"method":"ping","method":"tools/call","params":{"name":"x"}}', /twice/],
    ["a method named twice in two spellings of the same text", '{"method":"ping","\\u006dethod":"tools/call"}', /twice/],
    ["a tool named twice", '{"method":"tools/call","params":{"name":"a","name":"b"}}', /twice/],
    ["params twice", '{"method":"tools/call","params":{"name":"a"},"params":{"name":"b"}}', /twice/],
    ["a member that differs by case alone", '{"method":"ping","Method":"tools/call"}', /taken for method/],
    ["a member that Unicode folds to one of ours", '{"method":"tools/call","paramſ":{"name":"b"},"params":{"name":"a"}}', /taken for params/],
    ["a name of a tool in another spelling", '{"method":"tools/call","params":{"name":"a","Name":"b"}}', /taken for name/],
    ["a name of a tool with the Kelvin sign in place of a letter", '{"method":"ping","Id":1}', /taken for id/],
    ["a method that is no text", '{"method":["tools/call"]}', /method/],
    ["a tool that is no text", '{"method":"tools/call","params":{"name":["echo"]}}', /which tool/],
    ["no tool at all", '{"method":"tools/call"}', /which tool/],
    ["params as a list", '{"method":"tools/call","params":["echo"]}', /params/],
    ["a text", '"tools/call"', /object/],
    ["a batch in a batch", `[[${call}]]`, /object/],
    ["an empty batch", "[]", /empty/],
    ["a batch of 51", `[${Array(51).fill(call).join()}]`, /more than 50/],
    ["two documents", `${call}${call}`, /not valid JSON/],
    ["half a document", call.slice(0, -1), /not valid JSON/],
    ["nesting without end", "[".repeat(200) + "]".repeat(200), /deeper/],
  ])("%s is refused", (_title, body, message) => {
    expect(() => read(body)).toThrow(message);
  });

  it("bytes that are no UTF-8, another charset, another encoding and another type are refused: they could be read as something else", () => {
    expect(() => read(Uint8Array.of(0x7b, 0xff, 0x7d))).toThrow(/UTF-8/);
    expect(() => read(call, { "content-type": "application/json; charset=utf-16" })).toThrow(/UTF-8/);
    expect(() => read(call, { "content-type": "application/json; charset=utf-7" })).toThrow(/UTF-8/);
    expect(() => read(call, { "content-encoding": "gzip" })).toThrow(/Content-Encoding/);
    expect(() => read(call, { "content-type": "text/plain" })).toThrow(/application\/json/);
  });
});

describe("headers that name what the body asks (revision 2026-07-28)", () => {
  const mismatch = (body: string, headers: Record<string, string>) => headerMismatch(read(body), (name) => headers[name]);

  it("agree, or are not there", () => {
    expect(mismatch(call, {})).toBeUndefined();
    expect(mismatch(call, { "mcp-method": "tools/call", "mcp-name": "echo" })).toBeUndefined();
    expect(mismatch(call, { "mcp-method": "tools/call", "mcp-name": `=?base64?${Buffer.from("echo").toString("base64")}?=` })).toBeUndefined();
    expect(mismatch('{"jsonrpc":"2.0","id":1,"method":"ping"}', { "mcp-method": "ping" })).toBeUndefined();
  });

  it.each([
    [{ "mcp-method": "ping" }],
    [{ "mcp-method": "tools/call", "mcp-name": "harmless" }],
    [{ "mcp-name": "=?base64?ZWNobyA=?=" }],
    [{ "mcp-name": "=?base64?ZWNob===?=" }],
  ])("%o disagrees with a call of echo", (headers) => {
    expect(mismatch(call, headers as Record<string, string>)).toBeDefined();
  });

  it("name no batch", () => {
    expect(mismatch(`[${call}]`, { "mcp-method": "tools/call" })).toBeDefined();
  });
});
