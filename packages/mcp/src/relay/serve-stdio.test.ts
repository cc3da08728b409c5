import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { KeyhouseError } from "@keyhouse/client";
import { serveStdio } from "./serve-stdio";

type Asked = { path: string; headers: Record<string, string>; message: Record<string, unknown>; repeatable: boolean; signal: AbortSignal };
type House = (asked: Asked) => Response | Promise<Response>;

/** A relay before the given house. `tell` writes a line, `next` reads the next message that came out. */
function openRelay(house: House) {
  const input = new PassThrough();
  const output = new PassThrough();
  const asked: Asked[] = [];
  const failures: string[] = [];
  const done = serveStdio({
    input,
    output,
    onFailure: (method, error) => failures.push(`${method}: ${(error as Error).message}`),
    fetch: async (path, init, { repeatable }) => {
      const one = { path, headers: init.headers as Record<string, string>, message: JSON.parse(init.body as string) as Asked["message"], repeatable, signal: init.signal! };
      asked.push(one);
      return house(one);
    },
  });
  const lines = (async function* () {
    let rest = "";
    for await (const chunk of output) {
      const parts = (rest + String(chunk)).split("\n");
      rest = parts.pop()!;
      yield* parts;
    }
  })();
  return {
    asked,
    failures,
    tell: (message: unknown) => input.write(`${typeof message === "string" ? message : JSON.stringify(message)}\n`),
    next: async () => JSON.parse((await lines.next()).value as string) as Record<string, unknown>,
    end: async () => {
      input.end();
      await done;
    },
    input,
  };
}

const request = (method: string, params: object = {}, id: unknown = 1) => ({ jsonrpc: "2.0", id, method, params });
const answerTo = ({ message }: Asked, result: object = {}) => Response.json({ jsonrpc: "2.0", id: message.id, result });
const toolCall = (name: string, id: number) => request("tools/call", { name, arguments: {} }, id);

describe("what goes in", () => {
  it("reaches the house's /mcp as it was said, and its answer comes out as it is", async () => {
    const relay = openRelay((asked) => answerTo(asked, { text: "line\u2028separator", "__proto__x": [1, null] }));
    relay.tell(request("tools/call", { name: "whoami", arguments: { text: "a\u2028b" } }, "an id"));
    expect(await relay.next()).toEqual({ jsonrpc: "2.0", id: "an id", result: { text: "line\u2028separator", "__proto__x": [1, null] } });
    expect(relay.asked[0]).toMatchObject({ path: "/mcp", message: { params: { arguments: { text: "a\u2028b" } } }, headers: { "content-type": "application/json" } });
    await relay.end();
  });

  it("may come in pieces, with CRLF, with empty lines between, and without a line feed at the end", async () => {
    const relay = openRelay(answerTo);
    const bytes = Buffer.from(`\r\n\n${JSON.stringify(request("ping", { word: "Schlüssel" }))}\r\n${JSON.stringify(request("ping", {}, 2))}`);
    for (const byte of bytes) relay.input.write(Buffer.from([byte]));
    expect(await relay.next()).toMatchObject({ id: 1 });
    await relay.end();
    expect(await relay.next()).toMatchObject({ id: 2 });
    expect(relay.asked[0]!.message.params).toEqual({ word: "Schlüssel" });
  });

  it.each(["{", "42", '"text"', "[]", "[1]", "null"])("that is no message (%s) is answered as a parse error, and the next one is heard", async (line) => {
    const relay = openRelay(answerTo);
    relay.tell(line);
    expect(await relay.next()).toMatchObject({ id: null, error: { code: -32700 } });
    relay.tell(request("ping"));
    expect(await relay.next()).toMatchObject({ id: 1, result: {} });
    await relay.end();
  });

  it("is answered before the end, also where the input has already ended", async () => {
    let answer!: (response: Response) => void;
    const relay = openRelay(() => new Promise((resolve) => (answer = resolve)));
    relay.tell(request("tools/list"));
    await expect.poll(() => relay.asked.length).toBe(1);
    const ended = relay.end();
    answer(answerTo(relay.asked[0]!));
    expect(await relay.next()).toMatchObject({ id: 1 });
    await ended;
  });
});

