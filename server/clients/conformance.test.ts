import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runHouse, type RunningHouse } from "@/lib/testing/run-house";
import { freePort } from "@/lib/testing/run-server";
import { WebPerson } from "@/lib/testing/web-person";

/** The suite of the protocol's own project. It needs a newer Node than we do: npx brings both, in these versions. */
const suitePackage = "@modelcontextprotocol/conformance@0.2.0-alpha.12";
const nodePackage = "node@22.23.3";

const run = promisify(execFile);

let server: RunningHouse;
beforeAll(async () => {
  programs = await install();
}, 300_000);
afterAll(() => server?.stop());

describe("the MCP conformance suite's authorization command", () => {
  beforeAll(async () => {
    server = await runHouse({ CIMD_ENABLED: "true" });
  }, 120_000);

  it("is green for a registered public client: metadata, metadata documents, code grant with PKCE and resource", async () => {
    const person = await WebPerson.signUp(server.origin, "ada");
    const port = await freePort();
    const registered = await fetch(`${server.origin}/oauth/register`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ client_name: "Conformance suite", redirect_uris: [`http://127.0.0.1:${port}/callback`], token_endpoint_auth_method: "none" }),
    });
    const { client_id } = (await registered.json()) as { client_id: string };

    const suite = conformance("authorization", "--url", server.origin, "--client-id", client_id, "-p", String(port), "--resource", `${server.origin}/mcp`);
    await person.open(await suite.said(/^(http\S+\/oauth\/authorize\?\S+)$/m));
    const { status, output } = await suite.ended;
    expect(output).not.toMatch(/\b[1-9]\d* (?:failed|skipped|warnings?)\b|FAILURE|SKIPPED|WARNING/);
    expect(output).toMatch(/AuthorizationCodeGrant|authorization-code-grant/);
    expect(status, output).toBe(0);
  }, 300_000);
});

/** What of the server scenarios needs no tools made for the suite; everybody is let in, for the suite sends no token. */
describe("the MCP conformance suite's server scenarios", () => {
  beforeAll(async () => {
    await server.stop();
    server = await runHouse({ ENABLE_AUTH: "false" });
  }, 120_000);

  it.each([
    ["2025-11-25", "server-initialize", "ping", "tools-list", "resources-list", "prompts-list", "dns-rebinding-protection"],
    ["2026-07-28", "tools-list", "resources-list", "prompts-list", "dns-rebinding-protection", "caching", "http-header-validation", "sep-2164-resource-not-found", "server-sse-multiple-streams", "input-required-result-unsupported-methods", "input-required-result-validate-input"],
  ])("are green at revision %s", async (revision, ...scenarios) => {
    for (const scenario of scenarios) {
      const { status, output } = await conformance("server", "--url", `${server.origin}/mcp`, "--spec-version", revision, "--scenario", scenario).ended;
      expect(status, `${scenario}:\n${output}`).toBe(0);
      expect(output, scenario).toMatch(/Passed: [1-9]\d*\/\d+, 0 failed/);
    }
  }, 300_000);
});

/** Where npx has put Node and the suite: asked once, for it takes longer than most scenarios. */
let programs: string[];

async function install(): Promise<string[]> {
  const packages = Number(process.versions.node.split(".")[0]) >= 22 ? ["-p", suitePackage] : ["-p", nodePackage, "-p", suitePackage];
  // Node's package brings its binary by a script of its own, which our .npmrc forbids elsewhere
  const { stdout } = await run("npx", ["-y", "--ignore-scripts=false", ...packages, "-c", "command -v node && command -v conformance"]);
  return stdout.trim().split("\n");
}

function conformance(...args: string[]) {
  const [command = "", ...first] = programs;
  const child = spawn(command, [...first, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
  const output = () => chunks.join("");
  const ended = new Promise<{ status: number | null; output: string }>((resolve) => child.once("close", (status) => resolve({ status, output: output() })));
  let isOver = false;
  void ended.then(() => (isOver = true));
  const said = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(output())?.[1];
      if (found) return found;
      if (isOver) throw new Error(`The suite ended before it said ${pattern}:\n${output()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return { ended, said };
}
