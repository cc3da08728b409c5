import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allCommands } from "../commands/all";
import { TestCli } from "../testing/cli";

const cli = new TestCli();
afterAll(() => cli.remove());

describe("the completion of bash", () => {
  let script: string;
  beforeAll(async () => {
    script = join(cli.home, "completion.bash");
    writeFileSync(script, (await cli.run("completion bash")).stdout);
  });

  /** What bash offers behind these words. */
  const offers = (...words: string[]) => {
    const program = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _keyhouse; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync("bash", ["-c", program, "bash", script, "keyhouse", ...words], { encoding: "utf8", cwd: cli.home }).trim().split("\n");
  };

  it("offers commands, then those of the group", () => {
    expect(offers("")).toEqual(expect.arrayContaining(["login", "keys", "audit", "help"]));
    expect(offers("lo")).toEqual(["login", "logout"]);
    expect(offers("keys", "r")).toEqual(["rotate", "revoke"]);
  });

  it("offers the options of every command", () => {
    for (const { name, options = {} } of allCommands) expect(offers(...name.split(" "), "--"), name).toEqual(expect.arrayContaining(["--json", "--url", ...Object.keys(options).map((option) => `--${option}`)]));
  });

  it("offers the values that an argument or option can have, and files where a file is meant", () => {
    expect(offers("config", "set", "api")).toEqual(["api.url", "api.token"]);
    expect(offers("mcp", "add", "c")).toEqual(["claude-code", "claude-desktop", "cursor"]);
    expect(offers("keys", "create", "ci", "--environment", "")).toEqual(["live", "test"]);
    writeFileSync(join(cli.home, ".env"), "");
    expect(offers("keys", "rotate", "--write-env", ".e")).toEqual([".env"]);
  });
});

describe.each(["zsh", "fish"])("the completion of %s", (shell) => {
  it("knows every command and option", async () => {
    const { code, stdout } = await cli.run(`completion ${shell}`);
    expect(code).toBe(0);
    for (const { name, options = {} } of allCommands) {
      for (const word of name.split(" ")) expect(stdout).toContain(word);
      for (const option of Object.keys(options)) expect(stdout).toContain(option);
    }
  });
});