describe("revisions of the protocol", () => {
  it("up to 2025-11-25: what was agreed on at the start stands in the header of everything after it", async () => {
    const relay = openRelay((asked) => (asked.message.id === undefined ? new Response(null, { status: 202 }) : answerTo(asked, { protocolVersion: "2025-06-18" })));
    relay.tell(request("initialize", { protocolVersion: "2025-11-25" }));
    await relay.next();
    relay.tell({ jsonrpc: "2.0", method: "notifications/initialized" });
    relay.tell(request("tools/list", {}, 2));
    await relay.next();
    expect(relay.asked.map(({ headers }) => headers["mcp-protocol-version"])).toEqual([undefined, "2025-06-18", "2025-06-18"]);
    await relay.end();
  });

  it("2025-03-26: several messages in one array", async () => {
    const relay = openRelay(({ message }) => Response.json((message as unknown as { id: number }[]).map(({ id }) => ({ jsonrpc: "2.0", id, result: {} }))));
    relay.tell([request("ping", {}, 1), request("ping", {}, 2)]);
    expect([await relay.next(), await relay.next()]).toMatchObject([{ id: 1 }, { id: 2 }]);
    await relay.end();
  });

  it("2026-07-28: what the message says of itself stands in headers too (SEP-2243)", async () => {
    const relay = openRelay(answerTo);
    const _meta = { "io.modelcontextprotocol/protocolVersion": "2026-07-28" };
    relay.tell(request("tools/call", { _meta, name: "whoami" }, 1));
    relay.tell(request("resources/read", { _meta, uri: "keyhouse://über" }, 2));
    relay.tell(request("tools/list", { _meta }, 3));
    for (let answers = 0; answers < 3; answers++) await relay.next();
    expect(relay.asked.map(({ headers }) => [headers["mcp-protocol-version"], headers["mcp-method"], headers["mcp-name"]])).toEqual([
      ["2026-07-28", "tools/call", "whoami"],
      ["2026-07-28", "resources/read", `=?base64?${Buffer.from("keyhouse://über").toString("base64")}?=`],
      ["2026-07-28", "tools/list", undefined],
    ]);
    await relay.end();
  });

  it("a stream of events comes out message by message", async () => {
    const events = 'event: message\r\ndata: {"jsonrpc":"2.0","method":"notifications/progress"}\r\n\r\n: a comment\n\ndata: {"jsonrpc":"2.0",\ndata: "id":1,"result":{}}\n\n';
    const relay = openRelay(() => new Response(events, { headers: { "content-type": "text/event-stream" } }));
    relay.tell(request("subscriptions/listen"));
    expect(await relay.next()).toMatchObject({ method: "notifications/progress" });
    expect(await relay.next()).toEqual({ jsonrpc: "2.0", id: 1, result: {} });
    await relay.end();
  });
});

