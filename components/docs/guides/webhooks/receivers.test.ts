import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { waitUntil } from "@/lib/testing/wait-until";
import { freePort } from "@/lib/testing/run-server";
import { signMessage } from "@/lib/webhooks/sign";
import { receivers } from "./receivers";

const secret = `whsec_${randomBytes(32).toString("base64")}`;
const body = JSON.stringify({ type: "api_key.created", timestamp: "2026-11-22T09:30:00Z", data: { target: { type: "api_key", id: "key_1", name: "Nächtliche Arbeit" } } });
const commands: Record<string, { command: string; file: string }> = { node: { command: process.execPath, file: "receiver.mjs" }, python: { command: "python3", file: "receiver.py" } };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "keyhouse-receivers-"));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(receivers)("the documented receiver in $label", ({ id, code }) => {
  const { command, file } = commands[id]!;
  const isThere = spawnSync(command, ["--version"]).status === 0;

  it.skipIf(!isThere)("takes what is signed with its secret, and refuses everything else", async () => {
    const port = await freePort();
    expect(code).toContain("8090");
    writeFileSync(join(folder, file), code.replace("8090", String(port)));
    const receiver = spawn(command, [file], { cwd: folder, env: { ...process.env, WEBHOOK_SECRET: secret } });
    let said = "";
    receiver.stdout.on("data", (chunk) => (said += chunk));
    try {
      const send = async (headers: object, text = body) => (await fetch(`http://127.0.0.1:${port}/`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: text })).status;
      await waitUntil(() => send({}).then(() => true, () => false));
      const now = new Date();
      expect(await send(signMessage([secret], "msg_1", now, body))).toBe(204);
      expect(await send(signMessage([`whsec_${randomBytes(32).toString("base64")}`, secret], "msg_1", now, body))).toBe(204);
      expect(await send(signMessage([secret], "msg_1", now, body), body.replace("key_1", "key_2"))).toBe(401);
      expect(await send(signMessage([`whsec_${randomBytes(32).toString("base64")}`], "msg_1", now, body))).toBe(401);
      expect(await send(signMessage([secret], "msg_1", new Date(now.getTime() - 600_000), body))).toBe(401);
      expect(await send({})).toBe(401);
      await waitUntil(() => said.includes("api_key.created"));
    } finally {
      receiver.kill();
    }
  });
});
