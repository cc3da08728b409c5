import { afterAll, describe, expect, it } from "vitest";
import { allCommands } from "../commands/all";
import { TestCli } from "../testing/cli";
import { readDuration, readTime } from "./duration";

const cli = new TestCli({ fetch: () => Promise.reject(new Error("nothing is to be sent")) });
afterAll(() => cli.remove());

describe("the command line", () => {
  it("every command has a help with an example that names it, and asks the server nothing", async () => {
    for (const { name, examples } of allCommands) {
      const { code, stdout, stderr } = await cli.run(`${name} --help`);
      expect([code, stderr], name).toEqual([0, ""]);
      expect(stdout).toContain(`keyhouse ${name}`);
      expect(examples.length, name).toBeGreaterThan(0);
      expect(await cli.run(`help ${name}`)).toMatchObject({ code: 0, stdout });
    }
  });

  it("lists all commands without any word, and those of a group behind its name", async () => {
    const { code, stdout } = await cli.run("");
    expect(code).toBe(0);
    for (const { name } of allCommands) expect(stdout).toContain(`  ${name} `);
    expect((await cli.run("keys")).stdout).toContain("keys rotate");
    expect((await cli.run("keys")).stdout).not.toContain("apps");
  });

  it.each([
    ["kyes list", "did you mean keyhouse keys?"],
    ["keys rotat", "did you mean keyhouse keys rotate?"],
    ["keys list --limt 5", "There is no option --limt; did you mean --limit?"],
    ["keys list --limit", "--limit"],
    ["keys list --limit five", '--limit must be a whole number from 1 to 100, not "five"'],
    ["keys list --limit 0", "--limit must be"],
    ["keys list extra", 'does not know what to do with "extra"'],
    ["keys revoke", "key is missing: keyhouse keys revoke KEY"],
    ["keys create ci --environment prod", '--environment must be one of live, test, not "prod"'],
    ["config set api.tocken", "key must be one of api.url, api.token, login.browser"],
    ["completion tcsh", "shell must be one of bash, zsh, fish"],
    ["keys list --url ftp://x", "--url must be the address of a server"],
    ["keys list --url http://keys.example.com", "plain http"],
    ["keys create ci --name API_KEY", "--name belongs to --write-env FILE"],
    ["mcp add cursor --server javascript:alert(1)", "--server must be the address of an MCP server"],
    ["mcp add claude-code --server https://x.example/$(id)", "--server must be the address of an MCP server"],
  ])("%s: exit code 2, and what is wrong", async (words, message) => {
    const { code, stdout, stderr } = await cli.run(words, { env: { KEYHOUSE_TOKEN: "sk_live_0123456789" } });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });

  it("without a credential says how to get one: exit code 3", async () => {
    const { code, stderr } = await cli.run("whoami --url https://keys.example.com");
    expect(code).toBe(3);
    expect(stderr).toBe("keyhouse: You are not signed in at https://keys.example.com.\nRun keyhouse login, or store a key with keyhouse config set api.token.\n");
  });

  it("an error is JSON on standard output with --json, and words on standard error", async () => {
    const ran = await cli.run("whoami --json --url https://keys.example.com");
    expect(ran.json()).toEqual({ success: false, error: "You are not signed in at https://keys.example.com.", code: "NOT_SIGNED_IN" });
    expect(ran.stderr).toContain("keyhouse login");
  });
});

describe("lengths of time", () => {
  it.each([["90", 90], ["90s", 90], ["15m", 900], ["12h", 43_200], ["1d", 86_400], ["2w", 1_209_600], ["1d12h", 129_600]])("%s", (text, seconds) => {
    expect(readDuration("--overlap", text)).toBe(seconds);
  });

  it.each(["", "d", "1y", "1d 2h", "-1d", "1.5d", "one day"])("%j is none", (text) => {
    expect(() => readDuration("--overlap", text)).toThrow("--overlap must be a length of time");
  });

  it("a time is a date, or how long ago it was", () => {
    const now = new Date("2026-11-22T10:00:00Z");
    expect(readTime("--since", "2026-11-01", now)).toBe("2026-11-01T00:00:00.000Z");
    expect(readTime("--since", "2h", now)).toBe("2026-11-22T08:00:00.000Z");
    expect(() => readTime("--since", "yesterday", now)).toThrow("--since must be a time");
    expect(() => readTime("--since", "2026-99-99", now)).toThrow("--since must be a time");
  });
});