describe("failures", () => {
  it("a refusal of the house is an error that says what, by which code, and under which request id", async () => {
    const body = { success: false, error: "Insufficient permissions", code: "FORBIDDEN", required_scope: "keys:write", request_id: "req_1" };
    const relay = openRelay(() => Response.json(body, { status: 403 }));
    relay.tell(request("tools/call", { name: "create_api_key" }));
    expect(await relay.next()).toEqual({ jsonrpc: "2.0", id: 1, error: { code: -32603, message: "Insufficient permissions", data: { code: "FORBIDDEN", status: 403, required_scope: "keys:write", request_id: "req_1" } } });
    expect(relay.failures).toEqual(["tools/call: Insufficient permissions"]);
    await relay.end();
  });

  it("an error in the protocol's own form comes through whatever the status, and gets the id that the house could not read", async () => {
    const relay = openRelay(() => Response.json({ jsonrpc: "2.0", id: null, error: { code: -32020, message: "Header mismatch" } }, { status: 400 }));
    relay.tell(request("tools/list", {}, 7));
    expect(await relay.next()).toEqual({ jsonrpc: "2.0", id: 7, error: { code: -32020, message: "Header mismatch" } });
    await relay.end();
  });

  it.each([
    ["a house that cannot be reached", () => Promise.reject(new KeyhouseError({ status: 0, code: "NETWORK_ERROR", message: "The server cannot be reached" })), /cannot be reached/],
    ["a limit that is used up", () => Response.json({ error: "Too many requests", code: "RATE_LIMITED" }, { status: 429, headers: { "retry-after": "17" } }), /Too many requests \(try again in 17 s\)/],
    ["a page instead of an answer", () => new Response("<h1>Bad gateway</h1>", { status: 502 }), /502/],
    ["an answer without what was asked for", () => new Response("", { status: 200 }), /did not answer/],
    ["an answer to something else", () => Response.json({ jsonrpc: "2.0", id: 99, result: {} }), /did not answer/],
  ] as [string, House, RegExp][])("%s is told to whoever asked, and the relay goes on", async (_title, house, message) => {
    let isFirst = true;
    const relay = openRelay((asked) => (isFirst ? ((isFirst = false), house(asked)) : answerTo(asked)));
    relay.tell(request("ping"));
    let answer = await relay.next();
    if (answer.id === 99) answer = await relay.next();
    expect(answer).toMatchObject({ id: 1, error: { code: -32603, message: expect.stringMatching(message) as string } });
    relay.tell(request("ping", {}, 2));
    expect(await relay.next()).toMatchObject({ id: 2, result: {} });
    await relay.end();
  });

  it("nothing is answered to a notification, also where it fails", async () => {
    const relay = openRelay((asked) => (asked.message.id === undefined ? new Response(null, { status: 500 }) : answerTo(asked)));
    relay.tell({ jsonrpc: "2.0", method: "notifications/initialized" });
    relay.tell(request("ping"));
    expect(await relay.next()).toMatchObject({ id: 1 });
    await relay.end();
  });

  it("a request that the client gives up is broken off and not answered", async () => {
    const relay = openRelay(({ message, signal }) => (message.method === "ping" ? Response.json({ jsonrpc: "2.0", id: message.id, result: {} }) : new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)))));
    relay.tell(request("tools/list", {}, 5));
    await expect.poll(() => relay.asked.length).toBe(1);
    relay.tell({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 5 } });
    await expect.poll(() => relay.asked[0]!.signal.aborted).toBe(true);
    relay.tell(request("ping", {}, 6));
    expect(await relay.next()).toMatchObject({ id: 6 });
    await relay.end();
  });
});

it("only calls that may be made twice are marked as repeatable: those of tools that read, or say that twice is once", async () => {
  const tools = [
    { name: "list_api_keys", annotations: { readOnlyHint: true } },
    { name: "revoke_api_key", annotations: { readOnlyHint: false, idempotentHint: true } },
    { name: "create_api_key", annotations: { readOnlyHint: false, idempotentHint: false } },
    { name: "unmarked" },
  ];
  const relay = openRelay((asked) => answerTo(asked, asked.message.method === "tools/list" ? { tools } : {}));
  relay.tell(toolCall("list_api_keys", 1));
  await relay.next();
  relay.tell(request("tools/list", {}, 2));
  await relay.next();
  for (const [index, { name }] of tools.entries()) {
    relay.tell(toolCall(name, 10 + index));
    await relay.next();
  }
  expect(relay.asked.map(({ message, repeatable }) => [(message.params as { name?: string }).name ?? message.method, repeatable])).toEqual([
    ["list_api_keys", false],
    ["tools/list", true],
    ["list_api_keys", true],
    ["revoke_api_key", true],
    ["create_api_key", false],
    ["unmarked", false],
  ]);
  await relay.end();
});
