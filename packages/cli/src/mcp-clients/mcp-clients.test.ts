import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestCli } from "../testing/cli";

const url = "https://keys.example.com";
let cli: TestCli;
beforeEach(() => void (cli = new TestCli({ env: { KEYHOUSE_URL: url } })));
afterEach(() => cli.remove());

const read = (...path: string[]) => JSON.parse(readFileSync(join(cli.home, ...path), "utf8")) as unknown;

describe("mcp add", () => {
  it("prints the exact line for Claude Code, alone on standard output", async () => {
    expect((await cli.run("mcp add claude-code")).stdout).toBe(`claude mcp add --transport http keyhouse ${url}/mcp\n`);
    expect((await cli.run("mcp add claude-code --stdio --name house")).stdout).toBe(`claude mcp add house -- keyhouse mcp serve --url ${url}\n`);
    expect((await cli.run(`mcp add claude-code --name tools --server ${url}/mcp/tools`)).stdout).toBe(`claude mcp add --transport http tools ${url}/mcp/tools\n`);
  });

  it("--write adds the entry, and leaves everything else in the file as it was", async () => {
    mkdirSync(join(cli.home, ".cursor"));
    writeFileSync(join(cli.home, ".cursor", "mcp.json"), JSON.stringify({ other: true, mcpServers: { maps: { url: "https://maps.example.com" } } }));
    expect((await cli.run("mcp add cursor --write")).code).toBe(0);
    expect(read(".cursor", "mcp.json")).toEqual({ other: true, mcpServers: { maps: { url: "https://maps.example.com" }, keyhouse: { url: `${url}/mcp` } } });
  });

  it("--write makes the file where there is none, in the place and form of each client", async () => {
    for (const client of ["claude-code", "claude-desktop", "vs-code"]) expect((await cli.run(`mcp add ${client} --write`)).code).toBe(0);
    expect(read(".mcp.json")).toEqual({ mcpServers: { keyhouse: { type: "http", url: `${url}/mcp` } } });
    expect(read(".config", "Claude", "claude_desktop_config.json")).toEqual({ mcpServers: { keyhouse: { command: "npx", args: ["-y", "mcp-remote", `${url}/mcp`] } } });
    expect(read(".vscode", "mcp.json")).toEqual({ servers: { keyhouse: { type: "http", url: `${url}/mcp` } } });
  });

  it("--write replaces another server of that name only after a yes", async () => {
    await cli.run("mcp add cursor --write");
    const again = "mcp add cursor --write --url https://other.example.com";
    expect(await cli.run(again)).toMatchObject({ code: 2, stderr: expect.stringContaining("Say --yes") as string });
    expect(await cli.run(again, { terminal: { answers: "n\n" } })).toMatchObject({ code: 1, stderr: expect.stringContaining("Nothing was done.") as string });
    expect(read(".cursor", "mcp.json")).toEqual({ mcpServers: { keyhouse: { url: `${url}/mcp` } } });
    expect((await cli.run(again, { terminal: { answers: "y\n" } })).code).toBe(0);
    expect(read(".cursor", "mcp.json")).toEqual({ mcpServers: { keyhouse: { url: "https://other.example.com/mcp" } } });
  });

  it("--write touches no file that is not plain JSON", async () => {
    mkdirSync(join(cli.home, ".vscode"));
    const text = '{ // mine\n "servers": {} }';
    writeFileSync(join(cli.home, ".vscode", "mcp.json"), text);
    expect(await cli.run("mcp add vs-code --write")).toMatchObject({ code: 1, stderr: expect.stringContaining("was not changed: it is not plain JSON") as string });
    expect(readFileSync(join(cli.home, ".vscode", "mcp.json"), "utf8")).toBe(text);
  });
});
