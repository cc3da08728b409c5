import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { waitUntil } from "@/lib/testing/wait-until";
import { applyApiFile } from "./apply";
import { apiFileProblem, followApiFile, releaseApiFile } from "./follow";
import { readApiFile } from "./read";

let house: House;
let admin: Person;
let folder: string;
let path: string;
beforeAll(async () => {
  house = await openHouse();
  admin = await house.signUp();
  folder = await mkdtemp(join(tmpdir(), "keyhouse-apis-"));
  path = join(folder, "apis.json");
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => db().protectedApi.deleteMany());

const agents = { name: "Agents", prefix: "/api/agents", upstream: "http://127.0.0.1:9", rules: [{ methods: ["GET"], path: "/**", scope: "agents:read" }] };
const maps = { name: "Maps", prefix: "/mcp/maps", upstream: "http://127.0.0.1:9/mcp", rules: [{ methods: ["*"], path: "/**" }], tools: [{ name: "read_*" }], timeout_seconds: 5 };
const write = (value: unknown) => writeFile(path, typeof value === "string" ? value : JSON.stringify(value));
const load = async (...apis: object[]) => (await write({ apis }), applyApiFile(await readApiFile(path)));
const rows = () => db().protectedApi.findMany({ orderBy: { id: "asc" } });

describe("what the file declares", () => {
  it("is there after the start, changed where the file has changed and gone where it is silent", async () => {
    await load(agents, maps);
    const [first, second] = await rows();
    expect([first, second]).toMatchObject([{ name: "Agents", source: "file", timeoutSeconds: 30, tools: null }, { name: "Maps", source: "file", timeoutSeconds: 5, tools: [{ name: "read_*" }] }]);
    await load({ ...maps, timeout_seconds: undefined, upstream: "http://127.0.0.1:10" });
    expect(await rows()).toMatchObject([{ id: second!.id, upstream: "http://127.0.0.1:10", timeoutSeconds: 30 }]);
  });

  it("means the same as on the page where it leaves something out", async () => {
    const { status } = await house.send("POST", "/api/v1/protected-apis", { token: admin.token, body: agents });
    expect(status).toBe(201);
    await load({ ...agents, name: "Others", prefix: "/api/others" });
    const [byPage, byFile] = (await rows()).map(({ id: _id, name: _name, prefix: _prefix, source: _source, createdAt: _created, updatedAt: _updated, ...columns }) => columns);
    expect(byFile).toEqual(byPage);
  });

  it("is written once: a second reading changes nothing, and leaves nothing in the audit log", async () => {
    await load(agents, maps);
    const events = () => db().auditEvent.count({ where: { action: { startsWith: "protected_api." } } });
    const [before, noted] = [await rows(), await events()];
    await load(agents, maps);
    expect([await rows(), await events()]).toEqual([before, noted]);
  });

  it("may change places: each gets the prefix that the other had", async () => {
    await load(agents, { ...agents, name: "Robots", prefix: "/api/robots" });
    const [first, second] = await rows();
    await load({ ...agents, prefix: "/api/robots" }, { ...agents, name: "Robots" });
    expect(await rows()).toMatchObject([{ id: first!.id, prefix: "/api/robots" }, { id: second!.id, prefix: "/api/agents" }]);
  });

  it("takes over what stood on the page under the same name and prefix, and is read-only from then on", async () => {
    const { json } = await house.send("POST", "/api/v1/protected-apis", { token: admin.token, body: agents });
    const { id } = json as { id: string };
    await load({ ...agents, timeout_seconds: 7 });
    expect(await rows()).toMatchObject([{ id, source: "file", timeoutSeconds: 7 }]);
    for (const [method, body] of [["PATCH", { name: "Mine" }], ["DELETE", undefined]] as const) {
      const refused = await house.send(method, `/api/v1/protected-apis/${id}`, { token: admin.token, ...(body && { body }) });
      expect([refused.status, JSON.stringify(refused.json)]).toEqual([409, expect.stringContaining("PROTECTED_APIS_FILE")]);
    }
  });

  it("goes over to the page where no file is named any more", async () => {
    await load(agents);
    await releaseApiFile();
    expect(await rows()).toMatchObject([{ name: "Agents", source: "page" }]);
  });
});

describe("a wrong file changes nothing, and is told by file, entry and member", () => {
  it.each([
    ["a file that ends too soon", "{", /not JSON: look at line 1$/],
    ["a comma too many", '{\n  "apis": [\n    {,}\n  ]\n}', /not JSON: look at line 3$/],
    ["a list without its name", [agents], /must be \{"apis": \[\.\.\.\]\}/],
    ["something beside the list", { apis: [agents], api: [] }, /"api" is not known/],
    ["a prefix without its slash", { apis: [{ ...agents, prefix: "agents" }] }, /^entry 1 \("Agents"\): prefix must be/],
    ["a path of the second entry", { apis: [agents, { ...maps, rules: [{ methods: ["GET"], path: "no" }] }] }, /^entry 2 \("Maps"\): rules\.0\.path must begin with \//],
    ["a member that is misspelt", { apis: [{ ...agents, upstrem: "http://x" }] }, /^entry 1 \("Agents"\): upstrem is not a member/],
    ["a member that is missing", { apis: [{ ...agents, upstream: undefined }] }, /^entry 1 \("Agents"\): upstream: Invalid input/],
    ["an entry that is none", { apis: [7] }, /^entry 1: /],
    ["two of one name", { apis: [agents, agents] }, /^entry 2 \("Agents"\) has the name of entry 1/],
    ["prefixes that overlap", { apis: [agents, { ...agents, name: "Below", prefix: "/api/agents/below" }] }, /^entry 2 \("Below"\): .*overlaps with \/api\/agents/],
    ["a prefix of the house itself", { apis: [maps, { ...agents, prefix: "/api/v1/users" }] }, /^entry 2 \("Agents"\): prefix .*Keyhouse itself/],
    ["a scope that nobody has", { apis: [{ ...agents, rules: [{ methods: ["GET"], path: "/**", scope: "no:such" }] }] }, /^entry 1 \("Agents"\): rules\.0\.scope There is no scope "no:such"/],
  ])("%s", async (_title, content, message) => {
    await load({ ...agents, name: "Before", prefix: "/api/before" });
    const before = await rows();
    await write(content);
    await expect((async () => applyApiFile(await readApiFile(path)))()).rejects.toThrow(message);
    expect(await rows()).toEqual(before);
  });

  it("and stops the start in one line that names the variable", async () => {
    await expect(followApiFile(join(folder, "missing.json"))).rejects.toThrow(/^PROTECTED_APIS_FILE \(.*missing\.json\): there is no such file\.$/);
  });
});

it("a change of the file is seen; one that is wrong leaves what stood before, and says so", async () => {
  await write({ apis: [agents] });
  const stop = await followApiFile(path);
  try {
    await write({ apis: [maps] });
    await waitUntil(async () => (await rows())[0]?.name === "Maps", 10_000);
    await write("{");
    await waitUntil(() => apiFileProblem() !== undefined, 10_000);
    expect(apiFileProblem()).toMatch(/not JSON/);
    expect(await rows()).toMatchObject([{ name: "Maps" }]);
    await write({ apis: [maps, agents] });
    await waitUntil(() => apiFileProblem() === undefined, 10_000);
    expect(await rows()).toHaveLength(2);
  } finally {
    await stop();
  }
}, 40_000);
